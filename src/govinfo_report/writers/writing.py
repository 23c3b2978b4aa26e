"""`write`: from a report to a file, by suffix or by name of the format."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from govinfo_report.errors import WriteError
from govinfo_report.model import AnnualReport
from govinfo_report.raw import RawReport
from govinfo_report.rules import CheckResult
from govinfo_report.writers.atomic import refuse_folder, write_bytes
from govinfo_report.writers.formats import WRITERS, no_format, writer_of

__all__ = ["render", "suffix_of", "write"]


def write(
    report: AnnualReport | RawReport | CheckResult,
    path: str | os.PathLike[str],
    *,
    format: str | None = None,
    members: Sequence[AnnualReport] = (),
    overwrite: bool = False,
) -> Path:
    """Write a report to a file, wholly or not at all.

    A built report is written in full, the totals of a workbook as formulas. A report as printed
    is written as printed: blanks stay blank, marks stay marks. Of a check's result an annotated
    copy is written: the report as printed, with each finding at its cell (a comment, a tooltip or a
    footnote, and a colour) and in a list.

    Args:
        report: The report, or what `check` found of it.
        path: The file to make.
        format: ``xlsx``, ``docx``, ``html``, ``md``, ``json`` or ``txt``, or one that another package adds;
            by the suffix of ``path`` unless given.
        members: Of a consolidated report written as a workbook: the reports it is the sum of, for a sheet
            汇总对照 that sets them beside the sum, cell by cell.
        overwrite: Whether an existing file may be replaced.

    Returns:
        The path written.

    Raises:
        WriteError: The format is unknown, the file exists, the report holds something the
            format cannot, or the disk refuses. Nothing was changed.
    """
    target = Path(path)
    refuse_folder(target)
    data = render(report, format or suffix_of(target), members=members)
    write_bytes(target, data, overwrite=overwrite)
    return target


def render(
    report: AnnualReport | RawReport | CheckResult,
    format: str,
    *,
    members: Sequence[AnnualReport] = (),
) -> bytes:
    """The report as the bytes of a file.

    Raises:
        TypeError: It is neither a report nor what `check` found of one.
        WriteError: The report holds something the format cannot.
    """
    _require_writable(report)
    writer = writer_of(format)
    if members:
        if writer.summed is None or not isinstance(report, AnnualReport):
            raise WriteError(
                "汇总对照表只能写进正式报告的 .xlsx 工作簿。",
                "A sheet of members goes into the .xlsx workbook of a report that holds, and nowhere else.",
            )
        return writer.summed(report, members)
    if isinstance(report, CheckResult):
        if writer.annotated is None:
            can = [each.suffix for each in WRITERS if each.annotated is not None]
            raise WriteError(
                f"{format} 格式不能带检查结果。",
                f"The format {format} has no annotated copy.",
                advice_zh=f"可用：{'、'.join(can)}；govinfo-report check --format json 输出检查结果。",
                advice_en=f"Use {', '.join(can)}; govinfo-report check --format json prints findings.",
            )
        return writer.annotated(report)
    if isinstance(report, AnnualReport):
        return writer.render(RawReport.of(report)) if writer.built is None else writer.built(report)
    return writer.render(report)


def _require_writable(report: object) -> None:
    if not isinstance(report, AnnualReport | RawReport | CheckResult):
        what = type(report).__name__
        raise TypeError(
            f"要的是报告或检查结果，不是 {what} / a report or what check found is wanted, not {what}"
        )


def suffix_of(path: Path) -> str:
    """The suffix of a path, by which its format is known, without the dot.

    Raises:
        WriteError: It has none.
    """
    suffix = path.suffix.lower().lstrip(".")
    if not suffix:
        raise no_format(
            "文件名没有后缀，看不出要写成什么格式。",
            "The name has no suffix, which tells the format.",
            where=str(path),
        )
    return suffix
