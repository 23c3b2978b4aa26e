"""Whether a PDF may be a burden to the process that reads it, told from its bytes alone.

PDFium, which reads it, has no limits of its own: kilobytes can unpack to gigabytes, or draw forms inside
forms a million times. So the bytes are looked through before PDFium gets them, and a file that may be a
burden is read in a process of its own. Whatever is not understood here (encryption, rare filters, damage)
counts as a burden: that costs a process; to take a heavy file for a light one would cost the memory.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from math import prod

from attrs import frozen

from govinfo_report.readers.pdf.glyphs import most_components
from govinfo_report.readers.pdf.streams import (
    REGULAR,
    WHITE,
    Stream,
    UnknownStreamError,
    find_streams,
    names_written_out,
    unpacked,
)

__all__ = ["foreseen", "is_burden"]

_MOST_BYTES = 50_000_000
"""Of all streams unpacked, together; PDFium holds a page's twice."""
_MOST_DRAWN_BYTES = 5_000_000
"""Of what is drawn; many pages may draw the same."""
_MOST_DRAWN = 400_000
"""Operators and characters; each may make an object of some 500 bytes."""
_MOST_TOKENS = 1_000_000
"""Of everything that is not drawn; each may make an object of some 60 bytes."""

_REFERENCE = re.compile(rb"R(?<=[" + WHITE + rb"]R)(?!" + REGULAR + rb")")
_REFERRED = re.compile(
    rb"[" + WHITE + rb"]+\d+[" + WHITE + rb"]+(\d+)(?:[" + WHITE + rb"]*(" + REGULAR + rb"*)/)?"
)
"""Backwards: the number of a reference, and the name before it."""
_LONGEST = 60
"""Bytes of a reference and the name before it."""
_OTHER_KINDS = rb"(?:Image|Type1C|CIDFontType0C|OpenType|XML)(?!" + REGULAR + rb")"
_FORM = re.compile(rb"/Form(?!" + REGULAR + rb")|/Subtype(?![" + WHITE + rb"]*/" + _OTHER_KINDS + rb")")
_CALL = re.compile(rb"[" + WHITE + rb"]Do(?!" + REGULAR + rb")")
_UNWEIGHED = (b"/Encrypt", b"/AcroForm")
"""What is encrypted cannot be looked through; fields may stand in fields in fields."""
_STITCHED = re.compile(rb"/FunctionType[" + WHITE + rb"]*3")
_MOST_COMPONENTS = 1_000
"""Glyphs that a glyph of a font is made of."""
_SLOW = re.compile(rb"/(?:PatternType[" + WHITE + rb"]*1|ShadingType[" + WHITE + rb"]*[14567])(?![0-9])")
"""Tiles, of which a few bytes cover a page a million times, and shadings worked out point by point: a page
that has to be looked at is drawn with them."""
_MOST_CALLS = 500
"""Forms and pictures drawn, where some are groups; each of these may be mixed with the whole page."""
_MOST_STITCHED = 10
"""Functions made of functions; each may stand in the next several times."""
_NUMBERED = rb"(?:\d+[" + WHITE + rb"]*)?"
_ODD = re.compile(
    rb"[" + WHITE + rb"\[]\d+[" + WHITE + rb"]*%[^\r\n]*[\r\n][" + WHITE + rb"]*" + _NUMBERED + rb"$"
    rb"|[" + WHITE + rb"]{30}" + _NUMBERED + rb"$"
)
"""What may stand in a reference and hide its number."""
_DRAWS_PICTURES_AS_MARKS = (b"/CharProcs", b"/AP")
"""Where glyphs and appearances are drawn, what calls itself a picture may be one of them."""
_NESTING = re.compile(rb"(?:^|[" + WHITE + rb"\])>}])(q|Q|W\*?|BMC|BDC|EMC)(?!" + REGULAR + rb")")
_FEW_NESTED = 1_000
_MOST_NESTED = 5_000_000

