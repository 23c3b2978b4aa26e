"""`read` and `load`: from a path, bytes, an open file or a loaded workbook to a report."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Literal

from attrs import evolve

from govinfo_report.document import Document, Grid
from govinfo_report.document.limits import Limits
from govinfo_report.errors import ReadError
from govinfo_report.model import AnnualReport
from govinfo_report.ordinary import NoOrdinaryFile, ordinary_bytes, require_no_address
from govinfo_report.raw import RawReport
from govinfo_report.readers.formats import reader_named, reader_of
from govinfo_report.readers.reader import Product
from govinfo_report.source import shown

if TYPE_CHECKING:
    from openpyxl import Workbook
    from typing_extensions import TypeIs

__all__ = ["File", "content", "load", "open_document", "read"]

File = str | os.PathLike[str] | bytes | BinaryIO

_LONGEST_PATH, _SHOWN = 1024, 40
"""Characters of a path; what has more is a text. So many of them are shown."""


def read(
    source: File | Workbook,
    *,
    sheet: str | None = None,
    part: int | None = None,
    limits: Limits | None = None,
    name: str | None = None,
    isolate: bool = False,
    convert: bool = False,
) -> RawReport:
    """Read a report as printed. The format is told from the content, not from the file's name.

    A workbook that you have loaded, or made, with openpyxl is read as it is in memory: its formulas are
    computed, where that can be done exactly, and no stored result is used. What openpyxl keeps no trace of
    cannot be seen: conditional formats that Excel keeps apart (those that ask other worksheets among them).
    Where it leaves a trace, nothing is guessed: a worksheet with drawings, pictures, charts or comments is
    refused, and a figure typed as text is unreadable unless the workbook shows that it was loaded with
    ``rich_text=True``, because a part of it may be struck out. A workbook with ``read_only=True``,
    ``data_only=True`` or ``write_only=True`` is refused; whether links and macros were kept is the same.
    The file itself, given by its path or as bytes, is always read in full.

    Args:
        source: A path, the content as bytes, a binary file, or an openpyxl ``Workbook``.
        sheet: For workbooks, the only worksheet to look at.
        part: Which of several reports in one file, counted from 1: an office's own and its district's, or
            those of two years. Without it such a file is refused, and the refusal lists them.
        limits: How much the file may hold; not for a loaded workbook, which holds what it holds.
        name: What sources and errors call the file; its own name unless given.
        isolate: Take the file apart in a process that is kept for that, within ``limits.seconds`` and
            ``limits.memory``: for files that nobody trusts. A PDF is in any case, wherever a process can be
            started; with ``isolate=True`` it is refused elsewhere. What comes out of the file (grids and
            paragraphs) is looked through here, and so is JSON, of which ``limits.characters`` is the bound.
        convert: Have an installed LibreOffice convert what only an office program opens (.doc, .wps, .rtf,
            .odt, .ods, .xlsb, Word and Excel 2003 XML), within ``limits.seconds``; sources then say so.

    Raises:
        ReadError: It cannot be read; the error says why and what to do.
        TypeError: ``source`` is something else; or a loaded workbook, with ``isolate``.
    """
    if _is_loaded(source):
        if isolate:
            raise TypeError("isolate= is for files; a loaded workbook is in this process already")
        name = shown(name) if name is not None else None
        return _report(_loaded_document(source, sheet, name), sheet, name, part)
    limits = Limits() if limits is None else limits
    data, own_name = content(source, limits)
    name = shown(name) if name is not None else own_name
    if convert:
        from govinfo_report.readers.office import converted  # starts programs; few ask for it

        data, name = converted(data, name, limits)
    reader = None if isolate else reader_of(data, name)
    if reader is None or reader.apart:
        from govinfo_report.worker import document_apart

        format_ = None if reader is None else reader.name
        document = document_apart(data, name=name, limits=limits, required=isolate, format=format_)
        if document is not None:
            return _report(document, sheet, name, part)
        reader = reader_named("json")  # the one format of reports that are stated path by path
    return _report(reader.read(data, name, limits), sheet, name, part)


def document_here(data: bytes, *, name: str | None, limits: Limits, format: str | None) -> Document | None:
    """The grids and paragraphs in some bytes, read by this process; ``None`` for JSON, which has none.

    Args:
        data: The content of the file.
        name: What sources and errors call it.
        limits: As of `read`.
        format: The name of the library's format that it is of; ``None`` where that is to be asked.

    Raises:
        ReadError: As `read`.
    """
    reader = reader_of(data, name) if format is None else reader_named(format)
    product = reader.read(data, name, limits)
    return product if isinstance(product, Document) else None


def load(
    source: File | Workbook,
    *,
    blanks: Literal["refuse", "zero"] = "refuse",
    marks: Literal["refuse", "zero"] = "refuse",
    sheet: str | None = None,
    part: int | None = None,
    limits: Limits | None = None,
    name: str | None = None,
    isolate: bool = False,
    convert: bool = False,
) -> AnnualReport:
    """Read a report that holds: `read` and `RawReport.to_report`, whose arguments it takes.

    Raises:
        ReadError: It cannot be read.
        InvalidReport: It does not hold.
    """
    raw = read(source, sheet=sheet, part=part, limits=limits, name=name, isolate=isolate, convert=convert)
    return raw.to_report(blanks=blanks, marks=marks)


def open_document(source: File, *, sheet: str | None = None, limits: Limits | None = None) -> Document:
    """The grids and paragraphs of a file, before recognition.

    Raises:
        ReadError: It cannot be read, or has none.
    """
    limits = limits or Limits()
    data, name = content(source, limits)
    product = reader_of(data, name).read(data, name, limits)
    if not isinstance(product, Document):
        raise ReadError("这种文件没有表格。", "A file of this kind has no tables.", where=name)
    return _of_sheet(product, sheet)


def _report(product: Product, sheet: str | None, name: str | None, part: int | None) -> RawReport:
    if isinstance(product, Document):
        from govinfo_report.recognise import recognise  # which a worker does not need

        return recognise(_of_sheet(product, sheet), part)
    if sheet is not None:
        raise _no_workbook(name)
    if part not in (None, 1):
        raise ReadError("这种文件只有一份报告。", "A file of this kind holds one report.", where=name)
    return RawReport.of(product)


def _of_sheet(document: Document, sheet: str | None) -> Document:
    """What a document has on one of its worksheets; all of it where none is asked for."""
    if sheet is None:
        return document
    names = list(dict.fromkeys(grid.sheet for grid in document.grids if grid.sheet is not None))
    if not names:
        raise _no_workbook(document.file)
    if sheet not in names:
        raise ReadError(
            f"工作簿里没有工作表“{sheet}”，只有：{'、'.join(names)}。",
            f"The workbook has no sheet “{sheet}”; it has {', '.join(names)}.",
            where=document.file,
        )
    blocks = (block for block in document.blocks if isinstance(block, Grid) and block.sheet == sheet)
    return evolve(document, blocks=tuple(blocks))


def _no_workbook(name: str | None) -> ReadError:
    return ReadError(
        "这不是工作簿，没有工作表可选。", "This is no workbook; there is no sheet to choose.", where=name
    )


def _is_loaded(source: object) -> TypeIs[Workbook]:
    """Whether something is a workbook of openpyxl, which is not imported for the question."""
    openpyxl = sys.modules.get("openpyxl")
    return openpyxl is not None and isinstance(source, openpyxl.Workbook)


def _loaded_document(workbook: Workbook, sheet: str | None, name: str | None) -> Document:
    from govinfo_report.readers.workbook.document import workbook_document
    from govinfo_report.readers.workbook.xlsx_openpyxl import stored_workbook

    return workbook_document(stored_workbook(workbook, sheet=sheet, file=name), file=name)


def content(source: File, limits: Limits) -> tuple[bytes, str | None]:
    """The bytes of a source and its name."""
    if not isinstance(limits, Limits):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise TypeError(f"limits= takes gr.Limits(…), not {type(limits).__name__}")
    if isinstance(source, bytes):
        data, name = source, None
    elif isinstance(source, str | os.PathLike):
        data, name = _from_path(Path(source), limits)
    elif not hasattr(source, "read"):
        raise TypeError(
            f"read() takes a path, bytes, a binary file or an openpyxl Workbook, not {type(source).__name__}"
        )
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
        require_no_address([str(path)])
        _refuse_text(path)
        raise ReadError("找不到文件。", "There is no such file.", where=str(path)) from error
    except IsADirectoryError as error:
        raise ReadError(
            "这是文件夹，不是文件。",
            "This is a folder, not a file.",
            where=str(path),
            advice_zh="请写出文件名；整个文件夹用 check 或 scan。",
            advice_en="Name a file; whole folders are for check and scan.",
        ) from error
    except NoOrdinaryFile as error:
        raise ReadError(
            "这不是普通文件（是设备、管道或套接字），未读取。",
            "This is no ordinary file (but a device, pipe or socket) and was not read.",
            where=str(path),
            advice_zh="标准输入用“-”。",
            advice_en="Standard input is -.",
        ) from error
    except (OSError, ValueError) as error:  # what no file can be called is no file
        _refuse_text(path)
        reason = getattr(error, "strerror", None) or str(error)
        raise ReadError(
            f"文件打不开（{reason}）。", f"The file cannot be opened ({reason}).", where=str(path)
        ) from error


def _refuse_text(path: Path) -> None:
    """Say how a text is read that was taken for the name of a file.

    Raises:
        ReadError: It has several lines, or more characters than a path.
    """
    name = str(path)
    if "\n" in name or len(name) > _LONGEST_PATH:
        raise ReadError(
            "这是一段文字，不是文件名。",
            "This is a text, not the name of a file.",
            where=f"{name[:_SHOWN].replace(chr(10), ' ')}…",
            advice_zh="要读这段文字，请写 gr.read(文字.encode())。",
            advice_en="To read the text itself, pass text.encode().",
        )


def _too_large(size: int, limits: Limits, name: str | None) -> ReadError:
    return ReadError(
        f"文件有 {size} 字节，超过上限 {limits.file_bytes}。",
        f"The file has {size} bytes; the limit is {limits.file_bytes}.",
        where=name,
        advice_zh="可用 limits= 放宽。",
        advice_en="Raise it with limits=.",
    )
