"""Each reader against the bare parser beneath it, side by side in one run; prints the table of docs/benchmarks.md.

    python benchmarks/readers.py            # print
    python benchmarks/readers.py --write    # print and put into docs/benchmarks.md

The bare parser does the least that any reader must: unzip and parse, without looking for tables.
"""

from __future__ import annotations

import platform
import resource
import sys
import time
import zipfile
from collections.abc import Callable
from datetime import date
from functools import partial
from io import BytesIO
from pathlib import Path
from statistics import median
from xml.parsers import expat

import attrs
import pdfplumber
import pypdfium2
from docx import Document
from openpyxl import load_workbook
from selectolax.lexbor import LexborHTMLParser

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

import govinfo_report as gr  # noqa: E402
from govinfo_report.document import GridCell  # noqa: E402
from govinfo_report.readers.pages.encoding import decode_page  # noqa: E402
from govinfo_report.writers.writing import render  # noqa: E402
from tests.documents.html import HtmlStyle, render_html  # noqa: E402
from tests.documents.pdf import PdfStyle, render_pdf  # noqa: E402
from tests.documents.word import WordStyle, render_word  # noqa: E402

ROUNDS = 15
FILES = 1_000


def expat_walk(data: bytes) -> None:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/") or name == "xl/sharedStrings.xml":
                expat.ParserCreate().Parse(archive.read(name), True)


def page_walk(data: bytes) -> None:
    tree = LexborHTMLParser(decode_page(data))
    for cell in tree.css("td"):
        cell.text(deep=True)


def docx_load(data: bytes) -> None:
    Document(BytesIO(data))


def plumber(data: bytes) -> None:
    with pdfplumber.open(BytesIO(data)) as document:
        for each in document.pages:
            each.extract_tables()


def pdf_objects(data: bytes) -> None:
    document = pypdfium2.PdfDocument(data)
    for page in document:
        list(page.get_objects())
        page.get_textpage().get_text_range()


def openpyxl_load(data: bytes) -> None:
    for sheet in load_workbook(BytesIO(data)).worksheets:
        list(sheet.iter_rows(values_only=True))


def alternating(*jobs: Callable[[], object]) -> list[float]:
    """Median milliseconds of each job, run in turn."""
    times: list[list[float]] = [[] for _ in jobs]
    for _ in range(ROUNDS):
        for index, job in enumerate(jobs):
            start = time.perf_counter()
            job()
            times[index].append((time.perf_counter() - start) * 1000)
    return [median(each) for each in times]


def objects_only(found: gr.RawReport) -> Callable[[], object]:
    """Makes the objects of a reading that was done before: grid cells, sources, cells and the report."""
    kept = [
        (cell.path, cell.kind, cell.value, cell.text, attrs.asdict(cell.source or gr.Source()))
        for cell in found
    ]

    def made() -> object:
        grid = [GridCell(row=at, column=0, text=text) for at, (_, _, _, text, _) in enumerate(kept)]
        cells = [
            gr.Cell(path, kind, value, text, gr.Source(**source)) for path, kind, value, text, source in kept
        ]
        return grid, gr.RawReport(agency=found.agency, year=found.year, cells=tuple(cells))

    return made


def report() -> str:
    printed = gr.RawReport.of(gr.load(ROOT / "examples" / "nangong-2023.txt", blanks="zero"))
    samples: dict[str, tuple[bytes, str, Callable[[bytes], None]]] = {
        "xlsx": (render(printed, "xlsx"), "zip + expat walk", expat_walk),
        "html": (render_html(printed, HtmlStyle()), "selectolax, text of every td", page_walk),
        "docx": (render_word(printed, WordStyle()), "python-docx load", docx_load),
        "pdf": (render_pdf(printed, PdfStyle()), "pypdfium2 page objects + text", pdf_objects),
    }
    lines = [
        "| format | bare parser | bare, ms | read, ms | ratio | above it, ms |",
        "|---|---|---|---|---|---|",
    ]
    for name, (data, bare, walk) in samples.items():
        gr.read(data)
        least, full = alternating(partial(walk, data), partial(gr.read, data))
        lines.append(
            f"| {name} | {bare} | {least:.2f} | {full:.2f} | {full / least:.1f} | {full - least:.2f} |"
        )
    data = samples["html"][0]
    least, made, full = alternating(
        partial(page_walk, data), objects_only(gr.read(data)), partial(gr.read, data)
    )
    lines.append("")
    lines.append(
        f"Of that, only making the objects of the HTML reading (grid cells, sources, cells, the report), with nothing looked for: "
        f"{made:.2f} ms, {made / least:.1f} times the bare parser, {100 * made / full:.0f} % of `read`."
    )
    data = samples["xlsx"][0]
    engine, ours = alternating(lambda: openpyxl_load(data), lambda: gr.read(data))
    lines.append("")
    lines.append(
        f"The same workbook by openpyxl alone, without recognition: {engine:.1f} ms, {engine / ours:.1f} times `read`."
    )
    lines.append("")
    for name, (data, _, _) in samples.items():
        lines.append(f"- {name}: {growth(data, FILES if name != 'pdf' else FILES // 5)}")
    return "\n".join(lines)


def growth(data: bytes, files: int) -> str:
    for _ in range(20):
        gr.read(data)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for _ in range(files):
        gr.read(data)
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return f"peak memory {before / 1024:.0f} MB before, {after / 1024:.0f} MB after {files} more files"


def main() -> None:
    machine = f"{date.today()}, Python {platform.python_version()}, {platform.machine()}, {platform.system()}"
    text = f"""# Benchmarks

Printed by `python benchmarks/readers.py --write` on {machine}. Medians of {ROUNDS} alternating rounds in one process;
the machine is noisy, so compare the ratios. `read` includes recognition: finding the tables, placing and reading every figure.

{report()}
"""
    print(text)
    if "--write" in sys.argv:
        (ROOT / "docs" / "benchmarks.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
