"""Which cell of a row is which figure: by the head's columns where they are facts, else by order and count.

A figure whose place is not certain is not read. The evidence accepted is, in this order:

1. The head's columns, in an exact grid, or in a split text whose rows agree with the head throughout.
2. The order of a row's filled fields, where they are a run as long as the form's columns.
3. The place that rows of the same shape have by 2., where blanks at its ends leave a row's own open;
   or the count of its fields, where all rows have just as many as the form has columns.

A row with a field lost or added fits none of these and is left unplaced.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from govinfo_report.form.tree import Node
from govinfo_report.model import FigureKind
from govinfo_report.raw import CellKind, parse_figure
from govinfo_report.recognise.document import Grid, GridCell

__all__ = ["Columns", "FoundRow", "Place", "PlacedRow", "place"]

#: Where the head says each figure's column is: first grid column and the one behind the last.
Columns = tuple[tuple[int, int], ...]
#: A cell of the grid (``None``: nothing is there, a blank) and the grid column.
Place = tuple[GridCell | None, int]


_BESIDE = 2
"""How far past the heads a figure still counts as standing beside them."""


@frozen(kw_only=True)
class FoundRow:
    """A row of the form found in a grid.

    Attributes:
        node: The row of the form.
        row: The grid row.
        labels: The cells that label it, in the grid row.
        columns: The form's cells of this row, in the order in which the head prints them.
        heads: The head's column of each, ``None`` where the head is missing or incomplete.
        contradicted: Whether what there is of a head is out of order, so that order proves nothing.
        head_width: Width in fields of the head's row, for an inexact grid.
    """

    node: Node
    row: int
    labels: tuple[GridCell, ...]
    columns: tuple[Node, ...]
    heads: Columns | None
    contradicted: bool = False
    head_width: int | None = None


@frozen(kw_only=True)
class PlacedRow:
    """A row whose figures have been placed, or the reason why some have not.

    Attributes:
        found: The row.
        places: The place of each of the row's cells, ``None`` where it is not certain.
        unplaced: Cells that print something and have no certain place.
        reason: Why.
    """

    found: FoundRow
    places: tuple[Place | None, ...]
    unplaced: tuple[GridCell, ...] = ()
    reason: str = ""


def place(grid: Grid, rows: Sequence[FoundRow]) -> list[PlacedRow]:
    """Place the figures of rows that share a head."""
    if not rows:
        return []
    if _agrees_with_head(grid, rows):
        return [_by_head(grid, row) for row in rows]
    return _by_order(grid, rows)


def _agrees_with_head(grid: Grid, rows: Sequence[FoundRow]) -> bool:
    """Whether every row's labels end before the head's first column, and, for text, all widths agree."""
    for row in rows:
        if row.heads is None:
            return False
        first = min(start for start, _ in row.heads)
        if any(label.column + label.colspan > first for label in row.labels):
            return False
        if grid.exact:
            continue
        if row.head_width is None or grid.widths[row.row] != row.head_width:
            return False
        taken = {column for start, end in row.heads for column in range(start, end)}
        labels = {label.column for label in row.labels}
        if any(cell.column not in taken | labels for cell in grid.by_row.get(row.row, [])):
            return False
    return True


def _by_head(grid: Grid, row: FoundRow) -> PlacedRow:
    assert row.heads is not None
    beside = _shifted(grid, row, row.heads)
    if beside:
        return _unplaced(row, beside, "整行与表头错位 the row is shifted against its head")
    places: list[Place | None] = []
    unplaced: list[GridCell] = []
    reason = ""
    for start, end in row.heads:
        here = dict.fromkeys(grid.at(row.row, each) for each in range(start, end))
        filled = [cell for cell in here if cell is not None and (cell.text or cell.formula is not None)]
        problem = _uncertain(filled, row.row, start, end)
        if problem:
            unplaced.extend(filled)
            reason = problem
            places.append(None)
        else:
            places.append((filled[0], filled[0].column) if filled else (None, start))
    return PlacedRow(found=row, places=tuple(places), unplaced=tuple(dict.fromkeys(unplaced)), reason=reason)


def _shifted(grid: Grid, row: FoundRow, heads: Columns) -> list[GridCell]:
    """The row's filled cells if they stand beside their heads: some past one end, blanks at the other."""
    first, last = min(start for start, _ in heads), max(end for _, end in heads)
    behind_labels = max((label.column + label.colspan for label in row.labels), default=0)
    filled = [cell for cell in grid.by_row.get(row.row, []) if cell.column >= behind_labels]
    right = [cell for cell in filled if last <= cell.column < last + _BESIDE and _is_figure(cell)]
    left = [cell for cell in filled if first - _BESIDE <= cell.column < first and _is_figure(cell)]
    at_first = any(cell.column == first for cell in filled)
    at_last = any(cell.column <= last - 1 < cell.column + cell.colspan for cell in filled)
    return filled if (right and not at_first) or (left and not at_last) else []


