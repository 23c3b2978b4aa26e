"""A workbook of somebody else, opened to be changed: what openpyxl cannot keep is named first."""

from __future__ import annotations

import re
import zipfile
from importlib.util import find_spec
from io import BytesIO
from typing import Any

from govinfo_report.errors import WriteError

__all__ = ["open_workbook"]

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


def open_workbook(data: bytes, where: str, *, accept_loss: bool) -> tuple[Any, tuple[str, ...]]:
    """Open a workbook, checked against the readers' limits, to change and save it.

    Returns:
        The workbook of openpyxl, and the parts that saving it will lose, in words.

    Raises:
        WriteError: It has such parts and ``accept_loss`` is false, or openpyxl cannot open it.
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
    return _load(data, where), lost


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
