"""Which findings belong to which cell of a printed report: numbered, with their words and colours."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from attrs import frozen

from govinfo_report.findings import Finding, Severity
from govinfo_report.raw import RawReport
from govinfo_report.rules import CheckResult
from govinfo_report.rules.deciding import SetAside
from govinfo_report.writers.characters import clean

__all__ = ["COLORS", "NO_REMARKS", "Annotations", "Remark", "annotations_of"]

#: Fill of a cell with a finding, by the weight of its heaviest.
COLORS = {Severity.ERROR: "FFC7CE", Severity.WARNING: "FFE699", Severity.INFO: "DDEBF7"}
_WEIGHT = (Severity.ERROR, Severity.WARNING, Severity.INFO)


@frozen(kw_only=True)
class Remark:
    """A finding with its number in the document.

    Attributes:
        number: Counted from 1, in the order of `CheckResult.findings`.
        finding: The finding.
        places: The cells it is shown at; none where it is about no cell.
    """

    number: int
    finding: Finding
    places: tuple[str, ...]

    @property
    def weight(self) -> str:
        """Its severity in Chinese."""
        return self.finding.severity.zh

    @property
    def message(self) -> str:
        """What is wrong; control characters that it quotes from the document are shown as such."""
        return clean(self.finding.message("zh"))

    @property
    def words(self) -> str:
        """The finding in one line: number, code, what is wrong."""
        return self.words_in("zh")

    def words_in(self, lang: str) -> str:
        """`words` in Chinese or English."""
        if lang != "en":
            return f"[{self.number}] {self.weight} {self.finding.code}：{self.message}"
        message = clean(self.finding.message("en"))
        return f"[{self.number}] {self.finding.severity} {self.finding.code}: {message}"

    @property
    def advice(self) -> str:
        """What to do about it."""
        return self.finding.rule.advice.zh

    @property
    def where(self) -> str:
        """Where it stands in the document it was read from, empty if unknown."""
        source = self.finding.source
        return clean(source.describe("zh")) if source is not None else ""


@frozen(kw_only=True, slots=False)
class Annotations:
    """The remarks on a report.

    Attributes:
        remarks: All of them, errors first.
        accepted: Findings that the office's settings set aside, in words, each with the reason. They
            mark no cell.
    """

    remarks: tuple[Remark, ...] = ()
    accepted: tuple[str, ...] = ()

    @cached_property
    def _by_place(self) -> dict[str, list[Remark]]:
        places: dict[str, list[Remark]] = {}
        for remark in self.remarks:
            for place in remark.places:
                places.setdefault(place, []).append(remark)
        return places

    def at(self, path: str) -> list[Remark]:
        """The remarks on a cell, errors first."""
        return self._by_place.get(path, [])

    def severity_at(self, path: str) -> Severity | None:
        """The heaviest severity at a cell, ``None`` where there is no remark."""
        here = {remark.finding.severity for remark in self.at(path)}
        return next((severity for severity in _WEIGHT if severity in here), None)


#: A document without remarks.
NO_REMARKS = Annotations()


def annotations_of(result: CheckResult) -> Annotations:
    """The remarks that a check's findings make."""
    raw = result.raw
    return Annotations(
        remarks=tuple(
            Remark(number=number, finding=finding, places=tuple(_places(finding, raw)))
            for number, finding in enumerate(result.findings, start=1)
        ),
        accepted=tuple(map(_accepted, result.set_aside)),
    )


def _accepted(aside: SetAside) -> str:
    why = f"豁免：{aside.waiver.reason}" if aside.waiver is not None else "已列入基线"
    words = f"{aside.finding.code}：{aside.finding.message('zh')}（{why}）"
    return clean(words)


def _places(finding: Finding, raw: RawReport) -> Iterator[str]:
    """The cell that a finding is about, those of a block that it is about, or those that the document lacks.

    What is about the words of a row or a table (a label, a line that was left over) is shown at no figure.
    """
    if finding.path is None:
        return
    if finding.path in raw.form.by_path:
        yield finding.path
    elif finding.contributors:
        yield from (each.path for each in finding.contributors)
    else:
        under = [cell.path for cell in raw.form.cells if cell.path.startswith(f"{finding.path}.")]
        yield from (path for path in under if path not in raw)
