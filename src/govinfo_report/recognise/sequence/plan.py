"""What is decided of a running text: it is decided for the text's shape, and never sees a figure.

A shape is a text without its numbers and its sentences: what is left of one that a site's converter
made is the same in all that it made, so that plans are kept. Words that are no label, no heading and no
piece of one decide nothing but that they stand there; how many such lines follow each other, nothing at all.
A text that repeats itself, or of which a row is refused, has no plan.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from attrs import evolve, field, frozen

from govinfo_report.document import Grid, GridCell, Paragraph
from govinfo_report.errors import ReadError
from govinfo_report.form.evidence import every_label
from govinfo_report.form.labels import core
from govinfo_report.prose.headings import heading_of
from govinfo_report.raw.figures import figures_at_the_end, is_figure
from govinfo_report.recognise.finding import Part
from govinfo_report.recognise.sequence.drawing import drawn
from govinfo_report.recognise.sequence.text import TextTables, tables_in
from govinfo_report.recognise.sequence.units import LONGEST_LABEL
from govinfo_report.recognise.stencil import Stencil, stencil_of
from govinfo_report.source import Source

__all__ = ["TextPlan", "TextShape", "planned_text", "shape_of_text"]

_KEPT, _MOST_CELLS = 128, 400
"""So many plans are kept, and so many cells of a part."""
_MOST_LINES, _LONGEST_LINE, _LONGEST = 2_000, 2_000, 40_000
"""Lines of a text that is looked at; characters of a line, and of a shape: one of the form has some 4,000."""
_LONGEST_ROW = 300
"""Characters between two separators in which figures are masked."""
_WHOLE, _DECIMAL = "987654321", "98765432.1"
"""What stands in a shape for every number."""
_SENTENCE = "本行是一句话，不是表格中的文字，也不是标题。"
"""What stands in a shape for lines of words."""
_NUMBERS = re.compile(r"(?<!\S)(?:0|[1-9][0-9]{0,8})(?:\.[0-9]{1,6})?(?!\S)")
_PARTED = re.compile(r"([|｜│┃\t])")
_ROW = re.compile(rf"(.*?)((?:{_NUMBERS.pattern}\s*)+)")
_BRACKETS = re.compile(r"[()（）\[\]【】:：]")
_SHORTEST = 4


@frozen
class TextShape:
    """A text without figures and sentences.

    Attributes:
        lines: What is left.
        numbers: For each of these lines the numbers that stood in it.
        at: For each of them which line of the text it is.
    """

    lines: tuple[str, ...]
    numbers: tuple[tuple[str, ...], ...]
    at: tuple[int, ...]


@frozen(eq=False)
class TextPlan:
    """What is decided of texts of one shape.

    Attributes:
        parts: The parts of tables.
    """

    parts: tuple[PlannedPart, ...]


@frozen(eq=False)
class PlannedPart:
    """A part of a table in texts of one shape.

    Attributes:
        told_in: The lattice in the cells of which it is told.
        grid: That lattice, its cells without a line.
        part: The part.
        stencil: Its stencil.
        numbered: The cells that hold numbers: the cell, the line of the shape, which number of the line.
        lines: The lines of the shape that it takes.
    """

    told_in: Grid
    grid: Grid
    part: Part
    stencil: Stencil
    numbered: tuple[tuple[int, int, int], ...]
    lines: frozenset[int]
    _made: dict[tuple[int, str], GridCell] = field(factory=dict, init=False)

    def laid_on(self, shape: TextShape, run: Sequence[Paragraph]) -> Grid:
        """Its lattice in a text: a row for each line of the shape."""
        cells = list(self.grid.cells)
        for at, line, place in self.numbered:
            number = shape.numbers[line][place]
            if (cell := self._made.get((at, number))) is None:
                cell = evolve(cells[at], text=number)
                if len(self._made) < _MOST_CELLS:
                    self._made[at, number] = cell
            cells[at] = cell
        lines = tuple(printed for at in shape.at if (printed := run[at].source.line) is not None)
        known = lines if len(lines) == len(shape.at) else ()
        return evolve(self.grid, cells=tuple(cells), file=run[0].source.file, lines=known)


def shape_of_text(run: Sequence[Paragraph]) -> TextShape | None:
    """The shape of a text; ``None`` if it stands on printed pages, or is too long to be kept."""
    if len(run) > _MOST_LINES or any(paragraph.source.page is not None for paragraph in run):
        return None
    lines: list[str] = []
    numbers: list[tuple[str, ...]] = []
    at: list[int] = []
    for place, paragraph in enumerate(run):
        text = paragraph.text
        if _WHOLE in text or _DECIMAL in text:
            return None
        long = len(text) > _LONGEST_LINE
        if (_is_sentence.__wrapped__ if long else _is_sentence)(text):
            if lines and lines[-1] == _SENTENCE:
                continue
            text = _SENTENCE
        elif long:
            return None
        line, its = _masked(text)
        lines.append(line)
        numbers.append(its)
        at.append(place)
    if sum(map(len, lines)) > _LONGEST:
        return None
    return TextShape(tuple(lines), tuple(numbers), tuple(at))


@lru_cache(maxsize=2048)
def _is_sentence(text: str) -> bool:
    """Whether words decide nothing: no label, nor a piece of one, and no heading."""
    plain = text.strip()
    words = plain.split()
    if _PARTED.search(text) or figures_at_the_end(words) or any(map(every_label().find, (plain, *words))):
        return False
    if len(plain) <= LONGEST_LABEL:
        if len(plain) < _SHORTEST or _BRACKETS.search(plain) or is_figure(plain):
            return False
        piece = core(plain)
        if not piece or any(piece in wording for wording in _wordings()):
            return False
    return heading_of(text) is None


@cache
def _wordings() -> tuple[str, ...]:
    return tuple(core(wording) for wording in every_label())


@lru_cache(maxsize=8192)
def _masked(text: str) -> tuple[str, tuple[str, ...]]:
    """A line with its figures masked: those that stand alone between separators, or behind a label."""
    numbers: list[str] = []
    parts = _PARTED.split(text)
    for at in range(0, len(parts), 2):
        row = _ROW.fullmatch(parts[at]) if len(parts[at]) <= _LONGEST_ROW else None
        if row is not None and (not row[1].strip() or every_label().is_whole(row[1])):
            numbers += _NUMBERS.findall(row[2])
            masked = _NUMBERS.sub(_mask, " ".join(row[2].split()))
            parts[at] = f"{row[1]}{masked}" if row[1].strip() else f"{' ' * bool(row[1])}{masked}"
    return "".join(parts), tuple(numbers)


def _mask(number: re.Match[str]) -> str:
    return _DECIMAL if "." in number[0] else _WHOLE


def planned_text(shape: TextShape) -> TextPlan | None:
    """What is decided of a text of a shape; ``None`` if nothing is for certain."""
    return _planned(shape.lines, tuple(map(len, shape.numbers)))


@lru_cache(maxsize=_KEPT)
def _planned(lines: tuple[str, ...], counts: tuple[int, ...]) -> TextPlan | None:
    run = [Paragraph(text, Source(line=at + 1)) for at, text in enumerate(lines)]
    try:
        text = tables_in(run, None)
    except ReadError:
        return None
    if list(text.paragraphs) != run or text.again or not _repeats(text):
        return None
    if any(row.reason is not None or row.cells is None for row in text.rows):
        return None
    parts = []
    for grid, part, taken in drawn(text):
        numbered = _numbered(text, grid, counts)
        if numbered is None:
            return None
        stencil = stencil_of(part, grid)
        unplaced = evolve(grid, cells=tuple(evolve(cell, line=None) for cell in grid.cells))
        parts.append(PlannedPart(grid, unplaced, part, stencil, numbered, frozenset(taken)))
    return TextPlan(tuple(parts))


def _repeats(text: TextTables) -> bool:
    """Whether the tables say something twice that is no figure; or there are none."""
    labels = [text.units[at].text for at in text.aligned]
    return not text.rows or len(set(labels)) < len(labels)


def _numbered(text: TextTables, grid: Grid, counts: Sequence[int]) -> tuple[tuple[int, int, int], ...] | None:
    """The cells that hold numbers; ``None`` if a number of their line is not a cell of its own."""
    places: dict[int, list[int]] = {}
    first: dict[int, int] = {}
    for at, unit in enumerate(text.units):
        first.setdefault(unit.line, at)
        if unit.text in (_WHOLE, _DECIMAL):
            places.setdefault(unit.line, []).append(at - first[unit.line])
    found: list[tuple[int, int, int]] = []
    for at, cell in enumerate(grid.cells):
        if _WHOLE not in cell.text and _DECIMAL not in cell.text:
            continue
        own = places.get(cell.row, [])
        if cell.text not in (_WHOLE, _DECIMAL) or len(own) != counts[cell.row]:
            return None
        found.append((at, cell.row, own.index(cell.column)))
    return tuple(found)
