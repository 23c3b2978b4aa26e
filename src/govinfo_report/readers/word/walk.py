"""The walk over the body of a Word file: paragraphs as lines, tables as boxes of cells."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import islice

from attrs import define, evolve, field

from govinfo_report.document.limits import Budget
from govinfo_report.document.typography import doubted
from govinfo_report.raw.doubt import Doubt
from govinfo_report.readers.boxes import Block, CellBox, TableBox
from govinfo_report.readers.colours import Colour
from govinfo_report.readers.word.look import Place, merged
from govinfo_report.readers.word.runs import CHANGES, GONE, Runs, chosen
from govinfo_report.readers.word.styles import Region, Styles
from govinfo_report.readers.word.xml import NAMES, Element, inside, number, part, value_of

__all__ = ["Walk"]

_WIDEST, _DEEPEST = 200, 150
#: Where a cell stands: the place of its table, what the table's style says of it, the table's ground, and the
#: most points that its row is high.
_Where = tuple[Place, tuple[Region, ...], tuple[Colour, ...], float]


def _no_part(_: str) -> list[Block]:
    return []


@define
class Walk:
    """The walk; it counts the places that its tables take.

    Attributes:
        styles: The styles of the document.
        places: The places that its tables may still take.
        imported: Reads a part of another format that stands in the document, by its reference.
        known: The tables that are known, by the elements in their place.
    """

    styles: Styles
    places: Budget
    imported: Callable[[str], list[Block]] = _no_part
    known: Mapping[Element, TableBox] = field(factory=dict)
    runs: Runs = field(init=False)
    _placed: dict[object, Place] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        self.runs = Runs(self.styles)

    def blocks(self, element: Element, depth: int = 0, place: Place | None = None) -> list[Block]:
        """What stands in a body, a cell or a text box."""
        place = place if place is not None else Place()
        found: list[Block] = []
        for child in element:
            name = NAMES[child.tag]
            if name == "p":
                found += self._paragraph(child, depth, place)
                continue
            self.runs.changes += name in CHANGES
            if name in GONE or depth > _DEEPEST:
                continue
            if name == "tbl":
                found.append(self.known.get(child) or self.table(child, depth, place))
            elif name == "altChunk":
                found += self.imported(value_of(child, "id"))
            elif name == "AlternateContent":
                found += self.blocks(chosen(child), depth + 1, place)
            elif len(child):  # content controls, inserted blocks, the body itself
                found += self.blocks(child, depth + 1, place)
        return found

    def _paragraph(self, element: Element, depth: int, place: Place) -> list[Block]:
        text, boxes = self.runs.paragraph(element, place)
        found: list[Block] = [*text.split("\n")]
        for box in boxes:
            inner = self.blocks(box, depth + 1, place)
            # Where a box of text stands is not known: beside a figure, or on it.
            found += [
                doubted(each, Doubt.DRAWING) if place.in_cell and isinstance(each, str) else each
                for each in inner
            ]
        return found

    def table(self, element: Element, depth: int, place: Place) -> TableBox:
        """A table; cells merged downwards are one cell."""
        table = TableBox()
        style = self.styles.of_table(part(element, "tblPr"))
        ground = self.styles.colours.shade(part(element, "tblPr", "shd")) or place.grounds
        above: dict[int, CellBox] = {}
        row = 0
        rows = list(self._those(element, "tr", depth))
        for at, each in enumerate(rows):
            said = _parts(part(each, "trPr"))
            if "del" in said or "moveFrom" in said:
                self.runs.changes += 1
                continue
            self.runs.changes += "ins" in said
            height = _height(said.get("trHeight"))
            column = min(max(0, number(value_of(said.get("gridBefore")))), _WIDEST)
            here: dict[int, CellBox] = {}
            cells = list(self._those(each, "tc", depth))
            for number_of, cell in enumerate(cells):
                regions: tuple[Region, ...] = ()
                if style is not None:
                    last = (at == len(rows) - 1, number_of == len(cells) - 1)
                    regions = tuple(style.at(row, number_of, *last))
                inner = (place, regions, ground, height)
                its = _parts(part(cell, "tcPr"))
                self.runs.changes += not CHANGES.isdisjoint(its)
                if "cellDel" in its:
                    continue
                box = self._cell(cell, its, row, column, depth, inner)
                if "hidden" in said or "hidden" in its:
                    box.hidden = f"第{row + 1}行 / row {row + 1}"
                self.places.spend(box.colspan)
                if "hMerge" in its and value_of(its["hMerge"]) != "restart" and table.cells and column:
                    before = table.cells[-1]  # as old programs write it, each column with a cell of its own
                    if before.row == row and before.column + before.colspan == column:
                        before.colspan += box.colspan
                        before.blocks += box.blocks
                        column += box.colspan
                        continue
                merge = its.get("vMerge")
                goes_on = merge is not None and value_of(merge) != "restart"
                started = above.get(column)
                if goes_on and started is not None and started.colspan == box.colspan:
                    started.rowspan += 1
                    started.blocks += box.blocks
                    here[column] = started
                else:
                    table.cells.append(box)
                    if merge is not None:
                        here[column] = box
                column += box.colspan
            above = here
            row += 1
        if depth > 1:
            _ = table.text
        return table

    def _those(self, element: Element, name: str, depth: int) -> Iterator[Element]:
        """Rows or cells, also those in content controls."""
        for child in element if depth <= _DEEPEST else ():
            its = NAMES[child.tag]
            if its == name:
                yield child
            elif its in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"):
                self.runs.changes += its in CHANGES
                yield from self._those(child, name, depth + 1)

    def _cell(
        self, element: Element, said: dict[str, Element], row: int, column: int, depth: int, where: _Where
    ) -> CellBox:
        width = min(max(1, number(value_of(said.get("gridSpan")))), _WIDEST)
        shade = said.get("shd")
        own = self.styles.colours.shade(shade) if shade is not None else ()
        # A cell in which tables stand arranges the page; one that holds a table of one cell is that cell.
        in_cell = part(element, "tbl") is None or len(list(islice(inside(element, "tc"), 3))) == 2
        key = (where, own, in_cell)
        place = self._placed.get(key)
        if place is None:
            place = self._placed[key] = _in_cell(where, own, in_cell)
        blocks = self.blocks(element, depth + 1, place)
        return CellBox(row=row, column=column, colspan=width, blocks=blocks, origin=element)


def _parts(properties: Element | None) -> dict[str, Element]:
    """Properties by their names, the first of each."""
    if properties is None:
        return {}
    return {NAMES[each.tag]: each for each in reversed(properties)}


def _height(stated: Element | None) -> float:
    """Points that a row has and no more, 0 where it grows with what stands in it."""
    return number(value_of(stated)) / 20 if value_of(stated, "hRule") == "exact" else 0.0


def _in_cell(where: _Where, own: tuple[Colour, ...], in_cell: bool) -> Place:
    """The place in a cell, from what its table, the table's style and the cell itself say."""
    place, regions, grounds, height = where
    said = merged((dict(place.styled), *(region.said for region in regions)))
    for region in regions:
        grounds = region.ground or grounds
    styled = tuple(sorted(said.items()))
    return evolve(place, styled=styled, grounds=own or grounds, height=height, in_cell=in_cell)
