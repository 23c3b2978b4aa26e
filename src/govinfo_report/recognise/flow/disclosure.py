"""Table 2 in a stream: block by block, the heads behind 信息内容 and the rows under them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import groupby

from govinfo_report.form import books
from govinfo_report.form.forms import every_form
from govinfo_report.form.labels import core
from govinfo_report.form.layout import CONTENT
from govinfo_report.form.tree import Node
from govinfo_report.recognise.disclosure import row_under
from govinfo_report.recognise.flow.stream import Unit, UnitKind
from govinfo_report.recognise.flow.table import (
    LONGEST_WORDS,
    NOT_THE_FORMS,
    Found,
    Row,
    Table,
    extra_row,
    fields_behind,
    follow,
    is_word,
    opens,
)

__all__ = ["find_block"]


def find_block(units: Sequence[Unit], at: int) -> Found:
    """A block of table 2: the heads behind 信息内容 and the rows under them."""
    if not is_word(units[at]) or core(units[at].text) != core(CONTENT):
        return None
    heads: list[Unit] = []
    end = at + 1
    while end < len(units) and units[end].kind is not UnitKind.FIGURE:
        unit = units[end]
        if is_word(unit):
            if books.disclosure_rows().find(unit.text) or len(unit.text) > LONGEST_WORDS or opens(unit):
                break
            heads.append(unit)
        end += 1
    named = _named_heads(heads)
    if not named:
        return None
    table = Table()
    # The caption that stands before the block belongs to it.
    before = next((unit for unit in reversed(units[:at]) if unit.text), None)
    if before is not None and core(before.text).startswith("第二十条"):
        table.add(Row(heads=[(before, 0, 1 + len(heads))]))
    table.add(Row(heads=[(units[at], 0, 1), *((unit, 1 + place, 1) for place, unit in enumerate(heads))]))
    rows: list[tuple[Row, str]] = []
    while end < len(units):
        unit = units[end]
        if not is_word(unit):
            end += 1
            continue
        node = next((row_under(match.key, named) for match in books.disclosure_rows().find(unit.text)), None)
        if node is None:
            behind_extra = None if opens(unit) else extra_row(units, end, table)
            if behind_extra is None:
                break
            end = behind_extra
            continue
        behind = fields_behind(units, end + 1)
        row = Row(
            labels=[unit], fields=list(units[end + 1 : behind]), columns=len(node.children), first=1, level=1
        )
        if len(heads) != len(node.children) or {column.name for column in node.children} != set(named):
            row.unsure = NOT_THE_FORMS
        rows.append((row, node.path))
        table.add(row)
        end = behind
    if not rows:
        return None
    orders = [tuple(row.path for row in block) for block in _blocks()]
    follow(rows, orders, units, end)
    return table, end


@cache
def _blocks() -> tuple[tuple[Node, ...], ...]:
    """The rows of table 2 in each block of each edition."""
    blocks: list[tuple[Node, ...]] = []
    for form in every_form():
        for _, rows in groupby(form.tables["disclosure"].children, key=lambda row: row.printed.under):
            blocks.append(tuple(rows))
    return tuple(blocks)


def _named_heads(heads: Sequence[Unit]) -> dict[str, Unit]:
    """Heads of table 2 by what they are the head of; 本年新 twice is first the one and then the other."""
    named: dict[str, Unit] = {}
    for unit in heads:
        keys = [match.key for match in books.disclosure_columns().find(unit.text)]
        free = next((key for key in keys if key not in named), None)
        if free is not None:
            named[free] = unit
    return named
