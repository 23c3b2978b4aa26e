"""PDF: what PDFium says at short range is what it says when each question is asked as it is declared."""

from __future__ import annotations

import ctypes
import math
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pypdfium2
import pypdfium2.raw as raw
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from govinfo_report.document.limits import Budget
from govinfo_report.readers.pdf.boxfont import installed
from govinfo_report.readers.pdf.characters import glyphs_of
from govinfo_report.readers.pdf.objects import Drawn, TextObject, Vouch, drawn_on
from govinfo_report.readers.pdf.segments import segments_of
from tests.documents.pdf import render_pdf
from tests.documents.strategies import distinct_reports, documents, pdf_styles
from tests.hiding.formats import FORMATS
from tests.hiding.strategies import planted_documents

FILES = st.builds(render_pdf, documents(distinct_reports()), pdf_styles()) | planted_documents(
    FORMATS["pdf"]
).map(lambda planted: planted.content)
few = settings(
    max_examples=15,
    suppress_health_check=list(HealthCheck),
    derandomize=True,
    database=None,
    phases=[Phase.generate],
)


def budget() -> Budget:
    return Budget(10**9, "对象", "objects")


def pages(data: bytes) -> Iterator[tuple[Any, Drawn]]:
    with installed(raw):
        document = pypdfium2.PdfDocument(data)
        for page in document:
            yield page, drawn_on(page, raw, budget())
        document.close()


def objects(page: Any) -> list[Any]:
    return list(page.get_objects(max_depth=6))


def handle(item: Any) -> int:
    return ctypes.addressof(item.raw.contents)


def is_as_declared(item: Any, text: TextObject) -> bool:
    """Whether what is known of a text object is what PDFium answers about it alone."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    assert raw.FPDFPageObj_GetFillColor(item, red, green, blue, alpha)
    luminance = (red.value * 299 + green.value * 587 + blue.value * 114) // 1000
    mode = raw.FPDFTextObj_GetTextRenderMode(item)
    clip = raw.FPDFPageObj_GetClipPath(item)
    reasons = {
        Vouch.MODE: mode not in (raw.FPDF_TEXTRENDERMODE_FILL, raw.FPDF_TEXTRENDERMODE_FILL_STROKE),
        Vouch.TRANSPARENT: alpha.value < 255 or bool(raw.FPDFPageObj_HasTransparency(item)),
        Vouch.PALE: luminance >= 0xA0,
        Vouch.FORM: item.container is not None,
    }
    first = next((reason for reason, holds in reasons.items() if holds), None)
    known = text.inkless == (mode == raw.FPDF_TEXTRENDERMODE_INVISIBLE) and text.luminance in (
        luminance,
        0 if alpha.value < 255 else luminance,
    )
    if first is not None or text.doubt is None:
        return known and text.doubt is first
    if text.doubt is Vouch.CLIP:
        return known and raw.FPDFClipPath_CountPaths(clip) > 0
    return known and text.doubt is Vouch.LAYER and raw.FPDFPageObj_CountMarks(item) > 0


@given(data=FILES)
@few
def test_text_objects_are_as_each_is_alone(data: bytes) -> None:
    for page, drawn in pages(data):
        texts = {
            handle(item): (order, item)
            for order, item in enumerate(objects(page))
            if item.type == raw.FPDF_PAGEOBJ_TEXT
        }
        assert texts.keys() == drawn.texts.keys()
        for at, (order, item) in texts.items():
            assert drawn.texts[at].order == order
            assert is_as_declared(item, drawn.texts[at])


def alone(text: Any, index: int) -> tuple[float, float, float]:
    """Where the box of an upright character begins, and how high it is printed, of what PDFium says of it."""
    x, y, matrix = ctypes.c_double(), ctypes.c_double(), raw.FS_MATRIX()
    assert raw.FPDFText_GetCharOrigin(text, index, x, y)
    assert raw.FPDFText_GetMatrix(text, index, matrix)
    size = raw.FPDFText_GetFontSize(text, index)
    return x.value, y.value - 0.12 * (matrix.d * size), size * math.hypot(matrix.c, matrix.d)


@given(data=FILES)
@few
def test_characters_are_as_each_is_alone(data: bytes) -> None:
    for page, drawn in pages(data):
        glyphs, told_of = glyphs_of(page, raw, drawn.texts, budget())
        text = page.get_textpage()
        told: dict[int, list[tuple[float, float, float]]] = defaultdict(list)
        for index in range(raw.FPDFText_CountChars(text)):
            if item := raw.FPDFText_GetTextObject(text, index):
                told[ctypes.addressof(item.contents)].append(alone(text, index))
        assert told_of - {None} == told.keys()
        for glyph in glyphs:
            its, char = drawn.texts.get(glyph.source), glyph.char
            larger = glyph.ink is not None and glyph.size == glyph.ink.height / 0.72
            if char.turned == 0 and its is not None and not its.replaced and not larger:
                assert (char.left, char.bottom, glyph.size) in told[glyph.source]
        text.close()


@given(data=FILES)
@few
def test_segments_are_as_each_is_alone(data: bytes) -> None:
    for page, _ in pages(data):
        paths = [item for item in objects(page) if item.type == raw.FPDF_PAGEOBJ_PATH]
        x, y = ctypes.c_float(), ctypes.c_float()
        for path, segments in zip(paths, segments_of(list(map(handle, paths)), raw, budget()), strict=True):
            each = []
            for place in range(raw.FPDFPath_CountSegments(path)):
                segment = raw.FPDFPath_GetPathSegment(path, place)
                assert raw.FPDFPathSegment_GetPoint(segment, x, y)
                kind, closes = raw.FPDFPathSegment_GetType(segment), raw.FPDFPathSegment_GetClose(segment)
                each.append((kind, x.value, y.value, closes))
            assert segments == each
