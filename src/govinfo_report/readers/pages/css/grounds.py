"""The colour of an element's text and the grounds on which it may stand, from what is declared."""

from __future__ import annotations

import re
from collections.abc import Mapping

from govinfo_report.readers.colours import BLACK, WHITE, Colour, colour_of, mixed
from govinfo_report.readers.pages.css.lengths import Length, length, numbers_of
from govinfo_report.readers.pages.css.look import Look

__all__ = ["colour_in", "grounds_in", "is_painted", "reaches_out"]

_STOP = re.compile(r"#[0-9a-f]{3,8}\b|(?:rgb|hsl)a?\([^()]*\)|\b[a-z]+\b")
_NOT_STOPS = frozenset(
    {
        "to", "top", "right", "bottom", "left", "deg", "turn", "at", "center", "circle", "ellipse", "in",
        "closest", "farthest", "side", "corner", "linear", "radial", "conic", "gradient", "repeating",
        "webkit", "px", "from", "repeat", "no", "scroll", "fixed", "cover", "contain", "moz", "color", "stop",
        "o", "ms", "em", "inset",
    }
)  # fmt: skip

_VEIL = 0.4
"""So opaque a veil may be, and what is under it keeps more than half of its contrast."""
_HAIRLINE = 4.0
"""Pixels of a line between cells."""
_COMMA = re.compile(r",(?![^()]*\))")
_AROUND = frozenset({"box-shadow", "outline", "outline-width"})
_FAR_AROUND = 6.0
"""So far round a box what is painted there reaches other signs."""


def colour_in(values: Mapping[str, str], outer: Look, in_cell: bool) -> Colour | None:
    """The colour of text; ``None`` where only a browser knows it.

    A colour that is not known hides nothing where it is that of all the page.
    """
    stated = values.get("-webkit-text-fill-color") or values.get("color")
    if stated in (None, "", "inherit"):
        return outer.colour
    if stated == "currentcolor":
        stated = values.get("color", "currentcolor")
        return outer.colour if stated == "currentcolor" else colour_of(stated)
    if stated == "initial":
        return BLACK
    its = colour_of(stated)
    return outer.colour if its is None and not in_cell else its


def grounds_in(
    values: Mapping[str, str], outer: Look, colour: Colour | None, in_cell: bool
) -> tuple[tuple[Colour, ...], bool]:
    """The colours on which text may stand, and whether it stands on a picture."""
    grounds, pictured = outer.grounds, outer.pictured
    stated = values.get("background-color", "")
    if stated and stated != "transparent":
        its = (colour or BLACK) if stated == "currentcolor" else colour_of(stated)
        if its is None:
            pictured = pictured or in_cell
        elif its.alpha > 0:
            grounds = tuple(dict.fromkeys(mixed(its, ground) for ground in grounds))
            pictured = pictured and its.alpha < 1
    grounds += _shadows_in(values.get("box-shadow", ""))
    picture = values.get("background-image", "")
    if "gradient" in picture:
        grounds, unknown = _under_gradient(picture, grounds)
        pictured = pictured or (in_cell and unknown)
    elif picture:
        pictured = pictured or in_cell
    return grounds, pictured


def _shadows_in(shadow: str) -> tuple[Colour, ...]:
    """The colours that a shadow inside of a box gives its ground."""
    if "inset" not in shadow or not any(number >= 6 for number, unit in numbers_of(shadow) if unit == "px"):
        return ()
    stops = [colour_of(each) for each in _STOP.findall(shadow) if each not in ("inset", "px")]
    return tuple(mixed(stop or BLACK, WHITE) for stop in stops or [None])


def _under_gradient(picture: str, grounds: tuple[Colour, ...]) -> tuple[tuple[Colour, ...], bool]:
    """Grounds with a gradient over them, and whether some of its colours are not known."""
    stops = [colour_of(each) for each in _STOP.findall(picture) if each not in _NOT_STOPS]
    over = dict.fromkeys(mixed(stop, ground) for stop in stops[:8] if stop is not None for ground in grounds)
    return tuple(over)[:16] or grounds, None in stops


def is_painted(values: Mapping[str, str]) -> bool:
    """Whether a ground is painted that hides what is under it, or draws a line through it.

    What a pale veil covers from edge to edge is read through it, and a hairline along an edge covers nothing.
    """
    unseen = (
        values.get("visibility") in ("hidden", "collapse")
        or length(values.get("opacity", ""), 16.0, 1.0) == 0
    )
    if unseen or _is_line(values):
        return False
    if "background-image" in values:
        return True
    its = colour_of(values.get("background-color", "transparent"))
    if its is None:
        return True
    whole = all(_away(values, side) == 0 for side in ("top", "right", "bottom", "left"))
    return its.alpha > (_VEIL if whole and not {"height", "max-height"} & values.keys() else 0.1)


def reaches_out(values: Mapping[str, str], size: float) -> bool:
    """Whether what is painted round a box of some font size may lie over what stands beside it."""
    if not values.keys() & _AROUND:
        return False
    shadows = [each for each in _COMMA.split(values.get("box-shadow", "")) if "inset" not in each]
    around = [*shadows, values.get("outline", ""), values.get("outline-width", "")]
    return any(
        abs(length(f"{number}{unit}", size) or 0.0) >= _FAR_AROUND
        for each in around
        if all(its.alpha > _VEIL for its in map(colour_of, _STOP.findall(each)) if its is not None)
        for number, unit in numbers_of(each)
    )


def _is_line(values: Mapping[str, str]) -> bool:
    """Whether a box is so flat that nothing of it is painted, or is a line along an edge."""
    if any(name.startswith(("padding", "min-")) and _away(values, name) != 0 for name in values):
        return False
    factors = numbers_of(values.get("transform", "") + values.get("scale", ""))
    grown = "rotate" in values or "zoom" in values or any(abs(number) > 1 for number, _ in factors)
    for size, sides in (("height", ("top", "bottom")), ("width", ("left", "right"))):
        thick = _away(values, size)
        if thick == 0 or _away(values, f"max-{size}") == 0:
            return True
        along = any(abs(away) <= _HAIRLINE / 2 for side in sides if (away := _away(values, side)) is not None)
        if along and not grown and thick is not None and 0 <= thick <= _HAIRLINE:
            return True
    return False


def _away(values: Mapping[str, str], name: str) -> Length:
    """A length in pixels, its per cents of a large box."""
    return length(values.get(name, ""), 16.0, 1_000.0)
