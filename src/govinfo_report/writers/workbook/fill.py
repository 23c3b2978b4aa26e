"""Filling somebody's own workbook: the figures go into its tables, everything else stays as it was."""

from __future__ import annotations

import re
import zipfile
from importlib.util import find_spec
from io import BytesIO
from operator import attrgetter
from typing import Any

from govinfo_report.errors import WriteError
from govinfo_report.form.forms import form_of
from govinfo_report.model import AnnualReport
from govinfo_report.raw import RawReport
from govinfo_report.recognise import Grid
from govinfo_report.recognise.sections import COVER, GUIDANCE
from govinfo_report.writers.printing import YEAR, cover_entries, printout_of
from govinfo_report.writers.workbook.book import saved
from govinfo_report.writers.workbook.text import put_text

__all__ = ["fill_workbook"]

#: Parts of a workbook that openpyxl drops when it saves → what they are.
_DROPPED = (
    (re.compile(r"xl/ctrlProps/"), "表单控件 form controls"),
    (re.compile(r"xl/activeX/"), "ActiveX 控件 ActiveX controls"),
    (re.compile(r"xl/slicers?/"), "切片器 slicers"),
    (re.compile(r"xl/threadedComments/"), "批注对话 threaded comments"),
    (re.compile(r"xl/media/.*\.(?:emf|wmf|svg)$", re.IGNORECASE), "矢量图 vector pictures"),
)
_DROPPED_INSIDE = (
    (b"sparklineGroup", "迷你图 sparklines"),
    (b"<xdr:sp ", "文本框或形状 text boxes or shapes"),
    (b"<xdr:sp>", "文本框或形状 text boxes or shapes"),
    (b"<extLst", "扩展内容（如跨表的数据验证） extensions such as validation across sheets"),
)
_PICTURES = re.compile(r"xl/media/")


def fill_workbook(
    data: bytes,
    report: AnnualReport,
    places: dict[str, tuple[Grid, int, int]],
    where: str,
    *,
    accept_loss: bool,
) -> tuple[bytes, tuple[str, ...]]:
    """Fill a workbook.

    Args:
        data: The workbook, checked against the readers' limits.
        report: The report.
        places: Where each cell of the form stands in it.
        where: Its name, for errors.
        accept_loss: Whether to go on although it has parts that cannot be kept.

    Returns:
        The filled workbook, and what was left alone or lost, in words.

    Raises:
        WriteError: A cell of the report has no place, a formula stands where a figure belongs, or
            parts of the workbook would be lost.
    """
    lost = tuple(sorted(_would_lose(data)))
    if lost and not accept_loss:
        raise WriteError(
            f"工作簿里有保存后会丢失的内容：{'、'.join(lost)}。",
            f"The workbook has parts that would be lost: {', '.join(lost)}.",
            where=where,
            advice_zh="请先删去；可以丢失时用 accept_loss=True。",
            advice_en="Remove them, or pass accept_loss=True.",
        )
    filled, kept = _filled(data, report, places, where)
    return filled, (*kept, *lost)


def _would_lose(data: bytes) -> set[str]:
    found: set[str] = set()
    with zipfile.ZipFile(BytesIO(data)) as archive:
        for name in archive.namelist():
            found.update(what for pattern, what in _DROPPED if pattern.match(name))
            if re.match(r"xl/(worksheets|drawings)/[^/]+\.xml$", name):
                part = archive.read(name)
                found.update(what for mark, what in _DROPPED_INSIDE if mark in part)
            if _PICTURES.match(name) and find_spec("PIL") is None:
                found.add("图片（需安装 pillow） pictures (install pillow to keep them)")
    return found


def _filled(
    data: bytes, report: AnnualReport, places: dict[str, tuple[Grid, int, int]], where: str
) -> tuple[bytes, list[str]]:
    form = form_of(report)
    missing = [cell for cell in form.cells if cell.path not in places]
    if missing:
        raise WriteError(
            f"工作簿的表格里没有这些格：{'；'.join(' / '.join(cell.label) for cell in missing[:3])}"
            f"{f' 等 {len(missing)} 格' if len(missing) > 3 else ''}。",
            f"The workbook's tables lack {len(missing)} cells of the report, first {missing[0].path}.",
            where=where,
            advice_zh="请用与报告同一格式的工作簿。",
            advice_en="Use a workbook with the same edition of the form.",
        )
    workbook = _load(data, where)
    kept: list[str] = []
    for cell in form.cells:
        grid, row, column = places[cell.path]
        assert grid.sheet is not None
        target: Any = workbook[grid.sheet].cell(row + 1, column + 1)
        if target.data_type == "f":
            address = f"{grid.sheet}!{target.coordinate}"
            if not cell.computed:
                raise WriteError(
                    f"{address} 是公式，而这里应填数字（{' / '.join(cell.label)}）。",
                    f"{address} is a formula where a figure belongs ({cell.path}).",
                    where=where,
                    advice_zh="请先清空该格。",
                    advice_en="Clear the cell first.",
                )
            kept.append(f"{address}: 保留公式 formula kept")
            continue
        target.value = attrgetter(cell.path)(report)
    kept += _fill_prose(workbook, report)
    return saved(workbook), kept


def _fill_prose(workbook: Any, report: AnnualReport) -> list[str]:
    """Put the prose into a template of this library; another workbook has no certain place for it."""
    printout = printout_of(RawReport.of(report))
    left: list[str] = []
    for section in printout.sections:
        if not section.text:
            continue
        row = _row_below_guidance(workbook, section.heading)
        if row is None:
            left.append(f"{section.heading}：没有填写文字的位置，未写入 no place for prose, not written")
        else:
            _put_paragraphs(workbook[section.heading], row, section.text.split("\n"), section.name)
    row = _row_below_guidance(workbook, COVER)
    if row is None:
        left.append("封面：没有填写的位置，未写入 no cover to fill in")
        return left
    cover = workbook[COVER]
    entries = dict(cover_entries(printout.raw))
    for line in range(1, row):
        name = cover.cell(line, 1).value
        if name in entries:
            value = entries[name]
            put_text(cover.cell(line, 2), value, name)
            if name == YEAR:
                cover.cell(line, 2).value = int(value)
    _put_paragraphs(cover, row, list(printout.preamble), "preamble")
    return left


def _row_below_guidance(workbook: Any, sheet: str) -> int | None:
    """The first row for prose on a sheet of our own template, ``None`` where it is none."""
    if sheet not in workbook.sheetnames:
        return None
    for row in range(1, min(workbook[sheet].max_row, 40) + 1):
        if str(workbook[sheet].cell(row, 1).value or "").startswith(GUIDANCE):
            return row + 1
    return None


def _put_paragraphs(sheet: Any, row: int, texts: list[str], place: str) -> None:
    for offset, text in enumerate(texts):
        put_text(sheet.cell(row + offset, 1), text, place)


def _load(data: bytes, where: str) -> Any:
    from openpyxl import load_workbook

    try:
        return load_workbook(BytesIO(data), rich_text=True, keep_vba=_has_macros(data))
    except Exception as error:  # openpyxl raises whatever it happens upon; nothing has been written yet
        raise WriteError(
            f"openpyxl 打不开这个工作簿（{type(error).__name__}: {error}）。",
            f"openpyxl cannot open the workbook ({type(error).__name__}: {error}).",
            where=where,
            advice_zh="请用 Excel 或 WPS 打开后另存为 .xlsx。",
            advice_en="Open it in a spreadsheet program and save it as .xlsx.",
        ) from error


def _has_macros(data: bytes) -> bool:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return "xl/vbaProject.bin" in archive.namelist()
