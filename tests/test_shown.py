"""What objects say of themselves: one short line, whatever they hold, that says which one it is."""

from __future__ import annotations

import pickle
from typing import Any

import attrs
import pytest
from hypothesis import given, settings

import govinfo_report as gr
from govinfo_report import testing as given_a
from tests.conftest import EXAMPLES

RAW = gr.read(EXAMPLES / "nangong-2023-error.xlsx")
RESULT = gr.check(RAW)
REPORT = gr.load(EXAMPLES / "nangong-2023.xlsx", blanks="zero")
SHEET = "三、收到和处理政府信息公开申请情况"
WRONG = "requests.outcomes.unavailable.not_held.total"
LAST = "remedies.reconsideration.total"
COMPARISON = gr.compare(RAW, RAW.replace({"requests.carried_in.total": 1}))


@pytest.mark.parametrize(
    ("shown", "line"),
    [
        (RAW, "<RawReport '南宫市人民政府办公室' 2023, edition 2021: 200 cells>"),
        (gr.RawReport(), "<RawReport agency unknown (year unknown), edition None: 0 cells>"),
        (REPORT, "<AnnualReport '南宫市人民政府办公室' 2023, edition 2021>"),
        (REPORT.requests, "<Requests: received 25, carried_in 0, outcomes 25, carried_over 0>"),
        (RESULT, "<CheckResult '南宫市人民政府办公室' 2023: does not conform (error: 2, info: 1)>"),
        (RESULT.errors[:1], f"(<Finding error T303 row-total at {WRONG}: 51 instead of 15>,)"),
        (RESULT.suggestions, f"(<Suggestion {WRONG}: 51 to 15>,)"),
        (RAW[LAST], f"<Cell {LAST}: blank at {RAW[LAST].source}>"),
        (gr.Cell(LAST, gr.CellKind.BLANK), f"<Cell {LAST}: blank>"),
        (gr.Cell(LAST, gr.CellKind.MARK, text="/"), f"<Cell {LAST}: mark '/'>"),
        (gr.Source(file="a.xlsx", cell="F12"), "Source(file='a.xlsx', cell='F12')"),
        (gr.find_rule("T303"), "<Rule T303 row-total, error: 每行：总计＝自然人＋法人或其他组织五栏>"),
        (COMPARISON.changes, "(<CellChange requests.carried_in.total: 0 to 1>,)"),
    ],
)  # fmt: skip
def test_one_line(shown: Any, line: str) -> None:
    assert repr(shown) == line


def test_a_finding_and_a_suggestion_are_sentences() -> None:
    finding, suggestion = RESULT.errors[0], RESULT.suggestions[0]
    assert str(finding) == (f"错误 T303 {finding.message('zh')}（{SHEET}!J18）")
    assert str(suggestion) == suggestion.message("zh")


@settings(max_examples=20)
@given(raw=given_a.raw_reports())
def test_nothing_is_long_or_breaks_lines(raw: gr.RawReport) -> None:
    result = gr.check(raw)
    for shown in (raw, result, *raw, *result.findings, *raw.leftovers, gr.compare(raw, raw)):
        assert len(repr(shown)) < 300
        assert "\n" not in repr(shown)


def test_what_a_document_says_is_escaped_and_cut() -> None:
    evil = attrs.evolve(RAW, agency="\x1b[2J\n" + "长" * 500)
    assert repr(evil).isprintable()
    assert len(repr(evil)) < 100


def test_a_listing_is_a_tuple() -> None:
    assert RESULT.errors == tuple(RESULT.errors)
    assert pickle.loads(pickle.dumps(RESULT)).findings == RESULT.findings
    assert attrs.evolve(RESULT, findings=()).findings == ()
