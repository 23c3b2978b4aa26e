"""One agency: the shares of outcomes over the years, and how the requests of a year were worked off."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from govinfo_report.analysis.series import Series
from govinfo_report.model import AnnualReport
from govinfo_report.pictures.figures import group_sum, outcome_sums
from govinfo_report.pictures.look import INK, OUTCOMES, PALETTE, dressed, load_altair, rows, whose
from govinfo_report.raw import RawReport

if TYPE_CHECKING:
    import altair

__all__ = ["carry_over", "outcomes"]

#: Where a share is too small for its figure to be printed into it.
_NARROW = 0.045
#: Groups whose colour is too dark for dark figures.
_ON = {"granted": "white"}


def outcomes(reports: Series | Iterable[AnnualReport | RawReport]) -> altair.LayerChart:
    """The share of each group of outcomes in their sum, a bar a year, with that sum (件) over it.

    Where （七）总计 is another figure, the picture says so. Years in which a figure is missing, or nothing
    was decided, have no bar; the picture names them.
    """
    alt = load_altair()
    series = reports if isinstance(reports, Series) else Series.of(reports)
    values: list[dict[str, Any]] = []
    totals: list[dict[str, Any]] = []
    missing: list[str] = []
    wrong: list[str] = []
    for year, raw in zip(series.years, series, strict=True):
        sums = outcome_sums(raw)
        total = sum(sums.values()) if sums is not None else 0
        if sums is None or not total:
            missing.append(f"{year} 年（{'数字不全' if sums is None else '没有办理结果'}）")
            continue
        stated = raw.get("requests.outcomes.total.total")
        if stated is not None and stated.value not in (None, total):
            wrong.append(f"{year} 年")
        totals.append({"year": str(year), "top": 1, "text": f"{total} 件"})
        start = 0.0
        for order, (group, count) in enumerate(sums.items()):
            share = count / total
            values.append(
                {
                    "year": str(year), "outcome": OUTCOMES[group], "order": order, "count": count,
                    "share": share, "middle": start + share / 2,
                    "text": f"{share:.0%}" if share >= _NARROW else "", "ink": _ON.get(group, INK),
                }
            )  # fmt: skip
            start += share
    years = [str(year) for year in range(series.years[0], series.years[-1] + 1)]
    colors = alt.Scale(domain=list(OUTCOMES.values()), range=list(PALETTE[: len(OUTCOMES)]))
    across = alt.X("year:N", title="年度", scale=alt.Scale(domain=years), axis=alt.Axis(labelAngle=0))
    base = alt.Chart(rows(values))
    bars = base.mark_bar(size=44).encode(
        x=across,
        y=alt.Y("share:Q", title="占（一）至（六）之和", axis=alt.Axis(format="%"), stack="zero"),
        color=alt.Color("outcome:N", scale=colors, title=None, sort=list(OUTCOMES.values())),
        order="order:O",
        tooltip=["year:N", "outcome:N", "count:Q", alt.Tooltip("share:Q", format=".1%")],
    )
    words = base.mark_text(fontSize=12).encode(
        x=across, y="middle:Q", text="text:N", color=alt.Color("ink:N", scale=None)
    )
    heads = alt.Chart(rows(totals)).mark_text(fontSize=12, color=INK, dy=-9)
    over = heads.encode(x=across, y="top:Q", text="text:N")
    gaps = [f"{year} 年（没有报告）" for year in series.gaps]
    remark = f"未画出：{'、'.join(gaps + missing)}" if gaps or missing else ""
    chart = alt.layer(bars, words, over).properties(width=max(240, 80 * len(years)), height=320)
    if wrong:
        remark += f"{'；' if remark else ''}{'、'.join(wrong)}的（七）总计与各项之和不符"
    return dressed(chart, f"{series.agency or '机关不详'}：各年申请办理结果", remark)


def carry_over(report: AnnualReport | RawReport) -> altair.LayerChart:
    """How the requests of a year were worked off: 上年结转 and 本年新收 up, outcomes down, 结转下年度 left.

    Raises:
        ValueError: A figure it needs is not there: the steps would not add up.
    """
    alt = load_altair()
    raw = RawReport.of(report)
    sums = outcome_sums(raw)
    ends = {name: group_sum(raw, name, "total") for name in ("carried_in", "received", "carried_over")}
    carried_in, received, left = ends["carried_in"], ends["received"], ends["carried_over"]
    if sums is None or carried_in is None or received is None or left is None:
        raise ValueError(
            "总计一列有的格没有数字，画不出 / cells of the column 总计 have no figure: nothing can be drawn"
        )
    steps = [("上年结转", carried_in, "up"), ("本年新收", received, "up")]
    steps += [(OUTCOMES[group], -count, "down") for group, count in sums.items()]
    values: list[dict[str, Any]] = []
    level = 0
    for name, change, way in steps:
        values.append(
            {
                "name": name, "from": level, "to": level + change, "way": way,
                "text": f"{change:+d}" if change else "0", "top": max(level, level + change),
            }
        )  # fmt: skip
        level += change
    values.append(
        {"name": "结转下年度", "from": 0, "to": left, "way": "left", "text": str(left), "top": left}
    )
    order = [value["name"] for value in values]
    across = alt.X("name:N", sort=order, title=None, axis=alt.Axis(labelAngle=0))
    colors = alt.Scale(domain=["up", "down", "left"], range=[PALETTE[0], PALETTE[1], PALETTE[2]])
    base = alt.Chart(rows(values))
    bars = base.mark_bar(size=46).encode(
        x=across,
        y=alt.Y("from:Q", title="件"),
        y2="to:Q",
        color=alt.Color("way:N", scale=colors, legend=None),
        tooltip=["name:N", "text:N"],
    )
    words = base.mark_text(dy=-8, fontSize=12, color=INK).encode(x=across, y="top:Q", text="text:N")
    chart = alt.layer(bars, words).properties(width=72 * len(values), height=320)
    remark = "" if level == left else f"表中结转 {left} 件，按各项推算应为 {level} 件：勾稽关系不成立"
    return dressed(chart, f"{whose(raw)}申请的办理与结转", remark)
