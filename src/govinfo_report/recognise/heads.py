"""The heads over the columns of a lattice: runs of rows of heads, and what stands over each column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache

from attrs import evolve, frozen

from govinfo_report.document import Grid, GridCell
from govinfo_report.document.lattice import is_word
from govinfo_report.form.evidence import (
    heads_named,
    labels_named,
    leaf_rows,
    leaves,
    remarks,
    widths_of,
)
from govinfo_report.form.labels import core, is_numbered_as, is_piece

__all__ = ["Head", "Heads", "heads_in_order", "heads_of", "is_head_row"]


_FEWEST_KNOWN = 2
"""So many heads have to be known before the others are told by their order."""


@frozen(kw_only=True)
class Head:
    """What stands over one column of figures.

    Attributes:
        column: Its first column.
        end: The column behind its last.
        cells: What is printed there, from the uppermost head of the form down.
        printed: For each of these that is a head of the form, the official wordings it may stand for.
        known: All these wordings, and those of heads that reach over it from the left.
        foreign: The words among them that are no head of the form.
        leaf: The official wordings that the head right over the figures may stand for.
        reaching: The cells of those that reach over it from the left.
        beyond: Those of these, by their wordings, that would stand over more columns than in any form.
    """

    column: int
    end: int
    cells: tuple[GridCell, ...]
    printed: tuple[frozenset[str], ...]
    known: frozenset[str]
    foreign: tuple[GridCell, ...]
    leaf: frozenset[str]
    reaching: tuple[GridCell, ...] = ()
    beyond: frozenset[str] = frozenset()


@frozen(kw_only=True, eq=False, slots=False)
class Heads:
    """A run of rows of heads.

    Attributes:
        rows: The rows, from top to bottom.
        columns: The columns of figures under them, from left to right.
        used: Every cell that belongs to them.
        strangers: Words among them that are no head of the form, and no remark.
        width: How many fields its widest row has, for text; else 0.
    """

    rows: tuple[int, ...]
    columns: tuple[Head, ...]
    used: frozenset[GridCell]
    strangers: frozenset[GridCell] = frozenset()
    width: int = 0

    @cached_property
    def first(self) -> int:
        """The first column of figures."""
        return min((head.column for head in self.columns), default=0)

    @cached_property
    def end(self) -> int:
        """The column behind the last."""
        return max((head.end for head in self.columns), default=0)

    def repeats(self, other: Heads) -> bool:
        """Whether they say nothing but what other heads have over the same columns: the top of a page."""
        own, others = ({(head.column, head.leaf) for head in each.columns} for each in (self, other))
        said = frozenset[str]().union(*(head.known for head in other.columns))
        return bool(own) and own < others and all(head.known <= said for head in self.columns)

    @property
    def is_whole(self) -> bool:
        """Whether they are all heads that a form has side by side, in any order, and none is in doubt."""
        names = tuple(next(iter(head.leaf)) for head in self.columns if len(head.leaf) == 1)
        known = names in leaf_rows() or (
            len(set(names)) == len(names) and any(set(order) == set(names) for order in leaf_rows())
        )
        return known and not any(head.foreign for head in self.columns) and not self.strangers

    def has_stranger_over(self, grid: Grid, column: int) -> bool:
        """Whether words stand over a column that are no head of the form: a further column."""
        cells = (grid.at(row, column) for row in self.rows)
        return any(cell in self.strangers for cell in cells if cell is not None)


def is_head_row(cells: Sequence[GridCell], row: int, above: Heads | None) -> bool:
    """Whether a row is one of heads: labels of columns stand in it, and neither digits nor a row's label.

    Args:
        cells: What stands in the row.
        row: The row.
        above: The heads that the row stands under, if any.
    """
    own = [cell for cell in cells if cell.row == row]
    found = [cell for cell in own if is_word(cell) and _is_head(cell.text)]
    if not found or any(not is_word(cell) and _has_digits(cell) for cell in cells):
        return False
    if above is None:
        return True
    rows_label = [cell for cell in own if cell.column < above.first and labels_named(cell.text)]
    if any(cell not in found for cell in rows_label):
        return False
    return len(found) > 1 or found[0] not in rows_label


@lru_cache(maxsize=4096)
def _is_head(text: str) -> bool:
    """Whether a text is a head of the form, and not the label of a row by its number: （七）总计."""
    return bool(heads_named(text)) and not any(is_numbered_as(text, name) for name in labels_named(text))


def _has_digits(cell: GridCell) -> bool:
    return any(sign.isdigit() for sign in cell.text)


def heads_of(grid: Grid, rows: Sequence[int]) -> Heads:
    """The heads that some rows make."""
    over = {row: _by_column(grid, row) for row in rows}
    starts = sorted({cell.column for cells in over.values() for cell in cells.values()})
    columns = _named([head for column in starts if (head := _head(over, column)) is not None], over)
    columns = _beyond(columns)
    printed = {cell for cells in over.values() for cell in cells.values()}
    used = {cell for cell in printed if heads_named(cell.text) or remarks().find(cell.text)}
    used |= {cell for head in columns for cell in head.cells if cell not in head.foreign}
    width = max(grid.widths[row] for row in rows) if grid.widths else 0
    return Heads(
        rows=tuple(rows),
        columns=tuple(columns),
        used=frozenset(used),
        strangers=frozenset(cell for cell in printed - used if is_word(cell)),
        width=width,
    )


def _beyond(columns: Sequence[Head]) -> list[Head]:
    """The heads, those told that lie beyond what a head to their left can reach over."""
    reached = Counter(cell for head in columns for cell in {*head.cells, *head.reaching})
    wide = {
        cell: names
        for head in columns
        for cell in head.reaching
        if (names := heads_named(cell.text) - leaves())
        and reached[cell] > max(max(widths_of(name), default=0) for name in names)
    }
    return [
        evolve(head, beyond=frozenset[str]().union(*(wide.get(cell, frozenset()) for cell in head.reaching)))
        if not wide.keys().isdisjoint(head.reaching)
        else head
        for head in columns
    ]


def heads_in_order(first: int, order: Sequence[str]) -> Heads:
    """Heads that stand nowhere, over columns of which their order is known.

    Args:
        first: The first column.
        order: The heads right over figures, by their official wordings.
    """
    columns = tuple(
        Head(
            column=column,
            end=column + 1,
            cells=(),
            printed=(),
            known=frozenset([name]),
            foreign=(),
            leaf=frozenset([name]),
        )
        for column, name in enumerate(order, start=first)
    )
    return Heads(rows=(), columns=columns, used=frozenset())


def _by_column(grid: Grid, row: int) -> dict[int, GridCell]:
    """The cells of a row that print something, by each column that they stand over."""
    found: dict[int, GridCell] = {}
    for cell in grid.printed_in(row):
        for column in range(cell.column, cell.column + min(cell.colspan, grid.width)):
            found[column] = cell
    return found


def _head(over: dict[int, dict[int, GridCell]], column: int) -> Head | None:
    """The head of the column of figures that begins there; ``None`` where none does."""
    cells = list(dict.fromkeys(cells[column] for cells in over.values() if column in cells))
    matched = [heads_named(cell.text) for cell in cells]
    leaf = next((at for at in range(len(cells) - 1, -1, -1) if matched[at] & leaves()), None)
    if leaf is None or cells[leaf].column != column:
        return None
    first = next(at for at, keys in enumerate(matched) if keys)
    foreign = tuple(
        cell for cell, keys in zip(cells[first:], matched[first:], strict=True) if not keys and is_word(cell)
    )
    printed = tuple(keys for keys in matched if keys)
    above = [over[row] for row in over if row < cells[leaf].row]
    reaching = list(_reaching(above, column, _leaf_columns(over)))
    return Head(
        column=column,
        end=column + cells[leaf].colspan,
        cells=tuple(cells[first:]),
        printed=printed,
        known=frozenset[str]().union(*printed, *(heads_named(each.text) - leaves() for each in reaching)),
        foreign=foreign,
        leaf=matched[leaf] & leaves(),
        reaching=tuple(reaching),
    )


def _named(found: Sequence[Head], over: dict[int, dict[int, GridCell]]) -> list[Head]:
    """The heads, those that say too little told by the others where the form has them so in one order only.

    本年新 twice is 本年新制作数量 and 本年新公开数量; one head that is lost stands between those beside it;
    商业 before 其他 is 商业企业; letters that have slipped into the next column spell the heads all together.
    """
    if len(found) < _FEWEST_KNOWN:
        return list(found)
    between, around = _unknown_columns(found, over)
    if not between and all(len(head.leaf) == 1 for head in found) and _in_order(found):
        return list(found)
    for unknown in (between, around):
        columns = sorted([*found, *(_unknown(over, each) for each in unknown)], key=lambda head: head.column)
        orders = [order for order in leaf_rows() if _fits(columns, order)]
        if len(orders) == 1:
            named = zip(columns, orders[0], strict=True)
            return [head if head.leaf == {name} else _called(head, name) for head, name in named]
    return list(found)


def _in_order(found: Sequence[Head]) -> bool:
    return tuple(next(iter(head.leaf)) for head in found) in leaf_rows()


def _called(head: Head, name: str) -> Head:
    return evolve(head, leaf=frozenset([name]), known=head.known - head.leaf | {name}, foreign=())


def _unknown_columns(
    found: Sequence[Head], over: dict[int, dict[int, GridCell]]
) -> tuple[list[int], list[int]]:
    """The columns without a head between heads; and these with those beside them that a head reaches over."""
    covered = {column for head in found for column in range(head.column, head.end)}
    reached = covered.union(*(_reached(cells, max(covered)) for cells in over.values()))
    remarked = {
        column for cells in over.values() for column, cell in cells.items() if remarks().find(cell.text)
    }
    starts = {cell.column for cells in over.values() for cell in cells.values()}
    open_ = [
        column
        for column in range(min(reached), max(reached) + 1)
        if column not in covered | remarked and (column in starts or column in reached or not starts)
    ]
    return [column for column in open_ if min(covered) <= column < max(covered)], open_


def _reached(cells: dict[int, GridCell], last: int) -> Iterator[int]:
    """The columns of a row of heads that have a head, or that one further left reaches over."""
    known = {column for column, cell in cells.items() if heads_named(cell.text)}
    if known:
        for column in range(min(known), max(last, *known) + 1):
            if column in known or column not in cells:
                yield column


def _unknown(over: dict[int, dict[int, GridCell]], column: int) -> Head:
    """A column whose head says nothing that is known."""
    cells = list(dict.fromkeys(cells[column] for cells in over.values() if column in cells))
    matched = [heads_named(cell.text) for cell in cells]
    printed = tuple(keys for keys in matched if keys)
    return Head(
        column=column,
        end=column + (cells[-1].colspan if cells and not matched[-1] else 1),
        cells=tuple(cells),
        printed=printed,
        known=frozenset[str]().union(*printed),
        foreign=tuple(cell for cell, keys in zip(cells, matched, strict=True) if not keys),
        leaf=frozenset(),
    )


def _fits(columns: Sequence[Head], order: Sequence[str]) -> bool:
    """Whether heads may be those that a form has in an order."""
    if len(columns) != len(order):
        return False
    pairs = list(zip(columns, order, strict=True))
    if any(head.leaf and name not in head.leaf for head, name in pairs):
        return False
    open_ = [(head, name) for head, name in pairs if not head.leaf]
    if sum(not head.foreign for head, _ in open_) > 1:
        return False  # more than one head is lost
    if all(all(is_piece(cell.text, name) for cell in head.foreign[-1:]) for head, name in open_):
        return True
    printed = "".join(core(cell.text) for head, _ in open_ for cell in head.foreign)
    return sorted(printed) == sorted("".join(core(name) for _, name in open_))


def _leaf_columns(over: dict[int, dict[int, GridCell]]) -> set[int]:
    """The columns over which a head of figures stands."""
    return {
        column
        for cells in over.values()
        for column, cell in cells.items()
        if heads_named(cell.text) & leaves()
    }


def _reaching(
    rows: Sequence[dict[int, GridCell]], column: int, figures: Collection[int]
) -> Iterator[GridCell]:
    """The heads further left in rows that nothing parts from a column: merged cells leave blanks behind.

    Heads that do not stand over the first column of their own are centred: how far they reach is not known.
    """
    for at, cells in enumerate(rows):
        before = _left_of(cells, column)
        if column in cells or before < 0:
            continue
        left = (each for each in figures if each < column)
        if not any(_is_left_out(each, column, cells, rows[:at]) for each in left):
            yield cells[before]


def _is_left_out(
    place: int, column: int, cells: Mapping[int, GridCell], above: Sequence[Mapping[int, GridCell]]
) -> bool:
    """Whether a place has the heads that a column has above a row, and none in that row reaches over it."""

    def around(at: int) -> list[GridCell | None]:
        return [row.get(at, row.get(_left_of(row, at))) for row in above]

    left = _left_of(cells, place)
    return (
        place not in cells
        and around(place) == around(column)
        and (left < 0 or around(left) != around(column))
    )


def _left_of(cells: Mapping[int, GridCell], column: int) -> int:
    """The last column of some before another; -1 for none."""
    return max((each for each in cells if each < column), default=-1)
