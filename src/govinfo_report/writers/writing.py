"""`write`: from a report to a file, by suffix or by name of the format."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Literal, get_args

from govinfo_report.errors import WriteError
from govinfo_report.model import AnnualReport
from govinfo_report.raw import RawReport
from govinfo_report.rules import CheckResult
from govinfo_report.writers.added import added_suffixes, render_by_added
from govinfo_report.writers.atomic import refuse_folder, write_bytes
from govinfo_report.writers.characters import HALVES, check_characters
from govinfo_report.writers.faithful import require_faithful
from govinfo_report.writers.printing import printout_of

__all__ = ["Format", "render", "write"]

Format = Literal["xlsx", "docx", "html", "md", "json", "txt"]


def write(
    report: AnnualReport | RawReport | CheckResult,
    path: str | os.PathLike[str],
    *,
    format: Format | str | None = None,
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
    data = render(report, format or _format_of(target), members=members)
    write_bytes(target, data, overwrite=overwrite)
    return target


def render(
    report: AnnualReport | RawReport | CheckResult,
    format: Format | str,
    *,
    members: Sequence[AnnualReport] = (),
) -> bytes:
    """The report as the bytes of a file.

    Raises:
        TypeError: It is neither a report nor what `check` found of one.
        WriteError: The report holds something the format cannot.
    """
    _require_writable(report)
    if members and not (format == "xlsx" and isinstance(report, AnnualReport)):
        raise WriteError(
            "汇总对照表只能写进正式报告的 .xlsx 工作簿。",
            "A sheet of members goes into the .xlsx workbook of a report that holds, and nowhere else.",
        )
    if format not in get_args(Format):
        return _by_added(report, format)
    if format in ("json", "txt") and isinstance(report, CheckResult):
        raise WriteError(
            f"{format} 格式不能带检查结果。",
            f"The format {format} has no annotated copy.",
            advice_zh="可用：xlsx、docx、html、md；govinfo-report check --format json 输出检查结果。",
            advice_en="Use xlsx, docx, html or md; govinfo-report check --format json prints findings.",
        )
    if format == "json" and not isinstance(report, CheckResult):
        from govinfo_report.serialise import to_json

        document = to_json(report)
        check_characters(document, "JSON", HALVES, " JSON 文件", "a JSON file")
        return document.encode()
    printout = printout_of(RawReport.of(report) if isinstance(report, AnnualReport) else report)
    if not isinstance(report, CheckResult):
        require_faithful(printout, sheets=format == "xlsx", cells=format == "txt")
    if format == "xlsx" and isinstance(report, AnnualReport):
        from govinfo_report.writers.workbook.book import render_report

        return render_report(report, members=members)
    if format == "xlsx":
        from govinfo_report.writers.workbook.book import render_printed

        return render_printed(printout)
    if format == "docx":
        from govinfo_report.writers.word.document import render_word

        return render_word(printout)
    if format == "html":
        from govinfo_report.writers.html import render_html

        return render_html(printout).encode()
    if format == "txt":
        from govinfo_report.writers.text import render_text

        return render_text(printout.raw).encode()
    if format == "md":
        from govinfo_report.writers.markdown import render_markdown

        return render_markdown(printout).encode()
    raise _unknown_format(str(format))


def _require_writable(report: object) -> None:
    if not isinstance(report, AnnualReport | RawReport | CheckResult):
        what = type(report).__name__
        raise TypeError(
            f"要的是报告或检查结果，不是 {what} / a report or what check found is wanted, not {what}"
        )


def _by_added(report: AnnualReport | RawReport | CheckResult, format: str) -> bytes:
    """The bytes of a format that another package adds."""
    if format not in added_suffixes(get_args(Format)):
        raise _unknown_format(format)
    if isinstance(report, CheckResult):
        report = report.raw
    return render_by_added(RawReport.of(report) if isinstance(report, AnnualReport) else report, format)


def _format_of(path: Path) -> str:
    suffix = path.suffix.lower().lstrip(".")
    suffix = {"htm": "html", "markdown": "md"}.get(suffix, suffix)
    if suffix in (*get_args(Format), *added_suffixes(get_args(Format))):
        return suffix
    if not suffix:
        raise _no_format(
            "文件名没有后缀，看不出要写成什么格式。",
            "The name has no suffix, which tells the format.",
            where=str(path),
        )
    raise _unknown_format(suffix)


def _unknown_format(name: str) -> WriteError:
    return _no_format(f"不认识的文件格式“{name}”。", f"Unknown format “{name}”.")


def _no_format(zh: str, en: str, where: str | None = None) -> WriteError:
    known = "、".join((*get_args(Format), *added_suffixes(get_args(Format))))
    return WriteError(
        zh,
        en,
        where=where,
        advice_zh=f"可用：{known}。",
        advice_en=f"Known are {known.replace('、', ', ')}.",
    )
