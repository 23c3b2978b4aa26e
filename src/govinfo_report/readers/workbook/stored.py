"""A workbook as its file states it, before anything is made of it. Both engines yield these values."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Sequence
from functools import cached_property

from attrs import define, field, frozen

from govinfo_report.document.limits import Budget
from govinfo_report.raw.doubt import Doubt
from govinfo_report.readers.workbook.areas import Area, Place, inside
from govinfo_report.readers.workbook.drawings import Anchored, Measures, under
from govinfo_report.readers.workbook.looks import PLAIN_LOOK, Look

__all__ = ["CellError", "Condition", "Mark", "Sheet", "Stored", "StoredCell"]

_VOLATILE = re.compile(r"\b(?:NOW|TODAY|RAND|RANDBETWEEN|RANDARRAY|CELL|INFO)\s*\(", re.IGNORECASE)


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


@frozen(kw_only=True)
class Condition:
    """A conditional format: another look, for cells of which something is true.

    Attributes:
        areas: The cells that it is for; the formulas are written for the first of them.
        tests: Formulas, all of which have to be true. Empty where nothing is known.
        over: The look of a cell for which they are.
        hides: Whether the value is then not shown, in whatever look.
    """

    areas: Sequence[Area]
    tests: tuple[str, ...]
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
    places: tuple[Place, ...]
    numbers: tuple[str, ...]
    cells: int = 0
    characters: int = 0


@define(kw_only=True, eq=False)
class Sheet:
    """A worksheet, gathered from whatever it is read from, and then `settled`.

    Attributes:
        name, hidden: Of the worksheet.
        cells: Place → the cell; once settled, without those that merged ranges cover.
        merges: The merged ranges.
        measures: The sizes of columns and rows.
        rules: The conditional formats.
        conditions: Place → those that a filled cell may take.
        anchored: What is anchored to cells.
        things: Place → what lies over a cell: a picture, a drawing.
        zeros: Whether zeros are shown.
        shows_formulas: Whether formulas are shown in place of their results.
        stale: Places of formulas whose stored results the file itself does not take for results.
        mark: By what it is known, if it may be.
    """

    name: str
    hidden: bool = False
    cells: dict[Place, StoredCell] = field(factory=dict)
    merges: list[Area] = field(factory=list)
    measures: Measures = field(factory=Measures)
    rules: list[Condition] = field(factory=list)
    conditions: dict[Place, list[Condition]] = field(factory=dict)
    anchored: list[Anchored] = field(factory=list)
    things: dict[Place, Doubt] = field(factory=dict)
    zeros: bool = True
    shows_formulas: bool = False
    stale: set[Place] = field(factory=set)
    mark: Mark | None = None

    def settled(self, covered: Budget) -> Sheet:
        """The worksheet, once all of it is gathered.

        Args:
            covered: How many places of areas may be looked at.

        Raises:
            ReadError: There are more.
        """
        self.merges.sort()
        for area in self.merges:
            for place in inside(area, self.cells, covered):
                if place != area[:2]:
                    del self.cells[place]
        for rule in self.rules:
            for area in rule.areas:
                for place in inside(area, self.cells, covered):
                    self.conditions.setdefault(place, []).append(rule)
        if self.anchored:
            found = under(self.anchored, self.measures, self.cells, self.merges, covered)
            self.things = found | self.things
        return self

    @cached_property
    def outdated(self) -> frozenset[Place]:
        """The formulas whose stored results are none: the file says so, or they change with the hour."""
        formulas = ((place, cell.formula) for place, cell in self.cells.items() if cell.formula is not None)
        volatile = (place for place, formula in formulas if _VOLATILE.search(formula))
        return frozenset({*self.stale, *volatile})
