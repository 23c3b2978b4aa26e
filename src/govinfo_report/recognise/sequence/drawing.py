"""The tables of a running text drawn as lattices whose rows are its lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import evolve

from govinfo_report.document import Grid, GridCell, Kind
from govinfo_report.form.evidence import row_of, shared_path
from govinfo_report.form.sections import sections
from govinfo_report.recognise.finding import Figure, FoundRow, Part
from govinfo_report.recognise.heads import Head, Heads
from govinfo_report.recognise.refusing import Refused
from govinfo_report.recognise.sequence.alignment import Anchor
from govinfo_report.recognise.sequence.rows import Row
from govinfo_report.recognise.sequence.text import TextTables
from govinfo_report.recognise.sequence.units import Unit

__all__ = ["drawn"]


def drawn(text: TextTables) -> Iterator[tuple[Grid, Part, set[int]]]:
    """The parts of tables in a running text, each with its lattice and the lines that it takes."""
    for all_rows, aligned in ((text.rows, text.aligned), *text.again):
        for rows in _tables(all_rows):
            yield _part(text, rows, aligned)


def _tables(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """The rows of each table."""
    tables: dict[str, list[Row]] = {}
    for row in rows:
        tables.setdefault(row.form.paths[0].partition(".")[0], []).append(row)
    yield from tables.values()


def _part(
    text: TextTables, rows: Sequence[Row], aligned: Mapping[int, Anchor]
) -> tuple[Grid, Part, set[int]]:
    """A table: its lattice, its rows, and the lines that it takes."""
    drawing = _Drawing(text, aligned)
    part = Part(rows[0].form.paths[0].partition(".")[0], [drawing.row(row) for row in rows])
    lines = {line for at in drawing.cells for line in text.units[at].paragraphs}
    sources = [paragraph.source for paragraph in text.paragraphs]
    pages = [source.page for source in sources if source.page is not None]
    numbers = [source.line for source in sources if source.line is not None]
    grid = Grid(
        cells=(*drawing.cells.values(), *drawing.parts),
        kind=Kind.ORDER,
        widths=(0,) * len(sources),
        file=sources[0].file,
        lines=tuple(numbers) if len(numbers) == len(sources) else (),
        pages=tuple(pages) if len(pages) == len(sources) else (),
    )
    return grid, part, lines


class _Drawing:
    """The cells of a table's lattice: a row for each line, a column for each unit of it."""

    def __init__(self, text: TextTables, aligned: Mapping[int, Anchor]) -> None:
        self._text = text
        self._aligned = aligned
        self._index = {id(unit): at for at, unit in enumerate(text.units)}
        self._heads: dict[int, Heads] = {}
        self._parted: set[int] = set()
        self.cells: dict[int, GridCell] = {}
        self.parts: list[GridCell] = []

    def row(self, row: Row) -> FoundRow:
        heads = self._heads.get(row.section) or self._heads_of(row.section)
        labels = [(self._cell(at), self._aligned[at].text) for at in row.labels if self._aligned[at].row >= 0]
        line = self._text.units[row.at].line
        printed = tuple(self._cell(at) for at in range(row.first, row.end) if self._text.units[at].text)
        figures = [] if row.cells is None else list(self._figures(row, heads, labels, line))
        path = shared_path(map(row_of, row.form.paths))
        return FoundRow(
            path=path,
            row=line,
            labels=tuple(labels),
            heads=heads,
            inherited=False,
            figures=tuple(figures),
            refused=(Refused(reason=row.reason, path=path, cells=printed),) if row.cells is None else (),
        )

    def _figures(
        self, row: Row, heads: Heads, labels: Sequence[tuple[GridCell, str]], line: int
    ) -> Iterator[Figure]:
        assert row.cells is not None
        beside = tuple(cell for cell, _ in labels)
        order = row.order or range(row.wanted)
        for column, path, unit in zip(order, row.paths, row.cells, strict=True):
            cell = self._figure(unit, row) if unit is not None and unit.text else None
            at = (cell.row, cell.column) if cell is not None else (line, column)
            yield Figure(
                path=path, row=at[0], column=at[1], cell=cell, head=heads.columns[column], beside=beside
            )

    def _figure(self, unit: Unit, row: Row) -> GridCell:
        at = self._index.get(id(unit))
        if at is not None:
            return self._cell(at)
        # A part of digits that run together: the first stands in their place, the others beside it.
        part = evolve(self._cell(row.first), text=unit.text)
        if row.first in self._parted:
            self.parts.append(part)
        else:
            self._parted.add(row.first)
            self.cells[row.first] = part
        return part

    def _heads_of(self, section: int) -> Heads:
        own = {at: each for at, each in self._aligned.items() if each.section == section and each.row < 0}
        cells = {at: self._cell(at) for at in own}
        columns = []
        for column, name in enumerate(sections()[section].order):
            over = [cells[at] for at, anchor in own.items() if anchor.column in (column, None)]
            columns.append(
                Head(
                    column=column,
                    end=column + 1,
                    cells=tuple(over),
                    printed=(),
                    known=frozenset(
                        [name, *(anchor.text for anchor in own.values() if anchor.column is None)]
                    ),
                    foreign=(),
                    leaf=frozenset([name]),
                )
            )
        heads = Heads(
            rows=tuple(sorted({cell.row for cell in cells.values()})),
            columns=tuple(columns),
            used=frozenset(cells.values()),
        )
        self._heads[section] = heads
        return heads

    def _cell(self, at: int) -> GridCell:
        if at not in self.cells:
            unit, source = self._text.units[at], self._text.paragraphs[self._text.units[at].line].source
            first = at
            while first and self._text.units[first - 1].line == unit.line:
                first -= 1
            self.cells[at] = GridCell(row=unit.line, column=at - first, text=unit.text, line=source.line)
        return self.cells[at]
