"""The sheet 校验: every relation of the form with both sides, live, and marks on the cells concerned."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from govinfo_report.document.additions import CHECKS_HEADING, CHECKS_SHEET
from govinfo_report.form import Form, Identity
from govinfo_report.form.tree import joined
from govinfo_report.writers.workbook.formulas import (
    FAILED,
    OPEN,
    PASSED,
    Place,
    check_formulas,
    filled_formula,
    number_ranges,
    words_formula,
)
from govinfo_report.writers.workbook.look import Look, text_height
from govinfo_report.writers.workbook.tables import protect, set_page

__all__ = ["count_formula", "draw_checks", "verdict_formula"]

_FIRST = 5
"""Row of the first relation."""
_HEADS = (
    ("序号", 4.6),
    ("代码", 5.8),
    ("位置", 32.5),
    ("应满足的关系", 26.5),
    ("表中数", 6.6),
    ("应为", 6.6),
    ("相差", 6.6),
    ("结论", 6.6),
)
_HEIGHT = 31.0
"""Points of a row: two lines."""
_VERDICTS = f"'{CHECKS_SHEET}'!$H${_FIRST}:$H${{last}}"
_RED, _PALE, _GREEN, _GREY, _LINK = "FFC7CE", "FFEBEE", "E2F0D9", "EDEDED", "0563C1"


def count_formula(form: Form, verdict: str) -> str:
    """How many relations came out so."""
    return f'COUNTIF({_VERDICTS.format(last=_last(form))},"{verdict}")'


def verdict_formula(form: Form, places: Mapping[str, Place]) -> str:
    """The state of the whole workbook in a sentence or two, for the cover; first what is not filled in."""
    failed, undecided = count_formula(form, FAILED), count_formula(form, OPEN)
    inputs = [cell for cell in form.cells if not cell.computed]
    words = words_formula(inputs, places)
    empty = f"({len(inputs)}-{filled_formula(inputs, places)})"
    return (
        f'=IF({empty}+{undecided}>0,"尚未填完："'
        f'&IF({undecided}>0,{undecided}&" 条关系缺数，不能判定","")&IF({empty}*{undecided}>0,"；","")'
        f'&IF({empty}>0,"还有 "&{empty}&" 格未填","")'
        f'&IF({words}>0,"，其中 "&{words}&" 格填的不是数（已标红）","")&"。","")'
        f'&IF({failed}>0,"有 "&{failed}&" 处不符，请看“{CHECKS_SHEET}”表。",'
        f'IF({empty}+{undecided}>0,"","没有不符。"))'
    )


def draw_checks(workbook: Any, form: Form, places: Mapping[str, Place], look: Look) -> None:
    """Add the sheet of checks, and let the cells of a relation that fails turn red where they stand."""
    sheet = workbook.create_sheet(CHECKS_SHEET)
    _head(sheet, form, look)
    for index, identity in enumerate(form.identities):
        _line(sheet, _FIRST + index, index + 1, identity, places, look)
    _color_verdicts(sheet, _last(form))
    _mark_cells(workbook, form, places)
    sheet.freeze_panes = sheet.cell(_FIRST, 1)
    sheet.print_title_rows = f"{_FIRST - 1}:{_FIRST - 1}"
    set_page(sheet, one_page=False)
    protect(sheet)


def _last(form: Form) -> int:
    return _FIRST + len(form.identities) - 1


def _head(sheet: Any, form: Form, look: Look) -> None:
    sheet["A1"] = CHECKS_HEADING
    sheet["A1"].font = look.font(size=14, bold=True)
    counts = "，".join(
        f'{verdict} "&{count_formula(form, verdict)}&" 条' for verdict in (FAILED, OPEN, PASSED)
    )
    sheet["A2"] = f'="{counts}。点代码，转到所在的格。"'
    sheet["A2"].font = look.font(size=11)
    for column, (name, width) in enumerate(_HEADS, start=1):
        cell = sheet.cell(_FIRST - 1, column, name)
        cell.font = look.font(size=10, bold=True)
        cell.border, cell.alignment, cell.fill = look.border, look.centred, look.fill("C6D9F1")
        sheet.column_dimensions[cell.column_letter].width = width


def _line(
    sheet: Any, row: int, number: int, identity: Identity, places: Mapping[str, Place], look: Look
) -> None:
    from openpyxl.worksheet.hyperlink import Hyperlink

    formulas = check_formulas(identity, places)
    texts = (
        number,
        identity.rule.code,
        joined(identity.label),
        identity.rule.title.zh,
        formulas.stated,
        formulas.expected,
        formulas.difference.format(row=row),
        formulas.verdict.format(row=row),
    )
    for column, text in enumerate(texts, start=1):
        cell = sheet.cell(row, column, text)
        cell.font, cell.border = look.font(size=10), look.border
        cell.alignment = look.left if column in (3, 4) else look.centred
    target = places[identity.total]
    link = sheet.cell(row, 2)  # LibreOffice does not wrap a link, and the words beside it are long
    link.font = look.font(size=10, color=_LINK)
    link.hyperlink = Hyperlink(ref=link.coordinate, location=target.from_other_sheet(), display=None)
    lines = zip((str(texts[2]), str(texts[3])), (_HEADS[2][1], _HEADS[3][1]), strict=True)
    sheet.row_dimensions[row].height = max(_HEIGHT, *(text_height(*each) for each in lines))


def _color_verdicts(sheet: Any, last: int) -> None:
    from openpyxl.formatting.rule import CellIsRule
    from openpyxl.styles import Font, PatternFill

    for verdict, color in ((FAILED, _RED), (PASSED, _GREEN), (OPEN, _GREY)):
        rule = CellIsRule(  # type: ignore[no-untyped-call]
            operator="equal",
            formula=[f'"{verdict}"'],
            fill=PatternFill(bgColor=color),
            font=Font(bold=verdict == FAILED),
        )
        sheet.conditional_formatting.add(f"H{_FIRST}:H{last}", rule)


def _mark_cells(workbook: Any, form: Form, places: Mapping[str, Place]) -> None:
    """A total whose relation fails turns red, its parts turn pale red; so does what is no number."""
    from openpyxl.formatting.rule import FormulaRule
    from openpyxl.styles import PatternFill

    def rule(formula: list[str], color: str) -> Any:
        return FormulaRule(formula=formula, fill=PatternFill(bgColor=color))  # type: ignore[no-untyped-call]

    for index, identity in enumerate(form.identities):
        failed = [f"'{CHECKS_SHEET}'!$H${_FIRST + index}=\"{FAILED}\""]
        total = places[identity.total]
        sheet = workbook[total.sheet]
        sheet.conditional_formatting.add(total.address, rule(failed, _RED))
        parts = " ".join(places[term.path].address for term in identity.terms)
        sheet.conditional_formatting.add(parts, rule(failed, _PALE))
    for place in number_ranges((cell for cell in form.cells if not cell.computed), places):
        name, _, run = place.rpartition("!")
        words = [f"ISTEXT({run.partition(':')[0]})"]
        workbook[name.strip("'")].conditional_formatting.add(run, rule(words, _RED))
