"""Why something is not what is wanted in its place: of another type, no finite number, below 0."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from types import UnionType
from typing import get_args, get_type_hints

import attrs

from govinfo_report.findings import Text
from govinfo_report.model.exact import exact
from govinfo_report.model.fields import PRINTED, FigureKind

__all__ = ["decimal_of", "is_taken", "of_type", "reason", "require_parts"]

_BELOW_ZERO = Text("小于 0", "it is below 0")
_NOT_FINITE = Text("不是有限的数", "it is not a finite number")
_TOO_LONG = Text("超过 15 位数字", "it has more than 15 digits")
_MOST_DIGITS = 15
"""A spreadsheet keeps no more, and nothing that an agency counts has so many."""
_DECIMALS = Text("带小数，应为整数", "it has decimals; a whole number is wanted")


def is_taken(kind: FigureKind, figure: object) -> bool:
    """Whether a cell of ``kind`` takes ``figure`` (A5)."""
    return reason(kind, figure) is None


def reason(kind: FigureKind, figure: object) -> Text | None:
    """Why a cell of ``kind`` does not take ``figure`` (A5), ``None`` where it does.

    Counts and changes are of the type ``int`` and no other, for ``True`` and ``3.0`` are slips; amounts are
    `Decimal` or ``int``, for a ``float`` is not the amount that was typed.
    """
    if type(figure) is int and 0 <= figure < 10**_MOST_DIGITS:
        return None  # as nearly every figure: what all kinds take
    if isinstance(figure, Decimal) and not figure.is_finite():
        return _NOT_FINITE
    if kind in (FigureKind.AMOUNT, FigureKind.MONEY):
        if not isinstance(figure, Decimal) and type(figure) is not int:
            return of_type(figure, "Decimal 或 int", "Decimal or int")
        return _BELOW_ZERO if figure < 0 else _TOO_LONG if _is_long(Decimal(figure)) else None
    if isinstance(figure, Decimal) and figure != figure.to_integral_value():
        return _DECIMALS
    if type(figure) is not int:
        return of_type(figure, "int", "int")
    if figure < 0 and kind is FigureKind.COUNT:
        return _BELOW_ZERO
    return _TOO_LONG if abs(figure) >= 10**_MOST_DIGITS else None


@exact
def _is_long(amount: Decimal) -> bool:
    """Whether an amount has more digits than a spreadsheet keeps."""
    return len(amount.normalize().as_tuple().digits) > _MOST_DIGITS or abs(amount) >= 10**_MOST_DIGITS


def decimal_of(figure: Decimal | int) -> Decimal:
    """An amount given as a whole number as a `Decimal`; what is neither passes through, to be refused."""
    return Decimal(figure) if type(figure) is int else figure  # type: ignore[return-value]


def of_type(found: object, wanted_zh: str, wanted_en: str) -> Text:
    """That something is of another type than is wanted."""
    kind = type(found)
    name = kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
    return Text(f"类型是 {name}，应为 {wanted_zh}", f"its type is {name}, not {wanted_en}")


def require_parts(record: attrs.AttrsInstance) -> None:
    """Refuse a record one of whose parts is no row or table of the form.

    Raises:
        TypeError: Says which part, and of which class it should be.
    """
    for name, classes in _parts(type(record)).items():
        if not isinstance(part := getattr(record, name), classes):
            zh, en = (word.join(each.__name__ for each in classes) for word in (" 或 ", " or "))
            why = of_type(part, zh, en)
            raise TypeError(f"{type(record).__name__}.{name}：{why.zh} / {why.en}")


@cache
def _parts(record: type[attrs.AttrsInstance]) -> Mapping[str, tuple[type, ...]]:
    """The fields of a class that hold rows and tables of the form, each with the classes that it takes."""
    hints = get_type_hints(record)
    fields = {field.name: hints[field.name] for field in attrs.fields(record) if PRINTED in field.metadata}
    classes = {
        name: get_args(hint) if isinstance(hint, UnionType) else (hint,) for name, hint in fields.items()
    }
    return {name: found for name, found in classes.items() if all(map(attrs.has, found))}
