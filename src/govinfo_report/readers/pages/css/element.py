"""An element: what is declared of it, and how its text looks by that and by the text around it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from attrs import frozen

from govinfo_report.document.typography import Typography, raised_or_lowered
from govinfo_report.raw.doubt import Doubt
from govinfo_report.readers.pages.css.grounds import colour_in, grounds_in
from govinfo_report.readers.pages.css.lengths import Length, length
from govinfo_report.readers.pages.css.look import Look

__all__ = ["GONE", "Element", "Verdict", "is_invisible", "look_of", "size_of"]

#: What becomes of an element of which nothing is seen.
GONE: Literal["gone"] = "gone"
Verdict = Doubt | Literal["gone"] | None

#: All that may be declared of a row of boxes; one that is as wide as what stands in it has no room to spread.
_IN_ROW = frozenset({"display", "color", "background-color", "font-family", "font-size"})


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
        value = self.says(name)
        return 0.0 if value in ("", "normal") else length(value, self.size, whole)

    def bound(self, name: str) -> Length:
        """Pixels to which a property bounds it; ``None`` for no bound, or one that only a browser knows."""
        return None if "%" in self.says(name) or not self.says(name) else self.pixels(name)

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


def look_of(
    element: Element, outer: Look, variables: Mapping[str, str], doubt: Doubt | None, *, swayed: bool
) -> Look:
    """How the text of an element looks inside of text that looks like ``outer``.

    Args:
        element: The element.
        outer: How the text around it looks.
        variables: The variables of CSS that it knows.
        doubt: Why it may look otherwise, by how it is laid out.
        swayed: Whether rules of which only a browser knows whether they hold may show it.
    """
    values, says = element.values, element.says
    inner, followed = element.in_cell and not element.part, element.followed
    colour = colour_in(values, outer, element.in_cell)
    grounds, pictured = grounds_in(values, outer, colour, element.in_cell)
    opacity = length(says("opacity") or "1", 16.0, 1.0) if followed else None
    # Outside of tables where lines begin is not followed.
    from_right = says("direction") == "rtl" if says("direction") and element.in_cell else outer.from_right
    picture = says("list-style-image")
    return Look(
        size=element.size,
        colour=colour,
        grounds=grounds,
        pictured=pictured,
        coloured=outer.coloured or (inner and bool(says("color"))),
        opacity=outer.opacity * (1.0 if opacity is None else min(1.0, max(0.0, opacity))),
        invisible=is_invisible(element, outer),
        print=_printed(element, outer),
        doubt=outer.doubt or doubt,
        spacing=_told(element, "letter-spacing", outer.spacing),
        indent=_indent(element, outer) if element.boxed and followed else outer.indent,
        room=_room(element, outer) if followed else outer.room,
        moved=outer.moved,
        scattered=inner and _scatters(element),
        in_row=says("display") == "inline-flex" and values.keys() <= _IN_ROW and not from_right,
        from_right=from_right,
        listed=picture if "url(" in picture else values.get("list-style-type", outer.listed),
        shadowed=outer.shadowed
        or says("background-clip") == "text"
        or any(says(name) not in ("", "none") for name in ("text-shadow", "-webkit-text-stroke")),
        fixed=says("table-layout") == "fixed" or outer.fixed,
        swayed=swayed and followed,
        variables=variables,
    )


def _scatters(element: Element) -> bool:
    """Whether what stands in an element is not set in a line, one behind the other."""
    display = element.says("display")
    return "flex" in display or "grid" in display or element.says("column-count") not in ("", "1")


def _told(element: Element, name: str, outer: float) -> float:
    """A length that is inherited where nothing is declared, or what only a browser knows."""
    if not element.says(name):
        return outer
    found = element.pixels(name, 400.0 if name == "text-indent" else None)
    return outer if found is None else found


def _indent(element: Element, outer: Look) -> float:
    """How far the first line of an element begins from its edge: lines that hang out hang into its margin."""
    indent = _told(element, "text-indent", outer.indent)
    if indent >= 0 or not element.says("text-indent"):
        return indent
    room = [element.pixels(name) or 0.0 for name in ("margin-left", "padding-left")]
    return min(0.0, indent + sum(max(0.0, each) for each in room))


def is_invisible(element: Element, outer: Look) -> bool:
    """Whether the text of an element only takes its place."""
    stated = element.says("visibility")
    if stated in ("hidden", "collapse"):
        return element.followed or outer.invisible
    return stated not in ("visible", "initial") and outer.invisible


def _printed(element: Element, outer: Look) -> Typography:
    """Whether text is raised, lowered, struck through or turned round."""
    where = "" if element.part else _raised_or_lowered(element, outer.size)
    said = Typography(
        raised=where == "raised",
        lowered=where == "lowered",
        struck="line-through" in element.says("text-decoration-line"),
        turned=element.says("direction") == "rtl" and "override" in element.says("unicode-bidi"),
    )
    return outer.print if said == Typography() else said.within(outer.print)


def _raised_or_lowered(element: Element, around: float) -> str:
    """Whether an element is raised or lowered by how it is aligned in its line, or moved from there."""
    aligned = element.says("vertical-align")
    if aligned in ("super", "sub"):
        return "raised" if aligned == "super" else "lowered"
    if aligned in ("text-top", "top") and not element.boxed and element.size <= 0.7 * around:
        return "raised"
    ways = [length(aligned, element.size, around * 1.2)]
    if element.says("position") == "relative" and not element.boxed:
        top, bottom = (element.pixels(side, around) or 0.0 for side in ("top", "bottom"))
        ways.append(-top if element.says("top") else bottom)
    return next((its for up in ways if up and (its := raised_or_lowered(up, element.size, around))), "")


def _room(element: Element, outer: Look) -> float | None:
    """Pixels beyond which the text of an element is cut off."""
    cuts = any(element.says(f"overflow-{axis}") in ("hidden", "clip") for axis in "xy")
    if not cuts or not (element.boxed or element.part):
        return outer.room
    # Cells are as wide as their content unless the table is fixed; ``max-width: 0`` leaves that to the table.
    part = element.part
    width = element.bound("width") if not part or outer.fixed else None
    most = element.bound("max-width") if not (part and element.says("max-width").startswith("0")) else None
    return min((bound for bound in (outer.room, width, most) if bound is not None), default=None)
