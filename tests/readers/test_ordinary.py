"""Files that are none: folders, devices, pipes, sockets are refused at once, and nothing waits or fills."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

import govinfo_report as gr
from govinfo_report.cli.commands import cli
from tests.conftest import EXAMPLES

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pipes and devices of another kind")

REPORT = EXAMPLES / "nangong-2023.txt"


def fifo(folder: Path) -> Path:
    os.mkfifo(folder / "fifo")
    return folder / "fifo"


def listening(folder: Path) -> Path:
    os.chdir(folder)  # a socket's path may not be long
    with socket.socket(socket.AF_UNIX) as made:
        made.bind("socket")
    return folder / "socket"


ODD: dict[str, tuple[Callable[[Path], Path], str]] = {
    "endless": (lambda _: Path("/dev/zero"), "不是普通文件"),
    "empty device": (lambda _: Path("/dev/null"), "不是普通文件"),
    "a pipe nobody writes to": (fifo, "不是普通文件"),
    "a socket": (listening, "不是普通文件"),
    "a folder": (lambda folder: folder, "这是文件夹"),
    "nothing": (lambda folder: folder / "nothing", "找不到文件"),
}


@pytest.fixture(params=list(ODD))
def odd(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, str]:
    """Something that is no file, and what is said of it."""
    monkeypatch.chdir(tmp_path)
    make, said = ODD[request.param]
    return make(tmp_path), said


def test_read(odd: tuple[Path, str]) -> None:
    path, said = odd
    with pytest.raises(gr.ReadError, match=said):
        gr.read(path)


@pytest.mark.parametrize(
    "command",
    [
        "check {}",
        "check --previous {} {report}",
        "check --member {} {report}",
        "explain {}",
        "show {}",
        "convert {} out.json",
        "compare {} {report}",
        "compare {report} {}",
        "fill {} {report} out.xlsx",
        "annotate {} out.html",
        "template out.xlsx --last-year {}",
    ],
)
def test_every_command_that_reads_one(odd: tuple[Path, str], tmp_path: Path, command: str) -> None:
    path, said = odd
    if path.is_dir():  # a folder is checked file by file, and this one has none
        said = {"check {}": "没有找到", "check --previous {} {report}": "一份也没有读到"}.get(command, said)
    done = CliRunner().invoke(cli, [*command.format(path, report=REPORT).split(), "--lang", "zh"])
    assert isinstance(done.exception, SystemExit)
    assert said in done.output or "年度报告不成立" in done.output
    assert not list(tmp_path.glob("out.*"))


@pytest.mark.parametrize(
    "command",
    [
        "check {report} --settings {}",
        "check {report} --baseline {}",
        "check {report} --roster {}",
        "consolidate {report} --agency 某市 --roster {} -o out.json",
        "scan {report} --settings {}",
    ],
)
def test_settings_baselines_and_rosters(odd: tuple[Path, str], command: str) -> None:
    done = CliRunner().invoke(cli, [*command.format(odd[0], report=REPORT).split(), "--lang", "zh"])
    assert isinstance(done.exception, gr.SettingsError) or done.exit_code == 2


def test_standard_input_without_end() -> None:
    with Path("/dev/zero").open("rb") as endless:
        done = subprocess.run(
            [sys.executable, "-c", "from govinfo_report.cli import main; main()", "check", "-"],
            stdin=endless, capture_output=True, encoding="utf-8", timeout=60, check=False,
            env={**os.environ, "PYTHONIOENCODING": "utf-8", "LC_ALL": "zh_CN.UTF-8"},
        )  # fmt: skip
    assert done.returncode == 2
    assert "超过上限 50000000" in done.stderr


@pytest.mark.skipif(not Path("/dev/fd").exists(), reason="needs /dev/fd")
def test_a_pipe_that_a_shell_hands_over() -> None:
    """``<(command)`` is a pipe, too, but one with somebody at its other end."""
    ours, theirs = os.pipe()
    subprocess.Popen(["cat", str(REPORT)], stdout=theirs).wait()
    os.close(theirs)
    assert gr.read(f"/dev/fd/{ours}").agency == "南宫市人民政府办公室"
    os.close(ours)


def test_a_file_of_the_system_that_cannot_be_read() -> None:
    if not Path("/proc/self/mem").exists():
        pytest.skip("needs /proc")
    with pytest.raises(gr.ReadError, match="文件打不开"):
        gr.read("/proc/self/mem")


class TestOutputs:
    @pytest.mark.parametrize(
        "command",
        [
            "template {}", "convert {report} {}", "annotate {report} {}", "fill {form} {report} {}",
            "consolidate {report} --agency 某市 --blanks zero -o {}", "scan {report} -o {} --workers 1",
            "scan {report} --workers 1 --resume {}", "check {report} --write-baseline {}",
            "check {report} --format json -o {}",
        ],
    )  # fmt: skip
    @pytest.mark.parametrize("name", [".", "folder.xlsx", "/dev/full", "fifo.xlsx"])
    def test_onto_what_is_no_file(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str, name: str
    ) -> None:
        monkeypatch.chdir(tmp_path)
        (tmp_path / "folder.xlsx").mkdir()
        os.mkfifo(tmp_path / "fifo.xlsx")
        form = EXAMPLES / "nangong-2023.xlsx"
        before = sorted(tmp_path.iterdir())
        done = CliRunner().invoke(cli, command.format(name, report=REPORT, form=form).split())
        assert isinstance(done.exception, SystemExit), done.exception
        assert done.exit_code != 0
        assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize(
    "address", ["https://www.example.gov.cn/report.html", "FTP://example/r.pdf", "file:///r.html"]
)
def test_an_address_is_no_file(address: str) -> None:
    for source in (address, Path(address)):
        with pytest.raises(gr.ReadError, match="nothing is ever fetched from the web"):
            gr.read(source)


@pytest.mark.parametrize("text", ["政府信息公开工作年度报告\n一、总体情况\n", "年" * 2000])
def test_a_text_is_no_name_of_a_file(text: str) -> None:
    with pytest.raises(gr.ReadError, match=r"pass text\.encode\(\)") as caught:
        gr.read(text)
    assert len(str(caught.value)) < 300


def test_a_name_that_no_file_can_have() -> None:
    with pytest.raises(gr.ReadError, match="cannot be opened"):
        gr.read("a\0b")
