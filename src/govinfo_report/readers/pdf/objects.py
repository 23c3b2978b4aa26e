"""What the objects of a page draw: lines, shapes, pictures, and text of which they say how it is drawn.

With `characters` and `visible`, the only users of PDFium's objects. Coordinates are the page's own.
"""

from __future__ import annotations

import ctypes
import struct
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum, auto
from functools import lru_cache
from itertools import chain, pairwise, repeat
from typing import Any

from attrs import define, field

from govinfo_report.document.limits import Budget
from govinfo_report.raw import Doubt
from govinfo_report.readers.pdf.calls import POINTER, lean, places
from govinfo_report.readers.pdf.edges import DOT
from govinfo_report.readers.pdf.page import Box, Mark, Rule
from govinfo_report.readers.pdf.segments import (
    SLANT,
    THIN,
    Lines,
    Matrix,
    Segment,
    bends,
    box_around,
    rule_of,
    segments_of,
    subpaths,
)

__all__ = ["PALE", "Cover", "Drawn", "TextObject", "Vouch", "bounds", "drawn_on"]

_DEEPEST = 6
"""Forms nested deeper are not walked; of the text in them nothing is known."""
_TICK = 2.0, 4.0
"""Between these lengths, in points, an upright stroke may be part of a digit."""
PALE = 0xA0
"""Text lighter than this may be of the ground's colour, or a watermark; ground that is, below all text, is as
good as the paper."""
_WHITE = 0xF0
"""A thick line lighter than this is no rule: something is painted over."""
_OPAQUE = 0xFF
_SMALLEST_MARK, _LONGEST_MARK, _SLENDER = 1.0, 3.0, 8.0
"""A drawing is no figure if its lesser side is below the first, its longer one below the second, in points,
or so many times the lesser: a dot, a rule, the bevel of a border."""


class Vouch(Enum):
    """Why an object cannot vouch for its text being seen."""

    MODE = auto()
    """It is drawn as an outline, as a clip, or not at all."""
    PATTERN = auto()
    TRANSPARENT = auto()
    PALE = auto()
    FORM = auto()
    """It stands in a form, whose layer, group and clip PDFium does not tell."""
    LAYER = auto()
    CLIP = auto()


@define
class TextObject:
    """A text object.

    Attributes:
        order: Its place in the order in which the page is drawn.
        luminance: Of its colour, 0 to 255.
        doubt: Why it cannot vouch for being seen, ``None`` where it can.
        inkless: Whether it is drawn without ink, as what a program recognised in a scanned picture is.
        replaced: Whether the file gives other text for it (``/ActualText``).
    """

    order: int
    luminance: int
    doubt: Vouch | None
    inkless: bool
    replaced: bool


@define
class Cover:
    """A shape, a picture or a shading that may lie over text, or be its ground.

    Attributes:
        order: Its place in the order in which the page is drawn.
        luminance: Of its colour; ``None`` where it has no one colour, or is transparent.
    """

    order: int
    box: Box
    luminance: int | None


@define
class Drawn:
    """What the objects of a page draw; lines in pieces."""

    rules: list[Rule] = field(factory=list)
    covers: list[Cover] = field(factory=list)
    shades: list[Box] = field(factory=list)
    """The boxes of filled shapes with straight sides."""
    marks: list[Mark] = field(factory=list)
    texts: dict[int, TextObject] = field(factory=dict)
    """By their handles."""
    pictures: int = 0
    pixels: int = 0
    """Pixels of all pictures together."""


def drawn_on(page: Any, raw: Any, budget: Budget) -> Drawn:
    """Walk over the objects of a page.

    Raises:
        ReadError: There are more than the budget allows.
    """
    count, get = raw.FPDFPage_CountObjects(page), lean(raw, "FPDFPage_GetObject", POINTER)
    items = list(_items(raw, budget, count, map(get, repeat(page.raw), range(count))))
    walk = _Walk(raw, Drawn(texts=_texts(raw, items)))
    paths = segments_of([handle for handle, kind, _ in items if kind == raw.FPDF_PAGEOBJ_PATH], raw, budget)
    for order, (handle, kind, outer) in enumerate(items):
        if kind == raw.FPDF_PAGEOBJ_PATH:
            walk.path(handle, order, outer, next(paths))
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            walk.picture(handle, order, outer)
        elif kind == raw.FPDF_PAGEOBJ_SHADING:
            walk.cover(handle, order, outer)
    return walk.drawn


