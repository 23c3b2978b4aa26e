"""Heads over the columns of a table without rules, and what stands above them.

Heads may stand as close as they like, over as many lines as they like: their characters are parted where the
columns of figures are, and all of them together have to be the heads of the form.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from attrs import frozen

from govinfo_report.document import GridCell
from govinfo_report.form import books
from govinfo_report.form.labels import LabelBook
from govinfo_report.readers.unruled.columns import Columns, figures_of
from govinfo_report.readers.unruled.labels import Label
from govinfo_report.readers.unruled.strip import StripLine, Word

__all__ = ["Heads", "captions_above", "heads_over", "spanning"]

_FARTHEST = 16
"""Lines that the uppermost piece of a head, set one character a line, may stand above the first row."""
_ABOVE = 6
"""Lines above the heads where captions and heads over several columns stand."""


@frozen(eq=False)
class Heads:
    """The heads over columns.

    Attributes:
        texts: From left to right.
        first: The line of the strip in which the uppermost begins.
        words: What they are made of.
    """

    texts: tuple[str, ...]
    first: int
    words: tuple[Word, ...]

    def cells(self, row: int, column: int) -> Iterator[GridCell]:
        """Their cells in a row of a grid, from a column on."""
        for place, text in enumerate(self.texts):
            yield GridCell(row=row, column=column + place, text=text)


def heads_over(
    strip: Sequence[StripLine], columns: Columns, first: int, book: LabelBook[str], passed: Collection[int]
) -> Heads | None:
    """The heads over some columns, if the lines above their first row say what each of them is.

    Args:
        strip: The lines.
        columns: The columns.
        first: The line of the first row.
        book: The heads to be found.
        passed: Identities of words that stand over columns and are no part of their heads.
    """
    texts = [""] * len(columns.extents)
    used: list[Word] = []
    for at in range(first - 1, max(first - 1 - _FARTHEST, -1), -1):
        if any(columns.reached(word) for word in figures_of(strip[at])):
            return None
        here = [""] * len(texts)
        words = [word for word in strip[at].words if id(word) not in passed]
        used += [word for word in words if _add(word, here, columns)]
        texts = [new + old for new, old in zip(here, texts, strict=True)]
        if all(book.is_whole(text) for text in texts):
            return Heads(tuple(texts), at, tuple(used))
    return None


def _add(word: Word, texts: list[str], columns: Columns) -> bool:
    """Add the characters of a word to the columns that they stand in; whether there are any."""
    width = (word.right - word.left) / len(word.text)
    added = False
    for index, sign in enumerate(word.text):
        column = columns.nearest(word.left + (index + 0.5) * width)
        if column is not None:
            texts[column] += sign
            added = True
    return added


def captions_above(labels: Sequence[Label], region: range, wordings: Collection[str]) -> list[Label]:
    """What stands above the heads of some lines, and among these once more: of some official wordings."""
    above = range(region.start - _FARTHEST - _ABOVE, region.stop)
    known = (books.decorations(), books.remedy_blocks())
    return [
        label
        for label in labels
        if label.words[0].line in above
        and any(match.wording in wordings for book in known for match in book.find(label.text))
    ]


def spanning(label: Label, columns: Columns, members: Sequence[int], offset: int, row: int) -> GridCell:
    """A head over several columns as a cell: over just its members if its middle is, else where it stands."""
    middle = columns.nearest((label.left + label.right) / 2)
    first, end = min(members), max(members) + 1
    if middle is None or not first <= middle < end:
        first = 0 if middle is None else middle
        end = first + 1
    return GridCell(row=row, column=offset + first, colspan=end - first, text=label.text)
