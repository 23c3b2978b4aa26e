"""By how much an amount that a report prints may have been rounded."""

from __future__ import annotations

from decimal import Decimal

from govinfo_report.findings import Figure

__all__ = ["rounding_of"]


def rounding_of(value: Figure) -> Decimal:
    """Half of the last decimal of an amount; a whole number is taken as it is.

    Example:
        >>> rounding_of(Decimal("0.12"))
        Decimal('0.005')
        >>> rounding_of(12)
        Decimal('0')
    """
    exponent = Decimal(value).as_tuple().exponent
    return Decimal(5).scaleb(exponent - 1) if isinstance(exponent, int) and exponent < 0 else Decimal(0)
