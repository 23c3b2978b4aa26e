"""What becomes a row of a frame, or rows: reports, what a check or a scan says, files and folders."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from attrs import frozen

from govinfo_report.errors import ReadError
from govinfo_report.model import AnnualReport
from govinfo_report.raw import RawReport
from govinfo_report.rules import CheckResult
from govinfo_report.source import shown

__all__ = ["Item", "Reports", "items_of"]

#: A report of either type, a check's result, a result of `scan`, the path of a file or folder; or several.
Reports = str | os.PathLike[str] | Iterable[Any]


@frozen(kw_only=True)
class Item:
    """A report with what names its row, its check where there was one, and the scan's word on its file."""

    raw: RawReport | None
    identity: dict[str, Any]
    result: CheckResult | None = None
    error: ReadError | None = None
    scanned: Any = None


def items_of(reports: Reports, *, checked: bool = True) -> Iterator[Item]:
    """Whatever was given, as items. Files and folders are scanned.

    Args:
        reports: The reports.
        checked: Whether the reports of files are checked as well.

    Raises:
        TypeError: Something is neither a report nor the result of a check or scan, nor a path.
        ReadError: There is no such file or folder.
        ValueError: It is a scan that was read to its end.
    """
    if hasattr(reports, "is_over"):  # a scan
        from govinfo_report.corpus.results import require_unread

        require_unread(reports)
    if isinstance(reports, str | os.PathLike):
        reports = [reports]
    for is_path, group in groupby(reports, lambda item: isinstance(item, str | os.PathLike)):
        for item in _scanned(group, checked) if is_path else group:
            if isinstance(item, AnnualReport | RawReport):
                yield _item(RawReport.of(item))
            elif isinstance(item, CheckResult):
                yield _item(item.raw, result=item)
            elif all(hasattr(item, name) for name in ("path", "raw", "result", "error")):  # of a scan
                yield _item(
                    item.raw, result=item.result, file=shown(item.path), error=item.error, scanned=item
                )
            else:
                kind = type(item).__name__
                raise TypeError(
                    f"要的是报告、check 或 scan 的结果、文件或文件夹，不是 {kind} / "
                    f"a report, the result of a check or scan, a file or a folder is wanted, not {kind}"
                )


def _scanned(paths: Iterable[Any], checked: bool) -> Iterator[Any]:
    from govinfo_report.corpus import scan  # which stores what it finds as frames

    named = list(paths)
    for path in named:
        if not os.path.lexists(path):  # what is misspelt would be a frame without rows
            raise ReadError("没有这个文件或文件夹。", "There is no such file or folder.", where=shown(path))
    return scan(named, checked=checked)


def _item(
    raw: RawReport | None,
    *,
    result: CheckResult | None = None,
    file: str | None = None,
    error: ReadError | None = None,
    scanned: Any = None,
) -> Item:
    if file is None:
        file = next((cell.source.file for cell in raw or () if cell.source.file is not None), None)
    edition = raw.edition if raw is not None else None
    identity = {
        "file": file,
        "agency": raw.agency if raw is not None else None,
        "year": raw.year if raw is not None else None,
        "edition": edition.name if edition is not None else None,
        "variant": raw.form.variant if raw is not None else None,
    }
    return Item(raw=raw, identity=identity, result=result, error=error, scanned=scanned)
