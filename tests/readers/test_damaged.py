"""Damaged files: whatever is broken, a reader answers with a report or with a ReadError, and in time."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

import govinfo_report as gr
from tests.conftest import EXAMPLES
from tests.readers.test_xlsx import ENGINES, Engine, patched

XLSX = (EXAMPLES / "nangong-2023.xlsx").read_bytes()
TEXT = (EXAMPLES / "nangong-2023.txt").read_bytes()
JSON = gr.to_json(gr.read(TEXT), indent=False).encode()
with zipfile.ZipFile(BytesIO(XLSX)) as archive:
    PARTS = {name: archive.read(name) for name in archive.namelist()}

_FRAGMENTS = st.sampled_from(
    [
        b"",
        b"<",
        b">",
        b'"',
        b"\x00",
        b"99999999999",
        b"-1",
        b"A0",
        b"<f>",
        b"</c>",
        b"&#0;",
        b"&lol;",
        b"\xff",
        b"\t",
        b"\n",
    ]
) | st.binary(max_size=6)


@st.composite
def damaged(draw: st.DrawFn, data: bytes) -> bytes:
    """The data with a few pieces cut out and others put in."""
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 30)))
        data = data[:start] + draw(_FRAGMENTS) + data[end:]
    return data


def attempt(data: bytes, engine: Engine = "stream") -> None:
    try:
        raw = gr.read(data, engine=engine)
    except gr.ReadError:
        return
    gr.check(raw)


@pytest.mark.parametrize("data", [XLSX, TEXT, JSON], ids=["xlsx", "text", "json"])
@given(choice=st.data())
def test_damaged_bytes(data: bytes, choice: st.DataObject) -> None:
    try:
        attempt(choice.draw(damaged(data)))
    except gr.InvalidReport:
        assert data is JSON


@pytest.mark.parametrize("engine", ENGINES)
@given(choice=st.data())
def test_damaged_parts_of_a_workbook(engine: Engine, choice: st.DataObject) -> None:
    name = choice.draw(st.sampled_from(sorted(PARTS)))
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for other, content in PARTS.items():
            target.writestr(other, choice.draw(damaged(content)) if other == name else content)
    attempt(out.getvalue(), engine)


@pytest.mark.parametrize(
    "change",
    [
        lambda xml: xml.replace("<cols>", '<mergeCell ref="A1:C3"/><cols>'),
        lambda xml: xml.replace("</cols>", '<c r="A1" t="s"><v>99999</v></c></cols>'),
    ],
    ids=["merge", "cell"],
)
def test_what_stands_where_a_worksheet_has_none_is_passed_over(change: Callable[[str], str]) -> None:
    data = patched(XLSX, lambda xml: change(xml) if "<cols>" in xml else xml + " ")
    raw = gr.read(data)
    assert raw == gr.read(data, engine="openpyxl")
    assert raw.cells == gr.read(XLSX).cells
