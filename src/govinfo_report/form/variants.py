"""Wordings of labels that other packages add, beside those that the form knows itself.

An entry point of the group ``govinfo_report.labels`` leads to a mapping: official label, verbatim → wordings
met in its stead, without numbering and spaces::

    LABELS = {"商业企业": ("工商企业",), "二、主动公开政府信息情况": ("主动公开",)}
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from attrs import evolve

from govinfo_report.model.fields import Printed
from govinfo_report.plugins import plugins, refused

__all__ = ["with_variants"]


def with_variants(printed: Printed) -> Printed:
    """What the form prints, with the wordings that other packages add."""
    more = _added().get(printed.label)
    return evolve(printed, also=(*printed.also, *more)) if more else printed


@cache
def _added() -> dict[str, tuple[str, ...]]:
    added: dict[str, tuple[str, ...]] = {}
    for plugin in plugins("labels"):
        if not isinstance(plugin.value, Mapping):
            raise refused(plugin, "应是“官方标签→写法”的映射。", "A mapping of labels to wordings is wanted.")
        for label, wordings in plugin.value.items():
            if not isinstance(label, str) or isinstance(wordings, str):
                raise refused(
                    plugin,
                    f"“{label}”的写法应是一列文字。",
                    f"The wordings of {label!r} have to be a list of texts.",
                )
            added[label] = (*added.get(label, ()), *map(str, wordings))
    return added
