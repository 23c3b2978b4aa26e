"""Tables of a PDF that a page break cuts, at the places where makers of PDFs cut them."""

from __future__ import annotations

import pytest

from govinfo_report.readers.pdf.joining import joined
from govinfo_report.readers.pdf.page import Char, Page, Rule
from govinfo_report.readers.pdf.ruling import RuledCell, RuledTable, tables_of

COLUMNS = (0.0, 100.0, 130.0)


def part(page: int, *rows: tuple[str, str]) -> RuledTable:
    cells = tuple(
        RuledCell(row, column, 1, 1, text)
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    )
    return RuledTable(page, COLUMNS, 700.0, 100.0, len(rows), cells)


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
    ],
)
def test_rows_at_a_break(
    above: list[tuple[str, str]], below: list[tuple[str, str]], rows: list[list[str]]
) -> None:
    assert rows_of(part(1, *above), part(2, *below)) == rows


def test_a_row_that_ends_before_the_tables_edge_lacks_its_last_cell() -> None:
    """Two rows at the head of a page, the lower one cell short: its figures stand one place too far left."""
    level = [Rule(False, y, 0.0, 90.0) for y in (60.0, 40.0)] + [Rule(False, 20.0, 0.0, 60.0)]
    upright = [Rule(True, x, 20.0, 60.0) for x in (0.0, 30.0, 60.0)] + [Rule(True, 90.0, 40.0, 60.0)]
    chars = [Char(str(index), 10.0 + 30 * index, 25.0, 15.0 + 30 * index, 35.0) for index in range(2)]
    (table,) = tables_of(Page(4, 100.0, tuple(chars), tuple(level + upright)))
    assert [(cell.column, cell.text) for cell in table.cells if cell.row == 1] == [(0, "0"), (1, "1")]
