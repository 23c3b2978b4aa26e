"""PDF: a figure is read as the eye sees it, or it is unreadable; what a field shows is one."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from io import BytesIO
from typing import Any, Literal

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfgen.canvas import Canvas

import govinfo_report as gr
from govinfo_report.raw import CellKind
from tests.conftest import EXAMPLES
from tests.documents.grids import document_of
from tests.documents.pdf import PdfStyle, render_pdf

PATH = "requests.received.natural_person"
FIGURE = "7351"
ROW = "一、本年新收政府信息公开申请数量\t\t\t"
RAW = gr.read((EXAMPLES / "nangong-2023.txt").read_text().replace(f"{ROW}25", f"{ROW}{FIGURE}").encode())
"""A report whose figure at `PATH` stands nowhere else."""

Change = Callable[[Any, Any], None]


def changed(change: Change, style: PdfStyle | None = None) -> gr.RawReport:
    """The report read from a PDF in which something was done to the figure at `PATH`."""
    document = pypdfium2.PdfDocument(render_pdf(document_of(RAW), style or PdfStyle()))
    done = 0
    for page in document:
        for item in list(page.get_objects(textpage=page.get_textpage())):
            if item.type == pdfium.FPDF_PAGEOBJ_TEXT and item.extract().strip() == FIGURE:
                change(page, item)
                page.gen_content()
                done += 1
    assert done == 1
    file = BytesIO()
    document.save(file)
    return gr.read(file.getvalue())


def box(page: Any, item: Any, *, above: float, below: float, color: int, shade: bool = False) -> None:
    """Draw a filled box over the figure, from one part of its height to another, or behind it."""
    left, bottom, right, top = item.get_bounds()
    height = top - bottom
    shape = pdfium.FPDFPageObj_CreateNewRect(
        left - 1, bottom + below * height, right - left + 2, (above - below) * height
    )
    pdfium.FPDFPageObj_SetFillColor(shape, color, color, color, 255)
    pdfium.FPDFPath_SetDrawMode(shape, pdfium.FPDF_FILLMODE_WINDING, 0)
    if shade:
        pdfium.FPDFPage_InsertObjectAtIndex(page, shape, 0)
    else:
        pdfium.FPDFPage_InsertObject(page, shape)


def struck(page: Any, item: Any) -> None:
    box(page, item, above=0.55, below=0.45, color=0)


def one_digit_struck(page: Any, item: Any) -> None:
    left, bottom, right, top = item.get_bounds()
    middle = (bottom + top) / 2
    stroke = pdfium.FPDFPageObj_CreateNewPath(left + 0.5, middle)
    pdfium.FPDFPath_LineTo(stroke, left + (right - left) / len(FIGURE) - 0.5, middle)
    pdfium.FPDFPath_SetDrawMode(stroke, pdfium.FPDF_FILLMODE_NONE, 1)
    pdfium.FPDFPage_InsertObject(page, stroke)


def underlined(page: Any, item: Any) -> None:
    box(page, item, above=-0.1, below=-0.2, color=0)


def white(_page: Any, item: Any) -> None:
    pdfium.FPDFPageObj_SetFillColor(item, 255, 255, 255, 255)


def white_on_black(page: Any, item: Any) -> None:
    white(page, item)
    box(page, item, above=1.2, below=-0.2, color=20, shade=True)


def without_ink(_page: Any, item: Any) -> None:
    pdfium.FPDFTextObj_SetTextRenderMode(item, pdfium.FPDF_TEXTRENDERMODE_INVISIBLE)


def gray(_page: Any, item: Any) -> None:
    pdfium.FPDFPageObj_SetFillColor(item, 120, 120, 120, 255)


def struck_by_annotation(page: Any, item: Any) -> None:
    left, bottom, right, top = item.get_bounds()
    note = pdfium.FPDFPage_CreateAnnot(page, pdfium.FPDF_ANNOT_STRIKEOUT)
    corners = pdfium.FS_QUADPOINTSF(left, top, right, top, left, bottom, right, bottom)
    pdfium.FPDFAnnot_AppendAttachmentPoints(note, ctypes.byref(corners))
    pdfium.FPDFAnnot_SetRect(note, pdfium.FS_RECTF(left, top, right, bottom))
    pdfium.FPDFPage_CloseAnnot(note)


def blackened_by_annotation(page: Any, item: Any) -> None:
    left, bottom, right, top = item.get_bounds()
    note = pdfium.FPDFPage_CreateAnnot(page, pdfium.FPDF_ANNOT_HIGHLIGHT)
    pdfium.FPDFAnnot_SetColor(note, pdfium.FPDFANNOT_COLORTYPE_Color, 0, 0, 0, 255)
    corners = pdfium.FS_QUADPOINTSF(left, top, right, top, left, bottom, right, bottom)
    pdfium.FPDFAnnot_AppendAttachmentPoints(note, ctypes.byref(corners))
    pdfium.FPDFAnnot_SetRect(note, pdfium.FS_RECTF(left, top, right, bottom))
    pdfium.FPDFPage_CloseAnnot(note)


def away(_page: Any, item: Any) -> None:
    """Off the page."""
    pdfium.FPDFPageObj_Transform(item, 1, 0, 0, 1, -5000, 0)


def half_a_point(_page: Any, item: Any) -> None:
    left, bottom, _, _ = item.get_bounds()
    pdfium.FPDFPageObj_Transform(item, 0.05, 0, 0, 0.05, 0.95 * left, 0.95 * bottom)


def transparent(_page: Any, item: Any) -> None:
    pdfium.FPDFPageObj_SetFillColor(item, 0, 0, 0, 0)


def black_on_black(page: Any, item: Any) -> None:
    pdfium.FPDFPageObj_SetFillColor(item, 20, 20, 20, 255)
    box(page, item, above=1.2, below=-0.2, color=20, shade=True)


def under_a_white_box(page: Any, item: Any) -> None:
    box(page, item, above=1.2, below=-0.2, color=255)


def under_a_black_bar(page: Any, item: Any) -> None:
    box(page, item, above=1.2, below=-0.2, color=0)


def faint(_page: Any, item: Any) -> None:
    pdfium.FPDFPageObj_SetFillColor(item, 225, 225, 225, 255)


def printed_over(page: Any, item: Any) -> None:
    """Another figure in the very same place."""
    left, bottom, _, _ = item.get_bounds()
    other = pdfium.FPDFPageObj_CreateTextObj(page.pdf, pdfium.FPDFTextObj_GetFont(item), 10.0)
    text = (ctypes.c_ushort * (len(FIGURE) + 1))(*map(ord, "8264"), 0)
    pdfium.FPDFText_SetText(other, text)
    pdfium.FPDFPageObj_Transform(other, 1, 0, 0, 1, left, bottom)
    pdfium.FPDFPage_InsertObject(page, other)


def annotation_without_look(page: Any, item: Any) -> None:
    note = pdfium.FPDFPage_CreateAnnot(page, pdfium.FPDF_ANNOT_FREETEXT)
    left, bottom, right, top = item.get_bounds()
    pdfium.FPDFAnnot_SetRect(note, pdfium.FS_RECTF(left - 2, top + 2, right + 2, bottom - 2))
    pdfium.FPDFPage_CloseAnnot(note)


def upside_down(_page: Any, item: Any) -> None:
    left, bottom, right, top = item.get_bounds()
    pdfium.FPDFPageObj_Transform(item, -1, 0, 0, -1, left + right, bottom + top)


def mirrored(_page: Any, item: Any) -> None:
    left, _, right, _ = item.get_bounds()
    pdfium.FPDFPageObj_Transform(item, -1, 0, 0, 1, left + right, 0)


@pytest.mark.parametrize(
    "change",
    [
        struck,
        one_digit_struck,
        white,
        struck_by_annotation,
        blackened_by_annotation,
        half_a_point,
        transparent,
        black_on_black,
        under_a_white_box,
        under_a_black_bar,
        faint,
        printed_over,
        annotation_without_look,
        upside_down,
        mirrored,
    ],
)
def test_a_figure_struck_out_or_not_seen_is_unreadable(change: Change) -> None:
    raw = changed(change)
    assert raw[PATH].kind is CellKind.UNREADABLE
    assert {cell.path: cell.value for cell in raw if cell.path != PATH} == others()


@pytest.mark.parametrize("change", [without_ink, away])
def test_a_figure_without_ink_or_off_the_page_is_not_there(change: Change) -> None:
    raw = changed(change)
    assert raw[PATH].kind is CellKind.BLANK
    assert {cell.path: cell.value for cell in raw if cell.path != PATH} == others()


def on_a_white_ground(page: Any, item: Any) -> None:
    box(page, item, above=1.2, below=-0.2, color=255, shade=True)


def half_transparent(_page: Any, item: Any) -> None:
    pdfium.FPDFPageObj_SetFillColor(item, 0, 0, 0, 128)


def marked_yellow(page: Any, item: Any) -> None:
    """A marker of which the figure shows through."""
    box(page, item, above=1.2, below=-0.2, color=255)
    marker = list(page.get_objects())[-1]
    pdfium.FPDFPageObj_SetFillColor(marker, 255, 255, 0, 100)


def outlined(_page: Any, item: Any) -> None:
    pdfium.FPDFTextObj_SetTextRenderMode(item, pdfium.FPDF_TEXTRENDERMODE_STROKE)


def in_five_points(_page: Any, item: Any) -> None:
    left, bottom, _, _ = item.get_bounds()
    pdfium.FPDFPageObj_Transform(item, 0.5, 0, 0, 0.5, 0.5 * left, 0.5 * bottom)


@pytest.mark.parametrize(
    "change",
    [
        underlined,
        white_on_black,
        gray,
        on_a_white_ground,
        half_transparent,
        marked_yellow,
        outlined,
        in_five_points,
    ],
)
def test_a_figure_that_is_seen_is_read(change: Change) -> None:
    raw = changed(change)
    assert raw[PATH].value == int(FIGURE)
    assert {cell.path: cell.value for cell in raw if cell.path != PATH} == others()


def framed(page: Any, item: Any) -> None:
    left, bottom, right, top = item.get_bounds()
    frame = pdfium.FPDFPageObj_CreateNewRect(left - 3, bottom - 3, right - left + 6, top - bottom + 6)
    pdfium.FPDFPath_SetDrawMode(frame, pdfium.FPDF_FILLMODE_NONE, 1)
    pdfium.FPDFPage_InsertObject(page, frame)


@pytest.mark.parametrize("rules", ["lines", "none"])
def test_a_frame_round_a_figure_is_no_table(rules: Literal["lines", "none"]) -> None:
    raw = changed(framed, PdfStyle(rules=rules))
    assert raw[PATH].value == int(FIGURE)


def mirrored_before(page: Any, item: Any) -> None:
    """A digit before the figure, drawn mirrored: its characters run the other way."""
    left, bottom, _, _ = item.get_bounds()
    other = pdfium.FPDFPageObj_CreateTextObj(page.pdf, pdfium.FPDFTextObj_GetFont(item), 10.0)
    pdfium.FPDFText_SetText(other, (ctypes.c_ushort * 2)(ord("1"), 0))
    pdfium.FPDFPageObj_Transform(other, -1, 0, 0, 1, left - 1, bottom)
    pdfium.FPDFPage_InsertObject(page, other)


@pytest.mark.parametrize("rules", ["lines", "none"])
def test_a_digit_turned_over_belongs_to_the_figure_it_stands_beside(rules: Literal["lines", "none"]) -> None:
    raw = changed(mirrored_before, PdfStyle(rules=rules))
    assert raw[PATH].kind is CellKind.UNREADABLE


def test_a_figure_that_the_edge_of_the_page_cuts_is_unreadable() -> None:
    """Of 7351 in the last column, whose digits are drawn one by one, the page shows 73."""
    path = "requests.received.total"
    text = (
        (EXAMPLES / "nangong-2023.txt")
        .read_text()
        .replace(f"{ROW}25\t0\t0\t0\t0\t0\t25", f"{ROW}25\t0\t0\t0\t0\t0\t{FIGURE}")
    )
    document = pypdfium2.PdfDocument(
        render_pdf(document_of(gr.read(text.encode())), PdfStyle(pieces="characters"))
    )
    (page,) = (page for page in document if FIGURE in page.get_textpage().get_text_range())
    words = page.get_textpage()
    left, _, _, _ = words.get_charbox(words.get_text_range().index(FIGURE) + 2)
    page.set_cropbox(0, 0, left, page.get_height())
    file = BytesIO()
    document.save(file)
    raw = gr.read(file.getvalue())
    assert raw["requests.received.natural_person"].value == 25
    assert raw[path].kind is CellKind.UNREADABLE
    assert raw[path].text.startswith("7")


def others() -> dict[str, Any]:
    return {cell.path: cell.value for cell in RAW if cell.path != PATH}


def test_what_is_entered_into_a_field_is_read() -> None:
    file = BytesIO()
    canvas = Canvas(file)
    rows = ("第二十条第（八）项", "信息内容", "行政事业性收费"), ("", "本年收费金额（单位：万元）", "12.5")
    registerFont(UnicodeCIDFont("STSong-Light"))
    canvas.setFont("STSong-Light", 10)
    for column, texts in enumerate(rows):
        for row, text in enumerate(texts):
            x, y = 60 + 160 * column, 700 - 30 * row
            canvas.rect(x, y, 160, 30)
            if text == "12.5":
                canvas.acroForm.textfield(value=text, x=x + 4, y=y + 4, width=120, height=22, name="fees")
            else:
                canvas.drawString(x + 4, y + 10, text)
    canvas.drawString(60, 780, "青禾县水务局2024年政府信息公开工作年度报告 二、主动公开政府信息情况")
    canvas.save()
    raw = gr.read(file.getvalue())
    assert [(cell.path, str(cell.value)) for cell in raw] == [("disclosure.fees.amount", "12.5")]


def test_text_recognised_in_a_scan_is_not_used() -> None:
    document = pypdfium2.PdfDocument(render_pdf(document_of(RAW), PdfStyle()))
    for page in document:
        for item in list(page.get_objects()):
            if item.type == pdfium.FPDF_PAGEOBJ_TEXT:
                without_ink(page, item)
        page.gen_content()
    file = BytesIO()
    document.save(file)
    with pytest.raises(gr.ReadError, match="OCR"):
        gr.read(file.getvalue())
