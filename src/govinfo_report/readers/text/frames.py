"""Tables drawn of signs: cells are rectangles, in which words are wrapped, and which span rows and columns.

```
+------------------+----------------+
| 信息内容         | 本年制发件数   |
+==================+================+
| 行政规范性文件   |              5 |
+------------------+----------------+
```

Rules and bars are walls. Which columns of the screen they stand in depends on how wide signs are taken to be,
of which programs have several opinions: that one counts under which all walls meet.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from unicodedata import east_asian_width

from attrs import frozen

from govinfo_report.document import Grid, GridCell, Kind
from govinfo_report.raw.figures import is_figure

__all__ = ["BARS", "CORNERS", "LEVELS", "framed"]

BARS = "|│┃║╎╏┆┇┊┋"
LEVELS = "-=－─━═╌╍┄┅┈┉"
CORNERS = "+" + "".join(map(chr, (*range(0x250C, 0x254C), *range(0x2552, 0x2571))))
_WALLS = frozenset(BARS + CORNERS)
_EDGED = re.compile(rf"\s*[{re.escape(BARS + CORNERS)}].*[{re.escape(BARS + CORNERS)}]\s*", re.DOTALL)
_LONGEST, _MOST = 1_000, 2_000
"""Signs of a line and lines of a table that are looked at."""
_FEWEST = 3
"""Rows between rules, at least: a frame round the heads and one round all rows tell not where a row ends."""
_LARGEST = 5_000
"""Places of a table that is looked at."""
_Line = Sequence[str]


def framed(lines: Sequence[str], file: str | None) -> Iterator[tuple[range, Grid]]:
    """The tables among the lines of a text in which rules part all rows, and the lines of each."""
    start = 0
    while start < len(lines):
        end = start
        while end < len(lines) and len(lines[end]) <= _LONGEST and _EDGED.fullmatch(lines[end]):
            end += 1
        if _FEWEST < end - start <= _MOST and any(map(lines[start].__contains__, LEVELS)):
            for width in _WIDTHS:
                drawing = _Drawing.of([_spread(line, width) for line in lines[start:end]])
                if drawing is not None and (cells := drawing.cells()) is not None:
                    at = tuple(start + first + 2 for first in drawing.rules[:-1])
                    yield range(start, end), Grid(cells=cells, kind=Kind.RULED, file=file, lines=at)
                    break
        start = max(end, start + 1)


def _by_kind(wide: str) -> Callable[[str], int]:
    return lambda sign: 2 if east_asian_width(sign) in wide else 1


#: How many columns a sign takes: on a screen, on a Chinese one, where these are mixed, or just one.
_WIDTHS: tuple[Callable[[str], int], ...] = (
    _by_kind("WF"),
    _by_kind("WFA"),
    lambda sign: 1 if sign in _WALLS or sign in LEVELS else _by_kind("WFA")(sign),
    lambda _: 1,
)


def _spread(line: str, width: Callable[[str], int]) -> list[str]:
    """What stands in each column of the screen; nothing in the second of a wide sign."""
    return [part for sign in line.rstrip() for part in (sign, *[""] * (width(sign) - 1))]


@frozen
class _Drawing:
    """A table drawn on a screen.

    Attributes:
        lines: What stands in each column of each line.
        rules: The lines in which rules are drawn.
        columns: The columns of the screen in which rules end.
        drawn: The rules in each line, as pairs of these.
    """

    lines: Sequence[_Line]
    rules: tuple[int, ...]
    columns: tuple[int, ...]
    drawn: dict[int, frozenset[tuple[int, int]]]

    @classmethod
    def of(cls, lines: Sequence[_Line]) -> _Drawing | None:
        """The table; ``None`` if no rules enclose it and part it into rows."""
        found = {at: frozenset(_rules(line)) for at, line in enumerate(lines)}
        ends = sorted({end for rules in found.values() for rule in rules for end in rule})
        if sum(map(bool, found.values())) * len(ends) > _LARGEST:
            return None
        drawn = {
            at: frozenset(each for left, right in rules for each in pairwise(_between(ends, left, right)))
            for at, rules in found.items()
            if rules
        }
        rules = tuple(drawn)
        closed = rules[:1] == (0,) and rules[-1:] == (len(lines) - 1,) and len(rules) > _FEWEST
        if not closed or any(below - above < 2 for above, below in pairwise(rules)):
            return None
        return cls(lines, rules, tuple(ends), drawn)

    def cells(self) -> tuple[GridCell, ...] | None:
        """Its cells; ``None`` where walls are torn, or one is no rectangle or holds figures of two rows."""
        upright = [self._walls(above + 1, below) for above, below in pairwise(self.rules)]
        if any(walls is None or not {self.columns[0], self.columns[-1]} <= walls for walls in upright):
            return None
        joined: dict[tuple[int, int], set[tuple[int, int]]] = {}

        def join(one: tuple[int, int], other: tuple[int, int]) -> None:
            both = joined.setdefault(one, {one}) | joined.setdefault(other, {other})
            joined.update(dict.fromkeys(both, both))

        bands = list(pairwise(self.columns))
        for row, walls in enumerate(upright):
            below = self.drawn[self.rules[row + 1]]
            for column, band in enumerate(bands):
                join((row, column), (row, column))
                if walls is not None and band[1] not in walls:
                    join((row, column), (row, column + 1))
                if band not in below:
                    join((row, column), (row + 1, column))
        made: list[GridCell] = []
        for place in sorted({min(places) for places in joined.values()}):
            cell = self._cell(place, joined[place])
            if cell is None:
                return None
            made.append(cell)
        return tuple(made)

    def _walls(self, first: int, end: int) -> set[int] | None:
        """The columns in which a bar stands in all of some lines; ``None`` if in a part of them."""
        walls = [
            {column for column in self.columns if column < len(line) and line[column] in _WALLS}
            for line in self.lines[first:end]
        ]
        return walls[0] if all(each == walls[0] for each in walls) else None

    def _cell(self, first: tuple[int, int], places: set[tuple[int, int]]) -> GridCell | None:
        last = max(places)
        height, width = last[0] - first[0] + 1, last[1] - first[1] + 1
        if len(places) != height * width or last[0] >= len(self.rules) - 1:
            return None
        left, right = self.columns[first[1]] + 1, self.columns[last[1] + 1]
        within = self.lines[self.rules[first[0]] + 1 : self.rules[last[0] + 1]]
        printed = [text for line in within if (text := "".join(line[left:right]).strip())]
        if sum(map(is_figure, printed)) > 1 or any(not _WALLS.isdisjoint(text) for text in printed):
            return None
        return GridCell(row=first[0], column=first[1], rowspan=height, colspan=width, text="\n".join(printed))


def _rules(line: _Line) -> Iterator[tuple[int, int]]:
    """The rules that a line has, from one corner to the next."""
    corner: int | None = None
    for column, sign in enumerate(line):
        if sign in _WALLS:
            if corner is not None and column > corner + 1:
                yield corner, column
            corner = column
        elif sign and sign not in LEVELS and sign != ":":
            corner = None


def _between(ends: Sequence[int], left: int, right: int) -> list[int]:
    return [end for end in ends if left <= end <= right]
