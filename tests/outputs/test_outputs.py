"""What other programs are told: documents by their schema, SARIF, annotations, JUnit."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ElementTree

import attrs
import jsonschema
import pytest
from hypothesis import given

import govinfo_report as gr
from govinfo_report import testing as given_a
from govinfo_report.outputs import (
    Checked,
    check_schema,
    checked_document,
    github_lines,
    junit_xml,
    sarif_log,
)
from tests.conftest import EXAMPLES

BAD = Checked(file="甲/乙 丙.xlsx", result=gr.check(gr.read(EXAMPLES / "nangong-2023-error.xlsx")))
GOOD = Checked(file="好.txt", result=gr.check(gr.read(EXAMPLES / "nangong-2023.txt")))
UNREAD = Checked(file="c.doc", error=gr.ReadError("读不了。", "Cannot be read.", where="c.doc"))
ALL = [BAD, GOOD, UNREAD]


class TestDocument:
    @pytest.mark.parametrize("checked", ALL, ids=lambda each: each.file)
    def test_is_what_its_schema_says(self, checked: Checked) -> None:
        schema = check_schema()
        jsonschema.Draft202012Validator.check_schema(schema)
        jsonschema.validate(json.loads(json.dumps(checked_document(checked))), schema)

    @given(raw=given_a.raw_reports())
    def test_of_any_report(self, raw: gr.RawReport) -> None:
        document = checked_document(Checked(file="a", result=gr.check(raw)))
        jsonschema.validate(json.loads(json.dumps(document)), check_schema())

    def test_says_which_cell_it_may_be_and_what_the_prose_says(self) -> None:
        document = checked_document(BAD)
        assert document["ok"] is False
        (suggestion,) = document["suggestions"]
        assert suggestion["changes"] == [
            {"path": "requests.outcomes.unavailable.not_held.total", "stated": 51, "proposed": 15}
        ]
        assert [claim["judgement"] for claim in document["claims"]] == ["agree"]


class TestSarif:
    def test_results_refer_to_rules_files_and_cells(self) -> None:
        log = sarif_log(ALL, lang="en", version="1")
        assert log["version"] == "2.1.0"
        (run,) = log["runs"]
        rules = run["tool"]["driver"]["rules"]
        assert [rule["id"] for rule in rules] == [rule.code for rule in gr.catalogue()]
        assert BAD.result is not None
        assert GOOD.result is not None
        assert len(run["results"]) == len(BAD.result.findings) + len(GOOD.result.findings)
        for result in run["results"]:
            assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
            assert result["message"]["text"]
            # SARIF §3.27.10: a result that is no failure has no level.
            assert (result["level"] == "none") is (result["kind"] != "fail")
        first = run["results"][0]
        assert first["ruleId"] == "T303"
        place = first["locations"][0]
        assert place["physicalLocation"]["artifactLocation"]["uri"] == "%E7%94%B2/%E4%B9%99%20%E4%B8%99.xlsx"
        assert place["logicalLocations"][0]["fullyQualifiedName"].endswith("not_held.total")
        (invocation,) = run["invocations"]
        assert invocation["executionSuccessful"] is False
        assert "Cannot be read." in invocation["toolExecutionNotifications"][0]["message"]["text"]


class TestGitHub:
    def test_one_line_a_finding(self) -> None:
        lines = list(github_lines(ALL, lang="zh"))
        assert lines[0].startswith("::error file=甲/乙 丙.xlsx,title=T303 row-total::")
        assert lines[-1].startswith("::error file=c.doc::")
        assert all("\n" not in line for line in lines)

    def test_what_has_a_meaning_of_its_own_is_escaped(self) -> None:
        checked = Checked(file="a,b:c%.xlsx", error=gr.ReadError("甲\n乙%", "x"))
        assert list(github_lines([checked], lang="zh")) == ["::error file=a%2Cb%3Ac%25.xlsx::甲%0A乙%25"]


class TestJUnit:
    def test_suites_and_counts(self) -> None:
        root = ElementTree.fromstring(junit_xml(ALL, lang="en").encode())
        bad, good, unread = root
        assert (bad.get("failures"), bad.get("errors")) == ("2", "0")
        assert (good.get("failures"), unread.get("errors")) == ("0", "1")
        for suite in root:
            assert int(suite.get("tests") or 0) == len(suite.findall("testcase"))
            assert int(suite.get("skipped") or 0) == len(suite.findall("testcase/skipped"))
        names = [
            failure.get("name") for failure in bad.findall("testcase") if failure.find("failure") is not None
        ]
        assert names == ["T302 outcomes-total", "T303 row-total"]

    def test_control_characters_of_a_document(self) -> None:
        raw = gr.read(EXAMPLES / "nangong-2023.txt")
        raw = attrs.evolve(raw, leftovers=(gr.Leftover(text="\x01多\x0b", reason="extra row"),))
        assert "多" in junit_xml([Checked(file="a", result=gr.check(raw))], lang="zh")
        ElementTree.fromstring(junit_xml([Checked(file="a", result=gr.check(raw))], lang="zh").encode())
