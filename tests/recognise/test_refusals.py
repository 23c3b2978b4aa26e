"""Reasons for which a figure is left over, by their smallest examples; without the fault the row is read."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from pathlib import Path

import attrs
import pytest

import govinfo_report as gr
from govinfo_report.document import Grid, GridCell, Kind, Paragraph
from govinfo_report.raw.doubt import Doubt
from govinfo_report.recognise.finding import FoundRow, find, without_torn_lines
from govinfo_report.recognise.refusing import Refusal
from govinfo_report.recognise.sequence.finding import FoundInText, find_in_text
from govinfo_report.recognise.sequence.text import tables_in
from govinfo_report.source import Source

HEADS = ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"]
ROW = ["规章", "1", "2", "3"]
SECOND = ["行政规范性文件", "4", "5", "6"]
APPLICANTS = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
SEVEN = [str(number) for number in range(1, 8)]
FIFTEEN = [str(number) for number in range(1, 16)]
FEE_UNPAID = "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"
RECEIVED = "一、本年新收政府信息公开申请数量"
FIVE = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
HEADS_OF_FIFTEEN = [["行政复议", "行政诉讼"], [*FIVE, "未经复议直接起诉", "复议后起诉"], [*FIVE, *FIVE]]
ROW_PATH = "disclosure.regulations"


#: The cells of a row: a text, a text with its rows and columns, or ``None`` where there is none.
Line = Sequence[str | tuple[str, int, int] | None]


def grid(*rows: Line, kind: Kind = Kind.COMPLETE) -> Grid:
    """A lattice of rows."""
    cells: list[GridCell] = []
    taken: set[tuple[int, int]] = set()
    for at, row in enumerate(rows):
        column = 0
        for item in row:
            while (at, column) in taken:
                column += 1
            text, down, right = item if isinstance(item, tuple) else (item, 1, 1)
            taken.update((at + i, column + j) for i in range(down) for j in range(right))
            if text is not None and (text or kind is not Kind.SHEET):
                cells.append(GridCell(row=at, column=column, rowspan=down, colspan=right, text=text))
            column += right
    widths = tuple(len(row) for row in rows) if kind is Kind.SPLIT else ()
    return Grid(cells=tuple(cells), kind=kind, widths=widths)


def rows_in(found: Grid) -> list[FoundRow]:
    return [row for part in find(found)[0] for row in part.rows]


def reasons(found: Grid) -> set[Refusal | None]:
    return {refused.reason for row in rows_in(found) for refused in row.refused}


def test_without_a_fault_all_is_read() -> None:
    for kind in (Kind.COMPLETE, Kind.SHEET, Kind.SPLIT, Kind.ALIGNED):
        read = {
            figure.path: figure.cell.text if figure.cell is not None else ""
            for row in rows_in(grid(HEADS, ROW, SECOND, kind=kind))
            for figure in row.figures
        }
        assert read == {
            f"disclosure.{row}.{column}": text
            for row, texts in (("regulations", ROW), ("normative_documents", SECOND))
            for column, text in zip(("issued", "repealed", "in_force"), texts[1:], strict=True)
        }


@pytest.mark.parametrize(
    ("refusal", "found"),
    [
        (Refusal.CELL_MISSING, grid(HEADS, [*ROW[:3], None], SECOND)),
        (Refusal.CELL_TOO_MANY, grid(HEADS, [*ROW, "9"], SECOND)),
        (Refusal.PUSHED_OUT, grid([("行政复议", 1, 5)], FIVE, FIFTEEN[:5], ["16"])),
        (Refusal.OTHER_WIDTH, grid(HEADS, ROW[:3], SECOND, kind=Kind.SPLIT)),
        (Refusal.MOVED, grid(["", *HEADS], ["2023", *ROW])),
        (Refusal.UNDER_HEADS, grid(HEADS, [("规章", 1, 2), "2", "3"])),
        (Refusal.SHIFTED, grid(HEADS, ["规章", "", "1", "2", "3"], SECOND, kind=Kind.SHEET)),
        (Refusal.STRAY, grid(["信息内容", "本年制发件数", "", "本年废止件数", "现行有效件数"],
                             ["规章", "1", "7", "2", "3"], kind=Kind.SPLIT)),
        (Refusal.SEVERAL, grid([*HEADS[:2], (HEADS[2], 1, 2), HEADS[3]], ["规章", "1", "2", "7", "3"])),
        (Refusal.SPANNING, grid(HEADS, ["规章", ("0", 1, 3)], kind=Kind.SHEET)),
        (Refusal.TALL, grid(HEADS, ["规章", ("1", 2, 1), "2", "3"], ["行政规范性文件", "5", "6"])),
        (Refusal.MAY_SPAN, grid(HEADS, ["规章", "0", "", ""], SECOND, kind=Kind.SPLIT)),
        (Refusal.FOREIGN_LABEL, grid(["", *HEADS], ["上年", *ROW])),
        (Refusal.FOREIGN_HEAD, grid(HEADS, ["", "本年", "上年", ""], ROW)),
        (Refusal.TWO_LABELS, grid(["", *HEADS], ["行政许可", *ROW])),
        (Refusal.DISPLACED, grid(["", "自然人", "法人或其他组织", "总计"],
                                 ["", *APPLICANTS[:6]], ["一、本年新收政府信息公开申请数量", *SEVEN[:6]])),
        (Refusal.DISPLACED, grid([("行政复议", 1, 6), ("行政诉讼", 1, 9)],
                                 [*FIVE, ("未经复议直接起诉", 1, 6), ("复议后起诉", 1, 4)],
                                 ["", "", "", "", "", *FIVE, *FIVE], FIFTEEN)),
        (Refusal.OPEN, grid(FIVE, ["1", "2", "3", "4", "5"])),
        (Refusal.OUT_OF_PLACE, grid(["", *APPLICANTS], ["其他", *SEVEN])),
        (Refusal.GROUP, grid(["", "", *APPLICANTS], ["（六）其他处理", "", *SEVEN],
                             ["（六）其他处理", FEE_UNPAID, *SEVEN])),
    ],
    ids=lambda value: value.name if isinstance(value, Refusal) else "",
)  # fmt: skip
def test_a_figure_is_left_over(refusal: Refusal, found: Grid) -> None:
    assert refusal in reasons(found)


def test_a_row_torn_in_two_says_no_blank() -> None:
    """A label beside two lines of figures: the 1 that one of them prints is no blank of the other."""
    torn = grid(HEADS, ["规章", ("1", 1, 2), ""], ["规章", "", "2", "3"], SECOND, kind=Kind.ALIGNED)
    assert not [figure for row in rows_in(torn) if row.path == ROW_PATH for figure in row.figures]
    assert reasons(torn) == {Refusal.SPANNING, Refusal.TWICE}
    assert [len(row.figures) for row in rows_in(torn)] == [0, 0, 3]


def test_heads_that_lack_a_cell_have_moved_where_cells_are_counted() -> None:
    """总计 has lost its cell: 未经复议直接起诉 stands over its figure, but not where lines enclose cells."""
    over: list[Line] = [
        [("行政复议", 1, 5), ("行政诉讼", 1, 10)],
        [("结果维持", 2, 1), *((each, 2, 1) for each in FIVE[1:4])],
    ]
    groups: Line = [("未经复议直接起诉", 1, 5), ("复议后起诉", 1, 5)]
    assert reasons(grid(over[0], [*over[1], *groups], [*FIVE, *FIVE, None], FIFTEEN)) == {Refusal.DISPLACED}
    drawn = grid(
        over[0], [*over[1], ("总计", 2, 1), groups[0], None], [*FIVE, *FIVE], FIFTEEN, kind=Kind.RULED
    )
    read = {figure.path.split(".")[1] for row in rows_in(drawn) for figure in row.figures}
    assert read == {"reconsideration"}  # the heads of the others do not say whose they are


def test_a_line_of_figures_beside_a_row_with_blanks_may_be_a_part_of_it() -> None:
    """``1`` and ``6`` stand a line higher than the others, beside the same label and a piece of another."""

    def figures_in(kind: Kind, raised: Line) -> list[int]:
        row = ["处", FEE_UNPAID, "", "", *SEVEN[2:]]
        found = rows_in(grid(["", "", *APPLICANTS], raised, row, kind=kind))
        return [len(each.figures) for each in found if each.path.startswith("requests.outcomes.closed")]

    assert figures_in(Kind.ALIGNED, ["", "", "", "", "", "", "", "", ""]) == [7]
    raised: list[str | tuple[str, int, int] | None] = ["其他", FEE_UNPAID, ("1 | 6", 1, 7)]
    assert figures_in(Kind.ALIGNED, raised) == [0, 0]
    assert figures_in(Kind.COMPLETE, raised) == [0, 7]


def test_a_line_laid_out_as_three_tables_is_whole_or_none_of_it_is_read() -> None:
    """Fifteen figures, five under each head; the last table lacks the cell that any of them may have lost."""
    captions = ["行政复议", "未经复议直接起诉", "复议后起诉"]

    def read(*cells: str | None, behind: Sequence[str] = (), kind: Kind = Kind.COMPLETE) -> list[int]:
        tables: list[list[Line]] = [
            [[(caption, 1, 5)], FIVE, cells[5 * at : 5 * at + 5]] for at, caption in enumerate(captions)
        ]
        tables[-1] += [behind] if behind else []
        parts = [part for table in tables for part in find(grid(*table, kind=kind))[0]]
        return [len(row.figures) for part in without_torn_lines(parts) for row in part.rows]

    assert read(*FIFTEEN) == [5, 5, 5]
    assert read(*FIFTEEN[:7], *FIFTEEN[8:], None) == [0, 0, 0]
    # 10 was split into 1 and 0: what stood last has been pushed out.
    for kind in (Kind.COMPLETE, Kind.ALIGNED):
        assert read(*FIFTEEN[:9], "1", "0", *FIFTEEN[10:14], behind=["15"], kind=kind) == [0, 0, 0, 0]
        assert read(*FIFTEEN, behind=["注：以上均为当年数"], kind=kind) == [5, 5, 5]
    assert read(*FIFTEEN, behind=["15"], kind=Kind.SHEET) == [5, 5, 5]


def test_words_of_the_last_of_three_tables_that_stand_in_no_certain_columns_leave_all_over() -> None:
    """Four figures for five columns: any of the fifteen may be the one that is lost."""
    tables = [grid([(caption, 1, 5)], FIVE, FIFTEEN[:5]) for caption in ("行政复议", "未经复议直接起诉")]
    last = grid([("复议后起诉", 1, 5)], FIVE, [("1 | 2 | 3 | 4", 1, 5)], kind=Kind.ALIGNED)
    unsure = [attrs.evolve(cell, unsure="少了一格") if cell.row == 2 else cell for cell in last.cells]
    parts = [part for table in tables for part in find(table)[0]]
    whole = [*parts, *find(last)[0]]  # one figure over all columns is printed so
    assert [len(row.figures) for part in without_torn_lines(whole) for row in part.rows] == [5, 5, 0]
    torn = [*parts, *find(attrs.evolve(last, cells=tuple(unsure)))[0]]
    assert [len(row.figures) for part in without_torn_lines(torn) for row in part.rows] == [0, 0, 0]


def test_a_figure_alone_in_the_next_lattice_may_have_been_pushed_out_of_the_last() -> None:
    table = grid([("行政复议", 1, 5)], FIVE, ["1", "2", "3", "4", "10"])
    parts, heads = find(table)
    behind = find(grid(["8", "", "", "", ""]), heads)[0]
    assert [len(row.figures) for part in without_torn_lines([*parts, *behind]) for row in part.rows] == [0, 0]
    assert [row.refused[0].reason for part in behind for row in part.rows] == [Refusal.PUSHED_OUT]
    assert not find(grid(["第二行", "", "", "", ""]), heads)[0]


def test_a_line_that_is_read_elsewhere_has_lost_nothing() -> None:
    tables = [
        grid([("行政复议", 1, 5)], FIVE, FIFTEEN[:5]),
        grid([("复议后起诉", 1, 5)], FIVE, FIFTEEN[10:]),
        grid([("复议后起诉", 1, 5)], FIVE, [*FIFTEEN[10:14], None]),
    ]
    parts = without_torn_lines([part for table in tables for part in find(table)[0]])
    assert [len(row.figures) for part in parts for row in part.rows] == [5, 5, 0]


def lines(*texts: str) -> list[Paragraph]:
    return [Paragraph(text, Source(line=at)) for at, text in enumerate(texts, start=1)]


def bars(*rows: list[str]) -> list[Paragraph]:
    return lines(*(" | ".join(row) + " |" for row in rows))


@pytest.mark.parametrize(
    ("refusal", "text"),
    [
        (Refusal.HEAD_MISSING, bars(HEADS[:3], ROW, SECOND)),
        (Refusal.FOREIGN_HEAD, bars([*HEADS[:2], "年龄", *HEADS[2:]], ROW)),
        (Refusal.OTHER_NUMBER, lines(*HEADS, *ROW[:3], *SECOND)),
        (Refusal.ROW_MISSING, lines(*APPLICANTS, RECEIVED, *SEVEN, "（一）予以公开", *SEVEN)),
        (Refusal.BLANK_OR_LOST, lines(*HEADS, "规章", "某处", *SECOND)),
        (Refusal.HIDDEN_AMONG, bars(HEADS, ["规章", Doubt.HIDDEN.sign, "1", "3"], SECOND)),
        (Refusal.FEWER_THAN_FELLOWS, bars(HEADS, ["规章", "3", "428"], SECOND)),
        (Refusal.MORE_THAN_FELLOWS, bars(HEADS, [*ROW, "4"], SECOND)),
        (Refusal.MORE_THAN_COLUMNS, bars(*HEADS_OF_FIFTEEN, [*FIFTEEN, "16"])),
        (Refusal.HEAD_TWICE, lines("自然人", "法人或其他组织", "总计", *APPLICANTS, RECEIVED, *SEVEN)),
        (Refusal.OTHER_HEADS, lines("信息内容 | | 本年制发件数 | 本年废止件数 | 现行有效件数 |",
                                    "规章 | 3 | 4 | 5 | |")),
        (Refusal.APART, lines(*chain(*HEADS_OF_FIFTEEN), "3", "\t".join(FIFTEEN[1:]))),
        (Refusal.SCRAMBLED, lines(*APPLICANTS, "四、结转下年度继续办理", "3", FEE_UNPAID, *SEVEN)),
        (Refusal.BEYOND, lines("信息内容 | 本年处理决定数量 |", "行政许可 |  |  | 3 |")),
        (Refusal.BLANK_OR_MERGED, lines(" | ".join(HEADS) + " |", "规章 | 106 | 2939 | |",
                                        "信息内容 | 本年处理决定数量 | ||", "行政许可 | 5 | ||")),
        (Refusal.TWO_WAYS, lines(" | ".join(APPLICANTS) + " |", f"{RECEIVED} | | | 5 | 1 | 2 | 3 | 7 |||")),
    ],
    ids=lambda value: value.name if isinstance(value, Refusal) else "",
)  # fmt: skip
def test_a_row_of_a_text_is_left_over(refusal: Refusal, text: list[Paragraph]) -> None:
    assert refusal in {row.reason for row in tables_in(text, None).rows}


def test_the_separator_that_opens_the_next_row_is_no_blank_of_this_one() -> None:
    text = (
        "| 第二十条第（五）项 | |||",
        "| 信息内容 | 本年处理决定数量 | ||",
        "| 行政许可 |{} |||",
        "| 第二十条第（六）项 | |||",
        "| 信息内容 | 本年处理决定数量 | ||",
        "| 行政处罚 | 5 | ||",
        "| 行政强制 | 6 | ||",
    )

    def licensing(*texts: str) -> Refusal | None:
        rows = tables_in(lines(*texts), None).rows
        return next(row.reason for row in rows if "disclosure.licensing.decisions" in row.paths)

    assert licensing(*(each.replace("{} |||", " 4 | ||") for each in text)) is None
    assert licensing(*(each.replace("{} |||", "") for each in text)) is Refusal.BLANK_OR_LOST


def test_a_label_alone_is_a_row_of_blanks_only_where_trailing_blanks_are_trimmed() -> None:
    rows = [HEADS, ["一", *SECOND], ["二", "规章"]]
    kept = [[*row, ""] for row in rows[:2]]

    def said(*texts: Sequence[str]) -> list[int]:
        return [len(row.figures) for row in rows_in(grid(*texts, kind=Kind.SPLIT)) if row.path == ROW_PATH]

    assert said(*rows) == [3]
    assert said(*kept, rows[2]) == [0]


def test_a_row_under_other_heads_leaves_the_columns_of_its_section_open() -> None:
    """Where a full row stands beside its heads, nobody can tell how one with blanks is to be counted."""
    heads = " | ".join(["", "", "", *APPLICANTS]) + " |"
    text = (
        f"{RECEIVED} |  |  | 5 | 1 | 2 | 3 | 7 |  |  |",
        "二、上年结转政府信息公开申请数量 | 1 | 2 | 3 | 4 | 5 | 6 | 7 |  |  |",
    )
    rows = tables_in(lines(heads, *text), None).rows
    assert [row.reason for row in rows] == [Refusal.OTHER_HEADS, Refusal.OTHER_HEADS]


def texts_read(*lines: str) -> dict[str, tuple[list[str] | None, Refusal | None]]:
    """The rows of a text, a cell a line: what is read of each, or why nothing is."""
    run = [Paragraph(text=line, source=Source(line=at)) for at, line in enumerate(lines, start=1)]
    rows = tables_in(run, None).rows
    return {
        row.form.paths[0].rpartition(".")[0]: (
            None if row.cells is None else [unit.text if unit is not None else "" for unit in row.cells],
            row.reason,
        )
        for row in rows
    }


CARRIED_IN = "二、上年结转政府信息公开申请数量"
GRANTED, PARTLY = "（一）予以公开", "（二）部分公开"


class TestNumbersBetweenRows:
    """A cell a line, where blanks are not shown: a number between two rows may stand in a blank's place."""

    def test_of_a_column_of_serials_are_no_figures(self) -> None:
        read = texts_read(
            *APPLICANTS, "1", RECEIVED, *SEVEN, "2", CARRIED_IN, *SEVEN[:6], "3", GRANTED, *SEVEN
        )
        assert read["requests.received"] == (SEVEN, None)
        assert read["requests.carried_in"] == (None, Refusal.OTHER_NUMBER)
        assert read["requests.outcomes.granted"] == (SEVEN, None)

    def test_that_may_be_either_are_not_decided(self) -> None:
        """Six figures and a serial, or seven: nothing tells."""
        rows = (RECEIVED, *SEVEN[:6], "2", CARRIED_IN, *SEVEN[:6], "3", GRANTED, *SEVEN[:6], "4")
        read = texts_read(*APPLICANTS, "1", *rows)
        assert {reason for _, reason in read.values()} == {Refusal.STRAY_FIGURES}

    def test_nor_by_the_shape_of_the_text(self) -> None:
        """In the shape of a text, by which texts like it are read, all numbers are alike."""
        rows = (RECEIVED, *SEVEN[:6], "2", CARRIED_IN, *SEVEN[:6], "3", GRANTED, *SEVEN[:6], "4")
        lines = (*APPLICANTS, "1", *rows)
        run = [Paragraph(text=line, source=Source(line=at)) for at, line in enumerate(lines, start=1)]
        found = [each for each in find_in_text(run, None) if isinstance(each, FoundInText)]
        assert found
        assert not any(row.figures for each in found for row in each.part.rows)

    def test_of_thousands_of_digits(self) -> None:
        assert texts_read(*APPLICANTS, "9" * 5000, RECEIVED, *SEVEN)["requests.received"] == (SEVEN, None)

    def test_of_pages(self) -> None:
        rows = (RECEIVED, *SEVEN, "5", CARRIED_IN, *SEVEN[:6], GRANTED, *SEVEN[:6], "6", PARTLY, *SEVEN)
        read = texts_read(*APPLICANTS, *rows)
        assert {reason for _, reason in read.values()} == {Refusal.OTHER_NUMBER, Refusal.STRAY_FIGURES}
        assert read["requests.outcomes.granted"] == (None, Refusal.STRAY_FIGURES)  # six and the page's

    def test_without_blanks_the_rest_is_read(self) -> None:
        read = texts_read(*APPLICANTS, RECEIVED, *SEVEN, "5", CARRIED_IN, *SEVEN, GRANTED, *SEVEN)
        assert read["requests.received"][0] is None
        assert read["requests.carried_in"] == (SEVEN, None)


