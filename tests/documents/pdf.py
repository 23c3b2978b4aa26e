"""Reports as PDF files, set as word processors and printers set them."""

from __future__ import annotations

from io import BytesIO
from typing import Literal

from attrs import frozen
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import registerFont, stringWidth
from reportlab.pdfgen.canvas import Canvas

from govinfo_report.form.layout import Role
from govinfo_report.raw import RawReport
from tests.documents.grids import Document, Grid, Placed, document_of

__all__ = ["Box", "PdfStyle", "printable", "render_pdf"]

#: Left, bottom, right and top in points from the lower left corner of a page.
Box = tuple[float, float, float, float]

_FONT = "STSong-Light"
_PAGES = {"A4": (595.28, 841.89), "A4 landscape": (841.89, 595.28), "letter": (612.0, 792.0)}
_PAD = 2.5


@frozen(kw_only=True)
class PdfStyle:
    """How a document is set.

    Attributes:
        page: Size of the page.
        font: Size of the text in points.
        rules: What draws the borders: a line for each side of a cell, long lines, thin filled rectangles,
            a rectangle round each cell, or nothing.
        heads: Whether the heads stand again on each page.
        page_number: How the page number is printed at the foot.
        running_head: Whether the title stands at the top of each page.
        cut_labels: A label over several rows that a page break cuts stands on the first page as far as there
            is room, on each page, or is cut in proportion.
        vertical: Whether the columns of group labels are one character wide.
        figures: Where figures stand beside a label of several lines.
        pieces: What is drawn at once: a line, or each character.
        order: The order in which the cells of a page are drawn.
        scaled: Whether the file's own unit is not the point, as in files that word processors print.
        disclosure: Table 2 as one table or one for each block.
        remedies: Table 4 as one table or three of five columns.
    """

    page: Literal["A4", "A4 landscape", "letter"] = "A4"
    font: float = 10.0
    rules: Literal["lines", "long lines", "thin rectangles", "cell rectangles", "none"] = "lines"
    heads: bool = False
    page_number: Literal["none", "- {} -", "— {} —", "{}", "第 {} 页", "第{}页 共9页"] = "- {} -"
    running_head: bool = False
    cut_labels: Literal["first", "each", "cut"] = "first"
    vertical: bool = False
    figures: Literal["middle", "top", "bottom"] = "middle"
    pieces: Literal["lines", "characters"] = "lines"
    order: Literal["rows", "columns", "figures last"] = "rows"
    scaled: bool = False
    disclosure: Literal["one", "per block"] = "one"
    remedies: Literal["one", "three"] = "one"


def printable(text: str) -> str:
    """The text without characters that the font lacks: it has those of GBK."""
    return "".join(sign for sign in text if sign.encode("gbk", errors="ignore"))


def render_pdf(
    source: RawReport | Document, style: PdfStyle, placed: dict[str, tuple[int, Box]] | None = None
) -> bytes:
    """The report as a PDF file; characters that the font lacks are left out.

    Into ``placed`` go the page, from 1, and the box of each figure by path.
    """
    registerFont(UnicodeCIDFont(_FONT))
    document = document_of(source)
    stream = BytesIO()
    setter = _Setter(style, printable(document.title), stream, {} if placed is None else placed)
    setter.text(printable(document.title), size=style.font * 1.6, centred=True)
    for paragraph in document.preamble:
        setter.text(f"　　{printable(paragraph)}")
    for section in document.sections:
        setter.text(section.heading, size=style.font * 1.2)
        for paragraph in section.paragraphs:
            setter.text(f"　　{printable(paragraph)}")
        for grid in section.grids:
            for part in _parts(grid, style):
                setter.table(part)
    setter.close()
    return stream.getvalue()


def _parts(grid: Grid, style: PdfStyle) -> list[Grid]:
    if grid.table == "disclosure" and style.disclosure == "per block":
        return grid.blocks()
    if grid.table == "remedies" and style.remedies == "three":
        return grid.thirds()
    return [grid]


def _wrapped(text: str, size: float, width: float) -> list[str]:
    """The text in lines no wider than ``width``, broken between any two characters."""
    lines = [""]
    for sign in text:
        if lines[-1] and stringWidth(lines[-1] + sign, _FONT, size) > width:
            lines.append("")
        lines[-1] += sign
    return lines


