"""How a page's characters are printed: struck through, white on white, or not at all.

A text layer keeps characters that nobody sees. Here each gets the typography that the eye would find,
so that no figure is read which the page does not show.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from attrs import evolve

from govinfo_report.readers.pdf.page import Char, Ink, Page, Rule
from govinfo_report.readers.typography import Typography

__all__ = ["UNSEEN", "as_seen"]

UNSEEN = "\ufffd"
"""Stands for a digit drawn in white where nothing shows what is behind it: no figure contains it."""
_MIDDLE = 0.3, 0.7
"""Parts of a character's height between which a line strikes it out; beneath, it is underlined."""
_OVERHANG = 0.6
"""Parts of a character's height by which a stroke through a word is longer at each end."""
_NEAR = 0.5
"""Parts of a character's height between two characters of a word."""


def as_seen(page: Page) -> Page:
    """The page with what the eye finds: no text without ink, no white digits, struck characters as such.

    A text without ink is what a program recognised in a scan: a guess, and no reading.
    """
    chars = [_white(char, page) for char in page.chars if char.ink is not Ink.NONE]
    strokes: set[Rule] = set()
    struck: set[int] = set()
    for rule, places in _crossed(chars, (*page.rules, *page.dashes)):
        strokes.add(rule)
        struck.update(places)
    if struck:
        chars = [
            evolve(char, printed=Typography(struck=True)) if place in struck else char
            for place, char in enumerate(chars)
        ]
    rules = tuple(rule for rule in page.rules if rule not in strokes) if strokes else page.rules
    return evolve(page, chars=tuple(chars), rules=rules)


def _white(char: Char, page: Page) -> Char:
    if char.ink is not Ink.WHITE or not char.text.isdigit():
        return char
    behind = any(box.holds(char.x, char.y) for box in (*page.shades, *page.pictures))
    return char if behind else evolve(char, text=UNSEEN)


def _crossed(chars: Sequence[Char], rules: Sequence[Rule]) -> Iterator[tuple[Rule, list[int]]]:
    """The lines that strike out words, and the places of the characters they go through."""
    order = sorted(range(len(chars)), key=lambda place: chars[place].y)
    heights = [chars[place].y for place in order]
    tallest = max((char.top - char.bottom for char in chars), default=0.0)
    for rule in rules:
        if rule.upright:
            continue
        low = bisect_left(heights, rule.at - tallest / 2)
        high = bisect_right(heights, rule.at + tallest / 2)
        found = [place for place in order[low:high] if _goes_through(rule, chars[place])]
        through = sorted(found, key=lambda place: (chars[place].left, place))
        if through and _fits(rule, [chars[place] for place in through]):
            yield rule, through


def _goes_through(rule: Rule, char: Char) -> bool:
    if not rule.start <= char.x <= rule.end:
        return False
    low, high = _MIDDLE
    return low < (rule.at - char.bottom) / (char.top - char.bottom or 1.0) < high


def _fits(rule: Rule, through: Sequence[Char]) -> bool:
    """Whether a line is as long as the characters it goes through, and these stand side by side."""
    height = max(char.top - char.bottom for char in through)
    over = _OVERHANG * height
    if rule.start < through[0].left - over or rule.end > through[-1].right + over:
        return False
    return all(after.left - before.right < _NEAR * height for before, after in pairwise(through))
