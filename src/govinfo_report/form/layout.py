"""The tables as the official form prints them: which text or figure stands where, over how many cells."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from itertools import groupby

from attrs import evolve, frozen

from govinfo_report.form.tree import Node
from govinfo_report.model.tables import Kind, Printing

__all__ = ["LayoutCell", "Role", "TableLayout", "layout_of"]


class Role(StrEnum):
    """What a cell of the printed table is for."""

    CAPTION = "caption"
    """A row over a block of table 2, filled light blue."""
    HEAD = "head"
    LABEL = "label"
    NOTE = "note"
    """The sentence on the balance, and labels with a bracketed instruction: set in 楷体."""
    FIGURE = "figure"


@frozen(kw_only=True)
class LayoutCell:
    """A printed cell. Rows and columns count from 0.

    Attributes:
        text: The official text; empty for a figure.
        path: Canonical path of the figure, ``None`` for any other cell.
    """

    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1
    text: str = ""
    role: Role
    path: str | None = None


@frozen(kw_only=True)
class TableLayout:
    """A printed table.

    Attributes:
        title: The section's title.
        printing: What the edition says of it.
        rows: Number of grid rows.
        columns: Number of grid columns.
        heading_rows: Rows to repeat when the table breaks over pages.
        widths: Width of each grid column in twentieths of a point (dxa).
        cells: All cells, row by row; together they cover the grid exactly once.
    """

    title: str
    printing: Printing
    rows: int
    columns: int
    heading_rows: int
    widths: tuple[int, ...]
    cells: tuple[LayoutCell, ...]


#: Cells, how many columns there are, how many rows of heads.
_Drawn = tuple[list[LayoutCell], int, int]


def layout_of(tree: Node, printing: Printing) -> TableLayout:
    """The layout of a table, or of what is left of it (see `Node.only`).

    Args:
        tree: The table's tree.
        printing: How the edition prints it.
    """
    cells, columns, heading_rows = _KINDS[printing.kind](tree, printing)
    return TableLayout(
        title=tree.printed.label,
        printing=printing,
        rows=max(cell.row + cell.rowspan for cell in cells),
        columns=columns,
        heading_rows=heading_rows,
        widths=_widths(printing, columns),
        cells=tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))),
    )


def _widths(printing: Printing, columns: int) -> tuple[int, ...]:
    """The widths of the columns: what the labels leave is shared, and the last ones get the rest."""
    shared = columns - len(printing.labels)
    width, more = divmod(printing.width - sum(printing.labels), shared)
    return (*printing.labels, *(width,) * (shared - more), *(width + 1,) * more)


def _blocks(tree: Node, printing: Printing) -> _Drawn:
    """As table 2: a caption, a row of heads and the rows of each block."""
    columns = 1 + max(sum(cell.printed.span for cell in row.children) for row in tree.children)
    cells: list[LayoutCell] = []
    at = 0
    caption = ""
    for under, rows in groupby(tree.children, key=_block):
        block = list(rows)
        if under[0] != caption:  # a hybrid may have rows with columns of their own under one caption
            caption = under[0]
            cells.append(LayoutCell(row=at, column=0, colspan=columns, text=caption, role=Role.CAPTION))
            at += 1
        cells.append(LayoutCell(row=at, column=0, text=printing.corner, role=Role.HEAD))
        for column, span, cell in _spread(block[0], columns):
            cells.append(
                LayoutCell(row=at, column=column, colspan=span, text=cell.printed.label, role=Role.HEAD)
            )
        for offset, row in enumerate(block, start=at + 1):
            cells.append(LayoutCell(row=offset, column=0, text=row.printed.label, role=Role.LABEL))
            for column, span, cell in _spread(row, columns):
                cells.append(_figure(offset, column, cell, colspan=span))
        at += 1 + len(block)
    return cells, columns, 0


def _block(row: Node) -> tuple[str, tuple[str, ...]]:
    """What rows of one block have in common: the caption, and the columns."""
    return row.printed.under or "", tuple(cell.name for cell in row.children)


def _spread(row: Node, columns: int) -> Iterator[tuple[int, int, Node]]:
    """The cells of a row with their column and span; the last reaches to the table's edge."""
    column = 1
    for cell in row.children:
        span = cell.printed.span if cell is not row.children[-1] else columns - column
        yield column, span, cell
        column += span


def _figure(row: int, column: int, cell: Node, colspan: int = 1) -> LayoutCell:
    return LayoutCell(row=row, column=column, colspan=colspan, role=Role.FIGURE, path=cell.path)


