"""Pages as tables and lines: tables whose columns are certain as grids, all else as lines of cells."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve, frozen

from govinfo_report.raw.figures import is_figure
from govinfo_report.readers.unruled.labels import labels_of, part_touching_heads
from govinfo_report.readers.unruled.lattice import UnruledTable, unruled_tables
from govinfo_report.readers.unruled.line import Line
from govinfo_report.readers.unruled.reflow import reflowed
from govinfo_report.readers.unruled.strip import StripLine, strip_of

__all__ = ["Part", "UnruledTable", "parts_of"]


@frozen(eq=False)
class Part:
    """A line, or a table, with the index of the page and the height at which it stands or begins.

    Attributes:
        page: Index of the page.
        y: Its height on that page.
        item: The line, or the table.
        pages: For a table, the index of the page of each row.
        heights: For a table, the height of each row on its page.
    """

    page: int
    y: float
    item: Line | UnruledTable
    pages: tuple[int, ...] = ()
    heights: tuple[float, ...] = ()


def parts_of(pages: Sequence[Sequence[Line]]) -> list[Part]:
    """The lines and tables of pages, in the order in which they stand.

    Args:
        pages: The lines of each page, from top to bottom, without page numbers and running heads.
    """
    strip = strip_of(pages)
    if not any(is_figure(word.text) for line in strip for word in line.words):
        return [Part(line.page, line.line.y, line.line) for line in strip]
    part_touching_heads(strip)
    labels = labels_of(strip)
    tables = list(unruled_tables(strip, labels))
    parts = [_part(strip, table) for table in tables]
    used = {word for table in tables for word in table.words}
    for line in strip:
        line.words = [word for word in line.words if id(word) not in used]
    left = [label for label in labels if not any(id(word) in used for word in label.words)]
    parts += [Part(page, line.y, _countable(line)) for line, page in reflowed(strip, left)]
    return sorted(parts, key=lambda part: (part.page, -part.y))


def _countable(line: Line) -> Line:
    """The line; as one cell if a cell of it holds several figures: their number tells of no columns then."""
    several = any(sum(map(is_figure, cell.text.split())) > 1 for cell in line.cells)
    return evolve(line, text=line.text.replace("\t", " ")) if several else line


def _part(strip: Sequence[StripLine], table: UnruledTable) -> Part:
    rows = [strip[at] for at in table.lines]
    return Part(
        rows[0].page,
        rows[0].line.y,
        table,
        tuple(row.page for row in rows),
        tuple(row.line.y for row in rows),
    )
