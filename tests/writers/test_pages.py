"""Web pages: self-contained, safe, and usable by everybody — judged by axe in Chromium."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest
from axe_playwright_python.sync_playwright import Axe
from lxml import html as lxml_html
from playwright.sync_api import Browser

import govinfo_report as gr
from govinfo_report.writers.writing import render
from tests.conftest import EXAMPLES, figures
from tests.makers import chromium, needs_chromium


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def page(nangong: gr.AnnualReport) -> Any:
    return lxml_html.fromstring(render(nangong, "html").decode())


class TestPage:
    def test_loads_nothing_and_runs_nothing(self, nangong: gr.AnnualReport) -> None:
        text = render(nangong, "html").decode()
        assert not re.search(r"<script|<link|<img|<iframe|@import|url\(|https?://|\son\w+=", text)

    def test_tables_have_captions_scopes_and_their_paths(self, page: Any) -> None:
        tables = page.findall(".//table")
        assert [table.find("caption").text_content() for table in tables] == [
            "二、主动公开政府信息情况",
            "三、收到和处理政府信息公开申请情况",
            "四、政府信息公开行政复议、行政诉讼情况",
        ]
        assert {head.get("scope") for head in page.iter("th")} == {"col", "colgroup", "row", "rowgroup"}
        paths = [cell.get("data-path") for cell in page.iter("td")]
        assert paths == [cell.path for cell in gr.form_with().cells]

    def test_only_the_instruction_of_a_label_is_in_kaiti(self, page: Any) -> None:
        noted = [head.find("span").text for head in page.iter("th") if "note" in head.get("class")]
        assert [words[:5] for words in noted] == ["（本列数据", "（区分处理"]

    def test_spans_are_the_forms(self, page: Any) -> None:
        for table, layout in zip(page.findall(".//table"), gr.form_with().layouts.values(), strict=True):
            spans = [
                (int(cell.get("rowspan", 1)), int(cell.get("colspan", 1))) for cell in table.iter("th", "td")
            ]
            assert spans == [(cell.rowspan, cell.colspan) for cell in layout.cells]

    def test_nothing_that_was_written_is_run(self, nangong: gr.AnnualReport) -> None:
        evil = '<script>alert(1)</script><img src=x onerror="alert(2)">'
        report = attrs.evolve(nangong, agency=f"甲{evil}局", overview=evil, preamble=evil)
        page = lxml_html.fromstring(render(report, "html").decode())
        assert not list(page.iter("script", "img"))
        raw = attrs.evolve(
            gr.RawReport.of(report),
            cells=(gr.Cell("disclosure.licensing.decisions", gr.CellKind.UNREADABLE, None, evil),),
        )
        page = lxml_html.fromstring(render(raw, "html").decode())
        assert not list(page.iter("script", "img"))
        page = lxml_html.fromstring(render(gr.check(raw), "html").decode())
        assert not list(page.iter("script", "img"))


WRONG = "requests.outcomes.unavailable.not_held.total"


class TestReview:
    """What was found stands where it belongs: the verdict at the top, the rest at its cell or sentence."""

    @pytest.fixture
    def raw(self) -> gr.RawReport:
        raw = gr.read(EXAMPLES / "nangong-2023-error.xlsx")
        return attrs.evolve(raw, overview=(raw.overview or "").replace("申请25件", "申请52件"))

    @pytest.fixture
    def page(self, raw: gr.RawReport) -> Any:
        return lxml_html.fromstring(render(gr.check(raw), "html").decode())

    def test_the_top_has_the_verdict_the_counts_and_the_suggestions(self, page: Any) -> None:
        [top] = page.xpath("//article/h1/following-sibling::*[1]")
        words = top.text_content()
        assert "结论：不符合，有 2 处错误。" in words
        assert "42 条勾稽关系：成立 39，不成立 2，缺数不能判定 1。" in words
        assert "51 疑为 15" in words
        assert [link.get("href") for link in top.xpath(".//li//a")].count(f"#{WRONG}") == 2

    def test_every_link_leads_somewhere(self, page: Any) -> None:
        targets = {target[1:] for target in page.xpath("//a/@href")}
        assert targets <= set(page.xpath("//@id"))
        assert len(page.xpath("//@id")) == len(set(page.xpath("//@id")))

    def test_a_finding_is_told_below_its_table_or_sentence(self, page: Any) -> None:
        told = {
            section.get("id"): section.xpath("./aside//li/p/strong/text()")
            for section in page.xpath("//section")
        }
        assert told["overview"] == ["警告 N101"]
        assert told["requests"] == ["错误 T303", "错误 T302"]
        assert told["remedies"] == ["提示 F302"]
        assert not any(told[name] for name in ("disclosure", "problems_and_improvements", "other_matters"))

    def test_a_claim_is_marked_where_it_stands(self, page: Any, raw: gr.RawReport) -> None:
        [claim] = page.xpath('//section[@id="overview"]/p/a')
        assert claim.text_content() == "全年新收到政府信息公开申请52件"
        assert claim.get("title") == "本年新收申请：表中为 25"
        assert (
            "\n".join(each.text_content() for each in page.xpath('//section[@id="overview"]/p'))
            == raw.overview
        )

    def test_one_that_agrees_leads_to_its_cell(self) -> None:
        page = lxml_html.fromstring(
            render(gr.check(gr.read(EXAMPLES / "nangong-2023.xlsx")), "html").decode()
        )
        [claim] = page.xpath('//section[@id="overview"]/p/a')
        assert claim.get("title") == "本年新收申请：与表中一致"
        assert claim.get("href") == "#requests.received.total"

    def test_notes_that_say_the_same_are_folded_and_colour_no_cell(self, nangong: gr.AnnualReport) -> None:
        """A workbook that a program saved has no results of its formulas: F307 for every total."""
        result = gr.check(gr.read(render(nangong, "xlsx")))
        of_formulas = [each for each in result.findings if each.code == "F307"]
        page = lxml_html.fromstring(render(result, "html").decode())
        assert len(page.xpath('//td[@class="info"]')) == 2
        assert len(page.xpath('//section//li[@class="info"]')) == len(of_formulas) > 30
        assert len(page.xpath('//details//li[@class="info"]')) == len(of_formulas) - 2
        assert f"提示 {len(of_formulas)} 处" in page.xpath("//aside")[0].text_content()

    def test_what_no_section_shows_is_told_at_the_top(self) -> None:
        page = lxml_html.fromstring(render(gr.check(gr.RawReport()), "html").decode())
        told = page.xpath('//aside[@class="summary"]//li/p/strong/text()')
        assert told == [
            f"{name} {code}" for name, code in (*[("错误", "F201")] * 3, ("警告", "F101"), ("警告", "F102"))
        ]


@needs_chromium
class TestInChromium:
    @pytest.mark.parametrize("what", ["report", "printed", "findings"])
    @pytest.mark.parametrize(("scheme", "width"), [("light", 1100), ("dark", 1100), ("light", 380)])
    def test_axe_finds_nothing(
        self, browser: Browser, nangong: gr.AnnualReport, tmp_path: Path, what: str, scheme: Any, width: int
    ) -> None:
        raw = gr.read(EXAMPLES / "nangong-2023-error.xlsx")
        partly = attrs.evolve(raw, cells=tuple(cell for cell in raw if "licensing" not in cell.path))
        shown = {"report": nangong, "printed": raw, "findings": gr.check(partly)}[what]
        path = tmp_path / "a.html"
        path.write_bytes(render(shown, "html"))  # type: ignore[arg-type]
        page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
        page.goto(path.as_uri())
        found = Axe().run(page)
        assert [violation["id"] for violation in found.response["violations"]] == []
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, "the page itself does not scroll sideways; only its tables do"
        page.close()

    def test_on_a_phone_headings_stay_in_view_and_table_2_needs_no_scrolling(
        self, browser: Browser, nangong: gr.AnnualReport, tmp_path: Path
    ) -> None:
        path = gr.write(nangong, tmp_path / "a.html")
        page = browser.new_page(viewport={"width": 360, "height": 800})
        page.goto(path.as_uri())
        for heading in page.query_selector_all("caption h2"):
            box = heading.bounding_box()
            assert box is not None
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= 360
        inner, outer = page.evaluate(
            "(() => { const box = document.querySelector('#disclosure .scroll');"
            " return [box.scrollWidth, box.clientWidth]; })()"
        )
        assert inner <= outer
        page.close()

    def test_on_a_phone_a_total_is_seen_beside_its_label(
        self, browser: Browser, nangong: gr.AnnualReport, tmp_path: Path
    ) -> None:
        path = gr.write(nangong, tmp_path / "a.html")
        page = browser.new_page(viewport={"width": 390, "height": 800})
        page.goto(path.as_uri())
        page.evaluate("document.querySelector('#requests .scroll').scrollLeft = 9999")
        row = "td[data-path='requests.outcomes.unavailable.not_held.{}']"
        label, total = (
            page.query_selector(f"tr:has({row.format('total')}) {each}")
            for each in ("th.label[scope=row]", row.format("total"))
        )
        assert label is not None
        assert total is not None
        beside, figure = label.bounding_box(), total.bounding_box()
        assert beside is not None
        assert figure is not None
        assert 0 <= beside["x"] < beside["x"] + beside["width"] <= figure["x"]
        assert figure["x"] + figure["width"] <= 390
        page.close()

    def test_no_card_is_cut_by_a_page_break(self, browser: Browser, tmp_path: Path) -> None:
        page = browser.new_page()
        page.goto(gr.write(gr.check(gr.RawReport()), tmp_path / "a.html").as_uri())
        page.emulate_media(media="print")
        breaks = page.evaluate(
            "[...document.querySelectorAll('aside li')].map(each => getComputedStyle(each).breakInside)"
        )
        assert set(breaks) == {"avoid"}
        page.close()

    def test_printed_on_paper_it_has_every_figure(
        self, browser: Browser, nangong: gr.AnnualReport, tmp_path: Path
    ) -> None:
        path = gr.write(nangong, tmp_path / "a.html")
        page = browser.new_page()
        page.goto(path.as_uri())
        page.pdf(path=tmp_path / "a.pdf", prefer_css_page_size=True)
        page.close()
        assert figures(gr.read(tmp_path / "a.pdf")) == figures(gr.RawReport.of(nangong))
