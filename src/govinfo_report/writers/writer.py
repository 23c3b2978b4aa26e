"""What a format to write is: a value, the library's own formats and those of other packages alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from attrs import frozen

from govinfo_report.model import AnnualReport
from govinfo_report.raw import RawReport
from govinfo_report.rules import CheckResult

__all__ = ["Writer"]


@frozen(kw_only=True)
class Writer:
    """A format.

    Attributes:
        suffix: The ending of its files, without the dot; also the format's name.
        render: Makes the bytes of a file of a report as printed. It raises `WriteError` for what the format
            cannot hold.
        also: Other endings of such files.
        built: The same of a built report, where the format says more of one than what is printed. Without it
            the report is handed to ``render`` as it would be printed, totals included.
        summed: The same of a built report and those that it is the sum of; ``None`` where they have no place.
        annotated: The same of what `check` found, each finding at its cell; ``None`` where findings have no
            place.
    """

    suffix: str
    render: Callable[[RawReport], bytes]
    also: tuple[str, ...] = ()
    built: Callable[[AnnualReport], bytes] | None = None
    summed: Callable[[AnnualReport, Sequence[AnnualReport]], bytes] | None = None
    annotated: Callable[[CheckResult], bytes] | None = None
