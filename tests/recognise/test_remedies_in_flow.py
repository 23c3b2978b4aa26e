"""Table 4 in running text: its blocks are the form's only where their order is certain."""

from __future__ import annotations

import pytest

import govinfo_report as gr

COLUMNS = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
BLOCKS = ["reconsideration", "litigation_direct", "litigation_after_reconsideration"]
FIELDS = ["upheld", "corrected", "other", "pending", "total"]
FIGURES = [*range(11, 16), *range(21, 26), *range(31, 36)]


def text(upper: list[str], lower: list[str], between: list[str]) -> str:
    """Table 4 with all heads of columns below those of the blocks, a cell a line."""
    cells = [*upper, *lower, *between, *(COLUMNS * 3), *map(str, FIGURES)]
    return "\n".join(["甲局2023年政府信息公开工作年度报告", "四、政府信息公开行政复议、行政诉讼情况", *cells])


def read(found: str) -> list[int | None]:
    try:
        raw = gr.read(found.encode())
    except gr.ReadError:
        return []
    paths = [f"remedies.{block}.{name}" for block in BLOCKS for name in FIELDS]
    return [int(raw[path].value or 0) for path in paths if path in raw]


def test_litigation_right_of_reviews() -> None:
    lower = ["未经复议直接起诉", "复议后起诉"]
    assert read(text(["行政复议", "行政诉讼"], lower, [])) == FIGURES


@pytest.mark.parametrize(
    "upper",
    [
        ["行政诉讼", "行政复议"],
        ["行政诉讼", "行政复议", "行政诉讼"],  # 未经复议直接起诉, then the reviews, then 复议后起诉
        ["行政复议"],
    ],
)
def test_in_another_order_or_without_it_nothing_is_read(upper: list[str]) -> None:
    assert read(text(upper, ["未经复议直接起诉", "复议后起诉"], [])) == []
