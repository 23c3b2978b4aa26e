"""Words that look like something else, and tables with rows missing: kept, or refused by name; never lost."""

from __future__ import annotations

from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import govinfo_report as gr
from govinfo_report import testing as given_a
from govinfo_report.writers.formats import WRITERS
from govinfo_report.writers.places import in_chinese
from govinfo_report.writers.writing import render
from tests.conftest import figures

FORMATS = [writer.suffix for writer in WRITERS]
SLOWER = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
#: Lines that look like a heading, a row of a table, a cover's entry, or a mark of some format.
ODD = (
    "一、总体情况",
    "二、主动公开政府信息情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
    "二、下一步打算",
    "（一）主动公开",
    "总体情况",
    "机关名称：乙局",
    "年度：2020",
    "统计期限：2022年1月1日至2022年12月31日",
    "甲市2022年政府信息公开工作年度报告",
    "填报人：张三",
    "校验（由公式自动计算）",
    "| 规章 | 1 | 2 | 3 |",
    "规章\t1\t2\t3",
    "一、本年新收政府信息公开申请数量 3 0 0 0 0 0 3",
    "（七）总计",
    "---",
    "=====",
    "    code",
    "— 1 —",
    "<!-- x -->",
    "1",
)


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("section", ["preamble", *gr.AnnualReport.PROSE_SECTIONS])
def test_an_odd_line_is_kept_or_refused_by_name(nangong: gr.AnnualReport, format: str, section: str) -> None:
    for line in ODD:
        for text in (line, f"第一段。\n{line}\n末段。"):
            words: dict[str, Any] = {section: text}
            report = attrs.evolve(nangong, **words)
            document, refusal = rendered(report, format)
            if document is not None:
                assert gr.read(document).to_report() == report, (line, section)
                continue
            assert format != "json"
            assert refusal.startswith(f"{in_chinese(section)}：“{line}”单独成行")
            assert "改写这一行" in refusal


def rendered(report: gr.AnnualReport, format: str) -> tuple[bytes | None, str]:
    """The document, or why there is none."""
    try:
        return render(report, format), ""
    except gr.WriteError as error:
        return None, error.message("zh")


@pytest.mark.parametrize("format", FORMATS)
def test_an_odd_agency_is_kept_or_refused_by_name(nangong: gr.AnnualReport, format: str) -> None:
    for agency in (
        "甲/乙局",
        "../../etc/passwd",
        "=1+1",
        "一、总体情况",
        "机关名称",
        "2022年局",
        "甲局2021年",
        "局：局",
    ):
        report = attrs.evolve(nangong, agency=agency)
        document, refusal = rendered(report, format)
        if document is not None:
            assert gr.read(document).to_report() == report
        else:
            assert refusal.startswith(f"机关名称：“{agency}”单独成行")


def test_a_result_with_findings_is_shown_all_the_same(nangong: gr.AnnualReport) -> None:
    report = attrs.evolve(nangong, overview="六、其他需要报告的事项")
    assert render(gr.check(report), "html")
    assert gr.RawReport.of(report)._repr_html_()


@st.composite
def partial(draw: st.DrawFn) -> gr.RawReport:
    """Reports of whose tables 2 and 3 only some rows were found."""
    raw = draw(given_a.raw_reports())
    rows = sorted({cell.path.rpartition(".")[0] for cell in raw if not cell.path.startswith("remedies")})
    kept = draw(st.sets(st.sampled_from(rows), min_size=1))
    cells = tuple(
        cell for cell in raw if cell.path.startswith("remedies") or cell.path.rpartition(".")[0] in kept
    )
    return attrs.evolve(raw, cells=cells, leftovers=(), notes=(), recognised=())


@pytest.mark.parametrize("format", FORMATS)
class TestPartOfAReport:
    @SLOWER
    @given(raw=partial())
    def test_every_row_that_is_there_is_kept(self, raw: gr.RawReport, format: str) -> None:
        assert figures(gr.read(render(raw, format))) == figures(raw)

    @pytest.mark.parametrize(
        "row",
        [
            "requests.outcomes.granted",
            "requests.outcomes.refused.third_party_rights",
            "requests.outcomes.closed_otherwise.other",
            "requests.carried_over",
        ],
    )
    def test_the_only_row_of_its_group_keeps_its_own_label(
        self, nangong: gr.AnnualReport, format: str, row: str
    ) -> None:
        raw = gr.RawReport.of(nangong)
        others = ("requests.received.", f"{row}.")
        raw = attrs.evolve(raw, cells=tuple(cell for cell in raw if cell.path.startswith(others)))
        assert figures(gr.read(render(raw, format))) == figures(raw)
