"""What a clerk calls a place in a report: a message that says ``overview`` helps nobody in an office."""

from __future__ import annotations

from functools import cache

from govinfo_report.form import every_form

__all__ = ["in_chinese"]

_FRONT = {
    "agency": "机关名称",
    "year": "年度",
    "period": "统计期限",
    "title": "标题",
    "preamble": "前言",
    "finding": "检查结果",
    "accepted": "检查结果",
}


def in_chinese(place: str) -> str:
    """The Chinese name of a section or a cell; what is neither, as it is.

    Args:
        place: An attribute of the report, the canonical path of a cell, or ``line 3``.
    """
    kind, _, number = place.partition(" ")
    if kind == "line":
        return f"第{number}行"
    return _names().get(place, place)


@cache
def _names() -> dict[str, str]:
    names = dict(_FRONT)
    for form in reversed(every_form()):
        names.update({section.name: section.printed.label for section in form.sections})
        names.update({cell.path: " / ".join(cell.label) for cell in form.cells})
    return names
