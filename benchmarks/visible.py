"""What it costs to read of a PDF what the eye sees: CPU time a file, pages drawn, and the share that asking takes.

    python benchmarks/visible.py FILE.pdf …
    … --against OTHER/bin/python             # beside another revision, in turn, and the ratio

Pages whose objects vouch for all their text are not drawn: they pay for being asked, and for nothing else.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

ROUNDS = 7

#: Reads one file again and again in an environment of its own and prints the CPU seconds of each reading.
CLOCK = """
import json, sys, time
from pathlib import Path
import govinfo_report as gr
try:
    from govinfo_report.worker import read_in_process
    read_in_process()
except ModuleNotFoundError:  # an older revision
    pass
data = Path(sys.argv[1]).read_bytes()
def once():
    start = time.process_time()
    try:
        gr.read(data)
    except gr.ReadError:
        pass
    return time.process_time() - start
once()
print(json.dumps([once() for _ in range(int(sys.argv[2]))]))
"""


def seconds(python: str, file: Path) -> float:
    run = subprocess.run(
        [python, "-c", CLOCK, str(file.resolve()), str(ROUNDS)],
        capture_output=True,
        text=True,
        check=True,
        cwd="/",
    )
    return median(json.loads(run.stdout))


def looked_at(file: Path) -> tuple[int, int, float]:
    """Pages, pages drawn, and the part of the CPU time that asking and drawing take."""
    import govinfo_report as gr
    from govinfo_report.readers.pdf import reading, visible
    from govinfo_report.worker import read_in_process

    read_in_process()

    pages = drawn = 0
    spent = 0.0
    seen, asked = visible.seen, visible.asked

    def counted(*given: object) -> visible.Seen:
        nonlocal pages, spent
        pages += 1
        start = time.process_time()
        found = seen(*given)  # type: ignore[arg-type]
        spent += time.process_time() - start
        return found

    def drawing(*given: object) -> object:
        nonlocal drawn
        drawn += 1
        return asked(*given)  # type: ignore[arg-type]

    reading.seen, visible.asked = counted, drawing  # type: ignore[assignment]
    start = time.process_time()
    gr.read(file)
    return pages, drawn, spent / (time.process_time() - start)


def main(given: Sequence[str] | None = None) -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("files", nargs="+", type=Path, metavar="FILE")
    options.add_argument("--against", metavar="PYTHON")
    chosen = options.parse_args(given)
    head = "| file | pages | drawn | ms | characters and asking |"
    print(head + (" ratio |" if chosen.against else ""))
    print("|---|--:|--:|--:|--:|" + ("--:|" if chosen.against else ""))
    for file in chosen.files:
        here = seconds(sys.executable, file)
        pages, drawn, share = looked_at(file)
        row = f"| {file.name} | {pages} | {drawn} | {here * 1000:.0f} | {share:.0%} |"
        print(row + (f" {here / seconds(chosen.against, file):.2f} |" if chosen.against else ""))


if __name__ == "__main__":
    main()
