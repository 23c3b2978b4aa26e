"""Web pages: the tables of the page as grids, everything else as paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import Any

from attrs import define, evolve, field, frozen

from govinfo_report.readers.boxes import Block, CellBox, TableBox, blocks_of
from govinfo_report.readers.css import Sheet, is_absent, page_sheet, typography_of
from govinfo_report.readers.elements import require_elements
from govinfo_report.readers.extras import missing_extra
from govinfo_report.readers.limits import Budget, Limits, within
from govinfo_report.readers.typography import PLAIN, Typography
from govinfo_report.recognise import Document
from govinfo_report.recognise.headings import heading_of

__all__ = ["decode_page", "html_document"]

_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,20})", re.IGNORECASE)
#: Charsets that pages name, and what reads them; any other name says nothing.
_CHARSETS = {
    **dict.fromkeys(("gb2312", "gbk", "gb18030", "gb_2312-80", "x-gbk", "cp936"), "gb18030"),
    **dict.fromkeys(("big5", "big5-hkscs", "x-x-big5", "cp950"), "big5hkscs"),
    **dict.fromkeys(("iso-8859-1", "latin1", "windows-1252", "us-ascii", "ascii"), "cp1252"),
    "hz-gb-2312": "hz",
    "shift_jis": "cp932",
    "euc-kr": "cp949",
}
_SKIPPED = frozenset(
    {
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "svg",
        "button",
        "iframe",
        "object",
        "aside",
        "nav",
    }
)  # fmt: skip
_INLINE = frozenset(
    {
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font",
        "i", "ins", "kbd", "label", "mark", "nobr", "o:p", "q", "rp", "rt", "ruby", "s", "samp", "small",
        "span", "st1", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
    }
)  # fmt: skip
_SPACES = re.compile(r"[ \t\r\n\f]+")
#: What elements mean for print without any style.
_PRINTED = {
    "sup": Typography(raised=True),
    "sub": Typography(lowered=True),
    "s": Typography(struck=True),
    "strike": Typography(struck=True),
    "del": Typography(struck=True),
}
#: Fields of a form in which nothing is written that a reader sees as text.
_NO_TEXT_FIELDS = frozenset(
    {
        "hidden",
        "submit",
        "reset",
        "button",
        "image",
        "checkbox",
        "radio",
        "file",
        "password",
        "range",
        "color",
    }
)
_WIDEST, _DEEPEST = 200, 200
_RULES_EACH = 5
"""So many times as its tags a page may have, the rules of its style sheets may style."""
_REPORT = re.compile(r"信息公开.{0,6}(?:年度报告|年报)")


def decode_page(data: bytes) -> str:
    """The text of a page: by its mark, else by its bytes, else as its meta element says.

    What is valid UTF-8 with characters beyond ASCII is UTF-8, whatever the page says of itself.
    gb2312 and gbk are read as GB 18030, of which they are parts; pages that claim them use more.
    """
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    declared = _META.search(data[:4096])
    named = _CHARSETS.get(declared[1].lower().decode()) if declared is not None else None
    texts: list[str] = []
    for encoding in ("utf-8", *([named] if named is not None else []), "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            texts.append(data.decode(encoding, errors="replace"))
    return min(texts, key=lambda text: text.count("\ufffd"))  # a few bytes of it are damaged


def html_document(data: bytes, *, limits: Limits, file: str | None = None) -> Document:
    """The grids and paragraphs of a page.

    Raises:
        ReadError: The extra ``html`` is not installed, or the page is beyond the limits.
    """
    try:
        from selectolax.lexbor import LexborHTMLParser
    except ModuleNotFoundError as error:
        raise missing_extra("html", "网页", "Web pages", file) from error
    within(len(data), limits.page_bytes, "网页字节数", "bytes of the page", file=file)
    page = decode_page(data)
    require_elements(page, limits, file=file)
    tree = LexborHTMLParser(page)
    if tree.body is None:
        return Document(file=file, blocks=())
    places = Budget(limits.cells, "表格单元格数", "cells of tables", file)
    work = Budget(limits.elements * _RULES_EACH, "样式规则与标签", "elements that rules style", file)
    blocks = _Page(page_sheet(tree, work), places).blocks(tree.body, 0)
    return Document(file=file, blocks=blocks_of(blocks, file), looks_like=partial(_looks_like, tree, blocks))


@define
class _Lines:
    """Blocks as they are gathered; text belongs to the line until something ends it."""

    blocks: list[Block] = field(factory=list)
    line: list[str] = field(factory=list)

    def end(self) -> None:
        """End the line."""
        text = _SPACES.sub(" ", "".join(self.line)).strip(" ")
        if text:
            self.blocks.append(text)
        self.line.clear()


@frozen
class _Page:
    """The walk over a page with its style sheet, and the places that its tables may still take."""

    sheet: Sheet
    places: Budget

    def blocks(self, node: Any, depth: int, printed: Typography = PLAIN) -> list[Block]:
        """What stands in a node."""
        lines = _Lines()
        self._walk(node, depth, printed, lines)
        lines.end()
        return lines.blocks

    def printed(self, node: Any) -> Typography:
        """How a node is printed, by its name, its attributes and the sheet."""
        attributes = node.attributes
        if not attributes and not self.sheet:
            return _PRINTED.get(node.tag, PLAIN)
        styled = typography_of(attributes.get("style"), self.sheet.get(node.mem_id))
        if "hidden" in attributes:
            styled = Typography(unseen=True).within(styled)
        if node.tag == "bdo" and (attributes.get("dir") or "").lower() == "rtl":
            styled = Typography(turned=True).within(styled)
        return styled.within(_PRINTED.get(node.tag, PLAIN))

    def _takes_no_place(self, node: Any) -> bool:
        attributes = node.attributes
        return "hidden" in attributes or is_absent(attributes.get("style"), self.sheet.get(node.mem_id))

    def _walk(self, node: Any, depth: int, printed: Typography, lines: _Lines) -> None:
        for child in _children(node):
            tag = child.tag or ""  # a name that is no text has none
            if tag == "-text":
                lines.line.append(printed.written(child.text_content or ""))
            elif tag in _SKIPPED or tag.startswith("-"):
                continue
            elif depth >= _DEEPEST:
                lines.line.append(child.text(deep=True))
            elif tag in _INLINE:
                self._walk(child, depth + 1, self.printed(child).within(printed), lines)
            elif tag in ("input", "select", "textarea"):
                lines.line.append(self.printed(child).within(printed).written(_entered(child)))
            else:
                # A block that is hidden may be one that a script shows: it is read, its rows with a note.
                its = self.printed(child)
                its = printed if its is PLAIN else evolve(its, unseen=False).within(printed)
                lines.end()
                if tag == "table":
                    lines.blocks.append(self._table(child, depth + 1, its))
                else:
                    self._walk(child, depth + 1, its, lines)
                lines.end()

    def _table(self, node: Any, depth: int, printed: Typography) -> TableBox:
        table = TableBox()
        taken: set[tuple[int, int]] = set()
        rows = list(_rows(node))
        for row, each in enumerate(rows):
            column = 0
            note = f"第{row + 1}行 row {row + 1}" if self._takes_no_place(each) else ""
            for cell in _children(each):
                if cell.tag not in ("td", "th"):
                    continue
                if self._takes_no_place(cell):  # those behind it move up
                    continue
                while (row, column) in taken:
                    column += 1
                attributes = cell.attributes
                rowspan = _span(attributes.get("rowspan"), len(rows) - row, len(rows) - row)
                colspan = _span(attributes.get("colspan"), 1, _WIDEST)
                self.places.spend(rowspan * colspan)
                for down in range(1, rowspan):  # cells of its own row stand behind it anyway
                    for right in range(colspan):
                        taken.add((row + down, column + right))
                its = self.printed(cell)
                # In a cell, vertical-align places its lines and raises nothing.
                its = (
                    printed
                    if its is PLAIN
                    else evolve(its, raised=False, lowered=False, unseen=False).within(printed)
                )
                blocks = (
                    self.blocks(cell, depth + 1, its) if depth < _DEEPEST else [cell.text(deep=True) or ""]
                )
                table.cells.append(
                    CellBox(
                        row=row, column=column, rowspan=rowspan, colspan=colspan, blocks=blocks, hidden=note
                    )
                )
                column += colspan
        captions: list[Block] = [
            block
            for each in _children(node)
            if each.tag == "caption"
            for block in self.blocks(each, depth + 1)
        ]
        if captions:
            table.cells.insert(0, CellBox(row=-1, column=0, blocks=captions))
        return table


def _entered(node: Any) -> str:
    """What a field of a form shows: the text entered, the option chosen."""
    if node.tag == "input":
        kind = (node.attributes.get("type") or "text").lower()
        return "" if kind in _NO_TEXT_FIELDS else node.attributes.get("value") or ""
    if node.tag == "textarea":
        return node.text(deep=True) or ""
    options = node.css("option")
    chosen = [option for option in options if "selected" in option.attributes] or options[:1]
    return " ".join(option.text(deep=True) or "" for option in chosen)


def _children(node: Any) -> Iterator[Any]:
    child = node.child
    while child is not None:
        yield child
        child = child.next


def _rows(table: Any) -> Iterator[Any]:
    for child in _children(table):
        if child.tag == "tr":
            yield child
        elif child.tag in ("tbody", "thead", "tfoot"):
            yield from (row for row in _children(child) if row.tag == "tr")


def _span(stated: str | None, zero: int, most: int) -> int:
    """A span as the page states it, ``zero`` for rowspan 0 (to the end), 1 where it states none."""
    if not stated:
        return 1
    text = stated.strip()
    if not text.isascii() or not text.isdigit():
        return 1
    return max(1, min(int(text[:6]) or zero, most))


def _looks_like(tree: Any, blocks: list[Block]) -> tuple[str, str] | None:
    """What a page without the form's tables seems to be."""
    texts = list(_texts(blocks))
    length = sum(map(len, texts))
    links = [link.text(deep=True) for link in tree.css("a")]
    if sum(_REPORT.search(link) is not None for link in links) >= 5:
        return (
            "这像是一个目录页：列出多份年度报告的链接，本身没有报告。请打开其中一份的网页再存。",
            "It looks like a list page that links to reports and is none. Save the page of one report.",
        )
    if sum(heading_of(text) is not None for text in texts) >= 2 and tree.css("img"):
        return (
            "这像是报告的网页，但表格是图片，读不出数字。请索取 Word、Excel 或 PDF 原件。",
            "It looks like a report whose tables are pictures. Ask for the Word, Excel or PDF file.",
        )
    if length < 300 and tree.css("script"):
        return (
            "这像是一个脚本外壳：正文由脚本在浏览器里载入，文件里没有。请在浏览器中打开后另存网页。",
            "It looks like a script shell: a browser loads its content. Open it there and save the page.",
        )
    return None


def _texts(blocks: list[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, str):
            yield block
        else:
            for cell in block.cells:
                yield from _texts(cell.blocks)
