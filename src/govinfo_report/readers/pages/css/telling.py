"""Which declarations can hide a figure or change it, told from a declaration alone.

A page most of whose rules say nothing of the kind is read as if it had no style sheet.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from govinfo_report.readers.colours import WHITE, colour_of, mixed
from govinfo_report.readers.pages.css.values import Declarations, length

__all__ = [
    "handed_down",
    "is_over",
    "may_hide",
    "may_tell_anywhere",
    "names_any",
    "tells_anywhere",
    "tells_in_tables",
]

_FAR = 100.0
"""Pixels; what is moved farther may be off the screen."""
_DARK, _PALE = 0x99, 0xCC
"""Parts of a colour: text darker than the one on grounds paler than the other is read."""
_LAID_OUT = frozenset({"block", "inline-block", "table", "inline", "flow-root", "table-cell", "table-row"})
_LONGEST_SHOW = 10.0
"""Seconds after which a reader sees a page as it stays."""
_ARGUMENTS = re.compile(r"\([^()]*\)")
_TIMES = re.compile(r"(?<![\w.])(\d*\.?\d+)(ms|s)\b")
_STAYS = re.compile(r"\b(?:infinite|forwards|both|paused|var)\b|(?<![\w.-])(?:[4-9]|\d\d+)(?![\w.])")
"""What keeps an animation on, or what it shows last; more turns than three are many."""
_ZERO = re.compile(r"[-+]?0*\.?0+(?:[a-z]+|%)?")
_SMALL = 6.0


def _is_far(value: str) -> bool:
    return ((away := length(value, 16, 1280)) is None and "(" in value) or (
        away is not None and abs(away) >= _FAR
    )


def _is_tiny(value: str) -> bool:
    size = length(value, 16, 16)
    return ("(" in value and size is None) or (size is not None and size < _SMALL)


def _is_pale(value: str) -> bool:
    number = value.removesuffix("%")
    try:
        return float(number) / (100 if value != number else 1) < 0.7
    except ValueError:
        return True


def _is_narrow(value: str) -> bool:
    size = length(value, 16)
    return size is not None and size < 12


def _is_wide(value: str) -> bool:
    size = length(value, 16)
    return size is not None and size >= 8


def _says(*words: str) -> Callable[[str], bool]:
    return lambda value: any(word in value for word in words)


def _is_something(value: str) -> bool:
    return value not in ("none", "normal", "auto", "initial", "unset")


#: What hides or raises text wherever it stands.
_ANYWHERE: dict[str, Callable[[str], bool]] = {
    "display": _says("none"),
    "visibility": _says("hidden", "collapse"),
    "opacity": _is_pale,
    "font-size": _is_tiny,
    "vertical-align": lambda value: value in ("super", "sub") or value[:1] in "+-.0123456789",
    "text-decoration-line": _says("line-through"),
    "unicode-bidi": _says("override"),
    "direction": _says("rtl"),
    "left": _is_far,
    "top": _is_far,
    "text-indent": _is_far,
    "clip": _says("rect"),
    "clip-path": _is_something,
    "content-visibility": _says("hidden"),
}
_IN_TABLES: dict[str, Callable[[str], bool]] = {
    **_ANYWHERE,
    "display": lambda value: value not in ("table-cell", "table-row", "inline"),
    "position": lambda value: value not in ("static", "sticky"),
    "right": _is_far,
    "bottom": _is_far,
    "margin-top": lambda value: value.startswith(("-", "calc")),
    "margin-left": lambda value: value.startswith(("-", "calc")) or _is_wide(value),
    "margin-right": lambda value: value.startswith(("-", "calc")) or _is_wide(value),
    "margin-bottom": lambda value: value.startswith(("-", "calc")),
    "width": _is_narrow,
    "max-width": _is_narrow,
    "height": _is_narrow,
    "max-height": _is_narrow,
    "overflow-x": _says("hidden", "clip", "scroll", "auto"),
    "overflow-y": _says("hidden", "clip", "scroll", "auto"),
    "color": lambda _: True,
    "background-color": lambda _: True,
    "background-image": _is_something,
    "-webkit-text-fill-color": lambda _: True,
    **dict.fromkeys(
        (
            "transform", "scale", "rotate", "translate", "zoom", "filter", "mix-blend-mode", "mask",
            "mask-image", "-webkit-text-security", "animation", "float", "order", "content", "z-index",
            "clear", "gap", "flex-wrap", "justify-content", "align-items",
        ),
        _is_something,
    ),
    "table-layout": _says("fixed"),
    "contain": _says("strict", "size", "paint", "content"),
    "grid-template-columns": _is_something,
    "grid-template-rows": _is_something,
    "-webkit-line-clamp": _is_something,
    **dict.fromkeys(("box-shadow", "outline", "outline-width"), _is_something),
    "column-count": _is_something,
    "padding-left": _is_wide,
    "padding-right": _is_wide,
    "padding-top": _is_far,
    "writing-mode": _says("vertical", "sideways"),
    "list-style-image": _is_something,
    "flex-direction": _says("reverse"),
    "letter-spacing": lambda value: value.startswith(("-", "calc")),
    "font-family": _says("dingbats", "webdings", "wingdings"),
    "list-style-type": lambda _: True,
}  # fmt: skip


_NAMES = re.compile(
    r"disp|visib|opacity|font|vertical|decoration|bidi|direction|(?<![-:\w])(?:left|top)|inset|indent|clip|all\b"
    r"|var\(|\\|/\*",
    re.IGNORECASE,
)


def may_tell_anywhere(body: str) -> bool:
    """Whether the text of a rule names anything that hides or raises text wherever it stands."""
    return _NAMES.search(body) is not None


def tells_anywhere(declared: Declarations) -> bool:
    """Whether something is declared that hides or raises text wherever it stands."""
    return any(_tells_of(name, value) for name, value in declared)


@lru_cache(maxsize=4096)
def _tells_of(name: str, value: str) -> bool:
    return ("var(" in value and name in _ANYWHERE) or (name in _ANYWHERE and _ANYWHERE[name](value))


@lru_cache(maxsize=4096)
def _tells_of_table(name: str, value: str) -> bool:
    return (name in _IN_TABLES and ("var(" in value or _IN_TABLES[name](value))) or name.startswith("--")


def tells_in_tables(declared: Declarations) -> bool:
    """Whether something is declared that may hide a figure in a table's cell, or change it."""
    return any(_tells_of_table(name, value) for name, value in declared)


