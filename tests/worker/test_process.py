"""Where programs start workers, and where they cannot: each test is a program of its own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import govinfo_report as gr
from tests.conftest import ROOT
from tests.worker.makers import agency, report_pdf

#: What the programs begin with: where PDFs are, and how to tell the workers of a process.
BEGINNING = """
import os, sys, threading, time
import govinfo_report as gr
from govinfo_report.worker import process

def pdf(number):
    return os.path.join(FOLDER, f"{number}.pdf")

def read(number):
    return gr.read(pdf(number)).agency

def workers():
    return [worker.process.pid for worker in process._running if worker.lives]

def gone(pid):
    for _ in range(100):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False

def task(number):
    return os.getpid(), read(number), workers()
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("pdf")
    for number in range(6):
        (made / f"{number}.pdf").write_bytes(report_pdf(number))
    return made


def said(
    code: str, folder: Path, *options: str, file: Path | None = None, cwd: Path = ROOT, **more: str
) -> str:
    """What a program prints; it prints nothing to its standard error, and leaves no worker behind."""
    program = f"FOLDER = {str(folder)!r}\n{BEGINNING}\n{code}"
    if file is not None:
        file.write_text(program, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-W", "error", *options, *([str(file)] if file is not None else ["-"])],
        input=None if file is not None else program,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **more},
        cwd=cwd,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.stderr == ""
    assert done.returncode == 0
    return done.stdout.strip()


