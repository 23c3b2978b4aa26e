"""What the examples of rules are made from: a sound report, and ways to break one rule and no other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

import attrs

from govinfo_report.form import form_with
from govinfo_report.model import UndividedClosedOtherwise
from govinfo_report.raw import Cell, CellKind, RawReport, parse_figure
from govinfo_report.rules.rule import Check, Example, Pick
from govinfo_report.rules.subject import Subject

__all__ = [
    "ASPECTS_TOLD",
    "GRANTED",
    "MARKS",
    "RECEIVED",
    "UNREADABLE",
    "changed",
    "count_in",
    "example_of",
    "former",
    "last_year",
    "printed",
    "put",
    "shifted",
    "undivided",
    "with_rows_of_2019",
    "without",
    "written",
]

_T = TypeVar("_T")

MARKS = ("/", "—", "无", "不适用", "-")
UNREADABLE = ("1 0", "十余件", "12人", "O", "3.8.1", "见附件", "=A1+B1", "#REF!")
RECEIVED, GRANTED = "requests.received", "requests.outcomes.granted"
ASPECTS_TOLD = "主动公开、依申请公开、政府信息管理、平台建设和监督保障各项工作有序。"
"""A section 一 in which nothing is missing."""


def example_of(check: Check) -> RawReport | Subject:
    """The plainest report that breaks a rule and no other, with the reports beside it if it takes them.

    Raises:
        ValueError: The rule has no example.
    """
    if check.breaks is None:
        raise ValueError(f"{check.rule.code} has no example")
    rows = (RECEIVED, GRANTED, "requests.outcomes.total")
    ones = [f"{row}.{column}" for row in rows for column in ("natural_person", "total")]
    zeros = tuple(Cell(place.path, CellKind.NUMBER, 0, "0") for place in form_with().cells)
    sound = put(RawReport(agency="双泉市水利局", year=2023, cells=zeros), dict.fromkeys(ones, "1"))
    return check.breaks(sound, _first)


def _first(options: Sequence[_T], /) -> _T:
    return options[0]


def changed(**fields: Any) -> Example:
    """The report with some of its attributes changed."""
    return lambda raw, _: attrs.evolve(raw, **fields)


def without(prefix: str) -> Example:
    """The report without the cells below a path."""
    return lambda raw, _: attrs.evolve(
        raw, cells=tuple(cell for cell in raw if not cell.path.startswith(f"{prefix}."))
    )


def printed(texts: Sequence[str], *groups: tuple[str, ...]) -> Example:
    """The report with one of ``texts`` printed in all cells of one of ``groups``."""

    def breaks(raw: RawReport, pick: Pick) -> RawReport:
        return put(raw, dict.fromkeys(pick(groups), pick(texts)))

    return breaks


def shifted(*groups: tuple[str, ...]) -> Example:
    """The report with all cells of one of ``groups`` higher by the same step."""

    def breaks(raw: RawReport, pick: Pick) -> RawReport:
        paths, step = pick(groups), pick(range(1, 1000))
        return put(raw, {path: count_in(raw, path) + step for path in paths})

    return breaks


def count_in(raw: RawReport, path: str) -> int:
    """The count in a cell of a sound report."""
    return int(raw[path].value or 0)


def put(raw: RawReport, printed: Mapping[str, str | int]) -> RawReport:
    """The report with something else printed in some cells."""
    cells = {cell.path: cell for cell in raw}
    for path, text in printed.items():
        reading = parse_figure(str(text), raw.form.by_path[path].kind)
        cells[path] = attrs.evolve(cells[path], kind=reading.kind, value=reading.value, text=reading.text)
    return attrs.evolve(raw, cells=tuple(cells.values()))


def written(
    raw: RawReport,
    *,
    overview: str = ASPECTS_TOLD,
    problems: str = "有不足，已改进。",
    other_matters: str = "未收取信息处理费。",
) -> RawReport:
    """The report with prose in which nothing is missing but what is given."""
    return attrs.evolve(
        raw, overview=overview, problems_and_improvements=problems, other_matters=other_matters
    )


def undivided(raw: RawReport) -> RawReport:
    """The report with （六）其他处理 as a single row."""
    report = raw.to_report()
    outcomes = report.requests.outcomes
    one = UndividedClosedOtherwise(undivided=outcomes.closed_otherwise.total)
    requests = attrs.evolve(report.requests, outcomes=attrs.evolve(outcomes, closed_otherwise=one))
    return RawReport.of(attrs.evolve(report, requests=requests))


def with_rows_of_2019(raw: RawReport, prefix: str) -> RawReport:
    """The report with the rows of table 2 below a path as the 2019 edition has them, all 0."""
    old = form_with(edition="2019").cells
    cells = [cell for cell in raw if not cell.path.startswith(f"{prefix}.")]
    cells += [Cell(each.path, CellKind.NUMBER, 0, "0") for each in old if each.path.startswith(f"{prefix}.")]
    return attrs.evolve(raw, cells=tuple(cells))


def former(raw: RawReport, figures: Mapping[str, str | int]) -> RawReport:
    """The report as one for 2020 in the 2019 edition, with some figures of table 2; the others are 0."""
    old = with_rows_of_2019(undivided(raw), "disclosure")
    return put(attrs.evolve(old, year=2020, period=None, title=None), figures)


def last_year(raw: RawReport) -> RawReport:
    """The report of the year before, from which one without any finding follows."""
    carried = [cell for cell in raw if cell.path.startswith("requests.carried_in.")]
    texts = {cell.path.replace("carried_in", "carried_over"): cell.text for cell in carried}
    for row in ("disclosure.regulations", "disclosure.normative_documents"):
        if f"{row}.in_force" in raw:
            issued, repealed = count_in(raw, f"{row}.issued"), count_in(raw, f"{row}.repealed")
            texts[f"{row}.in_force"] = str(count_in(raw, f"{row}.in_force") - issued + repealed)
    return attrs.evolve(put(raw, texts), year=(raw.year or 0) - 1, period=None, title=None)
