"""Pictures: what is drawn is what the report says; files stand alone. (How they look was looked at.)"""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from statistics import quantiles
from typing import Any

import attrs
import pytest
from hypothesis import given, settings

import govinfo_report as gr
from govinfo_report import pictures
from govinfo_report import testing as given_a
from govinfo_report.corpus import ScanResult, synthetic
from govinfo_report.pictures.figures import APPLICANTS, group_sum
from govinfo_report.pictures.look import OUTCOMES, PALETTE
from tests.conftest import EXAMPLES


def drawn(chart: Any) -> list[dict[str, Any]]:
    """The data of the first layer."""
    document = chart.to_dict()
    layer = document["layer"][0] if "layer" in document else document
    data = layer.get("data", document.get("data"))
    values: list[dict[str, Any]] = data["values"] if "values" in data else document["datasets"][data["name"]]
    return values


def title(chart: Any) -> tuple[str, str]:
    heading = chart.to_dict()["title"]
    return heading["text"], heading["subtitle"]


@settings(max_examples=20)
@given(given_a.reports())
def test_flow_has_every_request_once(report: gr.AnnualReport) -> None:
    chart = gr.pictures.flow(report)
    table = report.requests
    whole = table.received.total + table.carried_in.total
    assert f"共 {whole} 件" in title(chart)[1]
    if not whole:
        return
    bands = {point["link"]: point["count"] for point in drawn(chart)}
    assert sum(bands.values()) == whole
    for applicant in APPLICANTS:
        own = sum(count for link, count in bands.items() if link.split()[0] == applicant)
        assert own == getattr(table.received, applicant) + getattr(table.carried_in, applicant)


def test_bands_end_as_high_as_they_begin() -> None:
    (report,) = [each for each in synthetic.reports(40, seed=1) if each.requests.received.total > 200][:1]
    heights: dict[str, set[float]] = {}
    for point in drawn(gr.pictures.flow(report)):
        heights.setdefault(point["link"], set()).add(round(point["bottom"] - point["top"], 9))
    assert all(len(found) == 1 for found in heights.values())


def test_flow_without_some_figures_says_so(nangong: gr.AnnualReport) -> None:
    raw = gr.RawReport.of(nangong)
    path = "requests.outcomes.granted.natural_person"
    blank = attrs.evolve(
        raw, cells=tuple(gr.Cell(path, gr.CellKind.BLANK) if cell.path == path else cell for cell in raw)
    )
    assert "有 1 组数字不全" in title(gr.pictures.flow(blank))[1]


def test_a_row_that_is_not_there_is_no_zero(nangong: gr.AnnualReport) -> None:
    raw = gr.RawReport.of(nangong)
    lost = "requests.outcomes.unavailable.not_held."
    part = attrs.evolve(raw, cells=tuple(cell for cell in raw if not cell.path.startswith(lost)))
    assert group_sum(raw, "unavailable", "total") == 19
    assert group_sum(part, "unavailable", "total") is None
    with pytest.raises(ValueError, match="没有数字"):
        gr.pictures.carry_over(part)


def test_carry_over_steps_add_up(nangong: gr.AnnualReport) -> None:
    values = drawn(gr.pictures.carry_over(nangong))
    assert [value["name"] for value in values] == ["上年结转", "本年新收", *OUTCOMES.values(), "结转下年度"]
    for one, two in pairwise(values[:-1]):
        assert one["to"] == two["from"]
    assert values[-2]["to"] == values[-1]["to"] == nangong.requests.carried_over.total


def test_carry_over_of_a_report_that_does_not_hold() -> None:
    raw = gr.read("examples/nangong-2023-error.xlsx")
    assert "勾稽关系不成立" in title(gr.pictures.carry_over(raw))[1]
    blank = gr.Cell("requests.received.total", gr.CellKind.BLANK)
    cells = tuple(blank if cell.path == blank.path else cell for cell in raw)
    with pytest.raises(ValueError, match="没有数字"):
        gr.pictures.carry_over(attrs.evolve(raw, cells=cells))


