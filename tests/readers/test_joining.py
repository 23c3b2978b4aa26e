"""Tables of a PDF that a page break cuts, at the places where makers of PDFs cut them."""

from __future__ import annotations

import pytest

from govinfo_report.raw import Doubt
from govinfo_report.readers.pdf.document import _paragraphs
from govinfo_report.readers.pdf.joining import joined
from govinfo_report.readers.pdf.page import Char, Page, Rule
from govinfo_report.readers.pdf.ruled import RuledCell, RuledTable
from govinfo_report.readers.pdf.ruling import tables_of
from govinfo_report.readers.unruled import Line

COLUMNS = (0.0, 100.0, 130.0)


def heights(rows: int) -> tuple[float, ...]:
    """Of the lines between so many rows, from 700 points above the foot of a page on."""
    return tuple(float(20 * row - 700) for row in range(rows + 1))


def part(page: int, *rows: tuple[str, str]) -> RuledTable:
    cells = tuple(
        RuledCell(row, column, 1, 1, text)
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    )
    return RuledTable(page, COLUMNS, heights(len(rows)), cells)


def rows_of(*parts: RuledTable) -> list[list[str]]:
    (table,) = joined(parts)
    found: dict[int, list[str]] = {}
    for cell in table.cells:
        found.setdefault(cell.row, []).append("".join(cell.text.split()))
    return [found[row] for row in sorted(found)]


@pytest.mark.parametrize(
    ("above", "below", "rows"),
    [
        pytest.param(
            [("说明", "自然")],
            [("说明", "自然人"), ("一、本年新收政府信息公开申请数量", "5")],
            [["说明", "自然人"], ["一、本年新收政府信息公开申请数量", "5"]],
            id="a head of which the first page shows the beginning, the second the whole",
        ),
        pytest.param(
            [("二、上年结转政府信", "7")],
            [("息公开申请数量", ""), ("（一）予以公开", "3")],
            [["二、上年结转政府信息公开申请数量", "7"], ["（一）予以公开", "3"]],
            id="a row whose label goes on after the break",
        ),
        pytest.param(
            [("1.属于国家秘密", "1")],
            [("1.本机关不掌握相关政府信息", "1")],
            [["1.属于国家秘密", "1"], ["1.本机关不掌握相关政府信息", "1"]],
            id="equal figures on both sides of the break are two",
        ),
        pytest.param(
            [("", "19")],
            [("1.本机关不掌握相关政府信息", ""), ("2.没有现成信息需要另行制作", "4")],
            [["1.本机关不掌握相关政府信息", "19"], ["2.没有现成信息需要另行制作", "4"]],
            id="the figures on the one page, their label on the next",
        ),
        pytest.param(
            [("1.本机关不掌握相关政府信息", "")],
            [("", "19"), ("2.没有现成信息需要另行制作", "4")],
            [["1.本机关不掌握相关政府信息", "19"], ["2.没有现成信息需要另行制作", "4"]],
            id="the label on the one page, its figures on the next",
        ),
        pytest.param(
            [("说明", "自然人"), ("1.属于国家秘密", "19")],
            [("说明", "自然人"), ("", "4"), ("2.其他法律行政法规禁止公开", "7")],
            [
                ["说明", "自然人"],
                ["1.属于国家秘密", "194"],  # parted by a line break: no figure
                ["说明", "自然人"],
                ["2.其他法律行政法规禁止公开", "7"],
            ],
            id="a row that goes on behind heads printed again",
        ),
        pytest.param(
            [("结果维持", "总计")],
            [("0", "4")],
            [["结果维持", "总计"], ["0", "4"]],
            id="heads at the foot of a page, their figures on the next",
        ),
        pytest.param(
            [("1.属于国家秘密", "")],
            [("2.其他法律行政法规禁止公开", "4")],
            [["1.属于国家秘密", ""], ["2.其他法律行政法规禁止公开", "4"]],
            id="a blank row before the break is a row",
        ),
    ],
)
def test_rows_at_a_break(
    above: list[tuple[str, str]], below: list[tuple[str, str]], rows: list[list[str]]
) -> None:
    assert rows_of(part(1, *above), part(2, *below)) == rows


