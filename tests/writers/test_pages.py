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

    def test_printed_on_paper_it_has_every_figure(
        self, browser: Browser, nangong: gr.AnnualReport, tmp_path: Path
    ) -> None:
        path = gr.write(nangong, tmp_path / "a.html")
        page = browser.new_page()
        page.goto(path.as_uri())
        page.pdf(path=tmp_path / "a.pdf", prefer_css_page_size=True)
        page.close()
        assert figures(gr.read(tmp_path / "a.pdf")) == figures(gr.RawReport.of(nangong))
