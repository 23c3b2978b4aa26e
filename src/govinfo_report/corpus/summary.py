"""What a run over many files came to, in numbers."""

from __future__ import annotations

from collections import Counter

from attrs import define, field

from govinfo_report.corpus.results import ScanResult
from govinfo_report.findings import Severity

__all__ = ["Summary"]


@define
class Summary:
    """What a run over many files came to.

    Attributes:
        files: How many files there were.
        read: How many of them were read as reports.
        conforming: How many of these conform.
        repeated: How many files have the contents of an earlier one.
        versions: How many are further reports of the same agency and year.
        beside: How many were checked beside last year's report.
        resumed: How many readings were taken from the manifest of an earlier run.
        rules: Findings by their severity and rule code.
        accepted: Findings that the settings accept, which do not count.
        unread: Reasons why files were not read, in Chinese and English, by how often.
        differing: Of last year's reports, agencies with several of one year that differ in a figure.
    """

    files: int = 0
    read: int = 0
    conforming: int = 0
    repeated: int = 0
    versions: int = 0
    beside: int = 0
    resumed: int = 0
    accepted: int = 0
    rules: Counter[tuple[Severity, str]] = field(factory=Counter)
    unread: Counter[tuple[str, str]] = field(factory=Counter)
    differing: list[str] = field(factory=list)

    def add(self, result: ScanResult) -> None:
        """Count a result."""
        self.files += 1
        self.read += result.error is None
        self.conforming += bool(result.ok)
        self.repeated += result.same_as is not None
        self.versions += result.version_of is not None
        self.beside += result.previous is not None
        self.resumed += result.resumed
        if result.error is not None:
            self.unread[result.error.zh, result.error.en] += 1
        if result.result is not None:
            self.rules.update((finding.severity, finding.code) for finding in result.result.findings)
            self.accepted += len(result.result.set_aside)

    def join(self, other: Summary) -> None:
        """Count what another one counted."""
        self.files += other.files
        self.read += other.read
        self.conforming += other.conforming
        self.repeated += other.repeated
        self.versions += other.versions
        self.beside += other.beside
        self.resumed += other.resumed
        self.accepted += other.accepted
        self.rules.update(other.rules)
        self.unread.update(other.unread)
