"""The rules and settings a command goes by: those named, those of a file, of a folder, or none."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click
from click.shell_completion import CompletionItem

import govinfo_report as gr
from govinfo_report.cli.language import Words, default_language
from govinfo_report.policy import Settings
from govinfo_report.rules.deciding import known_rules
from govinfo_report.rules.own import use_rules

__all__ = [
    "FILE",
    "complete_rule",
    "levels_of",
    "own_rules_option",
    "require_rules",
    "rule_options",
    "settings_of",
    "settings_options",
]

_Command = TypeVar("_Command", bound=Callable[..., Any])

#: A file's name, which shells complete. Whether it can be read, whoever reads it says.
FILE = click.Path(readable=False, allow_dash=True)


def settings_options(command: _Command) -> _Command:
    """The options of every command that checks."""
    command = click.option("--no-settings", is_flag=True, help="不用设置文件 / use no settings")(command)
    return click.option(
        "--settings", "settings_file", metavar="FILE", type=FILE, help="设置文件 / use these settings"
    )(command)


def settings_of(file: str | None, none: bool, *, with_baseline: bool = True) -> gr.Settings:
    """The settings, with the baseline that they name unless it is only to be made.

    Raises:
        SettingsError: They cannot be used.
    """
    found = None if none else file if file is not None else gr.find_settings()
    return gr.load_settings(found, with_baseline=with_baseline) if found is not None else gr.Settings()


def rule_options(command: _Command) -> _Command:
    """The options that say which rules are applied, and those of one's own."""

    def option(name: str, words: str) -> Callable[[_Command], _Command]:
        return click.option(
            name, multiple=True, metavar="RULE", callback=_parted, shell_complete=complete_rule, help=words
        )

    ignore = option("--ignore", "不用这些规则 / leave these rules out")
    select = option("--select", "只用这些规则：T301,T4 / only these rules: T301,T4")
    return select(ignore(own_rules_option(command)))


def own_rules_option(command: _Command) -> _Command:
    """The option that adds rules of one's own. It is read first: the other options may name them."""
    return click.option(
        "--rules",
        "rule_files",
        multiple=True,
        metavar="FILE.py",
        type=FILE,
        is_eager=True,
        expose_value=False,
        callback=lambda _context, _option, files: use_rules(files) if files else None,
        help="加上文件里自编的规则 / add the rules of a file of your own",
    )(command)


def _parted(_context: click.Context, _option: click.Parameter, given: tuple[str, ...]) -> tuple[str, ...]:
    """The rules of an option that may be given more than once, and several at a time: ``T301,T4``."""
    return tuple(key.strip() for each in given for key in each.split(",") if key.strip())


def complete_rule(_context: click.Context, _param: click.Parameter, begun: str) -> list[CompletionItem]:
    """The rules that the last of several may become, for a shell."""
    before, comma, last = begun.rpartition(",")
    return [
        CompletionItem(f"{before}{comma}{key}", help=rule.title.in_(default_language()))
        for rule in gr.catalogue()
        for key in (rule.code, rule.name)
        if key.startswith(last) and (last or key == rule.code)
    ]


def require_rules(keys: tuple[str, ...], lang: str) -> None:
    """Refuse a rule there is not, as wrong usage."""
    try:
        known_rules(Settings(select=keys))
    except gr.SettingsError as error:
        raise click.UsageError(error.message(lang)) from None


def levels_of(given: tuple[str, ...], lang: str) -> dict[str, gr.Severity]:
    """Rule → severity, of options ``RULE=LEVEL``."""
    levels = {}
    for each in given:
        rule, _, level = each.partition("=")
        try:
            levels[rule] = gr.Severity(level)
        except ValueError:
            raise click.UsageError(
                Words(lang)(
                    f"“{each}”应写成 规则=级别，级别为 error、warning 或 info。",
                    f"“{each}” has to be RULE=LEVEL; the levels are error, warning, info.",
                )
            ) from None
    require_rules(tuple(levels), lang)
    return levels
