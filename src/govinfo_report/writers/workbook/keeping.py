"""A workbook of somebody else, opened to be changed: what openpyxl cannot keep is named first."""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Iterable
from io import BytesIO
from typing import Any

from govinfo_report.errors import WriteError
from govinfo_report.findings import Text
from govinfo_report.writers.workbook.book import saved
from govinfo_report.writers.workbook.comments import keep_comment_sizes
from govinfo_report.writers.workbook.losses import losses

__all__ = ["open_workbook"]


def open_workbook(
    data: bytes, where: str, sheets: Iterable[str | None], *, accept_loss: bool
) -> tuple[Any, tuple[Text, ...]]:
    """Open a workbook, checked against the readers' limits, to change and save it.

    Args:
        data: The workbook.
        where: Its name, for errors.
        sheets: The worksheets in which the report stands.
        accept_loss: Whether to go on although it has parts that cannot be kept.

    Returns:
        The workbook of openpyxl, and the parts that saving it will lose, in words.

    Raises:
        WriteError: It has such parts and ``accept_loss`` is false, or openpyxl cannot open it or does not see
            all of those worksheets.
    """
    trial, workbook = _load(data, where), _load(data, where)
    _require_sheets(workbook, sheets, where)
    lost = losses(data, saved(trial))
    if lost and not accept_loss:
        raise WriteError(
            f"工作簿里有保存后会丢失的内容：{'、'.join(each.zh for each in lost)}。",
            f"The workbook has parts that would be lost: {', '.join(each.en for each in lost)}.",
            where=where,
            advice_zh="请先删去；可以丢失时用 accept_loss=True。",
            advice_en="Remove them, or pass accept_loss=True.",
        )
    keep_comment_sizes(workbook, data)
    return workbook, lost


def _require_sheets(workbook: Any, sheets: Iterable[str | None], where: str) -> None:
    unseen = sorted({sheet for sheet in sheets if sheet is not None} - set(workbook.sheetnames))
    if unseen:
        raise WriteError(
            f"openpyxl 读不到工作表“{'”、“'.join(unseen)}”，无法改写：可能是 Strict Open XML 格式。",
            f"openpyxl does not see the worksheet {', '.join(unseen)} and cannot change it; "
            "the file may be Strict Open XML.",
            where=where,
            advice_zh="请用 Excel 或 WPS 打开后另存为“Excel 工作簿 (.xlsx)”。",
            advice_en="Open it in a spreadsheet program and save it as an Excel workbook (.xlsx).",
        )


def _load(data: bytes, where: str) -> Any:
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what it will not keep is named by `losses`
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
