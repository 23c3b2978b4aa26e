"""Markdown that others wrote: pipe tables of pandoc, repositories and notes."""

from __future__ import annotations

import pytest

import govinfo_report as gr
from govinfo_report.document import Grid
from govinfo_report.readers.text.markdown import has_page_tables, is_markdown, markdown_document
from tests.conftest import EXAMPLES

REMEDIES = """# 甲县林业局2023年政府信息公开工作年度报告

## 四、政府信息公开行政复议、行政诉讼情况

| 行政复议 | | | | | 行政诉讼 | | | | | | | | | |
|:---:|---|---|---|---:|---|---|---|---|---|---|---|---|---|---|
| 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | **总计** | 未经复议直接起诉 | | | | | 复议后起诉 | | | | |
||||||结果维持|结果纠正|其他结果|尚未审结|总计|结果维持|结果纠正|其他结果|尚未审结|总计|
| 1 | 2 | 3 | 4 | **10** | 5 | 0 | / | | 5 | 6 | 7 | 8 | 9[^注] | 30 |

[^注]: 另有 12 件转出。
"""


def rows(text: str) -> list[list[str]]:
    (grid,) = [
        block for block in markdown_document(text, limits=gr.Limits()).blocks if isinstance(block, Grid)
    ]
    found: dict[int, list[str]] = {}
    for cell in sorted(grid.cells, key=lambda cell: (cell.row, cell.column)):
        found.setdefault(cell.row, []).append(cell.text)
    return list(found.values())


def test_a_table_with_marks_of_markdown() -> None:
    raw = gr.read(REMEDIES.encode())
    assert (raw.agency, raw.year) == ("甲县林业局", 2023)
    printed = [cell.text for cell in raw]
    assert printed == ["1", "2", "3", "4", "10", "5", "0", "/", "", "5", "6", "7", "8", "9", "30"]


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("a | b\n--- | ---\n1 | 2", [["a", "b"], ["1", "2"]]),
        ("| a | b |\n|:-----|-----:|\n| 1 |", [["a", "b"], ["1", ""]]),
        (r"| a\|b | \*c |" "\n|---|---|\n| 1<br>2 | __3__ |", [["a|b", "*c"], ["1\n2", "3"]]),
    ],
)
def test_how_rows_are_divided(text: str, cells: list[list[str]]) -> None:
    assert rows(text) == cells


def test_a_row_with_a_cell_too_many_proves_nothing() -> None:
    text = REMEDIES.replace("| 1 | 2 |", "| 1 | 2 | 99 |")
    try:
        raw = gr.read(text.encode())
    except gr.ReadError:
        return
    assert all(cell.value is None or cell.value == 1 for cell in raw)


@pytest.mark.parametrize(
    "text",
    [
        "| a | b |\n| 1 | 2 |",
        "a\n---\nb",
        "一 | 二\n---\n",
        (EXAMPLES / "nangong-2023.txt").read_text("utf-8"),
    ],
)
def test_what_is_no_markdown(text: str) -> None:
    assert not is_markdown(text)


def test_a_row_of_figures_that_lacks_a_cell_is_not_read() -> None:
    """As Markdown has it, the last cell would be blank; but which one was lost is not certain."""
    heads = "| 行政复议 |" + " |" * 4 + " 行政诉讼 |" + " |" * 9 + "\n" + "|---" * 15 + "|"
    five = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    upper = "| " + " | ".join(five) + " | 未经复议直接起诉 | | | | | 复议后起诉 | | | | |"
    lower = "| | | | | | " + " | ".join(five * 2) + " |"
    figures = [str(number) for number in range(15)]
    table = f"甲局2023年政府信息公开工作年度报告\n\n{heads}\n{upper}\n{lower}\n"
    assert len(gr.read(f"{table}| {' | '.join(figures)} |\n".encode())) == 15
    assert not list(gr.read(f"{table}| {' | '.join(figures[:3] + figures[4:])} |\n".encode()))
    with pytest.raises(gr.ReadError, match="没有找到"):  # heads without a row
        gr.read(f"{table}0\n".encode())


PAGE_TABLE = """<table>
<tr><td colspan="4">第二十条第（一）项</td></tr>
<tr><td>信息内容</td><td>本年制发件数</td><td>本年废止件数</td><td>现行有效件数</td></tr>
<tr><td>行政规范性文件</td><td>1</td><td>2</td><td>30</td></tr>
</table>"""


def test_tables_of_a_page_in_markdown_are_read_as_a_page_has_them() -> None:
    text = (
        "# 某县某局2023年政府信息公开工作年度报告\n\n## 一、总体情况\n\n5 < 6，**依法公开**。\n\n"
        f"## 二、主动公开政府信息情况\n\n{PAGE_TABLE}\n\n## 五、存在的主要问题及改进情况\n\n无。\n"
    )
    raw = gr.read(text.encode())
    assert [cell.value for cell in raw] == [1, 2, 30]
    assert (raw.agency, raw.year) == ("某县某局", 2023)
    assert raw.overview == "5 < 6，**依法公开**。"
    assert raw.problems_and_improvements == "无。"


def test_a_sentence_about_a_tag_is_no_table() -> None:
    assert not has_page_tables("网页里的 <table> 没有结束")
