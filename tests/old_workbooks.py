"""Old workbooks (.xls) from the records up: no library that is used here makes them."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from typing import Any

from attrs import frozen

from tests.workbooks import Figures, one_sheet

__all__ = ["Font", "Formula", "Style", "old_workbook"]

_SECTOR = 512
_FREE, _END, _TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


@frozen
class Font:
    """A font: height in points, colour by number."""

    points: float = 11
    colour: int = 0x7FFF
    name: str = "Arial"


@frozen
class Style:
    """The look of a cell; fills and grounds by number of the palette."""

    code: str = "General"
    font: Font = Font()
    pattern: int = 0
    ground: int = 64
    across: int = 0


@frozen
class Formula:
    """The sum of a row between two columns, or other tokens; a result of ``None`` is an empty text."""

    row: int
    first: int
    last: int
    result: float | None = None
    flags: int = 0
    tokens: bytes | None = None


PLAIN = Style()


def _record(kind: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _text(text: str, *, short: bool = False) -> bytes:
    encoded = text.encode("utf-16-le")
    return struct.pack("<BB" if short else "<HB", len(text), 1) + encoded


def _font(font: Font) -> bytes:
    head = struct.pack("<HHHHHBBBB", int(font.points * 20), 0, font.colour, 400, 0, 0, 0, 0, 0)
    return _record(0x0031, head + _text(font.name, short=True))


def _style(number: int, code: int, font: int, style: Style) -> bytes:
    kind = 0xFFF5 if number < 16 else 0x0001
    border, ground = style.pattern << 26, style.ground | 65 << 7
    data = struct.pack("<HHHBBBBIIH", font, code, kind, style.across, 0, 0, 0xFC, 0, border, ground)
    return _record(0x00E0, data)


def _formula(row: int, column: int, style: int, formula: Formula) -> bytes:
    text = formula.result is None
    result = b"\x03\0\0\0\0\0\xff\xff" if text else struct.pack("<d", formula.result)
    columns = formula.first | 0xC000, formula.last | 0xC000
    total = struct.pack("<BHHHH", 0x25, formula.row, formula.row, *columns) + b"\x19\x10\0\0"
    tokens = total if formula.tokens is None else formula.tokens
    tail = struct.pack("<HIH", formula.flags, 0, len(tokens)) + tokens
    return _record(0x0006, struct.pack("<HHH", row, column, style) + result + tail)


def _cell(row: int, column: int, style: int, value: Any) -> bytes:
    if isinstance(value, Formula):
        return _formula(row, column, style, value)
    place = struct.pack("<HHH", row, column, style)
    if isinstance(value, str):
        return _record(0x0204, place + _text(value))
    return _record(0x0203, place + struct.pack("<d", value))


def old_workbook(
    figures: Figures,
    styles: Mapping[str, Style] | None = None,
    *,
    zeros: bool = True,
    more: Sequence[tuple[int, bytes]] = (),
) -> tuple[bytes, dict[str, tuple[int, int]]]:
    """A report in an old workbook, and where its cells stand: row and column from 0.

    Args:
        figures: Path → number, text or `Formula`.
        styles: Path → the look of its cell.
        zeros: Whether the sheet shows zeros.
        more: Records behind the cells: kind and data.
    """
    book, addresses = one_sheet(dict.fromkeys(figures))
    sheet = book.worksheets[0]
    places = {path: (sheet[at].row - 1, sheet[at].column - 1) for path, at in addresses.items()}
    looks = dict.fromkeys([PLAIN, *(styles or {}).values()])
    number = {look: 16 + at for at, look in enumerate(looks)}
    labels = (cell for row in sheet.iter_rows() for cell in row if cell.value)
    cells: dict[tuple[int, int], tuple[int, Any]] = {
        (cell.row - 1, cell.column - 1): (16, cell.value) for cell in labels
    }
    for path, value in figures.items():
        if value is not None:
            cells[places[path]] = (number[(styles or {}).get(path, PLAIN)], value)
    body = b"".join(_cell(*place, style, value) for place, (style, value) in sorted(cells.items()))
    merges = [area.bounds for area in sheet.merged_cells.ranges]
    merged = b"".join(struct.pack("<HHHH", t - 1, b - 1, l - 1, r - 1) for l, t, r, b in merges)  # noqa: E741
    window = struct.pack("<HHHIHHI", 0x06B6 if zeros else 0x06A6, 0, 0, 64, 0, 0, 0)
    worksheet = (
        _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 6))
        + _record(0x0200, struct.pack("<IIHHH", 0, 200, 0, 20, 0))
        + body
        + b"".join(_record(kind, data) for kind, data in more)
        + _record(0x023E, window)
        + _record(0x00E5, struct.pack("<H", len(merges)) + merged)
        + _record(0x000A)
    )
    fonts = [Font()] * 4 + [look.font for look in looks]  # the fifth font has the number 5
    globals_ = (
        _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 6))
        + _record(0x0042, struct.pack("<H", 1200))
        + b"".join(map(_font, fonts))
        + b"".join(
            _record(0x041E, struct.pack("<H", 164 + at) + _text(look.code)) for at, look in enumerate(looks)
        )
        + b"".join(_style(at, 0, 0, PLAIN) for at in range(16))
        + b"".join(_style(16 + at, 164 + at, 5 + at, look) for at, look in enumerate(looks))
    )
    name = _text("Sheet1", short=True)
    start = len(globals_) + len(_record(0x0085, bytes(6) + name)) + len(_record(0x000A))
    globals_ += _record(0x0085, struct.pack("<IH", start, 0) + name) + _record(0x000A)
    return _container(globals_ + worksheet), places


def _container(stream: bytes) -> bytes:
    """The stream as the one file of a compound file."""
    stream = stream.ljust(max(4096, -(-len(stream) // _SECTOR) * _SECTOR), b"\0")
    sectors = len(stream) // _SECTOR
    chain = [_TABLE, _END, *range(3, 2 + sectors), _END]
    tables = -(-len(chain) // 128)
    assert tables == 1
    table = struct.pack("<128I", *chain, *[_FREE] * (128 - len(chain)))

    def entry(name: str, kind: int, child: int, first: int, size: int) -> bytes:
        encoded = (name + "\0").encode("utf-16-le")
        tail = struct.pack("<III16sI8s8sIII", _FREE, _FREE, child, b"", 0, b"", b"", first, size, 0)
        return encoded.ljust(64, b"\0") + struct.pack("<HBB", len(encoded), kind, 1) + tail

    folder = entry("Root Entry", 5, 1, _END, 0) + entry("Workbook", 2, _FREE, 2, len(stream))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    head += bytes(6) + struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, _END, 0, _END, 0)
    head += struct.pack("<109I", 0, *[_FREE] * 108)
    return head + table + folder.ljust(_SECTOR, b"\0") + stream