def test_a_text_that_never_stops_saying_it_again_is_not_believed() -> None:
    assert texts_read(*HEADS, *ROW, *SECOND, *ROW * 3)[ROW_PATH] == (["1", "2", "3"], None)
    read = texts_read(*HEADS, *ROW, *SECOND, *ROW * 80)
    assert {reason for _, reason in read.values()} == {Refusal.TWICE}


def test_words_behind_the_figures_of_one_row() -> None:
    """A figure that is split in two pushes the last one out; words behind show it."""
    rows = [" | ".join((label, *SEVEN)) for label in (CARRIED_IN, GRANTED)]
    split = " | ".join((RECEIVED, "1", "2", "3", "4", "5", "6", "7", "见说明"))
    read = texts_read(" | ".join(APPLICANTS), split, *rows)
    assert read["requests.received"] == (None, Refusal.MORE_THAN_FELLOWS)
    assert read["requests.carried_in"] == (SEVEN, None)


def test_a_figure_in_the_cell_of_a_label() -> None:
    blank = grid(["", *APPLICANTS], [f"{RECEIVED}：12", "", *SEVEN[1:]], [CARRIED_IN, *SEVEN])
    assert reasons(blank) == {Refusal.FIGURE_IN_LABEL}
    whole = grid(["", *APPLICANTS], [f"{RECEIVED}：1", *SEVEN], [CARRIED_IN, *SEVEN])  # a footnote's, say
    assert [len(row.figures) for row in rows_in(whole)] == [7, 7]


