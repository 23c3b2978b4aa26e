"""What stands on a page of a PDF: characters with their boxes, ruled lines, shades and pictures.

With `document`, the only user of pypdfium2. Coordinates are in points from the lower left corner.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from typing import Any

from attrs import frozen

from govinfo_report.readers.limits import Budget
from govinfo_report.readers.pdf.radicals import character
from govinfo_report.readers.typography import PLAIN, Typography

__all__ = ["Box", "Char", "Ink", "Page", "Rule", "read_page"]

_THIN = 3.0
"""A filled shape thinner than this, in points, is a line."""
_SHORTEST = 4.0
"""A line shorter than this is no rule of a table."""
_DASH = 2.0
"""A level line shorter than this strikes out nothing."""
_WHITE = 0xF0
"""A colour with no part of red, green and blue below this is taken for white."""


class Ink(Enum):
    """With what a character is drawn."""

    DARK = "dark"
    WHITE = "white"
    NONE = "none"


@frozen
class Box:
    """A part of the page."""

    left: float
    bottom: float
    right: float
    top: float

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in it."""
        return self.left <= x <= self.right and self.bottom <= y <= self.top


@frozen
class Char:
    """A printed character and its box.

    Attributes:
        ink: With what it is drawn; without ink is what a program recognised in a scanned picture.
        printed: What else print does to it.
    """

    text: str
    left: float
    bottom: float
    right: float
    top: float
    ink: Ink = Ink.DARK
    printed: Typography = PLAIN

    @property
    def x(self) -> float:
        """The middle of the box."""
        return (self.left + self.right) / 2

    @property
    def y(self) -> float:
        """The middle of the box."""
        return (self.bottom + self.top) / 2


@frozen
class Rule:
    """A ruled line, upright or level.

    Attributes:
        upright: Whether it runs from bottom to top.
        at: Its x if upright, else its y.
        start: Where it begins, the lower or left end.
        end: Where it ends.
    """

    upright: bool
    at: float
    start: float
    end: float


@frozen
class Page:
    """A page as printed.

    Attributes:
        number: Counted from 1.
        height: In points.
        chars: In the order of the file.
        rules: In no order.
        dashes: Level lines too short for the rules of a table.
        shades: Filled shapes of any other colour than white.
        pictures: Where pictures are.
    """

    number: int
    height: float
    chars: tuple[Char, ...]
    rules: tuple[Rule, ...]
    dashes: tuple[Rule, ...] = ()
    shades: tuple[Box, ...] = ()
    pictures: tuple[Box, ...] = ()

    @property
    def pairs(self) -> int:
        """Pairs of level and upright lines, of level lines and characters, of shades and white characters."""
        level = sum(not rule.upright for rule in self.rules)
        white = sum(char.ink is Ink.WHITE for char in self.chars)
        return (
            level * (len(self.rules) - level)
            + (level + len(self.dashes)) * len(self.chars)
            + white * (len(self.shades) + len(self.pictures))
        )


def read_page(document: Any, index: int, budget: Budget) -> Page:
    """Read a page of a document of pypdfium2.

    What fields and annotations show is read as part of it: a figure may have been entered into a field, or
    struck out with an annotation.

    Raises:
        ReadError: There is more on it than the budget allows.
    """
    import pypdfium2.raw as raw

    page = document[index]
    budget.spend(max(0, raw.FPDFPage_GetAnnotCount(page)))
    kinds, rules = _annotations(page, raw, budget)
    if kinds - {raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_POPUP, raw.FPDF_ANNOT_TEXT}:
        raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY)
        page.close()
        page = document[index]
    try:
        return _read(page, index + 1, rules, raw, budget)
    finally:
        page.close()


def _annotations(page: Any, raw: Any, budget: Budget) -> tuple[set[int], list[Rule]]:
    """The kinds of a page's annotations, and the lines that they strike text out with."""
    kinds: set[int] = set()
    rules: list[Rule] = []
    corners = raw.FS_QUADPOINTSF()
    for place in range(raw.FPDFPage_GetAnnotCount(page)):
        annotation = raw.FPDFPage_GetAnnot(page, place)
        kinds.add(kind := raw.FPDFAnnot_GetSubtype(annotation))
        if kind == raw.FPDF_ANNOT_STRIKEOUT:
            parts = raw.FPDFAnnot_CountAttachmentPoints(annotation)
            budget.spend(parts)
            for part in range(parts):
                if raw.FPDFAnnot_GetAttachmentPoints(annotation, part, corners):
                    xs = corners.x1, corners.x2, corners.x3, corners.x4
                    rules.append(Rule(False, (corners.y1 + corners.y4) / 2, min(xs), max(xs)))
        raw.FPDFPage_CloseAnnot(annotation)
    return kinds, rules


