"""What stands in the cells of a ruled table: their characters, and what is there and is no text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence

from attrs import evolve

from govinfo_report.raw import Doubt
from govinfo_report.raw.doubt import is_sign
from govinfo_report.readers.pdf.page import Box, Char, Mark
from govinfo_report.readers.pdf.text import text_of

__all__ = ["chars_by_cell", "goes_on", "is_full", "is_wrapped", "text_in"]

_MOST_OF_A_MARK = 0.6
"""A mark of which more than this part lies in a cell stands in it."""
_WIDEST_PADDING = 6.5
"""Points between a cell's edge and its text at most; word processors leave 5.4."""
_LINE = 0.5
"""Part of a character's height by which those of one line are apart at most."""
_STROKE = 1.5
"""A mark narrower than this, in points, is a stroke."""
_LEVEL, _TOUCHING = 0.2, 0.72
"""Parts of an em that the middles of two digits of a figure are apart at most, across and along the line."""
_AS_HIGH = 0.4, 2.0
"""Parts of the height of a cell's characters between which something beside them may be a digit."""


def text_in(cell: Box, chars: Sequence[Char], marks: Sequence[Mark], near: float) -> str:
    """The text of a cell, and the sign of something that stands in it and is no text.

    Args:
        cell: Where it is.
        chars: Its characters.
        marks: What stands on the page and is no text.
        near: What is nearer to the cell's edge than this is a part of it.
    """
    return text_of(chars) + _thing_in(marks, cell, chars, near)


def is_wrapped(cell: Box, chars: Sequence[Char], text: str) -> bool:
    """Whether the lines of a cell are one figure whose digits go on below for want of room."""
    lines = text.split("\n")
    return (
        len(lines) > 1
        and all(map(goes_on, lines, lines[1:]))
        and len({*map(len, lines[:-1])}) == 1
        and all(is_full(cell, line) for line in _lines(chars)[:-1])
    )


def goes_on(line: str, below: str) -> bool:
    """Whether digits of one figure may stand in a line and in the one below it."""
    both = line + below
    return both.isascii() and both.isdigit() and not line.startswith("0") and len(line) >= max(2, len(below))


def is_full(cell: Box, chars: Sequence[Char]) -> bool:
    """Whether no further digit fits into a cell beside the digits of its last line."""
    line = (_lines(chars) or [[]])[-1]
    if not line or not all(char.text.isascii() and char.text.isdigit() for char in line):
        return False
    left, right = min(char.left for char in line), max(char.right for char in line)
    padding = min(left - cell.left, cell.right - right, _WIDEST_PADDING)
    return cell.width - (right - left) < (right - left) / len(line) + 2 * padding


def _lines(chars: Sequence[Char]) -> list[list[Char]]:
    """The characters of a cell line by line, where they are level."""
    lines: list[list[Char]] = []
    for char in sorted(chars, key=lambda char: -char.y):
        if lines and lines[-1][0].y - char.y < _LINE * (char.top - char.bottom):
            lines[-1].append(char)
        else:
            lines.append([char])
    return lines


def _thing_in(marks: Sequence[Mark], cell: Box, chars: Sequence[Char], near: float) -> str:
    """The sign of something that stands in a cell without text, or beside a figure and as high as it.

    Backgrounds and seals reach beyond a cell; a ring round a figure, and what stands in words, is decoration.
    """
    if not marks or any(char.text.isalpha() for char in chars):
        return ""
    inside = (mark for mark in marks if _stands_in(mark.box, cell, near))
    if not chars:
        return next((mark.doubt.sign for mark in inside), "")
    height = max(char.top - char.bottom for char in chars)
    low, high = _AS_HIGH
    for mark in inside:
        of_a_figure = low * height <= mark.box.height <= high * height and mark.doubt is not Doubt.HIDDEN
        if of_a_figure and not any(mark.box.holds(char.x, char.y) for char in chars):
            return mark.doubt.sign
    return ""


def _stands_in(mark: Box, cell: Box, near: float) -> bool:
    """Whether most of a mark lies in a cell; of a stroke all: the dots of a border lie at its edge."""
    if mark.width < _STROKE:
        inner = Box(cell.left + near, cell.bottom + near, cell.right - near, cell.top - near)
        return inner.holds(mark.left, mark.bottom) and inner.holds(mark.right, mark.top)
    return mark.lies_in(cell) > _MOST_OF_A_MARK


def chars_by_cell(
    chars: Iterable[Char], xs: Sequence[float], ys: Sequence[float], cell_at: Callable[[int], int]
) -> dict[int, list[Char]]:
    """The characters of each cell that has some. Digits that touch over the edge of a cell are in doubt.

    Args:
        chars: Those of the page.
        xs: The lines between columns, from left to right.
        ys: Those between rows, from top to bottom.
        cell_at: Place in the table, counted row by row → its cell.
    """
    rows, columns = len(ys) - 1, len(xs) - 1
    texts: dict[int, list[Char]] = {}
    falling = [-y for y in ys]
    before: Char | None = None
    where = -1
    for char in chars:
        if not (xs[0] <= char.x <= xs[-1] and ys[-1] <= char.y <= ys[0]):
            if before is not None and where >= 0 and _touch(before, char):
                _spill(texts[where])
            before, where = char, -1
            continue
        column = min(bisect_right(xs, char.x) - 1, columns - 1)
        row = min(bisect_right(falling, -char.y) - 1, rows - 1)
        cell = cell_at(row * columns + column)
        texts.setdefault(cell, []).append(char)
        if cell != where and before is not None and _touch(before, char):
            _spill(texts[cell])
            if where >= 0:
                _spill(texts[where])
        before, where = char, cell
    return texts


def _touch(one: Char, other: Char) -> bool:
    """Whether two signs stand side by side as those of one figure do."""
    if not (_is_of_figure(one) and _is_of_figure(other)) or one.turned != other.turned:
        return False
    em = max(one.top - one.bottom, one.right - one.left)
    across, along = sorted((abs(one.x - other.x), abs(one.y - other.y)))
    return across < _LEVEL * em and along < _TOUCHING * em


def _is_of_figure(char: Char) -> bool:
    return char.text.isdigit() or char.text in ".," or is_sign(char.text)


def _spill(cell: list[Char]) -> None:
    """Put the last digit of a cell in doubt."""
    cell[-1] = evolve(cell[-1], text=Doubt.SPILLED.sign)
