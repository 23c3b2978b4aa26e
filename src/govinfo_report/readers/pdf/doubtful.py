"""Which characters of a page nothing vouches for being seen, and why."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum, auto

from attrs import define, field

from govinfo_report.readers.pdf.characters import Glyph
from govinfo_report.readers.pdf.objects import PALE, Cover, Drawn, TextObject, Vouch
from govinfo_report.readers.pdf.page import Box

__all__ = ["THINNEST", "Reason", "Why", "doubtful"]

_TINY = 2.0
"""Text smaller than this, in points, is not read by anybody."""
_NEAR_COLOUR = 0x60
"""Text whose luminance is nearer than this to its ground's may not stand out."""
THINNEST = 0.05
"""An outline less wide or high than this, in points, is none."""
_NARROWEST = 0.12
"""Part of its height; a character condensed to less is a stroke that nobody reads."""
_BAND = 8
"""Points; covers are looked up by bands of the page so high."""


class Why(Enum):
    """Further reasons for which a character may not be seen, beside those of `objects.Vouch`."""

    TINY = auto()
    OUTSIDE = auto()
    NO_OUTLINE = auto()
    COVERED = auto()
    GROUND = auto()
    NOWHERE = auto()


Reason = Vouch | Why


def doubtful(glyphs: Sequence[Glyph], drawn: Drawn, visible: Box) -> Iterator[tuple[int, Reason]]:
    """The places of the characters that nothing vouches for, and why."""
    bands, texts = _bands(drawn), drawn.texts
    for place, glyph in enumerate(glyphs):
        text = texts.get(glyph.source)
        if text is None:
            yield place, Why.NOWHERE
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
        self.dark = self.dark or cover.luminance is None or cover.luminance < PALE

    def may_touch(self, text: TextObject) -> bool:
        """Whether something here may hide a text: what is drawn later, or ground of its colour."""
        return self.latest > text.order or self.dark or text.luminance > PALE - _NEAR_COLOUR


def _bands(drawn: Drawn) -> Mapping[float, _Band]:
    """The bands of a page by their number; light ground below all text is left out."""
    first = min((text.order for text in drawn.texts.values()), default=0)
    bands: dict[float, _Band] = defaultdict(_Band)
    for cover in drawn.covers:
        light = cover.luminance is not None and cover.luminance >= PALE
        if light and cover.order < first:
            continue
        low, high = (math.floor(min(max(y, -1e5), 1e5) / _BAND) for y in (cover.box.bottom, cover.box.top))
        for band in range(low, high + 1):
            bands[band].add(cover)
    return bands


def _why(glyph: Glyph, text: TextObject, bands: Mapping[float, _Band], visible: Box) -> Why | None:
    char = glyph.char
    if glyph.size < _TINY:
        return Why.TINY
    x, y = char.x, char.y
    if not visible.holds(x, y):
        return Why.OUTSIDE
    ink = glyph.ink
    if ink is not None and (ink.right - ink.left < THINNEST or ink.top - ink.bottom < THINNEST):
        return Why.NO_OUTLINE
    if ink is not None and char.right - char.left < _NARROWEST * (char.top - char.bottom):
        return Why.TINY
    band = bands.get(y // _BAND)
    if band is None or not band.may_touch(text):
        return None
    ground: Cover | None = None
    for cover in band.covers:
        if cover.box.holds(x, y):
            if cover.order > text.order:
                return Why.COVERED
            ground = cover
    if ground is None:
        return None
    if ground.luminance is not None and abs(ground.luminance - text.luminance) >= _NEAR_COLOUR:
        return None
    return Why.GROUND
