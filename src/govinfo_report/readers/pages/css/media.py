"""Which conditions of a style sheet hold: a page is judged as a desktop shows it, 1280 pixels wide."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from govinfo_report.readers.pages.css.lengths import length

__all__ = ["all_of", "holds"]

_FEATURE = re.compile(r"\(([^()]*)\)")
_TYPE = re.compile(r"^(?:only\s+)?([a-z]+)\b")
_COMPARISON = re.compile(r"(<=|>=|<|>|=)")
_COMPARED: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "=": operator.eq,
}  # fmt: skip
#: Features of a desktop's browser and of the person before it, who asked for nothing special.
_KNOWN: dict[str, tuple[str, ...]] = {
    "orientation": ("landscape",),
    **dict.fromkeys(("hover", "any-hover"), ("", "hover")),
    **dict.fromkeys(("pointer", "any-pointer"), ("", "fine")),
    "prefers-color-scheme": ("", "light"),
    "prefers-reduced-motion": ("no-preference",),
    "prefers-contrast": ("no-preference",),
    "forced-colors": ("none",),
    "update": ("", "fast"),
    "scripting": ("", "enabled"),
    "color": ("",),
    "monochrome": (),
    "display-mode": ("browser",),
    "-ms-high-contrast": (),
}
_SIZES = {
    **dict.fromkeys(("width", "device-width"), 1280.0),
    **dict.fromkeys(("height", "device-height"), 800.0),
    **dict.fromkeys(("aspect-ratio", "device-aspect-ratio"), 1.6),
    **dict.fromkeys(("-webkit-device-pixel-ratio", "device-pixel-ratio", "resolution"), 1.0),
}


def all_of(verdicts: Iterable[bool | None]) -> bool | None:
    """Whether all conditions hold; ``None`` where some are not known, and none is known not to hold."""
    its = set(verdicts)
    return False if False in its else None if None in its else True


def _any_of(verdicts: Iterable[bool | None]) -> bool | None:
    its = set(verdicts)
    return True if True in its else None if None in its else False


@lru_cache(maxsize=512)
def holds(query: str) -> bool | None:
    """Whether a media query holds; ``None`` where only the browser at hand can say."""
    return _any_of(_one(each.strip()) for each in query.lower().split(","))


def _one(query: str) -> bool | None:
    if not query:
        return True
    negated = query.startswith("not ")
    verdict = _any_of(_all(part.strip()) for part in query.removeprefix("not ").split(" or "))
    return verdict if verdict is None or not negated else not verdict


def _all(query: str) -> bool | None:
    medium = _TYPE.match(query)
    if medium is not None and medium[1] not in ("screen", "all", "only", "and", "not"):
        return False
    verdicts = [_feature(each) for each in _FEATURE.findall(query)]
    known = query.count("(") == len(verdicts)  # else conditions are nested
    return all_of([*verdicts, True if known else None])


def _feature(text: str) -> bool | None:
    name, colon, value = (part.strip() for part in text.partition(":"))
    if name in _KNOWN:
        return value in _KNOWN[name]
    if colon:
        sign = ">=" if "min-" in name else "<=" if "max-" in name else "="
        text = f"{re.sub('(?:min|max)--?', '', name)} {sign} {value}"
    elif name in _SIZES:
        text = f"{name} > 0"
    first, *more = (part.strip() for part in _COMPARISON.split(text))
    sides = [_SIZES[each] if each in _SIZES else _stated(each) for each in (first, *more[1::2])]
    if len(sides) < 2:
        return None
    pairs = zip(sides, more[::2], sides[1:], strict=False)
    return all_of(
        None if one is None or other is None else _COMPARED[sign](one, other) for one, sign, other in pairs
    )


def _stated(value: str) -> float | None:
    """A length, a resolution or a ratio."""
    above, slash, below = value.partition("/")
    over, under = length(above.strip(), 16.0), length(below.strip(), 16.0) if slash else 1.0
    return over / under if over is not None and under else None
