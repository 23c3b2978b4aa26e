"""A table found in a stream: its heads and rows, and what follows each row."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import define, field

from govinfo_report.form import books
from govinfo_report.prose.headings import heading_of
from govinfo_report.recognise.flow.stream import Unit, UnitKind

__all__ = [
    "EXTRA",
    "LABELS",
    "LONGEST_WORDS",
    "NOT_THE_FORMS",
    "Found",
    "Row",
    "Table",
    "extra_row",
    "fields_behind",
    "follow",
    "is_word",
    "opens",
]

LABELS = 3
"""Columns of labels that a grid drawn from a stream has."""
LONGEST_WORDS = 40
"""What is longer than this and no label is a sentence, and no part of a table."""
NOT_THE_FORMS = "表头与官方格式对不上 the heads are not those of the form"
EXTRA = "表内多出的行 a row that the form does not have"


@define
class Row:
    """A row of a table, or its heads.

    Attributes:
        labels: The units that label it.
        fields: What stands behind them up to the next words.
        columns: How many figures it has in the form; ``None`` for heads.
        heads: For heads: the unit, its column, and how many columns it spans.
        level: How deep it stands in the form, 0 for a row without a label.
        first: The column of its first figure.
        skipped: Whether a row of the form is missing behind it.
        followed: Whether the form's next row comes behind it, or the form's table ends there.
        interrupted: Whether a row that the form does not have stands behind it.
        unsure: Why none of its figures has a certain place; empty where count and order decide.
    """

    labels: list[Unit] = field(factory=list)
    fields: list[Unit] = field(factory=list)
    columns: int | None = None
    heads: list[tuple[Unit, int, int]] = field(factory=list)
    level: int = 0
    first: int = LABELS
    skipped: bool = False
    followed: bool = False
    interrupted: bool = False
    unsure: str = ""


@define
class Table:
    """A table found: its rows, and all units that are part of it."""

    rows: list[Row] = field(factory=list)
    units: list[Unit] = field(factory=list)

    def add(self, row: Row) -> None:
        """Add a row, or heads."""
        self.rows.append(row)
        parts = [*row.labels, *row.fields, *(unit for unit, _, _ in row.heads)]
        self.units += [unit for unit in parts if unit.text]


Found = tuple[Table, int] | None


def is_word(unit: Unit) -> bool:
    """Whether a unit is words: a label, a head, a sentence."""
    return unit.kind is UnitKind.WORD


def fields_behind(units: Sequence[Unit], at: int) -> int:
    """The index behind the fields that begin at ``at``.

    Words end them, unless they stand in the same line as the label and are no label: then they
    are what is printed in a cell.
    """
    label_line = units[at - 1].paragraphs[-1]
    end = at
    in_line = at < len(units) and units[at].line == label_line and units[at].kind is not UnitKind.PAD
    while end < len(units):
        unit = units[end]
        if is_word(unit) and (not in_line or unit.line != label_line or _is_label(unit)):
            break
        if in_line and unit.line != label_line and any(each.text for each in units[at:end]):
            break  # a row a line: what follows in the next line is not its
        end += 1
    return end


def extra_row(units: Sequence[Unit], at: int, table: Table) -> int | None:
    """Take a row that the form does not have, words and figures behind them; where it ends, if it is one."""
    behind = fields_behind(units, at + 1)
    if len(units[at].text) > LONGEST_WORDS or not any(each.text for each in units[at + 1 : behind]):
        return None
    if table.rows:
        table.rows[-1].interrupted = True
    table.add(Row(labels=[units[at]], fields=list(units[at + 1 : behind]), columns=0, unsure=EXTRA))
    return behind


def _is_label(unit: Unit) -> bool:
    found = books.request_rows().find(unit.text) or books.disclosure_rows().find(unit.text)
    return bool(found or books.disclosure_columns().find(unit.text))


def opens(unit: Unit) -> bool:
    """Whether a unit begins something else: a caption, a section, a head or row of another table."""
    return bool(
        heading_of(unit.text)
        or books.decorations().find(unit.text)
        or books.request_rows().find(unit.text)
        or books.remedy_blocks().find(unit.text)
    )


def follow(
    rows: Sequence[tuple[Row, str]], orders: Sequence[Sequence[str]], units: Sequence[Unit], end: int
) -> None:
    """Say of each row whether the next one in the text is the next one of some form."""
    for index, (row, path) in enumerate(rows):
        nexts = {
            order[order.index(path) + 1] if order.index(path) + 1 < len(order) else None
            for order in orders
            if path in order
        }
        if index + 1 < len(rows):
            row.skipped = rows[index + 1][1] not in nexts
            row.followed = not row.skipped and not row.interrupted
        else:
            following = next((unit for unit in units[end:] if unit.text), None)
            blank = not any(unit.text for each, _ in rows for unit in each.fields)
            # A table that was cut off ends anywhere; its last row is blank only if all of it is.
            ends = None in nexts or (following is None and blank)
            row.followed = ends and not row.interrupted and (following is None or opens(following))
