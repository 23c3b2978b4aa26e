"""Which declarations can hide a figure or change it, told from a declaration alone.

A page most of whose rules say nothing of the kind is read as if it had no style sheet.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from math import inf

from govinfo_report.readers.colours import WHITE, colour_of, mixed
from govinfo_report.readers.pages.css.lengths import length

__all__ = [
    "COLOURS",
    "HANDED_DOWN",
    "TELLING",
    "Beyond",
    "is_over",
    "may_hide",
    "tells_anywhere",
    "told",
]

_DARK, _PALE = 0x99, 0xCC
"""Parts of a colour: text darker than the one on grounds paler than the other is read."""
_LAID_OUT = frozenset({"block", "inline-block", "table", "inline", "flow-root", "table-cell", "table-row"})
_LONGEST_SHOW = 10.0
"""Seconds after which a reader sees a page as it stays."""
_ARGUMENTS = re.compile(r"\([^()]*\)")
_TIMES = re.compile(r"(?<![\w.])(\d*\.?\d+)(ms|s)\b")
_TURNS, _LAST = re.compile(",|reverse|alternate"), re.compile(r"\b(?:forwards|both)\b")
_STAYS = re.compile(rf"{_LAST.pattern}|\b(?:infinite|paused)\b|(?<![\w.-])(?:[4-9]|\d\d+)(?![\w.])")
"""What keeps an animation on, or what it shows last; more turns than three are many."""


class Beyond:
    """Tells of lengths that are not from ``least`` up to ``most`` pixels, 100 % being ``whole``.

    Of what only a browser knows, it tells where that may lead back, or out of sight: what is below 0, or
    worked out.
    """

    def __init__(
        self, least: float = -inf, most: float = inf, whole: float | None = None, *, back: bool = False
    ) -> None:
        self.bounds, self.whole, self.back = (least, most), whole, back

    def __call__(self, value: str) -> bool:
        """Whether a value is such a length."""
        size = length(value, 16.0, self.whole)
        if size is None:
            return self.back and (value.startswith("-") or "(" in value)
        return not self.bounds[0] <= size < self.bounds[1]


def _says(words: str) -> Callable[[str], bool]:
    return lambda value: any(word in value for word in words.split())


def _is_none_of(words: str) -> Callable[[str], bool]:
    return lambda value: value not in words.split()


_FAR = Beyond(-99, 100, 1280, back=True)
_NOT_BACK = Beyond(0, back=True)
_SOMETHING = _is_none_of("none normal auto initial unset")


#: Properties whose values are colours.
COLOURS = frozenset({"color", "background-color", "-webkit-text-fill-color"})
#: Every property that matters here, with the values that may hide a figure in a cell, or change it.
TELLING: dict[str, Callable[[str], bool]] = {
    "display": _is_none_of("table-cell table-row inline"),
    "visibility": _says("hidden collapse"),
    "opacity": Beyond(0.7, whole=1, back=True),
    "font-size": Beyond(6, whole=16),
    "vertical-align": lambda value: value in ("super", "sub") or value[:1] in "+-.0123456789",
    "text-decoration-line": _says("line-through"),
    "unicode-bidi": _says("override"),
    "direction": _says("rtl"),
    **dict.fromkeys(("left", "top", "right", "bottom", "text-indent", "padding-top"), _FAR),
    "clip": _says("rect"),
    "content-visibility": _says("hidden"),
    "position": _is_none_of("static sticky"),
    **dict.fromkeys(("margin-top", "margin-bottom", "letter-spacing"), _NOT_BACK),
    **dict.fromkeys(("margin-left", "margin-right"), Beyond(0, 8, back=True)),
    **dict.fromkeys(("padding-left", "padding-right"), Beyond(most=8)),
    **dict.fromkeys(("width", "max-width", "height", "max-height"), Beyond(12)),
    **dict.fromkeys(("overflow-x", "overflow-y"), _says("hidden clip scroll auto")),
    "table-layout": _says("fixed"),
    "contain": _says("strict size paint content"),
    "writing-mode": _says("vertical sideways"),
    "flex-direction": _says("reverse"),
    "font-family": _says("dingbats webdings wingdings"),
    **dict.fromkeys(COLOURS, lambda _: True),
    "list-style-type": lambda _: True,
    **dict.fromkeys(
        (
            "clip-path", "transform", "scale", "rotate", "translate", "zoom", "filter", "mix-blend-mode",
            "mask", "mask-image", "-webkit-text-security", "animation", "float", "order", "content",
            "z-index", "clear", "gap", "flex-wrap", "justify-content", "align-items", "background-image",
            "grid-template-columns", "grid-template-rows", "-webkit-line-clamp", "box-shadow", "outline",
            "outline-width", "column-count", "list-style-image",
        ),
        _SOMETHING,
    ),
    # What matters only beside others.
    **dict.fromkeys(("padding-bottom", "min-width", "min-height"), Beyond()),
    **dict.fromkeys(
        (
            "background-clip", "-webkit-text-stroke", "text-shadow", "line-height", "white-space",
            "animation-duration", "animation-delay", "animation-fill-mode", "animation-play-state",
            "animation-iteration-count",
        ),
        lambda _: False,
    ),
}  # fmt: skip
#: What hides or raises text also outside of tables.
_ANYWHERE = frozenset(
    {
        "display", "visibility", "opacity", "font-size", "vertical-align", "text-decoration-line",
        "unicode-bidi", "direction", "left", "top", "text-indent", "clip", "clip-path", "content-visibility",
    }
)  # fmt: skip
#: What hides the text of all that stands in an element, until it is declared again.
HANDED_DOWN = frozenset(
    {"font-size", "visibility", "letter-spacing", "text-indent", "direction", "list-style-image"}
)


@lru_cache(maxsize=4096)
def _tells(name: str, value: str) -> bool:
    return name.startswith("--") or "var(" in value or TELLING[name](value)


def told(declared: Iterable[tuple[str, str]]) -> frozenset[str]:
    """The properties declared that may hide a figure in a table's cell, or change it."""
    return frozenset(name for name, value in declared if _tells(name, value))


