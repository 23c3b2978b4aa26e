"""What lies over the cells of a worksheet: pictures, shapes, text boxes, charts, controls.

A small thing is taken to be put where the cells under it are. What is larger may be a logo or a seal,
through which figures are read; it says something only where there is nothing under it but blank cells, or
where it is a filled shape that nothing shows through.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from attrs import define, evolve, field, frozen

from govinfo_report.document.limits import Budget
from govinfo_report.raw.doubt import Doubt
from govinfo_report.readers.workbook.stored import MergedRange
from govinfo_report.readers.workbook.xlsx_parts import Attributes, Damaged

__all__ = ["Anchored", "Drawn", "Measures", "OldDrawn", "under"]

_FEW = 8
"""Cells under a small thing: a row of the form with its label."""
_MOST = 5_000
_EMU_PER_POINT, _EMU_PER_PIXEL = 12_700, 9_525
_PIXELS_PER_CHARACTER = 7
_ENDLESS = 1e18
_FILLS = frozenset({"solidFill", "gradFill", "pattFill", "blipFill"})


@frozen
class Measures:
    """Widths of columns in characters and heights of rows in points, as far as a worksheet states them."""

    columns: Sequence[tuple[int, int, float]] = ()
    rows: Mapping[int, float] = field(factory=dict)
    column: float = 9.14
    row: float = 15.0

    def width(self, column: int) -> float:
        """The width of a column in EMU."""
        stated = (width for first, last, width in self.columns if first <= column <= last)
        return next(stated, self.column) * _PIXELS_PER_CHARACTER * _EMU_PER_PIXEL

    def height(self, row: int) -> float:
        """The height of a row in EMU."""
        return self.rows.get(row, self.row) * _EMU_PER_POINT


@frozen
class Anchored:
    """A thing that lies over cells.

    Attributes:
        doubt: What it is.
        start: Column and row of its upper left corner, each with an offset in EMU.
        stop: The same of its lower right corner; ``None`` where its size is known instead.
        size: Width and height in EMU.
        solid: Whether it hides what is under it.
    """

    doubt: Doubt = Doubt.DRAWING
    start: tuple[int, float, int, float] = (0, 0.0, 0, 0.0)
    stop: tuple[int, float, int, float] | None = None
    size: tuple[float, float] = (0.0, 0.0)
    solid: bool = False


@define
class Drawn:
    """Gathers what a drawing part anchors to cells."""

    found: list[Anchored] = field(factory=list)
    thing: Anchored | None = None
    seen: bool = False
    corner: str = ""
    numbers: dict[str, float] = field(factory=dict)
    number: str = ""
    words: list[str] = field(factory=list)
    path: list[str] = field(factory=list)
    filled: bool | None = None
    styled: bool = False

    def start(self, tag: str, attributes: Attributes) -> None:
        """An element begins."""
        parent = self.path[-1] if self.path else ""
        self.path.append(tag)
        if tag in ("twoCellAnchor", "oneCellAnchor", "absoluteAnchor"):
            self.thing, self.seen, self.filled, self.styled = Anchored(), False, None, False
        elif self.thing is None:
            return
        elif tag in ("from", "to"):
            self.corner, self.numbers = tag, {}
        elif self.corner and tag in ("col", "colOff", "row", "rowOff"):
            self.number, self.words = tag, []
        elif parent.endswith("Anchor") and tag == "ext":
            self.thing = evolve(self.thing, size=(float(attributes["cx"]), float(attributes["cy"])))
        elif parent.endswith("Anchor") and tag == "pos":
            self.thing = evolve(self.thing, start=(0, float(attributes["x"]), 0, float(attributes["y"])))
        elif tag == "pic":
            self.thing = evolve(self.thing, doubt=Doubt.PICTURE)
        elif tag == "cNvPr":
            self.seen |= attributes.get("hidden") not in ("1", "true")
        else:
            self._start_fill(tag, parent, attributes)

    def _start_fill(self, tag: str, parent: str, attributes: Attributes) -> None:
        """An element begins that may say whether a shape is filled."""
        if parent == "spPr" and (tag in _FILLS or tag == "noFill"):
            self.filled = tag != "noFill"
        elif tag == "alpha" and "spPr" in self.path:
            self.filled = False
        elif tag == "fillRef":
            self.styled = attributes.get("idx", "0") != "0"

    def text(self, text: str) -> None:
        """Characters."""
        if self.number:
            self.words.append(text)

    def end(self, tag: str) -> None:
        """An element ends."""
        self.path.pop()
        if self.thing is None:
            return
        if tag == self.number:
            self.numbers[tag], self.number = float("".join(self.words)), ""
        elif tag == self.corner:
            corner = _corner(*(self.numbers.get(each, 0) for each in ("col", "colOff", "row", "rowOff")))
            if tag == "from":
                self.thing = evolve(self.thing, start=corner)
            else:
                self.thing = evolve(self.thing, stop=corner)
            self.corner = ""
        elif tag in ("twoCellAnchor", "oneCellAnchor", "absoluteAnchor"):
            if self.seen:
                shape = self.thing.doubt is Doubt.DRAWING
                solid = shape and (self.styled if self.filled is None else self.filled)
                _add(self.found, evolve(self.thing, solid=solid))
            self.thing = None


@define
class OldDrawn:
    """Gathers controls and embedded objects, which are drawn in VML; of comments those that are shown."""

    found: list[Anchored] = field(factory=list)
    kind: str = ""
    shown: bool = False
    words: list[str] | None = None
    corners: str = ""

    def start(self, tag: str, attributes: Attributes) -> None:
        """An element begins."""
        if tag == "ClientData":
            self.kind, self.shown, self.corners = attributes.get("ObjectType", ""), False, ""
        elif tag == "Anchor":
            self.words = []
        elif tag == "Visible":
            self.shown = True

    def text(self, text: str) -> None:
        """Characters."""
        if self.words is not None:
            self.words.append(text)

    def end(self, tag: str) -> None:
        """An element ends."""
        if tag == "Anchor" and self.words is not None:
            self.corners, self.words = "".join(self.words), None
        elif tag == "ClientData":
            numbers = [float(number) for number in self.corners.split(",") if number.strip()]
            note = self.kind == "Note"
            if len(numbers) == 8 and (self.shown or not note):
                left, dx, top, dy, right, dx2, bottom, dy2 = numbers
                doubt = Doubt.PICTURE if self.kind == "Pict" else Doubt.DRAWING
                ends = (
                    _corner(left, dx * _EMU_PER_PIXEL, top, dy * _EMU_PER_PIXEL),
                    _corner(right, dx2 * _EMU_PER_PIXEL, bottom, dy2 * _EMU_PER_PIXEL),
                )
                _add(self.found, Anchored(doubt, *ends, solid=note))


def _corner(column: float, right: float, row: float, down: float) -> tuple[int, float, int, float]:
    return max(int(column), 0), right, max(int(row), 0), down


def _add(found: list[Anchored], thing: Anchored) -> None:
    found.append(thing)
    if len(found) > _MOST:
        raise Damaged("图形过多。", "A worksheet has too many drawings.")


def under(
    things: Iterable[Anchored],
    measures: Measures,
    filled: Iterable[tuple[int, int]],
    merges: Sequence[MergedRange],
    looked_at: Budget,
) -> dict[tuple[int, int], Doubt]:
    """The places that something lies over, which cannot be read for it.

    Args:
        things: What is anchored to the cells.
        measures: Of the columns and rows.
        filled: The places of the cells that hold something.
        merges: The merged ranges; what lies over a part of one lies over its first cell.
        looked_at: How many places may be looked at.

    Raises:
        ReadError: There are more.
    """
    held = set(filled)
    # A table ends in the row behind the last that holds something, if all its figures are blank.
    height = max((row for row, _ in held), default=-1) + 2
    width = max((column for _, column in held), default=-1) + 1
    looked_at.spend(width * (1 + len(measures.columns)))
    widths = [measures.width(column) for column in range(width)]
    found: dict[tuple[int, int], Doubt] = {}
    for thing in things:
        left, top = thing.start[:2], thing.start[2:]
        right, bottom = (thing.stop[:2], thing.stop[2:]) if thing.stop is not None else (None, None)
        columns = _covered(_walked(left, right, thing.size[0], widths.__getitem__, width))
        parts = _walked(top, bottom, thing.size[1], measures.height, height)
        looked_at.spend(len(parts) + width)
        rows = _covered(parts)
        looked_at.spend(len(columns) * len(rows) * (1 + len(merges)))
        places = {_first(row, column, merges) for row in rows for column in columns}
        if len(places) > _FEW and not thing.solid and places & held:
            continue
        found.update((place, thing.doubt) for place in places)
    return found


def _walked(
    first: tuple[int, float],
    last: tuple[int, float] | None,
    length: float,
    size: Callable[[int], float],
    end: int,
) -> list[tuple[int, float, float]]:
    """The columns (or rows) before ``end`` that a thing goes through, what it covers of each, and its width.

    Args:
        first: Where it begins: the column, and how far in it.
        last: Where it ends; ``None`` where its length is known.
        length: Its length in EMU, where its end is not given.
        size: The width of a column in EMU.
        end: The first column that is of no interest; what goes on there is taken to cover it all.
    """
    parts: list[tuple[int, float, float]] = []
    place, offset = first
    while place < end and (length > 0 if last is None else place <= last[0]):
        whole = size(place)
        room = max(whole - offset, 0.0)
        if last is None:
            part = min(room, length)
            length -= room
        else:
            part = min(room, last[1] - offset) if place == last[0] else room
        offset = max(offset - whole, 0.0)
        parts.append((place, part, whole))
        place += 1
    if place >= end and (length > 0 if last is None else last[0] >= end):
        parts.append((end, _ENDLESS, _ENDLESS))
    return parts


def _covered(parts: list[tuple[int, float, float]]) -> list[int]:
    """Of what a thing goes through, what it covers by half, or what half of it lies in."""
    total = sum(part for _, part, _ in parts)
    inside = (each for each in parts if each[2] != _ENDLESS)
    return [place for place, part, whole in inside if part > 0 and part >= 0.5 * min(whole, total)]


def _first(row: int, column: int, merges: Sequence[MergedRange]) -> tuple[int, int]:
    for top, left, bottom, right in merges:
        if top <= row <= bottom and left <= column <= right:
            return top, left
    return row, column
