"""Figures are reckoned as they are, in whatever `decimal` context the caller works."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Context, Decimal, Inexact, InvalidOperation, Rounded, localcontext
from typing import Any

import attrs
import pytest

import govinfo_report as gr
from govinfo_report.corpus import synthetic
from govinfo_report.model import FigureKind
from govinfo_report.model.reasons import reason
from govinfo_report.readers.workbook.number_formats import shown_number
from tests.analysis.test_consolidation import old
from tests.workbooks import one_sheet, saved, zeros

FEES, TOTAL = "disclosure.fees.amount", "requests.received.total"
COUNT, OTHER = "requests.received.natural_person", "requests.received.other"
NARROW = Context(prec=1, traps=[Inexact, InvalidOperation, Rounded])


def raw_with(figures: Mapping[str, Any], **others: Any) -> gr.RawReport:
    """A report with some figures as they may be printed, counts with decimals among them."""
    report = gr.RawReport.of(next(synthetic.reports(1)))
    made = {
        path: gr.Cell(path, gr.CellKind.BLANK if figure is None else gr.CellKind.NUMBER, figure)
        for path, figure in figures.items()
    }
    return attrs.evolve(report, cells=tuple(made.get(cell.path, cell) for cell in report), **others)


def found(code: str, raw: gr.RawReport, **others: Any) -> list[object]:
    findings = gr.check(raw, select=[code], **others).findings
    return [(each.stated, each.expected, each.difference, each.details) for each in findings]


def worked_out(formula: str) -> tuple[object, str]:
    """What a workbook's reader makes of a formula without a result."""
    workbook, addresses = one_sheet(zeros(requests__received__natural_person=123456))
    workbook.worksheets[0][addresses[TOTAL]] = formula
    cell = gr.read(saved(workbook))[TOTAL]
    return cell.value, cell.text


def summed() -> gr.Money:
    """The sum of two members' 政府集中采购."""
    amounts = gr.Money(Decimal(251000), "元"), gr.Money(Decimal("17.2734"), "万元")
    report = next(synthetic.reports(1))
    members = [old(report, f"甲市{number}局", amount) for number, amount in enumerate(amounts)]
    sums: Any = gr.consolidate(members, agency="甲市").disclosure
    return sums.procurement.amount  # type: ignore[no-any-return]


CASES: dict[str, Callable[[], object]] = {
    "a sum of cells": lambda: worked_out("=SUM(D20:I20)+654321"),
    "a number below zero": lambda: worked_out("=1-(-123456)"),
    "a number as its format draws it": lambda: shown_number("#,##0.00", "-123456.789"),
    "a long number": lambda: shown_number("General", "123456789.123"),
    "a limit of digits": lambda: reason(FigureKind.AMOUNT, Decimal(999_999_999_999_999)),
    "T202": lambda: found("T202", raw_with({FEES: 1}, other_matters="收取信息处理费1234567元。")),
    "T202, which passes": lambda: found(
        "T202", raw_with({FEES: Decimal("123.4567")}, other_matters="收取信息处理费1234567元。")
    ),
    "A1": lambda: found("T303", raw_with({COUNT: Decimal("1234.5"), OTHER: Decimal("2345.25")})),
    "M601": lambda: found(
        "M601", raw_with({FEES: Decimal("12.34")}), members=[raw_with({FEES: Decimal("56.789")})] * 2
    ),
    "a comparison": lambda: [
        (each.path, each.difference)
        for each in gr.compare(
            raw_with({FEES: Decimal("1234.5")}), raw_with({FEES: Decimal("0.0001")}, year=2025)
        ).changes
    ],
    "what a blank stands for": lambda: raw_with(
        {COUNT: None, OTHER: Decimal("2345.25"), TOTAL: 123456}
    ).completed(),
    "figures that a person gives": lambda: raw_with({}).replace({FEES: Decimal("-1234.5")})[FEES],
    "a sum of money": summed,
    "made-up reports": lambda: [each.disclosure for each in synthetic.reports(20)],
}


@pytest.mark.parametrize("reckoned", CASES.values(), ids=CASES)
def test_no_figure_is_rounded(reckoned: Callable[[], object]) -> None:
    as_ever = reckoned()
    with localcontext(NARROW):
        assert reckoned() == as_ever
