"""Many reports: scanning files, and the relations over a million rows; prints the tables of docs/scale.md.

    python benchmarks/scale.py                        # print
    python benchmarks/scale.py --write                # print and put into docs/scale.md
    python benchmarks/scale.py --files 200 --rows 50000   # smaller

Each ratio is of two things measured in turn in one run. The reports are made by `corpus.synthetic` (seeded).
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from pathlib import Path
from statistics import median

import duckdb
import polars as pl

ROOT = Path(__file__).parent.parent
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # what Python compiles it keeps, as with everybody
sys.path.insert(0, str(ROOT))

import govinfo_report as gr  # noqa: E402
from benchmarks import scans  # noqa: E402
from benchmarks.readers import expat_walk, page_walk  # noqa: E402
from govinfo_report.corpus import synthetic  # noqa: E402
from govinfo_report.corpus.pools import OwnPool  # noqa: E402

ROUNDS = 3
DISTINCT = 20_000
LOOPED = 5_000
PARSERS: dict[str, Callable[[bytes], object]] = {"xlsx": expat_walk, "html": page_walk, "json": json.loads}


def parsed(kind: str, paths: list[str]) -> int:
    for path in paths:
        PARSERS[kind](Path(path).read_bytes())
    return len(paths)


def bare_scan(kind: str, paths: list[str], executor: ProcessPoolExecutor) -> None:
    chunks = [paths[start : start + 8] for start in range(0, len(paths), 8)]
    assert sum(executor.map(parsed, [kind] * len(chunks), chunks)) == len(paths)


def timed(job: Callable[[], object]) -> float:
    start = time.perf_counter()
    job()
    return time.perf_counter() - start


def in_turn(*jobs: Callable[[], object], rounds: int = ROUNDS) -> list[float]:
    """Median seconds of each job."""
    times: list[list[float]] = [[] for _ in jobs]
    for _ in range(rounds):
        for job, kept in zip(jobs, times, strict=True):
            kept.append(timed(job))
    return [median(each) for each in times]


def used(results: Iterable[gr.ScanResult]) -> int:
    return sum(result.error is None for result in results)


def against_parsers(number: int, folder: Path, rounds: int) -> Iterable[str]:
    yield "| files | bare parser, 2 processes, ms a file | scan, 2 processes | scan, 1 process | scan ÷ bare | 1 ÷ 2 processes |"
    yield "|---|---|---|---|---|---|"
    for kind in PARSERS:
        place = folder / kind
        place.mkdir()
        made = [
            gr.write(raw, place / f"{index:05}.{kind}")
            for index, raw in enumerate(synthetic.printed(100, seed=1))
        ]
        for index in range(100, number):
            shutil.copyfile(made[index % 100], place / f"{index:05}.{kind}")
        paths = sorted(map(str, place.iterdir()))

        def bare(kind: str = kind, paths: list[str] = paths) -> None:
            pool = OwnPool.of(2, None)
            bare_scan(kind, paths, pool.executor)
            pool.end(wait=True)

        def two(place: Path = place) -> None:
            assert used(gr.scan(place, workers=2)) == number

        def one(place: Path = place) -> None:
            assert used(gr.scan(place, workers=1)) == number

        least, double, single = in_turn(bare, two, one, rounds=rounds)
        each = [1000 * seconds / number for seconds in (least, double, single)]
        yield (
            f"| {kind} | {each[0]:.2f} | {each[1]:.2f} | {each[2]:.2f} | {double / least:.1f} | {single / double:.2f} |"
        )


def million(rows: int, folder: Path) -> Iterable[str]:
    path = folder / "reports.parquet"
    distinct = gr.frames.wide(synthetic.printed(min(DISTINCT, rows), seed=2))
    times = -(-rows // distinct.height)
    parts = [
        distinct.with_columns(pl.col("agency") + f"（{part}）", file=pl.lit(f"{part}/") + pl.col("agency"))
        for part in range(times)
    ]
    pl.concat(parts).head(rows).write_parquet(path)
    del parts
    sample = [raw for raw, _ in zip(synthetic.printed(LOOPED, seed=2), range(LOOPED), strict=False)]
    relations = ["T301", "T302", "T303", "T401"]
    found: dict[str, int] = {}

    def read_polars() -> None:
        assert pl.scan_parquet(path).collect().height == rows

    def check_polars() -> None:
        found["polars"] = gr.frames.check(pl.scan_parquet(path)).collect().height

    def read_duckdb() -> None:
        assert duckdb.read_parquet(str(path)).to_arrow_table().num_rows == rows

    def check_duckdb() -> None:
        found["duckdb"] = len(gr.frames.check(duckdb.read_parquet(str(path))).fetchall())

    def loop() -> None:
        for raw in sample:
            gr.check(raw, select=relations)

    bare_p, checked_p, bare_d, checked_d = in_turn(read_polars, check_polars, read_duckdb, check_duckdb)
    looped = timed(loop) / len(sample) * rows
    assert found["polars"] == found["duckdb"] > 0
    yield f"{rows:,} rows, {path.stat().st_size / 1e6:.0f} MB of Parquet, {found['polars']:,} relations that fail."
    yield ""
    yield "| engine | reading every column, s | `frames.check` of the file, s | ratio | the loop over `check`, s | loop ÷ `frames.check` |"
    yield "|---|---|---|---|---|---|"
    for name, bare, checked in (("polars", bare_p, checked_p), ("DuckDB", bare_d, checked_d)):
        yield f"| {name} | {bare:.2f} | {checked:.2f} | {checked / bare:.2f} | {looped:.0f} | {looped / checked:.0f} |"
    yield ""
    yield f"The loop was run over {len(sample):,} of the reports and its time multiplied."


def peak(who: int) -> int:
    return resource.getrusage(who).ru_maxrss // 1024


def memory(number: int, folder: Path) -> str:
    """Peak memory of a scan, few files and many."""
    # VmHWM and not ru_maxrss: that one keeps what the process was before it became this program.
    code = (
        "import resource, sys, govinfo_report as gr\n"
        "n = sum(1 for r in gr.scan(sys.argv[1:], workers=2) if r.ok is not None)\n"
        "own = next(line for line in open('/proc/self/status') if line.startswith('VmHWM')).split()[1]\n"
        "print(n, int(own) // 1024, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)\n"
    )
    script = folder / "scan.py"
    script.write_text(code)
    lines = []
    paths = sorted(map(str, (folder / "html").iterdir()))
    for count in (number // 10, number):
        done = subprocess.run(
            [sys.executable, str(script), *paths[:count]], capture_output=True, text=True, check=True
        )
        files, own, child = done.stdout.split()
        lines.append(f"{files} pages: {own} MB in the process that asks, {child} MB in a process that reads")
    return "; ".join(lines) + "."


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--files", type=int, default=2_000)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--costs", type=int, default=600, help="files of a format whose CPU time is measured")
    parser.add_argument("--many", type=int, default=200_000, help="files of the empty work on Dask")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lines = [
            "# Scale, measured",
            "",
            f"Printed by `python benchmarks/scale.py --write` on {date.today()}, Python {platform.python_version()}, "
            f"{platform.machine()}, {platform.system()}, polars {pl.__version__}, DuckDB {duckdb.__version__}.",
            f"Medians of {options.rounds} alternating rounds in one run; the machine is noisy, so compare the ratios.",
            "",
            f"## Scanning {options.files:,} files",
            "",
            *against_parsers(options.files, folder, options.rounds),
            "",
            "Bare parser: unzip and walk the XML, selectolax and the text of every cell, `json.loads`; it checks nothing.",
            "",
            f"Peak memory of a scan: {memory(options.files, folder)}",
            "",
            "## What a scan costs whom",
            "",
            "CPU time, reports with prose of 1,500 to 1,900 characters, Parquet written; without the start of the processes, which stands beside it.",
            "",
            *scans.costs(options.costs, folder, options.rounds),
            "",
            f"## {scans.ALL:,} files on Dask, by empty work",
            "",
            *scans.many(options.many, folder),
            "",
            "## The relations over a frame",
            "",
            *million(options.rows, folder),
            "",
            f"Peak memory of the whole benchmark: {peak(resource.RUSAGE_SELF)} MB.",
        ]
    text = "\n".join(lines) + "\n"
    print(text)
    if options.write:
        (ROOT / "docs" / "scale.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
