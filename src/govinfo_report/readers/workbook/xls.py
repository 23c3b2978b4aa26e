"""Workbooks of Excel 97–2003 (.xls), read by xlrd."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from attrs import evolve

from govinfo_report.document.limits import Budget, Limits, within
from govinfo_report.errors import ReadError
from govinfo_report.readers.extras import missing_extra
from govinfo_report.readers.workbook.areas import covering
from govinfo_report.readers.workbook.drawings import Anchored
from govinfo_report.readers.workbook.looks import Dress, Look, Run, Runs, printed, run_of, words_in
from govinfo_report.readers.workbook.sheet_colours import Palette, numbered
from govinfo_report.readers.workbook.stored import CellError, Sheet, StoredCell
from govinfo_report.readers.workbook.xls_conditions import conditions_of
from govinfo_report.readers.workbook.xls_records import records_of

__all__ = ["read_workbook"]


def read_workbook(data: bytes, *, limits: Limits, file: str | None = None) -> list[Sheet]:
    """Read the worksheets of an .xls file.

    Formulas are not told from values, and their stored results are read, unless the file says that they are
    to be computed, or the result is 0.

    Raises:
        ReadError: The extra ``xls`` is not installed, or the file is damaged or beyond the limits.
    """
    try:
        import xlrd
    except ModuleNotFoundError as error:
        raise missing_extra("xls", "旧版 .xls 工作簿", "Old .xls workbooks", file) from error
    try:
        # Merged cells are only known with the formatting.
        book = xlrd.open_workbook(
            file_contents=data, formatting_info=True, ragged_rows=True, on_demand=True, logfile=_Silence()
        )
        within(book.nsheets, limits.members, "工作表数", "worksheets", file=file)
        filled = Budget(limits.cells, "单元格数", "cells", file)
        covered = covering(file)
        looks = _Looks(book)
        sheets = [_sheet(each, looks, filled, covered) for each in book.sheets()]
        book.release_resources()
        return sheets
    except ReadError:
        raise
    except Exception as error:  # xlrd lets whatever goes wrong in a damaged file through
        raise ReadError(
            ".xls 工作簿已损坏或不受支持。",
            f"The .xls workbook is damaged or not supported ({type(error).__name__}: {error}).",
            where=file,
            advice_zh="请用 Excel 或 WPS 打开后另存为 .xlsx，再试。",
            advice_en="Open it in a spreadsheet program, save it as .xlsx and try again.",
        ) from error


class _Silence:
    """Takes what xlrd would print."""

    def write(self, text: str) -> int:
        return len(text)

    def flush(self) -> None: ...


class _Looks:
    """How the styles of a workbook draw cells, each told once."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.palette = Palette(numbered=tuple(book.colour_map.get(number) for number in range(64)))
        self._known: dict[int, Look] = {}

    def of(self, style: int) -> Look:
        look = self._known.get(style)
        if look is None:
            look = self._known[style] = self._look(self.book.xf_list[style])
        return look

    def _look(self, style: Any) -> Look:
        ground, placed = style.background, style.alignment
        code = self.book.format_map.get(style.format_key)
        dress = evolve(
            self.dress(style.font_index),
            format=None if code is None else code.format_str,
            pattern=_PATTERNS.get(ground.fill_pattern, "mediumGray"),
            fore=numbered(ground.pattern_colour_index),
            back=numbered(ground.background_colour_index),
            across="fill" if placed.hor_align == _REPEATED else "",
            indent=placed.indent_level,
        )
        return dress.look(self.palette)

    def dress(self, number: int) -> Dress:
        """What a font states."""
        font = self.book.font_list[number]
        return Dress(
            colour=numbered(font.colour_index),
            struck=bool(font.struck_out),
            raised=font.escapement == 1,
            lowered=font.escapement == 2,
            size=font.height / 20,
            name=font.name,
        )


_PATTERNS = {0: "", 1: "solid", 3: "darkGray", 4: "lightGray", 17: "gray125", 18: "gray0625"}
_REPEATED = 4


def _sheet(sheet: Any, looks: _Looks, filled: Budget, covered: Budget) -> Sheet:
    made = Sheet(
        name=sheet.name,
        hidden=sheet.visibility != 0,
        merges=[(top, left, bottom - 1, right - 1) for top, bottom, left, right in sheet.merged_cells],
        zeros=bool(sheet.show_zero_values),
        shows_formulas=bool(sheet.show_formulas),
    )
    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            stored = _stored(sheet, row, column, looks)
            if stored is not None:
                filled.spend()
                made.cells[row, column] = stored
    records = records_of(looks.book, looks.book._sh_abs_posn[sheet.number])
    for place, formula in records.formulas.items():
        look = looks.of(sheet.cell_xf_index(*place))
        made.cells[place] = evolve(made.cells.get(place, StoredCell(look=look)), formula=formula)
    made.stale = records.stale
    made.rules = conditions_of(looks.book, records, looks.palette)
    measures = made.measures
    for index, info in sheet.colinfo_map.items():
        measures.columns.append((index, index, 0.0 if info.hidden else info.width / 256))
    for index, info in sheet.rowinfo_map.items():
        measures.rows[index] = 0.0 if info.hidden else info.height / 20
    for doubt, (left, dx, top, dy, right, dx2, bottom, dy2) in records.things:
        # Offsets are shares of 1,024 of a column and of 256 of a row.
        start = (left, dx / 1024 * measures.width(left), top, dy / 256 * measures.height(top))
        stop = (right, dx2 / 1024 * measures.width(right), bottom, dy2 / 256 * measures.height(bottom))
        made.anchored.append(Anchored(doubt, start, stop))
    return made.settled(covered)


def _stored(sheet: Any, row: int, column: int, looks: _Looks) -> StoredCell | None:
    import xlrd

    cell = sheet.cell(row, column)
    if cell.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
        return None
    book, look = looks.book, looks.of(sheet.cell_xf_index(row, column))
    if cell.ctype == xlrd.XL_CELL_TEXT:
        if not cell.value:
            return None
        runs = sheet.rich_text_runlist_map.get((row, column), ())
        text, look = printed(_words(cell.value, runs, looks), look, looks.palette)
        return StoredCell(text, look=look)
    if cell.ctype == xlrd.XL_CELL_NUMBER:
        return StoredCell(number=repr(cell.value), look=look)
    if cell.ctype == xlrd.XL_CELL_DATE:
        shown = xlrd.xldate.xldate_as_datetime(cell.value, book.datemode).isoformat(" ")
        return StoredCell(date=shown, look=look)
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return StoredCell(bool(cell.value), look=look)
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return StoredCell(CellError(xlrd.error_text_from_code.get(cell.value, "#ERROR")), look=look)
    return None


def _words(text: str, runs: Sequence[tuple[int, int]], looks: _Looks) -> str | Runs:
    """A text in pieces; ``runs`` say from where on which font is used."""
    starts = [start for start, _ in runs] + [len(text)]
    pieces = [
        run_of(text[start:end], looks.dress(font))
        for (start, font), end in zip(runs, starts[1:], strict=True)
    ]
    return words_in([Run(text[: starts[0]]), *pieces])
