"""Filling somebody's own Word form: figures into its tables, prose under its headings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from copy import deepcopy
from io import BytesIO
from typing import Any

from govinfo_report.document.limits import Limits
from govinfo_report.errors import WriteError
from govinfo_report.findings import Text
from govinfo_report.form.forms import form_of
from govinfo_report.model import AnnualReport
from govinfo_report.prose.cover import entry_lines
from govinfo_report.prose.headings import heading_of
from govinfo_report.raw import RawReport
from govinfo_report.readers.word.document import word_document
from govinfo_report.recognise.report import find_cells
from govinfo_report.writers.extras import missing_extra
from govinfo_report.writers.faithful import require_faithful
from govinfo_report.writers.filling import figures_replaced, left_alone, words_replaced
from govinfo_report.writers.places import in_chinese
from govinfo_report.writers.printing import Section, printout_of
from govinfo_report.writers.word.document import check_text, set_title

__all__ = ["fill_word"]

#: What a form prints where prose belongs: a hint in brackets, or nothing.
_HINT = re.compile(r"^\s*(?:[（(〔][^（(]*[）)〕]\s*|[_＿.…\s]*)$")
_POINTS = 10
"""Size of a figure where nothing beside it tells another; tables are set in 10 points."""
_TITLE = re.compile(r"政府信息公开工作年度报告")
_YEAR = re.compile(r"20[0-9]{2}")


def fill_word(data: bytes, report: AnnualReport, where: str | None) -> tuple[bytes, tuple[Text, ...]]:
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
        raise missing_extra("docx", "Word 文件", "Word files") from error
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
    remarks = (*_fill_tables(document, report, where), *_fill_prose(document, report))
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue(), remarks


def _fill_tables(document: Any, report: AnnualReport, where: str | None) -> list[Text]:
    """Put the figures into the tables; tells which fields and figures they took the place of."""
    places = find_cells(word_document(document.element, limits=Limits(), file=where))
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
    remarks: list[Text] = []
    replaced: list[str] = []
    for printed in RawReport.of(report):
        grid, row, column = places[printed.path]
        cell: Any = grid.at(row, column)
        table = _table_of(cell.origin)
        if table not in sizes:
            sizes[table] = _word_size(table)
        if _has_formula(cell.origin):
            place = in_chinese(printed.path)
            remarks.append(
                Text(
                    f"{place}：公式域已换成数字 {printed.text}",
                    f"{place}: a computed field was replaced by {printed.text}",
                )
            )
        elif cell.text != printed.text and any(sign.isdigit() for sign in cell.text):
            replaced.append(in_chinese(printed.path))
        _put_figure(cell.origin, printed.text, sizes[table])
    return remarks + figures_replaced(replaced)


def _has_formula(cell: Any) -> bool:
    """Whether a cell computes what it shows, as ``=SUM(LEFT)`` does."""
    from docx.oxml.ns import qn

    codes = [field.get(qn("w:instr"), "") for field in cell.iter(qn("w:fldSimple"))]
    codes += [piece.text or "" for piece in cell.iter(qn("w:instrText"))]
    return any(code.strip().startswith("=") for code in codes)


def _put_figure(cell: Any, text: str, largest: int) -> None:
    """Put a figure into a cell, in its middle, no larger than the words of its table."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn

    _set_text(cell, text)
    paragraph = next(cell.iter(qn("w:p")))
    paragraph.get_or_add_pPr().jc_val = WD_ALIGN_PARAGRAPH.CENTER
    properties = next(paragraph.iter(qn("w:r"))).get_or_add_rPr()
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
    """Put text into a cell or paragraph.

    Its first paragraph and run keep their look; bookmarks and a content control stay.
    """
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    first, *others = element.iter(qn("w:p"))
    for other in others:
        other.getparent().remove(other)
    look = next(iter(first.iterfind(f".//{qn('w:r')}/{qn('w:rPr')}")), None)
    if look is None:  # an empty paragraph says at its mark how its text is to look
        look = first.find(f"{qn('w:pPr')}/{qn('w:rPr')}")
    for hint in list(element.iter(qn("w:showingPlcHdr"))):  # what stands in the control is a hint no longer
        hint.getparent().remove(hint)
    control = first.find(f"{qn('w:sdt')}/{qn('w:sdtContent')}")
    for child in list(first):
        if child.tag not in _kept() and (control is None or child is not control.getparent()):
            first.remove(child)
    if control is not None:
        for child in list(control):
            control.remove(child)
    run = OxmlElement("w:r")
    if look is not None:
        run.append(deepcopy(look))
    piece = OxmlElement("w:t")
    piece.text = text
    piece.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.append(piece)
    end = first.find(qn("w:bookmarkEnd"))
    if control is not None:
        control.append(run)
    elif end is not None:
        end.addprevious(run)
    else:
        first.append(run)


def _kept() -> set[str]:
    """What stays of a paragraph whose text is replaced."""
    from docx.oxml.ns import qn

    return {qn("w:pPr"), qn("w:bookmarkStart"), qn("w:bookmarkEnd")}


