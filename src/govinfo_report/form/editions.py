"""Which edition's form some cells belong to, block by block: the tables decide it, never the year.

本年废止件数, 现行有效件数 and 本年收费金额 are of the 2021 edition; 对外公开总数量, 本年增/减 and
第二十条第（九）项 of the 2019 edition; three rows under （六） are of 2021, one is of 2019 or of a
2021 table that was not brought up to date.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import lru_cache

from attrs import evolve

from govinfo_report.form.forms import Form, form_with
from govinfo_report.form.tree import Node
from govinfo_report.model import Edition

__all__ = ["edition_shown", "editions_shown", "form_showing"]

_GROUP = "requests.outcomes.closed_otherwise."
_UNDIVIDED = f"{_GROUP}undivided."


def editions_shown(paths: Iterable[str]) -> dict[str, Edition]:
    """The edition that each telling block shows: rows of table 2, and （六）其他处理 where it is divided.

    Args:
        paths: Canonical paths of the cells that are there.

    Returns:
        Path of the row or group → edition.
    """
    there = set(paths)
    shown: dict[str, Edition] = {}
    for row in _rows(Edition.E2019) | _rows(Edition.E2021):
        edition = _edition_of_row(row, there)
        if edition is not None:
            shown[row] = edition
    if any(path.startswith(_GROUP) and not path.startswith(_UNDIVIDED) for path in there):
        shown[_GROUP.rstrip(".")] = Edition.E2021
    return shown


def edition_shown(paths: Collection[str]) -> Edition | None:
    """The one edition that all telling blocks show; ``None`` where they tell of none, or of two.

    An undivided （六） tells of 2019 only where nothing else tells.
    """
    shown = set(editions_shown(paths).values())
    if not shown and any(path.startswith(_UNDIVIDED) for path in paths):
        return Edition.E2019
    return shown.pop() if len(shown) == 1 else None


def form_showing(paths: Collection[str]) -> Form:
    """The form of which some cells are: that of an edition, or of a hybrid with each row as it is.

    Where nothing tells, it is the current edition.
    """
    return _form_showing(frozenset(paths))


@lru_cache(maxsize=256)
def _form_showing(paths: frozenset[str]) -> Form:
    undivided = any(path.startswith(_UNDIVIDED) for path in paths)
    shown = editions_shown(paths)
    rows = {path: edition for path, edition in shown.items() if path.startswith("disclosure.")}
    edition = edition_shown(paths)
    if edition is not None:
        return form_with(edition=edition, undivided=undivided)
    base = form_with(undivided=undivided)
    if not shown:
        return base
    if len(set(rows.values())) == 1:  # table 2 is all of one edition, table 3 of the other
        table = form_with(edition=next(iter(rows.values()))).tables["disclosure"]
    else:
        table = evolve(base.tables["disclosure"], children=tuple(_mixed(rows)), model=None)
    return Form(edition=None, undivided=undivided, tables={**base.tables, "disclosure": table})


def _mixed(rows: dict[str, Edition]) -> Iterable[Node]:
    """The rows of a hybrid table 2: those shown as they are, of the others those of the current edition."""
    old, new = _rows(Edition.E2019), _rows(Edition.E2021)
    for path in old:
        if path in rows:
            yield (old if rows[path] is Edition.E2019 else new)[path]
        elif path in new:
            yield new[path]


def _rows(edition: Edition) -> dict[str, Node]:
    return {row.path: row for row in form_with(edition=edition).tables["disclosure"].children}


def _edition_of_row(row: str, there: Collection[str]) -> Edition | None:
    old, new = (
        {cell.path for cell in rows[row].children} if row in rows else set[str]()
        for rows in (_rows(Edition.E2019), _rows(Edition.E2021))
    )
    # Both editions count the decisions on licensing; only the cells beside them tell which it is.
    if any(path in there for path in old - new):
        return Edition.E2019
    if any(path in there for path in new):
        return Edition.E2021
    return None
