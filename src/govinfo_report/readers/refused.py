"""What is not read: each kind is a reader that refuses it by its own name, with a way that works."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain
from typing import NoReturn

from attrs import frozen

from govinfo_report.document.limits import Limits
from govinfo_report.errors import ReadError
from govinfo_report.findings import Text, behind_chinese
from govinfo_report.readers import sniffing
from govinfo_report.readers.reader import Reader

__all__ = [
    "NOTHING",
    "OTHER_ARCHIVE",
    "OTHER_BEGINNING",
    "OTHER_BINARY",
    "OTHER_OFFICE",
    "OTHER_PACKAGE",
    "OTHER_XML",
    "Refused",
    "refused_as",
]

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
_CONVERT = Text(
    "装有 LibreOffice 的，也可用 convert=True 由它转换。",
    " Where LibreOffice is installed, convert=True has it converted.",
)
_UNPACK = Text("请先解压。", "Unpack it first.")


@frozen
class Refused:
    """A kind of file that is not read.

    Attributes:
        zh, en: Its name.
        advice: What to do with it.
        suffix: That of its files, where an office program opens them; else empty.
        target: What such a program makes of them: ``docx`` or ``xlsx``.
    """

    zh: str
    en: str
    advice: Text
    suffix: str = ""
    target: str = ""


#: The first bytes of a file → what it is.
_BINARY = {
    b"\x89PNG": Refused("PNG 图片", "a PNG picture", _ORIGINAL),
    b"\xff\xd8\xff": Refused("JPEG 图片", "a JPEG picture", _ORIGINAL),
    b"GIF8": Refused("GIF 图片", "a GIF picture", _ORIGINAL),
    b"II*\x00": Refused("TIFF 图片", "a TIFF picture", _ORIGINAL),
    b"MM\x00*": Refused("TIFF 图片", "a TIFF picture", _ORIGINAL),
    b"Rar!": Refused("RAR 压缩包", "a RAR archive", _UNPACK),
    b"7z\xbc\xaf": Refused("7z 压缩包", "a 7z archive", _UNPACK),
    b"\x1f\x8b": Refused("gzip 压缩包", "a gzip archive", _UNPACK),
    b"{\\rtf": Refused("RTF 文件", "an RTF file", _DOCX, "rtf", "docx"),
}
#: The root of an XML file → what it is.
_XML = {
    b"w:wordDocument": Refused("Word 2003 XML 文档", "a Word 2003 XML document", _DOCX, "xml", "docx"),
    b"pkg:package": Refused("Word XML 文档", "a Word XML document", _DOCX, "xml", "docx"),
    b"Workbook": Refused("Excel 2003 XML 表格", "an Excel 2003 XML spreadsheet", _XLSX, "xml", "xlsx"),
    b"ss:Workbook": Refused("Excel 2003 XML 表格", "an Excel 2003 XML spreadsheet", _XLSX, "xml", "xlsx"),
    b"office:document": Refused(".fodt 或 .fods 文件", "a flat OpenDocument file", _EITHER),
    b"uof:UOF": Refused("标文通（.uof）文件", "a UOF file", _EITHER),
}
_ODT = Refused(".odt 文档", "an .odt document", _DOCX, "odt", "docx")
_ODS = Refused(".ods 工作簿", "an .ods workbook", _XLSX, "ods", "xlsx")
#: What an archive says of itself in its member ``mimetype`` → what it is. Templates say more behind it.
_TYPES = {
    b"application/vnd.oasis.opendocument.text": Refused(
        ".odt 文档", "an .odt document", _DOCX, "odt", "docx"
    ),
    b"application/vnd.oasis.opendocument.spreadsheet": Refused(
        ".ods 工作簿", "an .ods workbook", _XLSX, "ods", "xlsx"
    ),
    b"application/vnd.oasis.opendocument.presentation": Refused(
        ".odp 演示文稿", "an .odp presentation", _COPY
    ),
    b"application/vnd.oasis.opendocument": Refused("OpenDocument 文件", "an OpenDocument file", _COPY),
    b"application/epub+zip": Refused(".epub 电子书", "an .epub book", _COPY),
    b"vnd.uof.text": Refused("标文通（.uot）文档", "a UOF document (.uot)", _DOCX, "uot", "docx"),
    b"vnd.uof.spreadsheet": Refused("标文通（.uos）工作簿", "a UOF workbook (.uos)", _XLSX, "uos", "xlsx"),
    b"vnd.uof.presentation": Refused("标文通（.uop）演示文稿", "a UOF presentation (.uop)", _COPY),
}
#: How the name of an archive's member begins → what the archive is.
_MEMBERS = {
    "OFD.xml": Refused(".ofd 版式文件（GB/T 33190）", "an .ofd file (GB/T 33190)", _READER),
    "FixedDocSeq.fdseq": Refused(".xps 版式文件", "an .xps file", _READER),
    "FixedDocumentSequence.fdseq": Refused(".xps 版式文件", "an .xps file", _READER),
    "xl/workbook.bin": Refused(".xlsb 工作簿", "an .xlsb workbook", _XLSX, "xlsb", "xlsx"),
    "ppt/": Refused(".pptx 演示文稿", "a .pptx presentation", _COPY),
}
#: What stands in the container of old Office files → what it is; at last whatever else may.
_STREAMS = {
    "WordDocument": Refused("旧版 .doc（或 .wps）文件", "an old .doc (or .wps) file", _DOCX, "doc", "docx"),
    "PowerPoint Document": Refused("旧版 .ppt（或 .dps）演示文稿", "an old .ppt (or .dps) file", _COPY),
    "": Refused("旧版 Office 文件", "an old Office file", _XLSX),
}
_ARCHIVE = Refused("压缩包", "an archive", _UNPACK)
_UNKNOWN = Refused("二进制文件", "a binary file", _XLSX)


def _package(data: bytes) -> Refused | None:
    names, said = sniffing.members(data)
    by_type = (kind for beginning, kind in _TYPES.items() if said.startswith(beginning))
    by_member = (kind for start, kind in _MEMBERS.items() if sniffing.any_in(names, start))
    return next(chain(by_type, by_member), None)


def _office(data: bytes) -> Refused | None:
    streams = _STREAMS.items() if sniffing.is_old_office(data) else ()
    return next((kind for name, kind in streams if sniffing.holds(data, name)), None)


def _beginning(data: bytes) -> Refused | None:
    return next((kind for magic, kind in _BINARY.items() if data.startswith(magic)), None)


def _refusing(name: str, kind_of: Callable[[bytes], Refused | None]) -> Reader:
    def refuse(data: bytes, file: str | None, _: Limits) -> NoReturn:
        sniffing.require_openable(data, file)
        kind = kind_of(data)
        assert kind is not None
        raise ReadError(
            f"这是{behind_chinese(kind.zh)}，本版本不能读取。",
            f"This is {kind.en}, which this version does not read.",
            where=file,
            advice_zh=kind.advice.zh + _CONVERT.zh * bool(kind.target),
            advice_en=kind.advice.en + _CONVERT.en * bool(kind.target),
        )

    return Reader(name=name, claims=lambda data: kind_of(data) is not None, read=refuse)


def refused_as(data: bytes) -> Refused | None:
    """As what a file is refused; ``None`` for what is read, is unknown, or an archive of files."""
    for kind_of in (_package, _office, _beginning, lambda data: _XML.get(sniffing.root_of(data))):
        if (kind := kind_of(data)) is not None:
            return kind
    return None


def _nothing(_: bytes, file: str | None, __: Limits) -> NoReturn:
    raise ReadError("文件是空的。", "The file is empty.", where=file)


NOTHING = Reader(name="nothing", claims=lambda data: not data.strip(b"\x00 \t\r\n"), read=_nothing)
OTHER_PACKAGE = _refusing("another package", _package)
OTHER_ARCHIVE = _refusing("an archive", lambda data: _ARCHIVE if sniffing.is_archive(data) else None)
OTHER_OFFICE = _refusing("another old Office file", _office)
OTHER_BEGINNING = _refusing("a picture, or another archive", _beginning)
OTHER_XML = _refusing("another XML", lambda data: _XML.get(sniffing.root_of(data)))
OTHER_BINARY = _refusing("a binary file", lambda data: _UNKNOWN if sniffing.is_binary(data) else None)
