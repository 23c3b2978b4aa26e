"""The reader of .xlsx that lets openpyxl do the work; for comparison, and where it is asked for.

What openpyxl does not keep, or not as it is — drawings, conditions, what is to be computed — is taken from
the bounded reader; cells, styles, merged ranges and what is hidden are openpyxl's.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

from attrs import evolve

from govinfo_report.document.limits import Limits
from govinfo_report.document.typography import Typography
from govinfo_report.errors import ReadError
from govinfo_report.readers.workbook import xlsx_stream
from govinfo_report.readers.workbook.format_codes import GENERAL
from govinfo_report.readers.workbook.looks import Fill, Font, Look, Placed, Run, Runs, look_of
from govinfo_report.readers.workbook.sheet_colours import Palette
from govinfo_report.readers.workbook.stored import CellError, Sheet, StoredCell, Workbook
from govinfo_report.readers.workbook.xlsx_styles import code_of

__all__ = ["read_workbook"]


def read_workbook(data: bytes, *, limits: Limits, file: str | None = None) -> Workbook:
    """Read the worksheets of an .xlsx file: once for results, once for formulas.

    Raises:
        ReadError: openpyxl cannot read it, or not all of its worksheets; it is damaged or beyond the limits.
    """
    import warnings

    from openpyxl import load_workbook

    known = xlsx_stream.read_workbook(data, limits=limits, file=file)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # on parts that openpyxl does not keep; nothing is saved here
            results = load_workbook(BytesIO(data), data_only=True, rich_text=True)
            formulas = load_workbook(BytesIO(data), data_only=False, rich_text=True)
    except Exception as error:  # openpyxl and lxml raise whatever they happen upon in a damaged file
        raise ReadError(
            f"openpyxl 无法读取工作簿（{type(error).__name__}: {error}）。",
            f"openpyxl cannot read the workbook ({type(error).__name__}: {error}).",
            where=file,
            advice_zh="请用 Excel 或 WPS 打开后另存为 .xlsx。",
            advice_en="Open it in a spreadsheet program and save it as .xlsx.",
        ) from error
    lost = {sheet.name for sheet in known.sheets} - {sheet.title for sheet in formulas.worksheets}
    if len(known.sheets) != len(formulas.worksheets):
        raise ReadError(
            f"openpyxl 读不到工作表“{'”、“'.join(sorted(lost))}”（例如 Strict Open XML 格式）。",
            f"openpyxl does not see the worksheet {', '.join(sorted(lost))} (as in Strict Open XML).",
            where=file,
            advice_zh='请不用 engine="openpyxl"，或用 Excel 或 WPS 打开后另存为“Excel 工作簿 (.xlsx)”。',
            advice_en='Read it without engine="openpyxl", or save it as an Excel workbook (.xlsx).',
        )
    return Workbook(
        sheets=tuple(
            _sheet(shown, written, sheet, known.palette)
            for shown, written, sheet in zip(
                results.worksheets, formulas.worksheets, known.sheets, strict=True
            )
        ),
        palette=known.palette,
    )


def _sheet(shown: Any, written: Any, known: Sheet, palette: Palette) -> Sheet:
    """A worksheet; ``known`` is what the bounded reader knows of it."""
    cells: dict[tuple[int, int], StoredCell] = {}
    looks: dict[tuple[int, ...], Look] = {}
    for (row, column), cell in written._cells.items():
        style = tuple(cell._style)
        if style not in looks:
            looks[style] = _look(cell, palette)
        stored = _stored(shown._cells.get((row, column)), cell, looks[style], palette)
        if stored is not None:
            cells[row - 1, column - 1] = stored
    merges = sorted(
        (area.min_row - 1, area.min_col - 1, area.max_row - 1, area.max_col - 1)
        for area in written.merged_cells.ranges
    )
    return evolve(
        known,
        name=written.title,
        hidden=written.sheet_state != "visible",
        cells=cells,
        merges=tuple(merges),
        hidden_rows=known.hidden_rows
        | {row - 1 for row, layout in written.row_dimensions.items() if layout.hidden},
        hidden_columns=tuple(
            sorted(
                {
                    *known.hidden_columns,
                    *(
                        (layout.min - 1, layout.max - 1)
                        for layout in written.column_dimensions.values()
                        if layout.hidden
                    ),
                }
            )
        ),
    )


def _look(cell: Any, palette: Palette) -> Look:
    fill = cell.fill
    number = cell._style.numFmtId
    return look_of(
        Font(bool(cell.font.strike), _named(cell.font.color), cell.font.sz, cell.font.name or ""),
        Fill(
            pattern=getattr(fill, "patternType", None) or "",
            fore=_named(getattr(fill, "fgColor", None)),
            back=_named(getattr(fill, "bgColor", None)),
            stops=tuple(_named(stop.color) or {} for stop in getattr(fill, "stop", ())),
        ),
        code_of(number) if number <= _LAST_BUILT_IN else cell.number_format or GENERAL,
        palette,
        Placed(cell.alignment.horizontal or "", int(cell.alignment.indent or 0)),
    )


_LAST_BUILT_IN = 163


def _named(colour: Any) -> dict[str, str] | None:
    """A colour as the attributes that name it in the XML."""
    if colour is None:
        return None
    return {colour.type: str(colour.value), "tint": str(colour.tint)}


def _stored(shown: Any, written: Any, look: Look, palette: Palette) -> StoredCell | None:
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
        return StoredCell("" if kind == "str" else None, formula=formula, look=look)
    if isinstance(value, CellRichText):
        runs = Runs(_run(part) for part in value)
        if any(run.font is not None for run in runs):
            return StoredCell(runs.on(look, palette), formula=formula, look=look.for_runs())
        return StoredCell(runs.text, formula=formula, look=look)
    if kind == "e":
        return StoredCell(CellError(value), formula=formula, look=look)
    if kind == "d" or hasattr(value, "isoformat") or hasattr(value, "total_seconds"):
        return StoredCell(date=str(value), formula=formula, look=look)
    if isinstance(value, bool | str):
        return StoredCell(value, formula=formula, look=look)
    return StoredCell(number=str(value), formula=formula, look=look)


def _run(part: Any) -> Run:
    """A run of a text, as it is printed."""
    if isinstance(part, str):
        return Run(part)
    align = part.font.vertAlign
    printed = Typography(
        raised=align == "superscript", lowered=align == "subscript", struck=bool(part.font.strike)
    )
    font = Font(False, _named(part.font.color), part.font.sz, part.font.rFont or "")
    return Run(printed.written(part.text), font)
