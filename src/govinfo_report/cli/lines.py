"""Lines for people: in colour and with a hanging indent on a terminal, as they are anywhere else."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable
from typing import TypeVar

import click
from attrs import frozen

from govinfo_report.findings import Severity
from govinfo_report.writers.characters import clean
from govinfo_report.writers.columns import folded, places

__all__ = ["TINTS", "Line", "color_option", "drawn", "terminal_width"]

_Command = TypeVar("_Command", bound=click.Command)

TINTS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
"""Colours of what is said of a finding, by its weight."""
_LEAST = 40
"""Places in which it is still worth while to arrange anything."""


@frozen
class Line:
    """A line, which may go on below.

    Attributes:
        lead: What it begins with; the lines it goes on in stand beside it.
        text: The rest.
        tint: Colour of the lead, or of the text where the lead is only space; ``None`` for none.
        hang: How much further in the lines stand that it goes on in.
    """

    lead: str
    text: str = ""
    tint: str | None = None
    hang: int = 0

    @classmethod
    def of(cls, words: str) -> Line:
        """Words whose leading spaces are their lead, and which stand out from what they go on in."""
        text = words.lstrip(" ")
        return cls(words[: len(words) - len(text)], text, hang=4)

    def __str__(self) -> str:
        return clean(f"{self.lead}{self.text}")


def drawn(lines: Iterable[Line | str], width: int | None) -> str:
    """The lines as text, coloured; in lines of ``width`` places, if there is such a limit."""
    return "\n".join(_drawn(Line.of(each) if isinstance(each, str) else each, width) for each in lines)


def _drawn(line: Line, width: int | None) -> str:
    if "\x1b" in line.text:  # arranged and coloured by whoever made it
        return f"{line.lead}{line.text}"
    lead, text = clean(line.lead), clean(line.text)
    beside = places(lead)
    lines = [text] if width is None or beside > width // 2 else folded(text, width - beside, hang=line.hang)
    name = lead.lstrip(" ")
    if line.tint is not None and not name:
        lines = [click.style(each, fg=line.tint) for each in lines]
    elif line.tint is not None:
        lead = lead[: len(lead) - len(name)] + click.style(name, fg=line.tint, bold=True)
    return lead + f"\n{' ' * beside}".join(lines)


def terminal_width(*, err: bool = False) -> int | None:
    """Places of a line on the terminal that standard output (or error) is; ``None`` where it is none."""
    if not (sys.stderr if err else sys.stdout).isatty():
        return None
    return max(shutil.get_terminal_size().columns, _LEAST)


def color_option() -> click.Option:
    """The option of every command: when to colour what it says."""

    def choose(context: click.Context, _: click.Parameter, when: str) -> None:
        auto = False if os.environ.get("NO_COLOR") else None
        context.color = {"always": True, "never": False}.get(when, auto)

    return click.Option(
        ["--color"], type=click.Choice(["auto", "always", "never"]), default="auto", metavar="WHEN",
        is_eager=True, expose_value=False, callback=choose,
        help="颜色：auto（只在终端里）、always、never / colours: auto (on a terminal), always, never",
    )  # fmt: skip
