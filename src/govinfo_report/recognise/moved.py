"""Heads that stand over other columns than their own, because one was lost or put in: what tells it.

It is told by the form and by where rows end, never by figures (decision 21).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, pairwise

from govinfo_report.document import Grid, GridCell
from govinfo_report.form.evidence import heads_above, heads_named, leaf_rows, leaves, order_under, widths_of
from govinfo_report.raw.figures import is_figure
from govinfo_report.recognise.heads import Head, Heads
from govinfo_report.recognise.sectioning import Section

__all__ = ["contradict", "have_moved", "usual_end"]

_MOST_LOST = 2
"""Heads of several like them that are looked for; of more nobody can tell which they are."""


def contradict(grid: Grid, heads: Heads) -> bool:
    """Whether heads cannot all stand over their own columns, whatever stands under them."""
    return _overreach(heads) or _are_out_of_order(heads) or (grid.kind.value.spans and _are_displaced(heads))


def have_moved(grid: Grid, section: Section, end: int) -> bool:
    """Whether heads stand over other columns than their own, because one was lost or put in.

    Args:
        grid: The lattice.
        section: The heads and their rows.
        end: Where most rows end.
    """
    heads = section.heads
    if _are_crossed(heads) or (
        grid.kind.value.rows and (_stand_behind(heads) or _leave_a_column(grid, section, end))
    ):
        return True
    if section.inherited or not grid.complete or not grid.kind.value.rows:
        return False
    over = {at: grid.over(at) for at in heads.rows}
    starting = {at: [cell.column for cell in grid.printed_in(at) if cell.row == at] for at in heads.rows}
    several = {at: max(columns) for at, columns in starting.items() if len(columns) > 1}  # one is a caption
    if not heads.is_whole and any(max(over[at]) + 1 < end for at in several):
        return True
    if any(cell in heads.used and column >= end for at in several for column, cell in over[at].items()):
        return True  # beyond all rows
    return grid.kind.value.counted and any(
        column >= heads.first and not over[at].keys() >= set(range(column, heads.end))
        for at, column in several.items()
    )


def _leave_a_column(grid: Grid, section: Section, end: int) -> bool:
    """Whether a head of the form has no column where it belongs, and a column elsewhere has no head.

    Where the one was lost those behind it have moved up.
    """
    heads = section.heads
    if heads.is_whole or not heads.columns or any(len(head.leaf) != 1 for head in heads.columns):
        return False
    names = [next(iter(head.leaf)) for head in heads.columns]
    gaps = [range(one.end, other.column) for one, other in pairwise(heads.columns)]
    if grid.complete:
        gaps.append(range(heads.end, end))
    else:  # blanks behind the heads may not be stored
        behind = (grid.at(row.at, heads.end) for row in section.rows)
        figures = any(each is not None and is_figure(each.text) for each in behind)
        gaps.append(range(heads.end, heads.end + figures))
    # A column under words that nobody knows may be the missing head's, or be a further one.
    room = [0, *map(len, gaps)]
    headless = [0, *(sum(not heads.has_stranger_over(grid, column) for column in gap) for gap in gaps)]
    lost = [missing for order in leaf_rows() for missing in _missing(names, order)]
    return bool(lost) and all(
        any(one > other for one, other in zip(missing, room, strict=True))
        and any(one < other for one, other in zip(missing, headless, strict=True))
        for missing in lost
    )


def _missing(names: Sequence[str], order: Sequence[str]) -> Iterator[list[int]]:
    """How many heads of a form may be missing before each, and behind the last; none if it lacks these.

    Of heads that it has several times over, 结果维持 and its fellows, no more than two.
    """
    few = len(order) - len(names)
    if few < 0 or (few > _MOST_LOST and len(set(order)) < len(order)) or not set(names) <= set(order):
        return
    if len(set(order)) == len(order):
        kept: Iterable[tuple[int, ...]] = [tuple(map(order.index, names))]
    else:
        kept = combinations(range(len(order)), len(names))
    for places in kept:
        if list(places) == sorted(places) and all(
            order[at] == name for at, name in zip(places, names, strict=True)
        ):
            yield [other - one - 1 for one, other in pairwise((-1, *places, len(order)))]


def usual_end(grid: Grid, section: Section) -> int:
    """Where most rows end, behind their last cell, be it blank; a row alone ends where its heads do."""
    ends = Counter(max(grid.over(row.at), default=-1) + 1 for row in section.rows)
    heads = {max(grid.over(at), default=-1) + 1 for at in section.heads.rows}
    if len(section.rows) == 1 and heads:
        return max(heads)
    return max(ends, key=lambda end: (ends[end], end in heads, end), default=0)


def _are_displaced(heads: Heads) -> bool:
    """Whether a head over several columns does not stand over just its own: its span is lost or wrong.

    The heads behind it have moved, then, and no column is a fact.
    """
    there = frozenset[str]().union(*(head.known for head in heads.columns))
    return any((heads_above(name) & there) - head.known for head in heads.columns for name in head.leaf)


def _are_out_of_order(heads: Heads) -> bool:
    """Whether a head stands over the end of one group of columns and the beginning of the next."""
    return any(_is_over_two(heads, cell) for cell in {cell for head in heads.columns for cell in head.cells})


def _is_over_two(heads: Heads, cell: GridCell) -> bool:
    """Whether a head reaches from one group into the next; one that begins with its first may be sole."""
    names = heads_named(cell.text)
    order = order_under(next(iter(names))) if len(names) == 1 else {}
    under = [head for head in heads.columns if len(head.leaf) == 1]
    own = _places(order, (head for head in under if cell in head.cells))
    reached = _places(order, (head for head in under if cell in (*head.cells, *head.reaching)))
    return own != sorted(own) or (reached != sorted(reached) and reached[0] > min(reached))


def _overreach(heads: Heads) -> bool:
    """Whether a head stands over more columns of figures than in any form: one of them is another's."""
    reached = Counter(cell for head in heads.columns for cell in head.cells)
    widths = (
        (count, [widths_of(name) for name in heads_named(cell.text)]) for cell, count in reached.items()
    )
    return any(known and count > max(map(max, known)) for count, known in widths if all(known))