#: What these names refer to is parsed as something else than drawing.
_NOT_DRAWN = frozenset(
    {
        b"FontFile",
        b"FontFile2",
        b"FontFile3",
        b"ToUnicode",
        b"CIDToGIDMap",
        b"ICCBased",
        b"Metadata",
        b"Extends",
    }
)
#: What these names refer to is parsed as a list of codes.
_MAPS = frozenset({b"Encoding", b"UseCMap", b"ToUnicode"})
#: What these names refer to, or no name, is drawn even where it calls itself a picture.
_DRAWN = frozenset({None, b"Contents", b"N", b"R", b"D"})

#: Bytes by what they are to a reader of operators: ``a`` in a word, a space after which a word may begin,
#: ``/`` what keeps a word from being an operator.
_KINDS = bytes(
    ord("a")
    if chr(byte).isascii() and (chr(byte).isalpha() or chr(byte) in "'\"*")
    else ord(" ")
    if byte in b"\0\t\n\f\r )]>}"
    else ord("/")
    if byte in b"(<[{/%"
    else ord("0")
    for byte in range(256)
)

_Uses = Mapping[bytes, Sequence[bytes | None]]


@frozen
class _Drawing:
    """A stream that is drawn, or may be.

    Attributes:
        size: Its bytes unpacked.
        times: How often a page may draw it: as often as it is referred to without a name of its own.
        marks: How many operators and characters there may be in it.
        calls: How often it draws something that stands elsewhere: a form or a picture.
        form: Whether it may be a form, which others draw.
    """

    size: int
    times: int
    marks: int
    calls: int
    form: bool


def is_burden(data: bytes) -> bool:
    """Whether PDFium may take much memory or time for a file, or nobody can tell.

    Much is more than 50 MB of unpacked streams, 5 MB or 400,000 operators and characters drawn, or a million
    other tokens. These are no limits: such a file is read all the same, apart.
    """
    try:
        return _tokens(data) > _MOST_TOKENS or foreseen(data) > _MOST_DRAWN
    except UnknownStreamError:
        return True


def foreseen(data: bytes) -> int:
    """How many operators and characters the pages of a file may come to at most.

    Raises:
        UnknownStreamError: It cannot be told, or there is too much to look through.
    """
    streams = find_streams(data)
    left = _MOST_BYTES
    objects = b""
    for stream in streams:
        if _holds_objects(stream):
            objects += b" " + unpacked(data, stream, left - len(objects))
    if _tokens(objects) > _MOST_TOKENS or b"stream" in objects:
        raise UnknownStreamError
    texts = [names_written_out(data), names_written_out(objects)]
    if any(name in text for name in _UNWEIGHED for text in texts):
        raise UnknownStreamError
    if sum(len(_STITCHED.findall(text)) for text in texts) > _MOST_STITCHED:
        raise UnknownStreamError
    if any(_SLOW.search(text) for text in texts):
        raise UnknownStreamError
    pictures = not any(name in text for name in _DRAWS_PICTURES_AS_MARKS for text in texts)
    uses = _uses(*texts)
    left -= len(objects)
    drawings: list[_Drawing] = []
    nesting: list[bytes] = []
    mapped = 0
    for stream in streams:
        names = uses.get(stream.number, ())
        if (not names and _holds_objects(stream)) or (pictures and _is_picture(stream, names)):
            continue
        body = unpacked(data, stream, left)
        left -= len(body)
        if most_components(body, _MOST_COMPONENTS) > _MOST_COMPONENTS:
            raise UnknownStreamError
        if _FORM.search(stream.head) or not names or any(name not in _NOT_DRAWN for name in names):
            drawings.append(_drawing(stream, body, names))
            nesting.append(body)
        if _MAPS.intersection(names):
            mapped += _tokens(body)
    if mapped > _MOST_TOKENS or _nested(nesting) > _MOST_NESTED:
        raise UnknownStreamError
    if sum(drawing.size * drawing.times for drawing in drawings) > _MOST_DRAWN_BYTES:
        raise UnknownStreamError
    if sum(drawing.calls * drawing.times for drawing in drawings) > _MOST_CALLS and any(
        b"/Transparency" in text for text in texts
    ):
        raise UnknownStreamError
    return _drawn(drawings, sum(text.count(b"/AP") for text in texts))


