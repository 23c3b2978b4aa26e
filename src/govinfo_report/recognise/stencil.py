"""What of a part of a table is the same in every lattice of its shape: which cell is which figure.

Lattices of one shape differ in their figures alone. All that the finder tells of a part in the cells of one
of them is told here by the numbers of cells, once, and laid on each: nothing is looked for again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property

from attrs import frozen

from govinfo_report.document import Grid, GridCell
from govinfo_report.form import form_order
from govinfo_report.form.evidence import heads, labels, row_of, shared_path
from govinfo_report.form.forms import find_place
from govinfo_report.model import FigureKind
from govinfo_report.raw.doubt import without_doubts
from govinfo_report.raw.figures import bare
from govinfo_report.recognise.finding import FoundRow, Part
from govinfo_report.recognise.heads import Head
from govinfo_report.recognise.units import tells_unit, unit_named

__all__ = ["Spot", "Stencil", "Variant", "stencil_of"]

_OF_MONEY = (FigureKind.AMOUNT, FigureKind.MONEY)


@frozen
class Spot:
    """Where a figure stands.

    Attributes:
        path: Which.
        kind: What it counts, or that it is an amount.
        unit: The unit named over an amount or beside it; see `units.unit_named`.
        at: The number of its cell; ``None`` for a blank without one.
        row, column: Its place.
    """

    path: str
    kind: FigureKind
    unit: str
    at: int | None
    row: int
    column: int

    @property
    def of_money(self) -> bool:
        """Whether it is an amount, whose unit counts."""
        return self.kind in _OF_MONEY


@frozen
class Variant:
    """A label or head worded unlike the official form: by which path, what is printed, the wording, where."""

    path: str
    text: str
    official: str
    row: int
    column: int


@frozen(kw_only=True, eq=False)
class Even:
    """Figures in form order, each thing of all of them.

    Attributes:
        paths: Which they are.
        cells: The number of the cell of each, its kind, and whether a unit that is named over it counts.
        rows, columns: Their places, counted from 1.
    """

    paths: tuple[str, ...]
    cells: tuple[tuple[int | None, FigureKind, bool], ...]
    rows: tuple[int, ...]
    columns: tuple[int, ...]


@frozen(kw_only=True)
class Stencil:
    """A part of a table in any lattice of its shape; cells are told by their number in it.

    Attributes:
        table: The section that the table stands in.
        rows: Its first and its last row.
        spots: Its figures.
        used: The cells that they, their labels and heads are made of.
        variants: Its labels and heads worded unlike the official form.
        refused: What is left over: the path, the cells, the reason in words.
        recognised: Its rows: the path, the labels printed, and where the first stands.
    """

    table: str
    rows: tuple[int, int]
    spots: tuple[Spot, ...]
    used: frozenset[int]
    variants: tuple[Variant, ...]
    refused: tuple[tuple[str, tuple[int, ...], str], ...]
    recognised: tuple[tuple[str, str, int, int], ...]

    @cached_property
    def places(self) -> tuple[tuple[int, int], ...]:
        """Row and column of each figure."""
        return tuple((spot.row, spot.column) for spot in self.spots)

    @cached_property
    def place_of(self) -> Mapping[str, tuple[int, int]]:
        """Row and column of each figure by its path."""
        return {spot.path: (spot.row, spot.column) for spot in self.spots}

    @cached_property
    def even(self) -> Even | None:
        """Its figures in form order, by what they have in common; ``None`` if one stands there twice."""
        order = form_order()
        spots = sorted(self.spots, key=lambda spot: order[spot.path])
        if len({spot.path for spot in spots}) < len(spots) or not all(spot.row >= 0 for spot in spots):
            return None
        return Even(
            paths=tuple(spot.path for spot in spots),
            cells=tuple((spot.at, spot.kind, tells_unit(spot.kind, spot.unit)) for spot in spots),
            rows=tuple(spot.row + 1 for spot in spots),
            columns=tuple(spot.column + 1 for spot in spots),
        )


def stencil_of(part: Part, grid: Grid) -> Stencil:
    """The stencil of a part that is told in the cells of a lattice."""
    number = {cell: at for at, cell in enumerate(grid.cells)}
    own = [row for row in part.rows if not row.inherited]
    first = min((at for row in own for at in row.heads.rows), default=part.rows[0].row)
    return Stencil(
        table=part.table,
        rows=(min(first, part.rows[0].row), max(row.row for row in part.rows)),
        spots=tuple(_spots(part.rows, number)),
        used=frozenset(number[cell] for cell in _used(part.rows)),
        variants=(*_label_variants(part.rows), *_head_variants(own)),
        refused=tuple(
            (each.path, tuple(number[cell] for cell in each.cells), each.words)
            for row in part.rows
            for each in row.refused
            if each.cells
        ),
        recognised=tuple(
            (
                row.path,
                "\t".join(bare(without_doubts(cell.text)) for cell, _ in row.labels),
                row.row,
                row.labels[0][0].column if row.labels else 0,
            )
            for row in part.rows
        ),
    )


def _spots(rows: Iterable[FoundRow], number: Mapping[GridCell, int]) -> Iterator[Spot]:
    for figure in (figure for row in rows for figure in row.figures):
        kind = _kind_of(figure.path)
        unit = ""
        if kind in _OF_MONEY:
            unit = unit_named(*(word.text for word in (*figure.head.cells, *figure.beside)))
        at = None if figure.cell is None else number[figure.cell]
        yield Spot(figure.path, kind, unit, at, figure.row, figure.column)


@cache
def _kind_of(path: str) -> FigureKind:
    place = find_place(path)
    return place.kind if place is not None else FigureKind.COUNT


def _used(rows: Iterable[FoundRow]) -> Iterator[GridCell]:
    for row in rows:
        yield from () if row.inherited else row.heads.used
        yield from (cell for cell, _ in row.labels)
        yield from (figure.cell for figure in row.figures if figure.cell is not None)
        yield from (cell for refused in row.refused for cell in refused.cells)


def _label_variants(rows: Iterable[FoundRow]) -> Iterator[Variant]:
    """The labels worded unlike the official form, each cell once."""
    beside: dict[GridCell, tuple[str, list[str]]] = {}
    for row in rows:
        for cell, official in row.labels:
            beside.setdefault(cell, (official, []))[1].append(row.path)
    for cell, (official, paths) in beside.items():
        if any(match.key == official and not match.official for match in labels().find(cell.text)):
            yield _variant(cell, shared_path(paths), official)


def _head_variants(rows: Iterable[FoundRow]) -> Iterator[Variant]:
    """The heads worded unlike the official form, each cell once, by the figures that stand under it."""
    under: dict[GridCell, tuple[str, list[str]]] = {}
    variants: dict[int, list[tuple[GridCell, str]]] = {}
    for row in rows:
        for figure in row.figures:
            if id(figure.head) not in variants:
                variants[id(figure.head)] = list(_variants(figure.head))
            for cell, official in variants[id(figure.head)]:
                under.setdefault(cell, (official, []))[1].append(figure.path)
    for cell, (official, paths) in under.items():
        names = {path.rpartition(".")[2] for path in paths}
        path = shared_path(map(row_of, paths))
        yield _variant(cell, f"{path}.{names.pop()}" if len(names) == 1 else path, official)


def _variants(head: Head) -> Iterator[tuple[GridCell, str]]:
    """The heads over a column that are worded unlike the official form, with its wording."""
    for cell in head.cells:
        found = {match.key: match for match in heads().find(cell.text)}
        wordings = set(head.known & found.keys())
        if len(wordings) == 1 and not found[wording := wordings.pop()].official:
            yield cell, wording


def _variant(cell: GridCell, path: str, official: str) -> Variant:
    text = " ".join(bare(without_doubts(cell.text)).split())
    return Variant(path, text, official, cell.row, cell.column)
