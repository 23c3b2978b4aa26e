"""A table of the form on a worksheet: labels, figures, spans, what its cells take, and how it prints."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal

from govinfo_report.findings import Figure
from govinfo_report.form import Form, LayoutCell, Role, TableLayout
from govinfo_report.model import FigureKind
from govinfo_report.raw import Cell
from govinfo_report.raw.figures import printed_number
from govinfo_report.writers.workbook.formulas import Place
from govinfo_report.writers.workbook.look import Look, column_points, column_width, row_heights
from govinfo_report.writers.workbook.text import put_text

__all__ = [
    "LEGEND",
    "TOP",
    "draw_table",
    "places_of",
    "protect",
    "put_figure",
    "set_page",
    "validate",
]

TOP = 3
"""Row of a sheet, from 1, in which the table starts; the heading stands in row 1."""

_EMPTY = "没有的填 0，不空着，不填“/”。"
LEGEND = f"黄色格可填，其余自动计算；{_EMPTY}"
"""How to fill in the tables."""

#: Sets what stands in a cell of the form.
Put = Callable[[Any, LayoutCell], None]

#: What a cell takes, in words; the operator and the type of Excel's validation.
_TAKES: dict[FigureKind, tuple[Literal["whole", "decimal"], str]] = {
    FigureKind.COUNT: ("whole", "不小于 0 的整数"),
    FigureKind.CHANGE: ("whole", "整数，减少的前面加“-”"),
    FigureKind.AMOUNT: ("decimal", "不小于 0 的数，单位为万元"),
}


def places_of(sheet: str, layout: TableLayout) -> dict[str, Place]:
    """Where each figure of a table goes on its sheet: canonical path → place."""
    from openpyxl.utils.cell import get_column_letter

    return {
        cell.path: Place(sheet, f"{get_column_letter(cell.column + 1)}{TOP + cell.row}")
        for cell in layout.cells
        if cell.path is not None
    }


def draw_table(sheet: Any, heading: str, layout: TableLayout, look: Look, put: Put) -> None:
    """Draw a table's frame and labels, and ``put`` its figures.

    Args:
        sheet: The worksheet, empty.
        heading: The section's heading.
        layout: The table.
        look: The workbook's styles.
        put: Sets a figure's cell, dressed already; called once for each.
    """
    title = sheet.cell(1, 1, heading)
    title.font = look.font(size=14, bold=True)
    for index, points in enumerate(column_points(layout), start=1):
        sheet.column_dimensions[sheet.cell(1, index).column_letter].width = column_width(points)
    for index, height in enumerate(row_heights(layout)):
        sheet.row_dimensions[TOP + index].height = height
    for printed in layout.cells:
        row, column = TOP + printed.row, printed.column + 1
        for each_row in range(row, row + printed.rowspan):
            for each_column in range(column, column + printed.colspan):
                look.dress(sheet.cell(each_row, each_column), printed)
        cell = sheet.cell(row, column)
        if printed.path is None:
            cell.value = look.rich(printed) if printed.role is Role.NOTE else printed.text
        else:
            put(cell, printed)
        if printed.rowspan > 1 or printed.colspan > 1:
            end = {"end_row": row + printed.rowspan - 1, "end_column": column + printed.colspan - 1}
            sheet.merge_cells(start_row=row, start_column=column, **end)
    first = min((cell for cell in layout.cells if cell.path), key=lambda cell: (cell.row, cell.column))
    if layout.heading_rows:
        sheet.print_title_rows = f"{TOP}:{TOP + layout.heading_rows - 1}"
        labels = first.column if first.column > 1 else 0  # table 4 has no labels at its left
        sheet.freeze_panes = sheet.cell(TOP + layout.heading_rows, labels + 1)
    else:
        sheet.freeze_panes = "A3"
    set_page(sheet, one_page=True)


def put_figure(target: Any, cell: Cell) -> None:
    """What a cell prints: plain digits as a number, anything else as the text it is."""
    if cell.value is not None and _digits(cell.value) == cell.text == printed_number(cell.text):
        target.value = cell.value
    elif cell.text:
        put_text(target, cell.text, cell.path)


def _digits(value: Figure) -> str:
    return f"{value:f}" if not isinstance(value, int) else str(value)


def validate(sheet: Any, form: Form, inputs: Mapping[str, str]) -> None:
    """Input cells take whole numbers ≥ 0 (or what their kind is), and nothing else.

    Args:
        sheet: The worksheet.
        form: The form that says of what kind each figure is.
        inputs: Canonical path → address of the cells that are filled in.
    """
    from openpyxl.worksheet.datavalidation import DataValidation

    for kind, (type_, words) in _TAKES.items():
        addresses = [at for path, at in inputs.items() if form.by_path[path].kind is kind]
        if not addresses:
            continue
        signed = kind is FigureKind.CHANGE
        rule = DataValidation(
            type=type_,
            operator="between" if signed else "greaterThanOrEqual",
            formula1="-999999999" if signed else "0",
            formula2="999999999" if signed else None,
            allow_blank=True,
            showErrorMessage=True,
            errorTitle="填写有误",
            error=f"此处只能填写{words}。没有的请填 0。",
            showInputMessage=True,
            promptTitle="黄色格可填",
            prompt=f"填{words}。{_EMPTY}",
        )
        for address in addresses:
            rule.add(address)
        sheet.add_data_validation(rule)


def protect(sheet: Any) -> None:
    """Lock everything but the input cells, without a password."""
    sheet.protection.sheet = True
    sheet.protection.formatColumns = False
    sheet.protection.formatRows = False


def set_page(sheet: Any, *, one_page: bool) -> None:
    """A4 upright, as wide as the page between even margins; a table as high, too."""
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "portrait"
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 1 if one_page else 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_margins.left = sheet.page_margins.right = 0.6
    sheet.page_margins.top = sheet.page_margins.bottom = 0.9
    sheet.print_options.horizontalCentered = True
    sheet.oddFooter.center.text = "— &P —"