def _are_crossed(heads: Heads) -> bool:
    """Whether one column has two heads that the form has side by side, or two heads share a column."""
    pairs = pairwise(heads.columns)
    return any(map(_has_two, heads.columns)) or any(one.end > other.column for one, other in pairs)


def _stand_behind(heads: Heads) -> bool:
    """Whether heads without their group stand behind one that belongs behind them all.

    总计 stands before 商业企业 and its fellows where 法人或其他组织, which stands over these, was lost.
    """
    names = [next(iter(head.leaf)) for head in heads.columns if len(head.leaf) == 1]
    if not heads.is_whole or tuple(names) in leaf_rows():
        return False
    places = zip(names, heads.columns, strict=True)
    alone = [at for at, (name, head) in enumerate(places) if heads_above(name) - head.known]
    if not alone or alone != list(range(alone[0], alone[-1] + 1)):
        return False
    orders = [
        {name: at for at, name in enumerate(order)} for order in leaf_rows() if set(order) == set(names)
    ]
    return any(
        max(order[names[at]] for at in alone) < max((order[name] for name in names[: alone[0]]), default=-1)
        for order in orders
    )


def _places(order: Mapping[str, int], columns: Iterable[Head]) -> list[int]:
    """The places in an order of those heads that it has."""
    return [order[name] for head in columns for name in head.leaf if name in order]


def _has_two(head: Head) -> bool:
    told = [names for names in head.printed if names <= leaves()]
    return any(
        not names & others and any(names & set(order) and others & set(order) for order in leaf_rows())
        for names, others in combinations(told, 2)
    )
