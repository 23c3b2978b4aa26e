"""The characters of a page, each with a box that lies where its sign stands.

PDFium's own boxes are those of the font: a font of vertical writing, one whose box is three times as high
as its size, or one that is not embedded puts signs into the lines and cells beside theirs. Here a box is
made from the origin of the sign, the matrix of its text and its size, and from nothing of the font.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import repeat
from typing import Any
from unicodedata import east_asian_width

from attrs import define, evolve, frozen

from govinfo_report.document.limits import Budget
from govinfo_report.raw import Doubt
from govinfo_report.readers.pdf.calls import POINTER, lean, places
from govinfo_report.readers.pdf.objects import TextObject
from govinfo_report.readers.pdf.page import Box, Char
from govinfo_report.readers.pdf.radicals import character

__all__ = ["DOT", "Glyph", "glyphs_of"]

_RISE, _SINK = 0.88, 0.12
"""Parts of an em that a sign stands above and below its base line: those of an ideographic box."""
DOT = 1.0
"""Points; what is wider and higher than this is no space."""
_SMALL = 2.0
"""Points; of text that its file says is smaller the outlines tell the size."""
_OF_DIGIT = 0.72
"""Part of an em that a digit is high."""
_NO_SIGNS = frozenset({*range(0x21), 0x7F, 0xFFFE, 0xFFFF})
"""Codes for which nothing is printed."""


@define
class Glyph:
    """A character as the file has it, whether or not the eye sees it.

    Attributes:
        source: The handle of the text object that it is of; 0 where PDFium does not tell.
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


def glyphs_of(
    page: Any, raw: Any, texts: Mapping[int, TextObject], budget: Budget
) -> tuple[list[Glyph], set[int | None]]:
    """The characters of a page, in the order of the file, spaces left out; every text object that has some.

    Args:
        page: PDFium's page.
        raw: PDFium.
        texts: The page's text objects, by their handles.
        budget: How many characters there may be.

    Raises:
        ReadError: There are more.
    """
    text = page.get_textpage()
    try:
        count = max(0, raw.FPDFText_CountChars(text))
        budget.spend(count)
        sources = list(map(lean(raw, "FPDFText_GetTextObject", POINTER), repeat(text.raw), range(count)))
        return list(_Reader(text.raw, raw, texts).signs(sources)), set(sources)
    finally:
        text.close()


@frozen
class _Sign:
    """A character and what kind of one it is.

    Attributes:
        nothing: Whether nothing is printed for its code.
        wide: Whether it is an em wide.
    """

    text: str
    digit: bool
    space: bool
    nothing: bool
    wide: bool

    @classmethod
    def of(cls, text: str, nothing: bool = False) -> _Sign:
        """A character as such a sign."""
        return cls(text, text.isdigit(), text.isspace(), nothing, east_asian_width(text) in "WFA")


_REPLACED, _TURNED = _Sign.of(Doubt.REPLACED.sign), _Sign.of(Doubt.TURNED.sign)


@lru_cache(maxsize=4096)
def _sign(code: int) -> _Sign:
    """A character by its code; what the file gives no character for stays where it stands, illegible."""
    if code == 0 or code >= 0x110000 or 0xD800 <= code < 0xE000:
        return evolve(_REPLACED, nothing=code in _NO_SIGNS)
    return _Sign.of(character(chr(code)), code in _NO_SIGNS)


@frozen
class _Setting:
    """How a text object sets its characters.

    Attributes:
        height: In points, as they are printed.
        mirrored: Whether they are seen from behind.
        turned: Degrees by which they are turned, counterclockwise.
        half, full: The box of one that is half an em and of one that is an em wide, from its origin.
    """

    height: float
    mirrored: bool
    turned: int
    half: Box
    full: Box


