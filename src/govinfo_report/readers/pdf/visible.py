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
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from statistics import median
from typing import Any

from attrs import evolve, frozen

from govinfo_report.document.limits import Budget
from govinfo_report.raw import Doubt
from govinfo_report.readers.pdf.characters import DOT, Glyph, glyphs_of
from govinfo_report.readers.pdf.doubtful import Reason, Why, doubtful
from govinfo_report.readers.pdf.eye import Answer, asked, is_faint
from govinfo_report.readers.pdf.objects import Drawn, Vouch, bounds
from govinfo_report.readers.pdf.page import Box, Char, Mark
from govinfo_report.readers.pdf.upright import is_straight

__all__ = ["Seen", "seen"]

_LARGE = 1.4
"""Pale or slanted text so many times larger than the page's is a watermark, whatever it lies over."""
_LONG = 5
"""Signs; slanted text with more is no head of a column."""
_OF_FIGURES = frozenset("0123456789.,-+%０１２３４５６７８９．，－＋％")
"""What changes a figure if it is there or not."""
_PLACE = 8
"""Points; digits are looked for in one place by squares of this."""
_TOUCHING = 0.35
"""Part of a character's size by which digits of one figure may stand apart."""
#: Where text of these makes no difference it is certainly not seen. Text in the colour of its ground, or
#: without outline, may be seen on another day, in another viewer: only its digits are in doubt.
_CERTAIN = frozenset({*Vouch, Why.TINY, Why.OUTSIDE, Why.COVERED}) - {Vouch.PATTERN}
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
    glyphs, told = glyphs_of(page, raw, drawn.texts, budget)
    inkless = {source for source, text in drawn.texts.items() if text.inkless}
    away = inkless | _slanted(glyphs)
    unsure: set[tuple[int, float, float]] = set()
    cut: set[tuple[int, float, float]] = set()
    sheet = Box(*page.get_cropbox())
    reasons = {
        place: why for place, why in doubtful(glyphs, drawn, sheet) if glyphs[place].source not in away
    }
    if reasons:
        answers = asked(page, raw, drawn, glyphs, reasons)
        gone, left_in_doubt = _judged(glyphs, reasons, answers)
        away |= gone
        cut = _cut_by_the_edge(glyphs, reasons)
        unsure = {glyphs[place].place for place in left_in_doubt}
    hidden = away - inkless
    marks = [
        Mark(glyph.char.box, Doubt.HIDDEN, beyond=glyph.char.box.lies_in(sheet) == 0)
        for glyph in glyphs
        if glyph.source in hidden and glyph.char.text.isdigit()
    ]
    if away:
        _put_away(raw, drawn, away)
        glyphs, told = glyphs_of(page, raw, drawn.texts, budget)
    marks += _untold(told | away, drawn, raw)
    doubts = dict.fromkeys(unsure, Doubt.HIDDEN) | dict.fromkeys(cut, Doubt.SPILLED)
    chars = [
        evolve(glyph.char, text=doubts[glyph.place].sign) if doubts and glyph.place in doubts else glyph.char
        for glyph in glyphs
        if glyph.source not in away
    ]
    return Seen(tuple(_overprinted(chars)), tuple(marks), bool(inkless))


def _untold(told: Collection[int | None], drawn: Drawn, raw: Any) -> list[Mark]:
    """What text objects draw of which PDFium tells no sign: of two spaces it drops one, whatever it draws."""
    boxes = (
        bounds(source, raw) for source, text in drawn.texts.items() if source not in told and not text.inkless
    )
    return [Mark(box, Doubt.REPLACED) for box in boxes if min(box.width, box.height) > DOT]


