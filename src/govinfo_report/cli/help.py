"""The help of a command, in one language and within 80 places.

What a command and its options say of themselves is written once, ``中文 / English``, a paragraph each.
"""

from __future__ import annotations

import inspect
import re
import shutil
from collections.abc import Iterator, Sequence

import click

from govinfo_report.cli.language import Words
from govinfo_report.cli.lines import Line, drawn
from govinfo_report.writers.columns import filled, places

__all__ = ["help_text", "in_language", "usage_line"]

_WIDEST = 80
_TERM = 22
"""Places of what an option or command is called, at most; a longer one has a line of its own."""
#: Words for values in a usage → what they are called in Chinese.
_VALUES = {
    "DATE": "日期",
    "OPTIONS": "选项", "COMMAND": "命令", "ARGS": "参数", "FILE": "文件", "DIR": "文件夹",
    "OUT": "输出文件", "IN": "输入文件", "FORM": "空表", "REPORT": "报告", "LAST": "上年报告",
    "THIS": "本年报告", "CODE": "代码", "RULE": "规则", "LEVEL": "级别", "NAME": "名称", "INTEGER": "整数",
    "TEXT": "文字", "PATH": "路径", "WHEN": "何时",
}  # fmt: skip


def in_language(words: str, lang: str) -> str:
    """What a text says in both languages, in one: of each paragraph what stands before `` / ``, or behind."""
    paragraphs = (" ".join(each.split()) for each in inspect.cleandoc(words).split("\n\n"))
    return "\n\n".join(each.partition(" / ")[2 if lang == "en" else 0] for each in paragraphs)


def value_in(metavar: str, lang: str) -> str:
    """What stands for a value, ``FILE``, in the language."""
    if lang == "en":
        return metavar
    return re.sub(r"[A-Z]{2,}", lambda found: _VALUES.get(found[0], found[0]), metavar)


def usage_line(context: click.Context, lang: str) -> Line:
    """How the command is called."""
    pieces = context.command.collect_usage_pieces(context)
    usage = f"{Words(lang)('用法', 'Usage')}: {context.command_path} "
    return Line(usage, value_in(" ".join(pieces), lang))


def help_text(context: click.Context, lang: str) -> str:
    """The whole help."""
    width = min(shutil.get_terminal_size().columns, _WIDEST)
    return drawn(_lines(context, lang), width)


def _lines(context: click.Context, lang: str) -> Iterator[Line]:
    say, command = Words(lang), context.command
    yield usage_line(context, lang)
    for paragraph in in_language(command.help or "", lang).split("\n\n"):
        yield Line("")
        yield Line("  ", paragraph)
    records = [
        (value_in(term, lang), _said(words, lang))
        for param in command.get_params(context)
        if isinstance(param, click.Option)
        for term, words in [param.get_help_record(context) or ("", "")]
    ]
    yield from _listed(say("选项", "Options"), records)
    if isinstance(command, click.Group):
        commands = [(name, command.commands[name]) for name in command.list_commands(context)]
        yield from _listed(
            say("命令", "Commands"),
            [(name, in_language(each.help or "", lang).partition("\n")[0]) for name, each in commands],
        )


def _said(words: str, lang: str) -> str:
    """What is said of an option, with what click adds to it: ``[required]``, ``[x>=1]``."""
    said, bracket, added = words.partition("  [")
    required = Words(lang)("必须写明", "required")
    return in_language(said, lang) + bracket + added.replace("required", required)


def _listed(head: str, records: Sequence[tuple[str, str]]) -> Iterator[Line]:
    yield Line("")
    yield Line(f"{head}:")
    room = max(width for term, _ in records if (width := places(term)) <= _TERM)
    for term, words in records:
        if places(term) > room:
            yield Line("  ", term)
            term = ""
        yield Line(f"  {filled(term, room)}  ", words)
