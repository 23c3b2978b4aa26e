"""Which language to speak."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any, TypeVar

import click

__all__ = ["INTERRUPTED", "Words", "default_language", "language_option"]

INTERRUPTED = 130
"""Exit status of what was broken off with Ctrl-C: 128 and the signal's number, as of every program."""

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


def language_option(command: _Command) -> _Command:
    """The option that every command has."""
    return click.option(
        "--lang",
        type=click.Choice(["zh", "en"]),
        default=default_language,
        help="语言 / language (default: by the locale, else zh)",
    )(command)
