"""Codes of number formats, taken apart and drawn as spreadsheet programs draw them.

What is not drawn here for certain (dates, numerals of other scripts, fractions …) is not drawn at all.
ECMA-376-1, 18.8.31, describes the codes.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Any

from attrs import frozen

__all__ = [
    "COMPARISONS",
    "GENERAL",
    "PLAIN_DIGITS",
    "Section",
    "drawn",
    "general",
    "parsed",
    "rounded",
    "with_value",
]

GENERAL = "General"
PLAIN_DIGITS = 10
"""So many characters are shown by ``General`` as they are."""
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
    r"|(?P<unsure>[A-Za-z1-9\\!_*\[])"  # dates, and signs of which programs make different things
    r"|(?P<literal>.)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"(<>|<=|>=|=|<|>)\s*(-?[0-9]+(?:\.[0-9]+)?(?:E[+-]?[0-9]{1,3})?)", re.IGNORECASE)
_LOCALE = re.compile(
    r"\$([^-]*)(?:-(?:([0-9A-F]{1,8})|[A-Z]{2,3}(?:-[A-Z]{4})?-(?:[A-Z]{2}|[0-9]{3})))?", re.IGNORECASE
)
"""A currency, and a locale by its number or its tag; the tag ``x-sysdate`` is a date."""
COMPARISONS: Mapping[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq, "<>": operator.ne,
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip
_COLOURS = {
    "black": "000000", "white": "FFFFFF", "red": "FF0000", "green": "00FF00",
    "blue": "0000FF", "yellow": "FFFF00", "magenta": "FF00FF", "cyan": "00FFFF",
}  # fmt: skip
_PADDING = {"0": "0", "?": " ", "#": ""}
"""What places for digits print where there are none."""
_NUMBERED_COLOUR = re.compile(r"color\s*([0-9]{1,2})", re.IGNORECASE)


@frozen
class Section:
    """One of the parts of a code between semicolons.

    Attributes:
        parts: What it draws, in order: kinds of `_TOKEN` with their texts.
        condition: Sign and limit of the numbers that it is for.
        colour: The colour that it gives, as ``RRGGBB``, or ``#`` and its number in the palette.
        filled: Whether it fills the cell with blanks, as the formats of accountants do.
        certain: Whether all of it is known here.
    """

    parts: tuple[tuple[str, str], ...]
    condition: tuple[str, Decimal] | None
    colour: str | None
    filled: bool
    certain: bool

    def holds(self, value: Decimal) -> bool:
        """Whether it has a condition that a number fulfils."""
        return self.condition is not None and COMPARISONS[self.condition[0]](value, self.condition[1])

    def has(self, kind: str) -> bool:
        """Whether it draws something of a kind."""
        return any(each == kind for each, _ in self.parts)


@lru_cache(maxsize=512)
def parsed(code: str) -> tuple[tuple[Section, ...], Section | None]:
    """The sections of a code for numbers, and the one for texts if it has one."""
    tokens: list[list[tuple[str, str]]] = [[]]
    for match in _TOKEN.finditer(code):
        kind = match.lastgroup or ""
        if kind == "section":
            tokens.append([])
        else:
            tokens[-1].append((kind, match[kind]))
    sections = [_section(each) for each in tokens]
    if len(sections) > 3:
        return tuple(sections[:3]), sections[3]
    if sections[-1].has("at"):
        return tuple(sections[:-1]), sections[-1]
    return tuple(sections), None


def _section(tokens: list[tuple[str, str]]) -> Section:
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
        elif kind == "unsure":
            certain = False
        elif kind == "fill":
            filled, certain = True, certain and not text.strip()
        elif kind in ("quoted", "escaped"):
            parts.append(("literal", text))
        elif kind == "skip":
            parts.append(("literal", " "))
        else:
            parts.append((kind, text))
    return Section(tuple(parts), condition, colour, filled, certain)


def drawn(section: Section, value: Decimal) -> str | None:
    """What a section draws of a number that is not negative; ``None`` where that is not certain."""
    kinds = [kind for kind, _ in section.parts]
    if "general" in kinds or "at" in kinds:
        return None if "digit" in kinds else with_value(section, general(value))
    if "digit" not in kinds:
        return None if "point" in kinds or "exponent" in kinds else with_value(section, "")
    if "exponent" in kinds:
        return _scientific(section, value)
    if "slash" in kinds:
        return _mixed(section, value)
    return _fixed(section, value)


def rounded(value: Decimal, exponent: int) -> Decimal:
    """A number with no digit below that of an exponent of ten, halves away from zero."""
    return value.quantize(Decimal(1).scaleb(exponent), ROUND_HALF_UP)


def with_value(section: Section, value: str) -> str | None:
    """A section without digits of its own, the value in its place."""
    if section.has("digit"):
        return None
    return "".join(value if kind in ("general", "at") else text for kind, text in section.parts)


def general(value: Decimal) -> str:
    """As ``General`` draws it: in eleven characters, a minus not counted."""
    size = abs(value)
    if size and (size >= Decimal("1E11") or size < Decimal("1E-9")):
        digits, _, exponent = f"{value:.5E}".partition("E")
        digits = digits.rstrip("0").rstrip(".")
        return f"{digits}E{int(exponent):+03d}"
    whole = len(str(int(size)))
    text = f"{rounded(value, -max(0, 10 - whole)):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _scientific(section: Section, value: Decimal) -> str | None:
    """``0.00E+00``; only the plain kind, with one digit before the point."""
    code = "".join(text for _, text in section.parts)
    match = re.fullmatch(r"0(?:\.(0+))?E\+(0+)", code, re.IGNORECASE)
    if match is None:
        return None
    digits, _, exponent = f"{value or Decimal(0):.{len(match[1] or '')}E}".partition("E")
    exponent = exponent if value else "+0"
    return f"{digits}E{'-' if exponent[0] == '-' else '+'}{exponent[1:].zfill(len(match[2]))}"


def _mixed(section: Section, value: Decimal) -> str | None:
    """``# ?/?`` of a whole number, which has no fraction to show; of any other it is not drawn here."""
    code = "".join(text for _, text in section.parts)
    if value == value.to_integral_value() and re.fullmatch(r"[#0?]* [#?]+/[#?]+", code) and code[0] != " ":
        return f"{value:f}" if value or "0" in code else None
    return None


