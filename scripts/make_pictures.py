"""Make the pictures of the docs (``docs/pictures``) from what the library really writes; or ``--check``.

``made-from.json`` beside them has a hash of what went into each. ``--check`` writes the same files again and
compares these hashes, not pixels, so it needs neither LibreOffice nor Chromium; making pictures needs both,
Chinese fonts, and ``.[test]`` for Pillow and pypdfium2.
"""

from __future__ import annotations

import hashlib
import html
import json
import os
import pty
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from zipfile import ZipFile, is_zipfile

import pypdfium2
from PIL import Image, ImageChops, ImageOps

ROOT = Path(__file__).parent.parent
PICTURES = ROOT / "docs" / "pictures"
MADE_FROM = PICTURES / "made-from.json"
LARGEST = 150_000  # bytes
AGENCY = "南宫市人民政府办公室"
WRONG = "examples/nangong-2023-error.xlsx"

#: What is run, as the tutorials have it.
COMMANDS = (
    f"template template.xlsx --agency {AGENCY} --year 2024 --last-year examples/nangong-2023.xlsx",
    f"annotate {WRONG} annotated.xlsx --lang zh",
    "letters examples --lang zh -o letters"
    " --sender 邢台市政务公开办公室 --date 2024-03-01 --reply-by 2024-03-15",
    f"check {WRONG} --format html -o review.html",
    "scan examples --lang zh --html index-zh",
    "scan examples --lang en --html index-en",
)
#: Picture → the page that it shows: a file and, of one that is printed, the number of the page.
PRINTED = {
    "template.png": ("template.xlsx", 3),
    "annotated.png": ("annotated.xlsx", 3),
    "letter.png": (f"letters/{AGENCY}.docx", 0),
}
#: … a web page and how much of it is shown, in pixels.
SHOWN = {
    "review.png": ("review.html", "1000,960"),
    "index-zh.png": ("index-zh/index.html", "1000,480"),
    "index-en.png": ("index-en/index.html", "1000,620"),
}
#: … a terminal and the language spoken in it.
TERMINALS = {"check-zh.png": "zh", "check-en.png": "en"}
OURS = ("word/document.xml", "xl/worksheets/sheet", "xl/comments/", "xl/styles.xml")
COLUMNS = 100
COLOURS = {"31": "#ff7b72", "32": "#7ee787", "33": "#e3b341", "34": "#79c0ff", "36": "#76e3ea"}
TERMINAL = """<meta charset="utf-8"><style>
body { margin: 0; padding: 14px; background: #1b1f24; color: #e6edf3 }
pre { margin: 0; font: 15px/1.5 "Noto Sans Mono CJK SC", monospace }</style><pre>"""


def command(line: str, folder: Path) -> None:
    """Run a command line of the library; 1 says that a report has errors, as one of the examples has."""
    done = subprocess.run(
        [sys.executable, "-m", "govinfo_report", *line.split()], cwd=folder, capture_output=True, check=False
    )
    assert done.returncode in (0, 1), line


def terminal(lang: str, folder: Path) -> str:
    """What ``check`` shows on a terminal, with its colours, as a web page."""
    master, slave = pty.openpty()
    line = ["check", WRONG, "--lang", lang]
    program = subprocess.Popen(
        [sys.executable, "-m", "govinfo_report", *line],
        cwd=folder,
        env={key: value for key, value in os.environ.items() if key != "NO_COLOR"}
        | {"COLUMNS": str(COLUMNS), "TERM": "xterm", "PYTHONIOENCODING": "utf-8"},
        stdout=slave,
    )
    os.close(slave)
    printed = b""
    try:
        while part := os.read(master, 65536):
            printed += part
    except OSError:  # so Linux says that nobody writes any more
        pass
    program.wait()
    text = html.escape(f"$ govinfo-report {' '.join(line)}\n{printed.decode()}".replace("\r\n", "\n"))

    def styled(code: re.Match[str]) -> str:
        colour = next((COLOURS[each] for each in code[1].split(";") if each in COLOURS), None)
        weight = ";font-weight:bold" if "1" in code[1].split(";") else ""
        return f'</span><span style="color:{colour or "inherit"}{weight}">'

    spans = re.sub(r"\x1b\[([\d;]*)m", styled, text)
    return f"{TERMINAL}<span>{spans}</span></pre>\n"


