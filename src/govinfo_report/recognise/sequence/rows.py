"""The rows of the form in a text, each with the fields that stand behind its label."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import pairwise

from attrs import define, field

from govinfo_report.form.evidence import every_label
from govinfo_report.form.labels import has_more_numbers
from govinfo_report.form.sections import FormRow, FormSection, sections
from govinfo_report.prose.headings import heading_of
from govinfo_report.recognise.refusing import Refusal
from govinfo_report.recognise.sequence.alignment import Anchor
from govinfo_report.recognise.sequence.units import Unit, UnitKind

__all__ = ["Fields", "Row", "rows_of"]

_LONGEST_SERIAL = 3
_FEWEST_SERIALS = 3
"""So many numbers that go up by one are no figures of the rows between which they stand."""

#: What stands under the heads of a row, ``None`` for a blank.
Cells = Sequence[Unit | None]


class Fields(tuple[Unit, ...]):
    """What stands behind a label up to the next words."""

    @cached_property
    def before_pads(self) -> Sequence[Unit]:
        """The fields up to the first pad."""
        pads = (place for place, unit in enumerate(self) if unit.kind is UnitKind.PAD)
        return self[: next(pads, len(self))]

    @cached_property
    def filled(self) -> list[int]:
        """Which of these print something."""
        return [place for place, unit in enumerate(self.before_pads) if _prints(unit)]

    @cached_property
    def printed(self) -> int:
        """How many of all fields print something."""
        return sum(map(_prints, self))

    @cached_property
    def is_explicit(self) -> bool:
        """Whether separators show all of them."""
        return bool(self) and all(unit.explicit for unit in self)


@define(eq=False)
class Row:
    """A row of the form found in a text.

    Attributes:
        section: Index of its section.
        index: Index of the row in its section.
        at: Index of the unit of its label; of a row without one, of the last of its heads.
        first, end: Where its fields begin and end among the units.
        fields: What stands behind its label up to the next words.
        in_line: Whether its fields stand in the line of its label, a row a line.
        is_last: Whether no other row of its section follows.
        is_followed: Whether the row of the form that it has next follows, or another section.
        is_alone: Whether nothing stands around it but labels and fields of the form, and no separators.
        is_numbered: Whether the number of a column 序号 stands before its labels.
        has_words_behind: Whether words stand behind its fields, in a line of fields.
        holds_a_number: Whether a number stands in its label that the form has not there.
        cells: What its columns print, once that is proven.
        reason: Why it is not.
        labels: Indices of the units of all its labels.
        order: The columns in the order in which the text has them, where that is not the form's.
    """

    section: int
    index: int
    at: int
    first: int
    end: int
    fields: Fields
    in_line: bool = False
    is_last: bool = False
    is_followed: bool = True
    is_alone: bool = False
    is_numbered: bool = False
    has_words_behind: bool = False
    holds_a_number: bool = False
    cells: Cells | None = None
    reason: Refusal | None = None
    labels: list[int] = field(factory=list)
    order: Sequence[int] | None = None

    @property
    def of_form(self) -> FormSection:
        """Its section."""
        return sections()[self.section]

    @property
    def form(self) -> FormRow:
        """The row as the form has it."""
        return self.of_form.rows[self.index]

    @property
    def wanted(self) -> int:
        """How many figures it has."""
        return len(self.form.paths)

    @property
    def paths(self) -> Sequence[str]:
        """Its figures in the order in which the text has them."""
        paths = self.form.paths
        return paths if self.order is None else [paths[column] for column in self.order]

    @property
    def is_labelled(self) -> bool:
        """Whether the form has a label beside it."""
        return bool(self.form.labels)

    @property
    def before_pads(self) -> Sequence[Unit]:
        """Its fields up to the first pad."""
        return self.fields.before_pads

    @property
    def filled(self) -> list[int]:
        """Which of these print something."""
        return self.fields.filled

    @property
    def printed(self) -> int:
        """How many of all its fields print something."""
        return self.fields.printed

    @property
    def is_explicit(self) -> bool:
        """Whether separators show its fields."""
        return self.fields.is_explicit

    @property
    def is_full(self) -> bool:
        """Whether its first fields are all its figures, and nothing else is printed."""
        return self.filled == list(range(self.wanted)) and self.printed == self.wanted

    @property
    def surplus(self) -> int:
        """How many fields more than columns it has."""
        return len(self.before_pads) - self.wanted


def _prints(unit: Unit) -> bool:
    return unit.kind in (UnitKind.FIGURE, UnitKind.WORD)


def rows_of(units: Sequence[Unit], aligned: Mapping[int, Anchor]) -> list[Row]:
    """The rows of the form in a text, in order."""
    starts = [(at, anchor.section, anchor.row) for at, anchor in aligned.items() if anchor.own]
    ends: dict[int, int] = {}
    for at, anchor in aligned.items():
        if anchor.row < 0:
            ends[anchor.section] = at
    starts += [(at, index, 0) for index, at in ends.items() if not sections()[index].rows[0].labels]
    rows = [_row(units, aligned, *start) for start in sorted(starts)]
    for section in {row.section for row in rows}:
        _leave_serials([row for row in rows if row.section == section and row.is_labelled], units)
    _tell_neighbours(units, aligned, rows)
    return rows


def _row(units: Sequence[Unit], aligned: Mapping[int, Anchor], at: int, section: int, index: int) -> Row:
    """The row whose label stands at a unit, with its fields."""
    end = at + 1
    while end < len(units) and units[end].kind is not UnitKind.WORD:
        end += 1
    row = Row(section=section, index=index, at=at, first=at + 1, end=end, fields=Fields())
    line = units[at].paragraphs[-1]
    if row.is_labelled:
        _keep_to_line(row, units, aligned, line)
    else:
        _leave_to_heads(row, units, line)
    row.fields = Fields(units[row.first : row.end])
    while _goes_on(row, units, aligned, line):
        row.end += 1
        while row.end < len(units) and _is_field(row, units[row.end], line):
            row.end += 1
        row.fields = Fields(units[row.first : row.end])
    row.labels = _labels_of(aligned, at, section)
    row.holds_a_number = row.is_labelled and has_more_numbers(units[at].text, row.form.labels[-1])
    row.has_words_behind = _has_words_behind(row, units, aligned)
    return row


def _has_words_behind(row: Row, units: Sequence[Unit], aligned: Mapping[int, Anchor]) -> bool:
    """Whether words that are no label stand in the line of a row's fields, behind them."""
    if not (row.in_line and row.is_explicit and row.end < len(units)) or row.end in aligned:
        return False
    word = units[row.end]
    return word.kind is UnitKind.WORD and word.explicit and word.line == row.fields[-1].line