def _is_figure(cell: GridCell) -> bool:
    return parse_figure(cell.text, FigureKind.COUNT).kind is CellKind.NUMBER


def _unplaced(row: FoundRow, cells: Sequence[GridCell], reason: str) -> PlacedRow:
    return PlacedRow(
        found=row, places=(None,) * len(row.columns), unplaced=tuple(dict.fromkeys(cells)), reason=reason
    )


def _uncertain(filled: Sequence[GridCell], row: int, start: int, end: int) -> str:
    """Why the cells that stand under a head do not give its figure; empty where they do, or are none."""
    if not filled:
        return ""
    if len(filled) > 1:
        return "一栏之下有几个数 several figures under one head"
    cell = filled[0]
    if cell.column < start or cell.column + cell.colspan > end:
        return "一格横跨几栏 one cell spans several columns"
    if cell.row < row or cell.rowspan > 1:
        return "一格纵跨几行 one cell spans several rows"
    return ""


def _by_order(grid: Grid, rows: Sequence[FoundRow]) -> list[PlacedRow]:
    reach = grid.width_of(row.row for row in rows)
    windows = [_Window.of(grid, row, reach if grid.exact else grid.widths[row.row]) for row in rows]
    certain: dict[tuple[int, int], set[int]] = {}
    for window in windows:
        if window.full is not None:
            certain.setdefault(window.shape, set()).add(window.full)
    no_padding = all(len(window.fields) in (0, len(window.row.columns)) for window in windows)
    placed: list[PlacedRow] = []
    for window in windows:
        row, fields = window.row, window.fields
        offset = window.choose(certain.get(window.shape, set()), no_padding=no_padding)
        if offset is None:
            reason = (
                f"{len(window.filled)}个数对不上{len(row.columns)}栏 "
                f"{len(window.filled)} figures do not fit {len(row.columns)} columns for certain"
            )
            printed = [cell for cell in fields if cell is not None and (cell.text or cell.formula)]
            placed.append(_unplaced(row, printed, reason))
            continue
        places = tuple(
            (fields[index] if index < len(fields) else None, window.first + index)
            for index in range(offset, offset + len(row.columns))
        )
        placed.append(PlacedRow(found=row, places=places))
    return placed


@frozen(kw_only=True)
class _Window:
    """The fields behind a row's last label, and where among them the run of figures may start.

    Attributes:
        fields: The fields; merged cells count once.
        first: Grid column of the first.
        filled: Which of them print something.
        shape: Width of the row and ``first``: rows alike in these are padded alike.
    """

    row: FoundRow
    fields: tuple[GridCell | None, ...]
    first: int
    filled: tuple[int, ...]
    shape: tuple[int, int]

    @classmethod
    def of(cls, grid: Grid, row: FoundRow, width: int) -> _Window:
        first = max((label.column + label.colspan for label in row.labels), default=0)
        fields: list[GridCell | None] = []
        column = first
        while column < width:
            cell = grid.at(row.row, column)
            fields.append(cell)
            column = cell.column + cell.colspan if cell is not None else column + 1
        filled = (i for i, cell in enumerate(fields) if cell is not None and (cell.text or cell.formula))
        return cls(row=row, fields=tuple(fields), first=first, filled=tuple(filled), shape=(width, first))

    @property
    def full(self) -> int | None:
        """Where the run starts if the filled fields are exactly as long a run as the form's columns."""
        if not self.filled or self.row.contradicted:
            return None
        run = self.filled[-1] - self.filled[0] + 1
        return self.filled[0] if run == len(self.row.columns) else None

    def choose(self, certain: set[int], *, no_padding: bool) -> int | None:
        """Where the run of figures starts, ``None`` if that is not certain."""
        if not self.filled:
            return 0
        if self.row.contradicted:
            return None
        if self.full is not None:
            return self.full
        if len(self.fields) == len(self.row.columns) and (no_padding or self.shape[0] == self.row.head_width):
            return 0
        if len(certain) == 1:
            (offset,) = certain
            end = offset + len(self.row.columns)
            if offset <= self.filled[0] and self.filled[-1] < end <= len(self.fields):
                return offset
        return None
