"""How a workbook looks: fonts, borders, fills and sizes of the official form, as shared openpyxl objects."""

from __future__ import annotations

import math
from functools import cached_property
from typing import Any

from attrs import frozen

from govinfo_report.form import LayoutCell, Role, TableLayout
from govinfo_report.model import Kind
from govinfo_report.writers.printing import note_parts

__all__ = [
    "INPUT_FILL",
    "PROSE_WIDTH",
    "Look",
    "column_points",
    "column_width",
    "new_workbook",
    "row_heights",
    "text_height",
]

_CAPTION_FILL = "C6D9F1"
#: The colour of what is to be filled in.
INPUT_FILL = "FFFDE7"
_SHEET = 575.0
"""Points that every sheet is wide, so that all pages are printed at one scale and have the same margins."""
_PIXELS_PER_POINT = 96 / 72
_PIXELS_PER_CHARACTER = 8
"""Pixels of a digit of 宋体 in 11 points, the measure of a column's width; see `new_workbook`."""
_CHINESE_CHARACTER, _LATIN = 10.2, 0.55
"""Points that a Chinese character of a 10-point font takes; which part of that a digit or letter takes."""
_PADDING, _INDENT = 5, 7
"""Points that a cell is wider than its text, and those of an indent."""
_LINE = 13.5
"""Points of a line of 10-point text."""
_LOWEST, _LOWEST_OF_A_PAGE = 18.0, 24.0
"""Points of a row; of a table that has a page of its own, which it is to fill."""
_ONE_LINE, _LINES = 7, 3
"""Characters of a group's label that stand in one line; a longer one has three."""
_FIGURE = 44.5
"""Points of a column of table 3: its heads (商业企业) break between words, and five digits fit."""
_HALF_HEAD = 26.0
"""Points of a column under a head of four characters, two in each line (结果 / 维持)."""


def new_workbook() -> Any:
    """An empty workbook whose plain font is 宋体, as that of a Chinese Excel.

    Widths are counted in digits of the plain font. openpyxl's is Calibri, for which programs without it
    take a wider one, and print everything smaller.
    """
    from openpyxl import Workbook
    from openpyxl.styles import Font

    workbook: Any = Workbook()
    workbook._named_styles["Normal"].font = Font(name="宋体", size=11)
    return workbook


def column_width(points: float) -> float:
    """A width in points as openpyxl wants it, in characters."""
    return round(points * _PIXELS_PER_POINT / _PIXELS_PER_CHARACTER, 2)


PROSE_WIDTH = column_width(_SHEET)
"""Width of a column of prose, in characters of Excel: that of a sheet."""


def column_points(layout: TableLayout) -> list[float]:
    """The widths of a table's columns in points, such that its labels break between words."""
    labels = len(layout.printing.labels)
    if layout.printing.kind is Kind.ROWS and labels:
        groups = [_group_width(layout, column) for column in range(labels - 1)]
        figures = [_FIGURE] * (layout.columns - labels)
        return [*groups, _SHEET - sum(groups) - sum(figures), *figures]
    if layout.printing.kind is Kind.HEADS:
        long = {cell.column for cell in layout.cells if cell.role is Role.HEAD and _is_long(cell)}
        rest = layout.columns - len(long)
        if rest and (left := _SHEET - len(long) * _HALF_HEAD) > rest * _HALF_HEAD:
            return [_HALF_HEAD if column in long else left / rest for column in range(layout.columns)]
    return [_SHEET * width / sum(layout.widths) for width in layout.widths]


def _is_long(cell: LayoutCell) -> bool:
    return cell.colspan == 1 and len(cell.text) == 4


def _group_width(layout: TableLayout, column: int) -> float:
    """The width of a column of groups' labels: a short one in one line, a long one in three of a length."""
    groups = [cell for cell in layout.cells if cell.column == column and cell.role is Role.LABEL]
    longest = max((len(cell.text) for cell in groups if cell.rowspan > 1), default=_ONE_LINE)
    if longest <= _ONE_LINE:
        return longest * _CHINESE_CHARACTER + _PADDING
    return math.ceil(longest / _LINES) * 10 + _PADDING  # one character more would not fit


def text_height(text: str, characters: float) -> float:
    """A height in points for a text of 10 points in a column of so many characters of Excel."""
    return _height(text, characters * _PIXELS_PER_CHARACTER / _PIXELS_PER_POINT - _PADDING)


def _height(text: str, points: float) -> float:
    signs = sum(_LATIN if sign.isascii() else 1.0 for sign in text)
    per_line = max(1, int(points / _CHINESE_CHARACTER * 2) / 2)
    return math.ceil(signs / per_line) * _LINE + 4


def row_heights(layout: TableLayout) -> list[float]:
    """A height in points for each row such that every text fits; merged rows share what they need."""
    widths = column_points(layout)
    heights = [_LOWEST_OF_A_PAGE if layout.printing.own_page else _LOWEST] * layout.rows
    for cell in sorted(layout.cells, key=lambda cell: cell.rowspan):
        beside = _PADDING if cell.role is Role.HEAD or cell.rowspan > 1 else _PADDING + _INDENT
        need = _height(cell.text, sum(widths[cell.column : cell.column + cell.colspan]) - beside)
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
    def indented(self) -> Any:
        """A little from the left of the cell, over as many lines as it takes."""
        from openpyxl.styles import Alignment

        return Alignment(horizontal="left", vertical="center", wrap_text=True, indent=1)

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
        group = printed.role is Role.LABEL and printed.rowspan > 1
        cell.alignment = self.centred if group else self._alignments[printed.role]
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
        cell.fill = self.fill(INPUT_FILL)
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
            Role.CAPTION: self.indented,
            Role.HEAD: self.centred,
            Role.LABEL: self.indented,
            Role.NOTE: self.indented,
            Role.FIGURE: figure,
        }
