"""PDF: reading is the same on every machine, whatever fonts it has."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfgen.canvas import Canvas

import govinfo_report as gr
from govinfo_report.document.limits import Budget
from govinfo_report.readers.pdf.boxfont import box_font, installed
from govinfo_report.readers.pdf.page import Char
from govinfo_report.readers.pdf.reading import read_page
from tests.conftest import EXAMPLES
from tests.documents.grids import document_of
from tests.documents.pdf import PdfStyle, render_pdf

FONTS = [folder for folder in ("/usr/share/fonts", "/usr/local/share/fonts") if Path(folder).is_dir()]
READ = """
import json, sys
import govinfo_report as gr
raw = gr.read(sys.stdin.buffer.read())
print(json.dumps([[cell.path, cell.kind, cell.text] for cell in raw]))
"""


def without_fonts(data: bytes, empty: Path) -> list[list[str]]:
    """The cells read where an empty folder stands in place of each folder of fonts."""
    mounts = " && ".join(f"mount --bind {empty} {folder}" for folder in FONTS) or "true"
    command = ["unshare", "-m", "sh", "-c", f'{mounts} && exec "$@"', "sh", sys.executable, "-c", READ]
    run = subprocess.run(command, input=data, capture_output=True, check=True)
    cells: list[list[str]] = json.loads(run.stdout)
    return cells


def may_hide_fonts() -> bool:
    try:
        return os.geteuid() == 0 and subprocess.run(["unshare", "-m", "true"], check=False).returncode == 0
    except (AttributeError, FileNotFoundError):
        return False


@pytest.mark.skipif(not may_hide_fonts(), reason="folders of fonts can only be hidden by root on Linux")
@pytest.mark.parametrize("rules", ["lines", "none"])
def test_a_file_without_its_fonts_gives_the_same_cells_on_a_machine_without_any(
    rules: str, tmp_path: Path
) -> None:
    raw = gr.read(EXAMPLES / "nangong-2023.txt")
    data = render_pdf(document_of(raw), PdfStyle(rules=rules, pieces="characters"))  # type: ignore[arg-type]
    here = [[cell.path, cell.kind.value, cell.text] for cell in gr.read(data)]
    assert here == without_fonts(data, tmp_path)
    assert len(here) >= 185  # of 200: without rules, a blank of table 4 leaves its row unread


def chars_of(canvas: Canvas, file: BytesIO) -> list[Char]:
    canvas.save()
    with installed(pdfium):
        document = pypdfium2.PdfDocument(file.getvalue())
        try:
            return list(read_page(document, 0, Budget(10_000, "", "")).chars)
        finally:
            document.close()


def a_canvas(*, upright: bool = True) -> tuple[Canvas, BytesIO]:
    file = BytesIO()
    canvas = Canvas(file, pagesize=(600, 400))
    name = UnicodeCIDFont("STSong-Light", isVertical=not upright)
    registerFont(name)
    canvas.setFont(name.name, 10)
    return canvas, file


def test_a_sign_alone_in_a_font_that_is_not_embedded_is_there() -> None:
    canvas, file = a_canvas()
    for place, sign in enumerate("业持一0"):
        canvas.drawString(100 + 50 * place, 200, sign)
    assert [char.text for char in chars_of(canvas, file)] == list("业持一0")


def test_a_box_is_an_em_high_and_stands_at_the_base_line_of_its_sign() -> None:
    canvas, file = a_canvas()
    canvas.drawString(100, 200, "业0")
    wide, narrow = chars_of(canvas, file)
    assert (wide.left, wide.right - wide.left, wide.top - wide.bottom) == pytest.approx((100, 10, 10))
    assert (narrow.left, narrow.right - narrow.left) == pytest.approx((110, 5))
    assert wide.bottom == narrow.bottom == pytest.approx(198.8)


def test_a_font_of_a_hundredth_scaled_up_has_the_boxes_of_its_size() -> None:
    """WPS sets a size of 170 and a matrix of 0.05; what a font says of itself is not scaled."""
    canvas, file = a_canvas()
    text = canvas.beginText()
    text.setTextTransform(0.05, 0, 0, 0.05, 100, 200)
    text.setFont("STSong-Light", 200)
    text.textOut("业")
    canvas.drawText(text)
    (char,) = chars_of(canvas, file)
    assert (char.left, char.bottom, char.right, char.top) == pytest.approx((100, 198.8, 110, 208.8), abs=0.01)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_page_drawn_at_any_turn_is_read_upright(turn: int) -> None:
    canvas, file = a_canvas()
    canvas.translate(300, 200)
    canvas.rotate(turn)
    canvas.drawString(-50, 30, "上")
    canvas.drawString(50, 30, "右")
    canvas.drawString(-50, -30, "下")
    found = {char.text: char for char in chars_of(canvas, file)}
    up, right, down = (found[sign] for sign in "上右下")
    assert (right.x - up.x, right.y - up.y) == pytest.approx((100, 0), abs=0.01)
    assert (down.x - up.x, down.y - up.y) == pytest.approx((0, -60), abs=0.01)
    assert {char.turned for char in (up, right, down)} == {0}


def test_the_box_font_is_small_and_not_left_behind() -> None:
    assert len(box_font()) == 412
    assert box_font().startswith(b"\x00\x01\x00\x00")
