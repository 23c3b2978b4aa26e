"""The readers against reports as the programs of other people set them: every program × every ruling, blanks and none.

    python benchmarks/makers.py [--number N] [--seed S] [--keep FOLDER] [--only TEXT] [--against OTHER/bin/python]

Reports of every ruling of ``making.RULINGS`` are set by each program that is installed, and some of the files are distilled
again by others. Every cell of every file counts; judged as in ``truths.py``, a row a program and a ruling. What Ghostscript distils is made
with ``--only ghostscript`` alone: version 10.00 writes a text layer of Noto Sans CJK that says other signs than it prints, 1 for 、.
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

from attrs import frozen

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

import making  # noqa: E402
import truths  # noqa: E402


def chromium(source: Path, target: Path) -> None:
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
        run([program, *options, f"--print-to-pdf={target}", source.as_uri()])


def typst(source: Path, target: Path) -> None:
    """A typesetter, as a library of Python."""
    code = "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2])"
    run([program_of("python3", first="MAKERS_BIN"), "-c", code, str(source), str(target)])


def xelatex(source: Path, target: Path) -> None:
    """TeX with fonts of the machine; three times, for the widths of long tables."""
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(3):
            run(
                [
                    "xelatex",
                    "-interaction=batchmode",
                    f"-output-directory={folder}",
                    "-jobname=made",
                    str(source),
                ]
            )
        shutil.move(Path(folder) / "made.pdf", target)


def office(filter_: str, *, opened_as: str = "") -> Callable[[Path, Path], None]:
    """LibreOffice, by one of its filters; it opens a web page as a text unless it is told."""

    def make(source: Path, target: Path) -> None:
        with tempfile.TemporaryDirectory() as profile:
            options = [
                f"-env:UserInstallation={Path(profile).as_uri()}",
                "--headless",
                *([f"--infilter={opened_as}"] if opened_as else []),
                "--convert-to",
                filter_,
            ]
            run(["soffice", *options, "--outdir", profile, str(source)])
            shutil.move(Path(profile) / source.with_suffix(target.suffix).name, target)

    return make


def by(*command: str) -> Callable[[Path, Path], None]:
    """A program that is given a source and a target."""

    def make(source: Path, target: Path) -> None:
        run([program_of(command[0]), *command[1:], str(source), str(target)])

    return make


def pandoc(source: Path, target: Path) -> None:
    """The converter of many sites."""
    run(["pandoc", "-s", "-o", str(target), str(source)])


def ghostscript(source: Path, target: Path) -> None:
    """The distiller of many printers."""
    run(["gs", "-q", "-dBATCH", "-dNOPAUSE", "-sDEVICE=pdfwrite", f"-sOutputFile={target}", str(source)])


def copied(source: Path, target: Path) -> None:
    """The file as it is."""
    shutil.copy(source, target)


@frozen
class Maker:
    """A program that sets reports.

    Attributes:
        program: Which has to be there.
        source: What it is given, and the suffix of that.
        make: Makes a target of a source.
        suffix: Of the target.
    """

    program: str
    source: Callable[[making.Report], bytes]
    of: str
    make: Callable[[Path, Path], None]
    suffix: str = ".pdf"


MAKERS = {
    "chromium": Maker("chromium", making.page, ".html", chromium),
    "weasyprint": Maker("weasyprint", making.page, ".html", by("weasyprint")),
    "wkhtmltopdf": Maker("wkhtmltopdf", making.page, ".html", by("wkhtmltopdf", "-q")),
    "writer-web": Maker("soffice", making.page, ".html", office("pdf:writer_web_pdf_Export")),
    "writer": Maker("soffice", making.document, ".docx", office("pdf:writer_pdf_Export")),
    "calc": Maker("soffice", making.workbook, ".xlsx", office("pdf:calc_pdf_Export")),
    "typst": Maker("python3", making.typst, ".typ", typst),
    "xelatex": Maker("xelatex", making.tex, ".tex", xelatex),
    "reportlab": Maker("python3", making.reportlab, ".pdf", copied),
    "writer-docx": Maker("soffice", making.page, ".html", office("docx:MS Word 2007 XML"), ".docx"),
    "writer-page": Maker("soffice", making.document, ".docx", office("html:HTML (StarWriter)"), ".html"),
    "calc-page": Maker("soffice", making.workbook, ".xlsx", office("html:HTML (StarCalc)"), ".html"),
    "calc-xlsx": Maker(
        "soffice",
        making.page,
        ".html",
        office("xlsx:Calc MS Excel 2007 XML", opened_as="HTML (StarCalc)"),
        ".xlsx",
    ),
    "pandoc-docx": Maker("pandoc", making.page, ".html", pandoc, ".docx"),
    "pandoc-page": Maker("pandoc", making.document, ".docx", pandoc, ".html"),
}
#: What distils a PDF again.
DISTILLERS = {
    "qpdf": ("qpdf", by("qpdf", "--object-streams=generate", "--linearize")),
    "pdftocairo": ("pdftocairo", by("pdftocairo", "-pdf")),
    "mutool": ("mutool", by("mutool", "clean", "-ggggz")),
    "ghostscript": ("gs", ghostscript),
}


def program_of(name: str, *, first: str = "") -> str:
    """A program of the path, or of the environment that ``MAKERS_BIN`` names."""
    own = shutil.which(name, path=os.environ.get("MAKERS_BIN", "")) or ""
    return (own if first else "") or shutil.which(name) or own


def run(command: list[str]) -> None:
    """Run a program, silently."""
    subprocess.run(command, check=True, capture_output=True, timeout=300)


def made(
    folder: Path, number: int, seed: int, only: str, left_out: list[Path]
) -> Iterator[tuple[Path, dict[str, object]]]:
    """Every report by every program that is there; of each one more distilled again by each distiller.

    Of what pandoc makes of .docx files those are left out whose rows begin late (``w:gridBefore``): it writes
    them from the first column on and fills them up with blanks, and so prints another table.
    """
    lot = random.Random(seed)
    for index, report in enumerate(making.reports(number, lot)):
        name = f"{report.ruling}{' with blanks' if report.blanks else ''}-{index:04}"
        pdfs: list[Path] = []
        for maker, its in MAKERS.items():
            file = folder / f"{maker}, {name}{its.suffix}"
            wanted = only in file.name or (only in DISTILLERS and its.suffix == ".pdf")
            if not wanted or not program_of(its.program):
                continue
            if maker == "pandoc-page" and report.word.groups == "skipped":
                left_out.append(file)
                continue
            source = folder / "sources" / f"{maker} {index:04}{its.of}"
            source.parent.mkdir(exist_ok=True)
            source.write_bytes(its.source(report))
            try:
                its.make(source, file)
            except (subprocess.SubprocessError, OSError) as error:
                print(f"not made: {file.name}: {error}", file=sys.stderr)
                continue
            pdfs += [file] if its.suffix == ".pdf" else []
            if only in file.name:
                yield file, report.truth
        for distiller, (program, distil) in DISTILLERS.items():
            if not pdfs or not program_of(program) or (distiller == "ghostscript" and only != distiller):
                continue
            source = lot.choice(pdfs)
            file = folder / f"{distiller}, {source.name}"
            if only in file.name:
                distil(source, file)
                yield file, report.truth


def main() -> int:
    """Make, read, print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument(
        "--number", type=int, default=3, help="reports for each ruling; every third has blanks"
    )
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--only", default="", help="part of the names of files to make")
    options.add_argument("--keep", type=Path, metavar="FOLDER", help="where they are written")
    options.add_argument("--against", metavar="PYTHON")
    options.add_argument("--lost", action="store_true")
    given = options.parse_args()
    given.folders = []
    with tempfile.TemporaryDirectory() as temporary:
        folder = (given.keep or Path(temporary)).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        left_out: list[Path] = []
        cases = list(made(folder, given.number, given.seed, given.only, left_out))
        for file, truth in cases:
            file.with_name(f"{file.name}.truth.json").write_text(json.dumps(truth), encoding="utf-8")
        programs = Counter(file.name.partition(", ")[0] for file, _ in cases)
        print(f"{len(cases)} files of {len(programs)} programs; {len(left_out)} left out\n")
        return truths.report(cases, given)


if __name__ == "__main__":
    sys.exit(main())