def bounds(handle: int, raw: Any) -> Box:
    """Where an object of PDFium's stands."""
    corners, to_corners = places(ctypes.c_float, 4)
    if not lean(raw, "FPDFPageObj_GetBounds", ctypes.c_int, *[POINTER] * 5)(handle, *to_corners):
        raise _error()
    return Box(*corners)


def _error() -> Exception:
    from pypdfium2 import PdfiumError

    error: Exception = PdfiumError("an object of the page cannot be found")
    return error


_Item = tuple[int, int, Matrix | None]
"""Handle and kind of an object, and the matrix by which the form that it is in stands on the page."""


def _items(
    raw: Any, budget: Budget, count: int, found: Iterable[int], outer: Matrix | None = None, depth: int = 1
) -> Iterator[_Item]:
    """The objects of a page or a form as they are drawn, each form followed by its own."""
    budget.spend(max(0, count))
    handles = list(found)
    if not all(handles):
        raise _error()
    kinds = map(lean(raw, "FPDFPageObj_GetType", ctypes.c_int, POINTER), handles)
    for handle, kind in zip(handles, kinds, strict=True):
        yield handle, kind, outer
        if kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            matrix, (to_matrix, *_) = places(ctypes.c_float, 6)
            if not lean(raw, "FPDFPageObj_GetMatrix", ctypes.c_int, POINTER, POINTER)(handle, to_matrix):
                raise _error()
            inside = lean(raw, "FPDFFormObj_CountObjects", ctypes.c_int, POINTER)(handle)
            get = lean(raw, "FPDFFormObj_GetObject", POINTER, POINTER, ctypes.c_ulong)
            inner = map(get, repeat(handle), range(inside))
            yield from _items(raw, budget, inside, inner, _times(matrix[:], outer), depth + 1)


def _times(one: Matrix, other: Matrix | None) -> Matrix:
    """The matrix that does what the one does, and then what the other does."""
    if other is None:
        return one
    (a, b, c, d, e, f), (g, h, i, j, k, m) = one, other
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _texts(raw: Any, items: Iterable[_Item]) -> dict[int, TextObject]:
    """How the text objects among some objects are drawn, each question asked for all of them."""
    texts = [
        (order, handle, outer is not None)
        for order, (handle, kind, outer) in enumerate(items)
        if kind == raw.FPDF_PAGEOBJ_TEXT
    ]
    handles = [handle for _, handle, _ in texts]

    def asked(name: str, of: Iterable[int] = handles) -> Iterator[int]:
        return map(lean(raw, name, ctypes.c_int, POINTER), of)

    colour, to_colour = places(ctypes.c_uint, 4)
    clips = map(lean(raw, "FPDFPageObj_GetClipPath", POINTER, POINTER), handles)
    answers = zip(
        texts,
        asked("FPDFTextObj_GetTextRenderMode"),
        asked("FPDFPageObj_CountMarks"),
        map(lean(raw, "FPDFPageObj_GetFillColor"), map(POINTER, handles), *map(repeat, to_colour)),
        asked("FPDFPageObj_HasTransparency"),
        asked("FPDFClipPath_CountPaths", clips),
        strict=True,
    )
    filled = raw.FPDF_TEXTRENDERMODE_FILL, raw.FPDF_TEXTRENDERMODE_FILL_STROKE
    found: dict[int, TextObject] = {}
    for (order, handle, in_form), mode, marks, known, transparent, paths in answers:
        luminance = _luminance(bytes(colour)) if known else None
        layer, replaced = _marks(handle, marks, raw) if marks > 0 else (False, False)
        doubt = None
        if mode not in filled:
            doubt = Vouch.MODE
        elif not known:
            doubt = Vouch.PATTERN
        elif luminance is None or transparent:
            doubt = Vouch.TRANSPARENT
        elif luminance >= PALE:
            doubt = Vouch.PALE
        elif in_form:
            doubt = Vouch.FORM
        elif layer:
            doubt = Vouch.LAYER
        elif paths > 0 and not _is_held(handle, paths, raw):
            doubt = Vouch.CLIP
        inkless = mode == raw.FPDF_TEXTRENDERMODE_INVISIBLE
        found[handle] = TextObject(order, luminance or 0, doubt, inkless, replaced)
    return found


