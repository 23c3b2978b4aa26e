"""Slips that move several figures at once: exchanged cells or columns, a number split, rows shifted.

Each is tried as a whole: it counts only if it makes every relation hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations, pairwise

from govinfo_report.findings import Text
from govinfo_report.suggest.system import System

__all__ = ["patterns"]

_EXCHANGED = (1.0, Text("两格的数字互换了位置", "two figures have changed places"))
_SPLIT = (1.2, Text("一个数拆进了两格", "a number was split over two cells"))
_SHIFTED = (1.5, Text("连续几行错了一行", "some rows are shifted by one"))
_ROWS = (1.5, Text("相邻两行的数字互换了", "two neighbouring rows are exchanged"))
"""As likely as a shift: details that move change no sum, so nothing tells where a shift begins."""
_COLUMNS = (1.4, Text("两栏的数字互换了", "two columns are exchanged"))

#: Changes, cost and words.
Found = tuple[Mapping[str, int], float, Text]


def patterns(system: System) -> Iterator[Found]:
    """Every slip of several figures that makes all relations of a system hold."""
    for changed, (cost, words) in _hypotheses(system):
        changed = {path: value for path, value in changed.items() if value != system.figures[path]}
        typed = {path: value for path, value in changed.items() if path not in system.worked_out}
        # A total that a formula works out changes with its parts, or nobody has moved it.
        follows = changed.items() <= system.followed(typed).items()
        changed = typed
        if changed and follows and system.holds_with(changed):
            yield changed, cost, words


def _hypotheses(system: System) -> Iterator[tuple[dict[str, int], tuple[float, Text]]]:
    rows = _rows(system)
    figures = system.figures
    for row in rows:
        for one, other in combinations(row, 2):
            yield {one: figures[other], other: figures[one]}, _EXCHANGED
        for one, other in pairwise(row):
            if min(figures[one], figures[other]) < 0:
                continue
            joined = int(f"{figures[one]}{figures[other]}")
            yield {one: joined, other: 0}, _SPLIT
            yield {one: 0, other: joined}, _SPLIT
    if len(rows) < 2 or len({len(row) for row in rows}) != 1:
        return
    for above, below in pairwise(rows):
        for one, other in zip(above, below, strict=True):
            yield {one: figures[other], other: figures[one]}, _EXCHANGED
        yield (
            {
                path: figures[partner]
                for one, other in zip(above, below, strict=True)
                for path, partner in ((one, other), (other, one))
            },
            _ROWS,
        )
    yield from _shifts(rows, figures)
    yield from _exchanged_columns(rows, figures)


def _rows(system: System) -> list[list[str]]:
    """The cells of a system row by row, whole rows only."""
    rows = []
    for tree in system.form.tables.values():
        for row in tree.rows():
            paths = [cell.path for cell in row.children]
            if all(path in system.figures for path in paths):
                rows.append(paths)
    return rows


def _shifts(
    rows: list[list[str]], figures: Mapping[str, int]
) -> Iterator[tuple[dict[str, int], tuple[float, Text]]]:
    """Rows printed one too low or too high: moved back; the row left over had 0 or says the same twice."""
    for first in range(len(rows)):
        for last in range(first + 1, len(rows)):
            down: dict[str, int] = dict.fromkeys(rows[last], 0)
            up: dict[str, int] = dict.fromkeys(rows[first], 0)
            for number in range(first, last):
                for here, below in zip(rows[number], rows[number + 1], strict=True):
                    down[here] = figures[below]
                    up[below] = figures[here]
            yield down, _SHIFTED
            yield up, _SHIFTED


def _exchanged_columns(
    rows: list[list[str]], figures: Mapping[str, int]
) -> Iterator[tuple[dict[str, int], tuple[float, Text]]]:
    """Two columns exchanged in what came in, in the outcomes, in both, or with the outcomes' total."""
    for one, other in combinations(range(len(rows[0])), 2):
        for first, last in ((0, 2), (2, len(rows) - 2), (0, len(rows) - 2), (2, len(rows) - 1)):
            yield (
                {
                    path: figures[partner]
                    for row in rows[first:last]
                    for path, partner in ((row[one], row[other]), (row[other], row[one]))
                },
                _COLUMNS,
            )
