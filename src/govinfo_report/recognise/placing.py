"""Which cell of a row is which figure: by the head's columns where they are facts, else by order and count.

A figure whose place is not certain is not read. The evidence accepted is, in this order:

1. The head's columns, in an exact grid, or in a split text for rows as wide as the head that print nothing
   outside of its columns.
2. The order of a row's filled fields, where they are a run as long as the form's columns, and the row is as
   wide as its head or another row of its shape has the same run.
3. The place that rows of the same shape have by 2., where a row has blanks.

A head with strangers among it, twice the same, or out of order and incomplete leaves only 1., or nothing.
A row with a field lost or added fits none of these and is left unplaced.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from attrs import frozen

from govinfo_report.document import Grid, GridCell
from govinfo_report.form.tree import Node
from govinfo_report.model import FigureKind
from govinfo_report.raw import CellKind, parse_figure

__all__ = ["Columns", "FoundRow", "Place", "PlacedRow", "is_figure", "place"]

#: Where the head says each figure's column is: first grid column and the one behind the last.
Columns = tuple[tuple[int, int], ...]
#: A cell of the grid (``None``: nothing is there, a blank) and the grid column.
Place = tuple[GridCell | None, int]


_SEVERAL = "一栏之下有几个数 several figures under one head"
_SPANNING = "一格横跨几栏 one cell spans several columns"
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
        contradicted: Whether the head is out of order or has strangers, so that order proves nothing.
        others: Columns of heads that are none of the form's.
        head_width: Width in fields of the head's row, for an inexact grid.
        units: The unit of money that the head of each column names; empty where it names none.
    """

    node: Node
    row: int
    labels: tuple[GridCell, ...]
    columns: tuple[Node, ...]
    heads: Columns | None
    contradicted: bool = False
    others: frozenset[int] = frozenset()
    head_width: int | None = None
    units: tuple[str, ...] = ()


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
    if not _columns_are_facts(rows):
        return _by_order(grid, rows)
    kept = [row for row in rows if grid.exact or _agrees_with_head(grid, row)]
    if not kept and not any(grid.widths[row.row] == row.head_width for row in rows):
        return _by_order(grid, rows)
    shifted = [row for row in kept if _beside(grid, row)]
    placed: list[PlacedRow] = []
    for row in rows:
        if row not in kept:
            placed.append(
                _unplaced(row, _printed(grid, row), "该行与表头对不上 the row does not fit its head")
            )
        elif grid.complete and (problem := _miscounted(grid, row)):
            placed.append(_unplaced(row, _printed(grid, row), problem))
        elif not grid.exact and _may_span(grid, row):
            problem = "一个数或横跨各栏 the one figure may span all columns"
            placed.append(_unplaced(row, _printed(grid, row), problem))
        elif shifted and not _reaches_both_ends(grid, row):
            placed.append(
                _unplaced(row, _printed(grid, row), "行与表头错位 rows are shifted against the head")
            )
        else:
            placed.append(_by_head(grid, row))
    return placed


def _columns_are_facts(rows: Sequence[FoundRow]) -> bool:
    """Whether the head is complete and every row's labels end before its first column."""
    for row in rows:
        if row.heads is None:
            return False
        first = min(start for start, _ in row.heads)
        if any(label.column + label.colspan > first for label in row.labels):
            return False
    return True


def _agrees_with_head(grid: Grid, row: FoundRow) -> bool:
    """For a row of a split text: as many fields as its head has, and nothing printed outside the columns."""
    assert row.heads is not None
    known = {column for start, end in row.heads for column in range(start, end)} | row.others
    known |= {label.column for label in row.labels}
    here = grid.by_row.get(row.row, [])
    return grid.widths[row.row] == row.head_width and all(cell.column in known for cell in here)


def _printed(grid: Grid, row: FoundRow) -> list[GridCell]:
    """What a row prints behind its labels."""
    behind = max((label.column + label.colspan for label in row.labels), default=0)
    return [cell for cell in grid.by_row.get(row.row, []) if cell.column >= behind]


def _by_head(grid: Grid, row: FoundRow) -> PlacedRow:
    assert row.heads is not None
    astray = _between_heads(grid, row, row.heads)
    places: list[Place | None] = []
    unplaced: list[GridCell] = []
    reason = ""
    for index, (start, end) in enumerate(row.heads):
        here = dict.fromkeys(grid.at(row.row, each) for each in range(start, end))
        filled = [cell for cell in here if cell is not None and (cell.text or cell.formula is not None)]
        problem = _uncertain(filled, row.row, start, end)
        if problem:
            unplaced.extend(filled)
            reason = problem
            places.append(None)
        elif index in astray and not filled:
            reason = "数字不在表头之下 a figure stands beside its head"
            places.append(None)
        else:
            places.append((filled[0], filled[0].column) if filled else (None, start))
    if grid.complete and reason in (_SEVERAL, _SPANNING):
        # A cell too many somewhere in the row: any of its figures may be a part of one.
        return _unplaced(row, _printed(grid, row), reason)
    return PlacedRow(found=row, places=tuple(places), unplaced=tuple(dict.fromkeys(unplaced)), reason=reason)


def _between_heads(grid: Grid, row: FoundRow, heads: Columns) -> set[int]:
    """Which heads have a figure beside them that stands under no head: theirs may have slipped there."""
    found: set[int] = set()
    for cell in _printed(grid, row):
        if cell.column in row.others or not is_figure(cell):
            continue
        if any(start < cell.column + cell.colspan and cell.column < end for start, end in heads):
            continue
        left = [index for index, (_, end) in enumerate(heads) if end <= cell.column]
        right = [index for index, (start, _) in enumerate(heads) if start > cell.column]
        if left and right:
            found |= {left[-1], right[0]}
    return found


