"""What a file is, by its content; the name of a file is not asked."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from io import BytesIO
from typing import Literal

from govinfo_report.errors import ReadError
from govinfo_report.readers.mhtml import is_archive

__all__ = ["Format", "sniff"]

Format = Literal["xlsx", "xls", "docx", "pdf", "html", "mhtml", "json", "text"]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = re.compile(rb"<\s*(?:!doctype\s+html|html|head|body|table|div|meta)\b", re.IGNORECASE)

_BINARY = (
    (b"\x89PNG", "PNG 图片", "a PNG picture"),
    (b"\xff\xd8\xff", "JPEG 图片", "a JPEG picture"),
    (b"GIF8", "GIF 图片", "a GIF picture"),
    (b"Rar!", "RAR 压缩包", "a RAR archive"),
    (b"7z\xbc\xaf", "7z 压缩包", "a 7z archive"),
    (b"\x1f\x8b", "gzip 压缩包", "a gzip archive"),
    (b"{\\rtf", "RTF 文件", "an RTF file"),
)
_MOST_MEMBERS = 50_000
_SAVE_ZH = "请用 Excel 或 WPS 打开后另存为 .xlsx，再试。"
_SAVE_EN = "Open it in a spreadsheet program, save it as .xlsx and try again."
_DOCX_ZH = "请用 Word 或 WPS 打开后另存为 .docx，再试（soffice --headless --convert-to docx 亦可）。"
_DOCX_EN = "Save it as .docx in a word processor (or soffice --headless --convert-to docx) and try again."
_PASTE_ZH = "请把其中的表格复制到 Excel 中，存为 .xlsx，再试。"
_PASTE_EN = "Copy its tables into a spreadsheet, save that as .xlsx and try again."


def sniff(data: bytes, *, file: str | None = None) -> Format:
    """The format of a file.

    Raises:
        ReadError: It is empty, encrypted, or of a kind that is not read; says which, and what to do.
    """
    if not data.strip(b"\x00 \t\r\n"):
        raise ReadError("文件是空的。", "The file is empty.", where=file)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _sniff_zip(data, file)
    if data.startswith(_OLE):
        return _sniff_ole(data, file)
    if b"%PDF-" in data[:1024]:
        return "pdf"
    for magic, zh, en in _BINARY:
        if data.startswith(magic):
            raise _refused(zh, en, file, _PASTE_ZH, _PASTE_EN)
    head = _narrow(data[:4096]).lstrip(b"\xef\xbb\xbf \t\r\n")
    if _HTML.match(head) or (head.startswith(b"<") and _HTML.search(head)):
        return "html"
    if is_archive(head):
        return "mhtml"
    if b"\x00" in head and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _refused("二进制文件", "a binary file", file, _SAVE_ZH, _SAVE_EN)
    return "json" if head.startswith(b"{") else "text"


def _narrow(head: bytes) -> bytes:
    """The beginning of a file, as UTF-8 if it is marked as UTF-16: browsers and Word save pages so."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head[: len(head) // 2 * 2].decode("utf-16", errors="ignore").encode()
    return head


def _refused(zh: str, en: str, file: str | None, advice_zh: str, advice_en: str) -> ReadError:
    return ReadError(
        f"这是{zh}，本版本不能读取。",
        f"This is {en}, which this version does not read.",
        where=file,
        advice_zh=advice_zh,
        advice_en=advice_en,
    )


def _sniff_zip(data: bytes, file: str | None) -> Format:
    if data.count(b"PK\x01\x02") > _MOST_MEMBERS:  # zipfile makes an object of each before anybody counts
        raise ReadError("压缩包内文件过多。", "The archive has too many members.", where=file)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
            kind = b""
            if "mimetype" in names and archive.getinfo("mimetype").compress_type == zipfile.ZIP_STORED:
                with archive.open("mimetype") as stream:
                    kind = stream.read(80)
    except (
        zipfile.BadZipFile,
        zlib.error,
        struct.error,
        RuntimeError,
        OSError,
        EOFError,
        NotImplementedError,
        ValueError,
    ) as error:
        raise ReadError(
            f"文件已损坏（{error}）。",
            f"The file is damaged ({error}).",
            where=file,
            advice_zh="请重新下载或另存一份。",
            advice_en="Download or save it again.",
        ) from error
    if "xl/workbook.bin" in names:
        raise _refused(".xlsb 工作簿", "an .xlsb workbook", file, _SAVE_ZH, _SAVE_EN)
    if any(name.startswith("word/") for name in names):
        return "docx"
    if b"opendocument.spreadsheet" in kind:
        raise _refused(".ods 工作簿", "an .ods workbook", file, _SAVE_ZH, _SAVE_EN)
    if any(name.startswith("xl/") for name in names) or "[Content_Types].xml" in names:
        return "xlsx"
    raise _refused("压缩包", "an archive", file, "请先解压。", "Unpack it first.")


def _sniff_ole(data: bytes, file: str | None) -> Format:
    """Old Office files and encrypted new ones share a container; the names of its streams tell them apart."""
    names = {
        name: name.encode("utf-16-le") in data
        for name in ("EncryptedPackage", "WordDocument", "Workbook", "Book")
    }
    if names["EncryptedPackage"]:
        raise ReadError(
            "文件已加密，无法读取。",
            "The file is encrypted.",
            where=file,
            advice_zh="请去掉打开密码后另存，再试。",
            advice_en="Save it without a password and try again.",
        )
    if names["WordDocument"]:
        raise _refused("旧版 .doc（或 .wps）文件", "an old .doc (or .wps) file", file, _DOCX_ZH, _DOCX_EN)
    if names["Workbook"] or names["Book"]:
        return "xls"
    raise _refused("旧版 Office 文件", "an old Office file", file, _SAVE_ZH, _SAVE_EN)
