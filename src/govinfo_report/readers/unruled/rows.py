"""The rows of a segment: lines of figures, each with the labels and words that stand beside it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from attrs import define, field

from govinfo_report.form.evidence import may_begin
from govinfo_report.raw.doubt import is_sign
from govinfo_report.readers.unruled.heads import is_row_label
from govinfo_report.readers.unruled.labels import is_numbering
from govinfo_report.readers.unruled.near import Near
from govinfo_report.readers.unruled.pieces import Kind, Piece
from govinfo_report.readers.unruled.segments import Segment

__all__ = ["Row", "rows_of"]

_NO_FIGURES = "标签旁没有数字：空白，或数字在别处 / no figure stands beside the label: blank, or elsewhere"
_PIECES = "数字可能折成了几行 / figures may be wrapped over several lines"


@define(eq=False)
class Row:
    """A row of a table without rules.

    Attributes:
        line: The line it stands in.
        y: Its height in the strip.
        size: Size of its characters.
        figures: Its figures.
        labels: The labels beside them.
        words: What else stands beside them.
        unsure: Why its figures have no certain place.
    """

    line: int
    y: float
    size: float
    figures: list[Piece]
    labels: list[Piece] = field(factory=list)
    words: list[Piece] = field(factory=list)
    unsure: str = ""

    def put_beside(self, piece: Piece) -> None:
        """Take a label or a word that stands beside its figures; numbers and lone signs say nothing."""
        if piece.kind is Kind.LABEL:
            self.labels.append(piece)
        elif not is_numbering(piece.text) and any(sign.isalnum() for sign in piece.text):
            self.words.append(piece)

    @property
    def is_named(self) -> bool:
        """Whether a label says which row it is."""
        return any(is_row_label(label.text) for label in self.labels)


def rows_of(
    segment: Segment,
    pieces: Sequence[Sequence[Piece]],
    left: float,
    passed: Collection[Piece],
) -> list[Row]:
    """The rows of a segment, from top to bottom; a label without figures is a row of its own.

    Args:
        segment: The segment.
        pieces: What stands in each line.
        left: Where the columns begin.
        passed: Heads, which are no labels.
    """
    rows = []
    for at in segment.lines:
        figures = [piece for piece in pieces[at] if piece.kind is Kind.FIGURE]
        rows.append(Row(at, figures[0].y, figures[0].size, figures))
    rows = _without_lone_signs(rows)
    inside = dict.fromkeys(piece for at in _region(segment, pieces, left) for piece in pieces[at])
    for piece in inside:
        is_head = piece in passed or (piece.left >= left and piece.kind is Kind.LABEL)
        if piece.kind is Kind.FIGURE or is_head:
            continue
        near = _near(piece, rows, pieces)
        for row in near:
            row.put_beside(piece)
        if not near and piece.kind is Kind.LABEL and piece.beside:
            rows.append(Row(piece.line, piece.y, piece.size, [], [piece], unsure=_NO_FIGURES))
    _tell_pieces(rows)
    return sorted(rows, key=lambda row: -row.y)


def _near(piece: Piece, rows: Sequence[Row], pieces: Sequence[Sequence[Piece]]) -> list[Row]:
    """The rows that a piece stands beside: a row's own label beside one, that whose number stands alone."""
    near = [row for row in rows if row.figures and piece.stands_beside(row.y)]
    if piece.kind is not Kind.LABEL or near:
        return near
    numbered = [
        row
        for row in rows
        if abs(row.y - piece.y) < Near.WRAPPED * piece.size
        and any(
            other.kind is Kind.WORD and is_numbering(other.text) and may_begin(other.text, piece.text)
            for other in pieces[row.line]
        )
    ]
    return numbered if len(numbered) == 1 else []


def _region(segment: Segment, pieces: Sequence[Sequence[Piece]], left: float) -> range:
    """The lines of the segment, and those of labels right above and below it."""
    first, end = segment.start, segment.end
    while first - 1 >= segment.zone and _is_of_labels(pieces[first - 1], left):
        first -= 1
    while (
        end + 1 < len(pieces)
        and _is_of_labels(pieces[end + 1], left)
        and _is_nothing_else(pieces[end + 1], left)
    ):
        end += 1
    return range(first, end + 1)


def _is_of_labels(pieces: Sequence[Piece], left: float) -> bool:
    labelled = any(piece.kind is Kind.LABEL and piece.beside and piece.left < left for piece in pieces)
    return labelled and not any(
        piece.kind is Kind.LABEL and piece.over and piece.left >= left for piece in pieces
    )


def _is_nothing_else(pieces: Sequence[Piece], left: float) -> bool:
    return all(piece.kind is Kind.LABEL and piece.left < left for piece in pieces)


def _without_lone_signs(rows: Sequence[Row]) -> list[Row]:
    """The rows; one of nothing but signs of doubt belongs to figures right above or below, if there are some.

    What was put away may have stood beside another line of a label than the figures do.
    """
    kept = [row for row in rows if not all(is_sign(piece.text) for piece in row.figures)]
    for row in rows:
        if row in kept:
            continue
        near = [other for other in kept if abs(other.y - row.y) < Near.WRAPPED * row.size]
        for other in near:
            other.figures = sorted([*other.figures, *row.figures], key=lambda piece: piece.left)
        if not near:
            kept.append(row)
    return kept


def _tell_pieces(rows: Sequence[Row]) -> None:
    """Figures beside no label, right above or below those of a row, may be pieces of these."""
    for row in rows:
        if row.figures and not row.labels and not row.words:
            for other in rows:
                if other is not row and other.is_named and abs(other.y - row.y) < Near.WRAPPED * row.size:
                    other.unsure = other.unsure or _PIECES
