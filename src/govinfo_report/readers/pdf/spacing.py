"""Gaps between digits that no space of the file tells: 1 0 is not 10, however the program moved on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
_FEWEST = 2
"""So many gaps, all of them wide, show a figure that is spaced out, and no space in it."""


def with_gaps(chars: Sequence[Char]) -> tuple[Char, ...]:
    """The characters of a page; a digit farther from the one before it than digits here are is spaced."""
    runs = list(_runs(chars))
    if not runs:
        return tuple(chars)
    widest = _WIDER * median(pitch for run in runs for pitch in run.values())
    wide = {
        place
        for run in runs
        for place, pitch in run.items()
        if pitch > widest and (len(run) < _FEWEST or min(run.values()) <= widest)
    }
    return tuple(evolve(char, spaced=True) if place in wide else char for place, char in enumerate(chars))


def _runs(chars: Sequence[Char]) -> Iterator[dict[int, float]]:
    """For each run of digits of one size, how far each begins from the one before it, in heights."""
    run: dict[int, float] = {}
    digits = [char.text.isdigit() and char.text.isascii() for char in chars]
    for place in range(1, len(chars)):
        before, char = chars[place - 1], chars[place]
        if digits[place] and digits[place - 1] and _are_of_one_figure(before, char):
            run[place] = (char.left - before.left) / (char.top - char.bottom)
        elif run:
            yield run
            run = {}
    if run:
        yield run


def _are_of_one_figure(one: Char, other: Char) -> bool:
    """Whether a digit stands right behind another, as large and at the same height."""
    if other.turned:
        return False
    height = other.top - other.bottom
    level = abs(other.bottom - one.bottom) + abs(other.top - one.top) < _LEVEL * height
    return level and 0 < other.left - one.left < _FARTHEST * height
