"""Finding table 2: rows under the nearest heads that name the row's own columns."""

from __future__ import annotations

from collections.abc import Iterator

from govinfo_report.form.forms import form_with
from govinfo_report.recognise import books
from govinfo_report.recognise.document import Grid, GridCell
from govinfo_report.recognise.draft import Draft, Head, find_heads, found_row, label_cells
from govinfo_report.recognise.fragments import Fragment, variant_note

__all__ = ["find_disclosure"]


def find_disclosure(grid: Grid) -> Iterator[Fragment]:
    """Every fragment of table 2 in ``grid``, from top to bottom."""
    rows = {node.path: node for node in form_with().tables["disclosure"].children}
    draft = Draft()
    head: Head | None = None
    captions: set[GridCell] = set()
    for row, cells in grid.by_row.items():
        heads = find_heads(books.disclosure_columns(), cells)
        decorations = {cell for cell in cells if books.decorations().find(cell.text)}
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
        if head is not None and not decorations and not find_heads(books.disclosure_rows(), cells):
            head.look_below(cells)
        found = [
            (cell, match)
            for cell in label_cells(grid, cells, head)
            for match in books.disclosure_rows().find(cell.text)
        ]
        if not found or head is None:
            continue
        label, match = found[0]
        node = rows[match.key]
        if not any(column.name in head.heads for column in node.children):
            continue  # the words of a row over other columns are no row
        if not draft.takes(node.path, [label], cells, head):
            continue
        if node.path in draft.seen:
            yield draft.finish("disclosure", grid)
            draft = Draft()
        if not match.official:
            draft.notes.append(variant_note(grid, label, node.path, match.wording))
        draft.add(grid, found_row(grid, node, row, [label], head), head)
    if draft.rows:
        yield draft.finish("disclosure", grid)
