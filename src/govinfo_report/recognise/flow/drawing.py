"""Running text in which the tables have lost their grid, turned into grids again.

The stream of units is walked once. Heads say which table begins and in which order its columns
stand; a label of the form begins a row; what stands behind it up to the next words are its
fields. Where those prove which figure is which (see `flow.fields`) they go under their heads in an
exact grid; where they do not, they are kept in one cell that no column can claim.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from attrs import define, evolve, field

from govinfo_report.document import Document, Grid, GridCell, Paragraph
from govinfo_report.errors import ReadError
from govinfo_report.recognise.flow.disclosure import find_block
from govinfo_report.recognise.flow.fields import Fields, Proof, prove
from govinfo_report.recognise.flow.remedies import find_remedies_in_flow
from govinfo_report.recognise.flow.requests import find_requests_in_flow
from govinfo_report.recognise.flow.stream import Unit, UnitKind, units_of
from govinfo_report.recognise.flow.table import Row, Table

__all__ = ["with_grids"]

_ENOUGH_LINES = 20
"""So many lines of tables without a single repetition are no table as it was published."""


def with_grids(document: Document) -> Document:
    """The document with a grid for every table that stands in its running text.

    Raises:
        ReadError: An extractor has dropped every line that had occurred before: no figure is certain.
    """
    blocks: list[Paragraph | Grid] = []
    run: list[Paragraph] = []
    for block in (*document.blocks, None):
        if isinstance(block, Paragraph):
            run.append(block)
            continue
        blocks.extend(_regrouped(run, document.file))
        run = []
        if block is not None:
            blocks.append(block)
    return evolve(document, blocks=tuple(blocks))


def _regrouped(run: Sequence[Paragraph], file: str | None) -> Iterator[Paragraph | Grid]:
    units = units_of(run)
    tables = list(_scan(units))
    if not tables:
        yield from run
        return
    inside = [unit for table in tables for unit in table.units if unit.text]
    repeats = any(count > 1 for count in Counter(unit.text for unit in inside).values())
    alone = sum(not unit.explicit for unit in inside)  # cells on lines of their own: some may be gone
    if not repeats and len(inside) >= _ENOUGH_LINES and 2 * alone > len(inside):
        raise _repetitions_dropped(file)
    opened = _rows_are_opened(units, tables)
    strays = _has_strays(units, tables)
    starts = {min(unit.line for unit in table.units): table for table in tables}
    taken = {index for table in tables for unit in table.units for index in unit.paragraphs}
    for index, paragraph in enumerate(run):
        if index in starts:
            yield _Drawing(run, starts[index], repeats, opened, strays).grid(file)
        if index not in taken:
            yield paragraph


def _rows_are_opened(units: Sequence[Unit], tables: Sequence[Table]) -> bool:
    """Whether a blank stands before the labels of rows as a rule, or no labels are there to tell."""
    labels = {id(row.labels[0]) for table in tables for row in table.rows if row.labels}
    before = [one.kind for one, two in pairwise(units) if id(two) in labels]
    return 2 * sum(kind is UnitKind.BLANK for kind in before) >= len(labels)


def _has_strays(units: Sequence[Unit], tables: Sequence[Table]) -> bool:
    """Whether a figure stands within a table and behind no label: then figures do not follow their labels."""
    place = {id(unit): index for index, unit in enumerate(units)}
    for table in tables:
        own = [place[id(unit)] for unit in table.units if id(unit) in place]
        inside = set(own)
        if any(
            units[index].kind is UnitKind.FIGURE and index not in inside
            for index in range(min(own, default=0), max(own, default=0))
        ):
            return True
    return False


def _scan(units: Sequence[Unit]) -> Iterator[Table]:
    """The tables of a stream, in order."""
    at = 0
    while at < len(units):
        found = find_block(units, at) or find_requests_in_flow(units, at) or find_remedies_in_flow(units, at)
        if found is None:
            at += 1
            continue
        table, at = found
        yield table


@define
class _Drawing:
    """A table drawn as an exact grid."""

    run: Sequence[Paragraph]
    table: Table
    repeats: bool
    opened: bool
    strays: bool
    cells: list[GridCell] = field(factory=list)

    def grid(self, file: str | None) -> Grid:
        rows = [row for row in self.table.rows if row.columns is not None]
        fields = {id(row): self._fields(row) for row in rows}
        proof = Proof.of(
            [fields[id(row)] for row in rows], opened=self.opened, repeats=self.repeats, strays=self.strays
        )
        for at, row in enumerate(self.table.rows):
            if row.columns is None:
                self._heads(row, at)
            else:
                self._row(row, fields[id(row)], proof, at)
        parts = [[*row.labels, *row.fields, *(unit for unit, _, _ in row.heads)] for row in self.table.rows]
        first = self.run[min(unit.line for unit in self.table.units)].source
        places = [self.run[row[0].line].source if row else first for row in parts]
        # A text counts lines; a document with pages tells of the page.
        lines = tuple(place.line for place in places if place.line is not None)
        pages = tuple(place.page for place in places if place.page is not None)
        return Grid(
            cells=tuple(self.cells),
            file=file,
            lines=lines if len(lines) == len(places) else (),
            pages=pages if len(pages) == len(places) else (),
        )

    @property
    def _width(self) -> int:
        """The column behind the last head: figures without a certain place stand under all of them."""
        return max((column + span for row in self.table.rows for _, column, span in row.heads), default=0)

    def _fields(self, row: Row) -> Fields:
        assert row.columns is not None
        return Fields(
            units=tuple(row.fields),
            wanted=row.columns,
            level=row.level,
            labelled=not row.labels or row.labels[-1].explicit,
            skipped=row.skipped,
            followed=row.followed,
        )

    def _heads(self, row: Row, at: int) -> None:
        for unit, column, span in row.heads:
            self.cells.append(self._cell(unit, at, column, span))

    def _row(self, row: Row, fields: Fields, proof: Proof, at: int) -> None:
        for column, unit in enumerate(row.labels):
            self.cells.append(self._cell(unit, at, column))
        figures, reason = (None, row.unsure) if row.unsure else prove(fields, proof)
        if figures is not None:
            for offset, figure in enumerate(figures):
                if figure is not None:
                    self.cells.append(self._cell(figure, at, row.first + offset))
            return
        printed = fields.all_filled
        self.cells.append(
            GridCell(
                row=at,
                column=row.first,
                colspan=max(fields.wanted, self._width - row.first, 1),
                text=" | ".join(unit.text for unit in printed) or " ",
                line=next((self._line(unit) for unit in (*printed, *row.labels, *row.fields)), None),
                unsure=reason,
            )
        )

    def _cell(self, unit: Unit, row: int, column: int, span: int = 1) -> GridCell:
        return GridCell(row=row, column=column, colspan=span, text=unit.text, line=self._line(unit))

    def _line(self, unit: Unit) -> int | None:
        return self.run[unit.line].source.line


def _repetitions_dropped(file: str | None) -> ReadError:
    return ReadError(
        "文本中凡与前文相同的行都已被删去（如“信息内容”只剩一次），数字无法还原，未作猜测。",
        "Every line that had occurred before was dropped from this text (信息内容 is left once); "
        "its figures cannot be recovered and were not guessed.",
        where=file,
        advice_zh="请改用原网页、Word、PDF 或未去重的文本。",
        advice_en="Use the web page itself, the Word or PDF file, or a text without lines removed.",
    )
