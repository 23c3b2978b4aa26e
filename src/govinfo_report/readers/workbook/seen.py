"""What a reader of a worksheet sees of a cell, where that is something else than the cell stores."""

from __future__ import annotations

import re

from govinfo_report.document.lattice import column_letters
from govinfo_report.raw.doubt import Doubt
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
    place: tuple[int, int],
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
    thing = sheet.things.get(place)
    if thing is not None:
        return f"{thing.sign}{text}", None
    look, formula = stored.look, stored.formula
    number = (computed or not isinstance(stored.value, str)) and _NUMBER.fullmatch(text) is not None
    if formula is None:
        pass
    elif sheet.shows_formulas:
        return f"{Doubt.FORMAT.sign}{text}", formula
    elif any(name in formula for name in _PICTURE_IN_CELL):
        return f"{Doubt.PICTURE.sign}{text}", None
    if not text.strip() or stored.date is not None:
        return text, None
    showing = _showing(look, text, number)
    doubt, shown = _doubt(look, showing), showing.text
    if doubt is None and look.indented and not any(sign.isalpha() for sign in text):
        doubt = Doubt.HIDDEN
    if doubt is None and number and not sheet.zeros and _ZERO.fullmatch(text):
        doubt, shown = Doubt.ZEROS, ""
    if doubt is None:
        for condition in sheet.conditions.get(place, ()):
            under = condition.over(look)
            hidden = Doubt.HIDDEN if condition.hides else _doubt(under, _showing(under, text, number))
            if hidden is None and under.struck and not look.struck:
                hidden = Doubt.HIDDEN
            if hidden is not None and _may_hold(condition, sheet, place, calculator):
                return f"{hidden.sign}{text}", None
    text = f"{text}{showing.unit}"
    if doubt is not None:
        return f"{doubt.sign}{text}", shown if doubt in (Doubt.FORMAT, Doubt.ZEROS) else None
    return text, shown if showing.shows is Shows.ROUNDED else None


def _showing(look: Look, text: str, number: bool) -> Shown:
    return shown_number(look.format, text) if number else shown_text(look.format, text)


def _doubt(look: Look, showing: Shown) -> Doubt | None:
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
    return Doubt.COLOUR if look.fades(ink) and not look.in_runs else None


def _may_hold(condition: Condition, sheet: Sheet, place: tuple[int, int], calculator: Calculator) -> bool:
    """Whether a condition holds for a cell, or may."""
    for test in condition.tests:
        try:
            if not calculator.holds(sheet.name, _moved(test, condition.origin, place)):
                return False
        except Unsupported:
            continue
    return True


def _moved(test: str, origin: tuple[int, int], place: tuple[int, int]) -> str:
    """A formula as it is for another cell than the one that it is written for."""
    if origin == place:
        return test
    from openpyxl.formula.translate import Translator

    here, there = (f"{column_letters(column)}{row + 1}" for row, column in (origin, place))
    try:
        return str(Translator(f"={test}", here).translate_formula(there)).removeprefix("=")
    except Exception as error:  # its tokenizer has errors of its own for what is no formula
        raise Unsupported from error
