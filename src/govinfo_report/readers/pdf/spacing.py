"""Gaps between digits that no space of the file tells: 1 0 is not 10, however the program moved on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from attrs import evolve

from govinfo_report.readers.pdf.page import Char

__all__ = ["with_gaps"]

_LEVEL = 0.1
"""Part of a character's height by which digits of one figure are off a line at most."""
_FARTHEST = 0.85
"""Parts of a character's height between the beginnings of digits; what is farther apart is no one word."""
_WIDER = 1.35
"""Times the pitch that is usual on the page; a space of the narrowest kind makes it two fifths wider."""


def with_gaps(chars: Sequence[Char]) -> tuple[Char, ...]:
    """The characters of a page; a digit farther from the one before it than digits here are is spaced."""
    pitches = dict(_pitches(chars))
    if not pitches:
        return tuple(chars)
    widest = _WIDER * median(pitches.values())
    return tuple(
        evolve(char, spaced=True) if pitches.get(place, 0.0) > widest else char
        for place, char in enumerate(chars)
    )


def _pitches(chars: Sequence[Char]) -> Iterator[tuple[int, float]]:
    """For each digit behind another of its size: how far they begin apart, in heights."""
    for place, (before, char) in enumerate(pairwise(chars), start=1):
        if not (
            before.text.isascii() and char.text.isascii() and before.text.isdigit() and char.text.isdigit()
        ):
            continue
        height = char.top - char.bottom
        level = abs(char.bottom - before.bottom) + abs(char.top - before.top) < _LEVEL * height
        if level and not char.turned and 0 < char.left - before.left < _FARTHEST * height:
            yield place, (char.left - before.left) / height
