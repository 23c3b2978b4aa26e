"""Text without a grid as a stream of cells.

What pages and converters make of a table when they lose its grid: a row a line with ``|`` between
the cells, a cell a line, a cell a paragraph, ``|`` on lines of its own, and mixtures. In all of
them the cells still stand in order. Here they become units: a label whose pieces were spread over
lines is one unit again; a blank cell is one where separators show it; the separators that merged
cells left behind are pads and no cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum

from attrs import define, evolve, field, frozen

from govinfo_report.document import Paragraph
from govinfo_report.form.evidence import every_label, heads_named, leaves, may_begin
from govinfo_report.form.sections import sections
from govinfo_report.raw.figures import bare, figures_at_the_end, is_figure

__all__ = ["LONGEST_LABEL", "Unit", "UnitKind", "units_of"]

_SEPARATOR = re.compile(r"[|｜│┃\t]")
_MOST_PIECES = 12
"""A label is spread over at most so many lines; 未经复议直接起诉, set one character a line, has eight."""
LONGEST_LABEL = 60
"""Characters of the longest label, spaces and a note in brackets included."""

_FEW = 3
"""So few figures behind words may be those of a sentence."""


class UnitKind(StrEnum):
    """What a unit is."""

    WORD = "word"
    FIGURE = "figure"
    BLANK = "blank"
    PAD = "pad"


@frozen(eq=False)
class Unit:
    """A cell of the stream, or what separators without a cell left behind.

    Attributes:
        kind: What it is.
        text: What is printed.
        paragraphs: Indices of the paragraphs it stands in, the first to the last.
        explicit: Whether separators show where it begins and ends.
    """

    kind: UnitKind
    text: str
    paragraphs: tuple[int, ...]
    explicit: bool

    @property
    def line(self) -> int:
        """Index of the paragraph it begins in."""
        return self.paragraphs[0]


@frozen
class _Piece:
    text: str
    paragraph: int
    explicit: bool


def units_of(paragraphs: Sequence[Paragraph]) -> list[Unit]:
    """The units of running text, in order."""
    stream = _Stream(opened=_rows_open_with_separator(paragraphs), by_spaces=_spaces_part_cells(paragraphs))
    for index, paragraph in enumerate(paragraphs):
        stream.line(index, paragraph.text)
    stream.close(explicit=False)
    return stream.units


@define
class _Stream:
    """The units so far, and the pieces that no separator has parted yet.

    Attributes:
        opened: Whether rows in a line begin with a separator.
        by_spaces: Whether single spaces part cells.
    """

    opened: bool
    by_spaces: bool
    units: list[Unit] = field(factory=list)
    pending: list[_Piece] = field(factory=list)

    def close(self, *, explicit: bool) -> None:
        """End the cell that is pending; a separator shows where if it is ``explicit``."""
        if self.pending and explicit:
            self.pending[-1] = evolve(self.pending[-1], explicit=True)
        self.units.extend(_join(self.pending))
        self.pending.clear()

    def line(self, index: int, text: str) -> None:
        """Take a paragraph's cells, and what the separators between them show."""
        parts = _SEPARATOR.split(text)
        printed = sum(bool(bare(part)) for part in parts)
        is_row = printed > 1 or (printed > 0 and len(parts) > 2)  # | 第二十条第（六）项 | |||
        for place, part in enumerate(parts):
            if plain := bare(part):
                self._cell(plain, index, crowded=printed > 1)
            if place == len(parts) - 1:
                return
            if self.pending:
                self.close(explicit=True)
            elif not (self.opened and is_row and place == 0):  # else it stands before the line's first cell
                kind = UnitKind.PAD if _in_run(parts, place) else UnitKind.BLANK
                self.units.append(Unit(kind, "", (index,), True))

    def _cell(self, text: str, index: int, *, crowded: bool) -> None:
        if crowded:
            self.close(explicit=True)  # a line with several cells ends the one before it
        cells = _between_spaces(text) if self.by_spaces else _label_and_figures(text)
        self.pending.extend(_Piece(cell, index, crowded) for cell in cells)


