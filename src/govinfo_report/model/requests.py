"""Table 3, 收到和处理政府信息公开申请情况: requests received and what became of them."""

from __future__ import annotations

from typing import ClassVar

import attrs
from attrs import field, frozen

from govinfo_report.model.applicants import Applicants
from govinfo_report.model.fields import printed, row
from govinfo_report.model.invariants import require_balance
from govinfo_report.model.reasons import require_parts

__all__ = [
    "ClosedOtherwise",
    "NotProcessed",
    "Outcomes",
    "Refused",
    "Requests",
    "Unavailable",
    "UndividedClosedOtherwise",
]


def _add_up(*rows: Applicants) -> Applicants:
    """The sum of several rows, column by column."""
    return Applicants(
        natural_person=sum([each.natural_person for each in rows]),
        business=sum([each.business for each in rows]),
        research=sum([each.research for each in rows]),
        public_interest=sum([each.public_interest for each in rows]),
        legal_service=sum([each.legal_service for each in rows]),
        other=sum([each.other for each in rows]),
    )


class _Rows:
    """Rows of table 3, which show themselves by their totals."""

    __slots__ = ()

    def __repr__(self) -> str:
        parts = {each.name: getattr(self, each.name) for each in attrs.fields(type(self))}  # type: ignore[arg-type]
        totals = (
            f"{name} {part.total if isinstance(part, Applicants) else part.total.total}"
            for name, part in parts.items()
        )
        return f"<{type(self).__name__}: {', '.join(totals)}>"


@frozen(kw_only=True, repr=False)
class Refused(_Rows):
    """（三）不予公开, by reason (条例第十四至十六条、第三十六条第七项)."""

    state_secret: Applicants = field(metadata=row("1.属于国家秘密", article="第十四条"))
    prohibited_by_law: Applicants = field(
        metadata=row(
            "2.其他法律行政法规禁止公开",
            also=("其他法律法规禁止公开", "其他法律行政止公开"),
            article="第十四条",
        )
    )
    security_and_stability: Applicants = field(metadata=row("3.危及“三安全一稳定”", article="第十四条"))
    third_party_rights: Applicants = field(metadata=row("4.保护第三方合法权益", article="第十五条"))
    internal_affairs: Applicants = field(metadata=row("5.属于三类内部事务信息", article="第十六条"))
    deliberative_process: Applicants = field(metadata=row("6.属于四类过程性信息", article="第十六条"))
    enforcement_files: Applicants = field(metadata=row("7.属于行政执法案卷", article="第十六条"))
    administrative_inquiries: Applicants = field(
        metadata=row("8.属于行政查询事项", article="第三十六条第（七）项")
    )

    def __attrs_post_init__(self) -> None:
        require_parts(self)

    def rows(self) -> tuple[Applicants, ...]:
        """The eight rows, in form order."""
        return (
            self.state_secret,
            self.prohibited_by_law,
            self.security_and_stability,
            self.third_party_rights,
            self.internal_affairs,
            self.deliberative_process,
            self.enforcement_files,
            self.administrative_inquiries,
        )

    @property
    def total(self) -> Applicants:
        """All refusals (件). The form prints no such row."""
        return _add_up(*self.rows())


@frozen(kw_only=True, repr=False)
class Unavailable(_Rows):
    """（四）无法提供, by reason (条例第三十条、第三十六条、第三十八条)."""

    not_held: Applicants = field(
        metadata=row("1.本机关不掌握相关政府信息", article="第三十六条第（四）（五）项")
    )
    requires_creation: Applicants = field(metadata=row("2.没有现成信息需要另行制作", article="第三十八条"))
    still_unclear: Applicants = field(metadata=row("3.补正后申请内容仍不明确", article="第三十条"))

    def __attrs_post_init__(self) -> None:
        require_parts(self)

    def rows(self) -> tuple[Applicants, ...]:
        """The three rows, in form order."""
        return (self.not_held, self.requires_creation, self.still_unclear)

    @property
    def total(self) -> Applicants:
        """All that could not be provided (件). The form prints no such row."""
        return _add_up(*self.rows())


@frozen(kw_only=True, repr=False)
class NotProcessed(_Rows):
    """（五）不予处理, by reason (条例第三十五条、第三十六条第六项、第三十九条)."""

    petitions: Applicants = field(metadata=row("1.信访举报投诉类申请", article="第三十九条"))
    repeated: Applicants = field(metadata=row("2.重复申请", article="第三十六条第（六）项"))
    publications: Applicants = field(metadata=row("3.要求提供公开出版物", article="第三十九条"))
    excessive: Applicants = field(metadata=row("4.无正当理由大量反复申请", article="第三十五条"))
    reconfirmation: Applicants = field(metadata=row("5.要求行政机关确认或重新出具已获取信息"))

    def __attrs_post_init__(self) -> None:
        require_parts(self)

    def rows(self) -> tuple[Applicants, ...]:
        """The five rows, in form order."""
        return (self.petitions, self.repeated, self.publications, self.excessive, self.reconfirmation)

    @property
    def total(self) -> Applicants:
        """All that were not processed (件). The form prints no such row."""
        return _add_up(*self.rows())


