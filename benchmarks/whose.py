"""Whose report it is and of which year, on documents whose writers had not seen the readers.

    python benchmarks/whose.py

Each set in tests/recognise/whose was written blind, by somebody who knew the form and real pages only; of each
document the lines above the tables and below them are kept. Sets were mended on after their first reading, which
docs/reading.md tells; whoever changes these readers writes a new one.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

import govinfo_report as gr  # noqa: E402
from tests.recognise.blind import SETS, cases  # noqa: E402


def main() -> int:
    print("| set | documents | | right | missed | wrong | unknown |\n|---|--:|---|--:|--:|--:|--:|")
    for file in SETS:
        its = list(cases(file))
        found = [case.judged() for case in its]
        for what in ("agency", "year"):
            counts = Counter(each[what] for each in found)
            row = " | ".join(str(counts[kind]) for kind in ("right", "missed", "wrong", "unknown"))
            print(f"| {file.stem} | {len(its)} | {what} | {row} |")
        for case, each in zip(its, found, strict=True):
            for what, kind in each.items():
                if kind in ("wrong", "missed") and "-v" in sys.argv:
                    print(case.name, what, kind, gr.read(case.text.encode()).agency, case.agency, case.year)
    return 0


if __name__ == "__main__":
    sys.exit(main())
