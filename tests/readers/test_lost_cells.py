"""A table that has lost a head or a label, cell and all: no figure is read into another's place."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook

import govinfo_report as gr
from tests.conftest import EXAMPLES
from tests.recognise.test_turned import page, read, table

WHOLE = gr.read(EXAMPLES / "nangong-2023.txt")
#: Figures that differ from those beside them, so that a move shows.
FIGURES = {cell.path: number for number, cell in enumerate(WHOLE, start=11)}


def written(folder: Path, suffix: str) -> bytes:
    path = folder / f"report{suffix}"
    gr.write(WHOLE.replace(FIGURES), path)
    return path.read_bytes()


def without_each(text: str, pattern: str) -> Iterator[str]:
    """A text without each thing in turn, those that print a figure excepted."""
    for found in re.finditer(pattern, text, re.DOTALL):
        if not re.search(r">\d+<", found[0]):
            yield text[: found.start()] + text[found.end() :]


def pages(data: bytes) -> Iterator[bytes]:
    yield from (each.encode() for each in without_each(data.decode(), r"<t[dh]\b.*?</t[dh]>"))


def word_files(data: bytes) -> Iterator[bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for text in without_each(parts["word/document.xml"].decode(), r"<w:tc>.*?</w:tc>"):
        made = BytesIO()
        with zipfile.ZipFile(made, "w") as target:
            for name, content in {**parts, "word/document.xml": text.encode()}.items():
                target.writestr(name, content)
        yield made.getvalue()


def markdowns(data: bytes) -> Iterator[bytes]:
    yield from (each.encode() for each in without_each(data.decode(), r"\|(?= [^-\d])"))


@pytest.mark.parametrize(
    ("suffix", "damaged"),
    [(".html", pages), (".docx", word_files), (".md", markdowns)],
    ids=["page", "Word", "Markdown"],
)
def test_no_figure_is_read_into_anothers_place(
    tmp_path: Path, suffix: str, damaged: Callable[[bytes], Iterator[bytes]]
) -> None:
    read = 0
    for data in damaged(written(tmp_path, suffix)):
        try:
            raw = gr.read(data)
        except gr.ReadError:
            continue
        figures = {cell.path: cell.value for cell in raw if cell.kind is gr.CellKind.NUMBER}
        assert figures.items() <= FIGURES.items()
        read += len(figures)
    assert read > 0


FORM = gr.form_with()
#: What stands behind the heads, and behind the figures.
BESIDE = {
    "as it is": ("", ""),
    "a remark": ("<td>备注</td>", "<td></td>"),
    "last year's figures": ("<td>上年数</td>", "<td>7</td>"),
    "an empty column": ("<td></td>", "<td></td>"),
}


@pytest.mark.parametrize("blank", ["", ".total"], ids=["figures", "no totals"])
@pytest.mark.parametrize("beside", BESIDE)
@pytest.mark.parametrize("name", FORM.layouts)
def test_beside_other_columns_and_blank_ones(name: str, beside: str, blank: str) -> None:
    """A column behind the table is cells of its rows, too; a blank last one does not tell what has moved."""
    layout = FORM.layouts[name]
    figures = {path: "" if blank and path.endswith(blank) else str(n) for path, n in FIGURES.items()}
    rows = table(layout.cells, figures, turned=False)
    head, under = BESIDE[beside]
    printed = {cell.row for cell in layout.cells if cell.path is not None}
    whole = [row + (under if at in printed else head) for at, row in enumerate(rows)]
    for at, row in enumerate(whole):
        cells = row.split("</td>")[:-1]
        for lost in range(len(cells)):
            if re.search(r">\d+$", cells[lost]):
                continue
            kept = "".join(f"{cell}</td>" for place, cell in enumerate(cells) if place != lost)
            found = read(page([*whole[:at], kept, *whole[at + 1 :]]))
            assert found.items() <= FIGURES.items(), (at, cells[lost])


@pytest.mark.parametrize("name", FORM.layouts)
def test_worksheets_whose_heads_were_moved_up(name: str) -> None:
    """A head deleted, and the cells behind it shifted to the left, as programs for worksheets offer to do."""
    layout = FORM.layouts[name]
    heads = [
        cell for cell in layout.cells if cell.path is None and cell.text and cell.row < layout.heading_rows
    ]
    for lost in heads:
        workbook = Workbook()
        sheet = workbook.worksheets[0]
        sheet["A1"] = "青禾县水务局2023年政府信息公开工作年度报告"
        for cell in layout.cells:
            moved = cell.row == lost.row and cell.column > lost.column
            column = cell.column + 1 - (lost.colspan if moved else 0)
            if cell is not lost:
                sheet.cell(cell.row + 3, column, FIGURES[cell.path] if cell.path else cell.text)
        stream = BytesIO()
        workbook.save(stream)
        assert read(stream.getvalue()).items() <= FIGURES.items(), lost.text
