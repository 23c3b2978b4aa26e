"""A disk that fills up while a document is written: a clear error, and the old file untouched."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Iterator
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


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk with room for next to nothing."""
    place = tmp_path / "disk"
    place.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=128k", "tmpfs", str(place)], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip("no disk can be mounted here")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)  # workers may be about to end


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="mounts a small disk")
class TestASmallDisk:
    """Real errors of a real disk: said to be full, and nothing left of what did not fit."""

    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        made = tmp_path / "in"
        made.mkdir()
        text = (EXAMPLES / "nangong-2023.txt").read_text(encoding="utf-8")
        for number in range(40):
            (made / f"{number:02}.txt").write_text(
                text.replace("南宫市", f"甲县第{number}局"), encoding="utf-8"
            )
        return made

    @pytest.mark.parametrize("room", [4_096, 61_440])
    @pytest.mark.parametrize("name", ["o.parquet", "o.duckdb"])
    def test_a_corpus(self, disk: Path, folder: Path, room: int, name: str) -> None:
        (disk / name).write_bytes(b"mine")
        (disk / "other").write_bytes(b"0" * (128 * 1024 - 4_096 - room))
        with pytest.raises(gr.WriteError, match=r"磁盘已满.*原有文件未动.*请清理磁盘"):
            gr.write_corpus(gr.scan(folder, workers=1), disk / name, texts=True, overwrite=True)
        assert sorted(path.name for path in disk.iterdir()) == sorted(["other", name])
        assert (disk / name).read_bytes() == b"mine"

    def test_a_manifest_keeps_what_it_has(self, disk: Path, folder: Path) -> None:
        with pytest.raises(gr.WriteError, match=r"续扫记录写不了.*已记下的仍可用"):
            list(gr.scan(folder, workers=1, resume=disk / "m"))
        results = gr.scan(folder, workers=1, resume=disk / "m")
        assert next(results).resumed
        results.close()

    @pytest.mark.parametrize(
        "command",
        [
            "convert {report} {out}.html", "convert {report} {out}.docx", "convert {report} {out}.xlsx",
            "consolidate {report} --agency 某市 --blanks zero -o {out}.xlsx",
            "annotate {report} {out}.docx", "template {out}.xlsx",
            "compare {report} {report} --all -o {out}.txt",
            "check {report} --format html -o {out}.html", "scan {report} -o {out}.parquet --workers 1",
        ],
    )  # fmt: skip
    def test_a_command(self, disk: Path, command: str) -> None:
        (disk / "other").write_bytes(b"0" * 128 * 1024)
        arguments = command.format(report=EXAMPLES / "nangong-2023.xlsx", out=disk / "a").split()
        done = subprocess.run(
            [sys.executable, "-c", "from govinfo_report.cli import main; main()", *arguments],
            capture_output=True, encoding="utf-8", check=False,
            env={**os.environ, "LC_ALL": "zh_CN.UTF-8", "PYTHONIOENCODING": "utf-8"},
        )  # fmt: skip
        assert done.returncode == 2
        assert "磁盘已满" in done.stderr
        assert [path.name for path in disk.iterdir()] == ["other"]


def test_a_system_without_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Python in a browser has no ``os.link``."""
    monkeypatch.delattr(os, "link")
    report = gr.load(EXAMPLES / "nangong-2023.xlsx", blanks="zero")
    gr.write(report, tmp_path / "a.json")
    assert gr.load(tmp_path / "a.json") == report
    with pytest.raises(gr.WriteError, match="已存在"):
        gr.write(report, tmp_path / "a.json")
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]
