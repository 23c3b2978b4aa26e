"""The parts of a Word file: found by the relations between them, unpacked within the limits."""

from __future__ import annotations

import posixpath
import re
import xml.etree.ElementTree as ElementTree
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cached_property
from io import BytesIO
from urllib.parse import unquote
from xml.parsers import expat

from attrs import field, frozen

from govinfo_report.document.limits import Limits, require_archive, within
from govinfo_report.errors import ReadError

__all__ = ["Package", "opened"]

_USUAL = "word/document.xml"
_REFERENCE = re.compile(rb"\s(Id|Type|Target|TargetMode)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*>")


@frozen(eq=False, slots=False)
class Package:
    """An open Word file.

    Attributes:
        archive: The archive that it is.
        limits: How much of it may be unpacked.
        file: The name of the file, for messages.
    """

    archive: zipfile.ZipFile
    limits: Limits
    file: str | None
    _related: dict[str, dict[str, tuple[str, str]]] = field(factory=dict)

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Its parts: the names of parts differ in more than case (ECMA-376, part 2)."""
        return {each.filename.lower().lstrip("/"): each.filename for each in self.archive.infolist()}

    @cached_property
    def main(self) -> str:
        """The name of the part that is the document."""
        for kind, target in self.related("").values():
            if kind == "officeDocument":
                return target
        return _USUAL

    def related(self, part: str) -> dict[str, tuple[str, str]]:
        """What a part refers to: the kind and the name of each part by the reference's name."""
        if part not in self._related:
            self._related[part] = self._read_relations(part)
        return self._related[part]

    def _read_relations(self, part: str) -> dict[str, tuple[str, str]]:
        folder, name = posixpath.split(part)
        listed = posixpath.join(folder, "_rels", f"{name}.rels")
        if listed.lower() not in self.names:
            return {}
        found: dict[str, tuple[str, str]] = {}
        for relation in _RELATION.findall(self.bytes(listed)):
            its = {key.decode(): (one or other).decode() for key, one, other in _REFERENCE.findall(relation)}
            if its.get("TargetMode") != "External" and "Target" in its:
                target = unquote(its["Target"])
                path = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
                kind = its.get("Type", "").rpartition("/")[2]
                found[its.get("Id", "")] = (kind, posixpath.normpath(path))
        return found

    def xml(self, part: str) -> bytes:
        """The XML of a part.

        Raises:
            ReadError: It is beyond the limits.
            KeyError, ValueError: It is not there, or has a DTD.
        """
        xml = self.bytes(part)
        self.require_plain(xml)
        return xml

    def require_plain(self, xml: bytes) -> None:
        """Refuse XML that would cost too much to be parsed.

        Raises:
            ReadError: It is beyond the limits.
            ValueError: It has a DTD.
        """
        within(
            xml.count(b"<"),
            self.limits.xml_elements,
            "Word 文件标签数",
            "tags in the Word file",
            file=self.file,
        )
        _refuse_dtd(xml)

    def bytes(self, part: str) -> bytes:
        """The bytes of a part, unpacked.

        Raises:
            ReadError: It is beyond the limits.
            KeyError: It is not there.
        """
        member = self.names.get(part.lower(), part)
        with self.archive.open(member) as stream:
            data = stream.read(self.limits.xml_bytes + 1)  # what the archive says of itself may be a lie
        most = self.limits.xml_bytes
        within(len(data), most, f"{part} 解压后字节数", f"bytes of {part} unpacked", file=self.file)
        return data


@contextmanager
def opened(data: bytes, limits: Limits, file: str | None) -> Iterator[Package]:
    """A Word file, opened.

    Raises:
        ReadError: The file is damaged, whenever that shows, or beyond the limits.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            require_archive(archive.infolist(), limits, file=file)
            yield Package(archive, limits, file)
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
            "Word 文件已损坏。",
            f"The Word file is damaged ({error}).",
            where=file,
            advice_zh="请用 Word 或 WPS 打开后另存为 .docx，再试。",
            advice_en="Open it in a word processor, save it as .docx and try again.",
        ) from error


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
