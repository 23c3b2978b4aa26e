"""A table that has lost a head or a label, cell and all: no figure is read into another's place."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest

import govinfo_report as gr
from tests.conftest import EXAMPLES

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
