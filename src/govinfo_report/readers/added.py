"""Formats that other packages read.

An entry point of the group ``govinfo_report.readers`` leads to a `Reader`. It is asked before the library's
own formats are tried, and should claim only what is certainly its own.
"""

from __future__ import annotations

from collections.abc import Callable

from attrs import frozen

from govinfo_report.plugins import plugins, refused
from govinfo_report.readers.limits import Limits
from govinfo_report.recognise import Document

__all__ = ["Reader", "reader_for"]


@frozen(kw_only=True)
class Reader:
    """A format.

    Attributes:
        name: What the format is called.
        claims: Whether some bytes are of this format.
        document: Makes paragraphs and grids of them, given the bytes, the file's name and the limits; it
            raises `ReadError` for what it cannot read. Finding the tables is the library's business.
    """

    name: str
    claims: Callable[[bytes], bool]
    document: Callable[[bytes, str | None, Limits], Document]


def reader_for(data: bytes) -> Reader | None:
    """The reader of another package that claims some bytes; ``None`` where none does."""
    for plugin in plugins("readers"):
        if not isinstance(plugin.value, Reader):
            raise refused(plugin, "应是一个 Reader。", "A Reader is wanted.")
        if plugin.value.claims(data):
            return plugin.value
    return None
