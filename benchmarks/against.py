"""The CPU time of `read` beside another revision's, by format, over reports of which each is read once.

    python benchmarks/against.py OTHER/bin/python [--number N] [--seed S] [--rounds R] [--reports FILE …]

*Alike* are reports as one site publishes them: written by this library, their figures, names and prose all other, a part of
them with blanks.
*Unlike* are reports of which each is set in another way, by the renderers of the tests. The other revision is
installed in an environment of its own. Both read the same files in turn, in one process each, which has read as many
others of the same format before; of the rounds, each with new processes, the fastest counts.

With ``--reports`` instead: `check` of reports with real prose, beside the other revision and beside `read` of the same report
as a web page.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

import truths  # noqa: E402

from govinfo_report.corpus import synthetic  # noqa: E402
from govinfo_report.writers.writing import render  # noqa: E402

ALIKE = ("html", "docx", "xlsx", "txt")

#: Reads each file that is asked for, once, and says how many seconds of CPU that took.
READER = """
import sys, time, warnings
warnings.simplefilter("ignore")
import govinfo_report as gr
for line in sys.stdin:
    start = time.process_time()
    try:
        gr.read(line.strip())
    except gr.ReadError:
        pass
    print(time.process_time() - start, flush=True)
"""

#: Says of each file how many seconds of CPU `check` of the report takes, and `read` of it as a web page.
CHECKER = """
import sys, time, warnings
warnings.simplefilter("ignore")
import govinfo_report as gr
from govinfo_report.writers.writing import render
def best(work):
    found = []
    for _ in range(15):
        start = time.process_time()
        work()
        found.append(time.process_time() - start)
    return min(found)
for line in sys.stdin:
    raw = gr.read(line.strip())
    page = render(raw, "html")
    print(best(lambda: gr.check(raw)), best(lambda: gr.read(page)), flush=True)
"""


def checking(pythons: Sequence[str], files: Sequence[Path]) -> None:
    """Print what `check` takes of each of some reports."""
    print("| report | check, ms here | ms there | beside there | read as a page, ms | beside that |")
    print("|---|--:|--:|--:|--:|--:|")
    for file in files:
        runs = [
            subprocess.run(
                [python, "-c", CHECKER],
                input=f"{file.resolve()}\n",
                capture_output=True,
                text=True,
                check=True,
                cwd=tempfile.gettempdir(),
                env=truths.own_environment(python),
            )
            for python in pythons
        ]
        (here, page), (there, _) = ([1000 * float(each) for each in run.stdout.split()] for run in runs)
        print(
            f"| {file.name} | {here:.1f} | {there:.1f} | {here / there:.2f} | {page:.1f} | {here / page:.2f} |",
            flush=True,
        )


def started(python: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [python, "-c", READER],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=tempfile.gettempdir(),
        env=truths.own_environment(python),
    )


def seconds(process: subprocess.Popen[str], file: Path) -> float:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(f"{file}\n")
    process.stdin.flush()
    return float(process.stdout.readline())


def spent(pythons: Sequence[str], files: Sequence[Path]) -> list[float]:
    """The seconds of each revision for the second half of the files, both in turn."""
    processes = [started(python) for python in pythons]
    half = len(files) // 2
    for file in files[:half]:
        for process in processes:
            seconds(process, file)
    total = [0.0] * len(processes)
    for file in files[half:]:
        for place, process in enumerate(processes):
            total[place] += seconds(process, file)
    for process in processes:
        process.communicate()
    return [each / (len(files) - half) for each in total]


def made(number: int, seed: int, folder: Path) -> Iterator[tuple[str, str, Path]]:
    """The reports: of which format, alike or not, and the file."""
    for index, report in enumerate(synthetic.printed(number, seed=seed)):
        for suffix in ALIKE:
            data = render(report, suffix)
            file = folder / f"alike-{index:05}.{suffix}"
            file.write_bytes(data if isinstance(data, bytes) else data.encode())
            yield suffix, "alike", file
    for file, _ in truths.made(8 * number, seed, folder):
        if "-whole-" in file.name and file.suffix != ".pdf":
            yield file.suffix[1:], "unlike", file


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("other", metavar="PYTHON")
    options.add_argument("--number", type=int, default=40, metavar="N")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--reports", type=Path, nargs="+", default=[], metavar="FILE")
    given = options.parse_args()
    if given.reports:
        checking((sys.executable, given.other), given.reports)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        files: dict[tuple[str, str], list[Path]] = defaultdict(list)
        for suffix, how, file in made(given.number, given.seed, Path(folder)):
            files[suffix, how].append(file)
        print("| format | reports | ms here | ms there | ratio |\n|---|---|--:|--:|--:|")
        for (suffix, how), some in files.items():
            rounds = [spent((sys.executable, given.other), some) for _ in range(given.rounds)]
            here, there = (1000 * min(each[place] for each in rounds) for place in (0, 1))
            print(
                f"| {suffix} | {len(some)} {how} | {here:.1f} | {there:.1f} | {here / there:.2f} |",
                flush=True,
            )
    return 0


if __name__ == "__main__":
    sys.exit(main())
