"""The colour of an element's text and the grounds on which it may stand, from what is declared."""

from __future__ import annotations

import re
from collections.abc import Mapping

from govinfo_report.readers.colours import BLACK, WHITE, Colour, colour_of, mixed
from govinfo_report.readers.css.look import Look
from govinfo_report.readers.css.values import numbers_of

__all__ = ["colour_in", "grounds_in", "is_painted"]

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
_EDGES = frozenset({"0", "0px", "0%"})


def colour_in(values: Mapping[str, str], outer: Look) -> Colour | None:
    """The colour of text; ``None`` where only a browser knows it."""
    stated = values.get("-webkit-text-fill-color") or values.get("color")
    if stated in (None, "", "inherit"):
        return outer.colour
    if stated == "currentcolor":
        stated = values.get("color", "currentcolor")
        return outer.colour if stated == "currentcolor" else colour_of(stated)
    return BLACK if stated == "initial" else colour_of(stated)


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
    shadow = values.get("box-shadow", "")
    if "inset" in shadow and any(number >= 6 for number, unit in numbers_of(shadow) if unit == "px"):
        stops = [colour_of(each) for each in _STOP.findall(shadow) if each not in ("inset", "px")]
        grounds = (*grounds, *(mixed(stop or BLACK, WHITE) for stop in stops or [None]))
    picture = values.get("background-image", "none")
    if "gradient" in picture:
        stops = [colour_of(each) for each in _STOP.findall(picture) if each not in _NOT_STOPS]
        if any(stop is None for stop in stops):
            pictured = pictured or in_cell
        grounds = (
            tuple(
                dict.fromkeys(
                    mixed(stop, ground) for stop in stops[:8] if stop is not None for ground in grounds
                )
            )[:16]
            or grounds
        )
    elif picture not in ("none", ""):
        pictured = pictured or in_cell
    return grounds, pictured


def is_painted(values: Mapping[str, str]) -> bool:
    """Whether a ground is painted that hides what is under it, or draws a line through it.

    What a pale veil covers from edge to edge is read through it.
    """
    if values.get("background-image", "none") not in ("none", ""):
        return True
    colour = values.get("background-color", "transparent")
    its = colour_of(colour) if colour not in ("", "transparent") else Colour(0, 0, 0, 0)
    if its is None:
        return True
    whole = all(values.get(side, "") in _EDGES for side in ("top", "right", "bottom", "left"))
    return its.alpha > (_VEIL if whole and not {"height", "max-height"} & values.keys() else 0.1)
