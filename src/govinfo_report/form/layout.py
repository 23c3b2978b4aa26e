"""The tables as the official form prints them: which text or figure stands where, over how many cells."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from itertools import groupby

from attrs import frozen

from govinfo_report.form.tree import Node

__all__ = ["LayoutCell", "Role", "TableLayout", "layout_of"]

#: 国办公开办函〔2021〕30号, head of table 3.
NOTE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
APPLICANTS = "申请人情况"
CONTENT = "信息内容"


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
        rows: Number of grid rows.
        columns: Number of grid columns.
        heading_rows: Rows to repeat when the table breaks over pages.
        widths: Width of each grid column in twentieths of a point (dxa).
        cells: All cells, row by row; together they cover the grid exactly once.
    """

    title: str
    rows: int
    columns: int
    heading_rows: int
    widths: tuple[int, ...]
    cells: tuple[LayoutCell, ...]


def _table(title: str, cells: list[LayoutCell], widths: tuple[int, ...], heading_rows: int) -> TableLayout:
    return TableLayout(
        title=title,
        rows=max(cell.row + cell.rowspan for cell in cells),
        columns=len(widths),
        heading_rows=heading_rows,
        widths=widths,
        cells=tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))),
    )


#: Widths of the columns of labels of table 3.
_LABEL_WIDTHS = (754, 921, 3271)
#: Width of table 2 in twentieths of a point; its columns are equal.
_DISCLOSURE_WIDTH = 9740


def _disclosure(tree: Node) -> TableLayout:
    """Table 2: a caption, a row of heads and the rows of each block."""
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
        cells.append(LayoutCell(row=at, column=0, text=CONTENT, role=Role.HEAD))
        for column, span, cell in _spread(block[0], columns):
            cells.append(
                LayoutCell(row=at, column=column, colspan=span, text=cell.printed.label, role=Role.HEAD)
            )
        for offset, row in enumerate(block, start=at + 1):
            cells.append(LayoutCell(row=offset, column=0, text=row.printed.label, role=Role.LABEL))
            for column, span, cell in _spread(row, columns):
                cells.append(
                    LayoutCell(row=offset, column=column, colspan=span, role=Role.FIGURE, path=cell.path)
                )
        at += 1 + len(block)
    return _table(tree.printed.label, cells, (_DISCLOSURE_WIDTH // columns,) * columns, heading_rows=0)


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


def _requests(tree: Node) -> TableLayout:
    """Table 3: three columns of labels that nest, and a column for each kind of applicant and the total."""
    depth = len(_LABEL_WIDTHS)
    columns = next(tree.rows()).children
    cells = [
        LayoutCell(row=0, column=0, rowspan=3, colspan=depth, text=NOTE, role=Role.NOTE),
        LayoutCell(row=0, column=depth, colspan=len(columns), text=APPLICANTS, role=Role.HEAD),
    ]
    at = depth
    for under, grouped in groupby(columns, key=lambda column: column.printed.under):
        group = list(grouped)
        if under is None:
            for offset, head in enumerate(group):
                cells.append(
                    LayoutCell(row=1, column=at + offset, rowspan=2, text=head.printed.label, role=Role.HEAD)
                )
        else:
            cells.append(LayoutCell(row=1, column=at, colspan=len(group), text=under, role=Role.HEAD))
            for offset, head in enumerate(group):
                cells.append(LayoutCell(row=2, column=at + offset, text=head.printed.label, role=Role.HEAD))
        at += len(group)
    row = 3
    for child in tree.children:
        cells.extend(_labelled_rows(child, row, 0, depth))
        row += len(list(child.rows()))
    return _table(tree.printed.label, cells, (*_LABEL_WIDTHS, *(685,) * len(columns)), heading_rows=3)


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
            yield LayoutCell(row=row, column=offset, role=Role.FIGURE, path=cell.path)
        return
    yield LayoutCell(row=row, column=column, rowspan=len(rows), text=node.printed.label, role=Role.LABEL)
    for child in node.children:
        yield from _labelled_rows(child, row, column + 1, depth)
        row += len(list(child.rows()))


def _remedies(tree: Node) -> TableLayout:
    """Table 4: one row of figures under three rows of heads."""
    cells: list[LayoutCell] = []
    column = 0
    for under, grouped in groupby(tree.children, key=lambda block: block.printed.under):
        blocks = list(grouped)
        if under is not None:
            width = sum(len(block.children) for block in blocks)
            cells.append(LayoutCell(row=0, column=column, colspan=width, text=under, role=Role.HEAD))
        for block in blocks:
            level = 0 if under is None else 1
            cells.append(
                LayoutCell(
                    row=level,
                    column=column,
                    colspan=len(block.children),
                    text=block.printed.label,
                    role=Role.HEAD,
                )
            )
            for cell in block.children:
                cells.append(
                    LayoutCell(
                        row=level + 1,
                        column=column,
                        rowspan=2 - level,
                        text=cell.printed.label,
                        role=Role.HEAD,
                    )
                )
                cells.append(LayoutCell(row=3, column=column, role=Role.FIGURE, path=cell.path))
                column += 1
    return _table(tree.printed.label, cells, (649,) * 7 + (650,) * 8, heading_rows=3)


_LAYOUTS = {"disclosure": _disclosure, "requests": _requests, "remedies": _remedies}


def layout_of(table: str, tree: Node) -> TableLayout:
    """The layout of a table, or of what is left of it (see `Node.only`).

    Args:
        table: ``disclosure``, ``requests`` or ``remedies``.
        tree: The table's tree.
    """
    return _LAYOUTS[table](tree)
