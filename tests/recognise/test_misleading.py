"""Documents made to mislead: a further column, a shifted row, a head that lies. No figure may be wrong.

Each case edits the rows of a table whose figures are all different. What is read must be what the
document prints for that cell: the figure, or a blank where it is blank. Not reading it is right as well.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

import govinfo_report as gr
from govinfo_report.writers.writing import render
from tests.workbooks import saved

Rows = list[list[Any]]
TRUTH = {cell.path: 1000 + index for index, cell in enumerate(gr.form_with().cells)}


def rows_of(table: str, offset: int = 0) -> Rows:
    """The official grid of a table, a merged cell's text in its first place."""
    layout = gr.form_with().layouts[table]
    rows: Rows = [[""] * layout.columns for _ in range(layout.rows)]
    for cell in layout.cells:
        rows[cell.row][cell.column] = cell.text if cell.path is None else TRUTH[cell.path] + offset
    return rows


def book(*sheets: Rows, merge: str = "") -> bytes:
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for number, rows in enumerate(sheets):
        sheet = workbook.create_sheet(f"s{number}")
        for row, cells in enumerate(rows, start=1):
            for column, value in enumerate(cells, start=1):
                if value != "":
                    sheet.cell(row, column, value)
    if merge:
        workbook.worksheets[0].merge_cells(merge)
    return saved(workbook)


def text(*grids: Rows, trim: bool = False) -> bytes:
    lines = []
    for rows in grids:
        for row in rows:
            line = "\t".join(map(str, row))
            lines.append(line.rstrip("\t") if trim else line)
        lines.append("下页")
    return "\n".join(lines).encode()


def widened(rows: Rows, at: int, head: str, head_row: int, figures: int = 0, start: int = 3) -> Rows:
    """A further column."""
    wide = [[*row[:at], "", *row[at:]] for row in rows]
    wide[head_row][at] = head
    for row in range(start, len(wide)):
        wide[row][at] = figures + row if figures else ""
    return wide


def edited(rows: Rows, *changes: tuple[int, int, Any]) -> Rows:
    rows = [list(row) for row in rows]
    for row, column, value in changes:
        rows[row][column] = value
    return rows


T2, T3, T4 = rows_of("disclosure"), rows_of("requests"), rows_of("remedies")
LAST_FIRST = [[*row[:3], row[9], *row[3:9]] for row in T3]
BOTH: tuple[Callable[..., bytes], ...] = (book, text)

CASES: dict[str, bytes] = {}
for make in BOTH:
    name = make.__name__
    for word in ("上年总计", "备注", "小计"):
        CASES[f"{name}: column {word} behind, first figure blank"] = make(
            edited(widened(T3, 10, word, 1), (3, 3, ""), (3, 10, 77))
        )
        CASES[f"{name}: column {word} within"] = make(edited(widened(T3, 4, word, 2, 7000), (3, 3, "")))
        CASES[f"{name}: column {word} before, total blank"] = make(
            edited(widened(T3, 3, word, 1), (3, 3, 66), (3, 10, ""))
        )
    CASES[f"{name}: 上年数 beside a single column"] = make(
        edited(T2, (5, 2, "上年数"), (6, 1, ""), (6, 2, 77))
    )
    CASES[f"{name}: 上年 column in table 2"] = make(
        edited(widened(T2, 4, "上年现行有效件数", 1, start=99), (2, 1, ""), (2, 4, 91))
    )
    CASES[f"{name}: head missing and further column"] = make(
        edited(widened(T3, 10, "上年总计", 1), (1, 3, ""), (3, 3, ""), (3, 10, 77))
    )
    CASES[f"{name}: total first under another word"] = make(edited(LAST_FIRST, (1, 3, "总数")))
    CASES[f"{name}: continued under columns in another order"] = make(LAST_FIRST[:15], LAST_FIRST[15:])
    CASES[f"{name}: two years side by side"] = make(
        [[*one, "", *other] for one, other in zip(rows_of("requests", 5000), T3, strict=True)]
    )
    CASES[f"{name}: subtotal column headed 合计"] = make(widened(T3, 9, "合计", 2, 7000))
    CASES[f"{name}: subtotal row under 六"] = make(
        [
            *edited(T3, (23, 1, ""))[:23],
            ["", "（六）其他处理", "小计", *[7] * 7],
            *edited(T3, (23, 1, ""))[23:],
        ]
    )
    CASES[f"{name}: unknown label beside 六"] = make(edited(T3, (23, 2, "1.逾期")))
    CASES[f"{name}: subtotal row 合计"] = make(
        [*T3[:15], ["", "", "合计", *[7] * 7], *[row for row in T3[15:] if row[1] != "（七）总计"]]
    )
    CASES[f"{name}: head repeated, total row missing"] = make(
        [*T3[:15], *T3[:3], *[row for row in T3[15:] if row[1] != "（七）总计"]]
    )
    CASES[f"{name}: table on its side"] = make([list(column) for column in zip(*T3, strict=True)])
    CASES[f"{name}: numbers of the columns in table 4"] = make([*T4[:3], list(range(1, 16)), T4[3]])
    CASES[f"{name}: unit in table 4"] = make([*T4[:3], ["单位：件", *[""] * 14], T4[3]])
    CASES[f"{name}: last year above this in table 4"] = make(
        [*[["", *row] for row in T4[:3]], ["上年", *range(1, 16)], ["本年", *T4[3]]]
    )
    CASES[f"{name}: label before table 4, last figure blank"] = make(
        edited([["", *row] for row in T4], (3, 0, "件数"), (3, 15, ""))
    )
    CASES[f"{name}: year before table 4, last figure blank"] = make(
        edited([["", *row] for row in T4], (3, 0, 2023), (3, 15, ""))
    )
    CASES[f"{name}: litigation first"] = make([[*row[5:], *row[:5]] for row in T4])
