"""Table 4, 政府信息公开行政复议、行政诉讼情况: reviews and litigation."""

from __future__ import annotations

from attrs import field, frozen

from govinfo_report.model.fields import count, printed, row
from govinfo_report.model.invariants import require_counts
from govinfo_report.model.reasons import require_parts

__all__ = ["Remedies", "RemedyOutcomes"]

_LITIGATION = "行政诉讼"


@frozen(kw_only=True)
class RemedyOutcomes:
    """One block of table 4: how the cases ended, in 件.

    Raises:
        InvalidReport: A figure is not a whole number ≥ 0; all such figures are listed.
    """

    upheld: int = field(metadata=count("结果维持", also=("维持",)))
    corrected: int = field(metadata=count("结果纠正", also=("纠正",)))
    other: int = field(metadata=count("其他结果"))
    pending: int = field(metadata=count("尚未审结", also=("未审结",)))

    def __attrs_post_init__(self) -> None:
        require_counts(self, self.upheld, self.corrected, self.other, self.pending)

    @classmethod
    def none(cls) -> RemedyOutcomes:
        """A block in which every figure is 0."""
        return cls(upheld=0, corrected=0, other=0, pending=0)

    @property
    @printed("总计", relation="A4", also=("合计",))
    def total(self) -> int:
        """总计 = 结果维持 + 结果纠正 + 其他结果 + 尚未审结 (件)."""
        return self.upheld + self.corrected + self.other + self.pending


@frozen(kw_only=True)
class Remedies:
    """政府信息公开行政复议、行政诉讼情况, table 4. There is no total over both kinds of litigation."""

    reconsideration: RemedyOutcomes = field(metadata=row("行政复议"))
    litigation_direct: RemedyOutcomes = field(metadata=row("未经复议直接起诉", under=_LITIGATION))
    litigation_after_reconsideration: RemedyOutcomes = field(
        metadata=row("复议后起诉", under=_LITIGATION, also=("复议后诉讼",))
    )

    def __attrs_post_init__(self) -> None:
        require_parts(self)

    @classmethod
    def none(cls) -> Remedies:
        """A table 4 in which every figure is 0."""
        block = RemedyOutcomes.none()
        return cls(reconsideration=block, litigation_direct=block, litigation_after_reconsideration=block)
