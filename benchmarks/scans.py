"""What a scan costs whom: CPU of the parent and of the workers, formats by format, and ten million files on Dask.

Part of `scale.py`. CPU time (getrusage) of separate processes, Parquet written. Each run is made with all
files and with a tenth of them: the difference is what the files cost, without the start of the processes.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from statistics import median

import distributed

import govinfo_report as gr
from benchmarks import prose
from govinfo_report.corpus.listing import Files, listed, opened
from govinfo_report.corpus.pools import Runner
from govinfo_report.corpus.repeats import Met, Repeats
from govinfo_report.corpus.rows import Columns, Rows, write_rows
from govinfo_report.corpus.storage import _Parts
from govinfo_report.corpus.summary import Summary
from govinfo_report.writers.writing import render
from tests.documents.pdf import PdfStyle, render_pdf

ALL = 10_000_000
CHUNK = 512
FORMATS = {"html": 1.0, "xlsx": 1.0, "docx": 1.0, "txt": 1.0, "json": 2.0, "pdf": 0.3}
"""Formats, and how many files of each, as a share: enough for some seconds of work."""
DISTINCT = 60
_RUN = """
import json, resource, sys
import govinfo_report as gr
from govinfo_report.corpus import scan, write_corpus  # importing the library is no part of a scan

def cpu(who):
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime

if __name__ == "__main__":
    begun = cpu(resource.RUSAGE_SELF)
    summary = write_corpus(scan(sys.argv[3:], workers=int(sys.argv[2])), sys.argv[1], overwrite=True)
    assert summary.read == len(sys.argv) - 3, summary
    print(json.dumps([cpu(resource.RUSAGE_SELF) - begun, cpu(resource.RUSAGE_CHILDREN)]))
"""


def rendered(kind: str, raw: gr.RawReport) -> bytes:
    made = render_pdf(raw, PdfStyle()) if kind == "pdf" else render(raw, kind)
    return made.encode() if isinstance(made, str) else made


def costs(number: int, folder: Path, rounds: int) -> Iterable[str]:
    """Milliseconds of CPU a file."""
    script = folder / "run.py"
    script.write_text(_RUN)

    def run(paths: list[str], workers: int) -> tuple[float, float]:
        done = subprocess.run(
            [sys.executable, str(script), str(folder / "out.parquet"), str(workers), *paths],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        parent, children = json.loads(done.stdout)
        return parent, children

    yield "| files | of each | workers, 1 process, ms a file | 2 processes | 2 ÷ 1 | parent | parent ÷ workers | start: parent, s | start: a worker, s |"
    yield "|---|---|---|---|---|---|---|---|---|"
    for kind, share in FORMATS.items():
        place, count = folder / f"costs-{kind}", max(100, int(number * share))
        place.mkdir()
        for index, raw in enumerate(prose.printed(DISTINCT, seed=3)):
            data = rendered(kind, raw)
            for at in range(index, count, DISTINCT):
                (place / f"{at:06}.{kind}").write_bytes(data)
        paths = sorted(map(str, place.iterdir()))
        few = count // 10
        found: dict[int, list[tuple[float, float, float, float]]] = {1: [], 2: []}
        for _ in range(rounds):
            for workers, kept in found.items():
                small, large = run(paths[:few], workers), run(paths, workers)
                each = [1000 * (large[who] - small[who]) / (count - few) for who in (0, 1)]
                starts = [small[who] - each[who] * few / 1000 for who in (0, 1)]
                kept.append((each[0], each[1], starts[0], starts[1] / workers))
        one, two = (median(each[1] for each in found[workers]) for workers in (1, 2))
        parent, begun, start = (median(each[at] for each in found[2]) for at in (0, 2, 3))
        yield (
            f"| {kind} | {count:,} | {one:.2f} | {two:.2f} | {two / one:.2f} | {parent:.3f} | {parent / two:.1%} |"
            f" {begun:.2f} | {start:.2f} |"
        )


def empty(files: Files) -> Rows:
    """What a worker says of a chunk, of files that it does not read."""
    paths = [path for path, _ in opened(files)]
    digests = [sha256(path.encode()).digest() for path in paths]
    names = Met.of([gr.ScanResult(path=Path(path)) for path in paths]).names
    met = Met(names, b"".join(digests), b"".join(digest[:16] for digest in digests))
    return Rows(part="none", met=met, summary=Summary(files=len(paths)))


def many(number: int, folder: Path, parts: int = 200) -> Iterable[str]:
    """What ten million files would cost the client and the scheduler of Dask."""
    place = folder / "many"
    for at in range(number):
        if at % 500 == 0:
            inner = place / f"{at // 500:06}"
            inner.mkdir(parents=True)
        (inner / f"{at:09}.html").touch()
    shop = folder / "shop"
    shop.mkdir()
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, local_directory=str(folder)
        ) as cluster,
        distributed.Client(cluster) as client,
    ):  # fmt: skip
        runner = Runner(task=empty, executor=client.get_executor(), workers=2)
        client.submit(empty, ()).result()
        begun = time.process_time()
        repeats, chunks, files = Repeats(), 0, 0
        for _, done in runner.run(listed(place, shop, CHUNK, runner.submit)):
            for rows in done:
                files += len(repeats.marks(rows.met))
                chunks += 1
        handed = time.process_time() - begun
    assert files == number
    raws = [(raw, gr.check(raw)) for raw in prose.printed(CHUNK, seed=4)]
    results = [
        gr.ScanResult(path=Path(f"{at}.html"), digest="0" * 64, read=each) for at, each in enumerate(raws)
    ]
    part = write_rows(results, shop, Columns())
    joined = _Parts(shop)
    for _ in range(parts):
        joined.add(part, [(None, None)] * CHUNK)
    joined.write_marks()
    begun = time.process_time()
    for name in ("corpus", "findings"):
        getattr(joined, name)().sink_parquet(folder / f"{name}.joined")
    join = time.process_time() - begun
    each, part_cost = handed / files, join / parts
    yield f"Handing out: {files:,} files in {chunks:,} chunks, client and scheduler in one process {handed:.1f} s of CPU, {1000 * handed / chunks:.1f} ms a chunk;"
    yield f"times {ALL / files:.0f} for {ALL:,} files: **{each * ALL:.0f} s**."
    yield f"Joining {parts} parts of {CHUNK} rows into one Parquet file: {1000 * part_cost:.1f} ms a part, for {ALL:,} rows **{part_cost * ALL / CHUNK:.0f} s**."
    yield f"Together {(each * ALL + part_cost * ALL / CHUNK) / 60:.1f} minutes of CPU. Remembered: {remembered(300_000):.0f} bytes a file (300,000 files)."


def remembered(number: int) -> float:
    """Bytes a file that the parent keeps."""
    repeats = Repeats()
    tracemalloc.start()
    try:
        for start in range(0, number, CHUNK):
            files = tuple(
                (f"/data/reports/2023/{at // 50:06}/{at:09}.html", None) for at in range(start, start + CHUNK)
            )
            repeats.marks(empty(files).met)
        return tracemalloc.get_traced_memory()[0] / number
    finally:
        tracemalloc.stop()
