"""What stands on a terminal: within its width, in colour unless nobody wants any."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from govinfo_report.cli.lines import Line, drawn
from govinfo_report.writers.columns import places
from tests.cli.test_commands import run
from tests.conftest import EXAMPLES

GOOD, BAD = EXAMPLES / "nangong-2023.xlsx", EXAMPLES / "nangong-2023-error.xlsx"
COLOURS = re.compile(r"\x1b\[[0-9;]*m")


def on_a_terminal(*arguments: str | Path, columns: int, **environment: str) -> str:
    """What a command writes to a terminal of so many columns."""
    pty = pytest.importorskip("pty")
    mine, theirs = pty.openpty()
    kept: Mapping[str, str] = {key: value for key, value in os.environ.items() if key != "NO_COLOR"}
    process = subprocess.Popen(
        [sys.executable, "-m", "govinfo_report", *map(str, arguments), "--lang", "zh"],
        stdin=subprocess.DEVNULL, stdout=theirs, stderr=theirs,
        env={**kept, "COLUMNS": str(columns), "PYTHONUTF8": "1", **environment},
    )  # fmt: skip
    os.close(theirs)
    written = b""
    try:
        while part := os.read(mine, 65536):
            written += part
    except OSError:  # the other end has gone
        pass
    finally:
        os.close(mine)
        process.wait()
    return written.decode().replace("\r\n", "\n")


@pytest.mark.parametrize("columns", [80, 120])
@pytest.mark.parametrize(
    "command",
    [("check", BAD), ("show", BAD), ("rules",), ("compare", GOOD, BAD), ("explain", BAD)],
    ids=lambda each: each[0],
)
def test_no_line_is_wider(command: tuple[str | Path, ...], columns: int) -> None:
    words = on_a_terminal(*command, columns=columns)
    assert bool(COLOURS.search(words)) == (command[0] in ("check", "show", "rules"))
    lines = COLOURS.sub("", words).splitlines()
    assert len(lines) > 10
    assert max(map(places, lines)) <= columns
    piped = run(*command)[1]
    assert not COLOURS.search(piped)
    if command[0] not in ("show", "compare"):  # whose labels and heads go on beside figures
        assert "".join("".join(lines).split()) == "".join(piped.split())


def test_colours_are_a_choice() -> None:
    assert not COLOURS.search(on_a_terminal("rules", "T301", columns=80, NO_COLOR="1"))
    assert not COLOURS.search(on_a_terminal("rules", "T301", "--color", "never", columns=80))
    assert COLOURS.search(run("rules", "T301", "--color", "always")[1])


def test_a_line_goes_on_beside_what_it_begins_with() -> None:
    line = Line("  T301 ", "表中为 51，按分项相加应为 15", "red")
    assert (
        drawn([line, "    a b"], None) == "  \x1b[31m\x1b[1mT301 \x1b[0m表中为 51，按分项相加应为 15\n    a b"
    )
    assert COLOURS.sub("", drawn([line], 24)) == "  T301 表中为 51，按分项\n       相加应为 15"


def test_a_terminal_does_not_obey_what_a_document_says() -> None:
    assert drawn([Line("a\x1b[2J", "b\x07")], 80) == "a□[2Jb□"
