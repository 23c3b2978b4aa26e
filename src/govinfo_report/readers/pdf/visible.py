"""Which characters of a page the eye sees.

A text layer keeps what nobody sees: text under a white box, outside of a clip, on a layer that is off, in
the colour of its ground, a half point high. The page's objects vouch for most text. Where they cannot, the
page is drawn twice, with and without the doubtful objects, and each doubtful character is asked whether
that made a difference where it stands: what makes none is not seen, whatever the reason.

Text that nobody sees is put out of the page and the page is read again, for PDFium leaves out a visible
character that repeats a hidden one. A digit for which nothing is certain gets the sign of its doubt.
"""

from __future__ import annotations

import ctypes
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum, auto
from statistics import median
from typing import Any

from attrs import define, evolve, field, frozen

from govinfo_report.raw import Doubt
from govinfo_report.readers.limits import Budget
from govinfo_report.readers.pdf.characters import Glyph, glyphs_of
from govinfo_report.readers.pdf.objects import Cover, Drawn, TextObject, Vouch
from govinfo_report.readers.pdf.page import Box, Char, Mark

__all__ = ["Seen", "seen"]

_TINY = 2.0
"""Text smaller than this, in points, is not read by anybody."""
_NEAR_COLOUR = 0x60
"""Text whose luminance is nearer than this to its ground's may not stand out."""
_PALE = 0xA0
"""A ground lighter than this, below all text, is as good as the paper."""
_THINNEST = 0.05
"""An outline less wide or high than this, in points, is none."""
_SIZE = 18.0
"""Pixels in which an em of the doubtful text is drawn: enough for the point of a figure of nine points."""
_FINEST, _COARSEST = 6.0, 1.0
"""Pixels a point that are never gone beyond."""
_LONGEST_EDGE = 4_000
"""Pixels of an edge of a picture."""
_MOST_PIXELS = 40_000_000
"""Pixels of all pictures of a page that is drawn; a page with more is not, and its doubts stay doubts."""
_LEVELS = 24
"""Levels of grey by which a pixel differs."""
_SHARE_OF_DIGIT, _SHARE = 0.12, 0.001
"""Part of its box that differs if a character is seen: of a digit seen at least a fifth does, of one that is
not seen a twentieth does for the ink of a neighbour. Of other signs, a point has little ink."""
_FAINT, _LIGHT = 56, 0xC0
"""A character that differs by fewer levels than the first from a ground lighter than the second is faint."""
_LARGE = 1.4
"""Pale text so many times larger than the page's is a watermark, whatever it lies over."""
_STRAIGHT = 3
"""Degrees by which text may be off a right angle."""
_LONG = 5
"""Signs; slanted text with more is no head of a column."""
_OF_FIGURES = frozenset("0123456789.,-+%０１２３４５６７８９．，－＋％")
_BAND = 8
"""Points; covers are looked up by bands of the page so high."""


class _Why(Enum):
    """Further reasons for which a character may not be seen, beside those of `objects.Vouch`."""

    TINY = auto()
    OUTSIDE = auto()
    NO_OUTLINE = auto()
    COVERED = auto()
    GROUND = auto()
    NOWHERE = auto()


_Reason = Vouch | _Why
#: Where text of these makes no difference it is certainly not seen. Text in the colour of its ground, or
#: without outline, may be seen on another day, in another viewer: only its digits are in doubt.
_CERTAIN = frozenset({*Vouch, _Why.TINY, _Why.OUTSIDE, _Why.COVERED}) - {Vouch.PATTERN}
#: Text of these may be a watermark, if it is pale.
_WATERMARKS = frozenset({Vouch.PALE, Vouch.TRANSPARENT, Vouch.FORM})


@frozen
class Seen:
    """The characters of a page that the eye sees.

    Attributes:
        chars: In the order of the file; digits in doubt as the sign of their doubt.
        marks: Where digits stood that were put away: a cell with nothing else is not blank for certain.
        recognised: Whether there is text without ink.
    """

    chars: tuple[Char, ...]
    marks: tuple[Mark, ...]
    recognised: bool


