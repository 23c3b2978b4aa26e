"""The XML parts of an .xlsx file, parsed as they are unpacked and within bounds."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from functools import lru_cache
from posixpath import dirname, join, normpath
from xml.parsers import expat

from govinfo_report.document.limits import Budget, Limits, require_archive

__all__ = ["Attributes", "Damaged", "Enough", "Parts", "local_name"]

Attributes = dict[str, str]
"""Attributes of an element."""

_CHUNK = 1 << 16
_FED = 1 << 20
"""Expat looks an unfinished tag through again with each piece it is fed, so pieces are large."""
_LONGEST = 1 << 20
"""Bytes without a tag; the longest text of a cell has 32,767 characters."""
_DEEPEST = 100
_MOST_ELEMENTS = 4_000_000


class Damaged(Exception):  # noqa: N818 - becomes a ReadError
    """The file breaks its own format or a limit; the message says how, in Chinese and English."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh, en)


class Enough(Exception):  # noqa: N818 - no error at all
    """Raised by who listens to a part: the rest of it is of no interest."""


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
        # What the archive says of itself may be a lie, and a part may be asked for again and again.
        self._bytes = Budget(limits.unpacked_bytes, "解压后字节数", "bytes unpacked", file)
        self._elements = 0
        self._whole: dict[str, bytes] = {}

    def has(self, member: str) -> bool:
        """Whether there is a part of a name."""
        return member.lower() in self._names

    def whole(self, member: str | None) -> bytes | None:
        """A part of the size that a form's parts have, unpacked; ``None`` for a larger one, or none."""
        name = self._names.get(member.lower()) if member is not None else None
        if name is None or self._archive.getinfo(name).file_size > _LONGEST:
            return None
        if name not in self._whole:
            with self._archive.open(name) as stream:
                data = stream.read(_LONGEST)  # never more than the archive says of itself
            self._bytes.spend(len(data))
            self._whole[name] = data
        return self._whole[name]

    def parse(
        self,
        member: str,
        start: Callable[[str, Attributes], None],
        end: Callable[[str], None] | None = None,
        text: Callable[[str], None] | None = None,
    ) -> None:
        """Parse a part and say what is met: elements by their local names, and characters.

        Raises:
            Damaged: It holds a DTD, has too many tags, nests too deep, or has a tag too long.
            ReadError: It is too large.
            ExpatError: It is no XML.
        """
        parser = expat.ParserCreate()
        parser.buffer_text = True
        depth = 0

        def began(name: str, attributes: Attributes) -> None:
            nonlocal depth
            depth += 1
            self._elements += 1
            if depth > _DEEPEST or self._elements > _MOST_ELEMENTS:
                raise Damaged("XML 标签过多或嵌套过深。", "The XML has too many tags or nests too deep.")
            start(local_name(name), attributes)

        def ended(name: str) -> None:
            nonlocal depth
            depth -= 1
            if end is not None:
                end(local_name(name))

        def doctype(*_: object) -> None:
            raise Damaged("文件含有 DTD，拒绝读取。", "The file holds a DTD and is refused.")

        parser.StartElementHandler = began
        parser.EndElementHandler = ended
        parser.StartDoctypeDeclHandler = doctype
        if text is not None:
            parser.CharacterDataHandler = text
        try:
            for piece in self._pieces(member):
                parser.Parse(piece, False)
            parser.Parse(b"", True)
        except Enough:
            return

    def _pieces(self, member: str) -> Iterator[bytes]:
        """A part as it is unpacked."""
        if (whole := self._whole.get(self._names[member.lower()])) is not None:
            yield whole
            return
        gathered: list[bytes] = []
        size = without = 0
        with self._archive.open(self._names[member.lower()]) as stream:
            while chunk := stream.read(_CHUNK):
                self._bytes.spend(len(chunk))
                without = 0 if b"<" in chunk else without + len(chunk)
                if without > _LONGEST:
                    raise Damaged("XML 标签过长。", "The XML has a tag too long.")
                gathered.append(chunk)
                size += len(chunk)
                if size >= _FED:
                    yield b"".join(gathered)
                    gathered.clear()
                    size = 0
        yield b"".join(gathered)

    def relations(self, member: str) -> dict[str, tuple[str, str]]:
        """Identifier → type and target of the relations of a part; none that leads out of the file."""
        folder, name = dirname(member), member.rpartition("/")[2]
        found: dict[str, tuple[str, str]] = {}

        def start(tag: str, attributes: Attributes) -> None:
            if tag == "Relationship" and attributes.get("TargetMode") != "External":
                target = attributes["Target"]
                path = target.lstrip("/") if target.startswith("/") else normpath(join(folder, target))
                found[attributes["Id"]] = (attributes["Type"].rpartition("/")[2], path)

        path = join(folder, "_rels", f"{name}.rels")
        if self.has(path):
            self.parse(path, start)
        return found