def _holds_objects(stream: Stream) -> bool:
    return b"/ObjStm" in stream.head or b"/XRef" in stream.head


def _is_picture(stream: Stream, names: Sequence[bytes | None]) -> bool:
    """Whether it is a picture to PDFium, too, which unpacks a picture only to show it."""
    return (
        b"/Image" in stream.head
        and _FORM.search(stream.head) is None
        and bool(names)
        and not _DRAWN.intersection(names)
    )


def _uses(*texts: bytes) -> _Uses:
    """Under which names streams are referred to, by their number; None for no name: in a list."""
    uses: dict[bytes, list[bytes | None]] = defaultdict(list)
    for text in texts:
        for found in _REFERENCE.finditer(text):
            before = text[max(0, found.start() - _LONGEST) : found.start()]
            referred = _REFERRED.match(before[::-1])
            if referred is not None:
                name = referred[2][::-1] if referred[2] is not None else None
                uses[referred[1][::-1].lstrip(b"0")].append(name)
            elif _ODD.search(before):
                raise UnknownStreamError
    return uses


def _drawing(stream: Stream, body: bytes, names: Sequence[bytes | None]) -> _Drawing:
    marks = _operators(body) + _characters(body)
    if b"/Predictor" in stream.head or b"/DecodeParms" in stream.head:
        marks = max(marks, len(body))  # what is in it shows only when it is undone
    return _Drawing(
        size=len(body),
        times=max(1, sum(name in (None, b"Contents") for name in names)),
        marks=marks,
        calls=len(_CALL.findall(body)) if b"Do" in body else 0,
        form=_FORM.search(stream.head) is not None,
    )


def _drawn(drawings: Sequence[_Drawing], shown: int) -> int:
    """The most that the pages can come to, with the forms that they and the annotations draw.

    Every form that draws others is taken to draw all the rest, one inside the other.
    """
    forms = [drawing for drawing in drawings if drawing.form]
    pages = [drawing for drawing in drawings if not drawing.form]
    inside = [form for form in forms if form.calls]
    deepest = max((form.marks for form in forms), default=0) + sum(form.marks for form in inside)
    calls = sum(page.calls * page.times for page in pages) + shown
    own = sum(page.marks * page.times for page in pages)
    return own + calls * deepest * prod(form.calls for form in inside)


def _nested(bodies: Sequence[bytes]) -> int:
    """How much drawing keeps of what is clipped or marked: each clip and each mark keeps all around it."""
    if sum(body.count(b"W") + body.count(b"BMC") + body.count(b"BDC") for body in bodies) <= _FEW_NESTED:
        return 0
    cost = clips = marks = 0
    kept: list[int] = []
    for body in bodies:
        for found in _NESTING.finditer(body):
            operator = found[1]
            if operator == b"q":
                kept.append(clips)
            elif operator == b"Q":
                clips = kept.pop() if kept else clips
            elif operator == b"EMC":
                marks = max(0, marks - 1)
            elif operator.startswith(b"W"):
                clips += 1
            else:
                marks += 1
            cost += clips + marks
    return cost


def _operators(body: bytes) -> int:
    """How many operators a stream may have: words that follow a space or the end of an operand."""
    return (b" " + body).translate(_KINDS).count(b" a")


def _characters(body: bytes) -> int:
    """How many characters a stream may show: the bytes of what stands in ``()`` and ``<>``."""
    if not any(operator in body for operator in (b"Tj", b"TJ", b"'", b'"')):
        return 0
    shown = 0
    for part in body.split(b"(")[1:]:
        end = part.rfind(b")")
        shown += end if end >= 0 else len(part)
    for part in body.split(b"<")[1:]:
        end = part.find(b">")
        shown += (end if end >= 0 else len(part)) // 2
    return shown


def _tokens(body: bytes) -> int:
    """How many numbers, names and the like there may be: each begins after a space or with its own sign."""
    return len(body) - len(body.translate(None, b"\0\t\n\f\r ([</"))
