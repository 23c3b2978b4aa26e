"""Many agencies: one figure of each beside the quartiles of all, and where findings are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from statistics import quantiles
from typing import TYPE_CHECKING

from attrs import frozen

from govinfo_report.analysis.measures import MEASURES, find_measure
from govinfo_report.corpus.results import ScanResult
from govinfo_report.findings import Finding, Severity
from govinfo_report.form import find_place
from govinfo_report.form.tree import brief
from govinfo_report.model import AnnualReport
from govinfo_report.pictures.look import INK, LIGHT, PALETTE, dressed, load_altair, rows, whose
from govinfo_report.raw import RawReport
from govinfo_report.rules import CheckResult

if TYPE_CHECKING:
    import altair

__all__ = ["findings", "members"]

_LONGEST = 18
"""Characters of a name that a label shows."""
_FEWEST = 10
"""件; of fewer, a share says more of chance than of an agency."""


def members(
    reports: Iterable[AnnualReport | RawReport], what: str, *, fewest: int = _FEWEST
) -> altair.LayerChart:
    """One figure of each agency, largest first, with the quartiles of all of them.

    An agency with several reports has a bar for each, with its year. A share stands beside what it is a share
    of. One above 1 is left out, and counted: the report's figures are wrong. One of few is not ranked: it is
    drawn in grey below the others, and the quartiles are not of it.

    Args:
        reports: The reports; those without the figure are left out, and counted.
        what: A canonical path, or the name of a derived measure.
        fewest: Of how many (件) a share has to be to be ranked. Of fewer than ten, one request more moves it
            by ten points.

    Raises:
        KeyError: It is neither.
    """
    alt = load_altair()
    label, share = _label(what)
    raws = [RawReport.of(report) for report in reports]
    names = _told_apart(raws)
    bars = [bar for name, raw in zip(names, raws, strict=True) if (bar := _bar(name, raw, what)) is not None]
    known = [bar for bar in bars if not share or bar.value <= 1]
    ranked = [bar for bar in known if not share or bar.of >= fewest]
    ranked.sort(key=lambda bar: (-bar.value, bar.name))
    small = sorted((bar for bar in known if bar not in ranked), key=lambda bar: bar.name)
    short = _shortened([bar.name for bar in known])
    values = [
        {"agency": f"{short[bar.name]}  {bar.text}", "whole": bar.name, "value": bar.value, "text": bar.text,
         "color": color}
        for bars, color in ((ranked, PALETTE[0]), (small, LIGHT))
        for bar in bars
    ]  # fmt: skip
    order = [value["agency"] for value in values]
    style = alt.Axis(format="%", tickCount=6) if share else alt.Axis(tickCount=6)
    layers = [
        alt.Chart(rows(values))
        .mark_bar()
        .encode(
            x=alt.X("value:Q", title=label, axis=style),
            y=alt.Y("agency:N", sort=order, title=None, axis=alt.Axis(labelLimit=360)),
            color=alt.Color("color:N", scale=None),
            tooltip=["whole:N", "text:N"],
        )
    ]
    marks = _quartiles([bar.value for bar in ranked])
    if marks:
        lines = alt.Chart(rows([{"value": value} for value in dict.fromkeys(marks)]))
        layers.append(lines.mark_rule(strokeDash=[5, 3], size=1.5, color=PALETTE[5]).encode(x="value:Q"))
    left_out, wrong = len(raws) - len(bars), len(bars) - len(known)
    remark = f"{len(known)} {'个机关' if len(set(names)) == len({raw.agency for raw in raws}) else '份报告'}"
    if small:
        remark += f"，其中 {len(small)} 个的分母不足 {fewest} 件，不排序（灰色）"
    if left_out:
        remark += f"；另有 {left_out} 个没有这个数，未画出"
    if wrong:
        remark += f"；{wrong} 个的比率超过 100%，所填的数有误，未画出"
    if marks:
        shown = "、".join(f"{mark:.1%}" if share else f"{mark:g}" for mark in marks)
        remark += f"；虚线为四分位数 {shown}"
    chart = alt.layer(*layers).properties(width=460, height=max(80, 22 * len(values)))
    return dressed(chart, label, remark)


@frozen
class _Bar:
    """What is drawn of an agency: its figure, the figure in words, and what a share is a share of."""

    name: str
    value: float
    text: str
    of: Fraction = Fraction(0)


def _label(what: str) -> tuple[str, bool]:
    """What it is called, and whether it is a share."""
    if any(measure.name == what for measure in MEASURES):
        return find_measure(what).label.zh, True
    place = find_place(what)
    if place is None:
        raise KeyError(what)
    return " / ".join(map(brief, place.label)), False


def _told_apart(raws: Sequence[RawReport], *, years: bool = False) -> list[str]:
    """A name for each report, no two alike: the agency, then the year, then a number."""
    plain = [raw.agency or "机关不详" for raw in raws]
    often = Counter(plain)
    names = [whose(raw) if years or often[name] > 1 else name for raw, name in zip(raws, plain, strict=True)]
    met: Counter[str] = Counter()
    for at, name in enumerate(names):
        met[name] += 1
        if met[name] > 1:
            names[at] = f"{name}（{met[name]}）"
    return names


def _bar(name: str, raw: RawReport, what: str) -> _Bar | None:
    if find_place(what) is None:
        sums = find_measure(what).sums({cell.path: cell.value for cell in raw})
        if sums is None:
            return None
        share = float(sums[0] / sums[1])
        return _Bar(name, share, f"{share:.1%}（{sums[0]}/{sums[1]}）", sums[1])
    cell = raw.get(what)
    if cell is None or cell.value is None:
        return None
    return _Bar(name, float(cell.value), f"{float(cell.value):g}")


def _quartiles(values: list[float]) -> list[float]:
    """The quartiles; of fewer than four values they say nothing."""
    if len(values) < 4:
        return []
    return quantiles(values, n=4, method="inclusive")


def findings(results: Iterable[CheckResult | ScanResult]) -> altair.LayerChart:
    """How many findings each rule has in each report: a row a report that has any, a column a rule.

    Reports with the most errors stand first, and so do rules; the colour tells errors, warnings and notes.
    """
    alt = load_altair()
    given = [each if isinstance(each, CheckResult) else each.result for each in results]
    checked = [result for result in given if result is not None]
    found: dict[tuple[str, str], list[Finding]] = {}
    for name, result in zip(_told_apart([each.raw for each in checked], years=True), checked, strict=True):
        for finding in result.findings:
            found.setdefault((name, finding.code), []).append(finding)
    weights = tuple(Severity)
    values = [
        {"report": name, "rule": code, "count": len(each), "title": each[0].rule.title.zh,
         "weight": min((finding.severity for finding in each), key=weights.index).zh}
        for (name, code), each in found.items()
    ]  # fmt: skip
    base = alt.Chart(rows(values)).encode(
        x=alt.X("rule:N", title="规则", sort=_heaviest(found, 1), axis=alt.Axis(labelAngle=0, orient="top")),
        y=alt.Y("report:N", title=None, sort=_heaviest(found, 0), axis=alt.Axis(labelLimit=320)),
    )
    cells = base.mark_rect(stroke="white").encode(
        color=alt.Color(
            "weight:N",
            title=None,
            scale=alt.Scale(domain=[each.zh for each in weights], range=[PALETTE[5], PALETTE[1], PALETTE[3]]),
        ),
        opacity=alt.Opacity("count:Q", scale=alt.Scale(zero=True, range=[0.35, 0.85]), legend=None),
        tooltip=["report:N", "rule:N", "title:N", "weight:N", "count:Q"],
    )
    words = base.mark_text(fontSize=11, color=INK).encode(text="count:Q")
    reports = len({name for name, _ in found})
    clean, unread = len(checked) - reports, len(given) - len(checked)
    remark = f"{reports} 份报告有问题" + (f"；{clean} 份没有，未列出" if clean > 0 else "")
    remark += f"；{unread} 份没有读到或没有核查" if unread else ""
    chart = alt.layer(cells, words).properties(
        width=max(120, 46 * len({code for _, code in found})), height=max(40, 24 * reports)
    )
    return dressed(chart, "各报告的问题（格中为处数）", remark)


def _heaviest(found: Mapping[tuple[str, str], list[Finding]], part: int) -> list[str]:
    """The reports, or the rules, with the most errors first, then warnings, then notes."""
    counts: dict[str, Counter[Severity]] = {}
    for key, each in found.items():
        counts.setdefault(key[part], Counter()).update(finding.severity for finding in each)
    return sorted(counts, key=lambda name: (*(-counts[name][weight] for weight in Severity), name))


def _shortened(names: Sequence[str]) -> dict[str, str]:
    """Names for labels, no two alike: of a long one the beginning, its end where others begin so, or all."""
    short: dict[str, str] = {}
    half = _LONGEST // 2
    for cut in (lambda it: f"{it[: _LONGEST - 1]}…", lambda it: f"{it[: half - 1]}…{it[-half:]}", str):
        made = {name: cut(name) if len(name) > _LONGEST else name for name in names if name not in short}
        often = Counter([*made.values(), *short.values()])
        short |= {name: label for name, label in made.items() if often[label] == 1}
    return {name: short.get(name, name) for name in names}
