"""How a worksheet draws a cell: its number format, its ink and the ground it stands on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from xml.etree.ElementTree import Element

from attrs import Factory, evolve, field, frozen

from govinfo_report.document.typography import Typography
from govinfo_report.raw.doubt import Doubt
from govinfo_report.readers.workbook.format_codes import GENERAL
from govinfo_report.readers.workbook.sheet_colours import BLACK, WHITE, Colour, Palette, mixed, near

__all__ = ["PLAIN_LOOK", "Dress", "Look", "Run", "Runs", "printed", "run_of", "words_in"]

_TINIEST = 1.0
"""Points; nobody reads smaller letters."""
_FARTHEST = 5
"""Steps of indentation; a column of the usual width has room for no more and a figure."""
_SYMBOLS = ("wingdings", "webdings", "marlett")
"""Fonts that draw other signs in the places of digits."""
_MOST_STOPS = 10
"""Colours that a gradient of a spreadsheet program goes through."""

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
        duration: Whether a number is shown as a duration (true) or as a date (false); ``None`` for neither.
        clear: Told once for a style and asked for each cell: whether every text shows as it is stored, and
            every number that is not too long.
    """

    format: str = GENERAL
    struck: bool = False
    ink: Colour = BLACK
    grounds: tuple[Colour, ...] = (WHITE,)
    doubt: Doubt | None = None
    indented: bool = False
    in_runs: bool = False
    duration: bool | None = None
    clear: bool = field(init=False, default=Factory(lambda look: look._is_clear(), takes_self=True))

    def _is_clear(self) -> bool:
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


@frozen(kw_only=True)
class Dress:
    """What a workbook states of how text looks: in the style of a cell, in a condition, in a run.

    Attributes:
        format: The number format.
        colour: The attributes that name the colour of the text.
        struck, raised, lowered: Where the line is, and the text on it.
        size: Of its letters, in points.
        name: The font's.
        pattern: The kind of pattern that fills the cell, in the colours ``fore`` and ``back``.
        stops: The colours that a gradient goes through.
        across: How the text stands in its cell; ``fill`` prints it until the cell is full.
        indent: How many steps it stands in.
    """

    format: str | None = None
    colour: Mapping[str, str] | None = None
    struck: bool = False
    raised: bool = False
    lowered: bool = False
    size: float | None = None
    name: str = ""
    pattern: str | None = None
    fore: Mapping[str, str] | None = None
    back: Mapping[str, str] | None = None
    stops: tuple[Mapping[str, str], ...] = ()
    across: str = ""
    indent: int = 0

    @classmethod
    def of(
        cls,
        font: Element | None,
        fill: Element | None = None,
        placed: Element | None = None,
        code: str | None = None,
    ) -> Dress:
        """What elements state: ``font`` or ``rPr``, ``fill``, ``alignment``; and a number format."""
        says: dict[str, Mapping[str, str]] = (
            {part.tag: part.attrib for part in font} if font is not None else {}
        )
        align = says.get("vertAlign", {}).get("val")
        pattern = fill.find("patternFill") if fill is not None else None
        fills = {part.tag: part.attrib for part in pattern} if pattern is not None else {}
        where: Mapping[str, str] = placed.attrib if placed is not None else {}
        return cls(
            format=code,
            colour=says.get("color"),
            struck="strike" in says and _is_on(says["strike"]),
            raised=align == "superscript",
            lowered=align == "subscript",
            size=float(says["sz"].get("val", "11")) if "sz" in says else None,
            name=says.get("name", says.get("rFont", {})).get("val", ""),
            pattern=pattern.get("patternType", "") if pattern is not None else None,
            fore=fills.get("fgColor"),
            back=fills.get("bgColor"),
            stops=tuple(each.attrib for each in fill.iter("color"))[:_MOST_STOPS] if fill is not None else (),
            across=where.get("horizontal", ""),
            indent=int(where.get("indent", "0")),
        )

    @property
    def doubt(self) -> Doubt | None:
        """Why nobody reads what is set in the font."""
        if self.size is not None and self.size <= _TINIEST:
            return Doubt.HIDDEN
        return Doubt.SYMBOL if self.name.lower().startswith(_SYMBOLS) else None

    @property
    def tells(self) -> bool:
        """Whether it changes what may be seen of a figure."""
        parts = (self.format, self.colour, self.pattern)
        return self.struck or bool(self.stops) or any(part is not None for part in parts)

    def ink(self, palette: Palette) -> Colour:
        """The colour of the text; the automatic one is black."""
        return (palette.colour(self.colour) if self.colour is not None else None) or BLACK

    def _grounds(self, palette: Palette) -> tuple[Colour, ...]:
        if self.stops:
            return tuple(palette.colour(stop) or WHITE for stop in self.stops)
        if self.pattern in (None, "", "none"):
            return (WHITE,)
        fore = (palette.colour(self.fore) if self.fore is not None else None) or BLACK
        back = (palette.colour(self.back) if self.back is not None else None) or WHITE
        return (fore if self.pattern == "solid" else mixed(fore, back, _SHARES.get(self.pattern, 0.5)),)

    def look(self, palette: Palette) -> Look:
        """How a cell of this style is drawn."""
        return Look(
            format=self.format or GENERAL,
            struck=self.struck,
            ink=self.ink(palette),
            grounds=self._grounds(palette),
            doubt=self.doubt or (Doubt.FORMAT if self.across == "fill" else None),
            indented=self.indent > _FARTHEST,
        )

    def over(self, look: Look, palette: Palette) -> Look:
        """A look with this laid over it, as a condition does."""
        dress, grounds = self, look.grounds
        # A condition's plain fill stands in the colour of the back, and may leave its pattern out.
        if self.pattern in ("", "solid") and (plain := self.back or self.fore):
            dress = evolve(self, pattern="solid", fore=plain, stops=())
        if dress.pattern or dress.stops:
            grounds = dress._grounds(palette)
        ink = look.ink if self.colour is None else self.ink(palette)
        code = look.format if self.format is None else self.format
        return evolve(look, ink=ink, grounds=grounds, struck=look.struck or self.struck, format=code)


