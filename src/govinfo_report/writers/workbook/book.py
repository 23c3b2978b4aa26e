"""Reports as workbooks: a cover, a sheet for each section, the official tables, the checks.

Of a built report totals are formulas, made from the same identities that the checks use, and the
sheet 校验 is live. A report as printed is written as printed: no formulas, nothing locked.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from tempfile import gettempdir
from typing import Any

from govinfo_report.document.additions import COVER, FINDINGS_HEADING, FINDINGS_SHEET
from govinfo_report.errors import WriteError
from govinfo_report.form import LayoutCell
from govinfo_report.form.forms import form_of
from govinfo_report.model import AnnualReport
from govinfo_report.raw import RawReport
from govinfo_report.writers.annotations import COLORS, SUGGESTED, Annotations, Remark
from govinfo_report.writers.printing import Printout, cover_entries, paragraphs, printout_of
from govinfo_report.writers.workbook.checks import draw_checks
from govinfo_report.writers.workbook.formulas import Place, total_formulas
from govinfo_report.writers.workbook.look import PROSE_WIDTH, Look, new_workbook, text_height
from govinfo_report.writers.workbook.members import draw_members
from govinfo_report.writers.workbook.tables import (
    draw_table,
    places_of,
    protect,
    put_figure,
    set_page,
    validate,
)
from govinfo_report.writers.workbook.text import put_text

__all__ = [
    "AUTHOR",
    "comment_of",
    "draw_cover_entry",
    "draw_findings",
    "draw_paragraphs",
    "has_findings",
    "head_prose",
    "paragraph_size",
    "render_printed",
    "render_report",
    "saved",
]

AUTHOR = "govinfo_report"
"""Who has written the comments of this library."""
_PER_LINE = 45
"""Chinese characters that such a column shows on a line."""
_EDGE = 2
"""Width of the column beside the prose."""
_HIGHEST = 409.0
"""Points that a row of a worksheet is high at most."""
_ABSENT_FILL = "D9D9D9"


def render_report(report: AnnualReport, *, members: Sequence[AnnualReport] = ()) -> bytes:
    """A built report as a workbook, its totals and checks live.

    Args:
        report: The report.
        members: The reports it is the sum of, for a sheet that sets them beside it cell by cell.

    Raises:
        WriteError: It holds text that a workbook cannot.
    """
    form = form_of(report)
    printout = printout_of(RawReport.of(report))
    workbook, look = new_workbook(), Look()
    _cover(workbook, printout, look)
    places: dict[str, Place] = {}
    for section in printout.sections:
        sheet = workbook.create_sheet(section.heading)
        if section.layout is None:
            _prose(sheet, section.heading, section.text or "", section.name, look)
            continue
        own = places_of(section.heading, section.layout)
        places.update(own)
        formulas = total_formulas(form, own)

        def put(target: Any, cell: LayoutCell, formulas: dict[str, str] = formulas) -> None:
            assert cell.path is not None
            if cell.path in formulas:
                target.value = formulas[cell.path]
            else:
                look.open_for_input(target)
                put_figure(target, printout.raw[cell.path])

        draw_table(sheet, section.heading, section.layout, look, put)
        inputs = {path: place.address for path, place in own.items() if path not in formulas}
        validate(sheet, form, inputs)
        protect(sheet)
    draw_checks(workbook, form, places, look)
    if members:
        draw_members(workbook, report, members, places, look)
    return saved(workbook)


def render_printed(printout: Printout) -> bytes:
    """A report as printed as a workbook: what is printed in each cell, the findings as comments.

    Raises:
        WriteError: It holds text that a workbook cannot.
    """
    workbook, look = new_workbook(), Look()
    _cover(workbook, printout, look)
    for section in printout.sections:
        sheet = workbook.create_sheet(section.heading)
        if section.layout is None:
            _prose(sheet, section.heading, section.text or "", section.name, look)
            continue

        def put(target: Any, cell: LayoutCell) -> None:
            if cell.path is not None and not printout.is_absent(cell):
                put_figure(target, printout.raw[cell.path])
            _annotate(target, printout, cell, look)

        draw_table(sheet, section.heading, section.layout, look, put)
    if printout.annotations.remarks:
        draw_findings(workbook, printout.annotations, look)
    return saved(workbook)


def saved(workbook: Any) -> bytes:
    """The workbook as the bytes of a file.

    Raises:
        WriteError: openpyxl, which puts worksheets into temporary files, finds no room for them.
    """
    stream = BytesIO()
    try:
        workbook.save(stream)
    except Exception as error:  # an OSError, or what lxml makes of one where it is installed
        reason = getattr(error, "strerror", None) or str(error)
        raise WriteError(
            f"临时文件写不了（{reason}），原有文件未动。",
            f"A temporary file cannot be written ({reason}); nothing was changed.",
            where=gettempdir(),
            advice_zh="请清理磁盘，或用环境变量 TMPDIR 另指文件夹。",
            advice_en="Make room on the disk, or set TMPDIR to another folder.",
        ) from error
    return stream.getvalue()


def _cover(workbook: Any, printout: Printout, look: Look) -> None:
    sheet = workbook.worksheets[0]
    sheet.title = COVER
    sheet.column_dimensions["A"].width = 16
    sheet.column_dimensions["B"].width = PROSE_WIDTH - 16
    sheet.merge_cells("A1:B1")
    if printout.title:
        put_text(sheet["A1"], printout.title, "title")
    sheet["A1"].font = look.font(size=18, bold=True)
    sheet["A1"].alignment = look.centred
    sheet.row_dimensions[1].height = 48
    row = 3
    for name, value in cover_entries(printout.raw):
        draw_cover_entry(sheet, row, name, value, look)
        row += 1
    draw_paragraphs(sheet, row + 1, list(printout.preamble), "preamble", look, columns=2)
    set_page(sheet, one_page=False)


def draw_cover_entry(sheet: Any, row: int, name: str, value: str | None, look: Look) -> Any:
    """An entry of the cover; gives the cell of its value."""
    cells = sheet.cell(row, 1, name), sheet.cell(row, 2)
    if value is not None:
        if value.isdecimal() and value.isascii():
            cells[1].value = int(value)
        else:
            put_text(cells[1], value, name)
    sheet.row_dimensions[row].height = 20
    for cell in cells:
        cell.font, cell.border, cell.alignment = look.font(size=11), look.border, look.indented
    return cells[1]


def _prose(sheet: Any, heading: str, text: str, name: str, look: Look) -> None:
    head_prose(sheet, heading, look)
    draw_paragraphs(sheet, 2, paragraphs(text), name, look)


def head_prose(sheet: Any, heading: str, look: Look) -> None:
    """The heading of a sheet of prose, its width and its page.

    A narrow second column makes it two: LibreOffice does not make a single one smaller to fit the page.
    """
    sheet.column_dimensions["A"].width = PROSE_WIDTH - _EDGE
    sheet.column_dimensions["B"].width = _EDGE
    sheet.cell(1, 1, heading).font = look.font(size=14, bold=True)
    sheet.merge_cells("A1:B1")
    set_page(sheet, one_page=False)


def draw_paragraphs(
    sheet: Any, row: int, texts: list[str], name: str, look: Look, *, columns: int = 1
) -> None:
    """One paragraph a row, wrapped, from ``row`` on."""
    for offset, text in enumerate(texts):
        size, height = paragraph_size(text)
        cell = sheet.cell(row + offset, 1)
        cell.alignment, cell.font = look.top, look.font(name="仿宋", size=size)
        if columns > 1:
            sheet.merge_cells(
                start_row=row + offset, end_row=row + offset, start_column=1, end_column=columns
            )
        put_text(cell, text, name)
        sheet.row_dimensions[row + offset].height = height


def paragraph_size(text: str, width: float = PROSE_WIDTH) -> tuple[int, float]:
    """Points of a paragraph's font, and of its row: 12, less if the highest row would cut it off.

    Args:
        text: The paragraph.
        width: Width of its column, in characters of Excel.
    """
    line = int(_PER_LINE * width / PROSE_WIDTH)
    for size in range(12, 7, -1):
        height = 17 / 12 * size * -(-len(text) // (line * 12 // size))
        if height <= _HIGHEST:
            return size, height
    return 12, _HIGHEST


def _annotate(target: Any, printout: Printout, cell: LayoutCell, look: Look) -> None:
    if printout.is_absent(cell):
        target.fill = look.fill(_ABSENT_FILL)
    severity = printout.severity(cell)
    if severity is None:
        return
    target.fill = look.fill(COLORS[severity])
    target.comment = comment_of(printout.remarks(cell))


def comment_of(remarks: list[Remark]) -> Any:
    """The comment that shows remarks at a cell."""
    from openpyxl.comments import Comment

    words = "\n".join(f"{remark.words}\n处理：{remark.advice}" for remark in remarks)
    return Comment(words, AUTHOR, height=60 + 18 * (len(words) // 20), width=320)


def has_findings(workbook: Any) -> bool:
    """Whether an earlier check has added its sheet."""
    return FINDINGS_SHEET in workbook.sheetnames and workbook[FINDINGS_SHEET]["A1"].value == FINDINGS_HEADING


def draw_findings(workbook: Any, annotations: Annotations, look: Look) -> None:
    """Add a sheet that lists every finding; one that an earlier check added is replaced."""
    if has_findings(workbook):
        del workbook[FINDINGS_SHEET]
    sheet = workbook.create_sheet(FINDINGS_SHEET)
    sheet["A1"] = FINDINGS_HEADING
    sheet["A1"].font = look.font(size=14, bold=True)
    heads = (("序号", 6), ("级别", 8), ("代码", 8), ("问题", 64), ("原文位置", 26), ("处理", 44))
    for column, (name, width) in enumerate(heads, start=1):
        cell = sheet.cell(3, column, name)
        cell.font, cell.border = look.font(size=10, bold=True), look.border
        cell.alignment, cell.fill = look.centred, look.fill("C6D9F1")
        sheet.column_dimensions[cell.column_letter].width = width
    for row, remark in enumerate(annotations.remarks, start=4):
        finding = remark.finding
        texts = (remark.weight, finding.code, remark.message, remark.where, remark.advice)
        number = sheet.cell(row, 1, remark.number)
        number.font, number.border, number.alignment = look.font(size=10), look.border, look.centred
        for column, text in enumerate(texts, start=2):
            cell = sheet.cell(row, column)
            put_text(cell, text, "finding")
            cell.font, cell.border = look.font(size=10), look.border
            cell.alignment = look.left if column > 3 else look.centred
        sheet.cell(row, 2).fill = look.fill(COLORS[finding.severity])
        lines = zip((texts[2], texts[3], texts[4]), (30, 12, 20), strict=True)
        sheet.row_dimensions[row].height = 15.0 * max(1, *(-(-len(text) // fit) for text, fit in lines))
    _draw_suggestions(sheet, annotations, look, sum(width for _, width in heads))
    sheet.freeze_panes = "A4"
    sheet.print_title_rows = "3:3"
    set_page(sheet, one_page=False)
    sheet.page_setup.orientation = "landscape"


def _draw_suggestions(sheet: Any, annotations: Annotations, look: Look, width: float) -> None:
    """Below the findings, which cells may be wrong; each across the sheet."""
    if not annotations.suggestions:
        return
    row = sheet.max_row + 2
    sheet.cell(row, 1, SUGGESTED).font = look.font(size=10, bold=True)
    for place, words in enumerate(annotations.suggestions, start=row + 1):
        cell = sheet.cell(place, 1)
        put_text(cell, words, "finding")
        cell.font, cell.alignment = look.font(size=10), look.left
        sheet.merge_cells(start_row=place, end_row=place, start_column=1, end_column=6)
        sheet.row_dimensions[place].height = text_height(words, width)
