"""The cells of a report kept in columns: 200 cells with their places in some 5 KiB, each made when asked for.

Whoever reads a hundred thousand reports keeps them, or sends them from process to process; as objects, two
for each cell, they take ten times the room. Reports with the same cells share the tuple of their paths.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import lru_cache
from itertools import chain
from typing import Any, overload

from attrs import frozen

from govinfo_report.findings import Figure
from govinfo_report.form import form_order
from govinfo_report.raw.cell import Cell, CellKind
from govinfo_report.source import Source, column_letters, column_of

__all__ = ["Columns", "Printed", "in_columns", "joined"]

_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_MOST = 2**31
"""Rows, columns and lines from here on stay in their place."""


@frozen
class Printed:
    """What stands in a cell, wherever it stands: the kind, value and text of a `Cell`."""

    kind: CellKind
    value: Figure | None
    text: str


_known = lru_cache(maxsize=8192)(Printed)
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
        made = list(cells)
        if unknown := next((cell.path for cell in made if cell.path not in order), None):
            near = get_close_matches(unknown, order, n=1)
            hint = f"；是不是 / did you mean {near[0]}" if near else ""
            raise ValueError(f"格式里没有这一格 / no edition of the form has a cell {unknown}{hint}")
        made.sort(key=lambda cell: order[cell.path])
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

    @classmethod
    def placed(
        cls,
        paths: tuple[str, ...],
        printed: Sequence[Printed],
        base: Source,
        rows: Sequence[int],
        columns: Sequence[int],
        lines: Sequence[int],
    ) -> Columns:
        """Cells of one table, worksheet or text, in form order; places count from 1, and are 0 where none is.

        Args:
            paths: The path of each.
            printed: What stands in each.
            base: The table's or worksheet's place; of a worksheet's, ``cell`` is empty.
            rows: The row of each in it.
            columns: The column of each.
            lines: The line of each.
        """
        self = cls.__new__(cls)
        self.paths, self.numbers = _numbered(paths)
        self._printed, self._bases, self._base = tuple(printed), (base,), _array((0,) * len(paths))
        self._places, self._made = (_array(rows), _array(columns), _array(lines)), {}
        return self

    @classmethod
    def _joined(cls, parts: Sequence[Columns], order: Sequence[int]) -> Columns:
        """The cells of several parts, the one behind the other, in an order."""

        def ordered(each: Iterable[Any]) -> list[Any]:
            every = list(chain.from_iterable(each))
            return [every[number] for number in order]

        self = cls.__new__(cls)
        self.paths, self.numbers = _numbered(tuple(ordered(part.paths for part in parts)))
        self._printed = tuple(ordered(part._printed for part in parts))
        bases: dict[Source, int] = {}
        new = [[bases.setdefault(base, len(bases)) for base in part._bases] for part in parts]
        numbers = ([its[number] for number in part._base] for its, part in zip(new, parts, strict=True))
        self._bases, self._base = tuple(bases), _array(ordered(numbers))
        self._places = tuple(
            _array(ordered(each)) for each in zip(*(part._places for part in parts), strict=True)
        )
        self._made = {}
        return self

    @property
    def printed(self) -> Sequence[Printed]:
        """What stands in each cell, wherever it stands."""
        return self._printed

    def figures(self) -> dict[str, Figure | None]:
        """Path → the figure of each cell, ``None`` where it has none. No cell is made for it."""
        return dict(zip(self.paths, (each.value for each in self._printed), strict=True))

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
            rows, columns, lines = self._places
            base = self._bases[self._base[number]]
            source = _together(base, rows[number], columns[number], lines[number])
            cell = self._made[number] = Cell(self.paths[number], its.kind, its.value, its.text, source)
        return cell

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Columns):
            return self._key() == other._key() or tuple(self) == tuple(other)
        return tuple(self) == other if isinstance(other, tuple) else NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return f"<Columns of {len(self)} cells>"

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
            _share(CellKind(text[0]), *text[1:])
            if isinstance(text, tuple)
            else _share(CellKind.NUMBER, text, str(text))
            for text in texts
        )
        self._made = {}


def _array(numbers: Sequence[int]) -> array[int]:
    most = max(numbers, default=0)
    return array("B" if most < 2**8 else "H" if most < 2**16 else "L", numbers)


def _shared(cell: Cell) -> Printed:
    return _share(cell.kind, cell.value, cell.text)


def _share(kind: CellKind, value: Figure | None, text: str) -> Printed:
    # True is no 1, nor is Decimal("1"); what is shared is what a count is, or has no value at all.
    share = _known if value is None or type(value) is int else Printed
    return share(kind, value, text)


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
    cell = None if base.cell is None else f"{column_letters(column - 1)}{row}"
    if cell is not None:
        row = column = line = 0
    return Source(
        file=base.file,
        sheet=base.sheet,
        cell=cell,
        page=base.page,
        table=base.table,
        row=row or None,
        column=column or None,
        line=line or None,
    )


def in_columns(cells: Iterable[Cell] | Columns) -> Columns:
    """Cells in form order, kept in columns."""
    return cells if isinstance(cells, Columns) else Columns(cells)


def joined(parts: Iterable[Iterable[Cell]]) -> Columns:
    """The cells of several parts of the form, in form order; no two of one path."""
    printed = list(parts)
    columns = [part for part in printed if isinstance(part, Columns) and part.paths]
    if not columns or len(columns) < len(printed):
        return Columns(chain.from_iterable(printed))
    if len(columns) == 1:
        return columns[0]
    return Columns._joined(columns, _in_order(tuple(part.paths for part in columns)))


@lru_cache(maxsize=256)
def _in_order(parts: tuple[tuple[str, ...], ...]) -> Sequence[int]:
    """The numbers of the cells of parts of the form, one behind the other, in form order."""
    order = form_order()
    numbers = [order[path] for paths in parts for path in paths]
    return sorted(range(len(numbers)), key=numbers.__getitem__)
