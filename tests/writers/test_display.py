"""What a notebook and a terminal show: the official tables, aligned, with the findings at their cells."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import Any

import attrs
import pytest
from hypothesis import given
from lxml import html as lxml_html
from wcwidth import wcswidth

import govinfo_report as gr
from govinfo_report import testing as given_a
from tests.conftest import EXAMPLES

ERROR = EXAMPLES / "nangong-2023-error.xlsx"


class TestNotebook:
    @pytest.mark.parametrize("what", ["raw", "report", "result"])
    def test_shows_the_tables(self, nangong: gr.AnnualReport, what: str) -> None:
        raw = gr.read(ERROR)
        shown = {"raw": raw, "report": nangong, "result": gr.check(raw)}[what]
        fragment = lxml_html.fromstring(shown._repr_html_())
        assert len(list(fragment.iter("table"))) == 3
        marked = fragment.xpath('//td[contains(@class, "error")]/@data-path')
        assert marked == (
            []
            if what == "report"
            else ["requests.outcomes.unavailable.not_held.total", "requests.outcomes.total.total"]
        )

    def test_parts_are_tables_of_their_own(self) -> None:
        raw = gr.read(ERROR)
        result = gr.check(raw)

        def cells(shown: Any) -> list[list[str]]:
            rows = lxml_html.fromstring(shown._repr_html_()).iter("tr")
            return [[each.text_content() for each in row] for row in rows]

        heads, *rows = cells(result.findings)
        assert heads == ["级别", "规则", "问题", "位置"]
        assert [(row[0], row[1], row[2]) for row in rows] == [
            (each.severity.zh, each.code, each.message("zh")) for each in result.findings
        ]
        assert dict(cells(result.errors[0]))["处理"] == result.errors[0].rule.advice.zh
        heads, row = cells(result.suggestions)
        assert row[1:3] == ["51", "15"]
        assert cells(result.suggestions) == cells(result.suggestions[0])
        assert dict(cells(raw["requests.received.total"]))["数字"] == "25"
        assert dict(cells(raw["remedies.reconsideration.total"]))["空白"] == ""
        assert "无" in gr.check(gr.RawReport()).suggestions._repr_html_()  # type: ignore[attr-defined]
        (evil,) = cells(attrs.evolve(raw["requests.received.total"], path="<b>\x1b", text="25"))[1:2]
        assert evil == ["路径", "<b>□"]

    def test_a_notebooks_own_style_does_not_win(self) -> None:
        """JupyterLab's rules for cells have two classes and an element; every rule here has three classes."""
        style = gr.read(ERROR)._repr_html_().partition("</style>")[0]
        style = re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL)
        selectors = [each.strip() for group in re.findall(r"([^{};]+)\{", style) for each in group.split(",")]
        ours = [each for each in selectors if each.startswith(".")]
        assert len(ours) > 50
        assert all(each.startswith(".govinfo-report.govinfo-report.govinfo-report") for each in ours)

    def test_brings_its_own_style_and_no_page(self, nangong: gr.AnnualReport) -> None:
        fragment = nangong._repr_html_()
        assert "<style>" in fragment
        assert not any(tag in fragment for tag in ("<html", "<body", "<script"))

    def test_links_of_two_reports_lead_each_within_its_own(self) -> None:
        raw = gr.read(ERROR)
        other = attrs.evolve(raw, agency='甲局 id="verdict"')
        shown = [lxml_html.fromstring(gr.check(each)._repr_html_()) for each in (raw, other)]
        own = [{str(each) for each in fragment.xpath("//@id")} for fragment in shown]
        asked = [
            {each.removeprefix("#") for each in fragment.xpath('//a/@href[starts-with(., "#")]')}
            | {str(each) for each in fragment.xpath("//@aria-labelledby")}
            for fragment in shown
        ]
        assert not own[0] & own[1]
        assert all(asked[at] and asked[at] <= own[at] for at in range(2))
        assert all(len(fragment.xpath("//@id")) == len(ids) for fragment, ids in zip(shown, own, strict=True))


class TestTerminal:
    def test_figures_stand_under_their_heads(self) -> None:
        lines = gr.read(ERROR).as_text().split("\n")
        (head,) = [line for line in lines if line.strip().startswith("自然人")]
        rows = [line for line in lines if line.startswith(("一、本年新收", "四、结转下年度"))]
        for row in rows:
            assert wcswidth(row) == wcswidth(head)
        assert any(line.rstrip().endswith("51[1]") for line in lines)
        assert any(line.startswith("[1] 错误 T303") for line in lines)

    def test_a_blank_is_no_zero_and_what_is_absent_is_said_so(self) -> None:
        raw = gr.read(ERROR)
        raw = attrs.evolve(raw, cells=tuple(cell for cell in raw if "licensing" not in cell.path))
        text = raw.as_text()
        (line,) = [line for line in text.split("\n") if line.startswith("行政复议")]
        assert line.count("(空)") == 5
        (line,) = [line for line in text.split("\n") if line.strip().startswith("行政许可")]
        assert "(缺)" in line

    def test_a_head_stands_below_the_caption_of_its_block(self, nangong: gr.AnnualReport) -> None:
        lines = [line.strip() for line in nangong.as_text().split("\n")]
        at = lines.index("第二十条第（八）项")
        assert lines[at + 1 : at + 3] == ["本年收费金额", "（单位：万元）"]
        assert lines[lines.index("第二十条第（一）项") + 1].startswith("本年制发件数")

    def test_control_characters_are_shown_and_not_obeyed(self) -> None:
        raw = gr.read(ERROR)
        evil = "\x1b[2J\x07\x9b31m"
        first, *others = raw
        marked = gr.Cell(first.path, gr.CellKind.UNREADABLE, None, evil)
        raw = attrs.evolve(
            raw, cells=(marked, *others), title=evil, overview=evil, preamble=evil, agency=evil
        )
        for shown in (raw.as_text(), raw._repr_html_(), gr.check(raw).as_text(), gr.check(raw)._repr_html_()):
            assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", shown)
            assert "□[2J" in shown

    @given(report=given_a.reports())
    def test_any_report_can_be_shown(self, report: gr.AnnualReport) -> None:
        text = report.as_text()
        assert report.title in text
        assert all(str(figure) in text for figure in attrs.astuple(report.requests.received))

    @given(raw=given_a.raw_reports())
    def test_any_printed_report_can_be_shown(self, raw: gr.RawReport) -> None:
        assert "三、" in raw.as_text()
        assert raw._repr_html_()

    def test_nothing_heavy_is_loaded_before_it_is_needed(self) -> None:
        names = "'wcwidth' in sys.modules, 'govinfo_report.writers' in sys.modules"
        code = f"import sys, govinfo_report; print({names})"
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert done.stdout.split() == ["False", "False"]
