"""The edges of a page's tables: lines, in whatever pieces they are drawn, and where lines end together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from statistics import median

from attrs import frozen

from govinfo_report.readers.pdf.page import Char, Rule

__all__ = ["Tolerances", "drawn_through", "edges_of"]

_FEWEST = 2
"""A table ends where so many level lines do, more upright ones, or an upright one that crosses so many."""


@frozen
class Tolerances:
    """What is near on a page, in points, as parts of the size of its text.

    Attributes:
        size: Height of the text, in points.
    """

    size: float

    @classmethod
    def of(cls, chars: Sequence[Char]) -> Tolerances:
        """Those of a page with these characters."""
        return cls(median(char.top - char.bottom for char in chars) if chars else 0.0)

    @property
    def same(self) -> float:
        """Pieces of one line are off it by no more than this."""
        return 0.03 * self.size

    @property
    def near(self) -> float:
        """Lines nearer than this are one line; ends nearer than this touch."""
        return 0.25 * self.size

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
        return 0.4 * self.size

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


def drawn_through(pieces: Iterable[Rule], near: Tolerances) -> list[Rule]:
    """The lines that pieces make: dots, dashes, the borders of single cells.

    Pieces of one line first: a dot is one of a level line and of an upright one. Dots left alone are none.
    """
    lines = [line for line in _at_one_place(pieces, near.same, near) if line.end - line.start > near.near]
    return list(_at_one_place(lines, near.near, near))


def _at_one_place(lines: Iterable[Rule], apart: float, near: Tolerances) -> Iterator[Rule]:
    """Lines no farther apart than so much, each stretch of them as one."""
    clusters: list[list[Rule]] = []
    for line in sorted(lines, key=lambda line: (line.upright, line.at)):
        if clusters and clusters[-1][-1].upright is line.upright and line.at - clusters[-1][-1].at <= apart:
            clusters[-1].append(line)
        else:
            clusters.append([line])
    for cluster in clusters:
        at = sum(line.at for line in cluster) / len(cluster)
        for start, end in _joined(((line.start, line.end) for line in cluster), near.dots):
            yield Rule(cluster[0].upright, at, start, end)


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
        for group in _together(ends, near.near):
            at = sum(ends[index] for index in group) / len(group)
            for run in _runs([lines[index] for index in group], others if across else None, near):
                crossed = _crossed(run, others, near)
                edge = Rule(across, at, run[0].at, run[-1].at)
                if not across and crossed:
                    edge = Rule(
                        across, at, min(line.start for line in crossed), max(line.end for line in crossed)
                    )
                enough = len(run) >= _FEWEST if across else len(run) > _FEWEST or len(crossed) >= _FEWEST
                if enough and not any(_closes(other, edge, near) for other in others):
                    found.append(edge)
    return found


def _together(ends: Sequence[float], near: float) -> Iterator[list[int]]:
    """The indices of ends that are at one place."""
    group: list[int] = []
    for index in sorted(range(len(ends)), key=ends.__getitem__):
        if group and ends[index] - ends[group[-1]] > near:
            yield group
            group = []
        group.append(index)
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
