"""A rule of somebody's own in few lines: what it need not say, and that no mistake of it is silent."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, localcontext
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
    with pytest.raises(TypeError, match="is wanted, not builtin"):
        gr.check(RAW, extra=[print])  # type: ignore[list-item]


class TestNamedLikeAnyOther:
    """A check that is given is applied, beside what is selected; settings may name it."""

    def test_selected_with_others(self) -> None:
        result = gr.check(RAW, select=["T301"], extra=[overview_length])
        assert set(result.outcomes) == {"T301", "QH101"}

    @pytest.mark.parametrize("key", ["QH101", "QH", "overview-length"])
    def test_selected_by_itself_and_left_out(self, key: str) -> None:
        assert set(gr.check(RAW, select=[key], extra=[overview_length]).outcomes) == {"QH101"}
        assert "QH101" not in gr.check(RAW, ignore=[key], extra=[overview_length]).outcomes
        settings = gr.Settings(ignore=[key])
        assert "QH101" not in gr.check(RAW, settings=settings, extra=[overview_length]).outcomes

    def test_another_weight(self) -> None:
        settings = gr.Settings(severity={"QH101": gr.Severity.ERROR})
        result = gr.check(RAW, settings=settings, extra=[overview_length])
        assert [each.code for each in result.errors] == ["QH101"]

    def test_waived(self) -> None:
        waiver = gr.Waiver(rule="QH101", cell="overview", reason="篇幅不限")
        result = gr.check(RAW, settings=gr.Settings(waivers=[waiver]), extra=[overview_length])
        assert [each.finding.code for each in result.set_aside] == ["QH101"]

    def test_a_waiver_that_nobody_needs(self) -> None:
        waiver = gr.Waiver(rule="QH101", cell="overview", reason="篇幅不限")
        short = gr.RawReport(overview="短。")
        result = gr.check(short, settings=gr.Settings(waivers=[waiver]), extra=[overview_length])
        (unused,) = [each for each in result.findings if each.code == "F902"]
        assert "QH101" in unused.message("zh")

    def test_not_given_it_is_not_known(self) -> None:
        with pytest.raises(gr.SettingsError, match="QH101"):
            gr.check(RAW, settings=gr.Settings(ignore=["QH101"]))


def test_a_rule_reckons_in_the_context_of_whoever_calls() -> None:
    """A share has as many digits as its author has asked for; the library's own sums are exact in any."""

    @gr.rule(code="QH103", title="占比", message="{share}")
    def share(_: gr.Subject, rule: gr.Rule) -> Iterator[gr.Finding]:
        yield gr.Finding(rule=rule, details={"share": Decimal(1) / Decimal(3)})

    with localcontext(prec=5):
        result = gr.check(RAW, extra=share)
    (finding,) = [each for each in result.findings if each.code == "QH103"]
    assert finding.message("zh") == "0.33333"


def test_neither_code_nor_name_may_be_anothers() -> None:
    """Whoever selects by the name would have the one and lose the other in silence."""

    def look(_: gr.Subject, __: gr.Rule) -> Iterator[gr.Finding]:
        yield from ()

    for code, name in (("T303", None), ("QH102", "row-total")):
        with pytest.raises(ValueError, match="已被占用"):
            gr.check(RAW, extra=gr.rule(code=code, name=name, title="甲", message="乙")(look))


@pytest.mark.parametrize(
    "use",
    [
        gr.measures, gr.pictures.flow, gr.pictures.carry_over, gr.Series.of, gr.check, gr.pictures.outcomes,
        lambda it: gr.compare(it, it), lambda it: gr.consolidate([it], agency="甲"),
        lambda it: gr.pictures.members([it], "granted"),
    ],
)  # fmt: skip
def test_what_is_no_report_is_refused_by_its_type(use: Any) -> None:
    with pytest.raises(TypeError, match="is wanted, not"):
        use(["report.xlsx"] if use in (gr.Series.of, gr.pictures.outcomes) else "report.xlsx")
