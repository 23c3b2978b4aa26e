"""What a number format shows of what a cell stores: the same, a rounded number, or something else.

The format is drawn (see `format_codes`), and what is drawn is read as a number again. Only where that is the
stored number, or the stored number rounded, does the cell show what it stores. A format that is not drawn for
certain shows something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from enum import Enum, auto
from functools import lru_cache

from attrs import evolve, frozen

from govinfo_report.model.exact import exact
from govinfo_report.readers.workbook.format_codes import (
    GENERAL,
    PLAIN_DIGITS,
    Section,
    drawn,
    general,
    parsed,
    rounded,
    with_value,
)

__all__ = ["Shown", "Shows", "shown_number", "shown_text"]

_LONGEST = 255
"""Characters of a format; spreadsheet programs take no more."""
_MOST_DIGITS = 40
"""Digits of a number that is drawn; figures of reports have far fewer."""

_MONEY = r"(?:[亿億万萬]\s*)?元"
#: Words that may stand behind a figure and leave it what it is.
_COUNTER = r"件次|[件条份宗起项个篇次年]"
_CURRENCY = r"[¥￥$€£]|RMB|CNY"
_SEEN = re.compile(
    rf"(?P<sign>[+-]?)(?:{_CURRENCY})?\s*(?P<minus>-?)"
    r"(?P<digits>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]*)(?P<fraction>(?:\.[0-9]*)?)"
    rf"\s*(?:{_CURRENCY})?(?:(?P<money>{_MONEY})|{_COUNTER})?"
)
"""A number as it is printed in a table; 4.4E+01 is none."""
_IN_BRACKETS = re.compile(r"((?:[¥￥$€£])?\s*)\(\s*(.*?)\s*\)")
_BEHIND = re.compile(rf"\s*(?:(?P<money>{_MONEY})|{_COUNTER})?\s*")


class Shows(Enum):
    """What a cell shows, beside what it stores."""

    STORED = auto()
    ROUNDED = auto()
    """Less of it: fewer digits, or the dash that accountants print for nothing."""
    OTHER = auto()


@frozen
class Shown:
    """What a cell shows.

    Attributes:
        shows: Whether that is what it stores.
        text: What is shown, ``None`` where that is not known.
        unit: The unit of money that the format puts behind the number.
        colour: The colour that the format gives it, as ``RRGGBB``, or ``#`` and its number in the palette.
    """

    shows: Shows
    text: str | None = None
    unit: str = ""
    colour: str | None = None


_AS_STORED = Shown(Shows.STORED)
_UNKNOWN = Shown(Shows.OTHER)


@lru_cache(maxsize=4096)
@exact
def shown_number(code: str, digits: str) -> Shown:
    """What a number format shows of a number.

    Args:
        code: The format.
        digits: The number, without an exponent.

    Example:
        >>> shown_number("0!.0000", "123500").text
        '12.3500'
    """
    value = Decimal(digits)
    if code in ("", GENERAL):
        return _read(general(value), value) if len(digits) > PLAIN_DIGITS else _AS_STORED
    if len(code) > _LONGEST or len(digits) > _MOST_DIGITS:
        return _UNKNOWN
    candidates = {_shown(section, value, signed) for section, signed in _sections(code, value)}
    return candidates.pop() if len(candidates) == 1 else _UNKNOWN


@lru_cache(maxsize=1024)
def shown_text(code: str, text: str) -> Shown:
    """What a number format shows of a text."""
    if code in ("", GENERAL, "@"):
        return _AS_STORED
    if len(code) > _LONGEST:
        return _UNKNOWN
    _, section = parsed(code)
    if section is None:
        return _AS_STORED
    seen = with_value(section, text) if section.certain else None
    if seen is None or seen.count(text) != 1:
        return Shown(Shows.OTHER, seen, colour=section.colour)
    before, _, behind = seen.partition(text)
    beside = _BEHIND.fullmatch(behind)
    if before.strip() or beside is None:
        return Shown(Shows.OTHER, seen.strip(), colour=section.colour)
    return Shown(Shows.STORED, seen.strip(), _unit(beside), section.colour)


def _sections(code: str, value: Decimal) -> Iterator[tuple[Section, bool]]:
    """The sections that may draw a number, each with whether it puts a minus before a negative one."""
    sections, for_text = parsed(code)
    if not sections and for_text is not None:  # programs differ in what they make of numbers
        yield for_text, True
        yield from _sections(GENERAL, value)
    elif all(section.condition is None for section in sections):
        if len(sections) == 1:
            yield sections[0], True
        elif value < 0:
            yield sections[1], False
        else:
            yield sections[2 if value == 0 and len(sections) == 3 else 0], False
    else:
        yield from _under_conditions(sections, value)


def _under_conditions(sections: tuple[Section, ...], value: Decimal) -> Iterator[tuple[Section, bool]]:
    """None where programs differ: of numbers below zero, and where no condition holds."""
    first, *others = sections
    if value < 0 or first.condition is None:
        return
    if first.holds(value):
        yield first, False
    elif others and others[0].holds(value):
        yield others[0], False
    else:
        yield from ((section, False) for section in others if section.condition is None)


def _shown(section: Section, value: Decimal, signed: bool) -> Shown:
    text = drawn(section, abs(value)) if section.certain else None
    if text is None:
        return Shown(Shows.OTHER, colour=section.colour)
    if not value and section.filled and text.strip() == "-":
        return Shown(Shows.ROUNDED, "-", colour=section.colour)
    if signed and value < 0 and re.search("[1-9]", text):  # nothing has no sign
        text = f"-{text}"
    return evolve(_read(text.strip(), value), colour=section.colour)


def _read(text: str, value: Decimal) -> Shown:
    """What a drawn text says of the number it is drawn for."""
    plain, negative = text, False
    if match := _IN_BRACKETS.fullmatch(text):  # how accountants print a number below zero
        plain, negative = f"{match[1]}{match[2]}", True
    match = _SEEN.fullmatch(plain)
    if match is None or not re.search("[0-9]", f"{match['digits']}{match['fraction']}"):
        return Shown(Shows.OTHER, text)
    signs = match["sign"] + match["minus"]
    if len(signs) > 1 or (negative and signs):
        return Shown(Shows.OTHER, text)
    number = Decimal(f"{match['digits'].replace(',', '') or '0'}{match['fraction']}")
    number = -number if negative or signs == "-" else number
    exponent = number.as_tuple().exponent
    assert isinstance(exponent, int)
    shows = Shows.OTHER
    if number == value:
        shows = Shows.STORED
    elif number == rounded(value, exponent):
        shows = Shows.ROUNDED
    return Shown(shows, text, unit=_unit(match))


def _unit(match: re.Match[str]) -> str:
    """The unit of money, without the blanks that set its characters apart."""
    return "".join((match["money"] or "").split())
