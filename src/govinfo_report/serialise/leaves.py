"""What a figure, a date and a sum look like in JSON, and nothing looser; what need not be written.

Each function gives the value that a JSON value states, or raises `ValueError` with what is wanted.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

import attrs

from govinfo_report.findings import Figure
from govinfo_report.model import Money
from govinfo_report.raw import Cell, Leftover, Note, RawReport, Recognised
from govinfo_report.source import Source

__all__ = [
    "DECIMAL",
    "MONEY",
    "OMITTED",
    "amount",
    "day",
    "figure",
    "member",
    "money",
    "shown",
    "text",
    "whole",
]

#: A decimal number as JSON text; a JSON number would be read as a binary fraction.
DECIMAL = r"^(?:0|[1-9][0-9]*)(?:\.[0-9]+)?$"
_DECIMAL = re.compile(DECIMAL)
#: A sum of money as JSON text, with its unit where it is known.
MONEY = r"^(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:元|万元|亿元)?$"
_SIGNED = re.compile(r"^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?$")
_DATE = re.compile(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")

#: Class → the fields that are not written where they have their defaults.
OMITTED: dict[type, tuple[str, ...]] = {
    cls: tuple(each.name for each in attrs.fields(cls) if each.default is not attrs.NOTHING)
    for cls in (Source, Note, Leftover, Recognised)
}
OMITTED |= {Cell: ("source",), RawReport: ("formulas", "provenance")}


def whole(value: object, _: Any = None) -> int:
    """A whole number: not ``true``, not ``1.0``."""
    if type(value) is not int:
        raise ValueError(f"a whole number is wanted, not {shown(value)}")
    return value


def text(value: object, _: Any = None) -> str:
    """A text."""
    if type(value) is not str:
        raise ValueError(f"a text is wanted, not {shown(value)}")
    return value


def amount(value: object, _: Any = None) -> Decimal:
    """An amount in 万元."""
    if type(value) is not str or not _DECIMAL.match(value) or value.endswith("\n"):
        raise ValueError(f'a decimal number ≥ 0 as text is wanted, such as "0.137", not {shown(value)}')
    return Decimal(value)


def money(value: object, _: Any = None) -> Money:
    """A sum with its unit, where it is known."""
    try:
        if type(value) is str:
            return Money.parse(value)
    except ValueError:
        pass
    raise ValueError(f'a sum as text is wanted, such as "17.27万元" or "88", not {shown(value)}')


def figure(value: object, _: Any = None) -> Figure | None:
    """A figure as printed: none, a whole number, or a decimal one as text."""
    if value is None or type(value) is int:
        return value
    if type(value) is str and _SIGNED.match(value) and not value.endswith("\n"):
        return Decimal(value)
    raise ValueError(f"a whole number, a decimal number as text, or null is wanted, not {shown(value)}")


def day(value: object, _: Any = None) -> date:
    """A date."""
    if type(value) is not str or not _DATE.match(value):
        raise ValueError(f'a date is wanted, such as "2023-12-31", not {shown(value)}')
    return date.fromisoformat(value)


def member(value: object, kind: type[StrEnum]) -> StrEnum:
    """A member of an enumeration, by its value."""
    if type(value) is not str or value not in list(kind):
        raise ValueError(f"one of {', '.join(kind)} is wanted, not {shown(value)}")
    return kind(value)


def shown(value: object) -> str:
    """A value as the messages quote it."""
    text = repr(value)
    return text if len(text) <= 40 else f"{text[:37]}…"
