"""The values that formulas compute with, and how they turn into one another and compare."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from decimal import Decimal

from govinfo_report.readers.workbook.format_codes import PLAIN_DIGITS

__all__ = [
    "ON_TEXTS",
    "TESTS",
    "Showing",
    "ShowsError",
    "Unsupported",
    "Value",
    "as_number",
    "as_truth",
    "comparable",
    "of_texts",
]

Showing = Decimal | str | None
"""A number, a text, or nothing (a blank cell)."""
Value = Showing | bool
ON_TEXTS = frozenset({"LEFT", "RIGHT", "SEARCH", "FIND"})
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


def as_truth(value: Value) -> bool:
    """A value as ``AND``, ``OR`` and ``NOT`` take it."""
    if value is None or isinstance(value, str):
        raise Unsupported
    return bool(value)


def comparable(one: Value, other: Value, *, ordered: bool) -> tuple[Decimal, Decimal]:
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


def as_text(value: Value) -> str:
    if isinstance(value, Decimal):
        text = f"{value.normalize():f}"
        if len(text) > PLAIN_DIGITS:
            raise Unsupported
        return text
    if isinstance(value, bool):
        raise Unsupported
    return value or ""


def of_texts(name: str, values: list[Value]) -> Value:
    """``LEN``, ``TRIM`` and the functions that look for a part of a text."""
    if len(values) == 1 and name == "LEN":
        return Decimal(len(as_text(values[0])))
    if len(values) == 1 and name == "TRIM":
        return re.sub(" +", " ", as_text(values[0]).strip(" "))
    if len(values) != 2 or name not in ON_TEXTS:
        raise Unsupported
    if name in ("LEFT", "RIGHT"):
        text, count = as_text(values[0]), int(as_number(values[1]))
        if count < 0:
            raise ShowsError("#VALUE!")
        return text[:count] if name == "LEFT" else text[max(0, len(text) - count) :]
    part, text = as_text(values[0]), as_text(values[1])
    if name == "SEARCH":
        if _WILD.search(part):
            raise Unsupported
        part, text = part.lower(), text.lower()
    if part not in text:
        raise ShowsError("#VALUE!")
    return Decimal(text.index(part) + 1)


TESTS: Mapping[str, Callable[[Value, str], bool]] = {
    "ISERROR": lambda _, error: bool(error),
    "ISERR": lambda _, error: bool(error) and error != "#N/A",
    "ISNA": lambda _, error: error == "#N/A",
    "ISBLANK": lambda value, error: value is None and not error,
    "ISNUMBER": lambda value, _: isinstance(value, Decimal),
    "ISTEXT": lambda value, _: isinstance(value, str),
    "ISNONTEXT": lambda value, _: not isinstance(value, str),
}
"""Of a value, and the error that stands in its place or an empty text."""
