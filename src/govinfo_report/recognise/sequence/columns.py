"""What the heads in a text prove of the columns under them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from govinfo_report.form.evidence import every_label
from govinfo_report.form.sections import FormSection, sections
from govinfo_report.recognise.refusing import Refusal
from govinfo_report.recognise.sequence.alignment import Anchor
from govinfo_report.recognise.sequence.rows import Row
from govinfo_report.recognise.sequence.units import Unit, UnitKind

__all__ = ["headed", "heads_refused", "under_other_heads"]

_FEWEST_HEADS = 2
"""So many heads have to be there before one may be missing."""
_Heads = Sequence[tuple[int, Anchor]]


def headed(aligned: Mapping[int, Anchor]) -> set[int]:
    """The sections of which at least half of the heads right over figures are there."""
    found = {
        (each.section, each.column) for each in aligned.values() if each.row < 0 and each.column is not None
    }
    counts = Counter(section for section, _ in found)
    return {section for section, count in counts.items() if 2 * count >= sections()[section].columns}


def heads_refused(
    units: Sequence[Unit], aligned: Mapping[int, Anchor], rows: Sequence[Row]
) -> dict[int, Refusal]:
    """The sections whose columns are not proven, by their index, and why.

    Where one head is missing and a blank stands in its place, or nothing shows blanks, full rows are read all
    the same.
    """
    heads: dict[int, list[tuple[int, Anchor]]] = defaultdict(list)
    for at, anchor in aligned.items():
        if anchor.row < 0:
            heads[anchor.section].append((at, anchor))
    refused: dict[int, Refusal] = {}
    for index in {row.section for row in rows}:
        under = [row for row in rows if row.section == index]
        order = _exchanged(units, aligned, heads[index], under)
        if order is not None:
            for row in under:
                row.order = order
            continue
        reason = _refusal(units, aligned, heads[index], under)
        if reason is not None:
            refused[index] = reason
        elif len(_columns(heads[index])) < sections()[index].columns:
            for row in under:
                row.reason = None if row.is_full else Refusal.HEAD_MISSING
    return refused


def _exchanged(
    units: Sequence[Unit], aligned: Mapping[int, Anchor], heads: _Heads, rows: Sequence[Row]
) -> tuple[int, ...] | None:
    """The order of the columns where heads of one line have changed places; ``None`` where none have.

    All heads are there, each once: the alignment leaves some out, and nothing else stands among them.
    """
    section = rows[0].of_form
    columns = _columns(heads)
    missing = [column for column in range(section.columns) if column not in columns]
    if not missing or not heads or max(columns.values(), default=0) > 1:
        return None
    printed = {at: anchor.column for at, anchor in heads if anchor.column is not None}
    for at in _foreign(units, aligned, heads, rows):
        said = {match.key for match in every_label().find(units[at].text)}
        lost = [column for column in missing if section.order[column] in said]
        if len(lost) != 1:
            return None
        printed[at] = lost[0]
    in_order = [column for _, column in sorted(printed.items())]
    return _by_levels(section, in_order) if sorted(in_order) == list(range(section.columns)) else None


def _by_levels(section: FormSection, printed: Sequence[int]) -> tuple[int, ...]:
    """The order of the columns: within a line of heads they stand in the order of these."""
    levels = _levels(section)
    order = [0] * section.columns
    for level in set(levels.values()):
        places = (column for column in range(section.columns) if levels[column] == level)
        own = (column for column in printed if levels[column] == level)
        for place, column in zip(places, own, strict=True):
            order[place] = column
    return tuple(order)


def _levels(section: FormSection) -> dict[int, int]:
    """The line of heads in which each column's head is met first."""
    lines, found = 0, dict[int, int]()
    before = -1
    for head in section.heads:
        if head.column is None:
            continue
        if head.column <= before:
            lines += 1
        before = head.column
        found.setdefault(head.column, lines)
    return found


def _columns(heads: _Heads) -> Counter[int]:
    return Counter(anchor.column for _, anchor in heads if anchor.column is not None)


