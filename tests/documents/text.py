"""Reports as text, in the layouts that web pages and converters leave behind."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Literal

from attrs import frozen

from govinfo_report.form.layout import Role
from govinfo_report.raw import RawReport
from tests.documents.grids import HOLE, Document, Grid, Placed, document_of
from tests.documents.wording import head_lines

__all__ = ["TextLayout", "TextStyle", "render_text"]


class TextLayout(StrEnum):
    """How the cells of a table are told apart."""

    ROWS = "a | b | c |, one more | for each column that a colspan swallowed"
    ROWS_LED = "| a | b | c |, padded likewise"
    ROWS_UNPADDED = "a | b | c | without padding"
    CELLS = "a cell per line, each ending with |, a blank cell being a lone |"
    CELLS_PADDED = "a cell per line, and a line of the row's padding"
    CELLS_OPENED = "a cell per line, a lone | opening each row, the padding behind the last cell"
    BARS = "a cell per line, and | on a line of its own"
    PARAGRAPHS = "a cell per paragraph, blank cells vanish"
    LINES = "a cell per line, blank cells vanish"
    TABS = "cells between tabs, a spanning cell on its first place only"
    DEDUPLICATED = "a cell per line, lines that occurred before left out: cannot be recovered"

    @property
    def keeps_blanks(self) -> bool:
        """Whether a blank cell leaves a trace."""
        return self not in {TextLayout.PARAGRAPHS, TextLayout.LINES, TextLayout.DEDUPLICATED}

    @property
    def recoverable(self) -> bool:
        """Whether the figures can be told from such a text at all."""
        return self is not TextLayout.DEDUPLICATED


@frozen(kw_only=True)
class TextStyle:
    """A layout and the habits of a converter.

    Attributes:
        layout: How cells are told apart.
        split_heads: Whether heads are set over two lines (商业 / 企业), or each character on its own.
        last_padding: Whether the last row of a table keeps its padding.
        indent: White space before each figure.
        title: The title on one line, on two, or twice.
        breadcrumb: Whether a line of navigation stands above section 一.
        newline: The end of a line.
    """

    layout: TextLayout
    split_heads: Literal["no", "two lines", "vertical"] = "no"
    last_padding: bool = True
    indent: Literal["", " ", "  ", "\u00a0"] = ""
    title: Literal["one line", "two lines", "doubled"] = "one line"
    breadcrumb: bool = False
    newline: Literal["\n", "\r\n"] = "\n"


def render_text(source: RawReport | Document, style: TextStyle | TextLayout) -> str:
    """The report as text."""
    if isinstance(style, TextLayout):
        style = TextStyle(layout=style)
    document = document_of(source)
    lines = [*_title(document.title, style), *document.preamble]
    if style.breadcrumb:
        lines.append("首页 > 政府信息公开 > 法定主动公开内容 > 年报")
    for section in document.sections:
        lines += [section.heading, *section.paragraphs]
        for grid in section.grids:
            lines += _table(grid, style)
    if style.layout is TextLayout.DEDUPLICATED:
        lines = list(dict.fromkeys(lines))
    between = 2 * style.newline if style.layout is TextLayout.PARAGRAPHS else style.newline
    return between.join(lines) + style.newline


def _title(title: str, style: TextStyle) -> list[str]:
    if style.title == "doubled":
        return [title, title]
    cut = title.find("政府信息公开")
    if style.title == "two lines" and cut > 0:
        return [title[:cut], title[cut:]]
    return [title]


def _table(grid: Grid, style: TextStyle) -> Iterator[str]:
    if style.layout is TextLayout.TABS:
        yield from _tabbed(grid, style)
        return
    rows = [row for row in grid.rows() if row]
    for row in rows:
        padding = sum(cell.colspan - 1 for cell in row)
        if row is rows[-1] and not style.last_padding:
            padding = 0
        cells = [_lines(cell, style) for cell in row]
        match style.layout:
            case TextLayout.ROWS:
                yield _on_one_line(cells, padding)
            case TextLayout.ROWS_LED:
                yield f"| {_on_one_line(cells, padding)}"
            case TextLayout.ROWS_UNPADDED:
                yield _on_one_line(cells, 0)
            case TextLayout.CELLS:
                yield from _closed(cells)
            case TextLayout.CELLS_PADDED:
                yield from _closed(cells)
                yield from ["|" * padding] if padding else []
            case TextLayout.CELLS_OPENED:
                *most, last = _closed(cells)
                yield from ["|", *most, f"{last} {'|' * padding}".rstrip()]
            case TextLayout.BARS:
                for lines in cells:
                    yield from [*(line for line in lines if line.strip()), "|"]
                yield from ["", "|" * padding] if padding else []
            case _:
                yield from (line for lines in cells for line in lines if line.strip())


def _lines(cell: Placed, style: TextStyle) -> tuple[str, ...]:
    if cell.item.role is Role.FIGURE:
        return (f"{style.indent}{cell.text}",) if cell.text else ("",)
    if cell.item.role is Role.HEAD and style.split_heads != "no":
        return head_lines(cell.text, vertical=style.split_heads == "vertical")
    return (cell.text,)


def _on_one_line(cells: list[tuple[str, ...]], padding: int) -> str:
    texts = (" ".join(lines).strip() for lines in cells)
    line = " ".join(f"{text} |" if text else "|" for text in texts)
    return f"{line} {'|' * padding}" if padding else line


def _closed(cells: list[tuple[str, ...]]) -> Iterator[str]:
    for *most, last in cells:
        yield from most
        yield f"{last} |" if last else "|"


def _tabbed(grid: Grid, style: TextStyle) -> Iterator[str]:
    starts = {(cell.row, cell.column): " ".join(_lines(cell, style)) for cell in grid.cells()}
    for row, items in enumerate(grid.matrix):
        width = sum(item is not HOLE for item in items)
        yield "\t".join(starts.get((row, column), "") for column in range(width))
