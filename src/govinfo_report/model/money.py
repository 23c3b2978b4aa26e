"""A sum of money whose unit the form does not print."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Literal

from attrs import field, frozen

from govinfo_report.model.exact import exact
from govinfo_report.model.reasons import decimal_of

__all__ = ["Money", "MoneyUnit"]

MoneyUnit = Literal["元", "万元", "亿元"]

_IN_WAN: dict[str, Decimal] = {"元": Decimal("0.0001"), "万元": Decimal(1), "亿元": Decimal(10000)}
_PRINTED = re.compile(r"(?P<number>(?:0|[1-9][0-9]*)(?:\.[0-9]+)?)(?P<unit>元|万元|亿元)?")


@frozen
class Money:
    """采购总金额 as an agency prints it: a number, and the unit if the cell names one.

    The 2019 form prints no unit; ``88`` may be 88 元 or 88 万元, and nobody can tell. Such a sum
    cannot be compared with another.

    Attributes:
        number: The number as printed, finite and ≥ 0.
        unit: 元, 万元 or 亿元; ``None`` where none is printed.
    """

    number: Decimal = field(converter=decimal_of)
    unit: MoneyUnit | None = None

    def __attrs_post_init__(self) -> None:
        if self.unit is not None and self.unit not in _IN_WAN:
            raise ValueError(
                f"单位应为 元、万元、亿元 或 None，不是 {self.unit!r} / "
                f"the unit is 元, 万元, 亿元 or None, not {self.unit!r}"
            )

    @property
    @exact
    def wan(self) -> Decimal | None:
        """The sum in 万元, ``None`` where the unit is unknown."""
        return self.number * _IN_WAN[self.unit] if self.unit is not None else None

    def __str__(self) -> str:
        return f"{self.number:f}{self.unit or ''}"

    @classmethod
    def parse(cls, text: str) -> Money:
        """The sum that ``text`` states: digits, and 元, 万元 or 亿元 behind them or nothing.

        Raises:
            ValueError: It states none.
        """
        match = _PRINTED.fullmatch(text)
        if match is None:
            raise ValueError(f"not a sum of money: {text!r}")
        unit: MoneyUnit | None = match["unit"]  # type: ignore[assignment]
        return cls(Decimal(match["number"]), unit)
