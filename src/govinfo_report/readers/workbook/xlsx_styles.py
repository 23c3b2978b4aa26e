"""The styles of an .xlsx workbook: how they draw cells, and which of them show dates."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sized
from datetime import date, datetime, time, timedelta

from attrs import define, evolve, field, frozen

from govinfo_report.readers.workbook.format_codes import GENERAL
from govinfo_report.readers.workbook.looks import IN_PLACE, PLAIN_LOOK, Fill, Font, Look, Placed, look_of
from govinfo_report.readers.workbook.sheet_colours import Colour, Palette, from_hex
from govinfo_report.readers.workbook.xlsx_parts import Attributes, Damaged, Enough, Parts

__all__ = ["Dress", "StyleSheet", "Styles", "code_of", "is_on", "theme_of"]

_LONGEST_FORMAT = 255
_MOST = 100_000
"""Formats, fonts and styles; a spreadsheet program has at most 65,490 styles."""

#: Built-in number formats that show no date.
_PLAIN_FORMATS = frozenset({0, 1, 2, 3, 4, 9, 10, 11, 12, 13, 37, 38, 39, 40, 41, 42, 43, 44, 48, 49})
_COMMON_CODES = {0: GENERAL, 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 49: "@"}
_LAST_OWN = 163
"""Greater numbers are of formats that a workbook defines."""
_NOT_KNOWN = "[?]"
"""A code that shows nothing certain, for what a language alone gives a meaning: dates, in Chinese."""
_DATE_LETTERS = re.compile(r"[dmhysDMHYS]")


def is_on(attributes: Attributes) -> bool:
    """Whether an element that is true by standing there says nothing else."""
    return attributes.get("val", "1") in ("1", "true", "on")


def code_of(number: int) -> str:
    """The code of a built-in number format."""
    if number in _COMMON_CODES:
        return _COMMON_CODES[number]
    if number > _LAST_OWN:  # defined nowhere
        return GENERAL
    from openpyxl.styles.numbers import BUILTIN_FORMATS

    return BUILTIN_FORMATS.get(number, _NOT_KNOWN)


@define
class Dress:
    """Gathers a font, a fill and a number format from their XML: of a style, of a condition, of a run."""

    format: str | None = None
    colour: Attributes | None = None
    struck: bool = False
    size: float | None = None
    name: str = ""
    pattern: str | None = None
    fore: Mapping[str, str] | None = None
    back: Mapping[str, str] | None = None
    stops: tuple[Mapping[str, str], ...] = ()
    within: str = ""

    def start(self, tag: str, attributes: Attributes) -> None:
        """An element begins."""
        if tag in _PARTS:
            self.within = tag
        elif tag == "numFmt":
            self.format = format_code(attributes)
        elif self.within in ("font", "rPr"):
            if tag == "color":
                self.colour = attributes
            elif tag == "sz":
                self.size = float(attributes.get("val", "11"))
            elif tag in ("name", "rFont"):
                self.name = attributes.get("val", "")
            elif tag == "strike":
                self.struck = is_on(attributes)
        elif self.within == "fill":
            if tag == "patternFill":
                self.pattern = attributes.get("patternType", "")
            elif tag == "fgColor":
                self.fore = attributes
            elif tag == "bgColor":
                self.back = attributes
            elif tag == "color" and len(self.stops) < _MOST_STOPS:
                self.stops = (*self.stops, attributes)

    @property
    def font(self) -> Font:
        """The font."""
        return Font(self.struck, self.colour, self.size, self.name)

    @property
    def fill(self) -> Fill:
        """The fill."""
        return Fill(self.pattern or "", self.fore, self.back, self.stops)

    @property
    def tells(self) -> bool:
        """Whether it changes what may be seen of a figure."""
        parts = (self.format, self.colour, self.pattern)
        return self.struck or bool(self.stops) or any(part is not None for part in parts)

    def over(self, look: Look, palette: Palette) -> Look:
        """A look with this laid over it, as a condition does."""
        ink = look.ink if self.colour is None else self.font.ink(palette)
        grounds = look.grounds
        # A condition's plain fill stands in the colour of the back, and may leave its pattern out.
        if self.pattern in ("", "solid") and (self.back or self.fore):
            grounds = Fill("solid", self.back or self.fore).grounds(palette)
        elif self.pattern not in (None, "") or self.stops:
            grounds = self.fill.grounds(palette)
        code = look.format if self.format is None else self.format
        return evolve(look, ink=ink, grounds=grounds, struck=look.struck or self.struck, format=code)


_MOST_STOPS = 10
"""Colours that a gradient of a spreadsheet program goes through."""
_PARTS = frozenset({"font", "rPr", "fill", "border", "alignment", "protection"})


def format_code(attributes: Attributes) -> str:
    """The code of a number format.

    Raises:
        Damaged: It is too long.
    """
    code = attributes.get("formatCode", "")
    if len(code) > _LONGEST_FORMAT:
        raise Damaged("数字格式过长。", "A number format is too long.")
    return code


@frozen
class _Style:
    """An entry of the list of styles, by the numbers of its parts."""

    format: int
    font: int
    fill: int
    placed: Placed = IN_PLACE


@define(eq=False)
class Styles:
    """What the styles of cells show.

    Attributes:
        durations: Style → whether it shows a duration; only styles that show a date or time.
        epoch_1904: Whether days are counted from 1904.
        conditional: What conditions lay over the look of a cell, by number.
    """

    durations: dict[int, bool]
    epoch_1904: bool
    palette: Palette
    conditional: list[Dress]
    _sheet: StyleSheet
    _looks: dict[int, Look] = field(factory=dict)

    def look(self, style: int) -> Look:
        """How a style draws a cell."""
        look = self._looks.get(style)
        if look is None:
            look = self._looks[style] = self._sheet.look(style, self.palette)
        return look

    def date(self, style: int, number: float) -> str | None:
        """What a number in a style shows as a date or time, ``None`` if the style shows none."""
        duration = self.durations.get(style)
        if duration is None:
            return None
        from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

        epoch = CALENDAR_MAC_1904 if self.epoch_1904 else CALENDAR_WINDOWS_1900
        try:
            value: datetime | date | time | timedelta | None = from_excel(number, epoch, timedelta=duration)
        except (OverflowError, ValueError):
            return "#VALUE!"
        return str(value)


_DRESSES = {"fonts": "font", "fills": "fill", "dxfs": "dxf"}
"""The lists of which each entry is a dress, or a part of one."""
_MOVING = frozenset({"horizontal", "indent"})
_LISTS = frozenset({"cellXfs", "numFmts", "indexedColors", *_DRESSES, "cellStyleXfs", "borders"})


@define
class StyleSheet:
    """Gathers the styles from their XML."""

    formats: dict[int, str] = field(factory=dict)
    fonts: list[Dress] = field(factory=list)
    fills: list[Dress] = field(factory=list)
    cells: list[_Style] = field(factory=list)
    dxfs: list[Dress] = field(factory=list)
    numbered: list[Colour | None] = field(factory=list)
    within: str = ""

    def start(self, tag: str, attributes: Attributes) -> None:
        """An element begins."""
        if tag in _LISTS:
            self.within = tag
        elif self.within == "cellXfs":
            if tag == "xf":
                of = attributes.get
                self.cells.append(_Style(int(of("numFmtId", 0)), int(of("fontId", 0)), int(of("fillId", 0))))
                self._require_room(self.cells)
            elif tag == "alignment" and self.cells and attributes.keys() & _MOVING:
                across, indent = attributes.get("horizontal", ""), attributes.get("indent", "0")
                self.cells[-1] = evolve(self.cells[-1], placed=Placed(across, int(indent)))
        elif self.within in _DRESSES:
            entry, gathered = _DRESSES[self.within], getattr(self, self.within)
            if tag == entry:
                gathered.append(Dress())
                self._require_room(gathered)
            if gathered:
                gathered[-1].start(tag, attributes)
        elif tag == "numFmt":
            self.formats[int(attributes["numFmtId"])] = format_code(attributes)
            self._require_room(self.formats)
        elif tag == "rgbColor" and self.within == "indexedColors":
            self.numbered.append(from_hex(attributes.get("rgb", "")))
            self._require_room(self.numbered)

    def _require_room(self, gathered: Sized) -> None:
        if len(gathered) > _MOST:
            raise Damaged("样式过多。", "The workbook has too many styles.")

    def end(self, tag: str) -> None:
        """An element ends."""
        if tag == self.within:
            self.within = ""

    def styles(self, *, epoch_1904: bool, theme: tuple[Colour | None, ...]) -> Styles:
        """The styles gathered."""
        durations: dict[int, bool] = {}
        for style, cell in enumerate(self.cells):
            shows = _shows_date(cell.format, self.formats.get(cell.format))
            if shows is not None:
                durations[style] = shows
        palette = Palette(theme, tuple(self.numbered))
        return Styles(durations, epoch_1904, palette, self.dxfs, self)

    def look(self, style: int, palette: Palette) -> Look:
        """How a style draws a cell."""
        if style >= len(self.cells):
            return PLAIN_LOOK
        cell = self.cells[style]
        font = self.fonts[cell.font].font if cell.font < len(self.fonts) else Font()
        fill = self.fills[cell.fill].fill if cell.fill < len(self.fills) else Fill()
        code = self.formats.get(cell.format)
        return look_of(
            font,
            fill,
            code_of(cell.format) if code is None else code or GENERAL,
            palette,
            cell.placed,
        )


def theme_of(parts: Parts, member: str | None) -> tuple[Colour | None, ...]:
    """The colours of a theme, in the theme's order."""
    colours: list[Colour | None] = []
    inside = False

    def start(tag: str, attributes: Attributes) -> None:
        nonlocal inside
        if tag == "clrScheme":
            inside = True
        elif inside and tag in ("srgbClr", "sysClr"):
            colours.append(from_hex(attributes.get("lastClr", attributes.get("val", ""))))

    def end(tag: str) -> None:
        if tag == "clrScheme":
            raise Enough

    if member is not None and parts.has(member):
        parts.parse(member, start, end)
    return tuple(colours)


def _shows_date(number: int, code: str | None) -> bool | None:
    """Whether a number format shows a duration (true) or a date (false); ``None`` for neither."""
    if code is None and number in _PLAIN_FORMATS:
        return None
    if code is not None and not _DATE_LETTERS.search(code):
        return None
    # openpyxl's own tests decide, so that both engines agree; it is only loaded when one is in doubt.
    from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format

    code = BUILTIN_FORMATS.get(number) if code is None else code
    if code is None or not is_date_format(code):
        return None
    return bool(is_timedelta_format(code))