def test_a_figure_cut_by_a_break_has_two_lines_and_is_none() -> None:
    (table,) = joined([part(1, ("1.本机关不掌握相关政府信息", "101")), part(2, ("", "2"))])
    assert [cell.text for cell in table.cells] == ["1.本机关不掌握相关政府信息", "101\n2"]


def full(text: str, column: int, *, row: int = 0) -> RuledCell:
    """A cell into which no further digit would fit."""
    return RuledCell(row, column, 1, 1, text, full=True)


def test_digits_that_fill_their_cell_go_on_after_the_break() -> None:
    """As of a row whose label is cut, too, beside a group that the page draws as a cell of its own."""
    columns = (*COLUMNS, 160.0, 190.0)
    upper = ("", "（二）部分公开（区分处理的，只计这一")
    above = (*(RuledCell(0, at, 1, 1, text) for at, text in enumerate(upper)), full("284", 2), full("1", 3))
    below = tuple(
        RuledCell(0, at, 1, 1, text) for at, text in enumerate(("情形，不计其他情形）", "0", ""), start=1)
    )
    (table,) = joined([RuledTable(1, columns, heights(1), above), RuledTable(2, columns, heights(1), below)])
    assert ["".join(cell.text.split()) for cell in table.cells] == [
        "",
        "".join((upper[1], below[0].text)),
        "2840",
        "1",
    ]
    (loose,) = joined(
        [
            RuledTable(
                1, columns, heights(1), tuple(RuledCell(0, cell.column, 1, 1, cell.text) for cell in above)
            ),
            RuledTable(2, columns, heights(1), below),
        ]
    )
    assert loose.cells[2].text == "284\n0"


def test_a_first_row_of_words_that_no_label_has_may_be_the_rest_of_the_last() -> None:
    above = part(1, ("1.本机关不掌握相关政府信息", "101"))
    columns = (*COLUMNS, 160.0)
    above = RuledTable(1, columns, heights(1), (*above.cells, RuledCell(0, 2, 1, 1, "5")))
    rest = (RuledCell(0, 0, 1, 1, "（某某口径）"), RuledCell(0, 1, 1, 1, "2"), RuledCell(0, 2, 1, 1, ""))
    (table,) = joined([above, RuledTable(2, columns, heights(1), rest)])
    assert [cell.text for cell in table.cells][1:3] == [f"101{Doubt.CUT.sign}", "5"]
    own = (RuledCell(0, 0, 1, 1, "2.没有现成信息需要另行制作"), *rest[1:])
    (table,) = joined([above, RuledTable(2, columns, heights(1), own)])
    assert [cell.text for cell in table.cells][1:3] == ["101", "5"]


def test_figures_that_go_on_in_another_column_are_in_doubt() -> None:
    above = part(1, ("1.本机关不掌握相关政府信息", "101"))
    wide = RuledCell(0, 0, 1, 2, "2")
    (table,) = joined([above, RuledTable(2, COLUMNS, heights(1), (wide,))])
    assert [cell.text for cell in table.cells][1:] == [f"101{Doubt.CUT.sign}", "2"]


def test_a_row_that_ends_before_the_tables_edge_lacks_its_last_cell() -> None:
    """Two rows at the head of a page, the lower one cell short: its figures stand one place too far left."""
    level = [Rule(False, y, 0.0, 90.0) for y in (60.0, 40.0)] + [Rule(False, 20.0, 0.0, 60.0)]
    upright = [Rule(True, x, 20.0, 60.0) for x in (0.0, 30.0, 60.0)] + [Rule(True, 90.0, 40.0, 60.0)]
    chars = [Char(str(index), 10.0 + 30 * index, 25.0, 15.0 + 30 * index, 35.0) for index in range(2)]
    (table,) = tables_of(Page(4, 100.0, tuple(chars), tuple(level + upright)))
    assert [(cell.column, cell.text) for cell in table.cells if cell.row == 1] == [(0, "0"), (1, "1")]


