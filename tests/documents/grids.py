"""The form's tables with a report's texts in them, as grids that can be cut up, shuffled and printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import attrs
from attrs import field, frozen

from govinfo_report.form.layout import Role, TableLayout
from govinfo_report.raw import RawReport
from tests.documents.wording import Wording, worded

__all__ = ["HOLE", "Document", "Grid", "Item", "Placed", "Section", "document_of", "grid_of"]


@frozen(eq=False, kw_only=True)
class Item:
    """What a printed cell holds. Two items are never the same one, however alike.

    Attributes:
        text: What is printed.
        role: What it is for.
        path: Canonical path of a figure.
    """

    text: str = ""
    role: Role = Role.FIGURE
    path: str | None = None


#: Where a row ends before the others do: nothing is printed there, not even an empty cell.
HOLE = Item()


@frozen(kw_only=True)
class Placed:
    """An item and the rectangle of the grid that it covers."""

    item: Item
    row: int
    column: int
    rowspan: int
    colspan: int

    @property
    def text(self) -> str:
        return self.item.text


@frozen(kw_only=True)
class Grid:
    """A table to print. A cell that spans is one item standing in several places of the matrix.

    Attributes:
        table: ``disclosure``, ``requests`` or ``remedies``.
        matrix: The item at each row and column.
        widths: Width of each column in twentieths of a point.
        heading_rows: Rows that may be repeated on every page.
    """

    table: str
    matrix: tuple[tuple[Item, ...], ...]
    widths: tuple[int, ...]
    heading_rows: int = 0

    @property
    def columns(self) -> int:
        return len(self.widths)

    def rows(self) -> list[list[Placed]]:
        """The cells that begin in each row, from left to right, holes left out."""
        seen: set[tuple[int, int]] = set()
        rows: list[list[Placed]] = []
        for row, items in enumerate(self.matrix):
            placed = [
                self._place(item, row, column, seen)
                for column, item in enumerate(items)
                if item is not HOLE and (row, column) not in seen
            ]
            rows.append([cell for cell in placed if cell is not None])
        return rows

    def _place(self, item: Item, row: int, column: int, seen: set[tuple[int, int]]) -> Placed | None:
        if (row, column) in seen:  # covered by a cell placed meanwhile
            return None
        colspan = 1
        while column + colspan < self.columns and self.matrix[row][column + colspan] is item:
            colspan += 1
        rowspan = 1
        while row + rowspan < len(self.matrix) and all(
            self.matrix[row + rowspan][at] is item for at in range(column, column + colspan)
        ):
            rowspan += 1
        seen.update((row + down, column + right) for down in range(rowspan) for right in range(colspan))
        return Placed(item=item, row=row, column=column, rowspan=rowspan, colspan=colspan)

    def cells(self) -> Iterator[Placed]:
        """All cells, row by row."""
        for row in self.rows():
            yield from row

    def find(self, path: str) -> tuple[int, int] | None:
        """Row and column of a figure's first place."""
        return next(
            (
                (row, column)
                for row, items in enumerate(self.matrix)
                for column, item in enumerate(items)
                if item.path == path
            ),
            None,
        )

    def figure_rows(self) -> list[int]:
        """The rows that hold figures."""
        return [row for row, items in enumerate(self.matrix) if any(item.path for item in items)]

    def paths_in(self, row: int) -> list[str]:
        """The paths of the figures in a row, from left to right."""
        return list(dict.fromkeys(item.path for item in self.matrix[row] if item.path))

    def select(
        self, rows: Sequence[int] | None = None, columns: Sequence[int] | None = None, heading_rows: int = 0
    ) -> Grid:
        """The grid of some rows and columns, in the order given.

        A cell stays one over rows left out; where the order turns back, as when rows are repeated, it is
        printed anew.
        """
        rows = range(len(self.matrix)) if rows is None else rows
        columns = range(self.columns) if columns is None else columns
        copies: dict[tuple[Item, int, int], Item] = {}
        matrix = []
        for row, down in zip(rows, _runs(rows), strict=True):
            line = []
            for column, right in zip(columns, _runs(columns), strict=True):
                item = self.matrix[row][column]
                if item is not HOLE:
                    item = copies.setdefault((item, down, right), attrs.evolve(item))
                line.append(item)
            matrix.append(tuple(line))
        return Grid(
            table=self.table,
            matrix=tuple(matrix),
            widths=tuple(self.widths[column] for column in columns),
            heading_rows=heading_rows,
        )

    def replace(self, changes: Iterable[tuple[int, int, Item]]) -> Grid:
        """The grid with other items at some places."""
        matrix = [list(items) for items in self.matrix]
        for row, column, item in changes:
            matrix[row][column] = item
        return attrs.evolve(self, matrix=tuple(map(tuple, matrix)))

    def swap_item(self, old: Item, new: Item) -> Grid:
        """The grid with one item for another wherever it stands."""
        matrix = tuple(tuple(new if item is old else item for item in items) for items in self.matrix)
        return attrs.evolve(self, matrix=matrix)

    def blocks(self) -> list[Grid]:
        """Table 2 as a table for each block."""
        starts = [row for row, items in enumerate(self.matrix) if items[0].role is Role.CAPTION]
        return [
            self.select(rows=range(start, end))
            for start, end in zip(starts, [*starts[1:], len(self.matrix)], strict=True)
        ]

    def thirds(self) -> list[Grid]:
        """Table 4 as three tables of five columns; rows in which nothing begins are left out."""
        parts = []
        for start in range(0, self.columns, 5):
            part = self.select(columns=range(start, min(start + 5, self.columns)))
            kept = [row for row, cells in enumerate(part.rows()) if cells]
            parts.append(part.select(rows=kept, heading_rows=len(kept) - 1))
        return parts


