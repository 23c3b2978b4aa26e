"""The sets of documents that were written blind: what a careful reader says of each, and what is read."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from attrs import frozen

import govinfo_report as gr

SETS = sorted((Path(__file__).parent / "whose").glob("*.json"))
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
