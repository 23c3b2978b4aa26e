"""Construction, JSON, reading, checking, import and memory beside what else could be used; prints docs/speed.md.

    pip install '.[all,bench]'
    python benchmarks/speed.py            # print
    python benchmarks/speed.py --write    # print and put into docs/speed.md

Everything in one table is measured in turn, round by round, in one run. The rivals are written by hand for this purpose: the same classes and
the same 42 sums with standard dataclasses, and with pydantic.
"""

from __future__ import annotations

import dataclasses
import gc
import json
import os
import platform
import re
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable
from datetime import date
from functools import partial
from io import BytesIO
from pathlib import Path
from statistics import median
from typing import Any

import attrs
import msgspec
import pydantic
from openpyxl import load_workbook

ROOT = Path(__file__).parent.parent
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # what Python compiles it keeps, as with everybody
sys.path.insert(0, str(ROOT))

import govinfo_report as gr  # noqa: E402
from benchmarks.readers import docx_load, expat_walk, page_walk, pdf_objects, plumber  # noqa: E402
from govinfo_report.corpus import synthetic  # noqa: E402
from govinfo_report.form import form_with  # noqa: E402
from govinfo_report.serialise import fast_in  # noqa: E402
from govinfo_report.writers.writing import render  # noqa: E402

ROUNDS = 25


def in_turn(
    jobs: dict[str, Callable[[], object]],
    *,
    times: int,
    rounds: int = ROUNDS,
    clock: Callable[[], float] = time.perf_counter,
) -> dict[str, float]:
    """Median microseconds of one call of each job."""
    kept: dict[str, list[float]] = {name: [] for name in jobs}
    for _ in range(rounds):
        for name, job in jobs.items():
            start = clock()
            for _ in range(times):
                job()
            kept[name].append((clock() - start) / times * 1e6)
    return {name: median(values) for name, values in kept.items()}


# The rivals: one class a class of the model, made from it so that the fields are the same, with the same sums.

CLASSES = [
    gr.Applicants, gr.Documents, gr.AdministrativeDecisions, gr.Fees, gr.Disclosure, gr.Refused, gr.Unavailable, gr.NotProcessed,
    gr.ClosedOtherwise, gr.Outcomes, gr.Requests, gr.RemedyOutcomes, gr.Remedies, gr.AnnualReport,
]  # fmt: skip
COLUMNS = [column.name for column in attrs.fields(gr.Applicants)]


def fields_of(cls: type) -> list[tuple[str, str]]:
    """The fields of a class that a rival has, too, each with its type by name."""
    named = [
        (each.name, getattr(each.type, "__name__", str(each.type))) for each in attrs.fields(cls) if each.init
    ]
    if cls is gr.AnnualReport:  # which keeps the tables of any edition in one field
        named = [each for each in named if each[0] not in ("_tables", "provenance")]
        named += [("disclosure", "Disclosure"), ("requests", "Requests"), ("remedies", "Remedies")]
    return named


def counts_hold(row: Any) -> None:
    for name in COLUMNS:
        value = getattr(row, name)
        if type(value) is not int or value < 0:
            raise ValueError(name)


def sums_hold(report: Any) -> None:
    """The invariants by hand: the balance of each column and the total of each row; what a constructor checks."""
    outcomes = report.requests.outcomes
    rows = [
        outcomes.granted, outcomes.partially_granted,
        *(getattr(group, each.name) for group in (outcomes.refused, outcomes.unavailable, outcomes.not_processed, outcomes.closed_otherwise)
          for each in attrs.fields(CLASS_OF[type(group).__name__])),
    ]  # fmt: skip
    requests = report.requests
    for column in COLUMNS:
        total = sum([getattr(row, column) for row in rows])
        due = getattr(requests.received, column) + getattr(requests.carried_in, column)
        if due != total + getattr(requests.carried_over, column):
            raise ValueError(column)


