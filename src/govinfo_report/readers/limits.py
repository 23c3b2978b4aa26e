"""Limits that a document must keep before any parser sees it."""

from __future__ import annotations

from attrs import frozen

__all__ = ["Limits"]


@frozen(kw_only=True)
class Limits:
    """How much a document may hold. A report needs a small part of each.

    Attributes:
        file_bytes: Size of the file.
        members: Files in an archive.
        unpacked_bytes: Their size unpacked, together.
        cells: Filled cells on a worksheet.
        pages: Pages of a PDF; what is behind them is not read.
        strings: Characters of text in a workbook.
    """

    file_bytes: int = 50_000_000
    members: int = 2_000
    unpacked_bytes: int = 100_000_000
    cells: int = 300_000
    pages: int = 200
    strings: int = 20_000_000
