"""Which cell of a row is which figure: by the head's columns where they are facts, else by order and count.

A figure whose place is not certain is not read. The evidence accepted is, in this order:

1. The head's columns, in an exact grid, or in a split text whose rows agree with the head throughout.
2. The order of a row's fields behind its label, where they are exactly as many as the form's columns,
   or where those that are filled leave only one place for them.
3. The place that rows of the same shape have by 2., where blanks at the ends leave a row's own open.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from govinfo_report.form.tree import Node
from govinfo_report.recognise.document import Grid, GridCell

__all__ = ["Columns", "FoundRow", "Place", "PlacedRow", "place"]

#: Where the head says each figure's column is: first grid column and the one behind the last.
Columns = tuple[tuple[int, int], ...]
#: A cell of the grid (``None``: nothing is there, a blank) and the grid column.
Place = tuple[GridCell | None, int]


@frozen(kw_only=True)
class FoundRow:
    """A row of the form found in a grid.

    Attributes:
        node: The row of the form.
        row: The grid row.
        labels: The cells that label it, in the grid row.
        columns: The form's cells of this row, in order.
        heads: The head's column of each, ``None`` where the head is missing or incomplete.
        head_width: Width in fields of the head's row, for an inexact grid.
    """

    node: Node
    row: int
    labels: tuple[GridCell, ...]
    columns: tuple[Node, ...]
    heads: Columns | None
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
        if any(
            cell.column not in taken | labels and cell.column >= first
            for cell in grid.by_row.get(row.row, [])
        ):
            return False
    return True


def _by_head(grid: Grid, row: FoundRow) -> PlacedRow:
    assert row.heads is not None
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
    windows = [_Window.of(grid, row) for row in rows]
    certain: dict[tuple[int, int], set[int]] = {}
    for window in windows:
        if len(window.offsets) == 1 and not window.blank:
            certain.setdefault(window.shape, set()).add(window.offsets[0])
    placed: list[PlacedRow] = []
    for window in windows:
        offset = window.choose(certain.get(window.shape, set()))
        fields = window.fields
        if offset is None:
            placed.append(
                PlacedRow(
                    found=window.row,
                    places=(None,) * len(window.row.columns),
                    unplaced=tuple(cell for cell in fields if cell is not None and cell.text),
                    reason=f"{window.filled}个数对不上{len(window.row.columns)}栏 "
                    f"{window.filled} figures do not fit {len(window.row.columns)} columns for certain",
                )
            )
            continue
        places = tuple(
            (fields[index] if index < len(fields) else None, window.first + index)
            for index in range(offset, offset + len(window.row.columns))
        )
        placed.append(PlacedRow(found=window.row, places=places))
    return placed


@frozen(kw_only=True)
class _Window:
    """The fields behind a row's last label, and where the run of figures may start in them."""

    row: FoundRow
    fields: tuple[GridCell | None, ...]
    first: int
    offsets: tuple[int, ...]
    shape: tuple[int, int]
    filled: int

    @property
    def blank(self) -> bool:
        return self.filled == 0

    @classmethod
    def of(cls, grid: Grid, row: FoundRow) -> _Window:
        first = max((label.column + label.colspan for label in row.labels), default=0)
        width = grid.width if grid.exact else grid.widths[row.row]
        fields: list[GridCell | None] = []
        column = first
        while column < width:
            cell = grid.at(row.row, column)
            fields.append(cell)
            column = cell.column + cell.colspan if cell is not None else column + 1
        filled = [
            index for index, cell in enumerate(fields) if cell is not None and (cell.text or cell.formula)
        ]
        need = len(row.columns)
        offsets = [
            offset
            for offset in range(max(len(fields) - need, 0) + 1)
            if len(fields) >= need and all(offset <= index < offset + need for index in filled)
        ]
        return cls(
            row=row,
            fields=tuple(fields),
            first=first,
            offsets=tuple(offsets),
            shape=(width, first),
            filled=len(filled),
        )

    def choose(self, certain: set[int]) -> int | None:
        """The only offset that the row itself or its likes leave possible."""
        if self.blank:
            return 0
        if len(self.offsets) == 1:
            return self.offsets[0]
        agreed = certain & set(self.offsets)
        return agreed.pop() if len(certain) == 1 and len(agreed) == 1 else None
