"""Word files: one walk over the document's XML, tables as grids and everything else as paragraphs.

Tracked changes are read as if all of them were accepted, and said to be there.
"""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import lru_cache
from io import BytesIO
from xml.parsers import expat

from attrs import define, evolve

from govinfo_report.errors import ReadError
from govinfo_report.raw import Note, NoteKind
from govinfo_report.readers.boxes import Block, CellBox, TableBox, blocks_of
from govinfo_report.readers.limits import Budget, Limits, require_archive, within
from govinfo_report.readers.typography import PLAIN, Typography
from govinfo_report.recognise import Document
from govinfo_report.source import Source

__all__ = ["docx_document", "word_document"]

_MAIN, _STYLES = "word/document.xml", "word/styles.xml"
#: Text that a tracked change has taken away, and what is no text of the body.
_GONE = frozenset(
    {"del", "moveFrom", "delText", "instrText", "delInstrText", "Fallback", "rPr", "pPr", "sectPr"}
)
_CHANGES = frozenset({"ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel"})
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_TOGGLES = {"strike": "struck", "dstrike": "struck", "vanish": "unseen"}
_WIDEST, _DEEPEST = 200, 150
_Element = ElementTree.Element


def docx_document(data: bytes, *, limits: Limits, file: str | None = None) -> Document:
    """The grids and paragraphs of a .docx file.

    Raises:
        ReadError: The file is damaged or beyond the limits.
    """
    try:
        document, styles = _parts_of(data, limits, file)
        for part in (document, styles):
            within(
                part.count(b"<"), limits.xml_elements, "Word 文件标签数", "tags in the Word file", file=file
            )
        root = ElementTree.fromstring(document)
        printed = _styles(ElementTree.fromstring(styles)) if styles else {}
    except (
        ElementTree.ParseError,
        zipfile.BadZipFile,
        zlib.error,
        LookupError,  # a member that is not there, an encoding that nobody knows
        ValueError,
        OSError,
        EOFError,
        RuntimeError,
        NotImplementedError,
    ) as error:
        raise ReadError(
            f"Word 文件已损坏（{error}）。",
            f"The Word file is damaged ({error}).",
            where=file,
            advice_zh="请用 Word 或 WPS 打开后另存为 .docx，再试。",
            advice_en="Open it in a word processor, save it as .docx and try again.",
        ) from error
    return word_document(root, printed, limits=limits, file=file)


def word_document(
    root: _Element,
    styles: Mapping[str, Typography] | None = None,
    *,
    limits: Limits,
    file: str | None = None,
) -> Document:
    """The grids and paragraphs of a document's XML; each cell knows the element it was made from.

    Args:
        root: The document's root element.
        styles: Style → how it prints text.
        limits: How many places its tables may take.
        file: The name of the file, for sources.

    Raises:
        ReadError: They take more.
    """
    walk = _Walk(styles or {}, Budget(limits.cells, "表格单元格数", "cells of tables", file))
    blocks = walk.blocks(root, 0)
    notes = (
        (Note(kind=NoteKind.TRACKED_CHANGES, value=str(walk.changes), source=Source(file=file)),)
        if walk.changes
        else ()
    )
    return Document(file=file, blocks=blocks_of(blocks, file), notes=notes)


