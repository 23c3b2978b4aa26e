"""What a scan met before, in about a hundred bytes a file: contents, and reports of an agency and year."""

from __future__ import annotations

import hashlib
import os
import zlib
from bisect import bisect_right
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from attrs import define, field, frozen

from govinfo_report.corpus.results import ScanResult
from govinfo_report.rules.members import agency_key

__all__ = ["Met", "Repeats"]

_CONTENT, _REPORT = 32, 16
"""Bytes that tell what a report says, or a file's contents (SHA-256), and whose report of which year."""
_NO_CONTENT, _NO_REPORT = bytes(_CONTENT), bytes(_REPORT)
_NUMBER = 5
"""Bytes of a file's number: enough for 10¹² files."""


@frozen
class Met:
    """What has to be known of some files to find repetitions among them and others.

    Attributes:
        names: Their paths, one behind the other, compressed.
        contents: 32 bytes a file, of what the report says or else of the file's contents; zeros where it
            could not be opened.
        reports: 16 bytes a file; zeros where it is not known whose report it is.
    """

    names: bytes
    contents: bytes
    reports: bytes

    @classmethod
    def of(cls, results: Iterable[ScanResult]) -> Met:
        """What is to be known of the files of some results."""
        paths, contents, reports = [], [], []
        for result in results:
            paths.append(os.fsencode(result.path))
            content = result.said or result.digest
            contents.append(bytes.fromhex(content) if content is not None else bytes(_CONTENT))
            reports.append(_report(result))
        return cls(zlib.compress(b"\0".join(paths), 1), b"".join(contents), b"".join(reports))


def _report(result: ScanResult) -> bytes:
    if result.agency is None or result.year is None:
        return bytes(_REPORT)
    told = f"{result.year} {agency_key(result.agency)}".encode(errors="surrogatepass")
    return hashlib.blake2b(told, digest_size=_REPORT).digest()


@define
class Repeats:
    """The files met so far, numbered in the order in which they are told of."""

    _contents: _Seen = field(factory=lambda: _Seen(_CONTENT))
    _reports: _Seen = field(factory=lambda: _Seen(_REPORT))
    _starts: list[int] = field(factory=list)
    _names: list[bytes] = field(factory=list)
    _files: int = 0

    def marks(self, met: Met) -> list[tuple[Path | None, Path | None]]:
        """For each file, the earlier ones it repeats: by what it says (``same_as``), or as ``version_of``."""
        self._starts.append(self._files)
        self._names.append(met.names)
        found: list[tuple[Path | None, Path | None]] = []
        for place in range(len(met.contents) // _CONTENT):
            content = met.contents[place * _CONTENT : (place + 1) * _CONTENT]
            report = met.reports[place * _REPORT : (place + 1) * _REPORT]
            same = other = None
            if content != _NO_CONTENT:
                same = self._first(self._contents, content)
                if same is None and report != _NO_REPORT:
                    other = self._first(self._reports, report)
            found.append((same, other))
            self._files += 1
        return found

    def _first(self, seen: _Seen, key: bytes) -> Path | None:
        number = seen.first(key, self._files)
        if number == self._files:
            return None
        block = bisect_right(self._starts, number) - 1
        return Path(os.fsdecode(_names_in(self._names[block])[number - self._starts[block]]))


@lru_cache(64)
def _names_in(block: bytes) -> list[bytes]:
    return zlib.decompress(block).split(b"\0")


@define
class _Seen:
    """Keys, each with the number of the file where it was met first.

    A set of Python objects takes hundreds of bytes a file. Here keys and numbers stand one behind the other,
    in one of 16,384 places told by a key's first bits, and are searched as text is.

    Attributes:
        width: Bytes of a key, which are as good as random.
    """

    width: int
    _places: dict[int, bytearray] = field(factory=dict)

    def first(self, key: bytes, number: int) -> int:
        """The number with which a key was met first, which is ``number`` where it was not."""
        where = key[0] << 6 | key[1] >> 2
        place = self._places.get(where)
        if place is None:
            place = self._places[where] = bytearray()
        step, at = self.width + _NUMBER, place.find(key)
        while at >= 0 and at % step:  # across two of them
            at = place.find(key, at + 1)
        if at < 0:
            place += key + number.to_bytes(_NUMBER, "big")
            return number
        return int.from_bytes(place[at + self.width : at + step], "big")
