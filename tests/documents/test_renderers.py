"""The renderers on their own terms: what they print is the form, whoever reads it."""

from __future__ import annotations

import re
import unicodedata
from html.parser import HTMLParser
from io import BytesIO

import attrs
import docx
import pypdfium2
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from govinfo_report.form import form_with, table_names
from govinfo_report.raw import Cell, CellKind, RawReport
from govinfo_report.testing import raw_reports
from tests.documents import strategies as made
from tests.documents.damage import Damaged
from tests.documents.grids import Document, document_of
from tests.documents.html import CHARSETS, Charset, HtmlStyle, render_html
from tests.documents.pdf import PdfStyle, render_pdf
from tests.documents.text import TextLayout, TextStyle, render_text
from tests.documents.word import WRONG, WordStyle, render_word

few = settings(max_examples=15)


def texts(document: Document) -> list[str]:
    """The texts of all cells, in the order of the tables."""
    return [cell.text for grid in document.grids.values() for cell in grid.cells()]


def example() -> Document:
    """A document of the 2021 edition with a number of four digits in each cell."""
    cells = (Cell(path, CellKind.NUMBER, at, str(at)) for at, path in enumerate(form_with().by_path, 1000))
    return document_of(
        RawReport(agency="青禾县测绘局", year=2022, overview="本年，正常。", cells=tuple(cells))
    )


