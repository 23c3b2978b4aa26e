"""The labels that stand beside and over each figure, in every form: by them a printed figure is told.

All of it is read off the layouts. A figure is the one whose labels stand beside it in its row and over it
in its columns; no table needs code of its own.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache, lru_cache
from itertools import pairwise

from attrs import frozen

from govinfo_report.form.forms import every_form
from govinfo_report.form.labels import LabelBook, begins_with_number, core, is_numbered_as
from govinfo_report.form.layout import LayoutCell, Role, TableLayout
from govinfo_report.form.sections import sections
from govinfo_report.form.tree import Node
from govinfo_report.model.fields import Printed

__all__ = [
    "Evidence",
    "best_paths",
    "deciding_heads",
    "every_label",
    "evidence",
    "groups_among",
    "heads",
    "heads_above",
    "heads_beside",
    "in_line_with",
    "is_weak",
    "labels",
    "labels_beside",
    "leaf_rows",
    "leaves",
    "may_begin",
    "own_labels",
    "remarks",
    "row_before",
    "row_of",
    "shared_path",
    "widths_of",
]


@frozen
class Evidence:
    """What one form prints beside and over a figure: official labels, outermost first."""

    beside: tuple[str, ...]
    over: tuple[str, ...]


@cache
def evidence() -> Mapping[str, tuple[Evidence, ...]]:
    """Path of each figure → the labels beside and over it, once for each way in which a form prints it."""
    found: dict[str, dict[Evidence, None]] = {}
    for form in every_form():
        for layout in form.layouts.values():
            for path, each in _of_layout(layout):
                found.setdefault(path, {})[each] = None
    return {path: tuple(ways) for path, ways in found.items()}


def _of_layout(layout: TableLayout) -> Iterator[tuple[str, Evidence]]:
    at: dict[tuple[int, int], LayoutCell] = {
        (row, column): cell
        for cell in layout.cells
        for row in range(cell.row, cell.row + cell.rowspan)
        for column in range(cell.column, cell.column + cell.colspan)
    }
    for cell in layout.cells:
        if cell.path is None:
            continue
        beside = (at[cell.row, column] for column in range(cell.column))
        texts = (label.text for label in beside if label.path is None)
        over = (head.text for head in _heads_over(at, cell))
        yield cell.path, Evidence(tuple(dict.fromkeys(texts)), tuple(dict.fromkeys(over)))


def _heads_over(at: Mapping[tuple[int, int], LayoutCell], figure: LayoutCell) -> list[LayoutCell]:
    """The heads over a figure, the uppermost first: the nearest rows of heads above it."""
    found: list[LayoutCell] = []
    for row in range(figure.row - 1, -1, -1):
        cell = at[row, figure.column]
        if cell.path is None:
            found.insert(0, cell)
        elif found:
            break
    return found


@cache
def own_labels(path: str) -> tuple[frozenset[str], frozenset[str]]:
    """Every label that a form has beside or over a figure; and of these the heads over it."""
    over = frozenset(head for way in evidence()[path] for head in way.over)
    return over.union(label for way in evidence()[path] for label in way.beside), over


@cache
def labels() -> LabelBook[str]:
    """What stands beside figures, by its official wording."""
    return _book({label for ways in evidence().values() for way in ways for label in way.beside})


@cache
def heads() -> LabelBook[str]:
    """What stands over figures, by its official wording."""
    return _book({head for ways in evidence().values() for way in ways for head in way.over})


@cache
def every_label() -> LabelBook[str]:
    """Whatever a layout prints that is no figure, by its official wording."""
    cells = (cell for form in every_form() for layout in form.layouts.values() for cell in layout.cells)
    return _book({cell.text for cell in cells if cell.role is not Role.FIGURE})


@cache
def leaves() -> frozenset[str]:
    """The heads that stand right over figures."""
    return frozenset(way.over[-1] for ways in evidence().values() for way in ways if way.over)


@cache
def leaf_rows() -> frozenset[tuple[str, ...]]:
    """The heads right over figures, from left to right, for each section of a form."""
    return frozenset(section.order for section in sections())


@cache
def heads_above(leaf: str) -> frozenset[str]:
    """The heads that stand over a head right over figures, wherever a form has it."""
    outer = [
        frozenset(way.over[:-1]) for ways in evidence().values() for way in ways if way.over[-1:] == (leaf,)
    ]
    return frozenset.intersection(*outer) if outer else frozenset()


@cache
def order_under(head: str) -> Mapping[str, int]:
    """The heads right over figures that stand under a head beside others with the same: each with its place.

    行政复议, 未经复议直接起诉 and 复议后起诉 stand over the same five. None for a head that no other is like.
    """
    if head not in deciding_heads():
        return {}
    ways = (way for ways in evidence().values() for way in ways if head in way.over[:-1])
    under = dict.fromkeys(way.over[-1] for way in ways)
    return {leaf: place for place, leaf in enumerate(under)} if widths_of(head) == {len(under)} else {}


@cache
def widths_of(head: str) -> frozenset[int]:
    """Over how many figures of a row a head reaches in the forms that have it."""
    counts = (
        sum(any(head in way.over for way in evidence()[path]) for path in section.rows[0].paths)
        for section in sections()
    )
    return frozenset(count for count in counts if count)


@cache
def deciding_heads() -> frozenset[str]:
    """The heads over several columns without which two columns say the same: 未经复议直接起诉, 复议后起诉."""
    return frozenset(
        head.text
        for section in sections()
        if len(set(section.order)) < len(section.order)
        for head in section.heads
        if head.column is None
    )


def heads_beside(inner: frozenset[str]) -> list[tuple[str, ...]]:
    """The orders of heads that a form has over the rows of some labels."""
    return [
        section.order
        for section in sections()
        if any(row.labels and row.labels[-1] in inner for row in section.rows)
    ]


@cache
def remarks() -> LabelBook[str]:
    """What the tables print besides: the note in table 3's corner, the head of a column of labels."""
    known = {label for ways in evidence().values() for way in ways for label in (*way.beside, *way.over)}
    cells = (cell for form in every_form() for layout in form.layouts.values() for cell in layout.cells)
    return _book({cell.text for cell in cells if cell.role is not Role.FIGURE} - known)


