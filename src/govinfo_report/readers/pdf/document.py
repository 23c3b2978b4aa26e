"""A PDF as a document: its tables joined over page breaks, the text between them as paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import count, groupby
from statistics import median
from threading import Lock
from typing import Any

from govinfo_report.document import Document, Grid, GridCell, Kind, Paragraph
from govinfo_report.document.limits import Budget, Limits, within
from govinfo_report.errors import ReadError
from govinfo_report.prose.headings import heading_of
from govinfo_report.readers.extras import missing_extra
from govinfo_report.readers.pdf.boxfont import installed
from govinfo_report.readers.pdf.joining import joined
from govinfo_report.readers.pdf.page import Page
from govinfo_report.readers.pdf.reading import read_page
from govinfo_report.readers.pdf.ruled import RuledTable, outside
from govinfo_report.readers.pdf.ruling import tables_of
from govinfo_report.readers.pdf.strokes import struck_out
from govinfo_report.readers.pdf.text import lines_of, with_marks, without_margins
from govinfo_report.readers.unruled import Line, Part, UnruledTable, parts_of
from govinfo_report.source import Source

__all__ = ["pdf_document"]

_ONE_AT_A_TIME = Lock()
"""PDFium must not be in two threads of a process at once: it ends the process."""
_FEWEST_CHARS = 20
"""A report has more characters than this; a file with fewer holds pictures of pages."""
_FULL = 1.8
"""A line that ends within so many characters of the right margin goes on in the next."""
_TITLE = 1.1
"""A title is so many times larger than the text below it."""
_TITLE_ENDS = ("报告", "年报", "文件", "公告", "公报", "通知")
"""What a title, or the head of an office's paper above it, ends with: nothing of it follows."""
_OTHER_SIZE = 1.4
"""A line so many times larger than another is set in another size: a title, not its text."""


def pdf_document(data: bytes, *, limits: Limits, file: str | None = None) -> Document:
    """The grids and paragraphs of a PDF.

    Raises:
        ReadError: The extra ``pdf`` is not installed; the file is damaged, encrypted, or scanned.
    """
    try:
        import pypdfium2
    except ModuleNotFoundError as error:
        raise missing_extra("pdf", "PDF 文件", "PDF files", file) from error
    try:
        printed = _pages(pypdfium2, data, limits, file)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        raise ReadError(
            "PDF 文件已加密，无法读取。" if locked else "PDF 文件已损坏。",
            "The PDF is encrypted." if locked else f"The PDF is damaged ({error}).",
            where=file,
            advice_zh="请去掉密码后另存，再试。" if locked else "请重新下载或另存一份。",
            advice_en="Save it without a password and try again." if locked else "Download or save it again.",
        ) from error
    pages = [struck_out(page) for page in printed]
    if sum(len(page.chars) for page in pages) < _FEWEST_CHARS:
        raise _scanned(any(page.pictures for page in pages), any(page.recognised for page in pages), file)
    return Document(file=file, blocks=tuple(_blocks(pages, file)))


def _pages(pdfium: Any, data: bytes, limits: Limits, file: str | None) -> list[Page]:
    with _ONE_AT_A_TIME, installed(pdfium.raw), closing(pdfium.PdfDocument(data)) as document:
        document.init_forms()
        within(len(document), limits.pages, "PDF 页数", "pages", file=file)
        budget = Budget(limits.objects, "PDF 对象数", "objects in the PDF", file)
        for width, height in map(document.get_page_size, range(len(document))):
            # PDFium has a bit for every point of a page's edges.
            points = int(min(max(width, height), 1e12))
            within(points, limits.page_points, "PDF 页面边长（磅）", "points of a page's edge", file=file)
        pages = [read_page(document, index, budget) for index in range(len(document))]
        work = Budget(limits.pairs, "PDF 线条与字符", "pairs of lines and characters", file)
        for page in pages:
            work.spend(page.pairs)
        return pages


def _scanned(pictures: bool, recognised: bool, file: str | None) -> ReadError:
    zh = "PDF 里没有文字" + ("，只有图片（扫描件）" if pictures else "")
    en = "The PDF has no text" + (", only pictures: it was scanned" if pictures else "")
    if recognised:
        zh += "；图片下另有看不见的文字，是识别（OCR）所得，不采用"
        en += "; the text that nobody sees behind them was recognised by a program (OCR) and is not used"
    return ReadError(
        f"{zh}。",
        f"{en}.",
        where=file,
        advice_zh="请索取原始 Word、Excel 或网页；本程序不作文字识别（OCR），以免读错数字。",
        advice_en="Ask for the Word, Excel or HTML original; nothing is guessed here by OCR.",
    )


