"""What a clerk calls a place in a report: a message that says ``overview`` helps nobody in an office."""

from __future__ import annotations

from functools import cache

import attrs

from govinfo_report.form import every_form
from govinfo_report.model import AnnualReport
from govinfo_report.model.fields import PRINTED

__all__ = ["in_chinese"]

_FRONT = {"title": "标题", "preamble": "前言", "finding": "检查结果", "accepted": "检查结果"}


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
    for attribute in attrs.fields(AnnualReport):
        if PRINTED in attribute.metadata:
            names[attribute.name] = attribute.metadata[PRINTED].label
    for form in every_form():
        names.update({cell.path: " / ".join(cell.label) for cell in form.cells})
    return names
