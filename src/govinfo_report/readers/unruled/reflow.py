"""Tables without rules whose columns are not certain: each line of figures put beside its label.

A line of figures belongs to the label beside it. The result is lines again, with tabs between the cells;
which figure is which is decided by the recogniser, by count and order.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby

from attrs import define

from govinfo_report.form.evidence import every_label, heads, leaf_rows
from govinfo_report.raw.figures import is_figure
from govinfo_report.readers.unruled.labels import Label
from govinfo_report.readers.unruled.line import Line, Words, line_of
from govinfo_report.readers.unruled.near import Near
from govinfo_report.readers.unruled.strip import StripLine, box_of

__all__ = ["reflowed"]


_NEAR = 40
"""What belongs together, pieces of figures or the heads of a row, stands within so many lines."""


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


def reflowed(strip: Sequence[StripLine], labels: Sequence[Label]) -> Iterator[tuple[Line, int]]:
    """The lines of a strip, each with the index of its page, cells of tables without rules put together.

    Lines of a page that has no such table come back as they are.
    """
    for page, lines in groupby((line for line in strip if line.words), key=lambda line: line.page):
        here = list(lines)
        own = {id(word) for line in here for word in line.words}
        merged = list(_segments(here, [label for label in labels if id(label.words[0]) in own]))
        texts = sorted(each.text for each in merged)
        if texts == sorted(cell.text for line in here for cell in line.line.cells):
            yield from ((line.line, page) for line in here)
        else:
            shift = here[0].line.y - here[0].words[0].y
            yield from ((_line(row, shift), page) for row in _rows(merged))


def _segments(lines: Sequence[StripLine], labels: Sequence[Label]) -> Iterator[_Segment]:
    """The labels of a page, and what stands in its cells besides them."""
    taken = {id(word) for label in labels for word in label.words}
    for label in labels:
        yield _Segment(label.text, label.left, label.right, label.top, label.bottom, label.words[0].size)
    for line in lines:
        rest = [word for word in line.words if id(word) not in taken]
        for _, group in groupby(rest, key=lambda word: word.cell):
            words = list(group)
            left, right = box_of(words)
            text = " ".join(word.text for word in words)
            yield _Segment(text, left, right, words[0].top, words[0].bottom, words[0].size)


def _rows(segments: Sequence[_Segment]) -> list[list[_Segment]]:
    """Rows of a table: figures in a line with the words beside them, heads in the order of their columns."""
    serials = set(map(id, _serials(segments)))
    figures = [segment for segment in segments if segment.is_figure and id(segment) not in serials]
    rows: list[list[_Segment]] = []
    for figure in sorted(figures, key=lambda each: -each.y):
        if rows and abs(rows[-1][0].y - figure.y) < 0.5 * figure.size:
            rows[-1].append(figure)
        else:
            rows.append([figure])
    words = [segment for segment in segments if not segment.is_figure or id(segment) in serials]
    words.sort(key=lambda each: -each.top)
    taken = _put_beside(rows, words)
    rows = _with_pieces(rows)
    bands: list[list[_Segment]] = []
    for word in (each for each in words if id(each) not in taken):
        band = None
        if _are_heads([word]):
            near = bands[-_NEAR:]
            band = next((each for each in near if _overlaps(each, word) and _are_heads([*each, word])), None)
        if band is None:
            band = next((each for each in bands[-1:] if abs(each[0].y - word.y) < 0.5 * word.size), None)
        if band is not None:
            band.append(word)
        else:
            bands.append([word])
    everything = rows + bands
    return [sorted(row, key=lambda each: each.left) for row in sorted(everything, key=lambda row: -_top(row))]


def _serials(segments: Sequence[_Segment]) -> Iterator[_Segment]:
    """Numbers left of a row's label, and of no label right of another: a column 序号, and no figures."""
    labels = _ByHeight([segment for segment in segments if every_label().is_whole(segment.text)])
    for number in (segment for segment in segments if segment.is_figure):
        beside = list(labels.beside(number))
        if beside and all(number.right <= label.left + 0.2 * label.size for label in beside):
            yield number


class _ByHeight:
    """Words by their tops, so that those beside a figure need not be looked for among all of a page."""

    def __init__(self, words: Sequence[_Segment]) -> None:
        self._words = sorted(words, key=lambda each: -each.top)
        self._tops = [-word.top for word in self._words]
        self._tallest = max((word.top - word.bottom for word in words), default=0.0)

    def beside(self, figure: _Segment) -> Iterator[_Segment]:
        """The words that reach over the middle of a figure, from above."""
        begin = bisect_left(self._tops, -(figure.y + self._tallest + figure.size))
        for word in self._words[begin : bisect_right(self._tops, -(figure.y - figure.size))]:
            if word.bottom - 0.2 * word.size <= figure.y <= word.top + 0.2 * word.size:
                yield word


def _put_beside(rows: Sequence[list[_Segment]], words: Sequence[_Segment]) -> set[int]:
    """Put to each row of figures the words beside it; the identities of these."""
    taken: set[int] = set()
    by_height = _ByHeight(words)
    for row in rows:
        first = min(figure.left for figure in row)
        for word in by_height.beside(row[0]):
            if id(word) not in taken and word.right <= first + word.size:
                taken.add(id(word))
                row.append(word)
    return taken


def _with_pieces(rows: Sequence[list[_Segment]]) -> list[list[_Segment]]:
    """The rows, figures wrapped over several lines put together: with spaces, so that none is read.

    Lines of digits without a label, right above or below a row's figures and in their columns, are
    pieces of them; of which row is not known where there are two.
    """
    pieces = [all(each.is_figure for each in row) for row in rows]
    near: list[list[int]] = [[] for _ in rows]  # the pieces that may belong to each row
    labelled: list[bool] = [False] * len(rows)  # whether a piece stands right beside a row with a label
    for at in (index for index, piece in enumerate(pieces) if piece):
        for index in range(max(0, at - _NEAR), min(len(rows), at + _NEAR)):
            if index != at and _may_continue(rows[index], rows[at]):
                near[index].append(at)
                labelled[at] = labelled[at] or not pieces[index]
    kept = (index for index in range(len(rows)) if not (pieces[index] and labelled[index]))
    return [_with_parts(rows[index], [rows[at] for at in near[index]]) for index in kept]


def _with_parts(row: Sequence[_Segment], parts: Sequence[Sequence[_Segment]]) -> list[_Segment]:
    """A row with the digits of its figures that stand in other lines."""
    return [_pieced(each, parts) if each.is_figure else each for each in row]


def _may_continue(row: Sequence[_Segment], piece: Sequence[_Segment]) -> bool:
    figures = [each for each in row if each.is_figure]
    return (
        bool(figures)
        and abs(figures[0].y - piece[0].y) < Near.WRAPPED * figures[0].size
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
    """Whether words are heads that a form has side by side: they may stand at several heights in one row."""
    said = [{match.key for match in heads().find(word.text)} for word in words]
    return any(all(keys.intersection(order) for keys in said) for order in leaf_rows())


def _overlaps(band: Sequence[_Segment], word: _Segment) -> bool:
    return any(word.bottom < each.top and word.top > each.bottom for each in band)


def _top(row: Sequence[_Segment]) -> float:
    figures = [segment.y for segment in row if segment.is_figure]
    return figures[0] if figures else max(segment.y for segment in row)


def _line(row: Sequence[_Segment], shift: float) -> Line:
    cells = [Words(each.text, each.left, each.right) for each in row]
    return line_of(cells, _top(row) + shift, row[0].size)
