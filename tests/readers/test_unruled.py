"""Tables without rules: columns by the figures that stand in them, heads and labels by where they stand."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest
from playwright.sync_api import Browser

import govinfo_report as gr
from govinfo_report.raw import Cell, Doubt
from govinfo_report.raw.doubt import is_sign
from govinfo_report.readers.unruled import Line, Part, UnruledTable, Words, line_of, parts_of
from govinfo_report.readers.unruled.heads import Column, spans_of
from govinfo_report.readers.unruled.pieces import Kind as PieceKind
from govinfo_report.readers.unruled.pieces import Piece
from tests.documents.grids import document_of
from tests.documents.html import HtmlStyle, render_html
from tests.documents.pdf import PdfStyle, render_pdf
from tests.makers import chromium, needs_chromium, needs_fonts

HEADS = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
ROWS = [
    "一、本年新收政府信息公开申请数量",
    "二、上年结转政府信息公开申请数量",
    "（一）予以公开",
    "2.重复申请",
    "（七）总计",
]


def counted(first: int = 101) -> gr.RawReport:
    """A report in which no two cells print the same."""
    cells = []
    for at, place in enumerate(gr.form_with().cells):
        value: int | Decimal = first + at
        if place.path == "disclosure.fees.amount":
            value = Decimal(value)
        cells.append(Cell(place.path, gr.CellKind.NUMBER, value, str(value)))
    return gr.RawReport(agency="青禾县水务局", year=2023, overview="略。", cells=tuple(cells))


def printed(raw: gr.RawReport) -> dict[str, str]:
    return {cell.path: cell.text for cell in raw}


def table(*rows: tuple[str, list[str]], heads: list[str] = HEADS, pitch: float = 40.0) -> list[Line]:
    """Lines of table 3: heads over rows of a label and figures, centred in columns ``pitch`` points wide."""

    def centred(text: str, column: int, size: float) -> Words:
        middle = 300 + (column + 0.5) * pitch
        return Words(text, middle - len(text) * size / 2, middle + len(text) * size / 2)

    lines = [line_of([centred(head, at, 5.0) for at, head in enumerate(heads)], 700, 10)]
    for at, (label, figures) in enumerate(rows):
        cells = [Words(label, 40, 40 + 5 * len(label))]
        cells += [centred(figure, column, 5.0) for column, figure in enumerate(figures) if figure]
        lines.append(line_of(cells, 680 - 20 * at, 10))
    return lines


def rows(*changed: tuple[int, list[str]]) -> list[tuple[str, list[str]]]:
    found = [(label, [str(10 * at + column) for column in range(1, 8)]) for at, label in enumerate(ROWS, 1)]
    for at, figures in changed:
        found[at] = (found[at][0], figures)
    return found


def grid_of(parts: list[Part]) -> dict[str, list[str]]:
    """Label → the figures beside it, of the tables found."""
    figures: dict[str, list[str]] = {}
    for found in (part.item for part in parts if isinstance(part.item, UnruledTable)):
        labels = {cell.row: cell for cell in found.cells if cell.column == 0 and cell.text in ROWS}
        for cell in sorted(found.cells, key=lambda cell: (cell.row, cell.column)):
            label = labels.get(cell.row)
            if label is not None and cell is not label:
                figures.setdefault(label.text, []).append("?" if cell.unsure else cell.text)
    return figures


class TestColumns:
    def test_each_figure_stands_in_its_column(self) -> None:
        assert grid_of(parts_of([table(*rows())])) == dict(rows())

    def test_a_blank_is_where_nothing_stands(self) -> None:
        blank = ["41", "42", "", "44", "", "46", "47"]
        assert grid_of(parts_of([table(*rows((3, blank)))]))["2.重复申请"] == blank

    def test_a_row_whose_last_column_is_blank_may_have_moved_up(self) -> None:
        moved = ["41", "43", "44", "45", "46", "47", ""]
        assert grid_of(parts_of([table(*rows((3, moved)))]))["2.重复申请"] == ["?"]

    def test_a_figure_between_two_columns_leaves_its_row_open(self) -> None:
        lines = table(*rows())
        cells = list(lines[4].cells)
        cells[2] = Words("42", 365, 395)  # over the second column and the third
        lines[4] = line_of(cells, lines[4].y, 10)
        assert grid_of(parts_of([lines]))["2.重复申请"] == ["?"]

    def test_a_figure_in_two_pieces_is_none(self) -> None:
        lines = table(*rows())
        split = lines[4].cells[2]
        pieces = (Words("4", split.left, split.left + 3), Words("2", split.right - 3, split.right))
        cells = [*lines[4].cells[:2], Words("4 2", split.left, split.right, pieces), *lines[4].cells[3:]]
        lines[4] = line_of(cells, lines[4].y, 10)
        found = grid_of(parts_of([lines]))["2.重复申请"]
        assert found == ["41", "4 2", "43", "44", "45", "46", "47"]

    def test_seven_figures_of_which_one_is_in_two_pieces_are_not_seven_columns(self) -> None:
        lines = table(*rows((3, ["41", "", "43", "44", "45", "46", "47"])))
        split = lines[4].cells[3]
        pieces = [Words("4", split.left, split.left + 3), Words("4", split.right - 3, split.right)]
        lines[4] = line_of([*lines[4].cells[:3], *pieces, *lines[4].cells[4:]], lines[4].y, 10)
        found = grid_of(parts_of([lines]))["2.重复申请"]
        assert found == ["?"]

    def test_a_row_moved_by_its_long_label_is_read_and_one_a_column_on_is_not(self) -> None:
        for shift, label_end, wanted in ((15.0, 120.0, True), (40.0, 120.0, False), (40.0, 330.0, True)):
            lines = table(*rows())
            label, *figures = lines[4].cells
            moved = [Words(each.text, each.left + shift, each.right + shift) for each in figures]
            lines[4] = line_of([Words(label.text, 40, label_end), *moved], lines[4].y, 10)
            found = grid_of(parts_of([lines]))["2.重复申请"]
            assert found == (["41", "42", "43", "44", "45", "46", "47"] if wanted else ["?"])

    def test_columns_in_another_order_are_those_of_their_heads(self) -> None:
        swapped = [HEADS[1], HEADS[0], *HEADS[2:]]
        found = parts_of([table(*rows(), heads=swapped)])
        (grid,) = [part.item for part in found if isinstance(part.item, UnruledTable)]
        assert [cell.text for cell in grid.cells if cell.text in HEADS] == swapped

    @pytest.mark.parametrize("head", ["年龄", ""])
    def test_a_head_that_is_none_makes_no_table(self, head: str) -> None:
        heads = [head, *HEADS[1:]] if head else HEADS[1:]
        assert not any(
            isinstance(part.item, UnruledTable) for part in parts_of([table(*rows(), heads=heads)])
        )


class TestHeads:
    def test_heads_that_touch_are_parted_where_the_columns_are(self) -> None:
        lines = table(*rows(), pitch=20.0)
        upper, lower = (
            ["自然", "商业", "科研", "社会", "法律", "其", "总"],
            ["人", "企业", "机构", "公益", "服务", "他", "计"],
        )
        last = ["", "", "", "组织", "机构", "", ""]
        made = []
        for at, pieces in enumerate((upper, lower, last)):
            text, left = "".join(f"{piece:　^2}" for piece in pieces), 300.0
            words, start = [], None
            for index, sign in enumerate([*text, "　"]):  # runs of characters without a gap are one word
                if sign != "　" and start is None:
                    start = index
                if sign == "　" and start is not None:
                    words.append(Words(text[start:index], left + 10 * start, left + 10 * index))
                    start = None
            made.append(line_of(words, 720 - 10 * at, 10))
        assert max(len(cell.text) for cell in made[0].cells) > 2  # they do touch
        assert grid_of(parts_of([[*made, *lines[1:]]])) == dict(rows())

    def test_heads_and_rows_on_two_pages(self) -> None:
        lines = table(*rows())
        assert grid_of(parts_of([lines[:1], lines[1:3], lines[3:]])) == dict(rows())

    def test_heads_again_on_the_next_page_are_no_row(self) -> None:
        lines = table(*rows())
        assert grid_of(parts_of([lines[:3], [lines[0], *lines[3:]]])) == dict(rows())


class TestSpans:
    @staticmethod
    def spans(*outer: tuple[str, float]) -> list[list[tuple[str, int, int]]]:
        """The columns that heads go over by their middles, on columns 40 points apart from 0 on."""

        def piece(text: str, middle: float, y: float) -> Piece:
            half = 5.0 * len(text)
            return Piece(
                text=text,
                left=middle - half,
                right=middle + half,
                top=y + 5,
                bottom=y - 5,
                size=10.0,
                line=0,
                words=(),
                kind=PieceKind.LABEL,
            )

        names = ["总计", "结果维持", "结果纠正", "其他结果", "尚未审结"]
        inner = [piece(name, 100.0 * at, 100.0) for at, name in enumerate(names)]
        columns = [Column(each.left, each.right, each) for each in inner]
        pieces = [piece(text, middle, 120.0) for text, middle in outer]
        return [
            [(head.text, first, end) for head, first, end in level]
            for level in spans_of(pieces, columns, 10.0)
        ]

    def test_a_head_goes_over_as_many_columns_as_the_form_has(self) -> None:
        assert self.spans(("未经复议直接起诉", 200.0)) == [[("未经复议直接起诉", 0, 5)]]

    def test_a_table_cut_at_a_column_leaves_heads_over_fewer(self) -> None:
        """One column of 未经复议直接起诉 stands on the page with four of 复议后起诉."""
        assert self.spans(("未经复议直接起诉", 0.0), ("复议后起诉", 250.0)) == [
            [("未经复议直接起诉", 0, 1), ("复议后起诉", 1, 5)]
        ]


class TestLabels:
    def test_a_label_beside_no_figures_claims_no_blanks(self) -> None:
        lines = table(*rows())
        lines[4] = line_of(lines[4].cells[:1], lines[4].y, 10)
        assert grid_of(parts_of([lines]))["2.重复申请"] == ["?"]

    def test_a_number_before_another_rows_label_is_not_its_own(self) -> None:
        """Programs print 3. and 要求提供公开出版物 as two lines; the 2. above is another row's."""
        lines = table(*rows())
        for number, wanted in (("3.", ["41", "42", "43", "44", "45", "46", "47"]), ("4.", None)):
            figures = line_of([Words(number, 60, 70), *lines[4].cells[1:]], lines[4].y, 10)
            label = line_of([Words("要求提供公开出版物", 60, 150)], lines[4].y - 10, 10)
            (found,) = [
                part.item
                for part in parts_of([[*lines[:4], figures, label, *lines[5:]]])
                if isinstance(part.item, UnruledTable)
            ]
            beside = [cell.row for cell in found.cells if "要求提供公开出版物" in cell.text]
            texts = [cell.text for cell in found.cells if cell.row in beside and cell.column >= 3]
            assert (texts == wanted) if wanted else "41" not in " ".join(texts)


