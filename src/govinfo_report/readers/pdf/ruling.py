"""Tables out of ruled lines: what the lines enclose is a cell, what no line divides is one cell."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise

from attrs import define, evolve, field

from govinfo_report.form.evidence import every_label
from govinfo_report.raw import Doubt
from govinfo_report.raw.figures import figures_at_the_end, is_figure
from govinfo_report.readers.pdf.contents import chars_by_cell, is_full, is_wrapped, text_in
from govinfo_report.readers.pdf.edges import AT, Tolerances, edges_of, edges_of_shades, together
from govinfo_report.readers.pdf.page import Box, Char, Mark, Page, Rule
from govinfo_report.readers.pdf.ruled import RuledCell, RuledTable, outside
from govinfo_report.readers.pdf.text import text_of

__all__ = ["tables_of"]

_FEWEST = 2
"""A table has at least so many lines of each kind; so many figures do not stand in one cell."""
_MOST_PLACES = 20_000
"""What has more is a drawing."""
_SIGN = 1.5
"""Times the height of the page's characters that a sign drawn with straight lines has at most."""
_SIGNS = 8.0
"""Likewise of several beside each other that touch, the digits of a figure."""
_HAIR = 0.25
"""Half the width of a line, in points."""
_GAP = 0.5
"""Part of the size of the text that the grounds of two cells stand apart at most."""
_MOST_OF_A_SHADE = 0.6
"""A shape of which more than this part lies in a cell is its ground."""
_FEWEST_BESIDE = 2
"""Text beside so many rows of a table belongs to them: it has a side that no line shows."""


def tables_of(page: Page) -> list[RuledTable]:
    """The tables of a page whose cells lines part, from top to bottom.

    Where lines part only some of them, a frame for instance, or level lines alone, it is no ruled table.
    """
    near = Tolerances.of(page.chars)
    groups = _touching(edges_of(page.rules, near), near.near)
    signs = [group for group in groups if _is_sign(group, page, near.size)]
    page = evolve(page, marks=(*page.marks, *(Mark(_extent(sign), Doubt.DRAWING) for sign in signs)))
    drawn = [_table(page, group, near) for group in groups if group not in signs]
    found = [table for table in drawn if table is not None and not _is_coarse(table)]
    beside = outside(page.chars, found)
    found = [table for table in found if not _goes_on_beside(table, beside)]
    if len(found) < len(drawn) or not drawn:
        found += [table for table in _shaded(page) if not any(table.meets(other) for other in found)]
    whole = (
        evolve(table, cells=tuple(cell.unwrapped if cell.wrapped else cell for cell in table.cells))
        for table in found
    )
    return sorted(whole, key=lambda table: -table.top)


def _shaded(page: Page) -> Iterator[RuledTable]:
    """The tables of a page whose cells are told by their grounds."""
    near = evolve(Tolerances.of(page.chars), apart=_GAP)
    for group in _touching(edges_of_shades(page.shades, near), near.near):
        table = _table(page, group, near)
        if table is None or min(table.rows, len(table.columns) - 1) < _FEWEST:
            continue  # the grounds of a paragraph's lines
        if not _is_coarse(table) and _has_a_ground_each(table, page.shades):
            yield table


def _has_a_ground_each(table: RuledTable, shades: Sequence[Box]) -> bool:
    """Whether no cell with text goes over several shapes; else these are grounds of words."""
    for cell in table.cells:
        box = table.box_of(cell)
        inside = {shade for shade in shades if shade.lies_in(box) > _MOST_OF_A_SHADE}
        if cell.text and len(inside) > 1:
            return False
    return True


def _is_coarse(table: RuledTable) -> bool:
    """Whether cells hold what lines would part: several figures, or heads and the figures under them.

    One cell of ``1 0`` in a table is a figure with a space in it.
    """
    under_words = several = 0
    for cell in table.cells:
        lines = [line.split() for line in cell.text.split("\n")]
        several += sum(max(0, len(figures_at_the_end(line)) - 1) for line in lines)
        if several >= _FEWEST:
            return True
        alone = [len(line) == 1 and is_figure(line[0]) for line in lines]
        if sum(alone) > _FEWEST:
            return True
        under_words += sum(alone) if not alone[0] and alone[-1] else 0
    return under_words >= _FEWEST


def _goes_on_beside(table: RuledTable, chars: Iterable[Char]) -> bool:
    """Whether labels or figures among characters of no table stand beside several of this one's rows."""
    beside: dict[tuple[int, bool], list[Char]] = {}
    for char in chars:
        if table.bottom <= char.y <= table.top:
            side = bisect_left(table.heights, -char.y), char.x < table.columns[0]
            beside.setdefault(side, []).append(char)
    texts = {side: "".join(text_of(found).split()) for side, found in beside.items()}
    rows = {row for (row, _), text in texts.items() if is_figure(text) or every_label().is_whole(text)}
    return len(rows) >= _FEWEST_BESIDE


def _extent(rules: Sequence[Rule]) -> Box:
    """The box of some lines."""
    xs = [x for rule in rules for x in ((rule.at, rule.at) if rule.upright else (rule.start, rule.end))]
    ys = [y for rule in rules for y in ((rule.start, rule.end) if rule.upright else (rule.at, rule.at))]
    return Box(min(xs) - _HAIR, min(ys) - _HAIR, max(xs) + _HAIR, max(ys) + _HAIR)


