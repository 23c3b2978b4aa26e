"""The characters of a page, each with a box that lies where its sign stands.

PDFium's own boxes are those of the font: a font of vertical writing, one whose box is three times as high
as its size, or one that is not embedded puts signs into the lines and cells beside theirs. Here a box is
made from the origin of the sign, the matrix of its text and its size, and from nothing of the font.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any
from unicodedata import east_asian_width

from attrs import frozen

from govinfo_report.document.limits import Budget
from govinfo_report.raw import Doubt
from govinfo_report.readers.pdf.objects import TextObject, address
from govinfo_report.readers.pdf.page import Box, Char
from govinfo_report.readers.pdf.radicals import character

__all__ = ["Glyph", "Glyphs", "glyphs_of"]

_RISE, _SINK = 0.88, 0.12
"""Parts of an em that a sign stands above and below its base line: those of an ideographic box."""
_DOT = 1.0
"""Points; what is wider and higher than this is no space."""
_SMALL = 2.0
"""Points; of text that its file says is smaller the outlines tell the size."""
_OF_DIGIT = 0.72
"""Part of an em that a digit is high."""
_NO_SIGNS = frozenset({*range(0x21), 0x7F, 0xFFFE, 0xFFFF})
"""Codes for which nothing is printed."""


@frozen
class Glyph:
    """A character as the file has it, whether or not the eye sees it.

    Attributes:
        source: Which text object it is of, see `objects.address`; 0 where PDFium does not tell.
        size: In points, as it is printed.
        ink: The box of its outline; ``None`` where it is not known.
    """

    char: Char
    source: int
    size: float
    ink: Box | None

    @property
    def place(self) -> tuple[int, float, float]:
        """What tells it from every other, also when the page is read again."""
        return self.source, self.char.left, self.char.bottom


@frozen
class Glyphs:
    """The characters of a page.

    Attributes:
        signs: In the order of the file, spaces left out.
        told: The text objects of which PDFium tells some character, be it a space.
    """

    signs: tuple[Glyph, ...]
    told: frozenset[int]


def glyphs_of(page: Any, raw: Any, texts: Mapping[int, TextObject], budget: Budget) -> Glyphs:
    """The characters of a page, in the order of the file.

    Args:
        page: PDFium's page.
        raw: PDFium.
        texts: The page's text objects, by their address.
        budget: How many characters there may be.

    Raises:
        ReadError: There are more.
    """
    text = page.get_textpage()
    try:
        reader = _Reader(text.raw, raw, texts)
        budget.spend(reader.count)
        return Glyphs(tuple(reader.signs()), frozenset(reader.told))
    finally:
        text.close()


class _Reader:
    """Reads the characters of a text page of PDFium's."""

    def __init__(self, text: Any, raw: Any, texts: Mapping[int, TextObject]) -> None:
        self.text, self.raw, self.texts = text, raw, texts
        self.count = max(0, raw.FPDFText_CountChars(text))
        self.told: set[int] = set()
        self._origin = ctypes.c_double(), ctypes.c_double()
        self._matrix = raw.FS_MATRIX()

    def signs(self) -> Iterator[Glyph]:
        """Its signs, in the order of the file; a space is told of the sign behind it."""
        raw, text = self.raw, self.text
        spaced = False
        for index in range(self.count):
            code = raw.FPDFText_GetUnicode(text, index)
            item = raw.FPDFText_GetTextObject(text, index)
            if not item and raw.FPDFText_IsGenerated(text, index) == 1:
                continue
            source = address(item) if item else 0
            self.told.add(source)
            sign = _sign(code)
            ink = self._ink(index) if sign.isdigit() or code in _NO_SIGNS else None
            if sign.isspace() or code in _NO_SIGNS:
                if code not in _NO_SIGNS or ink is None or min(ink.width, ink.height) <= _DOT:
                    spaced = spaced or sign.isspace()
                    continue
                sign = Doubt.REPLACED.sign  # the file names no sign, or a space, and there is one
            if raw.FPDFText_GetCharOrigin(text, index, *self._origin):
                yield self._glyph(index, sign, source, ink, spaced)
                spaced = False

    def _ink(self, index: int) -> Box | None:
        """The box of a character's outline."""
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        if not self.raw.FPDFText_GetCharBox(self.text, index, left, right, bottom, top):
            return None
        return Box(left.value, bottom.value, right.value, top.value)

    def _glyph(self, index: int, sign: str, source: int, ink: Box | None, spaced: bool) -> Glyph:
        """A sign whose origin was just asked for."""
        raw, text, matrix = self.raw, self.text, self._matrix
        raw.FPDFText_GetMatrix(text, index, matrix)
        its = self.texts.get(source)
        replaced = its is not None and its.replaced
        # Of replaced text PDFium gives the origin without the matrices of the forms that it stands in.
        x, y = (matrix.e, matrix.f) if replaced else (each.value for each in self._origin)
        size = raw.FPDFText_GetFontSize(text, index)
        height = size * math.hypot(matrix.c, matrix.d)
        if height < _SMALL:
            ink = ink or self._ink(index)
        drawn_larger = ink is not None and ink.height > height
        if sign.isdigit():
            mapped = not replaced and raw.FPDFText_HasUnicodeMapError(text, index) != 1
            mirrored = matrix.a * matrix.d < matrix.b * matrix.c and not drawn_larger
            sign = _digit(sign, mapped=mapped, mirrored=mirrored)
        if ink is None or not drawn_larger:
            return Glyph(_boxed(sign, (x, y), matrix, size, spaced), source, height, ink)
        height = ink.height / _OF_DIGIT  # a font of drawings, which may have any size of its own
        bottom = y - _SINK * height
        return Glyph(Char(sign, ink.left, bottom, ink.right, bottom + height, 0, spaced), source, height, ink)


def _digit(sign: str, *, mapped: bool, mirrored: bool) -> str:
    """A digit, or its doubt."""
    if not mapped:
        return Doubt.REPLACED.sign
    return Doubt.TURNED.sign if mirrored else sign


def _boxed(sign: str, origin: tuple[float, float], matrix: Any, size: float, spaced: bool) -> Char:
    """A character with its box: an em high, and an em or half an em wide, from its origin on."""
    x, y = origin
    width = size if _is_wide(sign) else size / 2
    if matrix.b == matrix.c == 0 and matrix.a > 0 and matrix.d > 0:  # as nearly all text is
        height = matrix.d * size
        return Char(sign, x, y - _SINK * height, x + matrix.a * width, y + _RISE * height, 0, spaced)
    along = matrix.a * width, matrix.b * width
    up = matrix.c * size, matrix.d * size
    xs = [x + right * along[0] + rise * up[0] for right in (0, 1) for rise in (-_SINK, _RISE)]
    ys = [y + right * along[1] + rise * up[1] for right in (0, 1) for rise in (-_SINK, _RISE)]
    turned = round(math.degrees(math.atan2(matrix.b, matrix.a))) % 360
    return Char(sign, min(xs), min(ys), max(xs), max(ys), turned, spaced)


@lru_cache(maxsize=4096)
def _sign(code: int) -> str:
    """A character by its code; what the file gives no character for stays where it stands, illegible."""
    if code == 0 or code >= 0x110000 or 0xD800 <= code < 0xE000:
        return Doubt.REPLACED.sign
    return character(chr(code))


@lru_cache(maxsize=4096)
def _is_wide(sign: str) -> bool:
    return east_asian_width(sign) in "WFA"
