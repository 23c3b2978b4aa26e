"""Measures derived from the figures: shares and rates, each with its formula as data.

A measure is never guessed: where an operand has no figure, or the denominator is 0, it has no value.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from fractions import Fraction

import attrs
from attrs import frozen

from govinfo_report.findings import Figure, Text
from govinfo_report.form import every_form
from govinfo_report.form.tree import Node
from govinfo_report.model import AnnualReport, Applicants
from govinfo_report.model.fields import PRINTED
from govinfo_report.raw import RawReport

__all__ = ["MEASURES", "Measure", "Sum", "find_measure", "measures"]

#: A sum of cells: canonical path → +1 or -1.
Sum = Mapping[str, int]

_OUTCOMES = "requests.outcomes"


@frozen(kw_only=True)
class Measure:
    """A ratio of two sums of cells.

    Attributes:
        name: Stable name; a column of a data frame.
        label: What it is called.
        formula: The formula in the words of the form.
        over: The sum above the line. Of several, the first all of whose cells the report has: （六） is
            divided in some reports and undivided in others.
        under: The sum below the line.
    """

    name: str
    label: Text
    formula: Text
    over: tuple[Sum, ...]
    under: Sum

    def of(self, figures: Mapping[str, Figure | None]) -> Fraction | None:
        """The ratio, ``None`` where a figure is missing or the sum below the line is 0 or less.

        Args:
            figures: Canonical path → figure, ``None`` for a cell without one. A cell the report does not
                have is not there.
        """
        sums = self.sums(figures)
        return sums[0] / sums[1] if sums is not None else None

    def sums(self, figures: Mapping[str, Figure | None]) -> tuple[Fraction, Fraction] | None:
        """The sums above and below the line, as `of` takes them: without them no share tells anything."""
        over = next((each for each in self.over if each.keys() <= figures.keys()), None)
        above = _add(over, figures) if over is not None else None
        below = _add(self.under, figures) if self.under.keys() <= figures.keys() else None
        return None if above is None or below is None or below <= 0 else (above, below)


def _add(terms: Sum, figures: Mapping[str, Figure | None]) -> Fraction | None:
    total = Fraction(0)
    for path, sign in terms.items():
        figure = figures[path]
        if figure is None:
            return None
        total += sign * Fraction(figure)
    return total


def _totals(node: Node) -> Sum:
    """The 总计 cells of the rows below a node of table 3."""
    return dict.fromkeys((f"{row.path}.total" for row in node.rows()), 1)


def _outcomes_child(name: str) -> tuple[Sum, ...]:
    """A group of outcomes as each form has it, that with the most rows first: it may have another's."""
    nodes = (form.node(f"{_OUTCOMES}.{name}") for form in every_form())
    sums = [_totals(node) for node in nodes if node is not None]
    return tuple(
        sorted((each for at, each in enumerate(sums) if each not in sums[:at]), key=len, reverse=True)
    )


def _all_outcomes() -> Sum:
    return {f"{_OUTCOMES}.total.total": 1}


def _outcome(name: str, label: Text, rows: Text, *over: Sum) -> Measure:
    formula = Text(f"{rows.zh}÷（七）总计", f"{rows.en} ÷ （七）总计")
    return Measure(name=name, label=label, formula=formula, over=over, under=_all_outcomes())


def _remedies(name: str, label: Text, blocks: tuple[str, ...], what: str) -> Measure:
    over = {f"remedies.{block}.corrected": 1 for block in blocks}
    under = {f"remedies.{block}.total": 1 for block in blocks}
    under |= {f"remedies.{block}.pending": -1 for block in blocks}
    formula = Text(f"{what}结果纠正÷（{what}总计－尚未审结）", f"{what}: 结果纠正 ÷ (总计 - 尚未审结)")
    return Measure(name=name, label=label, formula=formula, over=(over,), under=under)


def _applicants() -> tuple[Measure, ...]:
    """The share of each kind of applicant in what was received."""
    return tuple(
        Measure(
            name=f"received_from_{column.name}",
            label=Text(f"{column.metadata[PRINTED].label}申请占比", f"share of requests from {column.name}"),
            formula=Text(
                f"本年新收：{column.metadata[PRINTED].label}÷总计",
                f"一、本年新收: {column.metadata[PRINTED].label} ÷ 总计",
            ),
            over=({f"requests.received.{column.name}": 1},),
            under={"requests.received.total": 1},
        )
        for column in attrs.fields(Applicants)
    )


def _declared() -> tuple[Measure, ...]:
    granted, partly = _outcomes_child("granted"), _outcomes_child("partially_granted")
    litigation = ("litigation_direct", "litigation_after_reconsideration")
    return (
        _outcome("granted", Text("予以公开率", "share granted"), Text("（一）", "（一）"), *granted),
        _outcome(
            "granted_at_least_partly",
            Text("公开率（含部分公开）", "share granted, wholly or partly"),
            Text("（（一）＋（二））", "(（一） + （二）)"),
            *({**one, **other} for one in granted for other in partly),
        ),
        _outcome(
            "refused",
            Text("不予公开率", "refusal rate"),
            Text("（三）各项", "the rows of （三）"),
            *_outcomes_child("refused"),
        ),
        _outcome(
            "unavailable",
            Text("无法提供率", "share that could not be provided"),
            Text("（四）各项", "the rows of （四）"),
            *_outcomes_child("unavailable"),
        ),
        _outcome(
            "not_processed",
            Text("不予处理率", "share not processed"),
            Text("（五）各项", "the rows of （五）"),
            *_outcomes_child("not_processed"),
        ),
        _outcome(
            "closed_otherwise",
            Text("其他处理率", "share closed otherwise"),
            Text("（六）各项", "the rows of （六）"),
            *_outcomes_child("closed_otherwise"),
        ),
        Measure(
            name="carried_over",
            label=Text("结转率", "carry-over rate"),
            formula=Text("四÷（一＋二）", "四 ÷ (一 + 二)"),
            over=({"requests.carried_over.total": 1},),
            under={"requests.received.total": 1, "requests.carried_in.total": 1},
        ),
        _remedies(
            "reconsiderations_corrected",
            Text("行政复议纠错率", "correction rate of reviews"),
            ("reconsideration",),
            "行政复议",
        ),
        _remedies(
            "suits_corrected", Text("行政诉讼纠错率", "correction rate of suits"), litigation, "行政诉讼"
        ),
        *_applicants(),
    )


#: Every derived measure, in a fixed order.
MEASURES: tuple[Measure, ...] = _declared()


def find_measure(name: str) -> Measure:
    """The measure of that name.

    Raises:
        KeyError: There is none.
    """
    for measure in MEASURES:
        if measure.name == name:
            return measure
    known = "、".join(measure.name for measure in MEASURES)
    raise KeyError(f"没有指标 / there is no measure {name}; {known}")


def measures(report: RawReport | AnnualReport, names: Collection[str] = ()) -> dict[str, Fraction | None]:
    """Derived measures of one report, exactly; ``None`` where they have no value.

    Args:
        report: A report as printed, or a built one. Blanks and marks stay what they are.
        names: Which; all of `MEASURES` where empty.

    Raises:
        KeyError: A name is none of a measure.
        TypeError: The names are no list.
    """
    if isinstance(names, str):
        raise TypeError("names= 是一列指标 / names= takes a list of measures")
    raw = RawReport.of(report)
    figures = {cell.path: cell.value for cell in raw}
    chosen = [find_measure(name) for name in names] if names else MEASURES
    return {measure.name: measure.of(figures) for measure in chosen}
