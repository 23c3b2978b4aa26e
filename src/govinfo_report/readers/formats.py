"""Every format that is read, and which of them a file is of.

What a file is, is told by its content; its name is not asked. Readers of other packages are asked first: an
entry point of the group ``govinfo_report.readers`` leads to a `Reader`, which should claim only what is
certainly its own. The libraries that formats need are imported when a file of theirs is met.
"""

from __future__ import annotations

from functools import partial

from attrs import evolve

from govinfo_report.document import Document
from govinfo_report.document.limits import Limits, within
from govinfo_report.errors import ReadError
from govinfo_report.model import AnnualReport
from govinfo_report.plugins import Plugin, failing, plugins, refused
from govinfo_report.raw import RawReport
from govinfo_report.readers import sniffing
from govinfo_report.readers.pages import mhtml
from govinfo_report.readers.reader import Product, Reader
from govinfo_report.readers.refused import (
    NOTHING,
    OTHER_ARCHIVE,
    OTHER_BEGINNING,
    OTHER_BINARY,
    OTHER_OFFICE,
    OTHER_PACKAGE,
    OTHER_XML,
)

__all__ = ["READERS", "reader_named", "reader_of"]


def _xlsx(data: bytes, file: str | None, limits: Limits) -> Document:
    from govinfo_report.readers.workbook.document import workbook_document
    from govinfo_report.readers.workbook.xlsx_stream import read_workbook

    return workbook_document(read_workbook(data, limits=limits, file=file), file=file)


def _xls(data: bytes, file: str | None, limits: Limits) -> Document:
    from govinfo_report.readers.workbook.document import workbook_document
    from govinfo_report.readers.workbook.xls import read_workbook

    return workbook_document(read_workbook(data, limits=limits, file=file), file=file)


def _docx(data: bytes, file: str | None, limits: Limits) -> Document:
    from govinfo_report.readers.word.document import docx_document

    return docx_document(data, limits=limits, file=file)


def _pdf(data: bytes, file: str | None, limits: Limits) -> Document:
    from govinfo_report.readers.pdf import pdf_document

    return pdf_document(data, limits=limits, file=file)


def _html(data: bytes, file: str | None, limits: Limits) -> Document:
    from govinfo_report.readers.pages.html import html_document

    return html_document(data, limits=limits, file=file)


def _mhtml(data: bytes, file: str | None, limits: Limits) -> Document:
    return _html(mhtml.page_of(data, limits=limits, file=file), file, limits)


def _json(data: bytes, file: str | None, limits: Limits) -> RawReport | AnnualReport:
    from govinfo_report.serialise import from_json

    return from_json(_decoded(data, file, limits), file=file)


def _text(data: bytes, file: str | None, limits: Limits) -> Document:
    from govinfo_report.readers.text.markdown import has_page_tables, is_markdown, markdown_document, page_of
    from govinfo_report.readers.text.text import text_document

    text = _decoded(data, file, limits)
    if has_page_tables(text):
        return _html(page_of(text).encode(), file, limits)
    document = markdown_document if is_markdown(text) else text_document
    return document(text, limits=limits, file=file)


def _decoded(data: bytes, file: str | None, limits: Limits) -> str:
    from govinfo_report.readers.text.text import decode

    text = decode(data, file=file)
    within(len(text), limits.characters, "字符数", "characters", file=file)
    return text


def _is_word(data: bytes) -> bool:
    return sniffing.any_in(sniffing.members(data)[0], "word/")


def _is_workbook(data: bytes) -> bool:
    names, _ = sniffing.members(data)
    return sniffing.any_in(names, "xl/") or "[Content_Types].xml" in names


def _is_old_workbook(data: bytes) -> bool:
    if not sniffing.is_old_office(data):
        return False
    telling = ("EncryptedPackage", "WordDocument", "Workbook", "Book")
    streams = {name for name in telling if sniffing.holds(data, name)}
    return bool(streams) and streams <= {"Workbook", "Book"}


#: In the order in which they are asked: the first that claims a file has it. What is not read is claimed,
#: and refused by its own name, before a format that it could be taken for; text is whatever is left.
READERS: tuple[Reader, ...] = (
    NOTHING,
    Reader(name="docx", claims=_is_word, read=_docx),
    OTHER_PACKAGE,
    Reader(name="xlsx", claims=_is_workbook, read=_xlsx),
    OTHER_ARCHIVE,
    Reader(name="xls", claims=_is_old_workbook, read=_xls),
    OTHER_OFFICE,
    Reader(name="pdf", claims=lambda data: b"%PDF-" in data[:1024], read=_pdf, apart=True),
    OTHER_BEGINNING,
    OTHER_XML,
    Reader(name="html", claims=sniffing.is_page, read=_html),
    Reader(name="mhtml", claims=lambda data: mhtml.is_archive(sniffing.head_of(data)), read=_mhtml),
    OTHER_BINARY,
    Reader(name="json", claims=lambda data: sniffing.head_of(data).startswith(b"{"), read=_json),
    Reader(name="text", claims=lambda _: True, read=_text),
)


def reader_named(name: str) -> Reader:
    """The library's own reader of a name."""
    return next(reader for reader in READERS if reader.name == name)


def reader_of(data: bytes, file: str | None = None) -> Reader:
    """The reader of a file.

    Raises:
        PluginError: A package adds something that is no reader.
        ReadError: The reader of another package fails over the question.
    """
    for plugin in plugins("readers"):
        reader = plugin.value
        if not isinstance(reader, Reader):
            raise refused(plugin, "应是一个 Reader。", "A Reader is wanted.")
        with failing(partial(_failed, plugin, file), but=(ReadError,)):
            if reader.claims(data):
                return evolve(reader, read=partial(_by_plugin, plugin), apart=False)
    return next(reader for reader in READERS if reader.claims(data))


def _by_plugin(plugin: Plugin, data: bytes, file: str | None, limits: Limits) -> Product:
    """What the reader of another package makes of a file.

    Raises:
        ReadError: It refuses the file, or fails.
    """
    with failing(partial(_failed, plugin, file), but=(ReadError,)):
        product: object = plugin.value.read(data, file, limits)
    if not isinstance(product, Product):
        raise _failed(plugin, file, f"{type(product).__name__}, not Document")
    return product


def _failed(plugin: Plugin, file: str | None, what: str) -> ReadError:
    return ReadError(
        f"扩展“{plugin.name}”读取这份文件时出错（{what}）。",
        f"The plugin {plugin.name!r} failed to read the file ({what}).",
        where=file,
        advice_zh="请报告给扩展的作者。",
        advice_en="Please report it to the author of the plugin.",
    )
