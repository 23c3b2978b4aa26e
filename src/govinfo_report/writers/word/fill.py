"""Filling somebody's own Word form: figures into its tables, prose under its headings."""

from __future__ import annotations

import re
from collections import Counter
from copy import deepcopy
from io import BytesIO
from typing import Any

from govinfo_report.errors import WriteError
from govinfo_report.form.forms import form_of
from govinfo_report.model import AnnualReport
from govinfo_report.raw import RawReport
from govinfo_report.readers.docx import word_document
from govinfo_report.recognise.headings import heading_of
from govinfo_report.recognise.report import find_cells
from govinfo_report.writers.extras import missing_extra
from govinfo_report.writers.printing import Section, printout_of
from govinfo_report.writers.word.document import check_text

__all__ = ["fill_word"]

#: What a form prints where prose belongs: a hint in brackets, or nothing.
_HINT = re.compile(r"^\s*(?:[（(〔][^（(]*[）)〕]\s*|[_＿.…\s]*)$")
_POINTS = 10
"""Size of a figure where nothing beside it tells another; tables are set in 10 points."""
_TITLE = re.compile(r"政府信息公开工作年度报告")


def fill_word(data: bytes, report: AnnualReport, where: str | None) -> tuple[bytes, tuple[str, ...]]:
    """Fill a Word form.

    Args:
        data: The form, checked against the readers' limits.
        report: The report.
        where: The form's name, for errors.

    Returns:
        The filled file, and what was left alone, in words.

    Raises:
        WriteError: The extra ``docx`` is not installed; a cell has no place in the form.
    """
    try:
        import docx
    except ModuleNotFoundError as error:
        raise missing_extra("docx", " Word 文件", "Word files") from error
    try:
        document = docx.Document(BytesIO(data))
    except Exception as error:  # python-docx raises whatever it happens upon; nothing has been written
        raise WriteError(
            f"python-docx 打不开这个文件（{type(error).__name__}: {error}）。",
            f"python-docx cannot open the file ({type(error).__name__}: {error}).",
            where=where,
            advice_zh="请用 Word 或 WPS 打开后另存为 .docx。",
            advice_en="Open it in a word processor and save it as .docx.",
        ) from error
    _fill_tables(document, report, where)
    remarks = _fill_prose(document, report)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue(), remarks


def _fill_tables(document: Any, report: AnnualReport, where: str | None) -> None:
    places = find_cells(word_document(document.element, file=where))
    form = form_of(report)
    missing = [cell for cell in form.cells if cell.path not in places]
    if missing:
        raise WriteError(
            f"表格里没有这些格：{'；'.join(' / '.join(cell.label) for cell in missing[:3])}"
            f"{f' 等 {len(missing)} 格' if len(missing) > 3 else ''}。",
            f"The tables lack {len(missing)} cells of the report, first {missing[0].path}.",
            where=where,
            advice_zh="请用与报告同一格式的文件。",
            advice_en="Use a form of the same edition.",
        )
    sizes: dict[Any, int] = {}
    for printed in RawReport.of(report):
        grid, row, column = places[printed.path]
        cell: Any = grid.at(row, column)
        table = _table_of(cell.origin)
        if table not in sizes:
            sizes[table] = _word_size(table)
        _put_figure(cell.origin, printed.text, sizes[table])