def _leave_serials(rows: Sequence[Row], units: Sequence[Unit]) -> None:
    """A column 序号 before the labels: its numbers are no fields of the rows before.

    They go up by one from label to label, and the first stands before the first label, where no row has a
    field.
    """
    before = [units[row.labels[0] - 1] for row in rows if row.labels[0]]
    short = (unit for unit in before if len(unit.text) <= _LONGEST_SERIAL and not unit.explicit)
    numbers = [int(unit.text) for unit in short if unit.text.isdecimal()]
    if len(numbers) < max(len(rows), _FEWEST_SERIALS):
        return
    unknown = not any(numbers)  # as in the shape of a text, which has no numbers: the text itself is to tell
    if not unknown and any(two - one != 1 for one, two in pairwise(numbers)):
        return
    # Where no row has a figure more, one of fewer figures and a serial looks like one that is whole.
    if unknown or all(row.printed <= row.wanted for row in rows):
        for row in rows:
            row.reason = Refusal.STRAY_FIGURES
        return
    serials = {row.labels[0] - 1 for row in rows}
    for row in rows:
        row.is_numbered = True
        if row.end - 1 in serials:
            row.end -= 1
            row.fields = Fields(units[row.first : row.end])


def _leave_to_heads(row: Row, units: Sequence[Unit], line: int) -> None:
    """Pads, and blanks in the line of the heads, are no fields of a row without a label."""
    while row.first < row.end:
        unit = units[row.first]
        if unit.kind is not UnitKind.PAD and not (unit.kind is UnitKind.BLANK and unit.line == line):
            return
        row.first += 1


def _keep_to_line(row: Row, units: Sequence[Unit], aligned: Mapping[int, Anchor], line: int) -> None:
    """Where a row's fields stand in the line of its label, those of other lines are none."""
    if row.first == len(units) or units[row.first].line != line or units[row.first].kind is UnitKind.PAD:
        return
    here = any(unit.text for unit in units[row.first : row.end] if unit.line == line)
    row.in_line = here or (units[row.first].kind is UnitKind.WORD and row.first not in aligned)
    while row.in_line and row.end > row.first and units[row.end - 1].line != line:
        row.end -= 1


def _labels_of(aligned: Mapping[int, Anchor], at: int, section: int) -> list[int]:
    """A row's label, and those of the groups that stand right before it."""
    found = [at]
    while (
        (group := aligned.get(found[0] - 1)) and group.section == section and group.row >= 0 and not group.own
    ):
        found.insert(0, found[0] - 1)
    return found


def _is_field(row: Row, unit: Unit, line: int) -> bool:
    return unit.kind is not UnitKind.WORD and (not row.in_line or unit.line == line)


def _goes_on(row: Row, units: Sequence[Unit], aligned: Mapping[int, Anchor], line: int) -> bool:
    """Whether words that are no label stand in a cell of a row, where separators show the cells."""
    if not (
        row.is_labelled and units[row.at].explicit and len(row.fields) < row.wanted and row.end < len(units)
    ):
        return False
    word = units[row.end]
    return (
        all(unit.explicit for unit in row.fields)
        and word.kind is UnitKind.WORD
        and word.explicit
        and row.end not in aligned
        and (not row.in_line or word.line == line)
        and not every_label().find(word.text)
        and heading_of(word.text) is None
    )


def _tell_neighbours(units: Sequence[Unit], aligned: Mapping[int, Anchor], rows: Sequence[Row]) -> None:
    """Tell each row what follows it, and whether it stands among other words."""
    blank = {row.section for row in rows} - {row.section for row in rows if row.printed}
    for row, following in pairwise([*rows, None]):
        assert row is not None
        behind = row.of_form.followers[row.form.paths]
        row.is_last = following is None or following.section != row.section
        row.is_followed = row.is_last or (following is not None and following.form.paths in behind)
        until = following.at if following is not None and not row.is_last else row.end
        row.is_alone = _is_among_its_own(row, until, units, aligned)
        if row.is_last and row.is_alone:
            at_the_end = row.end == len(units)
            ends = None in behind or (at_the_end and row.section in blank)
            row.is_alone = ends and (at_the_end or _begins_another(units[row.end], row.end in aligned))


def _is_among_its_own(row: Row, until: int, units: Sequence[Unit], aligned: Mapping[int, Anchor]) -> bool:
    """Whether no words but labels of the form stand around a row, and no separators."""
    before = row.at - 1
    if units[row.at].explicit or (units[before].kind is UnitKind.WORD and before not in aligned):
        return False
    return all(at in aligned or not units[at].text for at in range(row.end, until))


def _begins_another(unit: Unit, is_aligned: bool) -> bool:
    """Whether what comes behind a table's last row is another part of the form, or another section."""
    return is_aligned or heading_of(unit.text) is not None
