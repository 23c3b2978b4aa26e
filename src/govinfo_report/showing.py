"""How a report shows itself: as tables in a notebook, as aligned text in a terminal.

The classes that show themselves stand low in the package, what draws them stands high; the package
itself brings the two together when it is imported, so that no layer reaches up.
"""

from __future__ import annotations

import reprlib
from collections.abc import Callable
from typing import Literal, Protocol, TypeVar

__all__ = ["Drawer", "Listing", "Shown", "Tables", "draw_with", "named"]

_T = TypeVar("_T")


class Drawer(Protocol):
    """What draws the objects that show themselves."""

    def html(self, shown: object) -> str:
        """A fragment of HTML."""
        ...

    def text(self, shown: object, lang: str) -> str:
        """Text for a terminal."""
        ...


_drawers: list[Callable[[], Drawer]] = []


def draw_with(load: Callable[[], Drawer]) -> None:
    """Say what draws; ``load`` is called when something is first shown."""
    _drawers[:] = [load]


class Shown:
    """Shows itself in a notebook: a report as the official tables, what was found in words."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        return _drawers[0]().html(self)


class Tables(Shown):
    """Shows itself as the official tables, with the findings at their cells, in a terminal, too."""

    __slots__ = ()

    def as_text(self, lang: Literal["zh", "en"] = "zh") -> str:
        """The report in columns for a terminal, with what was found of it in Chinese or English."""
        return _drawers[0]().text(self, lang)


class Listing(tuple[_T, ...], Shown):
    """A tuple that a notebook shows as a table. It is equal to any other tuple with the same in it."""

    __slots__ = ()


class Named(Protocol):
    """What is of an agency and a year, as far as they are known."""

    @property
    def agency(self) -> str | None:
        """机关."""
        ...

    @property
    def year(self) -> int | None:
        """The year reported on."""
        ...


def named(report: Named) -> str:
    """Whose report it is and of which year, in few characters: whatever a document says, one line."""
    agency = reprlib.repr(report.agency) if report.agency else "agency unknown"
    return f"{agency} {report.year if report.year is not None else '(year unknown)'}"
