"""The template that an office fills in: a cover, the official tables, sheets for the prose, live checks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from govinfo_report.document.additions import CHECKS_SHEET, COVER, GUIDANCE
from govinfo_report.form import Form, LayoutCell
from govinfo_report.model import Applicants
from govinfo_report.model.invariants import FIRST_YEAR, LAST_YEAR
from govinfo_report.raw import RawReport
from govinfo_report.writers.printing import AGENCY, PERIOD, YEAR
from govinfo_report.writers.workbook.book import draw_cover_entry, head_prose, saved
from govinfo_report.writers.workbook.checks import draw_checks, verdict_formula
from govinfo_report.writers.workbook.formulas import Place, total_formulas
from govinfo_report.writers.workbook.look import INPUT_FILL, PROSE_WIDTH, Look, new_workbook
from govinfo_report.writers.workbook.tables import (
    LEGEND,
    draw_table,
    places_of,
    protect,
    set_page,
    validate,
)

__all__ = ["render_template"]

_PROSE_ROWS = 60
"""Rows of a sheet of prose that are open for input."""
_FRONT_ROWS = 12
"""Rows of the cover that are open for the preamble."""
_CONTACTS = ("填报人", "审核人", "联系电话", "填报日期")
_VERDICT = "校验结论"
_SHORT = 42
"""Characters of guidance that fit one line."""
_PREAMBLE = "前言：写在下面 B 列各行，一段一行；写编制依据、统计期限、获取报告的网址、联系地址和电话。"
_PROSE = "一段写一行，自本行以下填写。"


def render_template(
    *, agency: str | None, year: int | None, form: Form, last_year: RawReport | None
) -> bytes:
    """An empty workbook to be filled in.

    Args:
        agency: 机关, for the cover.
        year: The year to be reported on, for the cover.
        form: The form.
        last_year: Last year's report; its carry-over is put in as this year's 上年结转.

    Raises:
        WriteError: ``agency`` has characters that a workbook cannot hold.
    """
    workbook, look = new_workbook(), Look()
    cover = workbook.worksheets[0]
    places: dict[str, Place] = {}
    for section in form.sections:
        printed = section.printed
        sheet = workbook.create_sheet(printed.label)
        if section.name in form.layouts:
            own = places_of(printed.label, form.layouts[section.name])
            places.update(own)
            _table(sheet, form, section.name, own, look)
        else:
            _prose(sheet, printed.label, printed.prompt, look)
    if last_year is not None:
        _carry_over(workbook, places, last_year)
    draw_checks(workbook, form, places, look)
    _cover(cover, agency, year, form, places, look)
    for path, place in places.items():
        _name(workbook, path, place)
    return saved(workbook)


def _cover(
    sheet: Any, agency: str | None, year: int | None, form: Form, places: Mapping[str, Place], look: Look
) -> None:
    sheet.title = COVER
    sheet.column_dimensions["A"].width = 16
    sheet.column_dimensions["B"].width = PROSE_WIDTH - 16
    sheet.merge_cells("A1:B1")
    title = sheet["A1"]
    title.value = '=IF(B3="","",B3&B4&"年政府信息公开工作年度报告")'
    title.font, title.alignment = look.font(size=18, bold=True), look.centred
    sheet.row_dimensions[1].height = 48
    entries: dict[str, str | None] = {
        AGENCY: agency,
        YEAR: str(year) if year is not None else None,
        PERIOD: None,
        **dict.fromkeys(_CONTACTS),
    }
    row = 3
    for name, value in entries.items():
        cell = draw_cover_entry(sheet, row, name, value, look)
        look.open_for_input(cell)
        if name == PERIOD:
            cell.value = '=IF(B4="","",B4&"年1月1日至"&B4&"年12月31日")'
        row += 1
    _year_validation(sheet, "B4")
    verdict = draw_cover_entry(sheet, row, _VERDICT, None, look)
    verdict.value = verdict_formula(form, places)
    verdict.font = look.font(size=11, bold=True)
    _color_verdict(sheet, verdict.coordinate)
    _guidance(sheet, row + 2, f"{LEGEND}哪里不符，“{CHECKS_SHEET}”表和变红的格会指出。", look, columns=2)
    _guidance(sheet, row + 3, _PREAMBLE, look, columns=2)
    _open_rows(sheet, row + 4, _FRONT_ROWS, look, column=2)  # not merged: only then rows grow with their text
    set_page(sheet, one_page=False)
    protect(sheet)


def _year_validation(sheet: Any, address: str) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    rule = DataValidation(
        type="whole",
        operator="between",
        formula1=str(FIRST_YEAR),
        formula2=str(LAST_YEAR),
        allow_blank=True,
        showErrorMessage=True,
        errorTitle="填写有误",
        error="年度只填四位数字，如 2025。",
    )
    rule.add(address)
    sheet.add_data_validation(rule)


def _color_verdict(sheet: Any, address: str) -> None:
    from openpyxl.formatting.rule import FormulaRule
    from openpyxl.styles import PatternFill

    for words, color in (("处不符", "FFC7CE"), ("尚未填完", "FFE699")):
        formula = [f'ISNUMBER(SEARCH("{words}",{address}))']
        rule = FormulaRule(formula=formula, fill=PatternFill(bgColor=color))  # type: ignore[no-untyped-call]
        sheet.conditional_formatting.add(address, rule)


def _table(sheet: Any, form: Form, name: str, own: Mapping[str, Place], look: Look) -> None:
    formulas = total_formulas(form, own)

    def put(target: Any, cell: LayoutCell) -> None:
        assert cell.path is not None
        if cell.path in formulas:
            target.value = formulas[cell.path]
        else:
            look.open_for_input(target)

    layout = form.layouts[name]
    draw_table(sheet, layout.title, layout, look, put)
    _guidance(sheet, 2, LEGEND, look, columns=layout.columns)
    for merged in sheet.merged_cells.ranges:  # a merged cell takes input only if all of it is open
        corner = sheet.cell(merged.min_row, merged.min_col)
        if not corner.protection.locked:
            for row, column in merged.cells:
                sheet.cell(row, column).protection = look.unlocked
    validate(sheet, form, {path: place.address for path, place in own.items() if path not in formulas})
    protect(sheet)


def _prose(sheet: Any, heading: str, prompt: str, look: Look) -> None:
    head_prose(sheet, heading, look)
    _guidance(sheet, 2, f"{prompt}{_PROSE}", look, columns=1)
    _open_rows(sheet, 3, _PROSE_ROWS, look, column=1)
    sheet.freeze_panes = "A3"
    protect(sheet)


def _guidance(sheet: Any, row: int, words: str, look: Look, *, columns: int) -> None:
    cell = sheet.cell(row, 1, f"{GUIDANCE}{words}")
    cell.font = look.font(name="楷体", size=10.5, color="595959")
    cell.alignment, cell.fill = look.left, look.fill("F2F2F2")
    sheet.row_dimensions[row].height = 18 if len(words) < _SHORT else 34
    if columns > 1:
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=columns)


def _open_rows(sheet: Any, first: int, count: int, look: Look, *, column: int) -> None:
    """Rows that take a paragraph each. The next one to be written is yellow; the others print nothing."""
    from openpyxl.formatting.rule import FormulaRule
    from openpyxl.styles import PatternFill

    font = look.font(name="仿宋", size=12)
    for row in range(first, first + count):
        cell = sheet.cell(row, column)
        cell.protection, cell.alignment, cell.font = look.unlocked, look.top, font
    letter = sheet.cell(first, column).column_letter
    is_next = f'AND({letter}{first}="",OR(ROW()={first},{letter}{first - 1}<>""))'
    rule = FormulaRule(formula=[is_next], fill=PatternFill(bgColor=INPUT_FILL))  # type: ignore[no-untyped-call]
    sheet.conditional_formatting.add(f"{letter}{first}:{letter}{first + count - 1}", rule)


def _carry_over(workbook: Any, places: Mapping[str, Place], last: RawReport) -> None:
    """Last year's 四、结转下年度继续办理 is this year's 上年结转; its 现行有效 is shown to compare with."""
    from openpyxl.comments import Comment

    # The agency is left out: its name may be anything, and these words go into formulas.
    origin = f"{last.year or '上一'}年度报告"
    for column in attrs.fields(Applicants):
        cell = last.get(f"requests.carried_over.{column.name}")
        place = places.get(f"requests.carried_in.{column.name}")
        if place is None or cell is None or cell.value is None:
            continue
        target = workbook[place.sheet][place.address]
        target.value = cell.value
        words = f"取自{origin}“四、结转下年度继续办理”：{cell.value}。如有出入请改正，并在第六部分说明。"
        target.comment = Comment(words, "govinfo_report", height=90, width=260)
    row = 0
    for name in ("regulations", "normative_documents"):
        path = f"disclosure.{name}.in_force"
        before = last.get(path)
        if path not in places or before is None or before.value is None:
            continue
        place = places[path]
        sheet = workbook[place.sheet]
        row = row + 1 if row else sheet.max_row + 2
        words = f"取自{origin}：上年现行有效 {before.value} 件。"
        sheet[place.address].comment = Comment(words, "govinfo_report", height=60, width=240)
        _in_force_hint(sheet, row, name, places, before.value, origin)


def _in_force_hint(
    sheet: Any, row: int, name: str, places: Mapping[str, Place], before: object, origin: str
) -> None:
    """Under table 2: last year's 现行有效, and whether this year's follows from it (B2, usual only)."""
    address = {
        field: places[f"disclosure.{name}.{field}"].address for field in ("issued", "repealed", "in_force")
    }
    label = {"regulations": "规章", "normative_documents": "行政规范性文件"}[name]
    follows = f"{before}+{address['issued']}-{address['repealed']}"
    cells = ",".join(address.values())
    words = f"{GUIDANCE}{label}上年现行有效 {before} 件（取自{origin}）"
    cell = sheet.cell(row, 1)
    cell.value = (
        f'=IF(COUNT({cells})<3,"{words}。",IF({address["in_force"]}={follows},"{words}，与本年各数相接。",'
        f'"{words}，加制发减废止应为 "&({follows})&" 件，请核实。"))'
    )
    cell.font = Look().font(name="楷体", size=10, color="595959")


def _name(workbook: Any, path: str, place: Place) -> None:
    from openpyxl.workbook.defined_name import DefinedName

    workbook.defined_names[path] = DefinedName(path, attr_text=place.fixed())
