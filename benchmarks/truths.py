"""The readers against documents whose truth is known: right, wrong, said to be blank, unread or refused, by file.

    python benchmarks/truths.py FOLDER …                     # FILE.truth.json, or FILE's name with .json, beside each file
    python benchmarks/truths.py FOLDER --truth report.txt    # one truth for all: a JSON file, or a report to read it from
    python benchmarks/truths.py --made 200 --seed 7          # documents made by the renderers of the tests, whole and damaged
    … --skip NAME                                            # not this file
    … --against OTHER/bin/python                             # beside it another revision, installed in an environment of its own

A truth has ``cells``: path → the figure (amounts as text), ``null`` for a blank, a text that is no plain number as
printed; or ``may``: path → the texts that a reader may give. A cell is *right* if it is read so; *wrong* if it is read as
something else, or is not in the truth; *said blank* if something is printed and a blank was read; else *unread*.
Exit status 1 if a cell is wrong or said blank, or, with ``--against``, if one that was right there is not right here.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
SIDES = ("right", "wrong", "said blank", "unread", "refused", "failed")

#: Runs in the environment of the revision that reads, whose ``govinfo_report`` is the one installed there.
READER = """
import json, sys
import govinfo_report as gr
for line in sys.stdin:
    try:
        raw = gr.read(line.strip())
        said = {"cells": {cell.path: [cell.kind.value, cell.text, str(cell.value)] for cell in raw}}
    except gr.ReadError as error:
        said = {"refused": str(error)}
    except Exception as error:
        said = {"failed": f"{type(error).__name__}: {error}"}
    print(json.dumps(said), flush=True)
"""


def read_all(files: Iterable[Path], python: str) -> list[dict[str, Any]]:
    """What an environment's revision reads from each file."""
    lines = "".join(f"{file.resolve()}\n" for file in files)
    run = subprocess.run(
        [python, "-c", READER],
        input=lines,
        capture_output=True,
        text=True,
        cwd=tempfile.gettempdir(),
        env=own_environment(python),
        check=True,
    )
    return [json.loads(line) for line in run.stdout.splitlines()]


def own_environment(python: str) -> dict[str, str]:
    """The environment of another revision's Python, which has its library installed: no path leads to this one."""
    return {
        name: value for name, value in os.environ.items() if name != "PYTHONPATH" or python == sys.executable
    }


def judged(said: Mapping[str, Any], truth: Mapping[str, Any]) -> dict[str, str]:
    """Path → what became of the cell; a file that was refused, or ended in another error, is all of that."""
    printed: Mapping[str, Any] = dict.fromkeys(truth["may"]) if "may" in truth else truth.get("cells", {})
    for end in ("refused", "failed"):
        if end in said:
            return dict.fromkeys(printed, end)
    found: dict[str, str] = {}
    for path in printed.keys() | said["cells"].keys():
        kind, text, value = said["cells"].get(path, ("absent", "", ""))
        if kind in ("absent", "unreadable"):
            # What no number can be told from is right as it is printed.
            as_printed = kind == "unreadable" and text == printed.get(path)
            found[path] = "right" if as_printed else "unread"
        elif path not in printed:
            found[path] = "wrong"
        elif "may" in truth:
            found[path] = "right" if plain(text) in map(plain, truth["may"][path]) else "wrong"
        elif kind == "blank":
            found[path] = "right" if printed[path] is None else "said blank"
        else:
            found[path] = "right" if same(printed[path], kind, text, value) else "wrong"
    return found


def same(printed: object, kind: str, text: str, value: str) -> bool:
    if isinstance(printed, str) and text == printed:
        return True
    if kind != "number" or printed is None:
        return False
    try:
        return Decimal(value) == Decimal(str(printed))
    except InvalidOperation:
        return False


def plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()


def with_truth(folder: Path, one: Path | None) -> Iterator[tuple[Path, dict[str, Any]]]:
    """The files of a folder that have a truth."""
    for file in sorted(folder.iterdir()):
        if not file.is_file() or file.name.endswith(".truth.json") or file == one:
            continue
        if one is not None:
            if file.suffix not in (".md", ".sh", ".py"):
                yield file, truth_of(one)
            continue
        for beside in (file.with_name(f"{file.name}.truth.json"), file.with_suffix(".json")):
            if beside.exists() and beside != file:
                yield file, json.loads(beside.read_text(encoding="utf-8"))
                break


def truth_of(file: Path) -> dict[str, Any]:
    if file.suffix == ".json":
        document: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        return document
    import govinfo_report as gr

    return {"cells": {cell.path: None if cell.kind == "blank" else str(cell.value) for cell in gr.read(file)}}