def seen(page: Any, raw: Any, drawn: Drawn, budget: Budget) -> Seen:
    """What the eye sees of the characters of a page. Text that it does not see is put out of PDFium's page.

    Raises:
        ReadError: There are more characters than the budget allows.
    """
    glyphs = glyphs_of(page, raw, drawn.texts, budget)
    recognised = any(text.inkless for text in drawn.texts.values())
    away = {source for source, text in drawn.texts.items() if text.inkless}
    away |= _slanted(glyphs)
    unsure: set[tuple[int, float, float]] = set()
    reasons = {
        place: why
        for place, why in _doubtful(glyphs, drawn, Box(*page.get_cropbox()))
        if glyphs[place].source not in away
    }
    if reasons:
        answers = _asked(page, raw, drawn, glyphs, reasons)
        gone, left_in_doubt = _judged(glyphs, reasons, answers)
        away |= gone
        unsure = {glyphs[place].place for place in left_in_doubt}
    marks = [
        Mark(glyph.char.box, Doubt.HIDDEN)
        for glyph in glyphs
        if glyph.source in away and glyph.char.text.isdigit() and not _is_inkless(glyph, drawn)
    ]
    if away:
        _put_away(raw, drawn, away)
        glyphs = glyphs_of(page, raw, drawn.texts, budget)
    chars = [
        evolve(glyph.char, text=Doubt.HIDDEN.sign) if glyph.place in unsure else glyph.char
        for glyph in glyphs
        if glyph.source not in away
    ]
    return Seen(tuple(_overprinted(chars)), tuple(marks), recognised)


def _is_inkless(glyph: Glyph, drawn: Drawn) -> bool:
    text = drawn.texts.get(glyph.source)
    return text is not None and text.inkless


def _is_straight(char: Char) -> bool:
    off = char.turned % 90
    return min(off, 90 - off) <= _STRAIGHT


