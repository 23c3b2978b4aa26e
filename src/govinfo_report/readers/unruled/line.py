"""A line of a page: its words and where they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import frozen

__all__ = ["PAGE_NUMBER", "Line", "Words", "line_of"]

PAGE_NUMBER = re.compile(
    r"^[-—–－·\s]*(?:第\s*)?[0-9]{1,4}(?:\s*页)?(?:\s*[/／,，]?\s*(?:共\s*)?[0-9]{1,4}\s*页?)?[-—–－·\s]*$"
)
"""What a line prints that is the number of its page: 12, - 12 -, 第12页 共30页."""


@frozen
class Words:
    """What stands together in a line: a cell, or all of a line that has none.

    Attributes:
        text: The words, parted by spaces.
        left: Where they begin, in points or characters.
        right: Where they end.
        parts: The single words, where there are several.
    """

    text: str
    left: float
    right: float
    parts: tuple[Words, ...] = ()


@frozen
class Line:
    """A line of text.

    Attributes:
        text: Words parted by spaces, cells by tabs.
        left: Where it begins, in points or characters.
        right: Where it ends.
        y: Its middle; the higher, the nearer to the top of the page.
        size: Size of its characters.
        cells: Its cells; one where no wide gap parts any.
    """

    text: str
    left: float
    right: float
    y: float
    size: float
    cells: tuple[Words, ...] = ()


def line_of(cells: Sequence[Words], y: float, size: float) -> Line:
    """The line that cells make, from left to right."""
    text = "\t".join(cell.text for cell in cells)
    return Line(text, cells[0].left, max(cell.right for cell in cells), y, size, tuple(cells))