def _rows(tree: Node, printing: Printing) -> _Drawn:
    """As table 3: columns of labels that nest, and a column for each kind of figure."""
    depth = len(printing.labels)
    heads = next(tree.rows()).children
    cells = _heads(heads, depth)
    height = max(cell.row + cell.rowspan for cell in cells)
    if printing.over:
        cells = [evolve(cell, row=cell.row + 1) for cell in cells]
        cells.append(LayoutCell(row=0, column=depth, colspan=len(heads), text=printing.over, role=Role.HEAD))
        height += 1
    corner = LayoutCell(row=0, column=0, rowspan=height, colspan=depth, text=printing.corner, role=Role.NOTE)
    cells.append(corner)
    row = height
    for child in tree.children:
        cells.extend(_labelled_rows(child, row, 0, depth))
        row += len(list(child.rows()))
    return cells, depth + len(heads), height


def _heads(nodes: tuple[Node, ...], column: int) -> list[LayoutCell]:
    """Heads of single columns, some of them under a common one; all end in the same row."""
    height = 2 if any(node.printed.under for node in nodes) else 1
    cells: list[LayoutCell] = []
    for under, grouped in groupby(nodes, key=lambda node: node.printed.under):
        group = list(grouped)
        top = 0
        if under is not None:
            cells.append(LayoutCell(row=0, column=column, colspan=len(group), text=under, role=Role.HEAD))
            top = 1
        for node in group:
            label, rowspan = node.printed.label, height - top
            cells.append(LayoutCell(row=top, column=column, rowspan=rowspan, text=label, role=Role.HEAD))
            column += 1
    return cells


def _is_one_row(node: Node) -> bool:
    """Whether a row, or a group that is printed as one: （六） undivided.

    Of a group from which a document has but one row, that row keeps its own label beside the group's.
    """
    return node.is_row or (len(node.children) == 1 and node.children[0].printed.label == node.printed.label)


def _labelled_rows(node: Node, row: int, column: int, depth: int) -> Iterator[LayoutCell]:
    rows = list(node.rows())
    if _is_one_row(node):
        label = node.printed.label
        role = Role.NOTE if "（区分处理" in label else Role.LABEL
        yield LayoutCell(row=row, column=column, colspan=depth - column, text=label, role=role)
        for offset, cell in enumerate(rows[0].children, start=depth):
            yield _figure(row, offset, cell)
        return
    yield LayoutCell(row=row, column=column, rowspan=len(rows), text=node.printed.label, role=Role.LABEL)
    for child in node.children:
        yield from _labelled_rows(child, row, column + 1, depth)
        row += len(list(child.rows()))


def _nested_heads(tree: Node, _: Printing) -> _Drawn:
    """As table 4: one row of figures under blocks of heads, some of them under a common one."""
    height = 3 if any(block.printed.under for block in tree.children) else 2
    cells: list[LayoutCell] = []
    column = 0
    for under, grouped in groupby(tree.children, key=lambda block: block.printed.under):
        blocks = list(grouped)
        level = 0
        if under is not None:
            width = sum(len(block.children) for block in blocks)
            cells.append(LayoutCell(row=0, column=column, colspan=width, text=under, role=Role.HEAD))
            level = 1
        for block in blocks:
            label, width = block.printed.label, len(block.children)
            cells.append(LayoutCell(row=level, column=column, colspan=width, text=label, role=Role.HEAD))
            for cell in block.children:
                label, rowspan = cell.printed.label, height - 1 - level
                cells.append(
                    LayoutCell(row=level + 1, column=column, rowspan=rowspan, text=label, role=Role.HEAD)
                )
                cells.append(_figure(height, column, cell))
                column += 1
    return cells, column, height


def _pairs(tree: Node, printing: Printing) -> _Drawn:
    """A label and its figure in a row, under one head each."""
    cells = [
        LayoutCell(row=0, column=0, text=printing.corner, role=Role.HEAD),
        LayoutCell(row=0, column=1, text=printing.over, role=Role.HEAD),
    ]
    for row, cell in enumerate(tree.cells(), start=1):
        cells.append(LayoutCell(row=row, column=0, text=cell.printed.label, role=Role.LABEL))
        cells.append(_figure(row, 1, cell))
    return cells, 2, 1


_KINDS = {Kind.BLOCKS: _blocks, Kind.ROWS: _rows, Kind.HEADS: _nested_heads, Kind.PAIRS: _pairs}
