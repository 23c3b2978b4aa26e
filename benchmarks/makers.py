"""The readers against reports as the programs of other people set them: every program × every ruling, blanks and none.

    python benchmarks/makers.py [--number N] [--seed S] [--keep FOLDER] [--only TEXT] [--against OTHER/bin/python]

A page of a report, made by the renderer of the tests, is ruled by a style sheet in one of the ways of ``RULINGS`` and printed by
each program that is installed: Chromium, WeasyPrint, wkhtmltopdf, LibreOffice. (What Ghostscript 10.00 distils again is left out: of
these fonts it writes a text layer that says other signs than it prints, 1 for 、.) Every cell of every file counts; judged as in ``truths.py``, a row a program and a ruling.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

import truths  # noqa: E402

RULINGS = {
    "all": "td,th{border:1px solid #000}",
    "open sides": "td,th{border:1px solid #000} table{border-left:hidden;border-right:hidden}",
    "open left": "td,th{border:1px solid #000} table{border-left:hidden}",
    "open right": "td,th{border:1px solid #000} table{border-right:hidden}",
    "inner": "td,th{border:1px solid #000} table{border:hidden}",
    "level": "td,th{border:0 solid #000;border-width:1px 0}",
    "frame and level": "td,th{border:0 solid #000;border-width:1px 0} table{border:1px solid #000}",
    "upright": "td,th{border:0 solid #000;border-width:0 1px}",
    "frame": "table{border:1px solid #000}",
    "top and bottom": "table{border:0 solid #000;border-width:2px 0}",
    "dotted": "td,th{border:1px dotted #000}",
    "dashed": "td,th{border:1px dashed #000}",
    "open, dotted": "td,th{border:1px dotted #000} table{border-left:hidden;border-right:hidden}",
    "shaded": "table{border-collapse:separate;border-spacing:2px} td,th{background:#ddd}",
    "shaded by turns": "tr:nth-child(even) td{background:#ddd}",
    "none": "",
}

SETTINGS = (
    "td,th{text-align:center}",
    "td,th{text-align:left}",
    "td,th{text-align:right}",
    "td,th{text-align:center;vertical-align:middle;height:3em}",
)


def chromium(page: Path, target: Path) -> None:
    """The browser that most people have."""
    program = shutil.which("chromium") or shutil.which("google-chrome") or ""
    with tempfile.TemporaryDirectory() as profile:
        options = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-pdf-header-footer",
            f"--user-data-dir={profile}",
        ]
        run([program, *options, f"--print-to-pdf={target}", page.as_uri()])


def weasyprint(page: Path, target: Path) -> None:
    """A library that servers use."""
    run([program_of("weasyprint"), str(page), str(target)])


def wkhtmltopdf(page: Path, target: Path) -> None:
    """An old WebKit, on many servers still."""
    run(["wkhtmltopdf", "-q", str(page), str(target)])


def libreoffice(page: Path, target: Path) -> None:
    """An office program, which opens the page as a text."""
    with tempfile.TemporaryDirectory() as profile:
        made = Path(profile) / page.with_suffix(".pdf").name
        options = [
            f"-env:UserInstallation={Path(profile).as_uri()}",
            "--headless",
            "--convert-to",
            "pdf:writer_web_pdf_Export",
        ]
        run(["soffice", *options, "--outdir", profile, str(page)])
        shutil.move(made, target)


MAKERS: dict[str, tuple[str, Callable[[Path, Path], None]]] = {
    "chromium": ("chromium", chromium),
    "weasyprint": ("weasyprint", weasyprint),
    "wkhtmltopdf": ("wkhtmltopdf", wkhtmltopdf),
    "libreoffice": ("soffice", libreoffice),
}


def program_of(name: str) -> str:
    """A program of the path, or of the environment that ``MAKERS_BIN`` names."""
    return shutil.which(name) or shutil.which(name, path=os.environ.get("MAKERS_BIN", "")) or ""


def run(command: list[str]) -> None:
    """Run a program, silently."""
    subprocess.run(command, check=True, capture_output=True, timeout=300)


def pages(number: int, lot: random.Random) -> Iterator[tuple[str, str, dict[str, object]]]:
    """The rulings with so many pages each, and the truth of each page."""
    from govinfo_report.form import every_form
    from govinfo_report.raw import Cell, RawReport, parse_figure
    from tests.documents.grids import document_of
    from tests.documents.html import HtmlStyle, render_html

    style = HtmlStyle(shell="bare", menus=False, counters=False, charset="utf-8")
    for ruling, sheet in RULINGS.items():
        for at in range(number):
            form = lot.choice(list(every_form()))
            blanks = (0.0, 0.0, 0.3)[at % 3]
            cells = []
            for place in form.cells:
                text = (
                    ""
                    if lot.random() < blanks
                    else str(lot.choice((0, 1, lot.randrange(100), lot.randrange(9000))))
                )
                reading = parse_figure(text, place.kind)
                cells.append(Cell(place.path, reading.kind, reading.value, reading.text))
            raw = RawReport(
                agency="青禾县测绘局",
                year=2022,
                overview="本年，各项工作按要求开展。" * 4,
                cells=tuple(cells),
            )
            size = lot.choice(("10px", "12px", "14px"))
            look = f"<style>table{{border-collapse:collapse;width:100%}} td,th{{padding:3px;font-size:{size}}} {sheet} {lot.choice(SETTINGS)}</style>"
            page = render_html(document_of(raw), style).decode().replace("</head>", f"{look}</head>")
            truth = {"may": {cell.path: [cell.text] for cell in raw.cells}}
            yield f"{ruling}{' with blanks' if blanks else ''}", page, truth


def made(folder: Path, number: int, seed: int, only: str) -> Iterator[tuple[Path, dict[str, object]]]:
    """Every page by every program that is there."""
    makers = {name: make for name, (program, make) in MAKERS.items() if program_of(program)}
    for index, (ruling, page, truth) in enumerate(pages(number, random.Random(seed))):
        source = folder / f"{index:04}.html"
        source.write_text(page, encoding="utf-8")
        for name, make in makers.items():
            file = folder / f"{name}, {ruling}-{index:04}.pdf"
            if only in file.name:
                make(source, file)
                yield file, truth


def main() -> int:
    """Make, read, print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument(
        "--number", type=int, default=3, help="pages for each ruling; every third has blanks"
    )
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--only", default="", help="part of the names of files to make")
    options.add_argument("--keep", type=Path, metavar="FOLDER", help="where they are written")
    options.add_argument("--against", metavar="PYTHON")
    options.add_argument("--lost", action="store_true")
    given = options.parse_args()
    given.folders = []
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        cases = list(made(folder, given.number, given.seed, given.only))
        for file, truth in cases:
            file.with_name(f"{file.name}.truth.json").write_text(json.dumps(truth), encoding="utf-8")
        print(
            f"{len(cases)} files of {len(Counter(file.name.partition(',')[0] for file, _ in cases))} programs\n"
        )
        return truths.report(cases, given)


if __name__ == "__main__":
    sys.exit(main())