@lru_cache(maxsize=4096)
def _setting(size: float, a: float, b: float, c: float, d: float) -> _Setting:
    """That of text of a size, with a matrix: nearly all text of a page has one of a few."""
    boxes = []
    for width in (size / 2, size):
        xs = [along + rise * (c * size) for along in (0.0, a * width) for rise in (-_SINK, _RISE)]
        ys = [along + rise * (d * size) for along in (0.0, b * width) for rise in (-_SINK, _RISE)]
        boxes.append(Box(min(xs), min(ys), max(xs), max(ys)))
    turned = round(math.degrees(math.atan2(b, a))) % 360
    return _Setting(size * math.hypot(c, d), a * d < b * c, turned, *boxes)


class _Reader:
    """Reads the characters of a text page of PDFium's."""

    def __init__(self, text: Any, raw: Any, texts: Mapping[int, TextObject]) -> None:
        self.text, self.raw = text, raw
        self.replaced = {handle for handle, its in texts.items() if its.replaced}
        self._box_of, self._is_unmapped, self._matrix_of, self._origin_of = (
            lean(raw, f"FPDFText_{name}")
            for name in ("GetCharBox", "HasUnicodeMapError", "GetMatrix", "GetCharOrigin")
        )
        self._size_of = lean(raw, "FPDFText_GetFontSize", ctypes.c_double)
        self._matrix, _ = places(ctypes.c_float, 6)
        self._numbers, self._places = places(ctypes.c_double, 4)

    def signs(self, sources: Sequence[int | None]) -> Iterator[Glyph]:
        """Its signs, in the order of the file; a space is told of the sign behind it.

        Args:
            sources: The handle of each one's text object.
        """
        raw, text = self.raw, self.text
        codes = map(lean(raw, "FPDFText_GetUnicode", ctypes.c_uint), repeat(text), range(len(sources)))
        spaced = False
        last, its = None, None
        for index, (code, source) in enumerate(zip(codes, sources, strict=True)):
            if source is None and raw.FPDFText_IsGenerated(text, index) == 1:
                continue
            sign = _sign(code)
            ink = self._ink(index) if sign.digit or sign.nothing else None
            if sign.space or sign.nothing:
                if not sign.nothing or ink is None or min(ink.width, ink.height) <= DOT:
                    spaced = spaced or sign.space
                    continue
                sign = _REPLACED  # the file names no sign, or a space, and there is one
            if its is None or source is None or source != last:  # all of one text object are set alike
                its, last = self._setting(index), source
            if self._origin_of(text, index, *self._places[:2]):
                yield self._glyph(index, sign, source or 0, its, ink, spaced)
                spaced = False

    def _setting(self, index: int) -> _Setting:
        self._matrix_of(self.text, index, self._matrix)
        a, b, c, d, _, _ = self._matrix[:]
        return _setting(self._size_of(self.text, index), a, b, c, d)

    def _ink(self, index: int) -> Box | None:
        """The box of a character's outline."""
        if not self._box_of(self.text, index, *self._places):
            return None
        left, right, bottom, top = self._numbers[:]
        return Box(left, bottom, right, top)

    def _glyph(
        self, index: int, sign: _Sign, source: int, its: _Setting, ink: Box | None, spaced: bool
    ) -> Glyph:
        """A sign whose origin was just asked for."""
        replaced, height = source in self.replaced, its.height
        # Of replaced text PDFium gives the origin without the matrices of the forms that it stands in.
        x, y = self._matrix[4:] if replaced else self._numbers[:2]
        if height < _SMALL:
            ink = ink or self._ink(index)
        drawn_larger = ink is not None and ink.height > height
        if sign.digit:
            if replaced or self._is_unmapped(self.text, index) == 1:
                sign = _REPLACED
            elif its.mirrored and not drawn_larger:
                sign = _TURNED
        if ink is not None and drawn_larger:  # a font of drawings, which may have any size of its own
            height = ink.height / _OF_DIGIT
            low = y - _SINK * height
            return Glyph(
                Char(sign.text, ink.left, low, ink.right, low + height, 0, spaced), source, height, ink
            )
        box = its.full if sign.wide else its.half
        left, low, right, high = x + box.left, y + box.bottom, x + box.right, y + box.top
        return Glyph(Char(sign.text, left, low, right, high, its.turned, spaced), source, height, ink)
