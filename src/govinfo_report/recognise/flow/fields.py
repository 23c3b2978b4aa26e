"""Which fields behind a label of a stream are which figures of its row: only what count and order prove.

Where separators show every cell, blank ones included, a row's figures are its first fields. Where
nothing shows blanks, a row has all its figures or none; any other number proves nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from attrs import define, evolve, frozen

from govinfo_report.recognise.flow.stream import Unit, UnitKind

__all__ = ["Fields", "Proof", "prove"]


@frozen(kw_only=True)
class Fields:
    """What stands between the label of a row and the next words.

    Attributes:
        units: The units, pads included.
        wanted: How many figures the row has in the form.
        level: How deep the row stands in the form, 0 without a label; rows alike in it are padded alike.
        skipped: Whether the label behind them is not the one that the form has next.
        labelled: Whether separators show the cell of its label: then they show its other cells too.
        followed: Whether the label behind them is the one that the form has next, or the table ends
            where the form ends.
    """

    units: tuple[Unit, ...]
    wanted: int
    level: int
    labelled: bool
    skipped: bool
    followed: bool

    @property
    def cells(self) -> tuple[Unit, ...]:
        """The units before the first pad."""
        for index, unit in enumerate(self.units):
            if unit.kind is UnitKind.PAD:
                return self.units[:index]
        return self.units

    @property
    def filled(self) -> tuple[int, ...]:
        """Which of the cells print something."""
        return tuple(index for index, unit in enumerate(self.cells) if unit.kind is not UnitKind.BLANK)

    @property
    def all_filled(self) -> tuple[Unit, ...]:
        """Everything that prints something, also behind pads."""
        return tuple(unit for unit in self.units if unit.kind in (UnitKind.FIGURE, UnitKind.WORD))

    @property
    def explicit(self) -> bool:
        """Whether separators show the cells."""
        return bool(self.units) and all(unit.explicit for unit in self.units)

    @property
    def is_preceded(self) -> bool:
        """Whether, of a row without a label, one figure stands on a line before that of all the others.

        A page number, perhaps, and a figure lost.
        """
        lines = [unit.line for unit in self.all_filled]
        return self.level == 0 and len(lines) > 2 and lines[0] not in lines[1:] and len(set(lines[1:])) == 1

    @property
    def opened(self) -> bool:
        """Whether a separator opens the figures of a row without a label: all stand one place further on."""
        return self.level == 0 and self.filled == tuple(range(1, self.wanted + 1))

    @property
    def full(self) -> bool:
        """Whether its first cells are all its figures, and nothing else is printed."""
        return self.filled == tuple(range(self.wanted)) and len(self.all_filled) == self.wanted


@define
class Proof:
    """What the rows of a table tell of each other.

    Attributes:
        surplus: (figures, level) → most blank fields that stand behind the figures of a full row. Not the
            fewest: a table's last row may have lost the pads that its fellows keep.
        usual: (figures, level) → how many cells more than figures rows have, and how many rows each.
        pads_shown: Whether pads can be told from blank cells.
        opened: Whether a separator may open each row: then a blank before its figures may be no cell.
        repeats: Whether the text says anything twice; an extractor may have dropped what it had said before.
        strays: Whether figures stand elsewhere than behind their labels; then nothing behind a label proves
            no blank.
    """

    surplus: dict[tuple[int, int], int]
    usual: dict[tuple[int, int], Counter[int]]
    pads_shown: bool
    opened: bool
    repeats: bool
    strays: bool

    @classmethod
    def of(cls, rows: Sequence[Fields], *, opened: bool, repeats: bool, strays: bool) -> Proof:
        """The proof that ``rows``, all of one table, give."""
        surplus: dict[tuple[int, int], int] = {}
        usual: dict[tuple[int, int], Counter[int]] = {}
        for row in rows:
            if not row.explicit:
                continue
            key = (row.wanted, row.level)
            behind = len(row.cells) - row.wanted
            usual.setdefault(key, Counter())[behind] += 1
            if row.full:
                surplus[key] = max(behind, surplus.get(key, 0))
        pads = any(unit.kind is UnitKind.PAD for row in rows for unit in row.units)
        strays = strays or any(row.all_filled and not row.full and not row.explicit for row in rows)
        return cls(surplus, usual, pads or not any(surplus.values()), opened, repeats, strays)

    def unlike_its_fellows(self, row: Fields) -> str:
        """Why the cells of a row are not to be counted: more of them than its fellows have, or fewer.

        A figure may be split into two cells, or have slipped in, or one may be lost. A full row may have
        fewer: the last of a table loses its pads.
        """
        counts = self.usual.get((row.wanted, row.level), Counter())
        behind = len(row.cells) - row.wanted
        others = [(count, cells) for cells, count in counts.items() if cells != behind]
        most = max(others, default=(0, behind))
        if most[0] >= max(counts[behind], 2) and most[1] < behind:
            return "比同类行多一格 one cell more than rows of its kind have"
        if not row.full and most[0] >= counts[behind] and most[1] > behind:
            return "比同类行少一格 one cell fewer than rows of its kind have"
        return ""


def prove(row: Fields, proof: Proof) -> tuple[tuple[Unit | None, ...] | None, str]:
    """The figures of a row, ``None`` for a blank; or no figures and the reason why."""
    if row.opened:
        row = evolve(row, units=row.units[1:])
    if row.explicit and row.all_filled and (problem := proof.unlike_its_fellows(row)):
        return None, problem
    if row.full and row.is_preceded:
        return None, "一行数字之外另有一数 a figure stands apart from the line of figures"
    if row.full:
        if row.explicit or not row.skipped:
            return row.cells[: row.wanted], ""
        return None, "其后缺一行，数字可能属于那一行 a row is missing behind it, whose figures these may be"
    printed = len(row.all_filled)
    if printed == 0:
        shown = row.explicit and len(row.units) >= row.wanted
        silent = row.followed and proof.repeats and not proof.strays and not row.labelled and not row.units
        if shown or silent:
            return (None,) * row.wanted, ""
        return None, "不能确定是空白还是缺失 blank or lost, nobody can tell"
    if row.explicit and printed == len(row.filled) and _stands(row, proof):
        cells = row.cells[: row.wanted]
        return tuple(None if unit.kind is UnitKind.BLANK else unit for unit in cells), ""
    return None, (
        f"{printed}个数对不上{row.wanted}栏 {printed} figures do not fit {row.wanted} columns for certain"
    )


def _stands(row: Fields, proof: Proof) -> bool:
    """Whether the separators of a row with blanks prove which figure stands in which column."""
    first, last = row.filled[0], row.filled[-1]
    if last >= row.wanted or (row.level == 0 and first > 0 and proof.opened):
        return False
    if last == row.wanted - 1 and (first == 0 or len(row.cells) == row.wanted):
        return True
    surplus = proof.surplus.get((row.wanted, row.level))
    if surplus is None or len(row.cells) - surplus < row.wanted:
        return False
    # One figure and blanks behind it look like one figure over several merged columns.
    return last == row.wanted - 1 or (proof.pads_shown and (first > 0 or len(row.filled) > 1))
