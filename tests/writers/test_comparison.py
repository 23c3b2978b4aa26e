"""Two reports side by side as a Word file, a workbook, a page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import attrs
import docx
import openpyxl
import pytest
from axe_playwright_python.sync_playwright import Axe
from lxml import html as lxml_html

import govinfo_report as gr
from tests.makers import chromium, needs_chromium

CHANGED = "disclosure.licensing.decisions"
LABEL = "第二十条第（五）项 / 行政许可 / 本年处理决定数量"


@pytest.fixture
def found(nangong: gr.AnnualReport) -> gr.ReportComparison:
    assert isinstance(nangong.disclosure, gr.Disclosure)
    licensing = gr.AdministrativeDecisions(decisions=7)
    later = attrs.evolve(
        nangong,
        year=2024,
        period=gr.Period.of_year(2024),
        disclosure=attrs.evolve(nangong.disclosure, licensing=licensing),
    )
    return gr.compare(nangong, later)


def cells_of(path: Path) -> list[list[Any]]:
    """The first list, its heads included."""
    if path.suffix == ".xlsx":
        return [list(row) for row in openpyxl.load_workbook(path).worksheets[0].values]
    if path.suffix == ".docx":
        return [[cell.text for cell in row.cells] for row in docx.Document(str(path)).tables[0].rows]
    table = lxml_html.fromstring(path.read_bytes()).find(".//table")
    return [[cell.text_content() for cell in row.iter("td", "th")] for row in table.iter("tr")]


@pytest.mark.parametrize("suffix", ["docx", "xlsx", "html"])
class TestFiles:
    def test_what_changed(self, found: gr.ReportComparison, tmp_path: Path, suffix: str) -> None:
        path = gr.write_comparison(found, tmp_path / f"c.{suffix}")
        head, *rows = cells_of(path)
        assert head == ["格", "2023年", "2024年", "增减"]
        (row,) = rows
        assert row == ([LABEL, 0, 7, 7] if suffix == "xlsx" else [LABEL, "0", "7", "+7"])

    def test_everything_in_english(self, found: gr.ReportComparison, tmp_path: Path, suffix: str) -> None:
        path = gr.write_comparison(found, tmp_path / f"c.{suffix}", everything=True, lang="en")
        head, *rows = cells_of(path)
        assert head == ["cell", "2023", "2024", "change"]
        assert len(rows) == len(found.cells)

    def test_the_same(self, found: gr.ReportComparison, tmp_path: Path, suffix: str) -> None:
        path = gr.write_comparison(gr.compare(found.before, found.before), tmp_path / f"c.{suffix}")
        text = {
            "docx": lambda: "".join(each.text for each in docx.Document(str(path)).paragraphs),
            "xlsx": lambda: str(cells_of(path)),
            "html": lambda: path.read_text(encoding="utf-8"),
        }[suffix]()
        assert "各格都相同" in text

    def test_what_exists_stays(self, found: gr.ReportComparison, tmp_path: Path, suffix: str) -> None:
        target = tmp_path / f"c.{suffix}"
        target.write_text("mine")
        with pytest.raises(gr.WriteError, match="已存在"):
            gr.write_comparison(found, target)
        assert target.read_text() == "mine"

    def test_what_is_no_figure_is_as_printed(
        self, found: gr.ReportComparison, tmp_path: Path, suffix: str
    ) -> None:
        other = gr.Cell(CHANGED, gr.CellKind.UNREADABLE, None, "=1+1<b>")
        cells = tuple(other if cell.path == CHANGED else cell for cell in found.after)
        without = tuple(cell for cell in found.before if cell.path != CHANGED)
        changed = gr.compare(
            attrs.evolve(found.before, cells=without), attrs.evolve(found.after, cells=cells)
        )
        row = cells_of(gr.write_comparison(changed, tmp_path / f"c.{suffix}"))[1]
        assert row[:3] == [LABEL, "（无此格）", "=1+1<b>"]


def test_measures_are_numbers_in_a_workbook(found: gr.ReportComparison, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(gr.write_comparison(found, tmp_path / "c.xlsx"))
    (granted,) = [row for row in book["二、指标"] if row[0].value == "予以公开率"]
    assert (granted[2].value, granted[2].number_format) == (0.16, "0.0%")


def test_a_list_is_printed_at_full_size_on_a4_where_it_fits(
    found: gr.ReportComparison, tmp_path: Path
) -> None:
    book = openpyxl.load_workbook(gr.write_comparison(found, tmp_path / "c.xlsx"))
    for sheet in book:
        # A digit of the usual font is 7/96 inch wide, margins are 0.7 inch each.
        wide = sum(each.width for each in sheet.column_dimensions.values()) * 7 / 96 * 25.4
        upright = sheet.page_setup.orientation == "portrait"
        assert str(sheet.page_setup.paperSize) == sheet.PAPERSIZE_A4
        assert wide <= (210 if upright else 297) - 2 * 17.8
        assert upright or wide > 210 - 2 * 17.8 - 2


def test_two_agencies_are_named(found: gr.ReportComparison, tmp_path: Path) -> None:
    other = attrs.evolve(found.after, agency="双泉市水利局")
    path = gr.write_comparison(gr.compare(found.before, other), tmp_path / "c.docx")
    assert cells_of(path)[0][1:3] == ["南宫市人民政府办公室2023年", "双泉市水利局2024年"]


def test_what_to_know_before_drawing_conclusions(found: gr.ReportComparison, tmp_path: Path) -> None:
    assert found.cautions == ()
    turned = gr.compare(found.after, attrs.evolve(found.before, agency="双泉市水利局"))
    assert ["同一机关" in turned.cautions[0].zh, "晚于" in turned.cautions[1].zh] == [True, True]
    wrong = gr.compare(found.before, found.after.replace({"requests.received.total": 98_765}))
    (caution,) = wrong.cautions
    assert caution.zh.startswith("第二份报告有勾稽关系不成立")
    document = docx.Document(str(gr.write_comparison(wrong, tmp_path / "c.docx")))
    assert caution.zh in [each.text for each in document.paragraphs]


def test_sentences_are_told_as_they_are_printed(found: gr.ReportComparison) -> None:
    said = "全年受理申请25件，均在法定期限内答复完毕"
    both = (attrs.evolve(each, overview=f"{said}。") for each in (found.before, found.after))
    assert gr.compare(*both).prose[0].same == (said,)


def test_other_formats_are_refused(found: gr.ReportComparison, tmp_path: Path) -> None:
    with pytest.raises(gr.WriteError, match="docx"):
        gr.write_comparison(found, tmp_path / "c.pdf")


@needs_chromium
@pytest.mark.parametrize(("scheme", "width"), [("light", 1100), ("dark", 380)])
def test_axe_finds_nothing(found: gr.ReportComparison, tmp_path: Path, scheme: Any, width: int) -> None:
    path = gr.write_comparison(found, tmp_path / "c.html", everything=True)
    with chromium() as browser:
        page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
        page.goto(path.as_uri())
        found_by_axe = Axe().run(page)
        assert [violation["id"] for violation in found_by_axe.response["violations"]] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_two_versions_of_one_report_are_told_apart(found: gr.ReportComparison, tmp_path: Path) -> None:
    raw = found.before
    later = raw.replace({"requests.received.total": 98_765})
    gr.write_comparison(gr.compare(raw, later), tmp_path / "versions.docx")
    heads = [cell.text for cell in docx.Document(str(tmp_path / "versions.docx")).tables[0].rows[0].cells]
    assert "前一份" in heads
    assert "后一份" in heads
