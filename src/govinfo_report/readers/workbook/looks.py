"""How a worksheet draws a cell: its number format, its ink and the ground it stands on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import Factory, evolve, field, frozen

from govinfo_report.raw.doubt import Doubt
from govinfo_report.readers.workbook.format_codes import GENERAL
from govinfo_report.readers.workbook.sheet_colours import BLACK, WHITE, Colour, Palette, mixed, near

__all__ = ["IN_PLACE", "PLAIN_LOOK", "Fill", "Font", "Look", "Placed", "Run", "Runs", "look_of"]

_TINIEST = 1.0
"""Points; nobody reads smaller letters."""
_FARTHEST = 5
"""Steps of indentation; a column of the usual width has room for no more and a figure."""
_SYMBOLS = ("wingdings", "webdings", "marlett")
"""Fonts that draw other signs in the places of digits."""

#: Share of the foreground in a pattern; half of it in hatchings of every kind.
_SHARES = {
    "gray0625": 0.0625, "gray125": 0.125, "lightGray": 0.25, "mediumGray": 0.5, "darkGray": 0.75,
    "lightHorizontal": 0.25, "lightVertical": 0.25, "lightDown": 0.25, "lightUp": 0.25, "lightGrid": 0.4,
    "lightTrellis": 0.4,
}  # fmt: skip


@frozen
class Look:
    """What the style of a cell makes of it.

    Attributes:
        format: The number format.
        struck: Whether a line goes through the text.
        ink: The colour of the text.
        grounds: The colours of the ground, several where it changes from one to another.
        doubt: Why the text cannot be read, whatever it is.
        indented: Whether it stands so far in that a figure may be out of its cell; words have wider ones.
        in_runs: Whether it is a text in inks of its own, in which what hardly shows has its sign already.
        clear: `shows_all`, told once for a style and asked for each cell.
    """

    format: str = GENERAL
    struck: bool = False
    ink: Colour = BLACK
    grounds: tuple[Colour, ...] = (WHITE,)
    doubt: Doubt | None = None
    indented: bool = False
    in_runs: bool = False
    clear: bool = field(init=False, default=Factory(lambda look: look.shows_all(), takes_self=True))

    def shows_all(self) -> bool:
        """Whether every text shows as it is stored, and every number that is not too long."""
        hidden = self.struck or self.indented or self.fades()
        return self.format == GENERAL and self.doubt is None and not hidden

    def for_runs(self) -> Look:
        """The look for a text in inks of its own."""
        return evolve(self, in_runs=True, doubt=self.doubt if self.doubt is Doubt.FORMAT else None)

    def fades(self, ink: Colour | None = None) -> bool:
        """Whether text in the ink of the cell, or in another, hardly shows on its ground."""
        return all(near(self.ink if ink is None else ink, ground) for ground in self.grounds)


#: Black on white.
PLAIN_LOOK = Look()


@frozen
class Font:
    """A font as a workbook states it; ``colour`` holds the attributes that name one."""

    struck: bool = False
    colour: Mapping[str, str] | None = None
    size: float | None = None
    name: str = ""

    @property
    def doubt(self) -> Doubt | None:
        """Why nobody reads what is set in it."""
        if self.size is not None and self.size <= _TINIEST:
            return Doubt.HIDDEN
        return Doubt.SYMBOL if self.name.lower().startswith(_SYMBOLS) else None

    def ink(self, palette: Palette) -> Colour:
        """Its colour; the automatic one is black."""
        colour = palette.colour(self.colour) if self.colour is not None else None
        return BLACK if colour is None else colour


@frozen
class Placed:
    """How the text stands in its cell: ``fill`` prints it again and again until the cell is full."""

    across: str = ""
    indent: int = 0


IN_PLACE = Placed()


@frozen
class Fill:
    """What fills a cell, as a workbook states it.

    Attributes:
        pattern: The kind of pattern, empty for none.
        stops: The colours that a gradient goes through; empty for a pattern.
    """

    pattern: str = ""
    fore: Mapping[str, str] | None = None
    back: Mapping[str, str] | None = None
    stops: tuple[Mapping[str, str], ...] = ()

    def grounds(self, palette: Palette) -> tuple[Colour, ...]:
        """The colours of the ground."""
        if self.stops:
            return tuple(palette.colour(stop) or WHITE for stop in self.stops)
        if self.pattern in ("", "none"):
            return (WHITE,)
        fore = palette.colour(self.fore) if self.fore is not None else None
        back = palette.colour(self.back) if self.back is not None else None
        if self.pattern == "solid":
            return (BLACK if fore is None else fore,)
        share = _SHARES.get(self.pattern, 0.5)
        return (mixed(BLACK if fore is None else fore, WHITE if back is None else back, share),)


def look_of(font: Font, fill: Fill, code: str, palette: Palette, placed: Placed = IN_PLACE) -> Look:
    """The look of a cell.

    Args:
        font: Its font.
        fill: What fills it.
        code: Its number format.
        palette: The colours of the workbook.
        placed: How its text stands in it.
    """
    doubt = Doubt.FORMAT if font.doubt is None and placed.across == "fill" else font.doubt
    indented = placed.indent > _FARTHEST
    return Look(code, font.struck, font.ink(palette), fill.grounds(palette), doubt, indented)


@frozen
class Run:
    """A piece of a text in a font of its own; without one, in that of the cell."""

    text: str
    font: Font | None = None


class Runs(tuple[Run, ...]):
    """A text of several pieces, some of which may not show."""

    __slots__ = ()

    def on(self, look: Look, palette: Palette) -> str:
        """The text as the cell shows it, the sign of a doubt before each piece that hardly shows."""
        return "".join(_seen(self, look, palette))

    def replace(self, old: str, new: str) -> Runs:
        """The text with some characters replaced by others."""
        return Runs(Run(run.text.replace(old, new), run.font) for run in self)

    @property
    def text(self) -> str:
        """The text that is stored."""
        return "".join(run.text for run in self)


def _seen(runs: Iterable[Run], look: Look, palette: Palette) -> Iterable[str]:
    for run in runs:
        ink = run.font.ink(palette) if run.font is not None else look.ink
        doubt = run.font.doubt if run.font is not None else look.doubt
        if doubt is None and look.fades(ink):
            doubt = Doubt.COLOUR
        yield run.text if doubt is None or not run.text.strip() else f"{doubt.sign}{run.text}"