def _put_figure(cell: Any, text: str, largest: int) -> None:
    """Put a figure into a cell, in its middle, no larger than the words of its table."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn

    _set_text(cell, text)
    paragraph = cell.find(qn("w:p"))
    paragraph.get_or_add_pPr().jc_val = WD_ALIGN_PARAGRAPH.CENTER
    properties = paragraph.find(qn("w:r")).get_or_add_rPr()
    own = properties.find(qn("w:sz"))
    if own is None or int(own.get(qn("w:val"))) > largest:
        properties.sz_val = largest * 6350  # half points, in units of python-docx


def _table_of(cell: Any) -> Any:
    from docx.oxml.ns import qn

    return next(cell.iterancestors(qn("w:tbl")))


def _word_size(table: Any) -> int:
    """The commonest size of the words in a table, in half points."""
    from docx.oxml.ns import qn

    sizes = Counter(int(size.get(qn("w:val"))) for size in table.iterfind(f".//{qn('w:r')}//{qn('w:sz')}"))
    return sizes.most_common(1)[0][0] if sizes else 2 * _POINTS


def _set_text(element: Any, text: str) -> None:
    """Put text into a cell or paragraph; its first paragraph and run keep their look."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    paragraphs = [element] if element.tag == qn("w:p") else element.findall(qn("w:p"))
    first = paragraphs[0]
    for other in paragraphs[1:]:
        element.remove(other)
    look = next(iter(first.iterfind(f".//{qn('w:r')}/{qn('w:rPr')}")), None)
    if look is None:  # an empty paragraph says at its mark how its text is to look
        look = first.find(f"{qn('w:pPr')}/{qn('w:rPr')}")
    for child in list(first):
        if child.tag != qn("w:pPr"):
            first.remove(child)
    run = OxmlElement("w:r")
    if look is not None:
        run.append(deepcopy(look))
    piece = OxmlElement("w:t")
    piece.text = text
    piece.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.append(piece)
    first.append(run)


def _fill_prose(document: Any, report: AnnualReport) -> tuple[str, ...]:
    printout = printout_of(RawReport.of(report))
    remarks: list[str] = []
    title = next((each for each in document.paragraphs if _TITLE.search(each.text)), None)
    front = [f"{name}：{value}" for name, value in printout.entries] + list(printout.preamble)
    if title is not None and heading_of(title.text) is None:
        check_text(report.title, "title")
        _set_text(title._p, report.title)
        if front:
            _write_after(title, front, "preamble", like=_first_hint(document))
    elif front or title is None:
        remarks.append("标题与前言：模板里没有位置，未写入 title and preamble: no place, not written")
    for section in printout.sections:
        if section.text:
            remarks.extend(_fill_section(document, section))
    return tuple(remarks)


def _first_hint(document: Any) -> Any:
    """The first hint of where prose belongs: prose looks like it."""
    for paragraph in document.paragraphs:
        if heading_of(paragraph.text) in AnnualReport.PROSE_SECTIONS:
            below = _paragraphs_below(paragraph)
            return next((each for each in below if each.text.strip() and _HINT.match(each.text)), None)
    return None


def _fill_section(document: Any, section: Section) -> list[str]:
    name = section.heading
    heading = next((each for each in document.paragraphs if heading_of(each.text) == section.name), None)
    if heading is None:
        return [f"{name}：模板里没有这个标题，未写入 no such heading, not written"]
    below = _paragraphs_below(heading)
    if any(not _HINT.match(each.text) for each in below):
        return [f"{name}：标题下已有文字，未改动 there is text already, left alone"]
    hint = next((each for each in below if each.text.strip()), None)
    _write_after(heading, (section.text or "").split("\n"), section.name, like=hint)
    for each in below:
        each._p.getparent().remove(each._p)
    return []


def _paragraphs_below(heading: Any) -> list[Any]:
    """The paragraphs between a heading and the next heading or table."""
    from docx.oxml.ns import qn
    from docx.text.paragraph import Paragraph

    found: list[Any] = []
    for element in heading._p.itersiblings():
        if element.tag != qn("w:p"):
            break
        paragraph = Paragraph(element, heading._parent)
        if heading_of(paragraph.text) is not None or element.find(f".//{qn('w:sectPr')}") is not None:
            break
        found.append(paragraph)
    return found


def _write_after(anchor: Any, texts: list[str], place: str, *, like: Any = None) -> None:
    """Put paragraphs after ``anchor``, each looking as ``like`` does, else like running text."""
    from docx.oxml import OxmlElement

    at = anchor._p
    for text in texts:
        check_text(text, place)
        element = deepcopy(like._p) if like is not None else OxmlElement("w:p")
        _set_text(element, text)
        at.addnext(element)
        at = element
