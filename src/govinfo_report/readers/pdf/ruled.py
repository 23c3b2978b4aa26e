"""A ruled table of a page: its cells, where they stand, and words of its last row printed below it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import define, evolve, frozen

from govinfo_report.form.evidence import every_label
from govinfo_report.readers.pdf.page import Box, Char
from govinfo_report.readers.unruled import Line

__all__ = ["RuledCell", "RuledTable", "outside"]

_BELOW = 1.6
"""Times the size of text from line to line at most."""


@define
class RuledCell:
    """A cell: its place in the table, and its text, lines divided by line breaks.

    Attributes:
        wrapped: Whether its lines are one figure whose digits go on below for want of room.
        full: Of a cell of the last row, whether no further digit would fit beside those of its last line.
    """

    row: int
    column: int
    rowspan: int
    colspan: int
    text: str
    wrapped: bool = False
    full: bool = False

    @property
    def unwrapped(self) -> RuledCell:
        """The cell with its lines as one."""
        return evolve(self, text=self.text.replace("\n", ""))


@frozen
class RuledTable:
    """A table of a page.

    Attributes:
        page: Number of the page.
        columns: x of the lines between its columns, both edges included.
        heights: y of the lines between its rows, downwards from 0, both edges included.
        cells: Its cells, those without text included.
    """

    page: int
    columns: tuple[float, ...]
    heights: tuple[float, ...]
    cells: tuple[RuledCell, ...]

    @property
    def top(self) -> float:
        """Y of its upper edge."""
        return -self.heights[0]

    @property
    def bottom(self) -> float:
        """Y of its lower edge."""
        return -self.heights[-1]

    @property
    def rows(self) -> int:
        """Number of rows."""
        return len(self.heights) - 1

    def meets(self, other: RuledTable) -> bool:
        """Whether it stands, in part, where another table does."""
        beside = self.columns[-1] <= other.columns[0] or self.columns[0] >= other.columns[-1]
        return not beside and self.bottom < other.top and self.top > other.bottom

    def box_of(self, cell: RuledCell) -> Box:
        """Where a cell of it stands."""
        return Box(
            self.columns[cell.column],
            -self.heights[cell.row + cell.rowspan],
            self.columns[cell.column + cell.colspan],
            -self.heights[cell.row],
        )

    def with_words_below(self, lines: Sequence[Line]) -> tuple[RuledTable, list[Line]]:
        """The table with what completes a label of its last row and stands below it, and the other lines.

        Some programs end a cell at the foot of a page, and print its label to the end.

        Args:
            lines: Those of the page that stand in no table, from top to bottom.
        """
        cells = list(self.cells)
        rest = [line for line in lines if line.y >= self.bottom]
        edge = self.bottom
        for line in (line for line in lines if line.y < self.bottom):
            over = [index for index, cell in enumerate(cells) if self._may_hold(cell, line)]
            if len(over) != 1 or edge - line.y > _BELOW * line.size:
                rest.append(line)
                continue
            cells[over[0]] = evolve(cells[over[0]], text=f"{cells[over[0]].text}\n{line.text}")
            edge = line.y
        return evolve(self, cells=tuple(cells)), rest

    def _may_hold(self, cell: RuledCell, line: Line) -> bool:
        """Whether a line below the table completes the label in a cell of its last row."""
        box = self.box_of(cell)
        return (
            cell.row + cell.rowspan == self.rows
            and box.left <= line.left
            and line.right <= box.right
            and any(map(str.isalpha, cell.text))
            and every_label().is_whole(f"{cell.text}{line.text}")
        )


def outside(chars: Sequence[Char], tables: Iterable[RuledTable]) -> Sequence[Char]:
    """The characters that stand in no table."""
    for table in tables:
        left, right, low, high = table.columns[0], table.columns[-1], table.bottom, table.top
        chars = [char for char in chars if not (left <= char.x <= right and low <= char.y <= high)]
    return chars
