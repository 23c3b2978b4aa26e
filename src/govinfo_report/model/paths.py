"""Canonical paths into a report that holds: which figures its tables have, and each by its path."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache
from typing import Any

import attrs

from govinfo_report.model.fields import PRINTED, printed_of

__all__ = ["figure_at", "paths_below"]


@cache
def _printed_names(record: Any) -> tuple[str, ...]:
    """What the form prints of a class, in order, totals last; nothing of a class that is no part of it."""
    if not attrs.has(record):
        return ()
    names = [each.name for each in attrs.fields(record) if PRINTED in each.metadata]
    return (*names, *(name for name, value in vars(record).items() if printed_of(value) is not None))


def paths_below(record: Any, path: str) -> Iterator[str]:
    """The path of each figure of a table, totals included."""
    names = _printed_names(record.__class__)
    for name in names:
        yield from paths_below(getattr(record, name), f"{path}.{name}")
    if not names:
        yield path


def figure_at(report: Any, path: Any) -> Any:
    """The figure of a report at a path.

    Raises:
        KeyError: The report's edition has no such cell; names the path that may be meant.
        TypeError: It is no path.
    """
    if not isinstance(path, str):
        kind = type(path).__name__
        raise TypeError(
            f"report[…] 要的是路径（str），不是 {kind} / report[…] takes a path (str), not {kind}"
        )
    first, *rest = path.split(".")
    found = report.tables.get(first)
    for name in rest:
        found = getattr(found, name) if name in _printed_names(found.__class__) else None
    if found is not None and not _printed_names(found.__class__):
        return found
    near = get_close_matches(path, report.paths, n=1)
    hint = f"；是不是 / did you mean {near[0]}" if near else ""
    raise KeyError(
        f"{report.edition} 年版格式没有这一格 / the edition {report.edition} has no cell {path}{hint}"
    )