def test_outcomes_by_year(nangong: gr.AnnualReport) -> None:
    years = [
        attrs.evolve(gr.RawReport.of(nangong), year=2021, period=None),
        attrs.evolve(gr.RawReport.of(nangong), year=2023, period=None),
        attrs.evolve(gr.RawReport.of(nangong), year=2024, period=None, cells=()),
    ]
    chart = gr.pictures.outcomes(years)
    values = drawn(chart)
    for year in ("2021", "2023"):
        shares = {value["outcome"]: value["share"] for value in values if value["year"] == year}
        assert shares["予以公开"] == 4 / 25
        assert sum(shares.values()) == pytest.approx(1)
    totals = chart.to_dict()["layer"][2]["data"]["values"]
    assert [(each["year"], each["text"]) for each in totals] == [("2021", "25 件"), ("2023", "25 件")]
    assert title(chart)[1] == "未画出：2022 年（没有报告）、2024 年（数字不全）"


def test_members_and_quartiles() -> None:
    reports = list(synthetic.reports(30, seed=2))
    values = drawn(gr.pictures.members(reports, "requests.received.total"))
    expected = sorted((report.requests.received.total for report in reports), reverse=True)
    assert [value["value"] for value in values] == expected
    assert "虚线为四分位数" in title(gr.pictures.members(reports, "granted"))[1]
    some = [attrs.evolve(gr.RawReport.of(each), agency=f"{at}局") for at, each in enumerate([reports[0]] * 4)]
    assert title(gr.pictures.members(some, "requests.received.total"))[1].count("、") == 2  # three, all alike
    assert "虚线" not in title(gr.pictures.members(reports[:3], "requests.received.total"))[1]
    with pytest.raises(KeyError):
        gr.pictures.members(reports, "nonsense")


def test_a_share_of_few_is_not_ranked_and_no_share_stands_alone() -> None:
    reports = [report for report in synthetic.reports(60, seed=2) if report.requests.outcomes.total.total]
    of = {report.agency: report.requests.outcomes.total.total for report in reports}
    granted = {report.agency: report.requests.outcomes.granted.total for report in reports}
    assert min(of.values()) < 10 < max(of.values())
    chart = gr.pictures.members(reports, "granted", fewest=10)
    values = drawn(chart)
    names = [value["whole"] for value in values]
    assert sorted(names) == sorted(of)
    assert all(
        value["text"].endswith(f"（{granted[name]}/{of[name]}）")
        for name, value in zip(names, values, strict=True)
    )
    ranked = [value for name, value in zip(names, values, strict=True) if of[name] >= 10]
    assert values[: len(ranked)] == sorted(ranked, key=lambda value: -value["value"])
    assert {value["color"] for value in ranked}.isdisjoint(value["color"] for value in values[len(ranked) :])
    assert f"其中 {len(values) - len(ranked)} 个的分母不足 10 件" in title(chart)[1]
    low, _, high = (
        str(mark) for mark in quantiles([each["value"] for each in ranked], n=4, method="inclusive")
    )
    assert f"{float(low):.1%}" in title(chart)[1]
    assert f"{float(high):.1%}" in title(chart)[1]


def test_most_errors_stand_first_and_notes_are_no_errors() -> None:
    raw = gr.read("examples/nangong-2023-error.xlsx")
    blank = gr.RawReport.of(gr.load("examples/nangong-2023.xlsx", blanks="zero"))
    blank = attrs.evolve(
        blank.replace(dict.fromkeys(block(blank, "remedies.reconsideration"))), agency="甲局"
    )
    chart = gr.pictures.findings([gr.check(blank), gr.check(raw)]).to_dict()
    encoding = chart["layer"][0]["encoding"]
    assert encoding["y"]["sort"] == ["南宫市人民政府办公室2023年", "甲局2023年"]
    assert encoding["x"]["sort"][-1] == "F302"
    weights = {
        (value["report"], value["rule"]): value["weight"]
        for value in drawn(gr.pictures.findings([gr.check(raw)]))
    }
    assert weights["南宫市人民政府办公室2023年", "T303"] == "错误"
    assert weights["南宫市人民政府办公室2023年", "F302"] == "提示"


def block(raw: gr.RawReport, path: str) -> list[str]:
    return [each for each in raw.paths if each.startswith(f"{path}.")]


def test_findings_are_counted() -> None:
    results = [gr.check(raw) for raw in synthetic.printed(30, seed=3, slips=0.5, blanks=0.3)]
    values = drawn(gr.pictures.findings(results))
    assert sum(value["count"] for value in values) == sum(len(result.findings) for result in results)


