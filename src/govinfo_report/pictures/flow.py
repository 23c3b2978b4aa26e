"""Where requests went: from the kinds of applicants to the outcomes, a band a combination."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from govinfo_report.model import AnnualReport
from govinfo_report.pictures.figures import APPLICANTS, group_sum
from govinfo_report.pictures.look import (
    GREY,
    INK,
    OUTCOMES,
    PALETTE,
    dressed,
    load_altair,
    rows,
    whose,
)
from govinfo_report.raw import RawReport

if TYPE_CHECKING:
    import altair

__all__ = ["flow"]

_STEPS = 24
_GAP = 0.03
"""Share of the height between two bars of a side."""
_LEFT, _RIGHT, _BAR = 0.0, 1.0, 0.02
_TARGETS = {**OUTCOMES, "carried_over": "结转下年度"}
_MOST = max(len(APPLICANTS), len(_TARGETS))
"""Bars of the fuller side: both sides have one scale, so that a band is as high where it ends."""


def flow(report: AnnualReport | RawReport) -> altair.LayerChart:
    """Requests of the year and those carried in, by applicant, to what became of them.

    The height of a band is its number of requests (件). Cells without a figure are left out, and the
    picture says how many.
    """
    raw = RawReport.of(report)
    links: dict[tuple[str, str], int] = {}
    unknown = 0
    for applicant in APPLICANTS:
        for target in _TARGETS:
            count = group_sum(raw, target, applicant)
            unknown += count is None
            if count:
                links[applicant, target] = count
    remark = f"共 {sum(links.values())} 件（各项办理结果和结转下年度）"
    received, carried_in = (group_sum(raw, group, "total") for group in ("received", "carried_in"))
    if received is not None and carried_in is not None and not unknown:
        begun = received + carried_in
        if begun != sum(links.values()):
            remark += f"；表中新收和上年结转 {begun} 件：勾稽关系不成立"
    if unknown:
        remark += f"；有 {unknown} 组数字不全，未画出"
    title = f"{whose(raw)}政府信息公开申请的去向"
    if not links:
        alt = load_altair()
        words = alt.Chart(rows([{"text": "没有申请，或没有可画的数字"}])).mark_text(fontSize=16, color=GREY)
        return dressed(
            alt.layer(words.encode(text="text:N")).properties(width=640, height=120), title, remark
        )
    return dressed(_drawn(links), title, remark)


def _drawn(links: Mapping[tuple[str, str], int]) -> altair.LayerChart:
    alt = load_altair()
    left = _stacked(APPLICANTS, {key: _out(links, key) for key in APPLICANTS})
    right = _stacked(_TARGETS, {key: _into(links, key) for key in _TARGETS})
    colors = alt.Scale(domain=list(APPLICANTS.values()), range=list(PALETTE[: len(APPLICANTS)]))
    bands = (
        alt.Chart(rows(_bands(links, left, right)))
        .mark_area(opacity=0.55, line=False)
        .encode(
            x=alt.X("x:Q", axis=None, scale=alt.Scale(domain=[-0.25, 1.25])),
            y=alt.Y("top:Q", axis=None, scale=alt.Scale(domain=[1, 0])),
            y2="bottom:Q",
            color=alt.Color("applicant:N", scale=colors, legend=None),
            detail="link:N",
            tooltip=["applicant:N", "outcome:N", "count:Q"],
        )
    )
    bars = [
        {"x": x, "x2": x + _BAR, "top": top, "bottom": bottom}
        for x, side in ((_LEFT - _BAR, left), (_RIGHT, right))
        for top, bottom in side.values()
    ]
    marks = alt.Chart(rows(bars)).mark_rect(color=INK).encode(x="x:Q", x2="x2:Q", y="top:Q", y2="bottom:Q")
    here = _labels(left, APPLICANTS, {key: _out(links, key) for key in left}, _LEFT - 2 * _BAR)
    there = _labels(right, _TARGETS, {key: _into(links, key) for key in right}, _RIGHT + 2 * _BAR)
    texts = [
        alt.Chart(rows(words))
        .mark_text(align=align, fontSize=13, color=INK)
        .encode(x="x:Q", y="y:Q", text="text:N")
        for words, align in ((here, "right"), (there, "left"))
    ]
    drawn: altair.LayerChart = alt.layer(bands, marks, *texts).properties(width=640, height=420)
    return drawn


def _out(links: Mapping[tuple[str, str], int], applicant: str) -> int:
    return sum(count for (source, _), count in links.items() if source == applicant)


def _into(links: Mapping[tuple[str, str], int], target: str) -> int:
    return sum(count for (_, goal), count in links.items() if goal == target)


def _stacked(names: Mapping[str, str], sizes: Mapping[str, int]) -> dict[str, tuple[float, float]]:
    """Where each bar of a side begins and ends, from 0 at the top to 1; bars of nothing are left out."""
    shown = [name for name in names if sizes[name]]
    scale = (1 - _GAP * (_MOST - 1)) / sum(sizes.values())
    free = 1 - sum(sizes[name] * scale for name in shown) - _GAP * (len(shown) - 1)
    places: dict[str, tuple[float, float]] = {}
    top = free / 2
    for name in shown:
        places[name] = (top, top + sizes[name] * scale)
        top = places[name][1] + _GAP
    return places


def _bands(
    links: Mapping[tuple[str, str], int],
    left: Mapping[str, tuple[float, float]],
    right: Mapping[str, tuple[float, float]],
) -> list[dict[str, Any]]:
    scale = {key: (end - start) / _out(links, key) for key, (start, end) in left.items()}
    starts = {key: start for key, (start, _) in left.items()}
    goals = {key: start for key, (start, _) in right.items()}
    points: list[dict[str, Any]] = []
    for (applicant, target), count in links.items():
        height = count * scale[applicant]
        begin, end = starts[applicant], goals[target]
        starts[applicant] += height
        goals[target] += height
        for step in range(_STEPS + 1):
            along = step / _STEPS
            eased = along * along * (3 - 2 * along)  # leaves and arrives level
            top = begin + (end - begin) * eased
            points.append(
                {
                    "x": _LEFT + (_RIGHT - _LEFT) * along,
                    "top": top,
                    "bottom": top + height,
                    "link": f"{applicant} {target}",
                    "applicant": APPLICANTS[applicant],
                    "outcome": _TARGETS[target],
                    "count": count,
                }
            )
    return points


def _labels(
    side: Mapping[str, tuple[float, float]], names: Mapping[str, str], sizes: Mapping[str, int], x: float
) -> list[dict[str, Any]]:
    return [
        {"x": x, "y": (top + bottom) / 2, "text": f"{names[key]} {sizes[key]}"}
        for key, (top, bottom) in side.items()
    ]
