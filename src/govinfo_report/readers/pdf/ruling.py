"""Tables out of ruled lines: what the lines enclose is a cell, what no line divides is one cell."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from itertools import pairwise
from statistics import median

from attrs import define, evolve, field, frozen

from govinfo_report.raw import Doubt
from govinfo_report.raw.doubt import is_sign
from govinfo_report.readers.pdf.page import Box, Char, Mark, Page, Rule
from govinfo_report.readers.pdf.text import text_of

__all__ = ["RuledCell", "RuledTable", "tables_of"]

_NEAR = 2.5
"""Lines nearer than this, in points, are one line; ends nearer than this touch."""
_FEWEST = 2
"""A table has at least so many lines of each kind."""
_MOST_PLACES = 20_000
"""What has more is a drawing."""
_THIN = 0.4
"""Part of a character's height: lines nearer than this leave no room for text, and are one line."""
_MOST_OF_A_MARK = 0.6
"""A mark of which more than this part lies in a cell stands in it."""
_STROKE = 1.5
"""A mark narrower than this, in points, is a stroke."""
_LEVEL, _TOUCHING = 0.2, 0.72
"""Parts of an em that the middles of two digits of a figure are apart at most, across and along the line."""
_AS_HIGH = 0.4, 2.0
"""Parts of the height of a cell's characters between which something beside them may be a digit."""
_SIGN = 1.5
"""Times the height of the page's characters that a sign drawn with straight lines has at most."""
_HAIR = 0.25
"""Half the width of a line, in points."""
_OPEN = 3
"""Where so many upright lines end at one height, the table ends there, even if no line is drawn."""


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
    height = median(char.top - char.bottom for char in page.chars) if page.chars else 0.0
    thin = max(_NEAR, _THIN * height)
    rules = _drawn_through(page.rules)
    rules += _open_ends(rules, height)
    groups = _touching(rules)
    signs = [_extent(group) for group in groups if _is_sign(group, height)]
    page = evolve(page, marks=(*page.marks, *(Mark(sign, Doubt.DRAWING) for sign in signs)))
    found = [_table(page, group, thin) for group in groups if not _is_sign(group, height)]
    return sorted((table for table in found if table is not None), key=lambda table: -table.top)


def _extent(rules: Sequence[Rule]) -> Box:
    """The box of some lines."""
    xs = [x for rule in rules for x in ((rule.at, rule.at) if rule.upright else (rule.start, rule.end))]
    ys = [y for rule in rules for y in ((rule.start, rule.end) if rule.upright else (rule.at, rule.at))]
    return Box(min(xs) - _HAIR, min(ys) - _HAIR, max(xs) + _HAIR, max(ys) + _HAIR)


def _is_sign(rules: Sequence[Rule], height: float) -> bool:
    """Whether lines that touch are no table but a sign drawn with straight lines: a digit, a tick."""
    box = _extent(rules)
    return any(rule.upright for rule in rules) and max(box.width, box.height) < _SIGN * height


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


def _open_ends(rules: Sequence[Rule], height: float) -> list[Rule]:
    """The lines that are missing where a page ends within a table: a browser draws none at the break.

    The upright lines go on to the end of the last row; where they end together, and no line across is
    near, the row ends.
    """
    upright = [rule for rule in rules if rule.upright]
    found: list[Rule] = []
    for ends in ([rule.start for rule in upright], [rule.end for rule in upright]):
        groups: list[list[int]] = []
        for index in sorted(range(len(ends)), key=ends.__getitem__):
            if groups and ends[index] - ends[groups[-1][-1]] <= _NEAR:
                groups[-1].append(index)
            else:
                groups.append([index])
        for group in groups:
            at = sum(ends[index] for index in group) / len(group)
            places = [upright[index].at for index in group]
            across = Rule(False, at, min(places), max(places))
            if len(group) >= _OPEN and not any(_closes(rule, across, height) for rule in rules):
                found.append(across)
    return found


def _closes(rule: Rule, end: Rule, height: float) -> bool:
    """Whether a line across stands so near to the end of upright lines that no row is between."""
    near = abs(rule.at - end.at) <= max(_NEAR, height)
    return not rule.upright and near and rule.start < end.end and rule.end > end.start


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


