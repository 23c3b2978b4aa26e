"""The sheet 汇总对照 of a consolidated report: members × cells, their sum, and what the report says."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from govinfo_report.analysis.consolidation import in_form_of
from govinfo_report.document.additions import DIFFERENCE, MEMBERS_HEADING, MEMBERS_SHEET, MISSING
from govinfo_report.errors import WriteError
from govinfo_report.findings import Figure
from govinfo_report.form import FormCell
from govinfo_report.form.forms import form_of
from govinfo_report.form.tree import joined
from govinfo_report.model import AnnualReport, FigureKind, Money
from govinfo_report.writers.workbook.formulas import Place
from govinfo_report.writers.workbook.look import Look
from govinfo_report.writers.workbook.tables import protect, set_page
from govinfo_report.writers.workbook.text import put_text

__all__ = ["draw_members"]

_HEAD = 4
"""Row of the heads."""
_LABELS = 2
"""Columns before the figures: the table's section, the cell's labels."""
_SUM, _REPORT, _DIFFERENCE = _LABELS + 1, _LABELS + 2, _LABELS + 3
_FIRST = _LABELS + 4
"""Column of the first member."""
_LONGEST = 72
"""Characters of Excel that the words of a cell take, most of them in one line."""
_BESIDE = 20
"""Members whose columns stand on one page."""
_WRONG, _HEAD_FILL, _SUM_FILL = "FFC7CE", "C6D9F1", "F2F2F2"


def draw_members(
    workbook: Any,
    report: AnnualReport,
    members: Sequence[AnnualReport],
    places: Mapping[str, Place],
    look: Look,
) -> None:
    """Add the sheet: a row a cell of the form, a column a member, the sum and the difference live.

    Raises:
        WriteError: The members are of another edition of the form than the report.
    """
    if any(member.edition != report.edition for member in members):
        raise WriteError(
            "成员与汇总报告的格式版本不同，不能逐格对照。",
            "The members use another edition of the form than the report; their cells cannot be compared.",
        )
    parts = [in_form_of(member, report) for member in members]
    cells = form_of(report).cells
    sheet = workbook.create_sheet(MEMBERS_SHEET)
    _heads(sheet, members, report.provenance.missing if report.provenance is not None else (), look)
    for row, place in enumerate(cells, start=_HEAD + 1):
        _line(sheet, row, place, report, parts, places, look)
    _mark_differences(sheet, _HEAD + len(cells))
    sheet.freeze_panes = sheet.cell(_HEAD + 1, _FIRST)
    sheet.print_title_rows = f"{_HEAD}:{_HEAD}"
    sheet.print_title_cols = f"A:{_letter(_DIFFERENCE)}"
    set_page(sheet, one_page=False)
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A3
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth = math.ceil(len(members) / _BESIDE)
    protect(sheet)


def _heads(sheet: Any, members: Sequence[AnnualReport], missing: Sequence[str], look: Look) -> None:
    sheet["A1"] = MEMBERS_HEADING
    sheet["A1"].font = look.font(size=14, bold=True)
    sheet["A2"] = f"成员 {len(members)} 个，一个一列；“合计”是各成员之和，“相差”不为 0 的一行标红。"
    sheet["A2"].font = look.font(size=11)
    if missing:
        put_text(sheet["A3"], f"{MISSING}{'；'.join(missing)}", "roster")
        sheet["A3"].font = look.font(size=11, bold=True)
    names = ["所在部分", "格", "合计", "本报告", DIFFERENCE, *(member.agency for member in members)]
    widths = [12, _LONGEST, 9, 9, 8, *(9 for _ in members)]
    sheet.row_dimensions[_HEAD].height = 15.0 * max(3, max(-(-len(name) // 4) for name in names))
    for column, (name, width) in enumerate(zip(names, widths, strict=True), start=1):
        cell = sheet.cell(_HEAD, column)
        put_text(cell, name, "agency")
        cell.font, cell.border = look.font(size=10, bold=True), look.border
        cell.alignment, cell.fill = look.centred, look.fill(_HEAD_FILL)
        sheet.column_dimensions[cell.column_letter].width = width


def _line(
    sheet: Any,
    row: int,
    place: FormCell,
    report: AnnualReport,
    parts: Sequence[AnnualReport],
    places: Mapping[str, Place],
    look: Look,
) -> None:
    last = _letter(_FIRST + len(parts) - 1)
    table = report.edition.tables[place.table]
    # A sum of money stands in its table with its unit, as text no formula can subtract from.
    own = (
        _number(report[place.path])
        if place.kind is FigureKind.MONEY
        else f"={places[place.path].from_other_sheet()}"
    )
    values: list[Any] = [
        table.short or table.printed.label,
        joined(place.label),
        f"=SUM({_letter(_FIRST)}{row}:{last}{row})",
        own,
        f"={_letter(_REPORT)}{row}-{_letter(_SUM)}{row}",
        *(_number(part[place.path]) for part in parts),
    ]
    for column, value in enumerate(values, start=1):
        cell = sheet.cell(row, column)
        cell.value = value
        cell.font, cell.border = look.font(size=10, bold=column == _SUM), look.border
        cell.alignment = look.left if column <= _LABELS else look.centred
        if _SUM <= column <= _DIFFERENCE:
            cell.fill = look.fill(_SUM_FILL)


def _number(figure: Figure | Money) -> Figure | str:
    """A figure of a member; money in 万元, as the sum has it, or as printed where its unit is unknown."""
    if not isinstance(figure, Money):
        return figure
    if figure.wan is not None:
        return figure.wan
    return f"{figure}（单位不详）" if figure.number else 0


def _mark_differences(sheet: Any, last: int) -> None:
    from openpyxl.formatting.rule import FormulaRule
    from openpyxl.styles import PatternFill

    difference = f"ROUND(${_letter(_DIFFERENCE)}{_HEAD + 1},6)<>0"
    rule = FormulaRule(  # type: ignore[no-untyped-call]
        formula=[difference], fill=PatternFill(bgColor=_WRONG)
    )
    sheet.conditional_formatting.add(f"A{_HEAD + 1}:{_letter(_DIFFERENCE)}{last}", rule)


def _letter(column: int) -> str:
    from openpyxl.utils.cell import get_column_letter

    return get_column_letter(column)
