"""From figures found in a lattice to cells of the report: their texts, and what is to be said of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from attrs import field, frozen

from govinfo_report.document import Grid, GridCell
from govinfo_report.form.evidence import row_of
from govinfo_report.model import FigureKind
from govinfo_report.raw import Cell, CellKind, Leftover, Note, NoteKind, Recognised, parse_figure
from govinfo_report.raw.columns import Columns, Printed
from govinfo_report.raw.doubt import ILLEGIBLE, Doubt, doubts_in, legible, without_doubts
from govinfo_report.raw.figures import Reading, bare
from govinfo_report.recognise.refusing import Refusal, Refused
from govinfo_report.recognise.stencil import Spot, Stencil
from govinfo_report.recognise.units import in_unit
from govinfo_report.source import Source

__all__ = ["Fragment", "filled"]


@frozen(kw_only=True)
class Fragment:
    """Part of a table, or all of it, as printed.

    Attributes:
        table: The section that the table stands in.
        grid: The lattice it stands in.
        rows: The first and the last row there.
        cells: The cells read.
        used: What of the lattice they, their labels and heads are made of.
        places: Path → row and column of each cell read, filled or blank.
        recognised: Its rows, and by what they were recognised.
        formulas: The paths of the cells that a formula works out of others.
    """

    table: str
    grid: Grid
    rows: tuple[int, int]
    cells: Sequence[Cell]
    notes: tuple[Note, ...]
    leftovers: tuple[Leftover, ...]
    used: frozenset[GridCell]
    places: Mapping[str, tuple[int, int]] = field(eq=False)
    recognised: tuple[Recognised, ...]
    formulas: frozenset[str]


def filled(grid: Grid, stencil: Stencil) -> Fragment:
    """The part of a table that a stencil shows of a lattice, its figures read."""
    cells, notes, twice = _plainly_read(grid, stencil) or _read_all(grid, stencil)
    printed = grid.cells
    refused = ((path, [printed[at] for at in its], why) for path, its, why in stencil.refused)
    left = [*((each.path, each.cells, each.words) for each in twice), *refused]
    source = grid.source(stencil.rows[0], 0)
    return Fragment(
        table=stencil.table,
        grid=grid,
        rows=stencil.rows,
        cells=cells,
        notes=(
            *(
                Note(
                    kind=NoteKind.LABEL_VARIANT,
                    path=each.path,
                    text=each.text,
                    value=each.official,
                    source=grid.source(each.row, each.column),
                )
                for each in stencil.variants
            ),
            *notes,
            *(
                Note(kind=NoteKind.HIDDEN, path=stencil.table, text=what, source=source)
                for what in _hidden(grid, stencil)
            ),
        ),
        leftovers=tuple(_left_over(grid, left)),
        used=frozenset(printed[at] for at in stencil.used),
        places=_places(stencil, cells),
        recognised=tuple(
            Recognised(path=path, text=text, source=grid.source(row, column))
            for path, text, row, column in stencil.recognised
        ),
        formulas=_formulas(grid, stencil),
    )


_CONSTANT = re.compile(r"=?\s*[+-]?[0-9.]+\s*")


def _formulas(grid: Grid, stencil: Stencil) -> frozenset[str]:
    """The paths of the cells that a formula works out of others; ``=12`` is a figure that was typed."""
    cells = grid.cells
    found = ((spot.path, cells[spot.at].formula) for spot in stencil.spots if spot.at is not None)
    return frozenset(path for path, formula in found if formula and not _CONSTANT.fullmatch(formula))


def _places(stencil: Stencil, cells: Sequence[Cell]) -> Mapping[str, tuple[int, int]]:
    places = stencil.place_of
    return places if len(places) == len(cells) else {cell.path: places[cell.path] for cell in cells}


def _hidden(grid: Grid, stencil: Stencil) -> Iterable[str]:
    """What hides figures that are read: each row or sheet once."""
    cells = (grid.cells[spot.at] for spot in stencil.spots if spot.at is not None)
    return dict.fromkeys(cell.hidden for cell in cells if cell.hidden and cell.text)


#: The cells of a part in form order where nothing is to be said of any, what is to be said, what is refused.
_ReadCells = tuple[Sequence[Cell], list[Note], list[Refused]]


def _plainly_read(grid: Grid, stencil: Stencil) -> _ReadCells | None:
    """Every figure read where nothing is to be said of any; ``None`` if something is.

    It is what `_read_all` gives, without an object for each cell and its place.
    """
    even = stencil.even
    places = grid.apart(even.rows, even.columns) if even is not None else None
    if even is None or places is None:
        return None
    cells = grid.cells
    printed: list[Printed] = []
    for at, kind, unit_counts in even.cells:
        if at is None:
            printed.append(_BLANK)
            continue
        cell = cells[at]
        text = cell.text
        if not text.isascii() or cell.no_result or cell.is_text or cell.computed or cell.shown is not None:
            return None
        known = _plain(text, kind)
        if known is None or (unit_counts and known.value):
            return None
        printed.append(known)
    return Columns.placed(even.paths, printed, *places), [], []


_BLANK = Printed(CellKind.BLANK, None, "")


@lru_cache(maxsize=8192)
def _plain(text: str, kind: FigureKind) -> Printed | None:
    """What a text is in a cell; ``None`` if something is to be said of it."""
    reading = parse_figure(text, kind)
    return Printed(reading.kind, reading.value, reading.text) if reading.notation is None else None


def _read_all(grid: Grid, stencil: Stencil) -> _ReadCells:
    """Every figure read, with what is to be said of it; of those that stand there twice and differ, none."""
    cells: dict[str, Cell] = {}
    notes: list[Note] = []
    differing: set[str] = set()
    for spot, source in zip(stencil.spots, grid.sources(stencil.places), strict=True):
        cell, about = _read(spot, source, None if spot.at is None else grid.cells[spot.at])
        other = cells.setdefault(spot.path, cell)
        if other is cell:
            notes += about
        elif (other.kind, other.value, other.text) != (cell.kind, cell.value, cell.text):
            differing.add(spot.path)
    if not differing:
        return tuple(cells.values()), notes, []
    twice = [
        Refused(
            reason=Refusal.TWICE,
            path=row_of(path),
            cells=tuple(
                grid.cells[each.at] for each in stencil.spots if each.path == path and each.at is not None
            ),
        )
        for path in cells
        if path in differing
    ]
    notes = [note for note in notes if note.path not in differing]
    return tuple(cell for path, cell in cells.items() if path not in differing), notes, twice


def _left_over(grid: Grid, refused: Iterable[tuple[str, Sequence[GridCell], str]]) -> Iterator[Leftover]:
    for path, cells, why in refused:
        if cells:
            yield Leftover(
                text="\t".join(legible(cell.text) for cell in cells),
                reason="unplaced",
                path=path,
                source=grid.source(cells[0].row, cells[0].column),
                detail=why,
            )


_SAID_NOTHING: tuple[Note, ...] = ()


def _read(spot: Spot, source: Source, cell: GridCell | None) -> tuple[Cell, Sequence[Note]]:
    """The cell of the report that a cell of the lattice prints, and what is to be said about the reading."""
    path = spot.path
    if cell is None:
        return Cell(path, CellKind.BLANK, source=source), _SAID_NOTHING
    if spot.of_money:
        cell = in_unit(cell, spot.kind, spot.unit)
    text = cell.text
    if cell.no_result:
        note = Note(kind=NoteKind.NO_RESULT, path=path, text=cell.formula or "", source=source)
        return Cell(path, CellKind.UNREADABLE, text=cell.formula or "", source=source), [note]
    if not text.isascii() and (doubts := doubts_in(text)):
        return _doubted(cell, path, doubts[0], source)
    reading = parse_figure(text, spot.kind)
    read = Cell(path, reading.kind, reading.value, reading.text, source)
    if reading.notation is None and not (cell.is_text or cell.computed or cell.shown is not None):
        return read, _SAID_NOTHING
    remarks = _remarks(cell, reading)
    return read, [
        Note(kind=what, path=path, text=text, value=value, source=source) for what, text, value in remarks
    ]


def _remarks(cell: GridCell, reading: Reading) -> Iterator[tuple[NoteKind, str, str]]:
    """What is to be said of how a figure is printed."""
    is_number = reading.kind is CellKind.NUMBER
    if cell.shown is not None:
        yield NoteKind.ROUNDED, _stored_and_shown(cell), ""
    if reading.notation is not None:
        yield NoteKind.NOTATION, reading.text, reading.notation
    elif cell.is_text and is_number:
        yield NoteKind.TEXT_NUMBER, reading.text, "number stored as text"
    if cell.computed and is_number:
        yield NoteKind.COMPUTED, cell.formula or "", ""


def _doubted(cell: GridCell, path: str, doubt: Doubt, source: Source) -> tuple[Cell, list[Note]]:
    """A cell in which the eye may see something else than the file holds: unreadable, with the reason."""
    text = bare(legible(cell.text)) if cell.shown is None else f"{cell.shown}{ILLEGIBLE}"
    printed = text if cell.shown is None else _stored_and_shown(cell)
    note = Note(kind=NoteKind.DOUBT, path=path, text=printed, value=doubt, source=source)
    return Cell(path, CellKind.UNREADABLE, text=text, source=source), [note]


def _stored_and_shown(cell: GridCell) -> str:
    return f"{without_doubts(cell.text)} → “{cell.shown}”"
