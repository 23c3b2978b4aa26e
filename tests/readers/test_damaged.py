"""Damaged files: whatever is broken, a reader answers with a report or with a ReadError, and in time."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

import govinfo_report as gr
from tests.conftest import EXAMPLES
from tests.readers.test_xlsx import both, patched
from tests.workbooks import loaded, one_sheet, saved, zeros

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


def attempt(data: bytes | Workbook) -> None:
    try:
        raw = gr.read(data)
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


@given(choice=st.data())
def test_damaged_parts_of_a_workbook(choice: st.DataObject) -> None:
    name = choice.draw(st.sampled_from(sorted(PARTS)))
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for other, content in PARTS.items():
            target.writestr(other, choice.draw(damaged(content)) if other == name else content)
    attempt(out.getvalue())
    try:
        workbook = loaded(out.getvalue())
    except Exception:  # openpyxl and lxml raise whatever they happen upon
        return
    attempt(workbook)


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
    raw = both(data)
    assert raw.cells == gr.read(XLSX).cells


def test_a_broken_shared_formula() -> None:
    cells = '<c r="A90"><f t="shared" si="7" ref="A90:B90">"abc</f></c><c r="B90"><f t="shared" si="7"/></c>'
    row = f'<row r="90">{cells}</row></sheetData>'
    data = patched(
        XLSX, lambda xml: xml.replace("</sheetData>", row).replace("<sheetData/>", "<sheetData />")
    )
    with pytest.raises(gr.ReadError):
        gr.read(data)


def test_formulas_nested_through_many_cells_have_no_result() -> None:
    workbook, addresses = one_sheet(zeros())
    sheet = workbook.worksheets[0]
    sheet[addresses["requests.received.total"]] = "=Z1"
    for row in range(1, 60):
        sheet.cell(row, 26, "=" + "(" * 20 + f"Z{row + 1}" + ")" * 20)
    assert both(saved(workbook))["requests.received.total"].kind == "unreadable"


def test_formulas_over_many_cells_are_given_up_in_time() -> None:
    workbook, _ = one_sheet(zeros())
    for row in range(100, 3100):  # beside no row of the table
        workbook.worksheets[0].cell(row, 30, "=SUM($AE$1:$DZ$100)")
    assert len(gr.read(saved(workbook))) == 200


def test_an_archive_whose_first_member_cannot_be_unpacked() -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("mimetype", b"x" * 5000)
    data = bytearray(out.getvalue())
    data[38:44] = b"\xff" * 6
    with pytest.raises(gr.ReadError):
        gr.read(bytes(data))


def test_merges_beyond_measure_are_refused() -> None:
    merge = '<mergeCell ref="A100:ZZ600"/>' * 30_000
    data = patched(XLSX, lambda xml: xml.replace("</mergeCells>", f"{merge}</mergeCells>") + " ")
    with pytest.raises(gr.ReadError, match="合并单元格过多"):
        gr.read(data)
