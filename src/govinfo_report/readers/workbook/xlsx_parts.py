"""The XML parts of an .xlsx file, unpacked and parsed within bounds."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Mapping
from functools import lru_cache
from posixpath import dirname, join, normpath
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from govinfo_report.document.limits import Budget, Limits, require_archive

__all__ = ["Attributes", "Damaged", "Element", "Parts", "local_name"]

Attributes = dict[str, str]
"""Attributes of an element."""

_TOO_LONG = re.compile(rb"<[^<]{1048576}")
"""The longest text of a cell has 32,767 characters."""
_DEEPEST = 100
_MOST_ELEMENTS = 4_000_000
_MOST_TOGETHER = 200_000
"""Elements that are held at a time: the cells of a row, with what is in them."""


class Damaged(Exception):  # noqa: N818 - becomes a ReadError
    """The file breaks its own format or a limit; the message says how, in Chinese and English."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh, en)


@lru_cache(maxsize=1024)
def local_name(name: str) -> str:
    """A name without its prefix."""
    return name.rpartition(":")[2]


class Parts:
    """The parts of an archive; together they may be unpacked to no more than the limits allow.

    Their names are compared without case, as ECMA-376-2 has it.
    """

    def __init__(self, archive: zipfile.ZipFile, limits: Limits, file: str | None) -> None:
        members = archive.infolist()
        require_archive(members, limits, file=file)
        self._names = {member.filename.replace("\\", "/").lower(): member.filename for member in members}
        self._archive = archive
        # A part may be asked for again and again.
        self._bytes = Budget(limits.unpacked_bytes, "解压后字节数", "bytes unpacked", file)
        self._elements = 0

    def has(self, member: str) -> bool:
        """Whether there is a part of a name."""
        return member.lower() in self._names

    def unpacked(self, member: str | None) -> bytes:
        """A part; nothing of one that is not there, or of none.

        Raises:
            Damaged: It has a tag too long.
            ReadError: It is too large.
        """
        name = self._names.get(member.lower()) if member is not None else None
        if name is None:
            return b""
        with self._archive.open(name) as stream:
            data = stream.read()  # never more than the archive says of itself
        self._bytes.spend(len(data))
        if _TOO_LONG.search(data):
            raise Damaged("XML 标签过长。", "The XML has a tag too long.")
        return data

    def parse(self, xml: bytes, wanted: Mapping[str, Callable[[Element], object]]) -> None:
        """Walk through a part, and hand over each element that is wanted, with all that is in it, as it ends.

        Args:
            xml: The part; of an empty one nothing is met.
            wanted: Local names of elements, or of a parent and its child (``cols/col``) → who takes them.

        Raises:
            Damaged: It holds a DTD, has too many tags, or nests too deep.
            ExpatError: It is no XML.
        """
        if not xml:
            return
        parser = expat.ParserCreate()
        parser.buffer_text = True
        around = [""]
        tree: TreeBuilder | None = None
        take: Callable[[Element], object] | None = None
        depth = before = 0

        def began(name: str, attributes: Attributes) -> None:
            nonlocal tree, take, depth, before
            tag = local_name(name)
            self._elements += 1
            if tree is None:
                take = wanted.get(tag) or wanted.get(f"{around[-1]}/{tag}")
                if take is not None:
                    tree, depth, before = TreeBuilder(), len(around), self._elements
                    parser.CharacterDataHandler = tree.data
            around.append(tag)
            if tree is not None:
                tree.start(tag, attributes)
            if (
                len(around) > _DEEPEST
                or self._elements > _MOST_ELEMENTS
                or (tree is not None and self._elements - before > _MOST_TOGETHER)
            ):
                raise Damaged("XML 标签过多或嵌套过深。", "The XML has too many tags or nests too deep.")

        def ended(_: str) -> None:
            nonlocal tree
            tag = around.pop()
            if tree is None or take is None:
                return
            element = tree.end(tag)
            if len(around) == depth:
                tree = parser.CharacterDataHandler = None
                take(element)

        def doctype(*_: object) -> None:
            raise Damaged("文件含有 DTD，拒绝读取。", "The file holds a DTD and is refused.")

        parser.StartElementHandler = began
        parser.EndElementHandler = ended
        parser.StartDoctypeDeclHandler = doctype
        parser.Parse(xml, True)

    def relations(self, member: str) -> dict[str, tuple[str, str]]:
        """Identifier → type and target of the relations of a part; none that leads out of the file."""
        folder, name = dirname(member), member.rpartition("/")[2]
        found: dict[str, tuple[str, str]] = {}

        def relation(element: Element) -> None:
            if element.get("TargetMode") != "External":
                target = element.attrib["Target"]
                path = target.lstrip("/") if target.startswith("/") else normpath(join(folder, target))
                found[element.attrib["Id"]] = (element.attrib["Type"].rpartition("/")[2], path)

        self.parse(self.unpacked(join(folder, "_rels", f"{name}.rels")), {"Relationship": relation})
        return found
