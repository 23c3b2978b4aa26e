"""The cattrs converter: what a figure, a date and a block look like in JSON, and nothing looser."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache, partial
from types import UnionType
from typing import Any, get_args

import attrs
from cattrs import Converter
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from govinfo_report.findings import Figure
from govinfo_report.model import (
    AdministrativeDecisions,
    Applicants,
    DocumentCounts,
    Documents,
    FeeItems,
    ItemsAndDecisions,
    Money,
    RemedyOutcomes,
)
from govinfo_report.raw import Cell, CellKind, Leftover, Note, NoteKind, RawReport, Recognised
from govinfo_report.raw.columns import Columns, in_columns
from govinfo_report.source import Source

__all__ = ["DECIMAL", "MONEY", "converter"]

#: A decimal number as JSON text; a JSON number would be read as a binary fraction.
DECIMAL = r"^(?:0|[1-9][0-9]*)(?:\.[0-9]+)?$"
_DECIMAL = re.compile(DECIMAL)
#: A sum of money as JSON text, with its unit where it is known.
MONEY = r"^(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:元|万元|亿元)?$"
_SIGNED = re.compile(r"^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?$")
_DATE = re.compile(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")


def _int(value: object, _: Any) -> int:
    if type(value) is not int:
        raise ValueError(f"a whole number is wanted, not {_shown(value)}")
    return value


def _str(value: object, _: Any) -> str:
    if type(value) is not str:
        raise ValueError(f"a text is wanted, not {_shown(value)}")
    return value


def _amount(value: object, _: Any) -> Decimal:
    if type(value) is not str or not _DECIMAL.match(value) or value.endswith("\n"):
        raise ValueError(f'a decimal number ≥ 0 as text is wanted, such as "0.137", not {_shown(value)}')
    return Decimal(value)


def _money(value: object, _: Any) -> Money:
    try:
        if type(value) is str:
            return Money.parse(value)
    except ValueError:
        pass
    raise ValueError(f'a sum as text is wanted, such as "17.27万元" or "88", not {_shown(value)}')


def _figure(value: object, _: Any) -> Figure | None:
    if value is None or type(value) is int:
        return value
    if type(value) is str and _SIGNED.match(value) and not value.endswith("\n"):
        return Decimal(value)
    raise ValueError(f"a whole number, a decimal number as text, or null is wanted, not {_shown(value)}")


def _date(value: object, _: Any) -> date:
    if type(value) is not str or not _DATE.match(value):
        raise ValueError(f'a date is wanted, such as "2023-12-31", not {_shown(value)}')
    return date.fromisoformat(value)


def _enum(value: object, kind: type[StrEnum]) -> StrEnum:
    if type(value) is not str or value not in list(kind):
        raise ValueError(f"one of {', '.join(kind)} is wanted, not {_shown(value)}")
    return kind(value)


def _is_either(kind: Any) -> bool:
    """Whether it is one class of the model or another: （六） divided or undivided."""
    return isinstance(kind, UnionType) and all(map(attrs.has, get_args(kind)))


def _either(made: Converter) -> Callable[[object, Any], Any]:
    """The structure hook of these: the class that has the most of an object's keys."""

    def structure(value: object, kind: Any) -> Any:
        keys = value.keys() if isinstance(value, dict) else ()
        return made.structure(
            value, max(get_args(kind), key=lambda cls: sum(each.name in keys for each in attrs.fields(cls)))
        )

    return structure


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 40 else f"{text[:37]}…"


def _mapping(inner: Callable[..., Any], cls: type[Any]) -> Callable[[Any, Any], Any]:
    """A structure hook that says what is wanted where no object stands."""

    def structure(value: Any, kind: Any) -> Any:
        if not isinstance(value, dict):
            raise ValueError(f"an object ({cls.__name__}) is wanted, not {_shown(value)}")
        return inner(value, kind)

    return structure


@cache
def converter(*, quick: bool = False) -> Converter:
    """The converter of this library, made on first use.

    Args:
        quick: Whether it stops at the first violation without saying where; as strict, and faster.

    Strict: no ``true``, ``1.0`` or ``"1"`` for a count, no unknown keys. Defaults are written out,
    except for parts of a source and note that are not there.
    """
    made = Converter(forbid_extra_keys=True, detailed_validation=not quick, unstruct_collection_overrides={})
    made.register_structure_hook(int, _int)
    made.register_structure_hook(str, _str)
    made.register_structure_hook(Decimal, _amount)
    made.register_structure_hook(date, _date)
    made.register_structure_hook_func(lambda kind: kind == Figure | None, _figure)
    for kind in (CellKind, NoteKind):  # by class: the hook of str would take its subclasses too
        made.register_structure_hook(kind, _enum)
    made.register_structure_hook_func(_is_either, _either(made))
    made.register_structure_hook(Money, _money)
    made.register_unstructure_hook(Money, str)
    made.register_unstructure_hook(Decimal, lambda value: f"{value:f}")
    made.register_unstructure_hook(date, lambda value: value.isoformat())
    made.register_structure_hook_factory(
        lambda kind: attrs.has(kind) and kind is not Money, partial(_strict, made)
    )
    if quick:
        for row in _ROWS:
            made.register_structure_hook(row, _row)
    for sparse in (Source, Note, Leftover, Recognised):
        made.register_unstructure_hook(
            sparse, make_dict_unstructure_fn(sparse, made, _cattrs_omit_if_default=True)
        )
    cell = _unstructure_cell(made)
    made.register_unstructure_hook(Cell, cell)
    made.register_unstructure_hook(Columns, lambda cells: list(map(cell, cells)))
    made.register_structure_hook(
        Columns, lambda value, _: in_columns(made.structure(value, tuple[Cell, ...]))
    )
    made.register_unstructure_hook(
        RawReport, make_dict_unstructure_fn(RawReport, made, provenance=override(omit_if_default=True))
    )
    return made


#: Classes whose fields are all counts or changes: their constructors refuse whatever is no whole number.
_ROWS = (
    Applicants,
    AdministrativeDecisions,
    DocumentCounts,
    Documents,
    FeeItems,
    ItemsAndDecisions,
    RemedyOutcomes,
)


def _row(value: Any, kind: type[Any]) -> Any:
    """A row of figures: unknown and missing keys are the constructor's to refuse, and so are odd figures."""
    return kind(**value)


def _strict(made: Converter, cls: type[Any]) -> Callable[[Any, Any], Any]:
    """The structure hook of a class of this library: an object with its keys and no others."""
    return _mapping(make_dict_structure_fn(cls, made, _cattrs_forbid_extra_keys=True), cls)


def _unstructure_cell(made: Converter) -> Callable[[Cell], dict[str, Any]]:
    plain = make_dict_unstructure_fn(Cell, made, source=override(omit_if_default=True))

    def unstructure(cell: Cell) -> dict[str, Any]:
        document = plain(cell)
        # The declared type is a union; the figure itself decides how it is written.
        document["value"] = f"{cell.value:f}" if isinstance(cell.value, Decimal) else cell.value
        return document

    return unstructure
