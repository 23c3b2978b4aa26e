"""What a browser declares of elements by their names, and by attributes that look like style."""

from __future__ import annotations

from collections.abc import Mapping

from govinfo_report.readers.colours import colour_of, hex_colour

__all__ = ["BROWSER", "HINTS", "hinted"]

#: What a browser itself declares.
BROWSER: dict[str, dict[str, str]] = {
    "sup": {"vertical-align": "super", "font-size": "smaller"},
    "sub": {"vertical-align": "sub", "font-size": "smaller"},
    "s": {"text-decoration-line": "line-through"},
    "strike": {"text-decoration-line": "line-through"},
    "del": {"text-decoration-line": "line-through"},
    "small": {"font-size": "smaller"},
    "mark": {"background-color": "yellow", "color": "black"},
    "dialog": {"display": "none"},
    "ol": {"list-style-type": "decimal"},
    "ul": {"list-style-type": "disc"},
    "menu": {"list-style-type": "disc"},
    "li": {"display": "list-item"},
    **{
        field: {"font-size": "13px", "color": "black", "background-color": "white"}
        for field in ("input", "select", "textarea", "button")
    },
}
#: Attributes that look like style.
HINTS = frozenset({"hidden", "color", "bgcolor", "background", "text", "size", "dir", "popover", "open"})
_FONT_SIZES = {"1": "10px", "2": "13px", "3": "16px", "4": "18px", "5": "24px", "6": "32px", "7": "48px"}


def hinted(tag: str, hints: Mapping[str, str]) -> dict[str, str]:
    """What attributes say of the look of an element."""
    said: dict[str, str] = {}
    for name, value in hints.items():
        value = value.strip().lower()
        if name == "hidden" or (name == "popover" and "open" not in hints):
            said["display"] = "none"
        elif name in ("color", "text") and (name == "color") == (tag in ("font", "basefont")):
            said["color"] = _legacy(value)
        elif name == "bgcolor" and _legacy(value):
            said["background-color"] = _legacy(value)
        elif name == "background" and value:
            said["background-image"] = f"url({value})"
        elif name == "size" and tag == "font":
            said["font-size"] = _FONT_SIZES.get(value, "smaller" if value.startswith("-") else "")
        elif name == "dir":
            said["direction"] = value
            if tag == "bdo":
                said["unicode-bidi"] = "bidi-override"
        elif name == "href" and tag == "a":
            said["color"] = "#0000ee"
    return {name: value for name, value in said.items() if value}


def _legacy(value: str) -> str:
    if colour_of(value) is not None:
        return value
    return f"#{value}" if hex_colour(value) is not None else ""
