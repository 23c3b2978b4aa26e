"""What stands in an element of a page: blocks, text of one look, words."""

from __future__ import annotations

from collections.abc import Container
from typing import Any

__all__ = ["has_no_words", "holds_blocks", "is_flat"]


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


def has_no_words(node: Any) -> bool:
    """Whether no letter stands in an element."""
    return not any(sign.isalpha() for sign in node.text(deep=True) or "")
