"""What the eye finds of doubtful characters: a page drawn with and without them tells.

What makes no difference where it stands is not seen, whatever the reason.
"""

from __future__ import annotations

import ctypes
import math
import time
from collections.abc import Iterable, Sequence
from statistics import median
from typing import Any

from attrs import define, frozen

from govinfo_report.readers.pdf.characters import Glyph
from govinfo_report.readers.pdf.doubtful import THINNEST
from govinfo_report.readers.pdf.objects import Drawn
from govinfo_report.readers.pdf.page import Box

__all__ = ["Answer", "asked", "is_faint"]

_SIZE = 18.0
"""Pixels in which an em of the doubtful text is drawn: enough for the point of a figure of nine points."""
_FINEST, _COARSEST = 6.0, 1.0
"""Pixels a point that are never gone beyond."""
_LONGEST_EDGE = 4_000
"""Pixels of an edge of a picture."""
_MOST_PIXELS = 40_000_000
"""Pixels of all pictures of a page that is drawn; a page with more is not, and its doubts stay doubts."""
_LONGEST = 2.0
"""Seconds that drawing a page may take; what takes longer is not drawn."""
_LEVELS = 24
"""Levels of grey by which a pixel differs."""
_SHARE_OF_DIGIT, _SHARE = 0.12, 0.001
"""Part of its box that differs if a character is seen: of a digit seen at least a fifth does, of one that is
not seen a twentieth does for the ink of a neighbour. Of other signs, a point has little ink."""
_SHARE_OF_PART = 0.06
"""Part of a digit's box that differs at least where some of it is seen: the foot of a 7 that is clipped."""
_FAINT, _LIGHT = 56, 0xC0
"""A character that differs by fewer levels than the first from a ground lighter than the second is faint."""
_SMALLEST = 2.0
"""Points that doubtful text is taken to be high at least."""


@frozen
class Answer:
    """What difference a doubtful character makes in the drawn page.

    Attributes:
        seen: Whether it makes one.
        partly: Whether it is a digit of which a little is seen, or something beside it.
        inked: Pixels that differ.
        strongest: The most levels by which it differs from light ground.
        dark: Pixels that differ from ground that is not light.
    """

    seen: bool
    partly: bool = False
    inked: int = 0
    strongest: int = 0
    dark: int = 0


@frozen
class _Picture:
    """A page drawn in shades of grey."""

    data: bytes
    stride: int
    width: int
    height: int


def asked(
    page: Any, raw: Any, drawn: Drawn, glyphs: Sequence[Glyph], places: Iterable[int]
) -> dict[int, Answer]:
    """For each doubtful character, what difference it makes; nothing for a page too costly to draw."""
    room = _LONGEST_EDGE / max(page.get_width(), page.get_height(), 1.0)
    if drawn.pixels > _MOST_PIXELS or room < _COARSEST:
        return {}
    size = median(max(glyphs[place].size, _SMALLEST) for place in places)
    scale = min(max(_COARSEST, _SIZE / size), _FINEST, room)
    full = _drawn(page, raw, scale)
    if full is None:
        return {}
    sources = {glyphs[place].source for place in places} & drawn.texts.keys()
    items = [ctypes.cast(source, raw.FPDF_PAGEOBJECT) for source in sources]
    for item in items:
        raw.FPDFPageObj_SetIsActive(item, False)
    try:
        bare = _drawn(page, raw, scale)
    finally:
        for item in items:
            raw.FPDFPageObj_SetIsActive(item, True)
    if bare is None:
        return {}
    eye = _Eye(page, raw, full, bare)
    return {place: eye.answer(glyphs[place]) for place in places}


def _drawn(page: Any, raw: Any, scale: float) -> _Picture | None:
    """A page drawn, ``None`` if that takes too long."""
    width = max(1, math.ceil(page.get_width() * scale))
    height = max(1, math.ceil(page.get_height() * scale))
    end = time.monotonic() + _LONGEST
    pause = raw.IFSDK_PAUSE(version=1)
    asks = dict(pause._fields_)["NeedToPauseNow"](lambda _: time.monotonic() > end)
    pause.NeedToPauseNow = asks  # kept alive by its own name
    bitmap = raw.FPDFBitmap_CreateEx(width, height, raw.FPDFBitmap_Gray, None, 0)
    try:
        raw.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xFFFFFFFF)
        done = raw.FPDF_RenderPageBitmap_Start(
            bitmap, page, 0, 0, width, height, 0, raw.FPDF_GRAYSCALE, pause
        )
        raw.FPDF_RenderPage_Close(page)
        if done != raw.FPDF_RENDER_DONE:
            return None
        stride = raw.FPDFBitmap_GetStride(bitmap)
        data = ctypes.string_at(raw.FPDFBitmap_GetBuffer(bitmap), stride * height)
        return _Picture(data, stride, width, height)
    finally:
        raw.FPDFBitmap_Destroy(bitmap)


@define
class _Eye:
    """Compares two drawings of a page, with and without the doubtful text, where a character stands."""

    page: Any
    raw: Any
    full: _Picture
    bare: _Picture

    def answer(self, glyph: Glyph) -> Answer:
        digit = glyph.char.text.isdigit()
        ink = glyph.ink
        known = ink is not None and min(ink.width, ink.height) > THINNEST
        left, low, right, high = self._pixels(ink if known and ink is not None else glyph.char.box, digit)
        inked = strongest = dark = 0
        first, last = max(0, left), min(self.full.width, right)
        for row in range(max(0, low), min(self.full.height, high)):
            start = row * self.full.stride
            with_it = self.full.data[start + first : start + last]
            without = self.bare.data[start + first : start + last]
            if with_it == without:
                continue
            for one, other in zip(with_it, without, strict=True):
                differs = abs(one - other)
                if differs > _LEVELS:
                    inked += 1
                    if other >= _LIGHT:
                        strongest = max(strongest, differs)
                    else:
                        dark += 1
        area = (right - left) * (high - low)
        seen = inked > 0 and inked >= (_SHARE_OF_DIGIT if digit else _SHARE) * area
        partly = digit and not seen and inked >= _SHARE_OF_PART * area
        return Answer(seen, partly, inked, strongest, dark)

    def _pixels(self, box: Box, digit: bool) -> tuple[int, int, int, int]:
        """The pixels of a box; those of a digit leave out what a neighbour's ink bleeds into."""
        corners = [self._at(box.left, box.bottom), self._at(box.right, box.top)]
        (left, right), (low, high) = (sorted(each) for each in zip(*corners, strict=True))
        if not digit:
            return math.floor(left), math.floor(low), math.ceil(right), math.ceil(high)
        first, start = round(left), round(low)
        return first, start, max(round(right), first + 1), max(round(high), start + 1)

    def _at(self, x: float, y: float) -> tuple[float, float]:
        fine = 16
        column, row = ctypes.c_int(), ctypes.c_int()
        self.raw.FPDF_PageToDevice(
            self.page, 0, 0, self.full.width * fine, self.full.height * fine, 0, x, y, column, row
        )
        return column.value / fine, row.value / fine


def is_faint(answers: Iterable[Answer]) -> bool:
    """Whether characters differ so little from the light ground they stand on as a watermark does."""
    inked = strongest = dark = 0
    for answer in answers:
        inked, dark = inked + answer.inked, dark + answer.dark
        strongest = max(strongest, answer.strongest)
    return 0 < strongest < _FAINT and dark < 0.9 * inked
