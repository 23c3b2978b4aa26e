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


def test_words_that_overlap_stand_one_behind_the_other() -> None:
    """Heads wider than their columns run into each other; each was written at one go."""
    chars = [*word("科研机构", 0, 100), *word("社会公益组织", 40, 100), *word("法律服务机构", 85, 100)]
    assert [line.text for line in lines_of(chars, cells=True)] == ["科研机构社会公益组织法律服务机构"]
    written_later = [*word("乙丙丁", 25, 100), *word("甲甲甲", 0, 100)]
    assert [line.text for line in lines_of(written_later)] == ["甲甲甲乙丙丁"]


def test_digits_that_overlap_stay_where_they_are() -> None:
    """What is printed over figures is none of their order."""
    chars = [*word("12", 0, 100), *word("34", 5, 100)]
    assert [line.text for line in lines_of(chars)] == ["1324"]
