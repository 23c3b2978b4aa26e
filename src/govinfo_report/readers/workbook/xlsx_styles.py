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

__all__ = ["Styles", "code_of", "conditional_dress", "theme_colours"]

_LONGEST_FORMAT = 255
_MOST = 100_000
"""Formats, fonts and styles; a spreadsheet program has at most 65,490 styles."""

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
    def of(cls, parts: Parts, styles: bytes, theme: bytes, *, epoch_1904: bool) -> Styles:
        """The styles of a workbook, by the parts of it that tell of them."""
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
        schemes: list[Element] = []
        parts.parse(theme, {"clrScheme": schemes.append})
        colours = (colour for each in schemes for colour in theme_colours(each))
        made.palette = Palette(tuple(colours), tuple(from_hex(each.get("rgb", "")) for each in numbered))
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
        number_format, font, fill = (int(style.get(name, "0")) for name in ("numFmtId", "fontId", "fillId"))
        code = self.formats.get(number_format)
        code = code_of(number_format) if code is None else code
        dress = Dress.of(
            self.fonts[font] if font < len(self.fonts) else None,
            self.fills[fill] if fill < len(self.fills) else None,
            style.find("alignment"),
            code,
        )
        return evolve(dress.look(self.palette), duration=_shows_date(code))

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


def theme_colours(scheme: Element) -> tuple[Colour | None, ...]:
    """The colours of a ``clrScheme``, in its order."""
    colours = (colour for entry in scheme for colour in entry)
    return tuple(from_hex(each.get("lastClr") or each.get("val") or "") for each in colours)


def _shows_date(code: str) -> bool | None:
    """Whether a number format shows a duration (true) or a date (false); ``None`` for neither."""
    if not _DATE_LETTERS.search(code):
        return None
    # openpyxl's own tests decide, so that both engines agree; it is only loaded when one is in doubt.
    from openpyxl.styles.numbers import is_date_format, is_timedelta_format

    return bool(is_timedelta_format(code)) if is_date_format(code) else None
