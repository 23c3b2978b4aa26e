"""A rule of somebody's own in few lines: what it need not say, and that no mistake of it is silent."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs
import pytest

import govinfo_report as gr
from tests.conftest import EXAMPLES

RAW = gr.read(EXAMPLES / "nangong-2023.txt")


@gr.rule(code="QH101", title="第一部分不超过100字", message="第一部分有 {count} 字。")
def overview_length(subject: gr.Subject, rule: gr.Rule) -> Iterator[gr.Finding | gr.Outcome]:
    """青禾省办公厅通知。"""
    count = len(subject.raw.overview or "")
    if count > 100:
        yield gr.Finding(rule=rule, path="overview", details={"count": count})
    elif count:
        yield gr.Outcome.PASSED


def test_one_language_and_few_words_are_enough() -> None:
    rule = overview_length.rule
    assert (rule.code, rule.name, rule.severity) == ("QH101", "overview-length", gr.Severity.WARNING)
    assert rule.clause == gr.Text("青禾省办公厅通知。", "青禾省办公厅通知。")
    assert rule.title.en == rule.title.zh == rule.passing.zh == "第一部分不超过100字"
    result = gr.check(RAW, extra=[overview_length])
    (finding,) = [each for each in result.findings if each.code == "QH101"]
    assert finding.message("en") == finding.message("zh") == f"第一部分有 {len(RAW.overview or '')} 字。"
    assert gr.check(gr.RawReport(overview="短。"), extra=[overview_length]).outcomes["QH101"] == "passed"
    assert gr.check(gr.RawReport(), extra=[overview_length]).outcomes["QH101"] == "not applicable"


def _template(_: gr.Subject, rule: gr.Rule) -> Any:
    yield gr.Finding(rule=rule)


def _words(_: gr.Subject, __: gr.Rule) -> Any:
    yield "第一部分太长"


def _nothing(_: gr.Subject, __: gr.Rule) -> Any:
    return None


@pytest.mark.parametrize(
    ("look", "said"),
    [(_template, "KeyError: 'count'"), (_words, "neither a Finding nor an Outcome"), (_nothing, "NoneType")],
)
def test_a_mistake_becomes_a_finding(look: Any, said: str) -> None:
    own = gr.rule(code="QH102", title="有误", message="有 {count} 字。", severity="error")(look)
    result = gr.check(RAW, extra=[own])
    assert result.outcomes["QH102"] is gr.Outcome.UNDECIDED
    (crash,) = [each for each in result.findings if each.code == "F901"]
    assert said in crash.message("zh")


def test_a_rule_does_not_take_the_code_of_another() -> None:
    """Its outcome would stand in place of the other's."""
    own = attrs.evolve(overview_length.rule, code="T303")
    with pytest.raises(ValueError, match="T303 已被占用"):
        gr.check(RAW, extra=[gr.Check(own, overview_length.apply)])
    with pytest.raises(ValueError, match="QH101 已被占用"):
        gr.check(RAW, extra=[overview_length, overview_length])
    with pytest.raises(TypeError, match="takes checks, not builtin"):
        gr.check(RAW, extra=[print])  # type: ignore[list-item]
