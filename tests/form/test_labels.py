"""Labels in other words: what says the same is the label, what says something else is none."""

from __future__ import annotations

import pytest

from govinfo_report.form import books


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("二、上年度结转政府信息公开申请数量", "requests.carried_in"),
        ("一、本年新收信息公开申请数量", "requests.received"),
        ("5.要求行政机关确认或者重新出具已获取信息", "requests.outcomes.not_processed.reconfirmation"),
        ("4.无正当理由、大量反复申请", "requests.outcomes.not_processed.excessive"),
        ("7.属于行政执法案卷信息", "requests.outcomes.refused.enforcement_files"),
        ("5.属于三类内部事务", "requests.outcomes.refused.internal_affairs"),
        ("3.补正后申请内容仍不明确的", "requests.outcomes.unavailable.still_unclear"),
        ("3.其它", "requests.outcomes.closed_otherwise.other"),
    ],
)
def test_what_says_the_same(text: str, row: str) -> None:
    (match,) = books.request_rows().find(text)
    assert match.key == row
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
    assert not books.request_rows().find(text)


def test_heads_in_other_words() -> None:
    assert [match.key for match in books.applicant_columns().find("其它")] == ["other"]
    assert [match.key for match in books.remedy_columns().find("其它结果")] == ["other"]
    assert [match.key for match in books.remedy_blocks().find("未经复议直接诉讼")] == [
        "remedies.litigation_direct"
    ]
