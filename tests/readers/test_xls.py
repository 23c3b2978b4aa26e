"""Old workbooks (.xls): what the eye sees of them, and formulas whose results are not stored."""

from __future__ import annotations

import struct
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.formatting import rule as rules
from openpyxl.styles import Font as NewFont

import govinfo_report as gr
from govinfo_report.raw import CellKind, Doubt
from tests.makers import convert, needs_office
from tests.old_workbooks import Font, Formula, Style, old_workbook
from tests.readers.test_seen import COUNT, FEES, TOTAL, book_with, doubt_of, looking
from tests.workbooks import saved, zeros

pytest.importorskip("xlrd")


def reading(path: str, value: Any, style: Style) -> gr.RawReport:
    return gr.read(old_workbook({**zeros(), path: value}, {path: style})[0])


class TestLooks:
    def test_a_plain_one(self) -> None:
        raw = reading(COUNT, 44, Style())
        assert (raw[COUNT].value, len(raw), raw.notes) == (44, 200, ())

    @pytest.mark.parametrize(
        ("value", "style", "doubt"),
        [
            (944, Style(";;;"), Doubt.FORMAT),
            (44, Style('"9"0'), Doubt.FORMAT),
            (0, Style("0;-0;;@"), Doubt.FORMAT),
            ("44", Style(';;;"9"@'), Doubt.FORMAT),
            (44, Style(font=Font(colour=9)), Doubt.COLOUR),
            ("44", Style(font=Font(colour=1)), Doubt.COLOUR),
            (44, Style("[White]0"), Doubt.COLOUR),
            (44, Style(font=Font(colour=10), pattern=1, ground=10), Doubt.COLOUR),
            (44, Style(font=Font(points=1)), Doubt.HIDDEN),
            (44, Style(font=Font(name="Wingdings")), Doubt.SYMBOL),
            (44, Style(across=4), Doubt.FORMAT),
        ],
    )
    def test_hidden(self, value: Any, style: Style, doubt: Doubt) -> None:
        assert doubt_of(reading(COUNT, value, style), COUNT) == doubt

    @pytest.mark.parametrize(
        "style",
        [
            Style("0"),
            Style("#,##0_ "),
            Style('0"件"'),
            Style(font=Font(colour=9), pattern=1, ground=18),
            Style(font=Font(colour=23)),
            Style(pattern=1, ground=22),
        ],
    )
    def test_seen(self, style: Style) -> None:
        raw = reading(COUNT, 44, style)
        assert (raw[COUNT].value, raw.notes) == (44, ())

    def test_the_unit_that_a_format_prints_counts(self) -> None:
        assert str(reading(FEES, 123500, Style('0"元"'))[FEES].value) == "12.35"

    def test_zeros_that_the_sheet_does_not_show(self) -> None:
        raw = gr.read(old_workbook(zeros(requests__received__natural_person=44), zeros=False)[0])
        assert raw[COUNT].value == 44
        assert doubt_of(raw, TOTAL) == Doubt.ZEROS


class TestFormulas:
    """Programs that do not compute store an empty text, or a 0 that is to be computed."""

    def total(self, formula: Formula, *more: tuple[int, bytes]) -> gr.RawReport:
        figures = zeros(requests__received__business=5)
        return gr.read(old_workbook({**figures, TOTAL: formula}, more=more)[0])

    def codes(self, raw: gr.RawReport) -> set[str]:
        return {each.code for each in gr.check(raw).findings} & {"F303", "F307", "F308"}

    def test_an_empty_text_is_computed(self) -> None:
        raw = self.total(Formula(19, 3, 8))
        assert (raw[TOTAL].value, self.codes(raw)) == (5, {"F307"})

    @pytest.mark.parametrize("flags", [1, 2, 3])
    def test_a_nought_that_is_to_be_computed(self, flags: int) -> None:
        raw = self.total(Formula(19, 3, 8, result=0, flags=flags))
        assert (raw[TOTAL].value, self.codes(raw)) == (5, {"F307"})

    def test_a_sheet_that_was_not_computed(self) -> None:
        raw = self.total(Formula(19, 3, 8, result=0), (0x005E, b"\0\0"))
        assert (raw[TOTAL].value, self.codes(raw)) == (5, {"F307"})

    @pytest.mark.parametrize("tokens", [b"\x21\x13\0", b"\xff\xff", b"\x01\0\0\0\0"])
    def test_one_that_cannot_be_computed_is_unreadable_and_no_blank(self, tokens: bytes) -> None:
        raw = self.total(Formula(19, 3, 8, tokens=tokens))
        assert (raw[TOTAL].kind, self.codes(raw)) == (CellKind.UNREADABLE, {"F308"})

    def test_a_nought_that_the_formula_contradicts_is_unreadable(self) -> None:
        raw = self.total(Formula(19, 3, 8, result=0))
        assert (raw[TOTAL].kind, self.codes(raw)) == (CellKind.UNREADABLE, {"F308"})

    def test_a_result_is_believed(self) -> None:
        raw = self.total(Formula(19, 3, 8, result=5))
        assert (raw[TOTAL].value, self.codes(raw)) == (5, set())