def contents(file: Path) -> bytes:
    """What a file says; of a workbook or Word file the parts that are ours, which name no time or program."""
    if not is_zipfile(file):
        return file.read_bytes()
    with ZipFile(file) as archive:
        names = sorted(name for name in archive.namelist() if name.startswith(OURS))
        return b"".join(name.encode() + archive.read(name) for name in names)


def trimmed(picture: Image.Image, margin: int = 20) -> Image.Image:
    """Without the empty border, but for a margin."""
    empty = Image.new("RGB", picture.size, picture.getpixel((0, 0)))
    left, upper, right, lower = ImageChops.difference(picture, empty).getbbox() or (0, 0, *picture.size)
    width, height = picture.size
    edges = (left - margin, upper - margin, right + margin, lower + margin)
    return picture.crop((max(edges[0], 0), max(edges[1], 0), min(edges[2], width), min(edges[3], height)))


def printed(file: Path, page: int, folder: Path) -> Image.Image:
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    convert = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(file)]
    subprocess.run(convert, check=True, capture_output=True)
    with pypdfium2.PdfDocument(folder / f"{file.stem}.pdf") as document:
        picture = document[page].render(scale=1.6).to_pil().convert("RGB")
    if file.suffix == ".docx":  # a page of paper
        return ImageOps.expand(picture, 1, "#c8c8c8")
    return trimmed(picture.crop((0, 0, picture.width, round(picture.height * 0.93))))  # no page number


def shown(file: Path, size: str, folder: Path) -> Image.Image:
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    shot = folder / "shot.png"
    options = ["--headless", "--no-sandbox", "--hide-scrollbars", f"--window-size={size}"]
    subprocess.run(
        [program, *options, f"--screenshot={shot}", file.resolve().as_uri()], check=True, capture_output=True
    )
    with Image.open(shot) as picture:
        return picture.convert("RGB")


def save(picture: Image.Image, name: str) -> None:
    picture.quantize(64, dither=Image.Dither.NONE).save(PICTURES / name, optimize=True)


def main() -> int:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "examples", folder / "examples")
        for line in COMMANDS:
            command(line, folder)
        for picture, lang in TERMINALS.items():
            (folder / f"{picture}.html").write_text(terminal(lang, folder), encoding="utf-8")
        sources = {picture: page for picture, (page, _) in {**PRINTED, **SHOWN}.items()}
        sources |= {picture: f"{picture}.html" for picture in TERMINALS}
        made_from = {
            picture: hashlib.sha256(contents(folder / source)).hexdigest()
            for picture, source in sorted(sources.items())
        }
        if "--check" in sys.argv:
            return check(made_from)
        PICTURES.mkdir(exist_ok=True)
        for picture, (page, number) in PRINTED.items():
            save(printed(folder / page, number, folder), picture)
        for picture, (page, size) in SHOWN.items():
            save(shown(folder / page, size, folder), picture)
        for picture in TERMINALS:
            save(trimmed(shown(folder / f"{picture}.html", "960,900", folder)), picture)
        MADE_FROM.write_text(json.dumps(made_from, indent=2) + "\n", encoding="utf-8")
        return check(made_from)


def check(made_from: dict[str, str]) -> int:
    stored = json.loads(MADE_FROM.read_text(encoding="utf-8")) if MADE_FROM.exists() else {}
    stale = [name for name in made_from.keys() | stored.keys() if made_from.get(name) != stored.get(name)]
    stale += [name for name in made_from if not (PICTURES / name).exists()]
    for name in sorted(set(stale)):
        print(f"{PICTURES / name} is out of date: run python scripts/make_pictures.py", file=sys.stderr)
    large = [each for each in PICTURES.glob("*.png") if each.stat().st_size >= LARGEST]
    for each in large:
        print(f"{each} has {LARGEST} bytes or more", file=sys.stderr)
    return 1 if stale or large else 0


if __name__ == "__main__":
    sys.exit(main())
