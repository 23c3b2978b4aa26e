"""Formats that other packages write.

An entry point of the group ``govinfo_report.writers`` leads to a `Writer`; its suffix may be none of the
library's own.
"""

from __future__ import annotations

from collections.abc import Callable

from attrs import frozen

from govinfo_report.plugins import plugins, refused
from govinfo_report.raw import RawReport

__all__ = ["Writer", "writer_for"]


@frozen(kw_only=True)
class Writer:
    """A format.

    Attributes:
        suffix: The ending of its files, without the dot; also the format's name.
        render: Makes the bytes of a file of a report as printed. A built report is handed over as it would
            be printed, totals included. It raises `WriteError` for what the format cannot hold.
    """

    suffix: str
    render: Callable[[RawReport], bytes]


def writer_for(suffix: str) -> Writer | None:
    """The writer of another package for a suffix; ``None`` where there is none."""
    for plugin in plugins("writers"):
        if not isinstance(plugin.value, Writer):
            raise refused(plugin, "应是一个 Writer。", "A Writer is wanted.")
        if plugin.value.suffix == suffix:
            return plugin.value
    return None
