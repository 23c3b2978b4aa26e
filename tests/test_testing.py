"""Round trips: what is written is read back, for every generated report and format."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings

import govinfo_report as gr
from govinfo_report import testing as given_a
from govinfo_report.writers.writing import render
from tests.conftest import figures

FORMATS = ("xlsx", "txt", "json")
SOAK = settings(max_examples=10_000)


def identity(raw: gr.RawReport) -> tuple[Any, ...]:
    prose = (raw.preamble or "", raw.overview, raw.problems_and_improvements, raw.other_matters)
    return (raw.agency, raw.year, raw.period, raw.title, *prose)


def check_report(report: gr.AnnualReport, format: str) -> None:
    assert gr.read(render(report, format)).to_report() == report


def check_printed(raw: gr.RawReport, format: str) -> None:
    again = gr.read(render(raw, format))
    assert figures(again) == figures(raw)
    assert identity(again) == identity(raw)
    assert not again.leftovers


@pytest.mark.parametrize("format", FORMATS)
class TestRoundTrips:
    @given(report=given_a.reports())
    def test_reports(self, report: gr.AnnualReport, format: str) -> None:
        check_report(report, format)

    @given(raw=given_a.raw_reports())
    def test_printed_reports_blanks_and_marks_included(self, raw: gr.RawReport, format: str) -> None:
        check_printed(raw, format)

    @pytest.mark.soak
    @SOAK
    @given(report=given_a.reports(), raw=given_a.raw_reports())
    def test_many(self, report: gr.AnnualReport, raw: gr.RawReport, format: str) -> None:
        check_report(report, format)
        check_printed(raw, format)


class TestStrategies:
    def test_a_rule_that_no_printed_report_breaks(self) -> None:
        with pytest.raises(ValueError, match="F901"):
            given_a.violations("F901")

    def test_an_unknown_rule(self) -> None:
        with pytest.raises(KeyError):
            given_a.violations("T999")

    def test_names_are_taken_as_well_as_codes(self) -> None:
        given_a.violations("row-total")
