"""An annotated copy of somebody's own workbook: a comment and a colour at each cell with a finding."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from govinfo_report.findings import Text
from govinfo_report.raw import RawReport
from govinfo_report.rules import CheckResult
from govinfo_report.source import Source
from govinfo_report.writers.annotations import COLORS, Remark, annotations_of
from govinfo_report.writers.workbook.book import AUTHOR, comment_of, draw_findings, has_findings, saved
from govinfo_report.writers.workbook.keeping import open_workbook
from govinfo_report.writers.workbook.look import Look

__all__ = ["annotate_workbook"]

_BELOW = "\n—— 以下为检查结果 ——\n"
"""Stands between somebody's own comment and what the check adds to it."""


def annotate_workbook(
    data: bytes, result: CheckResult, where: str, *, accept_loss: bool
) -> tuple[bytes, tuple[Text, ...]]:
    """The workbook with the findings shown where they stand, and all of them on a sheet of their own.

    Args:
        data: The workbook that was checked, within the readers' limits.
        result: What the check found; its sources name the cells.
        where: The workbook's name, for errors.
        accept_loss: Whether to go on although the workbook has parts that cannot be kept.

    Returns:
        The copy, and the parts that it lost, in words.

    Raises:
        WriteError: Parts of the workbook would be lost, or openpyxl cannot open it or does not see all of it.
    """
    sheets = {cell.source.sheet for cell in result.raw if cell.source is not None}
    workbook, lost = open_workbook(data, where, sheets, accept_loss=accept_loss)
    _wipe(workbook)
    annotations, look = annotations_of(result), Look()
    places: dict[tuple[str, str], list[Remark]] = {}
    for remark in annotations.remarks:
        for source in _sources(remark, result.raw):
            if source.sheet is not None and source.cell is not None and source.sheet in workbook.sheetnames:
                places.setdefault((source.sheet, source.cell), []).append(remark)
    for (sheet, address), remarks in places.items():
        _mark(workbook[sheet], address, remarks, look)
    draw_findings(workbook, annotations, look)
    return saved(workbook), lost


def _sources(remark: Remark, raw: RawReport) -> Iterator[Source]:
    """Where the cells of a remark stand; where it is about none, the place that it names."""
    cells = [cell.source for path in remark.places if (cell := raw.get(path)) is not None]
    own = remark.finding.source
    yield from cells if len(remark.places) > 1 or own is None else (own,)


def _mark(sheet: Any, address: str, remarks: list[Remark], look: Look) -> None:
    for merged in sheet.merged_cells.ranges:
        if address in merged:
            address = sheet.cell(merged.min_row, merged.min_col).coordinate
    cell = sheet[address]
    comment = comment_of(remarks)
    if cell.comment is not None:  # somebody's own words stay first, and his
        comment.text = f"{cell.comment.text}{_BELOW}{comment.text}"
        comment.author = cell.comment.author
    cell.comment = comment
    cell.fill = look.fill(COLORS[remarks[0].finding.severity])  # findings come errors first


def _wipe(workbook: Any) -> None:
    """Take away what an earlier check has marked: what was wrong then may be right now.

    The fill that a cell had before is not known any more; it is left without one.
    """
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    if not has_findings(workbook):
        return
    for cell in (cell for sheet in workbook.worksheets for row in sheet.iter_rows() for cell in row):
        if cell.comment is None:
            continue
        own, below, _ = cell.comment.text.partition(_BELOW)
        if not below and (cell.comment.author != AUTHOR or not own.startswith("[")):
            continue  # somebody's own, or that of a template, which says where a figure is from
        old = cell.comment
        cell.comment = Comment(own, old.author, old.height, old.width) if below else None
        if str(cell.fill.fgColor.rgb)[2:] in COLORS.values():
            cell.fill = PatternFill()
