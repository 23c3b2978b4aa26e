"""Tables as pages and Word files nest them, and what becomes of them: grids, or mere layout.

A table that carries labels of the form is a grid, and so is one of nothing but figures, whose labels stand
in another. Any other only arranges the page; what stands in its cells is read in order as if the table were
not there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import cached_property
from itertools import groupby

from attrs import define, field

from govinfo_report.document import Grid, GridCell, Kind, Paragraph
from govinfo_report.form.evidence import every_label, heads_beside, heads_named, labels_named
from govinfo_report.raw.figures import is_figure
from govinfo_report.source import Source

__all__ = ["Block", "CellBox", "TableBox", "blocks_of"]

_DEEPEST = 30
"""Tables nested deeper than this are read as text."""
_LONGEST = 1_000
"""Characters; a table that holds more is no figure and no label."""
_TELLING = 2
"""So many labels of the form make a table one of its tables."""
_FEWEST_ROWS = 4
"""So many rows of figures show where rows end."""
_MOST_LABELS = 1
"""Cells by which a row with figures may have more than one of heads, a cell split in it included."""


@define(kw_only=True)
class CellBox:
    """A cell of a table, with what stands in it, and what it was made from. Rows and columns count from 0."""

    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1
    blocks: list[Block] = field(factory=list)
    hidden: str = ""
    origin: object = None

    @property
    def text(self) -> str:
        """What is printed in it, a line a paragraph, as the eye sees it: a table in it is a line of its text.

        That of tables of the form, which are read as such, is left out.
        """
        if len(self.blocks) == 1 and isinstance(self.blocks[0], str):
            return self.blocks[0]
        texts = (block if isinstance(block, str) else block.text for block in self.blocks)
        return "\n".join(text for text in texts if text)

    @property
    def grid_cell(self) -> GridCell:
        """It as a cell of a lattice."""
        return GridCell(
            row=self.row,
            column=self.column,
            rowspan=self.rowspan,
            colspan=self.colspan,
            text=self.text,
            hidden=self.hidden,
            origin=self.origin,
        )


@define(slots=False)
class TableBox:
    """A table with its cells in reading order."""

    cells: list[CellBox] = field(factory=list)

    @cached_property
    def is_of_the_form(self) -> bool:
        """Whether it carries labels of the form."""
        found = 0
        for cell in self.cells:
            found += bool(every_label().find(cell.text))
            if found >= _TELLING:
                return True
        return found == 1 and self._is_one_row()

    def _is_one_row(self) -> bool:
        """Whether it is one row of the form: a label, and as many figures or blanks as the form has there."""
        label, *fields = self.cells
        named = labels_named(label.text)
        figures = all(not field.text or is_figure(field.text) for field in fields)
        printed = any(field.text for field in fields)
        return figures and printed and any(len(order) == len(fields) for order in heads_beside(named))

    @property
    def is_of_figures(self) -> bool:
        """Whether it prints figures and nothing else: no layout has such, they are of the table before it."""
        texts = [cell.text for cell in self.cells if cell.text]
        return bool(texts) and all(map(is_figure, texts))

    @property
    def has_lost_spans(self) -> bool:
        """Whether its columns are no facts: spans of heads are lost, or those of the labels beside rows.

        Then no cell spans others and rows have more figures than heads; or most rows of figures end before
        the heads do. Lines of text could not say that a row is hidden: a table with such stays one.
        """
        if any(cell.hidden for cell in self.cells):
            return False
        rows: dict[int, list[CellBox]] = {}
        for cell in self.cells:
            rows.setdefault(cell.row, []).append(cell)
        figured = {
            row for row, cells in rows.items() if any(is_figure(cell.text) for cell in cells if cell.text)
        }
        if any(cell.rowspan > 1 or cell.colspan > 1 for cell in self.cells):
            return self._ends_early(figured)
        widths = {True: 0, False: 0}
        for row, cells in rows.items():
            widths[row in figured] = max(widths[row in figured], len(cells))
        return widths[True] > widths[False] + _MOST_LABELS > _MOST_LABELS

    def _ends_early(self, figured: Collection[int]) -> bool:
        """Whether most of some rows end before the heads of columns do."""
        ends: dict[int, int] = {}
        width = 0
        for cell in self.cells:
            end = cell.column + cell.colspan
            for row in range(cell.row, cell.row + cell.rowspan):
                ends[row] = max(ends.get(row, 0), end)
            if end > width and cell.row not in figured and heads_named(cell.text):
                width = end
        return len(figured) >= _FEWEST_ROWS and 2 * sum(ends[row] < width for row in figured) > len(figured)

    @cached_property
    def text(self) -> str:
        """What is printed in a table that stands in a cell, a line a cell; nothing of a part of the page.

        Readers ask for it where a table ends, so that of tables in tables the inner ones are known first.
        """
        if self.is_of_the_form:
            return ""
        text = "\n".join(text for cell in self.cells if (text := cell.text))
        return text if len(text) <= _LONGEST else ""

    @property
    def inner(self) -> Iterator[TableBox]:
        """The tables of the form that stand in its cells, and in those of tables there."""
        for cell in self.cells:
            for block in cell.blocks:
                if isinstance(block, TableBox):
                    if block.is_of_the_form:
                        yield block
                    else:
                        yield from block.inner

    def grid(self, file: str | None, number: int) -> Grid:
        """Its lattice, the table of a document with such a number."""
        return self.lattice(tuple(cell.grid_cell for cell in self.cells), file, number)

    @staticmethod
    def lattice(cells: tuple[GridCell, ...], file: str | None, number: int) -> Grid:
        """The lattice of some cells: rows, columns and spans of a table are facts."""
        return Grid(cells=cells, kind=Kind.COMPLETE, file=file, table=number)


#: A paragraph, or a table.
Block = str | TableBox


def blocks_of(blocks: Sequence[Block], file: str | None) -> tuple[Paragraph | Grid, ...]:
    """The paragraphs and grids of a document, in order."""
    numbers = iter(range(1, 1_000_000))
    return tuple(_emitted(blocks, file, numbers, 0))


def _emitted(
    blocks: Sequence[Block], file: str | None, numbers: Iterator[int], depth: int
) -> Iterator[Paragraph | Grid]:
    for block in blocks:
        if isinstance(block, str):
            if block.strip():
                yield Paragraph(block, Source(file=file))
            continue
        if block.is_of_the_form or depth > _DEEPEST or (not depth and block.is_of_figures):
            if block.has_lost_spans:
                yield from _lines(block, file, next(numbers))
            else:
                yield block.grid(file, next(numbers))
            inner: Sequence[Block] = list(block.inner)
        else:
            inner = [each for cell in block.cells for each in cell.blocks]
        if depth <= _DEEPEST:
            yield from _emitted(inner, file, numbers, depth + 1)


def _lines(table: TableBox, file: str | None, number: int) -> Iterator[Paragraph]:
    """The rows of a table as lines, bars behind their cells: order tells what columns do not."""
    for row, cells in groupby(table.cells, key=lambda cell: cell.row):
        text = "".join(f"{' '.join(cell.text.split())} | " for cell in cells)
        yield Paragraph(text.rstrip(), Source(file=file, table=number, row=row + 1))
