"""From figures found in a lattice to cells of the report: their texts, and what is to be said of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from attrs import field, frozen

from govinfo_report.document import Grid, GridCell
from govinfo_report.form.evidence import heads, labels, row_of, shared_path
from govinfo_report.form.forms import find_place
from govinfo_report.model import FigureKind
from govinfo_report.raw import Cell, CellKind, Leftover, Note, NoteKind, Recognised, parse_figure
from govinfo_report.raw.doubt import ILLEGIBLE, Doubt, doubts_in, legible, without_doubts
from govinfo_report.raw.figures import Reading, bare
from govinfo_report.recognise.finding import Figure, FoundRow, Part
from govinfo_report.recognise.heads import Head
from govinfo_report.recognise.refusing import Refusal, Refused
from govinfo_report.recognise.units import in_unit, unit_named
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
    """

    table: str
    grid: Grid
    rows: tuple[int, int]
    cells: tuple[Cell, ...]
    notes: tuple[Note, ...]
    leftovers: tuple[Leftover, ...]
    used: frozenset[GridCell]
    places: dict[str, tuple[int, int]] = field(eq=False)
    recognised: tuple[Recognised, ...]


def filled(grid: Grid, part: Part, printed: Mapping[GridCell, GridCell]) -> Fragment:
    """The part of a table with its figures read.

    Args:
        grid: The lattice it stands in.
        part: The part, as the finder told it.
        printed: The lattice's cell for each that the part speaks of; none where it speaks of that itself.
    """
    own = [row for row in part.rows if not row.inherited]
    cells, notes, twice = _read_all(grid, part.rows, printed)
    refused = [*twice, *(each for row in part.rows for each in row.refused)]
    used = frozenset(printed.get(cell, cell) for cell in _used(part.rows))
    first = min((at for row in own for at in row.heads.rows), default=part.rows[0].row)
    extent = (min(first, part.rows[0].row), max(row.row for row in part.rows))
    source = grid.source(extent[0], 0)
    return Fragment(
        table=part.table,
        grid=grid,
        rows=extent,
        cells=tuple(cells.values()),
        notes=(
            *_about_labels(grid, part.rows),
            *_about_heads(grid, own),
            *notes,
            *(
                Note(kind=NoteKind.HIDDEN, path=part.table, text=what, source=source)
                for what in _hidden(part.rows, printed)
            ),
        ),
        leftovers=tuple(_left_over(grid, refused, printed)),
        used=used,
        places={
            figure.path: (figure.row, figure.column)
            for row in part.rows
            for figure in row.figures
            if figure.path in cells
        },
        recognised=tuple(_recognised(grid, row) for row in part.rows),
    )


def _hidden(rows: Iterable[FoundRow], printed: Mapping[GridCell, GridCell]) -> Iterable[str]:
    """What hides figures that are read: each row or sheet once."""
    figures = (figure.cell for row in rows for figure in row.figures if figure.cell is not None)
    cells = (printed.get(cell, cell) for cell in figures)
    return dict.fromkeys(cell.hidden for cell in cells if cell.hidden and cell.text)


def _used(rows: Iterable[FoundRow]) -> Iterator[GridCell]:
    for row in rows:
        yield from () if row.inherited else row.heads.used
        yield from (cell for cell, _ in row.labels)
        yield from (figure.cell for figure in row.figures if figure.cell is not None)
        yield from (cell for refused in row.refused for cell in refused.cells)


def _read_all(
    grid: Grid, rows: Sequence[FoundRow], printed: Mapping[GridCell, GridCell]
) -> tuple[dict[str, Cell], list[Note], list[Refused]]:
    """Every figure read, with what is to be said of it; of those that stand there twice and differ, none."""
    cells: dict[str, Cell] = {}
    notes: list[Note] = []
    places: dict[str, list[GridCell | None]] = {}
    differing: set[str] = set()
    for figure in (figure for row in rows for figure in row.figures):
        its = None if figure.cell is None else printed.get(figure.cell, figure.cell)
        cell, about = _read(grid, figure, its)
        other = cells.setdefault(figure.path, cell)
        if (other.kind, other.value, other.text) != (cell.kind, cell.value, cell.text):
            differing.add(figure.path)
        if other is cell:
            notes += about
        places.setdefault(figure.path, []).append(figure.cell)
    twice = [
        Refused(
            reason=Refusal.TWICE,
            path=row_of(path),
            cells=tuple(cell for cell in places[path] if cell is not None),
        )
        for path in cells
        if path in differing
    ]
    notes = [note for note in notes if note.path not in differing]
    return {path: cell for path, cell in cells.items() if path not in differing}, notes, twice


