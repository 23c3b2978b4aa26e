"""How near words stand that belong together, where no lines say so."""

from __future__ import annotations

from typing import Final

__all__ = ["Near"]


class Near:
    """All that is near between words, in sizes of their characters."""

    GAP: Final = 1.2
    """What stands nearer to a word than this stands in its cell."""
    DOUBTED: Final = 1.5
    """What is in doubt nearer than this to a figure may be a part of it."""
    WRAPPED: Final = 1.7
    """Digits without a label at most so far from a row's figures, up or down, may be pieces of these."""
    LINE: Final = 2.2
    """The lines of a label stand at most so far below each other."""
    NEXT_PAGE: Final = 1.5
    """The first line of a page stands so far below the last one before it."""
    BESIDE: Final = 0.3
    """So far a label's lines may miss the figures beside them, up or down."""
    LEVEL: Final = 0.35
    """So much heads of one level may differ in height."""
    OVERHANG: Final = 2.0
    """So far a head may begin left of the first column of figures."""
    MISFIT: Final = 4.0
    """What misses the columns it should stand over by more does not stand over them."""
    SHIFT: Final = 1.2
    """So much the shifts of a row's figures against their columns may differ."""