def _beside(grid: Grid, row: FoundRow) -> bool:
    """Whether a row prints figures just past one end of its head and nothing at the other."""
    assert row.heads is not None
    first, last = min(start for start, _ in row.heads), max(end for _, end in row.heads)
    figures = [cell for cell in _printed(grid, row) if is_figure(cell) and cell.column not in row.others]
    right = any(last <= cell.column < last + _BESIDE for cell in figures)
    left = any(first - _BESIDE <= cell.column < first for cell in figures)
    at_first, at_last = _ends(grid, row)
    return (right and not at_first) or (left and not at_last)


def _ends(grid: Grid, row: FoundRow) -> tuple[bool, bool]:
    """Whether a row prints something under its first and its last head."""
    assert row.heads is not None
    (first, first_end), (last, last_end) = row.heads[0], row.heads[-1]
    here = _printed(grid, row)
    return (
        any(cell.column < first_end and cell.column + cell.colspan > first for cell in here),
        any(cell.column < last_end and cell.column + cell.colspan > last for cell in here),
    )


def _reaches_both_ends(grid: Grid, row: FoundRow) -> bool:
    return all(_ends(grid, row))


def _miscounted(grid: Grid, row: FoundRow) -> str:
    """Why the cells of a row are too few or too many for its head; empty where they are not.

    Where no cell at all stands under a head, one was lost; where a figure stands past the last head,
    one was split in two: those behind it have moved up or down.
    """
    assert row.heads is not None
    if any(grid.at(row.row, column) is None for start, end in row.heads for column in range(start, end)):
        return "该行缺一格 the row lacks a cell"
    last = max(end for _, end in row.heads)
    past = (cell for cell in _printed(grid, row) if cell.column == last and last not in row.others)
    if any(sign.isdigit() for cell in past for sign in cell.text):
        return "该行多出一格 the row has a cell too many"
    # Editors leave an empty cell behind every row; behind this row alone it has been pushed out.
    if (
        grid.at(row.row, last) is not None
        and last not in row.others
        and 2 * grid.reaching(last) <= grid.height
    ):
        return "该行多出一格 the row has a cell too many"
    return ""


def _may_span(grid: Grid, row: FoundRow) -> bool:
    """Whether a row of a split text prints one figure in its first column and nothing behind it.

    A merged cell's text stands in its first place only, so this may be one over all columns; blanks
    that are shown to be cells tell otherwise.
    """
    assert row.heads is not None
    printed = _printed(grid, row)
    first, _ = min(row.heads)
    alone = len(row.heads) > 1 and len(printed) == 1 and printed[0].column == first
    behind = (grid.at(row.row, column) for start, end in row.heads for column in range(start, end))
    return alone and not any(cell is not None and cell.spaced for cell in behind)


def is_figure(cell: GridCell) -> bool:
    """Whether a cell prints what stands in the cells of a table: a number or a mark."""
    return parse_figure(cell.text, FigureKind.COUNT).kind in (CellKind.NUMBER, CellKind.MARK)


def _unplaced(row: FoundRow, cells: Sequence[GridCell], reason: str) -> PlacedRow:
    return PlacedRow(
        found=row, places=(None,) * len(row.columns), unplaced=tuple(dict.fromkeys(cells)), reason=reason
    )


def _uncertain(filled: Sequence[GridCell], row: int, start: int, end: int) -> str:
    """Why the cells that stand under a head do not give its figure; empty where they do, or are none."""
    if not filled:
        return ""
    if filled[0].unsure:
        return filled[0].unsure
    if len(filled) > 1:
        return _SEVERAL
    cell = filled[0]
    if cell.column < start or cell.column + cell.colspan > end:
        return _SPANNING
    if cell.row < row or cell.rowspan > 1:
        return "一格纵跨几行 one cell spans several rows"
    return ""


def _by_order(grid: Grid, rows: Sequence[FoundRow]) -> list[PlacedRow]:
    reach = grid.width_of(row.row for row in rows)
    windows = [_Window.of(grid, row, reach if grid.exact else grid.widths[row.row]) for row in rows]
    runs = Counter((window.shape, window.full) for window in windows if window.full is not None)
    # A row with more than the form's columns tells of a further one, which may stand in any row.
    crowded = any(len(window.filled) > len(window.row.columns) for window in windows)
    placed: list[PlacedRow] = []
    for window in windows:
        row, fields = window.row, window.fields
        certain = {offset for (shape, offset), count in runs.items() if shape == window.shape and count > 1}
        offset = None if crowded and window.filled else window.choose(certain)
        unsure = next((cell.unsure for cell in fields if cell is not None and cell.unsure), "")
        spans = any(cell is not None and cell.rowspan > 1 and cell.text for cell in fields)
        if offset is None or spans or unsure:
            reason = unsure or (
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
        return self.filled[0] if run == len(self.filled) == len(self.row.columns) else None

    def choose(self, certain: set[int]) -> int | None:
        """Where the run of figures starts, ``None`` if that is not certain.

        A full run counts if the row is as wide as its head, or another row of its shape has the
        same; a run with blanks only if several rows of its shape have agreed on its place.
        """
        if not self.filled:
            return 0
        if self.full is not None and (self.shape[0] == self.row.head_width or self.full in certain):
            return self.full
        if len(certain) == 1 and not self.row.contradicted:
            (offset,) = certain
            end = offset + len(self.row.columns)
            if offset <= self.filled[0] and self.filled[-1] < end <= len(self.fields):
                return offset
        return None