def made(number: int, seed: int, folder: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Documents of every kind that the renderers of the tests make, whole and damaged, drawn anew for each seed.

    Hypothesis draws from literals of the code too: of another revision a seed gives other documents.
    """
    sys.path.insert(0, str(ROOT))
    from hypothesis import HealthCheck, Phase, given, settings
    from hypothesis import seed as seeded

    from govinfo_report.testing import raw_reports
    from tests.documents.html import render_html
    from tests.documents.pdf import printable, render_pdf
    from tests.documents.strategies import (
        damaged_documents,
        distinct_reports,
        documents,
        html_styles,
        pdf_styles,
        text_styles,
        word_styles,
    )
    from tests.documents.text import render_text
    from tests.documents.word import render_word

    kinds: dict[str, tuple[Any, Any]] = {
        "html": (html_styles(), render_html),
        "docx": (word_styles(), render_word),
        "pdf": (pdf_styles(), render_pdf),
        "txt": (text_styles(), render_text),
    }
    drawn: list[tuple[str, str, bytes, dict[str, Any]]] = []

    def draw(suffix: str, what: str, sources: Any, place: int) -> None:
        styles, render = kinds[suffix]
        shown: Callable[[str], str] = printable if suffix == "pdf" else str

        @seeded(seed * 100 + place)
        @settings(
            max_examples=max(1, number // 8),
            phases=[Phase.generate],
            database=None,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        )
        @given(sources, styles)
        def each(source: Any, style: Any) -> None:
            document = source.document if what == "damaged" else source
            may = {path: [shown(text)] for path, text in document.texts.items()}
            if what == "damaged":
                paths = document.texts.keys() | source.said.keys()
                may = {path: sorted(map(shown, source.allowed(path))) for path in paths}
            data = render(document, style)
            drawn.append((suffix, what, data if isinstance(data, bytes) else data.encode(), {"may": may}))

        each()

    for place, suffix in enumerate(kinds):
        draw(suffix, "whole", documents(distinct_reports() | raw_reports()), place)
        draw(suffix, "damaged", damaged_documents(), place)
    for index, (suffix, what, data, truth) in enumerate(drawn):
        file = folder / f"{suffix}-{what}-{index:05}.{suffix}"
        file.write_bytes(data)
        yield file, truth


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("folders", nargs="*", type=Path, metavar="FOLDER")
    options.add_argument("--truth", type=Path, metavar="FILE")
    options.add_argument("--skip", action="append", default=[], metavar="NAME")
    options.add_argument("--made", type=int, default=0, metavar="N")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--against", metavar="PYTHON")
    options.add_argument("--keep", type=Path, metavar="FOLDER", help="where documents made are written")
    options.add_argument("--lost", action="store_true", help="list every cell right there and not here")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        cases = [case for folder in given.folders for case in with_truth(folder, given.truth)]
        cases = [(file, truth) for file, truth in cases if file.name not in given.skip]
        if given.made:
            folder = given.keep or Path(temporary)
            folder.mkdir(parents=True, exist_ok=True)
            cases += made(given.made, given.seed, folder)
        return report(cases, given)


def report(cases: list[tuple[Path, dict[str, Any]]], given: argparse.Namespace) -> int:
    files = [file for file, _ in cases]
    here = [
        judged(said, truth) for said, (_, truth) in zip(read_all(files, sys.executable), cases, strict=True)
    ]
    there = (
        [judged(said, truth) for said, (_, truth) in zip(read_all(files, given.against), cases, strict=True)]
        if given.against
        else [{} for _ in cases]
    )
    totals: dict[str, Counter[str]] = {}
    before: dict[str, Counter[str]] = {}
    lost = 0
    for file, now, then in zip(files, here, there, strict=True):
        row = file.name if file.parent in given.folders else file.name.rpartition("-")[0]
        totals.setdefault(row, Counter()).update(now.values())
        before.setdefault(row, Counter()).update(then.values())
        gone = [path for path, end in then.items() if end == "right" and now.get(path) != "right"]
        lost += len(gone)
        if given.lost and gone:
            print(f"lost: {file}: {', '.join(f'{path} ({now.get(path)})' for path in sorted(gone)[:12])}")
        bad = [path for path, end in now.items() if end in ("wrong", "said blank")]
        if bad:
            print(f"bad: {file}: {', '.join(f'{path} ({now[path]})' for path in sorted(bad)[:12])}")
    print("| file | " + " | ".join(SIDES) + (" | right there | wrong there |" if given.against else " |"))
    print("|---|" + "--:|" * (len(SIDES) + 2 * bool(given.against)))
    whole, whole_before = Counter[str](), Counter[str]()
    for row, counts in totals.items():
        print(line(row, counts, before[row] if given.against else None))
        whole.update(counts)
        whole_before.update(before[row])
    print(line("**all**", whole, whole_before if given.against else None))
    if given.against:
        print(f"\nright there and not right here: {lost}")
    return int(bool(whole["wrong"] or whole["said blank"] or whole["failed"] or lost))


def line(name: str, now: Counter[str], then: Counter[str] | None) -> str:
    cells = [now[side] for side in SIDES]
    if then is not None:
        cells += [then["right"], then["wrong"] + then["said blank"]]
    return f"| {name} | " + " | ".join(map(str, cells)) + " |"


if __name__ == "__main__":
    sys.exit(main())
