"""The bar of a long run: on a terminal's last line, out of the way of everything else."""

from __future__ import annotations

import io
import sys
import time

import pytest

from govinfo_report.cli.language import Words
from govinfo_report.cli.progress import Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    return now


def test_the_time_left_goes_by_the_pace_after_the_start(
    monkeypatch: pytest.MonkeyPatch, clock: list[float]
) -> None:
    """Processes take their time to start; 40 files did not take 72 seconds."""
    monkeypatch.setattr(sys, "stderr", Terminal())
    progress = Progress(11, Words("zh"))
    clock[0] += 30  # until the first result
    for _ in range(6):
        progress.step()
        assert "还需" not in progress.line() or clock[0] >= 132
        clock[0] += 0.5
    assert progress.line() == "已读 [#############-----------] 6/11  还需约 0:03"
    for _ in range(5):
        progress.step()
    assert progress.line() == f"已读 [{'#' * 24}] 11/11"


def test_a_line_is_printed_where_the_bar_was(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with Progress(2, Words("en")) as progress:
        for name in "ab":
            progress.step()
            with progress.aside():
                terminal.write(f"{name}\n")
    lines = [line.rpartition("\x1b[K")[2] for line in terminal.getvalue().split("\n")]
    assert lines == ["a", "b", ""]
    assert "a\n\r\x1b[Kread [############------------] 1/2" in terminal.getvalue()


def test_nothing_where_nobody_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    written = io.StringIO()
    monkeypatch.setattr(sys, "stderr", written)
    assert list(Progress(2, Words("zh")).over([1, 2])) == [1, 2]
    assert written.getvalue() == ""
