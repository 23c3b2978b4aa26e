"""Which conditions of a style sheet hold: a page is judged as a desktop shows it, 1280 pixels wide."""

from __future__ import annotations

import re
from functools import lru_cache

from govinfo_report.readers.pages.css.values import length

__all__ = ["holds"]

_WIDTH, _HEIGHT = 1280.0, 800.0
_FEATURE = re.compile(r"\(([^()]*)\)")
_TYPE = re.compile(r"^(?:only\s+)?([a-z]+)\b")
_COMPARED = re.compile(r"^(.*?)(<=|>=|<|>|=)(.*?)(?:(<=|>=|<|>)(.*))?$")
#: Features of a desktop's browser and of the person before it, who asked for nothing special.
_KNOWN: dict[str, frozenset[str]] = {
    "orientation": frozenset({"landscape"}),
    "hover": frozenset({"", "hover"}),
    "any-hover": frozenset({"", "hover"}),
    "pointer": frozenset({"", "fine"}),
    "any-pointer": frozenset({"", "fine"}),
    "prefers-color-scheme": frozenset({"", "light"}),
    "prefers-reduced-motion": frozenset({"no-preference"}),
    "prefers-contrast": frozenset({"no-preference"}),
    "forced-colors": frozenset({"none"}),
    "update": frozenset({"", "fast"}),
    "scripting": frozenset({"", "enabled"}),
    "color": frozenset({""}),
    "monochrome": frozenset(),
    "display-mode": frozenset({"browser"}),
    "-ms-high-contrast": frozenset(),
}
_SIZES = {"width": _WIDTH, "device-width": _WIDTH, "height": _HEIGHT, "device-height": _HEIGHT}
_RATIOS = {
    "-webkit-device-pixel-ratio": 1.0,
    "device-pixel-ratio": 1.0,
    "resolution": 1.0,
    "aspect-ratio": 1.6,
    "device-aspect-ratio": 1.6,
}


@lru_cache(maxsize=512)
def holds(query: str) -> bool | None:
    """Whether a media query holds; ``None`` where only the browser at hand can say."""
    verdicts = [_one(each.strip()) for each in query.lower().split(",")]
    if any(verdict is True for verdict in verdicts):
        return True
    return None if None in verdicts else False


def _one(query: str) -> bool | None:
    if not query:
        return True
    negated = query.startswith("not ")
    query = query.removeprefix("not ").strip()
    if " or " in query:
        parts = [_one(part.strip()) for part in query.split(" or ")]
        verdict = True if True in parts else None if None in parts else False
    else:
        verdict = _all(query)
    return verdict if verdict is None or not negated else not verdict


def _all(query: str) -> bool | None:
    medium = _TYPE.match(query)
    if medium is not None and medium[1] not in ("screen", "all", "only", "and", "not"):
        return False
    verdicts = [_feature(each) for each in _FEATURE.findall(query)]
    if False in verdicts:
        return False
    if query.count("(") != len(verdicts) or None in verdicts:
        return None  # nested conditions, features that are not known
    return True


def _feature(text: str) -> bool | None:
    name, colon, value = (part.strip() for part in text.partition(":"))
    if not colon and (found := _COMPARED.match(text)) is not None:
        return _compared(found)
    if name in _KNOWN:
        return value in _KNOWN[name]
    bound = "min" if "min-" in name else "max" if "max-" in name else ""
    name = re.sub(r"(?:min|max)--?", "", name)
    if name in _SIZES:
        actual, stated = _SIZES[name], length(value, 16) if value else 0.0
    elif name in _RATIOS:
        actual, stated = _RATIOS[name], _ratio(value)
    else:
        return None
    if stated is None:
        return None
    return (
        actual >= stated if bound == "min" or not value else actual <= stated if bound else actual == stated
    )


def _ratio(value: str) -> float | None:
    try:
        over, _, under = value.removesuffix("dppx").removesuffix("x").partition("/")
        if value.endswith("dpi"):
            return float(value.removesuffix("dpi")) / 96
        return float(over) / (float(under) if under else 1)
    except (ValueError, ZeroDivisionError):
        return None


def _compared(found: re.Match[str]) -> bool | None:
    first, sign, second, more, third = (part.strip() if part else part for part in found.groups())
    pairs = [(first, sign, second), *([(second, more, third)] if more else [])]
    for left, how, right in pairs:
        one, other = (_SIZES[side] if side in _SIZES else length(side, 16) for side in (left, right))
        if one is None or other is None:
            return None
        if not {
            "<": one < other,
            "<=": one <= other,
            ">": one > other,
            ">=": one >= other,
            "=": one == other,
        }[how]:
            return False
    return True
