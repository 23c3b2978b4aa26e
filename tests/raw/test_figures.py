"""What a printed figure means."""

from __future__ import annotations

from decimal import Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govinfo_report import CellKind
from govinfo_report.model import FigureKind
from govinfo_report.model.reasons import reason
from govinfo_report.raw import parse_figure
from govinfo_report.raw.figures import printed_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        ("25", 25),
        (" 25\u00a0", 25),
        ("\u200b25", 25),
        ("１２", 12),
        ("1,234", 1234),
        ("1，234", 1234),
        ("12,345,678", 12345678),
        ("12件", 12),
        ("3 宗", 3),
        ("+5", 5),
        ("00", 0),
        ("零", 0),
        ("25.0", 25),
    ],
)
def test_counts_whose_meaning_is_certain(text: str, value: int) -> None:
    reading = parse_figure(text, FigureKind.COUNT)
    assert (reading.kind, reading.value) == (CellKind.NUMBER, value)
    assert type(reading.value) is int


@pytest.mark.parametrize(("text", "notation"), [("25.0", "decimal places"), ("-0", "sign"), ("25", None)])
def test_a_whole_number_is_plain_without_decimals_and_signs(text: str, notation: str | None) -> None:
    said = parse_figure(text, FigureKind.COUNT).notation
    assert (said is None) if notation is None else (said is not None and notation in said)


@pytest.mark.parametrize(("text", "value"), [("1.5", Decimal("1.5")), ("-3", -3), ("－3", -3)])
def test_numbers_that_no_count_can_be_are_numbers_for_a_rule_to_refuse(text: str, value: object) -> None:
    assert parse_figure(text, FigureKind.COUNT).value == value


@pytest.mark.parametrize("text", ["", "  ", "\u3000", "\u00a0", "\ufeff", "\n"])
def test_blanks(text: str) -> None:
    assert parse_figure(text, FigureKind.COUNT).kind is CellKind.BLANK


@pytest.mark.parametrize("text", ["/", "／", "-", "—", "——", "无", "不适用", " / "])
def test_marks_are_neither_blank_nor_zero(text: str) -> None:
    reading = parse_figure(text, FigureKind.COUNT)
    assert (reading.kind, reading.value, reading.text) == (CellKind.MARK, None, text.strip())


@pytest.mark.parametrize(
    "text",
    [
        "1 0",
        "1\n0",
        "12,34",
        "1,2345",
        "0,123",
        "007",
        "12人",
        "12万元",
        "十余件",
        "O",
        "①",
        "²",
        "٣",
        "1e5",
        "3.8.1",
        "--5",
        "1-2",
        "约5",
        "5（含结转1）",
        "TRUE",
        "#REF!",
        "9" * 31,
    ],
)
def test_what_is_not_certain_is_unreadable_and_kept(text: str) -> None:
    reading = parse_figure(text, FigureKind.COUNT)
    assert (reading.kind, reading.value, reading.text) == (CellKind.UNREADABLE, None, text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("96171.6", "96171.6"),
        ("0.092", "0.092"),
        ("59,237.2449", "59237.2449"),
        ("17.27万元", "17.27"),
        ("251000元", "25.1"),
        ("1.2亿元", "12000"),
        ("10000元", "1"),
    ],
)
def test_amounts_in_ten_thousands_of_yuan(text: str, value: str) -> None:
    reading = parse_figure(text, FigureKind.AMOUNT)
    assert reading.value == Decimal(value)
    assert isinstance(reading.value, Decimal)


def test_a_counter_is_no_unit_of_money() -> None:
    assert parse_figure("12件", FigureKind.AMOUNT).kind is CellKind.UNREADABLE


@given(st.text(max_size=40), st.sampled_from(FigureKind))
def test_any_text_is_read_as_something_and_a_value_comes_with_a_number_only(
    text: str, kind: FigureKind
) -> None:
    reading = parse_figure(text, kind)
    assert (reading.value is not None) == (reading.kind is CellKind.NUMBER)


@given(st.integers(0, 10**14))
def test_plain_digits_are_read_as_they_stand(number: int) -> None:
    assert parse_figure(str(number), FigureKind.COUNT).value == number
    assert printed_number(str(number)) == str(number)


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("3119.0000000000005", "3119"),
        ("0.1", "0.1"),
        ("1e+20", "100000000000000000000"),
        ("96171.600000000006", "96171.6"),
        ("-0.5", "-0.5"),
    ],
)
def test_stored_numbers_show_fifteen_digits(stored: str, shown: str) -> None:
    assert printed_number(stored) == shown


@pytest.mark.parametrize(
    ("printed", "wan"),
    [("77302812元", "7730.2812"), ("77300000元", "7730"), ("1.23456亿元", "12345.6"), ("0元", "0")],
)
def test_amounts_are_exact_in_whatever_context_the_caller_works(printed: str, wan: str) -> None:
    with localcontext(prec=3):
        value = parse_figure(printed, FigureKind.AMOUNT).value
        assert str(value) == wan
        assert reason(FigureKind.AMOUNT, Decimal("1234567890.1234567")) is not None  # 17 digits
