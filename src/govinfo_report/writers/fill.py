"""Filling somebody's own workbook: the figures go into its tables, everything else stays as it was."""

from __future__ import annotations

import os
import re
import zipfile
from importlib.util import find_spec
from io import BytesIO
from operator import attrgetter
from pathlib import Path
from typing import Any

from govinfo_report.errors import WriteError
from govinfo_report.form.forms import form_of
from govinfo_report.model import AnnualReport
from govinfo_report.readers.reading import open_document
from govinfo_report.readers.sniffing import sniff
from govinfo_report.recognise import Grid
from govinfo_report.recognise.report import find_cells
from govinfo_report.writers.atomic import write_bytes

__all__ = ["fill"]

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


def fill(
    template: str | os.PathLike[str],
    report: AnnualReport,
    out: str | os.PathLike[str],
    *,
    overwrite: bool = False,
    accept_loss: bool = False,
) -> tuple[str, ...]:
    """Fill the official tables of a workbook with a report's figures.

    The tables are found by their labels, wherever they stand. Styles, other sheets and formulas
    stay; a total that the workbook computes by a formula is left to it.

    Args:
        template: The workbook; it is only read.
        report: The report.
        out: The file to make. It may be ``template`` itself, with ``overwrite``.
        overwrite: Whether an existing file may be replaced.
        accept_loss: Whether to go on although the workbook has parts that cannot be kept.

    Returns:
        What was left alone or lost, in words: formulas kept in place of totals, parts not kept.

    Raises:
        ReadError: The workbook cannot be read, or has none of the tables.
        WriteError: A cell of the report has no place in the workbook, a formula stands where a
            figure belongs, or parts of the workbook would be lost.
    """
    data = _content(Path(template))
    places = find_cells(open_document(template))  # within limits, before anything else is unpacked
    lost = tuple(sorted(_would_lose(data)))
    if lost and not accept_loss:
        raise WriteError(
            f"工作簿里有保存后会丢失的内容：{'、'.join(lost)}。",
            f"The workbook has parts that would be lost: {', '.join(lost)}.",
            where=str(template),
            advice_zh="请先删去；可以丢失时用 accept_loss=True。",
            advice_en="Remove them, or pass accept_loss=True.",
        )
    filled, kept = _filled(data, report, places, str(template))
    write_bytes(Path(out), filled, overwrite=overwrite)
    return (*kept, *lost)


def _content(path: Path) -> bytes:
    from govinfo_report.readers.limits import Limits
    from govinfo_report.readers.reading import content

    data, name = content(path, Limits())
    if sniff(data, file=name) != "xlsx":
        raise WriteError("这不是 .xlsx 工作簿。", "This is no .xlsx workbook.", where=name)
    return data


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
    stream = BytesIO()
    workbook.save(stream)
    return stream.getvalue(), kept


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
