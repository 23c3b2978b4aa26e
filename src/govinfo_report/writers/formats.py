"""Every format that is written.

An entry point of the group ``govinfo_report.writers`` leads to a `Writer` of another package; its suffixes
may be none of the library's own. The libraries that formats need are imported when a file is made.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from attrs import evolve

from govinfo_report.errors import WriteError
from govinfo_report.model import AnnualReport
from govinfo_report.plugins import Plugin, failing, plugins, refused
from govinfo_report.raw import RawReport
from govinfo_report.writers.characters import HALVES, check_characters
from govinfo_report.writers.faithful import require_faithful
from govinfo_report.writers.printing import Printout, printout_of
from govinfo_report.writers.writer import Writer

__all__ = ["WRITERS", "no_format", "writer_of"]

_SUFFIX = re.compile(r"[a-z0-9]{1,10}")


def _workbook(printout: Printout) -> bytes:
    from govinfo_report.writers.workbook.book import render_printed

    return render_printed(printout)


def _live_workbook(report: AnnualReport, members: Sequence[AnnualReport] = ()) -> bytes:
    from govinfo_report.writers.workbook.book import render_report

    require_faithful(printout_of(RawReport.of(report)), sheets=True)
    return render_report(report, members=members)


def _word(printout: Printout) -> bytes:
    from govinfo_report.writers.word.document import render_word

    return render_word(printout)


def _html(printout: Printout) -> bytes:
    from govinfo_report.writers.html import render_html

    return render_html(printout).encode()


def _markdown(printout: Printout) -> bytes:
    from govinfo_report.writers.markdown import render_markdown

    return render_markdown(printout).encode()


def _json(report: AnnualReport | RawReport) -> bytes:
    from govinfo_report.serialise import to_json

    document = to_json(report)
    check_characters(document, "JSON", HALVES, " JSON 文件", "a JSON file")
    return document.encode()


def _text(raw: RawReport) -> bytes:
    from govinfo_report.writers.text import render_text

    require_faithful(printout_of(raw), sheets=False, cells=True)
    return render_text(raw).encode()


def _drawn(suffix: str, draw: Callable[[Printout], bytes], *, sheets: bool = False, **more: Any) -> Writer:
    """A format that draws what is printed, findings included.

    Args:
        suffix: Its suffix.
        draw: Draws it.
        sheets: Whether each section has a worksheet of its own.
        more: Its other attributes.
    """

    def render(raw: RawReport) -> bytes:
        printout = printout_of(raw)
        require_faithful(printout, sheets=sheets)
        return draw(printout)

    return Writer(suffix=suffix, render=render, annotated=lambda result: draw(printout_of(result)), **more)


WRITERS: tuple[Writer, ...] = (
    _drawn("xlsx", _workbook, sheets=True, built=_live_workbook, summed=_live_workbook),
    _drawn("docx", _word),
    _drawn("html", _html, also=("htm",)),
    _drawn("md", _markdown, also=("markdown",)),
    Writer(suffix="json", render=_json, built=_json),
    Writer(suffix="txt", render=_text),
)


def writer_of(suffix: str) -> Writer:
    """The writer of a format.

    Args:
        suffix: One of its suffixes, without the dot.

    Raises:
        PluginError: A package adds something that is no writer, or whose suffix cannot be used.
        WriteError: There is no such format.
    """
    for writer in _every_writer():
        if suffix in (writer.suffix, *writer.also):
            return writer
    raise no_format(f"不认识的文件格式“{suffix}”。", f"Unknown format “{suffix}”.")


def no_format(zh: str, en: str, where: str | None = None) -> WriteError:
    """The error that a format is not known, which names those that are."""
    known = [writer.suffix for writer in _every_writer()]
    return WriteError(
        zh,
        en,
        where=where,
        advice_zh=f"可用：{'、'.join(known)}。",
        advice_en=f"Known are {', '.join(known)}.",
    )


def _every_writer() -> tuple[Writer, ...]:
    """The library's own formats and those that other packages add."""
    found = list(WRITERS)
    for plugin in plugins("writers"):
        if not isinstance(plugin.value, Writer):
            raise refused(plugin, "应是一个 Writer。", "A Writer is wanted.")
        taken = {suffix for writer in found for suffix in (writer.suffix, *writer.also)}
        for suffix in (plugin.value.suffix, *plugin.value.also):
            if _SUFFIX.fullmatch(suffix) is None or suffix in taken:
                raise refused(
                    plugin,
                    f"后缀“{suffix}”已被占用，或不是不带点的小写字母和数字。",
                    f"The suffix {suffix!r} is taken, or not small letters and digits without a dot.",
                )
        found.append(_guarded(plugin, plugin.value))
    return tuple(found)


def _guarded(plugin: Plugin, writer: Writer) -> Writer:
    """A writer whose failures are told as those of its package."""

    def by_plugin(make: Callable[..., object], *given: object) -> bytes:
        with failing(partial(_failed, plugin), but=(WriteError,)):
            data = make(*given)
            if not isinstance(data, bytes):
                raise TypeError(f"{type(data).__name__}, not bytes")
            return data

    makers = {name: getattr(writer, name) for name in ("render", "built", "summed", "annotated")}
    guarded: dict[str, Any] = {name: make and partial(by_plugin, make) for name, make in makers.items()}
    return evolve(writer, **guarded)


def _failed(plugin: Plugin, what: str) -> WriteError:
    return WriteError(
        f"扩展“{plugin.name}”写出时出错（{what}）。",
        f"The plugin {plugin.name!r} failed to write the report ({what}).",
        advice_zh="请报告给扩展的作者。",
        advice_en="Please report it to the author of the plugin.",
    )
