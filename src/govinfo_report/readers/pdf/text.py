"""Lines of text out of characters."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Sequence
from itertools import pairwise
from operator import attrgetter
from statistics import median

from attrs import evolve

from govinfo_report.document.typography import PLAIN, Typography
from govinfo_report.raw import Doubt
from govinfo_report.raw.doubt import is_sign
from govinfo_report.readers.pdf.page import Char, Page
from govinfo_report.readers.pdf.upright import turned_back
from govinfo_report.readers.unruled import PAGE_NUMBER, Line, Words, line_of

__all__ = ["lines_of", "text_of", "without_margins"]

_WORD_GAP = 0.35
"""Part of a character's size that parts two words of a line."""
_CELL_GAP = 1.2
"""Part of a character's size that parts two cells of a table without rules."""
_LEVEL = 0.25
"""Part of a character's height by which the middles of two pieces of one line may differ."""
_OVERLAP = 0.4
"""Part of a character's width by which the next one of another word stands over it."""
_INTERLEAVED = 0.9
"""Lines nearer to each other than so many character heights stand in cells beside each other."""
_SMALL, _SHIFT, _FAR_SHIFT = 0.85, 0.1, 0.3
"""Parts of the height of the digit before: a footnote's number has at most the first, and is moved by the
second; one as large as its figure by the third."""
_HALF_TURN = 2
"""Quarters."""
_TALLEST_MARK, _WIDEST_MARK = 3, 12
"""Times the height of the page's characters that a drawing has at most if it is a figure."""
_LEFT, _HEIGHT = attrgetter("left"), attrgetter("y")
_DIGITS = re.compile(r"[0-9]+")
_MARGIN = 0.12
"""Part of the page's height at its top and bottom where its number stands."""


def lines_of(chars: Sequence[Char], *, cells: bool = False) -> list[Line]:
    """The lines that characters make, from top to bottom.

    Args:
        chars: The characters.
        cells: Whether wide gaps part cells, by tabs.
    """
    if not any(char.turned for char in chars):
        return _level_lines(chars, cells)
    chars = [_doubted(char) for char in chars]
    found = _level_lines([char for char in chars if not _quarter(char)], cells)
    for quarter in (1, 2, 3):
        found += _turned_lines([char for char in chars if _quarter(char) == quarter], quarter)
    return sorted(found, key=lambda line: -line.y)


def _quarter(char: Char) -> int:
    """The quarter turns by which a character is turned; one that is slanted counts as upright."""
    return round(char.turned / 90) % 4


def _doubted(char: Char) -> Char:
    """A character; of a digit on its head, which may be another one, its doubt. No doubt has a direction."""
    if is_sign(char.text):
        return evolve(char, turned=0)
    on_its_head = _quarter(char) == _HALF_TURN and char.text.isdigit()
    return evolve(char, text=Doubt.TURNED.sign, turned=0) if on_its_head else char


def _turned_lines(chars: Sequence[Char], quarter: int) -> list[Line]:
    """Lines of text that runs upwards, downwards or on its head; each stands where its characters do."""
    there: dict[Char, Char] = {}
    for char in chars:
        box = turned_back(char.box, quarter)
        there[Char(char.text, box.left, box.bottom, box.right, box.top, printed=char.printed)] = char
    lines: list[Line] = []
    for group in _groups(list(there)):
        line = _line(sorted(group, key=lambda char: char.left), cells=False)
        boxes = [there[char] for char in group]
        left, right = min(char.left for char in boxes), max(char.right for char in boxes)
        lines.append(line_of([Words(line.text, left, right)], median(char.y for char in boxes), line.size))
    return lines


def _level_lines(chars: Sequence[Char], cells: bool) -> list[Line]:
    return [_line(_from_left(group, chars), cells) for group in _groups(chars)]


def _from_left(group: Sequence[Char], chars: Sequence[Char]) -> list[Char]:
    """The characters of a line from left to right; words that overlap one behind the other.

    A label wider than its column runs into the next one; each was written at one go.
    """
    found = sorted(group, key=_LEFT)
    for one, two in pairwise(found):
        if one.right > two.left and _overlap(one, two):
            break
    else:
        return found
    written = {id(char): place for place, char in enumerate(chars)}
    runs: list[list[Char]] = []
    for char in sorted(group, key=lambda char: written[id(char)]):
        if runs and 0 < char.left - runs[-1][-1].left < _CELL_GAP * (char.top - char.bottom):
            runs[-1].append(char)
        else:
            runs.append([char])
    place = {id(char): (run[0].left, at) for run in runs for at, char in enumerate(run)}
    return sorted(found, key=lambda char: place[id(char)])


def _overlap(one: Char, two: Char) -> bool:
    """Whether two signs of words stand in one place in part."""
    wide = one.right - two.left > _OVERLAP * min(one.right - one.left, two.right - two.left)
    return wide and one.text.isalpha() and two.text.isalpha()


def _groups(chars: Sequence[Char]) -> list[list[Char]]:
    """The characters of each line, from top to bottom."""
    groups: list[list[Char]] = []
    y, tall = math.inf, 0.0
    for char in sorted(chars, key=_HEIGHT, reverse=True):
        height = char.top - char.bottom
        # Small signs (a dash, a comma) stand in the middle or at the foot of their line.
        if y - char.y < 0.5 * max(tall, height, 1.0):
            groups[-1].append(char)
        else:
            groups.append([char])
            y, tall = char.y, height
    _part_interleaved(groups)
    return [group for group in groups if group]


