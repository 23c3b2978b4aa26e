"""Reckoning with figures as they are, whatever the caller's `decimal` context would round them to."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Context, getcontext, localcontext
from functools import wraps
from typing import ParamSpec, TypeVar

__all__ = ["exact"]

_Given = ParamSpec("_Given")
_Made = TypeVar("_Made")
_EXACT = Context(prec=10_000)


def exact(function: Callable[_Given, _Made]) -> Callable[_Given, _Made]:
    """Let a function add, subtract and multiply without rounding; a quotient would have 10,000 digits.

    Not for generators, whose callers run in between.

    A caller may have set a context of three digits for figures of its own. Even ``abs`` and a minus round
    there; comparing and printing do not.

    Example:
        >>> from decimal import Decimal
        >>> with localcontext(prec=3):
        ...     Decimal(77302812) * 2, exact(lambda: Decimal(77302812) * 2)()
        (Decimal('1.55E+8'), Decimal('154605624'))
    """

    @wraps(function)
    def exactly(*given: _Given.args, **named: _Given.kwargs) -> _Made:
        if getcontext().prec >= _EXACT.prec:  # in what is called by another
            return function(*given, **named)
        with localcontext(_EXACT):
            return function(*given, **named)

    return exactly
