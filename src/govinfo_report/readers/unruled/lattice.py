"""Tables without rules as lattices: columns where heads and figures stand, rows where lines of figures do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from attrs import frozen

from govinfo_report.document import GridCell
from govinfo_report.raw.doubt import is_sign
from govinfo_report.readers.unruled.heads import (
    Column,
    ColumnHeads,
    Extent,
    Extents,
    beside_columns,
    columns_under,
    heads_over,
    only_repeat,
    spans_of,
)
from govinfo_report.readers.unruled.labels import Label
from govinfo_report.readers.unruled.near import Near
from govinfo_report.readers.unruled.pieces import Kind, Piece, pieces_of
from govinfo_report.readers.unruled.rows import Row, rows_of
from govinfo_report.readers.unruled.segments import Segment, segments_of
from govinfo_report.readers.unruled.strip import StripLine

__all__ = ["LABELS", "UnruledTable", "unruled_tables"]

LABELS = 8
"""Columns that are kept for what stands beside figures; more words go into the first."""
_MOST_COLUMNS = 40
_FEWEST, _MOST_LINES = 3, 200
"""So many lines have to agree on the columns that they show; of at most the other."""
_SEVERAL = "一个数跨两栏或在两栏之间 / a figure reaches into two columns, or none"
_TWO = "一栏内有两个数 / two figures stand in one column"
_SHIFTED = "末栏空白，或少了一格 / the last column is blank, or a cell was lost"
_FARTHEST_SHIFT = 0.75
"""Part of the way from a column to the next by which a row may be shifted."""


@frozen(eq=False)
class UnruledTable:
    """A table without rules.

    Attributes:
        cells: The cells of its lattice.
        lines: For each row, the line of the strip on which it stands.
        words: Identities of the words that it is made of.
    """

    cells: tuple[GridCell, ...]
    lines: tuple[int, ...]
    words: frozenset[int]


def unruled_tables(strip: Sequence[StripLine], labels: Sequence[Label]) -> Iterator[UnruledTable]:
    """The tables of a strip whose columns and heads are certain, from top to bottom."""
    pieces = pieces_of(strip, labels)
    before: tuple[list[Column], ColumnHeads] | None = None
    for segment in segments_of(strip, pieces):
        extents = _extents(segment, pieces)
        if not 0 < len(extents.columns) <= _MOST_COLUMNS:
            continue
        found = _columns(segment, strip, pieces, extents, before)
        if found is not None:
            before = found
            yield _table(segment, strip, pieces, *found)


def _extents(segment: Segment, pieces: Sequence[Sequence[Piece]]) -> Extents:
    """Where the figures of each column stand: lines of as many that agree show it, else all together."""
    lines = [[piece for piece in pieces[at] if piece.kind is Kind.FIGURE] for at in segment.lines]
    size = max(Counter(map(len, lines)).items(), key=lambda each: (each[1], each[0]))[0]
    full = [line for line in lines if len(line) == size][:_MOST_LINES]
    alike = max(([other for other in full if _agree(line, other)] for line in full), key=len)
    if len(alike) >= _FEWEST and 2 * len(alike) > len(lines):
        columns = zip(*alike, strict=True)
        return Extents(
            [
                (min(figure.left for figure in column), max(figure.right for figure in column))
                for column in columns
            ],
            whole=True,
        )
    found = _together([figure for line in lines for figure in line])
    return Extents(found, whole=any(len(line) == len(found) for line in lines))


def _agree(one: Sequence[Piece], two: Sequence[Piece]) -> bool:
    """Whether the figures of two lines stand in the same columns: each over its own and no other."""
    return all(
        (a.left < b.right and a.right > b.left) == (i == j)
        for i, a in enumerate(one)
        for j, b in enumerate(two)
        if abs(i - j) < 2
    )


def _together(figures: Sequence[Piece]) -> list[Extent]:
    """The columns that figures make, told by the narrow ones first: one that reaches into two is of none."""
    found: list[Extent] = []
    for figure in sorted(figures, key=lambda piece: piece.right - piece.left):
        reached = [each for each in found if figure.left < each[1] and figure.right > each[0]]
        if len(reached) > 1:
            continue
        for each in reached:
            found.remove(each)
        edges = [*reached, (figure.left, figure.right)]
        found.append((min(left for left, _ in edges), max(right for _, right in edges)))
    return sorted(found)


def _columns(
    segment: Segment,
    strip: Sequence[StripLine],
    pieces: Sequence[Sequence[Piece]],
    extents: Extents,
    before: tuple[list[Column], ColumnHeads] | None,
) -> tuple[list[Column], ColumnHeads] | None:
    """The columns of a segment with their heads; without heads of its own it goes on under those before."""
    size = strip[segment.start].line.size
    over = heads_over(segment, strip, pieces, extents)
    if over is None:
        if before is None or not only_repeat(segment, pieces, before[1], before[0][0].left):
            return None
        over = ColumnHeads((), ())
    if not over.inner:
        if before is None:
            return None
        over = ColumnHeads(tuple(column.head for column in before[0]), before[1].outer)
    columns = columns_under(extents, over.inner, size)
    return (columns, over) if columns is not None else None


def _table(
    segment: Segment,
    strip: Sequence[StripLine],
    pieces: Sequence[Sequence[Piece]],
    columns: Sequence[Column],
    over: ColumnHeads,
) -> UnruledTable:
    size = strip[segment.start].line.size
    cells = [
        GridCell(row=at, column=0, colspan=LABELS, text=head.text)
        for at, head in enumerate(beside_columns(over.outer, columns, size))
    ]
    at = len(cells)
    for level in spans_of(over.outer, columns, size):
        cells += [
            GridCell(row=at, column=LABELS + first, colspan=end - first, text=head.text)
            for head, first, end in level
        ]
        at += 1
    cells += [
        GridCell(row=at, column=LABELS + place, text=column.head.text) for place, column in enumerate(columns)
    ]
    lines = [segment.start] * (at + 1)
    rows = rows_of(segment, pieces, columns[0].left, [*over.inner, *over.outer])
    used = [*over.inner, *over.outer]
    for row in rows:
        cells += [*_beside(row, len(lines)), *_figures(row, columns, len(lines))]
        lines.append(row.line)
        used += [*row.figures, *row.labels, *row.words]
    cut = {id(word) for head in over.inner if not head.words for word in _words_over(head, segment, pieces)}
    words = frozenset(id(word) for piece in used for word in piece.words) | cut
    return UnruledTable(tuple(cells), tuple(lines), words)


def _words_over(head: Piece, segment: Segment, pieces: Sequence[Sequence[Piece]]) -> Iterator[object]:
    """The words that a head parted from others was made of."""
    for at in range(max(0, head.line), segment.start):
        for piece in pieces[at]:
            if piece.right > head.left and piece.left < head.right:
                yield from piece.words


def _beside(row: Row, at: int) -> Iterator[GridCell]:
    """What stands beside a row's figures, from left to right, the last up to the first column."""
    texts = [piece.text for piece in sorted([*row.labels, *row.words], key=lambda piece: piece.left)]
    if len(texts) > LABELS:
        texts = ["".join(texts[: -(LABELS - 1)]), *texts[-(LABELS - 1) :]]
    if not texts:
        yield GridCell(row=at, column=0, colspan=LABELS)
    for place, text in enumerate(texts):
        last = place == len(texts) - 1
        yield GridCell(row=at, column=place, colspan=LABELS - place if last else 1, text=text)


