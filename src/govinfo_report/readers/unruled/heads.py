"""The heads of a segment: which stand right over its columns of figures, and which over several of them."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from attrs import frozen

from govinfo_report.form.evidence import evidence, heads, labels, leaves, remarks, widths_of
from govinfo_report.form.labels import is_piece
from govinfo_report.prose.headings import heading_of
from govinfo_report.readers.unruled.near import Near
from govinfo_report.readers.unruled.pieces import Kind, Piece
from govinfo_report.readers.unruled.segments import Segment
from govinfo_report.readers.unruled.strip import StripLine, Word

__all__ = [
    "Column",
    "ColumnHeads",
    "Extents",
    "beside_columns",
    "columns_under",
    "heads_over",
    "only_repeat",
    "spans_of",
]

_FARTHEST = 22
"""Lines above a segment within which its heads stand."""

Extent = tuple[float, float]
"""Where figures of a column begin and end."""


@frozen
class Extents:
    """Where the figures of a segment stand.

    Attributes:
        columns: Of each column, from left to right.
        whole: Whether some line has a figure in each of them: what stands apart in other lines only may be
            one column that has drifted.
    """

    columns: list[Extent]
    whole: bool


@frozen
class Column:
    """A column: where its head and its figures stand."""

    left: float
    right: float
    head: Piece


@frozen
class ColumnHeads:
    """The heads of a segment: right over its columns, from left to right, and over several of them."""

    inner: tuple[Piece, ...]
    outer: tuple[Piece, ...]


@cache
def _innermost() -> frozenset[str]:
    """The labels that are those of one row."""
    return frozenset(way.beside[-1] for ways in evidence().values() for way in ways if way.beside)


@cache
def _pairs() -> frozenset[tuple[str, str]]:
    """Which heads a form has over which heads of columns."""
    return frozenset(
        (outer, way.over[-1]) for ways in evidence().values() for way in ways for outer in way.over[:-1]
    )


def heads_over(
    segment: Segment, strip: Sequence[StripLine], pieces: Sequence[Sequence[Piece]], extents: Extents
) -> ColumnHeads | None:
    """The heads of a segment; ``None`` where words stand over it that are not just heads of the form."""
    zone = _zone(segment, pieces)
    size = strip[segment.start].line.size
    seen = list(dict.fromkeys(piece for at in zone for piece in pieces[at]))
    left = extents.columns[0][0] - Near.OVERHANG * size
    inner = sorted((piece for piece in seen if _is_inner(piece, left)), key=lambda piece: piece.left)
    outer = tuple(filter(_is_outer, seen))
    rest = [piece for piece in seen if piece.kind is Kind.WORD and heading_of(piece.text) is None]
    if not any((inner, rest, outer)):
        return ColumnHeads((), ())
    whole = columns_under(extents, inner, size) is not None and not _under(rest, inner, extents.columns, size)
    more = len(extents.columns) - len(inner)
    if extents.whole and more >= 0 and (more or not whole):
        parted = _parted(
            [piece for piece in (*rest, *inner) if piece.right > left], zone, extents.columns, size
        )
        if parted:
            return ColumnHeads(tuple(parted), outer)
    return ColumnHeads(tuple(inner), outer) if whole else None


def only_repeat(
    segment: Segment, pieces: Sequence[Sequence[Piece]], before: ColumnHeads, left: float
) -> bool:
    """Whether all that stands over a segment's columns are pieces of the heads before: a page cut them."""
    seen = dict.fromkeys(piece for at in _zone(segment, pieces) for piece in pieces[at] if piece.right > left)
    wordings = [head.text for head in (*before.inner, *before.outer)]
    return all(any(is_piece(piece.text, wording) for wording in wordings) for piece in seen)


def _is_inner(piece: Piece, left: float) -> bool:
    """Whether a piece is a head right over figures, and not a row's label left of the columns."""
    is_leaf = piece.kind is Kind.LABEL and bool(piece.over & leaves())
    return is_leaf and (not piece.beside or piece.right > left)


def _is_outer(piece: Piece) -> bool:
    if piece.kind is not Kind.LABEL or piece.over & leaves():
        return False
    return bool(piece.over) or bool(remarks().find(piece.text))


def _under(
    words: Sequence[Piece], inner: Sequence[Piece], extents: Sequence[Extent], size: float
) -> list[Piece]:
    """The words that stand below the tops of heads, and over their columns."""
    left = min(inner[0].left, extents[0][0]) + size / 2
    right, top = max(inner[-1].right, extents[-1][1]), max(head.top for head in inner)
    return [word for word in words if word.bottom < top and word.right > left and word.left < right]


