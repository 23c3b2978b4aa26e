"""A form: the tables of an edition, their cells, layouts and relations, made once and kept."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, cached_property
from typing import Any

import attrs
from attrs import field, frozen

from govinfo_report.errors import PluginError
from govinfo_report.form.identities import Identity, identities_of
from govinfo_report.form.layout import TableLayout, layout_of
from govinfo_report.form.tree import Node, grow
from govinfo_report.model import (
    AnnualReport,
    Edition,
    FigureKind,
    Section,
    Table,
    Variant,
    edition_named,
    editions,
)
from govinfo_report.model.editions import section_named

__all__ = [
    "Form",
    "FormCell",
    "every_form",
    "find_place",
    "form_of",
    "form_order",
    "form_with",
    "table_names",
]


@frozen(kw_only=True)
class FormCell:
    """A cell of the form that takes a figure.

    Attributes:
        path: Canonical path.
        label: Official labels from the outermost to the cell's own.
        kind: What figure it takes.
        computed: Whether the model computes it from others.
        table: The section it stands in.
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
    """The tables of an edition, or of a hybrid.

    Attributes:
        edition: The edition, ``None`` for the form of a hybrid (see `form_showing`).
        variant: The name of the edition's variant, ``None`` for the form as the edition prints it.
        sections: The sections of a report, in order.
        tables: The tree of each table, by section name.
    """

    edition: Edition | None
    variant: str | None
    sections: tuple[Section, ...] = field(repr=False)
    tables: dict[str, Node] = field(repr=False)

    @cached_property
    def cells(self) -> tuple[FormCell, ...]:
        """Every cell that takes a figure, in form order (10 + 175 + 15 in 2021; 22 + 161 + 15 in 2019)."""
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
        """The relations A1–A4, in form order (7 + 7 + 25 + 3 in 2021)."""
        return tuple(
            identity
            for tree in self.tables.values()
            for identity in identities_of(tree, getattr(tree.model, "BALANCE", None))
        )

    @cached_property
    def layouts(self) -> dict[str, TableLayout]:
        """The tables as printed, with spans, by section name."""
        return {name: self.layout(tree) for name, tree in self.tables.items()}

    def node(self, path: str) -> Node | None:
        """The table, group, row or cell at a path, ``None`` where the form has none."""
        name, *rest = path.split(".")
        node = self.tables.get(name)
        for part in rest:
            node = next((each for each in node.children if each.name == part), None) if node else None
        return node

    def heading(self, name: str) -> str:
        """The heading of a section; of one that the form lacks, as the first edition that has it."""
        return next((each for each in self.sections if each.name == name), section_named(name)).printed.label

    def layout(self, tree: Node) -> TableLayout:
        """How a table of the form is printed, or what is left of it (see `Node.only`)."""
        table = next(each for each in self.sections if each.name == tree.path)
        assert isinstance(table, Table)
        return layout_of(tree, table.printing)


@cache
def form_with(*, edition: Edition | str | None = None, variant: str | None = None) -> Form:
    """The form of an edition.

    Args:
        edition: The edition, or its name; the current one unless given.
        variant: The name of one of its variants; as the edition prints it unless given. ``undivided`` is
            the form of 2021 with （六）其他处理 in one row.

    Raises:
        ValueError: There is no such edition, or it has no such variant.
    """
    its = editions()[0] if edition is None else edition_named(edition)
    for form in every_form():
        if (form.edition, form.variant) == (its, variant):
            return form
    raise ValueError(f"{its} 年版格式没有 {variant} / the edition {its} has no variant {variant}")


@cache
def every_form() -> tuple[Form, ...]:
    """The forms of all editions, each with its variants behind it; the current one first.

    Raises:
        PluginError: An edition of another package has a cell that is of another kind in one before it.
    """
    forms = tuple(
        Form(
            edition=edition,
            variant=variant.name if variant is not None else None,
            sections=edition.sections,
            tables={name: _tree(table, variant) for name, table in edition.tables.items()},
        )
        for edition in editions()
        for variant in (None, *edition.variants)
    )
    kinds: dict[str, FigureKind] = {}
    for form in forms:
        for cell in form.cells:
            if kinds.setdefault(cell.path, cell.kind) is not cell.kind:
                raise PluginError(
                    f"“{cell.path}”在别版格式里是另一种数。",
                    f"The cell {cell.path} takes another kind of figure in another edition.",
                    where=f"govinfo_report.editions: {form.edition}",
                    advice_zh="请另取名称。",
                    advice_en="Give it another name.",
                )
    return forms


def _tree(table: Table, variant: Variant | None = None) -> Node:
    chosen = (*(variant.parts if variant is not None else ()), *table.parts)
    return grow(table.model, table.name, table.printed, chosen=chosen)


@cache
def table_names() -> tuple[str, ...]:
    """The names of the tables of all editions, in one common order."""
    return tuple(dict.fromkeys(name for edition in editions() for name in edition.tables))


def form_of(report: AnnualReport) -> Form:
    """The form that a report fills."""
    for form in every_form():
        own = form.edition == report.edition
        if own and all(_fits(form.tables[name], table) for name, table in report.tables.items()):
            return form
    return _hybrid_of(report.edition, frozenset(_classes(*report.tables.values())))


def _fits(node: Node, record: Any) -> bool:
    """Whether a record is of the classes of a tree."""
    return type(record) is node.model and all(
        _fits(child, getattr(record, child.name))
        for child in node.children
        if child.children and not child.computed
    )


@cache
def _hybrid_of(edition: Edition, classes: frozenset[type]) -> Form:
    """The form of a report whose tables have rows that no form of its edition has together."""
    tables = {
        name: grow(table.model, name, table.printed, chosen=tuple(classes))
        for name, table in edition.tables.items()
    }
    return Form(edition=None, variant=None, sections=edition.sections, tables=tables)


def _classes(*records: Any) -> Iterator[type]:
    for record in records:
        if attrs.has(type(record)):
            yield type(record)
            yield from _classes(*(getattr(record, each.name) for each in attrs.fields(type(record))))


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
