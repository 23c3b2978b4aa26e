"""How many glyphs a TrueType font makes of one: glyphs may be made of glyphs that are made of glyphs."""

from __future__ import annotations

import struct
from collections.abc import Iterator

__all__ = ["most_components"]

_FONTS = (b"\0\1\0\0", b"true")
_WORDS, _SCALE, _MORE, _TWO_SCALES, _MATRIX = 0x01, 0x08, 0x20, 0x40, 0x80
_DEEPEST = 30
"""Levels of glyphs in glyphs; what has more, or stands in itself, has no end."""


def most_components(font: bytes, enough: int) -> int:
    """The most glyphs that one of a font's comes to, or more than ``enough``; 0 for what is no such font."""
    if not font.startswith(_FONTS):
        return 0
    try:
        parts = dict(_composites(font))
    except struct.error:  # cut short; FreeType refuses it as well
        return 0
    known: dict[int, int] = {}
    most = 0
    for glyph in parts:
        most = max(most, _count(glyph, parts, known, enough, _DEEPEST))
        if most > enough:
            break
    return most


def _count(glyph: int, parts: dict[int, list[int]], known: dict[int, int], enough: int, depth: int) -> int:
    if glyph not in parts:
        return 1
    if glyph in known:
        return known[glyph]
    if depth == 0:
        return enough + 1
    count = 1
    for part in parts[glyph]:
        count += _count(part, parts, known, enough, depth - 1)
        if count > enough:
            break
    known[glyph] = count
    return count


def _composites(font: bytes) -> Iterator[tuple[int, list[int]]]:
    """The glyphs made of others, and of which; each by where it stands, as several numbers may name one."""
    (tables,) = struct.unpack_from(">H", font, 4)
    records = (struct.unpack_from(">4sIII", font, 12 + 16 * at) for at in range(tables))
    places = {tag: (offset, length) for tag, _, offset, length in records}
    if not {b"head", b"loca", b"glyf"} <= places.keys():
        return
    (long,) = struct.unpack_from(">h", font, places[b"head"][0] + 50)
    start, size = places[b"loca"]
    number = min(size, len(font) - start) // (4 if long else 2)
    offsets = struct.unpack_from(f">{number}{'I' if long else 'H'}", font, start)
    glyphs = places[b"glyf"][0]
    for offset in set(offsets):  # most numbers of a font cut down to a text name nothing
        at = glyphs + (offset if long else 2 * offset)
        if font[at : at + 1] >= b"\x80":  # a negative number of outlines
            yield offset, [offsets[part] for part in _parts(font, at + 10) if part < number]


def _parts(font: bytes, at: int) -> Iterator[int]:
    more = True
    while more:
        flags, part = struct.unpack_from(">HH", font, at)
        yield part
        at += 8 if flags & _WORDS else 6
        at += 2 if flags & _SCALE else 4 if flags & _TWO_SCALES else 8 if flags & _MATRIX else 0
        more = bool(flags & _MORE)
