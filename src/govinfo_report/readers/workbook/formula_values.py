"""The values that formulas compute with, and how they turn into one another and compare."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from decimal import Decimal

from govinfo_report.readers.workbook.format_codes import COMPARISONS, PLAIN_DIGITS

__all__ = ["FUNCTIONS", "Showing", "ShowsError", "Unsupported", "Value", "as_number", "compared"]

Showing = Decimal | str | None
"""A number, a text, or nothing (a blank cell)."""
Value = Showing | bool
_Computed = Callable[[], Value]
_WILD = re.compile(r"[*?~]")


class Unsupported(Exception):  # noqa: N818 - not an error of the user's
    """The formula is beyond what is computed here."""


class ShowsError(Unsupported):
    """The formula shows an error, such as ``#N/A``."""


def as_number(value: Value) -> Decimal:
    """A value in arithmetic: a blank counts as 0; with a text there is no telling."""
    if value is None:
        return Decimal(0)
    if isinstance(value, str):
        raise Unsupported
    return Decimal(value)


def _as_truth(value: Value) -> bool:
    """A value as ``AND``, ``OR`` and ``NOT`` take it."""
    if value is None or isinstance(value, str):
        raise Unsupported
    return bool(value)


def _comparable(one: Value, other: Value, *, ordered: bool) -> tuple[Decimal, Decimal]:
    """Two numbers that compare as the values do: every text is more than any number.

    Texts are the same whatever their case; which of two others comes first is a matter of the language.
    """
    if isinstance(one, bool) or isinstance(other, bool):
        raise Unsupported
    if not isinstance(one, str) and not isinstance(other, str):
        return as_number(one), as_number(other)
    one, other = ("" if each is None else each for each in (one, other))
    if not (isinstance(one, str) and isinstance(other, str)):
        return Decimal(isinstance(one, str)), Decimal(isinstance(other, str))
    if one.casefold() == other.casefold():
        return Decimal(0), Decimal(0)
    if one and other and (ordered or unicodedata.normalize("NFKC", one + other) != one + other):
        raise Unsupported  # nor is it certain whether full and half width are the same
    return Decimal(0), Decimal(1) if other else Decimal(-1)


def compared(sign: str, left: Value, right: Value) -> bool:
    """What a comparison of two values says."""
    return COMPARISONS[sign](*_comparable(left, right, ordered=sign not in ("=", "<>")))


def _as_text(value: Value) -> str:
    if isinstance(value, Decimal):
        text = f"{value.normalize():f}"
        if len(text) > PLAIN_DIGITS:
            raise Unsupported
        return text
    if isinstance(value, bool):
        raise Unsupported
    return value or ""


def _all(*values: Value) -> bool:
    return all([_as_truth(each) for each in values])  # noqa: C419 - a text behind a false value is no truth


def _any(*values: Value) -> bool:
    return any([_as_truth(each) for each in values])  # noqa: C419


def _left(text: Value, count: Value) -> str:
    return _as_text(text)[: _length(count)]


def _right(text: Value, count: Value) -> str:
    whole, length = _as_text(text), _length(count)
    return whole[max(0, len(whole) - length) :]


def _length(count: Value) -> int:
    length = int(as_number(count))
    if length < 0:
        raise ShowsError("#VALUE!")
    return length


def _find(part: Value, text: Value) -> Decimal:
    wanted, whole = _as_text(part), _as_text(text)
    if wanted not in whole:
        raise ShowsError("#VALUE!")
    return Decimal(whole.index(wanted) + 1)


def _search(part: Value, text: Value) -> Decimal:
    wanted, whole = _as_text(part), _as_text(text)
    if _WILD.search(wanted):
        raise Unsupported
    return _find(wanted.lower(), whole.lower())


def _if(condition: _Computed, then: _Computed, otherwise: _Computed) -> Value:
    return then() if as_number(condition()) else otherwise()


def _if_error(value: _Computed, otherwise: _Computed) -> Value:
    found, error = _asked(value)
    if error:
        return otherwise()
    if found is None:
        raise Unsupported
    return found


def _asked(value: _Computed) -> tuple[Value, str]:
    """A value, and the error that stands in its place or an empty text."""
    try:
        return value(), ""
    except ShowsError as error:
        return None, str(error)


def _test(test: Callable[[Value, str], bool]) -> Callable[[_Computed], bool]:
    return lambda value: test(*_asked(value))


def _of(function: Callable[..., Value]) -> Callable[..., Value]:
    return lambda *asked: function(*[each() for each in asked])


FUNCTIONS: Mapping[str, tuple[Callable[..., Value], int, int]] = {
    "IF": (_if, 3, 3),
    "IFERROR": (_if_error, 2, 2),
    "ISERROR": (_test(lambda _, error: bool(error)), 1, 1),
    "ISERR": (_test(lambda _, error: bool(error) and error != "#N/A"), 1, 1),
    "ISNA": (_test(lambda _, error: error == "#N/A"), 1, 1),
    "ISBLANK": (_test(lambda value, error: value is None and not error), 1, 1),
    "ISNUMBER": (_test(lambda value, _: isinstance(value, Decimal)), 1, 1),
    "ISTEXT": (_test(lambda value, _: isinstance(value, str)), 1, 1),
    "ISNONTEXT": (_test(lambda value, _: not isinstance(value, str)), 1, 1),
    "AND": (_of(_all), 1, 255),
    "OR": (_of(_any), 1, 255),
    "NOT": (_of(lambda value: not _as_truth(value)), 1, 1),
    "LEN": (_of(lambda text: Decimal(len(_as_text(text)))), 1, 1),
    "TRIM": (_of(lambda text: re.sub(" +", " ", _as_text(text).strip(" "))), 1, 1),
    "LEFT": (_of(_left), 2, 2),
    "RIGHT": (_of(_right), 2, 2),
    "FIND": (_of(_find), 2, 2),
    "SEARCH": (_of(_search), 2, 2),
}
"""Functions of values that are computed when they are asked for, and how many of these they take."""
