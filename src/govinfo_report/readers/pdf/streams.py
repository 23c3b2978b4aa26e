"""The streams of a PDF, found in its bytes and unpacked within bounds, without any parser of PDF.

Only for looking a file through before it is read: what this module is not sure of it does not tell.
"""

from __future__ import annotations

import base64
import re
import zlib

from attrs import frozen

__all__ = [
    "REGULAR",
    "WHITE",
    "Stream",
    "UnknownStreamError",
    "find_streams",
    "names_written_out",
    "unpacked",
]

WHITE = rb"\0\t\n\f\r "
"""White space of PDF, for a class of a regular expression."""
REGULAR = rb"[^\0\t\n\f\r ()<>\[\]{}/%]"
"""A sign that names, numbers and operators are made of."""

_MOST_STREAMS = 20_000
_FURTHEST = 50_000
"""Bytes from the word ``obj`` to the word ``stream``; what lies between describes the stream."""
_PIECE = 1 << 16
_MOST_TYPED = 1_000_000
"""Bytes written in printable signs that are worth undoing; it is slow."""

_LINE_END = re.compile(rb"\r\n?|\n")
_NUMBER = re.compile(rb"(\d+)[" + WHITE + rb"]+\d+[" + WHITE + rb"]*$")
_FILTER = re.compile(rb"/Filter(?!" + REGULAR + rb")[" + WHITE + rb"]*(\[[^\]]*\]|[^\[])(" + REGULAR + rb"*)")
_NAME = re.compile(rb"/(" + REGULAR + rb"+)")
_LENGTH = re.compile(rb"/Length[" + WHITE + rb"]+(\d+)(?![" + WHITE + rb"]+\d+[" + WHITE + rb"]+R)")
_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")

#: Streams behind these are pictures; PDFium takes their bytes as they are.
_PICTURES = frozenset({b"DCTDecode", b"DCT", b"JPXDecode", b"JBIG2Decode", b"CCITTFaxDecode", b"CCF"})
_DEFLATED = frozenset({b"FlateDecode", b"Fl"})
_TYPED = {b"ASCII85Decode": 85, b"A85": 85, b"ASCIIHexDecode": 16, b"AHx": 16}


class UnknownStreamError(Exception):
    """What a stream holds cannot be told, or is more than was allowed."""


@frozen
class Stream:
    """Where a stream stands in a file.

    Attributes:
        number: Of the object that it is, in digits, without zeros before them.
        head: What describes it, names written out: from the word ``obj`` to the word ``stream``.
        start: Where its bytes begin.
    """

    number: bytes
    head: bytes
    start: int


def find_streams(data: bytes) -> list[Stream]:
    """Every stream of a file, also such as nothing refers to.

    Raises:
        UnknownStreamError: There are too many, or one has no head.
    """
    streams: list[Stream] = []
    at = behind = 0
    while (word := data.find(b"stream", at)) >= 0:
        at = word + 6
        if word == 0 or data[word - 1] not in b"\0\t\n\f\r >":
            continue
        if len(streams) >= _MOST_STREAMS:
            raise UnknownStreamError
        line_end = _LINE_END.search(data, at)
        if line_end is None:
            break
        at = line_end.end()
        streams.append(_stream(data, behind, word, at))
        behind = word
    return streams


def _stream(data: bytes, behind: int, word: int, start: int) -> Stream:
    """The stream whose bytes begin at a place; what describes it stands behind the stream before."""
    begin = data.rfind(b"obj", max(behind, word - _FURTHEST), word)
    named = _NUMBER.search(data[max(0, begin - 30) : begin]) if begin >= 0 else None
    head = data[begin:word]
    if named is None or b"%" in head:
        raise UnknownStreamError
    return Stream(named[1].lstrip(b"0"), names_written_out(head), start)


def names_written_out(text: bytes) -> bytes:
    """Some text with the signs of names that are escaped in it (``/A#50`` for ``/AP``) written out."""
    return _ESCAPE.sub(lambda sign: bytes([int(sign[1], 16)]), text) if b"#" in text else text


def unpacked(data: bytes, stream: Stream, most: int) -> bytes:
    """The bytes of a stream with its filters undone, as PDFium would undo them.

    Raises:
        UnknownStreamError: There would be more than ``most`` of them; a filter is not known; it is damaged.
    """
    filters = _filters(stream.head)
    body: bytes | memoryview
    if filters and filters[0] in _DEFLATED:  # it says itself where it ends
        body = memoryview(data)[stream.start :]
    else:
        length = _LENGTH.search(stream.head)
        told = stream.start + int(length[1][:9]) if length else 0
        end = data.find(b"endstream", stream.start)
        if end < 0:
            raise UnknownStreamError
        body = data[stream.start : max(end, told)]
    for name in filters:
        if name in _PICTURES:
            break
        if name in _DEFLATED:
            body = _inflated(body, most)
        elif name in _TYPED:
            body = _typed(bytes(body), _TYPED[name])
        else:
            raise UnknownStreamError
    if len(body) > most:
        raise UnknownStreamError
    return bytes(body)


def _filters(head: bytes) -> list[bytes]:
    found = _FILTER.findall(head)
    if not found:
        return []
    value = b"".join(found[0])
    names = _NAME.findall(value)
    if len(found) > 1 or not names or re.search(rb"\d[" + WHITE + rb"]+R", value):
        raise UnknownStreamError
    return names


def _inflated(packed: bytes | memoryview, most: int) -> bytes:
    undo = zlib.decompressobj()
    pieces: list[bytes] = []
    for at in range(0, len(packed), _PIECE):
        try:
            pieces.append(undo.decompress(packed[at : at + _PIECE], most + 1))
        except zlib.error as error:
            raise UnknownStreamError from error
        most -= len(pieces[-1])
        if most < 0 or undo.unconsumed_tail:
            raise UnknownStreamError
        if undo.eof:
            return b"".join(pieces)
    raise UnknownStreamError


def _typed(packed: bytes, base: int) -> bytes:
    """Undo the filters that write bytes in printable signs."""
    if len(packed) > _MOST_TYPED:
        raise UnknownStreamError
    try:
        if base == 85:
            return base64.a85decode(packed.partition(b"~>")[0], ignorechars=b"\0\t\n\f\r ")
        signs = packed.partition(b">")[0].translate(None, b"\0\t\n\f\r ")
        return bytes.fromhex((signs + b"0" * (len(signs) % 2)).decode("ascii"))
    except ValueError as error:
        raise UnknownStreamError from error
