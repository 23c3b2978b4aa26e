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
    if not hints:
        return {}
    of = {name: value.strip().lower() for name, value in hints.items()}.get
    picture, size = of("background", ""), of("size", "")
    colour = "color" if tag in ("font", "basefont") else "text"
    said = {
        "display": "none" if "hidden" in hints or ("popover" in hints and "open" not in hints) else "",
        "color": "#0000ee" if tag == "a" and "href" in hints else _legacy(of(colour, "")),
        "background-color": _legacy(of("bgcolor", "")),
        "background-image": f"url({picture})" if picture else "",
        "font-size": _FONT_SIZES.get(size, "smaller" if size.startswith("-") else "")
        if tag == "font"
        else "",
        "direction": of("dir", ""),
        "unicode-bidi": "bidi-override" if tag == "bdo" and "dir" in hints else "",
    }
    return {name: value for name, value in said.items() if value}


def _legacy(value: str) -> str:
    if colour_of(value) is not None:
        return value
    return f"#{value}" if hex_colour(value) is not None else ""
