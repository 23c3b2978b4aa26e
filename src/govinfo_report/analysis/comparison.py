"""Two reports side by side: which figures changed, and how much of the prose is the same."""

from __future__ import annotations

from fractions import Fraction

from attrs import frozen

from govinfo_report.findings import Figure, Text
from govinfo_report.form import find_place, form_order
from govinfo_report.model import AnnualReport, FigureKind
from govinfo_report.model.exact import exact
from govinfo_report.raw import Cell, RawReport
from govinfo_report.rules.members import agency_key
from govinfo_report.rules.repetition import printed_sentences, sentences
from govinfo_report.rules.subject import Subject
from govinfo_report.showing import named

__all__ = ["CellChange", "ReportComparison", "SharedProse", "compare"]


@frozen(kw_only=True)
class CellChange:
    """A cell of one or both reports.

    Attributes:
        path: Canonical path.
        label: Official labels from the outermost to the cell's own.
        before: The cell in the first report, ``None`` where it has none.
        after: The cell in the second.
    """

    path: str
    label: tuple[str, ...]
    before: Cell | None
    after: Cell | None

    def __repr__(self) -> str:
        before, after = (
            "no cell" if each is None else each.kind if each.value is None else str(each.value)
            for each in (self.before, self.after)
        )  # fmt: skip
        return f"<CellChange {self.path}: {before} to {after}>"

    @property
    @exact
    def difference(self) -> Figure | None:
        """``after - before``; ``None`` where either has no figure, or their units differ or are unknown."""
        if self.before is None or self.after is None or _has_no_unit(self.path):
            return None
        if self.before.value is None or self.after.value is None:
            return None
        return self.after.value - self.before.value

    @property
    def growth(self) -> Fraction | None:
        """The difference as a share of ``before``; ``None`` where there is none or ``before`` is 0."""
        difference = self.difference
        if difference is None or self.before is None or not self.before.value or self.before.value < 0:
            return None
        return Fraction(difference) / Fraction(self.before.value)

    @property
    def changed(self) -> bool:
        """Whether the two say something else, another figure, or a figure where there was a blank."""
        return _said(self.before) != _said(self.after)


def _has_no_unit(path: str) -> bool:
    """Whether the form prints none: what stands in the cell may be 元 in one report and 万元 in the next."""
    place = find_place(path)
    return place is not None and place.kind is FigureKind.MONEY


def _said(cell: Cell | None) -> tuple[object, ...] | None:
    if cell is None:
        return None
    return (
        (cell.value, cell.text if _has_no_unit(cell.path) else "") if cell.value is not None else (cell.text,)
    )


@frozen(kw_only=True)
class SharedProse:
    """How much of a section of the second report stands in the first, sentence by sentence.

    Attributes:
        section: Name of the section.
        label: Its official heading.
        sentences: How many sentences of ten characters or more it has in the second report, headings apart.
        same: Those of them that stand in the first report's section to the letter, spaces and widths aside,
            as the second report prints them.
    """

    section: str
    label: str
    sentences: int
    same: tuple[str, ...]

    def __repr__(self) -> str:
        return f"<SharedProse {self.section}: {self.repeated} of {self.sentences} sentences>"

    @property
    def repeated(self) -> int:
        """How many sentences are repeated."""
        return len(self.same)

    @property
    def share(self) -> Fraction | None:
        """The share repeated; ``None`` for a section without sentences."""
        return Fraction(self.repeated, self.sentences) if self.sentences else None


@frozen(kw_only=True)
class ReportComparison:
    """Two reports side by side.

    Attributes:
        before: The first, usually of the year before.
        after: The second.
        cells: Every cell that either has, in form order. Measures of one edition that the other does not
            have (现行有效件数, 对外公开总数量) stand alone; they are never set against each other.
        prose: The sections of prose.
    """

    before: RawReport
    after: RawReport
    cells: tuple[CellChange, ...]
    prose: tuple[SharedProse, ...]

    def __repr__(self) -> str:
        whose = " with ".join(named(each) for each in (self.before, self.after))
        return f"<ReportComparison {whose}: {len(self.changes)} of {len(self.cells)} cells changed>"

    @property
    def changes(self) -> tuple[CellChange, ...]:
        """The cells that changed."""
        return tuple(cell for cell in self.cells if cell.changed)

    @property
    def cautions(self) -> tuple[Text, ...]:
        """What to know first: other agencies, years the other way round, sums that do not hold."""
        first, second = self.before, self.after
        found = []
        if len({agency_key(raw.agency) for raw in (first, second) if raw.agency is not None}) > 1:
            found.append(Text("两份报告不是同一机关的。", "The reports are of two agencies."))
        if first.year is not None and second.year is not None and first.year > second.year:
            found.append(Text("第一份的年度晚于第二份。", "The first report is of the later year."))
        for raw, zh, en in ((first, "第一份", "first"), (second, "第二份", "second")):
            if any(each.finding is not None for each in Subject(raw=raw).evaluations):
                found.append(
                    Text(
                        f"{zh}报告有勾稽关系不成立，指标可能失真。",
                        f"Relations of the {en} report do not hold; measures may be wrong.",
                    )
                )
        return tuple(found)


def compare(before: RawReport | AnnualReport, after: RawReport | AnnualReport) -> ReportComparison:
    """Set two reports side by side: two years of one agency, or two agencies, or two versions."""
    first, second = RawReport.of(before), RawReport.of(after)
    labels = {cell.path: cell.label for raw in (first, second) for cell in raw.form.cells}
    paths = sorted({*first.paths, *second.paths}, key=form_order().__getitem__)
    cells = tuple(
        CellChange(path=path, label=labels.get(path, ()), before=first.get(path), after=second.get(path))
        for path in paths
    )
    prose = tuple(_shared(first, second, name) for name in AnnualReport.PROSE_SECTIONS)
    return ReportComparison(before=first, after=second, cells=cells, prose=prose)


def _shared(before: RawReport, after: RawReport, name: str) -> SharedProse:
    there = set(sentences(getattr(before, name) or ""))
    here = printed_sentences(getattr(after, name) or "")
    return SharedProse(
        section=name,
        label=after.form.heading(name),
        sentences=len(here),
        same=tuple(printed for levelled, printed in here if levelled in there),
    )