def _left_over(
    grid: Grid, refused: Iterable[Refused], printed: Mapping[GridCell, GridCell]
) -> Iterator[Leftover]:
    for each in refused:
        if each.cells:
            cells = [printed.get(cell, cell) for cell in each.cells]
            first = cells[0]
            yield Leftover(
                text="\t".join(legible(cell.text) for cell in cells),
                reason="unplaced",
                path=each.path,
                source=grid.source(first.row, first.column),
                detail=each.words,
            )


def _recognised(grid: Grid, row: FoundRow) -> Recognised:
    return Recognised(
        path=row.path,
        text="\t".join(bare(without_doubts(cell.text)) for cell, _ in row.labels),
        source=grid.source(row.row, row.labels[0][0].column if row.labels else 0),
    )


def _about_labels(grid: Grid, rows: Iterable[FoundRow]) -> Iterator[Note]:
    """The labels worded unlike the official form, each cell once."""
    beside: dict[GridCell, tuple[str, list[str]]] = {}
    for row in rows:
        for cell, official in row.labels:
            beside.setdefault(cell, (official, []))[1].append(row.path)
    for cell, (official, paths) in beside.items():
        if any(match.key == official and not match.official for match in labels().find(cell.text)):
            yield _variant(grid, cell, shared_path(paths), official)


def _about_heads(grid: Grid, rows: Iterable[FoundRow]) -> Iterator[Note]:
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
        yield _variant(grid, cell, f"{path}.{names.pop()}" if len(names) == 1 else path, official)


def _variants(head: Head) -> Iterator[tuple[GridCell, str]]:
    """The heads over a column that are worded unlike the official form, with its wording."""
    for cell in head.cells:
        found = {match.key: match for match in heads().find(cell.text)}
        wordings = set(head.known & found.keys())
        if len(wordings) == 1 and not found[wording := wordings.pop()].official:
            yield cell, wording


def _variant(grid: Grid, cell: GridCell, path: str, official: str) -> Note:
    return Note(
        kind=NoteKind.LABEL_VARIANT,
        path=path,
        text=" ".join(bare(without_doubts(cell.text)).split()),
        value=official,
        source=grid.source(cell.row, cell.column),
    )


@cache
def _kind_of(path: str) -> FigureKind:
    place = find_place(path)
    return place.kind if place is not None else FigureKind.COUNT


def _read(grid: Grid, figure: Figure, cell: GridCell | None) -> tuple[Cell, list[Note]]:
    """The cell of the report that a cell of the lattice prints, and what is to be said about the reading."""
    source, path = grid.source(figure.row, figure.column), figure.path
    if cell is None:
        return Cell(path, CellKind.BLANK, source=source), []
    kind = _kind_of(path)
    if kind in (FigureKind.AMOUNT, FigureKind.MONEY):
        cell = in_unit(cell, kind, unit_named(*(word.text for word in (*figure.head.cells, *figure.beside))))
    if cell.no_result:
        note = Note(kind=NoteKind.NO_RESULT, path=path, text=cell.formula or "", source=source)
        return Cell(path, CellKind.UNREADABLE, text=cell.formula or "", source=source), [note]
    if not cell.text.isascii() and (doubts := doubts_in(cell.text)):
        return _doubted(cell, path, doubts[0], source)
    reading = parse_figure(cell.text, kind)
    return Cell(path, reading.kind, reading.value, reading.text, source), [
        Note(kind=what, path=path, text=text, value=value, source=source)
        for what, text, value in _remarks(cell, reading)
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
