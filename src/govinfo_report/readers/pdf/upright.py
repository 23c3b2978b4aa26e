"""A page turned upright: in the direction in which most of its text runs, from its visible corner."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from attrs import evolve

from govinfo_report.readers.pdf.page import Box, Char, Page, Rule

__all__ = ["is_straight", "turned_back", "upright"]

_NEAR = 3
"""Degrees by which text may be off a right angle."""

_Point = tuple[float, float]
#: Quarter turn of the text → where a point comes to stand when the page is turned back.
_SPINS: dict[int, Callable[[float, float], _Point]] = {
    0: lambda x, y: (x, y),
    1: lambda x, y: (y, -x),
    2: lambda x, y: (-x, -y),
    3: lambda x, y: (-y, x),
}


def upright(page: Page, visible: Box) -> Page:
    """The page in upright coordinates that begin at the lower left corner of its visible part.

    How a file says that a page is to be turned is no matter: a page drawn sideways and turned back by the
    viewer has its text turned; one that is drawn as usual and turned by the viewer is read as it is drawn.
    """
    turn = _quarter_turn(page.chars)
    spin = _SPINS[turn]
    corner = _turned(spin, visible)
    low = corner.bottom
    if turn == 0 and low == 0:
        return evolve(page, height=corner.height)

    def box(one: Box) -> Box:
        there = _turned(spin, one)
        return Box(there.left, there.bottom - low, there.right, there.top - low)

    return evolve(
        page,
        height=corner.height,
        chars=tuple(_char(char, box(char.box), turn) for char in page.chars),
        rules=tuple(_rule(spin, rule, low) for rule in page.rules),
        dashes=tuple(_rule(spin, rule, low) for rule in page.dashes),
        shades=tuple(box(shade) for shade in page.shades),
        marks=tuple(evolve(mark, box=box(mark.box)) for mark in page.marks),
    )


def turned_back(box: Box, quarter: int) -> Box:
    """A box where it stands when text turned by so many quarters, counterclockwise, is turned back."""
    return _turned(_SPINS[quarter], box)


def _quarter_turn(chars: Sequence[Char]) -> int:
    """The quarter turns, counterclockwise, of most text."""
    quarters: Counter[int] = Counter()
    for turned, times in Counter(char.turned for char in chars).items():
        if is_straight(turned):
            quarters[round(turned / 90) % 4] += times
    return quarters.most_common(1)[0][0] if quarters else 0


def is_straight(turned: int) -> bool:
    """Whether text turned by so many degrees stands at a right angle to the page, or nearly so."""
    return min(turned % 90, 90 - turned % 90) <= _NEAR


def _turned(spin: Callable[[float, float], _Point], box: Box) -> Box:
    (x0, y0), (x1, y1) = spin(box.left, box.bottom), spin(box.right, box.top)
    return Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _char(char: Char, box: Box, turn: int) -> Char:
    return evolve(
        char,
        left=box.left,
        bottom=box.bottom,
        right=box.right,
        top=box.top,
        turned=(char.turned - 90 * turn) % 360,
    )


def _rule(spin: Callable[[float, float], _Point], rule: Rule, low: float) -> Rule:
    (x0, y0), (x1, y1) = (
        spin(*end)
        for end in (
            ((rule.at, rule.start), (rule.at, rule.end))
            if rule.upright
            else ((rule.start, rule.at), (rule.end, rule.at))
        )
    )
    if abs(x1 - x0) < abs(y1 - y0):
        return Rule(True, x0, min(y0, y1) - low, max(y0, y1) - low)
    return Rule(False, y0 - low, min(x0, x1), max(x0, x1))
