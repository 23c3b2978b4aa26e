"""Sections whose headings are worded, numbered or set unlike the form's, and what a page puts around them."""

from __future__ import annotations

import pytest

import govinfo_report as gr
from govinfo_report.recognise.furniture import is_furniture
from govinfo_report.recognise.headings import heading_at, heading_of
from tests.recognise.test_identity import TABLE

FOURTH = "四、政府信息公开行政复议、行政诉讼情况"


@pytest.mark.parametrize(
    ("text", "section"),
    [
        ("一 总体情况", "overview"),
        ("第一部分 总体情况", "overview"),
        ("第六部分：其他需要报告的事项", "other_matters"),
        ("二 总体情况", None),
        ("第二部分 总体情况", None),
    ],
)
def test_numbers_of_headings(text: str, section: str | None) -> None:
    assert heading_of(text) == section


@pytest.mark.parametrize(
    ("text", "place", "section"),
    [
        ("一、", "front", "overview"),
        ("一、公开工作的开展", "front", "overview"),
        ("二、", "front", None),
        ("（一）主动公开", "front", None),
        ("五、短板与明年打算", "remedies", "problems_and_improvements"),
        ("五、短板与明年打算", "overview", None),
        ("存在的主要问题和整改措施", "remedies", "problems_and_improvements"),
        ("存在的主要问题和整改措施", "overview", None),
        ("六、其他事项", "problems_and_improvements", "other_matters"),
        ("六、其他事项", "overview", None),
        ("五、加强培训", "problems_and_improvements", None),
        ("五、公开的内容还不够丰富，明年改进。", "remedies", None),
    ],
)
def test_headings_in_any_words_by_their_place(text: str, place: str, section: str | None) -> None:
    assert heading_at(text, place) == section


def test_bare_and_free_headings() -> None:
    raw = gr.read(
        f"某局2023年政府信息公开工作年度报告\n一、\n全年发布九条。\n{FOURTH}\n{TABLE}\n"
        "五、短板与打算\n培训不多。\n六、其他事项\n没有收费。".encode()
    )
    assert (raw.overview, raw.problems_and_improvements, raw.other_matters) == (
        "全年发布九条。",
        "培训不多。",
        "没有收费。",
    )


@pytest.mark.parametrize(
    "text",
    [
        "发布时间：2024-01-19 10:23 来源：某局 浏览次数：12",
        "【打印本页】【关闭窗口】",
        "扫一扫在手机打开当前页",
        "当前位置：首页 > 政务公开 > 年报",
        "主办：某县人民政府 备案号：皖ICP备05000001号",
        "索引号：",
        "字体：【大 中 小】",
        "— 3 —",
    ],
)
def test_what_is_the_pages(text: str) -> None:
    assert is_furniture(text)


@pytest.mark.parametrize(
    "text",
    [
        "来源广泛的信息都已公开。",
        "打印服务：为申请人打印材料12份。",
        "首页设置专栏，发布信息5条。",
        "某局",
        "2024年1月19日",
        "本年度没有收取信息处理费",
    ],
)
def test_what_is_the_reports(text: str) -> None:
    assert not is_furniture(text)


def test_a_page_around_the_report() -> None:
    raw = gr.read(
        "首页\n政务公开\n某局2023年政府信息公开工作年度报告\n来源：县网\n索引号：\n0034/2024\n某局\n"
        "2023年政府信息公开工作年度报告\n现按条例编制本报告。\n一、总体情况\n全年发布九条。\n"
        f"{FOURTH}\n{TABLE}\n六、其他需要报告的事项\n没有收费。\n【打印】\n上一篇：某局2022年政府信息公开工作年度报告\n"
        "服务热线12345".encode()
    )
    assert (raw.agency, raw.year) == ("某局", 2023)
    assert (raw.preamble, raw.other_matters) == ("现按条例编制本报告。", "没有收费。")
    assert {each.text for each in raw.leftovers} >= {"政务公开", "0034/2024", "服务热线12345"}


def test_both_kinds_of_litigation_in_a_table_of_their_own() -> None:
    five = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
    cells = "".join(f"<td>{text}</td>" for text in five)

    def figures(first: int, count: int) -> str:
        return "<tr>" + "".join(f"<td>{first + place}</td>" for place in range(count)) + "</tr>"

    page = (
        f"<table><tr><td colspan=5>行政复议</td></tr><tr>{cells}</tr>{figures(1, 5)}</table>"
        "<table><tr><td colspan=10>行政诉讼</td></tr><tr><td colspan=5>未经复议直接起诉</td>"
        f"<td colspan=5>复议后起诉</td></tr><tr>{cells}{cells}</tr>{figures(6, 10)}</table>"
    )
    raw = gr.read(f"<html><body>{page}</body></html>".encode())
    assert [cell.value for cell in raw] == list(range(1, 16))