def _read(page: Any, number: int, strokes: Iterable[Rule], raw: Any, budget: Budget) -> Page:
    rules = list(strokes)
    shades: list[Box] = []
    pictures: list[Box] = []
    inks: dict[int, Ink] = {}
    for item in page.get_objects(max_depth=6):
        budget.spend()
        if item.type == raw.FPDF_PAGEOBJ_TEXT:
            ink = _ink(item, raw)
            if ink is not Ink.DARK:
                inks[_address(item.raw)] = ink
        elif item.type == raw.FPDF_PAGEOBJ_PATH:
            budget.spend(max(0, raw.FPDFPath_CountSegments(item)))
            for drawn in _drawn(item, raw):
                if isinstance(drawn, Rule):
                    rules.append(drawn)
                elif not _is_white(item, raw):
                    shades.append(drawn)
        elif item.type == raw.FPDF_PAGEOBJ_IMAGE:
            pictures.append(_box_of(item))
    chars = tuple(_chars(page, raw, inks, budget))
    return Page(
        number=number,
        height=page.get_height(),
        chars=chars,
        rules=tuple(rule for rule in rules if rule.end - rule.start >= _SHORTEST),
        dashes=tuple(rule for rule in rules if rule.end - rule.start < _SHORTEST),
        shades=tuple(shades),
        pictures=tuple(pictures),
    )


def _ink(item: Any, raw: Any) -> Ink:
    mode = raw.FPDFTextObj_GetTextRenderMode(item)
    if mode in (raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP):
        return Ink.NONE
    filled = mode in (raw.FPDF_TEXTRENDERMODE_FILL, raw.FPDF_TEXTRENDERMODE_FILL_CLIP)
    return Ink.WHITE if filled and _is_white(item, raw) else Ink.DARK


def _is_white(item: Any, raw: Any) -> bool:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not raw.FPDFPageObj_GetFillColor(item, red, green, blue, alpha):
        return False
    return alpha.value == 0 or min(red.value, green.value, blue.value) >= _WHITE


def _address(item: Any) -> int:
    return ctypes.addressof(item.contents)


def _box_of(item: Any) -> Box:
    left, bottom, right, top = item.get_bounds()
    container = getattr(item, "container", None)
    if container is not None:
        left, bottom, right, top = _matrix_of(container).on_rect(left, bottom, right, top)
    return Box(left, bottom, right, top)


def _chars(page: Any, raw: Any, inks: Mapping[int, Ink], budget: Budget) -> Iterator[Char]:
    """The characters of a page; ``inks`` by the address of their text, where it is not dark."""
    text = page.get_textpage()
    box = raw.FS_RECTF()
    budget.spend(max(0, raw.FPDFText_CountChars(text)))
    for index in range(raw.FPDFText_CountChars(text)):
        code = raw.FPDFText_GetUnicode(text, index)
        if code in (0, 0x0A, 0x0D, 0xFFFE) or raw.FPDFText_IsGenerated(text, index) == 1:
            continue
        sign = chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
        # The loose box is that of the type, not of the ink: narrow digits and low commas keep their place.
        if raw.FPDFText_GetLooseCharBox(text, index, box) and not sign.isspace():
            ink = Ink.DARK
            if inks and (source := raw.FPDFText_GetTextObject(text, index)):
                ink = inks.get(_address(source), Ink.DARK)
            yield Char(character(sign), box.left, box.bottom, box.right, box.top, ink)
    text.close()


def _drawn(item: Any, raw: Any) -> Iterator[Rule | Box]:
    """The upright and level lines that a path draws, by stroke or as thin shapes, and the shapes it fills."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not raw.FPDFPath_GetDrawMode(item, fill, stroke):
        return
    for lines in _subpaths(item, raw):
        if stroke.value:
            for (x0, y0), (x1, y1) in lines:
                yield from _rule(x0, y0, x1, y1)
        if fill.value:  # a browser draws many a border in one path, each a thin shape of its own
            xs = [x for line in lines for x, _ in line]
            ys = [y for line in lines for _, y in line]
            box = Box(min(xs), min(ys), max(xs), max(ys))
            if min(box.right - box.left, box.top - box.bottom) > _THIN:
                yield box
            elif not stroke.value:
                yield from _rule(box.left, box.bottom, box.right, box.top)


def _rule(x0: float, y0: float, x1: float, y1: float) -> Iterator[Rule]:
    width, height = abs(x1 - x0), abs(y1 - y0)
    if width <= _THIN and height >= _SHORTEST:
        yield Rule(True, (x0 + x1) / 2, min(y0, y1), max(y0, y1))
    elif height <= _THIN and width >= _DASH:
        yield Rule(False, (y0 + y1) / 2, min(x0, x1), max(x0, x1))


_Point = tuple[float, float]


def _subpaths(item: Any, raw: Any) -> Iterator[list[tuple[_Point, _Point]]]:
    """The straight segments of each part of a path, in coordinates of the page."""
    matrix = _matrix_of(item)
    x, y = ctypes.c_float(), ctypes.c_float()
    lines: list[tuple[_Point, _Point]] = []
    start: _Point | None = None
    last: _Point | None = None
    for index in range(raw.FPDFPath_CountSegments(item)):
        segment = raw.FPDFPath_GetPathSegment(item, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = matrix.on_point(x.value, y.value)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            if lines:
                yield lines
            lines, start = [], point
        elif kind == raw.FPDF_SEGMENT_LINETO and last is not None:
            lines.append((last, point))
        last = point
        if raw.FPDFPathSegment_GetClose(segment) and start is not None:
            lines.append((point, start))
            last = start
    if lines:
        yield lines


def _matrix_of(item: Any) -> Any:
    """From the path's own coordinates to the page's, through the forms it stands in."""
    matrix = item.get_matrix()
    container = getattr(item, "container", None)
    while container is not None:
        matrix = matrix.multiply(container.get_matrix())
        container = getattr(container, "container", None)
    return matrix
