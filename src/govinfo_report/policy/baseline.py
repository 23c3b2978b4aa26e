"""The findings an office has accepted on one day, so that only new ones are shown afterwards."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from attrs import field, frozen

from govinfo_report.errors import SettingsError
from govinfo_report.findings import Finding
from govinfo_report.ordinary import ordinary_bytes

__all__ = ["BASELINE_FORMAT", "Baseline"]

BASELINE_FORMAT = "govinfo-report-baseline"
VERSION = 1

_OF_THE_CHECK = "F9"
"""Rules about the check: one that crashed, a waiver that is not needed."""

#: What tells a finding from another one, whatever its wording and wherever it stands in the file:
#: agency, year, rule, path, figures and details. A changed figure makes it a new finding.
_Entry = tuple[str | None, int | None, str, str | None, str | None, str | None, tuple[tuple[str, str], ...]]


def _in_order(entries: Iterable[_Entry]) -> tuple[_Entry, ...]:
    return tuple(sorted(entries, key=repr))


@frozen
class Baseline:
    """Findings that are accepted: those of the reports of one day.

    Attributes:
        entries: One for each finding; the same finding twice is two.
    """

    entries: tuple[_Entry, ...] = field(default=(), converter=_in_order)

    @classmethod
    def of(cls, found: Iterable[tuple[str | None, int | None, Iterable[Finding]]]) -> Baseline:
        """A baseline of the findings of some reports: agency, year and findings of each.

        Findings about the check itself (F9…) are never accepted, nor those of a report whose agency or
        year is unknown: they would hide the like findings of somebody else. The same report twice counts
        once.
        """
        entries: Counter[_Entry] = Counter()
        for agency, year, findings in found:
            entries |= Counter(
                _entry(agency, year, each) for each in findings if _acceptable(agency, year, each)
            )
        return cls(entries.elements())

    def split(
        self, agency: str | None, year: int | None, findings: Iterable[Finding]
    ) -> tuple[list[Finding], list[Finding]]:
        """The findings of one report that are new, and those that are in the baseline."""
        left = Counter(self.entries)
        new: list[Finding] = []
        known: list[Finding] = []
        for finding in findings:
            entry = _entry(agency, year, finding)
            accepted = left[entry] > 0 and _acceptable(agency, year, finding)
            (known if accepted else new).append(finding)
            left[entry] -= 1
        return new, known

    def to_json(self) -> str:
        """The baseline as a file's text, which `from_json` reads."""
        names = ("agency", "year", "rule", "cell", "stated", "expected", "details")
        found = [dict(zip(names, (*entry[:-1], dict(entry[-1])), strict=True)) for entry in self.entries]
        document = {"format": BASELINE_FORMAT, "version": VERSION, "findings": found}
        return json.dumps(document, ensure_ascii=False, indent=1) + "\n"

    @classmethod
    def from_json(cls, text: str, *, file: str | None = None) -> Baseline:
        """The baseline of a file's text.

        Raises:
            SettingsError: The text is no baseline of this version.
        """
        try:
            document = json.loads(text)
            if (document["format"], document["version"]) != (BASELINE_FORMAT, VERSION):
                raise ValueError("not a baseline of version 1")
            return cls(map(_from_document, document["findings"]))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise SettingsError(
                "这不是基线文件。",
                f"This is no baseline ({error}).",
                where=file,
                advice_zh="请用 govinfo-report check --write-baseline 重新生成。",
                advice_en="Make one with govinfo-report check --write-baseline.",
            ) from None

    @classmethod
    def load(cls, path: str | Path) -> Baseline:
        """The baseline of a file.

        Raises:
            SettingsError: The file cannot be read, or is no baseline.
        """
        try:
            text = ordinary_bytes(path).decode("utf-8")
        except FileNotFoundError:
            raise SettingsError(
                "没有这个基线文件。",
                "There is no such baseline.",
                where=str(path),
                advice_zh="请用 check … --write-baseline 生成。",
                advice_en="Make it with check … --write-baseline.",
            ) from None
        except (OSError, UnicodeDecodeError) as error:
            raise SettingsError(
                "基线文件读不了。", f"The baseline cannot be read ({error}).", where=str(path)
            ) from None
        return cls.from_json(text, file=str(path))


def _acceptable(agency: str | None, year: int | None, finding: Finding) -> bool:
    return None not in (agency, year) and not finding.code.startswith(_OF_THE_CHECK)


def _entry(agency: str | None, year: int | None, finding: Finding) -> _Entry:
    stated, expected = (
        None if figure is None else format(figure, "f" if not isinstance(figure, int) else "d")
        for figure in (finding.stated, finding.expected)
    )
    return (agency, year, finding.code, finding.path, stated, expected, finding.details)


def _from_document(entry: dict[str, Any]) -> _Entry:
    return (
        entry["agency"],
        entry["year"],
        entry["rule"],
        entry["cell"],
        entry["stated"],
        entry["expected"],
        tuple(entry["details"].items()),
    )