def test_heads_whose_group_is_on_another_page() -> None:
    """A page that ends within a group of columns: the next begins with the rest, without its head."""
    cut = grid(
        [("未经复议直接起诉", 1, 4), "", ""], [*FIVE[1:], *FIVE[:2]], [str(number) for number in range(1, 7)]
    )
    assert reasons(cut) == {Refusal.DISPLACED}
    moved = grid([("未经复议直接起诉", 1, 5)], [*FIVE[1:], FIVE[0]], SEVEN[:5])
    assert reasons(moved) == {Refusal.DISPLACED}


def test_every_refusal_is_shown_above() -> None:
    own = Path(__file__).read_text(encoding="utf-8")
    assert [refusal.name for refusal in Refusal if f"Refusal.{refusal.name}" not in own] == []


def test_every_refusal_has_words_and_an_example() -> None:
    for refusal in Refusal:
        assert refusal.value.zh
        assert refusal.value.en
    assert len({refusal.value for refusal in Refusal}) == len(Refusal)


def test_a_label_whose_end_is_on_the_next_page_is_known_by_its_number() -> None:
    """（六）其他 beside the first rows of （六）其他处理, cut by the page's end, is not 3.其他."""
    unexplained = "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"
    cut = grid(["", "", *APPLICANTS], [("（六）其他", 2, 1), unexplained, *SEVEN], [FEE_UNPAID, *SEVEN])
    assert [len(row.figures) for row in rows_in(cut)] == [7, 7]
    other = grid(["", "", *APPLICANTS], [("3.其他", 2, 1), unexplained, *SEVEN], [FEE_UNPAID, *SEVEN])
    assert reasons(other) == {Refusal.TWO_LABELS}


