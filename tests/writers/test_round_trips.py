"""Every format keeps a report: what is written is read back equal, prose, agency and period included."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings

import govinfo_report as gr
from govinfo_report import testing as given_a
from govinfo_report.writers.formats import WRITERS
from govinfo_report.writers.printing import front_of
from govinfo_report.writers.writing import render
from tests.conftest import truth

FORMATS = [writer.suffix for writer in WRITERS]
SLOWER = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
REAL = ("nangong-2023.txt", "huaian-2024.pdf")
WORDS = ("title", "agency", "year", "period", "preamble", *gr.AnnualReport.PROSE_SECTIONS)


def printed(raw: gr.RawReport) -> list[tuple[str, Any, Any, str]]:
    return [(cell.path, cell.kind, cell.value, cell.text) for cell in raw]


@pytest.mark.parametrize("format", FORMATS)
class TestEveryFormat:
    @SLOWER
    @given(report=given_a.reports())
    def test_keeps_a_report(self, report: gr.AnnualReport, format: str) -> None:
        assert gr.read(render(report, format)).to_report() == report

    @SLOWER
    @given(raw=given_a.raw_reports())
    def test_keeps_a_report_as_printed(self, raw: gr.RawReport, format: str) -> None:
        raw = attrs.evolve(raw, leftovers=(), notes=(), recognised=())
        assert printed(gr.read(render(raw, format))) == printed(raw)

    @pytest.mark.parametrize("name", REAL)
    def test_keeps_a_real_report(self, shared: Path, format: str, name: str) -> None:
        raw = gr.read(shared / "real" / name)
        for written in (raw, raw.to_report(blanks="zero")):
            back = gr.read(render(written, format))
            if isinstance(written, gr.AnnualReport):
                assert back.to_report() == written
            else:
                assert printed(back) == printed(written)
                assert [getattr(back, each) for each in WORDS] == [getattr(raw, each) for each in WORDS]
            assert not back.leftovers

    def test_keeps_unusual_words(self, nangong: gr.AnnualReport, format: str) -> None:
        words = "\n".join(
            [
                "=1+1",
                "<script>alert(1)</script> & <b>",
                "| 一 | 二 |",
                "1. 不是编号  两个空格",
                "# 不是标题",
                "* [x](y) `z` \\ ~~删~~ [^1]",
                "👩‍👩‍👧 🇨🇳 𠮷",
                "- — －",
                "&lt;&nbsp;&#65;",
                "_x000A_ _x0041_",
                "很长" * 5_000,
            ]
        )
        report = attrs.evolve(
            nangong, agency="甲/乙\\丙“局”", overview=words, other_matters=words, preamble="依据：<a>"
        )
        assert gr.read(render(report, format)).to_report() == report

    @pytest.mark.parametrize(
        "preamble",
        [
            "",
            "依据条例编制。",
            "依据条例编制。\n本报告所列数据的统计期限为2023年1月1日至2023年12月31日。",
            "统计期限为2022年1月1日至2022年12月31日的，见上年。",
        ],
    )
    def test_keeps_a_period_that_the_preamble_does_not_tell(
        self, nangong: gr.AnnualReport, format: str, preamble: str
    ) -> None:
        for period in (gr.Period.of_year(2023), gr.Period(start=date(2023, 3, 1), end=date(2023, 12, 31))):
            report = attrs.evolve(nangong, preamble=preamble, period=period)
            assert gr.read(render(report, format)).to_report() == report

    def test_keeps_a_hundred_thousand_characters(self, nangong: gr.AnnualReport, format: str) -> None:
        report = attrs.evolve(nangong, overview="\n".join(["很长的文字。" * 1_000] * 17))
        assert len(report.overview) > 100_000
        assert gr.read(render(report, format)).to_report() == report

    @pytest.mark.parametrize("sign", ["\x00", "\x1f", "\ufffe"])
    def test_refuses_what_it_cannot_hold_and_says_where(
        self, nangong: gr.AnnualReport, tmp_path: Path, format: str, sign: str
    ) -> None:
        report = attrs.evolve(nangong, overview=f"甲{sign}乙")
        path = tmp_path / f"a.{format}"
        if format == "json" or (format == "txt" and sign != "\x00"):
            assert gr.read(gr.write(report, path)).to_report() == report
            return
        with pytest.raises(gr.WriteError, match=f"U\\+{ord(sign):04X}") as caught:
            gr.write(report, path)
        assert format == "txt" or "overview" in str(caught.value)
        assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("format", ["docx", "html", "md"])
def test_no_lines_stand_under_the_title_but_the_preamble(nangong: gr.AnnualReport, format: str) -> None:
    """The official form has none that say 机关名称, 年度 and 统计期限: a sentence tells the period."""
    raw = gr.RawReport.of(attrs.evolve(nangong, preamble="依据条例编制。"))
    told = "本报告所列数据的统计期限为2023年1月1日至2023年12月31日。"
    assert front_of(raw) == ["依据条例编制。", told]
    own = "所列数据的统计期限为2023年1月1日至12月31日。"
    assert front_of(attrs.evolve(raw, preamble=own)) == [own]
    assert front_of(attrs.evolve(raw, agency="甲/乙")) == ["机关名称：甲/乙", "依据条例编制。", told]
    back = gr.read(render(raw, format))
    assert (back.preamble, back.period, back.agency, back.year) == (
        "依据条例编制。", gr.Period.of_year(2023), nangong.agency, 2023
    )  # fmt: skip


@pytest.mark.parametrize("name", REAL)
def test_the_real_reports_through_all_formats_in_turn(shared: Path, tmp_path: Path, name: str) -> None:
    """From each format to the next: nothing is worn away."""
    report = gr.read(shared / "real" / name).to_report(blanks="zero")
    assert {cell.path: cell.value for cell in gr.RawReport.of(report) if cell.value} == {
        path: value for path, value in truth((shared / "real" / name).with_suffix(".json")).items() if value
    }
    for format in ("xlsx", "docx", "html", "md", "json", "txt"):
        path = gr.write(report, tmp_path / f"a.{format}")
        report, before = gr.load(path), report
        assert report == before
