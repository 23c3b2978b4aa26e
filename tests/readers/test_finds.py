"""What fuzzing found (`benchmarks/fuzz.py`): each file ends in a report or a documented error."""

from __future__ import annotations

from pathlib import Path

import pytest

import govinfo_report as gr

FINDS = sorted((Path(__file__).parent / "finds").iterdir())


@pytest.mark.parametrize("path", FINDS, ids=lambda path: path.name)
def test_a_report_or_a_documented_error(path: Path) -> None:
    try:
        raw = gr.read(path)
    except gr.ReadError as error:
        assert error.message("zh")
        assert error.message("en")
    else:
        crashed = [finding for finding in gr.check(raw).findings if finding.code == "F901"]
        assert crashed == []