def test_a_text_that_says_nothing_twice_has_lost_lines_unless_it_is_a_printed_page() -> None:
    """Figures all unlike, as the rows of a page are whose other tables stand in lattices of their own."""
    labels = [RECEIVED, "二、上年结转政府信息公开申请数量", "四、结转下年度继续办理"]
    figures = iter(range(1000, 9000, 7))
    texts = [
        *APPLICANTS,
        *chain.from_iterable([label, *(str(next(figures)) for _ in SEVEN)] for label in labels),
    ]
    with pytest.raises(gr.ReadError, match="都已被删去"):
        tables_in(lines(*texts), None)
    page = [Paragraph(text, Source(page=1)) for text in texts]
    read = {row.index: row.cells is not None for row in tables_in(page, None).rows if row.printed}
    assert list(read.values()) == [True, False, True]  # behind 二、 the rows of 三、 are missing


def test_a_head_alone_that_says_nothing_of_columns_repeats_none() -> None:
    """行政诉讼 over a head that is lost: the row of blanks below it is none of the table before."""
    before = grid([("行政诉讼", 1, 5)], [("未经复议直接起诉", 1, 5)], FIVE, FIFTEEN[:5])
    lost = grid([("行政诉讼", 1, 5)], [("", 1, 5)], FIVE, FIFTEEN[5:10])
    _, heads = find(before)
    rows = [row for part in find(lost, heads)[0] for row in part.rows]
    assert [(row.figures, {refused.reason for refused in row.refused}) for row in rows] == [
        ((), {Refusal.OPEN})
    ]


