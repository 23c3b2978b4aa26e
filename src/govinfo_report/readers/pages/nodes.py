"""What stands in an element of a page: blocks, text of one look; and what it says of spans."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from typing import Any

__all__ = ["children_of", "holds_blocks", "is_flat", "span_of"]

_DIGITS_FIRST = re.compile(r"\s*\+?([0-9]+)")


def children_of(node: Any, *tags: str) -> Iterator[Any]:
    """What stands in an element under one of some names, in order."""
    child = node.child
    while child is not None:
        if child.tag in tags:
            yield child
        child = child.next


def holds_blocks(node: Any) -> bool:
    """Whether tables or paragraphs stand in an element."""
    return any(each.mem_id != node.mem_id for each in node.css("table, div, p"))


def is_flat(node: Any, styled: Container[int]) -> bool:
    """Whether nothing stands in an element but text of one look, in one line."""
    found = node.css("br, div, p, table, ul, ol, img, [style], [class]")
    if any(each.mem_id != node.mem_id for each in found):
        return False
    return not styled or all(
        each.mem_id == node.mem_id or each.mem_id not in styled for each in node.css("*")
    )


def span_of(stated: str | None, zero: int, most: int) -> int:
    """A span as the page states it, ``zero`` for rowspan 0 (to the end), 1 where it states none.

    As in every browser, the digits count with which it begins.
    """
    found = _DIGITS_FIRST.match(stated) if stated else None
    if found is None:
        return 1
    return max(1, min(int(found[1][:6]) or zero, most))