def ruled(level: list[tuple[float, float, float]], uprights: list[tuple[float, float, float]]) -> list[Rule]:
    return [Rule(False, *each) for each in level] + [Rule(True, *each) for each in uprights]


def written(*texts: tuple[str, float, float]) -> tuple[Char, ...]:
    return tuple(
        Char(sign, x + 8 * index, y - 5, x + 8 * (index + 1), y + 5)
        for text, x, y in texts
        for index, sign in enumerate(text)
    )


def test_a_row_that_a_page_break_leaves_without_a_line_is_a_row() -> None:
    """A browser draws no line at the break: the upright ones end together, and the row with them."""
    rules = ruled([(70.0, 0.0, 90.0), (40.0, 0.0, 90.0)], [(x, 10.0, 98.0) for x in (0.0, 60.0, 90.0)])
    chars = written(("甲", 5, 85), ("1", 70, 85), ("乙", 5, 55), ("2", 70, 55), ("丙", 5, 25), ("3", 70, 25))
    (table,) = tables_of(Page(1, 100.0, chars, tuple(rules)))
    assert [(cell.row, cell.column, cell.text) for cell in table.cells] == [
        (0, 0, "甲"), (0, 1, "1"), (1, 0, "乙"), (1, 1, "2"), (2, 0, "丙"), (2, 1, "3"),
    ]  # fmt: skip


def test_a_line_that_parts_a_groups_label_from_nothing_makes_no_row() -> None:
    """Behind a page break a browser ends the label of a group somewhere within its last row."""
    rules = ruled(
        [(90.0, 0.0, 120.0), (60.0, 20.0, 120.0), (42.0, 0.0, 20.0), (20.0, 0.0, 120.0)],
        [(x, 20.0, 90.0) for x in (0.0, 20.0, 60.0, 90.0, 120.0)],
    )
    chars = written(("组", 2, 75), ("甲", 30, 75), ("1", 70, 75), ("2", 100, 75))
    chars += written(("乙", 30, 40), ("3", 70, 40), ("4", 100, 40))
    (table,) = tables_of(Page(1, 100.0, chars, tuple(rules)))
    assert table.rows == 2
    assert [(cell.column, cell.rowspan, cell.text) for cell in table.cells if cell.row == 1] == [
        (1, 1, "乙"), (2, 1, "3"), (3, 1, "4"),
    ]  # fmt: skip


def test_a_part_may_lack_the_column_of_a_label_that_goes_over_its_page() -> None:
    columns = (0.0, 60.0, 90.0, 200.0, 230.0, 260.0, 290.0, 320.0, 350.0, 380.0)
    row = ("三、本年度办理结果", "（三）不予公开", "1.属于国家秘密", *"1234567")
    first = tuple(RuledCell(0, column, 1, 1, text) for column, text in enumerate(row[:9]))
    later = tuple(RuledCell(0, column, 1, 1, text) for column, text in enumerate(("", "2.其他", *"123456")))
    parts = [
        RuledTable(1, columns, heights(1), first),
        RuledTable(2, columns[1:], heights(1), later),
    ]
    (table,) = joined(parts)
    assert [(cell.column, cell.text) for cell in table.cells if cell.row == 1][:3] == [
        (1, ""), (2, "2.其他"), (3, "1"),
    ]  # fmt: skip


def texts_of(*lines: tuple[str, float, float, float]) -> list[str]:
    its = [(Line(text, left, right, 700.0 - 20 * index, size), 1) for index, (text, left, right, size) in
           enumerate(lines)]  # fmt: skip
    return [each.text for each in _paragraphs(its, 400.0, None)]