def test_cells_that_a_page_break_left_between_heads_are_no_blanks() -> None:
    """结果维持 over two rows, of which the second stands on the next page: the figures are below."""
    heads: Line = [("行政复议", 1, 5), ("行政诉讼", 1, 10)]
    first: Line = [*FIVE, ("未经复议直接起诉", 1, 5), ("复议后起诉", 1, 5)]
    cut = grid(heads, first, [*[("", 2, 1)] * 5, ("", 1, 10)], [*FIVE, *FIVE], FIFTEEN)
    read = {figure.path: figure.cell for row in rows_in(cut) for figure in row.figures}
    assert not [path for path, cell in read.items() if cell is None]
    blanks = grid([("行政复议", 1, 5)], FIVE, [""] * 5)
    assert [len(row.blank) for row in rows_in(blanks)] == [5]


def test_a_head_in_words_that_nobody_knows_has_not_been_lost() -> None:
    """A worksheet with a head of its own wording, and a sum that somebody reckons beside the table."""
    heads = ["", *APPLICANTS[:2], "研究单位", *APPLICANTS[3:], ""]
    found = grid(heads, [RECEIVED, *SEVEN, "28"], kind=Kind.SHEET)
    read = {figure.path.rpartition(".")[2] for row in rows_in(found) for figure in row.figures}
    assert {"natural_person", "total"} <= read
