"""How a report shows itself: as tables in a notebook, as aligned text in a terminal.

The classes that show themselves stand low in the package, what draws them stands high; the package
itself brings the two together when it is imported, so that no layer reaches up.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

__all__ = ["Drawer", "Shown", "draw_with"]


class Drawer(Protocol):
    """What draws the objects that show themselves."""

    def html(self, shown: object) -> str:
        """A fragment of HTML."""
        ...

    def text(self, shown: object) -> str:
        """Text for a terminal."""
        ...


_drawers: list[Callable[[], Drawer]] = []


def draw_with(load: Callable[[], Drawer]) -> None:
    """Say what draws; ``load`` is called when something is first shown."""
    _drawers[:] = [load]


class Shown:
    """Shows itself as the official tables, with the findings at their cells."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        return _drawers[0]().html(self)

    def __str__(self) -> str:
        return _drawers[0]().text(self)
