"""Running text in which a program has written the cells of a page in another order than the table's."""

from __future__ import annotations

import pytest

from govinfo_report.recognise.refusing import Refusal
from govinfo_report.recognise.sequence.text import tables_in
from tests.recognise.test_refusals import APPLICANTS, FEE_UNPAID, RECEIVED, SEVEN, lines

HEADS = ["第二十条第（六）项", "信息内容", "本年处理决定数量"]
CARRIED_OVER = "四、结转下年度继续办理"


def read(*texts: str) -> dict[str, tuple[Refusal | None, list[str]]]:
    """The first figure of each row → why it is left over, or what it prints."""
    return {
        row.paths[0]: (row.reason, [unit.text if unit is not None else "" for unit in row.cells or ()])
        for row in tables_in(lines(*texts), None).rows
    }


def test_a_label_out_of_its_place_leaves_the_rows_open() -> None:
    placed = read(*APPLICANTS, RECEIVED, *SEVEN, FEE_UNPAID, *SEVEN, CARRIED_OVER, *SEVEN)
    assert Refusal.SCRAMBLED not in {reason for reason, _ in placed.values()}
    moved = read(*APPLICANTS, RECEIVED, *SEVEN, CARRIED_OVER, "35", FEE_UNPAID, *SEVEN)
    assert {reason for reason, _ in moved.values()} == {Refusal.SCRAMBLED}


def test_rows_of_one_figure_are_left_over_where_one_of_them_has_none() -> None:
    """0 stands behind 行政处罚 if a program writes it before 行政强制, whose it is."""
    whole = read(*HEADS, "行政处罚", "3", "行政强制", "3")
    assert [cells for _, cells in whole.values()] == [["3"], ["3"]]
    short = read(*HEADS, "行政处罚", "3", "行政强制", "第二十条第（八）项")
    assert [cells for _, cells in short.values()] == [[], []]


@pytest.mark.parametrize(("printed", "said"), [("2057", ["2057"]), ("1 0", ["1 0"])])
def test_a_figure_in_the_line_of_its_label_is_no_part_of_it(printed: str, said: list[str]) -> None:
    text = ("第二十条第（八）项", "信息内容", "本年收费金额（单位：万元）", f"行政事业性收费 {printed}")
    assert [cells for _, cells in read(*text).values()] == [said]


def test_figures_of_a_row_without_a_label_stand_in_one_line() -> None:
    """Thirteen in a line and two wrapped pieces above it are no fifteen."""
    five = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    heads = ["行政复议", "行政诉讼", *five, "未经复议直接起诉", "复议后起诉", *five, *five]
    figures = [str(number) for number in range(1, 16)]
    assert [reason for reason, _ in read(*heads, "\t".join(figures)).values()] == [None]
    torn = read(*heads, "\t".join(figures[:2]), "\t".join(figures[2:]))
    assert [reason for reason, _ in torn.values()] == [Refusal.APART]