CASES["text: cell doubled, total blank"] = text(
    [row if index != 3 else [*row[:3], row[3], *row[3:9], ""] for index, row in enumerate(T3)]
)
CASES["text: trimmed, total blank"] = text(edited(T3, (5, 9, "")), trim=True)
CASES["text: trimmed, a row blank, two ends blank"] = text(
    edited(T3, (3, 8, ""), (3, 9, ""), *((4, column, "") for column in range(3, 10))), trim=True
)
CASES["book: figure merged over two rows"] = book(edited(T3, (1, 3, ""), (4, 5, "")), merge="F4:F5")
CASES["book: divided head"] = book(
    edited(
        [
            *widened(T3, 4, "", 1, 300)[:3],
            ["", "", "", "本年", "上年", *[""] * 6],
            *widened(T3, 4, "", 1, 300)[3:],
        ],
        (4, 3, ""),
    ),
    merge="D2:E3",
)
CASES["book: divided head in table 2"] = book(
    [*T2[:6], ["", "本年", "上年", ""], ["行政许可", "", 44, ""], *T2[7:]], merge="B6:D6"
)
CASES["book: rows without their label columns"] = book(
    [
        row if index < 3 else [cell for place, cell in enumerate(row) if place >= 3 or cell]
        for index, row in enumerate(T3)
    ]
)
CASES["book: last year fills an unread row"] = book(
    [row if index != 3 else ["一、本年新收件数", *row[1:]] for index, row in enumerate(T3)],
    edited(T3, (3, 3, 9)),
)


def printed(data: bytes) -> set[str]:
    """Every figure that a document prints, wherever it stands."""
    if not data.startswith(b"PK"):
        return set(re.findall(r"[0-9]+", data.decode()))
    sheets = load_workbook(BytesIO(data)).worksheets
    return {str(value) for sheet in sheets for row in sheet.iter_rows(values_only=True) for value in row}


@pytest.mark.parametrize("case", CASES)
def test_no_figure_is_wrong(case: str) -> None:
    data = CASES[case]
    figures = printed(data)
    try:
        raw = gr.read(data)
    except gr.ReadError:
        return
    for cell in raw:
        if cell.value is not None:
            assert cell.value == TRUTH[cell.path], f"{cell.path} {cell.source}"
        elif cell.kind is gr.CellKind.BLANK:
            assert str(TRUTH[cell.path]) not in figures, f"{cell.path} {cell.source}"


@pytest.mark.parametrize("table", [T2, T3, T4], ids=["2", "3", "4"])
@pytest.mark.parametrize("make", BOTH)
def test_the_rows_themselves_are_read(make: Callable[..., bytes], table: Rows) -> None:
    read = {cell.path: cell.value for cell in gr.read(make(table))}
    prefix = next(iter(read)).partition(".")[0]
    assert read == {path: value for path, value in TRUTH.items() if path.startswith(f"{prefix}.")}


@pytest.mark.parametrize("mark", ["无", "不适用", "/", "—", "0", "十余件"])
def test_a_mark_of_words_behind_the_undivided_row_is_its_first_figure(mark: str) -> None:
    """（六）其他处理 with 无 behind it is the row, not a group with a row 无."""
    path = "requests.outcomes.closed_otherwise.undivided.natural_person"
    cells = tuple(
        gr.Cell(
            cell.path,
            gr.CellKind.MARK if cell.path == path else gr.CellKind.NUMBER,
            0,
            mark if cell.path == path else "0",
        )
        for cell in gr.form_with(edition="2019").cells
    )
    text = render(gr.RawReport(agency="甲局", year=2020, cells=cells), "txt")
    assert gr.read(text)[path].text == mark


def test_figures_that_stand_before_their_labels_make_no_blanks() -> None:
    """pdftotext may print a row's figures before its label: what has nothing behind it is then no blank."""
    text = (
        "甲局2023年政府信息公开工作年度报告\n第二十条第（五）项\n信息内容\n\n本年处理决定数量\n1045\n\n行政许可\n"
        "第二十条第（六）项\n信息内容\n\n本年处理决定数量\n\n行政处罚\n\n1052\n\n行政强制\n\n1057\n"
    )
    raw = gr.read(text.encode())
    assert (
        raw.get("disclosure.licensing.decisions") is None
        or raw["disclosure.licensing.decisions"].kind != "blank"
    )
    assert raw["disclosure.penalties.decisions"].value == 1052


def test_a_row_that_sticks_out_over_its_heads_is_not_read_at_all() -> None:
    """A cell too many in a row of a page: under one head stand two figures, but any may be a part of one."""
    page = """<p>甲局2020年政府信息公开工作年度报告</p><table>
    <tr><td colspan=4>第二十条第（八）项</td></tr>
    <tr><td>信息内容</td><td>上一年项目数量</td><td colspan=2>本年增/减</td></tr>
    <tr><td>行政事业性收费</td><td>258</td><td>0</td><td>7</td></tr></table>"""
    raw = gr.read(page.encode())
    assert not any(cell.kind == "number" for cell in raw)
