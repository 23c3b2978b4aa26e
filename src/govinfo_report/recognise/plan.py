"""What the finder decides of a lattice: it is decided for the lattice's shape, and never sees a figure.

A shape is a lattice with every figure masked: labels, spans, and which cells print a whole number, a decimal,
a mark, words or nothing. Reports that one site publishes share it, so that plans are kept. Only a number that
stands before a label is not masked, because it may be the label's: ``3`` before ``（三）``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from attrs import frozen

from govinfo_report.document import Grid, GridCell, Kind
from govinfo_report.form.evidence import labels_named
from govinfo_report.raw.figures import is_figure
from govinfo_report.recognise.finding import Part, find
from govinfo_report.recognise.heads import Heads
from govinfo_report.recognise.stencil import Stencil, stencil_of

__all__ = ["Plan", "planned", "shape_of"]

_KEPT, _LARGEST = 128, 1_000
"""So many plans are kept, of lattices of so many cells at most: a table of the form has 300."""
_TALLEST = 1_000
"""Rows over which a cell that spans more is looked at; no table of the form has as many."""
_DECIMAL = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_NUMBER = re.compile(r"[0-9０-９]+(?:[,，][0-9０-９]+)*")

#: Row, column, rows and columns that it spans, text, formula, why it is unsure, whether it is spaced.
_CellShape = tuple[int, int, int, int, str, str | None, str, bool]


@frozen
class Shape:
    """All of a lattice that the finder looks at."""

    kind: Kind
    widths: tuple[int, ...]
    cells: tuple[_CellShape, ...]

    @property
    def grid(self) -> Grid:
        """A lattice of this shape."""
        cells = (
            GridCell(
                row=row,
                column=column,
                rowspan=rowspan,
                colspan=colspan,
                text=text,
                formula=formula,
                unsure=unsure,
                spaced=spaced,
            )
            for row, column, rowspan, colspan, text, formula, unsure, spaced in self.cells
        )
        return Grid(cells=tuple(cells), kind=self.kind, widths=self.widths)


@frozen(eq=False)
class Plan:
    """What the finder decided of lattices of one shape.

    Attributes:
        grid: The lattice of that shape, in whose cells the parts are told.
        parts: The parts of tables, from top to bottom, each with its stencil.
        heads: The heads over its last rows, under which the next lattice may go on.
    """

    grid: Grid
    parts: tuple[tuple[Part, Stencil], ...]
    heads: Heads | None


def planned(grid: Grid, before: Heads | None = None) -> Plan:
    """What the finder decides of a lattice.

    Args:
        grid: The lattice.
        before: The heads of the plan of the lattice before it: a table that goes on without a head goes on
            under these.
    """
    if grid.likeness is None:
        return _planned(grid, before)
    told = grid.likeness.told
    if (known := told.get(before)) is None:
        known = _planned(grid, before)
        if len(told) < _KEPT and _masks_every_number(grid):
            told[before] = known
    assert isinstance(known, Plan)
    return known


def _planned(grid: Grid, before: Heads | None) -> Plan:
    plan = _plan if len(grid.cells) <= _LARGEST else _plan.__wrapped__
    return plan(shape_of(grid), before)


@lru_cache(maxsize=_KEPT)
def _plan(shape: Shape, before: Heads | None) -> Plan:
    grid = shape.grid
    parts, heads = find(grid, before)
    return Plan(grid, tuple((part, stencil_of(part, grid)) for part in parts), heads)


def shape_of(grid: Grid) -> Shape:
    """The shape of a lattice."""
    return Shape(grid.kind, grid.widths, tuple(_cells_of(grid)))


def _cells_of(grid: Grid) -> Iterator[_CellShape]:
    labelled = _labelled(grid)
    for cell in grid.cells:
        text, column = cell.text, cell.column
        if text and (masked := _masked(text)) is not text and _is_behind(cell, labelled):
            text = masked
        formula = cell.formula and "="
        yield cell.row, column, cell.rowspan, cell.colspan, text, formula, cell.unsure, cell.spaced


def _labelled(grid: Grid) -> dict[int, int]:
    """The column of the last label in each row that has one."""
    labelled: dict[int, int] = {}
    for cell in grid.cells:
        if cell.text and labels_named(cell.text):
            for row in _rows_of(cell):
                labelled[row] = max(labelled.get(row, 0), cell.column)
    return labelled


def _is_behind(cell: GridCell, labelled: Mapping[int, int]) -> bool:
    """Whether a cell stands behind the labels of all its rows."""
    return all(labelled.get(row, -1) < cell.column for row in _rows_of(cell))


def _masks_every_number(grid: Grid) -> bool:
    """Whether its shape has no number of it: then all that are like it have the same shape."""
    labelled = _labelled(grid)
    return all(_is_behind(cell, labelled) for cell in grid.cells if _DECIMAL.fullmatch(cell.text))


def _rows_of(cell: GridCell) -> Sequence[int]:
    return (cell.row,) if cell.rowspan == 1 else range(cell.row, cell.row + min(cell.rowspan, _TALLEST))


@lru_cache(maxsize=8192)
def _masked(text: str) -> str:
    """A figure without its digits: ``0`` for 12, ``0.0`` for 1.5, ``0件`` for 3件; all else as it is."""
    masked = _NUMBER.sub("0", text)
    return masked if masked != text and is_figure(text) and is_figure(masked) else text
