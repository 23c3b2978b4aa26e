"""JSON: strict in, complete out, and a schema that agrees."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

import govinfo_report as gr
from govinfo_report import testing as given_a

SCHEMAS = {"report": gr.json_schema(), "raw": gr.json_schema("raw")}


def valid(document: Any, kind: str = "report") -> bool:
    checker = jsonschema.Draft202012Validator(SCHEMAS[kind], format_checker=jsonschema.FormatChecker())
    return bool(checker.is_valid(document))


def accepted(document: Any) -> bool:
    """Whether `from_json` takes a document's shape, whatever it then says of its figures."""
    try:
        gr.from_json(json.dumps(document))
    except gr.ReadError as error:
        # Nor what a text says.
        return (
            0 < error.en.count("cells.") == len(re.findall(r"cells\.\S+: the text '[^']*' is not", error.en))
        )
    except gr.InvalidReport as error:
        # What relates figures to each other, or a period to its year, no schema can state.
        return {finding.code for finding in error.findings} <= {"T301", "F104"}
    return True


@pytest.fixture
def document(nangong: gr.AnnualReport) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(gr.to_json(nangong))
    return loaded


@pytest.mark.parametrize("kind", SCHEMAS)
def test_a_standard_validator_accepts_the_schema(kind: str) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMAS[kind])


class TestRoundTrip:
    @given(given_a.reports())
    def test_reports(self, report: gr.AnnualReport) -> None:
        text = gr.to_json(report)
        assert gr.from_json(text) == report
        assert valid(json.loads(text))

    @given(given_a.raw_reports())
    def test_printed_reports_lose_nothing(self, raw: gr.RawReport) -> None:
        text = gr.to_json(raw, indent=False)
        assert gr.from_json(text) == raw
        assert valid(json.loads(text), "raw")

    @pytest.mark.parametrize("code", [rule.code for rule in given_a.violable_rules()])
    @given(data=st.data())
    def test_printed_reports_with_notes_and_leftovers(self, code: str, data: st.DataObject) -> None:
        raw = data.draw(given_a.violations(code))
        assert gr.from_json(gr.to_json(raw)) == raw

    def test_sources_come_through(self) -> None:
        from tests.conftest import EXAMPLES

        raw = gr.read(EXAMPLES / "nangong-2023.xlsx")
        assert gr.from_json(gr.to_json(raw)) == raw

    def test_read_takes_json(self, nangong: gr.AnnualReport) -> None:
        assert gr.read(gr.to_json(nangong).encode()).to_report() == nangong

    def test_the_document_names_format_version_and_edition(self, document: dict[str, Any]) -> None:
        assert (document["format"], document["version"], document["edition"]) == ("govinfo-report", 1, "2021")
        assert document["disclosure"]["fees"]["amount"] == "0"


ROW = ("requests", "received")


def at(document: Any, *path: str) -> Any:
    for part in path:
        document = document[part]
    return document


def change(path: tuple[str, ...], value: Any) -> Callable[[dict[str, Any]], None]:
    def do(document: dict[str, Any]) -> None:
        at(document, *path[:-1])[path[-1]] = value

    return do


def remove(*path: str) -> Callable[[dict[str, Any]], None]:
    def do(document: dict[str, Any]) -> None:
        del at(document, *path[:-1])[path[-1]]

    return do


MALFORMED: list[tuple[str, Callable[[dict[str, Any]], None]]] = [
    ("requests.received.business", change((*ROW, "business"), True)),
    ("requests.received.business", change((*ROW, "business"), 1.5)),
    ("requests.received.business", change((*ROW, "business"), "1")),
    ("requests.received.business", change((*ROW, "business"), None)),
    ("requests.received.business", remove(*ROW, "business")),
    ("requests.received", change((*ROW, "total"), 25)),
    ("requests.received", change(ROW, [])),
    ("requests", change(("requests",), None)),
    ("$", remove("remedies")),
    ("$", change(("extra",), 1)),
    ("disclosure.fees.amount", change(("disclosure", "fees", "amount"), 0)),
    ("disclosure.fees.amount", change(("disclosure", "fees", "amount"), 0.5)),
    ("disclosure.fees.amount", change(("disclosure", "fees", "amount"), "NaN")),
    ("disclosure.fees.amount", change(("disclosure", "fees", "amount"), "-1")),
    ("disclosure.fees.amount", change(("disclosure", "fees", "amount"), "1e3")),
    ("disclosure.fees.amount", change(("disclosure", "fees", "amount"), "01")),
    ("year", change(("year",), "2023")),
    ("agency", change(("agency",), None)),
    ("overview", change(("overview",), 3)),
    ("period.start", change(("period", "start"), "2023-1-1")),
    ("period.start", change(("period", "start"), "2023-02-30")),
    ("edition", change(("edition",), "2020")),
    ("edition", remove("edition")),
    (
        "requests.outcomes.closed_otherwise",
        change(("requests", "outcomes", "closed_otherwise", "undivided"), {}),
    ),
]


