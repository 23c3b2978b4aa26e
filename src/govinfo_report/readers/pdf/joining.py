"""Tables that go on over a page break: their parts joined, and a row that the break cut in two made one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import evolve, frozen

from govinfo_report.readers.pdf.ruling import RuledCell, RuledTable
from govinfo_report.recognise.books import every_book

__all__ = ["JoinedTable", "joined"]

_NEAR = 4.0
"""Columns of two parts stand at the same place if they are nearer than this, in points."""

_MOST_OF_A_TABLE = 8
"""So many lines between columns at the same places are those of one table."""


@frozen
class JoinedTable:
    """A table, with the page on which each of its rows stands."""

    cells: tuple[RuledCell, ...]
    pages: tuple[int, ...]


def joined(run: Sequence[RuledTable]) -> Iterator[JoinedTable]:
    """The tables that a run of tables on successive pages makes: alike columns go on, others begin anew."""
    parts: list[RuledTable] = []
    for table in run:
        if parts and not _alike(parts[-1].columns, table.columns):
            yield _join(parts)
            parts = []
        parts.append(table)
    if parts:
        yield _join(parts)


def _alike(one: Sequence[float], other: Sequence[float]) -> bool:
    """Whether two parts have the same columns; where cells are merged, one may show fewer of them.

    It may lack those on the left, too: of a group's label that goes over the whole page nothing is drawn.
    """
    fewer, more = sorted((one, other), key=len)
    edges = abs(one[-1] - other[-1]) <= _NEAR and (
        abs(one[0] - other[0]) <= _NEAR or len(fewer) >= _MOST_OF_A_TABLE
    )
    return edges and all(any(abs(x - y) <= _NEAR for y in more) for x in fewer)


def _join(parts: Sequence[RuledTable]) -> JoinedTable:
    columns = max((part.columns for part in parts), key=len)
    cells: list[RuledCell] = []
    pages: list[int] = []
    for part in parts:
        fresh = [_on_columns(cell, part.columns, columns) for cell in part.cells]
        first = len(pages)
        if first and _cut(cells, fresh, first - 1):
            fresh = _mend(cells, fresh, first - 1)
            pages += [part.page] * (part.rows - 1)
            first -= 1
        else:
            pages += [part.page] * part.rows
        cells += _without_cut_groups(cells, [evolve(cell, row=cell.row + first) for cell in fresh], first)
    return JoinedTable(tuple(cells), tuple(pages))


def _without_cut_groups(
    above: list[RuledCell], fresh: Sequence[RuledCell], first: int
) -> Iterator[RuledCell]:
    """The cells of a further part; a label that the break cut in two is made whole in the cell above.

    Some programs print of a label on the first page what finds room there, and on the second the whole of it.
    """
    ending = {
        (cell.column, cell.colspan): index
        for index, cell in enumerate(above)
        if cell.text and cell.row + cell.rowspan == first
    }
    heads = not any(_is_digit(above[index].text) for index in ending.values())
    for cell in fresh:
        index = ending.get((cell.column, cell.colspan))
        text = None
        if index is not None and cell.row == first and cell.text:
            text = _whole(above[index].text, cell.text, heads)
        if text is not None and index is not None:
            upper = above[index]
            above[index] = evolve(upper, rowspan=upper.rowspan + cell.rowspan, text=text)
        else:
            yield cell


def _whole(upper: str, lower: str, heads: bool) -> str | None:
    """The label of which a cell at a page's foot and one at the next page's head are parts, if they are."""
    if heads and "".join(lower.split()).startswith("".join(upper.split())):
        return lower
    if _is_label(lower):
        return None
    return f"{upper}\n{lower}" if _is_label(upper + lower) else None


def _on_columns(cell: RuledCell, own: Sequence[float], columns: Sequence[float]) -> RuledCell:
    """A cell on the columns of the whole table."""
    if len(own) == len(columns):
        return cell

    def index(x: float) -> int:
        return min(range(len(columns)), key=lambda place: abs(columns[place] - x))

    left, right = index(own[cell.column]), index(own[cell.column + cell.colspan])
    return evolve(cell, column=left, colspan=max(1, right - left))


def _cut(above: Sequence[RuledCell], below: Sequence[RuledCell], last: int) -> bool:
    """Whether the row at the foot of a page goes on at the head of the next: a label is whole only with both.

    A group's label that is cut is no such row: beside it stand rows of its own on either page.
    """
    upper = {cell.column: cell for cell in above if cell.row == last and cell.rowspan == 1}
    lower = {cell.column: cell for cell in below if cell.row == 0 and cell.rowspan == 1}
    if upper.keys() != lower.keys():
        return False
    if any(upper[column].text and lower[column].text and _is_digit(upper[column].text) for column in upper):
        return False
    return any(
        upper[column].text
        and lower[column].text
        and not _is_label(lower[column].text)
        and _is_label(upper[column].text + lower[column].text)
        for column in upper
    )


def _is_digit(text: str) -> bool:
    return any(sign.isdigit() for sign in text) and not any("\u4e00" <= sign <= "\u9fff" for sign in text)


def _is_label(text: str) -> bool:
    return any(book.is_whole(text) for book in every_book())


def _mend(above: list[RuledCell], below: Sequence[RuledCell], last: int) -> list[RuledCell]:
    """Put the first row of ``below`` to the last of ``above``; the rest of ``below``, one row up."""
    lower = {cell.column: cell for cell in below if cell.row == 0 and cell.rowspan == 1}
    for index, cell in enumerate(above):
        if cell.row == last and cell.rowspan == 1 and cell.column in lower:
            parts = (cell.text, lower[cell.column].text)
            above[index] = evolve(cell, text="\n".join(part for part in parts if part))
    rest = [cell for cell in below if cell.row > 0 or cell.rowspan > 1]
    return [
        evolve(cell, row=cell.row) if cell.row > 0 else evolve(cell, row=1, rowspan=cell.rowspan - 1)
        for cell in rest
    ]
