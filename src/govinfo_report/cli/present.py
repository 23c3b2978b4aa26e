"""What `check` and `rules` print for people; `rules` also as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from govinfo_report.cli.language import Words, as_typed
from govinfo_report.errors import InvalidReport
from govinfo_report.findings import Finding, Rule, Severity
from govinfo_report.model.catalogue import NOT_A_FIGURE
from govinfo_report.rules import CheckResult, SetAside
from govinfo_report.rules.summary import MOST_ALIKE, counts, verdict

__all__ = ["check_text", "invalid_text", "remark_lines", "rule_document", "rule_line", "rule_text"]

_KEPT = "保留公式 formula kept"
"""What `fill` tells of each total that a workbook computes itself."""


def check_text(name: str, result: CheckResult, lang: str, *, everything: bool) -> Iterator[str]:
    """The verdict on one report and its findings, line by line."""
    say = Words(lang)
    raw = result.raw
    whose = f"{raw.agency or say('机关不详', 'agency unknown')} {raw.year or say('年度不详', 'year unknown')}"
    yield f"{whose}  ({name})"
    yield verdict(result, lang)
    yield counts(result, lang)
    heads = {
        Severity.ERROR: say("错误", "Errors"),
        Severity.WARNING: say("警告", "Warnings"),
        Severity.INFO: say("提示", "Notes"),
    }
    for severity, head in heads.items():
        found = [finding for finding in result.findings if finding.severity is severity]
        if found:
            yield ""
            yield say(f"{head} {len(found)} 处", f"{head}: {len(found)}")
            yield from _listed(found, say, everything=everything or severity is Severity.ERROR)
    if result.set_aside:
        yield ""
        yield say(
            f"已接受、不计入结论的 {len(result.set_aside)} 处",
            f"Accepted, not counted: {len(result.set_aside)}",
        )
        yield from _accepted(result.set_aside, say)
    if result.suggestions:
        yield ""
        yield say("可能填错的格（供参考，未作改动）", "Cells that may be wrong (for a person to look at)")
        for suggestion in result.suggestions:
            yield f"  {suggestion.message(lang)}"


def _accepted(set_aside: Sequence[SetAside], say: Words) -> Iterator[str]:
    """Waived findings with their reasons; those of the baseline are only counted."""
    for each in set_aside:
        if each.waiver is not None:
            yield f"  {each.finding.code} {each.finding.message(say.lang)}"
            yield f"       {say('豁免理由', 'waived because')}: {each.waiver.reason}"
    known = sum(each.waiver is None for each in set_aside)
    if known:
        yield say(f"  基线中已有 {known} 处", f"  {known} in the baseline")


def _listed(found: list[Finding], say: Words, *, everything: bool) -> Iterator[str]:
    shown: dict[str, int] = {}
    for finding in found:
        count = shown[finding.code] = shown.get(finding.code, 0) + 1
        total = sum(other.code == finding.code for other in found)
        if not everything and total > MOST_ALIKE and count == MOST_ALIKE:
            rest = total - MOST_ALIKE + 1
            yield say(
                f"  {finding.code} 同类还有 {rest} 处（--all 列出全部）",
                f"  {finding.code} {rest} more of the same (--all lists them)",
            )
        if not everything and total > MOST_ALIKE and count >= MOST_ALIKE:
            continue
        yield from _finding_lines(finding, say)


def _finding_lines(finding: Finding, say: Words) -> Iterator[str]:
    rule = finding.rule
    yield f"  {rule.code} {finding.message(say.lang)}"
    place = finding.source.describe(say.lang) if finding.source is not None else ""
    if place:
        yield f"       {say('位置', 'where')}: {place}"
    if finding.severity is Severity.ERROR:
        yield f"       {say('依据', 'why')}: {rule.clause.in_(say.lang)}"
    yield f"       {say('处理', 'what to do')}: {as_typed(rule.advice.in_(say.lang))}"


def rule_line(rule: Rule, lang: str) -> str:
    """A rule in one line."""
    return f"{rule.code}  {rule.severity:<7}  {rule.name:<24}  {rule.title.in_(lang)}"


def rule_text(rule: Rule, lang: str) -> Iterator[str]:
    """Everything about a rule."""
    say = Words(lang)
    yield f"{rule.code} {rule.name} ({rule.severity})"
    yield rule.title.in_(lang)
    if rule.relation:
        yield f"{say('勾稽关系', 'relation')}: {rule.relation}"
    yield f"{say('依据', 'basis')}: {rule.clause.in_(lang)}"
    yield f"{say('合格', 'passes')}: {rule.passing.in_(lang)}"
    yield f"{say('不合格', 'fails')}: {rule.failing.in_(lang)}"
    yield f"{say('处理', 'what to do')}: {as_typed(rule.advice.in_(lang))}"
    if rule.exceptions is not None:
        yield f"{say('例外', 'exceptions')}: {rule.exceptions.in_(lang)}"


def rule_document(rule: Rule) -> dict[str, Any]:
    """A rule as a JSON document."""
    texts = ("title", "clause", "message", "advice", "passing", "failing")
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severity,
        "relation": rule.relation,
        **{name: {"zh": getattr(rule, name).zh, "en": getattr(rule, name).en} for name in texts},
        "exceptions": {"zh": rule.exceptions.zh, "en": rule.exceptions.en} if rule.exceptions else None,
    }


def invalid_text(error: InvalidReport, lang: str) -> Iterator[str]:
    """Why no report could be built, and the options that would let it, where there are such."""
    yield error.message(lang)
    if any(finding.code == NOT_A_FIGURE.code for finding in error.findings):
        yield Words(lang)(
            "  确认空白就是 0 的，加 --blanks zero；“/”就是 0 的，加 --marks zero。否则请先补填。",
            "  Where blanks are known to be 0, pass --blanks zero; where “/” is 0, --marks zero.",
        )


def remark_lines(remarks: Iterable[str]) -> Iterator[str]:
    """What was left alone or lost; the formulas kept on a sheet are told in one line."""
    kept: dict[str, list[str]] = {}
    others: list[str] = []
    for remark in remarks:
        place, colon, words = remark.partition(": ")
        sheet, mark, address = place.rpartition("!")
        if colon and mark and words == _KEPT:
            kept.setdefault(sheet, []).append(address)
        else:
            others.append(remark)
    for sheet, addresses in kept.items():
        some = "、".join(addresses[:MOST_ALIKE]) + ("…" if len(addresses) > MOST_ALIKE else "")
        yield f"  {sheet}: {_KEPT}（{len(addresses)} 格：{some}）"
    for remark in others:
        yield f"  {remark}"
