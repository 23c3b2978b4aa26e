"""How an element looks, from what is declared of it and from how the text around it looks."""

from __future__ import annotations

from collections.abc import Mapping

from govinfo_report.document.typography import Typography, raised_or_lowered
from govinfo_report.raw.doubt import Doubt
from govinfo_report.readers.pages.css.element import Element
from govinfo_report.readers.pages.css.grounds import colour_in, grounds_in
from govinfo_report.readers.pages.css.look import Look
from govinfo_report.readers.pages.css.values import length

__all__ = ["is_invisible", "look_of", "size_of"]

#: All that may be declared of a row of boxes; one that is as wide as what stands in it has no room to spread.
_IN_ROW = frozenset({"display", "color", "background-color", "font-family", "font-size"})


def look_of(element: Element, outer: Look, variables: Mapping[str, str], doubt: Doubt | None) -> Look:
    """How the text of an element looks inside of text that looks like ``outer``.

    Args:
        element: The element.
        outer: How the text around it looks.
        variables: The variables of CSS that it knows.
        doubt: Why it may look otherwise, by how it is laid out.
    """
    values, size, followed = element.values, element.size, element.followed
    colour = colour_in(values, outer, element.in_cell)
    grounds, pictured = grounds_in(values, outer, colour, element.in_cell)
    from_right = _is_from_right(element, outer)
    return Look(
        size=size,
        colour=colour,
        grounds=grounds,
        pictured=pictured,
        coloured=outer.coloured or (element.in_cell and not element.part and bool(values.get("color"))),
        opacity=outer.opacity * (_opacity(values) if followed else 1.0),
        invisible=is_invisible(element, outer),
        print=_printed(element, outer),
        doubt=outer.doubt or doubt,
        spacing=_inherited(values, "letter-spacing", size, outer.spacing),
        indent=_indent(element, outer) if element.boxed and followed else outer.indent,
        room=_room(element, outer) if followed else outer.room,
        moved=outer.moved,
        scattered=element.in_cell and not element.part and _scatters(values),
        in_row=values.get("display") == "inline-flex" and values.keys() <= _IN_ROW and not from_right,
        from_right=from_right,
        listed=_listed(values, outer),
        shadowed=outer.shadowed or _is_shadowed(values),
        fixed=values.get("table-layout") == "fixed" or outer.fixed,
        variables=variables,
    )


def size_of(values: Mapping[str, str], outer: Look) -> float:
    """The size of the font of an element, in pixels."""
    size = outer.size
    if stated := values.get("font-size"):
        found = 16.0 if stated == "initial" else length(stated, outer.size, outer.size)
        size = found if found is not None and found >= 0 else outer.size
    if (zoom := values.get("zoom", "normal")) not in ("normal", "", "reset"):
        try:
            factor = float(zoom.removesuffix("%")) / (100 if zoom.endswith("%") else 1)
            size *= factor if factor > 0 else 1.0
        except ValueError:
            pass
    return size


def _inherited(values: Mapping[str, str], name: str, size: float, outer: float) -> float:
    stated = values.get(name)
    if not stated:
        return outer
    if stated == "normal":
        return 0.0
    found = length(stated, size, 400.0 if name == "text-indent" else None)
    return outer if found is None else found


def _scatters(values: Mapping[str, str]) -> bool:
    """Whether what stands in an element is not set in a line, one behind the other."""
    display = values.get("display", "")
    columns = values.get("column-count", "auto")
    return "flex" in display or "grid" in display or columns not in ("auto", "1", "")


def _is_from_right(element: Element, outer: Look) -> bool:
    """Whether the lines of an element begin at the right; outside of tables that is not followed."""
    stated = element.says("direction")
    return stated == "rtl" if stated and element.in_cell else outer.from_right


def _listed(values: Mapping[str, str], outer: Look) -> str:
    """What stands before the items of a list: a picture, or the kind of a sign."""
    picture = values.get("list-style-image", "none")
    return picture if "url(" in picture else values.get("list-style-type", outer.listed)


def _is_shadowed(values: Mapping[str, str]) -> bool:
    """Whether text has a shadow, an outline or a ground of its own that shows where it is."""
    drawn = (values.get(name, "none") for name in ("text-shadow", "-webkit-text-stroke"))
    return values.get("background-clip") == "text" or any(its not in ("none", "") for its in drawn)


def _indent(element: Element, outer: Look) -> float:
    """How far the first line of an element begins from its edge: lines that hang out hang into its margin."""
    indent = _inherited(element.values, "text-indent", element.size, outer.indent)
    if indent >= 0 or not element.says("text-indent"):
        return indent
    room = [element.pixels(name) or 0.0 for name in ("margin-left", "padding-left")]
    return min(0.0, indent + sum(max(0.0, each) for each in room))


def _opacity(values: Mapping[str, str]) -> float:
    stated = values.get("opacity", "1")
    try:
        value = float(stated.removesuffix("%")) / (100 if stated.endswith("%") else 1)
    except ValueError:
        return 1.0
    return min(1.0, max(0.0, value))


def is_invisible(element: Element, outer: Look) -> bool:
    """Whether the text of an element only takes its place."""
    stated = element.says("visibility")
    if stated in ("hidden", "collapse"):
        return element.followed or outer.invisible
    return stated not in ("visible", "initial") and outer.invisible


def _printed(element: Element, outer: Look) -> Typography:
    """Whether text is raised, lowered, struck through or turned round."""
    where = "" if element.part else _aligned(element, outer) or _displaced(element, outer)
    said = Typography(
        raised=where == "raised",
        lowered=where == "lowered",
        struck="line-through" in element.says("text-decoration-line"),
        turned=element.says("direction") == "rtl" and "override" in element.says("unicode-bidi"),
    )
    return outer.print if said == Typography() else said.within(outer.print)


def _aligned(element: Element, outer: Look) -> str:
    """Whether an element is raised or lowered by how it is aligned in its line."""
    aligned = element.says("vertical-align")
    if aligned in ("super", "sub"):
        return "raised" if aligned == "super" else "lowered"
    if aligned in ("text-top", "top") and not element.boxed and element.size <= 0.7 * outer.size:
        return "raised"
    by = length(aligned, element.size, outer.size * 1.2) if aligned else None
    return raised_or_lowered(by, element.size, outer.size) if by is not None else ""


def _displaced(element: Element, outer: Look) -> str:
    """Whether an element is raised or lowered by being moved from where it would stand."""
    if element.says("position") != "relative" or element.boxed:
        return ""
    top = element.pixels("top", outer.size)
    down = element.pixels("bottom", outer.size) if not element.says("top") else 0.0
    return raised_or_lowered((down or 0.0) - (top or 0.0), element.size, outer.size)


def _room(element: Element, outer: Look) -> float | None:
    """Pixels beyond which the text of an element is cut off."""
    cuts = any(element.says(f"overflow-{axis}") in ("hidden", "clip") for axis in "xy")
    if not cuts or not (element.boxed or element.part):
        return outer.room
    bounds = (outer.room, _width(element, "width", outer.fixed), _width(element, "max-width", outer.fixed))
    return min((bound for bound in bounds if bound is not None), default=None)


def _width(element: Element, name: str, fixed: bool) -> float | None:
    """The width that an element keeps by a property; ``None`` if its content or its table may widen it."""
    stated = element.says(name)
    if stated in ("", "auto", "none") or "%" in stated:
        return None
    # Cells are as wide as their content unless the table is fixed; ``max-width: 0`` leaves that to the table.
    if element.part and (stated.startswith("0") if name == "max-width" else not fixed):
        return None
    return element.pixels(name)
