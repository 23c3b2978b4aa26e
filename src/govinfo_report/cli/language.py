"""Which language to speak."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any, TypeVar

import click

__all__ = ["OPTIONS", "Words", "as_typed", "default_language", "language_option"]

#: What the library's messages tell a programmer to write → what is typed for it on the command line.
OPTIONS = {
    "overwrite=True": "--overwrite",
    "accept_loss=True": "--accept-loss",
    "undivided=True": "--undivided",
    'blanks="zero"': "--blanks zero",
    'marks="zero"': "--marks zero",
    "sheet=": "--sheet",
    "convert=True": "--convert",
    "part=": "--part ",
    "previous=": "--previous",
    "members=": "--member",
}

_Command = TypeVar("_Command", bound=Callable[..., Any])


def default_language() -> str:
    """English on an English locale, Chinese on any other or none."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            return "en" if value.lower().startswith("en") else "zh"
    return "zh"


class Words:
    """Picks between the Chinese and the English of what is said."""

    def __init__(self, lang: str) -> None:
        self.lang = lang

    def __call__(self, zh: str, en: str) -> str:
        """The one of the two in the language spoken."""
        return en if self.lang == "en" else zh


def as_typed(message: str) -> str:
    """A message of the library with the options of the command line in the place of Python's arguments."""
    for argument, option in OPTIONS.items():
        message = message.replace(argument, option)
    return message


def language_option(command: _Command) -> _Command:
    """The option that every command has."""
    return click.option(
        "--lang",
        type=click.Choice(["zh", "en"]),
        default=lambda: click.get_current_context().find_object(str) or default_language(),
        help="语言（默认随系统，否则中文） / language (default: by the locale, else zh)",
    )(command)