def _spaces_part_cells(paragraphs: Sequence[Paragraph]) -> bool:
    """Whether single spaces part the cells of rows, a row a line, as programs print the text of a PDF.

    Nothing then shows a blank cell or tells ``1 0`` from two figures: only if every long row has the figures
    that a full row of a long table has, or without long rows every row those of the heads over it.
    """
    if any(_SEPARATOR.search(each.text) for each in paragraphs):
        return False
    lines = [each.text.split() for each in paragraphs]
    figures = [len(figures_at_the_end(line)) for line in lines]
    rows = [count for count, line in zip(figures, lines, strict=True) if _FEW < count < len(line)]
    if not rows:
        return _fit_their_heads(lines)
    wanted = [section for section in sections() if {section.columns} == set(rows)]
    return any(2 * len(rows) > len(section.rows) > 1 for section in wanted)


def _fit_their_heads(lines: Sequence[Sequence[str]]) -> bool:
    """Whether every row under heads in a line has as many figures as these are, and some row has."""
    heads = rows = 0
    for line in lines:
        if len(line) > 1 and all(map(_is_label, line)):
            heads = sum(bool(heads_named(word) & leaves()) for word in line)
        elif 0 < (count := len(figures_at_the_end(line))) < len(line) and _is_label(line[0]):
            if heads and count != heads:
                return False
            rows += bool(heads)
    return rows > 0


def _between_spaces(text: str) -> list[str]:
    """The cells of a row: its labels and figures, or labels only; any other text is one."""
    cells = text.split()
    figures = figures_at_the_end(cells)
    labels = cells[: len(cells) - len(figures)]
    is_row = (len(figures) > 1 or len(labels) == 1) if figures else all(map(_is_label, cells))
    return cells if is_row else [text]


def _label_and_figures(text: str) -> list[str]:
    """A label, and what stands behind it as one cell: of several figures nobody can tell the columns."""
    cells = text.split()
    figures = figures_at_the_end(cells)
    label = " ".join(cells[: len(cells) - len(figures)])
    return [label, " ".join(figures)] if figures and label and _is_label(label) else [text]


def _rows_open_with_separator(paragraphs: Sequence[Paragraph]) -> bool:
    """Whether rows in a line begin with a separator as a rule; else one there ends a blank cell."""
    rows = [text for each in paragraphs if _SEPARATOR.search(text := each.text) and len(bare(text)) > 1]
    opening = sum(_SEPARATOR.match(bare(text)) is not None for text in rows)
    return opening * 2 > len(rows)


def _in_run(parts: Sequence[str], place: int) -> bool:
    """Whether the separator behind a part stands at once beside another."""
    separators = len(parts) - 1
    return (place > 0 and parts[place] == "") or (place + 1 < separators and parts[place + 1] == "")


def _join(pieces: Sequence[_Piece]) -> Iterator[Unit]:
    """Units out of pieces that no separator divides: the pieces of a label together, all others alone."""
    at = 0
    while at < len(pieces):
        count = _label_length(pieces, at)
        group = pieces[at : at + count]
        yield Unit(
            UnitKind.FIGURE if count == 1 and is_figure(group[0].text) else UnitKind.WORD,
            "".join(piece.text for piece in group),
            tuple(dict.fromkeys(piece.paragraph for piece in group)),
            group[-1].explicit,
        )
        at += count


def _label_length(pieces: Sequence[_Piece], at: int) -> int:
    """How many pieces from ``at`` on make the longest label; 1 where they make none."""
    text, longest = "", 1
    for size, piece in enumerate(pieces[at : at + _MOST_PIECES], start=1):
        text += piece.text
        if len(text) > LONGEST_LABEL or is_figure(piece.text):
            break
        if size > 1 and _is_label(text) and may_begin(pieces[at].text, text):
            longest = size
    return longest


def _is_label(text: str) -> bool:
    return every_label().is_whole(text)
