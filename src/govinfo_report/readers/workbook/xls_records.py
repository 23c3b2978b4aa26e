"""What xlrd leaves out of an .xls worksheet: formulas, what is to be computed, what lies over the cells.

The records of a worksheet are walked once more. [MS-XLS] describes them; the numbers of the records that
are of interest are named here.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Any

from attrs import define, field

from govinfo_report.raw.doubt import Doubt
from govinfo_report.readers.workbook.areas import Area, Place
from govinfo_report.readers.workbook.drawings import MOST_DRAWINGS

__all__ = ["Records", "formula_of", "records_of"]

_BOF, _EOF = 0x0809, 0x000A
_FORMULAS = frozenset({0x0006, 0x0206, 0x0406})
_STRINGS = frozenset({0x0207, 0x0007})
_BEFORE_STRING = frozenset({0x04BC, 0x0221, 0x0021, 0x0236, 0x0036})
"""Shared formulas, arrays and tables may stand between a formula and its result."""
_UNCALCED = 0x005E
_CONDITIONS, _CONDITION = 0x01B0, 0x01B1
_DRAWING, _OBJECT = 0x00EC, 0x005D

_TEXT_FOLLOWS, _EMPTY_TEXT = 0, 3
_ZERO = bytes(8)
_TO_BE_COMPUTED = 0b11
"""Always, or when the file is opened."""
_ANCHOR = b"\x10\xf0\x12\x00\x00\x00"
"""The head of the record that anchors a shape to cells: its kind and its length."""
_COMMENT, _PICTURE = 0x19, 0x08


@define
class Records:
    """What the records of a worksheet tell.

    Attributes:
        formulas: Place → the formula; ``=…`` where what it is will not be asked for.
        stale: The places of those whose stored result the file does not take for one.
        things: What lies over the cells; offsets are shares of 1,024 of a column and of 256 of a row.
        conditions: The records of conditional formats, and the areas that they are for.
    """

    formulas: dict[Place, str] = field(factory=dict)
    stale: set[Place] = field(factory=set)
    things: list[tuple[Doubt, tuple[int, ...]]] = field(factory=list)
    conditions: list[tuple[list[Area], bytes]] = field(factory=list)

    def add_thing(self, what: int, corners: tuple[int, ...]) -> None:
        """Add an object by its kind; comments lie over nothing, as long as nobody points at them."""
        if what != _COMMENT and len(self.things) < MOST_DRAWINGS:
            self.things.append((Doubt.PICTURE if what == _PICTURE else Doubt.DRAWING, corners))


def records_of(book: Any, start: int) -> Records:
    """Walk the records of a worksheet that begins at ``start`` of an open xlrd book."""
    found, formulas = Records(), _Formulas()
    corners: tuple[int, ...] = ()
    areas: list[Area] = []
    for kind, data in _walk(book.mem, start):
        formulas.take(kind, data)
        if kind == _CONDITIONS and len(data) >= 14:
            areas = _areas(data)
        elif kind == _CONDITION and areas:
            found.conditions.append((areas, data))
        elif kind == _DRAWING:
            corners = _corners(data)
        elif kind == _OBJECT and len(data) >= 8:
            if corners:
                found.add_thing(struct.unpack_from("<H", data, 4)[0], corners)
            corners = ()
    found.stale = set(formulas.found) if formulas.everything else formulas.stale
    for place, data in formulas.found.items():
        # Programs that do not compute store 0.
        asked_for = place in found.stale or data[6:14] == _ZERO
        found.formulas[place] = _formula(book, data, *place) if asked_for else "=…"
    return found


@define
class _Formulas:
    """Gathers the formulas of a worksheet, and which of their stored results are none.

    Attributes:
        found: Row and column → the record.
        stale: The places of those that are to be computed.
        everything: Whether all are.
        waiting: The place of one whose text is to follow.
    """

    found: dict[Place, bytes] = field(factory=dict)
    stale: set[Place] = field(factory=set)
    everything: bool = False
    waiting: Place | None = None

    def take(self, kind: int, data: bytes) -> None:
        """Any record of the worksheet."""
        if self.waiting is not None and kind not in _BEFORE_STRING:
            if kind not in _STRINGS:
                self.stale.add(self.waiting)
            self.waiting = None
        if kind in _FORMULAS and len(data) >= 22:
            self._formula(data)
        elif kind == _UNCALCED:
            self.everything = True

    def _formula(self, data: bytes) -> None:
        place = struct.unpack_from("<HH", data)
        text = data[12:14] == b"\xff\xff"
        self.found[place] = data
        self.stale.discard(place)
        # Programs that do not compute store an empty text; a real one comes out again.
        if data[14] & _TO_BE_COMPUTED or (text and data[6] == _EMPTY_TEXT):
            self.stale.add(place)
        if text and data[6] == _TEXT_FOLLOWS:
            self.waiting = place


def _walk(memory: Any, at: int) -> Iterator[tuple[int, bytes]]:
    """The records of one worksheet, without those of charts in it."""
    depth = 0
    while at + 4 <= len(memory):
        kind, length = struct.unpack_from("<HH", memory, at)
        if kind == _BOF:
            depth += 1
        elif kind == _EOF:
            depth -= 1
            if depth <= 0:
                return
        elif depth == 1:
            yield kind, bytes(memory[at + 4 : at + 4 + length])
        at += 4 + length


def _areas(data: bytes) -> list[Area]:
    count = min(struct.unpack_from("<H", data, 12)[0], (len(data) - 14) // 8)
    ranges = (struct.unpack_from("<4H", data, 14 + 8 * place) for place in range(count))
    return [(top, left, bottom, right) for top, bottom, left, right in ranges]


def _corners(data: bytes) -> tuple[int, ...]:
    """Columns, rows and offsets of the two corners that an Escher record anchors a shape to."""
    place = data.find(_ANCHOR)
    at = place + len(_ANCHOR) + 2  # flags stand before the corners
    if place < 0 or len(data) < at + 16:
        return ()
    return struct.unpack_from("<8H", data, at)


def _formula(book: Any, data: bytes, row: int, column: int) -> str:
    from xlrd.formula import FMLA_TYPE_CELL

    length = struct.unpack_from("<H", data, 20)[0]
    return f"={formula_of(book, data[22 : 22 + length], FMLA_TYPE_CELL, row, column)}"


def formula_of(book: Any, tokens: bytes, kind: int, row: int, column: int) -> str:
    """A formula out of its tokens; empty where xlrd cannot tell."""
    from xlrd.formula import decompile_formula

    try:
        return decompile_formula(book, tokens, len(tokens), kind, row, column) or ""
    except Exception:  # xlrd meets tokens that it does not know with whatever comes of it
        return ""
