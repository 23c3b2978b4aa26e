"""A workbook as its file states it, before anything is made of it. Both engines yield these values."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen

__all__ = ["CellError", "MergedRange", "Sheet", "Stored", "StoredCell", "Workbook"]


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
        struck: Whether the cell is printed with a line through it.
    """

    value: Stored = None
    number: str | None = None
    formula: str | None = None
    date: str | None = None
    struck: bool = False

    @property
    def has_result(self) -> bool:
        """Whether something is stored besides a formula."""
        return self.value is not None or self.number is not None or self.date is not None


#: First row, first column, last row, last column; from 0, both ends included.
MergedRange = tuple[int, int, int, int]


@frozen(kw_only=True)
class Sheet:
    """A worksheet.

    Attributes:
        cells: (row, column), from 0 → the cell; cells covered by a merged range left out.
    """

    name: str
    hidden: bool = False
    cells: Mapping[tuple[int, int], StoredCell] = field(factory=dict)
    merges: tuple[MergedRange, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: tuple[tuple[int, int], ...] = ()


@frozen(kw_only=True)
class Workbook:
    """The worksheets of a workbook, in order."""

    sheets: tuple[Sheet, ...]
