"""Last year's report, beside which a command checks: one that is named, or those of a folder."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from attrs import define

import govinfo_report as gr
from govinfo_report.cli.language import Words
from govinfo_report.cli.reading import is_converting, read_source
from govinfo_report.corpus.previous import PreviousReports
from govinfo_report.corpus.summary import Summary
from govinfo_report.source import shown

__all__ = ["Beside", "beside_line", "previous_of"]

_FEW = 5
"""Agencies that a line names."""


@define
class Beside:
    """Which of last year's reports each report is checked beside.

    Attributes:
        find: The one for a report.
        before: What reading them came to; ``None`` where one file is named, which is for every report.
        found: For how many reports there was one.
    """

    find: Callable[[gr.RawReport], gr.RawReport | None]
    before: Summary | None = None
    found: int = 0

    def of(self, raw: gr.RawReport) -> gr.RawReport | None:
        """Last year's report of the same agency."""
        last = self.find(raw)
        self.found += last is not None
        return last


@contextmanager
def previous_of(source: str | None) -> Generator[Beside, None, None]:
    """What ``--previous`` of `check` says, for as long as the command runs."""
    if source is None or source == "-" or not Path(source).is_dir():
        last = read_source(source, None) if source is not None else None
        yield Beside(lambda _: last)
        return
    with TemporaryDirectory(prefix="govinfo-report-") as folder:
        with closing(gr.scan(source, checked=False, convert=is_converting())) as results:
            reports, summary = PreviousReports.of(results, Path(folder))
        yield Beside(lambda raw: found[1] if (found := reports.before(raw)) is not None else None, summary)


def beside_line(before: Summary, found: int, lang: str) -> str:
    """What was read of a folder of last year's reports, and how many were checked beside one of them."""
    say = Words(lang)
    unread = before.files - before.read
    left = say(f"，{unread} 份读不了", f", {unread} could not be read") if unread else ""
    names = before.differing[:_FEW]
    more = "……" if len(before.differing) > _FEW else ""
    twice = say(
        f"{'、'.join(map(shown, names))}{more}有两份数字不同的上年报告，未作对照。",
        f" Not beside those of {', '.join(map(shown, names))}{more}: there are two that differ.",
    )
    return say(
        f"上年报告：读到 {before.read} 份{left}；本年有 {found} 份与之对照。",
        f"Last year's reports: {before.read} read{left}; {found} of this year checked beside them.",
    ) + (twice if names else "")
