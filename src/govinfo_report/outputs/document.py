"""The result of a check as a JSON document, and its schema. Version 1; what is added later is optional."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from govinfo_report.claims import Comparison
from govinfo_report.findings import Figure, Finding, Outcome, Severity
from govinfo_report.outputs.checked import Checked
from govinfo_report.rules import CheckResult
from govinfo_report.source import shown
from govinfo_report.suggest import Suggestion

__all__ = ["CHECK_FORMAT", "VERSION", "check_schema", "checked_document"]

CHECK_FORMAT = "govinfo-report-check"
VERSION = 1


def checked_document(checked: Checked) -> dict[str, Any]:
    """A file's result, or the error that it could not be read."""
    if checked.result is None:
        assert checked.error is not None
        words = {"zh": checked.error.message("zh"), "en": checked.error.message("en")}
        return {"format": CHECK_FORMAT, "version": VERSION, "file": shown(checked.file), "error": words}
    result: CheckResult = checked.result
    return {
        "format": CHECK_FORMAT,
        "version": VERSION,
        "file": shown(checked.file),
        "agency": result.raw.agency,
        "year": result.raw.year,
        "ok": result.ok,
        "outcomes": dict(result.outcomes),
        "findings": [_finding(finding) for finding in result.findings],
        "set_aside": [
            {**_finding(each.finding), "reason": each.waiver.reason if each.waiver is not None else None}
            for each in result.set_aside
        ],
        "suggestions": [_suggestion(suggestion) for suggestion in result.suggestions],
        "claims": [_claim(comparison) for comparison in result.claims],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "name": finding.rule.name,
        "severity": finding.severity,
        "outcome": finding.outcome,
        "path": finding.path,
        "label": list(finding.label),
        "stated": _plain(finding.stated),
        "expected": _plain(finding.expected),
        "difference": _plain(finding.difference),
        "contributors": [
            {"path": part.path, "sign": part.sign, "stated": _plain(part.stated)}
            for part in finding.contributors
        ],
        "source": finding.source.describe("en") if finding.source is not None else None,
        "message": {"zh": finding.message("zh"), "en": finding.message("en")},
    }


def _suggestion(suggestion: Suggestion) -> dict[str, Any]:
    return {
        "changes": [
            {"path": change.path, "stated": change.stated, "proposed": change.proposed}
            for change in suggestion.changes
        ],
        "reason": {"zh": suggestion.reason.zh, "en": suggestion.reason.en},
        "certain": suggestion.certain,
    }


def _claim(comparison: Comparison) -> dict[str, Any]:
    claim = comparison.claim
    return {
        "section": claim.section,
        "start": claim.start,
        "end": claim.end,
        "quote": claim.quote,
        "quantity": claim.quantity.label,
        "value": claim.value,
        "about": claim.about,
        "confidence": claim.confidence,
        "judgement": comparison.judgement,
        "stated": comparison.stated,
        "paths": list(comparison.paths),
    }


def _plain(figure: Figure | None) -> int | str | None:
    return f"{figure:f}" if isinstance(figure, Decimal) else figure


def check_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of these documents."""
    text, number = {"type": "string"}, {"type": "integer"}
    figure = {"type": ["integer", "string", "null"]}
    words = _object(zh=text, en=text)
    finding_parts = {
        "code": text,
        "name": text,
        "severity": {"enum": [str(each) for each in Severity]},
        "outcome": {"enum": [str(each) for each in Outcome]},
        "path": {"type": ["string", "null"]},
        "label": _list(text),
        "stated": figure,
        "expected": figure,
        "difference": figure,
        "contributors": _list(_object(path=text, sign=number, stated=figure)),
        "source": {"type": ["string", "null"]},
        "message": words,
    }
    finding = _object(**finding_parts)
    change = _object(path=text, stated=number, proposed=number)
    suggestion = _object(changes=_list(change), reason=words, certain={"type": "boolean"})
    claim = _object(
        section=text,
        start=number,
        end=number,
        quote=text,
        quantity=text,
        value=number,
        about=text,
        confidence=text,
        judgement={"enum": ["agree", "disagree", "undecided"]},
        stated={"type": ["integer", "null"]},
        paths=_list(text),
    )
    head = {"format": {"const": CHECK_FORMAT}, "version": {"const": VERSION}, "file": text}
    read = _object(
        **head,
        agency={"type": ["string", "null"]},
        year={"type": ["integer", "null"]},
        ok={"type": "boolean"},
        outcomes={"type": "object", "additionalProperties": {"enum": [str(each) for each in Outcome]}},
        findings=_list(finding),
        set_aside=_list(_object(**finding_parts, reason={"type": ["string", "null"]})),
        suggestions=_list(suggestion),
        claims=_list(claim),
    )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Result of govinfo-report check",
        "oneOf": [read, _object(**head, error=words)],
    }


def _object(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties)}


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}
