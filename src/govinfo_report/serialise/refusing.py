"""How a document that is not of the schema's shape is refused."""

from __future__ import annotations

from govinfo_report.errors import ReadError

__all__ = ["MOST_TOLD", "malformed"]

MOST_TOLD = 1_000
"""Entries of each list in which violations are looked for, where a document has some."""


def malformed(problems: list[str], file: str | None) -> ReadError:
    """The error with these violations."""
    cut = len(problems) >= MOST_TOLD  # some lists were not looked through to their end
    number = f"{'at least ' if cut else ''}{len(problems)} violation(s)"
    listed = "; ".join(problems[:20]) + ("; …" if len(problems) > 20 else "")
    return ReadError(
        f"JSON 文件与格式不符，{'至少' if cut else '共'}{len(problems)}处：{listed}",
        f"The document is not of the schema's shape, {number}: {listed}",
        where=file,
    )