def _fixed(section: Section, value: Decimal) -> str | None:
    """Digits before and behind a point, with whatever stands between them."""
    parts = list(section.parts)
    points = [place for place, (kind, _) in enumerate(parts) if kind == "point"]
    if len(points) > 1:
        return None
    point = points[0] if points else len(parts)
    digits = [place for place, (kind, _) in enumerate(parts) if kind == "digit"]
    whole = [place for place in digits if place < point]
    last_whole = max(whole, default=-1)
    grouped, scale = False, 0
    for place in [place for place, (kind, _) in enumerate(parts) if kind == "comma"]:
        if place < digits[0]:
            parts[place] = ("literal", ",")
        elif place < last_whole:
            grouped = True
        elif parts[place - 1][0] in ("digit", "comma") and not point < place < digits[-1]:
            scale += 1
        else:
            return None
    percents = sum(kind == "percent" for kind, _ in parts)
    decimals = digits[len(whole) :]
    text = f"{rounded(value.scaleb(2 * percents - 3 * scale), -len(decimals)):f}"
    rest, _, behind = text.partition(".")
    rest, count = rest.lstrip("0"), 0
    for place in reversed(whole):  # filled from the right; the first place takes all that is left
        taken = rest if place == whole[0] else rest[-1:]
        rest = rest[: len(rest) - len(taken)]
        drawn = ""
        for digit in reversed(taken or _PADDING[parts[place][1]]):
            comma = "," if grouped and count and count % 3 == 0 and digit.strip() else ""
            drawn = f"{digit}{comma}{drawn}"
            count += 1
        parts[place] = ("literal", drawn)
    kept = len(behind.rstrip("0"))  # beyond these "#" and "?" print no zero
    for number, place in enumerate(decimals):
        sign = parts[place][1]
        parts[place] = ("literal", behind[number] if number < kept or sign == "0" else _PADDING[sign])
    return rest + "".join(text for kind, text in parts if kind != "comma")
