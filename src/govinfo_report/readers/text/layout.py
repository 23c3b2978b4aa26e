"""Text that keeps the layout of a page, as ``pdftotext -layout`` prints it.

Columns stand apart by gaps, labels go over several lines, a row's figures stand beside one of them. It is
read as a page of a PDF without rules is: by where its words stand.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate

from attrs import define, evolve, field

from govinfo_report.document import Grid, GridCell, Kind, Paragraph
from govinfo_report.form.evidence import deciding_heads, heads_named, widths_of
from govinfo_report.raw.figures import is_figure
from govinfo_report.readers.unruled import (
    LABELS,
    PAGE_NUMBER,
    Line,
    Part,
    UnruledTable,
    Words,
    line_of,
    parts_of,
)
from govinfo_report.source import Source

__all__ = ["laid_out"]

_CELL = re.compile(r"\S+(?: \S+)*")
_PIECE = re.compile(r"\S+")
_DRIFT = "字符数出的各栏会错开 / columns of characters drift"
_STEP, _BREAK = 1.3, 0.6
"""Distance of two lines, and what blank lines between them add, in heights of a character."""


def laid_out(text: str, file: str | None) -> Iterator[Paragraph | Grid]:
    """The paragraphs of such a text, cells of tables parted by tabs; labels over several lines are whole.

    Some programs count a Chinese character as one column, some as two: that count is right by which more
    pieces of labels stand one above the other.
    """
    readings: list[tuple[list[Part], _Numbers]] = []
    for wide in (1, 2):
        lines, numbers = _lines(text, wide)
        readings.append((parts_of([lines]), numbers))
    found, numbers = min(readings, key=lambda reading: len(reading[0]))
    for number, part in enumerate(found):
        if isinstance(part.item, UnruledTable):
            yield Grid(
                cells=_certain(part.item.cells),
                kind=Kind.ALIGNED,
                file=file,
                lines=tuple(map(numbers.at, part.heights)),
                table=number,
            )
        else:
            yield Paragraph(part.item.text, Source(file=file, line=numbers.at(part.y)))


def _certain(cells: Sequence[GridCell]) -> tuple[GridCell, ...]:
    """The cells of a table; columns of characters drift, and some figures may stand under other heads.

    They do where a row has blanks, and where a head does not go over as many columns as it has in the form.
    """
    drifts = any(_is_misplaced(cell) for cell in cells)
    rows: dict[int, list[GridCell]] = {}
    for cell in cells:
        rows.setdefault(cell.row, []).append(cell)
    found: list[GridCell] = []
    for row in rows.values():
        figures = [cell for cell in row if cell.column >= LABELS and (not cell.text or is_figure(cell.text))]
        blanks = sum(not cell.text for cell in figures)
        doubtful = any(cell.text for cell in figures) and (drifts or blanks > 0)
        found += [
            evolve(cell, unsure=cell.unsure or _DRIFT) if doubtful and cell in figures else cell
            for cell in row
        ]
    return tuple(found)


def _is_misplaced(cell: GridCell) -> bool:
    """Whether a head that decides between columns does not go over as many as it has in the form."""
    names = heads_named(cell.text) & deciding_heads() if cell.column >= LABELS else frozenset[str]()
    widths = {width for name in names for width in widths_of(name)}
    return bool(widths) and cell.colspan not in widths


@define
class _Numbers:
    """The numbers of lines by how far down they stand; lines that print nothing are left out."""

    depths: list[float] = field(factory=list)
    numbers: list[int] = field(factory=list)

    def at(self, y: float) -> int:
        """The number of the line at a height, or of the first below it."""
        return self.numbers[min(bisect_left(self.depths, -y - _STEP / 2), len(self.numbers) - 1)]


def _lines(text: str, wide: int) -> tuple[list[Line], _Numbers]:
    """The lines of a text and, by their height, their numbers; page numbers left out."""
    lines: list[Line] = []
    numbers = _Numbers()
    y = 0.0
    number = 0
    for page in text.split("\f"):
        its = page.splitlines()
        printed = [index for index, line in enumerate(its) if line.strip()]
        ends = {index for index in (*printed[:1], *printed[-1:]) if PAGE_NUMBER.match(its[index].strip())}
        blank = False
        for index, line in enumerate(its):
            number += 1
            if not line.strip() or index in ends:
                blank = True
                continue
            y -= _STEP + (_BREAK if blank else 0.0)
            blank = False
            numbers.depths.append(-y)
            numbers.numbers.append(number)
            lines.append(_line(line, y, wide))
    return lines, numbers


def _line(text: str, y: float, wide: int) -> Line:
    # How many columns stand before each character, one of Chinese taking ``wide`` of them.
    columns = [0.0, *accumulate(float(wide if sign > "\u2e80" else 1) for sign in text)]
    cells = []
    for cell in _CELL.finditer(text):
        parts = tuple(
            Words(piece[0], columns[piece.start()], columns[piece.end()])
            for piece in _PIECE.finditer(text, *cell.span())
        )
        cells.append(parts[0] if len(parts) == 1 else _together(parts))
    return line_of(cells, y, 1.0)


def _together(parts: tuple[Words, ...]) -> Words:
    return Words(" ".join(part.text for part in parts), parts[0].left, parts[-1].right, parts)