def _is_on(attributes: Mapping[str, str]) -> bool:
    """Whether an element that is true by standing there says nothing else."""
    return attributes.get("val", "1") in ("1", "true", "on")


@frozen
class Run:
    """A piece of a text as it is printed, in a dress of its own; without one, in that of the cell."""

    text: str
    dress: Dress | None = None


def run_of(text: str, dress: Dress) -> Run:
    """A piece of a text, as print makes it of what is stored."""
    return Run(
        Typography(raised=dress.raised, lowered=dress.lowered, struck=dress.struck).written(text), dress
    )


class Runs(tuple[Run, ...]):
    """A text of several pieces, some of which may not show."""

    __slots__ = ()

    @property
    def text(self) -> str:
        """The text that is stored."""
        return "".join(run.text for run in self)


def words_in(runs: Iterable[Run]) -> str | Runs:
    """A text of pieces: plain where none has a dress of its own."""
    words = Runs(runs)
    return words if any(run.dress is not None for run in words) else words.text


def printed(words: str | Runs, look: Look, palette: Palette) -> tuple[str, Look]:
    """A text as a cell shows it, a sign of doubt before pieces that hardly show; and the look of the cell."""
    if isinstance(words, str):
        return words, look
    text = ""
    for run in words:
        ink = run.dress.ink(palette) if run.dress is not None else look.ink
        doubt = run.dress.doubt if run.dress is not None else look.doubt
        if doubt is None and look.fades(ink):
            doubt = Doubt.COLOUR
        text += run.text if doubt is None or not run.text.strip() else f"{doubt.sign}{run.text}"
    return text, look.for_runs()
