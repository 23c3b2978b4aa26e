"""Wordings of labels that other packages add, beside those that the form knows itself.

An entry point of the group ``govinfo_report.labels`` leads to a mapping: official label, verbatim → wordings
met in its stead, without numbering and spaces::

    LABELS = {"商业企业": ("工商企业",), "二、主动公开政府信息情况": ("主动公开",)}
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from typing import Any, get_args, get_type_hints

import attrs

from govinfo_report.form.labels import core
from govinfo_report.model.editions import editions
from govinfo_report.model.fields import PRINTED, Printed, printed_of
from govinfo_report.plugins import Plugin, plugins, refused

__all__ = ["with_variants"]


def with_variants(printed: Printed) -> Printed:
    """What the form prints, with the wordings that other packages add."""
    more = _added().get(printed.label)
    return attrs.evolve(printed, also=(*printed.also, *more)) if more else printed


@cache
def _added() -> dict[str, tuple[str, ...]]:
    added: dict[str, tuple[str, ...]] = {}
    for plugin in plugins("labels"):
        if not isinstance(plugin.value, Mapping):
            raise refused(plugin, "应是“官方标签→写法”的映射。", "A mapping of labels to wordings is wanted.")
        for label, wordings in plugin.value.items():
            _require_usable(plugin, label, wordings)
            added[label] = (*added.get(label, ()), *wordings)
    return added


def _require_usable(plugin: Plugin, label: object, wordings: object) -> None:
    """Refuse what would be no wording of anything, or is another label of the form.

    Raises:
        PluginError: It is.
    """
    official = set(_official())
    if label not in official:
        near = "".join(f"“{each}”" for each in get_close_matches(str(label), official, n=1, cutoff=0.4))
        raise refused(
            plugin,
            f"“{label}”不是格式里的标签" + (f"；是不是{near}？" if near else "。"),
            f"{label!r} is no label of the form" + (f"; perhaps {near}?" if near else "."),
        )
    if isinstance(wordings, str) or not isinstance(wordings, Iterable):
        raise refused(
            plugin,
            f"“{label}”的写法应是一列文字。",
            f"The wordings of {label!r} have to be a list of texts.",
        )
    for wording in wordings:
        if not isinstance(wording, str) or not core(wording):
            raise refused(
                plugin,
                f"“{label}”的写法 {wording!r} 不是文字。",
                f"{wording!r}, a wording of {label!r}, is no text.",
            )
        other = next((each for each in official if core(each) == core(wording)), None)
        if other is not None and core(other) != core(str(label)):
            raise refused(
                plugin,
                f"“{wording}”是格式里的另一个标签，不能当作“{label}”。",
                f"{wording!r} is another label of the form; it cannot be a wording of {label!r}.",
            )


def _official() -> Iterator[str]:
    """Every label that may have other wordings."""
    for edition in editions():
        yield from (section.printed.label for section in edition.sections)
        for table in edition.tables.values():
            yield from _labels_of(table.model)


def _labels_of(hint: Any) -> Iterator[str]:
    """The labels of a class of the model and of the classes below it, unions included."""
    for cls in get_args(hint) or (hint,):
        if attrs.has(cls):
            hints = get_type_hints(cls)
            for each in attrs.fields(cls):
                if PRINTED in each.metadata:
                    yield each.metadata[PRINTED].label
                    yield from _labels_of(hints[each.name])
            marks = (printed_of(getattr(cls, name, None)) for name in dir(cls))
            yield from (mark.label for mark in marks if mark is not None)
