"""The edges of a page's tables: lines, in whatever pieces they are drawn, and where lines end together."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from operator import attrgetter
from statistics import median
from typing import TypeVar

from attrs import frozen

from govinfo_report.readers.pdf.page import Box, Char, Rule

__all__ = ["AT", "DOT", "Tolerances", "drawn_through", "edges_of", "edges_of_shades", "together"]

_T = TypeVar("_T")
AT: Callable[[Rule], float] = attrgetter("at")

DOT = 1.5
"""What is no wider and no higher than this, in points, is a piece of a dotted line, of either direction."""
_FEWEST = 2
"""A table ends where so many level lines do, more upright ones, or an upright one that crosses so many."""
_SMALLEST_SHADE = 0.9
"""Part of the size of the text that the ground of a cell is high and wide at least."""
_FEWEST_SHADES = 4
"""Fewer shapes are no cells."""
_MOST_SHADES = 800
"""More of them are a drawing."""
_MOST_OF_A_SHADE = 0.8
"""A shape of which more than this part lies in another lies on it."""
_GROUND = 1.5
"""A shape so many times larger than another that lies in it is the ground of it."""


@frozen
class Tolerances:
    """What is near on a page, in points, as parts of the size of its text.

    Attributes:
        size: Height of the text, in points.
        apart: Part of it by which what is at one place may be apart.
    """

    size: float
    apart: float = 0.25

    @classmethod
    def of(cls, chars: Sequence[Char]) -> Tolerances:
        """Those of a page with these characters."""
        return cls(median([char.top - char.bottom for char in chars]) if chars else 0.0)

    @property
    def same(self) -> float:
        """Pieces of one line are off it by no more than this."""
        return 0.03 * self.size

    @property
    def near(self) -> float:
        """Lines nearer than this are one line; ends nearer than this touch."""
        return self.apart * self.size

    @property
    def dots(self) -> float:
        """Pieces of a line may stand so far apart: dots, dashes, borders of cells."""
        return 0.45 * self.size

    @property
    def short(self) -> float:
        """A line shorter than this, its pieces joined, is no edge of a table."""
        return 0.8 * self.size

    @property
    def thin(self) -> float:
        """Level lines nearer than this leave no room for text, and are one line."""
        return max(0.4, self.apart) * self.size

    @property
    def row(self) -> float:
        """Between level lines nearer than this there is no row."""
        return self.size

    @property
    def column(self) -> float:
        """Between upright lines nearer than this there is no column."""
        return 0.6 * self.size


def edges_of(rules: Sequence[Rule], near: Tolerances) -> list[Rule]:
    """The edges that the lines of a page are, and those that they leave open.

    Where a page ends within a table, a browser draws no line across; the upright lines go on to the end
    of the last row. Where a table has no line at its side, the level lines end there.
    """
    edges = list(rules)
    edges += _open_ends(edges, near, across=False)
    edges += _open_ends(edges, near, across=True)
    return edges


def edges_of_shades(shades: Sequence[Box], near: Tolerances) -> list[Rule]:
    """The edges of cells that are told by their grounds: the sides of shapes that stand side by side.

    What holds several others is the ground of a table. Rows that are shaded by turns show no cells.
    """
    size = _SMALLEST_SHADE * near.size
    boxes = list(dict.fromkeys(box for box in shades if min(box.width, box.height) >= size))
    if len(boxes) > _MOST_SHADES:
        return []
    boxes = [box for box in boxes if sum(_lies_under(box, other) for other in boxes) < _FEWEST]
    if len(boxes) < _FEWEST_SHADES or median(_gaps(boxes) or [math.inf]) > near.near:
        return []
    sides = [
        side
        for box in boxes
        for side in (
            Rule(False, box.bottom, box.left, box.right),
            Rule(False, box.top, box.left, box.right),
            Rule(True, box.left, box.bottom, box.top),
            Rule(True, box.right, box.bottom, box.top),
        )
    ]
    return drawn_through(sides, near)


def _lies_under(box: Box, other: Box) -> bool:
    """Whether a shape is the ground of a smaller one."""
    larger = box.width * box.height > _GROUND * other.width * other.height
    return larger and other.lies_in(box) > _MOST_OF_A_SHADE


def _gaps(boxes: Iterable[Box]) -> list[float]:
    """The gaps between shapes that stand below each other."""
    columns: dict[int, list[Box]] = {}
    for box in boxes:
        columns.setdefault(round(box.left), []).append(box)
    return [
        upper.bottom - lower.top
        for column in columns.values()
        for lower, upper in pairwise(sorted(column, key=lambda box: box.bottom))
    ]


def drawn_through(pieces: Iterable[Rule], near: Tolerances) -> list[Rule]:
    """The lines that pieces make: dots, dashes, the borders of single cells.

    Pieces of one line first: a dot is one of a level line and of an upright one. Dots left alone are none.
    """
    lines = [line for line in _at_one_place(pieces, near.same, near) if line.end - line.start > DOT]
    return list(_at_one_place(lines, near.near, near))


def _at_one_place(lines: Iterable[Rule], apart: float, near: Tolerances) -> Iterator[Rule]:
    """Lines no farther apart than so much, each stretch of them as one."""
    every = list(lines)
    for upright in (False, True):
        for cluster in together((line for line in every if line.upright is upright), AT, apart):
            at = sum(map(AT, cluster)) / len(cluster)
            for start, end in _joined(((line.start, line.end) for line in cluster), near.dots):
                yield Rule(upright, at, start, end)


def _joined(pieces: Iterable[tuple[float, float]], gap: float) -> Iterator[tuple[float, float]]:
    """Stretches of a line, those no farther apart than a gap as one."""
    ordered = sorted(pieces)
    start, end = ordered[0]
    for first, last in ordered[1:]:
        if first > end + gap:
            yield start, end
            start, end = first, last
        end = max(end, last)
    yield start, end


def _open_ends(edges: Sequence[Rule], near: Tolerances, *, across: bool) -> list[Rule]:
    """The edges that are not drawn at the ends of lines.

    Args:
        edges: Those that are drawn.
        near: What is near.
        across: Whether upright edges are looked for, at the ends of level lines, or level ones.
    """
    lines = [edge for edge in edges if edge.upright is not across]
    others = [edge for edge in edges if edge.upright is across]
    found: list[Rule] = []
    for ends in ([line.start for line in lines], [line.end for line in lines]):
        for group in together(range(len(ends)), ends.__getitem__, near.near):
            at = sum(ends[index] for index in group) / len(group)
            for run in _runs([lines[index] for index in group], others if across else None, near):
                edge = _side(run, at) if across else _foot(run, at, _crossed(run, others, near))
                if edge is not None and not any(_closes(other, edge, near) for other in others):
                    found.append(edge)
    return found


def _side(run: Sequence[Rule], at: float) -> Rule | None:
    """The upright edge at the ends of level lines, from the lowest to the highest."""
    return Rule(True, at, run[0].at, run[-1].at) if len(run) >= _FEWEST else None


def _foot(run: Sequence[Rule], at: float, crossed: Sequence[Rule]) -> Rule | None:
    """The level edge at the ends of upright lines, as long as the longest of those that they cross."""
    if len(run) <= _FEWEST and len(crossed) < _FEWEST:
        return None
    lines = crossed or [Rule(False, at, run[0].at, run[-1].at)]
    return Rule(False, at, min(line.start for line in lines), max(line.end for line in lines))


def together(things: Iterable[_T], at: Callable[[_T], float], near: float) -> Iterator[list[_T]]:
    """Groups of things in order, each no farther from the one before it than what is near."""
    group: list[_T] = []
    for thing in sorted(things, key=at):
        if group and at(thing) - at(group[-1]) > near:
            yield group
            group = []
        group.append(thing)
    if group:
        yield group


def _runs(lines: Iterable[Rule], others: Sequence[Rule] | None, near: Tolerances) -> Iterator[list[Rule]]:
    """Lines that end together, in order; those of two tables apart, between which no other line goes on."""
    run: list[Rule] = []
    for line in sorted(lines, key=lambda line: line.at):
        if (
            run
            and others is not None
            and not any(
                other.start <= run[-1].at + near.near and other.end >= line.at - near.near for other in others
            )
        ):
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _crossed(run: Sequence[Rule], others: Iterable[Rule], near: Tolerances) -> list[Rule]:
    """The lines of the other direction that some lines cross."""
    return [
        other
        for other in others
        if any(
            line.start - near.near <= other.at <= line.end + near.near
            and other.start - near.near <= line.at <= other.end + near.near
            for line in run
        )
    ]


def _closes(line: Rule, edge: Rule, near: Tolerances) -> bool:
    """Whether a line stands so near to an edge that no row, or no column, is between."""
    apart = max(near.near, near.column if edge.upright else near.row)
    return abs(line.at - edge.at) <= apart and line.start < edge.end and line.end > edge.start