#: What hides the text of all that stands in an element, until it is declared again.
_HANDED_DOWN = ("font-size", "visibility", "letter-spacing", "text-indent", "direction", "list-style-image")


def handed_down(declared: Declarations) -> set[str]:
    """The properties declared that hide or change also what stands in the elements in an element."""
    both = (declared.normal, declared.important)
    return {name for name in _HANDED_DOWN for its in both if name in its and _tells_of_table(name, its[name])}


def names_any(declared: Declarations, names: set[str]) -> bool:
    """Whether one of these properties is declared, whatever its value."""
    return not names.isdisjoint(declared.normal) or not names.isdisjoint(declared.important)


def may_hide(declared: Declarations) -> bool:
    """Whether what is declared in a table may hide a figure of dark text on a pale ground, or change it.

    Of a rule of which only a browser knows whether it holds, what is ordinary raises no doubt.
    """
    return any(_tells_of_table(name, value) and not _is_ordinary(name, value) for name, value in declared)


@lru_cache(maxsize=4096)
def _is_ordinary(name: str, value: str) -> bool:
    if name in ("color", "background-color"):
        colour = colour_of(value)
        if colour is None:
            return value in ("inherit", "unset")
        if name == "color":
            return colour.alpha > 0.6 and max(colour[:3]) <= _DARK
        return colour.alpha == 0 or min(mixed(colour, WHITE)[:3]) >= _PALE
    return (
        name.startswith("--")
        or name in ("list-style-type", "align-items", "justify-content", "clear")
        or (
            name.startswith(("padding", "margin"))
            and not value.startswith(("-", "calc"))
            and not _is_far(value)
        )
        or (name == "display" and value in _LAID_OUT)
    )


def is_over(values: Mapping[str, str]) -> bool:
    """Whether the animation declared ends soon, and leaves the element as it is declared else."""
    animation = values.get("animation", "none")
    if animation in ("", "none"):
        return True
    if any(name.startswith("animation-") for name in values):
        return False
    plain = _ARGUMENTS.sub("", animation) if "var(" not in animation else "var"
    times = [float(number) / (1000 if unit == "ms" else 1) for number, unit in _TIMES.findall(plain)]
    return bool(times) and 3 * sum(times) <= _LONGEST_SHOW and not _STAYS.search(plain)


def without_stay(animation: str, calm: frozenset[str]) -> str:
    """An animation without the words that keep its last frame, where that frame is calm."""
    words = animation.split()
    several = "," in _ARGUMENTS.sub("", animation) or "reverse" in animation or "alternate" in animation
    if several or calm.isdisjoint(words):
        return animation
    return " ".join(word for word in words if word not in ("both", "forwards"))
