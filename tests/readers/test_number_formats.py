"""What number formats show of numbers and texts: the stored, a rounded, or something else."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from govinfo_report.readers.workbook.number_formats import Shows, shown_number, shown_text
from tests.makers import convert, needs_office

STORED, ROUNDED, OTHER = Shows.STORED, Shows.ROUNDED, Shows.OTHER
ACCOUNTING = '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ '

#: Format, stored number, what Excel shows (``None``: not drawn here), and what that is of the number.
NUMBERS: list[tuple[str, str, str | None, Shows]] = [
    ("0", "44", "44", STORED),
    ("#,##0", "1234567", "1,234,567", STORED),
    ("#,##0.00", "1234.5", "1,234.50", STORED),
    ("0.00", "12.35", "12.35", STORED),
    ("0.00", "12.3456", "12.35", ROUNDED),
    ("0", "0.4", "0", ROUNDED),
    ("0", "-0.4", "0", ROUNDED),
    ("0", "-5", "-5", STORED),
    ("000", "7", "007", STORED),
    ("@", "44", "44", STORED),
    ('General" "', "44", "44", STORED),
    ("G/通用格式", "44", "44", STORED),
    ("[Red]0", "44", "44", STORED),
    ("[$-804]0", "44", "44", STORED),
    ('0.00" 万 元 "', "12.35", "12.35 万 元", STORED),
    ("[$¥-804]#,##0.00", "12.35", "¥12.35", STORED),
    ("¥#,##0;-¥#,##0", "-1234", "-¥1,234", STORED),
    ('#,##0"件"', "1234", "1,234件", STORED),
    ("0件", "44", "44件", STORED),
    ("_-* #,##0_-", "944", "944", STORED),
    (ACCOUNTING, "944", "944.00", STORED),
    (ACCOUNTING, "-944", "-944.00", STORED),
    (ACCOUNTING, "0", "-", ROUNDED),
    ("#,##0 ;(#,##0)", "-12", "(12)", STORED),
    ("#,##0_);[Red](#,##0)", "12", "12", STORED),
    ("+0;-0", "5", "+5", STORED),
    ("0.00E+00", "44", "4.40E+01", OTHER),
    ("0.00E+00", "0", "0.00E+00", OTHER),
    ("0.00E+00", "12345", "1.23E+04", OTHER),
    ("# ?/?", "44", "44", STORED),
    ("?0", "4", "4", STORED),
    ('[=0]"";General', "5", "5", STORED),
    ("[>=1]0;0.0", "0.25", "0.3", ROUNDED),
    ("0;-0;;@", "944", "944", STORED),
    # Another number, or none.
    (";;;", "944", "", OTHER),
    ("0;-0;;@", "0", "", OTHER),
    ("#", "0", "", OTHER),
    ("#,###", "0", "", OTHER),
    ("0;0", "-5", "5", OTHER),
    ("0;;0", "-5", "", OTHER),
    ("(0)", "5", "(5)", OTHER),
    ("-0", "5", "-5", OTHER),
    ("0,", "1234", "1", OTHER),
    ("0.0,", "123500", "123.5", OTHER),
    ("0,,", "5000000", "5", OTHER),
    ("0%", "12", "1200%", OTHER),
    ("0%", "0", "0%", OTHER),
    ('0"."0,"万元"', "123500", "12.4万元", OTHER),
    ('0"."0', "944", "94.4", OTHER),
    ("0\\.0", "944", "94.4", OTHER),
    ('"9"0', "44", "944", OTHER),
    ("\\90", "4", "94", OTHER),
    ('0"0"', "4", "40", OTHER),
    ("0 0", "44", "4 4", OTHER),
    ("0-0", "44", "4-4", OTHER),
    ('#" "##0', "1234", "1 234", OTHER),
    ('"—"', "944", "—", OTHER),
    ('0;-0;"无"', "0", "无", OTHER),
    ('0"万"', "12", "12万", OTHER),
    ('"约"0', "12", "约12", OTHER),
    ('[>100]0;"少"', "44", "少", OTHER),
    ('[<10]0;[<100]"十"0;"多"', "44", "十44", OTHER),
    ('[<10]0;[<100]"十"0;"多"', "944", "多", OTHER),
    ('[=0]"";General', "0", "", OTHER),
    # Not drawn for certain.
    ("# ?/?", "12.5", None, OTHER),
    ("[DBNum1]0", "44", None, OTHER),
    ("[DBNum2][$-804]General", "44", None, OTHER),
    ("[$-1E000804]0", "44", None, OTHER),
    ("yyyy", "2024", None, OTHER),
    ("0*9", "4", None, OTHER),
    ("10", "4", None, OTHER),
    ("[>100]0", "4", None, OTHER),
    ("[<0]0;0", "-4", None, OTHER),
    ('"x"@', "4", None, OTHER),
    ("[?]", "4", None, OTHER),
    ("0" * 256, "4", None, OTHER),
]


class TestNumbers:
    @pytest.mark.parametrize(("code", "number", "text", "shows"), NUMBERS)
    def test_is_drawn_as_a_spreadsheet_draws_it(
        self, code: str, number: str, text: str | None, shows: Shows
    ) -> None:
        shown = shown_number(code, number)
        assert (shown.shows, shown.text) == (shows, text)

    @pytest.mark.parametrize(
        ("number", "text", "shows"),
        [
            ("944", None, STORED),
            ("123456789012", "1.23457E+11", OTHER),
            ("0.333333333333333", "0.333333333", ROUNDED),
            ("12345678.125", "12345678.13", ROUNDED),
            ("12345678.12", "12345678.12", STORED),
        ],
    )
    def test_general_shows_eleven_characters(self, number: str, text: str | None, shows: Shows) -> None:
        shown = shown_number("General", number)
        assert (shown.shows, shown.text) == (shows, text)

    @pytest.mark.parametrize(
        ("code", "unit"),
        [('0"元"', "元"), ('0.00"万元"', "万元"), ("#,##0.00元", "元"), ('0"件"', ""), ("¥0.00", "")],
    )
    def test_a_unit_of_money_is_part_of_what_is_said(self, code: str, unit: str) -> None:
        shown = shown_number(code, "123500")
        assert (shown.shows, shown.unit) == (STORED, unit)

    @pytest.mark.parametrize(
        ("code", "colour"), [("[White]0", "FFFFFF"), ("[Color2]0", "#2"), ("0;[Red]-0", None), ("0", None)]
    )
    def test_a_colour_is_that_of_the_section(self, code: str, colour: str | None) -> None:
        assert shown_number(code, "4").colour == colour

    @given(
        st.lists(st.sampled_from([*'0#?.,;%@-()年件E+*_!"\\[]', "General", "[Red]", '"9"']), max_size=9),
        st.decimals(-(10**7), 10**7, places=2),
    )
    def test_no_code_is_drawn_as_the_stored_number_unless_that_can_be_read_in_it(
        self, parts: list[str], number: Decimal
    ) -> None:
        stored = f"{number.normalize():f}"
        shown = shown_number("".join(parts), stored)
        if shown.shows is STORED and shown.text is not None:
            digits = "".join(sign for sign in shown.text if sign in "0123456789.")
            assert Decimal(digits) == abs(number)

    @pytest.mark.parametrize(
        ("code", "shown"),
        [
            ("[$-zh-CN]#,##0", "1,234"),
            ("[$¥-zh-Hans-CN]#,##0", "¥1,234"),
            ("[$-x-sysdate]0", None),
            ("[$-th-TH,D00]0", None),
        ],
    )
    def test_locales_may_be_given_by_tags(self, code: str, shown: str | None) -> None:
        assert shown_number(code, "1234").text == shown

    @needs_office
    def test_as_libreoffice_shows_it(self, tmp_path: Path) -> None:
        # Only programs in Chinese know the name of General in Chinese.
        drawn = [row[:3] for row in NUMBERS if row[2] is not None and "通用" not in row[0]]
        book = Workbook()
        sheet = book.worksheets[0]
        for row, (code, number, _) in enumerate(drawn, start=1):
            cell = sheet.cell(row, 1, float(number))
            cell.number_format = code
        sheet.column_dimensions["A"].width = 60
        book.save(tmp_path / "table.xlsx")
        as_shown = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true"
        (made,) = convert([tmp_path / "table.xlsx"], "csv", tmp_path, by=as_shown)
        lines = csv.reader(made.read_text(encoding="utf-8").splitlines())
        shown = [(*row[:2], "".join(line).strip()) for row, line in zip(drawn, lines, strict=True)]
        assert shown == drawn


class TestTexts:
    @pytest.mark.parametrize(
        ("code", "text", "shows"),
        [
            ("General", "44", STORED),
            ("0", "44", STORED),
            ("0;-0;;@", "44", STORED),
            (ACCOUNTING, "44", STORED),
            ('@"件"', "44件", STORED),
            (";;;", "", OTHER),
            ('0;-0;0;"x"@', "x44", OTHER),
            ('@"0"', "440", OTHER),
            ("@@", "4444", OTHER),
            ("[DBNum1]@", None, OTHER),
        ],
    )
    def test_a_text_is_shown_by_the_section_for_texts(
        self, code: str, text: str | None, shows: Shows
    ) -> None:
        shown = shown_text(code, "44")
        assert shown.shows is shows
        if shows is OTHER:
            assert shown.text == text

    def test_a_unit_of_money_behind_a_text(self) -> None:
        assert shown_text('@"元"', "1200").unit == "元"
