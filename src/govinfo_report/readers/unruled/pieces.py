"""The words of a strip made whole: labels of the form, figures, and whatever else is printed."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto

from attrs import define, field

from govinfo_report.form.evidence import heads, labels
from govinfo_report.raw.figures import is_figure
from govinfo_report.readers.unruled.labels import Label, is_numbering
from govinfo_report.readers.unruled.near import Near
from govinfo_report.readers.unruled.strip import StripLine, Word

__all__ = ["Kind", "Piece", "pieces_of"]

_FIGURES_A_WORD = 3
"""Figures that a row has at least for each word that stands in a cell in a figure's place."""
_CHINESE_DIGITS = frozenset("〇一二三四五六七八九十")
_LIKE_DIGITS = frozenset("OoIl")
_OF_DATES = frozenset("年月日号页")
"""What stands behind digits that are no figure of a cell."""


class Kind(Enum):
    """What a piece is."""

    LABEL = auto()
    FIGURE = auto()
    WORD = auto()


@define(eq=False)
class Piece:
    """Words that are one: a label, however many lines it takes, a figure, or any other word.

    Attributes:
        text: What is printed.
        left, right, top, bottom: The box it stands in; heights count down the strip.
        size: Size of its characters.
        line: The line in which it begins.
        words: The words it is made of.
        kind: What it is.
        beside: The official wordings of the labels beside figures that it may be.
        over: Those of the heads that it may be.
    """

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    line: int
    words: tuple[Word, ...]
    kind: Kind
    beside: frozenset[str] = field(init=False)
    over: frozenset[str] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.beside = frozenset(match.key for match in labels().find(self.text))
        self.over = frozenset(match.key for match in heads().find(self.text))

    @property
    def y(self) -> float:
        """The middle of its height."""
        return (self.top + self.bottom) / 2

    @property
    def x(self) -> float:
        """The middle of its width."""
        return (self.left + self.right) / 2

    def stands_beside(self, y: float) -> bool:
        """Whether it reaches to a height, or nearly."""
        return self.bottom - Near.BESIDE * self.size <= y <= self.top + Near.BESIDE * self.size


def pieces_of(strip: Sequence[StripLine], found: Sequence[Label]) -> list[list[Piece]]:
    """For each line of a strip the pieces in it, from left to right; a label stands in each of its lines."""
    everything = [
        Piece(
            text=label.text,
            left=label.left,
            right=label.right,
            top=label.top,
            bottom=label.bottom,
            size=label.words[0].size,
            line=label.words[0].line,
            words=label.words,
            kind=Kind.LABEL,
        )
        for label in found
    ]
    taken = {id(word) for piece in everything for word in piece.words}
    everything += [_alone(word) for line in strip for word in line.words if id(word) not in taken]
    lines: list[list[Piece]] = [[] for _ in strip]
    for piece in everything:
        for line in dict.fromkeys(word.line for word in piece.words):
            lines[line].append(piece)
    for pieces in lines:
        pieces.sort(key=lambda piece: piece.left)
        _demote_marks(pieces)
        _take_for_figures(pieces)
    return lines


def _alone(word: Word) -> Piece:
    numbering = is_numbering(word.text) or word.text[0] in _CHINESE_DIGITS
    figure = (is_figure(word.text) or _is_nearly_a_figure(word.text)) and not numbering
    return Piece(
        text=word.text,
        left=word.left,
        right=word.right,
        top=word.top,
        bottom=word.bottom,
        size=word.size,
        line=word.line,
        words=(word,),
        kind=Kind.FIGURE if figure else Kind.WORD,
    )


def _is_nearly_a_figure(text: str) -> bool:
    """Whether a text stands in a cell in a figure's place: a letter like a digit, a count of people."""
    digits, last = text[:-1], text[-1]
    return text in _LIKE_DIGITS or (
        digits.isdigit() and last.isalpha() and not last.isascii() and last not in _OF_DATES
    )


def _take_for_figures(pieces: Sequence[Piece]) -> None:
    """Words among a row's figures stand in cells, as 见附件 does: there are many more figures than words."""
    figures = [piece for piece in pieces if piece.kind is Kind.FIGURE]
    if not figures or not any(
        piece.kind is Kind.LABEL and piece.right <= figures[0].left for piece in pieces
    ):
        return
    words = [piece for piece in pieces if piece.kind is Kind.WORD and piece.left > figures[0].right]
    if len(words) * _FIGURES_A_WORD <= len(figures):
        for word in words:
            word.kind = Kind.FIGURE


def _demote_marks(pieces: Sequence[Piece]) -> None:
    """无 of a label 无法提供 that is set upright is no mark: a label stands right of it."""
    last = max((piece.left for piece in pieces if piece.kind is Kind.LABEL and piece.beside), default=0.0)
    for piece in pieces:
        is_mark = piece.kind is Kind.FIGURE and any(sign.isalpha() for sign in piece.text)
        if is_mark and not any(sign.isdigit() for sign in piece.text) and piece.right < last:
            piece.kind = Kind.WORD
