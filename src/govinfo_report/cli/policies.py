"""The settings a command goes by: those of a file named, those found in this folder or above, or none."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

import govinfo_report as gr

__all__ = ["settings_of", "settings_options"]

_Command = TypeVar("_Command", bound=Callable[..., Any])


def settings_options(command: _Command) -> _Command:
    """The options of every command that checks."""
    command = click.option("--no-settings", is_flag=True, help="不用设置文件 / use no settings")(command)
    return click.option("--settings", "settings_file", metavar="FILE", help="设置文件 / use these settings")(
        command
    )


def settings_of(file: str | None, none: bool, *, with_baseline: bool = True) -> gr.Settings:
    """The settings, with the baseline that they name unless it is only to be made.

    Raises:
        SettingsError: They cannot be used.
    """
    found = None if none else file if file is not None else gr.find_settings()
    return gr.load_settings(found, with_baseline=with_baseline) if found is not None else gr.Settings()
