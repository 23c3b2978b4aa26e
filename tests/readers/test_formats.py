"""Formats are values in a tuple: each file has its reader, and what that makes of it is used alike."""

from __future__ import annotations

import pytest

import govinfo_report as gr
from govinfo_report.document import Document
from govinfo_report.document.limits import Limits
from govinfo_report.readers.formats import READERS, reader_of
from govinfo_report.reading import open_document
from govinfo_report.writers.writing import render
from tests.conftest import EXAMPLES

RAW = gr.read(EXAMPLES / "nangong-2023.txt")
NAMES = {"xlsx": "xlsx", "docx": "docx", "html": "html", "md": "text", "txt": "text", "json": "json"}


@pytest.mark.parametrize(("suffix", "name"), NAMES.items())
def test_each_file_has_its_reader(suffix: str, name: str) -> None:
    data = render(RAW, suffix)
    reader = reader_of(data)
    assert reader.name == name
    assert reader in READERS
    product = reader.read(data, "a", Limits())
    assert isinstance(product, gr.RawReport if suffix == "json" else Document)


def test_text_is_what_no_other_reader_claims() -> None:
    data = render(RAW, "txt")
    assert [reader.name for reader in READERS if reader.claims(data)] == ["text"]


def test_every_reader_has_a_name_of_its_own() -> None:
    assert len({reader.name for reader in READERS}) == len(READERS)


@pytest.mark.parametrize("suffix", ["docx", "html", "txt", "json"])
def test_what_is_no_workbook_has_no_sheet(suffix: str) -> None:
    with pytest.raises(gr.ReadError, match="没有工作表可选"):
        gr.read(render(RAW, suffix), sheet="表")


def test_a_sheet_that_the_library_adds_is_none_of_the_report() -> None:
    report = gr.load(EXAMPLES / "nangong-2023.xlsx", blanks="zero")
    with pytest.raises(gr.ReadError, match="没有工作表“校验”"):
        gr.read(render(report, "xlsx"), sheet="校验")


def test_json_has_no_tables() -> None:
    with pytest.raises(gr.ReadError, match="没有表格"):
        open_document(render(RAW, "json"))
