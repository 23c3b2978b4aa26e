"""`write_findings`: what a scan found, for Excel: a workbook of lists, or a .csv file, a row a finding."""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from govinfo_report.corpus import ScanResult
from govinfo_report.corpus.results import require_unread
from govinfo_report.corpus.summary import Summary
from govinfo_report.errors import WriteError
from govinfo_report.findings import Severity
from govinfo_report.handouts.rows import (
    FINDINGS,
    REPORTS,
    UNREAD,
    columns_in,
    finding_row,
    findings_of,
    report_row,
    unread_row,
)
from govinfo_report.writers.annotations import COLORS
from govinfo_report.writers.atomic import growing, require_free
from govinfo_report.writers.papers import Value
from govinfo_report.writers.workbook.lists import Lists, fitting

__all__ = ["write_findings"]

#: What Excel, WPS or LibreOffice would take for a formula when they open a .csv file.
_FORMULA = re.compile(r"[\t\r\n]|\s*[=+\-@＝＋－＠]")
_NAMES = (("问题", "报告", "未读文件"), ("findings", "reports", "unread"))
_Take = Callable[[ScanResult], None]


def write_findings(
    results: Iterable[ScanResult],
    target: str | os.PathLike[str],
    *,
    lang: str = "zh",
    overwrite: bool = False,
) -> Summary:
    """Write what a scan found as lists for an office.

    ``.xlsx`` has a sheet each of findings, reports and files that were not read, with filters. A list longer
    than a sheet goes on on another; text longer than a cell is cut, with a note that says so.
    ``.csv`` (UTF-8 with a mark, as Excel wants it) has a row a finding, and one for each file not read. Text
    that begins like a formula is text: in a .csv file it stands behind ``'``.

    Args:
        results: The results of `scan`; nothing is kept of them.
        target: A file whose name ends with ``.xlsx`` or ``.csv``.
        lang: ``zh`` or ``en``.
        overwrite: Whether an existing file may be replaced.

    Raises:
        WriteError: The name ends otherwise, the file exists, its folder does not, or the disk refuses.
    """
    require_unread(results)
    path = Path(target)
    begin = {".xlsx": _workbook, ".csv": _text}.get(path.suffix.lower())
    if begin is None:
        raise WriteError(
            "文件名须以 .xlsx 或 .csv 结尾。",
            "The name has to end with .xlsx or .csv.",
            where=str(path),
            advice_zh="全部数据可写成 .parquet 或 .duckdb（write_corpus）。",
            advice_en="For all figures write .parquet or .duckdb (write_corpus).",
        )
    require_free(path, [], overwrite=overwrite)
    summary = Summary()
    with growing(path, overwrite=overwrite) as temporary, begin(temporary, lang) as take:
        for result in results:
            summary.add(result)
            take(result)
    return summary


@contextmanager
def _workbook(path: Path, lang: str) -> Iterator[_Take]:
    book = Lists()
    heads = (columns_in(lang, each) for each in (FINDINGS, REPORTS, UNREAD))
    findings, reports, unread = map(book.add, _NAMES[lang == "en"], heads)
    colors = {Severity.ERROR: COLORS[Severity.ERROR], Severity.WARNING: COLORS[Severity.WARNING]}

    def take(result: ScanResult) -> None:
        if result.error is not None:
            unread.append(unread_row(result, result.error, lang))
            return
        reports.append(report_row(result, lang))
        for finding, accepted in findings_of(result):
            color = colors.get(finding.severity) if accepted is None else None
            findings.append(finding_row(result, finding, accepted, lang), mark=(3, color))

    try:
        yield take
        book.save(path)
    except BaseException:
        book.give_up()
        raise


@contextmanager
def _text(path: Path, lang: str) -> Iterator[_Take]:
    columns = columns_in(lang, FINDINGS)
    with path.open("w", encoding="utf-8-sig", errors="backslashreplace", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow([column.head for column in columns])

        def take(result: ScanResult) -> None:
            if result.error is not None:
                file, why, advice = unread_row(result, result.error, lang)
                name = "unread" if lang == "en" else "未读"
                row = (None, None, file, name, *[None] * 5, why, advice, None, None, None)
                writer.writerow(map(_as_text, row))
            for finding, accepted in findings_of(result):
                writer.writerow(map(_as_text, finding_row(result, finding, accepted, lang)))

        yield take


def _as_text(value: Value) -> str:
    if not isinstance(value, str):
        return "" if value is None else f"{value:f}" if hasattr(value, "as_tuple") else str(value)
    words = fitting(value)
    return f"'{words}" if _FORMULA.match(words) else words
