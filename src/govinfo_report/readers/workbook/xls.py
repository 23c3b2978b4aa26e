"""Workbooks of Excel 97–2003 (.xls), read by xlrd."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from attrs import evolve

from govinfo_report.document.limits import Budget, Limits, within
from govinfo_report.document.typography import Typography
from govinfo_report.errors import ReadError
from govinfo_report.readers.extras import missing_extra
from govinfo_report.readers.workbook.format_codes import GENERAL
from govinfo_report.readers.workbook.looks import Fill, Font, Look, Placed, Run, Runs, look_of
from govinfo_report.readers.workbook.sheet_colours import Palette
from govinfo_report.readers.workbook.stored import (
    LOWEST,
    NARROWEST,
    CellError,
    Sheet,
    StoredCell,
    Workbook,
    covering,
    drop_covered,
)
from govinfo_report.readers.workbook.xls_conditions import conditions_of
from govinfo_report.readers.workbook.xls_records import anchored, records_of
from govinfo_report.readers.workbook.xlsx_drawings import Measures, under

__all__ = ["read_workbook"]


def read_workbook(data: bytes, *, limits: Limits, file: str | None = None) -> Workbook:
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
        sheets = tuple(_sheet(each, looks, filled, covered) for each in book.sheets())
        book.release_resources()
        return Workbook(sheets=sheets, palette=looks.palette)
    except ReadError:
        raise
    except Exception as error:  # xlrd lets whatever goes wrong in a damaged file through
        raise ReadError(
            f".xls 工作簿已损坏或不受支持（{type(error).__name__}: {error}）。",
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
        ground = style.background
        fill = Fill(
            _PATTERNS.get(ground.fill_pattern, "mediumGray"),
            fore=_numbered(ground.pattern_colour_index),
            back=_numbered(ground.background_colour_index),
        )
        code = self.book.format_map.get(style.format_key)
        return look_of(
            self.font(style.font_index),
            fill,
            GENERAL if code is None else code.format_str,
            self.palette,
            Placed("fill" if style.alignment.hor_align == _REPEATED else "", style.alignment.indent_level),
        )

    def font(self, number: int) -> Font:
        font = self.book.font_list[number]
        return Font(bool(font.struck_out), _numbered(font.colour_index), font.height / 20, font.name)


_PATTERNS = {0: "", 1: "solid", 3: "darkGray", 4: "lightGray", 17: "gray125", 18: "gray0625"}
_REPEATED = 4


def _numbered(colour: int) -> dict[str, str]:
    return {"indexed": str(colour)}


def _sheet(sheet: Any, looks: _Looks, filled: Budget, covered: Budget) -> Sheet:
    cells: dict[tuple[int, int], StoredCell] = {}
    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            stored = _stored(sheet, row, column, looks)
            if stored is not None:
                filled.spend()
                cells[row, column] = stored
    records = records_of(looks.book, looks.book._sh_abs_posn[sheet.number])
    for place, formula in (records.others | records.stale | records.zeros).items():
        look = looks.of(sheet.cell_xf_index(*place))
        cells[place] = evolve(cells.get(place, StoredCell(look=look)), formula=formula)
    merges = tuple((top, left, bottom - 1, right - 1) for top, bottom, left, right in sheet.merged_cells)
    drop_covered(cells, merges, covered)
    measures = Measures(
        columns=tuple((index, index, info.width / 256) for index, info in sheet.colinfo_map.items()),
        rows={index: info.height / 20 for index, info in sheet.rowinfo_map.items()},
    )
    hidden = {index for index, info in sheet.rowinfo_map.items() if info.hidden or info.height <= 20 * LOWEST}
    columns = tuple(
        (index, index)
        for index, info in sheet.colinfo_map.items()
        if info.hidden or info.width <= 256 * NARROWEST
    )
    things = [anchored(*thing, measures.width, measures.height) for thing in records.things]
    return Sheet(
        name=sheet.name,
        hidden=sheet.visibility != 0,
        cells=cells,
        things=under(things, measures, cells, merges, covered) if things else {},
        conditions=conditions_of(looks.book, records, looks.palette).by_place(cells, covered),
        zeros=bool(sheet.show_zero_values),
        shows_formulas=bool(sheet.show_formulas),
        stale=frozenset(records.stale),
        merges=merges,
        hidden_rows=frozenset(hidden),
        hidden_columns=columns,
    )


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
        if not runs:
            return StoredCell(cell.value, look=look)
        return StoredCell(_runs(cell.value, runs, looks).on(look, looks.palette), look=look.for_runs())
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


def _runs(text: str, runs: Sequence[tuple[int, int]], looks: _Looks) -> Runs:
    """A text in pieces; ``runs`` say from where on which font is used."""
    pieces = [Run(text[: runs[0][0]])]
    ends = [start for start, _ in runs[1:]] + [len(text)]
    for (start, index), end in zip(runs, ends, strict=True):
        font = looks.book.font_list[index]
        raised, lowered = font.escapement == 1, font.escapement == 2
        printed = Typography(raised=raised, lowered=lowered, struck=bool(font.struck_out))
        pieces.append(Run(printed.written(text[start:end]), looks.font(index)))
    return Runs(pieces)
