"""What a web page without the form's tables seems to be: a list of reports, pictures of tables, a shell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from govinfo_report.prose.headings import heading_of
from govinfo_report.readers.boxes import Block

__all__ = ["looks_like"]

_REPORT = re.compile(r"信息公开.{0,6}(?:年度报告|年报)")


def looks_like(tree: Any, blocks: list[Block]) -> tuple[str, str] | None:
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
