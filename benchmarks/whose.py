"""Whose report it is and of which year, on documents whose writers had not seen the readers.

    python benchmarks/whose.py

Each set in tests/recognise/whose was written blind, by somebody who knew the form and real pages only; of each
document the lines above the tables and below them are kept. Sets were mended on after their first reading, which
docs/reading.md tells; whoever changes these readers writes a new one.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from attrs import frozen

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

import govinfo_report as gr  # noqa: E402

SETS = sorted((ROOT / "tests" / "recognise" / "whose").glob("*.json"))
TABLE = (
    "四、政府信息公开行政复议、行政诉讼情况\n行政复议\t\t\t\t\t行政诉讼" + "\t" * 9 + "\n"
    "结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t未经复议直接起诉\t\t\t\t\t复议后起诉\t\t\t\t\n"
    + "\t" * 5
    + "\t".join(["结果维持\t结果纠正\t其他结果\t尚未审结\t总计"] * 2)
    + "\n"
    + "\t".join("0" * 15)
)


@frozen
class Case:
    """A document and what a careful reader says of it; ``None`` among the answers where that is one."""

    name: str
    text: str
    agency: list[str | None]
    year: list[int | None]

    def judged(self) -> dict[str, str]:
        """Agency and year → right, wrong, missed, or unknown where nobody can tell."""
        raw = gr.read(self.text.encode())
        return {
            "agency": _judged(raw.agency, self.agency),
            "year": _judged(raw.year, self.year),
        }


def _judged(said: object, answers: Sequence[object]) -> str:
    if said is None:
        return "unknown" if None in answers else "missed"
    return "right" if said in answers else "wrong"


def cases(file: Path) -> Iterator[Case]:
    """The documents of a set."""
    for each in json.loads(file.read_text(encoding="utf-8")):
        back = ["五、存在的主要问题及改进情况", *each["problems"], *each["end"]]
        text = "\n".join([*each["front"], TABLE, *back])
        yield Case(f"{file.stem}/{each['file']}", text, each["agency"], each["year"])


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
