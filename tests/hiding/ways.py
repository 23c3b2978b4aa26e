"""What a way is, where its digits stand, and what a reader may say of the cell."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any

from attrs import frozen

from govinfo_report.raw import CellKind, RawReport, parse_figure

__all__ = ["Place", "Plant", "Showing", "Sight", "Way", "other_digits", "wrong"]


class Place(StrEnum):
    """Where the digits of a way stand in a figure's cell.

    ``CELL`` is for ways that make the whole cell, the figure with it; ``UNDER`` puts the digits where the
    figure is; ``ALONE`` is a cell in which nothing else stands.
    """

    BEFORE = "before"
    AFTER = "after"
    WITHIN = "within"
    UNDER = "under"
    CELL = "cell"
    ALONE = "alone"

    def both(self, figure: str, digits: str) -> frozenset[str]:
        """What is seen where both the figure and the digits are; ``UNDER`` is a smear."""
        match self:
            case Place.BEFORE:
                return frozenset([digits + figure])
            case Place.AFTER:
                return frozenset([figure + digits])
            case Place.WITHIN:
                return frozenset([figure[:1] + digits + figure[1:]])
            case Place.CELL:
                return frozenset([figure + digits, digits + figure])
            case _:
                return frozenset()


class Showing(StrEnum):
    """How much of some digits a picture shows."""

    HIDDEN = "hidden"  # other digits give the same picture
    FAINT = "faint"  # they give another one, so little that eyes may differ
    PARTLY = "partly"  # some of them are seen, others are not
    SEEN = "seen"


@frozen(kw_only=True)
class Sight:
    """What the pictures of a way at a place showed.

    Attributes:
        digits: Whether the digits planted are seen.
        figure: Whether the cell's own figure is.
        blank: Whether the picture is that of a blank cell.
        plain: Whether it is that of the figure alone.
        claimed: Whether it is that of the text that the way says the cell shows.
    """

    digits: Showing
    figure: Showing
    blank: bool
    plain: bool
    claimed: bool = False


@frozen(kw_only=True)
class Way:
    """A way to put digits into a cell.

    Attributes:
        name: A sentence that says what it does.
        mark: What the format's module makes of it: markup, or a function that does it.
        places: Where its digits may stand.
        decoy: Whether it is unusual but plainly seen, so that it should be read.
        shows: The text that the cell shows for a figure and digits, which a picture has to confirm.
        means: What a figure and digits are that are seen together, where that is not one long number.
        stored: What may be said as well, as of a figure that is only rounded: what the file stores.
        differs: Whether programs are known to show it differently, so that either may be said.
        garbles: Whether what is shown, if it is not the figure, is no figure at all.
    """

    name: str
    mark: Any
    places: tuple[Place, ...]
    decoy: bool = False
    shows: Callable[[str, str], str] | None = None
    means: Callable[[str, str], frozenset[str]] | None = None
    stored: Callable[[str, str], str] | None = None
    differs: bool = False
    garbles: bool = False


@frozen(kw_only=True)
class Plant:
    """A way at a place with its digits, in a cell whose own figure is ``figure`` ('' where it has none)."""

    way: Way
    place: Place
    digits: str
    figure: str = ""

    def allowed(self, sight: Sight) -> frozenset[str] | None:
        """The texts of which a reader may give one for the cell, ``None`` where pictures do not tell."""
        if self.way.shows is not None:
            told = filter(None, (self.way.shows, self.way.stored))
            return frozenset(tell(self.figure, self.digits) for tell in told) if sight.claimed else None
        if self.way.garbles:
            return frozenset([self.figure]) if sight.plain else frozenset()
        if sight.digits is Showing.PARTLY and sight.figure is Showing.SEEN and self.way.means is not None:
            return self.way.means(self.figure, self.digits)
        if Showing.PARTLY in (sight.digits, sight.figure):
            return frozenset() if len(self.digits) > 1 else None
        texts: set[str] = set()
        for digits in _may_be(Showing.FAINT if self.way.differs else sight.digits):
            for figure in _may_be(sight.figure) if self.figure else (False,):
                texts |= self._seen(sight, digits=digits, figure=figure)
        return frozenset(texts)

    def _seen(self, sight: Sight, *, digits: bool, figure: bool) -> frozenset[str]:
        if digits and figure:
            if self.way.means is not None:
                return self.way.means(self.figure, self.digits)
            return self.place.both(self.figure, self.digits)
        if digits and self.way.means is not None and not self.figure:
            return self.way.means("", self.digits)
        if digits:
            return frozenset([self.digits])
        if figure:
            return frozenset([self.figure])
        # Something is printed that is no figure, such as a black bar: neither a blank nor a number.
        faint = self.way.differs or Showing.FAINT in (sight.digits, sight.figure)
        return frozenset([""]) if sight.blank or faint else frozenset()


def _may_be(showing: Showing) -> tuple[bool, ...]:
    return {Showing.HIDDEN: (False,), Showing.SEEN: (True,)}.get(showing, (True, False))


def other_digits(digits: str) -> str:
    """As many digits, none of them the same and none of them alike in shape."""
    return digits.translate(str.maketrans("0123456789", "4782910536"))


def wrong(raw: RawReport, allowed: Mapping[str, frozenset[str] | None]) -> list[str]:
    """The cells in which a reader says a number or a blank that the eye does not see, in words.

    A cell that is absent or unreadable is never wrong, nor is one of which the pictures do not tell.
    """
    said = []
    for cell in raw:
        texts = allowed.get(cell.path, frozenset())
        if texts is None or cell.kind is CellKind.UNREADABLE:
            continue
        readings = [parse_figure(text, raw.form.by_path[cell.path].kind) for text in texts]
        if not any(reading.kind is cell.kind and reading.value == cell.value for reading in readings):
            said.append(f"{cell.path} read as {cell.kind} {cell.text!r}, may be {sorted(texts)}")
    return said
