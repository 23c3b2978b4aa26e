"""Lines of text out of characters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from attrs import frozen

from govinfo_report.readers.pdf.page import Char

__all__ = ["Line", "lines_of", "text_of", "without_page_numbers"]

_WORD_GAP = 0.35
"""Part of a character's size that parts two words of a line."""
_CELL_GAP = 1.2
"""Part of a character's size that parts two cells of a table without rules."""
_PAGE_NUMBER = re.compile(
    r"^[-—–－·\s]*(?:第\s*)?[0-9]{1,4}(?:\s*页)?(?:\s*[/／,，]?\s*(?:共\s*)?[0-9]{1,4}\s*页?)?[-—–－·\s]*$"
)
_MARGIN = 0.12
"""Part of the page's height at its top and bottom where its number stands."""


@frozen
class Line:
    """A line of text.

    Attributes:
        text: Words parted by spaces, cells by tabs.
        left: Where it begins, in points.
        right: Where it ends.
        y: Its middle.
        size: Size of its characters.
    """

    text: str
    left: float
    right: float
    y: float
    size: float


def lines_of(chars: Sequence[Char], *, cells: bool = False) -> list[Line]:
    """The lines that characters make, from top to bottom.

    Args:
        chars: The characters.
        cells: Whether wide gaps part cells, by tabs.
    """
    groups: list[list[Char]] = []
    for char in sorted(chars, key=lambda char: -char.y):
        if groups and _same_line(groups[-1], char):
            groups[-1].append(char)
        else:
            groups.append([char])
    return [_line(sorted(group, key=lambda char: char.left), cells) for group in groups]


def _same_line(group: Sequence[Char], char: Char) -> bool:
    last = group[-1]
    height = max(1.0, min(last.top - last.bottom, char.top - char.bottom))
    first = group[0]
    size = max(first.top - first.bottom, char.top - char.bottom)
    # Small signs (a dash, a comma) stand in the middle or at the foot of their line.
    return abs(first.y - char.y) < max(0.5 * size, 0.5 * height)


def _line(chars: Sequence[Char], cells: bool) -> Line:
    size = median(max(char.right - char.left, char.top - char.bottom) for char in chars)
    pieces = [chars[0].text]
    for before, char in pairwise(chars):
        gap = char.left - before.right
        if cells and gap > _CELL_GAP * size:
            pieces.append("\t")
        elif gap > _WORD_GAP * size:
            pieces.append(" ")
        pieces.append(char.text)
    y = median(char.y for char in chars)
    return Line("".join(pieces), chars[0].left, max(char.right for char in chars), y, size)


def text_of(chars: Sequence[Char]) -> str:
    """The text of a cell: its lines, parted by line breaks."""
    return "\n".join(line.text for line in lines_of(chars))


def without_page_numbers(lines: Sequence[Line], height: float) -> list[Line]:
    """The lines of a page, its number left out."""
    return [
        line
        for line in lines
        if not (
            _PAGE_NUMBER.match(line.text) and (line.y < _MARGIN * height or line.y > (1 - _MARGIN) * height)
        )
    ]
