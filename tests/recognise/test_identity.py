"""Whose report it is and for when, and which text is which section's."""

from __future__ import annotations

import pytest

import govinfo_report as gr
from govinfo_report.prose.headings import heading_of
from govinfo_report.prose.periods import find_period
from govinfo_report.prose.titles import find_title

TABLE = "行政复议\t\t\t\t\t行政诉讼" + "\t" * 9
TABLE += "\n结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t未经复议直接起诉\t\t\t\t\t复议后起诉\t\t\t\t"
TABLE += "\n" + "\t" * 5 + "\t".join(["结果维持\t结果纠正\t其他结果\t尚未审结\t总计"] * 2)
TABLE += "\n" + "\t".join("0" * 15)


def read(front: str, back: str = "") -> gr.RawReport:
    return gr.read(f"{front}\n四、政府信息公开行政复议、行政诉讼情况\n{TABLE}\n{back}".encode())


@pytest.mark.parametrize(
    ("title", "agency", "year"),
    [
        ("南宫市人民政府办公室 2023 年政府信息公开工作年度报告", "南宫市人民政府办公室", 2023),
        ("2022年度双泉镇政府信息公开工作年度报告", "双泉镇", 2022),
        ("2022年双泉镇人民政府信息公开年度报告", "双泉镇人民政府", 2022),
        ("梨园镇人民政府2021年信息公开年度报告", "梨园镇人民政府", 2021),
        ("《甲局2024年度政府信息公开年报》", "甲局", 2024),
        ("2024年政府信息公开工作年度报告", None, 2024),
        ("甲局政府信息公开工作年度报告", "甲局", None),
        ("东坪县水利局政府信息公开工作年度报告", "东坪县水利局", None),
        ("东坪县水利局政府信息公开工作年度报告（2023年度）", "东坪县水利局", 2023),
        ("东坪县人民政府信息公开2023年年度报告", "东坪县人民政府", 2023),
        ("东坪县水利局２０２３年政府信息公开工作年度报告", "东坪县水利局", 2023),
        ("东坪县水利局二〇二三年政府信息公开工作年度报告", "东坪县水利局", 2023),
        ("东坪县水利局2023年政务公开工作年度报告", "东坪县水利局", 2023),
        ("东坪县水利局关于2023年政府信息公开工作的年度报告", "东坪县水利局", 2023),
        ("东坪县水利局关于印发2023年政府信息公开工作年度报告的通知", "东坪县水利局", 2023),
        ("关于公布东坪县水利局2023年政府信息公开工作年度报告的公告", "东坪县水利局", 2023),
        ("年度报告：东坪县水利局2023年政府信息公开工作年度报告", "东坪县水利局", 2023),
        ("本溪市水务局2023年政府信息公开工作年度报告", "本溪市水务局", 2023),
        ("经济开发区管理委员会2023年政府信息公开工作年度报告", "经济开发区管理委员会", 2023),
    ],
)
def test_titles(title: str, agency: str | None, year: int | None) -> None:
    named = find_title(title)
    assert named is not None
    assert (named.agency, named.year) == (agency, year)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2023年，本机关公开信息5条。",
        "甲局2023年政府信息公开工作年度报告已于网站公布，请查阅。",
        "现将东坪县水利局2023年政府信息公开工作年度报告公布如下。",
        "根据条例规定，现公布东坪县水利局2023年政府信息公开工作年度报告。",
    ],
)
def test_no_titles(text: str) -> None:
    assert find_title(text) is None


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("统计期限为2023年1月1日至2023年12月31日。", "2023-01-01", "2023-12-31"),
        ("统计期限为 2023 年 1 月 1 日至 12 月 31 日。", "2023-01-01", "2023-12-31"),
        ("自2022年3月1日起至2022年12月31日止", "2022-03-01", "2022-12-31"),
        ("202111日起至20211231日", "2021-01-01", "2021-12-31"),
        ("统计期限为2023.1.1—2023.12.31", "2023-01-01", "2023-12-31"),
        ("统计期限为2023-01-01至2023-12-31", "2023-01-01", "2023-12-31"),
        ("统计期限为２０２３年１月１日至１２月３１日", "2023-01-01", "2023-12-31"),
    ],
)
def test_periods(text: str, start: str, end: str) -> None:
    assert str(find_period(text)) == f"{start}/{end}"


