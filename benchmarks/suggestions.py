"""How often a suggestion names the cell that is wrong: one slip injected into reports that hold.

python benchmarks/suggestions.py            prints the table
python benchmarks/suggestions.py --write    writes it to docs/suggestions.md
"""

from __future__ import annotations

import argparse
import platform
import random
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import attrs

import govinfo_report as gr

SEED = 20261124
CASES = 400
FORM = gr.form_with()
LABELS = {
    "missed": "a digit missed",
    "doubled": "a digit doubled",
    "swapped": "two digits swapped",
    "mistyped": "a digit mistyped",
    "zero": "a total left at 0",
    "copied": "a total copied from its neighbour",
    "not entered": "a figure not entered (0)",
    "split": "a number split over two cells",
    "exchanged": "two neighbouring cells exchanged",
}
DETAILS = [c.path for c in FORM.cells if c.table == "requests" and not c.computed]
FREE = [path for path in DETAILS if ".outcomes." in path or ".carried_over." in path]


def made(rng: random.Random) -> dict[str, int]:
    """A report that holds: mostly zeros, as real ones are, or busy, as those of cities are."""
    busy = rng.random() < 0.3
    figures = {cell.path: 0 for cell in FORM.cells if cell.kind == "count"}
    for path in FREE:
        if rng.random() < (0.7 if busy else 0.15):
            figures[path] = int(rng.lognormvariate(3 if busy else 1.2, 1.2))
    for column in (name.rpartition(".")[2] for name in DETAILS[:6]):
        due = sum(figures[path] for path in FREE if path.endswith(f".{column}"))
        carried = rng.randint(0, due // 5 if due else 0)
        figures[f"requests.carried_in.{column}"] = carried
        figures[f"requests.received.{column}"] = due - carried
    for path in figures:
        if path.startswith("remedies.") and rng.random() < 0.3:
            figures[path] = rng.randint(0, 30)
    return totalled(figures)


def totalled(figures: dict[str, int]) -> dict[str, int]:
    for code in ("T302", "T303", "T401"):
        for identity in FORM.identities:
            if identity.rule.code == code:
                figures[identity.total] = sum(figures[term.path] for term in identity.terms)
    return figures


def raw_of(figures: dict[str, int]) -> gr.RawReport:
    cells = tuple(gr.Cell(path, gr.CellKind.NUMBER, value, str(value)) for path, value in figures.items())
    return gr.RawReport(agency="甲市", year=2024, cells=cells)


Slip = Callable[[dict[str, int], str, random.Random], dict[str, int] | None]


def digits(change: Callable[[str, random.Random], str]) -> Slip:
    def slip(figures: dict[str, int], path: str, rng: random.Random) -> dict[str, int] | None:
        old = str(figures[path])
        new = change(old, rng)
        if figures[path] == 0 or not new or int(new) == figures[path] or str(int(new)) != new:
            return None
        return {path: int(new)}

    return slip


def missed(old: str, rng: random.Random) -> str:
    at = rng.randrange(len(old))
    return old[:at] + old[at + 1 :]


def doubled(old: str, rng: random.Random) -> str:
    at = rng.randrange(len(old))
    return old[:at] + old[at] + old[at:]


def swapped(old: str, rng: random.Random) -> str:
    if len(old) < 2:
        return ""
    at = rng.randrange(len(old) - 1)
    return old[:at] + old[at + 1] + old[at] + old[at + 2 :]


def mistyped(old: str, rng: random.Random) -> str:
    at = rng.randrange(len(old))
    return old[:at] + str(rng.choice([d for d in range(1, 10) if str(d) != old[at]])) + old[at + 1 :]


def zero(figures: dict[str, int], path: str, _: random.Random) -> dict[str, int] | None:
    return {path: 0} if FORM.by_path[path].computed and figures[path] else None


def not_entered(figures: dict[str, int], path: str, _: random.Random) -> dict[str, int] | None:
    return {path: 0} if not FORM.by_path[path].computed and figures[path] else None


def neighbour(path: str) -> str | None:
    cells = [cell.path for cell in FORM.cells]
    at = cells.index(path)
    other = cells[at + 1] if at + 1 < len(cells) else ""
    return other if other.rpartition(".")[0] == path.rpartition(".")[0] else None


def copied(figures: dict[str, int], path: str, _: random.Random) -> dict[str, int] | None:
    cells = [cell.path for cell in FORM.cells]
    before = cells[cells.index(path) - 1]
    same = before.rpartition(".")[0] == path.rpartition(".")[0]
    if not FORM.by_path[path].computed or not same or figures[before] in (0, figures[path]):
        return None
    return {path: figures[before]}


def split(figures: dict[str, int], path: str, _: random.Random) -> dict[str, int] | None:
    other = neighbour(path)
    text = str(figures[path])
    if other is None or figures[other] or len(text) < 2 or text[1] == "0":
        return None
    return {path: int(text[0]), other: int(text[1:])}


def exchanged(figures: dict[str, int], path: str, _: random.Random) -> dict[str, int] | None:
    other = neighbour(path)
    if other is None or figures[other] == figures[path]:
        return None
    return {path: figures[other], other: figures[path]}


SLIPS: dict[str, Slip] = {
    "missed": digits(missed),
    "doubled": digits(doubled),
    "swapped": digits(swapped),
    "mistyped": digits(mistyped),
    "zero": zero,
    "copied": copied,
    "not entered": not_entered,
    "split": split,
    "exchanged": exchanged,
}


@attrs.define
class Count:
    cases: int = 0
    first: int = 0
    tied: int = 0
    misled: int = 0
    broken: int = 0
    slowest: float = 0.0


def measure(table: str, kind: str, rng: random.Random) -> Count:
    count = Count()
    tries = 0
    while count.cases < CASES and tries < 100 * CASES:
        tries += 1
        figures = made(rng)
        path = rng.choice(
            [path for path in figures if path.startswith(f"{table}.") and figures[path]] or [""]
        )
        changed = SLIPS[kind](figures, path, rng) if path else None
        if not changed:
            continue
        result = gr.check(raw_of({**figures, **changed}), select=["T301", "T302", "T303", "T401"])
        if result.ok:
            continue  # no relation can tell
        start = time.perf_counter()
        found = result.suggestions
        count.slowest = max(count.slowest, time.perf_counter() - start)
        count.cases += 1
        truth = {path: figures[path] for path in changed}
        best = {change.path: change.proposed for change in found[0].changes} if found else {}
        count.first += best == truth
        count.tied += bool(found) and not found[0].certain
        count.misled += bool(found) and found[0].certain and best != truth
        for suggestion in found:
            proposed = {change.path: change.proposed for change in suggestion.changes}
            again = gr.check(raw_of({**figures, **changed, **proposed}))
            failed = {each.identity.total for each in again.evaluations if each.finding is not None}
            before = {each.identity.total for each in result.evaluations if each.finding is not None}
            count.broken += bool(failed - before)
    return count


def page() -> str:
    rng = random.Random(SEED)
    lines = [
        "# Suggestions measured",
        "",
        f"Printed by `python benchmarks/suggestions.py --write` on {date.today()}, Python {platform.python_version()}. One slip is put into a",
        f"report that holds; counted are {CASES} cases of each kind in which a relation fails. *First* is how often the first suggestion is",
        "exactly the true figures of exactly the true cells; *tied* how often it says that another way is as likely; *misled* in how many",
        "cases it says nothing of the kind and is wrong; *broken* how many suggestions would break a relation that held. Reports are generated (seeded): most are mostly zeros, some are busy.",
        "",
        "In table 3 a cell stands in two or three relations, which name it between them. In table 4 every cell stands in one only:",
        "the relations cannot tell which of five it is, and the first suggestion is no more than the likeliest slip.",
        "",
        "| slip | table 3: first | tied | misled | broken | slowest, ms | table 4: first | tied | misled | broken |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    total = Count()
    for kind, label in LABELS.items():
        three, four = measure("requests", kind, rng), measure("remedies", kind, rng)
        total.cases += three.cases
        total.first += three.first
        total.broken += three.broken + four.broken

        def share(part: int, whole: int) -> str:
            return f"{part / whole:.1%}" if whole else "—"

        lines.append(
            f"| {label} | {share(three.first, three.cases)} | {share(three.tied, three.cases)} | {three.misled} | {three.broken} |"
            f" {three.slowest * 1000:.1f} | {share(four.first, four.cases)} | {share(four.tied, four.cases)} | {four.misled} | {four.broken} |"
        )
    lines += ["", f"Table 3 over all kinds: {total.first / total.cases:.2%} of {total.cases} cases first."]
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--write", action="store_true")
    text = page()
    if parser.parse_args().write:
        (Path(__file__).parent.parent / "docs" / "suggestions.md").write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
