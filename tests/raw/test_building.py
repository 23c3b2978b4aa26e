"""A report out of some figures by path; everything that is wrong with them at once."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import assume, given, settings

import govinfo_report as gr
from govinfo_report import testing as given_a
from govinfo_report.form.forms import form_of
from govinfo_report.model.paths import paths_below

PERSONS = {"requests.received.natural_person": 3, "requests.outcomes.granted.natural_person": 3}


def built(figures: dict[str, Any], **more: Any) -> gr.AnnualReport:
    return gr.AnnualReport.build(**{"agency": "甲局", "year": 2023, "figures": figures, **more})


def test_the_rest_is_nothing_and_totals_follow() -> None:
    report = built(PERSONS, rest=0, overview="一段。")
    assert report.requests.received == gr.Applicants(
        natural_person=3, business=0, research=0, public_interest=0, legal_service=0, other=0
    )
    assert report.requests.outcomes.total.total == 3
    assert report.remedies == gr.Remedies.none()
    assert report.overview == "一段。"


@settings(max_examples=20)
@given(given_a.reports())
def test_a_report_is_built_of_its_own_figures(report: gr.AnnualReport) -> None:
    assume(form_of(report).edition is not None)  # rows of two editions beside each other
    figures = {path: report[path] for path in report.paths}
    again = gr.AnnualReport.build(
        agency=report.agency, year=report.year, figures=figures, edition=report.edition
    )
    assert again.tables == report.tables


@settings(max_examples=20)
@given(given_a.reports())
def test_paths_are_those_of_the_printed_report(report: gr.AnnualReport) -> None:
    raw = gr.RawReport.of(report)
    assert set(report.paths) == set(raw.paths) == set(report._ipython_key_completions_())
    for cell in raw:
        figure = report[cell.path]
        assert (figure.number if isinstance(figure, gr.Money) else figure) == cell.value


@pytest.mark.parametrize(
    ("figures", "more", "codes"),
    [
        (PERSONS | {"requests.received.total": 4}, {}, ["T301", "T303"]),
        ({"requests.received.natural_person": 3}, {}, ["T301", "T301"]),
        (PERSONS | {"remedies.reconsideration.total": 1}, {}, ["T401"]),
        ({"disclosure.fees.amount": 1.5}, {}, ["F402"]),
        (
            {"disclosure.penalties.decisions": -1, "disclosure.coercion.decisions": "2"},
            {"agency": "", "year": 203},
            ["F101", "F103", "F401", "F401"],
        ),
        ({}, {"period": gr.Period(start=date(2022, 1, 1), end=date(2022, 12, 31))}, ["F104"]),
        ({"disclosure.fees.amount": None}, {}, ["F403"]),
    ],
)
def test_all_violations_at_once(figures: dict[str, Any], more: dict[str, Any], codes: list[str]) -> None:
    with pytest.raises(gr.InvalidReport) as caught:
        built(figures, rest=0, **more)
    assert [each.code for each in caught.value.findings] == codes


def test_a_total_may_be_left_to_its_parts() -> None:
    assert built(PERSONS | {"requests.received.total": None}, rest=0)["requests.received.total"] == 3


def test_what_is_not_given_is_not_0() -> None:
    with pytest.raises(gr.InvalidReport) as caught:
        built(PERSONS)
    leaves = [place for place in gr.form_with().cells if not place.computed and place.path not in PERSONS]
    assert [each.path for each in caught.value.findings] == [place.path for place in leaves]
    assert {each.code for each in caught.value.findings} == {"F403"}


@pytest.mark.parametrize(
    ("figures", "more", "edition"),
    [
        ({}, {}, "2021"),
        ({}, {"year": 2020}, "2019"),
        ({}, {"year": 2020, "edition": "2021"}, "2021"),
        ({"disclosure.procurement.amount": gr.Money(Decimal(3), "万元")}, {}, "2019"),
        ({"requests.outcomes.closed_otherwise.undivided.other": 0}, {}, "2021"),
    ],
)
def test_the_edition(figures: dict[str, Any], more: dict[str, Any], edition: str) -> None:
    assert built(figures, rest=0, **more).edition.name == edition


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("requests.recieved.total", "did you mean requests.received.total"),
        ("requests.received", "did you mean requests.received"),
        ("requests.received.total.real", "the edition 2021 has no cell"),
        ("requests.outcomes.refused.total.total", "the edition 2021 has no cell"),  # the form prints none
        ("", "the edition 2021 has no cell"),
        ("disclosure.procurement.amount", "the edition 2021 has no cell"),
    ],
)
def test_a_path_that_the_report_does_not_have(nangong: gr.AnnualReport, path: str, said: str) -> None:
    with pytest.raises(KeyError, match=said):
        nangong[path]


def test_paths_that_no_form_has(nangong: gr.AnnualReport) -> None:
    with pytest.raises(KeyError, match=r"did you mean requests\.received\.total"):
        built({"requests.recieved.total": 1}, rest=0)
    with pytest.raises(KeyError, match=r"edition 2021 has no cell disclosure\.procurement\.projects"):
        built({"disclosure.procurement.projects": 1}, rest=0, edition="2021")
    with pytest.raises(TypeError, match="takes a path"):
        nangong[0]  # type: ignore[index]
    assert list(paths_below(gr.Fees(amount=0), "fees")) == ["fees.amount"]


def test_what_a_report_has() -> None:
    report = gr.AnnualReport.build(agency="甲局", year=2023, figures={}, rest=0)
    assert "requests.received.total" in report
    assert [each in report for each in ("requests.recieved.total", "requests", 3)] == [False] * 3
