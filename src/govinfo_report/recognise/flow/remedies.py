"""Table 4 in a stream: fifteen heads and figures, or three times five of them."""

from __future__ import annotations

from collections.abc import Sequence

from govinfo_report.form import books
from govinfo_report.form.forms import form_with
from govinfo_report.form.tree import Node
from govinfo_report.recognise.flow.stream import Unit, UnitKind
from govinfo_report.recognise.flow.table import Found, Row, Table, is_word

__all__ = ["find_remedies_in_flow"]

_FURTHEST = 400
"""Units within which the heads of a part end: fifteen, and a blank or two behind each."""


def find_remedies_in_flow(units: Sequence[Unit], at: int) -> Found:
    """Table 4: fifteen heads and figures, or three times five of them."""
    parts: list[tuple[list[Unit], list[Unit], list[Unit]]] = []
    end = at
    while sum(len(blocks) for blocks, _, _ in parts) < len(_blocks()):
        part = _remedy_part(units, end)
        if part is None:
            return None
        parts.append(part[:3])
        end = part[3]
    blocks = [unit for part in parts for unit in part[0]]
    leaves = [unit for part in parts for unit in part[1]]
    keys = [match.key for unit in blocks for match in books.remedy_blocks().find(unit.text)]
    width = len(leaves) // len(keys)
    if keys != [block.path for block in _blocks()]:
        return None
    table = Table()
    table.add(Row(heads=[(unit, place * width, width) for place, unit in enumerate(blocks)]))
    table.add(Row(heads=[(unit, place, 1) for place, unit in enumerate(leaves)]))
    fields = [unit for part in parts for unit in part[2]]
    row = Row(fields=fields, columns=len(leaves), first=0, followed=True)
    if len(parts) > 1 and any(sum(bool(unit.text) for unit in part[2]) != len(part[1]) for part in parts):
        row.unsure = "三块各自的数字不齐 the figures of the three blocks are not complete"
    table.add(row)
    return table, end


def _blocks() -> tuple[Node, ...]:
    return form_with().tables["remedies"].children


def _begins(unit: Unit) -> bool:
    """Whether a unit may be the first of a part of table 4: one of its heads, or what stands above them."""
    books_of_heads = (books.remedy_blocks(), books.remedy_columns(), books.decorations())
    return is_word(unit) and any(book.find(unit.text) for book in books_of_heads)


def _in_order(units: Sequence[Unit], at: int, blocks: Sequence[Unit], leaves: Sequence[Unit]) -> bool:
    """Whether the first block is certain to stand before the others.

    Its heads stand before the lower row's blocks; where all heads are below these, 行政诉讼 stands right of
    it, and nowhere left of it.
    """
    second = units.index(blocks[1], at)
    if second > units.index(leaves[len(_blocks()[0].children) - 1], at):
        return True
    first = units.index(blocks[0], at)
    behind = range(at - 1, max(at - 1 - _FURTHEST, -1), -1)
    before = next((units[index] for index in behind if is_word(units[index])), None)
    left = [*units[at:first], *([before] if before is not None else [])]
    return any(map(_is_litigation, units[first:second])) and not any(map(_is_litigation, left))


def _is_litigation(unit: Unit) -> bool:
    """Whether a unit is 行政诉讼, the head over two blocks."""
    group = _blocks()[1].printed.under
    return any(match.key == group for match in books.decorations().find(unit.text))


def _remedy_part(units: Sequence[Unit], at: int) -> tuple[list[Unit], list[Unit], list[Unit], int] | None:
    """Heads of some blocks of table 4, the heads under them, the figures, and where these end."""
    if at >= len(units) or not _begins(units[at]):
        return None
    blocks: list[Unit] = []
    leaves: list[Unit] = []
    end = last = at
    furthest = min(len(units), at + _FURTHEST)
    while end < furthest and units[end].kind is not UnitKind.FIGURE:
        unit = units[end]
        if is_word(unit):
            if books.remedy_blocks().find(unit.text):
                blocks.append(unit)
            elif books.remedy_columns().find(unit.text):
                leaves.append(unit)
            elif not books.decorations().find(unit.text) or len(leaves) == 5 * len(_blocks()):
                break
            if len(blocks) > len(_blocks()) or len(leaves) > 5 * len(_blocks()):
                return None
            last = end
        elif len(leaves) == 5 * len(_blocks()):
            break
        end += 1
    columns = [column.name for column in _blocks()[0].children]
    names = [match.key for unit in leaves for match in books.remedy_columns().find(unit.text)]
    if not blocks or names != columns * len(blocks):
        return None
    if len(blocks) > 1 and not _in_order(units, at, blocks, leaves):
        return None
    start = last + 1
    while start < len(units) and (
        units[start].kind is UnitKind.PAD
        or (units[start].kind is UnitKind.BLANK and units[start].line == units[last].line)
    ):
        start += 1
    stop = start
    while stop < len(units) and not is_word(units[stop]):
        stop += 1
    return blocks, leaves, list(units[start:stop]), stop
