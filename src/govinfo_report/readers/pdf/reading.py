"""A page of PDFium's as a `Page`: annotations made part of it, what nobody sees left out, turned upright."""

from __future__ import annotations

from collections.abc import Sequence
from ctypes import c_uint
from typing import Any

from attrs import evolve

from govinfo_report.document.limits import Budget
from govinfo_report.raw import Doubt
from govinfo_report.readers.pdf.edges import Tolerances, drawn_through
from govinfo_report.readers.pdf.objects import drawn_on
from govinfo_report.readers.pdf.page import Box, Char, Mark, Page, Rule
from govinfo_report.readers.pdf.spacing import with_gaps
from govinfo_report.readers.pdf.upright import upright
from govinfo_report.readers.pdf.visible import seen

__all__ = ["read_page"]

_UNSEEN_FLAGS = 0x02 | 0x20
"""Flags of an annotation: hidden; not to be viewed."""
_SHORTEST_DASH = 2.0
"""A level line shorter than this, in points, strikes out nothing."""
_NO_LOOK = 2
"""Bytes of an appearance that is there and empty."""
_DARK = 112
"""No part of a colour is lighter than this, of 255, where what is marked with it cannot be read."""


def read_page(document: Any, index: int, budget: Budget) -> Page:
    """Read a page of a document of pypdfium2.

    What fields and annotations show is read as part of it: a figure may have been entered into a field, or
    struck out with an annotation. One whose look the file does not hold is a mark.

    Raises:
        ReadError: There is more on it than the budget allows.
    """
    import pypdfium2.raw as raw

    page = document[index]
    budget.spend(max(0, raw.FPDFPage_GetAnnotCount(page)))
    _remove_unseen(page, raw)
    kinds, strokes, marks = _annotations(page, raw, budget)
    if kinds - {raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_POPUP, raw.FPDF_ANNOT_TEXT}:
        raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY)
        page.close()
        page = document[index]
    try:
        drawn = drawn_on(page, raw, budget)
        drawn.rules.extend(strokes)
        visible = seen(page, raw, drawn, budget)
        near = Tolerances.of(visible.chars)
        sheet = Box(*page.get_cropbox())
        lines = drawn_through((line for line in drawn.rules if _is_on(sheet, line)), near)
        return upright(
            Page(
                number=index + 1,
                height=page.get_height(),
                chars=_beside(with_gaps(visible.chars), marks),
                rules=tuple(line for line in lines if line.end - line.start >= near.short),
                dashes=tuple(line for line in lines if _is_dash(line, near)),
                shades=tuple(drawn.shades),
                marks=(*marks, *drawn.marks, *visible.marks),
                pictures=drawn.pictures,
                recognised=visible.recognised,
            ),
            sheet,
        )
    finally:
        page.close()


def _is_on(sheet: Box, line: Rule) -> bool:
    """Whether some of a line is on the page: some programs draw all of a table on each of its pages.

    One that goes on beyond it is left as long as it is: what stands beyond, stands in its cell.
    """
    along, across = ((sheet.bottom, sheet.top), (sheet.left, sheet.right))
    if not line.upright:
        along, across = across, along
    return across[0] <= line.at <= across[1] and line.start < along[1] and line.end > along[0]


def _is_dash(line: Rule, near: Tolerances) -> bool:
    return not line.upright and _SHORTEST_DASH <= line.end - line.start < near.short


def _beside(chars: Sequence[Char], marks: Sequence[Mark]) -> tuple[Char, ...]:
    """The characters; digits where something stands of which nobody knows the look are in doubt."""
    if not marks:
        return tuple(chars)
    return tuple(
        evolve(char, text=Doubt.FIELD.sign)
        if char.text.isdigit() and any(mark.box.holds(char.x, char.y) for mark in marks)
        else char
        for char in chars
    )


def _remove_unseen(page: Any, raw: Any) -> None:
    """Take out the annotations that no viewer shows: PDFium would make some of them part of the page."""
    for place in reversed(range(raw.FPDFPage_GetAnnotCount(page))):
        annotation = raw.FPDFPage_GetAnnot(page, place)
        unseen = raw.FPDFAnnot_GetFlags(annotation) & _UNSEEN_FLAGS
        raw.FPDFPage_CloseAnnot(annotation)
        if unseen:
            raw.FPDFPage_RemoveAnnot(page, place)


def _annotations(page: Any, raw: Any, budget: Budget) -> tuple[set[int], list[Rule], list[Mark]]:
    """A page's annotations: their kinds, the lines that they strike text out with, those without a look."""
    kinds: set[int] = set()
    rules: list[Rule] = []
    marks: list[Mark] = []
    corners, edges = raw.FS_QUADPOINTSF(), raw.FS_RECTF()
    drawn_by_viewers = {
        raw.FPDF_ANNOT_LINK,
        raw.FPDF_ANNOT_POPUP,
        raw.FPDF_ANNOT_TEXT,
        raw.FPDF_ANNOT_HIGHLIGHT,
        raw.FPDF_ANNOT_UNDERLINE,
        raw.FPDF_ANNOT_SQUIGGLY,
        raw.FPDF_ANNOT_STRIKEOUT,
    }
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
        elif kind == raw.FPDF_ANNOT_HIGHLIGHT:
            if _is_dark(annotation, raw) and raw.FPDFAnnot_GetRect(annotation, edges):
                marks.append(Mark(_box(edges), Doubt.OVERPRINTED))
        elif (
            kind not in drawn_by_viewers
            and raw.FPDFAnnot_GetAP(annotation, raw.FPDF_ANNOT_APPEARANCEMODE_NORMAL, None, 0) <= _NO_LOOK
            and raw.FPDFAnnot_GetRect(annotation, edges)
        ):
            marks.append(Mark(_box(edges), Doubt.FIELD))
        raw.FPDFPage_CloseAnnot(annotation)
    return kinds, rules, marks


def _box(edges: Any) -> Box:
    low, high = sorted((edges.bottom, edges.top))
    return Box(edges.left, low, edges.right, high)


def _is_dark(annotation: Any, raw: Any) -> bool:
    """Whether an annotation blackens what it marks; the look of one that has its own is drawn, and seen."""
    parts = [c_uint() for _ in range(4)]
    found = raw.FPDFAnnot_GetColor(annotation, raw.FPDFANNOT_COLORTYPE_Color, *parts)
    return bool(found) and max(part.value for part in parts[:3]) < _DARK
