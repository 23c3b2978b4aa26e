"""Word files: tables as grids and everything else as paragraphs.

Tracked changes are read as if all of them were accepted, and said to be there.
"""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from functools import partial

from govinfo_report.document import Document
from govinfo_report.document.limits import Budget, Limits
from govinfo_report.errors import ReadError
from govinfo_report.raw import Note, NoteKind
from govinfo_report.readers.boxes import Block, TableBox, blocks_of
from govinfo_report.readers.pages import mhtml
from govinfo_report.readers.word.look import Place
from govinfo_report.readers.word.package import Package, opened
from govinfo_report.readers.word.styles import Styles, styles_of
from govinfo_report.readers.word.tables import cut_out
from govinfo_report.readers.word.walk import Walk
from govinfo_report.source import Source

__all__ = ["docx_document", "word_document"]

_ARCHIVE = b"PK\x03\x04"
_LEAST = 10_000
"""Bytes that an embedded part counts for at least: to open one takes time, too."""
_DEEPEST = 3
"""Word files in Word files."""


def docx_document(data: bytes, *, limits: Limits, file: str | None = None) -> Document:
    """The grids and paragraphs of a .docx file.

    Raises:
        ReadError: The file is damaged or beyond the limits.
    """
    places = Budget(limits.cells, "表格单元格数", "cells of tables", file)
    imported = Budget(limits.page_bytes, "嵌入部分的字节数", "bytes of embedded parts", file)
    blocks, changes = _boxes(data, limits, file, places, imported, _DEEPEST)
    return _document(blocks, changes, file)


def word_document(
    root: ElementTree.Element, styles: Styles | None = None, *, limits: Limits, file: str | None = None
) -> Document:
    """The grids and paragraphs of a document's XML; each cell knows the element it was made from.

    Args:
        root: The document's root element.
        styles: Its styles.
        limits: How many places its tables may take.
        file: The name of the file, for sources.

    Raises:
        ReadError: They take more.
    """
    places = Budget(limits.cells, "表格单元格数", "cells of tables", file)
    walk = Walk(styles if styles is not None else Styles(), places)
    return _document(walk.blocks(root), walk.runs.changes, file)


def _document(blocks: list[Block], changes: int, file: str | None) -> Document:
    note = Note(kind=NoteKind.TRACKED_CHANGES, value=str(changes), source=Source(file=file))
    return Document(file=file, blocks=blocks_of(blocks, file), notes=(note,) if changes else ())


def _boxes(
    data: bytes, limits: Limits, file: str | None, places: Budget, imported: Budget, deepest: int
) -> tuple[list[Block], int]:
    """What stands in a Word file, and how many tracked changes."""
    with opened(data, limits, file) as package:
        document = package.xml(package.main)
        styles = styles_of(package, document)
        cut = cut_out(document, styles, places, partial(_alone, styles, limits, file))
        walk = Walk(styles, places, partial(_imported, package, places, imported, deepest), cut.known)
        blocks = walk.blocks(cut.root)
        return blocks, walk.runs.changes + cut.changes


def _alone(
    styles: Styles, limits: Limits, file: str | None, table: ElementTree.Element
) -> tuple[TableBox, int, int] | None:
    """A table in the body by itself, its places and tracked changes; ``None`` if other parts stand in it."""
    imported: list[str] = []

    def import_(reference: str) -> list[Block]:
        imported.append(reference)
        return []

    places = Budget(limits.cells, "表格单元格数", "cells of tables", file)
    walk = Walk(styles, places, import_)
    box = walk.table(table, 1, Place())
    return None if imported else (box, places.spent, walk.runs.changes)


def _imported(
    package: Package, places: Budget, imported: Budget, deepest: int, reference: str
) -> list[Block]:
    """What stands in a part of another format, which Word puts into the document when it opens it.

    Raises:
        ReadError: It is of a format that is not read here, or beyond the limits.
    """
    from govinfo_report.readers.pages.html import page_boxes

    _, name = package.related(package.main).get(reference, ("", ""))
    limits, file = package.limits, package.file
    data = package.bytes(name) if name.lower() in package.names else b""
    imported.spend(max(len(data), _LEAST))
    if data.startswith(_ARCHIVE) and deepest > 0:
        return _boxes(data, limits, file, places, imported, deepest - 1)[0]
    if mhtml.is_archive(data[:2048]):
        data = mhtml.page_of(data, limits=limits, file=file)
    if b"<" in data[:4096] and not data.startswith(_ARCHIVE):
        return page_boxes(data, limits=limits, file=file)
    raise ReadError(
        f"Word 文件的内容在另一种格式的部分里（altChunk {name}），不能读取。",
        f"Its content stands in a part of another format (altChunk {name}), which is not read.",
        where=file,
        advice_zh="请用 Word 或 WPS 打开后另存为 .docx，再试。",
        advice_en="Open it in a word processor, save it as .docx and try again.",
    )
