"""Tables that differ in their numbers alone: what was made of one of them is the mould of the others.

A site's reports have one markup, a city's agencies fill in one template. A mould is kept by the markup with
every number masked and all that decides how it looks; it is made of a table each of whose numbers stood in a
cell of its own, just as it is written. A table of the same markup then prints the same, its own numbers in
these cells.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from functools import cached_property
from hashlib import blake2b
from threading import Lock
from typing import Generic, TypeVar

from attrs import define, evolve, field

from govinfo_report.document import Grid, GridCell, Likeness
from govinfo_report.readers.boxes import CellBox, TableBox

__all__ = ["Cast", "Kept", "Mould", "digest", "masked"]

_Thing = TypeVar("_Thing")

_NOTHING = "\0"
_BLANK = re.compile(r"(<td(?:\s[^<>]*)?>)\s*(?=</td>)")
_NUMBER = re.compile(r"(?<=>)[ \t\r\n\f]*([0-9]+(?:\.[0-9]+)?|\0)[ \t\r\n\f]*(?=<)")
_IS_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_LONGEST = 200_000
"""Characters of a table that is looked at; one of the form has 10,000."""
_MOST, _MOST_CELLS, _MOST_LIKES = 256, 400, 64
"""So many moulds are kept, and so many cells and likenesses of a mould: some 200 KB each at the most."""


def digest(markup: bytes) -> bytes:
    """What stands for a markup in a key: tables of Word files are large."""
    return blake2b(markup, digest_size=32).digest()


def masked(markup: str) -> tuple[str, tuple[str, ...]] | None:
    """The markup of a page's table without its numbers, and these in order, empty for blanks.

    ``None`` if it has none.
    """
    if len(markup) > _LONGEST or _NOTHING in markup:
        return None
    marked = _BLANK.sub(rf"\1{_NOTHING}", markup)
    numbers = _NUMBER.findall(marked)
    if not numbers:
        return None
    return _NUMBER.sub(_NOTHING, marked), tuple("" if each == _NOTHING else each for each in numbers)


@define(eq=False)
class Mould:
    """What is the same in tables of one markup.

    Attributes:
        cells: The cells; for those that hold a number, of the table that it was made of.
        places: Which of them hold the numbers, in the order of the markup.
        spent: How many places its cells take.
        changes: How many tracked changes stand in it.
    """

    cells: tuple[GridCell, ...]
    places: tuple[int, ...]
    spent: int
    changes: int = 0
    _made: dict[tuple[int, str], GridCell] = field(factory=dict, init=False)
    _likes: dict[tuple[int, ...], Likeness] = field(factory=dict, init=False)

    @classmethod
    def of(cls, table: TableBox, numbers: Sequence[str], spent: int) -> Mould | None:
        """The mould of a table whose cells stand in the order of its markup.

        ``None`` if a number of the markup is not what a cell prints, or is blank, or may stand elsewhere.
        """
        if any(isinstance(block, TableBox) for cell in table.cells for block in cell.blocks):
            return None
        cells = tuple(cell.grid_cell for cell in table.cells)
        places = tuple(at for at, cell in enumerate(cells) if _IS_NUMBER.fullmatch(cell.text))
        if [cells[at].text for at in places] != list(numbers):
            return None
        if any(cells[at].row < 0 for at in places):  # a caption stands first, wherever it is written
            return None
        return cls(cells, places, spent)

    @classmethod
    def traced(cls, table: TableBox, numbers: Sequence[str], *, spent: int, changes: int) -> Mould | None:
        """The mould of a table with numbers that are all different: each shows which cell it goes to.

        ``None`` if one is not what a cell prints.
        """
        if any(isinstance(block, TableBox) for cell in table.cells for block in cell.blocks):
            return None
        cells = tuple(evolve(cell.grid_cell, origin=None) for cell in table.cells)
        printed = Counter(cell.text for cell in cells)
        if not all(printed[number] == 1 for number in numbers):
            return None
        at = {cell.text: number for number, cell in enumerate(cells)}
        return cls(cells, tuple(at[number] for number in numbers), spent, changes)

    def likeness(self, numbers: Sequence[str]) -> Likeness:
        """What all tables have in common that have blanks, whole numbers and decimals in the same cells."""
        kinds = tuple(2 * bool(number) + ("." in number) for number in numbers)
        if (known := self._likes.get(kinds)) is None:
            known = Likeness()
            if len(self._likes) < _MOST_LIKES:
                self._likes[kinds] = known
        return known

    def cast(self, numbers: Sequence[str]) -> tuple[GridCell, ...]:
        """The cells with other numbers; those of many lattices, which share them."""
        cells = list(self.cells)
        made = self._made
        for place, number in zip(self.places, numbers, strict=True):
            if (cell := made.get((place, number))) is None:
                cell = evolve(self.cells[place], text=number)
                if len(made) < _MOST_CELLS:
                    made[place, number] = cell
            cells[place] = cell
        return tuple(cells)


class Cast(TableBox):
    """A table of a mould: its boxes are made only if somebody asks for them."""

    def __init__(self, mould: Mould, numbers: tuple[str, ...]) -> None:
        self.mould = mould
        self.numbers = numbers

    @cached_property
    def cells(self) -> list[CellBox]:  # type: ignore[override]
        """Its cells, as those of any table."""
        return [
            CellBox(
                row=cell.row,
                column=cell.column,
                rowspan=cell.rowspan,
                colspan=cell.colspan,
                blocks=[*cell.text.split("\n")] if cell.text else [],
                hidden=cell.hidden,
            )
            for cell in self.mould.cast(self.numbers)
        ]

    @cached_property
    def _likeness(self) -> Likeness:
        return self.mould.likeness(self.numbers)

    def _told(self, what: str) -> bool:
        """Something that is told of a table, and is the same of all that are like it."""
        told = self._likeness.told
        if what not in told:
            told[what] = getattr(TableBox(cells=self.cells), what)
        return bool(told[what])

    @cached_property
    def is_of_the_form(self) -> bool:
        """As of any table."""
        return self._told("is_of_the_form")

    @property
    def is_of_figures(self) -> bool:
        """As of any table."""
        return self._told("is_of_figures")

    @property
    def has_lost_spans(self) -> bool:
        """As of any table."""
        return self._told("has_lost_spans")

    @property
    def inner(self) -> Iterator[TableBox]:
        """None: no table of a mould has tables in its cells."""
        return iter(())

    def grid(self, file: str | None, number: int) -> Grid:
        """Its lattice."""
        cells = self.mould.cast(self.numbers)
        return self.lattice(cells, file, number).like(self._likeness)


@define
class Kept(Generic[_Thing]):
    """What is kept by a key, those used last; of some keys it is known that there is nothing."""

    _kept: dict[Hashable, _Thing | None] = field(factory=dict, init=False)
    _lock: Lock = field(factory=Lock, init=False)  # threads read files at the same time

    def __contains__(self, key: Hashable) -> bool:
        return key in self._kept

    def get(self, key: Hashable) -> _Thing | None:
        """What is kept by a key, if something is."""
        with self._lock:
            if key not in self._kept:
                return None
            thing = self._kept[key] = self._kept.pop(key)
            return thing

    def keep(self, key: Hashable, thing: _Thing | None) -> None:
        """Keep a thing, or that there is none; the one that was used longest ago goes."""
        with self._lock:
            while len(self._kept) >= _MOST:
                del self._kept[next(iter(self._kept))]
            self._kept[key] = thing
