"""What the search for a table yields: a fragment of one of the three tables, in one grid."""

from __future__ import annotations

from attrs import field, frozen

from govinfo_report.document import Grid, GridCell
from govinfo_report.form.tree import Node
from govinfo_report.model import FigureKind
from govinfo_report.raw import Cell, CellKind, Leftover, Note, NoteKind, Recognised, parse_figure
from govinfo_report.raw.doubt import ILLEGIBLE, Doubt, doubts_in, legible, without_doubts
from govinfo_report.raw.figures import bare
from govinfo_report.recognise.placing import PlacedRow
from govinfo_report.recognise.units import in_unit
from govinfo_report.source import Source

__all__ = ["Fragment", "collect", "variant_note"]


@frozen(kw_only=True)
class Fragment:
    """Part of a table, or all of it.

    Attributes:
        table: ``disclosure``, ``requests`` or ``remedies``.
        grid: The grid it stands in.
        rows: Its first and last grid row.
        cells: The cells read.
        used: The grid cells it is made of.
        recognised: Its rows, and by what they were recognised.
        places: Path → grid row and column of each cell read, filled or blank.
    """

    table: str
    grid: Grid
    rows: tuple[int, int]
    cells: tuple[Cell, ...]
    notes: tuple[Note, ...] = ()
    leftovers: tuple[Leftover, ...] = ()
    used: frozenset[GridCell] = field(default=frozenset())
    places: dict[str, tuple[int, int]] = field(factory=dict, eq=False)
    recognised: tuple[Recognised, ...] = ()


def variant_note(grid: Grid, cell: GridCell, path: str, official: str) -> Note:
    """The note that a label is worded unlike the official form."""
    return Note(
        kind=NoteKind.LABEL_VARIANT,
        path=path,
        text=" ".join(bare(without_doubts(cell.text)).split()),
        value=official,
        source=grid.source(cell.row, cell.column),
    )


def collect(
    table: str,
    grid: Grid,
    rows: tuple[int, int],
    placed: list[PlacedRow],
    used: set[GridCell],
    notes: list[Note],
) -> Fragment:
    """A fragment from placed rows: their figures read, and what could not be placed kept."""
    cells: list[Cell] = []
    leftovers: list[Leftover] = []
    places: dict[str, tuple[int, int]] = {}
    hidden: dict[str, None] = {}
    for row in placed:
        used.update(row.found.labels)
        units = row.found.units or ("",) * len(row.found.columns)
        for node, place, unit in zip(row.found.columns, row.places, units, strict=True):
            if place is None:
                continue
            cell, column = place
            read, about = _read(grid, row.found.row, column, cell and in_unit(cell, node.kind, unit), node)
            cells.append(read)
            notes.extend(about)
            places[node.path] = (row.found.row, column)
            if cell is not None:
                used.add(cell)
                if cell.hidden and cell.text:
                    hidden.setdefault(cell.hidden)
        if row.unplaced:
            used.update(row.unplaced)
            first = row.unplaced[0]
            leftovers.append(
                Leftover(
                    text="\t".join(legible(cell.text) for cell in row.unplaced),
                    reason="unplaced",
                    path=row.found.node.path,
                    source=grid.source(first.row, first.column),
                    detail=row.reason,
                )
            )
    notes.extend(
        Note(kind=NoteKind.HIDDEN, path=table, text=what, source=grid.source(rows[0], 0)) for what in hidden
    )
    return Fragment(
        table=table,
        grid=grid,
        rows=rows,
        cells=tuple(cells),
        notes=tuple(notes),
        leftovers=tuple(leftovers),
        used=frozenset(used),
        places=places,
        recognised=tuple(_recognised(grid, row) for row in placed),
    )


def _recognised(grid: Grid, row: PlacedRow) -> Recognised:
    labels = row.found.labels
    return Recognised(
        path=row.found.node.path,
        text="\t".join(bare(without_doubts(label.text)) for label in labels),
        source=grid.source(row.found.row, labels[0].column if labels else 0),
    )


def _read(grid: Grid, row: int, column: int, cell: GridCell | None, node: Node) -> tuple[Cell, list[Note]]:
    """The cell of the report that a grid cell prints, and what is to be said about the reading."""
    source = grid.source(row, column)
    if cell is None:
        return Cell(node.path, CellKind.BLANK, source=source), []
    if cell.no_result:
        note = Note(kind=NoteKind.NO_RESULT, path=node.path, text=cell.formula or "", source=source)
        return Cell(node.path, CellKind.UNREADABLE, text=cell.formula or "", source=source), [note]
    doubts = doubts_in(cell.text)
    if doubts:
        return _doubted(cell, node.path, doubts[0], source)
    reading = parse_figure(cell.text, node.kind or FigureKind.COUNT)
    read = Cell(node.path, reading.kind, reading.value, reading.text, source)
    notes: list[Note] = []
    if cell.shown is not None:
        notes.append(Note(kind=NoteKind.ROUNDED, path=node.path, text=_stored_and_shown(cell), source=source))
    if reading.notation is not None:
        notes.append(
            Note(
                kind=NoteKind.NOTATION,
                path=node.path,
                text=reading.text,
                value=reading.notation,
                source=source,
            )
        )
    elif cell.is_text and reading.kind is CellKind.NUMBER:
        notes.append(
            Note(
                kind=NoteKind.TEXT_NUMBER,
                path=node.path,
                text=reading.text,
                value="number stored as text",
                source=source,
            )
        )
    if cell.computed and reading.kind is CellKind.NUMBER:
        notes.append(Note(kind=NoteKind.COMPUTED, path=node.path, text=cell.formula or "", source=source))
    return read, notes


def _doubted(cell: GridCell, path: str, doubt: Doubt, source: Source) -> tuple[Cell, list[Note]]:
    """A cell in which the eye may see something else than the file holds: unreadable, with the reason."""
    text = bare(legible(cell.text)) if cell.shown is None else f"{cell.shown}{ILLEGIBLE}"
    printed = text if cell.shown is None else _stored_and_shown(cell)
    note = Note(kind=NoteKind.DOUBT, path=path, text=printed, value=doubt, source=source)
    return Cell(path, CellKind.UNREADABLE, text=text, source=source), [note]


def _stored_and_shown(cell: GridCell) -> str:
    return f"{without_doubts(cell.text)} → “{cell.shown}”"
