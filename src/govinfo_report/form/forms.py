"""A form: the three tables of an edition, their cells, layouts and relations, made once and kept."""

from __future__ import annotations

from functools import cache, cached_property
from typing import Any, Literal, get_type_hints

import attrs
from attrs import field, frozen

from govinfo_report.form.identities import Identity, identities_of
from govinfo_report.form.layout import TableLayout, layout_of
from govinfo_report.form.tree import Node, grow
from govinfo_report.model import (
    AnnualReport,
    ClosedOtherwise,
    Disclosure,
    Disclosure2019,
    Edition,
    FigureKind,
    Requests,
    UndividedClosedOtherwise,
)
from govinfo_report.model.fields import PRINTED

__all__ = [
    "DISCLOSURES",
    "TABLES",
    "Form",
    "FormCell",
    "every_form",
    "find_place",
    "form_of",
    "form_order",
    "form_with",
]

#: The sections that hold a table, in form order.
TABLES = ("disclosure", "requests", "remedies")


@frozen(kw_only=True)
class FormCell:
    """A cell of the form that takes a figure.

    Attributes:
        path: Canonical path.
        label: Official labels from the outermost to the cell's own.
        kind: What figure it takes.
        computed: Whether the model computes it from others.
        table: The section it stands in: ``disclosure``, ``requests`` or ``remedies``.
        block: Path of the block that is filled in together: a row of table 2, an item of table 3,
            a kind of remedy in table 4.
    """

    path: str
    label: tuple[str, ...]
    kind: FigureKind
    computed: bool
    table: str
    block: str


@frozen(kw_only=True, eq=False, slots=False)
class Form:
    """One edition's three tables.

    Attributes:
        edition: The edition, ``None`` for the form of a hybrid (see `form_showing`).
        undivided: Whether （六）其他处理 is a single row.
        tables: The tree of each table, by section name.
    """

    edition: Edition | None
    undivided: bool
    tables: dict[str, Node] = field(repr=False)

    @cached_property
    def cells(self) -> tuple[FormCell, ...]:
        """Every cell that takes a figure, in form order (2021: 10 + 175 + 15; 2019: 22 + 161 + 15)."""
        return tuple(
            FormCell(
                path=node.path,
                label=node.label,
                kind=node.printed.kind or FigureKind.COUNT,
                computed=node.computed,
                table=name,
                block=block.path,
            )
            for name, tree in self.tables.items()
            for block in tree.children
            for node in block.cells()
        )

    @cached_property
    def by_path(self) -> dict[str, FormCell]:
        """The cells by canonical path."""
        return {cell.path: cell for cell in self.cells}

    @cached_property
    def identities(self) -> tuple[Identity, ...]:
        """The relations A1–A4, in form order (2021: 7 + 7 + 25 + 3)."""
        return identities_of(self.tables["requests"], Requests.BALANCE) + identities_of(
            self.tables["remedies"]
        )

    @cached_property
    def layouts(self) -> dict[str, TableLayout]:
        """The tables as printed, with spans, by section name."""
        return {name: layout_of(name, tree) for name, tree in self.tables.items()}


#: The class of table 2 in each edition.
DISCLOSURES: dict[Edition, type[Any]] = {Edition.E2019: Disclosure2019, Edition.E2021: Disclosure}


@cache
def form_with(
    *, edition: Edition | Literal["2019", "2021"] = Edition.E2021, undivided: bool | None = None
) -> Form:
    """The form of an edition.

    Args:
        edition: The edition.
        undivided: Whether （六）其他处理 is one row, as some tables of the 2021 edition have it;
            as the edition prints it unless given.
    """
    edition = Edition(edition)  # "2019" equals it, also as the key of the cache
    if undivided is None:
        return form_with(edition=edition, undivided=edition is Edition.E2019)
    chosen = (DISCLOSURES[edition], UndividedClosedOtherwise if undivided else ClosedOtherwise)
    hints = get_type_hints(AnnualReport)
    marks = attrs.fields_dict(AnnualReport)
    tables = {name: grow(hints[name], name, marks[name].metadata[PRINTED], chosen=chosen) for name in TABLES}
    return Form(edition=edition, undivided=undivided, tables=tables)


def every_form() -> tuple[Form, ...]:
    """The forms of both editions, with （六） divided and undivided; the current one first."""
    return tuple(
        form_with(edition=edition, undivided=undivided)
        for edition in (Edition.E2021, Edition.E2019)
        for undivided in (False, True)
    )


def form_of(report: AnnualReport) -> Form:
    """The form that a report fills."""
    undivided = isinstance(report.requests.outcomes.closed_otherwise, UndividedClosedOtherwise)
    return form_with(edition=report.edition, undivided=undivided)


@cache
def form_order() -> dict[str, int]:
    """The place of every path of every form in one common order."""
    rows: dict[str, list[Node]] = {}
    order: list[str] = []
    for form in every_form():
        before = -1
        for tree in form.tables.values():
            for row in tree.rows():
                if row.path not in rows:  # a new row goes behind the one before it in its own form
                    order.insert(before + 1, row.path)
                rows.setdefault(row.path, []).append(row)
                before = order.index(row.path)
    cells = (cell.path for path in order for row in reversed(rows[path]) for cell in row.children)
    return {path: index for index, path in enumerate(dict.fromkeys(cells))}


def find_place(path: str) -> FormCell | None:
    """The cell at a canonical path in whichever form has it first."""
    return next((form.by_path[path] for form in every_form() if path in form.by_path), None)
