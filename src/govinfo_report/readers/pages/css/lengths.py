"""Lengths of CSS in pixels, sums and choices of them among these."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

__all__ = ["DIMENSION", "SIZES", "Length", "Numbers", "functions_of", "in_pixels", "length", "numbers_of"]

#: Pixels; ``None`` where the file does not settle it.
Length = float | None
#: Numbers with their units.
Numbers = Sequence[tuple[float, str]]

#: A number with its unit.
DIMENSION = re.compile(r"([-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)(%|[a-z]*)")
_REM = re.compile(r"([-+]?(?:\d+\.?\d*|\.\d+))rem\b", re.IGNORECASE)
_FUNCTION = re.compile(r"([a-z0-9-]*)\(([^()]*)\)")
_SIGN, _TIMES = re.compile(r"\s([-+])\s"), re.compile(r"\s*([*/])\s*")
_MOST_NESTED = 50
_FUNCTIONS: dict[str, Callable[[list[float]], float]] = {
    "min": min,
    "max": max,
    "clamp": lambda values: max(values[0], min(values[1], values[2])),
    **dict.fromkeys(("calc", ""), lambda values: values[0]),
}
#: Pixels of a unit that does not depend on a font; those of the window are of a desktop's, 1280 × 800.
_PIXELS = {
    "px": 1.0, "pt": 4 / 3, "pc": 16.0, "in": 96.0, "cm": 37.795, "mm": 3.7795, "q": 0.945, "rem": 16.0,
    **dict.fromkeys(("vw", "vi", "svw", "lvw", "dvw", "vmax"), 12.8),
    **dict.fromkeys(("vh", "vb", "svh", "lvh", "dvh", "vmin"), 8.0),
    "dppx": 1.0, "x": 1.0, "dpi": 1 / 96, "dpcm": 2.54 / 96,
}  # fmt: skip
_FONTS = {"em": 1.0, "ex": 0.5, "ch": 0.5, "ic": 1.0, "lh": 1.2, "cap": 0.7}
#: Words for sizes of a font in pixels; below 0 so many times the one around.
SIZES = {
    "xx-small": 9.0, "x-small": 10.0, "small": 13.0, "medium": 16.0, "large": 18.0, "x-large": 24.0,
    "xx-large": 32.0, "xxx-large": 48.0, "smaller": -0.83, "larger": -1.2,
}  # fmt: skip


@lru_cache(maxsize=4096)
def length(value: str, font: float, whole: float | None = None) -> Length:
    """A length in pixels.

    Args:
        value: As declared, sums of lengths and keywords for sizes among them.
        font: The size of the font.
        whole: What 100 % are; ``None`` where only a browser knows.

    Example:
        >>> length("calc(2em + min(10px, 1in))", 16.0)
        42.0
    """
    if value in SIZES:
        return SIZES[value] if SIZES[value] > 0 else -SIZES[value] * font
    try:
        for _ in range(_MOST_NESTED):
            found = _FUNCTION.search(value)
            if found is None:
                return _pixels(value, font, whole)
            values = [_sum(each, font, whole) for each in found[2].split(",")]
            value = f"{value[: found.start()]}{_FUNCTIONS[found[1]](values)!r}px{value[found.end() :]}"
    except (ArithmeticError, LookupError, ValueError):
        pass
    return None


def _sum(text: str, font: float, whole: float | None) -> float:
    first, *more = _SIGN.split(text)
    value = _product(first, font, whole)
    for sign, term in zip(more[::2], more[1::2], strict=True):
        value += _product(term, font, whole) * (1 if sign == "+" else -1)
    return value


def _product(text: str, font: float, whole: float | None) -> float:
    first, *more = _TIMES.split(text)
    value = _pixels(first, font, whole)
    for sign, factor in zip(more[::2], more[1::2], strict=True):
        its = _pixels(factor, font, whole)
        value = value * its if sign == "*" else value / its
    return value


def _pixels(text: str, font: float, whole: float | None) -> float:
    """Pixels of one number with its unit; raises where it is none, or what it is a part of is unknown."""
    found = DIMENSION.fullmatch(text.strip())
    if found is None or (found[2] == "%" and whole is None):
        raise ValueError
    unit = found[2]
    if unit in _FONTS:
        return float(found[1]) * _FONTS[unit] * font
    return float(found[1]) * (whole / 100 if unit == "%" and whole is not None else _PIXELS.get(unit, 1.0))


def in_pixels(text: str, root: float) -> str:
    """Declarations with the lengths in pixels that are told by the size of the root's font."""
    return _REM.sub(lambda found: f"{float(found[1]) * root:.4f}px", text)


def numbers_of(text: str) -> Numbers:
    """The numbers in a value, each with its unit."""
    return [(float(each[1]), each[2]) for each in DIMENSION.finditer(text)]


def functions_of(text: str) -> list[tuple[str, Numbers]]:
    """The functions in a value, each with the numbers that it is given."""
    return [(name, numbers_of(given)) for name, given in _FUNCTION.findall(text)]
