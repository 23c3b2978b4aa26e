"""One cell of a report as printed."""

from __future__ import annotations

import reprlib
from enum import StrEnum

from attrs import field, frozen

from govinfo_report.findings import Figure
from govinfo_report.showing import Shown
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
class Cell(Shown):
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

    def __repr__(self) -> str:
        printed = f" {reprlib.repr(self.text)}" if self.kind in (CellKind.MARK, CellKind.UNREADABLE) else ""
        what = str(self.value) if self.kind is CellKind.NUMBER else f"{self.kind}{printed}"
        return f"<Cell {self.path}: {what}{f' at {self.source}' if str(self.source) else ''}>"
