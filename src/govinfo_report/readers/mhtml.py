"""Web pages that a browser saved as one file (.mht, .mhtml): the page itself, out of the archive around it.

Such a file is a message of parts (RFC 2557), the first of which is the page unless the head names another.
"""

from __future__ import annotations

import base64
import binascii
import quopri
import re
from collections.abc import Iterator
from email.message import Message
from email.parser import BytesHeaderParser

from govinfo_report.errors import ReadError

__all__ = ["is_archive", "page_of"]

_HEAD = re.compile(rb"content-type:\s*multipart/(?:related|alternative|mixed)\b", re.IGNORECASE)
_BEGINS = re.compile(rb"[A-Za-z][A-Za-z0-9-]*:")
_DEEPEST = 5
_END_OF_HEAD = re.compile(rb"\r?\n[ \t]*\r?\n")


def is_archive(head: bytes) -> bool:
    """Whether a file that begins so is a saved page with its parts."""
    return _BEGINS.match(head) is not None and _HEAD.search(head) is not None


def page_of(data: bytes, *, file: str | None = None) -> bytes:
    """The page in a file, as the server sent it.

    Raises:
        ReadError: There is none in it, or it is damaged.
    """
    try:
        for kind, body in _parts(data.lstrip(b"\xef\xbb\xbf \t\r\n"), _DEEPEST):
            if kind == "text/html":
                return body
    except (ValueError, binascii.Error, LookupError) as error:
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


def _parts(data: bytes, deepest: int) -> Iterator[tuple[str, bytes]]:
    """The type and the bytes of each part, those of parts inside parts among them."""
    end = _END_OF_HEAD.search(data)
    if end is None:
        return
    head: Message = BytesHeaderParser().parsebytes(data[: end.start()] + b"\n\n")
    body = data[end.end() :]
    boundary = head.get_boundary()
    if boundary is None:
        yield head.get_content_type(), _decoded(body, str(head.get("Content-Transfer-Encoding", "")))
    elif deepest > 0:
        lines = re.compile(rb"(?:\A|\r?\n)--" + re.escape(boundary.encode()) + rb"(?:--)?[ \t]*(?:\r?\n|\Z)")
        for part in lines.split(body)[1:]:
            yield from _parts(part, deepest - 1)


def _decoded(body: bytes, encoding: str) -> bytes:
    encoding = encoding.strip().lower()
    if encoding == "base64":
        return base64.b64decode(b"".join(body.split()), validate=True)
    if encoding == "quoted-printable":
        return quopri.decodestring(body)
    return body
