"""Units of money that stand apart from the amount: in a cell of their own behind it, or in its head.

9617 | 元, and 9617 under 本年收费金额（单位：元）, say 9617元. Without its unit the amount would be taken
for one in the unit of the official head, 万元, and so for ten thousand times as much.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from attrs import evolve

from govinfo_report.model import FigureKind
from govinfo_report.raw import CellKind, parse_figure
from govinfo_report.raw.figures import bare, money_unit
from govinfo_report.recognise.document import Document, Grid, GridCell, Paragraph

__all__ = ["in_unit", "unit_named", "with_units"]

_OFFICIAL = "万元"
"""The unit of 本年收费金额 in the official form."""
_SIMPLE = str.maketrans("萬億", "万亿")
_NAMED = re.compile(r"([万萬亿億]?元)[\s)）】\]]*$")

_UNIT = r"(?:[万萬亿億]?元)"
_ALONE = re.compile(_UNIT)
# A sign between cells has to part them: 1200 元 at the end of a sentence is prose, and stays as it is.
_BEHIND = re.compile(rf"(?<=[0-9０-９]) *[\t|｜│┃][\s|｜│┃]*({_UNIT})(?=\s*(?:[|｜│┃\t]|$))")


def with_units(document: Document) -> Document:
    """The document, every such unit put to the amount that it stands behind."""
    return evolve(document, blocks=tuple(_joined(document.blocks)))


def _joined(blocks: Iterable[Paragraph | Grid]) -> Iterator[Paragraph | Grid]:
    before: Paragraph | None = None
    for block in blocks:
        if isinstance(block, Paragraph):
            if before is not None and _is_unit(block.text) and _is_amount(before.text):
                before = evolve(before, text=f"{before.text}{bare(block.text)}")
                continue
            if before is not None:
                yield before
            text = _BEHIND.sub(r"\1", block.text) if "元" in block.text else block.text
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
            if _is_unit(two.text) and _is_amount(one.text):
                texts[id(one)] = f"{one.text}{bare(two.text)}"
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


def unit_named(*words: str) -> str:
    """The unit of money that a head and the labels beside it name at their ends: 本年收费金额（单位：元）.

    Empty if they name none; all of them, with ``/`` between, if they contradict each other.
    """
    found = (_NAMED.search(bare(text)) for text in words if "元" in text)
    return "/".join(dict.fromkeys(match[1].translate(_SIMPLE) for match in found if match is not None))


def in_unit(cell: GridCell, kind: FigureKind | None, unit: str) -> GridCell:
    """A cell with the unit that its head names, where it is an amount without one; unreadable with several.

    Under the official head an amount is in 万元 as it stands, and nothing is nothing in any unit.
    """
    if not unit or kind not in (FigureKind.AMOUNT, FigureKind.MONEY) or not _is_amount(cell.text):
        return cell
    if kind is FigureKind.AMOUNT and unit == _OFFICIAL:
        return cell
    nothing = parse_figure(cell.text, FigureKind.MONEY).value == 0
    return cell if nothing else evolve(cell, text=f"{cell.text}{unit}")
