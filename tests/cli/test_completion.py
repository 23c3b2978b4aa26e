"""What a shell completes."""

from __future__ import annotations

import pytest
from click.shell_completion import BashComplete

from govinfo_report.cli.commands import cli


def completed(*typed: str) -> list[tuple[str, str]]:
    *arguments, begun = typed
    found = BashComplete(cli, {}, "govinfo-report", "_X").get_completions(arguments, begun)
    return [(item.type, item.value) for item in found]


@pytest.mark.parametrize(
    "typed",
    [
        *(f"{name} " for name in ("check", "scan", "explain", "show", "convert", "template", "annotate")),
        "check re", "check a.xlsx ", "convert a ", "fill a ", "compare a ", "consolidate ", "check --rules o",
        "check --previous ", "check -o ", "check --settings ", "scan --resume ",
    ],
)  # fmt: skip
def test_files(typed: str) -> None:
    *arguments, begun = typed.split(" ")
    assert completed(*arguments, begun) == [("file", begun)]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (["check", "--select", "T30"], ["T301", "T302", "T303"]),
        (["check", "--ignore", "T401,T301,T30"], ["T401,T301,T301", "T401,T301,T302", "T401,T301,T303"]),
        (["scan", "--select", "row-t"], ["row-total"]),
        (["rules", "T40"], ["T401"]),
        (["che"], ["check"]),
        (["check", "--format", "con"], ["concise"]),
    ],
)
def test_rules_commands_and_choices(typed: list[str], expected: list[str]) -> None:
    assert [value for _, value in completed(*typed)] == expected
