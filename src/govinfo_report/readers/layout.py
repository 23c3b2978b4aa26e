"""Text that keeps the layout of a page, as ``pdftotext -layout`` prints it.

Columns stand apart by gaps, labels go over several lines, a row's figures stand beside one of them. It is
read as a page of a PDF without rules is: by where its words stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from govinfo_report.readers.pdf.text import PAGE_NUMBER
from govinfo_report.readers.unruled import Line, Part, UnruledTable, Words, line_of, parts_of
from govinfo_report.recognise import Grid, Paragraph
from govinfo_report.recognise.flow.stream import is_figure
from govinfo_report.source import Source

__all__ = ["is_laid_out", "laid_out"]

_CELL = re.compile(r"\S+(?: \S+)*")
_PIECE = re.compile(r"\S+")
_FEWEST_HEADS, _LONGEST_PIECE = 4, 4
"""In a line with so many cells, pieces of so many characters with one space between are heads."""
_SEPARATORS = re.compile(r"[\t|｜│┃]")
_FEWEST_ROWS, _FEWEST_FIGURES = 10, 4
"""So many lines with so many figures in a row, by gaps apart, keep the layout of a page."""
_STEP, _BREAK = 1.3, 0.6
"""Distance of two lines, and what blank lines between them add, in heights of a character."""


def is_laid_out(text: str) -> bool:
    """Whether a text keeps the layout of a page."""
    if _SEPARATORS.search(text):
        return False
    rows = 0
    for line in text.splitlines():
        if "   " not in line:
            continue
        cells = _CELL.findall(line)
        rows += sum(map(is_figure, cells)) >= _FEWEST_FIGURES
        if rows >= _FEWEST_ROWS:
            return True
    return False


def laid_out(text: str, file: str | None) -> Iterator[Paragraph | Grid]:
    """The paragraphs of such a text, cells of tables parted by tabs; labels over several lines are whole.

    Some programs count a Chinese character as one column, some as two: that count is right by which more
    pieces of labels stand one above the other.
    """
    readings: list[tuple[list[Part], dict[float, int]]] = []
    for wide in (1, 2):
        lines, numbers = _lines(text, wide)
        readings.append((parts_of([lines]), numbers))
    found, numbers = min(readings, key=lambda reading: len(reading[0]))
    for number, part in enumerate(found):
        if isinstance(part.item, UnruledTable):
            yield Grid(
                cells=part.item.cells,
                complete=True,
                file=file,
                lines=tuple(_nearest(numbers, y) for y in part.heights),
                table=number,
            )
        else:
            yield Paragraph(part.item.text, Source(file=file, line=_nearest(numbers, part.y)))


def _nearest(numbers: dict[float, int], height: float) -> int:
    return numbers[min(numbers, key=lambda y: abs(y - height))]


def _lines(text: str, wide: int) -> tuple[list[Line], dict[float, int]]:
    """The lines of a text and, by their height, their numbers; page numbers left out."""
    lines: list[Line] = []
    numbers: dict[float, int] = {}
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
            numbers[y] = number
            lines.append(_line(line, y, wide))
    return lines, numbers


def _line(text: str, y: float, wide: int) -> Line:
    found: list[Sequence[re.Match[str]]] = [
        list(_PIECE.finditer(text, *cell.span())) for cell in _CELL.finditer(text)
    ]
    if len(found) >= _FEWEST_HEADS:  # pieces of heads may stand one space apart
        found = [cell for pieces in found for cell in _heads(pieces)]
    return line_of([_words([_word(text, piece, wide) for piece in pieces]) for pieces in found], y, 1.0)


def _word(text: str, piece: re.Match[str], wide: int) -> Words:
    return Words(piece[0], _column(text, piece.start(), wide), _column(text, piece.end(), wide))


def _words(parts: Sequence[Words]) -> Words:
    if len(parts) == 1:
        return parts[0]
    return Words(" ".join(part.text for part in parts), parts[0].left, parts[-1].right, tuple(parts))


def _column(text: str, place: int, wide: int) -> float:
    """The column that a place in a line has if a Chinese character takes ``wide`` of them."""
    return float(place + (wide - 1) * sum(sign > "\u2e80" for sign in text[:place]))


def _heads(pieces: Sequence[re.Match[str]]) -> list[Sequence[re.Match[str]]]:
    """A cell, or the pieces of heads that it is made of: a few characters each."""
    short = all(len(piece[0]) <= _LONGEST_PIECE and not is_figure(piece[0]) for piece in pieces)
    return [[piece] for piece in pieces] if short else [pieces]
