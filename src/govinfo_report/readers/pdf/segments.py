"""The straight segments that a path of PDFium's is drawn of, and the thin lines among them."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice, repeat
from typing import Any

from govinfo_report.document.limits import Budget
from govinfo_report.readers.pdf.calls import POINTER, lean
from govinfo_report.readers.pdf.edges import DOT
from govinfo_report.readers.pdf.page import Box, Rule

__all__ = [
    "SLANT",
    "THIN",
    "Lines",
    "Matrix",
    "Segment",
    "bends",
    "box_around",
    "rule_of",
    "segments_of",
    "subpaths",
]

THIN = 3.0
"""A filled shape thinner than this, in points, is a line; a stroke wider than this may cover text."""
SLANT = 0.5
"""Points by which a slanted line moves in both directions."""
_MOST_SEGMENTS = 40
"""Among so many segments of a path one that is curved or slanted shows that it draws no box."""
_LINE, _CURVE, _START = 0, 1, 2
"""PDFium's numbers for the kinds of segments."""

_Point = tuple[float, float]
Lines = list[tuple[_Point, _Point]]
Matrix = Sequence[float]
"""Six numbers: what becomes of a step to the right, of a step upwards, and of the origin."""
Segment = tuple[int, float, float, int]
"""Its kind, where it ends in the path's own coordinates, and whether it closes its part of the path."""


def segments_of(paths: Sequence[int], raw: Any, budget: Budget) -> Iterator[list[Segment]]:
    """The segments of each of some paths, asked for all together.

    Args:
        paths: Their handles.
        raw: PDFium.
        budget: How many segments there may be.

    Raises:
        ReadError: There are more.
    """
    counts = [
        max(0, count) for count in map(lean(raw, "FPDFPath_CountSegments", ctypes.c_int, POINTER), paths)
    ]
    budget.spend(sum(counts))
    get, owners = lean(raw, "FPDFPath_GetPathSegment", POINTER), map(repeat, map(POINTER, paths), counts)
    there = list(map(get, chain.from_iterable(owners), chain.from_iterable(map(range, counts))))
    points = (ctypes.c_float * (2 * len(there)))()
    start, end = ctypes.addressof(points), ctypes.addressof(points) + ctypes.sizeof(points)
    point_of = lean(raw, "FPDFPathSegment_GetPoint", ctypes.c_int, POINTER, POINTER, POINTER)
    for _ in map(point_of, there, range(start, end, 8), range(start + 4, end, 8)):
        pass
    kinds = map(lean(raw, "FPDFPathSegment_GetType", ctypes.c_int, POINTER), there)
    closing = map(lean(raw, "FPDFPathSegment_GetClose", ctypes.c_int, POINTER), there)
    segments = zip(kinds, points[::2], points[1::2], closing, strict=True)
    return (list(islice(segments, count)) for count in counts)


def bends(segments: Sequence[Segment]) -> tuple[bool, bool]:
    """Whether a path has curves, and whether it has slanted lines: the outlines of digits have some."""
    last: _Point | None = None
    slanted = False
    for kind, x, y, _ in segments[:_MOST_SEGMENTS]:
        if kind == _CURVE:
            return True, slanted
        if kind == _LINE and last is not None:
            slanted = slanted or (abs(x - last[0]) > SLANT and abs(y - last[1]) > SLANT)
        last = x, y
    return False, slanted


def subpaths(segments: Iterable[Segment], matrix: Matrix) -> Iterator[Lines]:
    """The straight segments of each part of a path, in coordinates of the page."""
    a, b, c, d, e, f = matrix
    lines: Lines = []
    start: _Point | None = None
    last: _Point | None = None
    for kind, x, y, closes in segments:
        point = a * x + c * y + e, b * x + d * y + f
        if kind == _START:
            if lines:
                yield lines
            lines, start = [], point
        elif kind == _LINE and last is not None:
            lines.append((last, point))
        last = point
        if closes and start is not None:
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
