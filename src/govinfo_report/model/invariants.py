"""What the constructors enforce, and how they refuse: the rules that no `AnnualReport` can break.

Each ``require_…`` function costs one pass over its figures when they hold, and
collects every violation before it raises when they do not.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import attrs

from govinfo_report.errors import InvalidReport
from govinfo_report.findings import Contributor, Finding, Rule, Severity, Text
from govinfo_report.model.fields import PRINTED, FigureKind, Printed, printed_of
from govinfo_report.model.money import Money
from govinfo_report.model.prose import Period
from govinfo_report.model.reasons import is_taken, of_type, reason

__all__ = [
    "AMOUNT",
    "BALANCE",
    "CHANGE",
    "COUNT",
    "FIRST_YEAR",
    "IMPOSSIBLE_YEAR",
    "INVARIANTS",
    "LAST_YEAR",
    "MISSING_AGENCY",
    "PERIOD",
    "RULE_OF",
    "period_details",
    "possible_year",
    "require_amount",
    "require_balance",
    "require_changes",
    "require_counts",
    "require_money",
    "year_details",
]

FIRST_YEAR = 2008
"""The 条例 came into force on 1 May 2008; no annual report can be about an earlier year."""
LAST_YEAR = 2100
"""A bound against slips of the keyboard, not a forecast."""

COUNT = Rule(
    code="F401",
    name="not-a-count",
    severity=Severity.ERROR,
    clause=Text("表内件数均为自然数", "counts are whole numbers ≥ 0 (implied by the form, A5)"),
    title=Text("件数须为不小于 0 的整数", "A count is a whole number ≥ 0"),
    message=Text(
        "{label}：{value} 不能作件数：{why}。",
        "{label}: {value} is no count: {why_en}.",
    ),
    advice=Text("请核对原始登记，填写整数件数。", "Look up the register and enter a whole number."),
    passing=Text("25", "25"),
    failing=Text("-3、1.5", "-3, 1.5"),
    relation="A5",
)

AMOUNT = Rule(
    code="F402",
    name="not-an-amount",
    severity=Severity.ERROR,
    clause=Text("收费金额单位为万元，可带小数", "amounts are decimal numbers of 万元, ≥ 0 (A5)"),
    title=Text("收费金额须为不小于 0 的有限小数", "An amount is a finite decimal number ≥ 0"),
    message=Text(
        "{label}：{value} 不能作金额：{why}。",
        "{label}: {value} is no amount: {why_en}.",
    ),
    advice=Text("请按万元填写，可带小数。", "Enter the amount in 万元; decimals are allowed."),
    passing=Text("96171.6", "96171.6"),
    failing=Text("-0.5", "-0.5"),
    relation="A5",
)

CHANGE = Rule(
    code="F405",
    name="not-a-change",
    severity=Severity.ERROR,
    clause=Text("增/减为带正负号的整数", "本年增/减 is a whole number with a sign (A5)"),
    title=Text("本年增/减须为整数", "本年增/减 is a whole number"),
    message=Text("{label}：{value} 不能作增减数：{why}。", "{label}: {value} is no change: {why_en}."),
    advice=Text("请填写整数，减少填负数。", "Enter a whole number, negative for a decrease."),
    passing=Text("-3", "-3"),
    failing=Text("1.5", "1.5"),
    relation="A5",
)

MISSING_AGENCY = Rule(
    code="F101",
    name="missing-agency",
    severity=Severity.WARNING,
    clause=Text(
        "条例第四十九条：年度报告由行政机关公布", "art. 49: the report is the report of a public body"
    ),
    title=Text("年度报告须写明机关名称", "The report names its agency"),
    message=Text(
        "没有机关名称，或不能确定是哪个机关。", "No agency is named, or which one it is is not certain."
    ),
    advice=Text(
        "请在标题或封面写明机关全称，只写一个机关。",
        "Name the agency, one only, in the title or on the cover.",
    ),
    passing=Text("南宫市人民政府办公室2023年政府信息公开工作年度报告", "a title with the agency's name"),
    failing=Text("2023年政府信息公开工作年度报告", "a title without it"),
)

IMPOSSIBLE_YEAR = Rule(
    code="F103",
    name="impossible-year",
    severity=Severity.ERROR,
    clause=Text("条例自2008年5月1日起施行", "the 条例 has been in force since 1 May 2008"),
    title=Text("报告年度须在2008年以后", "The report's year is 2008 or later"),
    message=Text("报告年度 {value} 不可能：{why}。", "{value} cannot be the year of a report: {why_en}."),
    advice=Text("请核对报告年度。", "Correct the year."),
    passing=Text("2023", "2023"),
    failing=Text("203、2203", "203, 2203"),
)

PERIOD = Rule(
    code="F104",
    name="impossible-period",
    severity=Severity.ERROR,
    clause=Text("统计期限应落在报告年度内", "the period reported on lies in the report's year"),
    title=Text(
        "统计期限起止须在报告年度内且先后不倒",
        "The period lies in the year and does not end before it begins",
    ),
    message=Text(
        "统计期限 {value} 与报告年度 {year} 不符：{why}。",
        "The period {value} does not fit the year {year}: {why_en}.",
    ),
    advice=Text("请核对统计期限的起止日期。", "Correct the first and last day of the period."),
    passing=Text("2023年1月1日至12月31日", "2023-01-01 to 2023-12-31"),
    failing=Text("2022年1月1日至12月31日（2023年报告）", "2022-01-01 to 2022-12-31 in the report for 2023"),
)

BALANCE = Rule(
    code="T301",
    name="request-balance",
    severity=Severity.ERROR,
    clause=Text(
        "本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和",
        "printed in the form: per column, 一 + 二 = （七）总计 + 四",
    ),
    title=Text(
        "每列：一＋二＝三（七）总计＋四", "Each column: received + carried in = outcomes + carried over"
    ),
    message=Text(
        "{label}：表中为 {stated}，按勾稽关系应为 {expected}（{formula}），相差 {difference}。",
        "{label}: {stated} is printed, the balance demands {expected} ({formula}); difference {difference}.",
    ),
    advice=Text(
        "请核对该列第一、二、三（七）、四项，找出填错的一格。",
        "Check items 一, 二, （七） and 四 of the column; one of them is wrong.",
    ),
    passing=Text("25 + 0 = 25 + 0", "25 + 0 = 25 + 0"),
    failing=Text("25 + 0 ≠ 24 + 0", "25 + 0 ≠ 24 + 0"),
    relation="A1",
)

#: The rules that constructors enforce.
INVARIANTS = (MISSING_AGENCY, IMPOSSIBLE_YEAR, PERIOD, COUNT, CHANGE, AMOUNT, BALANCE)

#: The rule on what figure a cell takes (A5), by the kind of figure.
RULE_OF = {
    FigureKind.COUNT: COUNT,
    FigureKind.CHANGE: CHANGE,
    FigureKind.AMOUNT: AMOUNT,
    FigureKind.MONEY: AMOUNT,
}


def _label(record: object, name: str) -> Printed:
    mark = getattr(attrs.fields_dict(type(record))[name], "metadata", {})[PRINTED]  # type: ignore[arg-type]
    assert isinstance(mark, Printed)
    return mark


def require_counts(record: Any, *figures: object) -> None:
    """Refuse a record whose ``figures`` (its fields, in order) are not all whole numbers ≥ 0.

    Raises:
        InvalidReport: With one finding for every such figure.
    """
    for figure in figures:
        if type(figure) is not int or figure < 0:
            break
    else:
        return
    names = [attribute.name for attribute in attrs.fields(type(record))]
    raise InvalidReport(
        _not_taken(COUNT, record, name, figure)
        for name, figure in zip(names, figures, strict=False)
        if type(figure) is not int or figure < 0
    )


def require_changes(record: Any, **figures: object) -> None:
    """Refuse a record whose named figures (counts, and ``change``) are not what their cells take.

    Raises:
        InvalidReport: With one finding for every such figure.
    """
    findings = [
        _not_taken(CHANGE if name == "change" else COUNT, record, name, figure)
        for name, figure in figures.items()
        if type(figure) is not int or (name != "change" and figure < 0)
    ]
    if findings:
        raise InvalidReport(findings)


def _not_taken(rule: Rule, record: Any, name: str, figure: object) -> Finding:
    printed = _label(record, name)
    why = reason(printed.kind or FigureKind.COUNT, figure)
    return Finding(
        rule=rule,
        path=name,
        label=(printed.label,),
        stated=figure if type(figure) is int else None,
        details={"value": str(figure) if isinstance(figure, Decimal) else repr(figure), **_because(why)},
    )


def _because(why: Text | None) -> dict[str, str]:
    return {"why": why.zh, "why_en": why.en} if why is not None else {}


def require_amount(record: Any, name: str, figure: object) -> None:
    """Refuse a record whose amount is no finite `Decimal` ≥ 0.

    Raises:
        InvalidReport: With one finding.
    """
    if not is_taken(FigureKind.AMOUNT, figure):
        raise InvalidReport([_not_taken(AMOUNT, record, name, figure)])


def require_money(record: Any, name: str, figure: object) -> None:
    """Refuse a record whose sum is no `Money` of a finite number ≥ 0.

    Raises:
        InvalidReport: With one finding.
    """
    if isinstance(figure, Money):
        require_amount(record, name, figure.number)
        return
    label = (_label(record, name).label,)
    details = {"value": repr(figure), **_because(of_type(figure, "Money", "Money"))}
    raise InvalidReport([Finding(rule=AMOUNT, path=name, label=label, details=details)])


def require_balance(requests: Any) -> None:
    """Refuse a table 3, of whichever edition, in which a column does not satisfy 一 + 二 = （七）总计 + 四.

    The 总计 column follows from the six others and is not looked at.

    Raises:
        InvalidReport: With one finding for every unbalanced column.
    """
    received, carried_in = requests.received, requests.carried_in
    concluded, carried_over = requests.outcomes.total, requests.carried_over
    if received + carried_in == concluded + carried_over:
        return
    total = printed_of(type(requests.outcomes).total)
    assert total is not None
    parts = (("received", 1, received), ("carried_in", 1, carried_in), ("carried_over", -1, carried_over))
    findings: list[Finding] = []
    for column in attrs.fields(type(received)):
        name = column.name
        head = column.metadata[PRINTED].label
        stated: int = getattr(concluded, name)
        expected: int = sum(sign * getattr(row, name) for _, sign, row in parts)
        if stated == expected:
            continue
        findings.append(
            Finding(
                rule=BALANCE,
                path=f"outcomes.total.{name}",
                label=(_label(requests, "outcomes").label, total.label, head),
                stated=stated,
                expected=expected,
                difference=stated - expected,
                contributors=tuple(
                    Contributor(
                        path=f"{part}.{name}",
                        label=(_label(requests, part).label, head),
                        sign=sign,
                        stated=getattr(row, name),
                    )
                    for part, sign, row in parts
                ),
            )
        )
    raise InvalidReport(findings)


def possible_year(year: object) -> bool:
    """Whether ``year`` can be the year of an annual report."""
    return type(year) is int and FIRST_YEAR <= year <= LAST_YEAR


def year_details(year: object) -> dict[str, str]:
    """What IMPOSSIBLE_YEAR says of a year that is none."""
    if type(year) is not int:
        why = of_type(year, "int", "int")
    else:
        why = Text(f"应在 {FIRST_YEAR} 至 {LAST_YEAR} 之间", f"it is not from {FIRST_YEAR} to {LAST_YEAR}")
    return {"value": repr(year), **_because(why)}


def period_details(period: object, year: int) -> dict[str, str] | None:
    """What PERIOD says of a period that is not one of the year; ``None`` of one that is."""
    if not isinstance(period, Period):
        why = of_type(period, "Period", "Period")
        return {"value": repr(period), "year": str(year), **_because(why)}
    if period.end < period.start:
        why = Text("止于起之前", "it ends before it begins")
    elif {period.start.year, period.end.year} != {year}:
        why = Text("不全在该年度内", "it does not lie in that year")
    else:
        return None
    return {"value": period.describe(), "year": str(year), **_because(why)}
