"""Every command ends in the same way: a line for each file written, and an exit status."""

from __future__ import annotations

import ast
from collections.abc import Callable
from pathlib import Path

import click
import pytest

import govinfo_report as gr
from govinfo_report.cli import commands
from govinfo_report.cli.console import OutputLost
from govinfo_report.cli.ending import CONFORMS, ERRORS, INTERRUPTED, NOT_RUN, Ending, end

CLI = Path(commands.__file__).parent


def raising(error: BaseException) -> Callable[[], object]:
    def command() -> object:
        raise error

    return command


@pytest.mark.parametrize("name", sorted(commands.cli.commands))
def test_a_command_hands_back_its_ending_and_exits_nowhere_itself(name: str) -> None:
    function = commands.cli.commands[name].callback
    assert function is not None
    source = (CLI / f"{function.__module__.rpartition('.')[2]}.py").read_text(encoding="utf-8")
    [written] = [
        node
        for node in ast.parse(source).body
        if isinstance(node, ast.FunctionDef) and node.name == function.__name__
    ]
    returned = [node.value for node in ast.walk(written) if isinstance(node, ast.Return)]
    assert returned
    assert all(isinstance(each, ast.Call) and ast.unparse(each.func) == "Ending" for each in returned)
    assert "exit" not in {node.attr for node in ast.walk(written) if isinstance(node, ast.Attribute)}


@pytest.mark.parametrize(("lang", "line"), [("zh", "已写出"), ("en", "wrote")])
def test_the_last_lines_name_what_was_written(
    capsys: pytest.CaptureFixture[str], lang: str, line: str
) -> None:
    assert end(lambda: Ending(lang, [Path("a.xlsx"), Path("b.html")], ERRORS), lang) == ERRORS
    assert capsys.readouterr().out.splitlines() == [f"{line} a.xlsx", f"{line} b.html"]


def test_help_is_no_failure(capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.cli.status(["check", "--help"]) == CONFORMS
    assert "--help" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("error", "status", "said"),
    [
        (click.UsageError("no"), NOT_RUN, "no"),
        (gr.ReadError("读不了。", "Cannot be read."), NOT_RUN, "Cannot be read."),
        (gr.WriteError("写不了。", "Cannot be written."), NOT_RUN, "Cannot be written."),
        (gr.InvalidReport([gr.Finding(rule=gr.find_rule("F101"))]), ERRORS, "F101"),
        (ModuleNotFoundError("polars is wanted"), NOT_RUN, "error: polars is wanted"),
        (ZeroDivisionError("boom"), NOT_RUN, "internal error, please report: ZeroDivisionError: boom"),
        (click.Abort(), INTERRUPTED, ""),
        (KeyboardInterrupt(), INTERRUPTED, ""),
        (SystemExit(3), 3, ""),
        (SystemExit("enough"), NOT_RUN, ""),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, BaseException) else None,
)
def test_what_stops_a_command(
    capsys: pytest.CaptureFixture[str], error: BaseException, status: int, said: str
) -> None:
    assert end(raising(error), "en") == status
    told = capsys.readouterr()
    assert told.out == ""
    assert said in told.err
    assert bool(told.err) is bool(said)


def test_an_output_that_is_lost_is_told_by_who_lost_it() -> None:
    with pytest.raises(OutputLost):
        end(raising(OutputLost(BrokenPipeError())), "en")
