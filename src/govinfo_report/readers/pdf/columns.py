"""Tables without rules: labels spread over lines put together, and each line of figures beside its label.

Nothing encloses the cells of such a table; what is known is where its words stand. Pieces that stand
one above the other and make a label of the form are that label. A line of figures belongs to the label
beside it. The result is lines again, with tabs between the cells; which figure is which is decided by
the recogniser, by count and order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import define

from govinfo_report.readers.pdf.text import Line
from govinfo_report.recognise import books
from govinfo_report.recognise.flow.stream import is_figure

__all__ = ["reflowed"]

_LINE = 2.2
"""Pieces of a label stand at most so many character heights below each other."""
_WRAPPED = 1.7
"""Digits without a label at most so many character heights from a row's figures may be pieces of these."""
_MOST_PIECES = 12


@define(eq=False)
class _Segment:
    """Words that stand together, maybe over several lines."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float

    @property
    def y(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def is_figure(self) -> bool:
        return is_figure(self.text)


def reflowed(lines: Sequence[Line]) -> list[Line]:
    """The lines of a page with the cells of tables without rules put together.

    Lines that are no part of such a table come back as they are.
    """
    segments = [segment for line in lines for segment in _segments(line)]
    if not any(segment.is_figure for segment in segments):
        return list(lines)
    merged = list(_merged(segments))
    if len(merged) == len(segments) == sum(len(line.cells) for line in lines):
        return list(lines)
    rows = _rows(merged)
    return [_line(row) for row in rows]


def _segments(line: Line) -> Iterator[_Segment]:
    top, bottom = line.y + line.size / 2, line.y - line.size / 2
    for text, left, right in line.cells:
        behind: list[_Segment] = []
        # Heads close beside each other, a group's label close before that of a row.
        while split := _label_behind(text):
            middle = left + (right - left) * split / len(text)
            behind.append(_Segment(text[split:], middle, right, top, bottom, line.size))
            text, right = text[:split].rstrip(), middle
        yield _Segment(text, left, right, top, bottom, line.size)
        yield from reversed(behind)


def _label_behind(text: str) -> int:
    """Where behind a gap a whole label begins; 0 where none does, or all of it is one."""
    if _is_label(text):
        return 0
    gaps = [index + 1 for index, sign in enumerate(text) if sign == " "]
    return next((index for index in gaps if _is_label(text[index:]) and not is_figure(text[index:])), 0)


def _merged(segments: Sequence[_Segment]) -> Iterator[_Segment]:
    """The segments, pieces of a label as one."""
    taken: set[int] = set()
    for index, segment in enumerate(segments):
        if index in taken:
            continue
        chain = [index]
        best = [index]
        text = segment.text
        while len(chain) < _MOST_PIECES and not segment.is_figure:
            below = _below(segments, chain, taken)
            if below is None:
                break
            chain.append(below)
            text += segments[below].text
            if _is_label(text):
                best = list(chain)
        taken.update(best)
        parts = [segments[each] for each in best]
        yield _Segment(
            "".join(part.text for part in parts),
            min(part.left for part in parts),
            max(part.right for part in parts),
            parts[0].top,
            parts[-1].bottom,
            segment.size,
        )


def _below(segments: Sequence[_Segment], chain: Sequence[int], taken: set[int]) -> int | None:
    """The piece right below a chain: overlapping it in x, and near."""
    last = segments[chain[-1]]
    left = min(segments[each].left for each in chain)
    right = max(segments[each].right for each in chain)
    for index in range(chain[-1] + 1, len(segments)):
        other = segments[index]
        if index in taken or other.is_figure or other.y >= last.y - 0.3 * last.size:
            continue
        if last.y - other.y > _LINE * last.size:
            return None
        if min(right, other.right) - max(left, other.left) > 0:
            return index
    return None


def _is_label(text: str) -> bool:
    return any(book.is_whole(text) for book in books.every_book())


def _rows(segments: Sequence[_Segment]) -> list[list[_Segment]]:
    """Rows of a table: figures in a line with the words beside them, heads in the order of their columns."""
    figures = [segment for segment in segments if segment.is_figure]
    rows: list[list[_Segment]] = []
    for figure in sorted(figures, key=lambda each: -each.y):
        if rows and abs(rows[-1][0].y - figure.y) < 0.5 * figure.size:
            rows[-1].append(figure)
        else:
            rows.append([figure])
    words = [segment for segment in segments if not segment.is_figure]
    for row in rows:
        first = min(figure.left for figure in row)
        middle = row[0].y
        beside = [
            word
            for word in words
            if word.right <= first + word.size
            and word.bottom - 0.2 * word.size <= middle <= word.top + 0.2 * word.size
        ]
        row += beside
        words = [word for word in words if not any(word is each for each in beside)]
    rows = _with_pieces(rows)
    bands: list[list[_Segment]] = []
    for word in sorted(words, key=lambda each: -each.top):
        band = None
        if _are_heads([word]):
            band = next((each for each in bands if _overlaps(each, word) and _are_heads([*each, word])), None)
        if band is None:
            band = next((each for each in bands[-1:] if abs(each[0].y - word.y) < 0.5 * word.size), None)
        if band is not None:
            band.append(word)
        else:
            bands.append([word])
    everything = rows + bands
    return [sorted(row, key=lambda each: each.left) for row in sorted(everything, key=lambda row: -_top(row))]


def _with_pieces(rows: Sequence[list[_Segment]]) -> list[list[_Segment]]:
    """The rows, figures wrapped over several lines put together: with spaces, so that none is read.

    Lines of digits without a label, right above or below a row's figures and in their columns, are
    pieces of them; of which row is not known where there are two.
    """
    pieces = [row for row in rows if all(each.is_figure for each in row)]
    near: dict[int, list[list[_Segment]]] = {}
    for index, piece in enumerate(pieces):
        near[index] = [row for row in rows if row is not piece and _may_continue(row, piece)]
    found: list[list[_Segment]] = []
    for row in rows:
        own = [index for index, piece in enumerate(pieces) if piece is row]
        if own and any(not any(each is piece for piece in pieces) for each in near[own[0]]):
            continue  # it stands in the labelled rows beside it
        parts = [pieces[index] for index, rows_near in near.items() if any(row is each for each in rows_near)]
        found.append([_pieced(each, parts) if each.is_figure else each for each in row])
    return found


def _may_continue(row: Sequence[_Segment], piece: Sequence[_Segment]) -> bool:
    figures = [each for each in row if each.is_figure]
    return (
        bool(figures)
        and abs(figures[0].y - piece[0].y) < _WRAPPED * figures[0].size
        and all(any(_share_column(part, each) for each in figures) for part in piece)
    )


def _share_column(one: _Segment, two: _Segment) -> bool:
    return min(one.right, two.right) > max(one.left, two.left)


def _pieced(figure: _Segment, parts: Sequence[Sequence[_Segment]]) -> _Segment:
    lines = [figure, *(each for part in parts for each in part if _share_column(each, figure))]
    if len(lines) == 1:
        return figure
    text = " ".join(each.text for each in sorted(lines, key=lambda each: -each.y))
    return _Segment(text, figure.left, figure.right, figure.top, figure.bottom, figure.size)


def _are_heads(words: Sequence[_Segment]) -> bool:
    """Whether words are heads of table 3, or of table 4: they may stand at several heights in one row."""
    return any(
        all(book.find(word.text) for word in words)
        for book in (books.applicant_columns(), books.remedy_columns())
    )


def _overlaps(band: Sequence[_Segment], word: _Segment) -> bool:
    return any(word.bottom < each.top and word.top > each.bottom for each in band)


def _top(row: Sequence[_Segment]) -> float:
    figures = [segment.y for segment in row if segment.is_figure]
    return figures[0] if figures else max(segment.y for segment in row)


def _line(row: Sequence[_Segment]) -> Line:
    return Line(
        "\t".join(segment.text for segment in row),
        row[0].left,
        max(segment.right for segment in row),
        _top(row),
        row[0].size,
        tuple((segment.text, segment.left, segment.right) for segment in row),
    )
