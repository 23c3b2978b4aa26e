"""The columns of the frames: names, types, and what a cell of a report becomes in one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache

from govinfo_report.findings import Figure, Severity
from govinfo_report.form import Form, FormCell, every_form
from govinfo_report.model import Edition, FigureKind, Money
from govinfo_report.raw import Cell
from govinfo_report.raw.figures import money_unit

__all__ = [
    "COMPANIONS",
    "FILE",
    "FINDING",
    "IDENTITY",
    "TIDY",
    "cell_columns",
    "cells_of",
    "cells_of_all_forms",
    "exactly",
    "in_chinese",
    "number_of",
]

#: What names a row. Types are named as narwhals names them.
IDENTITY: dict[str, str] = {
    "file": "String",
    "agency": "String",
    "year": "Int64",
    "edition": "String",
    "variant": "String",
}
#: What is known of a file of a scan.
FILE: dict[str, str] = {
    **IDENTITY,
    "size": "Int64",
    "digest": "String",
    "ok": "Boolean",
    **{f"{severity.value}s": "Int64" for severity in Severity},
    "same_as": "String",
    "version_of": "String",
    "unread": "String",
}
#: What is known of a cell.
TIDY: dict[str, str] = {
    "path": "String",
    "table": "String",
    "label": "String",
    "kind": "String",
    "value": "Float64",
    "text": "String",
    "source": "String",
}
#: What is known of a finding.
FINDING: dict[str, str] = {
    "rule": "String",
    "name": "String",
    "severity": "String",
    "outcome": "String",
    "path": "String",
    "label": "String",
    "stated": "Float64",
    "expected": "Float64",
    "difference": "Float64",
    "source": "String",
    "message": "String",
}
#: What may stand beside a cell's column, as ``〈path〉:kind``.
COMPANIONS = ("kind", "text", "source")

_IN_CHINESE = {
    "file": "文件",
    "agency": "机关",
    "year": "年度",
    "edition": "格式版本",
    "variant": "格式变体",
    "kind": "类别",
    "text": "原文",
    "source": "位置",
}
_DECIMAL = frozenset({FigureKind.AMOUNT, FigureKind.MONEY})
_MOST = 2**53
"""A binary fraction holds whole numbers up to here, and no relation of such runs over 64 bits."""


@cache
def cells_of_all_forms() -> dict[str, FormCell]:
    """Every cell of every form: those of the current edition, then what the others have besides."""
    return _cells_of(every_form())


@cache
def cells_of(edition: Edition) -> dict[str, FormCell]:
    """Every cell of an edition's form and its variants."""
    return _cells_of(form for form in every_form() if form.edition == edition)


def _cells_of(forms: Iterable[Form]) -> dict[str, FormCell]:
    cells: dict[str, FormCell] = {}
    for form in forms:
        cells |= {path: cell for path, cell in form.by_path.items() if path not in cells}
    return cells


def in_chinese(columns: Iterable[str]) -> dict[str, str]:
    """The names of columns → what people call them: of a cell, its official labels."""
    names: dict[str, str] = {}
    for column in columns:
        path, _, companion = column.partition(":")
        place = cells_of_all_forms().get(path)
        name = " / ".join(place.label) if place is not None else _IN_CHINESE[column]
        names[column] = f"{name}：{_IN_CHINESE[companion]}" if companion else name
    return names


def cell_columns(places: Mapping[str, FormCell], companions: Iterable[str] = ()) -> dict[str, str]:
    """A column for each cell, with its companions."""
    names = tuple(companions)
    columns: dict[str, str] = {}
    for path, place in places.items():
        columns[path] = "Float64" if place.kind in _DECIMAL else "Int64"
        columns |= {f"{path}:{name}": "String" for name in names}
    return columns


def number_of(cell: Cell, kind: FigureKind) -> int | float | None:
    """The figure of a cell as a column holds it; ``None`` where there is none, or it does not fit exactly.

    Counts are 64-bit whole numbers, up to 2⁵³. Amounts are binary fractions in 万元, taken only where they
    print as the same decimal number. A sum of money without its unit (采购总金额) has no number: nobody can
    tell whether it is 元 or 万元. The printed text is never lost: see the companion columns.
    """
    value = cell.value
    if value is None:
        return None
    if kind not in _DECIMAL:
        return value if isinstance(value, int) and abs(value) <= _MOST else None
    if kind is FigureKind.MONEY:
        wan = Money(Decimal(value), money_unit(cell.text)).wan
        if wan is None:
            return None if value else 0.0
        value = wan
    return exactly(value)


def exactly(value: Figure | None) -> float | None:
    """A figure as a binary fraction that prints the same; ``None`` where there is none."""
    if value is None:
        return None
    number = float(value)
    return number if Decimal(repr(number)) == value else None
