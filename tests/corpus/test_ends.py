"""How a run ends that somebody ends: nothing runs on, nothing half made stays, and it says how to go on."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from tests.conftest import EXAMPLES
from tests.worker.bombs import BOMBS
from tests.worker.makers import report_pdf

pytestmark = pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="looks at processes in /proc")

TEXT = (EXAMPLES / "nangong-2023.txt").read_text(encoding="utf-8")
COMMAND = "from govinfo_report.cli import main; main()"
#: A program of somebody's own, which knows nothing of signals.
PROGRAM = """
import multiprocessing, sys
import govinfo_report as gr

if __name__ == "__main__":
    multiprocessing.set_start_method(sys.argv[3])
    gr.write_corpus(gr.scan(sys.argv[1], workers=2), sys.argv[2])
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """More reports than are read before a test ends the run."""
    made = tmp_path / "in"
    made.mkdir()
    for number in range(800):
        (made / f"{number:03}.txt").write_text(TEXT.replace("南宫市", f"甲县第{number}局"), encoding="utf-8")
    return made


class Run:
    """A program with all processes that come of it, told by a mark in their environment."""

    def __init__(self, *arguments: str | Path) -> None:
        self.mark = f"GOVINFO_REPORT_RUN={os.urandom(8).hex()}"
        name, _, value = self.mark.partition("=")
        self.process = subprocess.Popen(
            [sys.executable, *map(str, arguments)],
            env={**os.environ, name: value, "LANG": "zh_CN.UTF-8", "PYTHONIOENCODING": "utf-8"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            cwd=EXAMPLES.parent,
            start_new_session=True,
        )

    def processes(self) -> list[int]:
        """Those that run."""
        found = []
        for each in Path("/proc").iterdir():
            if each.name.isdigit():
                try:
                    if self.mark.encode() in (each / "environ").read_bytes():
                        found.append(int(each.name))
                except OSError:  # it has ended
                    continue
        return found

    def wait_for(self, condition: Callable[[], bool], seconds: float) -> bool:
        """Whether something comes to be in time."""
        end = time.monotonic() + seconds
        while not condition() and time.monotonic() < end:
            time.sleep(0.05)
        return condition()

    def at_work(self, processes: int = 3) -> bool:
        """Whether it has so many processes, and they have had time to begin."""
        begun = self.wait_for(lambda: len(self.processes()) >= processes, 60)
        time.sleep(1)
        return begun and self.process.poll() is None

    def ended(self) -> bool:
        """Whether nothing of it is left within a few seconds."""
        return self.wait_for(lambda: not self.processes(), 5)

    def end(self) -> str:
        """What it said at last."""
        _, said = self.process.communicate(timeout=60)
        return said.decode()

    def clear(self) -> None:
        """Leave nothing behind, whatever the test found."""
        for each in self.processes():
            os.kill(each, signal.SIGKILL)
        self.process.communicate()


@pytest.fixture
def start() -> Iterator[Callable[..., Run]]:
    runs: list[Run] = []

    def started(*arguments: str | Path) -> Run:
        runs.append(Run(*arguments))
        return runs[-1]

    yield started
    for run in runs:
        run.clear()


def kept(manifest: Path) -> int:
    """How many readings a manifest has."""
    with suppress(sqlite3.Error), closing(sqlite3.connect(f"file:{manifest}?mode=ro", uri=True)) as database:
        return int(database.execute("SELECT count(*) FROM readings").fetchone()[0])
    return 0


def left(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name not in ("in", "program.py"))


class TestToldToEnd:
    """SIGTERM, as kill, timeout, docker stop and systemctl stop send it."""

    @pytest.mark.parametrize("name", ["o.parquet", "o.duckdb"])
    def test_a_command_leaves_no_worker_and_no_file(
        self, folder: Path, tmp_path: Path, start: Callable[..., Run], name: str
    ) -> None:
        run = start("-c", COMMAND, "scan", folder, "-o", tmp_path / name, "--workers", "2")
        assert run.at_work()
        run.process.terminate()
        assert run.process.wait(60) == -signal.SIGTERM
        assert run.ended()
        assert left(tmp_path) == []

    @pytest.mark.parametrize("method", ["fork", "forkserver", "spawn"])
    def test_a_program_that_scans_leaves_no_worker_and_no_file(
        self, folder: Path, tmp_path: Path, start: Callable[..., Run], method: str
    ) -> None:
        (tmp_path / "program.py").write_text(PROGRAM)
        run = start(tmp_path / "program.py", folder, tmp_path / "o.parquet", method)
        assert run.at_work()
        run.process.terminate()
        assert run.process.wait(60) == -signal.SIGTERM
        assert run.ended()
        assert left(tmp_path) == []

    def test_a_program_that_deals_with_the_signal_is_left_to(self) -> None:
        code = """
import signal, sys, threading
import govinfo_report as gr
from govinfo_report.writers.atomic import unfinished
signal.signal(signal.SIGTERM, lambda *_: print("its own way"))
with unfinished():
    signal.raise_signal(signal.SIGTERM)
assert callable(signal.getsignal(signal.SIGTERM))
"""
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert done.stdout == "its own way\n"


class TestKilled:
    """SIGKILL, as the system does when memory is short: nobody is asked, and workers end all the same."""

    def test_a_command(self, folder: Path, start: Callable[..., Run]) -> None:
        run = start("-c", COMMAND, "scan", folder, "--workers", "2")
        assert run.at_work()
        run.process.kill()
        assert run.ended()

    @pytest.mark.parametrize("method", ["fork", "forkserver", "spawn"])
    def test_a_program_that_scans(
        self, folder: Path, tmp_path: Path, start: Callable[..., Run], method: str
    ) -> None:
        (tmp_path / "program.py").write_text(PROGRAM)
        run = start(tmp_path / "program.py", folder, tmp_path / "o.parquet", method)
        assert run.at_work()
        run.process.kill()
        assert run.ended()

    @pytest.mark.parametrize("name", ["a report", "tiles"])
    def test_a_program_that_reads_pdf(self, tmp_path: Path, start: Callable[..., Run], name: str) -> None:
        """Its worker ends with it, whether it has nothing to do or is in the middle of a file."""
        (tmp_path / "a.pdf").write_bytes(BOMBS[name] if name in BOMBS else report_pdf(0))
        code = """
import sys, time
import govinfo_report as gr
gr.read(sys.argv[1], limits=gr.Limits(seconds=100.0))
time.sleep(100)
"""
        run = start("-c", code, tmp_path / "a.pdf")
        assert run.at_work(2)
        run.process.kill()
        assert run.ended()

    def test_a_program_whose_forked_child_lives_on(self, tmp_path: Path, start: Callable[..., Run]) -> None:
        (tmp_path / "a.pdf").write_bytes(report_pdf(0))
        code = """
import os, sys, time
import govinfo_report as gr
gr.read(sys.argv[1])
if os.fork() == 0:
    open(sys.argv[2], "w").write(str(os.getpid()))
time.sleep(100)
"""
        run = start("-c", code, tmp_path / "a.pdf", tmp_path / "child")
        assert run.at_work(3)
        assert run.wait_for((tmp_path / "child").exists, 10)
        run.process.kill()
        child = int((tmp_path / "child").read_text())
        assert run.wait_for(lambda: run.processes() == [child], 5)


class TestInterrupted:
    """Ctrl-C, which a terminal sends to all processes of a command."""

    @pytest.mark.parametrize("output", [True, False])
    def test_a_scan_says_how_to_go_on(
        self, folder: Path, tmp_path: Path, start: Callable[..., Run], output: bool
    ) -> None:
        options = ["-o", tmp_path / "o.parquet"] if output else []
        run = start("-c", COMMAND, "scan", folder, "--workers", "2", *options)
        assert run.at_work()
        os.killpg(run.process.pid, signal.SIGINT)
        said = run.end()
        assert run.process.returncode == 130
        assert said == "已中断。用 --resume 文件 扫描，再次运行就从中断处继续。\n"
        assert run.ended()
        assert left(tmp_path) == []

    def test_and_goes_on(self, folder: Path, tmp_path: Path, start: Callable[..., Run]) -> None:
        manifest = tmp_path / "m.db"
        command = ("-c", COMMAND, "scan", folder, "--workers", "2", "--resume", manifest)
        run = start(*command)
        assert run.wait_for(lambda: kept(manifest) > 0, 60)
        os.killpg(run.process.pid, signal.SIGINT)
        assert f"再次用 --resume {manifest} 运行" in run.end()
        again = subprocess.run(
            [sys.executable, *map(str, command), "--lang", "en"],
            capture_output=True, encoding="utf-8", check=False, cwd=EXAMPLES.parent,
            env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        )  # fmt: skip
        assert again.returncode == 0, again.stderr
        resumed = next(line for line in again.stdout.splitlines() if "taken from the manifest" in line)
        assert 0 < int(resumed.split()[-1]) < 800

    def test_any_other_command(self, folder: Path, start: Callable[..., Run]) -> None:
        for arguments in (
            ["check", *sorted(folder.iterdir())],
            ["consolidate", folder, "--agency", "市", "-o", "o.json"],
        ):
            run = start("-c", COMMAND, *arguments)
            assert run.at_work(1)
            os.killpg(run.process.pid, signal.SIGINT)
            assert "Traceback" not in run.end()
            assert run.process.returncode == 130


class TestInTheMiddleOfAResult:
    """A worker that ends while half of a result is on its way: nobody waits for the other half."""

    PROGRAM = """
import os, signal, sys, time
from concurrent.futures import Future
from pathlib import Path
from govinfo_report.corpus import pools

def large(files):
    (path, _), = files
    begun = Path(path).exists()
    Path(path).write_text(str(os.getpid()))
    return b"again" if begun else bytes(100_000_000)

def on_its_way(pool):
    while not pool.executor._result_queue._reader.poll(0):
        pass

def ended():
    pool = pools.OwnPool.of(2, None)
    pool.executor.submit(bytes, 100_000_000)
    on_its_way(pool)
    pool.end(wait=False)
    print("ended")

def killed(name):
    import threading
    runner = pools.Runner(task=large, workers=2)
    def kill():
        while runner._pool is None or runner._pool.executor._result_queue is None:
            time.sleep(0.01)
        on_its_way(runner._pool)
        os.kill(int(Path(name).read_text()), signal.SIGKILL)
    threading.Thread(target=kill, daemon=True).start()
    print(list(runner.run(iter([(0, ((name, None),))]))))

if __name__ == "__main__":
    ended() if sys.argv[1] == "ended" else killed(sys.argv[1])
"""

    def run(self, program: Path, argument: str) -> str:
        program.write_text(self.PROGRAM)
        done = subprocess.run(
            [sys.executable, program, argument], capture_output=True, text=True, check=True, timeout=60
        )
        return done.stdout.strip()

    def test_a_pool_that_is_ended(self, tmp_path: Path) -> None:
        assert self.run(tmp_path / "program.py", "ended") == "ended"

    def test_a_worker_that_is_killed(self, tmp_path: Path) -> None:
        assert self.run(tmp_path / "program.py", str(tmp_path / "begun")) == "[(0, [b'again'])]"


def test_a_program_that_goes_on_loses_its_workers_only(folder: Path) -> None:
    """Who breaks off after some results does not wait for files that are still being read."""
    code = f"""
import json, multiprocessing, time
import govinfo_report as gr
results = gr.scan({str(folder)!r}, workers=2)
for number, result in enumerate(results):
    if number == 20:
        break
start = time.monotonic()
results.close()
closed = time.monotonic() - start
time.sleep(1)
print(json.dumps([closed < 3, len(multiprocessing.active_children())]))
"""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=EXAMPLES.parent
    )
    assert json.loads(done.stdout) == [True, 0]
    assert done.stderr == ""
