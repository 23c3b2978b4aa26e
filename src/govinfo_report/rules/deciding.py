"""What an office's settings make of findings: other severities, findings set aside, waivers nobody needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import attrs

from govinfo_report.errors import SettingsError
from govinfo_report.findings import Finding, Outcome, Rule, Severity
from govinfo_report.policy import Settings, Waiver
from govinfo_report.raw import RawReport
from govinfo_report.rules.book import CRASHED, WAIVER_UNUSED, Book, book, find_rule

__all__ = ["Decision", "SetAside", "decide", "known_rules", "without_unused"]

_WORDS = ("rule", "cell", "reason")
"""What a finding says of the waiver that nobody needed."""


@attrs.frozen(kw_only=True)
class SetAside:
    """A finding that the settings accept.

    Attributes:
        finding: The finding.
        waiver: The waiver that accepts it; ``None`` where it is in the baseline.
    """

    finding: Finding
    waiver: Waiver | None = None


@attrs.frozen(kw_only=True)
class Decision:
    """The findings that count, waivers nobody needed among them, and those set aside."""

    findings: tuple[Finding, ...]
    set_aside: tuple[SetAside, ...]


def known_rules(settings: Settings, rules: Book | None = None) -> None:
    """Refuse settings that name a rule there is not. A waiver is of one rule, the others may name several.

    Args:
        settings: The settings.
        rules: The rules there are; those of the library unless given.

    Raises:
        SettingsError: One of them is unknown.
    """
    known = rules if rules is not None else book()
    several = ((key, known.named) for key in (*settings.select, *settings.ignore, *settings.severity))
    for key, find in (*several, *((waiver.rule, known.rule) for waiver in settings.waivers)):
        try:
            find(key)
        except KeyError:
            raise SettingsError(
                f"没有规则“{key}”。",
                f"There is no rule {key!r}.",
                where=settings.file,
                advice_zh="govinfo-report rules 列出全部规则。",
                advice_en="govinfo-report rules lists them.",
            ) from None


def decide(
    raw: RawReport,
    found: Iterable[Finding],
    outcomes: Mapping[str, Outcome],
    settings: Settings,
    rules: Book,
) -> Decision:
    """Apply severities, waivers and the baseline to the findings of a report.

    A rule that crashed is never set aside. A waiver is unused where its rule was applied to a report
    it is for, and no finding needed it.
    """
    longest_last = sorted(settings.severity.items(), key=lambda item: len(item[0]))
    severity = {rule.code: level for key, level in longest_last for rule in rules.named(key)}
    waivers = [each for each in settings.waivers if each.concerns(raw.agency, raw.year)]
    used: set[Waiver] = set()
    aside: list[SetAside] = []
    kept: list[Finding] = []
    for each in found:
        finding = attrs.evolve(each, severity=severity[each.code]) if each.code in severity else each
        waiver = next((one for one in waivers if one.covers(finding)), None)
        if waiver is None or finding.rule is CRASHED:
            kept.append(finding)
        else:
            used.add(waiver)
            aside.append(SetAside(finding=finding, waiver=waiver))
    if settings.baseline is not None:
        kept, known = settings.baseline.split(raw.agency, raw.year, kept)
        aside += [SetAside(finding=finding) for finding in known]
    applied = {code for code, outcome in outcomes.items() if outcome is not Outcome.NOT_APPLICABLE}
    unused = tuple(each for each in waivers if each not in used and rules.rule(each.rule).code in applied)
    level = severity.get(WAIVER_UNUSED.code, WAIVER_UNUSED.severity)
    kept += [_unused(waiver, rules.rule(waiver.rule), level) for waiver in unused]
    return Decision(findings=tuple(kept), set_aside=tuple(aside))


def _unused(waiver: Waiver, rule: Rule, level: Severity) -> Finding:
    return Finding(rule=WAIVER_UNUSED, severity=level, details=_words_of(waiver, rule))


def without_unused(findings: Iterable[Finding], waivers: Iterable[Waiver]) -> tuple[Finding, ...]:
    """Findings without those that call one of these waivers unused: other reports need it, or may."""
    words = [_words_of(waiver, find_rule(waiver.rule)) for waiver in waivers]
    return tuple(
        each
        for each in findings
        if each.code != WAIVER_UNUSED.code or {key: each.detail(key) for key in _WORDS} not in words
    )


def _words_of(waiver: Waiver, rule: Rule) -> dict[str, str]:
    return dict(zip(_WORDS, (rule.code, waiver.cell, waiver.reason), strict=True))
