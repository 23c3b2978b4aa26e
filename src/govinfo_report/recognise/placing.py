"""Which cells of a row stand under which head: by columns where these are facts, else by count and order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from attrs import evolve, frozen

from govinfo_report.document import Grid, GridCell
from govinfo_report.document.lattice import is_word
from govinfo_report.form.evidence import labels
from govinfo_report.recognise.heads import Head, Heads
from govinfo_report.recognise.moved import contradict, have_moved, usual_end
from govinfo_report.recognise.refusing import Refusal
from govinfo_report.recognise.sectioning import Body, Section

__all__ = ["Placed", "place"]


@frozen(kw_only=True)
class Placed:
    """What stands under each head in a row, in the order of the heads; or why that is not known.

    Attributes:
        under: The cells that print something, for each head.
        columns: Where each figure stands, or would stand.
        reason: Why the row is left over.
    """

    under: tuple[tuple[GridCell, ...], ...]
    columns: tuple[int, ...]
    reason: Refusal | None = None


def place(grid: Grid, section: Section) -> list[Placed]:
    """What stands under each head in the rows of a section."""
    heads, rows = section.heads, section.rows
    if not heads.columns:
        return [Placed(under=(), columns=()) for _ in rows]
    if not grid.exact and any(row.end > heads.first for row in rows):
        return _by_order(grid, heads, rows)
    shifted = grid.exact and any(_is_shifted(grid, heads, row) for row in rows)
    end = usual_end(grid, section)
    placed = [_by_column(grid, heads, row, shifted, end) for row in rows]
    if contradict(grid, heads):
        return [evolve(each, reason=Refusal.DISPLACED) for each in placed]
    if have_moved(grid, section, end):
        return [evolve(each, reason=each.reason or Refusal.DISPLACED) for each in placed]
    return placed


def _by_column(grid: Grid, heads: Heads, row: Body, shifted: bool, end: int) -> Placed:
    over = grid.over(row.at)
    under = tuple(_inside(over, head) for head in heads.columns)
    columns = tuple(head.column for head in heads.columns)
    reason = _moved(grid, heads, row) or _unfit(grid, heads, row, under, shifted, end)
    return Placed(under=under, columns=columns, reason=reason)


def _unfit(
    grid: Grid, heads: Heads, row: Body, under: Sequence[Sequence[GridCell]], shifted: bool, end: int
) -> Refusal | None:
    """Why the cells of a row do not fit under its heads, by what the lattice proves."""
    if grid.complete:
        crowded = (_crowded(cells, head) for cells, head in zip(under, heads.columns, strict=True))
        return _miscounted(grid, heads, row, end) or next((why for why in crowded if why), None)
    if not grid.exact:
        return _misfit(grid, heads, row)
    return Refusal.SHIFTED if shifted and not all(_ends(heads, row)) else None


def _inside(over: Mapping[int, GridCell], head: Head) -> tuple[GridCell, ...]:
    """What is printed under a head, of the cells over a row."""
    there = (over.get(column) for column in range(head.column, head.end))
    found = dict.fromkeys(cell for cell in there if cell is not None and (cell.text or cell.formula))
    return tuple(found)


def _crowded(cells: Sequence[GridCell], head: Head) -> Refusal | None:
    """Whether a cell too many stands under a head: any figure of the row may then be a part of one."""
    if len(cells) > 1:
        return Refusal.SEVERAL
    spans = any(cell.column < head.column or cell.column + cell.colspan > head.end for cell in cells)
    return Refusal.SPANNING if spans else None


def _moved(grid: Grid, heads: Heads, row: Body) -> Refusal | None:
    """Why a row may stand elsewhere than its heads, by their spans and by what stands left of them."""
    if any(cell.column + cell.colspan > heads.first for cell in row.left):
        return Refusal.UNDER_HEADS
    digits = (
        cell
        for cell in row.left
        if not is_word(cell)
        and any(sign.isdigit() for sign in cell.text)
        and not heads.has_stranger_over(grid, cell.column)
    )
    return Refusal.MOVED if any(not _is_numbering(cell, row) for cell in digits) else None


def _is_numbering(cell: GridCell, row: Body) -> bool:
    """Whether digits that stand alone before a label are its number."""
    number = cell.text.strip("（）()、.． ")
    labelled = (each for each in row.left if is_word(each) and each.column > cell.column)
    wordings = (match.wording for each in labelled for match in labels().find(each.text))
    return any(wording.lstrip("（(").startswith(number) for wording in wordings)


def _miscounted(grid: Grid, heads: Heads, row: Body, end: int) -> Refusal | None:
    """Why the cells of a row do not fit under its heads, where blanks are cells.

    Where there is none under a head, one was lost; where a figure stands behind the last head, one was split.
    A row that ends elsewhere than the others has lost a cell, or has one too many, wherever that was.
    """
    over = grid.over(row.at)
    if not over.keys() >= set(range(heads.first, heads.end)):
        return Refusal.CELL_MISSING
    own = max(over) + 1
    if own != end:
        return Refusal.CELL_MISSING if own < end else Refusal.CELL_TOO_MANY
    behind = over.get(heads.end)
    if (
        behind is not None
        and not heads.has_stranger_over(grid, heads.end)
        and any(map(str.isdigit, behind.text))
    ):
        return Refusal.CELL_TOO_MANY
    return None


def _misfit(grid: Grid, heads: Heads, row: Body) -> Refusal | None:
    """Why the fields of a line do not fit under its heads: only lines as wide as these show places."""
    if grid.widths[row.at] != heads.width:
        return Refusal.OTHER_WIDTH
    figures = [cell for cell in row.cells if cell not in row.left]
    covered = {column for head in heads.columns for column in range(head.column, head.end)}
    if any(cell.column not in covered and not heads.has_stranger_over(grid, cell.column) for cell in figures):
        return Refusal.STRAY
    alone = len(heads.columns) > 1 and [cell.column for cell in figures] == [heads.first]
    behind = (grid.at(row.at, column) for column in range(heads.first, heads.end))
    if alone and not any(cell is not None and cell.spaced for cell in behind):
        return Refusal.MAY_SPAN
    return None


def _is_shifted(grid: Grid, heads: Heads, row: Body) -> bool:
    """Whether a row of a worksheet prints figures under no head, and nothing under its first or last head."""
    covered = {column for head in heads.columns for column in range(head.column, head.end)}
    stray = any(
        cell.column >= heads.first
        and cell.column not in covered
        and not is_word(cell)
        and not heads.has_stranger_over(grid, cell.column)
        for cell in row.cells
    )
    return stray and not all(_ends(heads, row))


def _ends(heads: Heads, row: Body) -> tuple[bool, bool]:
    """Whether a row prints something under its first and its last head."""
    first, last = heads.columns[0], heads.columns[-1]
    return (
        any(cell.column < first.end and cell.column + cell.colspan > first.column for cell in row.cells),
        any(cell.column < last.end and cell.column + cell.colspan > last.column for cell in row.cells),
    )


def _by_order(grid: Grid, heads: Heads, rows: Sequence[Body]) -> list[Placed]:
    """The rows of a split text whose fields stand in no columns: what count and order prove.

    A full run counts if the row is as wide as its head, or another row of its shape has the same; a run with
    blanks only if several rows of its shape have agreed on its place.
    """
    size = len(heads.columns)
    windows = [_Window.of(grid, row) for row in rows]
    runs = Counter((window.shape, full) for window in windows if (full := window.full(size)) is not None)
    agreed = {run for run, count in runs.items() if count > 1}
    # A row with more than the form's columns tells of a further one, which may stand in any row.
    crowded = any(len(window.filled) > size for window in windows)
    placed = []
    for window in windows:
        certain = {offset for shape, offset in agreed if shape == window.shape}
        if (
            not window.filled
        ):  # of a text that keeps the blanks behind its rows, one without any has lost them
            offset = None if len(window.fields) < size and _keeps_blanks(grid) else 0
        else:
            offset = None if crowded else window.offset(size, certain, heads.width)
        placed.append(window.placed(size, offset if heads.is_whole else None))
    return placed


def _keeps_blanks(grid: Grid) -> bool:
    """Whether some line of a split text ends in a blank: then those behind a row are not trimmed."""
    ends = (grid.at(row, width - 1) for row, width in enumerate(grid.widths) if width)
    return any(cell is None or not cell.text for cell in ends)


@frozen(kw_only=True)
class _Window:
    """The fields behind a row's last label.

    Attributes:
        fields: The fields.
        first: The column of the first.
        filled: Which of them print something.
        shape: Width of the row and ``first``: rows alike in these are padded alike.
    """

    fields: tuple[GridCell | None, ...]
    first: int
    filled: tuple[int, ...]
    shape: tuple[int, int]

    @classmethod
    def of(cls, grid: Grid, row: Body) -> _Window:
        first, width = row.end, grid.widths[row.at]
        fields = tuple(grid.at(row.at, column) for column in range(first, width))
        filled = tuple(place for place, cell in enumerate(fields) if cell is not None and cell.text)
        return cls(fields=fields, first=first, filled=filled, shape=(width, first))

    def placed(self, size: int, offset: int | None) -> Placed:
        """What stands under so many heads, the first over some field; ``None`` if no field is certain."""
        fields = self.fields[offset : offset + size] if offset is not None else ()
        fields += (None,) * (size - len(fields))
        first = self.first + (offset or 0)
        return Placed(
            under=tuple(() if cell is None or not cell.text else (cell,) for cell in fields),
            columns=tuple(range(first, first + size)),
            reason=Refusal.OTHER_WIDTH if offset is None else None,
        )

    def full(self, size: int) -> int | None:
        """Where the run starts if the filled fields are exactly as long a run as there are heads."""
        if (
            not self.filled
            or self.filled[-1] - self.filled[0] + 1 != len(self.filled)
            or len(self.filled) != size
        ):
            return None
        return self.filled[0]

    def offset(self, size: int, certain: set[int], head_width: int) -> int | None:
        """Where the run of figures starts, ``None`` if that is not certain."""
        full = self.full(size)
        if full is not None and (self.shape[0] == head_width or full in certain):
            return full
        if len(certain) == 1:
            (offset,) = certain
            if offset <= self.filled[0] and self.filled[-1] < offset + size <= len(self.fields):
                return offset
        return None