def test_a_heading_is_no_part_of_the_paragraph_before_it() -> None:
    full = "数据的统计期限为全年，如有疑问请与办公室联系。"
    assert texts_of((full, 50, 398, 11), ("一、总体情况", 50, 120, 14), ("全年发布九条。", 50, 180, 11)) == [
        full, "一、总体情况", "全年发布九条。",
    ]  # fmt: skip


def test_short_sections_are_no_one_paragraph() -> None:
    """What is full is told by the longest line of the document, not by the few lines behind a table."""
    assert texts_of(("公开的内容还不丰富。", 50, 200, 11), ("明年加强培训。", 50, 150, 11)) == [
        "公开的内容还不丰富。", "明年加强培训。",
    ]  # fmt: skip


def cells_of(*texts: tuple[str, float]) -> list[str]:
    """The cells of a table of two columns, 20 points wide, in whose row digits begin at some places."""
    rules = tuple(Rule(True, x, 0.0, 20.0) for x in (0.0, 20.0, 40.0))
    rules += tuple(Rule(False, y, 0.0, 40.0) for y in (0.0, 20.0))
    chars = tuple(
        Char(sign, left + 5 * place, 5.0, left + 5 * place + 5, 15.0)
        for text, left in texts
        for place, sign in enumerate(text)
    )
    (table,) = tables_of(Page(1, 100.0, chars, rules))
    return [cell.text for cell in table.cells]


def test_a_figure_that_runs_over_the_edge_of_its_cell_is_in_doubt() -> None:
    spilled = Doubt.SPILLED.sign
    assert cells_of(("12", 2), ("34", 24)) == ["12", "34"]
    assert cells_of(("12", 9), ("34", 24)) == ["12", "34"]  # a point from the edge is not over it
    assert cells_of(("2241", 0)) == ["2241", ""]
    assert cells_of(("2241", 6)) == [f"22{spilled}", spilled]


def test_a_frame_of_one_figure_is_no_table_and_one_of_words_is() -> None:
    def framed(text: str) -> int:
        rules = tuple(Rule(True, x, 0.0, 40.0) for x in (0.0, 80.0))
        rules += tuple(Rule(False, y, 0.0, 80.0) for y in (0.0, 40.0))
        chars = tuple(
            Char(sign, 5.0 + 10 * place, 5.0, 15.0 + 10 * place, 15.0) for place, sign in enumerate(text)
        )
        return len(tables_of(Page(1, 100.0, chars, rules)))

    assert framed("44") == 0
    assert framed("行政复议") == 1


@pytest.mark.parametrize("strip", ["", Doubt.HIDDEN.sign], ids=["blank", "with what stands beyond the page"])
def test_a_strip_of_cells_at_a_break_is_no_row(strip: str) -> None:
    """A program draws the beginning of a row at the foot of a page, and the row again on the next."""
    above = part(1, ("信息内容", "本年处理决定数量"), ("行政许可", "3"), ("", strip))
    below = part(2, ("信息内容", "本年处理决定数量"), ("", strip), ("", strip), ("行政处罚", "4"))
    assert rows_of(above, below) == [
        ["信息内容", "本年处理决定数量"],
        ["行政许可", "3"],
        ["信息内容", "本年处理决定数量"],
        ["行政处罚", "4"],
    ]


def test_a_row_with_a_label_and_no_figures_is_no_strip() -> None:
    above = part(1, ("行政许可", "3"), ("行政处罚", ""))
    assert rows_of(above, part(2, ("行政强制", "4"))) == [
        ["行政许可", "3"],
        ["行政处罚", ""],
        ["行政强制", "4"],
    ]


def test_a_part_of_nothing_but_strips_ends() -> None:
    above = part(1, ("行政许可", "3"))
    assert rows_of(above, part(2, ("", ""), ("", ""), ("", "")))[0] == ["行政许可", "3"]


