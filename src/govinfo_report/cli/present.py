"""What `check` and `rules` print for people; `rules` also as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

import click

from govinfo_report.claims import Comparison, Judgement
from govinfo_report.cli.language import Words, as_typed
from govinfo_report.cli.lines import TINTS, Line
from govinfo_report.errors import InvalidReport
from govinfo_report.findings import Finding, Rule, Severity, Text
from govinfo_report.model.catalogue import NOT_A_FIGURE
from govinfo_report.raw import RawReport
from govinfo_report.rules import CheckResult, SetAside
from govinfo_report.rules.summary import MOST_ALIKE, claims_counted, counts, verdict
from govinfo_report.writers.characters import clean
from govinfo_report.writers.columns import filled

__all__ = [
    "check_text",
    "concise_lines",
    "invalid_text",
    "rule_document",
    "rule_list",
    "rule_text",
    "tinted",
]

_PARTS = {
    "F": Text("报告的格式和读取", "The form and what was read"),
    "N": Text("文字部分", "The prose"),
    "T": Text("三张表", "The three tables"),
    "Y": Text("与上年报告（--previous）", "Beside last year's report (--previous)"),
    "M": Text("与成员单位的报告（--member）", "Beside the members' reports (--member)"),
}
"""What rules are about, by the letter their codes begin with."""
_OTHERS = Text("另加的规则", "Added rules")


def check_text(name: str, result: CheckResult, lang: str, *, everything: bool) -> Iterator[Line]:
    """The verdict on one report and its findings, line by line."""
    say = Words(lang)
    raw = result.raw
    whose = f"{raw.agency or say('机关不详', 'agency unknown')} {raw.year or say('年度不详', 'year unknown')}"
    yield Line(f"{whose}  ", f"({name})")
    yield Line("", verdict(result, lang), "green" if result.ok else TINTS[Severity.ERROR])
    yield Line.of(counts(result, lang))
    if claims := claims_counted(result, lang):
        yield Line.of(claims)
    heads = {
        Severity.ERROR: say("错误", "Errors"),
        Severity.WARNING: say("警告", "Warnings"),
        Severity.INFO: say("提示", "Notes"),
    }
    for severity, head in heads.items():
        found = [finding for finding in result.findings if finding.severity is severity]
        if found:
            yield Line("")
            yield Line("", say(f"{head} {len(found)} 处", f"{head}: {len(found)}"), TINTS[severity])
            yield from _listed(found, say, everything=everything or severity is Severity.ERROR)
    undecided = [each for each in result.claims if each.judgement is Judgement.UNDECIDED]
    if undecided and everything:
        yield Line("")
        yield Line(say("文字中不能判定的数", "Figures of the prose that cannot be decided"))
        for each in undecided:
            yield Line("  ", _undecided(each, raw, say))
    if result.set_aside:
        yield Line("")
        number = len(result.set_aside)
        yield Line(say(f"已接受、不计入结论的 {number} 处", f"Accepted, not counted: {number}"))
        yield from _accepted(result.set_aside, say)
    if result.suggestions:
        yield Line("")
        yield Line(
            say("可能填错的格（供参考，未作改动）", "Cells that may be wrong (for a person to look at)")
        )
        for suggestion in result.suggestions:
            yield Line("  ", suggestion.message(lang))


def _undecided(compared: Comparison, raw: RawReport, say: Words) -> str:
    """A figure of the prose, the words in which it stands, and what the tables state."""
    claim = compared.claim
    stated = compared.stated if compared.stated is not None else say("没有数", "no figure")
    source = raw.source_of(claim.section, claim.start)
    place = f" ({source.describe(say.lang)})" if source is not None else ""
    return say(
        f"“{clean(claim.quote)}”（{claim.quantity.label}）：表中{stated}{place}",
        f"“{clean(claim.quote)}” ({claim.quantity.label}): in the tables {stated}{place}",
    )


def concise_lines(name: str, result: CheckResult, lang: str) -> Iterator[str]:
    """A line a finding, as compilers print them: file, place, code, message."""
    for finding in result.findings:
        place = finding.source.describe(lang) if finding.source is not None else ""
        where = click.style(name, bold=True) + f":{clean(place)}" * bool(place)
        code = click.style(finding.code, fg=TINTS[finding.severity], bold=True)
        yield f"{where}: {code} {clean(' '.join(finding.message(lang).split()))}"


def _accepted(set_aside: Sequence[SetAside], say: Words) -> Iterator[Line]:
    """Waived findings with their reasons; those of the baseline are only counted."""
    for each in set_aside:
        if each.waiver is not None:
            yield Line(f"  {each.finding.code} ", each.finding.message(say.lang))
            yield Line(f"       {say('豁免理由', 'waived because')}: ", each.waiver.reason)
    known = sum(each.waiver is None for each in set_aside)
    if known:
        yield Line("  ", say(f"基线中已有 {known} 处", f"{known} in the baseline"))


def _listed(found: list[Finding], say: Words, *, everything: bool) -> Iterator[Line]:
    listed: dict[str, int] = {}
    for finding in found:
        count = listed[finding.code] = listed.get(finding.code, 0) + 1
        total = sum(other.code == finding.code for other in found)
        if not everything and total > MOST_ALIKE and count == MOST_ALIKE:
            rest = total - MOST_ALIKE + 1
            more = say(f"同类还有 {rest} 处（--all 列出全部）", f"{rest} more of the same (--all lists them)")
            yield Line(f"  {finding.code} ", more, TINTS[finding.severity])
        if not everything and total > MOST_ALIKE and count >= MOST_ALIKE:
            continue
        yield from _finding_lines(finding, say)


def _finding_lines(finding: Finding, say: Words) -> Iterator[Line]:
    rule = finding.rule
    yield Line(f"  {rule.code} ", finding.message(say.lang), TINTS[finding.severity])
    place = finding.source.describe(say.lang) if finding.source is not None else ""
    if place:
        yield Line(f"       {say('位置', 'where')}: ", place)
    if finding.severity is Severity.ERROR:
        yield Line(f"       {say('依据', 'why')}: ", rule.clause.in_(say.lang))
    yield Line(f"       {say('处理', 'what to do')}: ", as_typed(rule.advice.in_(say.lang)))


def tinted(words: str, severity: Severity | None) -> str:
    """Words in the colour of a finding of that weight."""
    return words if severity is None else click.style(words, fg=TINTS[severity], bold=True)


def rule_list(rules: Iterable[Rule], lang: str) -> Iterator[Line]:
    """Rules, a line each, under what they are about."""

    def part(rule: Rule) -> str:
        letters = rule.code.rstrip("0123456789")
        return letters if letters in _PARTS else ""

    order = {letters: number for number, letters in enumerate((*_PARTS, ""))}
    ordered = sorted(rules, key=lambda rule: (order[part(rule)], rule.code))
    for number, (letters, group) in enumerate(groupby(ordered, part)):
        if number:
            yield Line("")
        yield Line(_PARTS.get(letters, _OTHERS).in_(lang))
        for rule in group:
            weight = filled(rule.severity.value, 7) if lang == "en" else rule.severity.zh
            yield Line(
                f"  {rule.code}  {weight}  ", f"{rule.title.in_(lang)} [{rule.name}]", TINTS[rule.severity]
            )


def rule_text(rule: Rule, lang: str) -> Iterator[Line]:
    """Everything about a rule."""
    say = Words(lang)
    yield Line(
        f"{rule.code} ", f"{rule.name} ({say(rule.severity.zh, rule.severity.value)})", TINTS[rule.severity]
    )
    yield Line.of(rule.title.in_(lang))
    texts = (
        ("勾稽关系", "relation", rule.relation),
        ("依据", "basis", rule.clause.in_(lang)),
        ("合格", "passes", rule.passing.in_(lang)),
        ("不合格", "fails", rule.failing.in_(lang)),
        ("处理", "what to do", as_typed(rule.advice.in_(lang))),
        ("例外", "exceptions", rule.exceptions.in_(lang) if rule.exceptions is not None else None),
    )
    for zh, en, words in texts:
        if words:
            yield Line(f"{say(zh, en)}: ", words)


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
    what = {finding.detail("what_en") for finding in error.findings if finding.code == NOT_A_FIGURE.code}
    say = Words(lang)
    if "blank" in what:
        yield say(
            "  确认空白就是 0 的，加 --blanks zero；否则请先补填。",
            "  Where blanks are known to be 0, pass --blanks zero; else fill them in first.",
        )
    if "a mark, no figure" in what:
        yield say("  “/”等符号就是 0 的，加 --marks zero。", "  Where “/” is 0, pass --marks zero.")
