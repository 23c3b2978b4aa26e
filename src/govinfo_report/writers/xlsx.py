"""Reports and templates as workbooks: a cover, a sheet for each section, the official tables.

Totals are formulas made from the same identities that the checks use. Labels are locked,
without a password; cells for figures take nothing but figures.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any

import attrs

from govinfo_report.findings import Figure
from govinfo_report.form import Form, TableLayout, form_with
from govinfo_report.form.forms import form_of
from govinfo_report.model import AnnualReport, FigureKind
from govinfo_report.model.fields import PRINTED
from govinfo_report.raw import Cell, RawReport
from govinfo_report.raw.figures import printed_number
from govinfo_report.writers.printing import AGENCY, PERIOD, YEAR, cover_entries, printed_layouts
from govinfo_report.writers.xlsx_look import Look, column_width, row_heights
from govinfo_report.writers.xlsx_text import put_text

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

__all__ = ["render_printed", "render_report", "render_template", "total_formulas"]

COVER = "封面"
_TOP = 3
"""Row of a sheet, from 1, in which the table starts; the heading stands in row 1."""
_PROSE_ROWS = 60
"""Rows of a prose sheet that are open for input in a template."""
_PROSE_WIDTH = 100


def render_report(report: AnnualReport) -> bytes:
    """A built report as a workbook.

    Raises:
        WriteError: It holds text that a workbook cannot.
    """
    return _Builder(form_of(report), RawReport.of(report), formulas=True).render()


def render_printed(raw: RawReport) -> bytes:
    """A report as printed as a workbook: what is printed in each cell, no formulas.

    Raises:
        WriteError: It holds text that a workbook cannot, or rows that are there only in part.
    """
    return _Builder(raw.form, raw, formulas=False).render()


def render_template(*, agency: str | None, year: int | None) -> bytes:
    """An empty workbook to be filled in."""
    empty = RawReport(agency=agency, year=year)
    return _Builder(form_with(), empty, formulas=True, template=True).render()


@attrs.define
class _Builder:
    form: Form
    raw: RawReport
    formulas: bool = attrs.field(kw_only=True)
    template: bool = attrs.field(kw_only=True, default=False)
    look: Look = attrs.field(factory=Look)

    def render(self) -> bytes:
        from openpyxl import Workbook

        workbook = Workbook()
        workbook.remove(workbook.worksheets[0])
        self._cover(workbook)
        layouts = self.form.layouts if self.template else printed_layouts(self.raw)
        for attribute in attrs.fields(AnnualReport):
            name = attribute.name
            if PRINTED not in attribute.metadata:
                continue
            title = attribute.metadata[PRINTED].label
            if name in layouts:
                self._table(workbook.create_sheet(title), title, layouts[name])
            elif name in AnnualReport.PROSE_SECTIONS and (
                self.template or getattr(self.raw, name) is not None
            ):
                self._prose(workbook.create_sheet(title), title, getattr(self.raw, name) or "", name)
        stream = BytesIO()
        workbook.save(stream)
        return stream.getvalue()

    def _cover(self, workbook: Workbook) -> None:
        from openpyxl.styles import Alignment

        sheet = workbook.create_sheet(COVER)
        sheet.column_dimensions["A"].width = 16
        sheet.column_dimensions["B"].width = 84
        sheet.merge_cells("A1:B1")
        title = sheet["A1"]
        if self.template:
            title.value = '=IF(B3="","",B3&B4&"年政府信息公开工作年度报告")'
        elif self.raw.title:
            put_text(title, self.raw.title, "title")
        title.font = self.look.font(size=18, bold=True)
        title.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        sheet.row_dimensions[1].height = 48
        known = dict(cover_entries(self.raw))
        names = (AGENCY, YEAR, PERIOD) if self.template else tuple(known)
        row = 3
        for name in names:
            label, value = sheet.cell(row, 1, name), sheet.cell(row, 2)
            if name == YEAR and name in known:
                value.value = int(known[name])
            elif name in known:
                put_text(value, known[name], name)
            for cell in (label, value):
                cell.font = self.look.font(size=11)
                cell.border = self.look.border
                cell.alignment = Alignment(horizontal="left", vertical="center", wrap_text=True)
            value.protection = self.look.unlocked
            row += 1
        row += 1
        self._paragraphs(sheet, row, self.raw.preamble or "", "preamble", columns=2)
        self._protect(sheet)

    def _prose(self, sheet: Any, title: str, text: str, name: str) -> None:
        sheet.column_dimensions["A"].width = _PROSE_WIDTH
        heading = sheet.cell(1, 1, title)
        heading.font = self.look.font(size=14, bold=True)
        self._paragraphs(sheet, 2, text, name, columns=1)
        self._protect(sheet)

    def _paragraphs(self, sheet: Any, row: int, text: str, name: str, *, columns: int) -> None:
        """One paragraph a row; in a template, empty rows to write in."""
        from openpyxl.styles import Alignment

        paragraphs = text.split("\n") if text else []
        rows = max(len(paragraphs), _PROSE_ROWS if self.template and columns == 1 else 1)
        wrapped = Alignment(vertical="top", wrap_text=True)
        font = self.look.font(name="仿宋", size=12)
        for offset in range(rows):
            cell = sheet.cell(row + offset, 1)
            cell.alignment = wrapped
            cell.font = font
            cell.protection = self.look.unlocked
            if columns > 1:
                sheet.merge_cells(
                    start_row=row + offset, end_row=row + offset, start_column=1, end_column=columns
                )
            if offset < len(paragraphs):
                put_text(cell, paragraphs[offset], name)
                lines = -(-len(paragraphs[offset]) // 50)
                sheet.row_dimensions[row + offset].height = 17.0 * lines

    def _table(self, sheet: Any, title: str, layout: TableLayout) -> None:
        heading = sheet.cell(1, 1, title)
        heading.font = self.look.font(size=14, bold=True)
        for index, width in enumerate(layout.widths, start=1):
            sheet.column_dimensions[sheet.cell(1, index).column_letter].width = column_width(width)
        for index, height in enumerate(row_heights(layout)):
            sheet.row_dimensions[_TOP + index].height = height
        addresses = {
            printed.path: f"{sheet.cell(_TOP + printed.row, printed.column + 1).coordinate}"
            for printed in layout.cells
            if printed.path is not None
        }
        formulas = total_formulas(self.form, addresses) if self.formulas else {}
        for printed in layout.cells:
            row, column = _TOP + printed.row, printed.column + 1
            cell = sheet.cell(row, column)
            if printed.path is None:
                cell.value = printed.text
            elif printed.path in formulas:
                cell.value = formulas[printed.path]
            elif printed.path in self.raw:
                _put_figure(cell, self.raw[printed.path])
            takes_input = printed.path is not None and printed.path not in formulas
            self._dress_span(sheet, printed, row, column, takes_input)
        self._validate(sheet, {path: at for path, at in addresses.items() if path not in formulas})
        sheet.print_title_rows = f"{_TOP}:{_TOP + layout.heading_rows - 1}" if layout.heading_rows else None
        self._protect(sheet)

    def _dress_span(self, sheet: Any, printed: Any, row: int, column: int, takes_input: bool) -> None:
        for each_row in range(row, row + printed.rowspan):
            for each_column in range(column, column + printed.colspan):
                self.look.dress(sheet.cell(each_row, each_column), printed, takes_input=takes_input)
        if printed.rowspan > 1 or printed.colspan > 1:
            sheet.merge_cells(
                start_row=row,
                start_column=column,
                end_row=row + printed.rowspan - 1,
                end_column=column + printed.colspan - 1,
            )

    def _validate(self, sheet: Any, inputs: dict[str, str]) -> None:
        """Input cells take whole numbers ≥ 0, amounts decimal numbers ≥ 0, and nothing else."""
        from openpyxl.worksheet.datavalidation import DataValidation

        for kind, words in (
            (FigureKind.COUNT, "不小于 0 的整数"),
            (FigureKind.AMOUNT, "不小于 0 的数，单位为万元"),
        ):
            addresses = [at for path, at in inputs.items() if self.form.by_path[path].kind is kind]
            if not addresses:
                continue
            rule = DataValidation(
                type="whole" if kind is FigureKind.COUNT else "decimal",
                operator="greaterThanOrEqual",
                formula1="0",
                allow_blank=True,
                showErrorMessage=True,
                errorTitle="填写有误",
                error=f"此处只能填写{words}。没有的请填 0。",
            )
            for address in addresses:
                rule.add(address)
            sheet.add_data_validation(rule)

    def _protect(self, sheet: Any) -> None:
        """Lock everything but the input cells, without a password, and set the page."""
        sheet.protection.sheet = True
        sheet.protection.formatColumns = False
        sheet.protection.formatRows = False
        sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
        sheet.page_setup.orientation = "portrait"
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _put_figure(target: Any, cell: Cell) -> None:
    """What a cell prints: plain digits as a number, anything else as the text it is."""
    if cell.value is not None and _digits(cell.value) == cell.text == printed_number(cell.text):
        target.value = cell.value
    elif cell.text:
        put_text(target, cell.text, cell.path)


def _digits(value: Figure) -> str:
    return f"{value:f}" if not isinstance(value, int) else str(value)


def total_formulas(form: Form, addresses: dict[str, str]) -> dict[str, str]:
    """A formula for every total that has an address: empty until a part is filled in, then the sum.

    Args:
        form: The form, whose identities define the totals.
        addresses: Canonical path → address on the sheet.
    """
    formulas: dict[str, str] = {}
    for identity in form.identities:
        if identity.rule.relation == "A1" or not all(path in addresses for path in identity.paths):
            continue
        parts = ",".join(_ranges([addresses[term.path] for term in identity.terms]))
        formulas[identity.total] = f'=IF(COUNT({parts})=0,"",SUM({parts}))'
    return formulas


def _ranges(addresses: list[str]) -> Iterator[str]:
    """Addresses with runs in one row or column drawn together: ``D4, E4, F4`` → ``D4:F4``."""
    from openpyxl.utils.cell import column_index_from_string, coordinate_from_string

    run: list[tuple[int, int, str]] = []
    for address in addresses:
        letters, row = coordinate_from_string(address)
        here = (row, column_index_from_string(letters), address)
        if run:
            step = (here[0] - run[-1][0], here[1] - run[-1][1])
            straight = len(run) == 1 or step == (run[-1][0] - run[-2][0], run[-1][1] - run[-2][1])
            if step not in ((0, 1), (1, 0)) or not straight:
                yield _range(run)
                run = []
        run.append(here)
    yield _range(run)


def _range(run: list[tuple[int, int, str]]) -> str:
    return run[0][2] if len(run) == 1 else f"{run[0][2]}:{run[-1][2]}"
