"""Titles of PDFs over several lines: one paragraph where they are one, and no more than that."""

from __future__ import annotations

from io import BytesIO

import pytest
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfgen.canvas import Canvas

import govinfo_report as gr
from govinfo_report.document import Paragraph
from govinfo_report.readers.pdf import pdf_document

FONT = "STSong-Light"
TITLE = "青禾市财政局2023年政府信息公开工作年度报告"
PROSE = "本机关依法公开政府信息"


def paragraphs(*lines: tuple[str, float]) -> list[str]:
    """The paragraphs of a page that begins with some lines, each in its size; large ones in the middle."""
    registerFont(UnicodeCIDFont(FONT))
    out = BytesIO()
    canvas = Canvas(out, pagesize=(595, 842))
    y = 780.0
    for text, size in (*lines, *[(PROSE, 12.0)] * 12):
        canvas.setFont(FONT, size)
        if size > 12:
            canvas.drawCentredString(297, y, text)
        else:
            canvas.drawString(72, y, text)
        y -= 1.7 * size
    canvas.save()
    document = pdf_document(out.getvalue(), limits=gr.Limits())
    found = [block.text for block in document.blocks if isinstance(block, Paragraph)]
    return [text for text in found if text != PROSE]


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        ([(TITLE[:12], 18), (TITLE[12:], 18)], [TITLE]),
        ([("青禾市财政局", 18), ("2023年", 18), ("政府信息公开工作年度报告", 18)], [TITLE]),
        ([("青禾市人民政府文件", 20), (TITLE, 18)], ["青禾市人民政府文件", TITLE]),
        ([(TITLE, 18), ("（2024年1月20日）", 14)], [TITLE, "（2024年1月20日）"]),
        ([(TITLE, 18), ("一、总体情况", 16)], [TITLE, "一、总体情况"]),
        ([("青禾市财政局", 12), (TITLE, 18)], ["青禾市财政局", TITLE]),
    ],
)
def test_lines_of_a_title(lines: list[tuple[str, float]], wanted: list[str]) -> None:
    assert paragraphs(*lines) == wanted
