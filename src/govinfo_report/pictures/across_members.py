"""Many agencies: one figure of each beside the quartiles of all, and where findings are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from statistics import quantiles
from typing import Any

from govinfo_report.analysis.measures import MEASURES, find_measure, measures
from govinfo_report.corpus.results import ScanResult
from govinfo_report.form import find_place
from govinfo_report.form.tree import brief
from govinfo_report.model import AnnualReport
from govinfo_report.pictures.look import INK, PALETTE, altair, dressed, raw_of, rows, whose
from govinfo_report.raw import RawReport
from govinfo_report.rules import CheckResult, find_rule

__all__ = ["findings", "members"]

_LONGEST = 18
"""Characters of a name that a label shows."""


def members(reports: Iterable[AnnualReport | RawReport], what: str) -> Any:
    """One figure of each agency, largest first, with the quartiles of all of them.

    Args:
        reports: The reports; those without the figure are left out, and counted.
        what: A canonical path, or the name of a derived measure.

    Raises:
        KeyError: It is neither.
    """
    alt = altair()
    label, share = _label(what)
    raws = [raw_of(report) for report in reports]
    known = [(raw.agency or "机关不详", value) for raw in raws if (value := _value(raw, what)) is not None]
    texts = {value: f"{value:.1%}" if share else f"{value:g}" for _, value in known}
    values = [
        {"agency": f"{_short(name)}  {texts[value]}", "whole": name, "value": value, "text": texts[value]}
        for name, value in sorted(known, key=lambda pair: (-pair[1], pair[0]))
    ]
    order = [value["agency"] for value in values]
    style = alt.Axis(format="%", tickCount=6) if share else alt.Axis(tickCount=6)
    layers = [
        alt.Chart(rows(values))
        .mark_bar(color=PALETTE[0])
        .encode(
            x=alt.X("value:Q", title=label, axis=style),
            y=alt.Y("agency:N", sort=order, title=None, axis=alt.Axis(labelLimit=340)),
            tooltip=["whole:N", "text:N"],
        )
    ]
    marks = _quartiles([value for _, value in known])
    if marks:
        lines = alt.Chart(rows([{"value": value} for value in marks]))
        layers.append(lines.mark_rule(strokeDash=[5, 3], size=1.5, color=PALETTE[5]).encode(x="value:Q"))
    left_out = len(raws) - len(known)
    remark = f"{len(known)} 个机关" + (f"；另有 {left_out} 个没有这个数，未画出" if left_out else "")
    if marks:
        shown = "、".join(f"{mark:.1%}" if share else f"{mark:g}" for mark in marks)
        remark += f"；虚线为四分位数 {shown}"
    chart = alt.layer(*layers).properties(width=460, height=max(80, 22 * len(values)))
    return dressed(chart, label, remark)


def _label(what: str) -> tuple[str, bool]:
    """What it is called, and whether it is a share."""
    if any(measure.name == what for measure in MEASURES):
        return find_measure(what).label.zh, True
    place = find_place(what)
    if place is None:
        raise KeyError(what)
    return " / ".join(map(brief, place.label)), False


def _value(raw: RawReport, what: str) -> float | None:
    if find_place(what) is None:
        share = measures(raw, [what])[what]
        return float(share) if share is not None else None
    cell = raw.get(what)
    return float(cell.value) if cell is not None and cell.value is not None else None


def _quartiles(values: list[float]) -> list[float]:
    """The quartiles, each once; of fewer than four values they say nothing."""
    if len(values) < 4:
        return []
    return list(dict.fromkeys(quantiles(values, n=4, method="inclusive")))


def findings(results: Iterable[CheckResult | ScanResult]) -> Any:
    """How many findings each rule has in each report: a row a report that has any, a column a rule."""
    alt = altair()
    checked = [each if isinstance(each, CheckResult) else each.result for each in results]
    counts = Counter(
        (whose(result.raw), finding.code)
        for result in checked
        if result is not None
        for finding in result.findings
    )
    values = [
        {"report": name, "rule": code, "count": count, "title": find_rule(code).title.zh}
        for (name, code), count in counts.items()
    ]
    base = alt.Chart(rows(values)).encode(
        x=alt.X("rule:N", title="规则", axis=alt.Axis(labelAngle=0, orient="top")),
        y=alt.Y("report:N", title=None, axis=alt.Axis(labelLimit=320)),
    )
    most = max(counts.values(), default=1)
    cells = base.mark_rect(stroke="white").encode(
        color=alt.Color(
            "count:Q",
            title="问题数",
            legend=alt.Legend(tickMinStep=1),
            scale=alt.Scale(scheme="blues", domainMin=0, domainMax=most),
        ),
        tooltip=["report:N", "rule:N", "title:N", "count:Q"],
    )
    words = base.mark_text(fontSize=11).encode(
        text="count:Q",
        color=alt.condition(f"datum.count > {most * 0.6}", alt.value("white"), alt.value(INK)),
    )
    reports = len({name for name, _ in counts})
    clean = sum(result is not None for result in checked) - reports
    remark = f"{reports} 份报告有问题" + (f"；{clean} 份没有，未列出" if clean > 0 else "")
    chart = alt.layer(cells, words).properties(
        width=max(120, 46 * len({code for _, code in counts})), height=max(40, 24 * reports)
    )
    return dressed(chart, "各报告的问题", remark)


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"
