"""Damaged files against every reader: only documented errors, within memory and time; prints docs/fuzzing.md.

    python benchmarks/fuzz.py                               # a small run
    python benchmarks/fuzz.py --light 200000 --heavy 20000 --write

Files are real and generated reports, damaged at random: bytes flipped, cut, doubled, spliced with other files, filled
with fragments that parsers dislike; of archives also the members, packed anew. Seeded: input N of a run is always the
same. What comes out wrong is written to ``tests/readers/finds/`` and becomes a regression test.
"""

from __future__ import annotations

import argparse
import io
import os
import random
import re
import resource
import signal
import subprocess
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from pathlib import Path
from types import FrameType

from attrs import define, field

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

import govinfo_report as gr  # noqa: E402
from govinfo_report.corpus import synthetic  # noqa: E402
from govinfo_report.writers.writing import render  # noqa: E402

SECONDS = 10
MEGABYTES = 300
FINDS = ROOT / "tests" / "readers" / "finds"
LIGHT, HEAVY = ("txt", "md", "html", "json"), ("xlsx", "docx", "pdf")
FRAGMENTS: dict[str, Sequence[bytes]] = {
    "txt": [b"|", b"\t", b"\n", b"\xe3\x80\x80", b"\x00", b"1" * 400, "规章".encode(), "总计".encode(), b"||||||||", b" | "],
    "md": [b"|", b"---", b"\n|", b"`", b"[", b"](", b"\\", b"#", b"<!--", "| 规章 |".encode()],
    "html": [
        b"<table>", b"</table>", b"<td rowspan=65535>", b"<tr>", b"<td colspan=-1>", b"<style>td{display:none}</style>",
        b"&#1114112;", b"&nbsp;" * 50, b"<!--", b"<script>", b"<div>" * 300, b"<select><option>", b'<td style="',
        b"<meta charset=utf-16>", b"\xff\xfe", b"<sup>", b"<svg><td>", b"<template>",
        b"<td rowspan=1000 colspan=1000>" * 40, b"<p" + b" a b=c" * 400, b"<tr>" * 500,
    ],
    "json": [b"{", b"}", b"[", b"]", b",", b'"', b"null", b"1e999", b"-", b"true", b'"\\ud800"', b"9" * 500, b"NaN", b"[" * 500],
    "xlsx": [
        b"<c r=\"XFD1048576\"><v>1</v></c>", b"<c>", b"<f>SUM(A1:XFD1048576)</f>", b"<v>", b"&amp;", b"&#0;", b"t=\"s\"", b"<!DOCTYPE x>",
        b"<mergeCell ref=\"A1:XFD1048576\"/>", b"<f>A1</f>", b"s=\"99999\"", b"<is><t>", b"r=\"A0\"", b"<row r=\"-1\">",
    ],
    "docx": [
        b"<w:tc>", b"</w:tc>", b"<w:tbl>", b"<w:gridSpan w:val=\"99999\"/>", b"<w:vMerge/>", b"<w:del>", b"<w:ins>", b"<w:p>" * 50,
        b"<!DOCTYPE x>", b"&x;", b"<w:sdt><w:sdtContent>", b"<w:txbxContent>",
    ],
    "pdf": [
        b"endobj", b"stream", b"endstream", b"<<", b">>", b"/Type /Page", b" 0 R", b"/Kids [", b"9999999999", b"%%EOF", b"xref",
        b"/Filter /LZWDecode", b"/Encrypt << >>", b"/MediaBox [0 0 9e9 9e9]", b"/Subtype /Form", b"/Subtype /Image", b"/Contents 9 0 R",
        b"q " * 1_000, b" 4 0 R" * 200,
    ],
}  # fmt: skip


def bases(kind: str) -> list[bytes]:
    """Files to damage: generated ones of both editions, and real ones where they are at hand."""
    raws = list(synthetic.printed(3, seed=1, slips=0.5, blanks=0.5))
    made: list[bytes] = []
    if kind == "pdf":
        from tests.documents.pdf import PdfStyle, render_pdf

        made = [render_pdf(raw, PdfStyle()) for raw in raws[:2]]
    else:
        made = [render(raw, kind) for raw in raws]
        made += [render(next(iter(synthetic.reports(1, seed=2))), kind)] if kind == "xlsx" else []
    shared = ROOT.parent / "shared"
    for path in (*sorted(shared.glob(f"real/*.{kind}")), *sorted(shared.glob(f"specimens/*.{kind}"))[:12]):
        made.append(path.read_bytes())
    return made


def damaged(data: bytes, rng: random.Random, kind: str, others: Sequence[bytes]) -> bytes:
    """A file with one to six kinds of damage."""
    if data.startswith(b"PK") and rng.random() < 0.8:
        return repacked(data, rng, kind, others)
    for _ in range(rng.choice((1, 1, 1, 2, 3, 6))):
        data = DAMAGE[rng.randrange(len(DAMAGE))](data, rng, kind, others)
    return data