@pytest.mark.parametrize(
    "text",
    [
        "2023年2月30日至2023年12月31日",
        "202112日起至20211231日",
        "2021年1月1日至12月31日和2022年1月1日至12月31日",
        "1月1日至12月31日",
    ],
)
def test_periods_that_are_not_certain_stay_unknown(text: str) -> None:
    assert find_period(text) is None


@pytest.mark.parametrize(
    ("preamble", "agency"),
    [
        ("现将东坪县水利局2023年政府信息公开工作年度报告公布如下。", "东坪县水利局"),
        ("根据条例规定，现公布无为市水利局2023年政府信息公开工作年度报告。", "无为市水利局"),
        ("现公布东坪县政务公开办公室2023年政府信息公开工作年度报告。", "东坪县政务公开办公室"),
        (
            "根据东坪县人民政府办公室2022年政府信息公开要求，编制东坪县水利局2023年政府信息公开工作年度报告。",
            "东坪县水利局",
        ),
        ("东坪县水利局根据《条例》编制本报告。统计期限为2023年1月1日至2023年12月31日。", "东坪县水利局"),
        ("本报告由东坪县水利局编制。统计期限为2023年1月1日至2023年12月31日。", "东坪县水利局"),
        ("我局根据《条例》编制本报告。统计期限为2023年1月1日至2023年12月31日。", None),
    ],
)
def test_preambles(preamble: str, agency: str | None) -> None:
    raw = read(f"政府信息公开工作年度报告\n{preamble}\n一、总体情况\n全年发布九条。")
    assert (raw.agency, raw.year) == (agency, 2023)


@pytest.mark.parametrize(
    "title",
    [
        "东坪县水利局\n2023年政府信息公开工作年度报告",
        "东坪县水利局2023年\n政府信息公开工作年度报告",
        "东坪县水利局\n2023年度\n政府信息公开工作年度报告",
        "东坪县水利局2022年政府信息公开工作年度报告\n东坪县水利局2023年政府信息公开工作年度报告",
        "东坪县水利局2023年政府信息公开工作年度报告\n东坪县水利局\n2023年政府信息公开工作年度报告",
    ],
)
def test_titles_over_lines_twice_or_below_a_list_of_others(title: str) -> None:
    raw = read(f"{title}\n一、总体情况\n2023年，全年发布九条。")
    assert (raw.agency, raw.year, raw.preamble) == ("东坪县水利局", 2023, None)


@pytest.mark.parametrize("years", [(2022, 2023), (2023, 2022), (2023, 2022, 2021)])
def test_of_titles_of_several_years_one_counts_that_the_text_bears_out(years: tuple[int, ...]) -> None:
    titles = "\n".join(f"东坪县水利局{year}年政府信息公开工作年度报告" for year in years)
    assert read(f"{titles}\n一、总体情况\n全年发布九条。").year is None
    assert read(f"{titles}\n一、总体情况\n2022年，我局发布九条。").year == 2022
    period = "统计期限为2023年1月1日至2023年12月31日。"
    assert read(f"{titles}\n{period}\n一、总体情况\n全年发布九条。").year == 2023


def test_a_table_of_contents_opens_no_section() -> None:
    titles = (
        "一、总体情况\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n六、其他需要报告的事项"
    )
    for pages in ("", "……1"):
        contents = titles.replace("\n", f"{pages}\n") + pages
        raw = read(f"目录\n{contents}\n现编制本报告。\n一、总体情况\n全年发布九条。")
        assert raw.overview == "全年发布九条。"


