"""One file that was checked: its result, or why it could not be read."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve, frozen

from govinfo_report.errors import ReadError
from govinfo_report.rules import CheckResult
from govinfo_report.rules.deciding import without_unused

__all__ = ["Checked", "pooled"]


@frozen(kw_only=True)
class Checked:
    """A file and what became of it.

    Attributes:
        file: The file, as the user named it.
        result: What the check found; ``None`` where it could not be read.
        error: Why it could not be read; ``None`` where it could.
    """

    file: str
    result: CheckResult | None = None
    error: ReadError | None = None


def pooled(checked: Sequence[Checked]) -> list[Checked]:
    """Results of one run over several files: a waiver that one of them needed is not called unused."""
    results = [each.result for each in checked if each.result is not None]
    waivers = {aside.waiver for result in results for aside in result.set_aside if aside.waiver is not None}

    def without(result: CheckResult) -> CheckResult:
        return evolve(result, findings=without_unused(result.findings, waivers))

    return [each if each.result is None else evolve(each, result=without(each.result)) for each in checked]
