"""The styles of an .xlsx workbook: how they draw cells, and which of them show dates."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from functools import partial

from attrs import define, evolve, field

from govinfo_report.readers.workbook.format_codes import GENERAL
from govinfo_report.readers.workbook.looks import PLAIN_LOOK, Dress, Look
from govinfo_report.readers.workbook.sheet_colours import Colour, Palette, from_hex
from govinfo_report.readers.workbook.xlsx_parts import Damaged, Element, Parts

__all__ = ["Styles", "code_of", "conditional_dress", "theme_of"]

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


def code_of(number: int) -> str:
    """The code of a built-in number format."""
    if number in _COMMON_CODES:
        return _COMMON_CODES[number]
    if number > _LAST_OWN:  # defined nowhere
        return GENERAL
    from openpyxl.styles.numbers import BUILTIN_FORMATS

    return BUILTIN_FORMATS.get(number, _NOT_KNOWN)


def conditional_dress(dxf: Element | None) -> Dress:
    """What a condition lays over a cell."""
    if dxf is None:
        return Dress()
    number_format = dxf.find("numFmt")
    code = format_code(number_format) if number_format is not None else None
    return Dress.of(dxf.find("font"), dxf.find("fill"), code=code)


def format_code(element: Element) -> str:
    """The code of a number format.

    Raises:
        Damaged: It is too long.
    """
    code = element.get("formatCode", "")
    if len(code) > _LONGEST_FORMAT:
        raise Damaged("数字格式过长。", "A number format is too long.")
    return code


@define(eq=False)
class Styles:
    """What the styles of cells show.

    Attributes:
        epoch_1904: Whether days are counted from 1904.
        palette: The colours that are called by number.
        formats: The number formats of its own.
        fonts, fills, cells, conditional: The elements of fonts, fills, styles of cells, and of what
            conditions lay over a cell; each is read when it is first asked for.
    """

    epoch_1904: bool = False
    palette: Palette = field(factory=Palette)
    formats: dict[int, str] = field(factory=dict)
    fonts: list[Element] = field(factory=list)
    fills: list[Element] = field(factory=list)
    cells: list[Element] = field(factory=list)
    conditional: list[Element] = field(factory=list)
    _looks: dict[int, Look] = field(factory=dict)

    @classmethod
    def of(cls, parts: Parts, styles: str | None, theme: str | None, *, epoch_1904: bool) -> Styles:
        """The styles of a workbook, by the names of its parts."""
        made = cls(epoch_1904)
        formats: list[Element] = []
        numbered: list[Element] = []
        lists = {
            "numFmt": formats,
            "fonts/font": made.fonts,
            "fills/fill": made.fills,
            "cellXfs/xf": made.cells,
            "dxfs/dxf": made.conditional,
            "indexedColors/rgbColor": numbered,
        }
        parts.parse(styles, {name: partial(_keep, found) for name, found in lists.items()})
        made.formats.update((int(each.attrib["numFmtId"]), format_code(each)) for each in formats)
        colours = (from_hex(each.get("rgb", "")) for each in numbered)
        made.palette = Palette(theme_of(parts, theme), tuple(colours))
        return made

    def look(self, number: int) -> Look:
        """How a style draws a cell."""
        look = self._looks.get(number)
        if look is None:
            look = self._looks[number] = self._look(number)
        return look

    def _look(self, number: int) -> Look:
        if number >= len(self.cells):
            return PLAIN_LOOK
        style = self.cells[number]
        format_, font, fill = (int(style.get(name, "0")) for name in ("numFmtId", "fontId", "fillId"))
        code = self.formats.get(format_)
        dress = Dress.of(
            self.fonts[font] if font < len(self.fonts) else None,
            self.fills[fill] if fill < len(self.fills) else None,
            style.find("alignment"),
            code_of(format_) if code is None else code,
        )
        return evolve(dress.look(self.palette), duration=_shows_date(format_, code))

    def condition(self, number: str | None) -> Dress:
        """What a condition lays over a cell, by its number."""
        at = -1 if number is None else int(number)
        return conditional_dress(self.conditional[at] if 0 <= at < len(self.conditional) else None)

    def date(self, number: float, *, duration: bool) -> str:
        """What a number shows as a date or time."""
        from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

        epoch = CALENDAR_MAC_1904 if self.epoch_1904 else CALENDAR_WINDOWS_1900
        try:
            value: datetime | date | time | timedelta | None = from_excel(number, epoch, timedelta=duration)
        except (OverflowError, ValueError):
            return "#VALUE!"
        return str(value)


def _keep(found: list[Element], element: Element) -> None:
    format_code(element)
    found.append(element)
    if len(found) > _MOST:
        raise Damaged("样式过多。", "The workbook has too many styles.")


def theme_of(parts: Parts, member: str | None) -> tuple[Colour | None, ...]:
    """The colours of a theme, in the theme's order."""
    colours: list[Colour | None] = []

    def scheme(element: Element) -> None:
        each = (colour for entry in element for colour in entry)
        colours.extend(from_hex(colour.get("lastClr") or colour.get("val") or "") for colour in each)

    parts.parse(member, {"clrScheme": scheme})
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
