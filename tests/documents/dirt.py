"""Damage to tables before they are printed, and what a reader may then say.

Every function takes a document and gives it back damaged, whatever it will be printed as. A reader may
always leave a cell out or call it unreadable. What else it may say is in
`tests.documents.damage.Damaged.allowed`: the texts of which one is the cell's; an empty set means that
any figure would be made up.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import attrs

from govinfo_report.form.layout import Role
from tests.documents.damage import Damaged, damaged
from tests.documents.grids import HOLE, Document, Grid, Item, Placed
from tests.documents.wording import head_lines

__all__ = [
    "blocks_reordered",
    "cell_lost",
    "columns_swapped",
    "extra_column",
    "extra_row",
    "figures_swapped",
    "group_label_cut",
    "heads_cut",
    "heads_repeated",
    "label_cut",
    "label_lost",
    "labels_of",
    "number_split_in_cells",
    "number_split_in_text",
    "row_missing",
    "rows_repeated",
    "rows_swapped",
    "swappable_columns",
    "swappable_rows",
    "table_repeated",
    "total_head_lowered",
    "zero_spanning",
]


def _is_whole(grid: Grid) -> bool:
    """Whether every item still covers one rectangle."""
    cells = list(grid.cells())
    return len({id(cell.item) for cell in cells}) == len(cells)


def _row_label(grid: Grid, row: int) -> Item | None:
    labels = [item for item in grid.matrix[row] if item.role in {Role.LABEL, Role.NOTE}]
    return labels[-1] if labels else None


def labels_of(grid: Grid) -> list[Placed]:
    """The captions, heads and labels of a table that hold enough to be cut."""
    return [cell for cell in grid.cells() if cell.item.role is not Role.FIGURE and len(cell.text) > 2]


def row_missing(document: Document, table: str, row: int) -> Damaged:
    """A row of figures is missing: its cells must be absent, all others are right."""
    grid = document.grids[table]
    gone = grid.paths_in(row)
    kept = [at for at in range(len(grid.matrix)) if at != row]
    said = dict.fromkeys(gone, ())
    return damaged(document, grid.select(rows=kept, heading_rows=grid.heading_rows), f"no row {row}", said)


def label_cut(
    document: Document, table: str, label: Placed, end: Literal["start", "end"], by: int
) -> Damaged:
    """A label lost up to half its characters at one end: all figures are still where they belong."""
    grid = document.grids[table]
    by = max(1, min(by, len(label.text) // 2))
    text = label.text[by:] if end == "start" else label.text[:-by]
    cut = grid.swap_item(label.item, attrs.evolve(label.item, text=text))
    return damaged(document, cut, f"{label.text} cut to {text}")


def label_lost(document: Document, table: str, label: Placed) -> Damaged:
    """A label is blank: all figures are still where they belong."""
    blank = document.grids[table].swap_item(label.item, attrs.evolve(label.item, text=""))
    return damaged(document, blank, f"{label.text} lost")


def heads_cut(document: Document, table: str) -> Damaged:
    """Only the first line of each head is left, so that some are alike: 本年新 twice, 结果 twice."""
    grid = document.grids[table]
    for cell in list(grid.cells()):
        if cell.item.role is Role.HEAD:
            grid = grid.swap_item(cell.item, attrs.evolve(cell.item, text=head_lines(cell.text)[0]))
    return damaged(document, grid, "heads cut to their first lines")


def _column_pair(grid: Grid, first: int, second: int, rows: Sequence[int]) -> list[tuple[Item, Item]] | None:
    """The items that two columns have in each other's place, ``None`` where the columns are no pair."""
    columns: set[tuple[frozenset[int], frozenset[int]]] = set()
    pairs: list[tuple[Item, Item]] = []
    for row in rows:
        items = grid.matrix[row]
        one, other = items[first], items[second]
        if one is other:
            continue
        columns.add((_columns_of(items, one), _columns_of(items, other)))
        if (one, other) not in pairs:
            pairs.append((one, other))
    alone = len(columns) == 1 and len({item for pair in pairs for item in pair}) == 2 * len(pairs)
    return pairs if alone else None


def _columns_of(items: tuple[Item, ...], wanted: Item) -> frozenset[int]:
    return frozenset(column for column, item in enumerate(items) if item is wanted)


def _blocks_of_rows(grid: Grid) -> list[list[int]]:
    """The rows whose columns belong together: a block of table 2, or all rows."""
    starts = [row for row, items in enumerate(grid.matrix) if items[0].role is Role.CAPTION] or [0]
    ends = [*starts[1:], len(grid.matrix)]
    return [list(range(start, end)) for start, end in zip(starts, ends, strict=True)]


