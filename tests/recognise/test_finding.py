"""The finder looks at labels, spans and kinds of cells, and at no figure's value."""

from __future__ import annotations

import random
from itertools import product

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

import govinfo_report as gr
from govinfo_report.document import Document, Grid, GridCell, Kind
from govinfo_report.document.lattice import is_word
from govinfo_report.document.limits import Limits
from govinfo_report.form.evidence import best_paths, evidence, leaf_rows, widths_of
from govinfo_report.form.forms import every_form
from govinfo_report.readers.pages.html import html_document
from govinfo_report.recognise.finding import find
from tests.documents import strategies as rendered
from tests.documents.grids import Document as Printed
from tests.documents.grids import Grid as Table
from tests.documents.grids import Item
from tests.documents.html import HtmlStyle, render_html
from tests.documents.text import TextStyle, render_text


def decided(document: Document) -> list[tuple[str, int, int, bool]]:
    """Every figure found, where, and whether it is blank."""
    return [
        (figure.path, figure.row, figure.column, figure.cell is None)
        for grid in document.grids
        for part in find(grid)[0]
        for row in part.rows
        for figure in row.figures
    ]


def with_other_figures(grid: Grid, lot: random.Random) -> Grid:
    cells = tuple(
        attrs.evolve(cell, text=str(lot.randrange(10 ** lot.randint(1, 5))))
        if cell.text.isdigit() and not is_word(cell)
        else cell
        for cell in grid.cells
    )
    return attrs.evolve(grid, cells=cells)


@settings(max_examples=30, deadline=None)
@given(
    printed=rendered.documents(rendered.distinct_reports())
    | rendered.damaged_documents().map(lambda damaged: damaged.document),
    style=rendered.html_styles(),
    seed=st.integers(0, 999),
)
def test_other_figures_change_nothing(printed: Printed, style: HtmlStyle, seed: int) -> None:
    page = render_html(printed, style)
    data = page if isinstance(page, bytes) else page.encode()
    document = html_document(data, limits=Limits(), file=None)
    lot = random.Random(seed)
    blocks = tuple(with_other_figures(b, lot) if isinstance(b, Grid) else b for b in document.blocks)
    assert decided(attrs.evolve(document, blocks=blocks)) == decided(document)


def printing_other_figures(document: Printed, lot: random.Random) -> Printed:
    """The document with as many other digits in each figure; what stood there twice does so still."""
    digits: dict[tuple[str | None, str], str] = {}
    items: dict[int, Item] = {}

    def other(item: Item) -> Item:
        if item.path is None or not item.text.isdigit():
            return item
        if id(item) not in items:
            size = len(item.text)
            number = str(lot.randrange(10 ** (size - 1) if size > 1 else 0, 10**size))
            text = digits.setdefault((item.path, item.text), number)
            items[id(item)] = attrs.evolve(item, text=text)
        return items[id(item)]

    def of(table: Table) -> Table:
        return attrs.evolve(table, matrix=tuple(tuple(map(other, row)) for row in table.matrix))

    sections = (attrs.evolve(each, grids=tuple(map(of, each.grids))) for each in document.sections)
    return attrs.evolve(document, sections=tuple(sections))


@settings(max_examples=50, deadline=None)
@given(
    printed=rendered.documents(rendered.distinct_reports())
    | rendered.damaged_documents().map(lambda damaged: damaged.document),
    style=rendered.text_styles(),
    seed=st.integers(0, 999),
)
def test_other_figures_change_nothing_in_running_text(printed: Printed, style: TextStyle, seed: int) -> None:
    def read(document: Printed) -> list[object]:
        try:
            raw = gr.read(render_text(document, style).encode())
        except gr.ReadError as error:
            return [error.message("en")]
        return [(cell.path, cell.kind is gr.CellKind.BLANK, cell.source.line) for cell in raw]

    assert read(printing_other_figures(printed, random.Random(seed))) == read(printed)


class TestEvidence:
    def test_every_figure_of_every_form_is_told_by_its_own_labels(self) -> None:
        """Labels beside and heads over a figure, as a layout has them, tell of that figure and no other."""
        for path, ways in evidence().items():
            for way in ways:
                inner = frozenset(way.beside[-1:])
                assert best_paths(inner, frozenset(way.beside), frozenset(way.over)) == (path,)

    def test_every_cell_of_every_form_has_evidence(self) -> None:
        assert {cell.path for form in every_form() for cell in form.cells} == evidence().keys()

    def test_a_head_over_several_columns_goes_over_those_of_the_layout(self) -> None:
        assert widths_of("法人或其他组织") == {5}
        assert widths_of("行政诉讼") == {10}
        assert widths_of("未经复议直接起诉") == {5}

    def test_the_heads_of_a_row_stand_in_the_form_s_order(self) -> None:
        assert (
            "自然人",
            "商业企业",
            "科研机构",
            "社会公益组织",
            "法律服务机构",
            "其他",
            "总计",
        ) in leaf_rows()


LEAVES = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")


def test_heads_that_are_centred_reach_over_nothing_beside_them() -> None:
    """A page took the fifth head: 未经复议直接起诉 and 复议后起诉 stand in the middle of their columns."""
    tops = [(0, "行政复议", 5), (5, "行政诉讼", 10)], [(7, "未经复议直接起诉", 3), (13, "复议后起诉", 2)]
    heads = [
        GridCell(row=row, column=column, colspan=width, text=text)
        for row, cells in enumerate(tops)
        for column, text, width in cells
    ]
    leaves = [GridCell(row=2, column=at, text=LEAVES[at % 5]) for at in range(15) if at != 4]
    figures = [GridCell(row=3, column=at, text=str(at)) for at in range(15)]
    grid = Grid(cells=(*heads, *leaves, *figures), kind=Kind.ALIGNED)
    placed = {
        figure.path: figure.column for part in find(grid)[0] for row in part.rows for figure in row.figures
    }
    blocks = ("reconsideration", "litigation_direct", "litigation_after_reconsideration")
    names = ("upheld", "corrected", "other", "pending", "total")
    right = {f"remedies.{block}.{name}": at for at, (block, name) in enumerate(product(blocks, names))}
    assert placed.items() <= right.items()
