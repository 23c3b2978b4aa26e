"""Tables that go on over a page break: their parts joined, and a row that the break cut in two made one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import evolve, frozen

from govinfo_report.form.evidence import every_label
from govinfo_report.raw import Doubt
from govinfo_report.raw.doubt import is_sign
from govinfo_report.readers.pdf.contents import goes_on
from govinfo_report.readers.pdf.ruled import RuledCell, RuledTable

__all__ = ["JoinedTable", "joined"]

_NEAR = 4.0
"""Columns of two parts stand at the same place if they are nearer than this, in points."""

_MOST_OF_A_TABLE = 8
"""So many lines between columns at the same places are those of one table."""


_NUMBERED = re.compile(r"[（(]?[0-9一二三四五六七八九十]+[）)、.．]?[^0-9]")
"""The beginning of a label with its number, which no other label of the table begins with."""
_FEWEST_ROWS = 2
"""Of so many rows at least one may be a strip of cells."""


@frozen
class JoinedTable:
    """A table, with the page on which each of its rows stands."""

    cells: tuple[RuledCell, ...]
    pages: tuple[int, ...]


def joined(tables: Iterable[RuledTable]) -> Iterator[JoinedTable]:
    """The tables that a run of parts makes: alike columns go on over a page break, others begin anew."""
    parts: list[RuledTable] = []
    for table in tables:
        if parts and (table.page == parts[-1].page or not _alike(parts[-1].columns, table.columns)):
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
    for place, part in enumerate(parts):
        part = evolve(part, cells=tuple(_on_columns(cell, part.columns, columns) for cell in part.cells))
        first = len(pages)
        row = _repeated_heads(cells, part.cells)
        while place and _is_strip(part, row):
            part = _without_row(part, row)
        while place < len(parts) - 1 and _is_strip(part, part.rows - 1):
            part = _without_row(part, part.rows - 1)
        fresh = list(part.cells)
        upper, lower = _row(cells, first - 1), _row(fresh, row)
        merged = 0
        if first and _is_cut(upper, lower):
            if _figures(upper).keys() <= lower.keys() and _figures(lower).keys() <= upper.keys():
                fresh = _mended(cells, fresh, first - 1, row)
                merged = int(row == 0)
            else:
                _doubt(cells, upper)
        elif first and _may_be_cut(upper, lower):
            _doubt(cells, {column: cell for column, cell in upper.items() if column in _figures(lower)})
        pages += [part.page] * (part.rows - merged)
        first -= merged
        cells += _without_cut_groups(cells, [evolve(cell, row=cell.row + first) for cell in fresh], first)
    return JoinedTable(tuple(cells), tuple(pages))


def _is_strip(part: RuledTable, row: int) -> bool:
    """Whether of a row at a break nothing can be read: what a break left of one, or cells beyond the page."""
    here = [cell for cell in part.cells if cell.row == row and cell.rowspan == 1]
    return (
        part.rows >= _FEWEST_ROWS and bool(here) and all(is_sign(sign) for cell in here for sign in cell.text)
    )


def _without_row(part: RuledTable, row: int) -> RuledTable:
    cells = (
        evolve(
            cell,
            row=cell.row - (cell.row > row),
            rowspan=cell.rowspan - (cell.row <= row < cell.row + cell.rowspan),
        )
        for cell in part.cells
        if cell.rowspan > 1 or cell.row != row
    )
    return evolve(part, cells=tuple(cells), heights=part.heights[:row] + part.heights[row + 1 :])


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
    beginning = "".join(upper.split())
    if (heads or _NUMBERED.match(beginning)) and "".join(lower.split()).startswith(beginning):
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


_Row = Mapping[int, RuledCell]
"""Column → the cell of just one row that begins there: of a group's label nothing tells of the row."""


def _row(cells: Sequence[RuledCell], row: int) -> _Row:
    return {cell.column: cell for cell in cells if cell.row == row and cell.rowspan == 1}