def swappable_columns(grid: Grid) -> list[tuple[int, int, int]]:
    """Block of rows, column and column that can change places without tearing a cell."""
    found = []
    for block, rows in enumerate(_blocks_of_rows(grid)):
        firsts = [
            column for column in range(grid.columns) if any(grid.matrix[row][column].path for row in rows)
        ]
        found += [
            (block, first, second)
            for first in firsts
            for second in firsts
            if first < second and _column_pair(grid, first, second, rows)
        ]
    return found


def _exchange(grid: Grid, pairs: Sequence[tuple[Item, Item]]) -> Grid:
    other = dict(pairs) | {two: one for one, two in pairs}
    return attrs.evolve(
        grid, matrix=tuple(tuple(other.get(item, item) for item in row) for row in grid.matrix)
    )


def columns_swapped(document: Document, table: str, block: int, first: int, second: int) -> Damaged:
    """Two columns changed places together with their heads: every figure is right under its head."""
    grid = document.grids[table]
    pairs = _column_pair(grid, first, second, _blocks_of_rows(grid)[block]) or []
    return damaged(document, _exchange(grid, pairs), f"columns {first} and {second} swapped with heads")


def figures_swapped(document: Document, table: str, block: int, first: int, second: int) -> Damaged:
    """The figures of two columns changed places, the heads did not: a reader can only say what is printed."""
    grid = document.grids[table]
    said: dict[str, list[str]] = {}
    for one, two in _column_pair(grid, first, second, _blocks_of_rows(grid)[block]) or []:
        if one.path and two.path:
            said |= {one.path: [two.text], two.path: [one.text]}
            grid = grid.swap_item(one, attrs.evolve(one, text=two.text))
            grid = grid.swap_item(two, attrs.evolve(two, text=one.text))
    return damaged(document, grid, f"figures of columns {first} and {second} swapped", said)


def swappable_rows(grid: Grid) -> list[tuple[int, int]]:
    """Labelled rows of figures under the same heads that can change places without tearing a cell."""
    return [
        (first, second)
        for rows in _blocks_of_rows(grid)
        for first in rows
        for second in rows
        if first < second and all(grid.paths_in(row) and _row_label(grid, row) for row in (first, second))
        if _is_whole(_with_rows_swapped(grid, first, second))
    ]


def _with_rows_swapped(grid: Grid, first: int, second: int) -> Grid:
    matrix = list(grid.matrix)
    matrix[first], matrix[second] = matrix[second], matrix[first]
    return attrs.evolve(grid, matrix=tuple(matrix))


def rows_swapped(document: Document, table: str, first: int, second: int) -> Damaged:
    """Two rows changed places with their labels: every figure is right beside its label."""
    grid = _with_rows_swapped(document.grids[table], first, second)
    return damaged(document, grid, f"rows {first} and {second} swapped")


def blocks_reordered(
    document: Document, table: Literal["disclosure", "remedies"], order: Sequence[int]
) -> Damaged:
    """The blocks of table 2, or the three blocks of table 4, stand in another order with their heads."""
    grid = document.grids[table]
    if table == "disclosure":
        blocks = _blocks_of_rows(grid)
        moved = grid.select(rows=[row for block in order for row in blocks[block]])
    else:
        columns = [5 * block + offset for block in order for offset in range(5)]
        moved = grid.select(columns=columns, heading_rows=grid.heading_rows)
    return damaged(document, moved, f"blocks in the order {list(order)}")


def _reshaped(grid: Grid, row: int, items: list[Item]) -> Grid:
    """The grid with other items in one row, all of one width; a row that ends early has holes."""
    width = max(len(items), grid.columns)
    matrix = [items if at == row else list(old) for at, old in enumerate(grid.matrix)]
    return Grid(
        table=grid.table,
        matrix=tuple((*line, *[HOLE] * (width - len(line))) for line in matrix),
        widths=(*grid.widths, *[grid.widths[-1]] * (width - grid.columns)),
        heading_rows=grid.heading_rows,
    )


def cell_lost(document: Document, table: str, path: str) -> Damaged:
    """A figure's cell is not there at all, and what follows moved to the left: it must be absent."""
    grid = document.grids[table]
    row, _ = grid.find(path) or (0, 0)
    items = [item for item in grid.matrix[row] if item.path != path]
    return damaged(document, _reshaped(grid, row, items), f"{path} lost", {path: ()})


def number_split_in_cells(document: Document, table: str, path: str, at: int) -> Damaged:
    """A number stands in two cells, so that its row has one too many: neither part is the figure."""
    grid = document.grids[table]
    row, column = grid.find(path) or (0, 0)
    items = list(grid.matrix[row])
    text = items[column].text
    halves = attrs.evolve(items[column], text=text[:at]), Item(text=text[at:])
    items = [halves[0] if item.path == path else item for item in items]
    items.insert(max(at for at, item in enumerate(items) if item.path == path) + 1, halves[1])
    return damaged(
        document, _reshaped(grid, row, items), f"{path}: {text[:at]} | {text[at:]}", {path: [text]}
    )


