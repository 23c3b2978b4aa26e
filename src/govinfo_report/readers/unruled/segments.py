"""Segments of a strip: runs of lines with figures, and the lines above each in which its heads may stand."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from attrs import define, field

from govinfo_report.prose.headings import heading_of
from govinfo_report.readers.unruled.near import Near
from govinfo_report.readers.unruled.pieces import Kind, Piece
from govinfo_report.readers.unruled.strip import StripLine

__all__ = ["Segment", "segments_of"]

_SENTENCE = 0.6
"""Part of the width of all text that a line of one cell fills at least if it is a sentence."""


@define(eq=False)
class Segment:
    """A run of lines with figures.

    Attributes:
        zone: The first line in which its heads may stand.
        lines: Its lines of figures.
        left: Where its figures begin.
    """

    zone: int
    lines: list[int] = field(factory=list)
    left: float = 0.0

    def add(self, at: int, left: float) -> None:
        """Take a line whose figures begin there."""
        self.lines.append(at)
        self.left = min(self.left, left)

    @property
    def start(self) -> int:
        """Its first line."""
        return self.lines[0]

    @property
    def end(self) -> int:
        """Its last line."""
        return self.lines[-1]


def segments_of(strip: Sequence[StripLine], pieces: Sequence[Sequence[Piece]]) -> list[Segment]:
    """The segments of a strip, from top to bottom: prose, a heading or heads end one."""
    boxes = list(chain(*pieces))
    left, right = (
        min((piece.left for piece in boxes), default=0.0),
        max((piece.right for piece in boxes), default=0.0),
    )
    width = right - left
    found: list[Segment] = []
    current: Segment | None = None
    last = -1
    for at, line in enumerate(strip):
        figures = [piece for piece in pieces[at] if piece.kind is Kind.FIGURE]
        if figures and not _is_of_a_sentence(pieces[at], figures):
            if current is None:
                current = Segment(zone=last + 1, left=figures[0].left)
                found.append(current)
            current.add(at, figures[0].left)
            last = at
            continue
        if current is not None and (figures or _ends(line, pieces[at], at, current)):
            current = None
        if current is None and (figures or _is_sentence(line, pieces[at], at, width)):
            last = at
    return found


def _is_of_a_sentence(pieces: Sequence[Piece], figures: Sequence[Piece]) -> bool:
    """Whether figures stand among words, and so in no cells."""
    first = figures[0]
    others = [piece for piece in pieces if piece.kind is Kind.WORD]
    if any(piece.left > first.left for piece in others):
        return True
    labelled = any(piece.kind is Kind.LABEL for piece in pieces)
    return (
        not labelled
        and len(figures) == 1
        and any(first.left - piece.right < Near.GAP * piece.size for piece in others)
    )


def _ends(line: StripLine, pieces: Sequence[Piece], at: int, segment: Segment) -> bool:
    """Whether a line without figures ends the segment above it."""
    others = [piece for piece in pieces if piece.kind is Kind.WORD]
    heads = any(
        piece.kind is Kind.LABEL
        and piece.line == at
        and piece.over
        and (piece.left >= segment.left - piece.size or not piece.beside)
        for piece in pieces
    )
    strays = any(piece.right > segment.left for piece in others)
    return heads or strays or (bool(others) and heading_of(line.line.text) is not None)


def _is_sentence(line: StripLine, pieces: Sequence[Piece], at: int, width: float) -> bool:
    """Whether a line is text or a heading, above which no heads of a table below stand."""
    heads = any(piece.kind is Kind.LABEL and piece.line == at and piece.over for piece in pieces)
    words = any(piece.kind is Kind.WORD for piece in pieces)
    if heads or not words or len(line.line.cells) != 1:
        return False
    return line.line.right - line.line.left > _SENTENCE * width or heading_of(line.line.text) is not None
