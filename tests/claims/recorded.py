"""What is read from every labelled passage, word for word, so that no change of the grammar goes unnoticed.

python -m tests.claims.recorded --write    after a change that is meant; look at the difference
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from govinfo_report.claims import Comparison, Quantity, claims_in, compare_claims
from tests.claims.labelled import CASES, HELD_OUT, SECOND, TABLES, THIRD, Case

__all__ = ["RECORD", "lines"]

RECORD = Path(__file__).with_name("recorded.txt")
_HEAD = (
    "# Written by python -m tests.claims.recorded --write: passage; then figure, how near, quantity,"
    " confidence, judgement, figure of the tables, section and place, quotation, cells."
)


def lines() -> Iterator[str]:
    """The record, line by line: the passages with what is read from them, then the quantities met."""
    yield _HEAD
    met: dict[tuple[str, str], Quantity] = {}
    for case in (*CASES, *HELD_OUT, *SECOND, *THIRD):
        yield f"{case.table}|{case.text}".replace("\n", "↵")
        for found in _found(case):
            claim = found.claim
            met[(str(TABLES[case.table].edition), claim.quantity.label)] = claim.quantity
            told = (claim.value, claim.about, claim.quantity.label, claim.confidence, found.judgement)
            yield "  " + " ".join(
                map(str, (*told, found.stated, claim.section, f"{claim.start}-{claim.end}"))
            )
            yield f"    {claim.quote} = {' + '.join(found.paths)}".replace("\n", "↵")
    for (edition, label), quantity in sorted(met.items()):
        yield f"# {edition} {label} = {quantity.name}"
        yield from (f"#   {' + '.join(paths)}" for paths in quantity.readings)


def _found(case: Case) -> list[Comparison]:
    raw = TABLES[case.table]
    return compare_claims(raw, claims_in(case.text, form=raw.form, year=raw.year, agency=raw.agency))


if __name__ == "__main__":
    text = "\n".join(lines()) + "\n"
    if "--write" in sys.argv:
        RECORD.write_text(text, encoding="utf-8")
    print(text)
