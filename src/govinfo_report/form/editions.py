"""Which edition's form some cells belong to: the tables decide it, never the year.

It is the edition whose form has all these cells; of several, the one whose rows and tables they make whole,
for a row of 2021 (行政许可: 处理决定数量) may be a part of one of 2019. Cells that no form has
together are of a hybrid, and each part of that is of the edition that it shows.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cache, lru_cache

from attrs import evolve

from govinfo_report.form.forms import Form, every_form, form_order, form_with, table_names
from govinfo_report.form.tree import Node
from govinfo_report.model import Edition, Table, editions
from govinfo_report.model.editions import section_named

__all__ = ["edition_shown", "editions_shown", "form_showing"]

#: How badly a form fits some cells: those missing from rows that are there, tables that are not whole,
#: tables that are not there, whether it is a variant. The lower the better.
_Misfit = tuple[int, int, int, bool]


def form_showing(paths: Collection[str]) -> Form:
    """The form of which some cells are: that of an edition, or of a hybrid with each part as it is.

    Where nothing tells, it is the current edition.
    """
    return _shown(frozenset(paths))[0]


def edition_shown(paths: Collection[str]) -> Edition | None:
    """The one edition whose form has these cells; ``None`` where several fit as well, or none does.

    An undivided （六） alone is of 2019: what is only a variant of an edition fits less well.
    """
    return _shown(frozenset(paths))[1]


def editions_shown(paths: Iterable[str]) -> dict[str, Edition]:
    """The edition that each row shows whose cells do not stand in the same way in all editions.

    Args:
        paths: Canonical paths of the cells that are there.

    Returns:
        Path of the row → edition; as few editions as explain all rows.
    """
    rows = _by_row(paths)
    open_rows = {row: found for row, there in rows.items() if (found := _editions_of(row, there))}
    shown: dict[str, Edition] = {}
    while open_rows:
        best = max(editions(), key=lambda each: sum(each in found for found in open_rows.values()))
        shown.update({row: best for row, found in open_rows.items() if best in found})
        open_rows = {row: found for row, found in open_rows.items() if best not in found}
    return {row: shown[row] for row in rows if row in shown}


def _editions_of(row: str, there: set[str]) -> set[Edition]:
    """The editions that have a row so; none where all have it, for then it tells nothing."""
    sizes = {
        form.edition: len(cells)
        for form in every_form()
        if form.edition is not None and (cells := _rows(form).get(row, frozenset())) >= there
    }
    found = {edition for edition, size in sizes.items() if size == min(sizes.values())}
    return found if len(found) < len(editions()) else set()


def _by_row(paths: Iterable[str]) -> dict[str, set[str]]:
    rows: dict[str, set[str]] = {}
    for path in paths:
        rows.setdefault(path.rpartition(".")[0], set()).add(path)
    return rows


@cache
def _rows(form: Form) -> dict[str, frozenset[str]]:
    """Path of each row of a form → its cells."""
    return {row: frozenset(cells) for row, cells in _by_row(form.by_path).items()}


@lru_cache(maxsize=256)
def _shown(paths: frozenset[str]) -> tuple[Form, Edition | None]:
    fits = {form: misfit for form in every_form() if (misfit := _misfit(form, paths)) is not None}
    if not fits:
        return _hybrid(paths), None
    best = min(fits, key=lambda form: fits[form])
    rivals = [form for form in fits if form.edition != best.edition and fits[form] == fits[best]]
    return best, None if rivals else best.edition


def _misfit(form: Form, paths: frozenset[str]) -> _Misfit | None:
    """How badly some cells fit a form; ``None`` where it does not have them all."""
    if not paths <= form.by_path.keys():
        return None
    tables = {path.partition(".")[0] for path in paths}
    broken = sum(any(cell.path not in paths for cell in form.cells if cell.table == name) for name in tables)
    return _missing(form, paths), broken, len(form.tables.keys() - tables), form.variant is not None


def _missing(form: Form, paths: Iterable[str]) -> int:
    """How many cells are missing from the rows of a form of which some are there."""
    return sum(len(_rows(form)[row] - there) for row, there in _by_row(paths).items())


def _hybrid(paths: frozenset[str]) -> Form:
    """Each part of a table as a form has it that has all its cells; what is not there as in one edition."""
    names = {path.partition(".")[0] for path in paths}
    base = form_with(edition=max(editions(), key=lambda each: len(names & each.tables.keys())))
    more = (section_named(name) for name in table_names() if name in names and name not in base.tables)
    sections = (*base.sections, *more)
    tables = {
        section.name: tree
        for section in sections
        if isinstance(section, Table) and (tree := _part(base, section.name, paths)) is not None
    }
    return Form(edition=None, variant=None, sections=sections, tables=tables)


def _part(base: Form, path: str, paths: frozenset[str]) -> Node | None:
    """A part of a hybrid: as a form has it, or made of the parts that several have of it."""
    nodes = {form: node for form in every_form() if (node := form.node(path)) is not None}
    there = {form: {cell.path for cell in node.cells()} & paths for form, node in nodes.items()}
    every = set[str]().union(*there.values())
    if not every:
        return nodes.get(base)
    if every not in there.values() and not any(node.is_row for node in nodes.values()):
        order = form_order()
        children = {
            child.path: order[next(child.cells()).path] for node in nodes.values() for child in node.children
        }
        parts = (_part(base, child, paths) for child in sorted(children, key=children.__getitem__))
        node = nodes.get(base) or next(iter(nodes.values()))
        return evolve(node, children=tuple(part for part in parts if part is not None), model=None)
    best = min(
        nodes, key=lambda form: (-len(there[form]), _missing(form, there[form]), form.variant is not None)
    )
    return nodes[best]
