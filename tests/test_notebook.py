"""The notebook of the examples: it was executed, and its code still runs, in order, without Jupyter."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.conftest import ROOT

NOTEBOOK = ROOT / "examples" / "tour.ipynb"


def code_cells() -> list[dict[str, Any]]:
    cells: list[dict[str, Any]] = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
    return [cell for cell in cells if cell["cell_type"] == "code"]


def test_it_was_executed_from_top_to_bottom_without_an_error() -> None:
    assert [cell["execution_count"] for cell in code_cells()] == list(range(1, len(code_cells()) + 1))
    for cell in code_cells():
        assert cell["outputs"]
        assert all(output["output_type"] != "error" for output in cell["outputs"])


def test_its_cells_run_in_order(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    program = """
import json, sys
space = {"__name__": "__main__"}
for number, code in enumerate(json.load(sys.stdin)):
    exec(compile(code, f"cell {number}", "exec"), space)
"""
    done = subprocess.run(
        [sys.executable, "-c", program],
        input=json.dumps(["".join(cell["source"]) for cell in code_cells()]),
        cwd=tmp_path / "examples",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    printed = [
        "".join(output["text"])
        for cell in code_cells()
        for output in cell["outputs"]
        if output["output_type"] == "stream"
    ]
    assert done.stdout == "".join(printed)  # what the notebook shows is what is printed today
