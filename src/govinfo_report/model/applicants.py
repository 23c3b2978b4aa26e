"""One row of table 3: how many requests came from whom."""

from __future__ import annotations

from attrs import field, frozen

from govinfo_report.model.fields import count, printed
from govinfo_report.model.invariants import require_counts

__all__ = ["Applicants"]

_LEGAL_PERSONS = "法人或其他组织"


@frozen(kw_only=True)
class Applicants:
    """申请人情况: one row of table 3, in 件.

    Every figure must be given: a missing figure is not 0. Two rows add up
    column by column with ``+``; `none` is the row of zeros.

    Raises:
        InvalidReport: A figure is not a whole number ≥ 0; all such figures are listed.
    """

    natural_person: int = field(metadata=count("自然人"))
    business: int = field(metadata=count("商业企业", under=_LEGAL_PERSONS))
    research: int = field(metadata=count("科研机构", under=_LEGAL_PERSONS, also=("科研企业",)))
    public_interest: int = field(metadata=count("社会公益组织", under=_LEGAL_PERSONS))
    legal_service: int = field(metadata=count("法律服务机构", under=_LEGAL_PERSONS))
    other: int = field(metadata=count("其他", under=_LEGAL_PERSONS))

    def __attrs_post_init__(self) -> None:
        require_counts(
            self,
            self.natural_person,
            self.business,
            self.research,
            self.public_interest,
            self.legal_service,
            self.other,
        )

    @classmethod
    def none(cls) -> Applicants:
        """A row in which every figure is 0."""
        return cls(natural_person=0, business=0, research=0, public_interest=0, legal_service=0, other=0)

    @property
    @printed("总计", relation="A3", also=("合计",))
    def total(self) -> int:
        """总计 = 自然人 + the five kinds of 法人或其他组织 (件)."""
        return (
            self.natural_person
            + self.business
            + self.research
            + self.public_interest
            + self.legal_service
            + self.other
        )

    def __add__(self, other: Applicants) -> Applicants:
        if not isinstance(other, Applicants):
            return NotImplemented
        return Applicants(
            natural_person=self.natural_person + other.natural_person,
            business=self.business + other.business,
            research=self.research + other.research,
            public_interest=self.public_interest + other.public_interest,
            legal_service=self.legal_service + other.legal_service,
            other=self.other + other.other,
        )
