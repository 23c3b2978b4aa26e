"""The reports of one agency over the years: gaps, changes of the form, and what has to follow from what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from attrs import frozen

from govinfo_report.analysis.measures import find_measure
from govinfo_report.errors import ConsolidationError
from govinfo_report.findings import Figure, Finding
from govinfo_report.form import find_place
from govinfo_report.model import AnnualReport, Edition
from govinfo_report.raw import RawReport
from govinfo_report.rules import catalogue, check
from govinfo_report.rules.members import agency_key

__all__ = ["Series"]


@frozen
class Series:
    """Reports of one agency, a year each, oldest first.

    A cell of the one edition that the other does not have (公开总数量, 现行有效件数) has no value in the
    years of the other: the two are different measures and never make one line.

    Attributes:
        reports: The reports as printed, by year.
    """

    reports: tuple[RawReport, ...]

    @classmethod
    def of(cls, reports: Iterable[RawReport | AnnualReport], *, agency: str | None = None) -> Series:
        """A series of reports, in whatever order they come.

        Args:
            reports: The reports, one a year.
            agency: Take only this agency's. Without it all have to be of one agency.

        Raises:
            ConsolidationError: Reports of several agencies; two of one year; one whose year is unknown; none.
        """
        raws = [RawReport.of(each) for each in reports]
        if agency is not None:
            raws = [raw for raw in raws if raw.agency and agency_key(raw.agency) == agency_key(agency)]
        if not raws:
            raise ConsolidationError("没有报告。", "There are no reports.")
        names = list(dict.fromkeys(agency_key(raw.agency or "?") for raw in raws))
        if len(names) > 1:
            raise ConsolidationError(
                f"这些报告属于几个机关：{'、'.join(names)}。",
                f"These are reports of several agencies: {', '.join(names)}.",
                advice_zh="用 gr.Series.of(…, agency=) 选定一个；机关更名的，请先用 attrs.evolve 统一名称。",
                advice_en="Choose one with gr.Series.of(…, agency=); where it was renamed, give all one name "
                "(attrs.evolve).",
            )
        if any(raw.year is None for raw in raws):
            raise ConsolidationError("有报告年度不详。", "The year of a report is unknown.")
        years = [raw.year for raw in raws]
        twice = sorted({str(year) for year in years if years.count(year) > 1})
        if twice:
            raise ConsolidationError(
                f"同一年度的报告不止一份：{'、'.join(twice)}。",
                f"There is more than one report of {', '.join(twice)}.",
                advice_zh="请每年只留一份（通常是更正后的）。",
                advice_en="Keep one a year, usually the corrected one.",
            )
        return cls(tuple(sorted(raws, key=lambda raw: raw.year or 0)))

    def __iter__(self) -> Iterator[RawReport]:
        return iter(self.reports)

    def __len__(self) -> int:
        return len(self.reports)

    @property
    def agency(self) -> str | None:
        """The agency, as the latest report names it."""
        return self.reports[-1].agency

    @property
    def years(self) -> tuple[int, ...]:
        """The years there are reports of."""
        return tuple(raw.year for raw in self.reports if raw.year is not None)

    @property
    def gaps(self) -> tuple[int, ...]:
        """Years between the first and the last without a report."""
        years = self.years
        return tuple(year for year in range(years[0], years[-1]) if year not in years)

    @property
    def editions(self) -> Mapping[int, Edition | None]:
        """The edition of the form that each year's tables show; ``None`` where they show two, or none."""
        return {year: raw.edition for year, raw in zip(self.years, self.reports, strict=True)}

    def values(self, path: str) -> dict[int, Figure | None]:
        """The figures of one cell by year; ``None`` where it is blank, a mark, or not in that year's form.

        Raises:
            KeyError: No edition of the form has such a cell.
        """
        if find_place(path) is None:
            raise KeyError(path)
        found = (raw.get(path) for raw in self.reports)
        return {
            year: cell.value if cell is not None else None
            for year, cell in zip(self.years, found, strict=True)
        }

    def measure(self, name: str) -> dict[int, Fraction | None]:
        """A derived measure by year, ``None`` where it has no value. See `measures`.

        Raises:
            KeyError: There is no such measure.
        """
        chosen = find_measure(name)
        return {
            year: chosen.of({cell.path: cell.value for cell in raw})
            for year, raw in zip(self.years, self.reports, strict=True)
        }

    def findings(self) -> tuple[tuple[int, Finding], ...]:
        """What the rules across years (Y…) say of each pair of neighbouring years, with the later year.

        Years that are parted by a gap are not compared, nor measures that the form changed between them.
        """
        codes = [rule.code for rule in catalogue() if rule.code.startswith("Y")]
        pairs = zip(self.reports, self.reports[1:], strict=False)
        return tuple(
            (this.year or 0, finding)
            for last, this in pairs
            if (this.year or 0) - (last.year or 0) == 1
            for finding in check(this, previous=last, select=codes).findings
        )
