"""What stands on a page of a PDF: characters with their boxes, and ruled lines.

With `document`, the only user of pypdfium2. Coordinates are in points from the lower left corner.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

from attrs import frozen

from govinfo_report.readers.pdf.radicals import character

__all__ = ["Char", "Page", "Rule", "read_page"]

_THIN = 3.0
"""A filled shape thinner than this, in points, is a line."""
_SHORTEST = 4.0
"""A line shorter than this is no rule of a table."""
_MOST_OBJECTS = 50_000


@frozen
class Char:
    """A printed character and its box."""

    text: str
    left: float
    bottom: float
    right: float
    top: float

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
        has_picture: Whether a picture is on it.
    """

    number: int
    height: float
    chars: tuple[Char, ...]
    rules: tuple[Rule, ...]
    has_picture: bool


def read_page(page: Any, number: int) -> Page:
    """Read a page of pypdfium2."""
    import pypdfium2.raw as raw

    rules: list[Rule] = []
    pictures = False
    for count, item in enumerate(page.get_objects(max_depth=6)):
        if count > _MOST_OBJECTS:
            break
        if item.type == raw.FPDF_PAGEOBJ_PATH:
            rules.extend(_rules(item, raw))
        elif item.type == raw.FPDF_PAGEOBJ_IMAGE:
            pictures = True
    return Page(number, page.get_height(), tuple(_chars(page, raw)), tuple(rules), pictures)


def _chars(page: Any, raw: Any) -> Iterator[Char]:
    text = page.get_textpage()
    box = raw.FS_RECTF()
    for index in range(raw.FPDFText_CountChars(text)):
        code = raw.FPDFText_GetUnicode(text, index)
        if code in (0, 0x0A, 0x0D, 0xFFFE) or raw.FPDFText_IsGenerated(text, index) == 1:
            continue
        sign = chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
        # The loose box is that of the type, not of the ink: narrow digits and low commas keep their place.
        if raw.FPDFText_GetLooseCharBox(text, index, box) and not sign.isspace():
            yield Char(character(sign), box.left, box.bottom, box.right, box.top)
    text.close()


def _rules(item: Any, raw: Any) -> Iterator[Rule]:
    """The upright and level lines that a path draws, by stroke or as thin filled shapes."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not raw.FPDFPath_GetDrawMode(item, fill, stroke):
        return
    for lines in _subpaths(item, raw):
        if stroke.value:
            for (x0, y0), (x1, y1) in lines:
                yield from _rule(x0, y0, x1, y1)
        elif fill.value:  # a browser draws many a border in one path, each a thin shape of its own
            xs = [x for line in lines for x, _ in line]
            ys = [y for line in lines for _, y in line]
            yield from _rule(min(xs), min(ys), max(xs), max(ys))


def _rule(x0: float, y0: float, x1: float, y1: float) -> Iterator[Rule]:
    width, height = abs(x1 - x0), abs(y1 - y0)
    if width <= _THIN and height >= _SHORTEST:
        yield Rule(True, (x0 + x1) / 2, min(y0, y1), max(y0, y1))
    elif height <= _THIN and width >= _SHORTEST:
        yield Rule(False, (y0 + y1) / 2, min(x0, x1), max(x0, x1))


_Point = tuple[float, float]


def _subpaths(item: Any, raw: Any) -> Iterator[list[tuple[_Point, _Point]]]:
    """The straight segments of each part of a path, in coordinates of the page."""
    matrix = _matrix_of(item)
    x, y = ctypes.c_float(), ctypes.c_float()
    lines: list[tuple[_Point, _Point]] = []
    start: _Point | None = None
    last: _Point | None = None
    for index in range(min(raw.FPDFPath_CountSegments(item), _MOST_OBJECTS)):
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
