"""Columns of a table without rules: where the figures of its rows stand.

Rows with a figure in every column show where the columns are; each further figure belongs to the one that it
stands in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from attrs import frozen

from govinfo_report.raw.figures import is_figure
from govinfo_report.readers.unruled.labels import is_numbering
from govinfo_report.readers.unruled.strip import StripLine, Word, overlap

__all__ = ["Columns", "columns_of", "figures_of"]

_MOST_LINES, _MOST_TABLES = 200, 5
"""More lines with a figure in every column are no report's, and it has no more tables of the same columns:
every two lines are compared for each."""
_FARTHEST_SHIFT = 0.75
"""Part of the way from a column to the next by which any row may be shifted."""


@frozen(eq=False)
class Columns:
    """The columns that rows of figures make.

    Attributes:
        extents: Where the figures of each begin and end, in points.
        lines: The lines of the strip with a figure in each of them.
    """

    extents: tuple[tuple[float, float], ...]
    lines: tuple[int, ...]

    @property
    def left(self) -> float:
        """Where the first one's figures begin."""
        return self.extents[0][0]

    def reached(self, word: Word, shift: float = 0.0) -> list[int]:
        """The columns that a word reaches into, in a row that is shifted to the right."""
        return [
            index
            for index, (left, right) in enumerate(self.extents)
            if min(right, word.right - shift) > max(left, word.left - shift)
        ]

    def shift_of(self, words: Sequence[Word], label_end: float) -> float:
        """How far a row is shifted, as text does it behind a long label: all of its figures alike.

        0 where any is missing, or stands elsewhere than a shift of all of them would put it. A shift by a
        column or more is one only if the label reaches into the columns: else the row may lack its first
        figure.
        """
        if len(words) != len(self.extents):
            return 0.0
        shift = words[0].left - self.extents[0][0]
        pitch = self.extents[1][0] - self.extents[0][0]
        fits = all(self.reached(word, shift) == [index] for index, word in enumerate(words))
        near = abs(shift) < _FARTHEST_SHIFT * pitch or (shift > 0 and label_end >= self.left)
        return shift if fits and near else 0.0

    def nearest(self, x: float) -> int | None:
        """The column that a place of a line is nearest to, ``None`` outside of all of them."""
        bounds = self._bounds
        if not bounds[0] <= x <= bounds[-1]:
            return None
        return next(index for index, bound in enumerate(bounds[1:]) if x <= bound)

    @property
    def _bounds(self) -> list[float]:
        between = [(one[1] + two[0]) / 2 for one, two in pairwise(self.extents)]
        middles = [(left + right) / 2 for left, right in self.extents]
        first = middles[0] - (middles[1] - middles[0]) / 2
        last = middles[-1] + (middles[-1] - middles[-2]) / 2
        return [min(first, self.left), *between, max(last, self.extents[-1][1])]


def figures_of(line: StripLine) -> list[Word]:
    """The figures at the end of a line, each word one."""
    first = len(line.words)
    while first and is_figure(line.words[first - 1].text) and not is_numbering(line.words[first - 1].text):
        first -= 1
    return line.words[first:]


def columns_of(strip: Sequence[StripLine], count: int, rows: int) -> list[Columns]:
    """The columns that lines of so many figures make, where at least so many lines agree on them.

    Where too few lines are without a blank, those with blanks together may still show so many columns apart.
    """
    found = list(_of_full_lines(strip, count, rows))
    return found or list(_of_all_lines(strip, count, rows))


def _of_full_lines(strip: Sequence[StripLine], count: int, rows: int) -> Iterator[Columns]:
    full = {index: figures for index, line in enumerate(strip) if len(figures := figures_of(line)) == count}
    for _ in range(_MOST_TABLES):
        if not _MOST_LINES >= len(full) >= rows:
            return
        alike = max(
            ([index for index, other in full.items() if _agree(own, other)] for own in full.values()), key=len
        )
        if len(alike) < rows:
            return
        extents = tuple(
            (min(word.left for word in column), max(word.right for word in column))
            for column in zip(*(full[index] for index in alike), strict=True)
        )
        if all(one[1] < two[0] for one, two in pairwise(extents)):
            yield Columns(extents, tuple(alike))
        full = {index: figures for index, figures in full.items() if index not in alike}


def _agree(one: Sequence[Word], two: Sequence[Word]) -> bool:
    """Whether the figures of two lines stand in the same columns: each over its own and no other."""
    return all(
        overlap(a, b) == (i == j) for i, a in enumerate(one) for j, b in enumerate(two) if abs(i - j) < 2
    )


def _of_all_lines(strip: Sequence[StripLine], count: int, rows: int) -> Iterator[Columns]:
    lines = {index: figures_of(line) for index, line in enumerate(strip)}
    lines = {index: figures for index, figures in lines.items() if count < 2 * len(figures) <= 2 * count}
    if len(lines) > _MOST_LINES:
        return
    words = [word for figures in lines.values() for word in figures]
    extents: list[tuple[float, float]] = []
    seen: list[int] = []
    # The narrow ones first: what then reaches into two columns is two figures that touch, or no figure.
    for word in sorted(words, key=lambda word: word.right - word.left):
        reached = [
            place for place, (left, right) in enumerate(extents) if word.left < right and word.right > left
        ]
        if not reached:
            if len(extents) == count:
                return
            extents.append((word.left, word.right))
            seen.append(1)
        elif len(reached) == 1:
            left, right = extents[reached[0]]
            extents[reached[0]] = (min(left, word.left), max(right, word.right))
            seen[reached[0]] += 1
    if len(extents) == count and min(seen) >= rows and len(lines) >= rows > 1:
        yield Columns(tuple(sorted(extents)), tuple(lines))