def _part_interleaved(groups: list[list[Char]]) -> None:
    """Give each character of two lines that stand half a line apart, in cells side by side, to the nearer.

    The boxes of two fonts in a line are not at the same height.
    """
    for one, two in pairwise(groups):
        if not one or not two:
            continue
        tallest = max(one[0].top - one[0].bottom, two[0].top - two[0].bottom)
        if one[0].y - two[0].y > 2 * _INTERLEAVED * tallest:
            continue
        upper, lower = _middle(one), _middle(two)
        if upper - lower < _LEVEL * tallest:  # what stands half a line above them has parted them
            two[:], one[:] = [*one, *two], []
        elif upper - lower < _INTERLEAVED * max(char.top - char.bottom for char in (*one, *two)):
            both = [*one, *two]
            one[:] = [char for char in both if abs(char.y - upper) <= abs(char.y - lower)]
            two[:] = [char for char in both if abs(char.y - upper) > abs(char.y - lower)]


def _middle(group: Sequence[Char]) -> float:
    return median([char.y for char in group])


def _line(chars: Sequence[Char], cells: bool) -> Line:
    size = median([max(char.right - char.left, char.top - char.bottom) for char in chars])
    parts = [chars]
    if cells:
        ends = [at for at in range(1, len(chars)) if chars[at].left - chars[at - 1].right > _CELL_GAP * size]
        parts = [chars[start:end] for start, end in pairwise((0, *ends, len(chars)))]
    return line_of([_words(part, size) for part in parts], _middle(chars), size)


def _words(chars: Sequence[Char], size: float) -> Words:
    """Characters as words: a gap parts them, and digits a space that the file has between them."""
    before = first = chars[0]
    word = first.printed.written(first.text)
    parts: list[Words] = []
    for char in chars[1:]:
        # 1 0 is not 10, however near its digits stand, and 1. 47 is not 1.47.
        parted = char.spaced and char.text.isdigit() and (before.text.isdigit() or before.text in ".．")
        if parted or char.left - before.right > _WORD_GAP * size:
            parts.append(Words(word, first.left, before.right))
            word, first = "", char
        printed = char.printed
        if char.text.isdigit() and before.text.isdigit():
            printed = _shifted(before, char).within(printed)
        word += char.text if printed is PLAIN else printed.written(char.text)
        before = char
    parts.append(Words(word, first.left, before.right))
    if len(parts) == 1:
        return parts[0]
    return Words(" ".join(part.text for part in parts), chars[0].left, before.right, tuple(parts))


def _shifted(before: Char, char: Char) -> Typography:
    """Whether a digit is raised or lowered behind another: off its line, the farther the larger it is."""
    height = before.top - before.bottom
    shift = _SHIFT if char.top - char.bottom <= _SMALL * height else _FAR_SHIFT
    if char.bottom - before.bottom > shift * height:
        return Typography(raised=True)
    return Typography(lowered=True) if before.top - char.top > 2 * shift * height else PLAIN


def with_marks(page: Page) -> list[Char]:
    """The characters of a page, and each mark that has the size of a figure and no text over it as one.

    Where no line encloses cells, a figure that is drawn must not be taken for a blank; nor reaches any of
    these cells beyond the page, as one within lines may.
    """
    if not page.marks or not page.chars:
        return list(page.chars)
    size = median(char.top - char.bottom for char in page.chars)
    small = [
        mark
        for mark in page.marks
        if not mark.beyond
        and mark.box.height < _TALLEST_MARK * size
        and mark.box.width < _WIDEST_MARK * size
        and not any(mark.box.holds(char.x, char.y) for char in page.chars)
    ]
    return [
        *page.chars,
        *(Char(m.doubt.sign, m.box.left, m.box.bottom, m.box.right, m.box.top) for m in small),
    ]


def text_of(chars: Sequence[Char]) -> str:
    """The text of a cell: its lines, parted by line breaks."""
    if not chars:
        return ""
    if len(chars) == 1:  # most cells of a report print 0
        return chars[0].printed.written(chars[0].text)
    return "\n".join(line.text for line in lines_of(chars))


def without_margins(pages: Sequence[tuple[Sequence[Line], float]]) -> list[list[Line]]:
    """The lines of each page, its number and the running heads and feet left out.

    They are the outermost lines of a page: what stands nearer to its middle than any other line does is kept.

    Args:
        pages: Lines and height of each page.
    """
    seen: Counter[tuple[str, int]] = Counter()
    for lines, height in pages:
        seen.update({_running(line) for line in lines if _in_margin(line, height)})
    repeated = {running for running, times in seen.items() if times > 1 and running[0].strip()}
    return [_without_ends(lines, height, repeated) for lines, height in pages]


def _without_ends(lines: Sequence[Line], height: float, repeated: Collection[tuple[str, int]]) -> list[Line]:
    def may_go(line: Line) -> bool:
        return _in_margin(line, height) and (
            PAGE_NUMBER.match(line.text) is not None or _running(line) in repeated
        )

    first, end = 0, len(lines)
    while first < end and may_go(lines[first]):
        first += 1
    while end > first and may_go(lines[end - 1]):
        end -= 1
    return list(lines[first:end])


def _in_margin(line: Line, height: float) -> bool:
    return line.y < _MARGIN * height or line.y > (1 - _MARGIN) * height


def _running(line: Line) -> tuple[str, int]:
    """What is the same on every page: the text without its number, and where it stands."""
    return _DIGITS.sub("", line.text), round(line.y / 4)
