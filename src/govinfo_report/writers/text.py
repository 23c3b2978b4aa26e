"""A report as plain text: prose in lines, tables with a tab between the cells of the official grid."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from govinfo_report.form import TableLayout
from govinfo_report.model import AnnualReport
from govinfo_report.model.fields import PRINTED
from govinfo_report.raw import RawReport
from govinfo_report.writers.printing import cover_entries, printed_layouts

__all__ = ["render_text"]


def render_text(raw: RawReport) -> str:
    """The report as text; a merged cell's text stands in its first place, the others are empty.

    Raises:
        WriteError: A row of a table is there only in part.
    """
    return "\n".join(_lines(raw)) + "\n"


def _lines(raw: RawReport) -> Iterator[str]:
    if raw.title:
        yield raw.title
    for name, value in cover_entries(raw):
        yield f"{name}\t{value}"
    if raw.preamble is not None:
        yield from raw.preamble.split("\n")
    layouts = printed_layouts(raw)
    for attribute in attrs.fields(AnnualReport):
        name = attribute.name
        if PRINTED not in attribute.metadata:
            continue
        title = attribute.metadata[PRINTED].label
        if name in layouts:
            yield title
            yield from _table(raw, layouts[name])
        elif getattr(raw, name, None) is not None:
            yield title
            yield from getattr(raw, name).split("\n")


def _table(raw: RawReport, layout: TableLayout) -> Iterator[str]:
    grid = [[""] * layout.columns for _ in range(layout.rows)]
    for cell in layout.cells:
        text = raw[cell.path].text if cell.path is not None else cell.text
        # A blank cell holds a space; what a merged cell leaves empty holds nothing.
        grid[cell.row][cell.column] = " ".join(text.split()) or " "
    for row in grid:
        yield "\t".join(row)
