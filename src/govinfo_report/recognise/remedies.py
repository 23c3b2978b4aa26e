"""Finding table 4: fifteen heads in one or two rows, and the row of figures under them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from govinfo_report.document import Grid, GridCell
from govinfo_report.document.lattice import is_word
from govinfo_report.form import books
from govinfo_report.form.forms import form_with
from govinfo_report.form.labels import LabelMatch
from govinfo_report.form.tree import Node
from govinfo_report.model import FigureKind
from govinfo_report.raw import CellKind, parse_figure
from govinfo_report.raw.figures import bare
from govinfo_report.recognise.draft import find_heads
from govinfo_report.recognise.fragments import Fragment, collect, variant_note
from govinfo_report.recognise.placing import FoundRow, place

__all__ = ["find_remedies"]

_TELLING = frozenset({"upheld", "corrected", "other", "pending"})
_NEAR = 2
"""Rows between two rows of heads, and above them, that still belong to the head."""
_Leaf = tuple[GridCell, LabelMatch[str]]


def find_remedies(grid: Grid) -> Iterator[Fragment]:
    """Every table 4 in ``grid``, from top to bottom."""
    rows = [row for row in grid.words_by_row if _has_heads(grid, row)]
    clusters: list[list[int]] = []
    for row in rows:
        if clusters and row - clusters[-1][-1] <= _NEAR and not _between(grid, clusters[-1][-1], row):
            clusters[-1].append(row)
        else:
            clusters.append([row])
    for cluster in clusters:
        fragment = _find_under(grid, cluster)
        if fragment is None and _repeats(grid, cluster):
            fragment = _find_under(grid, cluster[len(cluster) // 2 :])
        if fragment is not None:
            yield fragment


def _repeats(grid: Grid, cluster: list[int]) -> bool:
    """Whether rows of heads are the same rows twice: a page ends between the heads and their figures."""
    texts = [[cell.text for cell in grid.by_row[row]] for row in cluster]
    half = len(texts) // 2
    return len(texts) % 2 == 0 and texts[:half] == texts[half:]


def _has_heads(grid: Grid, row: int) -> bool:
    return len(find_heads(books.remedy_columns(), grid.words_by_row[row]).keys() & _TELLING) >= 2


def _between(grid: Grid, upper: int, lower: int) -> bool:
    """Whether figures stand between two rows of heads: then they belong to two tables."""
    between = (cell for row in range(upper + 1, lower) for cell in grid.by_row.get(row, []))
    return any(bare(cell.text).isdigit() for cell in between)


def _find_under(grid: Grid, cluster: list[int]) -> Fragment | None:
    """The table under a cluster of head rows, ``None`` if the heads are not the form's."""
    blocks = form_with().tables["remedies"].children
    width = len(blocks[0].children)
    found: list[_Leaf] = [
        (cell, match)
        for row in cluster
        for cell in grid.by_row[row]
        for match in books.remedy_columns().find(cell.text)
    ]
    # A 总计 before the first telling head belongs to a table beside this one.
    left = min(cell.column for cell, match in found if match.key in _TELLING)
    leaves = [leaf for leaf in found if leaf[0].column >= left]
    if grid.exact:
        leaves.sort(key=lambda leaf: leaf[0].column)
    around = [cell for row in range(cluster[0] - _NEAR, cluster[-1] + 1) for cell in grid.by_row.get(row, [])]
    order = _block_order(grid, [cell for cell, _ in leaves[::width]], around)
    if order is None or len(leaves) != width * len(order):
        return None
    by_path = {block.path: block for block in blocks}
    columns = [by_path[order[place // width]].child(match.key) for place, (_, match) in enumerate(leaves)]
    if len({column.path for column in columns}) != len(columns):
        return None
    return _fragment(grid, cluster, leaves, columns, around)


def _fragment(
    grid: Grid,
    cluster: list[int],
    leaves: Sequence[_Leaf],
    columns: Sequence[Node],
    around: Sequence[GridCell],
) -> Fragment | None:
    spans = tuple((cell.column, cell.column + cell.colspan) for cell, _ in leaves)
    increasing = all(one[1] <= two[0] for one, two in pairwise(spans))
    notes = [
        variant_note(grid, cell, column.path, match.wording)
        for (cell, match), column in zip(leaves, columns, strict=True)
        if not match.official
    ]
    heads = {cell for cell, _ in leaves}
    for cell in around:
        matches = books.remedy_blocks().find(cell.text)
        notes.extend(
            variant_note(grid, cell, match.key, match.wording) for match in matches if not match.official
        )
        if matches or books.decorations().find(cell.text):
            heads.add(cell)
    # A head that a page break cut reaches into a row in which nothing else stands.
    last = max(cell.row + cell.rowspan - 1 for cell, _ in leaves)
    row = _figures_row(grid, max(cluster[-1], last), spans)
    if row is None:
        return None
    first_column = min(start for start, _ in spans)
    beside = [cell for cell in grid.by_row.get(row, []) if increasing and cell.column < first_column]
    found = FoundRow(
        node=form_with().tables["remedies"],
        row=row,
        labels=tuple(cell for cell in beside if any(sign.isalpha() for sign in cell.text)),
        columns=tuple(columns),
        heads=spans if increasing else None,
        head_width=grid.widths[cluster[-1]] if grid.widths else None,
    )
    there = grid.exact or found.row < len(grid.widths)
    first = min(cell.row for cell in heads)
    return collect("remedies", grid, (first, found.row), place(grid, [found]) if there else [], heads, notes)


def _block_order(grid: Grid, firsts: Sequence[GridCell], around: Sequence[GridCell]) -> list[str] | None:
    """Which block each run of heads belongs to, by the heads above; ``None`` if they do not say."""
    groups = [(cell, match.key) for cell in around for match in books.remedy_blocks().find(cell.text)]
    # Three blocks side by side, or one to a table, or the two of litigation in one.
    if not 1 <= len(groups) <= 3 or len({path for _, path in groups}) != len(groups):
        return None
    if not grid.exact:
        return _order_in_text(firsts[0], groups)
    order: list[str] = []
    for first in firsts:
        # The head that spans the column; where heads are not merged, the last one before it.
        over = [path for cell, path in groups if cell.column <= first.column < cell.column + cell.colspan]
        before = [(cell.column, path) for cell, path in groups if cell.column <= first.column]
        if len(over) != 1 and not before:
            return None
        order.append(over[0] if len(over) == 1 else max(before)[1])
    return order if len(set(order)) == len(order) == len(groups) else None


def _order_in_text(first: GridCell, groups: Sequence[tuple[GridCell, str]]) -> list[str] | None:
    """The blocks of a split text in the order of their heads.

    The heads of a lower block stand in the row of the first block's columns, behind them; if they
    stand before, that block comes first and its columns only later: then there is no telling.
    """
    if any(cell.row == first.row and cell.column < first.column for cell, _ in groups):
        return None
    return [path for _, path in groups]


def _figures_row(grid: Grid, last_head: int, spans: Sequence[tuple[int, int]]) -> int | None:
    """The row of figures: the one behind the heads, passing over words under them.

    ``None`` where the row after it prints figures as well: last year's, or the numbers of the columns.
    """
    left, right = min(start for start, _ in spans), max(end for _, end in spans)

    def printed(row: int) -> list[GridCell]:
        return [cell for cell in grid.by_row.get(row, []) if left <= cell.column < right]

    def figures(row: int) -> int:
        return sum(
            parse_figure(cell.text, FigureKind.COUNT).kind is not CellKind.UNREADABLE for cell in printed(row)
        )

    def words(row: int) -> bool:
        return any(
            is_word(cell) and parse_figure(cell.text, FigureKind.COUNT).kind is CellKind.UNREADABLE
            for cell in printed(row)
        )

    row = last_head + 1
    if words(row) and not figures(row) and printed(row + 1):
        row += 1
    # The rest of heads that a page break cuts is no row of blanks.
    return row if not (words(row) and not figures(row)) and figures(row + 1) < _SEVERAL else None


_SEVERAL = 3
"""So many figures in a row under the heads are no page number."""
