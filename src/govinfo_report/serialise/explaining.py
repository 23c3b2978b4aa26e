"""The converter's way in: what a document states, and all that is wrong with it, each with its path."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs
from cattrs import ClassValidationError, ForbiddenExtraKeysError, IterableValidationError
from cattrs.errors import AttributeValidationNote, BaseValidationError, IterableValidationNote

from govinfo_report.errors import InvalidReport
from govinfo_report.findings import Finding
from govinfo_report.form import find_place
from govinfo_report.serialise.converters import converter
from govinfo_report.serialise.refusing import MOST_TOLD, malformed

__all__ = ["refusal", "structured"]

_DEEPEST = 20


def structured(document: dict[str, Any], cls: type[Any], file: str | None) -> Any:
    """The report; of a document that states none, a second walk finds every violation and its path."""
    try:
        return converter(quick=True).structure(document, cls)
    except Exception as error:  # whatever it is, the thorough converter says it in full
        told = _shortened(document)
        report = converter().structure(told, cls)
        if told == document:
            return report
        raise malformed([f"$: {error}"], file) from None  # what is wrong lies in what was cut off


def _shortened(value: Any, depth: int = 0) -> Any:
    """A document with each list cut down to what is worth a violation each."""
    if depth > _DEEPEST:  # no document is, so that it will be refused
        return value
    if isinstance(value, dict):
        return {key: _shortened(each, depth + 1) for key, each in value.items()}
    if isinstance(value, list):
        return [_shortened(each, depth + 1) for each in value[:MOST_TOLD]]
    return value


def refusal(error: ClassValidationError | InvalidReport, file: str | None) -> Exception:
    """The error of this library that says what the converter and constructors found."""
    problems, findings = _sort_out(error)
    return malformed(problems, file) if problems else InvalidReport(findings)


def _sort_out(error: BaseException, path: str = "") -> tuple[list[str], list[Finding]]:
    """The violations in a tree of errors: those of shape as texts with their path, and the findings."""
    if isinstance(error, InvalidReport):
        return [], [_rooted(finding, path) for finding in error.findings]
    if not isinstance(error, BaseValidationError):
        return list(_texts(error, path)), []
    problems: list[str] = []
    findings: list[Finding] = []
    for inner in error.exceptions:
        more_problems, more_findings = _sort_out(inner, path + _step(inner, error))
        problems.extend(more_problems)
        findings.extend(more_findings)
    return problems, findings


def _step(error: BaseException, parent: BaseValidationError) -> str:
    """The part of the path that cattrs noted on an error."""
    kind = IterableValidationNote if isinstance(parent, IterableValidationError) else AttributeValidationNote
    for note in getattr(error, "__notes__", ()):
        if isinstance(note, kind):
            return f"[{note.index}]" if isinstance(note, IterableValidationNote) else f".{note.name}"
    return ""


def _texts(error: BaseException, path: str) -> Iterator[str]:
    where = path.lstrip(".") or "$"
    if isinstance(error, ForbiddenExtraKeysError):
        yield from (f"{where}: unknown key {name!r}" for name in sorted(error.extra_fields))
    elif isinstance(error, KeyError):
        yield f"{where}: missing"
    else:
        yield f"{where}: {error}"


def _rooted(finding: Finding, path: str) -> Finding:
    """A constructor's finding, with the path and labels from the report on."""
    whole = f"{path}.{finding.path}".strip(".") if finding.path else path.strip(".")
    cell = find_place(whole)
    return attrs.evolve(finding, path=whole, label=cell.label if cell is not None else finding.label)
