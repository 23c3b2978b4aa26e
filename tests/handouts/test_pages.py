"""Pages to browse: an index with a search, a review page for each report, nothing loaded, nothing run."""

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
from tests.handouts.making import of, scanned, unread
from tests.makers import chromium, needs_chromium


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def site(tmp_path: Path) -> Path:
    good = gr.read("examples/nangong-2023.txt")
    untitled = attrs.evolve(good, title=None)
    gr.write_pages([scanned(of("甲局")), scanned(untitled, "b.txt"), unread()], tmp_path / "site")
    return tmp_path / "site"


def rows(site: Path) -> list[Any]:
    return list(lxml_html.fromstring((site / "index.html").read_bytes()).findall(".//tbody/tr"))


class TestIndex:
    def test_a_row_a_file_each_with_its_page(self, site: Path) -> None:
        assert [row.get("class") for row in rows(site)] == ["wrong", "fine", "unread"]
        links = [row.find(".//a").get("href") for row in rows(site)[:2]]
        assert links == ["reports/000001.html", "reports/000002.html"]
        assert "表中为 51" in (site / links[0]).read_text(encoding="utf-8")
        assert rows(site)[2].find(".//a") is None
        assert "这是图片" in rows(site)[2].text_content()

    def test_it_loads_nothing(self, site: Path) -> None:
        for page in site.rglob("*.html"):
            text = page.read_text(encoding="utf-8")
            assert not re.search(r"<link|<img|<iframe|@import|url\(|https?://|\ssrc=|\son\w+=", text)

    def test_nothing_that_was_read_is_run(self, tmp_path: Path) -> None:
        evil = '<script>alert(1)</script><img src=x onerror="alert(2)">'
        gr.write_pages([scanned(of(evil), f"{evil}.txt"), unread(evil)], tmp_path / "site")
        for page in (tmp_path / "site").rglob("*.html"):
            parsed = lxml_html.fromstring(page.read_bytes())
            assert not list(parsed.iter("img"))
            assert len(list(parsed.iter("script"))) == (page.name == "index.html")


class TestFolder:
    def test_one_with_something_in_it_is_left_alone(self, tmp_path: Path) -> None:
        (tmp_path / "mine.txt").write_text("mine")
        for overwrite in (False, True):
            with pytest.raises(gr.WriteError, match="已有文件"):
                gr.write_pages([scanned()], tmp_path, overwrite=overwrite)
        assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]

    def test_pages_of_before_are_replaced_when_asked(self, site: Path) -> None:
        with pytest.raises(gr.WriteError):
            gr.write_pages([scanned()], site)
        gr.write_pages([scanned()], site, overwrite=True)
        assert [page.name for page in (site / "reports").iterdir()] == ["000001.html"]
        assert [path.name for path in site.parent.iterdir()] == ["site"]

    def test_pages_beside_which_somebody_put_a_file_are_not(self, site: Path) -> None:
        (site / "reports" / "notes.txt").write_text("mine")
        with pytest.raises(gr.WriteError):
            gr.write_pages([scanned()], site, overwrite=True)
        assert len(rows(site)) == 3

    def test_an_empty_one_is_used(self, tmp_path: Path) -> None:
        gr.write_pages([scanned()], tmp_path)
        assert (tmp_path / "index.html").is_file()

    def test_a_run_broken_off_leaves_nothing(self, tmp_path: Path) -> None:
        def broken() -> Iterator[gr.ScanResult]:
            yield scanned()
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            gr.write_pages(broken(), tmp_path / "site")
        assert list(tmp_path.iterdir()) == []


@needs_chromium
class TestInChromium:
    @pytest.mark.parametrize("name", ["index.html", "reports/000001.html", "reports/000002.html"])
    @pytest.mark.parametrize(("scheme", "width"), [("light", 1100), ("dark", 800), ("light", 380)])
    def test_axe_finds_nothing(
        self, browser: Browser, site: Path, name: str, scheme: Any, width: int
    ) -> None:
        page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
        page.goto((site / name).as_uri())
        found = Axe().run(page)
        assert [violation["id"] for violation in found.response["violations"]] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.close()

    @pytest.mark.parametrize(
        ("words", "kind", "left"),
        [
            ("", "all", 3),
            ("甲局", "all", 1),
            ("t303 甲", "all", 1),
            ("T303", "fine", 0),
            ("", "unread", 1),
            ("没有这个", "all", 0),
        ],
    )
    def test_search(self, browser: Browser, site: Path, words: str, kind: str, left: int) -> None:
        page = browser.new_page()
        page.goto((site / "index.html").as_uri())
        page.fill("#words", words)
        page.check(f"input[value={kind}]")
        assert page.locator("tbody tr:visible").count() == left
        assert page.locator("#none").text_content() == ("" if left else "没有找到。")
        page.close()
