"""The annual report as a whole."""

from __future__ import annotations

from typing import ClassVar

from attrs import Factory, field, frozen

from govinfo_report.errors import InvalidReport
from govinfo_report.findings import Finding, Severity
from govinfo_report.model.catalogue import IMPOSSIBLE_YEAR, MISSING_AGENCY, PERIOD
from govinfo_report.model.disclosure import Disclosure
from govinfo_report.model.disclosure_2019 import Disclosure2019
from govinfo_report.model.fields import Edition, row, section
from govinfo_report.model.invariants import (
    FIRST_YEAR,
    period_details,
    possible_year,
    year_details,
)
from govinfo_report.model.prose import Period, canonical_name, canonical_prose
from govinfo_report.model.provenance import Provenance
from govinfo_report.model.reasons import require_parts
from govinfo_report.model.remedies import Remedies
from govinfo_report.model.requests import Requests
from govinfo_report.showing import Shown

__all__ = ["AnnualReport"]


def _whole_year(report: AnnualReport) -> Period:
    # The constructor refuses an impossible year a moment later, with all else that is wrong.
    return Period.of_year(report.year if possible_year(report.year) else FIRST_YEAR)


@frozen(kw_only=True)
class AnnualReport(Shown):
    """政府信息公开工作年度报告: a report that holds.

    Leaf figures are stored and totals computed, so a report whose sums are wrong
    cannot be built. Change one with `attrs.evolve`. Prose is kept with one
    paragraph a line (see `canonical_prose`).

    Attributes:
        agency: 机关, the public body the report is about.
        year: The year reported on.
        period: 统计期限; the whole year unless given.
        preamble: The text before section 一.
        overview: 一、总体情况.
        disclosure: Table 2, of either edition.
        requests: Table 3.
        remedies: Table 4.
        problems_and_improvements: 五、存在的主要问题及改进情况.
        other_matters: 六、其他需要报告的事项.
        provenance: Of a consolidated report, what it was made of. Two reports with the same contents
            are equal, wherever these come from; only JSON keeps it.

    Raises:
        InvalidReport: Missing agency, impossible year, period outside the year; all that apply.
        TypeError: A table is of another class.
    """

    agency: str = field(converter=canonical_name)
    year: int
    period: Period = field(default=Factory(_whole_year, takes_self=True))
    preamble: str = field(default="", converter=canonical_prose)
    overview: str = field(
        default="",
        converter=canonical_prose,
        metadata=section(
            "一、总体情况",
            also=("工作基本情况", "概述", "总体公开情况", "工作开展情况"),
            prompt="按主动公开、依申请公开、政府信息管理、政府信息公开平台建设、监督保障五个方面，"
            "写本机关本年度的工作情况；文中的数字须与各表一致。",
        ),
    )
    disclosure: Disclosure | Disclosure2019 = field(
        metadata=row("二、主动公开政府信息情况", also=("行政机关主动公开政府信息情况", "主动公开信息情况"))
    )
    requests: Requests = field(
        metadata=row(
            "三、收到和处理政府信息公开申请情况",
            also=(
                "行政机关收到和处理政府信息公开申请情况",
                "收到和处理政府信息公开申请",
                "收到的处理政府信息公开申请情况",
            ),
        )
    )
    remedies: Remedies = field(
        metadata=row(
            "四、政府信息公开行政复议、行政诉讼情况",
            also=("因政府信息公开工作被申请行政复议、提起行政诉讼情况",),
        )
    )
    problems_and_improvements: str = field(
        default="",
        converter=canonical_prose,
        metadata=section(
            "五、存在的主要问题及改进情况",
            also=("存在问题及改进情况", "政府信息公开工作存在的主要问题及改进情况"),
            prompt="写本年度存在的主要问题，以及已采取和拟采取的改进措施（《政府信息公开条例》第五十条），不能只写“无”。",
        ),
    )
    other_matters: str = field(
        default="",
        converter=canonical_prose,
        metadata=section(
            "六、其他需要报告的事项",
            prompt="写收取信息处理费的情况（单位：元；未收取的写明未收取），以及其他需要报告的事项。",
        ),
    )

    provenance: Provenance | None = field(default=None, eq=False, repr=False)

    #: The fields that hold prose under a section heading.
    PROSE_SECTIONS: ClassVar = ("overview", "problems_and_improvements", "other_matters")

    def __attrs_post_init__(self) -> None:
        require_parts(self)
        findings: list[Finding] = []
        if not isinstance(self.agency, str) or not self.agency:
            findings.append(Finding(rule=MISSING_AGENCY, path="agency", severity=Severity.ERROR))
        if not possible_year(self.year):
            findings.append(Finding(rule=IMPOSSIBLE_YEAR, path="year", details=year_details(self.year)))
        elif (wrong := period_details(self.period, self.year)) is not None:
            findings.append(Finding(rule=PERIOD, path="period", details=wrong))
        if findings:
            raise InvalidReport(findings)

    @property
    def edition(self) -> Edition:
        """The edition of the form, as table 2 shows it."""
        return Edition.E2019 if isinstance(self.disclosure, Disclosure2019) else Edition.E2021

    @property
    def title(self) -> str:
        """The usual title, ``〈机关〉〈年〉年政府信息公开工作年度报告``."""
        return f"{self.agency}{self.year}年政府信息公开工作年度报告"
