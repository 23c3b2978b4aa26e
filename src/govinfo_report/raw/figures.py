"""What a printed figure means: the one place where text becomes a number, or does not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from attrs import frozen

from govinfo_report.findings import Figure
from govinfo_report.model import FigureKind
from govinfo_report.model.exact import exact
from govinfo_report.model.money import Money, MoneyUnit
from govinfo_report.raw.cell import CellKind
from govinfo_report.raw.doubt import doubts_in, without_doubts

__all__ = [
    "MARKS",
    "Notation",
    "Reading",
    "bare",
    "figures_at_the_end",
    "is_figure",
    "money_unit",
    "parse_figure",
    "plain_digits",
    "printed_number",
]

#: Printed in place of a figure, and no figure.
MARKS = frozenset(
    {"/", "\\", "-", "--", "---", "—", "——", "–", "―", "─", "无", "無", "不适用", "不適用", "*", "N/A", "n/a"}
)

#: Characters that are there and print nothing. Not U+202D and U+202E, which turn figures round.
_INVISIBLE = re.compile(r"[\u200b-\u200f\u2060\ufeff\u00ad\u202a-\u202c]")
_FULL_WIDTH = re.compile("[０-９]")
# Full-width forms only: NFKC would also turn ① and ² into digits.
_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x2212: 0x2D, 0x3000: 0x20}

_PLAIN = re.compile(r"[+-]?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_ZEROS = re.compile(r"0+")
_THOUSANDS = re.compile(r"([+-]?)([1-9][0-9]{0,2}(?:,[0-9]{3})+)(\.[0-9]+)?")
_WITH_UNIT = re.compile(
    r"([+-]?[0-9][0-9,]*(?:\.[0-9]+)?)\s*(件次|批次|件|条|份|宗|起|项|項|个|個|批|篇|次|(?:[万萬亿億]\s*)?元)"
)
_MONEY_UNIT = re.compile(r"(?:[亿万]\s*)?元$")
_CHANGED = re.compile(
    r"(?P<way>[+-]|增加?|减少?|減少?)\s*\(?(?P<number>0|[1-9][0-9]*)\)?\s*(?P<unit>项|件|個|个)?"
)
_COUNTERS = frozenset(
    {"件", "条", "份", "宗", "起", "项", "項", "个", "個", "批", "篇", "次", "件次", "批次"}
)
_UNITS: dict[str, MoneyUnit] = {"万元": "万元", "萬元": "万元", "元": "元", "亿元": "亿元", "億元": "亿元"}
_CHINESE_ZERO = frozenset({"零", "〇"})
_NOTHING_BUT_DIGITS = re.compile(r"[0-9０-９][0-9０-９\s.,，．/+－-]*")
_LONGEST = 30
#: Spreadsheet programs keep and show 15 significant digits; what a binary fraction has beyond is noise.
_DIGITS = 15


class Notation(StrEnum):
    """How a figure is written where it is not simply its digits."""

    FULL_WIDTH = "full-width digits"
    THOUSANDS = "thousands separators"
    UNIT = "unit in the cell"
    SIGN = "plus sign"
    WORD = "written as a word"
    ZEROS = "several zeros"
    DECIMALS = "decimal places of a whole number"


@frozen
class Reading:
    """What a printed text means in a cell of a given kind."""

    kind: CellKind
    value: Figure | None = None
    text: str = ""
    notation: Notation | None = None


def bare(text: str) -> str:
    """``text`` as ink: invisible characters gone, white space at the ends removed."""
    return _INVISIBLE.sub("", text).strip()


def plain_digits(text: str) -> str:
    """``text``, place by place, with digits of half width for those of full width: ２０２４ → 2024."""
    return _FULL_WIDTH.sub(lambda digit: str(int(digit[0])), text)


@lru_cache(maxsize=8192)
def parse_figure(text: str, kind: FigureKind) -> Reading:
    """Read a printed text as a figure of ``kind``.

    A value is given only where its meaning is certain. ``12件`` is 12 in a count and unreadable
    in an amount; ``1 0`` and ``3.8.1`` are unreadable anywhere; ``1.5`` and ``-3`` are numbers,
    which as counts are for a rule to refuse.

    Args:
        text: The text as found.
        kind: The figure the cell takes. Amounts are in 万元; a unit in the cell is converted. Money
            is read in the unit that stands in the cell (see `money_unit`), known or not.
    """
    ink = bare(text)
    if not ink:
        return Reading(CellKind.BLANK)
    plain = ink.translate(_HALF_WIDTH)
    if plain in MARKS:
        return Reading(CellKind.MARK, text=ink)
    if kind is FigureKind.CHANGE and (match := _CHANGED.fullmatch(plain)):
        sign = -1 if match["way"][0] in "-减減" else 1
        notation = Notation.WORD if match["way"][0] not in "+-" else None
        return Reading(CellKind.NUMBER, sign * int(match["number"]), ink, notation)
    written = _written(plain, kind, ink) if len(plain) <= _LONGEST else None
    return written or Reading(CellKind.UNREADABLE, text=ink)


def _written(plain: str, kind: FigureKind, ink: str) -> Reading | None:
    """A figure in any of the ways in which numbers are written; ``None`` for what is none."""
    if _PLAIN.fullmatch(plain):
        notation = Notation.FULL_WIDTH if plain != ink else None
        number = _number(plain, kind)
        if "." in plain and type(number) is int:
            notation = Notation.DECIMALS
        if plain.startswith("+") or plain == "-0":
            notation = Notation.SIGN
        return Reading(CellKind.NUMBER, number, ink, notation)
    if _ZEROS.fullmatch(plain):
        return Reading(CellKind.NUMBER, _number("0", kind), ink, Notation.ZEROS)
    if plain in _CHINESE_ZERO:
        return Reading(CellKind.NUMBER, _number("0", kind), ink, Notation.WORD)
    if match := _THOUSANDS.fullmatch(plain):
        digits = match[1] + match[2].replace(",", "") + (match[3] or "")
        return Reading(CellKind.NUMBER, _number(digits, kind), ink, Notation.THOUSANDS)
    if match := _WITH_UNIT.fullmatch(plain):
        return _with_unit(match[1], "".join(match[2].split()), kind, ink)
    return None


@lru_cache(maxsize=8192)
def is_figure(text: str) -> bool:
    """Whether ``text`` is what stands in the cells of a table: a figure, a mark, digits.

    ``1 0`` is none of the form's figures and still stands in one of its cells; so does what is in doubt.
    """
    if doubts_in(text):
        certain = without_doubts(text).strip()
        return not certain or is_figure(certain)
    if _NOTHING_BUT_DIGITS.fullmatch(text):
        return True
    return any(parse_figure(text, kind).kind in (CellKind.NUMBER, CellKind.MARK) for kind in FigureKind)


def figures_at_the_end(cells: Sequence[str]) -> Sequence[str]:
    """The figures with which a row of words ends."""
    first = len(cells)
    while first > 0 and is_figure(cells[first - 1]):
        first -= 1
    return cells[first:]


def _with_unit(digits: str, unit: str, kind: FigureKind, ink: str) -> Reading | None:
    inner = parse_figure(digits, kind)
    if inner.kind is not CellKind.NUMBER or inner.value is None:
        return None
    if kind is FigureKind.COUNT and unit in _COUNTERS:
        return Reading(CellKind.NUMBER, inner.value, ink, Notation.UNIT)
    if kind is FigureKind.MONEY and unit in _UNITS:
        return Reading(CellKind.NUMBER, inner.value, ink, Notation.UNIT)
    if kind is FigureKind.AMOUNT and unit in _UNITS:
        amount = Money(Decimal(inner.value), _UNITS[unit]).wan
        return Reading(CellKind.NUMBER, _tidy(amount or Decimal(0)), ink, Notation.UNIT)
    return None


def _number(digits: str, kind: FigureKind) -> Figure:
    number = Decimal(digits)
    if kind in (FigureKind.AMOUNT, FigureKind.MONEY):
        return number
    whole = int(number)
    return whole if whole == number else number


def money_unit(text: str) -> MoneyUnit | None:
    """The unit of money that a cell's text names, ``None`` where it names none."""
    match = _MONEY_UNIT.search(bare(text).replace("萬", "万").replace("億", "亿"))
    return _UNITS["".join(match[0].split())] if match is not None else None


@exact
def _tidy(amount: Decimal) -> Decimal:
    """``amount`` without the zeros that a change of unit leaves behind."""
    return amount.quantize(Decimal(1)) if amount == amount.to_integral_value() else amount.normalize()


def printed_number(digits: str) -> str:
    """A stored number as a spreadsheet shows it: 15 significant digits, no exponent, no trailing zeros."""
    number = Decimal(digits)
    if not number.is_finite():
        return digits
    rounded = Decimal(f"{number:.{_DIGITS - 1}e}")
    text = f"{rounded:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
