"""One cell of a report as printed."""

from __future__ import annotations

from enum import StrEnum

from attrs import field, frozen

from govinfo_report.findings import Figure
from govinfo_report.source import Source

__all__ = ["Cell", "CellKind"]


class CellKind(StrEnum):
    """What stands in a cell. None of these is another: a blank is not 0, nor is a mark."""

    NUMBER = "number"
    BLANK = "blank"
    MARK = "mark"
    """``/``, ``—``, ``无``, ``不适用``: printed on purpose, but no figure."""
    UNREADABLE = "unreadable"
    """Something that is no figure; its text is kept."""


@frozen
class Cell:
    """A cell as found in a document.

    Attributes:
        path: Canonical path.
        kind: What stands in it.
        value: The figure (件, or 万元 as `Decimal`), for a number only.
        text: Exactly what is printed, white space at its ends removed.
        source: Where it stands.
    """

    path: str
    kind: CellKind
    value: Figure | None = None
    text: str = ""
    source: Source = field(factory=Source)
