"""A font in which every sign is a box, given to PDFium for the Chinese fonts that a PDF does not embed.

PDFium takes such fonts from the machine. Where the machine has none it leaves out single signs, so that what
a file says would depend on who reads it. With this font every machine has the same, and every sign has a
place and ink. Embedded fonts, and PDFium's own Latin ones, are not touched.
"""

from __future__ import annotations

import ctypes
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

__all__ = ["box_font", "installed"]

_EM = 1000
_ASCENT, _DESCENT = 880, -120
_HALF = (60, 0, 440, 700)
_FULL = (60, -80, 940, 840)
"""Left, bottom, right and top of the box of a half-width and of a full-width sign."""
_CHARACTERS = ((0x21, 0x2FF, 1), (0x2000, 0x206F, 1), (0x2070, 0x1FFFF, 2))
"""First and last code and the box that they have, 1 half and 2 full."""
_CJK_CHARSETS = frozenset({128, 129, 130, 134, 136})
"""Japanese, Korean (two), Simplified and Traditional Chinese, as Windows numbers them."""
_FONT = 1
"""The handle by which PDFium asks for the font's data."""


@cache
def box_font() -> bytes:
    """The font, in the TrueType format."""
    half, full = _glyph(*_HALF), _glyph(*_FULL)
    groups = b"".join(struct.pack(">III", *each) for each in _CHARACTERS)
    mapping = struct.pack(">HHIII", 13, 0, 16 + len(groups), 0, len(_CHARACTERS)) + groups
    left, bottom, right, top = (min, min, max, max)
    edges = [
        edge(pair)
        for edge, pair in zip((left, bottom, right, top), zip(_HALF, _FULL, strict=True), strict=True)
    ]
    tables = {
        b"cmap": struct.pack(">HHHHI", 0, 1, 3, 10, 12) + mapping,
        b"glyf": half + full,
        b"head": struct.pack(
            ">IIIIHHQQhhhhHHhhh", 0x10000, 0x10000, 0, 0x5F0F3CF5, 0, _EM, 0, 0, *edges, 0, 8, 2, 1, 0
        ),
        b"hhea": struct.pack(
            ">IhhhHhhhhhhhhhhhH", 0x10000, _ASCENT, _DESCENT, 0, _EM, 0, 0, _EM, 1, *[0] * 7, 3
        ),
        b"hmtx": struct.pack(">6h", _EM // 2, 0, _EM // 2, _HALF[0], _EM, _FULL[0]),
        b"loca": struct.pack(">4I", 0, 0, len(half), len(half) + len(full)),
        b"maxp": struct.pack(">IHHHHHHHHHHHHHH", 0x10000, 3, 4, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0),
    }
    start = 12 + 16 * len(tables)
    records, body = b"", b""
    for tag in sorted(tables):
        table = tables[tag]
        records += struct.pack(">4sIII", tag, 0, start + len(body), len(table))
        body += table + b"\0" * (-len(table) % 4)
    return struct.pack(">IHHHH", 0x10000, len(tables), 64, 2, len(tables) * 16 - 64) + records + body


def _glyph(left: int, bottom: int, right: int, top: int) -> bytes:
    """The outline of a rectangle: one contour of four points."""
    outline = struct.pack(">5hHH4B", 1, left, bottom, right, top, 3, 0, 1, 1, 1, 1)
    steps = (left, right - left, 0, left - right, bottom, 0, top - bottom, 0)
    outline += struct.pack(">8h", *steps)
    return outline + b"\0" * (-len(outline) % 4)


@contextmanager
def installed(raw: Any) -> Iterator[None]:
    """PDFium with this font in place of the machine's, for as long as the context lasts.

    It holds for the whole process: nobody else may be in PDFium.
    """
    provider = _provider(raw)
    raw.FPDF_SetSystemFontInfo(provider)
    try:
        yield
    finally:
        raw.FPDF_SetSystemFontInfo(raw.FPDF_GetDefaultSystemFontInfo())


@cache
def _provider(raw: Any) -> Any:
    """What answers PDFium's questions for fonts; kept for ever, for PDFium keeps no hold of its own on it."""
    font = box_font()
    info = raw.FPDF_SYSFONTINFO()
    kinds = dict(info._fields_)

    def map_font(_info: Any, _weight: int, _italic: int, charset: int, *_: Any) -> int | None:
        return _FONT if charset in _CJK_CHARSETS else None

    def font_data(_info: Any, _font: Any, table: int, buffer: Any, size: int) -> int:
        if table:
            return 0
        if buffer and size >= len(font):
            ctypes.memmove(buffer, font, len(font))
        return len(font)

    def face_name(_info: Any, _font: Any, buffer: Any, size: int) -> int:
        name = b"Box\0"
        if buffer and size >= len(name):
            ctypes.memmove(buffer, name, len(name))
        return len(name)

    answers = {
        "Release": lambda _info: None,
        "EnumFonts": lambda _info, _mapper: None,
        "MapFont": map_font,
        "GetFont": lambda _info, _face: None,
        "GetFontData": font_data,
        "GetFaceName": face_name,
        "GetFontCharset": lambda _info, _font: 134,
        "DeleteFont": lambda _info, _font: None,
    }
    info.version = 1
    for name, answer in answers.items():
        setattr(info, name, kinds[name](answer))
    return info
