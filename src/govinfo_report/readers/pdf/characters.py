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
        told: set[int] = set()
        found = tuple(_glyphs(text, raw, texts, budget, told))
        return Glyphs(found, frozenset(told))
    finally:
        text.close()


def _glyphs(
    text: Any, raw: Any, texts: Mapping[int, TextObject], budget: Budget, told: set[int]
) -> Iterator[Glyph]:
    x, y = ctypes.c_double(), ctypes.c_double()
    matrix = raw.FS_MATRIX()
    handle = text.raw
    spaced = False
    count = max(0, raw.FPDFText_CountChars(handle))
    budget.spend(count)
    for index in range(count):
        code = raw.FPDFText_GetUnicode(handle, index)
        item = raw.FPDFText_GetTextObject(handle, index)
        if not item and raw.FPDFText_IsGenerated(handle, index) == 1:
            continue
        source = address(item) if item else 0
        told.add(source)
        sign = _sign(code)
        ink = _ink(handle, raw, index) if sign.isdigit() or code in _NO_SIGNS else None
        if code in _NO_SIGNS:
            if ink is None or min(ink.width, ink.height) <= _DOT:
                spaced = spaced or sign.isspace()
                continue
            sign = Doubt.REPLACED.sign  # the file names no sign, or a space, and there is one
        elif sign.isspace():
            spaced = True
            continue
        if not raw.FPDFText_GetCharOrigin(handle, index, x, y):
            continue
        raw.FPDFText_GetMatrix(handle, index, matrix)
        its = texts.get(source)
        replaced = its is not None and its.replaced
        # Of replaced text PDFium gives the origin without the matrices of the forms that it stands in.
        origin = (matrix.e, matrix.f) if replaced else (x.value, y.value)
        size = raw.FPDFText_GetFontSize(handle, index)
        height = size * math.hypot(matrix.c, matrix.d)
        if height < _SMALL:
            ink = ink or _ink(handle, raw, index)
        drawn_larger = ink is not None and ink.height > height
        if sign.isdigit():
            if replaced or raw.FPDFText_HasUnicodeMapError(handle, index) == 1:
                sign = Doubt.REPLACED.sign
            elif matrix.a * matrix.d < matrix.b * matrix.c and not drawn_larger:
                sign = Doubt.TURNED.sign  # mirrored
        if ink is not None and drawn_larger:  # a font of drawings, which may have any size of its own
            height = ink.height / _OF_DIGIT
            bottom = origin[1] - _SINK * height
            char = Char(sign, ink.left, bottom, ink.right, bottom + height, 0, spaced)
        else:
            char = _boxed(sign, origin, matrix, size, spaced)
        spaced = False
        yield Glyph(char, source, height, ink)


def _ink(text: Any, raw: Any, index: int) -> Box | None:
    """The box of a character's outline."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    if not raw.FPDFText_GetCharBox(text, index, left, right, bottom, top):
        return None
    return Box(left.value, bottom.value, right.value, top.value)


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
