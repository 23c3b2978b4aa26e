"""The help of every command: in one language, within 80 places."""

from __future__ import annotations

import inspect
import re

import click
import pytest
from click.testing import CliRunner

from govinfo_report.cli.commands import cli
from govinfo_report.writers.columns import places

COMMANDS = {"": cli, **cli.commands}
CHINESE = re.compile("[\u4e00-\u9fff]")
LABELS = re.compile("本级|（六）")
"""What is called by its official label in English, too."""
NAMES = re.compile(
    r"--?[a-z-]+|\[[^\]]*\]|govinfo-report(\.toml)?|pyproject\.toml|'\*\.xlsx'|\.[a-z]+|\b[xA-Z]\b|"
    r"\b(xlsx|docx|html|md|json|txt|report|zh|error|warning|info|concise|refuse|zero|auto|always|never|LibreOffice|"
    r"UTF-8|JSON Schema|T301,T4)\b"
)
"""What is no word in Chinese either: names, values that are typed."""


def help_of(name: str, lang: str) -> str:
    done = CliRunner().invoke(cli, [*name.split(), "--help", "--lang", lang], env={"COLUMNS": "80"})
    assert done.exit_code == 0, done.output
    return done.output


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", COMMANDS)
def test_it_fits_and_speaks_one_language(name: str, lang: str) -> None:
    words = help_of(name, lang)
    lines = words.splitlines()
    assert max(map(places, lines)) <= 80
    assert lines[0].startswith("Usage: govinfo-report" if lang == "en" else "用法: govinfo-report")
    assert ("Options:" if lang == "en" else "选项:") in lines
    foreign = (
        CHINESE.findall(LABELS.sub("", words))
        if lang == "en"
        else re.findall("[A-Za-z]{2,}", NAMES.sub("", words))
    )
    assert [each for each in foreign if each not in COMMANDS] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_everything_is_said_in_both(name: str) -> None:
    command = COMMANDS[name]
    said = inspect.cleandoc(command.help or "").split("\n\n")
    said += [param.help or "" for param in command.params if isinstance(param, click.Option)]
    for words in said:
        zh, parted, en = " ".join(words.split()).partition(" / ")
        assert parted
        assert CHINESE.search(zh)
        assert " / " not in en
        assert not CHINESE.search(LABELS.sub("", en))


def test_the_locale_chooses_as_for_other_output() -> None:
    for locale, said in (("en_US.UTF-8", "Usage:"), ("zh_CN.UTF-8", "用法:"), ("C.UTF-8", "用法:")):
        done = CliRunner().invoke(cli, ["check", "-h"], env={"LC_ALL": locale})
        assert done.output.startswith(said)
