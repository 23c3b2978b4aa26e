"""How a command ends: the files it wrote, in its last lines, its exit status, and why it could not run."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import click
from attrs import frozen

import govinfo_report as gr
from govinfo_report.cli.console import OutputLost, put_error
from govinfo_report.cli.language import Words
from govinfo_report.cli.present import invalid_text
from govinfo_report.cli.reading import complaint
from govinfo_report.cli.usage import usage_text
from govinfo_report.source import shown

__all__ = ["CONFORMS", "ERRORS", "INTERRUPTED", "NOT_RUN", "Ending", "end"]

CONFORMS, ERRORS, NOT_RUN = 0, 1, 2
INTERRUPTED = 130
"""Exit status of what was broken off with Ctrl-C: 128 and the signal's number, as of every program."""


@frozen
class Ending:
    """What a command hands back.

    Attributes:
        lang: The language it was to speak.
        written: The files it wrote.
        status: Its exit status: `CONFORMS`, `ERRORS`, `NOT_RUN` or `INTERRUPTED`.
    """

    lang: str
    written: Sequence[Path] = ()
    status: int = CONFORMS


def end(command: Callable[[], object], lang: str) -> int:
    """Run a command, say what it wrote or in a sentence why it could not run, and give its exit status.

    Args:
        command: The command; gives an `Ending`.
        lang: The language asked for, as far as that could be understood.

    Raises:
        OutputLost: Standard output takes no more.
    """
    try:
        ending = command()
        if not isinstance(ending, Ending):  # help, or the version
            return CONFORMS
        for file in ending.written:
            click.echo(Words(ending.lang)(f"已写出 {shown(file)}", f"wrote {shown(file)}"))
        return ending.status
    except click.ClickException as error:
        why = usage_text(error, lang)
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except SystemExit as error:
        return error.code if isinstance(error.code, int) else NOT_RUN
    except gr.InvalidReport as error:
        put_error("\n".join(invalid_text(error, lang)))
        return ERRORS
    except (gr.ReadError, gr.WriteError, gr.SettingsError, gr.ConsolidationError, gr.PluginError) as error:
        why = complaint(error, lang)
    except ModuleNotFoundError as error:
        why = f"{Words(lang)('错误', 'error')}: {error}"
    except OutputLost:
        raise
    except Exception as error:  # whatever it is, a clerk gets a sentence
        why = f"程序内部错误，请报告 / internal error, please report: {type(error).__name__}: {error}"
    put_error(why)
    return NOT_RUN
