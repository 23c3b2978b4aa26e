"""Formats that other packages write.

An entry point of the group ``govinfo_report.writers`` leads to a `Writer`; its suffix may be none of the
library's own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from functools import partial

from attrs import frozen

from govinfo_report.errors import WriteError
from govinfo_report.plugins import Plugin, failing, plugins, refused
from govinfo_report.raw import RawReport

__all__ = ["Writer", "added_suffixes", "render_by_added"]

_SUFFIX = re.compile(r"[a-z0-9]{1,10}")


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


def added_suffixes(taken: Collection[str]) -> tuple[str, ...]:
    """The suffixes of the formats that other packages write.

    Args:
        taken: The library's own.

    Raises:
        PluginError: A package adds something that is no writer, or whose suffix cannot be used.
    """
    found: list[str] = []
    for plugin in plugins("writers"):
        if not isinstance(plugin.value, Writer):
            raise refused(plugin, "应是一个 Writer。", "A Writer is wanted.")
        suffix = plugin.value.suffix
        if _SUFFIX.fullmatch(suffix) is None or suffix in (*taken, *found):
            raise refused(
                plugin,
                f"后缀“{suffix}”已被占用，或不是不带点的小写字母和数字。",
                f"The suffix {suffix!r} is taken, or not small letters and digits without a dot.",
            )
        found.append(suffix)
    return tuple(found)


def render_by_added(raw: RawReport, suffix: str) -> bytes:
    """The bytes that another package's writer makes of a report.

    Raises:
        WriteError: The writer refuses the report, or fails.
    """
    plugin = next(each for each in plugins("writers") if each.value.suffix == suffix)
    with failing(partial(_failed, plugin), but=(WriteError,)):
        data = plugin.value.render(raw)
        if not isinstance(data, bytes):
            raise TypeError(f"{type(data).__name__}, not bytes")
    return data


def _failed(plugin: Plugin, what: str) -> WriteError:
    return WriteError(
        f"扩展“{plugin.name}”写出时出错（{what}）。",
        f"The plugin {plugin.name!r} failed to write the report ({what}).",
        advice_zh="请报告给扩展的作者。",
        advice_en="Please report it to the author of the plugin.",
    )