def _refusal(
    units: Sequence[Unit], aligned: Mapping[int, Anchor], heads: _Heads, rows: Sequence[Row]
) -> Refusal | None:
    section = rows[0].of_form
    if not heads:
        return Refusal.HEAD_MISSING
    columns = _columns(heads)
    outer = {head.text for head in section.heads if head.column is None}
    alike = len(set(section.order)) < len(section.order)
    if alike and not outer <= {anchor.text for _, anchor in heads}:
        return Refusal.OPEN
    missing = [column for column in range(section.columns) if column not in columns]
    few = len(missing) > 1 or len(columns) < _FEWEST_HEADS
    if missing and (few or not _may_miss(units, heads, section, missing[0])):
        return Refusal.HEAD_MISSING
    if max(columns.values()) > 1:
        return Refusal.HEAD_TWICE
    return Refusal.FOREIGN_HEAD if _foreign(units, aligned, heads, rows) else None


def _foreign(
    units: Sequence[Unit], aligned: Mapping[int, Anchor], heads: _Heads, rows: Sequence[Row]
) -> list[int]:
    """The words among the heads that the alignment leaves out."""
    region = _region(units, aligned, heads, rows)
    return [at for at in region if units[at].kind is UnitKind.WORD and at not in aligned]


def _region(
    units: Sequence[Unit], aligned: Mapping[int, Anchor], heads: _Heads, rows: Sequence[Row]
) -> range:
    """The units of the heads: from words that belong to no row before them to those before figures."""
    own = {head.text for head in rows[0].of_form.heads}
    first, last = heads[0][0], heads[-1][0]
    while first and _may_be_head(units[first - 1], first - 1 in aligned, own):
        first -= 1
    figure = next((at for at in range(last + 1, len(units)) if units[at].kind is UnitKind.FIGURE), len(units))
    words = [at for at in range(last + 1, figure) if units[at].kind is UnitKind.WORD]
    return range(first, min([*(row.at for row in rows), *words[-1:]]))


def _may_be_head(unit: Unit, is_aligned: bool, own: set[str]) -> bool:
    if unit.kind is UnitKind.FIGURE or is_aligned:
        return False
    return unit.kind is not UnitKind.WORD or bool(
        own & {match.key for match in every_label().find(unit.text)}
    )


def _may_miss(units: Sequence[Unit], heads: _Heads, section: FormSection, column: int) -> bool:
    """Whether a blank cell stands where the head of a column should, or nothing shows blanks."""
    if not any(units[at].explicit for at, _ in heads):
        return True
    order = {(head.text, head.column): place for place, head in reversed(list(enumerate(section.heads)))}
    here = next(place for (_, each), place in order.items() if each == column)
    before = [at for at, anchor in heads if order[anchor.text, anchor.column] < here]
    behind = [at for at, anchor in heads if order[anchor.text, anchor.column] > here]
    if not before or not behind:
        return False
    line = units[min(behind)].line
    between = units[max(before) + 1 : min(behind)]
    return any(unit.kind is UnitKind.BLANK and unit.line == line for unit in between)


def under_other_heads(
    units: Sequence[Unit], aligned: Mapping[int, Anchor], row: Row, *, in_place: bool
) -> bool:
    """Whether heads and a full row are lines of one width, and its figures do not stand under their heads."""
    leaves = _leaves(aligned, row.section)
    if not (row.is_explicit and row.is_full and leaves) or row.order is not None:
        return False
    columns = [column for column, _ in leaves]
    places, widths = zip(*(_place(units, at) for _, at in leaves), strict=True)
    in_order = in_place or list(places) == sorted(set(places))
    if len(set(widths)) != 1 or not in_order or widths[0] < row.wanted:
        return False
    first, own = _place(units, row.first)
    if own != widths[0]:
        return not row.is_labelled
    return own > row.wanted and list(places) != [first + column for column in columns]


def _leaves(aligned: Mapping[int, Anchor], section: int) -> list[tuple[int, int]]:
    """The columns of a section that have a head, each with the unit of it."""
    return sorted(
        (anchor.column, at)
        for at, anchor in aligned.items()
        if anchor.section == section and anchor.row < 0 and anchor.column is not None
    )


def _place(units: Sequence[Unit], at: int) -> tuple[int, int]:
    """The place of a unit among those of its line, and how many these are."""
    line, first = units[at].line, at
    while first and units[first - 1].line == line:
        first -= 1
    end = at + 1
    while end < len(units) and units[end].line == line:
        end += 1
    return at - first, end - first
