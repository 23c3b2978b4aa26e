"""The segments that a path of a page is drawn of, and the thin lines among them."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

from govinfo_report.readers.pdf.edges import DOT
from govinfo_report.readers.pdf.page import Box, Rule

__all__ = ["SLANT", "THIN", "Lines", "bends", "box_around", "matrix_of", "rule_of", "subpaths"]

THIN = 3.0
"""A filled shape thinner than this, in points, is a line; a stroke wider than this may cover text."""
SLANT = 0.5
"""Points by which a slanted line moves in both directions."""
_MOST_SEGMENTS = 40
"""Among so many segments of a path one that is curved or slanted shows that it draws no box."""

_Point = tuple[float, float]
Lines = list[tuple[_Point, _Point]]


def bends(item: Any, raw: Any) -> tuple[bool, bool]:
    """Whether a path has curves, and whether it has slanted lines: the outlines of digits have some."""
    x, y = ctypes.c_float(), ctypes.c_float()
    last: _Point | None = None
    slanted = False
    for place in range(min(raw.FPDFPath_CountSegments(item), _MOST_SEGMENTS)):
        segment = raw.FPDFPath_GetPathSegment(item, place)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_BEZIERTO:
            return True, slanted
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = x.value, y.value
        if kind == raw.FPDF_SEGMENT_LINETO and last is not None:
            slanted = slanted or all(abs(new - old) > SLANT for new, old in zip(point, last, strict=True))
        last = point
    return False, slanted


def subpaths(item: Any, raw: Any) -> Iterator[Lines]:
    """The straight segments of each part of a path, in coordinates of the page."""
    matrix = matrix_of(item)
    x, y = ctypes.c_float(), ctypes.c_float()
    lines: Lines = []
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


def box_around(lines: Lines) -> Box:
    """The box around all of some segments."""
    xs = [x for line in lines for x, _ in line]
    ys = [y for line in lines for _, y in line]
    return Box(min(xs), min(ys), max(xs), max(ys))


def rule_of(x0: float, y0: float, x1: float, y1: float) -> Iterator[Rule]:
    """The line that a thin box is, or the piece of one; a dot may be a piece of two."""
    width, height = abs(x1 - x0), abs(y1 - y0)
    dot = max(width, height) <= DOT
    if width <= THIN and (height > width or dot):
        yield Rule(True, (x0 + x1) / 2, min(y0, y1), max(y0, y1))
    if height <= THIN and (width > height or dot):
        yield Rule(False, (y0 + y1) / 2, min(x0, x1), max(x0, x1))


def matrix_of(item: Any) -> Any:
    """From the path's own coordinates to the page's, through the forms it stands in."""
    matrix = item.get_matrix()
    container = getattr(item, "container", None)
    while container is not None:
        matrix = matrix.multiply(container.get_matrix())
        container = getattr(container, "container", None)
    return matrix
