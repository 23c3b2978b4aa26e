"""A report as plain text: prose in lines, tables with a tab between the cells of the official grid."""

from __future__ import annotations

from collections.abc import Iterator

from govinfo_report.form import TableLayout
from govinfo_report.raw import RawReport
from govinfo_report.writers.characters import BINARY, check_characters
from govinfo_report.writers.printing import cover_entries, paragraphs, printed_layouts, sections

__all__ = ["render_text"]


def render_text(raw: RawReport) -> str:
    """The report as text; a merged cell's text stands in its first place, the others are empty.

    Raises:
        WriteError: A row of a table is there only in part, or a character makes a text file a binary one.
    """
    lines = list(_lines(raw))
    for number, line in enumerate(lines, start=1):
        check_characters(line, f"line {number}", BINARY, "文本文件", "a text file")
    return "\n".join(lines) + "\n"


def _lines(raw: RawReport) -> Iterator[str]:
    if raw.title:
        yield raw.title
    for name, value in cover_entries(raw):
        yield f"{name}\t{value}"
    yield from paragraphs(raw.preamble)
    for section in sections(raw, printed_layouts(raw)):
        yield section.heading
        if section.layout is not None:
            yield from _table(raw, section.layout)
        yield from paragraphs(section.text)


def _table(raw: RawReport, layout: TableLayout) -> Iterator[str]:
    grid = [[""] * layout.columns for _ in range(layout.rows)]
    for cell in layout.cells:
        text = raw[cell.path].text if cell.path is not None else cell.text
        # A blank cell holds a space; what a merged cell leaves empty holds nothing.
        grid[cell.row][cell.column] = " ".join(text.split()) or " "
    for row in grid:
        yield "\t".join(row)
