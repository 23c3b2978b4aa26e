"""Which fields behind a label are which figures of its row: exactly one assignment, or none.

Where separators show every field, blank ones included, the first fields are the figures, or those of the
columns that a sheet would have. Where nothing shows blanks, a row has all its figures or none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from attrs import frozen

from govinfo_report.raw.doubt import is_sign
from govinfo_report.recognise.refusing import Refusal
from govinfo_report.recognise.sequence.rows import Cells, Fields, Row
from govinfo_report.recognise.sequence.units import Unit, UnitKind

__all__ = ["Proof", "in_place", "prove"]

_LONG = 4
"""Digits of a number alone that is a year, and no number of a page or of a row."""


@frozen(kw_only=True)
class Proof:
    """What the rows of a text tell of each other.

    Attributes:
        rows: Those whose fields separators show.
        in_place: Whether each column that a cell spans has a field of its own, as in a sheet.
        is_tie: Whether rows fit that law as well as the other, and so prove neither.
        opened: Whether a separator may open each row: a blank before its figures is no cell then.
        repeats: Whether the text says anything twice: an extractor may have dropped what it had said before.
        pads: Whether pads can be told from blank cells.
        short: Sections of one column of which some row has no figure: it may be that of the row beside it.
        has_strays: Whether blanks are not shown and figures stand between rows: a row that looks whole may
            have one of these in place of its own.
        broken: Sections in which blanks vanish one by one, or figures stand before their labels.
    """

    rows: tuple[Row, ...]
    in_place: bool
    is_tie: bool
    opened: bool
    repeats: bool
    pads: bool
    broken: frozenset[int]
    has_strays: bool
    short: frozenset[int] = frozenset()

    @classmethod
    def of(cls, rows: Sequence[Row], units: Sequence[Unit], *, repeats: bool) -> Proof:
        """The proof that the rows of a text give."""
        shown = tuple(row for row in rows if row.is_explicit)
        fit = Counter((in_place(row) is not None, _fits_behind(row)) for row in shown if _is_wide(row))
        by_place, by_order = fit[True, False], fit[False, True]
        labels = {row.at for row in rows}
        before = sum(units[at - 1].kind is UnitKind.BLANK for at in labels if at)
        return cls(
            rows=shown,
            in_place=by_place > by_order,
            is_tie=by_place == by_order,
            opened=2 * before >= len(labels),
            repeats=repeats,
            short=frozenset(row.section for row in rows if row.wanted == 1 and not row.fields),
            pads=any(unit.kind is UnitKind.PAD for row in shown for unit in row.fields),
            has_strays=_has_strays(rows, units),
            broken=frozenset(
                row.section
                for row, before in zip(rows, (None, *rows), strict=False)
                if (row.printed and not row.is_full and not row.is_explicit)
                or _is_preceded(row, before, units)
            ),
        )

    def fellows(self, row: Row) -> list[Row]:
        """The rows that span alike in the form, and are padded alike."""
        return [other for other in self.rows if other.form.spans == row.form.spans]

    @property
    def shows_pads(self) -> bool:
        """Whether blank cells can be told from what merged cells left."""
        return self.pads or not any(row.surplus for row in self.rows if row.is_full)


def _has_strays(rows: Sequence[Row], units: Sequence[Unit]) -> bool:
    inside = {at for row in rows for at in range(row.first, row.end)}
    inside |= {row.labels[0] - 1 for row in rows if row.is_numbered}
    over = short = full = 0
    for row, following in pairwise([*rows, None]):
        assert row is not None
        if row.wanted == 1 or not row.printed or row.is_explicit:
            continue
        over, full = over + (row.printed > row.wanted), full + (row.printed == row.wanted)
        if row.printed < row.wanted:
            same = following is not None and following.section == row.section
            until = following.labels[0] if same and following is not None else row.end
            if (
                sum(unit.kind in (UnitKind.FIGURE, UnitKind.WORD) for unit in units[row.first : until])
                == row.wanted
            ):
                inside.update(range(row.first, until))  # words stand in one of its cells: nothing is blank
            else:
                short += 1
    alone = any(
        unit.kind is UnitKind.FIGURE and not unit.explicit and at not in inside and len(unit.text) < _LONG
        for at, unit in enumerate(units)
    )
    return (short > 0 and (over > 0 or alone)) or over > full + short


def _is_preceded(row: Row, before: Row | None, units: Sequence[Unit]) -> bool:
    """Whether a figure stands before a row's label that is behind no other's."""
    start = before.end if before is not None else 0
    return any(unit.kind is UnitKind.FIGURE for unit in units[start : row.at])


def _is_wide(row: Row) -> bool:
    """Whether some of its cells span columns in the form, so that the laws differ for it."""
    return bool(row.printed) and sum(row.form.spans) > len(row.form.spans)


def _fits_behind(row: Row) -> bool:
    return bool(row.filled) and row.filled[-1] < row.wanted and row.printed == len(row.filled)


def in_place(row: Row) -> Cells | None:
    """The row's fields under its heads where each column that a cell spans has a field, as in a sheet."""
    at, places = max(row.form.spans[0] - 1, 0), []
    for span in row.form.spans[1:]:
        places.append(at)
        at += span
    filled = {place for place, unit in enumerate(row.fields) if unit.kind in (UnitKind.FIGURE, UnitKind.WORD)}
    return (
        [row.fields[place] for place in places] if len(row.fields) == at and filled <= set(places) else None
    )


