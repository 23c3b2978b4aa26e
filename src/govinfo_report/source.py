"""Where in a document something stands, so that a person can go and look."""

from __future__ import annotations

import os
import re

import attrs
from attrs import frozen

__all__ = ["Source", "column_letters", "column_of", "shown"]

_NO_TEXT = re.compile("[\ud800-\udfff]")


def shown(path: str | os.PathLike[str]) -> str:
    r"""A file's name as text for people and for files in UTF-8: what of it is no text stands escaped.

    Names on disk are bytes. Those of another encoding (GBK, out of an archive made on Windows) come as text
    with surrogates, by which the file is opened and which nothing can be written with: ``\xc4\xea.txt``.
    """
    return _NO_TEXT.sub(_escaped, os.fspath(path))


def _escaped(found: re.Match[str]) -> str:
    code = ord(found[0])
    return f"\\x{code - 0xDC00:02x}" if 0xDC80 <= code <= 0xDCFF else f"\\u{code:04x}"


@frozen(kw_only=True)
class Source:
    """A place in a document. Every part is ``None`` where it does not apply.

    Attributes:
        file: Name of the file as given by the caller.
        sheet: Name of the worksheet.
        cell: Address in the worksheet, such as ``F12``.
        page: Page, counted from 1.
        table: Table within the document, counted from 1.
        row: Row of the table, counted from 1.
        column: Column of the table, counted from 1.
        line: Line of the text, counted from 1.
    """

    file: str | None = None
    sheet: str | None = None
    cell: str | None = None
    page: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    line: int | None = None

    def __repr__(self) -> str:
        parts = ((each.name, getattr(self, each.name)) for each in attrs.fields(Source))
        return f"Source({', '.join(f'{name}={value!r}' for name, value in parts if value is not None)})"

    def __str__(self) -> str:
        return self.describe("en")

    def describe(self, lang: str = "zh") -> str:
        """The place in words, without the file: ``Sheet1!F12``, ``page 4, table 2, row 7, column 3``."""
        if self.cell is not None:
            return f"{self.sheet}!{self.cell}" if self.sheet is not None else self.cell
        parts = (
            ("page", "第{}页", self.page),
            ("table", "表{}", self.table),
            ("line", "，文件第{}行" if self.table is not None else "第{}行", self.line),
            ("row", "第{}行", self.row if self.line is None else None),
            ("column", "第{}列", self.column),
        )
        if lang == "en":
            words = [f"{name} {number}" for name, _, number in parts if number is not None]
            return ", ".join([self.sheet, *words] if self.sheet is not None else words)
        words = [template.format(number) for _, template, number in parts if number is not None]
        return "".join([f"{self.sheet} ", *words] if self.sheet is not None else words)


def column_letters(column: int) -> str:
    """The spreadsheet name of a column that counts from 0: 0 → ``A``, 27 → ``AB``."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_of(letters: str) -> int:
    """The column of a spreadsheet name, from 0: ``AB`` → 27."""
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return column - 1