@pytest.mark.parametrize(
    ("text", "section"),
    [
        ("一、总体情况", "overview"),
        ("一、 总体情况", "overview"),
        ("（一）总体情况", "overview"),
        ("总体情况", "overview"),
        ("一、概述", "overview"),
        ("二、行政机关主动公开政府信息情况", "disclosure"),
        ("、主动公开政府信息情况", "disclosure"),
        ("三、收到和处理政府信息公开申请", "requests"),
        ("四、因政府信息公开工作被申请行政复议、提起行政诉讼情况", "remedies"),
        ("五、存在问题及改进情况", "problems_and_improvements"),
        ("六、其他需要报告的事项", "other_matters"),
        ("二、总体情况", None),
        ("一、总体情况。全年公开5条。", None),
        ("一、加强主动公开", None),
        ("1.主动公开政府信息情况", None),  # a part of section 一 that speaks of the same matter
        ("①主动公开政府信息情况", None),
        ("2.主动公开政府信息情况", "disclosure"),
    ],
)
def test_headings(text: str, section: str | None) -> None:
    assert heading_of(text) == section


class TestProse:
    def test_sections_missing_are_unknown_and_empty_ones_are_empty(self) -> None:
        raw = read("甲局2023年政府信息公开工作年度报告", "六、其他需要报告的事项")
        assert (raw.overview, raw.problems_and_improvements, raw.other_matters) == (None, None, "")

    def test_text_under_a_table_is_kept(self) -> None:
        raw = read(
            "甲局2023年政府信息公开工作年度报告", "注：以上为全市数。\n五、存在的主要问题及改进情况\n人手少。"
        )
        assert [(each.text, each.reason, each.path) for each in raw.leftovers] == [
            ("注：以上为全市数。", "text", "remedies")
        ]
        assert raw.problems_and_improvements == "人手少。"

    def test_a_cover_goes_before_the_title(self) -> None:
        raw = read("乙局2022年政府信息公开工作年度报告\n机关名称\t甲局\n年度\t2023年")
        assert (raw.agency, raw.year, raw.title) == ("甲局", 2023, "乙局2022年政府信息公开工作年度报告")

    def test_what_a_cover_says_unclearly_is_kept_as_text(self) -> None:
        raw = read("年度\t见封面\n统计期限\t全年")
        assert (raw.year, raw.period) == (None, None)
        assert raw.preamble is not None
        assert {"见封面", "全年"} <= set(raw.preamble.split("\n"))

    def test_unknown_stays_unknown(self) -> None:
        raw = read("我局认真开展工作。")
        assert (raw.agency, raw.year, raw.period, raw.title) == (None, None, None, None)
        assert {finding.code for finding in gr.check(raw).findings} >= {"F101", "F102"}

    def test_sources(self) -> None:
        raw = read("甲局2023年政府信息公开工作年度报告\n一、总体情况\n好。")
        source = raw.source_of("agency")
        assert source is not None
        assert source.line == 1
        assert raw.source_of("overview") is not None
        assert raw.source_of("other_matters") is None


@pytest.mark.parametrize(
    "entry",
    [
        "填报单位：甲县水利局 填报日期：2024年1月20日",
        "填报单位：甲县水利局（盖章）",
        "机关名称：甲县水利局　年度：2023",
    ],
)
def test_an_entry_of_a_cover_ends_where_the_next_begins(entry: str) -> None:
    assert read(f"2023年政府信息公开工作年度报告\n{entry}\n一、总体情况\n好。").agency == "甲县水利局"


def test_a_notice_above_is_no_rival_of_the_title() -> None:
    notice = "甲县政府办公室关于印发2023年政府信息公开工作年度报告的通知"
    raw = read(f"{notice}\n甲县水利局2023年政府信息公开工作年度报告\n一、总体情况\n好。")
    assert raw.agency == "甲县水利局"
