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


_MESSAGE = {
    "type": "object",
    "required": ["text"],
    "properties": {"text": {"type": "string", "minLength": 1}},
}
_LOCATION = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "message": _MESSAGE,
        "physicalLocation": {
            "type": "object",
            "additionalProperties": False,
            "required": ["artifactLocation"],
            "properties": {
                "artifactLocation": {
                    "type": "object",
                    "required": ["uri"],
                    "properties": {
                        "uri": {"type": "string", "pattern": r"^[A-Za-z0-9%:/._~!$&'()*+,;=@?#-]+$"}
                    },
                },
                "region": {
                    "type": "object",
                    "required": ["startLine"],
                    "properties": {"startLine": {"type": "integer", "minimum": 1}},
                },
            },
        },
        "logicalLocations": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "properties": {"fullyQualifiedName": {"type": "string"}, "name": {"type": "string"}},
            },
        },
    },
}
_LEVEL = {"enum": ["none", "note", "warning", "error"]}
#: What SARIF 2.1.0 demands of the members that are written here.
SARIF = {
    "type": "object",
    "required": ["version", "runs"],
    "properties": {
        "version": {"const": "2.1.0"},
        "$schema": {"type": "string", "format": "uri"},
        "runs": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["tool"],
                "additionalProperties": False,
                "properties": {
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "tool": {
                        "type": "object",
                        "required": ["driver"],
                        "properties": {
                            "driver": {
                                "type": "object",
                                "required": ["name"],
                                "additionalProperties": False,
                                "properties": {
                                    "name": {"type": "string"},
                                    "version": {"type": "string"},
                                    "language": {"type": "string", "pattern": "^[a-zA-Z]{2}(-[a-zA-Z]{2})?$"},
                                    "rules": {
                                        "type": "array",
                                        "uniqueItems": True,
                                        "items": {
                                            "type": "object",
                                            "required": ["id"],
                                            "properties": {
                                                "id": {"type": "string"},
                                                "name": {"type": "string"},
                                                "shortDescription": _MESSAGE,
                                                "fullDescription": _MESSAGE,
                                                "help": _MESSAGE,
                                                "defaultConfiguration": {"properties": {"level": _LEVEL}},
                                            },
                                        },
                                    },
                                },
                            }
                        },
                    },
                    "results": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "required": ["message", "ruleId"],
                            "additionalProperties": False,
                            "properties": {
                                "message": _MESSAGE,
                                "ruleId": {"type": "string"},
                                "ruleIndex": {"type": "integer", "minimum": 0},
                                "level": _LEVEL,
                                "kind": {
                                    "enum": [
                                        "notApplicable",
                                        "pass",
                                        "fail",
                                        "review",
                                        "open",
                                        "informational",
                                    ]
                                },
                                "locations": {"type": "array", "items": _LOCATION},
                                "suppressions": {
                                    "type": "array",
                                    "items": {
                                        "type": "object",
                                        "required": ["kind"],
                                        "properties": {"kind": {"enum": ["inSource", "external"]}},
                                    },
                                },
                            },
                        },
                    },
                    "invocations": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "required": ["executionSuccessful"],
                            "properties": {
                                "executionSuccessful": {"type": "boolean"},
                                "toolExecutionNotifications": {
                                    "type": "array",
                                    "items": {
                                        "type": "object",
                                        "required": ["message"],
                                        "properties": {
                                            "message": _MESSAGE,
                                            "level": _LEVEL,
                                            "locations": {"type": "array", "items": _LOCATION},
                                        },
                                    },
                                },
                            },
                        },
                    },
                },
            },
        },
    },
}


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

    def test_a_file_elsewhere_is_named_whole(self) -> None:
        checked = Checked(file="/tmp/甲.xlsx", result=BAD.result)
        (run,) = sarif_log([checked], lang="zh", version="1")["runs"]
        places = {
            each["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for each in run["results"]
        }
        assert places == {"file:///tmp/%E7%94%B2.xlsx"}

    @pytest.mark.parametrize("lang", ["zh", "en"])
    def test_is_what_sarif_2_1_requires(self, lang: str) -> None:
        """The required members and closed lists of the standard's schema, for what is used of it."""
        jsonschema.Draft202012Validator.check_schema(SARIF)
        jsonschema.validate(json.loads(json.dumps(sarif_log(ALL, lang=lang, version="1"))), SARIF)

    def test_what_is_set_aside_is_suppressed(self) -> None:
        raw = gr.read(EXAMPLES / "nangong-2023-error.xlsx")
        path = gr.check(raw, select=["T303"]).findings[0].path
        assert path is not None
        settings = gr.Settings(waivers=(gr.Waiver(rule="T303", cell=path, reason="已说明"),))
        log = sarif_log([Checked(file="a", result=gr.check(raw, settings=settings))], lang="zh", version="1")
        jsonschema.validate(json.loads(json.dumps(log)), SARIF)
        suppressed = [each for each in log["runs"][0]["results"] if "suppressions" in each]
        assert [(each["ruleId"], each["suppressions"][0]["justification"]) for each in suppressed] == [
            ("T303", "已说明")
        ]


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

    def test_what_is_undecided_has_not_passed(self) -> None:
        """Nor has what the prose says of a figure that the tables do not settle, which makes no finding."""
        text = (EXAMPLES / "nangong-2023.txt").read_text(encoding="utf-8").replace("25件", "近40件")
        result = gr.check(gr.read(text.encode()))
        (suite,) = ElementTree.fromstring(junit_xml([Checked(file="a", result=result)], lang="zh").encode())
        skipped = {
            str(case.get("name"))[:4]: each.get("message")
            for case in suite
            for each in case.findall("skipped")
        }
        words = {gr.Outcome.UNDECIDED: "不能判定", gr.Outcome.NOT_APPLICABLE: "不适用"}
        assert skipped == {
            code: words[outcome] for code, outcome in result.outcomes.items() if outcome in words
        }
        assert skipped["N101"] == "不能判定"

    def test_control_characters_of_a_document(self) -> None:
        raw = gr.read(EXAMPLES / "nangong-2023.txt")
        raw = attrs.evolve(raw, leftovers=(gr.Leftover(text="\x01多\x0b", reason="extra row"),))
        assert "多" in junit_xml([Checked(file="a", result=gr.check(raw))], lang="zh")
        ElementTree.fromstring(junit_xml([Checked(file="a", result=gr.check(raw))], lang="zh").encode())
