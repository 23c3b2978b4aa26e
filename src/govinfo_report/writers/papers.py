"""A paper for an office: a title, paragraphs and lists. Each format draws it in its own way."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Literal

from attrs import frozen

from govinfo_report.findings import Figure

__all__ = ["Column", "Paper", "Part", "Row", "Value", "in_words"]

#: What stands in a list: words, a figure, a share, or nothing.
Value = str | Figure | Fraction | None
Row = tuple[Value, ...]


@frozen(kw_only=True)
class Column:
    """A column of a list.

    Attributes:
        head: What stands over it.
        width: How many Chinese characters of it stand beside each other; on paper, its share of the line.
        kind: ``text`` to the left, ``figure`` in the middle, ``change`` with its sign.
    """

    head: str
    width: float
    kind: Literal["text", "figure", "change"] = "text"


@frozen(kw_only=True)
class Part:
    """A part of a paper: paragraphs, then a list.

    Attributes:
        heading: Its heading; empty for none.
        paragraphs: What is said in words.
        columns: The list's columns; none where there is no list.
        rows: Its rows.
    """

    heading: str = ""
    paragraphs: tuple[str, ...] = ()
    columns: tuple[Column, ...] = ()
    rows: tuple[Row, ...] = ()


@frozen(kw_only=True)
class Paper:
    """A paper.

    Attributes:
        title: Its title; a line break in it is where it may be divided.
        parts: What it says.
        addressee: To whom it goes, where it is a letter.
        signature: Lines at its end, at the right: whose it is, and of which day.
    """

    title: str
    parts: tuple[Part, ...]
    addressee: str = ""
    signature: tuple[str, ...] = ()


def in_words(value: Value, column: Column) -> str:
    """What stands in a list as words; a share in per cent."""
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, Fraction):
        return f"{float(100 * value):.1f}%"
    sign = "+" if column.kind == "change" and value > 0 else ""
    return f"{sign}{value:f}" if isinstance(value, Decimal) else f"{sign}{value}"