def _fill_prose(document: Any, report: AnnualReport) -> tuple[Text, ...]:
    printout = printout_of(RawReport.of(report))
    require_faithful(printout, sheets=False)
    remarks: list[Text] = [*_fill_entries(document, report)]
    title = next((each for each in document.paragraphs if _TITLE.search(each.text)), None)
    if title is not None and heading_of(title.text) is None:
        remarks += _fill_front(document, title, report, printout.front)
    elif printout.front or title is None:
        remarks.append(
            Text("标题与前言：模板里没有位置，未写入", "Title and preamble: no place for them, not written")
        )
    for section in printout.sections:
        if section.text:
            remarks.extend(_fill_section(document, section))
    return tuple(remarks)


def _fill_entries(document: Any, report: AnnualReport) -> Iterator[Text]:
    """Put agency, year and period into lines of their own, ``机关名称：…``; tells what was there."""
    stated = {"agency": report.agency, "year": str(report.year), "period": report.period.describe()}
    for paragraph in document.paragraphs:
        entries = entry_lines(paragraph.text)
        if len(entries) != 1 or sum(map(paragraph.text.count, "：:")) != 1:  # others stand in the line, too
            continue
        name, colon, old = paragraph.text.partition("：" if "：" in paragraph.text else ":")
        new = stated[entries[0].attribute]
        if getattr(entries[0], entries[0].attribute) != getattr(report, entries[0].attribute):
            _set_text(paragraph._p, f"{name}{colon}{new}")
            yield words_replaced(name.strip(), old.strip(), new)


def _fill_front(document: Any, title: Any, report: AnnualReport, front: Sequence[str]) -> Iterator[Text]:
    """Put title and preamble into a form, unless another preamble stands there; tells what was there."""
    check_text(report.title, "title")
    words = " ".join(title.text.split())
    below = [each for each in _paragraphs_below(title) if each.text.strip()]
    written = [each for each in below if not _HINT.match(each.text)]
    if _YEAR.search(words) and words != report.title:
        yield words_replaced("标题", words, report.title)
    _set_text(title._p, report.title)
    _fit(document, title)
    if written:
        if ["".join(each.text.split()) for each in written] != ["".join(each.split()) for each in front]:
            yield left_alone("前言")
    elif front:
        _write_after(title, list(front), "preamble", like=_first_hint(document))


def _fit(document: Any, title: Any) -> None:
    """Let no line of a title hold but its last character or two."""
    from docx.shared import Pt

    size = title.runs[0].font.size if title.runs else None  # a control may hold them
    if size is not None:
        page = document.sections[0]
        line = (page.page_width - page.left_margin - page.right_margin) / Pt(1)
        set_title(title, round(size / Pt(1)), line)


def _first_hint(document: Any) -> Any:
    """The first hint of where prose belongs: prose looks like it."""
    for paragraph in document.paragraphs:
        if heading_of(paragraph.text) in AnnualReport.PROSE_SECTIONS:
            below = _paragraphs_below(paragraph)
            return next((each for each in below if each.text.strip() and _HINT.match(each.text)), None)
    return None


def _fill_section(document: Any, section: Section) -> list[Text]:
    from docx.oxml.ns import qn

    name = section.heading
    heading = next((each for each in document.paragraphs if heading_of(each.text) == section.name), None)
    if heading is None:
        return [Text(f"{name}：模板里没有这个标题，未写入", f"{name}: no such heading, not written")]
    below = _paragraphs_below(heading)
    if any(not _HINT.match(each.text) for each in below):
        return [left_alone(name)]
    hint = next((each for each in below if each.text.strip() and not _holds_more_than_text(each._p)), None)
    _write_after(heading, (section.text or "").split("\n"), section.name, like=hint)
    remarks: list[Text] = []
    for each in below:
        if _holds_more_than_text(each._p):
            continue  # a picture, say: it stays below the prose
        if each._p.find(f".//{qn('w:commentReference')}") is not None:
            remarks.append(
                Text(f"{name}：提示文字上的批注随提示删去", f"{name}: the comment on the hint went with it")
            )
        each._p.getparent().remove(each._p)
    return remarks


def _holds_more_than_text(paragraph: Any) -> bool:
    """Whether there is something drawn or embedded in a paragraph."""
    from docx.oxml.ns import qn

    return any(
        paragraph.find(f".//{qn(name)}") is not None for name in ("w:drawing", "w:pict", "w:object", "w:sdt")
    )


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
    from docx.oxml.ns import qn
    from docx.text.paragraph import Paragraph

    at = anchor._p
    for text in texts:
        check_text(text, place)
        element = deepcopy(like._p) if like is not None else OxmlElement("w:p")
        for mark in (*element.iter(qn("w:bookmarkStart")), *element.iter(qn("w:bookmarkEnd"))):
            mark.getparent().remove(mark)  # its name must not come twice
        _set_text(element, text)
        at.addnext(element)
        at = element
        _indent(Paragraph(element, anchor._parent))


def _indent(paragraph: Any) -> None:
    """Begin a paragraph two characters further in, as prose does, unless it or its style says otherwise."""
    from docx.oxml.ns import qn

    styles: list[Any] = []
    style = paragraph.style
    while style is not None and style.element not in styles:  # a damaged file may have one stand on itself
        styles.append(style.element)
        style = style.base_style
    names = [qn(f"w:{name}") for name in ("firstLine", "firstLineChars", "hanging", "hangingChars")]
    for element in (paragraph._p, *styles):
        indent = element.find(f"{qn('w:pPr')}/{qn('w:ind')}")
        if indent is not None and any(name in indent.attrib for name in names):
            return
    properties = paragraph._p.get_or_add_pPr()
    properties.get_or_add_ind().set(qn("w:firstLineChars"), "200")