def _is_sign(rules: Sequence[Rule], page: Page, height: float) -> bool:
    """Whether lines that touch are no table but signs drawn with straight lines: a digit, a tick, 337."""
    box = _extent(rules)
    if not any(rule.upright for rule in rules) or box.height >= _SIGN * height:
        return False
    if box.width < _SIGN * height:
        return True
    inside = (box.left < char.x < box.right and box.bottom < char.y < box.top for char in page.chars)
    return box.width < _SIGNS * height and not any(inside)


def _touching(rules: Sequence[Rule], near: float) -> list[list[Rule]]:
    """Groups of lines that touch each other."""
    level = [rule for rule in rules if not rule.upright]
    upright = [rule for rule in rules if rule.upright]
    groups = _Groups(len(level) + len(upright))
    for index, across in enumerate(level):
        for other, down in enumerate(upright, start=len(level)):
            if (
                across.start - near <= down.at <= across.end + near
                and down.start - near <= across.at <= down.end + near
            ):
                groups.join(index, other)
    return [[(level + upright)[index] for index in members] for members in groups.members().values()]


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

    def members(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for index in range(self.size):
            found.setdefault(self.find(index), []).append(index)
        return found


_Lines = dict[float, list[Rule]]
"""Lines of one direction by the positions at which they are taken to be, in order."""


def _settled(rules: Iterable[Rule], near: float) -> _Lines:
    """Lines by positions: each group of near ones by its mean."""
    return {sum(map(AT, group)) / len(group): group for group in together(rules, AT, near)}


def _drawn(lines: Iterable[Rule], through: float, near: float) -> bool:
    """Whether one of the lines of a position is drawn past a point."""
    return any(line.start - near <= through <= line.end + near for line in lines)


def _table(page: Page, rules: Sequence[Rule], near: Tolerances) -> RuledTable | None:
    upright = _settled((rule for rule in rules if rule.upright), near.near)
    level = _settled((rule for rule in rules if not rule.upright), near.thin)
    xs, ys = list(upright), list(reversed(level))
    if min(len(xs), len(ys)) < _FEWEST or len(xs) * len(ys) > _MOST_PLACES:
        return None
    columns = len(xs) - 1
    bands, groups, texts = _parted(page, (xs, ys), upright, level, near.near)
    last = upright[xs[-1]]
    ended = [not any(_drawn(last, middle, near.near) for middle in band) for band in bands]
    may_end = 2 * sum(ended) <= len(bands)
    cells: list[RuledCell] = []
    for cell, members in groups.members().items():
        top, bottom = members[0] // columns, members[-1] // columns
        places = {member % columns for member in members}
        left, right = min(places), max(places)
        box = Box(xs[left], ys[bottom + 1], xs[right + 1], ys[top])
        chars = texts.get(cell, [])
        text = text_in(box, chars, page.marks, near.near)
        at_the_end = may_end and right == columns - 1 and all(ended[top : bottom + 1])
        if text or not at_the_end:  # else nothing encloses it: the row ends before
            wrapped = "\n" in text and is_wrapped(box, chars, text)
            full = bottom == len(bands) - 1 and is_full(box, chars)
            cells.append(RuledCell(top, left, bottom - top + 1, right - left + 1, text, wrapped, full))
    if _is_frame(cells):
        return None
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return RuledTable(page.number, tuple(xs), tuple(-y for y in ys), tuple(cells))


def _is_frame(cells: Sequence[RuledCell]) -> bool:
    """Whether it is nothing but a frame round a figure, which belongs to the table around it."""
    return len(cells) == 1 and not any(sign.isalpha() for sign in cells[0].text)


def _parted(
    page: Page, edges: tuple[list[float], list[float]], upright: _Lines, level: _Lines, near: float
) -> tuple[list[list[float]], _Groups, dict[int, list[Char]]]:
    """The rows of a table, its places by cells, their characters; level lines that part none are left out."""
    xs, ys = edges
    bands = [[(upper + lower) / 2] for upper, lower in pairwise(ys)]
    while True:
        groups = _cells(edges, bands, upright, level, near)
        texts = chars_by_cell(page.chars, xs, ys, groups.find)
        idle = _parts_nothing(groups, texts.keys(), len(bands), len(xs) - 1)
        if idle is None:
            return bands, groups, texts
        bands[idle - 1] += bands[idle]
        del bands[idle], ys[idle]


def _cells(
    edges: tuple[Sequence[float], Sequence[float]],
    bands: Sequence[Sequence[float]],
    upright: _Lines,
    level: _Lines,
    near: float,
) -> _Groups:
    """The places of a table, row by row, those that no line divides in one set.

    ``edges`` are the lines between columns and those between rows, the outer ones included; ``bands`` the
    heights within each row at which a line between columns may be drawn.
    """
    xs, ys = edges
    rows, columns = len(bands), len(xs) - 1
    groups = _Groups(rows * columns)
    for row, band in enumerate(bands):
        for column in range(columns):
            side = upright[xs[column + 1]]
            if column + 1 < columns and not any(_drawn(side, middle, near) for middle in band):
                groups.join(row * columns + column, row * columns + column + 1)
            across = (xs[column] + xs[column + 1]) / 2
            if row + 1 < rows and not _drawn(level[ys[row + 1]], across, near):
                groups.join(row * columns + column, (row + 1) * columns + column)
    return groups


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
