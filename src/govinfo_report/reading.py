"""`read` and `load`: from a path, bytes or an open file to a report."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import BinaryIO, Literal

from govinfo_report.document import Document
from govinfo_report.document.limits import Limits, within
from govinfo_report.errors import ReadError
from govinfo_report.model import AnnualReport
from govinfo_report.ordinary import NoOrdinaryFile, ordinary_bytes
from govinfo_report.raw import RawReport
from govinfo_report.readers.added import document_by_added
from govinfo_report.readers.pages.mhtml import page_of
from govinfo_report.readers.sniffing import Format, sniff
from govinfo_report.readers.text import text as text_reader
from govinfo_report.source import shown

__all__ = ["Input", "content", "load", "open_document", "read"]

Input = str | os.PathLike[str] | bytes | BinaryIO
Engine = Literal["stream", "openpyxl"]


def read(
    source: Input,
    *,
    engine: Engine = "stream",
    sheet: str | None = None,
    limits: Limits | None = None,
    name: str | None = None,
    isolate: bool = False,
) -> RawReport:
    """Read a report as printed. The format is told from the content, not from the file's name.

    Args:
        source: A path, the content as bytes, or a binary file.
        engine: For workbooks, the bounded reader of this library or openpyxl. They agree.
        sheet: For workbooks, the only worksheet to look at.
        limits: How much the file may hold.
        name: What sources and errors call the file; its own name unless given.
        isolate: Take the file apart in a process that is kept for that, within ``limits.seconds`` and
            ``limits.memory``: for files that nobody trusts. A PDF is in any case, wherever a process can be
            started; with ``isolate=True`` it is refused elsewhere. What comes out of the file (grids and
            paragraphs) is looked through here, and so is JSON, of which ``limits.characters`` is the bound.

    Raises:
        ReadError: It cannot be read; the error says why and what to do.
    """
    limits = Limits() if limits is None else limits
    data, own_name = content(source, limits)
    name = shown(name) if name is not None else own_name
    from govinfo_report.recognise import recognise  # which a worker does not need

    document = None if isolate else document_by_added(data, name, limits)
    if document is None:
        kind = None if isolate else sniff(data, file=name)
        read_document: Callable[..., Document | None] = document_here
        if isolate or kind == "pdf":
            from govinfo_report.worker import document_apart

            read_document = partial(document_apart, required=isolate)
        document = read_document(data, name=name, limits=limits, kind=kind, engine=engine, sheet=sheet)
    return recognise(document) if document is not None else _from_json(data, name, limits)


def document_here(
    data: bytes, *, name: str | None, limits: Limits, kind: Format | None, engine: Engine, sheet: str | None
) -> Document | None:
    """The grids and paragraphs in some bytes, read by this process; ``None`` for JSON, which has none.

    Args:
        data: The content of the file.
        name: What sources and errors call it.
        limits: As of `read`.
        kind: What it is; ``None`` where readers of other packages, and then its bytes, are to be asked.
        engine: As of `read`.
        sheet: As of `read`.

    Raises:
        ReadError: As `read`.
    """
    if kind is None:
        added = document_by_added(data, name, limits)
        if added is not None:
            return added
        kind = sniff(data, file=name)
    if kind == "json":
        return None
    if sheet is not None and kind not in ("xlsx", "xls"):
        raise ReadError(
            "这不是工作簿，没有工作表可选。", "This is no workbook; there is no sheet to choose.", where=name
        )
    return _document(data, kind, name, engine, sheet, limits)


def _from_json(data: bytes, name: str | None, limits: Limits) -> RawReport:
    from govinfo_report.serialise import from_json

    text = text_reader.decode(data, file=name)
    within(len(text), limits.characters, "字符数", "characters", file=name)
    report = from_json(text, file=name)
    return RawReport.of(report) if isinstance(report, AnnualReport) else report


def load(
    source: Input,
    *,
    blanks: Literal["refuse", "zero"] = "refuse",
    marks: Literal["refuse", "zero"] = "refuse",
    engine: Engine = "stream",
    sheet: str | None = None,
    limits: Limits | None = None,
    name: str | None = None,
    isolate: bool = False,
) -> AnnualReport:
    """Read a report that holds: `read` and `RawReport.to_report`, whose arguments it takes.

    Raises:
        ReadError: It cannot be read.
        InvalidReport: It does not hold.
    """
    raw = read(source, engine=engine, sheet=sheet, limits=limits, name=name, isolate=isolate)
    return raw.to_report(blanks=blanks, marks=marks)


def open_document(
    source: Input, *, engine: Engine = "stream", sheet: str | None = None, limits: Limits | None = None
) -> Document:
    """The grids and paragraphs of a workbook or text, before recognition.

    Raises:
        ReadError: It cannot be read, or has none.
    """
    data, name = content(source, limits or Limits())
    return _document(data, sniff(data, file=name), name, engine, sheet, limits or Limits())


def _document(
    data: bytes, kind: str, name: str | None, engine: Engine, sheet: str | None, limits: Limits
) -> Document:
    if kind in ("xlsx", "xls"):
        return _workbook(data, kind, name, engine, sheet, limits)
    if kind in ("html", "mhtml"):
        from govinfo_report.readers.pages.html import html_document

        page = page_of(data, limits=limits, file=name) if kind == "mhtml" else data
        return html_document(page, limits=limits, file=name)
    if kind == "docx":
        from govinfo_report.readers.word.document import docx_document

        return docx_document(data, limits=limits, file=name)
    if kind == "pdf":
        from govinfo_report.readers.pdf import pdf_document

        return pdf_document(data, limits=limits, file=name)
    if kind == "json":
        raise ReadError("JSON 文件没有表格。", "A JSON file has no tables.", where=name)
    from govinfo_report.readers.text.markdown import is_markdown, markdown_document

    text = text_reader.decode(data, file=name)
    within(len(text), limits.characters, "字符数", "characters", file=name)
    return (
        markdown_document(text, limits=limits, file=name)
        if is_markdown(text)
        else text_reader.text_document(text, limits=limits, file=name)
    )


def _workbook(
    data: bytes, kind: str, name: str | None, engine: Engine, sheet: str | None, limits: Limits
) -> Document:
    from govinfo_report.readers.workbook import document as xlsx
    from govinfo_report.readers.workbook import xls, xlsx_openpyxl, xlsx_stream

    if kind == "xls":
        workbook = xls.read_workbook(data, limits=limits, file=name)
    elif engine == "openpyxl":
        workbook = xlsx_openpyxl.read_workbook(data, limits=limits, file=name)
    else:
        workbook = xlsx_stream.read_workbook(data, limits=limits, file=name)
    names = [each.name for each in workbook.sheets]
    if sheet is not None and sheet not in names:
        raise ReadError(
            f"工作簿里没有工作表“{sheet}”，只有：{'、'.join(names)}。",
            f"The workbook has no sheet “{sheet}”; it has {', '.join(names)}.",
            where=name,
        )
    return xlsx.workbook_document(workbook, file=name, sheet=sheet)


def content(source: Input, limits: Limits) -> tuple[bytes, str | None]:
    """The bytes of a source and its name."""
    if not isinstance(limits, Limits):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise TypeError(f"limits= takes gr.Limits(…), not {type(limits).__name__}")
    if isinstance(source, bytes):
        data, name = source, None
    elif isinstance(source, str | os.PathLike):
        data, name = _from_path(Path(source), limits)
    elif not hasattr(source, "read"):
        raise TypeError(f"read() takes a path, bytes or a binary file, not {type(source).__name__}")
    else:
        data = source.read(limits.file_bytes + 1)
        name = getattr(source, "name", None)
        name = os.path.basename(name) if isinstance(name, str) else None
        if not isinstance(data, bytes):  # pyright: ignore[reportUnnecessaryIsInstance]
            raise TypeError("read() needs a file opened in binary mode")
    if len(data) > limits.file_bytes:
        raise _too_large(len(data), limits, name)
    return data, shown(name) if name is not None else None


def _from_path(path: Path, limits: Limits) -> tuple[bytes, str]:
    try:
        size = path.stat().st_size
        if size > limits.file_bytes:
            raise _too_large(size, limits, path.name)
        return ordinary_bytes(path, limits.file_bytes), path.name
    except FileNotFoundError as error:
        raise ReadError("找不到文件。", "There is no such file.", where=str(path)) from error
    except IsADirectoryError as error:
        raise ReadError(
            "这是文件夹，不是文件。",
            "This is a folder, not a file.",
            where=str(path),
            advice_zh="文件夹用 scan 读取。",
            advice_en="Folders are read by scan.",
        ) from error
    except NoOrdinaryFile as error:
        raise ReadError(
            "这不是普通文件（是设备、管道或套接字），未读取。",
            "This is no ordinary file (but a device, pipe or socket) and was not read.",
            where=str(path),
            advice_zh="标准输入用“-”。",
            advice_en="Standard input is -.",
        ) from error
    except OSError as error:
        raise ReadError(
            f"文件打不开（{error.strerror}）。",
            f"The file cannot be opened ({error.strerror}).",
            where=str(path),
        ) from error


def _too_large(size: int, limits: Limits, name: str | None) -> ReadError:
    return ReadError(
        f"文件有 {size} 字节，超过上限 {limits.file_bytes}。",
        f"The file has {size} bytes; the limit is {limits.file_bytes}.",
        where=name,
        advice_zh="可用 limits= 放宽。",
        advice_en="Raise it with limits=.",
    )
