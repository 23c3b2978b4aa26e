"""What a PDF costs by way of the kept worker: the CPU time, children included, of the first and of each further one.

    python benchmarks/worker.py FILE.pdf …
    … --against OTHER/bin/python             # beside another revision, and the ratio to it

The first is a whole program that reads one PDF, from the start of its interpreter to the end of its worker. All ways are run in turn, round by
round, and each number is the median of the rounds. `all in a child` is a program that hands the file to a child, which reads it and prints the
report as JSON.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import median

ROUNDS = 7
FURTHER = 20
"""Files read after the first."""

READ = """
import sys
from pathlib import Path
import govinfo_report as gr
data = Path(sys.argv[1]).read_bytes()
for _ in range(int(sys.argv[2])):
    gr.read(data)
"""
HERE = "from govinfo_report.worker import read_in_process; read_in_process()" + READ
CHILD = "import sys; import govinfo_report as gr; print(gr.to_json(gr.read(sys.argv[1])))"
IN_A_CHILD = f"""
import subprocess, sys
import govinfo_report as gr
program = "from govinfo_report.worker import read_in_process; read_in_process(); " + {CHILD!r}
done = subprocess.run([sys.executable, "-c", program, sys.argv[1]], capture_output=True, check=True)
gr.from_json(done.stdout.decode())
"""


def cpu(python: str, program: str, file: Path, times: int) -> float:
    """CPU seconds of a program that reads a file so many times, and of all that it starts and waits for."""
    env = {
        name: value for name, value in os.environ.items() if name != "PYTHONPATH" or python == sys.executable
    }
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [python, "-c", program, str(file.resolve()), str(times)],
        check=True,
        cwd="/",
        env=env,
        capture_output=True,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main(given: Sequence[str] | None = None) -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("files", nargs="+", type=Path, metavar="FILE")
    options.add_argument("--against", metavar="PYTHON")
    chosen = options.parse_args(given)
    ways = {"worker": (sys.executable, READ), "in process": (sys.executable, HERE)}
    if chosen.against:
        ways["other revision"] = (chosen.against, READ)
    print("| file | way | first, ms | each further, ms |" + (" first | further |" if chosen.against else ""))
    print("|---|---|--:|--:|" + ("--:|--:|" if chosen.against else ""))
    for file in chosen.files:
        first: dict[str, list[float]] = {name: [] for name in (*ways, "all in a child")}
        further: dict[str, list[float]] = {name: [] for name in ways}
        for _ in range(ROUNDS):
            for name, (python, program) in ways.items():
                first[name].append(cpu(python, program, file, 1))
                further[name].append((cpu(python, program, file, 1 + FURTHER) - first[name][-1]) / FURTHER)
            first["all in a child"].append(cpu(sys.executable, IN_A_CHILD, file, 1))
        for name, firsts in first.items():
            each = median(further[name]) if name in further else None
            row = f"| {file.name} | {name} | {median(firsts) * 1000:.0f} | {'' if each is None else f'{each * 1000:.0f}'} |"
            if chosen.against:
                row += f" {median(firsts) / median(first['other revision']):.2f} |"
                row += " |" if each is None else f" {each / median(further['other revision']):.2f} |"
            print(row, flush=True)


if __name__ == "__main__":
    main()