def tells_anywhere(declared: Iterable[tuple[str, str]]) -> bool:
    """Whether something is declared that hides or raises text wherever it stands."""
    return any(
        name in _ANYWHERE
        and _tells(name, value)
        and (name != "display" or "none" in value or "var(" in value)
        for name, value in declared
    )


def may_hide(declared: Iterable[tuple[str, str]]) -> bool:
    """Whether what is declared in a table may hide a figure of dark text on a pale ground, or change it.

    Of a rule of which only a browser knows whether it holds, what is ordinary raises no doubt.
    """
    return any(_tells(name, value) and not _is_ordinary(name, value) for name, value in declared)


@lru_cache(maxsize=4096)
def _is_ordinary(name: str, value: str) -> bool:
    if name in ("color", "background-color"):
        colour = colour_of(value)
        if colour is None:
            return value in ("inherit", "unset")
        if name == "color":
            return colour.alpha > 0.6 and max(colour[:3]) <= _DARK
        return colour.alpha == 0 or min(mixed(colour, WHITE)[:3]) >= _PALE
    if name.startswith(("padding", "margin")):
        return not _FAR(value) and not _NOT_BACK(value)
    return (
        name.startswith("--")
        or name in ("list-style-type", "align-items", "justify-content", "clear")
        or (name == "display" and value in _LAID_OUT)
    )


def is_over(values: Mapping[str, str], calm: frozenset[str]) -> bool:
    """Whether the animation declared ends soon, and leaves the element as it is declared else.

    Where the last frame is ``calm``, it may stay.
    """
    animation = _ARGUMENTS.sub("", values.get("animation", ""))
    if not animation:
        return True
    if any(name.startswith("animation-") for name in values):
        return False
    if not calm.isdisjoint(animation.split()) and not _TURNS.search(animation):
        animation = _LAST.sub("", animation)
    times = [float(number) / (1000 if unit == "ms" else 1) for number, unit in _TIMES.findall(animation)]
    return bool(times) and 3 * sum(times) <= _LONGEST_SHOW and not _STAYS.search(animation)