@lru_cache(maxsize=4096)
def _luminance(colour: bytes) -> int | None:
    """Of a colour as PDFium tells it, ``None`` if it is transparent."""
    red, green, blue, alpha = struct.unpack("4I", colour)
    return (red * 299 + green * 587 + blue * 114) // 1000 if alpha == _OPAQUE else None


def _marks(handle: int, marks: int, raw: Any) -> tuple[bool, bool]:
    """Whether an object is marked as part of a layer, and whether as replaced by other text."""
    item = ctypes.cast(handle, raw.FPDF_PAGEOBJECT)
    layer = replaced = False
    for place in range(marks):
        mark = raw.FPDFPageObj_GetMark(item, place)
        name, size = (ctypes.c_ushort * 4)(), ctypes.c_ulong()
        if raw.FPDFPageObjMark_GetName(mark, name, ctypes.sizeof(name), size):
            layer = layer or (size.value, bytes(name[:2])) == (6, b"OC")
        kind = raw.FPDFPageObjMark_GetParamValueType(mark, b"ActualText")
        replaced = replaced or kind == raw.FPDF_OBJECT_STRING
    return layer, replaced


def _is_held(handle: int, paths: int, raw: Any) -> bool:
    """Whether no clip path cuts an object; of paths other than rectangles nobody knows."""
    its = bounds(handle, raw)
    clip = raw.FPDFPageObj_GetClipPath(ctypes.cast(handle, raw.FPDF_PAGEOBJECT))
    boxes = (_rectangle(clip, path, raw) for path in range(paths))
    return all(
        box is not None
        and box.left <= its.left + SLANT
        and box.right >= its.right - SLANT
        and box.bottom <= its.bottom + SLANT
        and box.top >= its.top - SLANT
        for box in boxes
    )


def _rectangle(clip: Any, path: int, raw: Any) -> Box | None:
    x, y = ctypes.c_float(), ctypes.c_float()
    count = raw.FPDFClipPath_CountPathSegments(clip, path)
    if not 4 <= count <= 5:
        return None
    corners: list[tuple[float, float]] = []
    for place in range(count):
        segment = raw.FPDFClipPath_GetPathSegment(clip, path, place)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        corners.append((x.value, y.value))
    for (x0, y0), (x1, y1) in pairwise(corners):
        if abs(x1 - x0) > 0.01 and abs(y1 - y0) > 0.01:
            return None
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return Box(min(xs), min(ys), max(xs), max(ys))


