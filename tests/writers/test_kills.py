"""Nothing lost: a process that is killed while it writes, and several that write the same file."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import govinfo_report as gr
from tests.conftest import EXAMPLES

KILLS = """
import os, random, signal, sys, time
from pathlib import Path
import govinfo_report as gr
from govinfo_report.writers.atomic import write_bytes

target, mode, kills = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
rng = random.Random(7)
report = gr.load("examples/nangong-2023.xlsx", blanks="zero")
import attrs
versions = [report, attrs.evolve(report, overview="另一版。" * 200)]
datas = [b"A" * 3_000_000, b"B" * 3_000_000]

def put(number):
    if mode == "bytes":
        write_bytes(target, datas[number % 2], overwrite=True)
    else:
        gr.write(versions[number % 2], target, overwrite=True)

put(0)
whole = {target.read_bytes()}
put(1)
whole.add(target.read_bytes())
assert len(whole) == 2
start = time.perf_counter()
for number in range(4):
    put(number)
each = (time.perf_counter() - start) / 4
died, seen = 0, set()
while died < kills:
    told, tells = os.pipe()
    child = os.fork()
    if child == 0:
        number = died // 2
        while True:
            put(number)
            os.write(tells, b"x")
            number += 1
    if died % 2:  # every other one is killed after it has written once, however busy the machine is
        os.read(told, 1)
    time.sleep(each * rng.uniform(0.05, 2))
    os.kill(child, signal.SIGKILL)
    assert os.waitpid(child, 0)[1] == signal.SIGKILL
    os.close(told)
    os.close(tells)
    died += 1
    found = target.read_bytes()
    assert found in whole, f"half a file after kill {died}: {len(found)} bytes"
    seen.add(found)
print(died, len(seen), sum(1 for each in target.parent.iterdir() if each.name.endswith(".tmp")))
"""

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


@needs_fork
@pytest.mark.parametrize(
    ("mode", "name", "kills"), [("bytes", "a.bin", 160), ("report", "a.html", 40), ("report", "a.json", 40)]
)
def test_killed_at_random_the_old_file_or_the_new_one_stands(
    tmp_path: Path, mode: str, name: str, kills: int
) -> None:
    """What may be left behind of 240 kills is a hidden temporary file, never half a target."""
    done = subprocess.run(
        [sys.executable, "-c", KILLS, str(tmp_path / name), mode, str(kills)],
        cwd=EXAMPLES.parent,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    died, versions, _ = map(int, done.stdout.split())
    assert died == kills
    assert versions == 2  # the kills struck a process that was getting somewhere


WRITER = """
import sys, govinfo_report as gr, attrs
report = gr.load("examples/nangong-2023.xlsx", blanks="zero")
mine = attrs.evolve(report, overview=f"第{sys.argv[2]}个进程。")
won = 0
for _ in range(int(sys.argv[4])):
    try:
        gr.write(mine, sys.argv[1], overwrite=sys.argv[3] == "over")
        won += 1
    except gr.WriteError as error:
        assert "已存在" in error.message("zh"), error
print(won)
"""


def writers(target: Path, over: str, rounds: int) -> list[int]:
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(target), str(number), over, str(rounds)],
            cwd=EXAMPLES.parent,
            stdout=subprocess.PIPE,
            text=True,
        )
        for number in range(4)
    ]
    found = [int(process.communicate(timeout=120)[0]) for process in processes]
    assert [process.returncode for process in processes] == [0] * 4
    return found


def test_of_several_writers_one_has_the_last_word(tmp_path: Path) -> None:
    assert writers(tmp_path / "a.html", "over", 15) == [15] * 4
    report = gr.load(tmp_path / "a.html")
    assert report.overview in {f"第{number}个进程。" for number in range(4)}
    assert [path.name for path in tmp_path.iterdir()] == ["a.html"]


def test_without_overwriting_just_one_succeeds(tmp_path: Path) -> None:
    assert sorted(writers(tmp_path / "a.json", "keep", 1)) == [0, 0, 0, 1]
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_is_read_only(tmp_path: Path, nangong: gr.AnnualReport) -> None:
    tmp_path.chmod(0o555)
    with pytest.raises(gr.WriteError):
        gr.write(nangong, tmp_path / "a.html")
    tmp_path.chmod(0o755)
    assert list(tmp_path.iterdir()) == []
