"""What a number format shows of what a cell stores: the same, a rounded number, or something else.

A format is drawn as spreadsheet programs draw it, and what is drawn is read as a number again. Only
where that is the stored number, or the stored number rounded, does the cell show what it stores. A format
that is not drawn here for certain (dates, numerals of other scripts, fractions …) shows something else.
ECMA-376-1, 18.8.31, describes the codes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import Enum, auto
from functools import lru_cache

from attrs import evolve, frozen

__all__ = ["GENERAL", "Shown", "Shows", "shown_number", "shown_text"]

GENERAL = "General"

#: Enough for any stored number: they have up to 309 digits before the point.
_EXACT = Context(prec=800)
_LONGEST = 255
"""Characters of a format; spreadsheet programs take no more."""
_MOST_DIGITS = 40
"""Digits of a number that is drawn; figures of reports have far fewer."""

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)(?:"|\Z)'
    r"|[\\!](?P<escaped>.)"  # programs in Chinese take ! for \
    r"|_(?P<skip>.)"
    r"|\*(?P<fill>.)"
    r"|\[(?P<bracket>[^\]]*)\]"
    r"|(?P<general>General|G/通用格式)"
    r"|(?P<exponent>E[+-])"
    r"|(?P<digit>[0#?])"
    r"|(?P<point>\.)"
    r"|(?P<comma>,)"
    r"|(?P<percent>%)"
    r"|(?P<at>@)"
    r"|(?P<slash>/)"
    r"|(?P<section>;)"
    r"|(?P<letter>[A-Za-z\\!_*\[])"  # dates, and signs that say nothing by themselves
    r"|(?P<literal>.)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"(<>|<=|>=|=|<|>)\s*(-?[0-9]+(?:\.[0-9]+)?(?:E[+-]?[0-9]{1,3})?)", re.IGNORECASE)
_LOCALE = re.compile(r"\$([^-]*)(?:-([0-9A-F]{1,8}))?", re.IGNORECASE)
_COLOURS = {
    "black": "000000", "white": "FFFFFF", "red": "FF0000", "green": "00FF00",
    "blue": "0000FF", "yellow": "FFFF00", "magenta": "FF00FF", "cyan": "00FFFF",
}  # fmt: skip
_NUMBERED_COLOUR = re.compile(r"color\s*([0-9]{1,2})", re.IGNORECASE)

_MONEY = r"[亿億万萬]?元"
#: Words that may stand behind a figure and leave it what it is.
_COUNTER = r"件次|[件条份宗起项个篇次年]"
_CURRENCY = r"[¥￥$€£]|RMB|CNY"
_SEEN = re.compile(
    rf"(?P<sign>[+-]?)(?:{_CURRENCY})?\s*(?P<minus>-?)"
    r"(?P<digits>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]*)(?P<fraction>(?:\.[0-9]*)?)(?P<exponent>(?:E[+-][0-9]+)?)"
    rf"\s*(?:{_CURRENCY})?(?:(?P<money>{_MONEY})|{_COUNTER})?"
)
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


@frozen
class _Section:
    """One of the parts of a format between semicolons.

    Attributes:
        parts: What it draws, in order: kinds of `_TOKEN` with their texts.
        filled: Whether it fills the cell with blanks, as the formats of accountants do.
        certain: Whether all of it is known here.
    """

    parts: tuple[tuple[str, str], ...]
    condition: tuple[str, Decimal] | None
    colour: str | None
    filled: bool
    certain: bool

    def has(self, kind: str) -> bool:
        return any(each == kind for each, _ in self.parts)


@frozen
class _Format:
    numbers: tuple[_Section, ...]
    text: _Section | None


@lru_cache(maxsize=4096)
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
        return _read(_general(value), value) if len(digits) > _PLAIN else _AS_STORED
    if len(code) > _LONGEST or len(digits) > _MOST_DIGITS:
        return _UNKNOWN
    candidates = {_drawn(section, value, signed) for section, signed in _sections(_parsed(code), value)}
    return candidates.pop() if len(candidates) == 1 else _UNKNOWN


@lru_cache(maxsize=1024)
def shown_text(code: str, text: str) -> Shown:
    """What a number format shows of a text."""
    if code in ("", GENERAL, "@"):
        return _AS_STORED
    section = _parsed(code).text if len(code) <= _LONGEST else None
    if section is None:
        return _AS_STORED if len(code) <= _LONGEST else _UNKNOWN
    drawn = _with_value(section, text) if section.certain else None
    if drawn is None or drawn.count(text) != 1:
        return Shown(Shows.OTHER, drawn, colour=section.colour)
    before, _, behind = drawn.partition(text)
    beside = _BEHIND.fullmatch(behind)
    shows = Shows.OTHER if before.strip() or beside is None else Shows.STORED
    unit = (beside["money"] or "") if beside is not None else ""
    return Shown(shows, drawn.strip(), unit=unit, colour=section.colour)


# A format taken apart


@lru_cache(maxsize=512)
def _parsed(code: str) -> _Format:
    tokens: list[list[tuple[str, str]]] = [[]]
    for match in _TOKEN.finditer(code):
        kind = match.lastgroup or ""
        if kind == "section":
            tokens.append([])
        else:
            tokens[-1].append((kind, match[kind]))
    sections = [_section(each) for each in tokens]
    if len(sections) > 3:
        return _Format(tuple(sections[:3]), sections[3])
    if sections[-1].has("at"):
        return _Format(tuple(sections[:-1]), sections[-1])
    return _Format(tuple(sections), None)


def _section(tokens: list[tuple[str, str]]) -> _Section:
    parts: list[tuple[str, str]] = []
    condition: tuple[str, Decimal] | None = None
    colour: str | None = None
    filled = False
    certain = True
    for kind, text in tokens:
        if kind == "bracket":
            if match := _CONDITION.fullmatch(text):
                condition = (match[1], Decimal(match[2]))
            elif text.lower() in _COLOURS:
                colour = _COLOURS[text.lower()]
            elif match := _NUMBERED_COLOUR.fullmatch(text):
                colour = f"#{match[1]}"
            elif match := _LOCALE.fullmatch(text):
                # Beyond four digits a locale asks for numerals of its own; F800 and F400 are dates.
                certain &= match[2] is None or (len(match[2].lstrip("0")) <= 4 and match[2][0] not in "Ff")
                parts.append(("literal", match[1]))
            else:  # [DBNum1], [h]
                certain = False
        elif kind == "letter":
            certain = False
        elif kind == "fill":
            filled, certain = True, certain and not text.strip()
        elif kind in ("quoted", "escaped"):
            parts.append(("literal", text))
        elif kind == "skip":
            parts.append(("literal", " "))
        else:
            parts.append((kind, text))
    return _Section(tuple(parts), condition, colour, filled, certain)


def _sections(code: _Format, value: Decimal) -> Iterator[tuple[_Section, bool]]:
    """The sections that may draw a number, each with whether it puts a minus before a negative one."""
    sections = code.numbers
    if not sections:  # for texts only
        assert code.text is not None
        yield code.text, True
        yield _parsed(GENERAL).numbers[0], True
    elif all(section.condition is None for section in sections):
        if len(sections) == 1:
            yield sections[0], True
        elif value < 0:
            yield sections[1], False
        else:
            yield sections[2 if value == 0 and len(sections) == 3 else 0], False
    else:
        yield from _under_conditions(sections, value)


def _under_conditions(sections: tuple[_Section, ...], value: Decimal) -> Iterator[tuple[_Section, bool]]:
    first, *others = sections
    if value < 0 or first.condition is None:  # programs differ
        return
    if _holds(first.condition, value):
        yield first, False
        return
    second = others[0] if others else None
    if second is None:
        return
    if second.condition is not None and _holds(second.condition, value):
        yield second, False
        return
    if second.condition is None:
        yield second, False
    for other in others[1:]:
        yield other, False


def _holds(condition: tuple[str, Decimal], value: Decimal) -> bool:
    sign, limit = condition
    return {
        "=": value == limit,
        "<>": value != limit,
        "<": value < limit,
        ">": value > limit,
        "<=": value <= limit,
        ">=": value >= limit,
    }[sign]


# Drawing a number


def _drawn(section: _Section, value: Decimal, signed: bool) -> Shown:
    text = _text_of(section, abs(value)) if section.certain else None
    if text is None:
        return Shown(Shows.OTHER, colour=section.colour)
    if not value and section.filled and text.strip() == "-":
        return Shown(Shows.ROUNDED, "-", colour=section.colour)
    if signed and value < 0:
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
    number = Decimal(f"{match['digits'].replace(',', '') or '0'}{match['fraction']}{match['exponent']}")
    number = -number if negative or signs == "-" else number
    exponent = number.as_tuple().exponent
    assert isinstance(exponent, int)
    shows = Shows.OTHER
    if number == value:
        shows = Shows.STORED
    elif number == _rounded(value, exponent):
        shows = Shows.ROUNDED
    return Shown(shows, text, unit=match["money"] or "")


def _rounded(value: Decimal, exponent: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(exponent), ROUND_HALF_UP, context=_EXACT)


def _text_of(section: _Section, value: Decimal) -> str | None:
    """What a section draws of a number that is not negative; ``None`` where that is not certain."""
    kinds = [kind for kind, _ in section.parts]
    if "general" in kinds or "at" in kinds:
        return None if "digit" in kinds else _with_value(section, _general(value))
    if "digit" not in kinds:
        return None if "point" in kinds or "exponent" in kinds else _with_value(section, "")
    if "exponent" in kinds:
        return _scientific(section, value)
    if "slash" in kinds:
        return _mixed(section, value)
    return _fixed(section, value)


def _with_value(section: _Section, value: str) -> str | None:
    """A section without digits of its own, the value in its place."""
    if section.has("digit"):
        return None
    return "".join(value if kind in ("general", "at") else text for kind, text in section.parts)


_PLAIN = 10
"""So many characters are shown by ``General`` as they are."""


def _general(value: Decimal) -> str:
    """As ``General`` draws it: in eleven characters, a minus not counted."""
    size = abs(value)
    if size and (size >= Decimal("1E11") or size < Decimal("1E-9")):
        digits, _, exponent = f"{value:.5E}".partition("E")
        digits = digits.rstrip("0").rstrip(".")
        return f"{digits}E{int(exponent):+03d}"
    whole = len(str(int(size)))
    text = f"{_rounded(value, -max(0, 10 - whole)):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _scientific(section: _Section, value: Decimal) -> str | None:
    """``0.00E+00``; only the plain kind, with one digit before the point."""
    code = "".join(text for _, text in section.parts)
    match = re.fullmatch(r"0(?:\.(0+))?E\+(0+)", code, re.IGNORECASE)
    if match is None:
        return None
    digits, _, exponent = f"{value:.{len(match[1] or '')}E}".partition("E")
    return f"{digits}E{'-' if exponent[0] == '-' else '+'}{exponent[1:].zfill(len(match[2]))}"


def _mixed(section: _Section, value: Decimal) -> str | None:
    """``# ?/?`` of a whole number, which has no fraction to show; of any other it is not drawn here."""
    code = "".join(text for _, text in section.parts)
    if value == value.to_integral_value() and re.fullmatch(r"[#0?]* [#?]+/[#?]+", code) and code[0] != " ":
        return f"{value:f}" if value or "0" in code else None
    return None


