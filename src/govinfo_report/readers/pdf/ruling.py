"""Tables out of ruled lines: what the lines enclose is a cell, what no line divides is one cell."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from attrs import define, field, frozen

from govinfo_report.readers.pdf.page import Char, Page, Rule
from govinfo_report.readers.pdf.text import text_of

__all__ = ["RuledCell", "RuledTable", "tables_of"]

_NEAR = 2.5
"""Lines nearer than this, in points, are one line; ends nearer than this touch."""
_FEWEST = 2
"""A table has at least so many lines of each kind."""


@frozen
class RuledCell:
    """A cell: its place in the table, and its text, lines divided by line breaks."""

    row: int
    column: int
    rowspan: int
    colspan: int
    text: str


@frozen
class RuledTable:
    """A table of a page.

    Attributes:
        page: Number of the page.
        columns: x of the lines between its columns, both edges included.
        top: y of its upper edge.
        bottom: y of its lower edge.
        rows: Number of rows.
        cells: Its cells, those without text included.
    """

    page: int
    columns: tuple[float, ...]
    top: float
    bottom: float
    rows: int
    cells: tuple[RuledCell, ...]

    def holds(self, char: Char) -> bool:
        """Whether a character stands in it."""
        return self.columns[0] <= char.x <= self.columns[-1] and self.bottom <= char.y <= self.top


def tables_of(page: Page) -> list[RuledTable]:
    """The tables of a page, from top to bottom."""
    found = [_table(page, group) for group in _touching(_drawn_through(page.rules))]
    return sorted((table for table in found if table is not None), key=lambda table: -table.top)


def _drawn_through(rules: Sequence[Rule]) -> list[Rule]:
    """The lines that pieces make: a browser draws the border of each cell for itself."""
    clusters: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda rule: (rule.upright, rule.at)):
        near = (
            clusters and clusters[-1][-1].upright is rule.upright and rule.at - clusters[-1][-1].at <= _NEAR
        )
        if near:
            clusters[-1].append(rule)
        else:
            clusters.append([rule])
    lines: list[Rule] = []
    for cluster in clusters:
        at = sum(rule.at for rule in cluster) / len(cluster)
        pieces = sorted((rule.start, rule.end) for rule in cluster)
        start, end = pieces[0]
        for first, last in pieces[1:]:
            if first > end + _NEAR:
                lines.append(Rule(cluster[0].upright, at, start, end))
                start, end = first, last
            end = max(end, last)
        lines.append(Rule(cluster[0].upright, at, start, end))
    return lines


def _touching(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Groups of lines that touch each other."""
    level = [rule for rule in rules if not rule.upright]
    upright = [rule for rule in rules if rule.upright]
    groups = _Groups(len(level) + len(upright))
    for index, across in enumerate(level):
        for other, down in enumerate(upright, start=len(level)):
            if (
                across.start - _NEAR <= down.at <= across.end + _NEAR
                and down.start - _NEAR <= across.at <= down.end + _NEAR
            ):
                groups.join(index, other)
    return [[(level + upright)[index] for index in members] for members in groups.members()]


@define
class _Groups:
    """Disjoint sets."""

    size: int
    parent: list[int] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.parent = list(range(self.size))

    def find(self, index: int) -> int:
        while self.parent[index] != index:
            self.parent[index] = self.parent[self.parent[index]]
            index = self.parent[index]
        return index

    def join(self, one: int, other: int) -> None:
        self.parent[self.find(one)] = self.find(other)

    def members(self) -> list[list[int]]:
        found: dict[int, list[int]] = {}
        for index in range(self.size):
            found.setdefault(self.find(index), []).append(index)
        return list(found.values())


def _positions(values: Iterable[float]) -> list[float]:
    """Positions of lines, each group of near ones by its mean."""
    groups: list[list[float]] = []
    for value in sorted(values):
        if groups and value - groups[-1][-1] <= _NEAR:
            groups[-1].append(value)
        else:
            groups.append([value])
    return [sum(group) / len(group) for group in groups]


def _table(page: Page, rules: Sequence[Rule]) -> RuledTable | None:
    upright = [rule for rule in rules if rule.upright]
    level = [rule for rule in rules if not rule.upright]
    xs, ys = _positions(rule.at for rule in upright), _positions(rule.at for rule in level)
    if len(xs) < _FEWEST or len(ys) < _FEWEST:
        return None
    ys.reverse()
    rows, columns = len(ys) - 1, len(xs) - 1
    groups = _Groups(rows * columns)
    for row in range(rows):
        middle = (ys[row] + ys[row + 1]) / 2
        for column in range(columns):
            if column + 1 < columns and not _drawn(upright, xs[column + 1], middle):
                groups.join(row * columns + column, row * columns + column + 1)
            across = (xs[column] + xs[column + 1]) / 2
            if row + 1 < rows and not _drawn(level, ys[row + 1], across):
                groups.join(row * columns + column, (row + 1) * columns + column)
    texts: dict[int, list[Char]] = {}
    for char in page.chars:
        if xs[0] <= char.x <= xs[-1] and ys[-1] <= char.y <= ys[0]:
            column = min(bisect_right(xs, char.x) - 1, columns - 1)
            row = min(bisect_right([-y for y in ys], -char.y) - 1, rows - 1)
            texts.setdefault(groups.find(row * columns + column), []).append(char)
    edges = [_drawn(upright, xs[-1], (ys[row] + ys[row + 1]) / 2) for row in range(rows)]
    edge_as_a_rule = any(edges) and 2 * sum(edges) >= rows
    cells: list[RuledCell] = []
    for members in groups.members():
        places = [divmod(member, columns) for member in members]
        top, left = min(row for row, _ in places), min(column for _, column in places)
        bottom, right = max(row for row, _ in places), max(column for _, column in places)
        text = text_of(texts.get(groups.find(members[0]), []))
        if not text and edge_as_a_rule and right == columns - 1 and not any(edges[top : bottom + 1]):
            continue  # nothing encloses it: the row ends before
        cells.append(RuledCell(top, left, bottom - top + 1, right - left + 1, text))
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return RuledTable(page.number, tuple(xs), ys[0], ys[-1], rows, tuple(cells))


def _drawn(rules: Sequence[Rule], at: float, through: float) -> bool:
    """Whether a line is drawn at a position, past a point."""
    return any(
        abs(rule.at - at) <= _NEAR and rule.start - _NEAR <= through <= rule.end + _NEAR for rule in rules
    )
