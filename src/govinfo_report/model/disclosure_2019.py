"""Table 2, 主动公开政府信息情况, of the 2019 edition: what the agency published on its own motion.

Its measures are not those of the 2021 edition. 对外公开总数量 is not 现行有效件数, and the two
never make one series.
"""

from __future__ import annotations

from attrs import field, frozen

from govinfo_report.model.fields import change, count, money, row
from govinfo_report.model.invariants import require_changes, require_counts, require_money
from govinfo_report.model.money import Money
from govinfo_report.model.reasons import require_parts

__all__ = ["Disclosure2019", "DocumentCounts", "FeeItems", "ItemsAndDecisions", "Procurement"]

_ITEM_1 = "第二十条第（一）项"
_ITEM_5 = "第二十条第（五）项"
_ITEM_6 = "第二十条第（六）项"
_ITEM_8 = "第二十条第（八）项"
_ITEM_9 = "第二十条第（九）项"

_PREVIOUS = "上一年项目数量"
_CHANGE = "本年增/减"
_PREVIOUS_ALSO = ("上年项目数量", "上一年项目数")
_CHANGE_ALSO = ("本年增减", "本年度增/减", "增/减", "本年增/")


@frozen(kw_only=True)
class DocumentCounts:
    """Documents of one kind, in 件 (条例第二十条第（一）项).

    Raises:
        InvalidReport: A figure is not a whole number ≥ 0.
    """

    created: int = field(metadata=count("本年新制作数量", also=("新制作数量", "本年新制作数", "本年新")))
    published: int = field(
        metadata=count("本年新公开数量", span=2, also=("新公开数量", "本年新公开数", "本年新"))
    )
    public_total: int = field(metadata=count("对外公开总数量", also=("对外公开总数", "公开总数量")))

    def __attrs_post_init__(self) -> None:
        require_counts(self, self.created, self.published, self.public_total)


@frozen(kw_only=True)
class ItemsAndDecisions:
    """Matters of one kind, in 项, and the decisions on them, in 件 (条例第二十条第（五）（六）项).

    Raises:
        InvalidReport: ``change`` is not a whole number, or another figure not one ≥ 0.
    """

    previous_items: int = field(metadata=count(_PREVIOUS, also=_PREVIOUS_ALSO))
    change: int = field(metadata=change(_CHANGE, span=2, also=_CHANGE_ALSO))
    decisions: int = field(metadata=count("处理决定数量", also=("本年处理决定数量", "处理决定数")))

    def __attrs_post_init__(self) -> None:
        require_changes(
            self, previous_items=self.previous_items, change=self.change, decisions=self.decisions
        )


@frozen(kw_only=True)
class FeeItems:
    """Items of 行政事业性收费, in 项 (条例第二十条第（八）项).

    Raises:
        InvalidReport: ``change`` is not a whole number, or the other figure not one ≥ 0.
    """

    previous_items: int = field(metadata=count(_PREVIOUS, span=2, also=_PREVIOUS_ALSO))
    change: int = field(metadata=change(_CHANGE, span=2, also=_CHANGE_ALSO))

    def __attrs_post_init__(self) -> None:
        require_changes(self, previous_items=self.previous_items, change=self.change)


@frozen(kw_only=True)
class Procurement:
    """政府集中采购 (条例第二十条第（九）项): projects, and what they cost in a unit the form leaves open.

    Raises:
        InvalidReport: ``projects`` is not a whole number ≥ 0, or the amount no finite number ≥ 0.
    """

    projects: int = field(metadata=count("采购项目数量", span=2, also=("采购项目数", "采购数量")))
    amount: Money = field(metadata=money("采购总金额", span=2, also=("采购金额", "采购总额")))

    def __attrs_post_init__(self) -> None:
        require_counts(self, self.projects)
        require_money(self, "amount", self.amount)


@frozen(kw_only=True)
class Disclosure2019:
    """主动公开政府信息情况, table 2 of the 2019 edition: 22 figures."""

    regulations: DocumentCounts = field(metadata=row("规章", under=_ITEM_1))
    normative_documents: DocumentCounts = field(
        metadata=row("规范性文件", under=_ITEM_1, also=("行政规范性文件", "规范性档案"))
    )
    licensing: ItemsAndDecisions = field(metadata=row("行政许可", under=_ITEM_5))
    other_services: ItemsAndDecisions = field(
        metadata=row("其他对外管理服务事项", under=_ITEM_5, also=("其他对外管理服务", "其它对外管理服务事项"))
    )
    penalties: ItemsAndDecisions = field(metadata=row("行政处罚", under=_ITEM_6))
    coercion: ItemsAndDecisions = field(metadata=row("行政强制", under=_ITEM_6))
    fees: FeeItems = field(metadata=row("行政事业性收费", under=_ITEM_8, also=("行政事业型收费",)))
    procurement: Procurement = field(metadata=row("政府集中采购", under=_ITEM_9, also=("政府采购",)))

    def __attrs_post_init__(self) -> None:
        require_parts(self)