def _slanted(glyphs: Sequence[Glyph]) -> set[int]:
    """Text objects that run across the page at a slant, and are no head of a column: watermarks, stamps."""
    runs: dict[int, list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        if glyph.char.turned and not is_straight(glyph.char.turned):
            runs[glyph.source].append(glyph)
    if not runs:
        return set()
    usual = median(glyph.size for glyph in glyphs)
    return {
        source
        for source, run in runs.items()
        if run[0].size > _LARGE * usual or len(run) > _LONG or any(glyph.char.text.isdigit() for glyph in run)
    }


def _judged(
    glyphs: Sequence[Glyph], reasons: Mapping[int, Reason], answers: Mapping[int, Answer]
) -> tuple[set[int], set[int]]:
    """The text objects that are to go, and the places of characters that stay and are in doubt."""
    whole = Counter(glyph.source for glyph in glyphs)
    usual = median(glyph.size for glyph in glyphs)
    away: set[int] = set()
    faint: set[int] = set()
    for source, places in _by_source(glyphs, reasons).items():
        why = {reasons[place] for place in places}
        found = [answers[place] for place in places if place in answers]
        if len(places) == whole[source] and _is_unseen(why, found):
            away.add(source)
        elif why <= _WATERMARKS and is_faint(found):
            if glyphs[places[0]].size > _LARGE * usual or _lies_over_others(glyphs, source):
                away.add(source)
            else:
                faint.update(places)
    of_figures = {
        place
        for place in reasons
        if glyphs[place].source not in away and glyphs[place].char.text in _OF_FIGURES
    }
    seen = {place for place, answer in answers.items() if answer.seen}
    return away, of_figures - (seen - faint)


def _by_source(glyphs: Sequence[Glyph], places: Iterable[int]) -> dict[int, list[int]]:
    """The places of characters by the text object they are of."""
    found: dict[int, list[int]] = defaultdict(list)
    for place in places:
        found[glyphs[place].source].append(place)
    return found


def _is_unseen(why: Set[Reason], found: Sequence[Answer]) -> bool:
    """Whether text is certainly not seen: it is tiny, or makes no difference where it may make none."""
    unseen = bool(found) and not any(answer.seen or answer.partly for answer in found)
    return why == {Why.TINY} or (unseen and why <= _CERTAIN)


def _cut_by_the_edge(glyphs: Sequence[Glyph], reasons: Mapping[int, Reason]) -> set[tuple[int, float, float]]:
    """The digits on the page that others beside them, off the page, go on from: of 5815 the eye sees 581."""
    off: dict[int, list[Char]] = defaultdict(list)
    for place, why in reasons.items():
        if why is Why.OUTSIDE and glyphs[place].char.text.isdigit():
            off[int(glyphs[place].char.y // _PLACE)].append(glyphs[place].char)
    if not off:
        return set()
    return {
        glyph.place
        for place, glyph in enumerate(glyphs)
        if reasons.get(place) is not Why.OUTSIDE
        and glyph.char.text.isdigit()
        and any(
            abs(glyph.char.y - char.y) < glyph.size / 2
            and char.left - _TOUCHING * glyph.size < glyph.char.right
            and glyph.char.left < char.right + _TOUCHING * glyph.size
            for row in (-1, 0, 1)
            for char in off.get(int(glyph.char.y // _PLACE) + row, ())
        )
    }


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


def _put_away(raw: Any, drawn: Drawn, away: Set[int]) -> None:
    """Take text out of the page: inactive, and far away, for PDFium compares text with inactive text, too."""
    for source in away & drawn.texts.keys():
        item = ctypes.cast(source, raw.FPDF_PAGEOBJECT)
        raw.FPDFPageObj_SetIsActive(item, False)
        raw.FPDFPageObj_Transform(item, 1, 0, 0, 1, 1e6, 1e6)


def _overprinted(chars: Sequence[Char]) -> Sequence[Char]:
    """Digits of which two stand in one place: nobody can tell which the eye reads."""
    grid: dict[tuple[int, int], list[int]] = {}
    bad: set[int] = set()
    for place, char in enumerate(chars):
        if not char.text.isdigit():
            continue
        x, y = char.x, char.y
        width, height = char.right - char.left, char.top - char.bottom
        column, row = int(x // _PLACE), int(y // _PLACE)
        for across, along in _AROUND:
            for other in grid.get((column + across, row + along), ()):
                one = chars[other]
                apart = abs(x - one.x) / min(width, one.right - one.left)
                if apart < 0.5 and abs(y - one.y) < 0.4 * min(height, one.top - one.bottom):
                    bad |= {place, other}
        grid.setdefault((column, row), []).append(place)
    if not bad:
        return chars
    sign = Doubt.OVERPRINTED.sign
    return [evolve(char, text=sign) if place in bad else char for place, char in enumerate(chars)]


_AROUND = tuple((column, row) for column in (-1, 0, 1) for row in (-1, 0, 1))
