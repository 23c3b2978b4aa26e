"""Finding table 3: rows by their innermost label, columns by the nearest heads above."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from govinfo_report.form.forms import form_with
from govinfo_report.form.tree import Node
from govinfo_report.recognise import books
from govinfo_report.recognise.document import Grid, GridCell
from govinfo_report.recognise.draft import Draft, Head, find_heads, found_row, label_cells
from govinfo_report.recognise.fragments import Fragment, variant_note

__all__ = ["find_requests"]

#: Heads of table 3 that occur nowhere else in the form.
_TELLING = ("business", "research", "public_interest", "legal_service")
_NEAR = 3
"""Rows above that of the telling heads in which the others are looked for."""

_GROUP = "requests.outcomes.closed_otherwise"
_UNDIVIDED = f"{_GROUP}.undivided"
_OTHER = f"{_GROUP}.other"
_TOTAL = "requests.outcomes.total"
_SEVENTH = re.compile(r"\s*[（(]\s*七\s*[）)]")


@cache
def _rows() -> dict[str, Node]:
    """Every row of table 3, with （六） divided and undivided."""
    return {
        row.path: row
        for undivided in (False, True)
        for row in form_with(undivided=undivided).tables["requests"].rows()
    }


def find_requests(grid: Grid) -> Iterator[Fragment]:
    """Every fragment of table 3 in ``grid``, from top to bottom."""
    draft = Draft()
    head: Head | None = None
    for row, cells in grid.by_row.items():
        heads = _find_head(grid, row)
        if heads is not None:
            head = heads
            continue
        labels, path = _find_label(label_cells(grid, cells, head), draft.last)
        if path is None or not draft.takes(path, [cell for cell, _, _ in labels], cells, head):
            continue
        if path in draft.seen:
            yield draft.finish("requests", grid)
            draft = Draft()
        draft.notes.extend(
            variant_note(grid, cell, where, wording) for cell, where, wording in labels if wording is not None
        )
        draft.add(grid, found_row(grid, _rows()[path], row, [cell for cell, _, _ in labels], head), head)
    if draft.rows:
        yield draft.finish("requests", grid)


def _find_head(grid: Grid, row: int) -> Head | None:
    """The heads of table 3 if ``row`` is the one that prints the telling ones."""
    book = books.applicant_columns()
    here = find_heads(book, grid.by_row[row])
    heads = {name: here[name] for name in _TELLING if name in here}
    if len(heads) < 2:
        return None
    above = [cell for each in range(row - _NEAR, row + 1) for cell in grid.by_row.get(each, [])]
    for cell in above:
        for match in book.find(cell.text):
            # 其他 says little; it counts only beside the telling heads.
            if match.key in ("natural_person", "total") or (match.key == "other" and cell.row == row):
                heads[match.key] = cell
    around = {cell for cell in above if books.decorations().find(cell.text)}
    return Head(row=row, heads=heads, book=book, around=around, path="requests")


_Labels = list[tuple[GridCell, str, str | None]]
"""A label's cell, the path it labels, and the official wording if its own is another."""


def _find_label(cells: Iterable[GridCell], last: str) -> tuple[_Labels, str | None]:
    """The labels in a row of the grid and the row of table 3 they make; nothing if they make none."""
    labels: _Labels = []
    for cell in cells:
        for match in books.request_rows().find(cell.text):
            if _fits(match.key, cell.text, last, labels):
                labels.append((cell, match.key, None if match.official else match.wording))
                break
    path = labels[-1][1] if labels else None
    if path == _GROUP:  # the label of the group and no label of a row beside it: the undivided row
        path = _UNDIVIDED
    return (labels, path) if path in _rows() else ([], None)


def _fits(path: str, text: str, last: str, labels: _Labels) -> bool:
    """Whether words that say little on their own — 其他, 总计 — stand where the form has them."""
    if path == _OTHER:
        return last.startswith(_GROUP) or any(where.startswith(_GROUP) for _, where, _ in labels)
    if path == _TOTAL:
        return last.startswith("requests.outcomes.") or _SEVENTH.match(text) is not None
    return True
