"""A plan, made of a lattice's shape alone, is what the finder decides of the lattice itself."""

from __future__ import annotations

import random
from collections.abc import Callable
from io import BytesIO
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govinfo_report.document import Grid, GridCell, Kind
from govinfo_report.reading import open_document
from govinfo_report.recognise import plan
from govinfo_report.recognise.finding import find
from govinfo_report.recognise.heads import Heads
from govinfo_report.recognise.plan import planned, shape_of
from govinfo_report.recognise.stencil import stencil_of
from tests.documents import strategies as rendered
from tests.documents.grids import Document as Printed
from tests.documents.html import render_html
from tests.documents.text import render_text
from tests.documents.word import render_word
from tests.recognise.test_refusals import HEADS, ROW, SECOND
from tests.recognise.test_refusals import grid as lattice

Row = list[str | tuple[str, int, int] | None]

FORMATS: dict[str, tuple[Callable[[Printed, Any], bytes | str], st.SearchStrategy[Any]]] = {
    "html": (render_html, rendered.html_styles()),
    "word": (render_word, rendered.word_styles()),
    "text": (render_text, rendered.text_styles()),
}


@settings(max_examples=30, deadline=None)
@given(
    printed=rendered.documents(rendered.distinct_reports())
    | rendered.damaged_documents().map(lambda damaged: damaged.document),
    data=st.data(),
)
@pytest.mark.parametrize("kind", FORMATS)
def test_it_is_what_the_finder_decides(kind: str, printed: Printed, data: st.DataObject) -> None:
    render, styles = FORMATS[kind]
    file = render(printed, data.draw(styles))
    content = file if isinstance(file, bytes) else file.encode()
    lot = random.Random(data.draw(st.integers(0, 999)))
    by_plan: Heads | None = None
    by_finder: Heads | None = None
    for each in open_document(BytesIO(content)).grids:
        grid = with_blanks(each, lot)
        made = planned(grid, by_plan)
        parts, by_finder = find(grid, by_finder)
        by_plan = made.heads
        assert [stencil for _, stencil in made.parts] == [stencil_of(part, grid) for part in parts]


def with_blanks(grid: Grid, lot: random.Random) -> Grid:
    """A lattice in which one figure in ten is blank."""
    cells = (
        attrs.evolve(cell, text="") if cell.text.isdigit() and not lot.randrange(10) else cell
        for cell in grid.cells
    )
    return attrs.evolve(grid, cells=tuple(cells))


class TestShape:
    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("1", "20"),
            ("3", "４５"),
            ("1,234", "5"),
            ("1.5", "120.25"),
            ("3件", "12件"),
            ("1.5万元", "20.0万元"),
        ],
    )
    def test_it_is_the_same_for_other_figures(self, one: str, other: str) -> None:
        shapes = [shape_of(lattice(HEADS, ["规章", figure, "2", "3"])) for figure in (one, other)]
        assert shapes[0] == shapes[1]

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("1", ""),
            ("1", "1.5"),
            ("1", "/"),
            ("1", "1件"),
            ("3", "3 03"),
            ("12", "-12"),
            ("1", "２０2x"),
            ("0", "零"),
        ],
    )
    def test_it_is_another_where_something_else_is_printed(self, one: str, other: str) -> None:
        shapes = [shape_of(lattice(HEADS, ["规章", figure, "2", "3"])) for figure in (one, other)]
        assert shapes[0] != shapes[1]

    def test_a_number_before_a_label_may_be_the_label_s(self) -> None:
        shapes = [shape_of(lattice(["", *HEADS], [number, *ROW])) for number in ("1", "2")]
        assert shapes[0] != shapes[1]

    def test_a_label_as_tall_as_two_rows_stands_beside_both(self) -> None:
        first: Row = ["1", ("规章", 2, 1), "1"]
        assert shape_of(lattice(first, ["2", "3"])) != shape_of(lattice(first, ["4", "3"]))

    def test_a_formula_without_a_result_prints_something(self) -> None:
        cell = GridCell(row=0, column=0, formula="A1+1")
        assert shape_of(Grid(cells=(cell,))) != shape_of(Grid(cells=(attrs.evolve(cell, formula=None),)))

    @pytest.mark.parametrize("kind", Kind)
    def test_a_lattice_of_a_shape_has_that_shape(self, kind: Kind) -> None:
        shape = shape_of(lattice(HEADS, ROW, SECOND, kind=kind))
        assert shape_of(shape.grid) == shape


class TestKept:
    def test_one_plan_serves_all_lattices_of_a_shape(self) -> None:
        made = planned(lattice(HEADS, ROW))
        assert planned(lattice(HEADS, ["规章", "4", "50", "600"])) is made
        assert planned(lattice(HEADS, SECOND)) is not made

    def test_what_goes_on_under_other_heads_has_a_plan_of_its_own(self) -> None:
        first = planned(lattice(HEADS, ROW))
        rest = lattice(["行政规范性文件", "4", "5", "6"])
        assert planned(rest, first.heads) is planned(rest, first.heads)
        assert planned(rest).parts == ()
        assert [part.table for part, _ in planned(rest, first.heads).parts] == ["disclosure"]

    def test_that_of_a_lattice_larger_than_any_table_is_not_kept(self) -> None:
        large = lattice(HEADS, *[ROW] * 400)
        kept = plan._plan.cache_info().currsize
        assert planned(large) is not planned(large)
        assert plan._plan.cache_info().currsize == kept

    def test_nothing_of_a_document_is_kept(self) -> None:
        """A plan speaks of cells of its own, that know nothing of a file."""
        cell = GridCell(row=0, column=0, text="规章", origin=object(), hidden="sheet")
        grid = lattice(HEADS, ROW)
        made = planned(attrs.evolve(grid, cells=(*grid.cells, cell)))
        assert not set(made.grid.cells) & set(grid.cells)
        assert all(each.origin is None and not each.hidden for each in made.grid.cells)
