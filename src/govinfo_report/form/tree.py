"""A class of the model as a tree of labelled nodes, down to the single cell.

Every derivation — paths, layout, relations, schema — walks this one tree.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from functools import cache
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

import attrs
from attrs import evolve, frozen

from govinfo_report.form.variants import with_variants
from govinfo_report.model.fields import PRINTED, FigureKind, Printed, printed_of

__all__ = ["Node", "brief", "built", "grow", "joined"]


@frozen(kw_only=True)
class Node:
    """A row, block, group or cell of the form.

    Attributes:
        name: Name of the field.
        path: Canonical path from the section on.
        printed: What the form prints for it.
        label: Official labels from the outermost to its own.
        children: The nodes below it, in form order; none for a cell.
        computed: Whether the model computes it: a printed total, or a cell of a row that is one.
        model: The class of the model it describes, ``None`` for a cell.
    """

    name: str
    path: str
    printed: Printed
    label: tuple[str, ...]
    children: tuple[Node, ...] = ()
    computed: bool = False
    model: type[Any] | None = None

    @property
    def is_printed_total(self) -> bool:
        """Whether the form prints it as the total of its siblings."""
        return self.printed.relation is not None

    @property
    def kind(self) -> FigureKind | None:
        """The kind of figure for a cell, ``None`` for a node with children."""
        return self.printed.kind if not self.children else None

    @property
    def is_row(self) -> bool:
        """Whether its children are cells: a row of figures."""
        return bool(self.children) and all(not child.children for child in self.children)

    @property
    def total(self) -> Node | None:
        """Its printed total, where it has one."""
        last = self.children[-1] if self.children else None
        return last if last is not None and last.is_printed_total else None

    def cells(self) -> Iterator[Node]:
        """The cells below it, or itself, in form order."""
        if not self.children:
            yield self
        for child in self.children:
            yield from child.cells()

    def rows(self) -> Iterator[Node]:
        """The rows of figures below it, or itself, in form order."""
        if self.is_row:
            yield self
            return
        for child in self.children:
            yield from child.rows()

    def only(self, paths: Container[str]) -> Node | None:
        """The tree with only the rows all of whose cells are in ``paths``; ``None`` if none is left."""
        if self.is_row:
            return self if all(cell.path in paths for cell in self.children) else None
        children = tuple(kept for child in self.children if (kept := child.only(paths)) is not None)
        return evolve(self, children=children) if children else None

    def child(self, name: str) -> Node:
        """The child of that name; dots go deeper."""
        node = self
        for part in name.split("."):
            node = next(each for each in node.children if each.name == part)
        return node


def built(node: Node, figures: Mapping[str, Any]) -> Any:
    """The object of the model that a node describes, of figures by path; its totals it computes."""
    if node.model is None:
        return figures[node.path]
    return node.model(
        **{child.name: built(child, figures) for child in node.children if not child.is_printed_total}
    )


def brief(label: str) -> str:
    """A label without what explains it, for places where there is little room.

    Example:
        >>> brief("（二）部分公开（区分处理的，只计这一情形，不计其他情形）")
        '（二）部分公开'
    """
    return label.partition("（区分处理")[0].partition("、行政机关不再")[0]


def joined(label: Sequence[str]) -> str:
    """The labels of a cell in one line, the outermost first: 三、本年度办理结果·（七）总计·自然人."""
    return "·".join(map(brief, label))


def grow(
    hint: Any, path: str, printed: Printed, *, chosen: Sequence[type[Any]], label: tuple[str, ...] = ()
) -> Node:
    """The tree of a class of the model.

    Args:
        hint: An attrs class whose fields carry `Printed` metadata, or a union of such.
        path: Canonical path of the root.
        printed: What the form prints for the root.
        chosen: Where a field takes one of several classes, the ones that the form has, the most wanted first;
            of a field with none of these, its first.
        label: Labels above the children's own.
    """
    cls = _choose(hint, chosen)
    return _grow(cls, path.rpartition(".")[2], path, printed, label, chosen, computed=False)


def _grow(
    cls: type[Any],
    name: str,
    path: str,
    printed: Printed,
    label: tuple[str, ...],
    chosen: Sequence[type[Any]],
    *,
    computed: bool,
) -> Node:
    children: list[Node] = []
    hints = _hints_of(cls)  # type: ignore[arg-type]  # a class is hashable
    for attribute in attrs.fields(cls):
        mark = attribute.metadata.get(PRINTED)
        if mark is not None:
            mark = with_variants(mark)
            child_type = _choose(hints[attribute.name], chosen)
            children.append(_child(child_type, attribute.name, path, mark, label, chosen, computed))
    own = {name: value for each in reversed(cls.__mro__) for name, value in vars(each).items()}
    for attribute_name, value in own.items():
        mark = printed_of(value)
        if mark is not None:
            mark = with_variants(mark)
            returns = _hints_of(value.fget)["return"]
            children.append(_child(returns, attribute_name, path, mark, label, chosen, True))
    return Node(
        name=name,
        path=path,
        printed=printed,
        label=label,
        children=tuple(children),
        computed=computed,
        model=cls,
    )


def _child(
    cls: type[Any],
    name: str,
    parent: str,
    printed: Printed,
    above: tuple[str, ...],
    chosen: Sequence[type[Any]],
    computed: bool,
) -> Node:
    path = f"{parent}.{name}"
    own = (*above, *((printed.under,) if printed.under else ()))
    # A row that is its group's only one repeats the group's label; once is enough in a path of labels.
    label = own if own and own[-1] == printed.label else (*own, printed.label)
    if attrs.has(cls) and printed.kind is None:
        return _grow(cls, name, path, printed, label, chosen, computed=computed)
    if printed.kind is None:  # a printed total of counts
        printed = attrs.evolve(printed, kind=FigureKind.COUNT)
    return Node(name=name, path=path, printed=printed, label=label, computed=computed)


@cache
def _hints_of(described: Any) -> dict[str, Any]:
    return get_type_hints(described)  # an edition has the classes of others


def _choose(hint: Any, chosen: Sequence[type[Any]]) -> type[Any]:
    """The member of a union that this form has."""
    if get_origin(hint) is not UnionType:
        return hint  # type: ignore[no-any-return]
    members: tuple[type[Any], ...] = get_args(hint)
    return next((each for each in chosen if each in members), members[0])
