"""The sections of a lattice: rows of heads, and the rows under them that may hold figures."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from attrs import define, evolve, field, frozen

from govinfo_report.document import Grid, GridCell
from govinfo_report.document.lattice import is_word
from govinfo_report.form.evidence import heads, heads_beside, labels, labels_named, leaves
from govinfo_report.form.labels import LabelBook
from govinfo_report.form.sections import sections
from govinfo_report.raw.figures import is_figure
from govinfo_report.recognise.heads import Heads, heads_in_order, heads_of, is_head_row

__all__ = ["Body", "Section", "sections_of", "side_by_side"]

_FEWEST = 3
"""Figures of a row that tell by their number which columns they stand in."""
_MOST_HEADS = 24
"""Rows of heads that are looked at together; a head set a character a line has eight."""
_GAP = 2
"""Rows of heads of one section stand at most so many rows below each other."""


@frozen(kw_only=True, eq=False)
class Body:
    """A row under heads.

    Attributes:
        at: Where it stands.
        cells: What is printed in it.
        left: What stands beside its figures.
    """

    at: int
    cells: Sequence[GridCell]
    left: tuple[GridCell, ...]

    @classmethod
    def of(cls, grid: Grid, at: int, cells: Sequence[GridCell], heads: Heads | None) -> Body:
        """The row: its labels stand left of all heads; without heads or columns, at its beginning."""
        if grid.exact and heads is not None:
            left = [cell for cell in cells if cell.column < heads.first]
        else:
            known = [place for place, cell in enumerate(cells) if is_word(cell) and labels_named(cell.text)]
            end = known[-1] + 1 if known else 0
            first = heads.first if heads is not None else 0
            left = [cell for place, cell in enumerate(cells) if place < end or cell.column < first]
        return cls(at=at, cells=cells, left=tuple(left))

    @property
    def end(self) -> int:
        """The column behind what stands beside its figures."""
        return max((cell.column + cell.colspan for cell in self.left), default=0)

    @property
    def is_labelled(self) -> bool:
        """Whether a label of the form stands beside its figures, or over this row and others."""
        return any(is_word(cell) and labels_named(cell.text) for cell in self.left)

    def fills(self, heads: Heads) -> bool:
        """Whether it prints figures under half of the heads at least: then it needs no label to be a row."""
        figures = sum(is_figure(cell.text) for cell in self.cells if cell not in self.left)
        return 2 * figures >= len(heads.columns)


@define
class Section:
    """Rows under the same heads, from top to bottom.

    Attributes:
        inherited: Whether the heads stand in another lattice.
        behind: Figures alone right behind a row without a label: they may have been pushed out of it.
    """

    heads: Heads
    rows: list[Body] = field(factory=list)
    inherited: bool = False
    behind: Body | None = None


def side_by_side(grid: Grid) -> list[Grid]:
    """The tables of a worksheet that stand beside each other, columns without any cell between them.

    Each has heads of its own, and labels where its rows have some; else it is one table with a gap.
    """
    if grid.complete or not grid.exact:
        return [grid]
    printed = [cell for cells in grid.by_row.values() for cell in cells]
    covered = {column for cell in printed for column in range(cell.column, cell.column + cell.colspan)}
    starts = sorted(column for column in covered if column - 1 not in covered)
    parts = [
        [cell for cell in printed if bisect_right(starts, cell.column) == place]
        for place in range(1, len(starts) + 1)
    ]
    tables = [cells for cells in parts if _names(cells, labels()) or _names(cells, heads())]
    if len(tables) < 2 or not all(map(_is_whole, tables)):
        return [grid]
    return [evolve(grid, cells=tuple(cells)) for cells in tables]


def _names(cells: Sequence[GridCell], book: LabelBook[str]) -> set[str]:
    return {match.key for cell in cells if is_word(cell) for match in book.find(cell.text)}


def _is_whole(cells: Sequence[GridCell]) -> bool:
    """Whether cells have heads right over figures, and labels unless the rows under these have none."""
    found = _names(cells, heads()) & leaves()
    under = [section for section in sections() if found and found <= set(section.order)]
    bare = any(not row.labels for section in under for row in section.rows)
    beside = [cell for cell in cells if not heads().find(cell.text)]
    return bool(found) and (bare or bool(_names(beside, labels())))


def sections_of(grid: Grid, before: Heads | None) -> list[Section]:
    """The sections of a lattice.

    Args:
        grid: The lattice.
        before: The heads of the lattice before it: a table that goes on without a head goes on under these.
    """
    walk = _Walk(grid, [] if before is None else [Section(before, inherited=True)])
    for at in grid.rows:
        walk.row(at)
    walk.close()
    told = _told_by_rows(walk.headless) if grid.exact else None
    first = [] if told is None else [Section(told, walk.headless, inherited=True)]
    return [*first, *walk.sections]


@define
class _Walk:
    """A walk over the rows of a lattice.

    Attributes:
        sections: What was met so far; the last one goes on.
        run: The rows of heads that stand right above.
        headless: Rows with labels above any heads.
    """

    grid: Grid
    sections: list[Section]
    run: list[int] = field(factory=list)
    headless: list[Body] = field(factory=list)

    def row(self, at: int) -> None:
        """Take the next row: as one of heads, as one under heads, or as nothing."""
        cells = self.grid.printed_in(at)
        above = self.sections[-1].heads if self.sections else None
        if self.run and at - self.run[-1] > _GAP:
            self._end_of_heads()
        if cells and is_head_row(cells, at, above):
            self._add_head(at)
            return
        body = Body.of(self.grid, at, cells, above)
        if above is None:
            self.headless += [body] if body.is_labelled else []
        else:
            self._row_under_heads(at, cells, body)

    def _row_under_heads(self, at: int, cells: Sequence[GridCell], body: Body) -> None:
        is_first = bool(self.run) and at == self.run[-1] + 1
        if is_first and not body.is_labelled and _is_words_only(cells, at):
            self._add_head(at)  # words right under heads divide them
            return
        if self.run:
            self._end_of_heads()
            body = Body.of(self.grid, at, cells, self.sections[-1].heads)
        section = self.sections[-1]
        says_nothing = section.inherited and len(body.cells) == len(body.left)
        if is_first or (body.is_labelled and not says_nothing) or body.fills(section.heads):
            section.rows.append(body)
        elif section.behind is None and self._is_pushed_out(section, body):
            section.behind = body

    def _is_pushed_out(self, section: Section, body: Body) -> bool:
        """Whether nothing but figures stands right behind a row without a label, where cells flow."""
        if not self.grid.kind.value.blanks or not all(is_figure(cell.text) for cell in body.cells):
            return False
        if section.rows:
            return bool(body.cells) and not section.rows[-1].is_labelled
        return section.inherited and body.at == next(iter(self.grid.by_row), None)

    def _add_head(self, at: int) -> None:
        if self.run:
            self.sections.pop()
        else:
            self.close()
        self.run.append(at)
        self.sections.append(Section(heads_of(self.grid, self.run[-_MOST_HEADS:])))

    def _end_of_heads(self) -> None:
        """The rows of heads above are all; where they only repeat those before them, these go on."""
        self.run = []
        if len(self.sections) > 1 and self.sections[-1].heads.repeats(self.sections[-2].heads):
            self.sections.pop()
            self.sections.append(Section(self.sections[-1].heads, inherited=True))

    def close(self) -> None:
        """A section without rows has one of blanks right under its heads, if there is room for one."""
        if not self.sections or self.sections[-1].inherited:
            return
        section = self.sections[-1]
        at = section.heads.rows[-1] + 1
        if not section.rows and not self.grid.printed_in(at) and self.grid.has_row(at):
            section.rows.append(Body(at=at, cells=(), left=()))


def _is_words_only(cells: Sequence[GridCell], at: int) -> bool:
    own = [cell for cell in cells if cell.row == at]
    return bool(own) and all(is_word(cell) and not is_figure(cell.text) for cell in own)


def _told_by_rows(rows: Sequence[Body]) -> Heads | None:
    """The heads of rows under none: two have as many figures as the form has beside their labels.

    A page may begin with them, and what stands over them be lost.
    """
    shapes: Counter[tuple[int, tuple[str, ...]]] = Counter()
    for row in rows:
        figures = [cell for cell in row.cells if cell not in row.left and is_figure(cell.text)]
        columns = [cell.column for cell in figures if cell.colspan == 1]
        if len(columns) != len(row.cells) - len(row.left) or len(columns) < _FEWEST:
            continue
        if columns == list(range(columns[0], columns[0] + len(columns))):
            inner = {match.key for cell in row.left if is_word(cell) for match in labels().find(cell.text)}
            orders = [order for order in heads_beside(frozenset(inner)) if len(order) == len(columns)]
            shapes.update((columns[0], order) for order in orders)
    agreed = [shape for shape, count in shapes.items() if count > 1]
    return heads_in_order(*agreed[0]) if len(agreed) == 1 else None
