"""Workbooks of Excel 97–2003 (.xls), read by xlrd."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from attrs import evolve

from govinfo_report.errors import ReadError
from govinfo_report.readers.extras import missing_extra
from govinfo_report.readers.limits import Budget, Limits, within
from govinfo_report.readers.typography import Typography
from govinfo_report.readers.workbook import CellError, Sheet, StoredCell, Workbook, covering, drop_covered

__all__ = ["read_workbook"]


def read_workbook(data: bytes, *, limits: Limits, file: str | None = None) -> Workbook:
    """Read the worksheets of an .xls file.

    Formulas are not told from values; their stored results are read.

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
            file_contents=data, formatting_info=True, ragged_rows=True, logfile=_Silence()
        )
        within(book.nsheets, limits.members, "工作表数", "worksheets", file=file)
        filled = Budget(limits.cells, "单元格数", "cells", file)
        covered = covering(file)
        return Workbook(sheets=tuple(_sheet(each, book, filled, covered) for each in book.sheets()))
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


def _sheet(sheet: Any, book: Any, filled: Budget, covered: Budget) -> Sheet:
    cells: dict[tuple[int, int], StoredCell] = {}
    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            stored = _stored(sheet, row, column, book)
            if stored is not None:
                filled.spend()
                cells[row, column] = stored
    merges = tuple((top, left, bottom - 1, right - 1) for top, bottom, left, right in sheet.merged_cells)
    drop_covered(cells, merges, covered)
    hidden = {index for index, info in sheet.rowinfo_map.items() if info.hidden}
    columns = tuple((index, index) for index, info in sheet.colinfo_map.items() if info.hidden)
    return Sheet(
        name=sheet.name,
        hidden=sheet.visibility != 0,
        cells=cells,
        merges=merges,
        hidden_rows=frozenset(hidden),
        hidden_columns=columns,
    )


def _stored(sheet: Any, row: int, column: int, book: Any) -> StoredCell | None:
    stored = _value(sheet, row, column, book)
    if stored is None:
        return None
    font = book.font_list[book.xf_list[sheet.cell_xf_index(row, column)].font_index]
    return evolve(stored, struck=True) if font.struck_out else stored


def _value(sheet: Any, row: int, column: int, book: Any) -> StoredCell | None:
    import xlrd

    cell = sheet.cell(row, column)
    if cell.ctype == xlrd.XL_CELL_TEXT:
        runs = sheet.rich_text_runlist_map.get((row, column), ())
        return StoredCell(value=_written(cell.value, runs, book)) if cell.value else None
    if cell.ctype == xlrd.XL_CELL_NUMBER:
        return StoredCell(number=repr(cell.value))
    if cell.ctype == xlrd.XL_CELL_DATE:
        return StoredCell(date=xlrd.xldate.xldate_as_datetime(cell.value, book.datemode).isoformat(" "))
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return StoredCell(value=bool(cell.value))
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return StoredCell(value=CellError(xlrd.error_text_from_code.get(cell.value, "#ERROR")))
    return None


def _written(text: str, runs: Sequence[tuple[int, int]], book: Any) -> str:
    """A text as it is printed; ``runs`` say from where on which font is used."""
    if not runs:
        return text
    pieces = [text[: runs[0][0]]]
    ends = [start for start, _ in runs[1:]] + [len(text)]
    for (start, index), end in zip(runs, ends, strict=True):
        font = book.font_list[index]
        raised, lowered = font.escapement == 1, font.escapement == 2
        printed = Typography(raised=raised, lowered=lowered, struck=bool(font.struck_out))
        pieces.append(printed.written(text[start:end]))
    return "".join(pieces)