def prove(row: Row, proof: Proof) -> tuple[Cells | None, Refusal | None]:
    """The one assignment of a row's fields to its columns, else why there is none or more than one."""
    cells, reason = _prove(row, proof)
    if cells is not None and proof.is_tie and _is_wide(row) and row.is_explicit and not row.is_full:
        other = in_place(row)
        if other is not None and list(map(id, other)) != list(map(id, cells)):
            return None, Refusal.TWO_WAYS
    return cells, reason


def _prove(row: Row, proof: Proof) -> tuple[Cells | None, Refusal | None]:
    if row.wanted > 1 and any(is_sign(unit.text) for unit in row.fields):
        return None, Refusal.HIDDEN_AMONG
    if row.holds_a_number and not row.is_full:
        return None, Refusal.FIGURE_IN_LABEL
    if proof.in_place and row.is_explicit:
        return _as_in_a_sheet(row)
    if row.is_explicit and not row.is_labelled and row.filled == list(range(1, row.wanted + 1)):
        row.fields = Fields(row.fields[1:])  # a separator opens each row
    if row.is_explicit and row.printed and (reason := _unlike(row, proof)) is not None:
        return None, reason
    if row.is_full:
        return _whole(row, proof)
    return _blank(row, proof) if not row.printed else _with_blanks(row, proof)


def _as_in_a_sheet(row: Row) -> tuple[Cells | None, Refusal | None]:
    cells = in_place(row)
    if cells is None:
        return None, Refusal.OTHER_WIDTH
    filled = [place for place, unit in enumerate(cells) if unit is not None and unit.text]
    return (None, Refusal.MAY_SPAN) if filled == [0] and len(cells) > 1 else (cells, None)


def _unlike(row: Row, proof: Proof) -> Refusal | None:
    """Why the fields of a row are not to be counted: rows that span alike have fewer, or more."""
    fellows = proof.fellows(row)
    if row.has_words_behind and not all(other.has_words_behind for other in fellows):
        return Refusal.MORE_THAN_FELLOWS
    counts = Counter(other.surplus for other in fellows)
    explained = row.surplus <= sum(span - 1 for span in row.form.spans if span)
    fewer = max(((count, less) for less, count in counts.items() if 0 <= less < row.surplus), default=(0, 0))
    if fewer[0] >= max(counts[row.surplus], 2 if explained else 1) and not row.is_last:
        return Refusal.MORE_THAN_FELLOWS
    if not explained and len(fellows) == 1 and not proof.opened:
        return Refusal.MORE_THAN_COLUMNS
    others = [(count, surplus) for surplus, count in counts.items() if surplus != row.surplus]
    most = max(others, default=(0, row.surplus))
    if not row.is_full and most[0] >= counts[row.surplus] and most[1] > row.surplus:
        return Refusal.FEWER_THAN_FELLOWS
    return None


def _whole(row: Row, proof: Proof) -> tuple[Cells | None, Refusal | None]:
    lines = Counter(unit.line for unit in row.fields if unit.text)
    if not row.is_labelled and len(lines) > 1 and max(lines.values()) > 1:
        return None, Refusal.APART
    if not row.is_explicit and row.section in proof.short:
        return None, Refusal.BLANK_OR_LOST
    if not row.is_explicit and row.wanted > 1 and proof.has_strays:
        return None, Refusal.STRAY_FIGURES
    if row.is_explicit or row.is_followed:
        return row.before_pads[: row.wanted], None
    return None, Refusal.ROW_MISSING


def _blank(row: Row, proof: Proof) -> tuple[Cells | None, Refusal | None]:
    shown = row.is_explicit and len(row.fields) >= row.wanted
    silent = proof.repeats and row.section not in proof.broken
    vanished = not row.fields and row.is_labelled and row.is_followed and row.is_alone and silent
    vanished = vanished and row.wanted > 1  # one figure may as well stand behind the label of the next row
    return ([None] * row.wanted, None) if shown or vanished else (None, Refusal.BLANK_OR_LOST)


def _with_blanks(row: Row, proof: Proof) -> tuple[Cells | None, Refusal | None]:
    """A row with some of its figures: separators have to show the blanks."""
    if not row.is_explicit or row.printed != len(row.filled):
        return None, Refusal.OTHER_NUMBER
    first, last = row.filled[0], row.filled[-1]
    if last >= row.wanted or (not row.is_labelled and first > 0 and proof.opened):
        return None, Refusal.BEYOND
    to_the_end = last == row.wanted - 1
    if not (to_the_end and (first == 0 or len(row.before_pads) == row.wanted)):
        reason = _unlike_full(row, proof, to_the_end=to_the_end)
        if reason is not None:
            return None, reason
    return row.before_pads[: row.wanted], None


def _unlike_full(row: Row, proof: Proof, *, to_the_end: bool) -> Refusal | None:
    """Why the blanks of a row are none for certain, by the full rows of its kind."""
    full = [other for other in proof.fellows(row) if other.is_full]
    if proof.pads and _may_be_merged(row) and all(other.section != row.section for other in full):
        return Refusal.BLANK_OR_MERGED
    if not full or row.surplus < max(other.surplus for other in full):
        return Refusal.OTHER_NUMBER
    # one figure and blanks behind it look like one figure over several merged columns
    alone = row.filled == [0] or not proof.shows_pads
    return Refusal.MAY_SPAN if alone and not to_the_end else None


def _may_be_merged(row: Row) -> bool:
    """Whether a row's last field is blank and a merged cell may have left it."""
    return row.in_line and len(row.fields) == row.wanted and row.filled[-1] == row.wanted - 2
