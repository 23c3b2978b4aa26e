"""What stands on a page of a PDF: characters with their boxes, ruled lines, shades, things that are no text.

Plain values, in points from the lower left corner of the page as it is read: turned upright. Nobody changes
them; those of which a page has hundreds are not frozen, for to make one that is takes three times as long.
"""

from __future__ import annotations

from attrs import define, field, frozen

from govinfo_report.document.typography import PLAIN, Typography
from govinfo_report.raw import Doubt

__all__ = ["Box", "Char", "Mark", "Page", "Rule"]


@define(unsafe_hash=True)
class Box:
    """A part of the page."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From bottom to top."""
        return self.top - self.bottom

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in it."""
        return self.left <= x <= self.right and self.bottom <= y <= self.top

    def lies_in(self, outer: Box) -> float:
        """What part of it lies in another box, from 0 to 1."""
        width = min(self.right, outer.right) - max(self.left, outer.left)
        height = min(self.top, outer.top) - max(self.bottom, outer.bottom)
        if width <= 0 or height <= 0:
            return 0.0
        return width * height / (self.width * self.height)


@define(unsafe_hash=True)
class Char:
    """A printed character and its box.

    The box is that of the type, an em high and an em or half an em wide, wherever its ink is in it: narrow
    digits and low commas keep their place in the line, whatever a font says of itself.

    Attributes:
        turned: Degrees by which it is turned against the page's text, counterclockwise.
        spaced: Whether the file has a space before it.
        printed: What print does to it.
        x, y: The middle of the box.
    """

    text: str
    left: float
    bottom: float
    right: float
    top: float
    turned: int = 0
    spaced: bool = False
    printed: Typography = PLAIN
    x: float = field(init=False, eq=False, repr=False)
    y: float = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        self.x, self.y = (self.left + self.right) / 2, (self.bottom + self.top) / 2

    @property
    def box(self) -> Box:
        """Where it stands."""
        return Box(self.left, self.bottom, self.right, self.top)


@define(unsafe_hash=True)
class Rule:
    """A ruled line, upright or level.

    Attributes:
        upright: Whether it runs from bottom to top.
        at: Its x if upright, else its y.
        start: Where it begins, the lower or left end.
        end: Where it ends.
    """

    upright: bool
    at: float
    start: float
    end: float


@frozen
class Mark:
    """Something that stands on the page and is no text that could be read: a drawing, a picture, a field.

    Attributes:
        box: Where.
        doubt: What makes a cell that holds it doubtful.
        beyond: Whether it stands beyond the edge of the page.
    """

    box: Box
    doubt: Doubt
    beyond: bool = False


@frozen
class Page:
    """A page as the eye sees it.

    Attributes:
        number: Counted from 1.
        height: In points.
        chars: In the order of the file.
        rules: Lines that may rule a table, their pieces joined, in no order.
        dashes: Level lines too short for that.
        shades: The boxes of filled shapes: grounds of cells, of rows, of the page.
        marks: What may be a figure and is no text.
        pictures: How many pictures are on it.
        recognised: Whether it has text without ink: what a program recognised in a scanned picture.
    """

    number: int
    height: float
    chars: tuple[Char, ...]
    rules: tuple[Rule, ...]
    dashes: tuple[Rule, ...] = ()
    shades: tuple[Box, ...] = ()
    marks: tuple[Mark, ...] = ()
    pictures: int = 0
    recognised: bool = False

    @property
    def pairs(self) -> int:
        """Pairs of level and upright lines, and of level lines and characters."""
        level = sum(not rule.upright for rule in self.rules)
        return level * (len(self.rules) - level) + (level + len(self.dashes)) * len(self.chars)
