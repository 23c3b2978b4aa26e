"""The errors of the library, under one root.

A wrong figure in a document is never an exception while reading: it is a
finding. Exceptions are for what cannot go on: a file that cannot be read, a
report that cannot exist, a file that cannot be written. All of them pickle.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from govinfo_report.showing import Listing
from govinfo_report.source import shown

if TYPE_CHECKING:
    from govinfo_report.findings import Finding

__all__ = [
    "ConsolidationError",
    "GovInfoReportError",
    "InvalidReport",
    "PluginError",
    "ReadError",
    "SettingsError",
    "Stop",
    "WriteError",
]

_MOST_LINES = 20
"""Violations that a message lists."""


class GovInfoReportError(Exception):
    """Root of every error this library raises on purpose."""


class Stop(BaseException):
    """Work has to end at once, for no fault of what was at work: its time is over, the program is to end.

    No `Exception`, so that nothing which deals with faults takes it for one.
    """


class _Explained(GovInfoReportError):  # noqa: N818 - the base of errors, not one itself
    """An error that says what happened, where, and what to do about it, in two languages.

    Args:
        zh: What happened, in Chinese.
        en: What happened, in English.
        where: The place: a file, ``file · sheet · cell``, a JSON path. ``None`` where there is none.
        advice_zh: What the reader can do, in Chinese.
        advice_en: What the reader can do, in English.
    """

    def __init__(
        self,
        zh: str,
        en: str,
        *,
        where: str | None = None,
        advice_zh: str | None = None,
        advice_en: str | None = None,
    ) -> None:
        # Whatever of a file's name is no text could not be printed, nor written to any record.
        zh, en = shown(zh), shown(en)
        super().__init__(zh, en)
        self.zh = zh
        self.en = en
        self.where = shown(where) if where is not None else None
        self.advice_zh = advice_zh
        self.advice_en = advice_en

    def message(self, lang: str = "zh") -> str:
        """The whole error as one text: place, what happened, what to do."""
        place = f"{self.where}: " if self.where else ""
        if lang == "en":
            return f"{place}{self.en}" + (f" {self.advice_en}" if self.advice_en else "")
        return f"{place}{self.zh}" + (f"{self.advice_zh}" if self.advice_zh else "")

    def __str__(self) -> str:
        return f"{self.message('zh')} / {self.message('en')}"

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild, (type(self), self.zh, self.en, self.where, self.advice_zh, self.advice_en))


def _rebuild(
    kind: type[_Explained],
    zh: str,
    en: str,
    where: str | None,
    advice_zh: str | None,
    advice_en: str | None,
) -> _Explained:
    """Unpickle an `_Explained` error, whose arguments are keyword-only."""
    return kind(zh, en, where=where, advice_zh=advice_zh, advice_en=advice_en)


class ReadError(_Explained):
    """A document cannot be read: why, where, and what to do."""


class ConsolidationError(_Explained):
    """Reports that do not go together, to be summed, as a series, or as last year's: which and why."""


class PluginError(_Explained):
    """What another package adds cannot be used: which package, why, and what to do."""


class SettingsError(_Explained):
    """Settings or a baseline cannot be used: which file, what is wrong, and what to do."""


class WriteError(_Explained):
    """A document cannot be written: why, where, and what to do. Nothing was changed on disk."""


class InvalidReport(GovInfoReportError):  # noqa: N818 - the public name is fixed by the design
    """A report that does not hold, with every violation found in it.

    Attributes:
        findings: The violations, one `Finding` each, in form order.
        where: Which of several reports it is, where there are several.
    """

    def __init__(self, findings: Iterable[Finding], where: str | None = None) -> None:
        self.findings: tuple[Finding, ...] = Listing(findings)
        self.where = where
        super().__init__(self.findings)

    def message(self, lang: str = "zh") -> str:
        """The violations, a line each, and how many there are beyond those that anybody reads."""
        number, more = len(self.findings), len(self.findings) - _MOST_LINES
        zh = f"年度报告不成立，共{number}处："
        en = f"The report does not hold: {number} violation(s)."
        lines = [f"  {finding.rule.code} {finding.message(lang)}" for finding in self.findings[:_MOST_LINES]]
        if more > 0:
            lines.append(f"  … and {more} more" if lang == "en" else f"  ……另有{more}处")
        whose = "" if self.where is None else f"{self.where}: " if lang == "en" else f"{self.where}："
        return "\n".join([whose + (en if lang == "en" else zh), *lines])

    def __str__(self) -> str:
        return f"{self.message('zh')}\n{self.message('en')}"

    def __reduce__(self) -> tuple[object, ...]:
        return (type(self), (self.findings, self.where))
