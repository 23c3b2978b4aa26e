"""Which findings belong to which cell or sentence of a report: numbered, with their words and colours."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from attrs import frozen

from govinfo_report.claims import Claim, Comparison, Judgement
from govinfo_report.findings import Finding, Severity
from govinfo_report.raw import RawReport
from govinfo_report.rules import CheckResult
from govinfo_report.rules.deciding import SetAside
from govinfo_report.rules.summary import repeated
from govinfo_report.writers.characters import clean

__all__ = ["COLORS", "NO_REMARKS", "Annotations", "Claimed", "Remark", "annotations_of"]

#: Fill of a cell with a finding, by the weight of its heaviest.
COLORS = {Severity.ERROR: "FFC7CE", Severity.WARNING: "FFE699", Severity.INFO: "DDEBF7"}
_WEIGHT = (Severity.ERROR, Severity.WARNING, Severity.INFO)
_SAID = {
    Judgement.AGREE: "{}：与表中一致",
    Judgement.DISAGREE: "{}：表中为 {}",
    Judgement.UNDECIDED: "{}：不能断定与表中是否一致",
}


@frozen(kw_only=True)
class Remark:
    """A finding with its number in the document.

    Attributes:
        number: Counted from 1, in the order of `CheckResult.findings`.
        finding: The finding.
        places: The cells it is shown at; none where it is about no cell.
        section: The section it is about, ``preamble`` for the words before 一; ``None`` for the whole report.
        repeated: Whether it only says once more, of another cell, what others before it say.
    """

    number: int
    finding: Finding
    places: tuple[str, ...]
    section: str | None = None
    repeated: bool = False

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


@frozen(kw_only=True)
class Claimed:
    """A figure that the prose states of the tables.

    Attributes:
        claim: The claim.
        path: The cell that it speaks of.
        words: Whether the tables say the same.
        remark: The finding that they do not.
    """

    claim: Claim
    path: str
    words: str
    remark: Remark | None = None


@frozen(kw_only=True, slots=False)
class Annotations:
    """The remarks on a report.

    Attributes:
        result: What was found; ``None`` for a document without remarks.
        remarks: All of them, errors first.
        accepted: Findings that the office's settings set aside, in words, each with the reason. They
            mark no cell.
    """

    result: CheckResult | None = None
    remarks: tuple[Remark, ...] = ()
    accepted: tuple[str, ...] = ()

    @cached_property
    def claims(self) -> tuple[Claimed, ...]:
        """The figures that the prose states, with what the tables say."""
        compared = self.result.claims if self.result is not None else ()
        return tuple(
            Claimed(
                claim=each.claim,
                path=each.paths[0],
                words=_SAID[each.judgement].format(each.claim.quantity.label, each.stated),
                remark=next((one for one in self.remarks if _is_of(one.finding, each)), None),
            )
            for each in compared
        )

    @cached_property
    def suggestions(self) -> tuple[str, ...]:
        """Which cells may be wrong, in words, likeliest first: for a person to look at, none was changed."""
        found = self.result.suggestions if self.result is not None else ()
        return tuple(clean(each.message("zh")) for each in found)

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


#: What stands over the suggestions.
SUGGESTED = "可能填错的格（供参考，未作改动）"
#: A document without remarks.
NO_REMARKS = Annotations()


def annotations_of(result: CheckResult) -> Annotations:
    """The remarks that a check's findings make."""
    raw = result.raw
    again = repeated(result.findings)
    return Annotations(
        result=result,
        remarks=tuple(
            Remark(
                number=number,
                finding=finding,
                places=tuple(_places(finding, raw)),
                section=_section(finding, result),
                repeated=again[number - 1],
            )
            for number, finding in enumerate(result.findings, start=1)
        ),
        accepted=tuple(map(_accepted, result.set_aside)),
    )


def _is_of(finding: Finding, comparison: Comparison) -> bool:
    """Whether a finding is that the prose and the tables disagree just there."""
    claim = comparison.claim
    return (
        comparison.judgement is Judgement.DISAGREE
        and (finding.path, finding.detail("quote")) == (comparison.paths[0], claim.quote)
        and finding.expected == claim.value
    )


def _section(finding: Finding, result: CheckResult) -> str | None:
    """The section to show a finding in: that of the sentence it is about, else that of its cell."""
    if finding.detail("quote") is not None:
        for comparison in result.claims:
            if _is_of(finding, comparison):
                return comparison.claim.section
    return finding.path.partition(".")[0] if finding.path is not None else None


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