def _settled(rules: Sequence[Rule], near: float) -> tuple[list[float], list[Rule]]:
    """Positions of lines, each group of near ones by its mean, and the lines moved there."""
    groups: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda rule: rule.at):
        if groups and rule.at - groups[-1][-1].at <= near:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    positions = [sum(rule.at for rule in group) / len(group) for group in groups]
    moved = [evolve(rule, at=at) for at, group in zip(positions, groups, strict=True) for rule in group]
    return positions, moved


def _table(page: Page, rules: Sequence[Rule], thin: float) -> RuledTable | None:
    xs, upright = _settled([rule for rule in rules if rule.upright], _NEAR)
    ys, level = _settled([rule for rule in rules if not rule.upright], thin)
    if len(xs) < _FEWEST or len(ys) < _FEWEST or len(xs) * len(ys) > _MOST_PLACES:
        return None
    ys.reverse()
    columns = len(xs) - 1
    bands = [[(upper + lower) / 2] for upper, lower in pairwise(ys)]
    while True:
        rows = len(bands)
        groups = _cells((xs, ys), bands, upright, level)
        texts = _texts(page, xs, ys, groups)
        idle = _parts_nothing(groups, texts.keys(), rows, columns)
        if idle is None:
            break
        bands[idle - 1] += bands[idle]
        del bands[idle], ys[idle]
    lines = _Lines.of(upright)
    edges = [any(lines.drawn(xs[-1], middle) for middle in band) for band in bands]
    edge_as_a_rule = any(edges) and 2 * sum(edges) >= rows
    cells: list[RuledCell] = []
    for members in groups.members():
        places = [divmod(member, columns) for member in members]
        top, left = min(row for row, _ in places), min(column for _, column in places)
        bottom, right = max(row for row, _ in places), max(column for _, column in places)
        text = text_of(texts.get(groups.find(members[0]), []))
        text += _thing_in(
            page.marks,
            Box(xs[left], ys[bottom + 1], xs[right + 1], ys[top]),
            texts.get(groups.find(members[0]), []),
        )
        if not text and edge_as_a_rule and right == columns - 1 and not any(edges[top : bottom + 1]):
            continue  # nothing encloses it: the row ends before
        cells.append(RuledCell(top, left, bottom - top + 1, right - left + 1, text))
    if len(cells) == 1 and not any(sign.isalpha() for sign in cells[0].text):
        return None  # a frame round a figure, which belongs to the table around it
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return RuledTable(page.number, tuple(xs), ys[0], ys[-1], rows, tuple(cells))


def _thing_in(marks: Sequence[Mark], cell: Box, chars: Sequence[Char]) -> str:
    """The sign of something that stands in a cell without text, or beside a figure and as high as it.

    Backgrounds and seals reach beyond a cell; a ring round a figure, and what stands in words, is decoration.
    """
    if any(char.text.isalpha() for char in chars):
        return ""
    inside = (mark for mark in marks if _stands_in(mark.box, cell))
    if not chars:
        return next((mark.doubt.sign for mark in inside), "")
    height = max(char.top - char.bottom for char in chars)
    low, high = _AS_HIGH
    for mark in inside:
        of_a_figure = low * height <= mark.box.height <= high * height and mark.doubt is not Doubt.HIDDEN
        if of_a_figure and not any(mark.box.holds(char.x, char.y) for char in chars):
            return mark.doubt.sign
    return ""


def _stands_in(mark: Box, cell: Box) -> bool:
    """Whether most of a mark lies in a cell; of a stroke all: the dots of a border lie at its edge."""
    if mark.width < _STROKE:
        inner = Box(cell.left + _NEAR, cell.bottom + _NEAR, cell.right - _NEAR, cell.top - _NEAR)
        return inner.holds(mark.left, mark.bottom) and inner.holds(mark.right, mark.top)
    return mark.lies_in(cell) > _MOST_OF_A_MARK