def _repeated_heads(above: Sequence[RuledCell], below: Sequence[RuledCell]) -> int:
    """How many rows at the head of a page print the table's first rows again."""

    def printed(cells: Sequence[RuledCell], row: int) -> list[tuple[int, int, str]]:
        here = ((cell.column, cell.colspan, "".join(cell.text.split())) for cell in cells if cell.row == row)
        return sorted(here)

    row = 0
    while (heads := printed(below, row)) and any(text for *_, text in heads) and heads == printed(above, row):
        row += 1
    return row


def _is_cut(upper: _Row, lower: _Row) -> bool:
    """Whether the row at the foot of a page goes on at the head of the next one.

    It does where a label is whole only with both parts; where the lower part has figures and no words, the
    digits of wrapped ones for instance, and where the one part has the label and the other the figures. Heads
    at a page's foot with their figures on the next page are two rows: each column prints something on both.
    """
    if _completes_a_label(upper, lower):
        return True
    upper = {column: cell for column, cell in upper.items() if column in lower or _is_digit(cell.text)}
    both = {column for column in upper.keys() & lower.keys() if upper[column].text and lower[column].text}
    if _figures(lower) and not _words(lower):
        return bool(_figures(upper)) or (bool(_words(upper)) and not both)
    return bool(_figures(upper) and _words(lower)) and not (both or _words(upper) or _figures(lower))


def _completes_a_label(upper: _Row, lower: _Row) -> bool:
    """Whether a label of the row is whole only with both parts, and none stands in the lower part alone.

    A group's label that is cut is no such row: beside it stand rows of its own on either page.
    """
    if not lower.keys() <= upper.keys():
        return False
    both = [(upper[column].text, cell.text) for column, cell in _words(lower).items() if upper[column].text]
    return bool(both) and all(not _is_label(two) and _is_label(one + two) for one, two in both)


def _may_be_cut(upper: _Row, lower: _Row) -> bool:
    """Whether the first row of a page may be the rest of the last: words of no label, and few figures."""
    words, above, below = _words(lower), _figures(upper), _figures(lower)
    strange = not any(every_label().find(cell.text) for cell in words.values())
    return bool(words) and strange and bool(below) and below.keys() < above.keys()


def _figures(row: _Row) -> _Row:
    return {column: cell for column, cell in row.items() if _is_digit(cell.text)}


def _words(row: _Row) -> _Row:
    return {column: cell for column, cell in row.items() if any(sign.isalpha() for sign in cell.text)}


def _doubt(cells: list[RuledCell], row: _Row) -> None:
    """Put the figures of a row in doubt that goes on in another part, nobody can tell where."""
    for index, cell in enumerate(cells):
        if row.get(cell.column) is cell and _is_digit(cell.text):
            cells[index] = evolve(cell, text=f"{cell.text}{Doubt.CUT.sign}")


def _is_digit(text: str) -> bool:
    return any(sign.isdigit() for sign in text) and not any("\u4e00" <= sign <= "\u9fff" for sign in text)


def _is_label(text: str) -> bool:
    return every_label().is_whole(text)


def _mended(above: list[RuledCell], below: Sequence[RuledCell], last: int, row: int) -> list[RuledCell]:
    """Put a row of ``below`` to the last of ``above``; the rest of ``below``, those behind it one row up.

    Where the row stands behind heads that are printed again, these keep their places, and it leaves a row
    without cells.
    """
    lower = _row(below, row)
    upper = _row(above, last)
    for index, cell in enumerate(above):
        if upper.get(cell.column) is cell and cell.column in lower:
            above[index] = _together(cell, lower[cell.column])
    rest = [cell for cell in below if lower.get(cell.column) is not cell or cell.column not in upper]
    if row:
        return rest
    return [
        evolve(cell, row=1, rowspan=cell.rowspan - 1) if cell.row == 0 and cell.rowspan > 1 else cell
        for cell in rest
    ]


def _together(upper: RuledCell, lower: RuledCell) -> RuledCell:
    """A cell that the break has cut: digits go on below where no further one would have fitted above."""
    wrapped = upper.full and goes_on(upper.text, lower.text)
    text = ("" if wrapped else "\n").join(part for part in (upper.text, lower.text) if part)
    return evolve(upper, text=text, full=lower.full)
