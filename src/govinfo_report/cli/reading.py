"""What every command needs: a document from a file or standard input, and an error in words."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import Any, TypeVar

import click

import govinfo_report as gr
from govinfo_report.cli.language import Words, as_typed
from govinfo_report.cli.policies import settings_of
from govinfo_report.ordinary import ordinary_bytes

__all__ = [
    "as_json",
    "complaint",
    "convert_option",
    "is_converting",
    "part_option",
    "read_roster",
    "read_source",
]

_Command = TypeVar("_Command", bound=Callable[..., Any])
_CONVERT, _PART = "govinfo_report.convert", "govinfo_report.part"


def convert_option(command: _Command) -> _Command:
    """The option of every command that reads files: what only an office program opens is converted."""
    return click.option(
        "--convert",
        is_flag=True,
        expose_value=False,
        callback=lambda context, _, asked: context.meta.__setitem__(_CONVERT, asked),
        help="用 LibreOffice 转换 .doc 等 / have LibreOffice convert .doc and the like",
    )(command)


def part_option(command: _Command) -> _Command:
    """The option of every command that reads one report: which of several in a file."""
    return click.option(
        "--part",
        type=click.IntRange(min=1),
        metavar="N",
        expose_value=False,
        callback=lambda context, _, part: context.meta.__setitem__(_PART, part),
        help="文件里有几份报告时，看第几份 / which of several reports in the file",
    )(command)


def is_converting() -> bool:
    """Whether the command at hand was given ``--convert``, or its settings say so."""
    context = click.get_current_context()
    if not context.meta.get(_CONVERT):
        given = context.params
        own = settings_of(given.get("settings_file"), bool(given.get("no_settings")), with_baseline=False)
        context.meta[_CONVERT] = own.convert
    return bool(context.meta[_CONVERT])


def read_source(source: str, sheet: str | None) -> gr.RawReport:
    """The report of a file; ``-`` is standard input."""
    part = click.get_current_context().meta.get(_PART)
    # As much of an endless input as a file may have, and a byte by which it is known for too much.
    content = sys.stdin.buffer.read(gr.Limits().file_bytes + 1) if source == "-" else source
    return gr.read(content, sheet=sheet, part=part, convert=is_converting())


def read_roster(file: str) -> tuple[str, ...]:
    """The names in a roster: one agency a line, in UTF-8 or GB 18030; empty lines are passed over.

    Raises:
        SettingsError: The file cannot be read, is no text, or holds no name.
    """
    try:
        data = ordinary_bytes(file)
    except OSError as error:
        raise gr.SettingsError(
            "名单读不了。", f"The roster cannot be read: {error.strerror}.", where=file
        ) from None
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            names = tuple(name for line in data.decode(encoding).splitlines() if (name := line.strip()))
        except UnicodeDecodeError:
            continue
        if names and "\0" not in "".join(names):
            return names
    raise gr.SettingsError(
        "这不是名单。",
        "This is no roster.",
        where=file,
        advice_zh="名单是文本文件，每行一个机关的名称。",
        advice_en="A roster is a text file with the name of one agency a line.",
    )


def complaint(
    error: gr.ReadError | gr.WriteError | gr.SettingsError | gr.ConsolidationError | gr.PluginError, lang: str
) -> str:
    """An error in words."""
    return f"{Words(lang)('错误', 'error')}: {as_typed(error.message(lang))}"


def as_json(document: Any) -> str:
    """A document as the commands print it."""
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
