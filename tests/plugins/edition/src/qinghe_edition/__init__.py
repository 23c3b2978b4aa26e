"""An edition of the form that does not exist: a row more in table 3, one less in table 2, a fourth table."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from attrs import evolve, field, frozen

from govinfo_report.model import (
    AdministrativeDecisions,
    Applicants,
    ClosedOtherwise,
    Documents,
    Edition,
    Fees,
    Kind,
    NotProcessed,
    Printing,
    Refused,
    Section,
    Table,
    Unavailable,
    UndividedClosedOtherwise,
)
from govinfo_report.model.editions import EDITION_2021
from govinfo_report.model.fields import Printed, amount, count, printed, row
from govinfo_report.model.invariants import require_amount, require_balance, require_counts
from govinfo_report.model.reasons import decimal_of, require_parts


@frozen(kw_only=True)
class Disclosure2031:
    """Table 2, without 行政强制."""

    regulations: Documents = field(metadata=row("规章", under="第二十条第（一）项"))
    normative_documents: Documents = field(metadata=row("行政规范性文件", under="第二十条第（一）项"))
    licensing: AdministrativeDecisions = field(metadata=row("行政许可", under="第二十条第（五）项"))
    penalties: AdministrativeDecisions = field(metadata=row("行政处罚", under="第二十条第（六）项"))
    fees: Fees = field(metadata=row("行政事业性收费", under="第二十条第（八）项"))

    def __attrs_post_init__(self) -> None:
        require_parts(self)


@frozen(kw_only=True)
class Outcomes2031:
    """三、本年度办理结果, with the requests that were withdrawn."""

    granted: Applicants = field(metadata=row("（一）予以公开"))
    partially_granted: Applicants = field(
        metadata=row("（二）部分公开（区分处理的，只计这一情形，不计其他情形）")
    )
    refused: Refused = field(metadata=row("（三）不予公开"))
    unavailable: Unavailable = field(metadata=row("（四）无法提供"))
    not_processed: NotProcessed = field(metadata=row("（五）不予处理"))
    closed_otherwise: ClosedOtherwise | UndividedClosedOtherwise = field(metadata=row("（六）其他处理"))
    withdrawn: Applicants = field(metadata=row("（七）申请人撤回"))

    def __attrs_post_init__(self) -> None:
        require_parts(self)

    @property
    @printed("（八）总计", relation="A2")
    def total(self) -> Applicants:
        """（八）总计 (件)."""
        groups = (self.refused, self.unavailable, self.not_processed, self.closed_otherwise)
        rows = (self.granted, self.partially_granted, *(row for group in groups for row in group.rows()))
        return sum((*rows, self.withdrawn), start=Applicants.none())


@frozen(kw_only=True)
class Requests2031:
    """Table 3."""

    received: Applicants = field(metadata=row("一、本年新收政府信息公开申请数量"))
    carried_in: Applicants = field(metadata=row("二、上年结转政府信息公开申请数量"))
    outcomes: Outcomes2031 = field(metadata=row("三、本年度办理结果"))
    carried_over: Applicants = field(metadata=row("四、结转下年度继续办理"))

    BALANCE: ClassVar = ("outcomes.total", ("received", 1), ("carried_in", 1), ("carried_over", -1))

    def __attrs_post_init__(self) -> None:
        require_parts(self)
        require_balance(self)


@frozen(kw_only=True)
class Training:
    """Table 5: a label and its figure in a row."""

    sessions: int = field(metadata=count("举办培训班次（单位：次）"))
    trained: int = field(metadata=count("参加培训人次（单位：人次）"))
    expenses: Decimal = field(converter=decimal_of, metadata=amount("培训经费（单位：万元）"))

    def __attrs_post_init__(self) -> None:
        require_counts(self, self.sessions, self.trained)
        require_amount(self, "expenses", self.expenses)


def _renumbered(section: Section, label: str) -> Section:
    return evolve(section, printed=evolve(section.printed, label=label))


_OVERVIEW, _DISCLOSURE, _REQUESTS, _REMEDIES, _PROBLEMS, _OTHER = EDITION_2021.sections
assert isinstance(_DISCLOSURE, Table)
assert isinstance(_REQUESTS, Table)

EDITION = Edition(
    name="2031",
    since=2031,
    notice="青禾公开办函〔2031〕1号",
    sections=(
        _OVERVIEW,
        evolve(_DISCLOSURE, model=Disclosure2031),
        evolve(_REQUESTS, model=Requests2031),
        _REMEDIES,
        Table(
            name="training",
            printed=Printed(label="五、政府信息公开教育培训情况", also=("教育培训情况",)),
            model=Training,
            printing=Printing(kind=Kind.PAIRS, labels=(7000,), corner="项目", over="数量"),
        ),
        _renumbered(_PROBLEMS, "六、存在的主要问题及改进情况"),
        _renumbered(_OTHER, "七、其他需要报告的事项"),
    ),
    variants=EDITION_2021.variants,
)
