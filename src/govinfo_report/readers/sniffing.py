"""What a file is, by its content; the name of a file is not asked."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from io import BytesIO
from lzma import LZMAError
from typing import Literal

from attrs import frozen

from govinfo_report.errors import ReadError
from govinfo_report.findings import Text, behind_chinese
from govinfo_report.readers.pages.mhtml import is_archive

__all__ = ["Format", "sniff"]

Format = Literal["xlsx", "xls", "docx", "pdf", "html", "mhtml", "json", "text"]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = re.compile(
    rb"<\s*(?:!doctype\s+html|html|head|body|table|div|meta|p|h[1-6]|center|span|section|article|main|font|style|ul|ol)\b",
    re.IGNORECASE,
)
_ROOT = re.compile(rb"(?:<[?!][^>]*>\s*)*<([\w:.-]+)")
"""The first element of an XML file, behind its declaration, its instructions and its comments."""
_MOST_MEMBERS = 50_000
_LONGEST_TYPE = 80

_XLSX = Text(
    "请用 Excel 或 WPS 打开后另存为 .xlsx，再试。",
    "Open it in a spreadsheet program, save it as .xlsx and try again.",
)
_DOCX = Text(
    "请用 Word、WPS 或 LibreOffice 打开后另存为 .docx，再试（soffice --headless --convert-to docx 亦可）。",
    "Save it as .docx in Word, WPS or LibreOffice (or soffice --headless --convert-to docx) and try again.",
)
_READER = Text(
    "请在阅读器里另存为（或转换成）PDF 或 .docx，再试。",
    "Save it as PDF or .docx in the program that shows it and try again.",
)
_EITHER = Text(
    "请用 LibreOffice 或 WPS 打开，文档另存为 .docx，表格另存为 .xlsx，再试。",
    "Open it in LibreOffice or WPS, save a document as .docx, a spreadsheet as .xlsx and try again.",
)
_COPY = Text(
    "请把其中的表格复制到 Excel 或 Word 里，存为 .xlsx 或 .docx，再试。",
    "Copy its tables into a spreadsheet or a document, save that as .xlsx or .docx and try again.",
)
_ORIGINAL = Text(
    "不识别图片里的文字；请用原来的文档，或照图录入。",
    "The text of pictures is not recognised; take the document it was made from, or type the figures in.",
)
_UNPACK = Text("请先解压。", "Unpack it first.")


@frozen
class _Refused:
    """A kind of file that is not read: its name, and what to do with it."""

    zh: str
    en: str
    advice: Text


#: The first bytes of a file → what it is.
_BINARY = {
    b"\x89PNG": _Refused("PNG 图片", "a PNG picture", _ORIGINAL),
    b"\xff\xd8\xff": _Refused("JPEG 图片", "a JPEG picture", _ORIGINAL),
    b"GIF8": _Refused("GIF 图片", "a GIF picture", _ORIGINAL),
    b"II*\x00": _Refused("TIFF 图片", "a TIFF picture", _ORIGINAL),
    b"MM\x00*": _Refused("TIFF 图片", "a TIFF picture", _ORIGINAL),
    b"Rar!": _Refused("RAR 压缩包", "a RAR archive", _UNPACK),
    b"7z\xbc\xaf": _Refused("7z 压缩包", "a 7z archive", _UNPACK),
    b"\x1f\x8b": _Refused("gzip 压缩包", "a gzip archive", _UNPACK),
    b"{\\rtf": _Refused("RTF 文件", "an RTF file", _DOCX),
}
#: The root of an XML file → what it is.
_XML = {
    b"w:wordDocument": _Refused("Word 2003 XML 文档", "a Word 2003 XML document", _DOCX),
    b"pkg:package": _Refused("Word XML 文档", "a Word XML document", _DOCX),
    b"Workbook": _Refused("Excel 2003 XML 表格", "an Excel 2003 XML spreadsheet", _XLSX),
    b"ss:Workbook": _Refused("Excel 2003 XML 表格", "an Excel 2003 XML spreadsheet", _XLSX),
    b"office:document": _Refused(".fodt 或 .fods 文件", "a flat OpenDocument file", _EITHER),
    b"uof:UOF": _Refused("标文通（.uof）文件", "a UOF file", _EITHER),
}
#: What an archive says of itself in its member ``mimetype`` → what it is. Templates say more behind it.
_TYPES = {
    b"application/vnd.oasis.opendocument.text": _Refused(".odt 文档", "an .odt document", _DOCX),
    b"application/vnd.oasis.opendocument.spreadsheet": _Refused(".ods 工作簿", "an .ods workbook", _XLSX),
    b"application/vnd.oasis.opendocument.presentation": _Refused(
        ".odp 演示文稿", "an .odp presentation", _COPY
    ),
    b"application/vnd.oasis.opendocument": _Refused("OpenDocument 文件", "an OpenDocument file", _COPY),
    b"application/epub+zip": _Refused(".epub 电子书", "an .epub book", _COPY),
    b"vnd.uof.text": _Refused("标文通（.uot）文档", "a UOF document (.uot)", _DOCX),
    b"vnd.uof.spreadsheet": _Refused("标文通（.uos）工作簿", "a UOF workbook (.uos)", _XLSX),
    b"vnd.uof.presentation": _Refused("标文通（.uop）演示文稿", "a UOF presentation (.uop)", _COPY),
}
#: How the name of an archive's member begins → what the archive is.
_MEMBERS = {
    "OFD.xml": _Refused(".ofd 版式文件（GB/T 33190）", "an .ofd file (GB/T 33190)", _READER),
    "FixedDocSeq.fdseq": _Refused(".xps 版式文件", "an .xps file", _READER),
    "FixedDocumentSequence.fdseq": _Refused(".xps 版式文件", "an .xps file", _READER),
    "xl/workbook.bin": _Refused(".xlsb 工作簿", "an .xlsb workbook", _XLSX),
    "ppt/": _Refused(".pptx 演示文稿", "a .pptx presentation", _COPY),
}


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
    for magic, kind in _BINARY.items():
        if data.startswith(magic):
            raise _refusal(kind, file)
    head = _narrow(data[:4096]).lstrip(b"\xef\xbb\xbf \t\r\n")
    root = _ROOT.match(head)
    if root is not None and root[1] in _XML:
        raise _refusal(_XML[root[1]], file)
    if _HTML.match(head) or (head.startswith(b"<") and _HTML.search(head)):
        return "html"
    if is_archive(head):
        return "mhtml"
    if b"\x00" in head and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _refusal(_Refused("二进制文件", "a binary file", _XLSX), file)
    return "json" if head.startswith(b"{") else "text"


def _narrow(head: bytes) -> bytes:
    """The beginning of a file, as UTF-8 if it is marked as UTF-16: browsers and Word save pages so."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head[: len(head) // 2 * 2].decode("utf-16", errors="ignore").encode()
    return head


