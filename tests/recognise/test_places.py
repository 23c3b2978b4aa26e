"""Where the prose stands: the section at its heading, each line of it at its own place."""

from __future__ import annotations

from pathlib import Path

import attrs

import govinfo_report as gr

SAID = "全年新收政府信息公开申请999件。"


def test_a_disagreement_points_to_the_row_of_its_sentence(nangong: gr.AnnualReport, tmp_path: Path) -> None:
    report = attrs.evolve(nangong, overview=f"第一段。\n第二段。\n{SAID}")
    gr.write(report, tmp_path / "a.xlsx")
    (finding,) = gr.check(gr.read(tmp_path / "a.xlsx"), select=("N101",)).findings
    assert finding.source is not None
    assert (finding.source.sheet, finding.source.cell) == (
        "一、总体情况",
        "A4",
    )  # below the heading, the third


def test_lines_of_a_text_are_told_by_their_own_number() -> None:
    lines = [
        "甲局2023年政府信息公开工作年度报告",
        "一、总体情况",
        "第一段。",
        "",
        SAID,
        "二、主动公开政府信息情况",
    ]
    lines += [
        "第二十条第（五）项",
        "信息内容 | 本年处理决定数量",
        "行政许可 | 5",
        "六、其他需要报告的事项",
        "无。",
    ]
    raw = gr.read("\n".join(lines).encode())
    assert raw.overview == f"第一段。\n{SAID}"

    def line(source: gr.Source | None) -> int | None:
        return source.line if source is not None else None

    assert line(raw.source_of("overview")) == 2
    assert line(raw.source_of("overview", at=0)) == 3
    assert line(raw.source_of("overview", at=raw.overview.index("新收"))) == 5
    assert line(raw.source_of("other_matters", at=0)) == 11
    assert raw.source_of("preamble", at=0) is None