def repacked(data: bytes, rng: random.Random, kind: str, others: Sequence[bytes]) -> bytes:
    """An archive with damage in its members."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        names = source.namelist()
        telling = [name for name in names if "/sheet" in name or "document.xml" in name or "Strings" in name]
        hit = {rng.choice(telling or names)} | ({rng.choice(names)} if rng.random() < 0.2 else set())
        for name in names:
            if name in hit and rng.random() < 0.04:
                continue
            content = source.read(name)
            if name in hit:
                for _ in range(rng.choice((1, 1, 1, 2, 4))):
                    content = DAMAGE[rng.randrange(len(DAMAGE))](content, rng, kind, others)
            target.writestr(name, content)
    return stream.getvalue()


Damage = Callable[[bytes, random.Random, str, Sequence[bytes]], bytes]


def flip(data: bytes, rng: random.Random, kind: str, others: Sequence[bytes]) -> bytes:
    changed = bytearray(data)
    for _ in range(rng.randint(1, 12)):
        if changed:
            changed[rng.randrange(len(changed))] = rng.randrange(256)
    return bytes(changed)


def cut(data: bytes, rng: random.Random, kind: str, others: Sequence[bytes]) -> bytes:
    start, end = sorted(rng.randrange(len(data) + 1) for _ in range(2))
    end = min(end, start + rng.choice((1, 8, 64, 1_000, 100_000)))
    return data[:start] + data[end:]


def end(data: bytes, rng: random.Random, kind: str, others: Sequence[bytes]) -> bytes:
    return data[: rng.randrange(len(data) + 1)]


def double(data: bytes, rng: random.Random, kind: str, others: Sequence[bytes]) -> bytes:
    start = rng.randrange(len(data) + 1)
    piece = data[start : start + rng.choice((1, 16, 300, 5_000))]
    at = rng.randrange(len(data) + 1)
    return data[:at] + piece * rng.choice((1, 1, 2, 20)) + data[at:]


def splice(data: bytes, rng: random.Random, kind: str, others: Sequence[bytes]) -> bytes:
    other = others[rng.randrange(len(others))]
    start = rng.randrange(len(other) + 1)
    at = rng.randrange(len(data) + 1)
    return data[:at] + other[start : start + rng.choice((20, 500, 8_000))] + data[at:]


def fragment(data: bytes, rng: random.Random, kind: str, others: Sequence[bytes]) -> bytes:
    for _ in range(rng.randint(1, 5)):
        at = rng.randrange(len(data) + 1)
        data = data[:at] + rng.choice(FRAGMENTS[kind]) * rng.choice((1, 1, 1, 30)) + data[at:]
    return data


def between(data: bytes, rng: random.Random, kind: str, others: Sequence[bytes]) -> bytes:
    """A fragment between two tags or lines, or one of these twice or gone: what stays well-formed more often."""
    seams = [match.end() for match in SEAM.finditer(data)]
    if len(seams) < 3:
        return data
    here = rng.randrange(len(seams) - 2)
    start, stop = seams[here], seams[here + rng.randint(1, 2)]
    way = rng.randrange(3)
    if way == 0:
        return data[:start] + rng.choice(FRAGMENTS[kind]) + data[start:]
    if way == 1:
        return data[:stop] + data[start:stop] + data[stop:]
    return data[:start] + data[stop:]


def retype(data: bytes, rng: random.Random, kind: str, others: Sequence[bytes]) -> bytes:
    """A number that is another one."""
    numbers = [match.span() for match in NUMBER.finditer(data)]
    for _ in range(rng.randint(1, 4)):
        if not numbers:
            break
        start, stop = numbers.pop(rng.randrange(len(numbers)))
        numbers = [span for span in numbers if span[1] <= start]
        data = data[:start] + rng.choice(NUMBERS) + data[stop:]
    return data


SEAM = re.compile(rb">\s*(?=<)|\n")
NUMBER = re.compile(rb"[0-9]+")
NUMBERS = (
    b"0",
    b"1",
    b"-1",
    b"99999",
    b"2147483648",
    b"1.5",
    b"1e9",
    b"0" * 40,
    b"9" * 400,
    b"",
    b"\xef\xbc\x91",
)

DAMAGE: tuple[Damage, ...] = (
    flip, cut, cut, end, double, splice, fragment, between, between, between, retype, retype, retype
)  # fmt: skip


HEAD = f"""# Fuzzing

Each run is printed by `benchmarks/fuzz.py` and added below. Real and generated reports are damaged at random; each is read and
checked. Allowed are a report, a `ReadError`, an `InvalidReport` (of JSON), within {SECONDS} s and {MEGABYTES} MB; anything else is a find. A process reads 500
inputs; its peak memory is that of all of them. An input at which it rises above {MEGABYTES} MB is read again in a process of its own. What was found is mended and stands in `tests/readers/finds`.
"""


@define
class Tally:
    """What became of some inputs."""

    kind: str
    outcomes: Counter[str] = field(factory=Counter)
    slowest: float = 0.0
    peak: int = 0
    finds: list[str] = field(factory=list)


#: Reads a file in a process of its own and prints the peak of its memory or of its children's, in MB.
_ALONE = """
import resource, sys
import govinfo_report as gr
try:
    gr.check(gr.read(sys.stdin.buffer.read()))
