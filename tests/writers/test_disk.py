"""A disk that fills up while a document is written: a clear error, and the old file untouched."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

import govinfo_report as gr
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


class TestWhatTheDiskSays:
    """In Chinese, and with something to do about it."""

    @pytest.fixture
    def report(self) -> gr.AnnualReport:
        return gr.load(EXAMPLES / "nangong-2023.xlsx", blanks="zero")

    def test_a_full_disk(
        self, report: gr.AnnualReport, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(_: int) -> None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        monkeypatch.setattr(os, "fsync", full)
        with pytest.raises(gr.WriteError, match=r"磁盘已满.*原有文件未动.*请清理磁盘"):
            gr.write(report, tmp_path / "a.md")
        assert not list(tmp_path.iterdir())

    def test_a_name_that_is_too_long_and_a_file_for_a_folder(
        self, report: gr.AnnualReport, tmp_path: Path
    ) -> None:
        with pytest.raises(gr.WriteError, match="文件名太长"):
            gr.write(report, tmp_path / f"{'长' * 100}.md")
        (tmp_path / "file").write_text("mine")
        with pytest.raises(gr.WriteError, match="不是文件夹"):
            gr.write(report, tmp_path / "file" / "a.md")
        assert [path.name for path in tmp_path.iterdir()] == ["file"]

    def test_a_pipe_or_device_is_not_replaced(self, report: gr.AnnualReport, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "a.md")
        with pytest.raises(gr.WriteError, match="不是普通文件"):
            gr.write(report, tmp_path / "a.md", overwrite=True)
        assert (tmp_path / "a.md").is_fifo()
