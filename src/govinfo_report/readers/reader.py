"""What a format to read is: a value, the library's own formats and those of other packages alike."""

from __future__ import annotations

from collections.abc import Callable

from attrs import frozen

from govinfo_report.document import Document
from govinfo_report.document.limits import Limits
from govinfo_report.model import AnnualReport
from govinfo_report.raw import RawReport

__all__ = ["Product", "Reader"]

#: What is made of a file. A report is made of files that state one path by path, as JSON does.
Product = Document | RawReport | AnnualReport


@frozen(kw_only=True)
class Reader:
    """A format.

    Attributes:
        name: What the format is called.
        claims: Whether some bytes are of this format.
        read: Makes paragraphs and grids of them, given the bytes, the file's name and the limits; it raises
            `ReadError` for what it cannot read. Finding the tables is the library's business. A format that
            states a report path by path gives the report.
        apart: For the library's own: whether files are read in a process that is kept for that.
    """

    name: str
    claims: Callable[[bytes], bool]
    read: Callable[[bytes, str | None, Limits], Product]
    apart: bool = False
