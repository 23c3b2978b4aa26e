"""What is struck out on a page: characters with a line through them.

A line through a word takes its figure back. Here such characters get the typography that the eye finds.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from attrs import evolve

from govinfo_report.document.typography import Typography
from govinfo_report.readers.pdf.page import Char, Page, Rule

__all__ = ["struck_out"]

_MIDDLE = 0.3, 0.7
"""Parts of a character's height between which a line strikes it out; beneath, it is underlined."""
_OVERHANG = 0.6
"""Parts of a character's height by which a stroke through a word is longer at each end."""
_NEAR = 0.5
"""Parts of a character's height between two characters of a word."""


def struck_out(page: Page) -> Page:
    """The page with the characters that lines strike out as such, and without these lines."""
    chars = list(page.chars)
    strokes: set[Rule] = set()
    struck: set[int] = set()
    for rule, places in _crossed(chars, (*page.rules, *page.dashes)):
        strokes.add(rule)
        struck.update(places)
    if not struck:
        return page
    return evolve(
        page,
        chars=tuple(
            evolve(char, printed=Typography(struck=True)) if place in struck else char
            for place, char in enumerate(chars)
        ),
        rules=tuple(rule for rule in page.rules if rule not in strokes),
    )


def _crossed(chars: Sequence[Char], rules: Sequence[Rule]) -> Iterator[tuple[Rule, list[int]]]:
    """The lines that strike out words, and the places of the characters they go through."""
    heights = [char.y for char in chars]
    order = sorted(range(len(chars)), key=heights.__getitem__)
    heights.sort()
    tallest = max([char.top - char.bottom for char in chars], default=0.0)
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
