"""What a file's bytes show at first sight: the members of an archive, how a text begins."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Collection
from io import BytesIO
from lzma import LZMAError

from govinfo_report.errors import ReadError

__all__ = [
    "any_in",
    "head_of",
    "holds",
    "is_archive",
    "is_binary",
    "is_old_office",
    "is_page",
    "members",
    "require_openable",
    "root_of",
]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HAN = re.compile(r"[\u4e00-\u9fff]{2}")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_HTML = re.compile(
    rb"<\s*(?:!doctype\s+html|html|head|body|table|div|meta|p|h[1-6]|center|span|section|article|main|font|style|ul|ol)\b",
    re.IGNORECASE,
)
_ROOT = re.compile(rb"(?:<[?!][^>]*>\s*)*<([\w:.-]+)")
"""The first element of an XML file, behind its declaration, its instructions and its comments."""
_MOST_MEMBERS = 50_000
_LONGEST_TYPE = 80
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    LZMAError,
    struct.error,
    RuntimeError,
    OSError,
    EOFError,
    NotImplementedError,
    ValueError,
)


def is_archive(data: bytes) -> bool:
    """Whether a file begins as a .zip archive does."""
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def members(data: bytes) -> tuple[Collection[str], bytes]:
    """The names of an archive's members, and what its ``mimetype`` says; nothing where it is damaged."""
    try:
        return _opened(data) if is_archive(data) else ((), b"")
    except (ReadError, *_DAMAGED):
        return (), b""


def _opened(data: bytes, file: str | None = None) -> tuple[Collection[str], bytes]:
    if data.count(b"PK\x01\x02") > _MOST_MEMBERS:  # zipfile makes an object of each before anybody counts
        raise ReadError("压缩包内文件过多。", "The archive has too many members.", where=file)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        names = set(archive.namelist())
        if "mimetype" not in names:
            return names, b""
        with archive.open("mimetype") as stream:
            return names, stream.read(_LONGEST_TYPE)


def require_openable(data: bytes, file: str | None) -> None:
    """Refuse what cannot be looked into.

    Raises:
        ReadError: It is a damaged archive or one of too many members, or an encrypted Office file.
    """
    if is_old_office(data) and holds(data, "EncryptedPackage"):
        raise ReadError(
            "文件已加密，无法读取。",
            "The file is encrypted.",
            where=file,
            advice_zh="请去掉打开密码后另存，再试。",
            advice_en="Save it without a password and try again.",
        )
    try:
        if is_archive(data):
            _opened(data, file)
    except _DAMAGED as error:
        raise ReadError(
            "文件已损坏。",
            f"The file is damaged ({error}).",
            where=file,
            advice_zh="请重新下载或另存一份。",
            advice_en="Download or save it again.",
        ) from error


def any_in(names: Collection[str], beginning: str) -> bool:
    """Whether one of some names begins so."""
    return any(name.startswith(beginning) for name in names)


def is_old_office(data: bytes) -> bool:
    """Whether a file begins as old Office files, and encrypted new ones, do."""
    return data.startswith(_OLE)


def holds(data: bytes, stream: str) -> bool:
    """Whether the container of an old Office file has a stream of a name."""
    return stream.encode("utf-16-le") in data


def encoding_marked(data: bytes) -> str | None:
    """The encoding that a text is marked with; or UTF-16 without a mark, if all of it is signs, some Chinese.

    In the other order of bytes its line ends and digits are signs of no script.
    """
    if data.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig"
    if data.startswith(_UTF_16):
        return "utf-16"
    head = data[: min(4096, len(data) // 2 * 2)]
    for encoding in ("utf-16-le", "utf-16-be") if b"\x00" in head else ():
        text = head.decode(encoding, errors="ignore")
        whole = all(sign.isspace() or sign.isprintable() for sign in text)
        if whole and _HAN.search(text) and any(sign.isascii() for sign in text):
            return encoding
    return None


def head_of(data: bytes) -> bytes:
    """The beginning of a text, as UTF-8 if it is marked as UTF-16: browsers and Word save pages so."""
    head = data[:4096]
    marked = encoding_marked(head)
    if marked is not None and marked.startswith("utf-16"):
        head = head[: len(head) // 2 * 2].decode(marked, errors="ignore").encode()
    return head.lstrip(b"\xef\xbb\xbf \t\r\n")


def root_of(data: bytes) -> bytes:
    """The name of the first element, where the text begins with one."""
    root = _ROOT.match(head_of(data))
    return root[1] if root is not None else b""


def is_page(data: bytes) -> bool:
    """Whether a text begins as web pages do."""
    head = head_of(data)
    return _HTML.match(head) is not None or (head.startswith(b"<") and _HTML.search(head) is not None)


def is_binary(data: bytes) -> bool:
    """Whether what stands at the beginning is no text."""
    return b"\x00" in head_of(data)
