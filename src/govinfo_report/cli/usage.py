"""What is wrong with a command as it was typed, said in Chinese where Chinese is spoken."""

from __future__ import annotations

import re
from collections import Counter
from difflib import get_close_matches
from itertools import pairwise
from typing import Any

import click

from govinfo_report.cli.help import usage_line, value_in
from govinfo_report.cli.language import Words, default_language

__all__ = ["require_once", "spoken", "usage_text"]

_QUOTED = re.compile(r"'([^']*)'")
_EXTRA = re.compile(r"Got unexpected extra arguments? \((.*)\)")


def spoken(arguments: list[str]) -> str:
    """The language asked for in a command that could not be understood; else that of the locale."""
    for here, behind in pairwise([*arguments, ""]):
        value = behind if here == "--lang" else here.removeprefix("--lang=")
        if here.startswith("--lang") and value in ("zh", "en"):
            return value
    return default_language()


def require_once(command: click.Command, arguments: list[str], ctx: click.Context) -> None:
    """Refuse an option that takes one value and stands twice.

    Raises:
        click.UsageError: One does; or the arguments cannot be understood.
    """
    own = click.Context(command, info_name=command.name, parent=ctx)
    _, _, order = command.make_parser(own).parse_args(list(arguments))
    for each, times in Counter(order).items():
        if times > 1 and isinstance(each, click.Option) and not (each.multiple or each.is_flag or each.count):
            name = max(each.opts, key=len)
            words = Words(spoken(arguments))
            raise click.UsageError(words(f"{name} 只能写一次。", f"{name} may be given once."), ctx=own)


def usage_text(error: click.ClickException, lang: str) -> str:
    """The error, how the command is used, and where its help is."""
    if lang == "en" or not isinstance(error, click.UsageError):
        lines = [f"Error: {error.format_message()}"] if lang == "en" else [f"错误: {error.format_message()}"]
    else:
        lines = [f"错误: {_chinese(error)}"]
    context = getattr(error, "ctx", None)
    if context is not None:
        lines.append(str(usage_line(context, lang)))
        lines.append(f"{'Help' if lang == 'en' else '帮助'}: {context.command_path} --help")
    return "\n".join(lines)


def _chinese(error: click.UsageError) -> str:
    if isinstance(error, click.NoSuchOption):
        return f"没有选项 {error.option_name}{_perhaps(list(error.possibilities or ())) or '。'}"
    if isinstance(error, click.MissingParameter) and error.param is not None:
        what = "选项" if isinstance(error.param, click.Option) else "参数"
        return f"缺少{what} {_name(error.param)}。"
    if isinstance(error, click.BadParameter) and error.param is not None:
        return (
            f"{_name(error.param)} 的值不对：{_wanted(error.param.type) or error.message.removesuffix('.')}。"
        )
    named = _QUOTED.search(error.message)
    if error.message.startswith("No such command") and named is not None and error.ctx is not None:
        group = error.ctx.command
        known = group.list_commands(error.ctx) if isinstance(group, click.Group) else []
        near = get_close_matches(named[1], known, n=2)
        return f"没有命令 {named[1]}{_perhaps(near) or '；命令有 ' + '、'.join(known) + '。'}"
    extra = _EXTRA.match(error.message)
    if extra is not None:
        return f"多出了参数 {extra[1]}。"
    return error.format_message()


def _wanted(kind: click.ParamType[Any]) -> str:
    if isinstance(kind, click.Choice):
        return f"应为 {'、'.join(map(str, kind.choices))} 之一"
    if isinstance(kind, click.DateTime):
        return "应为 年-月-日，如 2025-03-01"
    number = (
        "整数" if isinstance(kind, type(click.INT)) else "数" if isinstance(kind, type(click.FLOAT)) else ""
    )
    least = getattr(kind, "min", None)
    return number and f"应为{number}" + (f"，不小于 {least}" if least is not None else "")


def _name(param: click.Parameter) -> str:
    if isinstance(param, click.Option):
        return max(param.opts, key=len)
    return value_in((param.metavar or param.name or "").removesuffix("..."), "zh")


def _perhaps(near: list[str]) -> str:
    return f"；是不是 {' 或 '.join(near)}？" if near else ""