class Cells(HTMLParser):
    """The texts of the cells of tables with borders, and the spans of each."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.covered: list[int] = []
        self._depth: list[bool] = []
        self._open = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "table":
            self._depth.append("border" in given)
        elif tag in {"td", "th"} and self._depth[-1]:
            self.texts.append("")
            self.covered.append(int(given.get("rowspan") or 1) * int(given.get("colspan") or 1))
            self._open = True

    def handle_endtag(self, tag: str) -> None:
        if tag == "table":
            self._depth.pop()
        self._open = bool(self._depth) and self._depth[-1] and self._open and tag != "td"

    def handle_data(self, data: str) -> None:
        if self._open:
            self.texts[-1] += re.sub(r"\s+", "", data)


def bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


class TestGrids:
    @given(made.documents(raw_reports()))
    @few
    def test_a_grid_prints_every_cell_of_the_form_once(self, document: Document) -> None:
        for grid in document.grids.values():
            paths = [cell.item.path for cell in grid.cells() if cell.item.path]
            assert len(paths) == len(set(paths))
            assert (
                sum(cell.rowspan * cell.colspan for cell in grid.cells()) == len(grid.matrix) * grid.columns
            )
        printed = {cell.item.path for grid in document.grids.values() for cell in grid.cells()} - {None}
        assert printed == set(document.texts)

    @given(made.distinct_reports())
    @few
    def test_parts_hold_what_the_whole_holds(self, raw: RawReport) -> None:
        grids = document_of(raw).grids
        for grid, parts in (
            (grids["disclosure"], grids["disclosure"].blocks()),
            (grids["remedies"], grids["remedies"].thirds()),
        ):
            figures = [cell.text for part in parts for cell in part.cells() if cell.item.path]
            assert figures == [cell.text for cell in grid.cells() if cell.item.path]
            assert all(cells for part in parts for cells in part.rows())


class TestDamage:
    @given(made.damaged_documents())
    def test_no_cell_is_torn_and_whoever_reads_what_is_allowed_is_right(self, damaged: Damaged) -> None:
        for section in damaged.document.sections:
            for grid in section.grids:
                items = [id(cell.item) for cell in grid.cells()]
                assert len(items) == len(set(items))
                assert {len(line) for line in grid.matrix} == {grid.columns}
        assert all(damaged.allowed(path) == {damaged.document.texts[path]} for path in damaged.intact)

    @given(made.damaged_documents(), st.data())
    def test_a_figure_from_another_cell_is_wrong(self, damaged: Damaged, data: st.DataObject) -> None:
        one, other = data.draw(
            st.lists(st.sampled_from(list(damaged.document.texts)), min_size=2, max_size=2)
        )
        raw = data.draw(made.distinct_reports())
        cell = attrs.evolve(next(iter(raw)), path=one, text=damaged.document.texts[other])
        said = damaged.document.texts[other] in damaged.allowed(one)
        assert bool(damaged.wrong(RawReport(cells=(cell,)))) is not said


class TestText:
    @given(made.documents(made.distinct_reports()), made.text_styles())
    @few
    def test_every_text_is_there_in_order(self, document: Document, style: TextStyle) -> None:
        text = bare(render_text(document, style).replace("|", ""))
        at = 0
        for each in map(bare, texts(document)):
            at = text.index(each.replace("|", ""), at) + len(each)

    @pytest.mark.parametrize("table", table_names())
    def test_padding_makes_up_for_the_columns_that_colspans_swallow(self, table: str) -> None:
        document = example()
        grid = document.grids[table]
        alone = tuple(section for section in document.sections if grid in section.grids)
        text = render_text(attrs.evolve(document, sections=alone), TextLayout.ROWS)
        for line, cells in zip(text.splitlines()[-len(grid.matrix) :], grid.rows(), strict=True):
            assert line.count("|") == sum(cell.colspan for cell in cells)

    def test_blank_cells_leave_a_bar_or_vanish(self) -> None:
        raw = RawReport(cells=(Cell("remedies.reconsideration.upheld", CellKind.BLANK),))
        assert "|\n" * 15 in render_text(raw, TextLayout.CELLS)
        assert render_text(raw, TextLayout.ROWS).splitlines()[-1] == " ".join("|" * 15)
        assert render_text(raw, TextLayout.LINES).endswith("总计\n")


class TestHtml:
    @given(made.documents(raw_reports()), made.html_styles())
    @few
    def test_a_page_has_every_cell(self, document: Document, style: HtmlStyle) -> None:
        style = attrs.evolve(style, disclosure="one", remedies="one")
        codec, _ = CHARSETS[style.charset]
        cells = Cells(render_html(document, style).decode(codec))
        assert cells.texts == [bare(text) for text in texts(document)]
        covered = sum(len(grid.matrix) * grid.columns for grid in document.grids.values())
        assert sum(cells.covered) == covered

    def test_tables_2_and_4_can_be_several(self) -> None:
        page = render_html(example(), HtmlStyle(disclosure="per block", remedies="three")).decode()
        assert page.count("<table border") == 4 + 1 + 3
        figures = [text for text in Cells(page).texts if text.isdigit()]
        assert figures == [str(number) for number in range(1000, 1200)]

    @pytest.mark.parametrize("charset", CHARSETS)
    def test_a_page_is_in_its_encoding_and_says_what_it_has_to(self, charset: Charset) -> None:
        codec, declared = CHARSETS[charset]
        page = render_html(example(), HtmlStyle(charset=charset))
        if declared is None:
            assert b"charset" not in page
        else:
            assert f'charset="{declared}"'.encode() in page
        assert "行政规范性文件" in page.decode(codec)


class TestWord:
    @given(made.distinct_reports(), made.word_styles())
    @few
    def test_word_opens_it_and_every_figure_is_there(self, raw: RawReport, style: WordStyle) -> None:
        body = docx.Document(BytesIO(render_word(raw, style))).element.body
        for gone in body.xpath("//w:del[w:r] | //w:moveFrom"):
            gone.getparent().remove(gone)
        cells = ["".join(text.text for text in cell.iter(qn("w:t"))) for cell in body.iter(qn("w:tc"))]
        if style.full_width:
            cells = [unicodedata.normalize("NFKC", text) for text in cells]
        figures = {cell.text for cell in raw}
        assert [text for text in cells if text in figures] == [cell.text for cell in raw]

    def test_wrong_figures_stand_only_in_what_was_deleted(self) -> None:
        for style in (
            WordStyle(revisions="cells"),
            WordStyle(revisions="rows"),
            WordStyle(revisions="moves"),
        ):
            body = docx.Document(BytesIO(render_word(example(), style))).element.body
            assert body.xpath(f"//w:*[text()='{WRONG}']")
            assert not body.xpath(f"//w:*[text()='{WRONG}'][not(ancestor::w:del or ancestor::w:moveFrom)]")

    def test_table_3_breaks_over_pages(self) -> None:
        pdf = pypdfium2.PdfDocument(render_pdf(example(), PdfStyle(font=14)))
        pages = [page.get_textpage().get_text_range() for page in pdf]
        pdf.close()
        first, last = (
            next(at for at, page in enumerate(pages) if word in page) for word in ("予以公开", "结转下年度")
        )
        assert first < last
        assert all(f"- {number} -" in page for number, page in enumerate(pages, start=1))
