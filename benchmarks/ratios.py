"""The aims of speed, as ratios of CPU time, each over reports of many makers and with nothing kept before.

    python benchmarks/ratios.py [--makers 20] [--each 25] [--formats html,docx,…]

A *maker* sets reports in one way of the renderers that the tests have (of workbooks: this library, and other
people's sheets); its reports differ in agency, figures and prose. *Many* is the mean over all reports of all makers,
read in one process one after the other, makers mixed; *cold* the mean over one report of each, each in a process
that has read one file of another maker, so that modules are there and nothing of this maker is kept. The rival runs on the
same files, in a process of its own.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, seed, settings
from openpyxl import Workbook

ROOT = Path(__file__).parent.parent
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # what Python compiles it keeps, as with everybody
sys.path.insert(0, str(ROOT))

import govinfo_report as gr  # noqa: E402
from govinfo_report.corpus import synthetic  # noqa: E402
from govinfo_report.writers.writing import render  # noqa: E402
from tests.documents import strategies as rendered  # noqa: E402
from tests.documents.html import render_html  # noqa: E402
from tests.documents.pdf import render_pdf  # noqa: E402
from tests.documents.text import render_text  # noqa: E402
from tests.documents.word import render_word  # noqa: E402
from tests.workbooks import put_table  # noqa: E402

DRAWN = {
    "html": (render_html, rendered.html_styles()),
    "docx": (render_word, rendered.word_styles()),
    "txt": (render_text, rendered.text_styles()),
    "pdf": (render_pdf, rendered.pdf_styles()),
}
#: Format → what it is held against, by name, with the aim: at most so many times as long.
RIVALS = {
    "html": {"pandas.read_html": 0.5, "bare parse": 8.0},
    "docx": {"python-docx load": 1.0},
    "xlsx": {"pandas.read_excel": 0.6, "zip + expat": 12.0},
    "txt": {"read as html": 1.0},
    "pdf": {"PDFium objects + text": 2.0, "pdfplumber": 0.25},
}

#: Does one job with each file, and says the seconds of CPU, of its children too.
WORK = """
import io, os, resource, sys, time, warnings
warnings.simplefilter("ignore")
job, other = sys.argv[1:3]
sys.path[:0] = sys.argv[3:]
def spent():
    total = time.process_time() + sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2])
    for child in open(f"/proc/self/task/{os.getpid()}/children").read().split():
        times = open(f"/proc/{child}/stat").read().rpartition(")")[2].split()[11:13]
        total += sum(map(int, times)) / os.sysconf("SC_CLK_TCK")
    return total
if job == "read":
    import govinfo_report as gr
    def work(data):
        try:
            gr.read(data)
        except gr.ReadError:
            pass
elif job == "pandas.read_html":
    import pandas
    work = lambda data: pandas.read_html(io.BytesIO(data))
elif job == "pandas.read_excel":
    import pandas
    work = lambda data: pandas.read_excel(io.BytesIO(data), sheet_name=None, header=None)
else:
    from benchmarks import readers
    work = {"bare parse": readers.page_walk, "zip + expat": readers.expat_walk,
            "python-docx load": readers.docx_load, "PDFium objects + text": readers.pdf_objects,
            "pdfplumber": readers.plumber}[job]
work(open(other, "rb").read())
for line in sys.stdin:
    data = open(line.strip(), "rb").read()
    start = spent()
    work(data)
    print(spent() - start, flush=True)
"""


def styles(kind: str, number: int) -> list[Any]:
    """Ways of setting a report, some of those that the tests draw."""
    kept: list[Any] = []

    @seed(1)
    @settings(max_examples=number * 3, database=None, suppress_health_check=list(HealthCheck))
    @given(DRAWN[kind][1])
    def draw(style: Any) -> None:
        kept.append(style)

    draw()
    return random.Random(1).sample(kept, number)  # those drawn one after another are alike


def sheet(raw: gr.RawReport, lot: random.Random) -> bytes:
    """A workbook as somebody else would make it: the tables anywhere, with or without merged heads."""
    book = Workbook()
    figures = {cell.path: cell.value for cell in raw}
    for at, table in enumerate(("disclosure", "requests", "remedies")):
        page = book.active if at == 0 else book.create_sheet(f"表{at + 1}")
        put_table(page, table, figures, row=lot.randint(1, 4), column=lot.randint(1, 3))
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def made(kind: str, makers: int, each: int, folder: Path) -> Iterator[list[Path]]:
    """The files of each maker."""
    ways = styles(kind, makers) if kind in DRAWN else list(range(makers))
    for maker, way in enumerate(ways):
        files = []
        for number, raw in enumerate(synthetic.printed(each, seed=1000 + maker)):
            lot = random.Random(maker)
            if kind in DRAWN:
                data = DRAWN[kind][0](raw, way)
            else:
                data = render(raw, "xlsx") if maker % 2 else sheet(raw, lot)
            file = folder / f"{kind}-{maker:02}-{number:03}.{kind}"
            file.write_bytes(data if isinstance(data, bytes) else data.encode())
            files.append(file)
        yield files


def seconds(job: str, other: Path, files: list[Path]) -> float:
    """The mean seconds of CPU of a job with each of some files."""
    run = subprocess.run(
        [sys.executable, "-c", WORK, job, str(other), str(ROOT)],
        input="\n".join(map(str, files)), capture_output=True, text=True, check=True,
    )  # fmt: skip
    told = [float(line) for line in run.stdout.split()]
    return sum(told) / len(told)


def alone(job: str, files: list[Path]) -> float:
    """The mean seconds of a job with each of some files, in a process that has done it with another."""
    return sum(seconds(job, files[at - 1], [file]) for at, file in enumerate(files)) / len(files)


def main() -> int:
    warnings.simplefilter("ignore")
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("--makers", type=int, default=20)
    options.add_argument("--each", type=int, default=25)
    options.add_argument("--formats", default=",".join(RIVALS))
    given_ = options.parse_args()
    print("| format | reports | beside | aim | many: read, ms | the other, ms | ratio | cold: ratio |")
    print("|---|--:|---|--:|--:|--:|--:|--:|")
    with tempfile.TemporaryDirectory() as name:
        for kind in given_.formats.split(","):
            each = given_.each if kind != "pdf" else max(1, given_.each // 10)
            groups = list(made(kind, given_.makers, each, Path(name)))
            many = [file for files in zip(*groups, strict=True) for file in files]
            first = [files[0] for files in groups]
            ours = seconds("read", first[-1], many)
            cold = alone("read", first)
            for rival, aim in RIVALS[kind].items():
                if rival == "read as html":
                    groups = list(made("html", given_.makers, each, Path(name)))
                    pages = [file for files in zip(*groups, strict=True) for file in files]
                    theirs, lone = seconds("read", pages[-1], pages), alone("read", pages[: len(groups)])
                else:
                    theirs, lone = seconds(rival, first[-1], many), alone(rival, first)
                print(
                    f"| {kind} | {len(many)} | {rival} | {aim:g} | {1000 * ours:.2f} | {1000 * theirs:.2f} "
                    f"| {ours / theirs:.2f} | {cold / lone:.2f} |",
                    flush=True,
                )
    return 0


if __name__ == "__main__":
    sys.exit(main())