def _book(labels: Collection[str]) -> LabelBook[str]:
    return LabelBook(
        (label, printed)
        for label in sorted(labels)
        for printed in _wordings().get(label, (Printed(label=label),))
    )


@cache
def _wordings() -> Mapping[str, tuple[Printed, ...]]:
    """Official label → what the model says of its wordings, wherever it has that label."""
    found: dict[str, list[Printed]] = {}

    def walk(node: Node) -> None:
        found.setdefault(node.printed.label, []).append(node.printed)
        for child in node.children:
            walk(child)

    for form in every_form():
        for table in form.tables.values():
            walk(table)
    return {label: tuple(printed) for label, printed in found.items()}


@cache
def _by_innermost() -> Mapping[tuple[str, str], tuple[tuple[str, Evidence], ...]]:
    """Innermost label beside (none: empty) and over → the figures that have these."""
    found: dict[tuple[str, str], list[tuple[str, Evidence]]] = {}
    for path, ways in evidence().items():
        for way in ways:
            inner = (way.beside[-1] if way.beside else "", way.over[-1] if way.over else "")
            found.setdefault(inner, []).append((path, way))
    return {inner: tuple(ways) for inner, ways in found.items()}


@lru_cache(maxsize=4096)
def best_paths(inner: frozenset[str], beside: frozenset[str], over: frozenset[str]) -> tuple[str, ...]:
    """The figures that labels beside and heads over a cell tell of, by their official wordings.

    The innermost on each side have to be a figure's own; of several figures those with most labels count.

    Args:
        inner: The labels beside it that are those of its row alone, and not of a group.
        beside: All labels beside it.
        over: The heads over it.
    """
    best: dict[str, None] = {}
    score = 0
    for one in (*inner, ""):
        for other in over:
            for path, way in _by_innermost().get((one, other), ()):
                if not one and not over.issubset(way.over):
                    continue  # nothing but heads tells of it: all of them have to be its own
                found = len(beside.intersection(way.beside)) + len(over.intersection(way.over))
                if found > score:
                    best, score = {}, found
                if found == score:
                    best[path] = None
    return tuple(best)


@lru_cache(maxsize=8192)
def heads_named(text: str) -> frozenset[str]:
    """The official wordings of the heads that a text may be."""
    return frozenset(match.key for match in heads().find(text))


