"""What ``transform`` and its like do to an element: they move it, turn it round, or leave nothing of it."""

from __future__ import annotations

import re
from collections.abc import Callable

from govinfo_report.raw.doubt import Doubt
from govinfo_report.readers.pages.css.element import GONE, Element, Verdict
from govinfo_report.readers.pages.css.look import FAR
from govinfo_report.readers.pages.css.values import length, numbers_of

__all__ = ["is_shifted", "turned"]

_Numbers = list[tuple[float, str]]
"""Numbers with their units."""
_FUNCTION = re.compile(r"([a-z0-9-]+)\(([^()]*)\)")
_DEGREES = {"deg": 1.0, "rad": 57.29578, "turn": 360.0, "grad": 0.9, "": 1.0}


def is_shifted(element: Element) -> bool:
    """Whether an element is moved by about its size, or by all of it."""
    if not element.boxed:
        return False
    for name, numbers in _transforms(element):
        if name.startswith("translate") and any(
            abs(number) >= (100 if unit == "%" else 0.8 * element.scale)
            for number, unit in _in_pixels(numbers[:2], element.size)
        ):
            return True
    return False


def _transforms(element: Element) -> list[tuple[str, _Numbers]]:
    texts = [element.says("transform")]
    texts += [
        f"{name}({element.says(name)})" for name in ("scale", "rotate", "translate") if element.says(name)
    ]
    return [(name, numbers_of(its)) for text in texts for name, its in _FUNCTION.findall(text)]


def _in_pixels(numbers: _Numbers, size: float) -> _Numbers:
    return [
        (number, "%") if unit == "%" else (length(f"{number}{unit}", size) or 0.0, "px")
        for number, unit in numbers
    ]


def turned(element: Element) -> Verdict:
    """What becomes of an element that is turned, drawn smaller, or moved."""
    if not element.boxed:
        return None
    worst: Verdict = None
    for name, numbers in _transforms(element):
        verdict = _transformed(name, numbers, element.size)
        if name.startswith("translate") and element.in_cell and not element.part:
            verdict = verdict or _out_of_place(numbers[:2], element.size)
        if name in ("translate", "translatex", "translate3d") and numbers and not element.says("left"):
            aside, unit = numbers[0]  # of its own width: out of the cell, unless it was moved in before
            verdict = verdict or (Doubt.HIDDEN if unit == "%" and abs(aside) >= 40 else None)
        if verdict is GONE:
            return GONE
        worst = worst or verdict
    return worst


def _out_of_place(numbers: _Numbers, size: float) -> Verdict:
    """What is moved by more than two signs may stand in another cell."""
    moved = any(unit == "px" and abs(number) > 2 * size for number, unit in _in_pixels(numbers, size))
    return Doubt.HIDDEN if moved else None


def _transformed(name: str, numbers: _Numbers, size: float) -> Verdict:
    if name.startswith("translate"):
        return _translated(numbers[:2] if name != "translatez" else [], size)
    if name.startswith("skew"):
        return Doubt.HIDDEN if any(abs(_degrees(each)) > 60 for each in numbers) else None
    judge = _JUDGES.get(name)
    return judge(numbers) if judge is not None else Doubt.HIDDEN


def _degrees(angle: tuple[float, str]) -> float:
    number, unit = angle
    return number * _DEGREES.get(unit, 1.0)


def _shares(numbers: _Numbers) -> list[float]:
    return [number / 100 if unit == "%" else number for number, unit in numbers]


def _translated(numbers: _Numbers, size: float) -> Verdict:
    flat = _in_pixels(numbers, size)
    if any(unit == "px" and number <= -FAR for number, unit in flat):
        return GONE
    return Doubt.HIDDEN if any(abs(number) >= FAR for number, _ in flat) else None


def _scaled(numbers: _Numbers) -> Verdict:
    factors = _shares(numbers[:2])
    if any(abs(factor) < 0.02 for factor in factors):
        return GONE
    if any(factor < 0 for factor in factors):
        return Doubt.REPLACED
    return Doubt.HIDDEN if any(factor < 0.25 for factor in factors) else None


def _rotated(numbers: _Numbers) -> Verdict:
    """Of text turned in its plane, 6 and 9 are each other when it stands on its head."""
    if not numbers:
        return Doubt.HIDDEN
    return Doubt.REPLACED if 120 < _degrees(numbers[-1]) % 360 < 240 else None


def _tilted(numbers: _Numbers) -> Verdict:
    """Of text turned out of its plane nothing is seen from the side, and its mirror image from behind."""
    if not numbers:
        return Doubt.HIDDEN
    degrees = _degrees(numbers[-1]) % 360
    if abs(degrees % 180 - 90) < 5:
        return GONE
    return Doubt.REPLACED if 90 < degrees < 270 else None


def _mapped(numbers: _Numbers) -> Verdict:
    """What a matrix leaves of text; its determinant is the share of its area."""
    if len(numbers) != 6:
        return Doubt.HIDDEN
    a, b, c, d, right, down = _shares(numbers)
    area = a * d - b * c
    if min(right, down) <= -FAR or abs(area) < 0.001:
        return GONE
    if max(right, down) >= FAR or abs(area) < 0.06:
        return Doubt.HIDDEN
    return Doubt.REPLACED if area < 0 or a < -0.5 else None


_JUDGES: dict[str, Callable[[_Numbers], Verdict]] = {
    **dict.fromkeys(("scale", "scalex", "scaley", "scale3d"), _scaled),
    **dict.fromkeys(("rotate", "rotatez"), _rotated),
    **dict.fromkeys(("rotatex", "rotatey"), _tilted),
    "matrix": _mapped,
    "perspective": lambda _: None,
}
