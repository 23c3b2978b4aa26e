"""What is declared of elements by their names, by attributes like style, and by well-known classes."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping

from govinfo_report.readers.colours import colour_of, hex_colour

__all__ = ["BROWSER", "hinted", "hints_of", "is_for_screen_readers"]

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
_HINTS = frozenset({"hidden", "color", "bgcolor", "background", "text", "size", "dir", "popover", "open"})
#: Classes by which pages hide text from eyes and keep it for screen readers, or hide it altogether. The style
#: sheets that say so are seldom in the page.
_FOR_SCREEN_READERS = frozenset(
    {
        "sr-only", "visually-hidden", "visuallyhidden", "visually-hidden-focusable", "screen-reader-text",
        "screen-reader-only", "screenreader", "screen-reader", "element-invisible", "a11y-hidden",
        "aria-only", "aria-hidden", "assistive-text", "offscreen", "off-screen", "hidden", "hide",
        "is-hidden", "d-none", "invisible", "layui-hide", "v-cloak", "ng-hide", "ng-cloak", "uk-hidden",
        "uk-invisible", "ui-helper-hidden", "ui-helper-hidden-accessible", "el-hidden", "ant-hidden",
        "weui-hidden", "mui-hidden", "am-hide", "opacity-0", "show-for-sr", "cdk-visually-hidden",
        "u-hidden", "js-hidden", "clip-text", "text-hide", "display-none",
    }
)  # fmt: skip
#: Classes that show on a desktop what such a class hides on a phone: ``d-none d-md-block``.
_SHOWN_WIDE = re.compile(
    r"^(?:d-(?:sm|md|lg|xl)-(?!none)|(?:sm|md|lg|xl):(?!hidden)|visible-(?:sm|md|lg)|sr-only-focusable$)"
)
_FONT_SIZES = {"1": "10px", "2": "13px", "3": "16px", "4": "18px", "5": "24px", "6": "32px", "7": "48px"}


def hints_of(tag: str, attributes: Mapping[str, str | None], in_cell: bool) -> tuple[tuple[str, str], ...]:
    """The attributes of an element that look like style, with their values."""
    if not attributes:
        return ()
    hints = tuple((name, attributes[name] or "") for name in sorted(_HINTS & attributes.keys()))
    return (*hints, ("href", "")) if in_cell and tag == "a" and "href" in attributes else hints


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


def is_for_screen_readers(classes: str | None, styled: Container[str]) -> bool:
    """Whether a class says that text is not for the eye, and no style sheet here says otherwise.

    Args:
        classes: The value of the attribute ``class``.
        styled: The classes of which the page's style sheets say anything.
    """
    if not classes:
        return False
    names = classes.split()
    hiding = [name for name in names if name in _FOR_SCREEN_READERS]
    return (
        bool(hiding)
        and not any(name in styled for name in hiding)
        and not any(_SHOWN_WIDE.match(name) for name in names)
    )
