"""Web pages that a browser saved as one file (.mht, .mhtml): the page itself, out of the archive around it.

Such a file is a message of parts (RFC 2557). The first page among them is the one that was saved; others
stand in its frames. A page without any cell of a table that is a frame for others shows what stands in them.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator

from govinfo_report.document.limits import Budget, Limits
from govinfo_report.errors import ReadError

__all__ = ["is_archive", "page_of"]

_HEAD = re.compile(rb"content-type:\s*multipart/(?:related|alternative|mixed)\b", re.IGNORECASE)
_BEGINS = re.compile(rb"[A-Za-z][A-Za-z0-9-]*:")
_CELL, _FRAME = re.compile(rb"<t[dh]\b", re.IGNORECASE), re.compile(rb"<i?frame\b", re.IGNORECASE)
_PAGES = frozenset((b"text/html", b"application/xhtml+xml"))
_DEEPEST = 5
_LONGEST_HEAD = 8_192
_END_OF_HEAD = re.compile(rb"\r?\n\r?\n")
_FOLDED = re.compile(rb"\r?\n[ \t]+")
_TYPE = re.compile(rb"^content-type: *([a-z0-9.+/-]{1,80})", re.IGNORECASE | re.MULTILINE)
_BOUNDARY = re.compile(rb"""; *boundary=(?:"([^"\r\n]{1,70})"|([^\s";]{1,70}))""", re.IGNORECASE)
_ENCODING = re.compile(rb"^content-transfer-encoding: *([a-z0-9-]{1,20})", re.IGNORECASE | re.MULTILINE)


def is_archive(head: bytes) -> bool:
    """Whether a file that begins so is a saved page with its parts."""
    return _BEGINS.match(head) is not None and _HEAD.search(head) is not None


def page_of(data: bytes, *, limits: Limits, file: str | None = None) -> bytes:
    """The page in a file, as the server sent it.

    Raises:
        ReadError: There is none in it, it is damaged, or has more parts than the limits allow.
    """
    parts = Budget(limits.members, "网页的部分数", "parts of the page", file)
    try:
        start = len(data) - len(data.lstrip(b"\xef\xbb\xbf \t\r\n"))
        first: bytes | None = None
        for kind, body in _parts(data, start, len(data), _DEEPEST, parts):
            if kind in _PAGES:
                if _CELL.search(body) is not None or (first is None and _FRAME.search(body) is None):
                    return body
                first = body if first is None else first
        if first is not None:
            return first
    except (ValueError, binascii.Error) as error:
        raise _no_page(f"（{error}）", f" ({error})", file) from error
    raise _no_page("", "", file)


def _no_page(zh: str, en: str, file: str | None) -> ReadError:
    return ReadError(
        f"这个 .mht 文件里没有网页，或已损坏{zh}。",
        f"There is no web page in this .mht file, or it is damaged{en}.",
        where=file,
        advice_zh="请在浏览器中打开后另存为网页（.html）。",
        advice_en="Open it in a browser and save it as a web page (.html).",
    )


def _parts(data: bytes, start: int, stop: int, deepest: int, parts: Budget) -> Iterator[tuple[bytes, bytes]]:
    """The type and the bytes of each part between two places, those of parts inside parts among them."""
    parts.spend()
    end = _END_OF_HEAD.search(data, start, min(stop, start + _LONGEST_HEAD))
    if end is None:
        return
    head = _FOLDED.sub(b" ", data[start : end.start()])
    kind, boundary, encoding = (pattern.search(head) for pattern in (_TYPE, _BOUNDARY, _ENCODING))
    if kind is None:
        return
    if not kind[1].lower().startswith(b"multipart/"):
        body = data[end.end() : stop]
        yield kind[1].lower(), _decoded(body, encoding[1].lower() if encoding is not None else b"")
    elif boundary is not None and deepest > 0:
        line = re.compile(rb"--" + re.escape(boundary[1] or boundary[2]) + rb"(?:--)?[ \t]*(?:\r?\n|\Z)")
        begun: int | None = None
        for found in line.finditer(data, end.end(), stop):
            if data[found.start() - 1] != ord("\n"):
                continue
            if begun is not None:
                yield from _parts(data, begun, found.start(), deepest - 1, parts)
            begun = found.end()
        if begun is not None:
            yield from _parts(data, begun, stop, deepest - 1, parts)


def _decoded(body: bytes, encoding: bytes) -> bytes:
    if encoding == b"base64":
        from base64 import b64decode  # few pages are archives

        return b64decode(b"".join(body.split()), validate=True)
    if encoding == b"quoted-printable":
        from quopri import decodestring

        return decodestring(body)
    return body
