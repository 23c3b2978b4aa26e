"""A workbook as its file states it, before anything is made of it. Both engines yield these values."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Mapping
from functools import cached_property

from attrs import field, frozen

from govinfo_report.document.limits import Budget
from govinfo_report.raw.doubt import Doubt
from govinfo_report.readers.workbook.looks import PLAIN_LOOK, Look
from govinfo_report.readers.workbook.sheet_colours import Palette

__all__ = [
    "LOWEST",
    "NARROWEST",
    "CellError",
    "Condition",
    "Mark",
    "MergedRange",
    "Sheet",
    "Stored",
    "StoredCell",
    "Workbook",
    "covering",
    "drop_covered",
]

_MOST_COVERED = 10_000_000
NARROWEST, LOWEST = 0.5, 2.0
"""A column of so many characters, a row of so many points show as little as hidden ones."""


class CellError(str):
    """An error value such as ``#REF!``."""

    __slots__ = ()


#: What a cell stores. A number is kept as its digits, so that both engines agree on it.
Stored = str | bool | CellError | None


@frozen
class StoredCell:
    """A cell that is not empty.

    Attributes:
        value: Text, truth value or error; ``None`` where it holds a number or a formula without a result.
        number: The digits of a number.
        formula: The formula with its ``=``.
        date: The date or time as text, for a number formatted as one.
        look: How the cell's style draws it.
    """

    value: Stored = None
    number: str | None = None
    formula: str | None = None
    date: str | None = None
    look: Look = PLAIN_LOOK

    @property
    def has_result(self) -> bool:
        """Whether something is stored besides a formula."""
        return self.value is not None or self.number is not None or self.date is not None


#: First row, first column, last row, last column; from 0, both ends included.
MergedRange = tuple[int, int, int, int]


@frozen(kw_only=True)
class Condition:
    """A conditional format: another look, for cells of which something is true.

    Attributes:
        tests: Formulas, all of which have to be true; relative to ``origin``. Empty where nothing is known.
        origin: Row and column, from 0, of the cell that the formulas are written for.
        over: The look of a cell for which they are.
        hides: Whether the value is then not shown, in whatever look.
    """

    tests: tuple[str, ...]
    origin: tuple[int, int]
    over: Callable[[Look], Look]
    hides: bool = False


@frozen(eq=False)
class Mark:
    """By what a worksheet is known that differs from another in its numbers alone.

    Attributes:
        key: All of it but these.
        places: Their places.
        numbers: Their digits.
        cells, characters: How many cells and characters of text were read of it.
    """

    key: Hashable
    places: tuple[tuple[int, int], ...]
    numbers: tuple[str, ...]
    cells: int = 0
    characters: int = 0


@frozen(kw_only=True)
class Sheet:
    """A worksheet. Places are (row, column), from 0.

    Attributes:
        cells: Place → the cell; cells covered by a merged range left out.
        conditions: Place → the conditional formats that a filled cell may take.
        things: Place → what lies over a cell: a picture, a drawing.
        zeros: Whether zeros are shown.
        shows_formulas: Whether formulas are shown in place of their results.
        stale: Places of formulas whose stored results the file itself does not take for results.
        mark: By what it is known, if it may be.
    """

    name: str
    hidden: bool = False
    cells: Mapping[tuple[int, int], StoredCell] = field(factory=dict)
    conditions: Mapping[tuple[int, int], tuple[Condition, ...]] = field(factory=dict)
    things: Mapping[tuple[int, int], Doubt] = field(factory=dict)
    zeros: bool = True
    shows_formulas: bool = False
    stale: frozenset[tuple[int, int]] = frozenset()
    merges: tuple[MergedRange, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: tuple[tuple[int, int], ...] = ()
    mark: Mark | None = field(default=None, eq=False)

    @cached_property
    def outdated(self) -> frozenset[tuple[int, int]]:
        """The formulas whose stored results are none: the file says so, or they change with the hour."""
        formulas = ((place, cell.formula) for place, cell in self.cells.items() if cell.formula is not None)
        return self.stale | {place for place, formula in formulas if _VOLATILE.search(formula)}

    @cached_property
    def unseen_columns(self) -> frozenset[int]:
        """Every hidden column."""
        unseen: set[int] = set()
        done = -1
        for first, last in sorted(self.hidden_columns):
            unseen.update(range(max(first, done + 1), last + 1))
            done = max(done, last)
        return frozenset(unseen)


_VOLATILE = re.compile(r"\b(?:NOW|TODAY|RAND|RANDBETWEEN|RANDARRAY|CELL|INFO)\s*\(", re.IGNORECASE)


def covering(file: str | None) -> Budget:
    """How many places the merged ranges of a workbook may cover."""
    return Budget(_MOST_COVERED, "合并单元格所盖格数", "places under merged cells", file, adjustable=False)


def drop_covered(
    cells: dict[tuple[int, int], StoredCell],
    merges: Iterable[MergedRange],
    covered: Budget,
) -> None:
    """Take out the cells that merged ranges cover: they are not shown.

    Args:
        cells: (row, column), from 0 → the cell.
        merges: Top, left, bottom and right of each range.
        covered: How many places may be looked at, see `covering`.

    Raises:
        ReadError: There are more.
    """
    for top, left, bottom, right in merges:
        height, width = bottom - top + 1, right - left + 1
        covered.spend(min(height * width, len(cells)))
        if height * width <= len(cells):
            hidden = [(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)]
        else:
            hidden = [(r, c) for r, c in cells if top <= r <= bottom and left <= c <= right]
        for place in hidden:
            if place != (top, left):
                cells.pop(place, None)


@frozen(kw_only=True)
class Workbook:
    """The worksheets of a workbook, in order, and the colours that it calls by number."""

    sheets: tuple[Sheet, ...]
    palette: Palette = field(factory=Palette)
