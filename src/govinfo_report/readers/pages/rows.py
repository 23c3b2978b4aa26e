"""The rows, columns and spans of a web page's table, as every browser takes them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from attrs import evolve

from govinfo_report.raw.doubt import Doubt
from govinfo_report.readers.boxes import TableBox
from govinfo_report.readers.pages.css import PAGE, Look

__all__ = ["children_of", "columns_of", "columns_seen", "groups_of", "span_of", "with_column"]

_GROUPS = frozenset({"tbody", "thead", "tfoot"})
_DIGITS_FIRST = re.compile(r"\s*\+?([0-9]+)")
_WIDEST = 200


def children_of(node: Any) -> Iterator[Any]:
    """What stands in an element, in order."""
    child = node.child
    while child is not None:
        yield child
        child = child.next


def groups_of(table: Any) -> Iterator[tuple[Any, list[Any]]]:
    """The groups of a table's rows with their rows; ``None`` for rows that stand in no group."""
    loose: list[Any] = []
    for child in children_of(table):
        if child.tag == "tr":
            loose.append(child)
        elif child.tag in _GROUPS:
            if loose:
                yield None, loose
                loose = []
            yield child, [row for row in children_of(child) if row.tag == "tr"]
    if loose:
        yield None, loose


def span_of(stated: str | None, zero: int, most: int) -> int:
    """A span as the page states it, ``zero`` for rowspan 0 (to the end), 1 where it states none.

    As in every browser, the digits count with which it begins.
    """
    found = _DIGITS_FIRST.match(stated) if stated else None
    if found is None:
        return 1
    return max(1, min(int(found[1][:6]) or zero, most))


def columns_of(table: Any, outer: Look, look_of: Callable[[Any, Look], Look]) -> dict[int, Look]:
    """The looks of the columns that a table says anything of.

    Args:
        table: The table.
        outer: How it looks.
        look_of: How an element looks inside of another look.
    """
    found: dict[int, Look] = {}
    column = 0
    for child in children_of(table):
        if child.tag not in ("col", "colgroup"):
            continue
        around = look_of(child, outer)
        for each in [col for col in children_of(child) if col.tag == "col"] or [child]:
            look = around if each is child else look_of(each, around)
            for _ in range(span_of(each.attributes.get("span"), 1, _WIDEST)):
                if look is not outer and column < _WIDEST:
                    found[column] = look
                column += 1
    return found


def columns_seen(table: TableBox) -> list[tuple[int, int]]:
    """Where the cells of the rows that are seen stand across."""
    return [(cell.column, cell.colspan) for cell in table.cells if not cell.hidden]


def with_column(look: Look, column: Look) -> Look:
    """A cell's look with what its column says: a ground under its own, and whether it is seen."""
    grounds = column.grounds if look.grounds == PAGE.grounds else look.grounds
    # A cell over several columns is not gone with one.
    doubt = look.doubt or (Doubt.HIDDEN if column.invisible else None)
    if (doubt, grounds) == (look.doubt, look.grounds):
        return look
    return evolve(look, doubt=doubt, grounds=grounds)
