"""Tables as pages nest them: what becomes a lattice, and what is read as lines."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import govinfo_report as gr
from govinfo_report.writers.writing import render
from tests.recognise.test_refusals import APPLICANTS, FIFTEEN, FIVE, RECEIVED, SEVEN

EXAMPLE = Path(__file__).parent.parent.parent / "examples" / "nangong-2023.xlsx"
CARRIED = "二、上年结转政府信息公开申请数量"
OVER = "四、结转下年度继续办理"
CORNER = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
HEADS = [[CORNER, "申请人情况"], ["自然人", "法人或其他组织", "总计"], APPLICANTS[1:6]]
SUITS = [
    ["行政复议", "行政诉讼"],
    [*FIVE, "未经复议直接起诉", "复议后起诉"],
    [*FIVE, *FIVE],
]


def table(*rows: list[str]) -> str:
    cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>"


def read(*tables: str) -> dict[str, str]:
    """Path of each row read → what its cells print, □ for a blank."""
    page = f"<!doctype html><h1>某县某局2023年政府信息公开工作年度报告</h1>{''.join(tables)}"
    found: dict[str, list[str]] = {}
    for cell in gr.read(page.encode()):
        found.setdefault(cell.path.rpartition(".")[0], []).append(cell.text or "□")
    return {path: " ".join(texts) for path, texts in found.items()}


class TestSpansThatWereTakenAway:
    def test_rows_are_read_by_the_order_of_their_cells(self) -> None:
        granted = ["三、本年度办理结果", "（一）予以公开", *SEVEN]
        part = ["（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "8", "", "0", "0", "0", "0", "8"]
        assert read(table(*HEADS, [RECEIVED, *SEVEN], granted, part), table(*SUITS, FIFTEEN)) == {
            "requests.received": "1 2 3 4 5 6 7",
            "requests.outcomes.granted": "1 2 3 4 5 6 7",
            "requests.outcomes.partially_granted": "8 □ 0 0 0 0 8",
            "remedies.reconsideration": "1 2 3 4 5",
            "remedies.litigation_direct": "6 7 8 9 10",
            "remedies.litigation_after_reconsideration": "11 12 13 14 15",
        }

    @pytest.mark.parametrize("cells", [SEVEN[:6], [*SEVEN, "8"]], ids=["one lost", "one too many"])
    def test_a_row_of_another_length_is_left_over(self, cells: list[str]) -> None:
        found = read(table(*HEADS, [RECEIVED, *cells], [CARRIED, *SEVEN], [OVER, *SEVEN]))
        assert found == {"requests.carried_in": "1 2 3 4 5 6 7", "requests.carried_over": "1 2 3 4 5 6 7"}


class TestSpansOfLabelsThatWereTakenAway:
    """``rowspan`` alone is lost: the heads still span columns, and rows end before they do."""

    ROWS = (
        ["三、本年度办理结果", "（三）不予公开", "1.属于国家秘密", *SEVEN],
        ["2.其他法律行政法规禁止公开", *SEVEN[::-1]],
        ["3.危及“三安全一稳定”", "", *SEVEN[1:]],
        ["4.保护第三方合法权益", *SEVEN],
        ["5.属于三类内部事务信息", *SEVEN],
    )

    @staticmethod
    def page(*rows: list[str]) -> str:
        page = table(*HEADS, *rows)
        for head, span in (("申请人情况", 7), ("法人或其他组织", 5), (CORNER, 3)):
            page = page.replace(f"<td>{head}", f'<td colspan="{span}">{head}')
        return page

    def test_rows_are_read_by_the_order_of_their_cells(self) -> None:
        found = read(self.page(*self.ROWS))
        assert list(found.values()) == [
            "1 2 3 4 5 6 7", "7 6 5 4 3 2 1", "□ 2 3 4 5 6 7", "1 2 3 4 5 6 7", "1 2 3 4 5 6 7"
        ]  # fmt: skip

    def test_with_a_hidden_row_it_stays_a_table_and_is_not_read_by_order(self) -> None:
        hidden = self.page(*self.ROWS).replace("<tr><td>三、本年度", "<tr hidden><td>三、本年度")
        assert hidden != self.page(*self.ROWS)
        page = f"<h1>某县某局2023年政府信息公开工作年度报告</h1>{hidden}{table(*SUITS, FIFTEEN)}"
        assert not [cell for cell in gr.read(page.encode()) if cell.path.startswith("requests.")]

    def test_a_caption_wider_than_the_table_leaves_its_columns_facts(self) -> None:
        page = bytes(render(gr.load(EXAMPLE, blanks="zero"), "html")).decode()
        wide = re.sub(r"(<table[^>]*>)", r'\1<tr><td colspan="40">本表单位：件</td></tr>', page)
        assert wide != page
        places = {cell.path: cell.source.column for cell in gr.read(page.encode())}
        assert None not in places.values()
        assert {cell.path: cell.source.column for cell in gr.read(wide.encode())} == places

    def test_a_row_that_has_lost_a_cell_is_left_over(self) -> None:
        short = [*self.ROWS[1][:4], *self.ROWS[1][5:]]
        found = read(self.page(self.ROWS[0], short, *self.ROWS[2:]))
        assert list(found) == [
            "requests.outcomes.refused.state_secret",
            "requests.outcomes.refused.security_and_stability",
            "requests.outcomes.refused.third_party_rights",
            "requests.outcomes.refused.internal_affairs",
        ]


class TestSpansThatAreWrong:
    """Editors leave spans that are one too many or too few: whatever is read then stands where it did."""

    PAGE = bytes(render(gr.load(EXAMPLE, blanks="zero"), "html")).decode()

    @settings(max_examples=60, deadline=None)
    @given(data=st.data())
    def test_no_cell_is_wrong(self, data: st.DataObject) -> None:
        numbers = iter(range(101, 10_000))
        page = re.sub(r"(<td[^>]*>)[0-9.]+(?=</td>)", lambda cell: f"{cell[1]}{next(numbers)}", self.PAGE)
        truth = {cell.path: cell.text for cell in gr.read(page.encode())}
        assert len(set(truth.values())) == len(truth) == 200
        spans = [found.span() for found in re.finditer(r' (?:col|row)span="[0-9]+"', page)]
        some = data.draw(st.lists(st.sampled_from(spans), min_size=1, max_size=3, unique=True))
        for start, end in sorted(some, reverse=True):
            name, _, number = page[start:end].partition("=")
            other = int(number.strip('"')) + data.draw(st.sampled_from((-1, 1, 2)))
            page = f'{page[:start]}{name}="{other}"{page[end:]}'
        try:
            raw = gr.read(page.encode())
        except gr.ReadError:
            return
        read = {cell.path: cell.text for cell in raw if cell.kind is not gr.CellKind.UNREADABLE}
        assert read.items() <= truth.items()

    def test_a_head_over_a_column_too_many_says_nothing_of_the_next(self) -> None:
        """未经复议直接起诉 over six columns is over the first of 复议后起诉, too."""
        page = self.PAGE.replace('colspan="5"', 'colspan="6"')
        assert not [cell for cell in gr.read(page.encode()) if cell.path.startswith("remedies.")]


class TestFiguresAlone:
    THIRDS = tuple(
        table([caption], FIVE, FIFTEEN[5 * at : 5 * at + 5])
        for at, caption in enumerate(("行政复议", "未经复议直接起诉", "复议后起诉"))
    )

    def test_in_a_table_of_their_own_they_may_have_been_pushed_out_of_the_one_before(self) -> None:
        assert len(read(*self.THIRDS)) == 3
        assert read(table(*HEADS, [RECEIVED, *SEVEN]), *self.THIRDS, table(["15"])).keys() == {
            "requests.received"
        }

    def test_behind_other_words_they_are_of_no_table(self) -> None:
        assert len(read(*self.THIRDS, "<p>上一页</p>", table(["1", "2"]))) == 3
        assert read(*self.THIRDS, "<p>上一页</p>", table(FIFTEEN[:5])) == read(*self.THIRDS)


class TestOneRowAlone:
    SPANNED = (
        f'<table><tr><td colspan="3" rowspan="3">{CORNER}</td><td colspan="7">申请人情况</td></tr>'
        '<tr><td rowspan="2">自然人</td><td colspan="5">法人或其他组织</td><td rowspan="2">总计</td></tr>'
        f"<tr>{''.join(f'<td>{head}</td>' for head in APPLICANTS[1:6])}</tr>"
        f'<tr><td colspan="3">{RECEIVED}</td>{"".join(f"<td>{each}</td>" for each in SEVEN)}</tr></table>'
    )

    def test_it_goes_on_with_the_table_before(self) -> None:
        row = "".join(f"<td>{each}</td>" for each in SEVEN)
        last = f'<table><tr><td colspan="3">{OVER}</td>{row}</tr></table>'
        assert read(self.SPANNED, last)["requests.carried_over"] == "1 2 3 4 5 6 7"

    @pytest.mark.parametrize("cells", [SEVEN[:6], ["见附件", *SEVEN[1:]]], ids=["too few", "words"])
    def test_what_is_no_row_of_the_form_is_not(self, cells: list[str]) -> None:
        row = "".join(f"<td>{each}</td>" for each in cells)
        last = f'<table><tr><td colspan="3">{OVER}</td>{row}</tr></table>'
        assert "requests.carried_over" not in read(self.SPANNED, last)
