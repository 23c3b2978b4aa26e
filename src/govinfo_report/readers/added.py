"""Formats that other packages read.

An entry point of the group ``govinfo_report.readers`` leads to a `Reader`. It is asked before the library's
own formats are tried, and should claim only what is certainly its own.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from attrs import frozen

from govinfo_report.document import Document
from govinfo_report.document.limits import Limits
from govinfo_report.errors import ReadError
from govinfo_report.plugins import Plugin, failing, plugins, refused

__all__ = ["Reader", "document_by_added"]


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


def document_by_added(data: bytes, name: str | None, limits: Limits) -> Document | None:
    """What the reader of another package makes of some bytes; ``None`` where none claims them.

    Raises:
        PluginError: A package adds something that is no reader.
        ReadError: The reader refuses the bytes, or fails.
    """
    for plugin in plugins("readers"):
        reader = plugin.value
        if not isinstance(reader, Reader):
            raise refused(plugin, "应是一个 Reader。", "A Reader is wanted.")
        with failing(partial(_failed, plugin, name), but=(ReadError,)):
            if not reader.claims(data):
                continue
            document = reader.document(data, name, limits)
        if not isinstance(document, Document):  # pyright: ignore[reportUnnecessaryIsInstance]
            raise _failed(plugin, name, f"{type(document).__name__}, not Document")
        return document
    return None


def _failed(plugin: Plugin, name: str | None, what: str) -> ReadError:
    return ReadError(
        f"扩展“{plugin.name}”读取这份文件时出错（{what}）。",
        f"The plugin {plugin.name!r} failed to read the file ({what}).",
        where=name,
        advice_zh="请报告给扩展的作者。",
        advice_en="Please report it to the author of the plugin.",
    )
