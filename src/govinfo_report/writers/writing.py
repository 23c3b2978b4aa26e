"""`write` and `write_template`: from a report to a file, by suffix or by name of the format."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal, get_args

from govinfo_report.errors import WriteError
from govinfo_report.model import AnnualReport
from govinfo_report.model.prose import canonical_name
from govinfo_report.raw import RawReport
from govinfo_report.writers.atomic import write_bytes

__all__ = ["Format", "render", "write", "write_template"]

Format = Literal["xlsx", "json", "txt"]


def write(
    report: AnnualReport | RawReport,
    path: str | os.PathLike[str],
    *,
    format: Format | None = None,
    overwrite: bool = False,
) -> Path:
    """Write a report to a file, wholly or not at all.

    A built report is written in full, the totals of a workbook as formulas. A report as printed
    is written as printed: blanks stay blank, marks stay marks.

    Args:
        report: The report.
        path: The file to make.
        format: ``xlsx``, ``json`` or ``txt``; by the suffix of ``path`` unless given.
        overwrite: Whether an existing file may be replaced.

    Returns:
        The path written.

    Raises:
        WriteError: The format is unknown, the file exists, the report holds something the
            format cannot, or the disk refuses. Nothing was changed.
    """
    target = Path(path)
    write_bytes(target, render(report, format or _format_of(target)), overwrite=overwrite)
    return target


def render(report: AnnualReport | RawReport, format: Format) -> bytes:
    """The report as the bytes of a file.

    Raises:
        WriteError: The report holds something the format cannot.
    """
    if format == "json":
        from govinfo_report.serialise import to_json

        return to_json(report).encode()
    raw = RawReport.of(report) if isinstance(report, AnnualReport) else report
    if format == "txt":
        from govinfo_report.writers.text import render_text

        return render_text(raw).encode()
    if format == "xlsx":
        from govinfo_report.writers.xlsx import render_printed, render_report

        return render_report(report) if isinstance(report, AnnualReport) else render_printed(report)
    raise _unknown_format(str(format))


def write_template(
    path: str | os.PathLike[str],
    *,
    agency: str | None = None,
    year: int | None = None,
    overwrite: bool = False,
) -> Path:
    """Write an empty workbook to be filled in: the official tables, a sheet for each section of prose.

    Args:
        path: The file to make.
        agency: 机关, put on the cover.
        year: The year reported on, put on the cover.
        overwrite: Whether an existing file may be replaced.

    Returns:
        The path written.

    Raises:
        WriteError: The file exists, or cannot be written.
    """
    from govinfo_report.writers.xlsx import render_template

    target = Path(path)
    name = canonical_name(agency) if agency else None
    write_bytes(target, render_template(agency=name, year=year), overwrite=overwrite)
    return target


def _format_of(path: Path) -> Format:
    suffix = path.suffix.lower().lstrip(".")
    for known in get_args(Format):
        if suffix == known:
            return known  # type: ignore[no-any-return]
    raise _unknown_format(suffix or path.name)


def _unknown_format(name: str) -> WriteError:
    known = "、".join(get_args(Format))
    return WriteError(
        f"不认识的文件格式“{name}”。",
        f"Unknown format “{name}”.",
        advice_zh=f"可用：{known}。",
        advice_en=f"Known are {known.replace('、', ', ')}.",
    )
