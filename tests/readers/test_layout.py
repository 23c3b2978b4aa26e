"""Text whose columns stand apart by gaps, tabs or bars: where a field stands, and where only order tells."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import govinfo_report as gr
from govinfo_report.readers.text.text import is_laid_out

HEADS = ["商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"]
LABELS = ["一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量"]
GROUP = ["三、本年度办理结果", "（一）予以公开", "（二）部分公开"]
NAMES = ["received", "carried_in", "outcomes.granted", "outcomes.partially_granted"]
Row = list[tuple[str, int]]


def rows(*blank: int) -> list[Row]:
    """Head and rows of table 3, cells with the columns they span; ``blank`` of the last row are blank."""

    def figures(first: int) -> Row:
        return [(str(first + place), 1) for place in range(7)]

    last = [("" if place in blank else text, span) for place, (text, span) in enumerate(figures(40))]
    return [
        [("说明", 3), ("申请人情况", 7)],
        [("", 3), ("自然人", 1), ("法人或其他组织", 5), ("总计", 1)],
        [("", 4), *((head, 1) for head in HEADS), ("", 1)],
        [(LABELS[0], 3), *figures(10)],
        [(LABELS[1], 3), *figures(20)],
        [(GROUP[0], 1), (GROUP[1], 2), *figures(30)],
        [("", 1), (GROUP[2], 2), *last],
    ]


def by_column(row: Row) -> list[str]:
    return [field for text, span in row for field in (text, *[""] * (span - 1))]


def by_order(row: Row) -> list[str]:
    """Without fields for spanned columns; cells of the rows above, which span this one, leave none."""
    return [text for index, (text, _) in enumerate(row) if text or (index > 1 and len(row) > 7)]


def tabs(row: Row) -> str:
    return "\t".join(by_order(row))


def bars(row: Row) -> str:
    return " | ".join(by_column(row))


def framed(row: Row) -> str:
    return f"| {bars(row)} |"


@pytest.mark.parametrize("written", [tabs, bars, framed])
@pytest.mark.parametrize("blank", [(), (2,), (0, 3)])
def test_rows_are_read(written: Callable[[Row], str], blank: tuple[int, ...]) -> None:
    raw = gr.read("\n".join(map(written, rows(*blank))).encode())
    for first, name in zip((10, 20, 30, 40), NAMES, strict=True):
        cells = [cell for cell in raw if cell.path.startswith(f"requests.{name}.")]
        wanted = [None if first == 40 and place in blank else first + place for place in range(7)]
        assert [cell.value for cell in cells] == wanted


def test_a_row_of_bars_that_lost_a_field_is_not_read() -> None:
    lines = [bars(row) for row in rows()]
    lines[4] = lines[4].replace(" | 23", "")
    raw = gr.read("\n".join(lines).encode())
    assert all(cell.value is None or not 20 <= int(cell.value) < 30 for cell in raw)


LAID_OUT = """
{pad}               申请人情况
{pad}     自然人    法人或其他组织                            总计
{pad}            商业企业  科研机构  社会公益   法律服务   其他
{pad}                              组织      机构
一、本年新收政府信息公   10    11    12    13    14    15    75
开申请数量
二、上年结转政府信息公   20    21    22    23    24    25    135
开申请数量
三、本年  （一）予以公开   30    31    32    33    34    35    195
度办理结  （二）部分公开   40    41    42    43    44    45    255
果    （三）不  1.属于国   1    1    1    1    1    1    6
      予公开   家秘密
            2.其他法   2    2    2    2    2    2    12
            律行政法
\f            规禁止公
            开
            3.危及   3    3    3    3    3    3    18
            “三安全
            一稳定”
            4.保护第   4    4    4    4    4    4    24
            三方合法
            权益
            5.属于三   5    5    5    5    5    5    30
            类内部事
            务信息
            6.属于四   6    6    6    6    6    6    36
            类过程性
            信息
            7.属于行   7    7    7    7    7    7    42
            政执法案
            卷
            8.属于行   8    8    8    8    8    8    48
            政查询事
            项
