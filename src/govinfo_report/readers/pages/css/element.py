"""What is declared of an element, and what may become of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from attrs import frozen

from govinfo_report.raw.doubt import Doubt
from govinfo_report.readers.pages.css.lengths import Length, length

__all__ = ["GONE", "Element", "Verdict", "size_of"]

#: What becomes of an element of which nothing is seen.
GONE: Literal["gone"] = "gone"
Verdict = Doubt | Literal["gone"] | None


@frozen
class Element:
    """What is declared of an element, with what lengths are told from.

    Attributes:
        values: Property → value.
        size: The size of its font in pixels.
        boxed: Whether it is a box of its own; what only stands in a line has no height, and is not turned.
        in_cell: Whether it stands in a table's cell.
        part: Whether it is a cell or a row.
        followed: Whether how it is laid out is followed: a block outside of cells a script may show.
    """

    values: Mapping[str, str]
    size: float
    boxed: bool = True
    in_cell: bool = True
    part: bool = False
    followed: bool = True

    def says(self, name: str) -> str:
        """The value of a property, empty where none is declared."""
        return self.values.get(name, "")

    def pixels(self, name: str, whole: float | None = None) -> Length:
        """A length declared, 0 where none is; ``None`` where only a browser knows."""
        value = self.values.get(name, "auto")
        return 0.0 if value in ("auto", "none", "normal") else length(value, self.size, whole)

    def bound(self, name: str) -> Length:
        """Pixels to which a property bounds it; ``None`` for no bound, or one that only a browser knows."""
        stated = self.says(name)
        return None if "%" in stated or stated in ("", "auto", "none") else self.pixels(name)

    @property
    def scale(self) -> float:
        """Pixels that moves are held against: an element of no size may hold text of any."""
        return self.size or 16.0

    @property
    def lifted(self) -> bool:
        """Whether it is laid out apart from the text around it."""
        return self.says("position") in ("absolute", "fixed")


def size_of(values: Mapping[str, str], outer: float) -> float:
    """The size of the font of an element inside of text of a size, in pixels."""
    size = outer
    if stated := values.get("font-size"):
        found = 16.0 if stated == "initial" else length(stated, outer, outer)
        size = found if found is not None and found >= 0 else outer
    zoom = length(values.get("zoom", ""), 16.0, 1.0) or 1.0
    return size * zoom if zoom > 0 else size
