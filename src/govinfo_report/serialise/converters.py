"""The cattrs converter: what the classes of a report look like in JSON, and nothing looser."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
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
from govinfo_report.raw import Cell, CellKind, NoteKind
from govinfo_report.raw.columns import Columns, in_columns
from govinfo_report.serialise.leaves import OMITTED, amount, day, figure, member, money, shown, text, whole

__all__ = ["converter"]


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


def _mapping(inner: Callable[..., Any], cls: type[Any]) -> Callable[[Any, Any], Any]:
    """A structure hook that says what is wanted where no object stands."""

    def structure(value: Any, kind: Any) -> Any:
        if not isinstance(value, dict):
            raise ValueError(f"an object ({cls.__name__}) is wanted, not {shown(value)}")
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
    made.register_structure_hook(int, whole)
    made.register_structure_hook(str, text)
    made.register_structure_hook(Decimal, amount)
    made.register_structure_hook(date, day)
    made.register_structure_hook_func(lambda kind: kind == Figure | None, figure)
    for kind in (CellKind, NoteKind):  # by class: the hook of str would take its subclasses too
        made.register_structure_hook(kind, member)
    made.register_structure_hook_func(_is_either, _either(made))
    made.register_structure_hook(Money, money)
    made.register_unstructure_hook(Money, str)
    made.register_unstructure_hook(Decimal, lambda value: f"{value:f}")
    made.register_unstructure_hook(date, lambda value: value.isoformat())
    made.register_structure_hook_factory(
        lambda kind: attrs.has(kind) and kind is not Money, partial(_strict, made)
    )
    if quick:
        for row in _ROWS:
            made.register_structure_hook(row, _row)
    made.register_unstructure_hook(Columns, lambda cells: list(map(made.unstructure, cells)))
    its_cells = tuple[Cell, ...]
    made.register_structure_hook(Columns, lambda value, _: in_columns(made.structure(value, its_cells)))
    for cls, omitted in OMITTED.items():
        left_out: dict[str, Any] = {name: override(omit_if_default=True) for name in omitted}
        made.register_unstructure_hook(cls, make_dict_unstructure_fn(cls, made, **left_out))
    made.register_unstructure_hook(Cell, _unstructure_cell(made))
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
    plain = made.get_unstructure_hook(Cell)

    def unstructure(cell: Cell) -> dict[str, Any]:
        document: dict[str, Any] = plain(cell)
        # The declared type is a union; the figure itself decides how it is written.
        document["value"] = f"{cell.value:f}" if isinstance(cell.value, Decimal) else cell.value
        return document

    return unstructure
