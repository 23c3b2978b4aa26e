"""Characters of a page as lines: those of one row are one line, whatever stands half a line beside it."""

from __future__ import annotations

from govinfo_report.readers.pdf.page import Char
from govinfo_report.readers.pdf.text import lines_of


def word(text: str, left: float, middle: float, size: float = 10.0) -> list[Char]:
    return [
        Char(sign, left + size * at, middle - size / 2, left + size * (at + 1), middle + size / 2)
        for at, sign in enumerate(text)
    ]


def test_a_smaller_word_of_a_row_belongs_to_it_beside_half_a_line_of_a_label() -> None:
    """The label 予处理 stands half a line above the row, 见附件 a fifth of a point below its figures."""
    figures = [char for left in range(100, 800, 100) for char in word("0", left, 100)]
    chars = [*word("予处理", 0, 104.9), *figures, *word("见附件", 850, 99.8, 9.5)]
    lines = [line.text for line in lines_of(chars, cells=True)]
    assert ["0" in line and "见附件" in line for line in lines if "附" in line] == [True]


def test_cells_half_a_line_apart_are_two_lines() -> None:
    chars = [*word("甲", 0, 105), *word("乙丙", 100, 100), *word("丁", 20, 105)]
    assert [line.text for line in lines_of(chars, cells=True)] == ["甲 丁", "乙丙"]
