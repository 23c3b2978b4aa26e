"""A table without rules as a grid: what tables 3 and 4 have in common."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from govinfo_report.document import GridCell
from govinfo_report.readers.unruled.columns import Columns
from govinfo_report.readers.unruled.strip import Word

__all__ = ["UnruledTable", "figure_cells"]

_SEVERAL = "数字的位置不在恰好一栏之内 a figure does not stand in just one column"
_SHIFTED = (
    "末栏空白，或少了一格 the last column is blank, or a cell was lost and those behind it have moved up"
)


@frozen(eq=False)
class UnruledTable:
    """A table without rules.

    Attributes:
        cells: The cells of its grid.
        lines: For each row, the line of the strip on which it stands.
        words: Identities of the words that it is made of.
    """

    cells: tuple[GridCell, ...]
    lines: tuple[int, ...]
    words: frozenset[int]


def figure_cells(
    words: Sequence[Word], columns: Columns, row: int, first: int, unsure: str = "", label_end: float = 0.0
) -> list[GridCell]:
    """The cells of a row of figures, a blank where nothing stands in a column.

    Args:
        words: What stands in the row, from left to right; of several in a column, from top to bottom.
        columns: The columns.
        row: Row of the grid.
        first: Its first column of figures.
        unsure: Why no figure of the row has a certain place, where something else makes it so.
        label_end: Where its label ends.
    """
    width = len(columns.extents)
    texts: list[list[str]] = [[] for _ in range(width)]
    shift = columns.shift_of(words, label_end)
    for word in words:
        reached = columns.reached(word, shift)
        if len(reached) != 1:
            unsure = unsure or _SEVERAL
            break
        texts[reached[0]].append(word.text)
    if not unsure and any(texts) and not texts[-1]:
        unsure = _SHIFTED
    if unsure:
        printed = " | ".join(word.text for word in words)
        return [GridCell(row=row, column=first, colspan=width, text=printed or " ", unsure=unsure)]
    return [GridCell(row=row, column=first + place, text=" ".join(text)) for place, text in enumerate(texts)]