def _parts_of(data: bytes, limits: Limits, file: str | None) -> tuple[bytes, bytes]:
    """The XML of the document and of its styles, empty where it has none."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        members = archive.infolist()
        require_archive(members, limits, file=file)
        main = _xml(archive, _MAIN, limits, file)
        # Only runs that name a character style need to know what the styles say.
        styles = b"rStyle" in main and any(each.filename == _STYLES for each in members)
        return main, _xml(archive, _STYLES, limits, file) if styles else b""


def _xml(archive: zipfile.ZipFile, member: str, limits: Limits, file: str | None) -> bytes:
    with archive.open(member) as stream:
        xml = stream.read(limits.xml_bytes + 1)  # what the archive says of itself may be a lie
    within(len(xml), limits.xml_bytes, f"{member} 解压后字节数", f"bytes of {member} unpacked", file=file)
    _refuse_dtd(xml)
    return xml


class _Begun(Exception):  # noqa: N818 - no error
    """The first element has begun."""


def _refuse_dtd(xml: bytes) -> None:
    """Refuse a document with a DTD, in whatever encoding it is written; one stands before all elements.

    Raises:
        ValueError: It has one.
    """

    def doctype(*_: object) -> None:
        raise ValueError("含有 DTD a DTD")

    def begun(*_: object) -> None:
        raise _Begun

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = doctype
    parser.StartElementHandler = begun
    with suppress(_Begun, expat.ExpatError):  # what is no XML is told when it is parsed
        parser.Parse(xml, True)


def _styles(root: _Element) -> dict[str, Typography]:
    """Style → how it prints text; only those that do not print it as plain text is."""
    styles = {_value(each, "styleId"): each for each in root if _name(each) == "style"}
    known: dict[str, Typography] = {}
    for name in styles:
        lineage: dict[str, _Element] = {}
        while name in styles and name not in known and name not in lineage:
            lineage[name] = styles[name]
            base = _part(styles[name], "basedOn")
            name = _value(base) if base is not None else ""
        printed = known.get(name, PLAIN)
        for name, each in reversed(lineage.items()):
            properties = _part(each, "rPr")
            printed = known[name] = printed if properties is None else _printed(properties, printed)
    return {name: printed for name, printed in known.items() if printed != PLAIN}


@lru_cache(maxsize=1024)
def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _name(element: _Element) -> str:
    tag = element.tag
    return _local(tag) if type(tag) is str else ""  # a comment has no name


def _value(element: _Element, name: str = "val") -> str:
    for key, text in element.attrib.items():
        if _local(key) == name:
            return text
    return ""


def _part(element: _Element, *names: str) -> _Element | None:
    """A descendant by the names on the way to it."""
    found: _Element | None = element
    for name in names:
        if found is None:
            return None
        for child in found:
            if _name(child) == name:
                found = child
                break
        else:
            return None
    return found


@define
class _Walk:
    """The walk over the body; it counts the tracked changes it meets, and the places that its tables take."""

    styles: Mapping[str, Typography]
    places: Budget
    changes: int = 0

    def blocks(self, element: _Element, depth: int) -> list[Block]:
        """What stands in a body, a cell or a text box."""
        found: list[Block] = []
        for child in element:
            name = _name(child)
            self.changes += name in _CHANGES
            if name in _GONE or depth > _DEEPEST:
                continue
            if name == "p":
                text, boxes = self.paragraph(child, depth)
                found.extend(text.split("\n"))
                found.extend(boxes)
            elif name == "tbl":
                found.append(self.table(child, depth))
            else:  # content controls, inserted blocks, the body itself
                found.extend(self.blocks(child, depth + 1))
        return found

    def paragraph(self, element: _Element, depth: int) -> tuple[str, list[Block]]:
        """The text of a paragraph however its runs are split, and what stands in its text boxes."""
        pieces: list[str] = []
        boxes: list[Block] = []
        self._runs(element, pieces, boxes, depth)
        return "".join(pieces), boxes

    def _runs(
        self,
        element: _Element,
        pieces: list[str],
        boxes: list[Block],
        depth: int,
        printed: Typography = PLAIN,
    ) -> None:
        for child in element:
            name = _name(child)
            self.changes += name in _CHANGES
            if name == "t":
                pieces.append(printed.written(child.text or ""))
            elif name == "rPr":
                style = _part(child, "rStyle")
                inherited = PLAIN if style is None else self.styles.get(_value(style), PLAIN)
                printed = _printed(child, inherited)
            elif name in _SIGNS:
                pieces.append(_SIGNS[name])
            elif name == "txbxContent":
                boxes.extend(self.blocks(child, depth + 1))
            elif name not in _GONE and name != "pPr" and depth <= _DEEPEST:
                self._runs(child, pieces, boxes, depth + 1, printed)

    def table(self, element: _Element, depth: int) -> TableBox:
        """A table; cells merged downwards are one cell."""
        table = TableBox()
        above: dict[int, CellBox] = {}
        row = 0
        for each in self._parts(element, "tr", depth):
            properties = _part(each, "trPr")
            if properties is not None and any(_name(mark) in ("del", "moveFrom") for mark in properties):
                self.changes += 1
                continue
            self.changes += properties is not None and any(_name(mark) == "ins" for mark in properties)
            column = self._offset(each)
            here: dict[int, CellBox] = {}
            for cell in self._parts(each, "tc", depth):
                box = self._cell(cell, row, column, depth)
                self.places.spend(box.colspan)
                merge = _part(cell, "tcPr", "vMerge")
                goes_on = merge is not None and _value(merge) != "restart"
                started = above.get(column)
                if goes_on and started is not None and started.colspan == box.colspan:
                    started.rowspan += 1
                    started.blocks += box.blocks
                    here[column] = started
                else:
                    table.cells.append(box)
                    if merge is not None:
                        here[column] = box
                column += box.colspan
            above = here
            row += 1
        if depth > 1:
            _ = table.text
        return table

    def _parts(self, element: _Element, name: str, depth: int) -> Iterator[_Element]:
        """Rows or cells, also those in content controls."""
        for child in element if depth <= _DEEPEST else ():
            its = _name(child)
            if its == name:
                yield child
            elif its in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"):
                self.changes += its in _CHANGES
                yield from self._parts(child, name, depth + 1)

    def _offset(self, row: _Element) -> int:
        before = _part(row, "trPr", "gridBefore")
        return min(_number(_value(before)), _WIDEST) if before is not None else 0

    def _cell(self, element: _Element, row: int, column: int, depth: int) -> CellBox:
        span = _part(element, "tcPr", "gridSpan")
        width = min(max(1, _number(_value(span))), _WIDEST) if span is not None else 1
        hidden = _part(element, "tcPr", "hidden")
        blocks = self.blocks(element, depth + 1)
        note = f"第{row + 1}行 row {row + 1}" if hidden is not None else ""
        return CellBox(row=row, column=column, colspan=width, blocks=blocks, hidden=note, origin=element)


def _printed(properties: _Element, inherited: Typography) -> Typography:
    """How a run is printed by its own properties; what they do not say is as ``inherited``."""
    said: dict[str, bool] = {}
    for each in properties:
        name = _name(each)
        if name == "vertAlign":
            value = _value(each)
            said.update(raised=value == "superscript", lowered=value == "subscript")
        elif name in _TOGGLES:
            on = _value(each) not in ("0", "false", "off", "none")
            said[_TOGGLES[name]] = on or (name == "dstrike" and said.get("struck", False))
    return evolve(inherited, **said) if said else inherited


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0
