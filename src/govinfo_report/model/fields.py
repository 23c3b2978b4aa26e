"""How a class of the model says what the form prints: labels and kinds of figures, in field metadata.

A class that models a table reads like the table. Each line is a row or a column
with the official label beside it::

    @frozen(kw_only=True)
    class Unavailable(Figures):
        not_held: Applicants = field(metadata=row("1.本机关不掌握相关政府信息"))

and a printed total is a property marked with its label::

    @property
    @printed("总计", relation="A3")
    def total(self) -> int: ...
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any, TypeVar

from attrs import frozen

__all__ = [
    "PRINTED",
    "FigureKind",
    "Printed",
    "amount",
    "change",
    "count",
    "money",
    "printed",
    "printed_of",
    "row",
]

#: Key of a field's metadata under which its `Printed` stands.
PRINTED = "govinfo_report"


class FigureKind(StrEnum):
    """What kind of figure a cell takes."""

    COUNT = "count"
    """A whole number of 件, never negative."""
    CHANGE = "change"
    """A whole number of 项 with a sign: 本年增/减."""
    AMOUNT = "amount"
    """A finite decimal number of 万元, never negative."""
    MONEY = "money"
    """A finite decimal number, never negative, whose unit the form does not print and the cell may."""


@frozen(kw_only=True)
class Printed:
    """What the form prints for a field.

    Attributes:
        label: The official label, verbatim.
        kind: The kind of figure, for a single cell; ``None`` for a row or block.
        also: Other wordings met in real reports, without numbering and spaces.
        under: A heading printed over several neighbouring fields (``法人或其他组织``,
            ``行政诉讼``, ``第二十条第（一）项``).
        span: Grid columns the field's column takes.
        relation: For a computed total, the relation that defines it.
        prompt: For a section of prose, what belongs there.
        article: The article of the 条例 (2019) that a row rests on, where it rests on one.
    """

    label: str
    kind: FigureKind | None = None
    also: tuple[str, ...] = ()
    under: str | None = None
    span: int = 1
    relation: str | None = None
    prompt: str = ""
    article: str = ""


def row(
    label: str, *, also: tuple[str, ...] = (), under: str | None = None, article: str = ""
) -> Mapping[str, Any]:
    """Metadata of a row, a group of rows, or a block with columns of its own."""
    return {PRINTED: Printed(label=label, also=also, under=under, article=article)}


def count(
    label: str, *, also: tuple[str, ...] = (), under: str | None = None, span: int = 1
) -> Mapping[str, Any]:
    """Metadata of a cell that holds a whole number (件)."""
    return {PRINTED: Printed(label=label, kind=FigureKind.COUNT, also=also, under=under, span=span)}


def change(label: str, *, also: tuple[str, ...] = (), span: int = 1) -> Mapping[str, Any]:
    """Metadata of a cell that holds a signed whole number (项)."""
    return {PRINTED: Printed(label=label, kind=FigureKind.CHANGE, also=also, span=span)}


def money(label: str, *, also: tuple[str, ...] = (), span: int = 1) -> Mapping[str, Any]:
    """Metadata of a cell that holds a sum of money in the unit it names itself, or in none."""
    return {PRINTED: Printed(label=label, kind=FigureKind.MONEY, also=also, span=span)}


def amount(label: str, *, also: tuple[str, ...] = (), span: int = 1) -> Mapping[str, Any]:
    """Metadata of a cell that holds an amount of money (万元)."""
    return {PRINTED: Printed(label=label, kind=FigureKind.AMOUNT, also=also, span=span)}


_Method = TypeVar("_Method", bound=Callable[..., Any])


def printed(label: str, *, relation: str, also: tuple[str, ...] = ()) -> Callable[[_Method], _Method]:
    """Mark a computed property as a total that the form prints, under ``label``."""

    def mark(method: _Method) -> _Method:
        setattr(method, PRINTED, Printed(label=label, also=also, relation=relation))
        return method

    return mark


def printed_of(attribute: object) -> Printed | None:
    """The `Printed` of a class attribute made by `printed`, or ``None`` for any other."""
    if isinstance(attribute, property):
        mark = getattr(attribute.fget, PRINTED, None)
        return mark if isinstance(mark, Printed) else None
    return None
