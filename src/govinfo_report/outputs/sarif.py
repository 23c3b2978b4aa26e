"""SARIF 2.1.0, which code hosts and editors show: each finding a result, its cell a logical location."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from govinfo_report.findings import Finding, Rule, Severity, Text
from govinfo_report.outputs.checked import Checked
from govinfo_report.rules import SetAside, catalogue

__all__ = ["sarif_log"]

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def sarif_log(checked: Sequence[Checked], *, lang: str, version: str) -> dict[str, Any]:
    """A SARIF log of all files.

    Args:
        checked: The files.
        lang: Language of the messages.
        version: Version of this library.
    """
    rules = catalogue()
    number = {rule.code: index for index, rule in enumerate(rules)}
    driver = {
        "name": "govinfo-report",
        "version": version,
        "language": "en" if lang == "en" else "zh-CN",
        "rules": [_rule(rule, lang) for rule in rules],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [
            _result(finding, each.file, number, lang)
            for each in checked
            if each.result is not None
            for finding in each.result.findings
        ]
        + [
            {**_result(aside.finding, each.file, number, lang), "suppressions": [_suppression(aside, lang)]}
            for each in checked
            if each.result is not None
            for aside in each.result.set_aside
        ],
        "invocations": [
            {
                "executionSuccessful": all(each.error is None for each in checked),
                "toolExecutionNotifications": [
                    {
                        "level": "error",
                        "message": {"text": each.error.message(lang)},
                        "locations": [_location(each.file, None)],
                    }
                    for each in checked
                    if each.error is not None
                ],
            }
        ],
    }
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }


def _rule(rule: Rule, lang: str) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": "".join(part.title() for part in rule.name.split("-")),
        "shortDescription": {"text": rule.title.in_(lang)},
        "fullDescription": {"text": rule.clause.in_(lang)},
        "help": {"text": rule.advice.in_(lang)},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(finding: Finding, file: str, number: dict[str, int], lang: str) -> dict[str, Any]:
    return {
        "ruleId": finding.code,
        "ruleIndex": number[finding.code],
        "level": _LEVELS[finding.severity],
        "kind": "fail" if finding.outcome == "failed" else "open",
        "message": {"text": finding.message(lang)},
        "locations": [_location(file, finding)],
    } | ({"level": "none"} if finding.outcome != "failed" else {})


def _suppression(aside: SetAside, lang: str) -> dict[str, Any]:
    in_baseline = Text("在基线中", "in the baseline").in_(lang)
    reason = aside.waiver.reason if aside.waiver is not None else in_baseline
    return {"kind": "external", "justification": reason}


def _uri(file: str) -> str:
    """A file as a URI: relative where its path is, else whole (SARIF §3.4.3)."""
    path = PurePath("stdin" if file == "-" else file)
    return path.as_uri() if path.is_absolute() else quote(os.fsencode(path.as_posix()))


def _location(file: str, finding: Finding | None) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(file)}}
    source = finding.source if finding is not None else None
    if source is not None and source.line is not None:
        physical["region"] = {"startLine": source.line}
    location: dict[str, Any] = {"physicalLocation": physical}
    if finding is not None and finding.path is not None:
        logical = {"fullyQualifiedName": finding.path, "name": " / ".join(finding.label) or finding.path}
        location["logicalLocations"] = [logical]
    if source is not None and source.describe("en"):
        location["message"] = {"text": source.describe("en")}
    return location
