"""What the objects of a page draw: lines, shapes, pictures, and text of which they say how it is drawn.

With `characters` and `visible`, the only users of PDFium's objects. Coordinates are the page's own.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from enum import Enum, auto
from itertools import chain, pairwise
from typing import Any

from attrs import define, field, frozen

from govinfo_report.document.limits import Budget
from govinfo_report.raw import Doubt
from govinfo_report.readers.pdf.edges import DOT
from govinfo_report.readers.pdf.page import Box, Mark, Rule
from govinfo_report.readers.pdf.segments import (
    SLANT,
    THIN,
    Lines,
    bends,
    box_around,
    matrix_of,
    rule_of,
    subpaths,
)

__all__ = ["Cover", "Drawn", "TextObject", "Vouch", "address", "bounds", "drawn_on"]

_DEEPEST = 6
"""Forms nested deeper are not walked; of the text in them nothing is known."""
_TICK = 2.0, 4.0
"""Between these lengths, in points, an upright stroke may be part of a digit."""
_PALE = 0xA0
"""Text lighter than this may be of the ground's colour, or a watermark."""
_WHITE = 0xF0
"""A thick line lighter than this is no rule: something is painted over."""
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


@frozen
class TextObject:
    """A text object.

    Attributes:
        item: PDFium's object.
        order: Its place in the order in which the page is drawn.
        luminance: Of its colour, 0 to 255.
        doubt: Why it cannot vouch for being seen, ``None`` where it can.
        inkless: Whether it is drawn without ink, as what a program recognised in a scanned picture is.
        replaced: Whether the file gives other text for it (``/ActualText``).
    """

    item: Any
    order: int
    luminance: int
    doubt: Vouch | None
    inkless: bool
    replaced: bool


@frozen
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
    pictures: int = 0
    pixels: int = 0
    """Pixels of all pictures together."""


def address(item: Any) -> int:
    """What tells one object of PDFium from another."""
    return ctypes.addressof(item.contents)


def drawn_on(page: Any, raw: Any, budget: Budget) -> Drawn:
    """Walk over the objects of a page.

    Raises:
        ReadError: There are more than the budget allows.
    """
    drawn = Drawn()
    look = _Look(raw)
    for order, (handle, kind, form) in enumerate(_objects(page, raw)):
        budget.spend()
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            drawn.texts[address(handle)] = look.text(handle, order, in_form=form is not None)
            continue
        item = _item(page, handle, form)
        if kind == raw.FPDF_PAGEOBJ_PATH:
            budget.spend(max(0, raw.FPDFPath_CountSegments(item)))
            _path(item, order, look, drawn)
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            box = _box_of(item)
            drawn.pictures += 1
            drawn.pixels += look.pixels(item)
            drawn.covers.append(Cover(order, box, None))
            drawn.marks.append(Mark(box, Doubt.PICTURE))
        elif kind == raw.FPDF_PAGEOBJ_SHADING:
            drawn.covers.append(Cover(order, _box_of(item), None))
    return drawn


def _objects(page: Any, raw: Any, form: Any = None, depth: int = 1) -> Iterator[tuple[Any, int, Any]]:
    """The objects of a page as they are drawn: each with its kind and the form that it stands in.

    Most are text, for which an object of Python's would cost as much as all that is asked of it.
    """
    if form is None:
        parent, count, get = page, raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject
    else:
        parent, count, get = form, raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject
    for place in range(count(parent)):
        handle = get(parent, place)
        if not handle:
            raise _error()("an object of the page cannot be found")
        kind = raw.FPDFPageObj_GetType(handle)
        yield handle, kind, form
        if kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            yield from _objects(page, raw, _item(page, handle, form), depth + 1)


def _item(page: Any, handle: Any, form: Any) -> Any:
    from pypdfium2 import PdfObject

    return PdfObject(handle, page=page, pdf=page.pdf, container=form)


def _error() -> type[Exception]:
    from pypdfium2 import PdfiumError

    kind: type[Exception] = PdfiumError
    return kind