""".format(pad=" " * 12)


def test_the_layout_of_a_page() -> None:
    """As pdftotext -layout prints it: labels over lines, one of them over a page break."""
    assert is_laid_out(LAID_OUT)
    raw = gr.read(LAID_OUT.encode())
    totals = [cell.value for cell in raw if cell.path.endswith(".total")]
    assert totals == [75, 135, 195, 255, 6, 12, 18, 24, 30, 36, 42, 48]
    assert len(raw) == 12 * 7


def test_a_blank_in_the_layout_of_a_page_leaves_its_row_unread() -> None:
    raw = gr.read(LAID_OUT.replace("20    21    22    23", "20          22    23").encode())
    assert not [cell for cell in raw if cell.path.startswith("requests.carried_in.")]
    assert len(raw) == 11 * 7


def test_prose_is_no_layout() -> None:
    assert not is_laid_out("全年发布   12   条，办结   5   件。\n" * 30)


def test_a_head_without_words_shows_no_columns() -> None:
    lines = ["\t申请人情况", *(tabs(row) for row in rows()[1:])]
    raw = gr.read("\n".join(lines).encode())
    assert len(raw) == 4 * 7
    assert raw["requests.outcomes.granted.total"].value == 36


def markdown(row: Row) -> str:
    return framed(row) + ("\n" + "|---" * 10 + "|" if row[0][0] == "说明" else "")


@pytest.mark.parametrize("written", [tabs, bars, framed, lambda row: "\t".join(by_column(row)), markdown])
def test_two_rows_of_heads_joined_into_one_tell_no_order(written: Callable[[Row], str]) -> None:
    """自然人, 法人或其他组织, 总计, 商业企业…: 总计 is not the second of the columns."""
    first, second, third, *rest = map(written, rows())
    raw = gr.read("\n".join([first, second + third, *rest]).encode())
    assert len(raw) == 0


def closed(row: Row) -> str:
    return "".join(f"{text} | " for text in by_order(row))


@pytest.mark.parametrize("written", [tabs, closed])
@pytest.mark.parametrize("extra", ["7", "备注"])
def test_a_cell_too_many_before_a_blank_total(written: Callable[[Row], str], extra: str) -> None:
    labels = ["4.保护第三方合法权益", "5.属于三类内部事务信息", "6.属于四类过程性信息", "7.属于行政执法案卷"]
    more: list[Row] = [[(label, 1), *((str(place), 1) for place in range(7))] for label in labels]
    more[2] = [*more[2][:3], (extra, 1), *more[2][3:-1], ("", 1)]
    raw = gr.read("\n".join(map(written, rows() + more)).encode())
    assert not [cell for cell in raw if "deliberative" in cell.path]
    assert len(raw) == 7 * 7


def test_a_cell_lost_beside_a_blank_one() -> None:
    lines = [bars(row) for row in rows(3)]
    lines[6] = lines[6].replace(" | 44", "")
    raw = gr.read("\n".join(lines).encode())
    assert not [cell for cell in raw if "partially" in cell.path and cell.text]


def test_a_figure_on_a_line_of_its_own_is_none_of_a_line_of_figures() -> None:
    """A page number before the figures of table 4, one of which is lost: fifteen, none in place."""
    five = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    heads = [["行政复议", "行政诉讼"], [*five, "未经复议直接起诉", "复议后起诉"], five * 2]
    lines = ["某局2023年政府信息公开工作年度报告", *(" | ".join(row) for row in heads)]
    figures = [str(number) for number in range(20, 35)]
    table = "\n".join([*lines, " | ".join(figures)])
    assert [cell.text for cell in gr.read(table.encode())] == figures
    raw = gr.read("\n".join([*lines, "7", " | ".join(figures[:-1])]).encode())
    assert not [cell for cell in raw if cell.text]


def test_a_row_of_bars_with_a_field_too_many_leaves_the_others_in_their_columns() -> None:
    lines = [bars(row) for row in rows(2, 6)]
    lines[3] += " | 9"
    raw = gr.read("\n".join(lines).encode())
    for first, name in zip((20, 30, 40), NAMES[1:], strict=True):
        cells = [cell for cell in raw if cell.path.startswith(f"requests.{name}.")]
        assert all(cell.value in (None, first + place) for place, cell in enumerate(cells))
    assert not [cell for cell in raw if cell.path.startswith("requests.received.")]


def test_two_figures_in_a_cell_leave_the_row_of_a_layout_open() -> None:
    """20 and 21 a single space apart: they are two columns', or 20 21 is what one of them prints."""
    raw = gr.read(LAID_OUT.replace("20    21    22    23", "20 21       22    23").encode())
    assert not [cell for cell in raw if cell.path.startswith("requests.carried_in.")]
    assert len(raw) == 11 * 7


@pytest.mark.parametrize("shift", [0, 9], ids=["under its head", "between two heads"])
def test_a_figure_alone_in_its_line_is_no_column_for_that_it_stands_apart(shift: int) -> None:
    """Columns of characters drift: 346 and 53 are of one column, and no line has three figures."""
    table = [
        f"{'信息内容':<14}{'本年制发件数':<20}{'本年废止件数':<24}现行有效件数",
        f"{'规章':<16}{'0':<22}346",
        f"{'行政规范性文件':<14}{' ' * (24 + shift)}53",
    ]
    raw = gr.read(("一、总体情况\n略。\n二、主动公开政府信息情况\n" + "\n".join(table) + LAID_OUT).encode())
    said = {cell.path: cell.text for cell in raw if cell.path.startswith("disclosure.normative_documents")}
    assert said in ({}, {"disclosure.normative_documents.repealed": "53"})
