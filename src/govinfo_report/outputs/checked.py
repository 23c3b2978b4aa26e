"""One file that was checked: its result, or why it could not be read."""

from __future__ import annotations

from attrs import frozen

from govinfo_report.errors import ReadError
from govinfo_report.rules import CheckResult

__all__ = ["Checked"]


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
