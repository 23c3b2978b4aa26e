"""What ``transform`` and its like do to an element: they move it, turn it round, or leave nothing of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import cos, hypot, pi, sin, tan, tau

from govinfo_report.raw.doubt import Doubt
from govinfo_report.readers.pages.css.element import GONE, Element, Verdict
from govinfo_report.readers.pages.css.lengths import Numbers, functions_of, length
from govinfo_report.readers.pages.css.look import FAR

__all__ = ["is_shifted", "turned"]

_Axes = tuple[float, float, float, float]
"""Where a transform puts a step to the right and a step down: across and down, of each."""
_Transform = tuple[_Axes | None, Numbers]
"""Where a function puts the axes, if the file tells, and how far right and down it moves, in px or %."""
_STRAIGHT: _Axes = (1, 0, 0, 1)
_UNITS = {"%": 0.01, "deg": pi / 180, "grad": tau / 400, "turn": tau}
_AXES: dict[str, Callable[[float, float], _Axes]] = {
    "scalex": lambda x, _: (x, 0, 0, 1),
    "scaley": lambda y, _: (1, 0, 0, y),
    **dict.fromkeys(("scale", "scale3d"), lambda x, y: (x, 0, 0, y)),
    **dict.fromkeys(("rotate", "rotatez"), lambda by, _: (cos(by), sin(by), -sin(by), cos(by))),
    "rotatex": lambda by, _: (1, 0, 0, cos(by)),
    "rotatey": lambda by, _: (cos(by), 0, 0, 1),
    "skew": lambda x, y: (1, tan(y), tan(x), 1),
    "skewx": lambda x, _: (1, 0, tan(x), 1),
    "skewy": lambda y, _: (1, tan(y), 0, 1),
    "perspective": lambda _, __: _STRAIGHT,
}


def is_shifted(element: Element) -> bool:
    """Whether an element is moved by about its size, or by all of it."""
    return element.boxed and any(
        abs(by) >= (100 if unit == "%" else 0.8 * element.scale)
        for _, ways in _transforms(element)
        for by, unit in ways
    )


def turned(element: Element) -> Verdict:
    """What becomes of an element that is turned, drawn smaller, or moved."""
    if not element.boxed:
        return None
    verdicts = [
        verdict for axes, ways in _transforms(element) for verdict in (_seen(axes), _moved(ways, element))
    ]
    return GONE if GONE in verdicts else next(filter(None, verdicts), None)


def _transforms(element: Element) -> Iterator[_Transform]:
    own = (name for name in ("scale", "rotate", "translate") if element.says(name))
    for text in (element.says("transform"), *(f"{name}({element.says(name)})" for name in own)):
        for name, numbers in functions_of(text):
            yield _transform(name, numbers, element.size)


def _transform(name: str, numbers: Numbers, size: float) -> _Transform:
    if name.startswith("translate"):
        x, y = [*numbers, (0.0, ""), (0.0, "")][:2]
        ways = {"translatex": (x,), "translatey": ((0.0, ""), x), "translatez": ()}.get(name, (x, y))
        return _STRAIGHT, [
            (by, unit) if unit == "%" else (length(f"{by}{unit}", size) or 0.0, "px") for by, unit in ways
        ]
    plain = [number * _UNITS.get(unit, 1.0) for number, unit in numbers]
    if name == "matrix" and len(plain) == 6:
        return (plain[0], plain[1], plain[2], plain[3]), [(by, "px") for by in plain[4:]]
    if name not in _AXES or not plain:
        return None, ()
    return _AXES[name](plain[0], (plain[1:] or [0.0 if name == "skew" else plain[0]])[0]), ()


def _seen(axes: _Axes | None) -> Verdict:
    """What is left of text: 6 and 9 are each other on their heads, and nothing is seen from the side."""
    if axes is None:
        return Doubt.HIDDEN
    a, b, c, d = axes
    across, down, area = hypot(a, b), hypot(c, d), a * d - b * c
    least = min(across, down, abs(area) / (across * down or 1) / 2)
    if least < 0.02:
        return GONE
    if area < 0 or a < -0.5 * across:
        return Doubt.REPLACED
    return Doubt.HIDDEN if least < 0.25 else None


def _moved(ways: Numbers, element: Element) -> Verdict:
    """What is moved by more than two signs may stand in another cell, and by its own width out of its own."""
    if any(unit == "px" and by <= -FAR for by, unit in ways):
        return GONE
    few = 2 * element.size if element.in_cell and not element.part else FAR
    aside = [abs(by) for by, unit in ways[:1] if unit == "%" and not element.says("left")]
    gone = any(abs(by) >= FAR or (unit == "px" and abs(by) > few) for by, unit in ways)
    return Doubt.HIDDEN if gone or any(by >= 40 for by in aside) else None
