"""Labels in other words: what says the same is the label, what says something else is none."""

from __future__ import annotations

import pytest

from govinfo_report.form.evidence import heads, labels


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("二、上年度结转政府信息公开申请数量", "二、上年结转政府信息公开申请数量"),
        ("一、本年新收信息公开申请数量", "一、本年新收政府信息公开申请数量"),
        ("5.要求行政机关确认或者重新出具已获取信息", "5.要求行政机关确认或重新出具已获取信息"),
        ("4.无正当理由、大量反复申请", "4.无正当理由大量反复申请"),
        ("7.属于行政执法案卷信息", "7.属于行政执法案卷"),
        ("5.属于三类内部事务", "5.属于三类内部事务信息"),
        ("3.补正后申请内容仍不明确的", "3.补正后申请内容仍不明确"),
        ("3.其它", "3.其他"),
    ],
)
def test_what_says_the_same(text: str, label: str) -> None:
    (match,) = labels().find(text)
    assert match.key == label
    assert not match.official


@pytest.mark.parametrize(
    "text",
    [
        "一、上年新收政府信息公开申请数量",
        "二、上两年结转政府信息公开申请数量",
        "2.非重复申请",
        "重复",
        "3.危及安全",
        "四、结转上年度继续办理",
    ],
)
def test_what_says_something_else(text: str) -> None:
    assert not labels().find(text)


def test_heads_in_other_words() -> None:
    assert [match.key for match in heads().find("其它")] == ["其他"]
    assert [match.key for match in heads().find("其它结果")] == ["其他结果"]
    assert [match.key for match in heads().find("未经复议直接诉讼")] == ["未经复议直接起诉"]
