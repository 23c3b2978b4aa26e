"""How the text of an element looks, from what is declared of it and how the text around it looks.

Certainly unseen text is left out, so that a figure is read as the eye sees it. Where the file leaves open
whether something is seen, or what it looks like, that is a doubt.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property

from attrs import evolve, field, frozen

from govinfo_report.document.typography import PLAIN, Typography, tells_figures
from govinfo_report.raw.doubt import Doubt
from govinfo_report.readers.colours import BLACK, WHITE, Colour, is_near, mixed

__all__ = ["FAR", "PAGE", "Box", "Look"]

FAR = 900.0
"""Pixels by which text is off the screen, wherever it would stand else."""
_TINY = 4.0
"""Pixels of a font too small to be read."""
_STACKED = 0.3
"""Drawn together by so much of their size, digits stand on each other."""
_ASIDE = 150.0
"""Pixels by which a first line may be moved to the right."""
_HANGING = 1.2
"""The share of its size by which it may hang out to the left."""
_DIGIT = 0.5
"""The width of a digit, as a share of its size; other characters are as wide as high."""

_ONE_NUMBER = re.compile(r"[0-9０-９]+(?:[.,][0-9]+)*|.|[^\W\d].*", re.DOTALL)
"""What lines from the right show as lines from the left do: a number, a sign, words."""


@frozen(eq=False, kw_only=True)
class Look:
    """How text looks; one of the same is the same object.

    Attributes:
        size: Of its font, in pixels.
        colour: Its colour; ``None`` where only a browser knows.
        grounds: The colours on which it may stand.
        pictured: Whether it stands on a picture whose colours the file does not tell.
        coloured: Whether its colour was set within a table's cell.
        opacity: How opaque it is, from 0 to 1.
        invisible: Whether it only takes its place.
        print: How it is printed else.
        doubt: Why it may look otherwise.
        spacing: What is added between characters, in pixels.
        indent: By how much the first line is moved to the right, in pixels.
        room: Pixels beyond which it is cut off; ``None`` for no bound.
        moved: The number of the element that moved it out of its line, 0 for none.
        scattered: Whether each element in it may stand anywhere beside the others.
        in_row: Whether those of them that say nothing of themselves stand in a row as in the file.
        from_right: Whether its lines begin at the right. That turns no number round, but sets those that
            stand beside each other, and signs beside them, in the other order.
        shadowed: Whether it has a shadow, or an outline, of a colour of its own.
        listed: What stands before the items of a list.
        fixed: Whether its table's columns keep their widths, whatever stands in them.
        swayed: Whether it may be seen though it is hidden, by a rule of which only a browser knows.
        variables: The variables of CSS that it knows.
    """

    size: float = 16.0
    colour: Colour | None = BLACK
    grounds: tuple[Colour, ...] = (WHITE,)
    pictured: bool = False
    coloured: bool = False
    opacity: float = 1.0
    invisible: bool = False
    print: Typography = PLAIN
    doubt: Doubt | None = None
    spacing: float = 0.0
    indent: float = 0.0
    room: float | None = None
    moved: int = 0
    scattered: bool = False
    in_row: bool = False
    from_right: bool = False
    shadowed: bool = False
    listed: str = "disc"
    fixed: bool = False
    swayed: bool = False
    variables: Mapping[str, str] = field(factory=dict)

    @cached_property
    def typography(self) -> Typography:
        """How its text is written, so that no figure is read that the eye does not see."""
        unseen = (
            self.invisible
            or self.size <= 0
            or self.opacity <= 0
            or self.indent <= -FAR
            or (self.colour is not None and self.colour.alpha <= 0 and not self.shadowed)
        )
        doubt = self.doubt or (Doubt.HIDDEN if unseen and self.swayed else self._doubt())
        its = evolve(self.print, unseen=unseen and not self.swayed, doubt=doubt)
        return PLAIN if its == PLAIN else its

    @cached_property
    def is_plain(self) -> bool:
        """Whether its text is written as it stands."""
        return self.typography is PLAIN and self.room is None and not self.moved and not self.from_right

    def _doubt(self) -> Doubt | None:
        if self.size < _TINY or self.indent <= -_HANGING * self.size or self.indent >= _ASIDE:
            return Doubt.HIDDEN
        if self.spacing <= -_STACKED * self.size:
            return Doubt.OVERPRINTED
        if self.colour is None or (self.pictured and self.coloured):
            return Doubt.COLOUR
        if any(is_near(mixed(self.colour, ground, self.opacity), ground) for ground in self.grounds):
            return Doubt.COLOUR
        return None

    def written(self, text: str) -> str:
        """Text of this look, in characters that say how it is printed."""
        its = self.typography
        if self.from_right and tells_figures(text) and not _ONE_NUMBER.fullmatch(text.strip()):
            its = Typography(turned=True).within(its)
        if self.room is not None and its.doubt is None and tells_figures(text):
            width = self.size * sum(_DIGIT if sign < "\u2000" else 1.0 for sign in text.strip())
            if self.room < width:
                its = Typography(doubt=Doubt.HIDDEN).within(its)
        return text if its is PLAIN else its.written(text)

    @cached_property
    def box(self) -> Box:
        """An element of this look that is like any other."""
        return Box(look=self)


#: The look of a page that says nothing of it.
PAGE = Look()


@frozen(eq=False, kw_only=True)
class Box:
    """What an element is beside the look of its text.

    Attributes:
        look: How the text in it looks.
        gone: Whether nothing of it is seen.
        absent: Whether the page is laid out as if it were not there.
        moved: Whether it may stand at another place of its line than in the file.
        follows: Whether it then stands behind those of its kind that are before it in the file.
        covers: Whether it may lie over what stands beside it.
        bounded: Whether what stands behind its first line may be cut off.
        numbered: Whether a number is printed before it, as an item of a list.
        block: Whether it is a block, or stands in a line; ``None`` where its name says which.
        before, after: What is printed before and behind its content: a space, or the sign of a doubt.
    """

    look: Look
    gone: bool = False
    absent: bool = False
    moved: bool = False
    follows: bool = False
    covers: bool = False
    bounded: bool = False
    numbered: bool = False
    block: bool | None = None
    before: str = ""
    after: str = ""

    @property
    def alters(self) -> bool:
        """Whether it prints more or less than stands in it, or elsewhere, or may be hidden."""
        hides = self.gone or self.absent or self.covers or self.moved
        return hides or self.numbered or bool((self.before + self.after).strip())