def _fixed(section: _Section, value: Decimal) -> str | None:
    """Digits before and behind a point, with whatever stands between them."""
    parts = list(section.parts)
    points = [place for place, (kind, _) in enumerate(parts) if kind == "point"]
    if len(points) > 1:
        return None
    point = points[0] if points else len(parts)
    digits = [place for place, (kind, _) in enumerate(parts) if kind == "digit"]
    whole = [place for place in digits if place < point]
    grouped, scale = False, 0
    for place, (kind, _) in enumerate(parts):
        if kind != "comma":
            continue
        if not any(digit < place for digit in digits):
            parts[place] = ("literal", ",")
        elif any(place < digit < point for digit in digits):
            grouped = True
        elif parts[place - 1][0] in ("digit", "comma") and (
            place < point or not any(digit > place for digit in digits)
        ):
            scale += 1
        else:
            return None
    decimals = len(digits) - len(whole)
    percents = sum(kind == "percent" for kind, _ in parts)
    scaled = value.scaleb(2 * percents - 3 * scale, context=_EXACT)
    text = f"{_rounded(scaled, -decimals):f}"
    before, _, behind = text.partition(".")
    return _whole(parts[:point], before.lstrip("0"), grouped) + _fraction(parts[point:], behind)


def _whole(parts: list[tuple[str, str]], digits: str, grouped: bool) -> str:
    """The part before the point, filled from the right; its first place takes all that is left."""
    places = sum(kind == "digit" for kind, _ in parts)
    drawn: list[str] = []
    rest, count = digits, 0

    def put(digit: str) -> None:
        nonlocal count
        if grouped and count and count % 3 == 0 and digit.strip():
            drawn.append(",")
        drawn.append(digit)
        count += 1

    for kind, text in reversed(parts):
        if kind == "comma":
            continue
        if kind != "digit":
            drawn.append(text[::-1])
            continue
        places -= 1
        taken = rest if not places else rest[-1:]
        rest = rest[: len(rest) - len(taken)]
        for digit in reversed(taken) if taken else {"0": "0", "?": " "}.get(text, ""):
            put(digit)
    return "".join(drawn)[::-1] if places <= 0 and not rest else f"{rest}{''.join(drawn)[::-1]}"


def _fraction(parts: list[tuple[str, str]], digits: str) -> str:
    """The point and the part behind it, filled from the left; ``#`` and ``?`` print no zero at its end."""
    drawn: list[str] = []
    kept, place = len(digits.rstrip("0")), 0
    for kind, text in parts:
        if kind == "comma":
            continue
        if kind != "digit":
            drawn.append(text)
            continue
        if place < kept or text == "0":
            drawn.append(digits[place])
        elif text == "?":
            drawn.append(" ")
        place += 1
    return "".join(drawn)