@pytest.mark.parametrize(
    "style",
    [
        PdfStyle(rules="none"),
        PdfStyle(rules="none", page="A4 landscape", vertical=True),
        PdfStyle(rules="none", heads=True, running_head=True, font=9.0),
        PdfStyle(rules="none", figures="top", pieces="characters", order="columns"),
        PdfStyle(rules="none", figures="bottom", order="figures last", disclosure="per block"),
    ],
)
def test_a_pdf_without_rules_is_read_whole(style: PdfStyle) -> None:
    raw = counted()
    assert printed(gr.read(render_pdf(raw, style))) == printed(raw)


def test_every_cell_of_a_pdf_without_rules_tells_its_page() -> None:
    raw = gr.read(render_pdf(counted(), PdfStyle(rules="none")))
    pages = [cell.source.page for cell in raw if cell.source is not None]
    assert len(pages) == len(list(raw))
    assert all(page is not None and page >= 1 for page in pages)
    assert pages == sorted(page for page in pages if page is not None)
    assert all(cell.source.line is None for cell in raw if cell.source is not None)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@needs_chromium
@needs_fonts
@pytest.mark.parametrize(
    "css",
    [
        "td{padding:6px}",
        "td{padding:2px 4px;text-align:center} table{width:100%}",
        "td{padding:3px 6px;text-align:right;font-size:12px} table{width:100%}",
        "td{padding:4px 8px;font-size:10px} tr{border-bottom:1px solid #ccc} table{border-collapse:collapse}",
    ],
)
def test_a_page_without_borders_printed_by_a_browser_is_read_whole(browser: Browser, css: str) -> None:
    raw = counted()
    page = browser.new_page()
    html = render_html(document_of(raw), HtmlStyle(menus=False, counters=False)).decode()
    page.set_content(f"<style>table,td{{border:none!important}} {css}</style>{html}")
    pdf = page.pdf(format="A4")
    page.close()
    assert printed(gr.read(pdf)) == printed(raw)


def test_a_digit_in_doubt_between_two_figures_leaves_both_in_doubt() -> None:
    """It stands in the column of wide figures, and as near to the figure of the next."""
    lines = table(*rows((1, ["1234567", *[str(20 + column) for column in range(2, 8)]])))
    label, one, *others = lines[1].cells
    doubtful = Words(Doubt.TURNED.sign, 336, 346)
    both = Words(f"{one.text} {doubtful.text}", one.left, doubtful.right, (one, doubtful))
    lines[1] = line_of([label, both, *others], lines[1].y, 10)
    figures = grid_of(parts_of([lines]))[ROWS[0]]
    assert [any(map(is_sign, text)) for text in figures] == [True, True, *[False] * 5]
