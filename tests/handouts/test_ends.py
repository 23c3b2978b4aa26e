"""A run that is told to end leaves nothing half made."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = """
import os, signal, sys
import govinfo_report as gr
from govinfo_report.handouts.pages import pages_beside
from tests.handouts.making import scanned

def results():
    yield scanned()
    if sys.argv[2] == "reading":
        os.kill(os.getpid(), signal.SIGTERM)
    yield scanned()

folder = sys.argv[1]
with pages_beside(results(), f"{folder}/site", lang="zh", overwrite=False) as passing:
    gr.write_findings(passing, f"{folder}/x.xlsx")
    os.kill(os.getpid(), signal.SIGTERM)
print("went on")
"""


@pytest.mark.skipif(os.name == "nt", reason="needs signals")
@pytest.mark.parametrize(("when", "left"), [("reading", []), ("writing", ["x.xlsx"])])
def test_told_to_end(tmp_path: Path, when: str, left: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(tmp_path), when], capture_output=True, text=True, check=False
    )
    assert done.returncode == -15, done.stderr
    assert done.stdout == ""
    assert [path.name for path in tmp_path.iterdir()] == left
