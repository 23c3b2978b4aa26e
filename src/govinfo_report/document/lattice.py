"""Cells in rows and columns: a worksheet, or a table of a page."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from enum import Enum
from functools import cached_property, lru_cache
from itertools import chain, starmap

from attrs import define, evolve, field, frozen

from govinfo_report.raw.figures import bare
from govinfo_report.source import Source, column_letters

__all__ = ["Grid", "GridCell", "Kind", "Likeness", "Proves", "is_word"]


_TALLEST = 1_000
"""Rows that a cell is taken to span at most; no table of the form has more."""
_WIDEST = 200
"""Columns, likewise."""
_LARGEST = 100
"""Rows and columns of a lattice that may lie on its side; no table of the form has more."""


@frozen(kw_only=True, eq=False)
class GridCell:
    """A cell of a grid, itself and no other of the same text. Rows and columns count from 0.

    Attributes:
        text: What is printed; empty for a blank.
        is_text: For formats that tell numbers from text: whether the cell holds text.
        formula: A formula, where the cell has one.
        computed: Whether the text was computed by the reader, the file storing no result.
        no_result: Whether it is a formula whose result is neither stored nor could be computed.
        line: For a cell of running text, its line, counted from 1.
        unsure: Why it is not certain which figure of its row it is; empty where it is.
        shown: For a worksheet, what it shows where that is not the text.
        spaced: For a blank cell, whether white space stands in it: it is a cell, not what a merged one left.
        hidden: What hides the cell from a reader's eyes (a sheet, a row, a column), empty where nothing does.
        origin: What of the document it was made from, for those who write into it.
    """

    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1
    text: str = ""
    is_text: bool = False
    formula: str | None = None
    computed: bool = False
    no_result: bool = False
    hidden: str = ""
    line: int | None = None
    unsure: str = ""
    shown: str | None = None
    spaced: bool = False
    origin: object = None


@frozen(kw_only=True)
class Proves:
    """What a kind of lattice proves.

    Attributes:
        columns: A cell's column tells the head it stands under; else only order does.
        blanks: Blank cells are cells: a place without any tells of a cell lost.
        spans: Which columns a head reaches over is a fact.
        counted: A cell's column is told by the cells before it in its row: one that is lost moves the others.
        rows: Which figures stand in one row is a fact.
        lines: Its rows are lines of text, and tell their place by these.
    """

    columns: bool
    blanks: bool
    spans: bool
    counted: bool = False
    rows: bool = True
    lines: bool = False


class Kind(Enum):
    """The kinds of lattices, and what each proves; the value is that table."""

    SHEET = Proves(columns=True, blanks=False, spans=False)
    """A worksheet: columns are facts, blank cells may not be stored, and heads need not be merged."""
    COMPLETE = Proves(columns=True, blanks=True, spans=True, counted=True)
    """A table of a page or a Word file: its rows are cells, one behind the other."""
    RULED = Proves(columns=True, blanks=True, spans=True)
    """A table that lines enclose: its cells stand where they are drawn."""
    ALIGNED = Proves(columns=True, blanks=True, spans=False, rows=False)
    """Columns by where words stand. A blank last column is none for certain: its reader refuses it."""
    SPLIT = Proves(columns=False, blanks=True, spans=False)
    """Text split at tabs or commas: fields are in columns only where lines are as wide as their heads. One
    figure in the first column may have spanned all of them."""
    ORDER = Proves(columns=False, blanks=False, spans=False, rows=False, lines=True)
    """Running text: what its cells are is proven by order and count alone."""


#: What places have in common, and the rows, columns and lines of each, counted from 1; 0 for none.
Apart = tuple[Source, Sequence[int], Sequence[int], Sequence[int]]


@define(eq=False)
class Likeness:
    """What lattices share that differ in their numbers alone: blanks and decimals stand in the same cells.

    Attributes:
        told: What was found out of one of them and holds for all.
    """

    told: dict[Hashable, object] = field(factory=dict, init=False)


@frozen(kw_only=True, eq=False, slots=False)
class Grid:
    """Cells in rows and columns: a worksheet, or a table of a page.

    Attributes:
        cells: The cells; in a worksheet blank ones may be left out.
        kind: What its rows and columns are, and so what they prove.
        widths: For split text, the number of fields in each row.
        file, sheet, page, table: For the source of each cell.
        pages: For a table that goes over pages, the page of each row.
        likeness: What it has in common with others, where its reader knows; a changed lattice has none.
        lines: For text, the line on which each row stands, counted from 1.
        on_its_side: Whether its rows are columns in the document.
    """

    cells: tuple[GridCell, ...]
    kind: Kind = Kind.SHEET
    widths: tuple[int, ...] = ()
    file: str | None = None
    sheet: str | None = None
    page: int | None = None
    table: int | None = None
    lines: tuple[int, ...] = ()
    pages: tuple[int, ...] = ()
    on_its_side: bool = False
    likeness: Likeness | None = field(default=None, init=False)

    def like(self, likeness: Likeness) -> Grid:
        """The lattice itself, known to be like others."""
        object.__setattr__(self, "likeness", likeness)
        return self

    @cached_property
    def turned(self) -> Grid | None:
        """The lattice with its columns as rows; ``None`` where a place is no cell's, or that of two.

        Where a cell is lost those behind it move to the left, and the end of their row is empty.
        """
        tall, wide = self.height, self.width
        if not (self.complete and self.kind.value.rows and 0 < tall <= _LARGEST and 0 < wide <= _LARGEST):
            return None
        whole = all(self.over(row).keys() == set(range(wide)) for row in range(tall))
        if not whole or sum(cell.rowspan * cell.colspan for cell in self.cells) != tall * wide:
            return None
        cells = (
            evolve(cell, row=cell.column, column=cell.row, rowspan=cell.colspan, colspan=cell.rowspan)
            for cell in self.cells
        )
        return evolve(self, cells=tuple(cells), on_its_side=not self.on_its_side)

    def _place(self, row: int, column: int) -> tuple[int, int]:
        """Row and column in the document."""
        return (column, row) if self.on_its_side else (row, column)

    @property
    def exact(self) -> bool:
        """Whether columns are facts."""
        return self.kind.value.columns

    @property
    def complete(self) -> bool:
        """Whether blank cells are cells, and columns facts."""
        return self.kind.value.columns and self.kind.value.blanks

    @cached_property
    def _starting(self) -> dict[tuple[int, int], GridCell]:
        return {(cell.row, cell.column): cell for cell in self.cells}

    @cached_property
    def _tall(self) -> list[GridCell]:
        # Kept as they are: a merge may span a million rows, and only a few places are ever asked for.
        return [cell for cell in self.cells if cell.rowspan > 1]

    @cached_property
    def _in_row(self) -> dict[int, list[GridCell]]:
        rows: dict[int, list[GridCell]] = {}
        for cell in self.cells:
            rows.setdefault(cell.row, []).append(cell)
        return rows

    @cached_property
    def _over(self) -> dict[int, dict[int, GridCell]]:
        """Row → column → the cell that covers the place, for the rows that were asked for."""
        return {}

    @cached_property
    def by_row(self) -> dict[int, list[GridCell]]:
        """The cells that print something (or are formulas), by the row they start in, left to right."""
        rows: dict[int, list[GridCell]] = {}
        for cell in self.cells:
            if cell.text or cell.formula is not None:
                rows.setdefault(cell.row, []).append(cell)
        for cells in rows.values():
            cells.sort(key=lambda cell: cell.column)
        return dict(sorted(rows.items()))

    @cached_property
    def _ends(self) -> dict[int, int]:
        ends: dict[int, int] = {}
        for cell in self.cells:
            for row in range(cell.row, cell.row + min(cell.rowspan, _TALLEST)):
                ends[row] = max(ends.get(row, 0), cell.column + cell.colspan)
        return ends

    @cached_property
    def width(self) -> int:
        """How many columns it has."""
        return max((cell.column + min(cell.colspan, _WIDEST) for cell in self.cells), default=0)

    def printed_in(self, row: int) -> list[GridCell]:
        """The cells over a row that print something (or are formulas), from left to right."""
        tall = [
            cell
            for cell in self._tall
            if cell.row < row < cell.row + cell.rowspan and (cell.text or cell.formula is not None)
        ]
        own = self.by_row.get(row, [])
        return sorted([*tall, *own], key=lambda cell: cell.column) if tall else own

    @property
    def rows(self) -> list[int]:
        """The rows that have cells, where blanks are cells; else those that print something."""
        return sorted(self._ends) if self.complete else list(self.by_row)

    def has_row(self, row: int) -> bool:
        """Whether there is such a row: a worksheet has any, below what it prints."""
        return row in self._ends or (self.exact and not self.complete)

    @property
    def height(self) -> int:
        """How many rows have cells."""
        return len(self._ends)

    def reaching(self, column: int) -> int:
        """How many rows reach over a column."""
        return sum(end > column for end in self._ends.values())

    def at(self, row: int, column: int) -> GridCell | None:
        """The cell that covers a place, ``None`` where there is none."""
        return self.over(row).get(column)

    def over(self, row: int) -> Mapping[int, GridCell]:
        """The cells that cover a row, by column; where cells overlap, the one that begins at the place."""
        found = self._over.get(row)
        if found is None:
            found = self._over[row] = {}
            own = self._in_row.get(row, [])
            tall = (cell for cell in self._tall if cell.row <= row < cell.row + cell.rowspan)
            wide = (cell for cell in own if cell.colspan > 1 and cell.rowspan == 1)
            for cell in chain(tall, wide):
                for column in range(cell.column, cell.column + min(cell.colspan, _WIDEST)):
                    found.setdefault(column, cell)
            found.update((cell.column, cell) for cell in own)
        return found

    def apart(self, rows: Sequence[int], columns: Sequence[int]) -> Apart | None:
        """The places of some of its figures, what they have in common apart from what each has.

        Args:
            rows: The row of each, counted from 1.
            columns: The column of each, likewise.

        Returns:
            ``None`` if pages differ, or a row stands on no known line.
        """
        if self.on_its_side:
            rows, columns = columns, rows
        by_lines = self.kind.value.lines
        if self.pages or (by_lines and not self.lines):
            return None
        nothing = (0,) * len(rows)
        lines: Sequence[int] = nothing
        if self.lines:
            if max(rows, default=0) > len(self.lines):
                return None
            lines = [self.lines[row - 1] for row in rows]
        if self.sheet is not None:
            return Source(file=self.file, sheet=self.sheet, cell=""), rows, columns, nothing
        if by_lines:
            return Source(file=self.file, page=self.page), nothing, nothing, lines
        return Source(file=self.file, page=self.page, table=self.table), rows, columns, lines

    def sources(self, places: Sequence[tuple[int, int]]) -> Iterator[Source]:
        """The places in the document, of each row and column."""
        if self.sheet is not None or self.kind.value.lines or self.lines or self.pages:
            yield from (self.source(row, column) for row, column in places)
            return
        file, page, table = self.file, self.page, self.table
        for row, column in starmap(self._place, places):
            yield Source(file=file, page=page, table=table, row=row + 1, column=column + 1)

    def source(self, row: int, column: int) -> Source:
        """The place in the document."""
        row, column = self._place(row, column)
        if self.sheet is not None:
            return Source(file=self.file, sheet=self.sheet, cell=f"{column_letters(column)}{row + 1}")
        page = self.pages[row] if 0 <= row < len(self.pages) else self.page
        line = self.lines[row] if 0 <= row < len(self.lines) else None
        if self.kind.value.lines:
            cell = self._starting.get((row, column))
            line = cell.line if cell is not None and cell.line is not None else line
            return Source(file=self.file, page=page, line=line)
        return Source(file=self.file, page=page, table=self.table, row=row + 1, column=column + 1, line=line)


def is_word(cell: GridCell) -> bool:
    """Whether a cell prints words and not only signs and digits."""
    return _has_letters(cell.text)


@lru_cache(maxsize=8192)
def _has_letters(text: str) -> bool:
    return any(sign.isalpha() for sign in bare(text))
