"""What the declarations of an element do to what the eye sees of it: nothing, a doubt, or all is gone.

One small judge for each way in which pages hide text, lay it over other text, or turn it round.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from enum import Enum

from attrs import frozen

from govinfo_report.raw.doubt import Doubt
from govinfo_report.readers.pages.css.look import FAR
from govinfo_report.readers.pages.css.telling import is_over
from govinfo_report.readers.pages.css.values import Length, length, numbers_of

__all__ = ["GONE", "Element", "Verdict", "is_bounded", "judged", "moves", "stands_apart"]


class _Gone(Enum):
    GONE = "gone"


GONE = _Gone.GONE
Verdict = Doubt | _Gone | None

_THIN = 2.0
"""Pixels of a box in which nothing is seen."""
_CUT = 0.7
"""A box lower than this share of its font cuts its signs."""
_FUNCTION = re.compile(r"([a-z0-9-]+)\(([^()]*)\)")
_DEGREES = {"deg": 1.0, "rad": 57.29578, "turn": 360.0, "grad": 0.9, "": 1.0}
_CLIPS = ("hidden", "clip", "scroll", "auto")


@frozen
class Element:
    """What is declared of an element, with what lengths are told from.

    Attributes:
        values: Property → value.
        size: The size of its font in pixels.
        boxed: Whether it is a box of its own; what only stands in a line has no height, and is not turned.
        in_cell: Whether it stands in a table's cell.
        part: Whether it is a cell or a row.
    """

    values: Mapping[str, str]
    size: float
    boxed: bool
    in_cell: bool
    part: bool

    def says(self, name: str) -> str:
        """The value of a property, empty where none is declared."""
        return self.values.get(name, "")

    def pixels(self, name: str, whole: float | None = None) -> Length:
        """A length declared, 0 where none is; ``None`` where only a browser knows."""
        value = self.values.get(name, "auto")
        return 0.0 if value in ("auto", "none", "normal") else length(value, self.size, whole)

    @property
    def scale(self) -> float:
        """Pixels that moves are held against: an element of no size may hold text of any."""
        return self.size or 16.0

    @property
    def lifted(self) -> bool:
        """Whether it is laid out apart from the text around it."""
        return self.says("position") in ("absolute", "fixed")


def judged(element: Element) -> Verdict:
    """What becomes of an element: the strongest of what its declarations do."""
    found: Verdict = None
    for judge in _JUDGES:
        verdict = judge(element)
        if verdict is GONE:
            return GONE
        found = found or verdict
    return found


def moves(element: Element) -> bool:
    """Whether an element may stand at another place of its line than in the file, or over its neighbours."""
    if not element.in_cell:
        return False
    if element.part:
        return _is_displaced(element)
    sideways = [element.pixels(name, 100.0) for name in ("left", "right")]
    upwards = [element.pixels(name, 100.0) for name in ("top", "bottom")]
    size = element.scale
    if element.lifted or element.says("float") in ("left", "right"):
        return True
    if element.says("position") == "relative" and (
        any(by is None or abs(by) >= 0.4 * size for by in sideways)
        or any(by is None or abs(by) >= 0.8 * size for by in upwards)
    ):
        return True
    if element.says("order") not in ("", "0"):
        return True
    along = -0.3 * size if not element.boxed else -0.4 * size
    over = -0.6 * size
    margins = [(element.pixels(f"margin-{side}", 100.0), along) for side in ("left", "right")]
    if element.boxed:
        margins = [
            (by, -3 * size)
            if by is not None and not element.says("display").startswith("inline")
            else (by, most)
            for by, most in margins
        ]
        margins += [(element.pixels(f"margin-{side}", 100.0), over) for side in ("top", "bottom")]
    return any(by is None or by <= most for by, most in margins) or _is_shifted(element)


def _is_displaced(element: Element) -> bool:
    """Whether a cell or row may stand at another place of its table than in the file."""
    sides = [element.pixels(name, 100.0) for name in ("left", "right", "top", "bottom")]
    return (
        element.lifted
        or element.says("float") in ("left", "right")
        or element.says("order") not in ("", "0")
        or (
            element.says("display").removeprefix("inline-") in ("flex", "grid")
            and ("reverse" in element.says("flex-direction") or "grid" in element.says("display"))
        )
        or (
            element.says("position") == "relative"
            and any(by is None or abs(by) >= 0.8 * element.scale for by in sides)
        )
        or _is_shifted(element)
    )


def stands_apart(element: Element) -> bool:
    """Whether an element in a line keeps so far from its neighbours that the eye takes it for itself."""
    if not element.in_cell or element.part:
        return False
    sides = [element.pixels(f"{kind}-{side}") for kind in ("margin", "padding") for side in ("left", "right")]
    if any(by is None or by >= 0.6 * element.size for by in sides):
        return True
    if not element.says("display").startswith("inline-"):
        return False
    width = element.pixels("width")
    return width is None or width >= 1.5 * element.size


def _is_shifted(element: Element) -> bool:
    if not element.boxed:
        return False
    for name, numbers in _transforms(element):
        if name.startswith("translate") and any(
            abs(number) >= (100 if unit == "%" else 0.8 * element.scale)
            for number, unit in _in_pixels(numbers[:2], element.size)
        ):
            return True
    return False


def _none(element: Element) -> Verdict:
    if element.says("display") == "none" or (
        element.boxed and element.says("content-visibility") == "hidden"
    ):
        return GONE
    return Doubt.PICTURE if "url(" in element.says("content") else None


def _placed(element: Element) -> Verdict:
    position = element.says("position")
    if position not in ("absolute", "fixed", "relative"):
        return None
    worst: Verdict = None
    for name in ("left", "top", "right", "bottom"):
        by = element.pixels(name, 400.0)
        if by is None:
            worst = Doubt.HIDDEN
        elif by <= -FAR and name in ("left", "top"):
            return GONE
        elif abs(by) >= FAR or (element.lifted and by <= -40):
            worst = Doubt.HIDDEN
    if element.in_cell and element.says("z-index").startswith("-"):
        return Doubt.HIDDEN
    return worst


def _pushed(element: Element) -> Verdict:
    if element.part:
        return None
    worst: Verdict = None
    for side in ("left", "top", "right", "bottom"):
        if not element.boxed and side in ("top", "bottom"):
            continue
        by = element.pixels(f"margin-{side}", 400.0)
        if by is not None and by <= -FAR and side in ("left", "top"):
            return GONE
        if (by is None and element.in_cell and not element.boxed) or (
            by is not None and (by >= FAR or by <= -FAR or by <= -2.2 * element.scale)
        ):
            worst = Doubt.HIDDEN
    padding = element.pixels("padding-left")
    return Doubt.HIDDEN if padding is not None and padding >= FAR else worst


def _clipped(element: Element) -> Verdict:
    if element.lifted and (clip := element.says("clip")).startswith("rect"):
        edges = [number for number, _ in numbers_of(clip)]
        if len(edges) == 4:
            top, right, bottom, left = edges
            return GONE if bottom - top <= _THIN or right - left <= _THIN else Doubt.HIDDEN
        return Doubt.HIDDEN if edges else None
    path = element.says("clip-path")
    if path in ("", "none", "border-box", "padding-box", "content-box", "initial"):
        return None
    numbers = numbers_of(path.split(" round ")[0])
    if path.startswith("inset(") and numbers:
        edges = [number for number, _ in numbers]
        top, right, bottom, left = (edges * 4)[:4] if len(edges) in (1, 2, 4) else [*edges, edges[1]]
        if max(edges) <= _THIN:
            return None
        whole = all(unit == "%" or number == 0 for number, unit in numbers)
        return GONE if whole and (top + bottom >= 100 or left + right >= 100) else Doubt.HIDDEN
    if path.startswith(("circle(", "ellipse(")) and numbers and numbers[0][0] == 0:
        return GONE
    if path.startswith("polygon(") and numbers and not any(number for number, _ in numbers):
        return GONE
    return Doubt.HIDDEN


def clips(element: Element) -> bool:
    """Whether an element cuts off what does not find room in it."""
    return element.boxed and any(element.says(f"overflow-{axis}") in _CLIPS for axis in "xy")


def is_bounded(element: Element) -> bool:
    """Whether an element cuts off and has a size of its own: all behind its first line may be cut off."""
    bounds = ("height", "max-height", "width", "max-width", "-webkit-line-clamp", "grid-template-rows")
    return clips(element) and any(
        element.says(name) not in ("", "auto", "none") and "%" not in element.says(name) for name in bounds
    )


def _squeezed(element: Element) -> Verdict:
    if element.boxed and not element.part and element.says("contain") in ("strict", "size"):
        return Doubt.HIDDEN
    if not clips(element):
        return None
    indent = element.pixels("text-indent", 400.0)
    padding = element.pixels("padding-left")
    if indent is None or indent <= -0.5 * element.scale - (padding or 0.0):
        return Doubt.HIDDEN
    if element.part:
        return None
    worst: Verdict = None
    if any(
        element.says(name).startswith("0")
        for name in ("grid-template-columns", "grid-template-rows", "-webkit-line-clamp")
    ):
        return Doubt.HIDDEN
    for names in (("height", "max-height"), ("width", "max-width")):
        for name in names:
            if element.says(name) in ("", "auto", "none") or (
                "%" in element.says(name) and element.says(name) != "0%"
            ):
                continue
            pixels = element.pixels(name)
            if pixels is None:
                continue
            if pixels < _THIN:
                return GONE
            if pixels < _CUT * element.size or (name.endswith("width") and indent > 0.5 * pixels):
                worst = Doubt.HIDDEN
            pushed = element.pixels("padding-left" if name.endswith("width") else "padding-top")
            if pushed is None or pushed >= pixels:
                worst = Doubt.HIDDEN
            high = _line_height(element)
            if name.endswith("height") and high is not None and high > 1.8 * pixels:
                worst = Doubt.HIDDEN
    high = _line_height(element)
    return Doubt.HIDDEN if high is not None and high < 0.3 * element.size else worst


def _line_height(element: Element) -> Length:
    value = element.says("line-height")
    if value in ("", "normal"):
        return None
    try:
        return float(value) * element.size
    except ValueError:
        return length(value, element.size, element.size)


def _transforms(element: Element) -> list[tuple[str, list[tuple[float, str]]]]:
    texts = [element.says("transform")]
    texts += [
        f"{name}({element.says(name)})" for name in ("scale", "rotate", "translate") if element.says(name)
    ]
    return [(name, numbers_of(its)) for text in texts for name, its in _FUNCTION.findall(text)]


def _in_pixels(numbers: list[tuple[float, str]], size: float) -> list[tuple[float, str]]:
    return [
        (number, "%") if unit == "%" else (length(f"{number}{unit}", size) or 0.0, "px")
        for number, unit in numbers
    ]


def _turned(element: Element) -> Verdict:
    if not element.boxed:
        return None
    worst: Verdict = None
    for name, numbers in _transforms(element):
        verdict = _transformed(name, numbers, element.size)
        if name in ("translate", "translatex", "translate3d") and numbers and not element.says("left"):
            aside, unit = numbers[0]  # of its own width: out of the cell, unless it was moved in before
            verdict = verdict or (Doubt.HIDDEN if unit == "%" and abs(aside) >= 40 else None)
        if verdict is GONE:
            return GONE
        worst = worst or verdict
    return worst


def _transformed(name: str, numbers: list[tuple[float, str]], size: float) -> Verdict:
    values = [number / 100 if unit == "%" else number for number, unit in numbers]
    if name.startswith("translate"):
        flat = _in_pixels(numbers[:2], size) if name != "translatez" else []
        if any(unit == "px" and number <= -FAR for number, unit in flat):
            return GONE
        return Doubt.HIDDEN if any(abs(number) >= FAR for number, _ in flat) else None
    if name in ("scale", "scalex", "scaley", "scale3d"):
        return _scaled(values[:2])
    if name in ("rotate", "rotatez", "rotatex", "rotatey") and numbers:
        degrees = numbers[-1][0] * _DEGREES.get(numbers[-1][1], 1.0) % 360
        if name in ("rotate", "rotatez"):
            return Doubt.REPLACED if 120 < degrees < 240 else None
        if abs(degrees % 180 - 90) < 5:
            return GONE
        return Doubt.REPLACED if 90 < degrees < 270 else None
    if name == "matrix" and len(values) == 6:
        a, b, c, d, right, down = values
        if min(right, down) <= -FAR or abs(a * d - b * c) < 0.001:
            return GONE
        if max(right, down) >= FAR or abs(a * d - b * c) < 0.06:
            return Doubt.HIDDEN
        return Doubt.REPLACED if a * d - b * c < 0 or a < -0.5 else None
    if name.startswith("skew"):
        degrees = abs(
            max((number * _DEGREES.get(unit, 1.0) for number, unit in numbers), key=abs, default=0.0)
        )
        return Doubt.HIDDEN if degrees > 60 else None
    return None if name == "perspective" else Doubt.HIDDEN


def _scaled(factors: list[float]) -> Verdict:
    if any(abs(factor) < 0.02 for factor in factors):
        return GONE
    if any(factor < 0 for factor in factors):
        return Doubt.REPLACED
    return Doubt.HIDDEN if any(factor < 0.25 for factor in factors) else None


#: Filters that change a colour, and the value at which they change nothing.
_RECOLOURING = {"brightness": 1.0, "contrast": 1.0, "invert": 0.0}


def _filtered(element: Element) -> Verdict:
    for name, its in _FUNCTION.findall(element.says("filter")):
        numbers = numbers_of(its)
        value = (numbers[0][0] / (100 if numbers[0][1] == "%" else 1)) if numbers else 1.0
        if name == "opacity":
            if value <= 0:
                return GONE
            if value < 0.15:
                return Doubt.HIDDEN
        elif name == "blur" and value >= 0.15 * element.size:
            return Doubt.HIDDEN
        elif name == "url" or (name in _RECOLOURING and abs(value - _RECOLOURING[name]) > 0.4):
            return Doubt.COLOUR
    return None


def _blended(element: Element) -> Verdict:
    if element.says("mix-blend-mode") not in ("", "normal"):
        return Doubt.COLOUR
    masks = [element.says(name) for name in ("mask", "mask-image")]
    if any(mask not in ("", "none") for mask in masks) or not is_over(element.values):
        return Doubt.HIDDEN
    return Doubt.HIDDEN if element.says("-webkit-text-security") not in ("", "none") else None


def _lettered(element: Element) -> Verdict:
    families = element.says("font-family").partition(",")[0]
    return Doubt.SYMBOL if any(name in families for name in ("wingdings", "webdings", "dingbats")) else None


_JUDGES: tuple[Callable[[Element], Verdict], ...] = (
    _none, _placed, _pushed, _clipped, _squeezed, _turned, _filtered, _blended, _lettered,
)  # fmt: skip