def _slanted(glyphs: Sequence[Glyph]) -> set[int]:
    """Text objects that run across the page at a slant, and are no head of a column: watermarks, stamps."""
    runs: dict[int, list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        if glyph.char.turned and not _is_straight(glyph.char):
            runs[glyph.source].append(glyph)
    if not runs:
        return set()
    usual = median(glyph.size for glyph in glyphs)
    return {
        source
        for source, run in runs.items()
        if run[0].size > _LARGE * usual or len(run) > _LONG or any(glyph.char.text.isdigit() for glyph in run)
    }


# -- Which characters are doubtful ------------------------------------------------------------------------


def _doubtful(glyphs: Sequence[Glyph], drawn: Drawn, visible: Box) -> Iterator[tuple[int, _Reason]]:
    """The places of the characters that nothing vouches for, and why."""
    bands = _bands(drawn)
    for place, glyph in enumerate(glyphs):
        text = drawn.texts.get(glyph.source)
        if text is None:
            yield place, _Why.NOWHERE
        elif text.doubt is not None:
            yield place, text.doubt
        elif (why := _why(glyph, text, bands, visible)) is not None:
            yield place, why


@define
class _Band:
    """What may cover text, or be its ground, in a band of the page.

    Attributes:
        latest: The place of the last of them in the order in which the page is drawn.
        dark: Whether one of them is not light: a ground on which dark text may not be seen.
    """

    covers: list[Cover] = field(factory=list)
    latest: int = -1
    dark: bool = False

    def add(self, cover: Cover) -> None:
        self.covers.append(cover)
        self.latest = max(self.latest, cover.order)
        self.dark = self.dark or cover.luminance is None or cover.luminance < _PALE

    def may_touch(self, text: TextObject) -> bool:
        """Whether something here may hide a text: what is drawn later, or ground of its colour."""
        return self.latest > text.order or self.dark or text.luminance > _PALE - _NEAR_COLOUR


def _bands(drawn: Drawn) -> Mapping[int, _Band]:
    """The bands of a page by their number; light ground below all text is left out."""
    first = min((text.order for text in drawn.texts.values()), default=0)
    bands: dict[int, _Band] = defaultdict(_Band)
    for cover in drawn.covers:
        light = cover.luminance is not None and cover.luminance >= _PALE
        if light and cover.order < first:
            continue
        low, high = (math.floor(min(max(y, -1e5), 1e5) / _BAND) for y in (cover.box.bottom, cover.box.top))
        for band in range(low, high + 1):
            bands[band].add(cover)
    return bands


def _why(glyph: Glyph, text: TextObject, bands: Mapping[int, _Band], visible: Box) -> _Why | None:
    char = glyph.char
    if glyph.size < _TINY:
        return _Why.TINY
    x, y = char.x, char.y
    if not visible.holds(x, y):
        return _Why.OUTSIDE
    ink = glyph.ink
    if ink is not None and min(ink.width, ink.height) < _THINNEST:
        return _Why.NO_OUTLINE
    band = bands.get(math.floor(y / _BAND))
    if band is None or not band.may_touch(text):
        return None
    ground: Cover | None = None
    for cover in band.covers:
        if cover.box.holds(x, y):
            if cover.order > text.order:
                return _Why.COVERED
            ground = cover
    if ground is None:
        return None
    if ground.luminance is not None and abs(ground.luminance - text.luminance) >= _NEAR_COLOUR:
        return None
    return _Why.GROUND


# -- What the pictures say --------------------------------------------------------------------------------


@frozen
class _Answer:
    """What difference a doubtful character makes in the drawn page.

    Attributes:
        seen: Whether it makes one.
        inked: Pixels that differ.
        strongest: The most levels by which it differs from light ground.
        dark: Pixels that differ from ground that is not light.
    """

    seen: bool
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


def _asked(
    page: Any, raw: Any, drawn: Drawn, glyphs: Sequence[Glyph], reasons: Mapping[int, _Reason]
) -> dict[int, _Answer]:
    """For each doubtful character, what difference it makes; nothing for a page too costly to draw."""
    room = _LONGEST_EDGE / max(page.get_width(), page.get_height(), 1.0)
    if drawn.pixels > _MOST_PIXELS or room < _COARSEST:
        return {}
    size = median(max(glyphs[place].size, _TINY) for place in reasons)
    scale = min(max(_COARSEST, _SIZE / size), _FINEST, room)
    full = _drawn(page, raw, scale)
    sources = {glyphs[place].source for place in reasons} & drawn.texts.keys()
    for source in sources:
        raw.FPDFPageObj_SetIsActive(drawn.texts[source].item, False)
    try:
        bare = _drawn(page, raw, scale)
    finally:
        for source in sources:
            raw.FPDFPageObj_SetIsActive(drawn.texts[source].item, True)
    eye = _Eye(page, raw, full, bare)
    return {place: eye.answer(glyphs[place]) for place in reasons}


def _drawn(page: Any, raw: Any, scale: float) -> _Picture:
    width = max(1, math.ceil(page.get_width() * scale))
    height = max(1, math.ceil(page.get_height() * scale))
    bitmap = raw.FPDFBitmap_CreateEx(width, height, raw.FPDFBitmap_Gray, None, 0)
    try:
        raw.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xFFFFFFFF)
        raw.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, raw.FPDF_GRAYSCALE)
        stride = raw.FPDFBitmap_GetStride(bitmap)
        return _Picture(
            ctypes.string_at(raw.FPDFBitmap_GetBuffer(bitmap), stride * height), stride, width, height
        )
    finally:
        raw.FPDFBitmap_Destroy(bitmap)


