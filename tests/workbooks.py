"""Workbooks as other people make them: the official tables put anywhere, in many manners."""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText

import govinfo_report as gr

Figures = Mapping[str, Any]


def zeros(**changed: Any) -> dict[str, Any]:
    """A figure for every cell: 0, or as given with __ for the dots."""
    figures: dict[str, Any] = {cell.path: 0 for cell in gr.form_with().cells}
    figures.update({name.replace("__", "."): value for name, value in changed.items()})
    assert len(figures) == 200
    return figures


def put_table(
    sheet: Any,
    table: str,
    figures: Figures,
    *,
    row: int = 1,
    column: int = 1,
    merge: bool = True,
    relabel: Mapping[str, str] | None = None,
    variant: str | None = None,
) -> dict[str, str]:
    """Put one of the three tables on a sheet with its corner at (row, column); path → address."""
    layout = gr.form_with(variant=variant).layouts[table]
    addresses: dict[str, str] = {}
    for cell in layout.cells:
        at = sheet.cell(row + cell.row, column + cell.column)
        if cell.path is None:
            at.value = (relabel or {}).get(cell.text, cell.text)
        else:
            addresses[cell.path] = at.coordinate
            value = figures.get(cell.path)
            if value is not None:
                at.value = value
        if merge and (cell.rowspan > 1 or cell.colspan > 1):
            sheet.merge_cells(
                start_row=at.row,
                start_column=at.column,
                end_row=at.row + cell.rowspan - 1,
                end_column=at.column + cell.colspan - 1,
            )
    return addresses


def one_sheet(
    figures: Figures, *, row: int = 1, column: int = 1, **how: Any
) -> tuple[Workbook, dict[str, str]]:
    """All three tables on one sheet, one under the other."""
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    addresses: dict[str, str] = {}
    for table, height in (("disclosure", 14), ("requests", 28), ("remedies", 4)):
        addresses |= put_table(sheet, table, figures, row=row, column=column, **how)
        row += height + 2
    return workbook, addresses


def saved(workbook: Workbook) -> bytes:
    stream = BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def loaded(data: bytes) -> Workbook:
    """A workbook as openpyxl loads it, and the sign in one of its texts that their looks were loaded."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # on what openpyxl does not keep
        workbook = load_workbook(BytesIO(data), rich_text=True)
    cells = (cell for sheet in workbook.worksheets for cell in sheet._cells.values())
    text = next((cell for cell in cells if type(cell.value) is str and cell.data_type == "s"), None)
    if text is not None:
        text.value = CellRichText([str(text.value)])
    return workbook


def values(raw: gr.RawReport) -> dict[str, Any]:
    return {cell.path: cell.value for cell in raw}


def repacked(data: bytes, change: Callable[[dict[str, bytes]], object]) -> bytes:
    """A workbook with some of its parts changed."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def strict(data: bytes) -> bytes:
    """A workbook in the namespaces of Strict Open XML."""

    def change(parts: dict[str, bytes]) -> None:
        for name in [name for name in parts if name.startswith("xl/") or name == "_rels/.rels"]:
            parts[name] = (
                parts[name]
                .replace(
                    b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                    b"http://purl.oclc.org/ooxml/spreadsheetml/main",
                )
                .replace(
                    b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                    b"http://purl.oclc.org/ooxml/officeDocument/relationships",
                )
            )

    return repacked(data, change)
