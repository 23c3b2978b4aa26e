"""The annual report as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, ClassVar, Literal

import attrs
from attrs import Factory, field, frozen

from govinfo_report.errors import InvalidReport
from govinfo_report.findings import Figure, Finding, Severity
from govinfo_report.later import loaded
from govinfo_report.model.catalogue import IMPOSSIBLE_YEAR, MISSING_AGENCY, PERIOD
from govinfo_report.model.disclosure import Disclosure
from govinfo_report.model.disclosure_2019 import Disclosure2019
from govinfo_report.model.editions import PROSE, Edition, edition_with, editions
from govinfo_report.model.invariants import (
    FIRST_YEAR,
    period_details,
    possible_year,
    year_details,
)
from govinfo_report.model.money import Money
from govinfo_report.model.paths import figure_at, paths_below
from govinfo_report.model.prose import Period, canonical_name, canonical_prose
from govinfo_report.model.provenance import Provenance
from govinfo_report.model.reasons import of_type
from govinfo_report.model.remedies import Remedies
from govinfo_report.model.requests import Requests
from govinfo_report.showing import Tables, named

__all__ = ["AnnualReport"]

#: Stands for what was not given, so that ``None`` is not taken for it.
_NOT_GIVEN: Any = attrs.NOTHING


def _whole_year(report: AnnualReport) -> Period:
    # The constructor refuses an impossible year a moment later, with all else that is wrong.
    return Period.of_year(report.year if possible_year(report.year) else FIRST_YEAR)


def _in_order(tables: Mapping[str, Any]) -> tuple[tuple[str, Any], ...]:
    """Tables in the order of their edition.

    Raises:
        TypeError: No edition of the form has these tables; says which is missing, or what it should be.
    """
    edition = edition_with({name: type(table) for name, table in tables.items()})
    if edition is None:
        raise TypeError("; ".join(_misfits(tables)))
    return tuple((name, tables[name]) for name in edition.tables)


def _misfits(tables: Mapping[str, Any]) -> Iterator[str]:
    """Why no edition has these tables; at least one reason."""
    known: dict[str, dict[str, None]] = {}
    for edition in editions():
        for name, table in edition.tables.items():
            known.setdefault(name, {})[table.model.__name__] = None
    for name, table in tables.items():
        if name not in known:
            yield f"AnnualReport：没有一版格式有“{name}”这张表 / no edition of the form has a table {name}"
        elif type(table).__name__ not in known[name]:
            why = of_type(table, " 或 ".join(known[name]), " or ".join(known[name]))
            yield f"AnnualReport.{name}：{why.zh} / {why.en}"
    # Of which edition it was meant to be: the one whose tables most of them are.
    models = {
        edition: {name: table.model for name, table in edition.tables.items()} for edition in editions()
    }
    meant = max(
        models, key=lambda each: sum(type(tables.get(name)) is cls for name, cls in models[each].items())
    )
    if missing := "、".join(name for name in meant.tables if name not in tables):
        yield f"AnnualReport：缺少 / the report lacks {missing}"
    if all(name in known and type(table).__name__ in known[name] for name, table in tables.items()):
        yield "没有一版格式的表全是这些类 / no edition of the form has tables of just these classes"


@frozen(kw_only=True, init=False)
class AnnualReport(Tables):
    """政府信息公开工作年度报告: a report that holds.

    Leaf figures are stored and totals computed, so a report whose sums are wrong
    cannot be built. Change one with `attrs.evolve`. Prose is kept with one
    paragraph a line (see `canonical_prose`).

    The tables are those of an edition of the form. Of the editions of this library they are given by name,
    ``AnnualReport(agency=…, year=…, disclosure=…, requests=…, remedies=…)``; ``tables=`` takes those of any.

    Attributes:
        agency: 机关, the public body the report is about.
        year: The year reported on.
        period: 统计期限; the whole year unless given.
        preamble: The text before section 一.
        overview: 总体情况.
        problems_and_improvements: 存在的主要问题及改进情况.
        other_matters: 其他需要报告的事项.
        tables: The tables by name, in the order of the form.
        provenance: Of a consolidated report, what it was made of. Two reports with the same contents
            are equal, wherever these come from; only JSON keeps it.

    Raises:
        InvalidReport: Missing agency, impossible year, period outside the year; all that apply.
        TypeError: No edition of the form has these tables.
    """

    agency: str = field(converter=canonical_name)
    year: int
    period: Period = field(default=Factory(_whole_year, takes_self=True))
    preamble: str = field(default="", converter=canonical_prose)
    overview: str = field(default="", converter=canonical_prose)
    problems_and_improvements: str = field(default="", converter=canonical_prose)
    other_matters: str = field(default="", converter=canonical_prose)
    _tables: tuple[tuple[str, Any], ...] = field(converter=_in_order, repr=False)
    provenance: Provenance | None = field(default=None, eq=False, repr=False)

    #: The fields that hold prose under a section heading.
    PROSE_SECTIONS: ClassVar = PROSE

    def __init__(
        self,
        *,
        agency: str,
        year: int,
        disclosure: Disclosure | Disclosure2019 = _NOT_GIVEN,
        requests: Requests = _NOT_GIVEN,
        remedies: Remedies = _NOT_GIVEN,
        tables: Mapping[str, Any] | Iterable[tuple[str, Any]] = (),
        period: Period = _NOT_GIVEN,
        preamble: str = "",
        overview: str = "",
        problems_and_improvements: str = "",
        other_matters: str = "",
        provenance: Provenance | None = None,
    ) -> None:
        named = {"disclosure": disclosure, "requests": requests, "remedies": remedies}
        given = {name: table for name, table in named.items() if table is not _NOT_GIVEN}
        more = {"period": period} if period is not _NOT_GIVEN else {}
        self.__attrs_init__(  # pyright: ignore[reportAttributeAccessIssue]
            agency=agency,
            year=year,
            preamble=preamble,
            overview=overview,
            problems_and_improvements=problems_and_improvements,
            other_matters=other_matters,
            tables={**dict(tables), **given},
            provenance=provenance,
            **more,
        )

    @classmethod
    def build(
        cls,
        *,
        agency: str,
        year: int,
        figures: Mapping[str, Figure | Money],
        rest: Literal[0] | None = None,
        edition: Edition | str | None = None,
        period: Period | None = None,
        overview: str = "",
        problems_and_improvements: str = "",
        other_matters: str = "",
    ) -> AnnualReport:
        """A report out of figures by their canonical paths.

        Totals need not be given; those that are have to be the sums of their parts.

        Args:
            agency: 机关.
            year: The year reported on.
            figures: Path → figure: ``int`` (件), `Decimal` or ``int`` (万元), `Money` for 采购总金额.
            rest: What every other cell holds: 0, on the caller's word; each is a violation unless given.
            edition: Edition of the form, or its name; the one in force in ``year`` unless given, or the one
                whose cells the paths are.
            period: 统计期限; the whole year unless given.
            overview: 总体情况.
            problems_and_improvements: 存在的主要问题及改进情况.
            other_matters: 其他需要报告的事项.

        Raises:
            InvalidReport: With every violation: cells without a figure, relations that do not hold, a figure
                below 0, no agency, an impossible year or period.
            KeyError: No edition of the form has such a cell; names the path that may be meant.
            TypeError: A cell takes figures of another type.
            ValueError: There is no such edition.
        """
        # What judges figures cell by cell stands higher than the classes they end up in.
        report: AnnualReport = loaded("govinfo_report.raw.building", "build")(
            figures,
            rest=rest,
            edition=edition,
            agency=agency,
            year=year,
            period=period,
            overview=overview,
            problems_and_improvements=problems_and_improvements,
            other_matters=other_matters,
        )
        return report

    def __attrs_post_init__(self) -> None:
        findings: list[Finding] = []
        if not isinstance(self.agency, str) or not self.agency:
            findings.append(Finding(rule=MISSING_AGENCY, path="agency", severity=Severity.ERROR))
        if not possible_year(self.year):
            findings.append(Finding(rule=IMPOSSIBLE_YEAR, path="year", details=year_details(self.year)))
        elif (wrong := period_details(self.period, self.year)) is not None:
            findings.append(Finding(rule=PERIOD, path="period", details=wrong))
        if findings:
            raise InvalidReport(findings)

    def __repr__(self) -> str:
        return f"<AnnualReport {named(self)}, edition {self.edition}>"

    @property
    def tables(self) -> Mapping[str, Any]:
        """The tables by name, in the order of the form."""
        return MappingProxyType(dict(self._tables))

    @property
    def disclosure(self) -> Disclosure | Disclosure2019:
        """Table 2, of either edition; `AttributeError` where the report's edition has none."""
        return self._table("disclosure")  # type: ignore[no-any-return]

    @property
    def requests(self) -> Requests:
        """Table 3; `AttributeError` where the report's edition has none."""
        return self._table("requests")  # type: ignore[no-any-return]

    @property
    def remedies(self) -> Remedies:
        """Table 4; `AttributeError` where the report's edition has none."""
        return self._table("remedies")  # type: ignore[no-any-return]

    def _table(self, name: str) -> Any:
        for each, table in self._tables:
            if each == name:
                return table
        raise AttributeError(
            f"{self.edition} 年版格式没有这张表 / the edition {self.edition} has no table {name}"
        )

    def __getitem__(self, path: str) -> Any:
        """The figure at a canonical path: ``report["requests.received.total"]``.

        An ``int`` (件), a `Decimal` (万元), or `Money` for 采购总金额.

        Raises:
            KeyError: The report has no such cell; names the path that may be meant.
            TypeError: It is no path.
        """
        return figure_at(self, path)

    def __contains__(self, path: object) -> bool:
        """Whether the report has a figure at a canonical path."""
        return path in self.paths

    @property
    def paths(self) -> tuple[str, ...]:
        """The paths of its figures, table by table, totals behind their parts."""
        return tuple(path for name, table in self._tables for path in paths_below(table, name))

    def _ipython_key_completions_(self) -> list[str]:
        return list(self.paths)

    @property
    def edition(self) -> Edition:
        """The edition of the form, as the classes of the tables show it."""
        found = edition_with({name: type(table) for name, table in self._tables})
        assert found is not None  # the constructor has seen to it
        return found

    @property
    def title(self) -> str:
        """The usual title, ``〈机关〉〈年〉年政府信息公开工作年度报告``."""
        return f"{self.agency}{self.year}年政府信息公开工作年度报告"
