"""PDF: digits that print sets apart from a figure, and figures over several lines, are no figures."""

from __future__ import annotations

import pytest

from govinfo_report.model import FigureKind
from govinfo_report.raw import CellKind, parse_figure
from govinfo_report.readers.pdf.page import Char
from govinfo_report.readers.pdf.text import text_of
from govinfo_report.readers.unruled import Line, Words, line_of, parts_of

SIZE = 10.0


def digits(text: str, left: float, bottom: float, height: float) -> list[Char]:
    return [
        Char(sign, left + index * height / 2, bottom, left + (index + 1) * height / 2, bottom + height)
        for index, sign in enumerate(text)
    ]


@pytest.mark.parametrize(
    ("height", "bottom", "text"),
    [(6.0, 104.5, "12³"), (6.0, 98.0, "12₃"), (10.0, 100.0, "123"), (9.0, 101.5, "123")],
)
def test_a_small_digit_off_the_line_is_no_digit_of_the_figure(
    height: float, bottom: float, text: str
) -> None:
    assert text_of(digits("12", 50, 100, SIZE) + digits("3", 60, bottom, height)) == text


def line(y: float, *cells: tuple[str, float]) -> Line:
    return line_of([Words(text, left, left + len(text) * SIZE) for text, left in cells], y, SIZE)


def lined(lines: list[Line]) -> list[Line]:
    return [part.item for part in parts_of([lines]) if isinstance(part.item, Line)]


LABEL, BELOW = "二、上年结转政府信息公开", "申请数量"


def kinds(lines: list[Line]) -> list[CellKind]:
    return [
        parse_figure(cell.text, FigureKind.COUNT).kind
        for each in lined(lines)
        for cell in each.cells
        if cell.left >= 300
    ]


def test_figures_wrapped_over_two_lines_are_not_read_by_their_first() -> None:
    lines = [
        line(700, (LABEL, 60), ("12", 300), ("7", 340)),
        line(688, (BELOW, 60), ("34", 300)),
    ]
    assert kinds(lines) == [CellKind.UNREADABLE, CellKind.NUMBER]
    assert "12 34" in {cell.text for each in lined(lines) for cell in each.cells}


def test_figures_of_the_next_row_are_no_pieces() -> None:
    lines = [
        line(700, (LABEL, 60), ("12", 300), ("7", 340)),
        line(688, (BELOW, 60)),
        line(660, ("三、本年度办理结果", 60), ("34", 300), ("8", 340)),
    ]
    assert kinds(lines) == [CellKind.NUMBER] * 4


def test_figures_without_any_label_over_two_lines_are_kept_and_not_read() -> None:
    lines = [
        line(740, (LABEL, 60)),
        line(728, (BELOW, 60)),
        line(600, ("12", 300), ("7", 340)),
        line(588, ("34", 300), ("5", 340)),
    ]
    assert kinds(lines) == [CellKind.UNREADABLE] * 4
