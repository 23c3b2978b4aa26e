"""Workbooks of lists, for filtering and sorting: written row by row, so that memory stays flat."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from copy import copy
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from typing import Any

from attrs import define, field

from govinfo_report.writers.characters import clean
from govinfo_report.writers.papers import Column, Value
from govinfo_report.writers.workbook.look import Look
from govinfo_report.writers.workbook.text import LONGEST, escaped

__all__ = ["List", "Lists", "fitting"]

_ROWS = 1_048_576
"""Rows that a sheet holds."""
_PAPERS = ((94, 9, "portrait"), (141, 9, "landscape"))
"""Papers by the widths that they hold, in characters at full size: A4 (9, in the numbers of workbooks)."""
_WIDEST = (8, "landscape")
"""A3."""
_DIGITS = 15
"""Digits of a number that a workbook keeps; of a longer one the last would become 0."""
_HEAD_FILL = "C6D9F1"
_LINE, _HIGHEST = 15.0, 409.0
"""Points of a line of 10-point text, and of the highest row that Excel has."""
_FORMATS = {"text": "General", "figure": "General", "change": "+General;-General;0"}


def fitting(text: str) -> str:
    """The text as a cell of Excel holds it: what is too long is cut, and says so."""
    text = clean(text)
    if len(text) <= LONGEST // 2 or len(text.encode("utf-16-le")) // 2 <= LONGEST:
        return text
    note = f"……（原文 {len(text)} 字，一格放不下，后略 / cut off）"
    kept = text.encode("utf-16-le")[: 2 * (LONGEST - len(note))]
    return kept.decode("utf-16-le", "ignore") + note


@define
class Lists:
    """A workbook to which lists are added, each with a filter and heads that stay in view."""

    look: Look = field(factory=Look)

    @cached_property
    def _book(self) -> Any:
        from openpyxl import Workbook

        return Workbook(write_only=True)

    def add(self, name: str, columns: Sequence[Column], rows: Iterable[Sequence[Value]] = ()) -> List:
        """Add a list, with those of its rows that are known."""
        made = List(name, columns, self._book, self.look)
        for row in rows:
            made.append(row)
        return made

    def save(self, path: Path) -> None:
        """Write the workbook."""
        self._book.save(path)

    def give_up(self) -> None:
        """Let go of what was added so far, which stands in temporary files."""
        for sheet in self._book.worksheets:
            sheet.close()
            sheet._writer.cleanup()


@define
class List:
    """A list on a sheet; what does not fit goes on on further sheets, ``问题 (2)``.

    Attributes:
        name: The sheet's name.
        columns: Its columns.
    """

    name: str
    columns: Sequence[Column]
    _book: Any
    _look: Look
    _styles: list[Any] = field(init=False, factory=list)
    _sheet: Any = field(init=False, default=None)
    _sheets: int = field(init=False, default=0)
    _row: int = field(init=False, default=0)

    def __attrs_post_init__(self) -> None:
        self._begin()

    def append(self, row: Sequence[Value], *, mark: tuple[int, str | None] = (0, None)) -> None:
        """Add a row.

        Args:
            row: A value for each column.
            mark: A column, counted from 0, and the fill that its cell has.
        """
        if self._row == _ROWS:
            self._begin()
        cells = [self._cell(value, style) for value, style in zip(row, self._styles, strict=True)]
        column, color = mark
        if color is not None:
            cells[column].fill = self._look.fill(color)
        self._put(cells)

    def _put(self, cells: list[Any]) -> None:
        self._row += 1
        # Not every program makes room for text over several lines by itself.
        lines = max(map(_lines, cells, self.columns))
        self._sheet.row_dimensions[self._row].height = min(_HIGHEST, lines * _LINE + 4)
        self._sheet.append(cells)
        del self._sheet.row_dimensions[self._row]
        self._sheet.auto_filter.ref = f"A1:{_letter(len(cells))}{self._row}"

    def _begin(self) -> None:
        self._sheets, self._row = self._sheets + 1, 0
        name = self.name if self._sheets == 1 else f"{self.name} ({self._sheets})"
        self._sheet = sheet = self._book.create_sheet(name)
        sheet.freeze_panes = "A2"
        sheet.print_title_rows = "1:1"
        widths = [2 * column.width + 2 for column in self.columns]
        paper = next((rest for most, *rest in _PAPERS if sum(widths) <= most), _WIDEST)
        sheet.page_setup.paperSize, sheet.page_setup.orientation = paper
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        self._styles = [self._style(column) for column in self.columns]
        heads = [self._cell(column.head) for column in self.columns]
        for number, (head, width) in enumerate(zip(heads, widths, strict=True), start=1):
            sheet.column_dimensions[_letter(number)].width = width
            head.font, head.alignment = self._look.font(bold=True), self._look.centred
            head.fill, head.border = self._look.fill(_HEAD_FILL), self._look.border
        self._put(heads)

    def _style(self, column: Column) -> Any:
        """How the cells of a column look, made once: a style made per cell is what makes writing slow."""
        cell = self._cell(None)
        cell.font, cell.border = self._look.font(), self._look.border
        cell.alignment = self._look.left if column.kind == "text" else self._look.centred
        cell.number_format = _FORMATS[column.kind]
        return cell._style

    def _cell(self, value: Value, style: Any = None) -> Any:
        from openpyxl.cell import WriteOnlyCell

        cell: Any = WriteOnlyCell(self._sheet)
        if style is not None:
            cell._style = copy(style)
        if isinstance(value, Fraction):
            cell.value, cell.number_format = float(value), "0.0%"
        elif isinstance(value, int | Decimal) and len(str(value).lstrip("-")) <= _DIGITS:
            cell.value = value
        elif value is not None:
            words = fitting(f"{value:f}" if isinstance(value, Decimal) else str(value))
            cell.value = escaped(words)
            cell.data_type = "s"  # also what begins with =, which would be a formula
            cell.quotePrefix = words[:1] in ("=", "+", "-", "@")  # and stays text when it is edited
        return cell


def _lines(cell: Any, column: Column) -> int:
    """How many lines a cell's text takes; a sign of ASCII is half as wide as a Chinese one."""
    if not isinstance(cell.value, str):
        return 1
    lines = cell.value.split("\n")
    widths = [len(line) - 0.45 * len(line.encode("ascii", "ignore")) for line in lines]
    return sum(max(1, math.ceil(width / (column.width - 0.8))) for width in widths)


def _letter(column: int) -> str:
    from openpyxl.utils.cell import get_column_letter

    return get_column_letter(column)
