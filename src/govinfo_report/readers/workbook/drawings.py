"""What lies over the cells of a worksheet: pictures, shapes, text boxes, charts, controls.

A small thing is taken to be put where the cells under it are. What is larger may be a logo or a seal,
through which figures are read; it says something only where there is nothing under it but blank cells, or
where it is a filled shape that nothing shows through.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence
from functools import cached_property
from itertools import accumulate
from math import inf
from xml.etree.ElementTree import Element

from attrs import define, field, frozen

from govinfo_report.document.limits import Budget
from govinfo_report.raw.doubt import Doubt
from govinfo_report.readers.workbook.areas import Area, Place

__all__ = ["MOST_DRAWINGS", "Anchored", "Measures", "drawn", "drawn_in_vml", "under"]

_NARROWEST, _LOWEST = 0.5, 2.0
"""A column of so many characters, a row of so many points show as little as hidden ones."""
_FEW = 8
"""Cells under a small thing: a row of the form with its label."""
MOST_DRAWINGS = 5_000
_EMU_PER_POINT, _EMU_PER_PIXEL = 12_700, 9_525
_PIXELS_PER_CHARACTER = 7
_NUMBERS = ("col", "colOff", "row", "rowOff")
_FILLS = frozenset({"noFill", "solidFill", "gradFill", "pattFill", "blipFill"})


@define
class Measures:
    """Widths of columns in characters and heights of rows in points, as far as a worksheet states them.

    Attributes:
        columns: First and last column, and their width; hidden ones have none.
        rows: Row → its height, likewise.
        column, row: The usual width and height.
    """

    columns: list[tuple[int, int, float]] = field(factory=list)
    rows: dict[int, float] = field(factory=dict)
    column: float = 9.14
    row: float = 15.0

    def width(self, column: int) -> float:
        """The width of a column in EMU."""
        stated = (width for first, last, width in self.columns if first <= column <= last)
        return next(stated, self.column) * _PIXELS_PER_CHARACTER * _EMU_PER_PIXEL

    def height(self, row: int) -> float:
        """The height of a row in EMU."""
        return self.rows.get(row, self.row) * _EMU_PER_POINT

    @cached_property
    def hidden_rows(self) -> frozenset[int]:
        """The rows that show nothing."""
        return frozenset(row for row, height in self.rows.items() if height <= _LOWEST)

    @cached_property
    def hidden_columns(self) -> frozenset[int]:
        """The columns that show nothing."""
        hidden: set[int] = set()
        done = -1
        for first, last, width in sorted(self.columns):
            if width <= _NARROWEST:
                hidden.update(range(max(first, done + 1), last + 1))
                done = max(done, last)
        return frozenset(hidden)


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

    doubt: Doubt
    start: tuple[int, float, int, float]
    stop: tuple[int, float, int, float] | None = None
    size: tuple[float, float] = (0.0, 0.0)
    solid: bool = False


def drawn(anchor: Element) -> Anchored | None:
    """What a drawing part anchors to cells; ``None`` if it is not shown."""
    names = anchor.iter("cNvPr")
    if all(name.get("hidden") in ("1", "true") for name in names):
        return None
    position, size = anchor.find("pos"), anchor.find("ext")
    corners = {
        each.tag: _corner(*(float(each.findtext(name, "0")) for name in _NUMBERS))
        for each in anchor
        if each.tag in ("from", "to")
    }
    if position is not None:
        corners["from"] = (0, float(position.attrib["x"]), 0, float(position.attrib["y"]))
    picture = anchor.find(".//pic") is not None
    return Anchored(
        Doubt.PICTURE if picture else Doubt.DRAWING,
        corners.get("from", (0, 0.0, 0, 0.0)),
        corners.get("to"),
        (float(size.attrib["cx"]), float(size.attrib["cy"])) if size is not None else (0.0, 0.0),
        solid=not picture and _is_filled(anchor),
    )


def _corner(column: float, right: float, row: float, down: float) -> tuple[int, float, int, float]:
    return max(int(column), 0), right, max(int(row), 0), down


def _is_filled(anchor: Element) -> bool:
    """Whether nothing shows through a shape: by what it says last, else by its style."""
    filled = None
    for properties in anchor.iter("spPr"):
        for part in properties:
            if part.tag in _FILLS:
                filled = part.tag != "noFill" and part.find(".//alpha") is None
    if filled is not None:
        return filled
    return any(each.get("idx", "0") != "0" for each in anchor.iter("fillRef"))


def drawn_in_vml(client: Element) -> Anchored | None:
    """A control or an embedded object, drawn in VML; ``None`` of comments but those that are shown."""
    kind = client.get("ObjectType", "")
    numbers = [float(number) for number in client.findtext("Anchor", "").split(",") if number.strip()]
    note = kind == "Note"
    if len(numbers) != 8 or (note and client.find("Visible") is None):
        return None
    left, dx, top, dy, right, dx2, bottom, dy2 = numbers
    start, stop = (
        (left, dx * _EMU_PER_PIXEL, top, dy * _EMU_PER_PIXEL),
        (right, dx2 * _EMU_PER_PIXEL, bottom, dy2 * _EMU_PER_PIXEL),
    )
    return Anchored(
        Doubt.PICTURE if kind == "Pict" else Doubt.DRAWING, _corner(*start), _corner(*stop), solid=note
    )


def under(
    things: Iterable[Anchored],
    measures: Measures,
    filled: Collection[Place],
    merges: Sequence[Area],
    covered: Budget,
) -> dict[Place, Doubt]:
    """The places that something lies over, which cannot be read for it.

    Args:
        things: What is anchored to the cells.
        measures: Of the columns and rows.
        filled: The places of the cells that hold something.
        merges: The merged ranges; what lies over a part of one lies over its first cell.
        covered: How many places may be looked at.

    Raises:
        ReadError: There are more.
    """
    # A table ends in the row behind the last that holds something, if all its figures are blank.
    height = max((row for row, _ in filled), default=-1) + 2
    width = max((column for _, column in filled), default=-1) + 1
    covered.spend(width * (1 + len(measures.columns)) + height)
    across = list(accumulate(map(measures.width, range(width)), initial=0.0))
    down = list(accumulate(map(measures.height, range(height)), initial=0.0))
    found: dict[Place, Doubt] = {}
    for thing in things:
        right, bottom = (thing.stop[:2], thing.stop[2:]) if thing.stop is not None else (None, None)
        columns = _covered(across, thing.start[:2], right, thing.size[0], covered)
        rows = _covered(down, thing.start[2:], bottom, thing.size[1], covered)
        covered.spend(len(columns) * len(rows) * (1 + len(merges)))
        places = {_first(row, column, merges) for row in rows for column in columns}
        if len(places) <= _FEW or thing.solid or places.isdisjoint(filled):
            found.update((place, thing.doubt) for place in places)
    return found


def _covered(
    edges: list[float],
    first: tuple[int, float],
    last: tuple[int, float] | None,
    length: float,
    covered: Budget,
) -> list[int]:
    """The columns (or rows) that a thing covers by half, or that half of it lies in.

    Args:
        edges: Where the columns begin, and where the last ends; what goes beyond is taken to go on.
        first: Where it begins: the column, and how far in it.
        last: Where it ends; ``None`` where its length is known.
        length: Its length in EMU, where its end is not given.
        covered: How many columns may be looked at.
    """
    count = len(edges) - 1
    if first[0] >= count:
        return []
    start = edges[first[0]] + first[1]
    if last is None:
        end = start + length
    else:
        end = min(edges[last[0]] + last[1], edges[last[0] + 1]) if last[0] < count else inf
    whole = end - start if end <= edges[-1] else inf
    span = range(max(bisect_right(edges, start) - 1, 0), min(bisect_left(edges, end), count))
    covered.spend(len(span))
    found = []
    for place in span:
        left, right = edges[place : place + 2]
        part = min(end, right) - max(start, left)
        if part > 0 and part >= 0.5 * min(right - left, whole):
            found.append(place)
    return found


def _first(row: int, column: int, merges: Sequence[Area]) -> Place:
    for top, left, bottom, right in merges:
        if top <= row <= bottom and left <= column <= right:
            return top, left
    return row, column
