"""How a workbook looks: fonts, borders, fills and sizes of the official form, as shared openpyxl objects."""

from __future__ import annotations

import math
from functools import cached_property
from typing import Any

from attrs import frozen

from govinfo_report.form import LayoutCell, Role, TableLayout
from govinfo_report.writers.printing import note_parts

__all__ = ["Look", "column_width", "row_heights"]

_CAPTION_FILL = "C6D9F1"
_INPUT_FILL = "FFFDE7"
_SCALE = 1.18
"""Screen cells are set a little wider than the paper's, so that five digits fit a column of table 3."""
_POINTS_PER_DXA = 1 / 20
_PIXELS_PER_POINT = 96 / 72
_PIXELS_PER_CHARACTER = 7
_CHINESE_CHARACTER = 10.5
"""Points that a Chinese character of a 10-point font takes, with its share of the cell's padding."""
_LINE = 13.5
"""Points of a line of 10-point text."""


def column_width(dxa: int) -> float:
    """A width in twentieths of a point as openpyxl wants it, in characters."""
    pixels = dxa * _POINTS_PER_DXA * _PIXELS_PER_POINT * _SCALE
    return round((pixels - 5) / _PIXELS_PER_CHARACTER, 2)


def row_heights(layout: TableLayout) -> list[float]:
    """A height in points for each row such that every text fits; merged rows share what they need."""
    heights = [18.0] * layout.rows
    for cell in sorted(layout.cells, key=lambda cell: cell.rowspan):
        width = sum(layout.widths[cell.column : cell.column + cell.colspan]) * _POINTS_PER_DXA * _SCALE - 4
        per_line = max(1, int(width // _CHINESE_CHARACTER))
        need = math.ceil(len(cell.text) / per_line) * _LINE + 4
        rows = range(cell.row, cell.row + cell.rowspan)
        have = sum(heights[row] for row in rows)
        if need > have:
            for row in rows:
                heights[row] += (need - have) / cell.rowspan
    return heights


@frozen(slots=False, eq=False)
class Look:
    """The styles of a workbook, each made once: a style made per cell is what makes writing slow."""

    @cached_property
    def border(self) -> Any:
        """1 point on every side."""
        from openpyxl.styles import Border, Side

        side = Side(style="thin", color="000000")
        return Border(left=side, right=side, top=side, bottom=side)

    def font(
        self, *, name: str = "宋体", size: float = 10, bold: bool = False, color: str | None = None
    ) -> Any:
        """A font."""
        from openpyxl.styles import Font

        return Font(name=name, size=size, bold=bold, color=color)

    @cached_property
    def centred(self) -> Any:
        """In the middle of the cell, over as many lines as it takes."""
        from openpyxl.styles import Alignment

        return Alignment(horizontal="center", vertical="center", wrap_text=True)

    @cached_property
    def left(self) -> Any:
        """At the left of the cell, over as many lines as it takes."""
        from openpyxl.styles import Alignment

        return Alignment(horizontal="left", vertical="center", wrap_text=True)

    @cached_property
    def top(self) -> Any:
        """At the upper left of the cell, over as many lines as it takes: paragraphs."""
        from openpyxl.styles import Alignment

        return Alignment(horizontal="left", vertical="top", wrap_text=True)

    @cached_property
    def unlocked(self) -> Any:
        """The protection of a cell that takes input."""
        from openpyxl.styles import Protection

        return Protection(locked=False)

    def fill(self, color: str) -> Any:
        """A plain fill."""
        if color not in self._fills:
            from openpyxl.styles import PatternFill

            self._fills[color] = PatternFill("solid", fgColor=color)
        return self._fills[color]

    def dress(self, cell: Any, printed: LayoutCell) -> None:
        """Give a cell of a table the form's look."""
        cell.font = self._fonts[printed.role]
        cell.alignment = self._alignments[printed.role]
        cell.border = self.border
        if printed.role is Role.CAPTION:
            cell.fill = self.fill(_CAPTION_FILL)

    def rich(self, printed: LayoutCell) -> Any:
        """The text of a note: 楷体, or a label in 宋体 and its instruction in 楷体."""
        from openpyxl.cell.rich_text import CellRichText, TextBlock
        from openpyxl.cell.text import InlineFont

        label, instruction = note_parts(printed.text)
        if not label:
            return printed.text
        song, kai = (InlineFont(rFont=name, sz=10) for name in ("宋体", "楷体"))
        return CellRichText(TextBlock(song, label), TextBlock(kai, instruction))

    def open_for_input(self, cell: Any) -> None:
        """Let a cell take input, and look so."""
        cell.fill = self.fill(_INPUT_FILL)
        cell.protection = self.unlocked

    @cached_property
    def _fills(self) -> dict[str, Any]:
        return {}

    @cached_property
    def _fonts(self) -> dict[Role, Any]:
        song, kai = self.font(), self.font(name="楷体")
        return {role: kai if role is Role.NOTE else song for role in Role}

    @cached_property
    def _alignments(self) -> dict[Role, Any]:
        from openpyxl.styles import Alignment

        figure = Alignment(horizontal="center", vertical="center", shrink_to_fit=True)
        return {
            Role.CAPTION: self.left,
            Role.HEAD: self.centred,
            Role.LABEL: self.left,
            Role.NOTE: self.left,
            Role.FIGURE: figure,
        }
