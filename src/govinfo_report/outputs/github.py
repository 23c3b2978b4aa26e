"""Workflow commands of GitHub Actions: each finding an annotation of its file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from govinfo_report.findings import Severity
from govinfo_report.outputs.checked import Checked
from govinfo_report.source import shown

__all__ = ["github_lines"]

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def github_lines(checked: Sequence[Checked], *, lang: str) -> Iterator[str]:
    """A line for each finding, and for each file that could not be read."""
    for each in checked:
        if each.error is not None:
            yield f"::error file={_property(each.file)}::{_data(each.error.message(lang))}"
        for finding in each.result.findings if each.result is not None else ():
            place = finding.source.describe(lang) if finding.source is not None else ""
            line = finding.source.line if finding.source is not None else None
            where = f"file={_property(each.file)}" + (f",line={line}" if line is not None else "")
            title = _property(f"{finding.code} {finding.rule.name}")
            words = finding.message(lang) + (f" ({place})" if place else "")
            yield f"::{_COMMANDS[finding.severity]} {where},title={title}::{_data(words)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(shown(text)).replace(":", "%3A").replace(",", "%2C")
