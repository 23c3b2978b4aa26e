"""A disk that fills up while a document is written: a clear error, and the old file untouched."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import EXAMPLES

resource = pytest.importorskip("resource", reason="limits of a process are a matter of Unix")

SCRIPT = """
import resource, signal, sys
import govinfo_report as gr
example, folder, what = sys.argv[1:]
report = gr.load(example, blanks="zero")
result = gr.check(gr.read(example))
target = f"{folder}/a.{what if what.isalpha() and len(what) < 5 else 'xlsx'}"
jobs = {
    "template": lambda: gr.write_template(target, overwrite=True),
    "annotate": lambda: gr.annotate(example, result, target, overwrite=True),
    "findings": lambda: gr.write(result, target, overwrite=True),
    "fill": lambda: gr.fill(f"{folder}/form.xlsx", report, target, overwrite=True),
}
if what == "fill":
    gr.write_template(f"{folder}/form.xlsx")
    target = f"{folder}/a.xlsx"
open(target, "w").write("mine")
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (900, 900))  # no file of this process may grow beyond this
try:
    jobs.get(what, lambda: gr.write(report, target, overwrite=True))()
except gr.WriteError as error:
    print(error.message("en"))
print(open(target).read())
"""


@pytest.mark.parametrize(
    "what", ["xlsx", "docx", "html", "md", "json", "txt", "template", "annotate", "findings", "fill"]
)
def test_a_disk_that_fills_up(tmp_path: Path, what: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(EXAMPLES / "nangong-2023.xlsx"), str(tmp_path), what],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    error, kept = done.stdout.strip().split("\n")
    assert "nothing was changed" in error
    assert kept == "mine"
    assert {path.name for path in tmp_path.iterdir()} <= {f"a.{what}", "a.xlsx", "form.xlsx"}
