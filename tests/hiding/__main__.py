"""Print what is seen of every way and what a reader makes of it: ``python -m tests.hiding FORMAT``.

``--draw`` first makes pictures of the ways that were changed, ``--draw-all`` of all; with ``--wrong`` only
ways that are read wrongly are listed, and decoys that are not read.
"""

from __future__ import annotations

import sys
from collections import Counter

from govinfo_report.form import form_with
from govinfo_report.raw import Cell, CellKind, RawReport
from tests.documents.grids import Document, document_of
from tests.hiding import seeing
from tests.hiding.formats import FORMATS, Format
from tests.hiding.judging import allowed, outcome, read
from tests.hiding.ways import Place, Way, wrong

#: A cell of each table, one with blanks round it among them.
PATHS = (
    "disclosure.normative_documents.in_force",
    "requests.outcomes.granted.research",
    "remedies.litigation_direct.upheld",
)


def report() -> Document:
    """A report with a figure of three digits in each cell."""
    cells = (Cell(path, CellKind.NUMBER, at, str(at)) for at, path in enumerate(form_with().by_path, 130))
    return document_of(
        RawReport(agency="青禾县测绘局", year=2022, overview="本年，正常。", cells=tuple(cells))
    )


def line(form: Format, way: Way, place: Place) -> tuple[str, Counter[str]]:
    """A line on a way at a place, and how often what was made of it."""
    seen = seeing.sight(form, way, place)
    document = report()
    said: Counter[str] = Counter()
    words = []
    for path in PATHS:
        plants = {path: seeing.plant(way, place, document.texts[path], "9")}
        plants[path] = seeing.plant(way, place, document.texts[path], "94" if place is Place.ALONE else "9")
        raw = read(form.document(document, plants))
        may = allowed(form, document, plants)
        said[outcome(raw, path, may)] += 1
        others = [each for each in wrong(raw, may) if not each.startswith(f"{path} ")]
        said["OTHER CELLS WRONG"] += bool(others)
        lost = sum(other not in raw.paths for other in document.texts if other != path)
        said["other cells absent"] += bool(lost)
        cell = raw.get(path)
        words.append(f"{'absent' if cell is None else f'{cell.kind}:{cell.text!r}'}/{_listed(may[path])}")
    said = +said
    kind = "decoy" if way.decoy else "way"
    sees = (
        f"digits {seen.digits}, figure {seen.figure}" if place is not Place.ALONE else f"digits {seen.digits}"
    )
    judged = ", ".join(f"{what} {count}" for what, count in said.items())
    return f"{kind:5} | {way.name} | {place} | {sees} | {judged} | {words[0]}", said


def _listed(texts: frozenset[str] | None) -> str:
    return "?" if texts is None else "|".join(sorted(map(repr, texts))) or "no figure"


def main() -> None:
    name, *options = sys.argv[1:] or ["html"]
    form = FORMATS[name]
    if {"--draw", "--draw-all"} & set(options):
        seeing.write(form, everything="--draw-all" in options)
    total: Counter[str] = Counter()
    for way, place in seeing.pairs(form):
        text, said = line(form, way, place)
        if (
            "--wrong" not in options
            or said["WRONG"]
            or said["OTHER CELLS WRONG"]
            or (way.decoy and not said["right"])
        ):
            print(text)
        total.update({f"decoy {what}" if way.decoy else what: count for what, count in said.items()})
    print(f"{name}: " + ", ".join(f"{what} {count}" for what, count in sorted(total.items())))


if __name__ == "__main__":
    main()