@frozen(kw_only=True, repr=False)
class ClosedOtherwise(_Rows):
    """（六）其他处理, divided as in the 2021 edition."""

    not_corrected: Applicants = field(
        metadata=row(
            "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
            also=("逾期不补正", "申请人无正当理由逾期不补正"),
            article="第三十条",
        )
    )
    fee_unpaid: Applicants = field(
        metadata=row(
            "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
            also=("逾期未缴费", "逾期不缴费", "逾期未缴纳费用", "申请人逾期未按收费通知要求缴纳费用"),
            article="第四十二条",
        )
    )
    other: Applicants = field(metadata=row("3.其他"))

    def __attrs_post_init__(self) -> None:
        require_parts(self)

    def rows(self) -> tuple[Applicants, ...]:
        """The three rows, in form order."""
        return (self.not_corrected, self.fee_unpaid, self.other)

    @property
    def total(self) -> Applicants:
        """All that were closed otherwise (件). The form prints no such row."""
        return _add_up(*self.rows())


@frozen(kw_only=True, repr=False)
class UndividedClosedOtherwise(_Rows):
    """（六）其他处理 as one row: the 2019 edition, and some tables of the 2021 edition."""

    undivided: Applicants = field(metadata=row("（六）其他处理"))

    def __attrs_post_init__(self) -> None:
        require_parts(self)

    def rows(self) -> tuple[Applicants, ...]:
        """The one row."""
        return (self.undivided,)

    @property
    def total(self) -> Applicants:
        """The row itself (件)."""
        return self.undivided


@frozen(kw_only=True, repr=False)
class Outcomes(_Rows):
    """三、本年度办理结果."""

    granted: Applicants = field(metadata=row("（一）予以公开", article="第三十六条第（一）（二）项"))
    partially_granted: Applicants = field(
        metadata=row(
            "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
            also=("部分公开",),
            article="第三十七条",
        )
    )
    refused: Refused = field(metadata=row("（三）不予公开"))
    unavailable: Unavailable = field(metadata=row("（四）无法提供"))
    not_processed: NotProcessed = field(metadata=row("（五）不予处理"))
    closed_otherwise: ClosedOtherwise | UndividedClosedOtherwise = field(metadata=row("（六）其他处理"))

    def __attrs_post_init__(self) -> None:
        require_parts(self)

    def rows(self) -> tuple[Applicants, ...]:
        """Every row with figures of its own, in form order: 21, or 19 where （六） is undivided."""
        return (
            self.granted,
            self.partially_granted,
            *self.refused.rows(),
            *self.unavailable.rows(),
            *self.not_processed.rows(),
            *self.closed_otherwise.rows(),
        )

    @property
    @printed("（七）总计", relation="A2", also=("合计",))
    def total(self) -> Applicants:
        """（七）总计 = the sum of the detail rows (件)."""
        return _add_up(*self.rows())


@frozen(kw_only=True, repr=False)
class Requests(_Rows):
    """收到和处理政府信息公开申请情况, table 3.

    Raises:
        InvalidReport: A column breaks 一 + 二 = （七）总计 + 四; all such columns are listed.
    """

    received: Applicants = field(
        metadata=row("一、本年新收政府信息公开申请数量", also=("本年新收政府信息公开数量",))
    )
    carried_in: Applicants = field(
        metadata=row("二、上年结转政府信息公开申请数量", also=("上年结转政府信息公开数量",))
    )
    outcomes: Outcomes = field(metadata=row("三、本年度办理结果"))
    carried_over: Applicants = field(
        metadata=row("四、结转下年度继续办理", also=("结转下一年度继续办理", "结转下年度", "结转下一年度"))
    )

    #: （本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）
    BALANCE: ClassVar = ("outcomes.total", ("received", 1), ("carried_in", 1), ("carried_over", -1))

    def __attrs_post_init__(self) -> None:
        require_parts(self)
        require_balance(self)

    @classmethod
    def none(cls) -> Requests:
        """A table 3 in which every figure is 0, （六） divided."""
        zero = Applicants.none()
        return cls(
            received=zero,
            carried_in=zero,
            outcomes=Outcomes(
                granted=zero,
                partially_granted=zero,
                refused=Refused(
                    state_secret=zero,
                    prohibited_by_law=zero,
                    security_and_stability=zero,
                    third_party_rights=zero,
                    internal_affairs=zero,
                    deliberative_process=zero,
                    enforcement_files=zero,
                    administrative_inquiries=zero,
                ),
                unavailable=Unavailable(not_held=zero, requires_creation=zero, still_unclear=zero),
                not_processed=NotProcessed(
                    petitions=zero, repeated=zero, publications=zero, excessive=zero, reconfirmation=zero
                ),
                closed_otherwise=ClosedOtherwise(not_corrected=zero, fee_unpaid=zero, other=zero),
            ),
            carried_over=zero,
        )
