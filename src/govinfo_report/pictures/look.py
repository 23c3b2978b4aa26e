"""How the pictures look: fonts that have Chinese, colours all can tell apart, files that stand alone."""

from __future__ import annotations

import io
import os
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govinfo_report.errors import WriteError
from govinfo_report.extras import how_to_install, not_installed
from govinfo_report.findings import Text
from govinfo_report.raw import RawReport
from govinfo_report.writers.atomic import write_bytes

if TYPE_CHECKING:
    import altair

__all__ = [
    "GREY",
    "INK",
    "LIGHT",
    "OUTCOMES",
    "PALETTE",
    "dressed",
    "load_altair",
    "rows",
    "save",
    "whose",
]

#: Okabe and Ito's colours, which differ in lightness as well: told apart with every kind of colour vision.
PALETTE = ("#0072B2", "#E69F00", "#009E73", "#56B4E9", "#CC79A7", "#D55E00", "#F0E442")
INK, GREY, LIGHT = "#222222", "#8A8A8A", "#C9C9C9"
_FONTS = (
    "Noto Sans CJK SC, Noto Sans SC, Source Han Sans SC, Microsoft YaHei, PingFang SC, SimHei, sans-serif"
)

#: The groups of outcomes in table 3 → their short official names, in form order.
OUTCOMES = {
    "granted": "予以公开",
    "partially_granted": "部分公开",
    "refused": "不予公开",
    "unavailable": "无法提供",
    "not_processed": "不予处理",
    "closed_otherwise": "其他处理",
}


def load_altair() -> Any:
    """The module altair.

    Raises:
        ModuleNotFoundError: It is not installed; the message names the extra.
    """
    try:
        return import_module("altair")
    except ModuleNotFoundError as error:
        need = Text("图需要 altair", "Pictures need altair")
        raise not_installed(need, how_to_install("plots"), error.name) from error


def whose(raw: RawReport) -> str:
    """Agency and year for a title."""
    return f"{raw.agency or '机关不详'}{f'{raw.year}年' if raw.year is not None else '（年度不详）'}"


def rows(values: list[dict[str, Any]]) -> Any:
    """Data of a chart, row by row."""
    return load_altair().Data(values=values)


def dressed(chart: altair.LayerChart, title: str, remark: str = "") -> altair.LayerChart:
    """A chart with its title and the look of this library."""
    heading = load_altair().TitleParams(
        text=title,
        subtitle=remark,
        anchor="start",
        fontSize=16,
        subtitleFontSize=12,
        subtitleColor=GREY,
    )
    made: altair.LayerChart = (
        chart.properties(title=heading, background="white")
        .configure(font=_FONTS)
        .configure_view(strokeWidth=0)
        .configure_axis(labelFontSize=12, titleFontSize=12, grid=False, labelColor=INK, titleColor=INK)
        .configure_legend(labelFontSize=12, titleFontSize=12)
    )
    return made


def save(chart: altair.TopLevelMixin, path: str | os.PathLike[str], *, overwrite: bool = False) -> Path:
    """Write a chart to ``.html``, ``.svg`` or ``.png``; each stands alone and needs no network.

    A ``.png`` is drawn with the fonts of this machine; one with Chinese characters has to be among them.

    Raises:
        WriteError: Another suffix, an existing file, or the disk refuses.
    """
    target = Path(path)
    kind = target.suffix.lower().lstrip(".")
    if kind == "html":
        data = chart.to_html(inline=True).encode()
    elif kind == "svg":
        text = io.StringIO()
        chart.save(text, format="svg")
        data = text.getvalue().encode()
    elif kind == "png":
        stream = io.BytesIO()
        chart.save(stream, format="png", scale_factor=2)
        data = stream.getvalue()
    else:
        raise WriteError(
            f"不认识的图片格式“{kind}”。",
            f"Unknown kind of picture “{kind}”.",
            where=str(target),
            advice_zh="可用：html、svg、png。",
            advice_en="Known are html, svg, png.",
        )
    write_bytes(target, data, overwrite=overwrite)
    return target