def _zone(segment: Segment, pieces: Sequence[Sequence[Piece]]) -> range:
    """The lines in which the heads stand: below a row of the block above that prints no figures."""
    zone = range(max(segment.zone, segment.start - _FARTHEST), segment.start)
    heads_below = -1
    for at in zone:
        if any(
            piece.kind is Kind.LABEL and piece.over & leaves() and piece.line == at for piece in pieces[at]
        ):
            heads_below = at
    rows = [
        at
        for at in zone
        if at < heads_below
        and any(
            piece.kind is Kind.LABEL and piece.line == at and piece.beside & _innermost() and not piece.over
            for piece in pieces[at]
        )
    ]
    return range(rows[-1] + 1, segment.start) if rows else zone


def _parted(pieces: Sequence[Piece], zone: range, extents: Sequence[Extent], size: float) -> list[Piece]:
    """Heads that touch, parted where the columns of figures part, each made of the lines above each other.

    None where what stands over some column is no head.
    """
    bounds = [(one[1] + two[0]) / 2 for one, two in pairwise(extents)]
    texts = [""] * len(extents)
    boxes: list[list[Word]] = [[] for _ in extents]
    for at in reversed(zone):
        here = sorted(
            (word for piece in pieces for word in piece.words if word.line == at), key=lambda w: w.left
        )
        if not here:
            continue
        stacked = _stacked(here, bounds)
        texts = [new + old for new, old in zip(stacked, texts, strict=True)]
        for word in here:
            first = bisect_right(bounds, word.left + 0.3 * size)
            for column in range(first, bisect_right(bounds, word.right - 0.3 * size) + 1):
                boxes[column].append(word)
        if all(map(_may_be_leaf, texts)) and all(boxes):
            return [_piece(*head, at) for head in zip(texts, extents, boxes, strict=True)]
    return []


def _piece(text: str, extent: Extent, words: Sequence[Word], at: int) -> Piece:
    """A head that was put together from signs over one column."""
    return Piece(
        text=text,
        left=extent[0],
        right=extent[1],
        top=max(word.top for word in words),
        bottom=min(word.bottom for word in words),
        size=words[0].size,
        line=at,
        words=(),
        kind=Kind.LABEL,
    )


def _may_be_leaf(text: str) -> bool:
    return bool(text) and any(match.key in leaves() for match in heads().find(text))


def _stacked(words: Sequence[Word], bounds: Sequence[float]) -> list[str]:
    """The signs of words by the column that each stands in."""
    texts = [""] * (len(bounds) + 1)
    for word in words:
        width = (word.right - word.left) / len(word.text)
        for place, sign in enumerate(word.text):
            texts[bisect_right(bounds, word.left + (place + 0.5) * width)] += sign
    return texts


def columns_under(extents: Extents, inner: Sequence[Piece], size: float) -> list[Column] | None:
    """The columns: where heads stand and where figures stand; ``None`` where the two contradict each other.

    As many columns of figures as heads go by their order, and no overlap may contradict it; of fewer, or
    where no line has all of them, each has to stand under its own head.
    """
    if not inner or any(one.right > two.left + 0.3 * size for one, two in pairwise(inner)):
        return None
    under: list[list[Extent]] = [[] for _ in inner]
    in_order = extents.whole and len(extents.columns) == len(inner)
    for place, extent in enumerate(extents.columns):
        column = _column_of(extent, inner, place if in_order else None)
        if column is None:
            return None
        under[column].append(extent)
    return [
        Column(
            min((left for left, _ in own), default=head.left),
            max((right for _, right in own), default=head.right),
            head,
        )
        for head, own in zip(inner, under, strict=True)
    ]


def _column_of(extent: Extent, inner: Sequence[Piece], place: int | None) -> int | None:
    """The head that figures stand under; ``None`` where what they stand under contradicts it.

    Args:
        extent: Where the figures stand.
        inner: The heads.
        place: Which head it is by their order, if that tells.
    """
    left, right = extent
    over = [at for at, head in enumerate(inner) if left < head.right and right > head.left]
    if place is None and not over:
        return None
    if place is None:
        bounds = [(one.right + two.left) / 2 for one, two in pairwise(inner)]
        place = over[0] if len(over) == 1 else bisect_right(bounds, (left + right) / 2)
    reaches_left = place > 0 and left < inner[place - 1].x
    reaches_right = place + 1 < len(inner) and right > inner[place + 1].x
    return None if (over and place not in over) or reaches_left or reaches_right else place


