"""Finding table 3: rows by their innermost label, columns by the nearest heads above."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise

from govinfo_report.document import Grid, GridCell
from govinfo_report.form import books
from govinfo_report.form.books import CLOSED_OTHERWISE, request_rows_by_path
from govinfo_report.recognise.draft import Draft, Head, find_heads, found_row, label_cells
from govinfo_report.recognise.fragments import Fragment, variant_note
from govinfo_report.recognise.placing import is_figure

__all__ = ["TELLING", "find_requests", "fits_here"]

#: Heads of table 3 that occur nowhere else in the form.
TELLING = ("business", "research", "public_interest", "legal_service")
_NEAR = 2
"""Rows above that of the telling heads in which the others are looked for."""
_COLUMNS = 7
"""Columns of figures."""

_UNDIVIDED = f"{CLOSED_OTHERWISE}.undivided"
_OTHER = f"{CLOSED_OTHERWISE}.other"
_TOTAL = "requests.outcomes.total"
_SEVENTH = re.compile(r"\s*[（(]\s*七\s*[）)]")

_THIRD = re.compile(r"\s*[（(]?\s*[3３三]")


@cache
def _groups() -> dict[str, frozenset[str]]:
    """The heads over several columns, 法人或其他组织, each with the columns under it."""
    groups: dict[str, set[str]] = {}
    for column in next(iter(request_rows_by_path().values())).children:
        if column.printed.under is not None:
            groups.setdefault(column.printed.under, set()).add(column.name)
    return {caption: frozenset(names) for caption, names in groups.items()}


def find_requests(grid: Grid, before: list[Head]) -> Iterator[Fragment]:
    """Every fragment of table 3 in ``grid``, from top to bottom.

    Args:
        grid: The grid.
        before: The heads met in earlier grids, to which those met here are added: a table that goes
            on without a head goes on under the last one.
    """
    draft = Draft()
    head: Head | None = None
    for row, cells in grid.by_row.items():
        heads = _find_head(grid, row)
        if heads is not None:
            head = heads
            before.append(head)
            continue
        if _is_upper_head(grid, grid.words_by_row.get(row, []), head):
            continue
        labels, path = _find_label(label_cells(grid, cells, head), draft.last, len(cells))
        if path is None or not draft.takes(path, [cell for cell, _, _ in labels], cells, head):
            if path is None and head is not None:
                head.look_below(cells)
            continue
        if path in draft.seen:
            yield draft.finish("requests", grid)
            draft = Draft()
        draft.notes.extend(
            variant_note(grid, cell, where, wording) for cell, where, wording in labels if wording is not None
        )
        found = found_row(
            grid,
            request_rows_by_path()[path],
            row,
            [cell for cell, _, _ in labels],
            head,
            before=before[-1] if before else None,
        )
        draft.add(grid, found, head)
    if draft.rows:
        yield draft.finish("requests", grid)


def _is_upper_head(grid: Grid, cells: Sequence[GridCell], head: Head | None) -> bool:
    """Whether a row is the upper part of a head, repeated: its 总计 is the head of a column, no row."""
    own = [cell for cell in cells if not grid.exact or head is None or head.first <= cell.column < head.end]
    return any(books.decorations().find(cell.text) for cell in own)


def _find_head(grid: Grid, row: int) -> Head | None:
    """The heads of table 3 if ``row`` is the one that prints the telling ones."""
    book = books.applicant_columns()
    here = find_heads(book, grid.words_by_row.get(row, []))
    heads = {name: here[name] for name in TELLING if name in here}
    if len(heads) < 2:
        return None
    above = [cell for each in range(row - _NEAR, row + 1) for cell in grid.by_row.get(each, [])]
    for cell in above:
        for match in book.find(cell.text):
            # 其他 says little; it counts only beside the telling heads.
            if match.key in ("natural_person", "total") or (match.key == "other" and cell.row == row):
                heads.setdefault(match.key, cell)
    around = {cell for cell in above if books.decorations().find(cell.text)}
    head = Head(row=row, heads=heads, book=book, around=around, path="requests")
    head.look_around(above, books.decorations())
    for caption, names in _groups().items():
        if not grid.exact and _beside_its_members(grid.by_row[row], caption, names):
            head.doubtful = True
        if grid.exact and names <= heads.keys():
            for cell in around:
                if cell.row < row and any(
                    each.key == caption for each in books.decorations().find(cell.text)
                ):
                    head.look_under(grid, cell, [heads[name] for name in names])
    return head


def _beside_its_members(cells: Sequence[GridCell], caption: str, names: Collection[str]) -> bool:
    """Whether a head over several columns stands in the row of their heads, and not just before them.

    Two rows of heads were joined into one (自然人, 法人或其他组织, 总计, 商业企业…): out of order, then.
    """
    for cell, following in pairwise(cells):
        if any(match.key == caption for match in books.decorations().find(cell.text)):
            return not any(match.key in names for match in books.applicant_columns().find(following.text))
    return False


_Labels = list[tuple[GridCell, str, str | None]]
"""A label's cell, the path it labels, and the official wording if its own is another."""


def _find_label(cells: Iterable[GridCell], last: str, printed: int) -> tuple[_Labels, str | None]:
    """The labels in a row of the grid and the row of table 3 they make; nothing if they make none.

    Args:
        cells: The cells that may be labels.
        last: Path of the row before.
        printed: How many cells of the row print something.
    """
    labels: _Labels = []
    strange = False
    for cell in cells:
        known = len(labels)
        for match in books.request_rows().find(cell.text):
            if fits_here(match.key, cell.text, last, [where for _, where, _ in labels]):
                labels.append((cell, match.key, None if match.official else match.wording))
                break
        # 无 and 不适用 are words, too, and figures of the row.
        strange = strange or (bool(labels) and len(labels) == known and not is_figure(cell))
    path = labels[-1][1] if labels else None
    # A figure that cannot be read (十余件) looks like a label; but then all seven columns are taken with it.
    strange = strange and printed - len(labels) != _COLUMNS
    if path == CLOSED_OTHERWISE and not strange:  # the group's label and no other beside it
        path = _UNDIVIDED
    several = (
        sum(where in request_rows_by_path() for _, where, _ in labels) > 1
    )  # a table that lies on its side
    return (labels, path) if path in request_rows_by_path() and not several else ([], None)


def fits_here(path: str, text: str, last: str, beside: Sequence[str]) -> bool:
    """Whether words that say little on their own — 其他, 总计 — stand where the form has them.

    Args:
        path: The row that they may label.
        text: The words.
        last: Path of the row before.
        beside: Paths of the labels before them in the same row.
    """
    if path == _OTHER:
        if last == f"{CLOSED_OTHERWISE}.fee_unpaid":
            return True
        in_group = last.startswith(CLOSED_OTHERWISE) or any(
            where.startswith(CLOSED_OTHERWISE) for where in beside
        )
        return in_group and _THIRD.match(text) is not None
    if path == _TOTAL:
        return last.startswith(CLOSED_OTHERWISE) or _SEVENTH.match(text) is not None
    return True