class TestFiles:
    def test_each_kind_stands_alone(self, nangong: gr.AnnualReport, tmp_path: Path) -> None:
        chart = gr.pictures.flow(nangong)
        page = gr.pictures.save(chart, tmp_path / "a.html").read_text(encoding="utf-8")
        assert not re.search(r"<(?:script|link)[^>]+(?:src|href)=", page)
        drawing = gr.pictures.save(chart, tmp_path / "a.svg").read_text(encoding="utf-8")
        assert "予以公开 4" in drawing  # text stays text
        assert "南宫市人民政府办公室2023年" in drawing
        assert gr.pictures.save(chart, tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")

    def test_refusals(self, nangong: gr.AnnualReport, tmp_path: Path) -> None:
        chart = gr.pictures.flow(nangong)
        with pytest.raises(gr.WriteError, match="gif"):
            gr.pictures.save(chart, tmp_path / "a.gif")
        (tmp_path / "a.svg").write_text("mine")
        with pytest.raises(gr.WriteError, match="已存在"):
            gr.pictures.save(chart, tmp_path / "a.svg")
        assert (tmp_path / "a.svg").read_text() == "mine"


def test_colours_differ_in_lightness() -> None:
    """Neighbouring groups can be told apart without any colour vision."""
    lightness = [_luminance(color) for color in PALETTE]
    for one, two in pairwise(lightness):
        assert abs(one - two) > 0.05


def _luminance(color: str) -> float:
    parts = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_a_report_is_no_part_of_anothers_bar() -> None:
    """Bars of one label would be stacked: 16 % and 16 % drawn as 32 %."""
    one, two = (gr.read(EXAMPLES / f"nangong-{year}.xlsx") for year in (2023, 2023))
    other = attrs.evolve(one, year=2024)
    chart = pictures.members([one, two, other], "requests.received.total")
    labels = [row["agency"].split("  ")[0] for row in drawn(chart) if "whole" in row]
    assert len(labels) == len(set(labels)) == 3
    assert "3 份报告" in title(chart)[1]


def test_a_share_above_one_is_not_drawn() -> None:
    good, bad = (gr.read(EXAMPLES / f"nangong-2023{end}.xlsx") for end in ("", "-error"))
    chart = pictures.members([good, bad], "unavailable", fewest=1)
    assert all(row["value"] <= 1 for row in drawn(chart) if "whole" in row)
    assert "1 个的比率超过 100%" in title(chart)[1]


def test_findings_have_a_row_for_each_report_and_the_unread_are_told() -> None:
    good, bad = (gr.check(gr.read(EXAMPLES / f"nangong-2023{end}.xlsx")) for end in ("", "-error"))
    unread = ScanResult(path=Path("x.pdf"), error=gr.ReadError("未读。", "Not read."))
    chart = pictures.findings([good, bad, unread])
    assert len({row["report"] for row in drawn(chart)}) == 2
    assert title(chart)[1] == "2 份报告有问题；1 份没有读到或没有核查"


def test_flow_tells_where_the_balance_does_not_hold() -> None:
    raw = gr.read(EXAMPLES / "nangong-2023.xlsx")
    wrong = raw.replace({"requests.received.natural_person": 40, "requests.received.total": 40})
    assert "勾稽关系不成立" in title(pictures.flow(wrong))[1]
    assert "勾稽关系不成立" not in title(pictures.flow(raw))[1]


def test_agencies_whose_names_begin_alike_have_a_bar_each() -> None:
    """Of a long name the label shows a part; the bars of two that show the same would be drawn as one."""
    names = [f"青禾市经济技术开发区管理委员会办公室综合一科第{number}组" for number in "一二三"]
    names += [f"青禾市经济技术开发区管理委员会{place}街道办事处综合科" for place in ("东城", "西城")]
    reports = [gr.AnnualReport.build(agency=name, year=2023, figures={}, rest=0) for name in names]
    values = drawn(gr.pictures.members(reports, "requests.received.total"))
    assert sorted(value["whole"] for value in values) == sorted(names)
    assert len({value["agency"] for value in values}) == len(names)


def test_outcomes_say_where_the_printed_total_is_another(nangong: gr.AnnualReport) -> None:
    raw = gr.RawReport.of(nangong).replace({"requests.outcomes.total.total": 68})
    assert title(gr.pictures.outcomes([raw]))[1] == "2023 年的（七）总计与各项之和不符"
