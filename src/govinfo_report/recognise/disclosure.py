"""Finding table 2: rows under the nearest heads that name the row's own columns.

The heads also say of which edition a row is, row by row.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache

from govinfo_report.document import Grid, GridCell
from govinfo_report.form import books
from govinfo_report.form.forms import every_form
from govinfo_report.form.labels import is_official
from govinfo_report.form.tree import Node
from govinfo_report.recognise.draft import Draft, Head, find_heads, found_row, label_cells
from govinfo_report.recognise.fragments import Fragment, variant_note

__all__ = ["find_disclosure", "row_under"]


@cache
def _rows() -> dict[str, tuple[Node, ...]]:
    """The rows of table 2 by path, in each edition that has them, the current one first."""
    rows: dict[str, tuple[Node, ...]] = {}
    for form in every_form():
        for node in form.tables["disclosure"].children:
            if node not in rows.get(node.path, ()):
                rows[node.path] = (*rows.get(node.path, ()), node)
    return rows


def row_under(path: str, heads: Collection[str]) -> Node | None:
    """The row at ``path`` of the edition to which the ``heads`` over it belong; ``None`` if they are none's.

    Of two that fit, it is the one with fewer columns that have no head.
    """
    best: Node | None = None
    best_fit = (0, 0)
    for node in _rows()[path]:
        known = sum(column.name in heads for column in node.children)
        fit = (known, known - len(node.children))
        if (known and fit > best_fit) or (known and best is None):
            best, best_fit = node, fit
    return best


def find_disclosure(grid: Grid) -> Iterator[Fragment]:
    """Every fragment of table 2 in ``grid``, from top to bottom."""
    draft = Draft()
    head: Head | None = None
    captions: set[GridCell] = set()
    for row, cells in grid.by_row.items():
        words = grid.words_by_row.get(row, [])
        if not words:
            continue
        heads = find_heads(books.disclosure_columns(), words)
        decorations = {cell for cell in words if books.decorations().find(cell.text)}
        if heads:
            head = Head(
                row=row,
                heads=heads,
                book=books.disclosure_columns(),
                around=captions | decorations,
                path="disclosure",
            )
            head.look_around(cells, books.decorations())
            captions = set()
            continue
        captions |= decorations
        if head is not None and not decorations and not find_heads(books.disclosure_rows(), words):
            head.look_below(cells)
        found = [
            (cell, match)
            for cell in label_cells(grid, cells, head)
            for match in books.disclosure_rows().find(cell.text)
        ]
        if not found or head is None:
            continue
        label, match = found[0]
        node = row_under(match.key, head.heads)
        if node is None:
            continue  # the words of a row over other columns are no row
        if not draft.takes(node.path, [label], cells, head):
            continue
        if node.path in draft.seen:
            yield draft.finish("disclosure", grid)
            draft = Draft()
        if not is_official(label.text, node.printed):
            draft.notes.append(variant_note(grid, label, node.path, node.printed.label))
        draft.add(grid, found_row(grid, node, row, [label], head), head)
    if draft.rows:
        yield draft.finish("disclosure", grid)
