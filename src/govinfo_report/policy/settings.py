"""Settings and waivers, as plain values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import field, frozen, validators

from govinfo_report.findings import Finding, Severity
from govinfo_report.policy.baseline import Baseline

__all__ = ["WHOLE_REPORT", "Settings", "Waiver"]

WHOLE_REPORT = "report"
"""Stands for the cell of a finding that is about the report as a whole."""


@frozen(kw_only=True)
class Waiver:
    """A finding that the office knows of and accepts, with its reason.

    Attributes:
        rule: Code or name of the rule.
        cell: Canonical path of the cell, its row or its section (``requests.received``), the labels of the
            cell, its row or group as a message prints them, joined by `` / ``, or ``report`` for the
            report as a whole.
        reason: Why the finding is accepted.
        agency: The only agency it is for; ``None`` for all.
        year: The only year it is for; ``None`` for all.
    """

    rule: str = field(validator=validators.min_len(1))
    cell: str = field(validator=validators.min_len(1))
    reason: str = field(validator=validators.min_len(1))
    agency: str | None = None
    year: int | None = None

    def concerns(self, agency: str | None, year: int | None) -> bool:
        """Whether the waiver is for the report of that agency and year."""
        return self.agency in (None, agency) and self.year in (None, year)

    def covers(self, finding: Finding) -> bool:
        """Whether the waiver is for that finding's rule and cell."""
        if self.rule.upper() != finding.rule.code and self.rule != finding.rule.name:
            return False
        if finding.path is None:
            return self.cell == WHOLE_REPORT
        return (
            finding.path == self.cell
            or finding.path.startswith(f"{self.cell}.")
            or f"{' / '.join(finding.label)} / ".startswith(f"{self.cell} / ")
        )


def _names(given: Iterable[str]) -> tuple[str, ...]:
    if isinstance(given, str):
        raise TypeError("select= 和 ignore= 是一列规则 / select= and ignore= take a list of rules")
    return tuple(given)


def _waivers(given: Iterable[Waiver]) -> tuple[Waiver, ...]:
    return tuple(given)


def _levels(given: Mapping[str, str]) -> dict[str, Severity]:
    return {rule: Severity(level) for rule, level in given.items()}


@frozen(kw_only=True)
class Settings:
    """How an office wants its reports checked.

    Attributes:
        select: The only rules to apply: codes, names, or beginnings of codes (``T3``); all where empty.
        ignore: Rules to leave out, likewise.
        severity: Rule (code, name, or beginning of codes) → the severity its findings have here.
        waivers: Findings that are accepted, each with its reason.
        baseline: The findings of an earlier day, which are not shown again.
        convert: Whether the command line has LibreOffice convert what only an office program opens.
        file: The file they come from, for messages.
    """

    select: tuple[str, ...] = field(default=(), converter=_names)
    ignore: tuple[str, ...] = field(default=(), converter=_names)
    severity: Mapping[str, Severity] = field(factory=dict, converter=_levels, hash=False)
    waivers: tuple[Waiver, ...] = field(default=(), converter=_waivers)
    baseline: Baseline | None = None
    convert: bool = False
    file: str | None = None
