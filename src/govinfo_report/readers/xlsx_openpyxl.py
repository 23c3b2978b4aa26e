"""The reader of .xlsx that lets openpyxl do the work; for comparison, and where it is asked for."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any

from attrs import evolve

from govinfo_report.errors import ReadError
from govinfo_report.readers.limits import Limits, require_archive
from govinfo_report.readers.typography import Typography
from govinfo_report.readers.workbook import CellError, Sheet, StoredCell, Workbook

__all__ = ["read_workbook"]


def read_workbook(data: bytes, *, limits: Limits, file: str | None = None) -> Workbook:
    """Read the worksheets of an .xlsx file: once for results, once for formulas.

    Raises:
        ReadError: openpyxl cannot read it, or it is beyond the limits of archives.
    """
    import warnings

    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            require_archive(archive.infolist(), limits, file=file)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # on parts that openpyxl does not keep; nothing is saved here
            results = load_workbook(BytesIO(data), data_only=True, rich_text=True)
            formulas = load_workbook(BytesIO(data), data_only=False, rich_text=True)
    except ReadError:
        raise
    except Exception as error:  # openpyxl and lxml raise whatever they happen upon in a damaged file
        raise ReadError(
            f"openpyxl 无法读取工作簿（{type(error).__name__}: {error}）。",
            f"openpyxl cannot read the workbook ({type(error).__name__}: {error}).",
            where=file,
            advice_zh="请用 Excel 或 WPS 打开后另存为 .xlsx。",
            advice_en="Open it in a spreadsheet program and save it as .xlsx.",
        ) from error
    return Workbook(
        sheets=tuple(
            _sheet(shown, written)
            for shown, written in zip(results.worksheets, formulas.worksheets, strict=True)
        )
    )


def _sheet(shown: Any, written: Any) -> Sheet:
    cells = {}
    for (row, column), formula_cell in written._cells.items():
        stored = _stored(shown._cells.get((row, column)), formula_cell)
        if stored is not None:
            struck = bool(formula_cell.has_style and formula_cell.font.strike)
            cells[row - 1, column - 1] = evolve(stored, struck=True) if struck else stored
    merges = sorted(
        (area.min_row - 1, area.min_col - 1, area.max_row - 1, area.max_col - 1)
        for area in written.merged_cells.ranges
    )
    return Sheet(
        name=written.title,
        hidden=written.sheet_state != "visible",
        cells=cells,
        merges=tuple(merges),
        hidden_rows=frozenset(row - 1 for row, layout in written.row_dimensions.items() if layout.hidden),
        hidden_columns=tuple(
            sorted(
                (layout.min - 1, layout.max - 1)
                for layout in written.column_dimensions.values()
                if layout.hidden
            )
        ),
    )


def _stored(shown: Any, written: Any) -> StoredCell | None:
    from openpyxl.cell.rich_text import CellRichText

    formula = None
    if written.data_type == "f":
        formula = (
            written.value if isinstance(written.value, str) else getattr(written.value, "text", None) or "="
        )
        if not formula.startswith("="):
            formula = f"={formula}"
    value, kind = (shown.value, shown.data_type) if shown is not None else (None, "n")
    if value is None:
        if formula is None:
            return None
        # A formula whose stored result is an empty text keeps the type of a text.
        return StoredCell("" if kind == "str" else None, formula=formula)
    if isinstance(value, CellRichText):
        return StoredCell("".join(_written(part) for part in value), formula=formula)
    if kind == "e":
        return StoredCell(CellError(value), formula=formula)
    if kind == "d" or hasattr(value, "isoformat") or hasattr(value, "total_seconds"):
        return StoredCell(date=str(value), formula=formula)
    if isinstance(value, bool | str):
        return StoredCell(value, formula=formula)
    return StoredCell(number=str(value), formula=formula)


def _written(part: Any) -> str:
    """A run of a text, as it is printed."""
    if isinstance(part, str):
        return part
    align = part.font.vertAlign
    printed = Typography(
        raised=align == "superscript", lowered=align == "subscript", struck=bool(part.font.strike)
    )
    return printed.written(part.text)