def number_split_in_text(document: Document, table: str, path: str, at: int, space: str = " ") -> Damaged:
    """A space stands in a number: it may be read as the whole number or kept as printed."""
    grid = document.grids[table]
    row, column = grid.find(path) or (0, 0)
    item = grid.matrix[row][column]
    text = f"{item.text[:at]}{space}{item.text[at:]}"
    split = grid.swap_item(item, attrs.evolve(item, text=text))
    return damaged(document, split, f"{path}: {text}", {path: [item.text, text]})


def zero_spanning(document: Document, table: str, row: int) -> Damaged:
    """One 0 spans all figures of a row: no column has a figure of its own, so each must be absent."""
    grid = document.grids[table]
    zero = Item(text="0")
    columns = [column for column, item in enumerate(grid.matrix[row]) if item.path]
    paths = tuple(grid.paths_in(row))
    said = dict.fromkeys(paths, ()) if len(paths) > 1 else {paths[0]: ("0",)}
    changed = grid.replace((row, column, zero) for column in columns)
    return damaged(document, changed, f"one 0 over row {row}", said)


def extra_row(document: Document, table: str, after: int, label: str, figure: str) -> Damaged:
    """A row that the form does not have: its figure belongs nowhere, all others are right."""
    grid = document.grids[table]
    own = _row_label(grid, after)
    fresh = {item: Item(text=figure) for item in grid.matrix[after] if item.path}
    if own is not None:
        fresh[own] = attrs.evolve(own, text=label)
    line = tuple(fresh.get(item, item) for item in grid.matrix[after])
    matrix = (*grid.matrix[: after + 1], line, *grid.matrix[after + 1 :])
    return damaged(document, attrs.evolve(grid, matrix=matrix), f"extra row {label}")


def extra_column(document: Document, table: str, after: int, head: str, figure: str) -> Damaged:
    """A column that the form does not have, 小计: its figures belong nowhere, all others are right."""
    grid = document.grids[table]
    fresh: dict[Item, Item] = {}
    lines = []
    for items in grid.matrix:
        left = items[after]
        if len(_columns_of(items, left)) == 1:  # a cell that spans already spans the new column too
            text = figure if left.path else head
            left = fresh.setdefault(left, Item(text=text, role=left.role))
        lines.append((*items[: after + 1], left, *items[after + 1 :]))
    widths = (*grid.widths[: after + 1], grid.widths[after], *grid.widths[after + 1 :])
    changed = attrs.evolve(grid, matrix=tuple(lines), widths=widths)
    return damaged(document, changed, f"extra column {head} after {after}")


def table_repeated(document: Document, table: str) -> Damaged:
    """The table is printed twice, with the same figures: all are right."""
    grid = document.grids[table]
    return damaged(document, [grid, grid.select(heading_rows=grid.heading_rows)], "printed twice")


def rows_repeated(document: Document, table: str, start: int, end: int) -> Damaged:
    """Some rows are printed twice, as where two pages overlap: all figures are right."""
    grid = document.grids[table]
    order = [*range(end), *range(start, len(grid.matrix))]
    return damaged(
        document, grid.select(rows=order, heading_rows=grid.heading_rows), f"rows {start}–{end} twice"
    )


def heads_repeated(document: Document, table: str, before: int) -> Damaged:
    """The heads stand again before a row, as at the top of a page: all figures are right."""
    grid = document.grids[table]
    order = [*range(before), *range(grid.heading_rows), *range(before, len(grid.matrix))]
    again = grid.select(rows=order, heading_rows=grid.heading_rows)
    return damaged(document, again, f"heads again before row {before}")


def group_label_cut(document: Document, table: str, before: int) -> Damaged:
    """Labels of groups are cut in two by a page break: （四）无 | 法提供. All figures are right."""
    grid = document.grids[table]
    lower: dict[Item, Item] = {}
    for item in set(grid.matrix[before]) & set(grid.matrix[before - 1]) - {HOLE}:
        middle = (len(item.text) + 1) // 2
        lower[item] = attrs.evolve(item, text=item.text[middle:])
        upper = attrs.evolve(item, text=item.text[:middle])
        top = [(row, col, upper) for row in range(before) for col in _columns_of(grid.matrix[row], item)]
        grid = grid.replace(top)
    below = tuple(tuple(lower.get(item, item) for item in items) for items in grid.matrix[before:])
    cut = attrs.evolve(grid, matrix=(*grid.matrix[:before], *below))
    return damaged(document, cut, f"group labels cut before row {before}")


def total_head_lowered(document: Document) -> Damaged:
    """Table 3: 总计 stands in the row of 商业企业, and a blank cell above it. All figures are right."""
    grid = document.grids["requests"]
    row, column = 1, grid.columns - 1
    blank = Item(role=Role.HEAD)
    return damaged(document, grid.replace([(row, column, blank)]), "总计 one row lower")