CLASS_OF = {cls.__name__: cls for cls in CLASSES}


def made_dataclasses() -> dict[str, type]:
    made: dict[str, type] = {}
    for cls in CLASSES:
        checks = {"Applicants": counts_hold, "AnnualReport": sums_hold}.get(cls.__name__)
        made[cls.__name__] = dataclasses.make_dataclass(
            cls.__name__,
            [(name, Any) for name, _ in fields_of(cls)],
            namespace={"__post_init__": checks} if checks else {},
            frozen=True,
            slots=True,
            kw_only=True,
        )
    return made


def made_pydantic() -> dict[str, type]:
    made: dict[str, type] = {}
    count = pydantic.Field(ge=0, strict=True)
    for cls in CLASSES:
        fields: dict[str, Any] = {}
        for name, hint in fields_of(cls):
            inner = next((each for each in made if each in re.findall(r"\w+", hint)), None)
            if inner is not None:
                fields[name] = (made[inner], ...)
            elif hint == "int":
                fields[name] = (int, count)
            else:
                fields[name] = (Any, ...)
        base = pydantic.create_model(
            cls.__name__, __config__=pydantic.ConfigDict(frozen=True, extra="forbid"), **fields
        )
        if cls is gr.AnnualReport:

            class Checked(base):  # type: ignore[misc, valid-type]
                @pydantic.model_validator(mode="after")
                def _hold(self) -> Any:
                    sums_hold(self)
                    return self

            base = Checked
        made[cls.__name__] = base
    return made


def rebuilt(value: Any, classes: dict[str, type]) -> Any:
    """A report of this library as one of other classes."""
    if attrs.has(type(value)) and type(value).__name__ in classes:
        parts = {name: rebuilt(getattr(value, name), classes) for name, _ in fields_of(type(value))}
        return classes[type(value).__name__](**parts)
    return value


def builder(report: gr.AnnualReport, classes: dict[str, type]) -> Callable[[], object]:
    """A function that builds the report anew, innermost first, without anything besides the constructors."""

    def plan(value: Any) -> Any:
        if attrs.has(type(value)) and type(value).__name__ in classes:
            names = [name for name, _ in fields_of(type(value))]
            return classes[type(value).__name__], [(name, plan(getattr(value, name))) for name in names]
        return None, value

    def run(step: Any) -> Any:
        cls, parts = step
        return parts if cls is None else cls(**{name: run(part) for name, part in parts})

    steps = plan(report)
    return lambda: run(steps)


def construction(report: gr.AnnualReport) -> list[str]:
    ours = {cls.__name__: cls for cls in CLASSES}
    times = in_turn(
        {
            "govinfo_report": builder(report, ours),
            "dataclasses, frozen, slots, the same checks": builder(report, made_dataclasses()),
            "pydantic, ge=0, the same sums": builder(report, made_pydantic()),
        },
        times=40,
    )
    return table(
        "construct a report, every invariant checked", times, "dataclasses, frozen, slots, the same checks"
    )


def table(head: str, times: dict[str, float], base: str) -> list[str]:
    lines = [f"| {head} | µs | ÷ {base.partition(',')[0]} |", "|---|---|---|"]
    lines += [f"| {name} | {value:.1f} | {value / times[base]:.2f} |" for name, value in times.items()]
    return [*lines, ""]