def dressed(kind: int, operator: int, tokens: bytes, parts: int, dress: bytes) -> tuple[int, bytes]:
    return 0x01B1, struct.pack("<BBHHIH", kind, operator, len(tokens), 0, parts, 0) + dress + tokens


class TestConditions:
    AREA = (0x01B0, struct.pack("<HHHHHHHHHHH", 1, 0, 19, 19, 3, 3, 1, 19, 19, 3, 3))
    WHITE = bytes(80) + struct.pack("<i", 9) + bytes(34)
    FIVE, NOUGHT = b"\x1e\x05\0", b"\x1e\0\0"

    @pytest.mark.parametrize(
        ("condition", "hidden"),
        [
            (dressed(1, 3, FIVE, 1 << 26, WHITE), True),
            (dressed(1, 3, NOUGHT, 1 << 26, WHITE), False),
            (dressed(0, 0, NOUGHT, 1 << 26, WHITE), False),
            (dressed(0, 0, FIVE, 1 << 26, WHITE), True),
            (dressed(2, 0, b"\x4c\0\0\0\xc0\x21\x03\0", 1 << 26, WHITE), False),
            (dressed(2, 0, b"\x4c\0\0\0\xc0\x21\x80\0", 1 << 26, WHITE), True),
            (dressed(2, 0, b"\xff", 1 << 26, WHITE), True),
            (dressed(1, 3, FIVE, 1 << 29, struct.pack("<HH", 1 << 10, 8 << 7)), True),
            (dressed(1, 3, FIVE, 1 << 29, struct.pack("<HH", 1 << 10, 13 << 7)), False),
        ],
    )
    def test_hides_what_it_applies_to(self, condition: tuple[int, bytes], hidden: bool) -> None:
        figures = zeros(requests__received__natural_person=5)
        raw = gr.read(old_workbook(figures, more=(self.AREA, condition))[0])
        assert doubt_of(raw, COUNT) == (Doubt.COLOUR if hidden else None)
        assert hidden or raw[COUNT].value == 5


@needs_office
class TestAsLibreOfficeWritesThem:
    def converted(self, data: bytes, folder: Path) -> gr.RawReport:
        path = folder / "a.xlsx"
        path.write_bytes(data)
        (made,) = convert([path], "xls", folder / "made")
        return gr.read(made)

    def test_looks_conditions_and_pictures(self, tmp_path: Path) -> None:
        pytest.importorskip("PIL")
        from openpyxl.drawing.image import Image
        from PIL.Image import new

        workbook, _ = book_with(COUNT, looking(44, font=NewFont(color="FFFFFF")))
        sheet = workbook.worksheets[0]
        sheet["E20"], sheet["F20"], sheet["G20"] = 44, 5, 944
        sheet["E20"].number_format = '"9"0'
        white: Any = rules.FormulaRule  # whose types are not told
        sheet.conditional_formatting.add("F20:G20", white(["F20=5"], font=NewFont(color="FFFFFF")))
        sheet["H20"] = None
        stream = BytesIO()
        new("RGB", (50, 15)).save(stream, "PNG")
        sheet.add_image(Image(stream), "H20")
        raw = self.converted(saved(workbook), tmp_path)
        paths = [path for path in zeros() if path.startswith("requests.received.")][:5]
        assert [doubt_of(raw, path) for path in paths] == [
            Doubt.COLOUR,
            Doubt.FORMAT,
            Doubt.COLOUR,
            None,
            Doubt.PICTURE,
        ]
        assert raw[paths[3]].value == 944

    def test_nothing_is_in_doubt_that_is_seen(self, tmp_path: Path) -> None:
        example = Path(__file__).parents[2] / "examples" / "nangong-2023.xlsx"
        workbook = load_workbook(example)
        before = gr.read(example)
        after = self.converted(saved(workbook), tmp_path)
        assert {cell.path: cell.value for cell in after} == {cell.path: cell.value for cell in before}
