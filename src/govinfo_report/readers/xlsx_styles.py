"""The styles of a workbook: which show dates, which strike out what stands in the cell."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from attrs import define, field, frozen

from govinfo_report.readers.xlsx_parts import Attributes, Damaged

__all__ = ["StyleSheet", "Styles", "is_on"]

_LONGEST_FORMAT = 255
_MOST = 100_000
"""Formats, fonts and styles; a spreadsheet program has at most 65,490 styles."""

#: Built-in number formats that show no date.
_PLAIN_FORMATS = frozenset({0, 1, 2, 3, 4, 9, 10, 11, 12, 13, 37, 38, 39, 40, 41, 42, 43, 44, 48, 49})
_DATE_LETTERS = re.compile(r"[dmhysDMHYS]")


def is_on(attributes: Attributes) -> bool:
    """Whether an element that is true by standing there says nothing else."""
    return attributes.get("val", "1") in ("1", "true", "on")


@frozen
class Styles:
    """What the styles of cells show.

    Attributes:
        durations: Style → whether it shows a duration; only styles that show a date or time.
        struck: Styles that print a line through the cell's text.
        epoch_1904: Whether days are counted from 1904.
    """

    durations: dict[int, bool]
    struck: frozenset[int]
    epoch_1904: bool

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


@define
class StyleSheet:
    """Gathers the styles from their XML."""

    formats: dict[int, str] = field(factory=dict)
    fonts: list[bool] = field(factory=list)
    cells: list[tuple[int, int]] = field(factory=list)
    within: str = ""

    def start(self, tag: str, attributes: Attributes) -> None:
        """An element begins."""
        if tag in ("fonts", "cellXfs"):
            self.within = tag
        elif tag == "numFmt":
            code = attributes.get("formatCode", "")
            if len(code) > _LONGEST_FORMAT:
                raise Damaged("数字格式过长。", "A number format is too long.")
            self.formats[int(attributes["numFmtId"])] = code
        elif tag == "font" and self.within == "fonts":
            self.fonts.append(False)
        elif tag == "strike" and self.within == "fonts":
            self.fonts[-1] = is_on(attributes)
        elif tag == "xf" and self.within == "cellXfs":
            self.cells.append((int(attributes.get("numFmtId", "0")), int(attributes.get("fontId", "0"))))
        if max(len(self.formats), len(self.fonts), len(self.cells)) > _MOST:
            raise Damaged("样式过多。", "The workbook has too many styles.")

    def end(self, tag: str) -> None:
        """An element ends."""
        if tag == self.within:
            self.within = ""

    def styles(self, *, epoch_1904: bool) -> Styles:
        """The styles gathered."""
        durations: dict[int, bool] = {}
        struck: set[int] = set()
        for style, (number, font) in enumerate(self.cells):
            shows = _shows_date(number, self.formats.get(number))
            if shows is not None:
                durations[style] = shows
            if font < len(self.fonts) and self.fonts[font]:
                struck.add(style)
        return Styles(durations, frozenset(struck), epoch_1904)


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