def beside_columns(outer: Sequence[Piece], columns: Sequence[Column], size: float) -> list[Piece]:
    """The heads left of all columns, from top to bottom: captions of tables, heads of their labels."""
    found = [head for head in outer if head.right < columns[0].head.left - size]
    return sorted(found, key=lambda piece: -piece.y)


def spans_of(
    outer: Sequence[Piece], columns: Sequence[Column], size: float
) -> Iterator[list[tuple[Piece, int, int]]]:
    """Over which columns each further head goes, level by level: from which, and up to which.

    Neighbours on a level end where their middles, or one of their ends, fit the columns best; it costs most
    that a head goes over one that the form does not have under it, or over more or fewer.
    """
    levels: list[list[Piece]] = []
    aside = beside_columns(outer, columns, size)
    for head in sorted(outer, key=lambda piece: -piece.y):
        if head in aside:
            continue
        level = next((each for each in levels if abs(each[0].y - head.y) < 2 * Near.LEVEL * size), None)
        if level is None:
            levels.append([head])
        else:
            level.append(head)
    for level in levels:
        level.sort(key=lambda piece: piece.left)
        yield _fitted(level, columns, size) or _reached(level, columns)


def _reached(level: Sequence[Piece], columns: Sequence[Column]) -> list[tuple[Piece, int, int]]:
    """The columns that heads stand over as they are printed."""
    found = []
    for head in level:
        own = [
            place
            for place, column in enumerate(columns)
            if column.head.left < head.right and column.head.right > head.left
        ]
        if own:
            found.append((head, min(own), max(own) + 1))
    return found


def _fitted(
    level: Sequence[Piece], columns: Sequence[Column], size: float
) -> list[tuple[Piece, int, int]] | None:
    """The best way to share columns in a row out to the heads of a level; ``None`` where none fits."""
    below = [
        place
        for place, column in enumerate(columns)
        if all(column.head.top <= head.bottom + Near.LEVEL * size for head in level)
    ]
    if not below or below != list(range(below[0], below[-1] + 1)):
        return None
    low = min(columns[place].head.y for place in below)
    lowest = {place for place in below if columns[place].head.y < low + Near.LEVEL * size}
    best: tuple[float, list[tuple[Piece, int, int]]] = (math.inf, [])
    for part in _parts(below):
        if lowest <= set(part) or len(part) == len(below):
            cost, found = _shared_out(level, columns, part.start, part.stop, size)
            cost += 0.0 if set(part) == lowest else size * (1 + len(below) - len(part)) / 2
            best = min(best, (cost, found), key=lambda way: way[0])
    return best[1] if best[0] < math.inf else None


def _parts(places: Sequence[int]) -> Iterator[range]:
    """Every run of neighbours among places."""
    for first in places:
        for end in range(first + 1, places[-1] + 2):
            yield range(first, end)


def _shared_out(
    level: Sequence[Piece], columns: Sequence[Column], first: int, end: int, size: float
) -> tuple[float, list[tuple[Piece, int, int]]]:
    """What the cheapest way costs to cut a run of columns into one part for each head, and the way."""
    #: Behind each column, the best way to have shared out all before it to the heads so far.
    ways: dict[int, tuple[float, list[tuple[Piece, int, int]]]] = {first: (0.0, [])}
    for head in level:
        further: dict[int, tuple[float, list[tuple[Piece, int, int]]]] = {}
        for at, (cost, cut) in ways.items():
            for stop in range(at + 1, end + 1):
                misfit = _misfit(head, columns[at:stop], size)
                own = misfit + size * _missing(head, stop - at)
                if misfit < Near.MISFIT * size and (stop not in further or cost + own < further[stop][0]):
                    further[stop] = (cost + own, [*cut, (head, at, stop)])
        ways = further
    return ways.get(end, (math.inf, []))


def _misfit(head: Piece, columns: Sequence[Column], size: float) -> float:
    """How badly a head stands over columns: by where they are, and by what the form has under it."""
    left, right = columns[0].head.left, columns[-1].head.right
    cost = min(abs(head.x - (left + right) / 2), abs(head.left - left), abs(head.right - right))
    if remarks().find(head.text) or not head.over:
        return cost
    strange = sum(
        not any((outer, inner) in _pairs() for outer in head.over for inner in column.head.over)
        for column in columns
    )
    return cost + size * 3 * strange


def _missing(head: Piece, width: int) -> int:
    """By how many columns a head stands over too many or too few; a page may have cut those it had."""
    if remarks().find(head.text):
        return 0
    wanted = [each for outer in head.over for each in widths_of(outer)]
    return min((abs(width - each) for each in wanted), default=0)


def is_row_label(text: str) -> bool:
    """Whether a text is the label of one row."""
    return any(match.key in _innermost() for match in labels().find(text))
