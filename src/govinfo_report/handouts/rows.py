"""The lists of a scan, as an office has them: their columns, and what a finding or a file says in these."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from govinfo_report.corpus import ScanResult
from govinfo_report.errors import ReadError
from govinfo_report.findings import Finding, Severity, Text
from govinfo_report.rules import SetAside
from govinfo_report.source import shown
from govinfo_report.writers.papers import Column, Row
from govinfo_report.writers.places import in_chinese

__all__ = [
    "FINDINGS",
    "REPORTS",
    "UNREAD",
    "columns_in",
    "finding_row",
    "findings_of",
    "place_of",
    "remark_of",
    "report_row",
    "severity_in",
    "unread_row",
    "verdict_in",
]

_Head = tuple[str, str, float, str]
FINDINGS: tuple[_Head, ...] = (
    ("机关", "agency", 10, "text"),
    ("年度", "year", 3, "figure"),
    ("文件", "file", 12, "text"),
    ("级别", "severity", 3.5, "figure"),
    ("位置", "place", 16, "text"),
    ("文件中的位置", "in the file", 8, "text"),
    ("表中", "stated", 4, "figure"),
    ("应为", "expected", 4, "figure"),
    ("相差", "difference", 4, "change"),
    ("问题", "finding", 26, "text"),
    ("处理", "what to do", 18, "text"),
    ("依据", "basis", 18, "text"),
    ("规则", "rule", 4, "figure"),
    ("接受的理由", "accepted because", 10, "text"),
)
REPORTS: tuple[_Head, ...] = (
    ("机关", "agency", 14, "text"),
    ("年度", "year", 4, "figure"),
    ("文件", "file", 22, "text"),
    ("结论", "verdict", 5, "figure"),
    ("错误", "errors", 4, "figure"),
    ("警告", "warnings", 4, "figure"),
    ("提示", "notes", 4, "figure"),
    ("已接受", "accepted", 4, "figure"),
    ("格式", "form", 5, "figure"),
    ("读到格数", "cells read", 5, "figure"),
    ("备注", "remark", 22, "text"),
)
UNREAD: tuple[_Head, ...] = (
    ("文件", "file", 26, "text"),
    ("未读的原因", "why it was not read", 30, "text"),
    ("怎样办", "what to do", 26, "text"),
)
ACCEPTED = Text("已接受", "accepted")
_KNOWN = Text("基线中已有", "in the baseline")
_SEVERITIES = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.INFO: "提示"}


def columns_in(lang: str, heads: Sequence[_Head]) -> tuple[Column, ...]:
    """The columns of a list in a language."""
    return tuple(
        Column(head=en if lang == "en" else zh, width=max(width, 4.5) if lang == "en" else width, kind=kind)  # type: ignore[arg-type]
        for zh, en, width, kind in heads
    )


def severity_in(lang: str, severity: Severity) -> str:
    """What a severity is called."""
    return severity.value if lang == "en" else _SEVERITIES[severity]


def place_of(finding: Finding, lang: str) -> str:
    """What a finding is about: the official labels of its cell or row; of a section, its heading."""
    path = finding.path or ""
    return " / ".join(finding.label) or (path if lang == "en" else in_chinese(path))


def findings_of(result: ScanResult) -> Iterator[tuple[Finding, SetAside | None]]:
    """The findings of a report, those that the settings accept behind the others."""
    if result.result is not None:
        yield from ((finding, None) for finding in result.result.findings)
        yield from ((each.finding, each) for each in result.result.set_aside)


def finding_row(result: ScanResult, finding: Finding, accepted: SetAside | None, lang: str) -> Row:
    """A finding in the columns `FINDINGS`; one that is accepted has the word for that under 级别.

    What stands under 应为 is what a relation demands; where words and table differ, neither is demanded.
    """
    demanded = finding.difference is not None
    return (
        result.agency,
        result.year,
        shown(result.path),
        severity_in(lang, finding.severity) if accepted is None else ACCEPTED.in_(lang),
        place_of(finding, lang),
        finding.source.describe(lang) if finding.source is not None else "",
        finding.stated,
        finding.expected if demanded else None,
        finding.difference,
        finding.message(lang),
        finding.rule.advice.in_(lang),
        finding.rule.clause.in_(lang),
        finding.code,
        None if accepted is None else _reason(accepted).in_(lang),
    )


def _reason(accepted: SetAside) -> Text:
    waiver = accepted.waiver
    return _KNOWN if waiver is None else Text(waiver.reason, waiver.reason)


def verdict_in(lang: str, result: ScanResult) -> str:
    """符合, 不符合, or 未检查."""
    words = {
        True: ("符合", "conforms"),
        False: ("不符合", "does not conform"),
        None: ("未检查", "not checked"),
    }
    return words[result.ok][lang == "en"]


def remark_of(result: ScanResult, lang: str) -> str:
    """Which other file of the scan a file repeats, if any; last year's report; how much of it is accepted."""
    accepted = len(result.result.set_aside) if result.result is not None else 0
    said = f"{accepted} accepted" if lang == "en" else f"{accepted} 处已接受"
    return "\n".join(filter(None, (_repeats(result, lang), _beside(result, lang), said if accepted else "")))


def _beside(result: ScanResult, lang: str) -> str:
    if result.previous is None:
        return ""
    file = shown(result.previous)
    return f"beside last year's {file}" if lang == "en" else f"与上年报告 {file} 对照"


def _repeats(result: ScanResult, lang: str) -> str:
    if result.same_as is not None:
        other = shown(result.same_as)
        return f"says the same as {other}" if lang == "en" else f"与 {other} 所载相同"
    if result.version_of is not None:
        other = shown(result.version_of)
        return f"another report: {other}" if lang == "en" else f"同机关同年度另有 {other}"
    return ""


def report_row(result: ScanResult, lang: str) -> Row:
    """A report that was read, in the columns `REPORTS`."""
    findings = result.result.findings if result.result is not None else ()
    raw = result.raw
    edition = raw.edition if raw is not None else None
    return (
        result.agency,
        result.year,
        shown(result.path),
        verdict_in(lang, result),
        *(sum(each.severity is severity for each in findings) for severity in _SEVERITIES),
        len(result.result.set_aside) if result.result is not None else None,
        edition.name if edition is not None else "",
        len(raw) if raw is not None else None,
        remark_of(result, lang),
    )


def unread_row(result: ScanResult, error: ReadError, lang: str) -> Row:
    """A file that was not read, in the columns `UNREAD`."""
    said = (error.en, error.advice_en) if lang == "en" else (error.zh, error.advice_zh)
    return (shown(result.path), said[0], said[1])