@pytest.mark.parametrize("upper", ["（六）其他", "（六）", "(六)其"])
def test_a_groups_label_that_the_foot_of_a_page_cuts_is_that_of_the_next_page(upper: str) -> None:
    """（六）其他 alone may be 3.其他, too."""
    whole = "(六)其他处理" if upper.startswith("(") else "（六）其他处理"
    columns = (0.0, 30.0, 100.0, 130.0)
    above = (RuledCell(0, 0, 1, 1, upper), RuledCell(0, 1, 1, 1, "1.逾期不补正"), RuledCell(0, 2, 1, 1, "3"))
    below = (
        RuledCell(0, 0, 2, 1, whole),
        RuledCell(0, 1, 1, 1, "2.逾期不缴费"), RuledCell(0, 2, 1, 1, "4"),
        RuledCell(1, 1, 1, 1, "3.其他"), RuledCell(1, 2, 1, 1, "5"),
    )  # fmt: skip
    (table,) = joined([RuledTable(1, columns, heights(1), above), RuledTable(2, columns, heights(2), below)])
    assert [(cell.row, cell.rowspan, cell.text) for cell in table.cells if cell.column == 0] == [
        (0, 3, whole)
    ]


def wrapped(lines: list[str], *, width: float, left: float) -> str:
    """What a cell of some width prints of lines of digits, each five points wide, that begin at ``left``."""
    rules = tuple(Rule(True, x, 0.0, 60.0) for x in (0.0, width, width + 40))
    rules += tuple(Rule(False, y, 0.0, width + 40) for y in (0.0, 60.0))
    chars = tuple(
        Char(sign, left + 5 * place, 45.0 - 12 * at, left + 5 * place + 5, 53.0 - 12 * at)
        for at, line in enumerate(lines)
        for place, sign in enumerate(line)
    )
    (table,) = tables_of(Page(1, 100.0, chars, rules))
    return table.cells[0].text


@pytest.mark.parametrize(
    ("lines", "width", "left", "text"),
    [
        (["442", "8"], 26.0, 5.4, "4428"),
        (["12", "34"], 20.0, 5.0, "1234"),
        (["442", "8"], 40.0, 5.4, "442\n8"),  # another digit would fit
        (["442", "8"], 40.0, 12.5, "442\n8"),
        (["0", "8"], 10.0, 2.5, "0\n8"),
        (["3", "45"], 20.0, 5.0, "3\n45"),
        (["1", "2"], 10.0, 2.5, "1\n2"),  # one digit a line may be two figures
    ],
)
def test_digits_that_fill_their_cell_go_on_in_the_next_line(
    lines: list[str], width: float, left: float, text: str
) -> None:
    assert wrapped(lines, width=width, left=left) == text


def test_what_completes_a_label_below_the_foot_of_a_table_is_of_its_cell() -> None:
    """Some programs end the cell with the page and print its label to the end."""
    table = RuledTable(1, (0.0, 60.0, 200.0), heights(2), (
        RuledCell(0, 0, 1, 1, "（五）不予处理"), RuledCell(0, 1, 1, 1, "5"),
        RuledCell(1, 0, 1, 1, "（六）其"), RuledCell(1, 1, 1, 1, "7"),
    ))  # fmt: skip
    foot = -table.heights[-1]
    rest, note = Line("他处理", 5, 35, foot - 6, 10), Line("注：本表为当年数", 5, 55, foot - 20, 10)
    whole, lines = table.with_words_below([rest, note])
    assert [cell.text.replace("\n", "") for cell in whole.cells if cell.column == 0] == [
        "（五）不予处理",
        "（六）其他处理",
    ]
    assert lines == [note]
    assert table.with_words_below([note]) == (table, [note])
    far = Line("他处理", 5, 35, foot - 40, 10)
    assert table.with_words_below([far]) == (table, [far])