@define
class _Eye:
    """Compares two drawings of a page, with and without the doubtful text, where a character stands."""

    page: Any
    raw: Any
    full: _Picture
    bare: _Picture

    def answer(self, glyph: Glyph) -> _Answer:
        digit = glyph.char.text.isdigit()
        ink = glyph.ink
        known = ink is not None and min(ink.width, ink.height) > _THINNEST
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
        enough = inked >= (_SHARE_OF_DIGIT if digit else _SHARE) * area
        return _Answer(inked > 0 and enough, inked, strongest, dark)

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


# -- What follows -----------------------------------------------------------------------------------------


def _judged(
    glyphs: Sequence[Glyph], reasons: Mapping[int, _Reason], answers: Mapping[int, _Answer]
) -> tuple[set[int], set[int]]:
    """The text objects that are to go, and the places of characters that stay and are in doubt."""
    whole = Counter(glyph.source for glyph in glyphs)
    usual = median(glyph.size for glyph in glyphs)
    asked: dict[int, list[int]] = defaultdict(list)
    for place in reasons:
        asked[glyphs[place].source].append(place)
    away: set[int] = set()
    faint: set[int] = set()
    for source, places in asked.items():
        why = {reasons[place] for place in places}
        found = [answers[place] for place in places if place in answers]
        unseen = bool(found) and not any(answer.seen for answer in found)
        if why == {_Why.TINY} or (unseen and len(places) == whole[source] and why <= _CERTAIN):
            away.add(source)
        elif why <= _WATERMARKS and _is_faint(found):
            if glyphs[places[0]].size > _LARGE * usual or _lies_over_others(glyphs, source):
                away.add(source)
            else:
                faint.update(places)
    unsure = {
        place
        for place in reasons
        if glyphs[place].source not in away
        and glyphs[place].char.text in _OF_FIGURES
        and (place in faint or place not in answers or not answers[place].seen)
    }
    return away, unsure


def _is_faint(answers: Iterable[_Answer]) -> bool:
    inked = strongest = dark = 0
    for answer in answers:
        inked, dark = inked + answer.inked, dark + answer.dark
        strongest = max(strongest, answer.strongest)
    return 0 < strongest < _FAINT and dark < 0.9 * inked


def _lies_over_others(glyphs: Sequence[Glyph], source: int) -> bool:
    """Whether some other text stands where a text object does, as it does where a watermark is."""
    mine = [glyph.char for glyph in glyphs if glyph.source == source]
    region = Box(
        min(char.left for char in mine),
        min(char.bottom for char in mine),
        max(char.right for char in mine),
        max(char.top for char in mine),
    )
    return any(region.holds(glyph.char.x, glyph.char.y) for glyph in glyphs if glyph.source != source)


def _put_away(raw: Any, drawn: Drawn, away: Iterable[int]) -> None:
    """Take text out of the page: inactive, and far away, for PDFium compares text with inactive text, too."""
    for source in away:
        text = drawn.texts.get(source)
        if text is not None:
            raw.FPDFPageObj_SetIsActive(text.item, False)
            raw.FPDFPageObj_Transform(text.item, 1, 0, 0, 1, 1e6, 1e6)


def _overprinted(chars: Sequence[Char]) -> Sequence[Char]:
    """Digits of which two stand in one place: nobody can tell which the eye reads."""
    grid: dict[tuple[int, int], list[int]] = {}
    bad: set[int] = set()
    for place, char in enumerate(chars):
        if not char.text.isdigit():
            continue
        x, y = char.x, char.y
        column, row = int(x // _BAND), int(y // _BAND)
        for near in _AROUND:
            for other in grid.get((column + near[0], row + near[1]), ()):
                one = chars[other]
                apart = abs(x - one.x) / min(char.box.width, one.box.width)
                if apart < 0.5 and abs(y - one.y) < 0.4 * min(char.box.height, one.box.height):
                    bad |= {place, other}
        grid.setdefault((column, row), []).append(place)
    if not bad:
        return chars
    sign = Doubt.OVERPRINTED.sign
    return [evolve(char, text=sign) if place in bad else char for place, char in enumerate(chars)]


_AROUND = tuple((column, row) for column in (-1, 0, 1) for row in (-1, 0, 1))
