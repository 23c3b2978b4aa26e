"""The bounded reader of .xlsx: zip and expat, nothing else.

It reads what the form needs — values, merged ranges, formulas, what is hidden — within
`Limits` that are checked before anything is unpacked, and follows no reference out of the file.
It agrees with openpyxl on every workbook; tests hold it to that.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Callable
from functools import lru_cache
from io import BytesIO
from posixpath import dirname, join, normpath
from xml.parsers import expat

from govinfo_report.errors import ReadError
from govinfo_report.readers.limits import Limits, require_archive
from govinfo_report.readers.workbook import Sheet, Workbook
from govinfo_report.readers.xlsx_sheet import Damaged, SheetCells, Words
from govinfo_report.readers.xlsx_styles import Attributes, Styles, StyleSheet

__all__ = ["read_workbook"]

_CHUNK = 1 << 16


def read_workbook(data: bytes, *, limits: Limits, file: str | None = None) -> Workbook:
    """Read the worksheets of an .xlsx file.

    Raises:
        ReadError: The file is damaged, encrypted, or beyond the limits.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return _Reader(archive, limits, file).workbook()
    except Damaged as error:
        zh, en = error.args
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        expat.ExpatError,
        KeyError,
        ValueError,
        IndexError,
        EOFError,
        OverflowError,
        struct.error,
        zlib.error,
    ) as error:
        zh, en = f"工作簿已损坏（{error}）。", f"The workbook is damaged ({error})."
    except (RuntimeError, NotImplementedError) as error:  # encrypted members, unknown compression
        zh, en = f"工作簿无法解压（{error}）。", f"The workbook cannot be unpacked ({error})."
    except OSError as error:
        zh, en = f"工作簿已损坏（{error}）。", f"The workbook is damaged ({error})."
    raise ReadError(
        zh,
        en,
        where=file,
        advice_zh="请用 Excel 或 WPS 打开后另存为 .xlsx。",
        advice_en="Open it in a spreadsheet program and save it as .xlsx.",
    )


@lru_cache(maxsize=1024)
def _local(name: str) -> str:
    return name.rpartition(":")[2]


class _Reader:
    def __init__(self, archive: zipfile.ZipFile, limits: Limits, file: str | None) -> None:
        self.archive = archive
        self.limits = limits
        members = archive.infolist()
        require_archive(members, limits, file=file)
        self.names = {member.filename for member in members}

    def parse(
        self,
        member: str,
        start: Callable[[str, Attributes], None],
        end: Callable[[str], None] | None = None,
        text: Callable[[str], None] | None = None,
    ) -> None:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = lambda name, attributes: start(_local(name), attributes)
        if end is not None:
            parser.EndElementHandler = lambda name: end(_local(name))
        if text is not None:
            parser.CharacterDataHandler = text

        def doctype(*_: object) -> None:
            raise Damaged("文件含有 DTD，拒绝读取。", "The file holds a DTD and is refused.")

        parser.StartDoctypeDeclHandler = doctype
        left = self.limits.unpacked_bytes  # what the archive says of itself may be a lie
        with self.archive.open(member) as stream:
            while chunk := stream.read(_CHUNK):
                left -= len(chunk)
                if left < 0:
                    raise Damaged("解压后过大。", "Unpacked it is too large.")
                parser.Parse(chunk, False)
            parser.Parse(b"", True)

    def relations(self, member: str) -> dict[str, tuple[str, str]]:
        """Identifier → type and target of the relations of a member."""
        folder, name = dirname(member), member.rpartition("/")[2]
        found: dict[str, tuple[str, str]] = {}

        def start(tag: str, attributes: Attributes) -> None:
            if tag == "Relationship" and attributes.get("TargetMode") != "External":
                target = attributes["Target"]
                path = target.lstrip("/") if target.startswith("/") else normpath(join(folder, target))
                found[attributes["Id"]] = (attributes["Type"].rpartition("/")[2], path)

        path = join(folder, "_rels", f"{name}.rels")
        if path in self.names:
            self.parse(path, start)
        return found

    def workbook(self) -> Workbook:
        main = next(
            (path for kind, path in self.relations("").values() if kind == "officeDocument"),
            "xl/workbook.xml",
        )
        if main not in self.names:
            raise Damaged("压缩包内没有工作簿。", "The archive holds no workbook.")
        listed: list[tuple[str, str, bool]] = []
        epoch_1904 = False

        def start(tag: str, attributes: Attributes) -> None:
            nonlocal epoch_1904
            if tag == "sheet":
                prefixed = {_local(key): value for key, value in attributes.items() if ":" in key}
                identifier = prefixed.get("id", "")
                hidden = attributes.get("state", "visible") != "visible"
                listed.append((attributes["name"], identifier, hidden))
            elif tag == "workbookPr":
                epoch_1904 = attributes.get("date1904") in ("1", "true")

        self.parse(main, start)
        relations = self.relations(main)
        by_kind = dict(relations.values())
        strings = self.strings(by_kind.get("sharedStrings"))
        styles = self.styles(by_kind.get("styles")).styles(epoch_1904=epoch_1904)
        sheets = []
        for name, identifier, hidden in listed:
            kind, path = relations.get(identifier, ("", ""))
            if kind == "worksheet" and path in self.names:
                sheets.append(self.sheet(name, path, hidden, strings, styles))
        return Workbook(sheets=tuple(sheets))

    def strings(self, member: str | None) -> list[str]:
        """The shared strings; of rich text the words, of ruby text nothing."""
        found: list[str] = []
        if member is None or member not in self.names:
            return found
        collector = Words()
        budget = self.limits.strings

        def end(tag: str) -> None:
            nonlocal budget
            if tag == "si":
                words = collector.take()
                budget -= len(words)
                if budget < 0:
                    raise Damaged("工作簿内文字过多。", "The workbook holds too much text.")
                # The escape that keeps a literal _x0041_ apart from an escaped character.
                found.append(words.replace("x005F_", ""))
            collector.end(tag)

        self.parse(member, collector.start, end, collector.text)
        return found

    def styles(self, member: str | None) -> StyleSheet:
        """The styles of cells."""
        found = StyleSheet()
        if member is not None and member in self.names:
            self.parse(member, found.start, found.end)
        return found

    def sheet(self, name: str, member: str, hidden: bool, strings: list[str], styles: Styles) -> Sheet:
        cells = SheetCells(strings, styles, self.limits.cells)
        self.parse(member, cells.start, cells.end, cells.text)
        return cells.sheet(name, hidden)
