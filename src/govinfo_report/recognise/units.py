"""Units of money that stand apart from the amount: in a cell of their own behind it, or in its head.

9617 | 元, and 9617 under 本年收费金额（单位：元）, say 9617元. Without its unit the amount would be taken
for one in the unit of the official head, 万元, and so for ten thousand times as much.

A unit may be parted by a line break, a space or the end of a paragraph: 万 and 元 on two lines of a narrow
head are 万元. Where neither the head nor the cell says which unit it is, the amount is unreadable.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from attrs import evolve

from govinfo_report.document import Document, Grid, GridCell, Paragraph
from govinfo_report.model import FigureKind
from govinfo_report.raw import CellKind, Doubt, parse_figure
from govinfo_report.raw.figures import bare, money_unit

__all__ = ["in_unit", "tells_unit", "unit_named", "with_units"]

_OFFICIAL = "万元"
"""The unit of 本年收费金额 in the official form."""
_OPEN = "?"
"""A unit that is begun or named and cannot be told: 单位：, （万）, 千元, 美元, one with a doubt in it."""
_SIMPLE = str.maketrans("萬億", "万亿")
_SPACES = re.compile(r"\s+")
_NAMED = re.compile(r"[\ufdd0-\ufdef十百千万萬亿億美港欧日英澳加韩]*元")
_BEGUN = re.compile(r"单位|單位|[（(\[【:：][十百千万萬亿億]+[)）\]】]?$|[\ufdd0-\ufdef]")
_KNOWN = frozenset({"元", "万元", "亿元"})

_UNIT = r"(?:(?:[万萬亿億] *)?元)"
_ALONE = re.compile(r"(?:[万萬亿億]\s*)?元")
_BEGUN_BEHIND = re.compile(r"(?<=[0-9０-９])\s*[万萬亿億]\s*$")
# A sign between cells has to part them: 1200 元 at the end of a sentence is prose, and stays as it is.
_BEHIND = re.compile(rf"(?<=[0-9０-９]) *[\t|｜│┃][\s|｜│┃]*({_UNIT})(?=\s*(?:[|｜│┃\t]|$))")


def with_units(document: Document) -> Document:
    """The document, every such unit put to the amount that it stands behind."""
    return evolve(document, blocks=tuple(_joined(document.blocks)))


def _joined(blocks: Iterable[Paragraph | Grid]) -> Iterator[Paragraph | Grid]:
    before: Paragraph | None = None
    for block in blocks:
        if isinstance(block, Paragraph):
            if before is not None and _is_unit(block.text) and _wants_unit(before.text, block.text):
                before = evolve(before, text=f"{before.text}{_without_spaces(block.text)}")
                continue
            if before is not None:
                yield before
            text = block.text
            if "元" in text:
                text = _BEHIND.sub(lambda match: _without_spaces(match[1]), text)
            before = block if text == block.text else evolve(block, text=text)
            continue
        if before is not None:
            yield before
            before = None
        yield _grid(block)
    if before is not None:
        yield before


def _grid(grid: Grid) -> Grid:
    if not any(_is_unit(cell.text) for cell in grid.cells):
        return grid
    texts: dict[int, str] = {}
    for cells in grid.by_row.values():
        for one, two in pairwise(cells):
            if _is_unit(two.text) and _wants_unit(one.text, two.text):
                texts[id(one)] = f"{one.text}{_without_spaces(two.text)}"
                texts[id(two)] = ""
    return evolve(
        grid,
        cells=tuple(evolve(cell, text=texts[id(cell)]) if id(cell) in texts else cell for cell in grid.cells),
    )


def _is_unit(text: str) -> bool:
    return "元" in text and _ALONE.fullmatch(bare(text)) is not None


def _is_amount(text: str) -> bool:
    """Whether a text is an amount without a unit."""
    return parse_figure(text, FigureKind.MONEY).kind is CellKind.NUMBER and money_unit(text) is None


def _wants_unit(text: str, unit: str) -> bool:
    """Whether a unit stands behind an amount without one, or ends one that is begun: 12万 | 元."""
    if _is_amount(text):
        return True
    begun = _BEGUN_BEHIND.search(bare(text))
    return begun is not None and bare(unit) == "元" and _is_amount(bare(text)[: begun.start()])


def _without_spaces(text: str) -> str:
    return _SPACES.sub("", bare(text))


def unit_named(*words: str) -> str:
    """The unit of money that a head and the labels beside it name: 本年收费金额（单位：元）.

    Empty if they name none; all of them, with ``/`` between, if they contradict each other, and ``?`` for one
    that is named and cannot be told.
    """
    found = (_named_by(text) for text in words)
    return "/".join(dict.fromkeys(unit for unit in found if unit))


def _named_by(text: str) -> str:
    plain = _without_spaces(text)
    units = {match.translate(_SIMPLE) for match in _NAMED.findall(plain)}
    if not units:
        return _OPEN if _BEGUN.search(plain) else ""
    return units.pop() if len(units) == 1 and units <= _KNOWN else _OPEN


def tells_unit(kind: FigureKind | None, unit: str) -> bool:
    """Whether the unit that is named over a figure says more than what it is in anyway."""
    if kind is FigureKind.AMOUNT:
        return unit != _OFFICIAL
    return kind is FigureKind.MONEY and bool(unit)


def in_unit(cell: GridCell, kind: FigureKind | None, unit: str) -> GridCell:
    """A cell with the unit that its head names, where it is an amount without one; in doubt if that is open.

    Under the official head an amount is in 万元 as it stands, and nothing is nothing in any unit. Money of
    former editions is kept as it is printed where no unit is named.
    """
    if not tells_unit(kind, unit) or not _is_amount(cell.text):
        return cell
    if parse_figure(cell.text, FigureKind.MONEY).value == 0:
        return cell
    return evolve(cell, text=f"{cell.text}{unit if unit in _KNOWN else Doubt.UNIT.sign}")
