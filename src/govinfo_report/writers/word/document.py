"""A report as a Word file: title, preamble, sections, the official tables; findings as comments."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from io import BytesIO
from itertools import pairwise
from typing import Any

from govinfo_report.form import LayoutCell, TableLayout
from govinfo_report.writers.annotations import SUGGESTED, Remark
from govinfo_report.writers.characters import XML, check_characters
from govinfo_report.writers.extras import missing_extra
from govinfo_report.writers.printing import Printout, paragraphs
from govinfo_report.writers.word.look import dress_document
from govinfo_report.writers.word.tables import table_xml

__all__ = ["check_text", "render_word", "set_title"]

_TITLE_SIZE, _SMALLER = 18, 2
"""Points of a title, and how many less it may have to fit one line."""
_BEFORE_YEAR, _BEHIND_YEAR = re.compile(r"(?<![）)])(?=\d{4}年)"), re.compile(r"\d{4}年(?:度(?!报告))?")
_BELOW_TABLE = 12
"""Points between a table and what follows it."""
_LINE = 415
"""Points that a line of the page is long."""


def render_word(printout: Printout) -> bytes:
    """The report as a .docx file.

    Raises:
        WriteError: The extra ``docx`` is not installed; the report holds characters that XML cannot.
    """
    try:
        import docx
    except ModuleNotFoundError as error:
        raise missing_extra("docx", "Word 文件", "Word files") from error
    _check(printout)
    document = docx.Document()
    dress_document(document)
    properties = document.core_properties
    properties.title = (printout.title or "")[:255]
    properties.author = (printout.raw.agency or "")[:255]
    properties.comments = ""
    properties.language = "zh-CN"
    title = _title(document, printout.title) if printout.title else None
    for text in printout.front:
        _prose(document, text)
    turned = False
    for section in printout.sections:
        heading = document.add_heading(section.heading, level=1)
        own_page = section.layout is not None and section.layout.printing.own_page
        heading.paragraph_format.page_break_before = (own_page or turned) or None
        title, turned = title or heading, own_page
        for text in paragraphs(section.text):
            _prose(document, text)
        if section.layout is not None:
            _table(document, section.layout, printout)
    unplaced = [remark for remark in printout.annotations.remarks if not remark.places]
    suggested = printout.annotations.suggestions
    if unplaced or suggested:
        anchor = title or document.add_paragraph("检查结果")
        _comment(document, anchor.runs, unplaced, [SUGGESTED, *suggested] if suggested else ())
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def _title(document: Any, text: str) -> Any:
    paragraph = document.add_paragraph(text, style="Title")
    set_title(paragraph, _TITLE_SIZE, _LINE)
    return paragraph


def set_title(paragraph: Any, largest: int, line: float) -> None:
    """Set a title in one line, a little smaller if that will do, or in lines of about one length.

    No line is to hold but the last character or two. A title that says where it may be divided is divided
    there, if that will do; that of a report before or behind its year, so that no name is cut.

    Args:
        paragraph: The title, of one run; a line break in it is where it may be divided.
        largest: The official size, in points.
        line: Points that a line of the page is long.
    """
    from docx.shared import Pt

    words = paragraph.text
    widest = max(map(_width, words.split("\n")))
    for size in range(largest, largest - _SMALLER - 1, -1):
        if widest * size <= line:
            if size != largest:
                paragraph.runs[0].font.size = Pt(size)
            return
    if "\n" in words:
        paragraph.runs[0].text = words.replace("\n", "")
    width = _at_the_year(paragraph.text, line / largest)
    if width is None:
        whole = _width(paragraph.text)
        width = whole / math.ceil(whole * largest / line) + 1.6
    narrow = max(0.0, line - width * largest) / 2
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Pt(round(narrow))


def _at_the_year(text: str, longest: float) -> float | None:
    """How long a line has to be, in characters, for the next one to begin before or behind the year.

    There is no break in the title: words alone, which fill the first line, say where it ends.
    """
    for year, room in ((_BEFORE_YEAR, 1.0), (_BEHIND_YEAR, 0.5)):
        for found in year.finditer(text):
            first, second = _width(text[: found.end()]), _width(text[found.end() :])
            if second <= first <= longest - room:
                return first + room
    return None


def _width(text: str) -> float:
    """What a text takes at most of a line, in Chinese characters; beside digits there is a little space."""
    signs = sum(0.6 if sign.isascii() else 1.0 for sign in text)
    return signs + 0.5 * sum(one.isascii() != other.isascii() for one, other in pairwise(text))


def check_text(text: str, place: str) -> None:
    """Refuse what XML cannot hold.

    Raises:
        WriteError: There is such a character; says which and where.
    """
    check_characters(text, place, XML, "Word 文件", "a Word file")


def _check(printout: Printout) -> None:
    texts = {"title": printout.title or "", "preamble": "\n".join(printout.front)}
    texts |= {section.name: section.text for section in printout.sections if section.text is not None}
    texts |= {cell.path: cell.text for cell in printout.raw}
    for place, text in texts.items():
        check_text(text, place)


def _prose(document: Any, text: str) -> None:
    from docx.oxml.ns import qn

    paragraph = document.add_paragraph()
    paragraph.add_run(text)
    indent = paragraph._p.get_or_add_pPr().get_or_add_ind()
    indent.set(qn("w:firstLineChars"), "200")  # two characters, whatever their size
    indent.set(qn("w:firstLine"), "640")


def _table(document: Any, layout: TableLayout, printout: Printout) -> None:
    from docx.oxml import parse_xml
    from docx.shared import Pt
    from docx.table import Table

    element = parse_xml(table_xml(layout, printout))
    body = document.element.body
    body.insert(len(body) - 1, element)  # the last element is the section's properties
    spacer = document.add_paragraph()  # tables need one between them; at a page's end it makes no page
    spacer.paragraph_format.line_spacing = Pt(1)
    spacer.paragraph_format.space_after = Pt(_BELOW_TABLE)
    for cell in layout.cells:
        remarks = printout.remarks(cell)
        if remarks:
            _comment(document, _runs_of(Table(element, document._body), cell), remarks)


def _runs_of(table: Any, cell: LayoutCell) -> Sequence[Any]:
    """The runs of the cell that starts at a place of the grid."""
    from docx.oxml.ns import qn
    from docx.text.run import Run

    row = table._tbl.tr_lst[cell.row]
    column = 0
    for element in row.tc_lst:
        if column == cell.column:
            return [Run(run, table) for run in element.iter(qn("w:r"))]
        column += element.grid_span
    raise AssertionError("the layout covers the grid")


def _comment(document: Any, runs: Sequence[Any], remarks: Sequence[Remark], more: Sequence[str] = ()) -> None:
    words = (*(f"{remark.words}\n处理：{remark.advice}" for remark in remarks), *more)
    document.add_comment(runs, text="\n".join(words), author="govinfo_report", initials="校")
