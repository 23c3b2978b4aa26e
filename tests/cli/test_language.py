"""What the command line says in its own words."""

from __future__ import annotations

import pytest

import govinfo_report as gr
from govinfo_report.cli.commands import cli
from govinfo_report.cli.language import OPTIONS
from govinfo_report.cli.reading import complaint
from tests.test_words import SOURCES, strings


@pytest.mark.parametrize("option", OPTIONS.values())
def test_each_option_is_one(option: str) -> None:
    name = option.partition(" ")[0]
    assert any(name in param.opts for command in cli.commands.values() for param in command.params)


def test_an_error_names_the_option_and_not_the_argument() -> None:
    error = gr.WriteError(
        "文件已存在。", "It exists.", advice_zh="可用 overwrite=True。", advice_en="Pass overwrite=True."
    )
    assert complaint(error, "zh") == "错误: 文件已存在。可用 --overwrite。"
    assert complaint(error, "en") == "error: It exists. Pass --overwrite."


def test_no_message_of_the_library_speaks_of_the_command_line_too() -> None:
    """It would say everything twice, to either of its readers."""
    for module in SOURCES.rglob("*.py"):
        for line, text in strings(module):
            if any(argument in text for argument in OPTIONS):
                assert "--" not in text, (module, line)
