"""The lines of all pages as one strip of words: a table goes on over pages, and so may a label."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import define

from govinfo_report.readers.unruled.line import Line
from govinfo_report.readers.unruled.near import Near

__all__ = ["StripLine", "Word", "box_of", "overlap", "strip_of"]


@define(eq=False)
class Word:
    """A word, itself and no other of the same text.

    Attributes:
        text: What is printed.
        left, right: Where it begins and ends, in points.
        y: Its middle, counted down the strip: the higher, the nearer to the top.
        size: Size of the characters of its line.
        line: Index of its line in the strip.
        place: Index of the word in its line.
        cell: Index of the cell of the line in which it stands.
    """

    text: str
    left: float
    right: float
    y: float
    size: float
    line: int
    place: int
    cell: int

    @property
    def top(self) -> float:
        """Its upper edge."""
        return self.y + self.size / 2

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y - self.size / 2

    @property
    def middle(self) -> float:
        """The middle between its ends."""
        return (self.left + self.right) / 2


@define(eq=False)
class StripLine:
    """A line of the strip: as the page has it, the index of its page, and its words."""

    line: Line
    page: int
    words: list[Word]


def strip_of(pages: Iterable[Sequence[Line]]) -> list[StripLine]:
    """The lines of some pages, each page below the one before it."""
    strip: list[StripLine] = []
    y = 0.0
    for page, lines in enumerate(pages):
        above: Line | None = None
        for line in lines:
            y -= above.y - line.y if above is not None else Near.NEXT_PAGE * line.size
            above = line
            parts = [(index, part) for index, cell in enumerate(line.cells) for part in cell.parts or (cell,)]
            words = [
                Word(part.text, part.left, part.right, y, line.size, len(strip), place, cell)
                for place, (cell, part) in enumerate(parts)
            ]
            strip.append(StripLine(line, page, words))
    return strip


def overlap(one: Word, two: Word) -> bool:
    """Whether two words share some of the line's width."""
    return min(one.right, two.right) > max(one.left, two.left)


def box_of(words: Sequence[Word]) -> tuple[float, float]:
    """Where words begin and end, from left to right."""
    return min(word.left for word in words), max(word.right for word in words)
