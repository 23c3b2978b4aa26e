"""`annotate`: what a check found, shown in a copy of the very workbook that was checked."""

from __future__ import annotations

import os
from pathlib import Path

from govinfo_report.document.limits import Limits
from govinfo_report.errors import WriteError
from govinfo_report.findings import Text
from govinfo_report.readers.formats import reader_of
from govinfo_report.reading import content, open_document
from govinfo_report.rules import CheckResult
from govinfo_report.writers.atomic import require_copy, write_bytes
from govinfo_report.writers.suffixes import require_suffix, workbook_suffix

__all__ = ["annotate"]


def annotate(
    workbook: str | os.PathLike[str],
    result: CheckResult,
    out: str | os.PathLike[str],
    *,
    overwrite: bool = False,
    accept_loss: bool = False,
) -> tuple[Text, ...]:
    """Copy a workbook that was read and checked, each finding a comment and a colour at its cell.

    Everything else of the workbook stays as it is. A sheet 检查结果 lists all findings, those without
    a cell of their own included. (`write` of the result makes a fresh document instead, in any format.)

    Args:
        workbook: The .xlsx file that ``result`` is of; it is only read.
        result: What `check` found in it.
        out: The file to make.
        overwrite: Whether an existing file may be replaced.
        accept_loss: Whether to go on although the workbook has parts that openpyxl cannot keep.

    Returns:
        The parts that the copy has lost, in words.

    Raises:
        ReadError: The workbook cannot be read.
        WriteError: It is no .xlsx file; ``out`` is ``workbook`` itself; parts of it would be lost; the file
            cannot be written.
    """
    require_copy(workbook, out)
    data, name = content(Path(workbook), Limits())
    if reader_of(data, name).name != "xlsx":
        raise WriteError(
            "只有 .xlsx 工作簿可以原样批注。",
            "Only an .xlsx workbook can be annotated in place.",
            where=name,
            advice_zh="其他格式的副本请写成 .docx、.html 或 .md。",
            advice_en="Of other formats, write the copy as .docx, .html or .md.",
        )
    require_suffix(out, workbook_suffix(workbook))
    from govinfo_report.writers.workbook.annotate import annotate_workbook

    open_document(data)  # within limits, before anything else is unpacked
    copy, lost = annotate_workbook(data, result, str(workbook), accept_loss=accept_loss)
    write_bytes(Path(out), copy, overwrite=overwrite)
    return lost