def _figures(row: Row, columns: Sequence[Column], at: int) -> list[GridCell]:
    """The cells of a row of figures, a blank where nothing stands in a column."""
    under = _under(row, columns)
    if under is None and _is_shifted(row, columns):
        under = [[figure] for figure in row.figures]
    unsure = row.unsure or _doubt(under)
    if unsure or under is None:
        text = " | ".join(figure.text for figure in row.figures) or " "
        return [GridCell(row=at, column=LABELS, colspan=len(columns), text=text, unsure=unsure)]
    return [
        GridCell(
            row=at,
            column=LABELS + place,
            text=" ".join(figure.text for figure in figures) + _doubt_beside(figures, row),
        )
        for place, figures in enumerate(under)
    ]


def _doubt_beside(figures: Sequence[Piece], row: Row) -> str:
    """The sign of a digit in doubt that stands near figures and in another column: it may be of either."""
    signs = (piece for piece in row.figures if is_sign(piece.text) and piece not in figures)
    near = (
        sign.text
        for sign in signs
        for figure in figures
        if max(figure.left - sign.right, sign.left - figure.right) < Near.DOUBTED * row.size
    )
    return next(near, "")


def _under(row: Row, columns: Sequence[Column]) -> list[list[Piece]] | None:
    """The figures of each column; ``None`` where one reaches into several, or none."""
    under: list[list[Piece]] = [[] for _ in columns]
    for figure in row.figures:
        reached = [
            place
            for place, column in enumerate(columns)
            if figure.left < column.right and figure.right > column.left
        ]
        if len(reached) != 1:
            return None
        under[reached[0]].append(figure)
    return under


def _doubt(under: Sequence[Sequence[Piece]] | None) -> str:
    """Why figures have no certain place in the columns that they stand in."""
    if under is None:
        return _SEVERAL
    crowded = any(len(figures) > 1 for figures in under)
    if not all(map(_are_one, under)) or (crowded and not all(under)):
        return _TWO  # of two figures in a cell one may be that of the column that has none
    return _SHIFTED if len(under) > 1 and any(under) and not under[-1] else ""


def _are_one(figures: Sequence[Piece]) -> bool:
    """Whether the figures of a column are pieces of one: they stand in one cell of a line."""
    return len({(word.line, word.cell) for figure in figures for word in figure.words}) <= 1


def _is_shifted(row: Row, columns: Sequence[Column]) -> bool:
    """Whether all figures of a full row are moved alike, as text is behind a long label."""
    if not len(row.figures) == len(columns) > 1:
        return False
    shifts = [
        figure.x - (column.left + column.right) / 2
        for figure, column in zip(row.figures, columns, strict=True)
    ]
    pitch = columns[1].left - columns[0].left
    label_end = max((label.right for label in row.labels), default=0.0)
    near = max(map(abs, shifts)) < _FARTHEST_SHIFT * pitch or (shifts[0] > 0 and label_end >= columns[0].left)
    return near and max(shifts) - min(shifts) < Near.SHIFT * row.size