def json_in_and_out(report: gr.AnnualReport) -> list[str]:
    """Documents as `to_json` makes them by default, indented; the times are of the processor."""
    rival = made_pydantic()["AnnualReport"]
    with_orjson = fast_in.loads
    lines = [
        "Documents are indented, as `to_json` makes them by default; the times are of the processor.",
        "",
    ]
    for head, reports in (("one report", [report]), ("500 different reports", list(synthetic.reports(500)))):
        texts = [gr.to_json(each) for each in reports]
        plain = [rivals_own(text) for text in texts]
        built = [rival.model_validate_json(text) for text in plain]

        def without_orjson(texts: list[str] = texts) -> None:
            fast_in.loads = json.loads
            each_of(gr.from_json, texts)
            fast_in.loads = with_orjson

        read = {
            "govinfo_report `from_json`, with orjson": partial(each_of, gr.from_json, texts),
            "govinfo_report `from_json`, without": without_orjson,
            "pydantic `model_validate_json` (the same sums)": partial(
                each_of, rival.model_validate_json, plain
            ),
            "msgspec `json.decode` (to dicts, no checks)": partial(each_of, msgspec.json.decode, plain),
            "json.loads (to dicts, no checks)": partial(each_of, json.loads, plain),
        }
        wrote = {
            "govinfo_report `to_json`": partial(each_of, gr.to_json, reports),
            "pydantic `model_dump_json(indent=2)`": partial(
                each_of, partial(rival.model_dump_json, indent=2), built
            ),
            "govinfo_report `to_json(indent=False)`": partial(
                each_of, partial(gr.to_json, indent=False), reports
            ),
            "pydantic `model_dump_json`": partial(each_of, rival.model_dump_json, built),
        }
        for what, jobs, base in (
            ("JSON in", read, "pydantic `model_validate_json` (the same sums)"),
            ("JSON out", wrote, "pydantic `model_dump_json(indent=2)`"),
        ):
            times = in_turn(jobs, times=max(1, 20 // len(reports)), rounds=15, clock=time.process_time)
            lines += table(
                f"{what}, {head}: each", {name: value / len(reports) for name, value in times.items()}, base
            )
    raw = gr.read(ROOT / "examples" / "nangong-2023.xlsx")
    text = gr.to_json(raw)
    times = in_turn(
        {"`to_json`": lambda: gr.to_json(raw), "`from_json`, with orjson": lambda: gr.from_json(text), "json.loads (to dicts, no checks)": lambda: json.loads(text)},
        times=4, rounds=15, clock=time.process_time,
    )  # fmt: skip
    return [
        *lines,
        *table(
            f"`RawReport`, {len(raw.cells)} cells with their sources",
            times,
            "json.loads (to dicts, no checks)",
        ),
    ]


def each_of(job: Callable[[Any], object], values: list[Any]) -> None:
    """Call a job with each value, and keep nothing: what is kept, the garbage collector goes through."""
    for value in values:
        job(value)


def rivals_own(text: str) -> str:
    """A document without what the rival's classes do not have."""
    document = json.loads(text)
    for key in ("format", "version", "edition", "provenance"):
        document.pop(key, None)
    return json.dumps(document, ensure_ascii=False, indent=2)


def reading(report: gr.AnnualReport, raw: gr.RawReport) -> list[str]:
    xlsx, page, word = (render(report, kind) for kind in ("xlsx", "html", "docx"))
    from tests.documents.pdf import PdfStyle, render_pdf

    pdf = render_pdf(raw, PdfStyle())

    def openpyxl_load() -> None:
        for sheet in load_workbook(BytesIO(xlsx)).worksheets:
            list(sheet.iter_rows(values_only=True))

    lines: list[str] = []
    for head, jobs, base in (
        ("xlsx (our own workbook, formulas without results)", {"`read`": lambda: gr.read(xlsx), "openpyxl, values": openpyxl_load, "zip + expat": lambda: expat_walk(xlsx)}, "zip + expat"),
        ("html", {"`read`": lambda: gr.read(page), "selectolax, text of every td": lambda: page_walk(page)}, "selectolax, text of every td"),
        ("docx", {"`read`": lambda: gr.read(word), "python-docx load": lambda: docx_load(word)}, "python-docx load"),
        ("pdf", {"`read`": lambda: gr.read(pdf), "pypdfium2 objects + text": lambda: pdf_objects(pdf), "pdfplumber tables": lambda: plumber(pdf)}, "pypdfium2 objects + text"),
    ):  # fmt: skip
        lines += table(head, in_turn(jobs, times=1, rounds=9), base)
    return lines


def checking(raw: gr.RawReport) -> list[str]:
    silent = attrs.evolve(
        raw, preamble=None, overview=None, problems_and_improvements=None, other_matters=None
    )
    identities = form_with().identities
    figures = {cell.path: cell.value for cell in raw}

    def sums() -> None:
        for each in identities:
            total = 0
            for term in each.terms:
                total += term.sign * (figures[term.path] or 0)
            assert total == figures[each.total]

    times = in_turn(
        {
            "all rules, with prose": lambda: gr.check(raw),
            "all rules, without prose": lambda: gr.check(silent),
            "the 42 sums alone, in a loop": sums,
        },
        times=10,
    )
    return table("check a report as printed", times, "the 42 sums alone, in a loop")


def importing() -> list[str]:
    """Whole processes, cold in the sense of Python: every module imported anew, its bytecode compiled before."""
    names = (
        "pass",
        "import attrs",
        "import cattrs",
        "import govinfo_report",
        "import pydantic",
        "import openpyxl",
    )
    kept: dict[str, list[float]] = {name: [] for name in names}
    for _ in range(12):
        for name in names:
            start = time.perf_counter()
            subprocess.run([sys.executable, "-c", name], check=True)
            kept[name].append((time.perf_counter() - start) * 1e3)
    base = median(kept["pass"])
    lines = ["| process | ms | above `pass` |", "|---|---|---|"]
    lines += [
        f"| `{name}` | {median(values):.0f} | {median(values) - base:.0f} |" for name, values in kept.items()
    ]
    return [*lines, ""]


def memory(report: gr.AnnualReport) -> list[str]:
    """Bytes of one report in a list of 300, prose and all, strings not shared."""
    text = gr.to_json(report, indent=False)
    lines = ["| a report in a list of 300 | KiB |", "|---|---|"]
    makers: dict[str, Callable[[], object]] = {
        "`AnnualReport`": lambda: gr.from_json(text),
        "`RawReport`": lambda: gr.RawReport.of(report),
        "dicts of `json.loads`": lambda: json.loads(text),
    }
    pydantic_classes = made_pydantic()
    makers["pydantic"] = lambda: rebuilt(report, pydantic_classes)
    for name, make in makers.items():
        make()
        gc.collect()
        tracemalloc.start()
        kept = [make() for _ in range(300)]
        size = tracemalloc.get_traced_memory()[0] / len(kept) / 1024
        tracemalloc.stop()
        lines.append(f"| {name} | {size:.1f} |")
    return [*lines, ""]


def main() -> None:
    raw = gr.read(ROOT / "examples" / "nangong-2023.xlsx")
    report = raw.to_report(blanks="zero")
    whole = gr.RawReport.of(report)
    lines = [
        "# Speed, measured",
        "",
        f"Printed by `python benchmarks/speed.py --write` on {date.today()}, Python {platform.python_version()}, {platform.machine()}, "
        f"{platform.system()}; attrs {attrs.__version__}, pydantic {pydantic.__version__}, msgspec {msgspec.__version__}.",
        "Medians of rounds in turn in one run; the machine is noisy, so compare the ratios.",
        "",
        "## Construction",
        "",
        *construction(report),
        "## JSON",
        "",
        *json_in_and_out(report),
        "## Checking",
        "",
        *checking(whole),
        "## Reading",
        "",
        "`read` finds the tables, places and reads every figure with its source, and reads the prose; the bare parsers look for nothing.",
        "",
        *reading(report, whole),
        "## Import",
        "",
        *importing(),
        "## Memory",
        "",
        *memory(report),
    ]
    text = "\n".join(lines).rstrip() + "\n"
    print(text)
    if "--write" in sys.argv:
        (ROOT / "docs" / "speed.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