class _Setter:
    """Sets text and tables from the top of a page to its foot, and goes on on the next one."""

    def __init__(
        self, style: PdfStyle, title: str, stream: BytesIO, placed: dict[str, tuple[int, Box]]
    ) -> None:
        self.style = style
        self.placed = placed
        self.title = title
        self.width, self.height = _PAGES[style.page]
        self.margin = self.width * 0.1
        self.unit = 0.24 if style.scaled else 1.0
        self.canvas = Canvas(stream, pagesize=(self.width, self.height), invariant=1)
        self.number = 0
        self.y = 0.0
        self._open()

    @property
    def foot(self) -> float:
        """The lowest place for text; page numbers stand below."""
        return self.margin

    def _open(self) -> None:
        self.number += 1
        self.y = self.height - self.margin
        if self.style.scaled:
            self.canvas.scale(self.unit, self.unit)
        if self.style.running_head:
            self._draw(self.title, self.margin, self.height - self.margin * 0.6, 8)
        if self.style.page_number != "none":
            self._draw(self.style.page_number.format(self.number), self.width / 2, self.margin * 0.6, 9)

    def _next_page(self) -> None:
        self.canvas.showPage()
        self._open()

    def close(self) -> None:
        """End the last page and the file."""
        self.canvas.showPage()
        self.canvas.save()

    def _draw(self, text: str, x: float, y: float, size: float) -> None:
        self.canvas.setFont(_FONT, size / self.unit)
        pieces = list(text) if self.style.pieces == "characters" else [text]
        for piece in pieces:
            self.canvas.drawString(x / self.unit, y / self.unit, piece)
            x += stringWidth(piece, _FONT, size)

    def text(self, text: str, *, size: float | None = None, centred: bool = False) -> None:
        """Set a paragraph."""
        size = size or self.style.font
        width = self.width - 2 * self.margin
        for line in _wrapped(text, size, width):
            if self.y - size * 1.5 < self.foot:
                self._next_page()
            self.y -= size * 1.5
            shift = (width - stringWidth(line, _FONT, size)) / 2 if centred else 0
            self._draw(line, self.margin + shift, self.y, size)
        self.y -= size * 0.4

    def table(self, grid: Grid) -> None:
        """Set a table, on as many pages as it takes."""
        edges = self._edges(grid)
        heights = self._heights(grid, edges)
        heading = range(grid.heading_rows)
        cells = list(grid.cells())
        start = 0
        while start < len(heights):
            again = list(heading) if self.style.heads and start and start >= len(heading) else []
            room = self.y - self.foot - sum(heights[row] for row in again)
            end = start
            while end < len(heights) and sum(heights[start : end + 1]) <= room:
                end += 1
            if end == start and self.y < self.height - self.margin:
                self._next_page()
                continue
            end = max(end, start + 1)
            for rows in (again, list(range(start, end))):
                if rows:
                    self._block(cells, rows, edges, heights)
            start = end
            if start < len(heights):
                self._next_page()
        self.y -= self.style.font

    def _edges(self, grid: Grid) -> list[float]:
        """Where the columns begin and end."""
        widths = [float(width) for width in grid.widths]
        if self.style.vertical and grid.table == "requests":
            widths[:2] = [sum(grid.widths) * (self.style.font * 1.05 + 2 * _PAD) / self._room] * 2
        scale = self._room / sum(widths)
        edges = [self.margin]
        for width in widths:
            edges.append(edges[-1] + width * scale)
        return edges

    @property
    def _room(self) -> float:
        return self.width - 2 * self.margin

    def _lines(self, cell: Placed, edges: list[float]) -> list[str]:
        width = edges[cell.column + cell.colspan] - edges[cell.column] - 2 * _PAD
        if cell.item.role is Role.FIGURE:
            return [printable(cell.text)]
        return _wrapped(printable(cell.text), self.style.font, width)

    def _heights(self, grid: Grid, edges: list[float]) -> list[float]:
        """The height of each row, so that every cell has room for its lines."""
        leading = self.style.font * 1.25
        heights = [leading + 2 * _PAD] * len(grid.matrix)
        for cell in sorted(grid.cells(), key=lambda cell: cell.rowspan):
            rows = slice(cell.row, cell.row + cell.rowspan)
            missing = len(self._lines(cell, edges)) * leading + 2 * _PAD - sum(heights[rows])
            if missing > 0:
                heights[rows] = [height + missing / cell.rowspan for height in heights[rows]]
        return heights

    def _block(self, cells: list[Placed], rows: list[int], edges: list[float], heights: list[float]) -> None:
        """Set some rows that follow each other, from the present height on."""
        first, last = rows[0], rows[-1]
        tops = {first: self.y}
        for row in rows:
            tops[row + 1] = tops[row] - heights[row]
        shown = [cell for cell in cells if cell.row <= last and first < cell.row + cell.rowspan]
        boxes = [
            (
                edges[cell.column],
                tops[min(cell.row + cell.rowspan, last + 1)],
                edges[cell.column + cell.colspan],
                tops[max(cell.row, first)],
            )
            for cell in shown
        ]
        self._rule(boxes)
        drawn = [(cell, box) for cell, box in zip(shown, boxes, strict=True)]
        if self.style.order == "columns":
            drawn.sort(key=lambda each: each[0].column)
        elif self.style.order == "figures last":
            drawn.sort(key=lambda each: each[0].item.role is Role.FIGURE)
        for cell, box in drawn:
            if cell.item.path:
                self.placed[cell.item.path] = self.number, box
            self._fill(cell, self._part_here(cell, edges, heights, rows), box)
        self.y = tops[last + 1]

    def _part_here(
        self, cell: Placed, edges: list[float], heights: list[float], rows: list[int]
    ) -> list[str]:
        """The lines of a cell that stand on this page."""
        lines = self._lines(cell, edges)
        begins, ends = cell.row >= rows[0], cell.row + cell.rowspan - 1 <= rows[-1]
        before = sum(heights[cell.row : rows[0]])
        whole = sum(heights[cell.row : cell.row + cell.rowspan])
        here = sum(heights[row] for row in rows if cell.row <= row < cell.row + cell.rowspan)
        leading = self.style.font * 1.25
        if (begins and ends) or (self.style.cut_labels == "each" and len(lines) * leading <= here):
            return lines
        if self.style.cut_labels == "cut":
            return lines[round(len(lines) * before / whole) : round(len(lines) * (before + here) / whole)]
        return lines[int(before // leading) : None if ends else int((before + here) // leading)]

    def _fill(self, cell: Placed, lines: list[str], box: Box) -> None:
        left, bottom, right, top = box
        size = self.style.font
        leading = size * 1.25
        is_figure = cell.item.role is Role.FIGURE
        if is_figure and lines:  # a figure is never broken, it is set smaller
            size *= min(1.0, (right - left - 2 * _PAD) / max(stringWidth(lines[0], _FONT, size), 1.0))
        y = (top + bottom + len(lines) * leading) / 2
        if is_figure and self.style.figures == "top":
            y = top - _PAD
        elif is_figure and self.style.figures == "bottom":
            y = bottom + _PAD + leading
        for line in lines:
            y -= leading
            width = stringWidth(line, _FONT, size)
            centred = is_figure or cell.item.role is Role.HEAD
            x = (left + right - width) / 2 if centred else left + _PAD
            self._draw(line, x, y + leading * 0.2, size)

    def _rule(self, boxes: list[Box]) -> None:
        if self.style.rules == "none":
            return
        if self.style.rules == "cell rectangles":
            for left, bottom, right, top in boxes:
                self._rectangle(left, bottom, right - left, top - bottom, fill=0)
            return
        sides = {side for box in boxes for side in _sides(*box)}
        for x0, y0, x1, y1 in _joined(sides) if self.style.rules == "long lines" else sorted(sides):
            if self.style.rules == "thin rectangles":
                self._rectangle(x0 - 0.25, y0 - 0.25, x1 - x0 + 0.5, y1 - y0 + 0.5, fill=1)
            else:
                self.canvas.setLineWidth(0.5 / self.unit)
                self.canvas.line(*(value / self.unit for value in (x0, y0, x1, y1)))

    def _rectangle(self, x: float, y: float, width: float, height: float, *, fill: int) -> None:
        self.canvas.setLineWidth(0.5 / self.unit)
        x, y, width, height = (value / self.unit for value in (x, y, width, height))
        self.canvas.rect(x, y, width, height, stroke=1 - fill, fill=fill)


_Side = Box


def _sides(left: float, bottom: float, right: float, top: float) -> list[_Side]:
    """The four sides of a box, each from left to right or from bottom to top."""
    return [
        (left, bottom, right, bottom),
        (left, top, right, top),
        (left, bottom, left, top),
        (right, bottom, right, top),
    ]


def _joined(sides: set[_Side]) -> list[_Side]:
    """The sides with those that go on from each other made one."""
    across = _chained(sorted((y0, x0, x1) for x0, y0, x1, y1 in sides if y0 == y1))
    upright = _chained(sorted((x0, y0, y1) for x0, y0, x1, y1 in sides if x0 == x1))
    return [(a, at, b, at) for at, a, b in across] + [(at, a, at, b) for at, a, b in upright]


def _chained(lines: list[tuple[float, float, float]]) -> list[tuple[float, float, float]]:
    """Lines at the same place, each from a start to an end, with those that touch made one."""
    chained: list[tuple[float, float, float]] = []
    for at, start, end in lines:
        if chained and chained[-1][0] == at and start <= chained[-1][2]:
            chained[-1] = (at, chained[-1][1], max(end, chained[-1][2]))
        else:
            chained.append((at, start, end))
    return chained
