"""What fuzzing found (`benchmarks/fuzz.py`): each file ends in a report or a documented error."""

from __future__ import annotations

from pathlib import Path

import pytest

import govinfo_report as gr

FINDS = sorted((Path(__file__).parent / "finds").iterdir())


@pytest.mark.parametrize("path", FINDS, ids=lambda path: path.name)
def test_a_report_or_a_documented_error(path: Path) -> None:
    assert outcome(path) == "as documented"


def outcome(path: Path) -> str:
    try:
        result = gr.check(gr.read(path))
    except gr.ReadError as error:
        if "Internal error" in error.en:  # a worker's
            return error.en
        return "as documented" if error.message("zh") and error.message("en") else "no message"
    crashed = [finding.message("en") for finding in result.findings if finding.code == "F901"]
    return "; ".join(crashed) or "as documented"