class TestPrograms:
    def test_a_notebook(self, folder: Path) -> None:
        """Its ``__main__`` has no file, and its cells come from elsewhere."""
        code = "import __main__; vars(__main__).pop('__file__', None)\nprint(read(0), len(workers()))"
        assert said(code, folder) == f"{agency(0)} 1"

    def test_a_script_without_a_guard(self, folder: Path, tmp_path: Path) -> None:
        """The worker imports no ``__main__``, so the script runs once."""
        code = "print('begins'); print(read(0), len(workers()))"
        assert said(code, folder, file=tmp_path / "a.py") == f"begins\n{agency(0)} 1"

    def test_the_library_is_found_where_the_program_found_it(self, folder: Path, tmp_path: Path) -> None:
        """And nothing is imported from the folder that the program stands in, or was started in."""
        trap = "raise SystemExit('imported')"
        for name in ("json.py", "queue.py", "attrs.py", "pypdfium2.py"):
            (tmp_path / name).write_text(trap)
        code = f"os.chdir({str(tmp_path)!r})\nprint(read(0), len(workers()))"
        assert said(code, folder) == f"{agency(0)} 1"

    def test_a_path_of_the_programs_own(self, folder: Path) -> None:
        source = str(Path(gr.__file__).parents[1])
        code = f"import sys; sys.path.insert(0, {source!r})\nFOLDER = {str(folder)!r}\n{BEGINNING}"
        done = subprocess.run(
            [sys.executable, "-I", "-c", f"{code}\nprint(read(0) == gr.read(pdf(0)).agency, len(workers()))"],
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout == "True 1\n"

    def test_threads_share_a_worker(self, folder: Path) -> None:
        code = """
from concurrent.futures import ThreadPoolExecutor
with ThreadPoolExecutor(4) as pool:
    found = list(pool.map(read, [0, 1, 2, 3, 4, 5] * 2))
print(found == [read(number) for number in range(6)] * 2, len(workers()))
"""
        assert said(code, folder) == "True 1"

    def test_a_worker_started_in_a_thread_outlives_the_thread(self, folder: Path) -> None:
        code = """
thread = threading.Thread(target=read, args=(0,))
thread.start(); thread.join()
before = workers()
time.sleep(0.3)
print(read(1), workers() == before)
"""
        assert said(code, folder) == f"{agency(1)} True"

    def test_when_the_interpreter_ends(self, folder: Path) -> None:
        """What reads then still reads, if in this process."""
        assert said("import atexit\nread(0)\natexit.register(lambda: print(read(1)))", folder) == agency(1)

    @pytest.mark.skipif(not hasattr(os, "killpg"), reason="needs groups of processes")
    def test_an_interrupt_from_a_terminal_leaves_the_worker(self, folder: Path) -> None:
        """It goes to all processes of a group; a program that goes on has its worker still."""
        code = """
import signal
os.setpgrp()
signal.signal(signal.SIGINT, lambda *_: None)
read(0)
before = workers()
os.killpg(0, signal.SIGINT)
time.sleep(0.3)
print(read(1), workers() == before)
"""
        assert said(code, folder) == f"{agency(1)} True"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
class TestForks:
    def test_a_child_has_a_worker_of_its_own(self, folder: Path) -> None:
        code = """
read(0)
own = workers()
out, into = os.pipe()
child = os.fork()
if child == 0:
    inherited = workers()
    os.write(into, f"{inherited} {read(1)} {set(workers()) & set(own)} {len(workers())}".encode())
    os._exit(0)
os.waitpid(child, 0)
print(os.read(out, 1000).decode(), read(2), workers() == own)
"""
        assert said(code, folder) == f"[] {agency(1)} set() 1 {agency(2)} True"

    def test_while_another_thread_reads(self, folder: Path) -> None:
        """The lock that the thread holds is none of the child's, nor is its question."""
        code = """
import warnings; warnings.simplefilter("ignore", DeprecationWarning)
stop = threading.Event()
wrong = []
def read_on():
    while not stop.is_set():
        if read(0) != here: wrong.append(1)
here = read(0)
thread = threading.Thread(target=read_on); thread.start()
statuses = []
for number in range(1, 4):
    expected = gr.read(pdf(number)).agency
    child = os.fork()
    if child == 0:
        os._exit(0 if read(number) == expected else 1)
    statuses.append(os.waitpid(child, 0)[1])
stop.set(); thread.join()
print(statuses, wrong, len(workers()))
"""
        assert said(code, folder) == "[0, 0, 0] [] 1"

    def test_a_child_ends_and_its_parents_worker_stays(self, folder: Path) -> None:
        """Also where it ends as a program does, with all that runs at the end."""
        code = """
read(0)
child = os.fork()
if child == 0:
    sys.exit(0)
os.waitpid(child, 0)
before = workers()
print(read(1), workers() == before)
"""
        assert said(code, folder) == f"{agency(1)} True"


EXECUTORS = {
    "threads": "ThreadPoolExecutor(2)",
    "fork": "ProcessPoolExecutor(2, multiprocessing.get_context('fork'))",
    "forkserver": "ProcessPoolExecutor(2, multiprocessing.get_context('forkserver'))",
    "spawn": "ProcessPoolExecutor(2, multiprocessing.get_context('spawn'))",
}


class TestExecutors:
    """Of other people: PDFs go through a worker of the process that the task is in."""

    @pytest.mark.parametrize("name", EXECUTORS)
    def test_of_the_standard_library(self, folder: Path, tmp_path: Path, name: str) -> None:
        code = f"""
if __name__ == "__main__":
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
    with {EXECUTORS[name]} as pool:
        tasks = list(pool.map(task, [0, 1, 2, 3, 4, 5]))
    print([agency for _, agency, _ in tasks] == [read(number) for number in range(6)])
    print(all(len(found) == 1 for _, _, found in tasks))
    mine = workers()
    print(all(gone(pid) for _, _, found in tasks for pid in found if found != mine))
"""
        assert said(code, folder, file=tmp_path / "a.py") == "True\nTrue\nTrue"

    @pytest.mark.parametrize("name", ["ThreadPoolExecutor", "ProcessPoolExecutor"])
    def test_scans_on_them(self, folder: Path, tmp_path: Path, name: str) -> None:
        code = f"""
if __name__ == "__main__":
    from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
    with {name}(1) as pool:
        print(sorted(result.agency for result in gr.scan(FOLDER, executor=pool)))
        print(len(list(pool.map(task, [0]))[0][2]))
"""
        assert said(code, folder, file=tmp_path / "a.py") == f"{sorted(map(agency, range(6)))}\n1"

    def test_dask(self, folder: Path, tmp_path: Path) -> None:
        pytest.importorskip("distributed")
        code = """
if __name__ == "__main__":
    from distributed import Client, LocalCluster
    cluster = LocalCluster(n_workers=1, threads_per_worker=2, dashboard_address=None)
    with cluster, Client(cluster) as client:
        with client.get_executor() as pool:
            tasks = [future.result() for future in [pool.submit(task, number) for number in range(6)]]
    print([agency for _, agency, _ in tasks] == [read(number) for number in range(6)])
    print({len(found) for _, _, found in tasks}, all(gone(tasks[0][2][0]) for _ in range(1)))
"""
        assert said(code, folder, "-W", "ignore", file=tmp_path / "a.py") == "True\n{1} True"

    def test_joblib(self, folder: Path, tmp_path: Path) -> None:
        pytest.importorskip("joblib")
        code = """
if __name__ == "__main__":
    from joblib import Parallel, delayed
    tasks = Parallel(n_jobs=2)(delayed(task)(number) for number in range(6))
    print([agency for _, agency, _ in tasks] == [read(number) for number in range(6)])
    print({len(found) for _, _, found in tasks})
"""
        assert said(code, folder, "-W", "ignore", file=tmp_path / "a.py") == "True\n{1}"


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="looks at processes in /proc")
def test_a_scans_own_processes_read_themselves(folder: Path, tmp_path: Path) -> None:
    code = """
def started():
    found = 0
    for each in os.listdir("/proc"):
        try:
            with open(f"/proc/{each}/environ", "rb") as stream:
                environment = stream.read()
        except OSError:
            continue
        found += b"RUN=this one" in environment and process._MARK.encode() in environment
    return found

if __name__ == "__main__":
    results = gr.scan(FOLDER, workers=2)
    found = [next(results)]
    print(started())
    print(sorted(result.agency for result in [*found, *results]))
    read(0)
    print(started())
"""
    expected = f"0\n{sorted(map(agency, range(6)))}\n1"
    assert said(code, folder, file=tmp_path / "a.py", RUN="this one") == expected