class _Walk:
    """Puts down what paths, pictures and shadings draw."""

    def __init__(self, raw: Any, drawn: Drawn) -> None:
        self.raw, self.drawn = raw, drawn
        self._fill, self._stroke = (
            lean(raw, name) for name in ("FPDFPageObj_GetFillColor", "FPDFPageObj_GetStrokeColor")
        )
        self._matrix_of = lean(raw, "FPDFPageObj_GetMatrix", ctypes.c_int, POINTER, POINTER)
        self._mode_of = lean(raw, "FPDFPath_GetDrawMode", ctypes.c_int, POINTER, POINTER, POINTER)
        self._width_of = lean(raw, "FPDFPageObj_GetStrokeWidth", ctypes.c_int, POINTER, POINTER)
        self._matrix, (self._to_matrix, *_) = places(ctypes.c_float, 6)
        self._mode, self._to_mode = places(ctypes.c_int, 2)
        self._colour, self._to_colour = places(ctypes.c_uint, 4)

    def cover(self, handle: int, order: int, outer: Matrix | None, ink: int | None = None) -> Box:
        """Put down that an object covers what is below it; return where."""
        box = self._box(handle, outer)
        self.drawn.covers.append(Cover(order, box, ink))
        return box

    def picture(self, handle: int, order: int, outer: Matrix | None) -> None:
        """A picture, which may show anything, a figure too."""
        size, to_size = places(ctypes.c_uint, 2)
        ask = lean(self.raw, "FPDFImageObj_GetImagePixelSize", ctypes.c_int, *[POINTER] * 3)
        self.drawn.pictures += 1
        self.drawn.pixels += size[0] * size[1] if ask(handle, *to_size) else 0
        self.drawn.marks.append(Mark(self.cover(handle, order, outer), Doubt.PICTURE))

    def path(self, handle: int, order: int, outer: Matrix | None, segments: Sequence[Segment]) -> None:
        """The upright and level lines that a path draws, by stroke or as thin shapes; the shapes it fills."""
        drawn = self.drawn
        filled, stroked = self._mode[:] if self._mode_of(handle, *self._to_mode) else (0, 0)
        if not (filled or stroked):
            return
        curved, slanted = bends(segments)
        if (curved or slanted) and _has_size_of_writing(bounds(handle, self.raw)):
            drawn.marks.append(Mark(self._box(handle, outer), Doubt.DRAWING))
        if not self._matrix_of(handle, self._to_matrix):
            raise _error()
        parts = list(subpaths(segments, _times(self._matrix[:], outer)))
        if stroked:
            self._strokes(handle, order, outer, parts)
        if not filled:
            return
        boxes = list(map(box_around, parts))
        shapes = [box for box in boxes if min(box.right - box.left, box.top - box.bottom) > THIN]
        ink = self._ink(handle, self._fill) if curved or shapes else None
        if curved and _is_dot(whole := bounds(handle, self.raw)):
            drawn.rules.extend(rule_of(whole.left, whole.bottom, whole.right, whole.top))
        elif curved:
            self.cover(handle, order, outer, ink)
        drawn.shades.extend(shapes)
        drawn.covers.extend(Cover(order, box, ink) for box in shapes)
        if not stroked:  # a browser draws many a border in one path, each a thin shape of its own
            for box in boxes:
                drawn.rules.extend(rule_of(box.left, box.bottom, box.right, box.top))

    def _strokes(self, handle: int, order: int, outer: Matrix | None, parts: Iterable[Lines]) -> None:
        """The lines that a path strokes; thick ones may cover text, and pale thick ones are no rules."""
        width = ctypes.c_float()
        if self._width_of(handle, ctypes.byref(width)) and width.value > THIN:
            ink = self._ink(handle, self._stroke)
            self.cover(handle, order, outer, ink)
            if ink is not None and ink >= _WHITE:
                return
        shortest, longest = _TICK
        for (x0, y0), (x1, y1) in chain(*parts):
            self.drawn.rules.extend(rule_of(x0, y0, x1, y1))
            if abs(x1 - x0) <= SLANT and shortest <= abs(y1 - y0) < longest:
                tick = Box(min(x0, x1) - SLANT, min(y0, y1), max(x0, x1) + SLANT, max(y0, y1))
                self.drawn.marks.append(Mark(tick, Doubt.DRAWING))

    def _ink(self, handle: int, ask: Any) -> int | None:
        """The luminance of the colour that is asked for; ``None`` where it is a pattern or transparent."""
        return _luminance(bytes(self._colour)) if ask(POINTER(handle), *self._to_colour) else None

    def _box(self, handle: int, outer: Matrix | None) -> Box:
        """Where an object stands on the page."""
        box = bounds(handle, self.raw)
        if outer is None:
            return box
        a, b, c, d, e, f = outer
        corners = [(x, y) for x in (box.left, box.right) for y in (box.bottom, box.top)]
        xs, ys = [a * x + c * y + e for x, y in corners], [b * x + d * y + f for x, y in corners]
        return Box(min(xs), min(ys), max(xs), max(ys))


def _has_size_of_writing(box: Box) -> bool:
    lesser, longer = sorted((box.width, box.height))
    return lesser >= _SMALLEST_MARK and _LONGEST_MARK <= longer <= _SLENDER * lesser


def _is_dot(box: Box) -> bool:
    return max(box.width, box.height) <= DOT