_Item = Line | RuledTable | Part


def _blocks(pages: Sequence[Page], file: str | None) -> Iterator[Paragraph | Grid]:
    """Paragraphs and tables in reading order; a table that goes on over a page break is one."""
    tables = [tables_of(page) for page in pages]
    lines = _lines_outside(pages, tables)
    for found, rest in zip(tables, lines, strict=True):
        if found:
            found[-1], rest[:] = found[-1].with_words_below(rest)
    margin = max((line.right for each in lines for line in each), default=0.0)
    number = count(1)
    for kind, run in groupby(_standing(tables, lines), key=lambda item: type(item[1])):
        items: list[Any] = list(run)  # all of that kind
        if kind is Line:
            yield from _paragraphs([(line, pages[page].number) for (page, _), line in items], margin, file)
        elif kind is Part:
            for _, part in items:
                yield Grid(
                    cells=part.item.cells,
                    kind=Kind.ALIGNED,
                    file=file,
                    pages=tuple(pages[page].number for page in part.pages),
                    table=next(number),
                )
        else:
            for table in joined(table for _, table in items):
                yield Grid(
                    cells=tuple(
                        GridCell(
                            row=cell.row,
                            column=cell.column,
                            rowspan=cell.rowspan,
                            colspan=cell.colspan,
                            text=cell.text,
                        )
                        for cell in table.cells
                    ),
                    kind=Kind.RULED,
                    file=file,
                    pages=table.pages,
                    table=next(number),
                )


def _lines_outside(pages: Sequence[Page], tables: Sequence[Sequence[RuledTable]]) -> list[list[Line]]:
    """The lines of each page that stand in no ruled table, without page numbers and running heads."""
    return without_margins(
        [
            (lines_of(outside(with_marks(page), found), cells=True), page.height)
            for page, found in zip(pages, tables, strict=True)
        ]
    )


def _standing(
    tables: Sequence[Sequence[RuledTable]], lines: Sequence[Sequence[Line]]
) -> list[tuple[tuple[int, float], _Item]]:
    """Everything on the pages with its page and height, in reading order."""
    standing: list[tuple[tuple[int, float], _Item]] = [
        ((index, -table.top), table) for index, found in enumerate(tables) for table in found
    ]
    standing += [
        ((part.page, -part.y), part if isinstance(part.item, UnruledTable) else part.item)
        for part in parts_of(lines)
    ]
    return sorted(standing, key=lambda each: each[0])


def _paragraphs(lines: Sequence[tuple[Line, int]], margin: float, file: str | None) -> Iterator[Paragraph]:
    """Paragraphs out of lines: a line that reaches the right margin goes on in the next.

    A heading is a paragraph of its own, and so is what is set in another size; a title goes on in the middle.
    """
    edge = min(line.left for line, _ in lines)
    usual = median(line.size for line, _ in lines)
    text, page = "", 0
    before: Line | None = None
    for line, number in lines:
        full = before is not None and before.right > margin - _FULL * before.size
        flush = line.left < edge + _FULL * line.size
        titled = before is not None and _is_title(before, line, usual) and not text.endswith(_TITLE_ENDS)
        goes_on = before is not None and ((full and flush) or titled) and _may_go_on(before, line)
        if text and not goes_on:
            yield Paragraph(text, Source(file=file, page=page))
            text = ""
        if not text:
            page = number
        text += line.text
        before = line
    if text:
        yield Paragraph(text, Source(file=file, page=page))


def _may_go_on(before: Line, line: Line) -> bool:
    """Whether a line may be of one paragraph with the line before it: text of one size, and no heading."""
    return (
        "\t" not in before.text + line.text
        and _same_size(before, line)
        and heading_of(line.text) is None
        and heading_of(before.text) is None
    )


def _is_title(one: Line, two: Line, usual: float) -> bool:
    """Whether two lines are set larger than usual, one in the middle below the other."""
    middle = abs(one.left + one.right - two.left - two.right) / 2
    return min(one.size, two.size) > _TITLE * usual and middle < one.size


def _same_size(one: Line, two: Line) -> bool:
    """Whether two lines are set in the same size; of a few signs, some broad ones mislead about it."""
    smaller, larger = sorted((one.size, two.size))
    return larger <= _OTHER_SIZE * smaller
