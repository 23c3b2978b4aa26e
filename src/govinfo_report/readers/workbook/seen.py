"""What a reader of a worksheet sees of a cell, where that is something else than the cell stores."""

from __future__ import annotations

import re

from govinfo_report.raw.doubt import Doubt
from govinfo_report.readers.workbook.areas import Place, moved
from govinfo_report.readers.workbook.formulas import Calculator, Unsupported
from govinfo_report.readers.workbook.looks import Look
from govinfo_report.readers.workbook.number_formats import Shown, Shows, shown_number, shown_text
from govinfo_report.readers.workbook.sheet_colours import Palette, from_hex
from govinfo_report.readers.workbook.stored import Condition, Sheet, StoredCell

__all__ = ["LONGEST_PLAIN", "seen"]

_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_ZERO = re.compile(r"-?0+(?:\.0+)?")
_PICTURE_IN_CELL = ("DISPIMG(", "_xlfn.IMAGE(")
"""Functions that put a picture into a cell, of WPS and of Excel."""
LONGEST_PLAIN = 10
"""Characters of a number that every cell shows as it is stored."""


def seen(
    sheet: Sheet,
    place: Place,
    stored: StoredCell,
    text: str,
    calculator: Calculator,
    *,
    computed: bool = False,
) -> tuple[str, str | None]:
    """The text of a cell as it can be read, and what is shown where that is not the text.

    Args:
        sheet: The worksheet.
        place: Row and column of the cell.
        stored: What it stores.
        text: The text of that, or of the result that was computed.
        calculator: Computes what conditional formats ask for.
        computed: Whether the text is a result that was computed, in place of what is stored.

    Returns:
        The text, with the sign of a doubt before it if something else may be seen; and what the cell shows
        instead, as far as it is known.
    """
    instead = _instead(sheet, place, stored.formula)
    if instead is not None:
        return f"{instead[0].sign}{text}", instead[1]
    if not text.strip() or stored.date is not None:
        return text, None
    look, number = stored.look, _is_number(stored, text, computed)
    showing = _showing(look, text, number)
    doubt, shown = _doubt(look, text, showing), showing.text
    if doubt is None and number and not sheet.zeros and _ZERO.fullmatch(text):
        doubt, shown = Doubt.ZEROS, ""
    if doubt is not None:
        shown = shown if doubt in (Doubt.FORMAT, Doubt.ZEROS) else None
        return f"{doubt.sign}{text}{showing.unit}", shown
    for condition in sheet.conditions.get(place, ()):
        hidden = _doubt_under(condition, look, text, number)
        if hidden is not None and _may_hold(condition, sheet, place, calculator):
            return f"{hidden.sign}{text}", None
    return f"{text}{showing.unit}", shown if showing.shows is Shows.ROUNDED else None


def _instead(sheet: Sheet, place: Place, formula: str | None) -> tuple[Doubt, str | None] | None:
    """What a cell shows in place of its text, and how that reads as far as it is known."""
    thing = sheet.things.get(place)
    if thing is not None:
        return thing, None
    if formula is None:
        return None
    if sheet.shows_formulas:
        return Doubt.FORMAT, formula
    return (Doubt.PICTURE, None) if any(name in formula for name in _PICTURE_IN_CELL) else None


def _is_number(stored: StoredCell, text: str, computed: bool) -> bool:
    return (computed or not isinstance(stored.value, str)) and _NUMBER.fullmatch(text) is not None


def _showing(look: Look, text: str, number: bool) -> Shown:
    return shown_number(look.format, text) if number else shown_text(look.format, text)


def _doubt(look: Look, text: str, showing: Shown) -> Doubt | None:
    """Why a look does not let a cell show what it stores; ``None`` if it does."""
    if showing.shows is Shows.OTHER:
        return Doubt.FORMAT
    if look.doubt is not None:
        return look.doubt
    ink = look.ink
    if showing.colour is not None:
        named = showing.colour
        # Formats count the colours of the palette from 1.
        ink = (Palette().by_number(int(named[1:]) + 7) if named[0] == "#" else from_hex(named)) or ink
    if look.fades(ink) and not look.in_runs:
        return Doubt.COLOUR
    return Doubt.HIDDEN if look.indented and not any(sign.isalpha() for sign in text) else None


def _doubt_under(condition: Condition, look: Look, text: str, number: bool) -> Doubt | None:
    """Why a cell does not show what it stores where a condition holds."""
    under = condition.over(look)
    if condition.hides:
        return Doubt.HIDDEN
    doubt = _doubt(under, text, _showing(under, text, number))
    return Doubt.HIDDEN if doubt is None and under.struck and not look.struck else doubt


def _may_hold(condition: Condition, sheet: Sheet, place: Place, calculator: Calculator) -> bool:
    """Whether a condition holds for a cell, or may."""
    for test in condition.tests:
        try:
            if not calculator.holds(sheet.name, moved(f"={test}", condition.areas[0][:2], place)):
                return False
        except (Unsupported, ValueError):
            continue
    return True