def bounds(handle: Any, raw: Any) -> Box:
    """Where an object of PDFium's stands."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not raw.FPDFPageObj_GetBounds(handle, left, bottom, right, top):
        raise _error()("an object of the page cannot be found")
    return Box(left.value, bottom.value, right.value, top.value)


class _Look:
    """How an object is drawn."""

    def __init__(self, raw: Any) -> None:
        self.raw = raw
        self._colour = [ctypes.c_uint() for _ in range(4)]
        self._bounds = [ctypes.c_float() for _ in range(4)]
        self._point = ctypes.c_float(), ctypes.c_float()
        self._size = ctypes.c_uint(), ctypes.c_uint()

    def luminance(self, item: Any, get: Any) -> int | None:
        """Of the colour that ``get`` asks for; ``None`` where it is a pattern or transparent."""
        red, green, blue, alpha = self._colour
        if not get(item, red, green, blue, alpha) or alpha.value < 0xFF:
            return None
        return (red.value * 299 + green.value * 587 + blue.value * 114) // 1000

    def pixels(self, item: Any) -> int:
        width, height = self._size
        return width.value * height.value if self.raw.FPDFImageObj_GetImagePixelSize(item, *self._size) else 0

    def text(self, handle: Any, order: int, *, in_form: bool) -> TextObject:
        raw = self.raw
        mode = raw.FPDFTextObj_GetTextRenderMode(handle)
        layer, replaced = self._marks(handle)
        luminance = self.luminance(handle, raw.FPDFPageObj_GetFillColor)
        doubt = None
        if mode not in (raw.FPDF_TEXTRENDERMODE_FILL, raw.FPDF_TEXTRENDERMODE_FILL_STROKE):
            doubt = Vouch.MODE
        elif luminance is None:
            doubt = Vouch.TRANSPARENT if self._alpha() < 0xFF else Vouch.PATTERN
        elif raw.FPDFPageObj_HasTransparency(handle):
            doubt = Vouch.TRANSPARENT
        elif luminance >= _PALE:
            doubt = Vouch.PALE
        elif in_form:
            doubt = Vouch.FORM
        elif layer:
            doubt = Vouch.LAYER
        elif not self._held(handle):
            doubt = Vouch.CLIP
        inkless = mode == raw.FPDF_TEXTRENDERMODE_INVISIBLE
        return TextObject(handle, order, 0 if luminance is None else luminance, doubt, inkless, replaced)

    def _alpha(self) -> int:
        return int(self._colour[3].value)

    def _marks(self, item: Any) -> tuple[bool, bool]:
        """Whether an object is marked as part of a layer, and whether as replaced by other text."""
        raw = self.raw
        layer = replaced = False
        for place in range(raw.FPDFPageObj_CountMarks(item)):
            mark = raw.FPDFPageObj_GetMark(item, place)
            name, size = (ctypes.c_ushort * 4)(), ctypes.c_ulong()
            if raw.FPDFPageObjMark_GetName(mark, name, ctypes.sizeof(name), size):
                layer = layer or (size.value, bytes(name[:2])) == (6, b"OC")
            kind = raw.FPDFPageObjMark_GetParamValueType(mark, b"ActualText")
            replaced = replaced or kind == raw.FPDF_OBJECT_STRING
        return layer, replaced

    def _held(self, item: Any) -> bool:
        """Whether no clip path cuts an object; of paths other than rectangles nobody knows."""
        raw = self.raw
        clip = raw.FPDFPageObj_GetClipPath(item)
        paths = raw.FPDFClipPath_CountPaths(clip) if clip else 0
        if paths <= 0:
            return True
        if not raw.FPDFPageObj_GetBounds(item, *self._bounds):
            return False
        left, bottom, right, top = (each.value for each in self._bounds)
        for path in range(paths):
            box = self._rectangle(clip, path)
            if box is None or not (
                box.left <= left + SLANT
                and box.right >= right - SLANT
                and box.bottom <= bottom + SLANT
                and box.top >= top - SLANT
            ):
                return False
        return True

    def _rectangle(self, clip: Any, path: int) -> Box | None:
        raw = self.raw
        x, y = self._point
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


def _path(item: Any, order: int, look: _Look, drawn: Drawn) -> None:
    """The upright and level lines that a path draws, by stroke or as thin shapes, and the shapes it fills."""
    raw = look.raw
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not raw.FPDFPath_GetDrawMode(item, fill, stroke):
        return
    curved, slanted = bends(item, raw)
    if (fill.value or stroke.value) and (curved or slanted) and _has_size_of_writing(item):
        drawn.marks.append(Mark(_box_of(item), Doubt.DRAWING))
    parts = list(subpaths(item, raw))
    if stroke.value:
        _stroked(item, order, look, drawn, parts)
    if fill.value:
        ink = look.luminance(item, raw.FPDFPageObj_GetFillColor)
        if curved and _is_dot(item):
            drawn.rules.extend(rule_of(*item.get_bounds()))
        elif curved:
            drawn.covers.append(Cover(order, _box_of(item), ink))
        for lines in parts:  # a browser draws many a border in one path, each a thin shape of its own
            box = box_around(lines)
            if min(box.width, box.height) > THIN:
                drawn.shades.append(box)
                drawn.covers.append(Cover(order, box, ink))
            elif not stroke.value:
                drawn.rules.extend(rule_of(box.left, box.bottom, box.right, box.top))


def _stroked(item: Any, order: int, look: _Look, drawn: Drawn, parts: Sequence[Lines]) -> None:
    """The lines that a path strokes; thick ones may cover text, and pale thick ones are no rules."""
    raw = look.raw
    width = ctypes.c_float()
    thick = raw.FPDFPageObj_GetStrokeWidth(item, width) and width.value > THIN
    ink = look.luminance(item, raw.FPDFPageObj_GetStrokeColor) if thick else None
    if thick:
        drawn.covers.append(Cover(order, _box_of(item), ink))
    if ink is not None and ink >= _WHITE:
        return
    shortest, longest = _TICK
    for (x0, y0), (x1, y1) in chain(*parts):
        drawn.rules.extend(rule_of(x0, y0, x1, y1))
        if abs(x1 - x0) <= SLANT and shortest <= abs(y1 - y0) < longest:
            tick = Box(min(x0, x1) - SLANT, min(y0, y1), max(x0, x1) + SLANT, max(y0, y1))
            drawn.marks.append(Mark(tick, Doubt.DRAWING))


def _has_size_of_writing(item: Any) -> bool:
    left, bottom, right, top = item.get_bounds()
    lesser, longer = sorted((top - bottom, right - left))
    return bool(lesser >= _SMALLEST_MARK and _LONGEST_MARK <= longer <= _SLENDER * lesser)


def _is_dot(item: Any) -> bool:
    left, bottom, right, top = item.get_bounds()
    return bool(max(right - left, top - bottom) <= DOT)


def _box_of(item: Any) -> Box:
    left, bottom, right, top = item.get_bounds()
    container = getattr(item, "container", None)
    if container is not None:
        left, bottom, right, top = matrix_of(container).on_rect(left, bottom, right, top)
    return Box(left, bottom, right, top)
