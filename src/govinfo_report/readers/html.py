"""Web pages: the tables of the page as grids, everything else as paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from attrs import define, field

from govinfo_report.readers.boxes import Block, CellBox, TableBox, blocks_of
from govinfo_report.readers.extras import missing_extra
from govinfo_report.recognise import Document
from govinfo_report.recognise.sections import heading_of

__all__ = ["decode_page", "html_document"]

_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,20})", re.IGNORECASE)
_SKIPPED = frozenset(
    {
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "svg",
        "select",
        "button",
        "textarea",
        "iframe",
        "object",
        "aside",
        "nav",
    }
)  # fmt: skip
_INLINE = frozenset(
    {
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "dfn", "em", "font", "i",
        "ins", "kbd", "label", "mark", "nobr", "o:p", "q", "rp", "rt", "ruby", "s", "samp", "small", "span",
        "st1", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
    }
)  # fmt: skip
_SPACES = re.compile(r"[ \t\r\n\f]+")
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_WIDEST, _DEEPEST = 200, 200
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
    names = [b"utf-8", *([declared[1].lower()] if declared is not None else []), b"gb18030"]
    texts: list[str] = []
    for name in names:
        encoding = "gb18030" if name.startswith(b"gb") else name.decode()
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            texts.append(data.decode(encoding, errors="replace"))
        except LookupError:
            continue
    return min(texts, key=lambda text: text.count("\ufffd"))  # a few bytes of it are damaged


def html_document(data: bytes, *, file: str | None = None) -> Document:
    """The grids and paragraphs of a page.

    Raises:
        ReadError: The extra ``html`` is not installed.
    """
    try:
        from selectolax.lexbor import LexborHTMLParser
    except ModuleNotFoundError as error:
        raise missing_extra("html", "网页", "Web pages", file) from error
    tree = LexborHTMLParser(decode_page(data))
    if tree.body is None:
        return Document(file=file, blocks=())
    blocks = _blocks(tree.body, 0)
    return Document(file=file, blocks=blocks_of(blocks, file), looks_like=_looks_like(tree, blocks))


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

    def walk(self, node: Any, depth: int) -> None:
        """Gather what stands in a node."""
        for child in _children(node):
            tag = child.tag
            if tag == "-text":
                self.line.append(child.text_content or "")
            elif tag in _SKIPPED or tag.startswith("-"):
                continue
            elif depth >= _DEEPEST:
                self.line.append(child.text(deep=True))
            elif tag in _INLINE:
                self.walk(child, depth + 1)
            else:
                self.end()
                if tag == "table":
                    self.blocks.append(_table(child, depth + 1))
                else:
                    self.walk(child, depth + 1)
                self.end()


def _blocks(node: Any, depth: int) -> list[Block]:
    lines = _Lines()
    lines.walk(node, depth)
    lines.end()
    return lines.blocks


def _table(node: Any, depth: int) -> TableBox:
    table = TableBox()
    taken: dict[tuple[int, int], None] = {}
    rows = list(_rows(node))
    for row, each in enumerate(rows):
        column = 0
        for cell in _children(each):
            if cell.tag not in ("td", "th"):
                continue
            while (row, column) in taken:
                column += 1
            rowspan = _span(cell, "rowspan", len(rows) - row, len(rows) - row)
            colspan = _span(cell, "colspan", 1, _WIDEST)
            for down in range(rowspan):
                for right in range(colspan):
                    taken[row + down, column + right] = None
            table.cells.append(
                CellBox(
                    row=row,
                    column=column,
                    rowspan=rowspan,
                    colspan=colspan,
                    blocks=_blocks(cell, depth + 1) if depth < _DEEPEST else [cell.text(deep=True)],
                    hidden=_hidden(each, row) or _hidden(cell, row),
                )
            )
            column += colspan
    captions: list[Block] = [
        block for each in _children(node) if each.tag == "caption" for block in _blocks(each, depth + 1)
    ]
    if captions:
        table.cells.insert(0, CellBox(row=-1, column=0, blocks=captions))
    return table


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


def _span(cell: Any, name: str, zero: int, most: int) -> int:
    """A span as the page states it, ``zero`` for rowspan 0 (to the end), 1 where it states none."""
    text = (cell.attributes.get(name) or "").strip()
    if not text.isascii() or not text.isdigit():
        return 1
    return max(1, min(int(text[:6]) or zero, most))


def _hidden(node: Any, row: int) -> str:
    style = node.attributes.get("style") or ""
    return f"第{row + 1}行 row {row + 1}" if _HIDDEN.search(style) else ""


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