except (gr.ReadError, gr.InvalidReport):
    pass
status = dict(line.split(":", 1) for line in open("/proc/self/status"))
children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(max(int(status["VmHWM"].split()[0]), children) // 1024)
"""


def _peak() -> int:
    """The peak of this process' memory since `_forget_peak`, or of any child's, in MB."""
    status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    own = next((int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")), 0)
    return max(own, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) // 1024


def _forget_peak() -> None:
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def _memory_alone(data: bytes) -> int:
    done = subprocess.run([sys.executable, "-c", _ALONE], input=data, capture_output=True, check=True)
    return int(done.stdout)


class TooSlow(BaseException):
    """Time is over."""


def _ring(_number: int, _frame: FrameType | None) -> None:
    raise TooSlow


def run(kind: str, start: int, stop: int, seed: int) -> Tally:
    """Read inputs ``start`` to ``stop`` of a kind."""
    tally, files = Tally(kind), bases(kind)
    signal.signal(signal.SIGALRM, _ring)
    for number in range(start, stop):
        rng = random.Random(f"{seed} {kind} {number}")
        data = damaged(rng.choice(files), rng, kind, files)
        _forget_peak()
        began = time.perf_counter()
        signal.setitimer(signal.ITIMER_REAL, SECONDS)
        try:
            raw = gr.read(data)
            gr.check(raw)
            outcome = "read"
        except gr.ReadError as error:
            outcome = error.en[:80] if "Internal error" in error.en else "refused"  # a worker's
        except gr.InvalidReport:
            outcome = "does not hold"
        except TooSlow:
            outcome = "too slow"
        except BaseException as error:
            outcome = f"{type(error).__name__}: {str(error)[:80]}"
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
        tally.slowest = max(tally.slowest, time.perf_counter() - began)
        tally.peak = max(tally.peak, peak := _peak())
        if peak > MEGABYTES:
            print(f"{kind} {number}: {peak} MB, alone {(peak := _memory_alone(data))} MB", file=sys.stderr)
            outcome = outcome if peak <= MEGABYTES else f"{peak} MB"
        tally.outcomes[outcome] += 1
        if outcome not in ("read", "refused", "does not hold"):
            FINDS.mkdir(parents=True, exist_ok=True)
            name = f"{kind}-{seed}-{number}.{kind}"
            (FINDS / name).write_bytes(data)
            tally.finds.append(f"{name}: {outcome}")
    return tally


def runs(kinds: Sequence[str], number: int, seed: int, workers: int) -> list[Tally]:
    """A number of inputs of some kinds together, in processes that are new every 500 inputs."""
    each = -(-number // len(kinds))
    jobs = [(kind, start, min(start + 500, each), seed) for kind in kinds for start in range(0, each, 500)]
    whole = {kind: Tally(kind) for kind in kinds}
    with ProcessPoolExecutor(workers, max_tasks_per_child=1, mp_context=_spawn()) as pool:
        for tally in pool.map(run, *zip(*jobs, strict=True)):
            into = whole[tally.kind]
            into.outcomes += tally.outcomes
            into.slowest, into.peak = max(into.slowest, tally.slowest), max(into.peak, tally.peak)
            into.finds += tally.finds
            print(f"{tally.kind}: {sum(into.outcomes.values())} of {each}", file=sys.stderr, flush=True)
    return list(whole.values())


def _spawn() -> object:
    import multiprocessing

    return multiprocessing.get_context("forkserver")


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument(
        "--light", type=int, default=2_000, help="inputs of text, Markdown, HTML and JSON together"
    )
    parser.add_argument("--heavy", type=int, default=300, help="inputs of xlsx, docx and PDF together")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    tallies = runs(LIGHT, options.light, options.seed, options.workers)
    tallies += runs(HEAVY, options.heavy, options.seed, options.workers)
    revision = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.strip()
    lines = [
        f"## {date.today()}, revision {revision or 'unknown'}",
        "",
        f"`python benchmarks/fuzz.py --light {options.light} --heavy {options.heavy} --seed {options.seed} --write`, Python {sys.version.split()[0]}.",
        "",
        "| format | inputs | read | refused | does not hold | finds | slowest, s | peak memory of a process, MB |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for tally in tallies:
        counts = tally.outcomes
        known = counts["read"] + counts["refused"] + counts["does not hold"]
        lines.append(
            f"| {tally.kind} | {sum(counts.values())} | {counts['read']} | {counts['refused']} | {counts['does not hold']} "
            f"| {sum(counts.values()) - known} | {tally.slowest:.2f} | {tally.peak} |"
        )
    text = "\n".join(lines) + "\n"
    print(text)
    for tally in tallies:
        for find in tally.finds[:30]:
            print(find, file=sys.stderr)
    if options.write:
        page = ROOT / "docs" / "fuzzing.md"
        before = page.read_text(encoding="utf-8") if page.exists() else HEAD
        page.write_text(f"{before}\n{text}", encoding="utf-8")
    return int(any(tally.finds for tally in tallies))


if __name__ == "__main__":
    sys.exit(main())