def _runs(order: Sequence[int]) -> list[int]:
    """The number of the rising run that each index stands in."""
    runs = [0]
    for before, after in pairwise(order):
        runs.append(runs[-1] + (after <= before))
    return runs[: len(order)]


@frozen(kw_only=True)
class Section:
    """A section: its heading, its prose or its table (more than one where a page repeats it)."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    grids: tuple[Grid, ...] = ()


@frozen(kw_only=True)
class Document:
    """A report ready to be printed.

    Attributes:
        title: The title.
        preamble: Paragraphs between the title and section 一.
        sections: The sections that the report has.
        texts: Path → what is printed there, for every cell of the tables printed.
    """

    title: str
    preamble: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    texts: dict[str, str] = field(factory=dict)

    @property
    def grids(self) -> dict[str, Grid]:
        """The tables by name."""
        return {section.grids[0].table: section.grids[0] for section in self.sections if section.grids}

    def with_grid(self, *grids: Grid) -> Document:
        """The document with these in the place of the table of the same name."""
        sections = tuple(
            attrs.evolve(section, grids=grids)
            if section.grids and section.grids[0].table == grids[0].table
            else section
            for section in self.sections
        )
        return attrs.evolve(self, sections=sections)


def grid_of(raw: RawReport, table: str, wording: Wording | None = None) -> Grid:
    """One of the form's tables with what the report prints in it; what the report lacks is blank."""
    layout: TableLayout = raw.form.layouts[table]
    wording = wording or Wording()
    matrix: list[list[Item]] = [[HOLE] * layout.columns for _ in range(layout.rows)]
    for cell in layout.cells:
        if cell.path is not None:
            found = raw.get(cell.path)
            item = Item(text=found.text if found is not None else "", path=cell.path)
        else:
            item = Item(text=worded(cell.text, wording, head=cell.role is Role.HEAD), role=cell.role)
        for row in range(cell.row, cell.row + cell.rowspan):
            for column in range(cell.column, cell.column + cell.colspan):
                matrix[row][column] = item
    return Grid(
        table=table,
        matrix=tuple(map(tuple, matrix)),
        widths=layout.widths,
        heading_rows=layout.heading_rows,
    )


def document_of(source: RawReport | Document, wording: Wording | None = None) -> Document:
    """What is to be printed of a report: title, prose where it has any, tables of which it has a cell."""
    if isinstance(source, Document):
        return source
    bodies: list[tuple[str, str | None, str | None]] = [
        ("一、总体情况", source.overview, None),
        *((source.form.layouts[table].title, None, table) for table in source.form.tables),
        ("五、存在的主要问题及改进情况", source.problems_and_improvements, None),
        ("六、其他需要报告的事项", source.other_matters, None),
    ]
    sections = []
    texts: dict[str, str] = {}
    for heading, text, table in bodies:
        if table is None and text is not None:
            sections.append(Section(heading=heading, paragraphs=_paragraphs(text)))
        elif table is not None and any(path.startswith(f"{table}.") for path in source.paths):
            grid = grid_of(source, table, wording)
            sections.append(Section(heading=heading, grids=(grid,)))
            texts.update((cell.item.path, cell.text) for cell in grid.cells() if cell.item.path)
    year = "" if source.year is None else f"{source.year}年"
    return Document(
        title=source.title or f"{source.agency or ''}{year}政府信息公开工作年度报告",
        preamble=_paragraphs(source.preamble or ""),
        sections=tuple(sections),
        texts=texts,
    )


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(line for line in text.split("\n") if line)