class TestWithoutProcesses:
    """PDF is then read in the process itself, within the limits that need none; ``isolate=True`` refuses."""

    CODE = """
print(read(0), workers())
try:
    gr.read(pdf(0), limits=gr.Limits(objects=10))
except gr.ReadError as error:
    print(error.zh)
try:
    gr.read(pdf(0), isolate=True)
except gr.ReadError as error:
    print(error.zh[:8])
"""

    @pytest.mark.parametrize(
        "how",
        [
            "sys.platform = 'emscripten'",
            "sys.platform = 'wasi'",
            "sys.executable = ''",
            "sys.executable = None",
            "sys.executable = '/nowhere/python'",
            "sys.executable = '/bin/true'",
            "sys.executable = '/bin/echo'",
            "os.environ[process._MARK] = '1'",
            "threading.Thread.start = lambda self: (_ for _ in ()).throw(RuntimeError('no more threads'))",
        ],
    )
    def test_it_is_read_here(self, folder: Path, how: str) -> None:
        expected = rf"{agency(0)} \[\]\n文件过大：PDF 对象数 \d+，超过上限 10。\n不能另开进程读取"
        assert re.fullmatch(expected, said(f"import threading\n{how}\n{self.CODE}", folder))

    @pytest.mark.skipif(os.name != "posix", reason="needs a program made in a line")
    def test_a_frozen_program_is_not_started_again(self, folder: Path, tmp_path: Path) -> None:
        program = tmp_path / "program"
        program.write_text(f"#!/bin/sh\ntouch {tmp_path / 'started'}\n")
        program.chmod(0o755)
        code = f"sys.frozen = True\nsys.executable = {str(program)!r}\n{self.CODE}"
        assert said(code, folder).startswith(f"{agency(0)} []\n")
        assert not (tmp_path / "started").exists()

    @pytest.mark.skipif(sys.platform != "linux", reason="needs a limit of processes")
    def test_a_thread_fails_later(self, folder: Path) -> None:
        """A worker is there already, and cannot be watched."""
        code = f"""
read(1)
threading.Thread.start = lambda self: (_ for _ in ()).throw(RuntimeError('no more threads'))
{self.CODE}
"""
        assert said(code, folder).startswith(f"{agency(0)} []\n")
