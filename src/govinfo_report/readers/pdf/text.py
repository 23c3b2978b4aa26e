"""Lines of text out of characters."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from attrs import frozen

from govinfo_report.readers.pdf.page import Char
from govinfo_report.readers.typography import PLAIN, Typography

__all__ = ["PAGE_NUMBER", "Line", "lines_of", "text_of", "without_margins"]

_WORD_GAP = 0.35
"""Part of a character's size that parts two words of a line."""
_CELL_GAP = 1.2
"""Part of a character's size that parts two cells of a table without rules."""
_SMALL, _SHIFT = 0.85, 0.1
"""Parts of the height of the digit before: a footnote's number has at most one, and is moved by the other."""
PAGE_NUMBER = re.compile(
    r"^[-—–－·\s]*(?:第\s*)?[0-9]{1,4}(?:\s*页)?(?:\s*[/／,，]?\s*(?:共\s*)?[0-9]{1,4}\s*页?)?[-—–－·\s]*$"
)
_DIGITS = re.compile(r"[0-9]+")
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
        cells: Its cells, each with its left and right end; one where no wide gap parts any.
    """

    text: str
    left: float
    right: float
    y: float
    size: float
    cells: tuple[tuple[str, float, float], ...] = ()


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
    parts: list[list[Char]] = [[chars[0]]]
    for before, char in pairwise(chars):
        if cells and char.left - before.right > _CELL_GAP * size:
            parts.append([])
        parts[-1].append(char)
    texts = tuple((_words(part, size), part[0].left, part[-1].right) for part in parts)
    y = median(char.y for char in chars)
    text = "\t".join(text for text, _, _ in texts)
    return Line(text, chars[0].left, max(char.right for char in chars), y, size, texts)


def _words(chars: Sequence[Char], size: float) -> str:
    """Characters with a space where a gap parts words."""
    pieces = [chars[0].printed.written(chars[0].text)]
    for before, char in pairwise(chars):
        if char.left - before.right > _WORD_GAP * size:
            pieces.append(" ")
        pieces.append(_shifted(before, char).within(char.printed).written(char.text))
    return "".join(pieces)


def _shifted(before: Char, char: Char) -> Typography:
    """Whether a digit is raised or lowered behind another: small, and off its line."""
    height = before.top - before.bottom
    if not (before.text.isdigit() and char.text.isdigit()) or char.top - char.bottom > _SMALL * height:
        return PLAIN
    if char.bottom - before.bottom > _SHIFT * height:
        return Typography(raised=True)
    return Typography(lowered=True) if before.top - char.top > 2 * _SHIFT * height else PLAIN


def text_of(chars: Sequence[Char]) -> str:
    """The text of a cell: its lines, parted by line breaks."""
    return "\n".join(line.text for line in lines_of(chars))


def without_margins(pages: Sequence[tuple[Sequence[Line], float]]) -> list[list[Line]]:
    """The lines of each page, its number and the running heads and feet left out.

    Args:
        pages: Lines and height of each page.
    """
    seen: Counter[tuple[str, int]] = Counter()
    for lines, height in pages:
        seen.update({_running(line) for line in lines if _in_margin(line, height)})
    return [
        [
            line
            for line in lines
            if not _in_margin(line, height) or not (PAGE_NUMBER.match(line.text) or seen[_running(line)] > 1)
        ]
        for lines, height in pages
    ]


def _in_margin(line: Line, height: float) -> bool:
    return line.y < _MARGIN * height or line.y > (1 - _MARGIN) * height


def _running(line: Line) -> tuple[str, int]:
    """What is the same on every page: the text without its number, and where it stands."""
    return _DIGITS.sub("", line.text), round(line.y / 4)