def _cells(
    edges: tuple[Sequence[float], Sequence[float]],
    bands: Sequence[Sequence[float]],
    upright: Sequence[Rule],
    level: Sequence[Rule],
) -> _Groups:
    """The places of a table, row by row, those that no line divides in one set.

    ``edges`` are the lines between columns and those between rows, the outer ones included; ``bands`` the
    heights within each row at which a line between columns may be drawn.
    """
    xs, ys = edges
    rows, columns = len(bands), len(xs) - 1
    groups = _Groups(rows * columns)
    lines, across_lines = _Lines.of(upright), _Lines.of(level)
    for row, band in enumerate(bands):
        for column in range(columns):
            if column + 1 < columns and not any(lines.drawn(xs[column + 1], middle) for middle in band):
                groups.join(row * columns + column, row * columns + column + 1)
            across = (xs[column] + xs[column + 1]) / 2
            if row + 1 < rows and not across_lines.drawn(ys[row + 1], across):
                groups.join(row * columns + column, (row + 1) * columns + column)
    return groups


def _texts(page: Page, xs: Sequence[float], ys: Sequence[float], groups: _Groups) -> dict[int, list[Char]]:
    """The characters of each cell that has some. Digits that touch over the edge of a cell are in doubt."""
    rows, columns = len(ys) - 1, len(xs) - 1
    texts: dict[int, list[Char]] = {}
    falling = [-y for y in ys]
    before: Char | None = None
    where = -1
    for char in page.chars:
        if not (xs[0] <= char.x <= xs[-1] and ys[-1] <= char.y <= ys[0]):
            if before is not None and where >= 0 and _touch(before, char):
                _spill(texts[where])
            before, where = char, -1
            continue
        column = min(bisect_right(xs, char.x) - 1, columns - 1)
        row = min(bisect_right(falling, -char.y) - 1, rows - 1)
        cell = groups.find(row * columns + column)
        texts.setdefault(cell, []).append(char)
        if cell != where and before is not None and _touch(before, char):
            _spill(texts[cell])
            if where >= 0:
                _spill(texts[where])
        before, where = char, cell
    return texts


def _touch(one: Char, other: Char) -> bool:
    """Whether two signs stand side by side as those of one figure do."""
    if not (_is_of_figure(one) and _is_of_figure(other)) or one.turned != other.turned:
        return False
    em = max(one.top - one.bottom, one.right - one.left)
    across, along = sorted((abs(one.x - other.x), abs(one.y - other.y)))
    return across < _LEVEL * em and along < _TOUCHING * em


def _is_of_figure(char: Char) -> bool:
    return char.text.isdigit() or char.text in ".," or is_sign(char.text)


def _spill(cell: list[Char]) -> None:
    """Put the last digit of a cell in doubt."""
    cell[-1] = evolve(cell[-1], text=Doubt.SPILLED.sign)


def _parts_nothing(groups: _Groups, printed: Collection[int], rows: int, columns: int) -> int | None:
    """A line across that parts no row from another: most cells go over it, all others are blank on one side.

    A browser ends the label of a group somewhere within its last row if a page break stands before that.
    """
    for row in range(1, rows):
        pairs = [
            (groups.find((row - 1) * columns + column), groups.find(row * columns + column))
            for column in range(columns)
        ]
        divided = [pair for pair in pairs if pair[0] != pair[1]]
        going_over = any(above == below and above in printed for above, below in pairs)
        if (
            divided
            and going_over
            and 2 * len(divided) <= columns
            and not any(above in printed and below in printed for above, below in divided)
        ):
            return row
    return None


@frozen
class _Lines:
    """Lines of one kind, by their positions."""

    rules: Sequence[Rule]
    positions: Sequence[float]

    @classmethod
    def of(cls, rules: Sequence[Rule]) -> _Lines:
        """Some lines, in any order."""
        ordered = sorted(rules, key=lambda rule: rule.at)
        return cls(ordered, [rule.at for rule in ordered])

    def drawn(self, at: float, through: float) -> bool:
        """Whether a line is drawn at a position, past a point."""
        near = self.rules[bisect_left(self.positions, at - _NEAR) : bisect_right(self.positions, at + _NEAR)]
        return any(rule.start - _NEAR <= through <= rule.end + _NEAR for rule in near)
