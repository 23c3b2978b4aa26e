"""Pictures of documents, drawn by the programs that people open them with, and what two of them differ in."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from html import escape
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2
from PIL import Image, ImageChops

from tests.hiding.ways import Showing
from tests.makers import CHROMIUM, SOFFICE, chromium, convert, has_fonts

__all__ = [
    "Box",
    "difference",
    "missing_program",
    "of_office_files",
    "of_pages",
    "of_pdf",
    "of_whole_pages",
]

#: Pixels for a pixel of a page, and for a point of a printed one.
SCALE = 2

#: Left, top, right and bottom in points from the upper left corner of a page.
Box = tuple[float, float, float, float]

_NOTHING = 4  # levels of grey by which rounding in a renderer differs, and no eye sees
_LEGIBLE = 40  # levels of grey, and
_HEIGHT, _WIDTH = 6, 3  # pixels at `SCALE`: what differs by less, or in less room, is hardly read


@cache
def _has_math() -> bool:
    """Whether LibreOffice is here with the part that draws the equations of a Word file."""
    return SOFFICE is not None and any(Path(SOFFICE).resolve().parent.glob("*sm*lo.*"))


def missing_program(form: str) -> str | None:
    """Why no pictures can be made of documents of a format here."""
    if form == "html" and CHROMIUM is None:
        return "Chromium is not installed"
    if form in {"word", "sheets"} and SOFFICE is None:
        return "LibreOffice is not installed"
    if form == "word" and not _has_math():
        return "LibreOffice Math is not installed, without which equations are not drawn"
    return None if has_fonts() else "there are no Chinese fonts"


def of_pages(pages: Sequence[bytes]) -> list[Image.Image]:
    """What Chromium shows of the element ``#here`` of each small web page, many of them in one window."""
    pictures = []
    with chromium() as browser:
        for start in range(0, len(pages), _AT_ONCE):
            some = [content.decode() for content in pages[start : start + _AT_ONCE]]
            page = browser.new_page(viewport={"width": 450, "height": 800}, device_scale_factor=SCALE)
            page.set_content("<body style='margin:0'>" + "".join(map(_frame, some)), wait_until="load")
            shot = Image.open(BytesIO(page.screenshot(full_page=True))).convert("RGB")
            pictures += [_cropped(shot, box) for box in page.evaluate(_BOXES)]
            page.close()
    return pictures


_AT_ONCE = 50
_BOXES = """() => [...document.querySelectorAll("iframe")].map(frame => {
    const outer = frame.getBoundingClientRect(), y = outer.top + window.scrollY
    const inner = frame.contentDocument.getElementById("here").getBoundingClientRect()
    return [outer.left + inner.left, y + inner.top, outer.left + inner.right, y + inner.bottom]
})"""


def _frame(page: str) -> str:
    return (
        f'<iframe style="display:block;border:0;width:450px;height:140px" srcdoc="{escape(page)}"></iframe>'
    )


def of_whole_pages(pages: Sequence[bytes]) -> list[Image.Image]:
    """What Chromium shows of web pages, from top to foot."""
    pictures = []
    with TemporaryDirectory() as folder, chromium() as browser:
        file = Path(folder) / "page.html"
        for content in pages:
            page = browser.new_page(viewport={"width": 1000, "height": 800}, device_scale_factor=SCALE)
            file.write_bytes(content)
            page.goto(file.as_uri())
            pictures.append(Image.open(BytesIO(page.screenshot(full_page=True))).convert("RGB"))
            page.close()
    return pictures


def of_office_files(files: Sequence[bytes], suffix: str, box: Box | None = None) -> list[Image.Image]:
    """What LibreOffice prints of each Word file or workbook, in a box of its first page or on all pages."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        _recalculating(folder)
        paths = [folder / f"{number:05}.{suffix}" for number in range(len(files))]
        for path, content in zip(paths, files, strict=True):
            path.write_bytes(content)
        pictures = []
        for start in range(0, len(paths), 100):
            printed = convert(paths[start : start + 100], "pdf", folder)
            pictures += [of_pdf(path.read_bytes(), box) for path in printed]
    return pictures


def _recalculating(folder: Path) -> None:
    """Tell LibreOffice to compute formulas anew, as Excel does where a file asks for it."""
    settings = folder / "profile" / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    settings.write_text(
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
        '<item oor:path="/org.openoffice.Office.Calc/Formula/Load">'
        '<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>'
    )


def of_pdf(content: bytes, box: Box | None = None, page: int = 0) -> Image.Image:
    """What PDFium draws of a page in a box, or of all pages one under the other."""
    document = pypdfium2.PdfDocument(content)
    document.init_forms()
    numbers = range(len(document)) if box is None else [page]
    drawn = [
        document[number].render(scale=SCALE, may_draw_forms=True).to_pil().convert("RGB")
        for number in numbers
    ]
    document.close()
    if box is not None:
        return _cropped(drawn[0], box)
    whole = Image.new("RGB", (max(each.width for each in drawn), sum(each.height for each in drawn)))
    top = 0
    for each in drawn:
        whole.paste(each, (0, top))
        top += each.height
    return whole


def _cropped(picture: Image.Image, box: Sequence[float]) -> Image.Image:
    left, top, right, bottom = (round(value * SCALE) for value in box)
    return picture.crop((left, top, right, bottom))


def difference(one: Image.Image, other: Image.Image) -> Showing:
    """How much of what differs in two documents their pictures show."""
    if one.size != other.size:
        return Showing.SEEN
    channels = ImageChops.difference(one, other).split()
    greatest = ImageChops.lighter(ImageChops.lighter(channels[0], channels[1]), channels[2])
    if greatest.getextrema()[1] <= _NOTHING:  # type: ignore[operator]
        return Showing.HIDDEN
    plain = greatest.point(lambda level: 255 if level >= _LEGIBLE else 0).getbbox()
    if plain is None or plain[3] - plain[1] < _HEIGHT or plain[2] - plain[0] < _WIDTH:
        return Showing.FAINT
    return Showing.SEEN
