"""Tables that differ in their whole numbers alone: what was made of one of them is the mould of the others.

A site's reports have one markup. A mould is kept by the markup with every number masked and all that decides
how it looks; it is made of a table without blanks each of whose numbers stood in a cell of its own, just as
it is written. A table of the same markup then prints the same, its own numbers in these cells.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Sequence
from functools import cached_property

from attrs import define, evolve, field

from govinfo_report.document import Grid, GridCell, Likeness
from govinfo_report.readers.boxes import CellBox, TableBox

__all__ = ["Cast", "Mould", "Moulds", "masked"]

_NOTHING = "\0"
_BLANK = re.compile(r"(<td(?:\s[^<>]*)?>)\s*(?=</td>)")
_NUMBER = re.compile(r"(?<=>)[ \t\r\n\f]*([0-9]+|\0)[ \t\r\n\f]*(?=<)")
_LONGEST = 200_000
"""Characters of a table that is looked at; one of the form has 10,000."""
_MOST, _MOST_CELLS = 64, 2_000
"""So many moulds are kept, and so many cells of a mould."""


def masked(markup: str) -> tuple[str, tuple[str, ...]] | None:
    """A table's markup without its numbers, and these in order, empty for blanks; ``None`` if it has none."""
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
        places: The numbers of these among them.
        spent: How many places its cells take.
    """

    cells: tuple[CellBox, ...]
    places: tuple[int, ...]
    spent: int
    _made: dict[tuple[int, str], GridCell] = field(factory=dict, init=False)
    _likes: dict[frozenset[int], _Likes] = field(factory=dict, init=False)

    @classmethod
    def of(cls, table: TableBox, numbers: Sequence[str], spent: int) -> Mould | None:
        """The mould of a table; ``None`` if a number of its markup is not what a cell prints, or is blank."""
        cells = tuple(table.cells)
        places = tuple(at for at, cell in enumerate(cells) if cell.text.isascii() and cell.text.isdigit())
        if [cells[at].text for at in places] != list(numbers):
            return None
        if any(isinstance(block, TableBox) for cell in cells for block in cell.blocks):
            return None
        return cls(cells, places, spent)

    def likes(self, cast: Cast) -> _Likes:
        """What all tables have in common that have blanks in the same cells."""
        blank = frozenset(at for at, number in enumerate(cast.numbers) if not number)
        if (known := self._likes.get(blank)) is None:
            box = TableBox(cells=cast.cells)
            known = _Likes(box.is_of_the_form, box.is_of_figures, box.has_lost_spans)
            if len(self._likes) < _MOST:
                self._likes[blank] = known
        return known

    def grid_cells(self, numbers: Sequence[str]) -> tuple[GridCell, ...]:
        """The cells of a lattice, which is one of many that share them."""
        cells = self._labels.copy()
        made = self._made
        for place, number in zip(self.places, numbers, strict=True):
            if (cell := made.get((place, number))) is None:
                cell = evolve(self.cells[place].grid_cell, text=number)
                if len(made) < _MOST_CELLS:
                    made[place, number] = cell
            cells[place] = cell
        return tuple(cells)

    @cached_property
    def _labels(self) -> list[GridCell]:
        return [cell.grid_cell for cell in self.cells]


@define(eq=False)
class _Likes:
    """What is told of a table, and has been told of its lattice."""

    is_of_the_form: bool
    is_of_figures: bool
    has_lost_spans: bool
    likeness: Likeness = field(factory=Likeness)


class Cast(TableBox):
    """A table of a mould: its boxes are made only if somebody asks for them."""

    def __init__(self, mould: Mould, numbers: tuple[str, ...]) -> None:
        self.mould = mould
        self.numbers = numbers

    @cached_property
    def cells(self) -> list[CellBox]:  # type: ignore[override]
        """Its cells, as those of any table."""
        cells = list(self.mould.cells)
        for place, number in zip(self.mould.places, self.numbers, strict=True):
            cells[place] = evolve(cells[place], blocks=[number] if number else [])
        return cells

    @cached_property
    def _likes(self) -> _Likes:
        return self.mould.likes(self)

    @cached_property
    def is_of_the_form(self) -> bool:
        """As of any table."""
        return self._likes.is_of_the_form

    @property
    def is_of_figures(self) -> bool:
        """As of any table."""
        return self._likes.is_of_figures

    @property
    def has_lost_spans(self) -> bool:
        """As of any table."""
        return self._likes.has_lost_spans

    @property
    def inner(self) -> Iterator[TableBox]:
        """None: no table of a mould has tables in its cells."""
        return iter(())

    def grid(self, file: str | None, number: int) -> Grid:
        """Its lattice, which is like all of its mould with blanks in the same cells."""
        cells = self.mould.grid_cells(self.numbers)
        return self.lattice(cells, file, number).like(self._likes.likeness)


@define
class Moulds:
    """The moulds kept, those used last."""

    _kept: dict[Hashable, Mould] = field(factory=dict, init=False)

    def get(self, key: Hashable) -> Mould | None:
        """The mould of a key, if it is kept."""
        mould = self._kept.pop(key, None)
        if mould is not None:
            self._kept[key] = mould
        return mould

    def keep(self, key: Hashable, mould: Mould) -> None:
        """Keep a mould; the one that was used longest ago goes."""
        while len(self._kept) >= _MOST:
            del self._kept[next(iter(self._kept))]
        self._kept[key] = mould
