"""Table 2, 主动公开政府信息情况 (edition 2021): what the agency published on its own motion."""

from __future__ import annotations

from decimal import Decimal

from attrs import field, frozen

from govinfo_report.model.fields import amount, count, row
from govinfo_report.model.invariants import require_amount, require_counts
from govinfo_report.model.reasons import decimal_of, require_parts

__all__ = ["AdministrativeDecisions", "Disclosure", "Documents", "Fees"]

_ITEM_1 = "第二十条第（一）项"
_ITEM_5 = "第二十条第（五）项"
_ITEM_6 = "第二十条第（六）项"
_ITEM_8 = "第二十条第（八）项"


@frozen(kw_only=True)
class Documents:
    """Documents of one kind, in 件 (条例第二十条第（一）项).

    Raises:
        InvalidReport: A figure is not a whole number ≥ 0.
    """

    issued: int = field(metadata=count("本年制发件数", also=("本年制发数", "制发件数", "本年度制发件数")))
    repealed: int = field(metadata=count("本年废止件数", also=("本年废止数", "废止件数", "本年度废止件数")))
    in_force: int = field(metadata=count("现行有效件数", also=("现行有效件", "现行有效数")))

    def __attrs_post_init__(self) -> None:
        require_counts(self, self.issued, self.repealed, self.in_force)


@frozen(kw_only=True)
class AdministrativeDecisions:
    """Decisions of one kind taken in the year, in 件 (条例第二十条第（五）（六）项).

    Raises:
        InvalidReport: The figure is not a whole number ≥ 0.
    """

    decisions: int = field(
        metadata=count(
            "本年处理决定数量", span=3, also=("处理决定数量", "本年度处理决定数量", "本年处理决定数")
        )
    )

    def __attrs_post_init__(self) -> None:
        require_counts(self, self.decisions)


@frozen(kw_only=True)
class Fees:
    """行政事业性收费 taken in the year, in 万元 (条例第二十条第（八）项): a `Decimal`, or a whole number.

    Raises:
        InvalidReport: The amount is not a finite decimal number ≥ 0.
    """

    amount: Decimal = field(
        converter=decimal_of,
        metadata=amount(
            "本年收费金额（单位：万元）",
            span=3,
            also=("本年度收费金额（单位：万元）", "本年收费金额（万元）", "本年收费金额"),
        ),
    )

    def __attrs_post_init__(self) -> None:
        require_amount(self, "amount", self.amount)


@frozen(kw_only=True)
class Disclosure:
    """主动公开政府信息情况, table 2 of the 2021 edition: ten figures."""

    regulations: Documents = field(metadata=row("规章", under=_ITEM_1))
    normative_documents: Documents = field(
        metadata=row("行政规范性文件", under=_ITEM_1, also=("规范性文件", "规范性档案"))
    )
    licensing: AdministrativeDecisions = field(metadata=row("行政许可", under=_ITEM_5))
    penalties: AdministrativeDecisions = field(metadata=row("行政处罚", under=_ITEM_6))
    coercion: AdministrativeDecisions = field(metadata=row("行政强制", under=_ITEM_6))
    fees: Fees = field(metadata=row("行政事业性收费", under=_ITEM_8, also=("行政事业型收费",)))

    def __attrs_post_init__(self) -> None:
        require_parts(self)

    @classmethod
    def none(cls) -> Disclosure:
        """A table 2 in which every figure is 0."""
        documents = Documents(issued=0, repealed=0, in_force=0)
        decisions = AdministrativeDecisions(decisions=0)
        return cls(
            regulations=documents,
            normative_documents=documents,
            licensing=decisions,
            penalties=decisions,
            coercion=decisions,
            fees=Fees(amount=Decimal(0)),
        )
