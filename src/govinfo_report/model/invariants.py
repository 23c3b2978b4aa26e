"""What the constructors enforce, and how they refuse; the words of these rules stand in `catalogue`.

Each ``require_…`` function costs one pass over its figures when they hold, and
collects every violation before it raises when they do not.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import attrs

from govinfo_report.errors import InvalidReport
from govinfo_report.findings import Contributor, Finding, Rule, Text
from govinfo_report.model.catalogue import AMOUNT, BALANCE, CHANGE, COUNT
from govinfo_report.model.fields import PRINTED, FigureKind, Printed, printed_of
from govinfo_report.model.money import Money
from govinfo_report.model.prose import Period
from govinfo_report.model.reasons import is_taken, of_type, reason

__all__ = [
    "FIRST_YEAR",
    "LAST_YEAR",
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