def _refusal(kind: _Refused, file: str | None) -> ReadError:
    return ReadError(
        f"这是{behind_chinese(kind.zh)}，本版本不能读取。",
        f"This is {kind.en}, which this version does not read.",
        where=file,
        advice_zh=kind.advice.zh,
        advice_en=kind.advice.en,
    )


def _sniff_zip(data: bytes, file: str | None) -> Format:
    if data.count(b"PK\x01\x02") > _MOST_MEMBERS:  # zipfile makes an object of each before anybody counts
        raise ReadError("压缩包内文件过多。", "The archive has too many members.", where=file)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
            said = b""
            if "mimetype" in names:
                with archive.open("mimetype") as stream:
                    said = stream.read(_LONGEST_TYPE)
    except (
        zipfile.BadZipFile,
        zlib.error,
        LZMAError,
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
    for beginning, kind in _TYPES.items():
        if said.startswith(beginning):
            raise _refusal(kind, file)
    if any(name.startswith("word/") for name in names):
        return "docx"
    for member, kind in _MEMBERS.items():
        if any(name.startswith(member) for name in names):
            raise _refusal(kind, file)
    if any(name.startswith("xl/") for name in names) or "[Content_Types].xml" in names:
        return "xlsx"
    raise _refusal(_Refused("压缩包", "an archive", _UNPACK), file)


def _sniff_ole(data: bytes, file: str | None) -> Format:
    """Old Office files and encrypted new ones share a container; the names of its streams tell them apart."""
    names = {
        name: name.encode("utf-16-le") in data
        for name in ("EncryptedPackage", "WordDocument", "Workbook", "Book", "PowerPoint Document")
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
        raise _refusal(_Refused("旧版 .doc（或 .wps）文件", "an old .doc (or .wps) file", _DOCX), file)
    if names["Workbook"] or names["Book"]:
        return "xls"
    if names["PowerPoint Document"]:
        raise _refusal(_Refused("旧版 .ppt（或 .dps）演示文稿", "an old .ppt (or .dps) file", _COPY), file)
    raise _refusal(_Refused("旧版 Office 文件", "an old Office file", _XLSX), file)
