"""The cells of a report kept in columns: 200 cells with their places in some 5 KiB, each made when asked for.

Whoever reads a hundred thousand reports keeps them, or sends them from process to process; as objects, two
for each cell, they take ten times the room. Reports with the same cells share the tuple of their paths.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, overload

from attrs import evolve, frozen

from govinfo_report.findings import Figure
from govinfo_report.form import form_order
from govinfo_report.raw.cell import Cell, CellKind
from govinfo_report.source import Source, column_letters, column_of

__all__ = ["Columns", "in_columns"]

_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_MOST = 2**31
"""Rows, columns and lines from here on stay in their place."""


@frozen
class _Printed:
    """What stands in a cell, wherever it stands."""

    kind: CellKind
    value: Figure | None
    text: str


_printed = lru_cache(maxsize=8192)(_Printed)
_NOWHERE = (0, 0, 0)


@lru_cache(maxsize=64)
def _numbered(paths: tuple[str, ...]) -> tuple[tuple[str, ...], Mapping[str, int]]:
    """The paths, the same object for equal ones, and the number of each."""
    numbers = {path: number for number, path in enumerate(paths)}
    if len(numbers) != len(paths):
        raise ValueError("a report has one cell for a path")
    return paths, numbers


class Columns(Sequence[Cell]):
    """Cells in form order, as a tuple has them.

    Attributes:
        paths: The path of each.
        numbers: Path → its number among them.
    """

    __slots__ = ("_base", "_bases", "_made", "_places", "_printed", "numbers", "paths")

    paths: tuple[str, ...]
    numbers: Mapping[str, int]

    def __init__(self, cells: Iterable[Cell]) -> None:
        order = form_order()
        made = sorted(cells, key=lambda cell: order[cell.path])
        self.paths, self.numbers = _numbered(tuple(cell.path for cell in made))
        self._printed = tuple(_shared(cell) for cell in made)
        bases: dict[Source, int] = {}
        numbers: list[int] = []
        places: list[tuple[int, int, int]] = []
        for cell in made:
            base, place = _apart(cell.source)
            numbers.append(bases.setdefault(base, len(bases)))
            places.append(place)
        self._bases, self._base = tuple(bases), _array(numbers)
        self._places = tuple(map(_array, zip(*places, strict=True))) or ((), (), ())
        self._made: dict[int, Cell] = {}

    def __len__(self) -> int:
        return len(self.paths)

    def __iter__(self) -> Iterator[Cell]:
        return map(self._at, range(len(self.paths)))

    @overload
    def __getitem__(self, number: int) -> Cell: ...
    @overload
    def __getitem__(self, number: slice) -> tuple[Cell, ...]: ...
    def __getitem__(self, number: int | slice) -> Cell | tuple[Cell, ...]:
        if isinstance(number, slice):
            return tuple(self)[number]
        return self._at(range(len(self.paths))[number])

    def _at(self, number: int) -> Cell:
        cell = self._made.get(number)
        if cell is None:
            its = self._printed[number]
            source = _together(self._bases[self._base[number]], *(each[number] for each in self._places))
            cell = self._made[number] = Cell(self.paths[number], its.kind, its.value, its.text, source)
        return cell

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Columns):
            return self._key() == other._key() or tuple(self) == tuple(other)
        return tuple(self) == other if isinstance(other, tuple) else NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))

    def _key(self) -> tuple[object, ...]:
        return self.paths, self._printed, self._bases, self._base, self._places

    def __getstate__(self) -> tuple[Any, ...]:
        """As little as says it: whole numbers printed as such are numbers."""
        texts = [
            its.value
            if type(its.value) is int and its.kind is CellKind.NUMBER and its.text == str(its.value)
            else (its.kind.value, its.value, its.text)
            for its in self._printed
        ]
        return self.paths, texts, self._bases, self._base, self._places

    def __setstate__(self, state: tuple[Any, ...]) -> None:
        paths, texts, self._bases, self._base, self._places = state
        self.paths, self.numbers = _numbered(paths)
        self._printed = tuple(
            _printed(CellKind(text[0]), *text[1:])
            if isinstance(text, tuple)
            else _printed(CellKind.NUMBER, text, str(text))
            for text in texts
        )
        self._made = {}


def _array(numbers: Sequence[int]) -> array[int]:
    most = max(numbers, default=0)
    return array("B" if most < 2**8 else "H" if most < 2**16 else "L", numbers)


def _shared(cell: Cell) -> _Printed:
    # True is no 1, nor is Decimal("1"); what is shared is what a count is, or has no value at all.
    share = _printed if cell.value is None or type(cell.value) is int else _Printed
    return share(cell.kind, cell.value, cell.text)


def _apart(source: Source) -> tuple[Source, tuple[int, int, int]]:
    """A place as what is common to many (the file, the sheet, the table), and row, column and line."""
    if source.cell is not None:
        address = _ADDRESS.fullmatch(source.cell)
        if address is None or source.row or source.column or source.line:
            return source, _NOWHERE
        base = _base_of(source.file, source.sheet, source.page, source.table, "")
        return base, (int(address[2]), column_of(address[1]) + 1, 0)
    place = (source.row or 0, source.column or 0, source.line or 0)
    if 0 in (source.row, source.column, source.line) or not all(0 <= each < _MOST for each in place):
        return source, _NOWHERE
    return _base_of(source.file, source.sheet, source.page, source.table, None), place


@lru_cache(maxsize=256)
def _base_of(
    file: str | None, sheet: str | None, page: int | None, table: int | None, cell: str | None
) -> Source:
    return Source(file=file, sheet=sheet, page=page, table=table, cell=cell)


def _together(base: Source, row: int, column: int, line: int) -> Source:
    if not (row or column or line):
        return base
    if base.cell is not None:
        return evolve(base, cell=f"{column_letters(column - 1)}{row}")
    return evolve(base, row=row or None, column=column or None, line=line or None)


def in_columns(cells: Iterable[Cell] | Columns) -> Columns:
    """Cells in form order, kept in columns."""
    return cells if isinstance(cells, Columns) else Columns(cells)