@lru_cache(maxsize=8192)
def labels_named(text: str) -> frozenset[str]:
    """The official wordings of the labels beside figures that a text may be.

    Its number tells: （六）其他, whose end stands on the next page, is （六）其他处理 and not 3.其他.
    """
    named = frozenset(match.key for match in labels().find(text))
    if not named or any(is_numbered_as(text, name) for name in named):
        return named
    return frozenset(each for each in _numbered() if begins_with_number(text, each)) or named


@cache
def _numbered() -> tuple[str, ...]:
    """The labels beside figures that have a number."""
    every = {label for ways in evidence().values() for way in ways for label in way.beside}
    return tuple(label for label in sorted(every) if is_numbered_as(label, label))


def may_begin(piece: str, label: str) -> bool:
    """Whether a piece may be the first of a label: one without words only as the number that the label has.

    What stands there may be the cell before it, in a notation that is no figure's: （3）.
    """
    if any(sign.isalpha() for sign in piece):
        return True
    number = "".join(sign for sign in unicodedata.normalize("NFKC", piece) if sign.isdigit())
    wordings = (match.wording for match in every_label().find(label))
    return bool(number) and any(wording.startswith(number) for wording in wordings)


@lru_cache(maxsize=16384)
def is_named_by(path: str, names: tuple[frozenset[str], ...], *, over: bool) -> bool:
    """Whether each of some words may be one of the labels beside a figure, or of the heads over it.

    Args:
        path: The figure.
        names: The official wordings that each word may stand for.
        over: Whether the words are heads.
    """
    own = own_labels(path)[over]
    return all(keys & own for keys in names)


@lru_cache(maxsize=256)
def groups_among(paths: frozenset[str]) -> frozenset[str]:
    """The figures whose labels are those of a group that others of them stand in: （六） beside its rows."""
    inside = {
        way.beside[:size] for path in paths for way in evidence()[path] for size in range(1, len(way.beside))
    }
    return frozenset(path for path in paths if any(way.beside in inside for way in evidence()[path]))


@cache
def _ambiguous() -> frozenset[str]:
    """What several labels of the form say, but for their numbers: 其他, 总计."""
    said: dict[str, set[tuple[bool, str]]] = {}
    for is_head in (False, True):
        for way in (way for ways in evidence().values() for way in ways):
            for label in way.over if is_head else way.beside:
                said.setdefault(core(label), set()).add((is_head, label))
    return frozenset(plain for plain, labels in said.items() if len(labels) > 1)


def is_weak(text: str, official: str) -> bool:
    """Whether a label says little on its own: 其他 without its row's number is any other's, too."""
    return core(official) in _ambiguous() and not is_numbered_as(text, official)


def row_of(path: str) -> str:
    """The path of the row that a figure stands in."""
    return path.rpartition(".")[0]


def shared_path(paths: Iterable[str]) -> str:
    """What paths begin with in common.

    Example:
        >>> shared_path(["remedies.reconsideration.upheld", "remedies.litigation_direct.upheld"])
        'remedies'
    """
    common: list[str] = []
    different = dict.fromkeys(paths)
    if len(different) == 1:
        return next(iter(different))
    for names in zip(*(path.split(".") for path in different), strict=False):
        if len(set(names)) > 1:
            break
        common.append(names[0])
    return ".".join(common)


@cache
def in_line_with(path: str) -> frozenset[str]:
    """The rows that a form prints in one line with those at a path; none where these stand in several lines.

    Table 4 is one line of three rows; every other row is a line of its own.
    """
    lines = {frozenset(map(row_of, row.paths)) for section in sections() for row in section.rows}
    own = [line for line in lines if any(row == path or row.startswith(f"{path}.") for row in line)]
    return own[0] if len(own) == 1 else frozenset()


@lru_cache(maxsize=1024)
def labels_beside(path: str) -> frozenset[str]:
    """Every label that stands beside the rows at a path or under it."""
    return frozenset(
        label
        for each, ways in evidence().items()
        if each.startswith(f"{path}.")
        for way in ways
        for label in way.beside
    )


@cache
def row_before() -> Mapping[str, frozenset[str]]:
    """Path of a row → the rows that a form has right before it in the same table."""
    found: dict[str, set[str]] = {}
    for form in every_form():
        for layout in form.layouts.values():
            paths = [cell.path for cell in layout.cells if cell.path is not None]
            rows = list(dict.fromkeys(map(row_of, paths)))
            for one, two in pairwise(rows):
                found.setdefault(two, set()).add(one)
    return {row: frozenset(before) for row, before in found.items()}