class TestStrict:
    @pytest.mark.parametrize(
        ("where", "break_it"), MALFORMED, ids=lambda value: value if isinstance(value, str) else ""
    )
    def test_names_the_path_and_agrees_with_the_schema(
        self, document: dict[str, Any], where: str, break_it: Callable[[dict[str, Any]], None]
    ) -> None:
        break_it(document)
        with pytest.raises(gr.ReadError) as caught:
            gr.from_json(json.dumps(document), file="a.json")
        assert where in caught.value.message("en") or where == "$"
        assert "a.json" in str(caught.value)
        assert not valid(document)

    def test_every_violation_is_named(self, document: dict[str, Any]) -> None:
        change((*ROW, "business"), True)(document)
        change((*ROW, "other"), "1")(document)
        change(("disclosure", "fees", "amount"), 1)(document)
        with pytest.raises(gr.ReadError) as caught:
            gr.from_json(json.dumps(document))
        for path in ("requests.received.business", "requests.received.other", "disclosure.fees.amount"):
            assert path in caught.value.en

    def test_figures_that_do_not_hold_are_findings(self, document: dict[str, Any]) -> None:
        change((*ROW, "natural_person"), 26)(document)
        with pytest.raises(gr.InvalidReport) as caught:
            gr.from_json(json.dumps(document))
        (finding,) = caught.value.findings
        assert (finding.code, finding.path) == ("T301", "requests.outcomes.total.natural_person")

    def test_all_findings_come_with_their_whole_path(self, document: dict[str, Any]) -> None:
        change((*ROW, "natural_person"), -1)(document)
        change(("remedies", "reconsideration", "upheld"), -2)(document)
        with pytest.raises(gr.InvalidReport) as caught:
            gr.from_json(json.dumps(document))
        assert [(each.path, each.label[-1]) for each in caught.value.findings] == [
            ("requests.received.natural_person", "自然人"),
            ("remedies.reconsideration.upheld", "结果维持"),
        ]

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "{",
            "[]",
            "1",
            "null",
            '{"format": "x"}',
            '{"format": "govinfo-report", "version": 2}',
            "{" * 100_000,
            '{"format": "govinfo-report", "version": true}',
            '{"a": 1, "a": 2}',
            '{"a": NaN}',
            '{"a":' * 100_000,
        ],
    )
    def test_no_document_of_ours(self, text: str) -> None:
        with pytest.raises(gr.ReadError):
            gr.from_json(text)

    def test_a_printed_number_needs_a_value_and_a_blank_has_none(self) -> None:
        cell = {"path": "requests.received.total", "kind": "number", "value": None, "text": "1"}
        document = {"format": "govinfo-report-raw", "version": 1, "cells": [cell]}
        assert not valid(document, "raw")
        assert not accepted(document)
        document["cells"] = [cell | {"kind": "blank", "text": ""}]
        assert valid(document, "raw")
        assert accepted(document)
        document["cells"] = [cell | {"kind": "blank", "value": 1}]
        assert not valid(document, "raw")
        assert not accepted(document)

    @pytest.mark.parametrize(
        ("path", "kind", "value", "text", "said"),
        [
            ("requests.received.total", "number", 7, "5", "the text '5' is not 7"),
            ("requests.received.total", "number", 7, "1,207", "the text '1,207' is not 7"),
            ("requests.received.total", "blank", None, "5", "the text '5' is not blank"),
            ("requests.received.total", "blank", None, "/", "the text '/' is not blank"),
            ("requests.received.total", "number", 1207, "1,207件", None),
            ("requests.received.total", "number", 7, "七", None),  # no figure to who reads figures only
            ("requests.received.total", "unreadable", None, "5", None),  # struck out, say
            ("disclosure.fees.amount", "number", "7.5", "75000", None),  # 元, by the head of the column
        ],
    )
    def test_a_printed_cell_does_not_contradict_itself(
        self, path: str, kind: str, value: Any, text: str, said: str | None
    ) -> None:
        cell = {"path": path, "kind": kind, "value": value, "text": text}
        document = json.dumps({"format": "govinfo-report-raw", "version": 1, "cells": [cell]})
        if said is None:
            assert gr.from_json(document)
        else:
            with pytest.raises(gr.ReadError, match=re.escape(f"cells.{path}: {said}")):
                gr.from_json(document)


_JUNK: st.SearchStrategy[Any] = st.sampled_from(
    [None, True, 1, -1, 1.5, "", "1", "0.5", [], {}, "2021", {"undivided": {}}]
)


@st.composite
def _edits(draw: st.DrawFn, document: Any) -> Any:
    """The document with something in it replaced, removed or added."""
    document = copy.deepcopy(document)
    here = document
    while True:
        key = draw(st.sampled_from(sorted(here)))
        if isinstance(here[key], dict) and draw(st.integers(0, 3)):
            here = here[key]
            continue
        action = draw(st.sampled_from(["replace", "remove", "add"]))
        if action == "replace":
            here[key] = draw(_JUNK)
        elif action == "remove":
            del here[key]
        else:
            here["added"] = draw(_JUNK)
        return document


@given(given_a.reports().flatmap(lambda report: _edits(json.loads(gr.to_json(report)))))
def test_schema_and_from_json_agree_on_edited_documents(document: Any) -> None:
    assert valid(document) == accepted(document)


def edited_cells(raw: gr.RawReport) -> Any:
    document = json.loads(gr.to_json(raw))
    return _edits(document["cells"][0]).map(lambda cell: document | {"cells": [cell, *document["cells"][1:]]})


@given(given_a.raw_reports().flatmap(edited_cells))
def test_schema_and_from_json_agree_on_edited_cells(document: Any) -> None:
    assert valid(document, "raw") == accepted(document)


def test_there_are_two_schemas_and_no_other() -> None:
    with pytest.raises(ValueError, match="no 'check'"):
        gr.json_schema("check")  # type: ignore[arg-type]
