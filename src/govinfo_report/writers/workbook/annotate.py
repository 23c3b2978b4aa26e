"""An annotated copy of somebody's own workbook: a comment and a colour at each cell with a finding."""

from __future__ import annotations

from typing import Any

from govinfo_report.rules import CheckResult
from govinfo_report.writers.annotations import COLORS, Remark, annotations_of
from govinfo_report.writers.workbook.book import comment_of, draw_findings, saved
from govinfo_report.writers.workbook.keeping import open_workbook
from govinfo_report.writers.workbook.look import Look

__all__ = ["annotate_workbook"]


def annotate_workbook(
    data: bytes, result: CheckResult, where: str, *, accept_loss: bool
) -> tuple[bytes, tuple[str, ...]]:
    """The workbook with the findings shown where they stand, and all of them on a sheet of their own.

    Args:
        data: The workbook that was checked, within the readers' limits.
        result: What the check found; its sources name the cells.
        where: The workbook's name, for errors.
        accept_loss: Whether to go on although the workbook has parts that cannot be kept.

    Returns:
        The copy, and the parts that it lost, in words.

    Raises:
        WriteError: Parts of the workbook would be lost, or openpyxl cannot open it.
    """
    workbook, lost = open_workbook(data, where, accept_loss=accept_loss)
    annotations, look = annotations_of(result), Look()
    places: dict[tuple[str, str], list[Remark]] = {}
    for remark in annotations.remarks:
        source = remark.finding.source
        if source is None or source.sheet is None or source.cell is None:
            continue
        if source.sheet in workbook.sheetnames:
            places.setdefault((source.sheet, source.cell), []).append(remark)
    for (sheet, address), remarks in places.items():
        _mark(workbook[sheet], address, remarks, look)
    draw_findings(workbook, annotations, look)
    return saved(workbook), lost


def _mark(sheet: Any, address: str, remarks: list[Remark], look: Look) -> None:
    for merged in sheet.merged_cells.ranges:
        if address in merged:
            address = sheet.cell(merged.min_row, merged.min_col).coordinate
    cell = sheet[address]
    before = f"{cell.comment.text}\n" if cell.comment is not None else ""
    comment = comment_of(remarks)
    comment.text = before + comment.text
    cell.comment = comment
    cell.fill = look.fill(COLORS[remarks[0].finding.severity])  # findings come errors first
