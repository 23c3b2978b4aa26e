"""What the declarations of an element do to what the eye sees of it: nothing, a doubt, or all is gone.

One small judge for each way in which pages hide text, lay it over other text, or turn it round.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from math import cos, hypot, pi, sin, tan, tau

from govinfo_report.raw.doubt import Doubt
from govinfo_report.readers.pages.css.element import GONE, Element, Verdict
from govinfo_report.readers.pages.css.grounds import is_painted, reaches_out
from govinfo_report.readers.pages.css.lengths import Length, Numbers, functions_of, length, numbers_of
from govinfo_report.readers.pages.css.look import FAR
from govinfo_report.readers.pages.css.values import sides_of

__all__ = ["covers", "is_bounded", "judged", "moves", "stands_apart"]


_THIN = 2.0
"""Pixels of a box in which nothing is seen."""
_CUT = 0.7
"""A box lower than this share of its font cuts its signs."""
_COUNTED = ("grid-template-columns", "grid-template-rows", "-webkit-line-clamp")
"""Properties of which 0 leaves no line or column."""
_CLIPS = ("hidden", "clip", "scroll", "auto")
_PAINTED = frozenset({"paint", "content", "strict"})
"""What lets nothing be painted outside of a box."""
_UNUSUAL = {
    "mix-blend-mode": Doubt.COLOUR,
    **dict.fromkeys(("mask", "mask-image", "-webkit-text-security"), Doubt.HIDDEN),
}
"""Properties of which any value leaves a doubt."""
_RECOLOURING = {"brightness": 1.0, "contrast": 1.0, "invert": 0.0}
"""Filters that change a colour, and the value at which they change nothing."""
_Axes = tuple[float, float, float, float]
"""Where a transform puts a step to the right and a step down: across and down, of each."""
_Transform = tuple[_Axes | None, Numbers]
"""Where a function puts the axes, if the file tells, and how far right and down it moves, in px or %."""
_STRAIGHT: _Axes = (1, 0, 0, 1)
_UNITS = {"%": 0.01, "deg": pi / 180, "grad": tau / 400, "turn": tau}
_AXIS = re.compile(r"\brotate\(([^()]*?)\s*\b([xyz])\b([^()]*)\)")
"""The axis of ``rotate: x 180deg``, before or behind the angle."""
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


def judged(element: Element) -> Verdict:
    """What becomes of an element: the strongest of what its declarations do."""
    found: Verdict = None
    for judge in _JUDGES:
        verdict = judge(element)
        if verdict == GONE:
            return GONE
        found = found or verdict
    return found


def moves(element: Element) -> bool:
    """Whether an element may stand at another place of its line or table than in the file, or over others."""
    if not element.in_cell:
        return False
    floats = element.says("float") in ("left", "right")
    if element.lifted or floats or element.says("order") not in ("", "0") or _is_shifted(element):
        return True
    sideways = 0.8 if element.part else 0.4
    shares = {"left": sideways, "right": sideways, "top": 0.8, "bottom": 0.8}
    if element.says("position") == "relative" and _is_led(element, "", shares):
        return True
    if not element.part:
        return _is_drawn_over(element)
    # The cells of a row may stand in another order than in the file.
    display = element.says("display").removeprefix("inline-")
    return display == "grid" or (display == "flex" and "reverse" in element.says("flex-direction"))


def covers(element: Element, *, moved: bool) -> bool:
    """Whether an element, which may be `moved`, may lie over what stands beside it."""
    if not element.in_cell:
        return False
    values = element.values
    drawn_over = moved and not {"height", "min-height"}.isdisjoint(values) and _is_drawn_over(element)
    return (moved and is_painted(values)) or drawn_over or reaches_out(values, element.size)


def _is_led(element: Element, kind: str, shares: Mapping[str, float]) -> bool:
    """Whether lengths lead an element away by a share of its size: below 0 back alone, else either way."""
    for side, share in shares.items():
        by, least = element.pixels(f"{kind}{side}", 100.0), abs(share) * element.scale
        if by is None or -by >= least or (share > 0 and by >= least):
            return True
    return False


def _is_drawn_over(element: Element) -> bool:
    """Whether the margins of an element draw it over its neighbours, or them over it."""
    if not element.boxed:
        return _is_led(element, "margin-", {"left": -0.3, "right": -0.3})
    along = -0.4 if element.says("display").startswith("inline") else -3.0
    return _is_led(element, "margin-", {"left": along, "right": along, "top": -0.6, "bottom": -0.6})


def stands_apart(element: Element) -> bool:
    """Whether an element in a line keeps so far from its neighbours that the eye takes it for itself."""
    if not element.in_cell or element.part:
        return False
    sides = [element.pixels(f"{kind}-{side}") for kind in ("margin", "padding") for side in ("left", "right")]
    if any(by is None or by >= 0.6 * element.size for by in sides):
        return True
    width = element.pixels("width") if element.says("display").startswith("inline-") else 0.0
    return width is None or width >= 1.5 * (element.size or 1)


def _none(element: Element) -> Verdict:
    if element.says("display") == "none" or (
        element.boxed and element.says("content-visibility") == "hidden"
    ):
        return GONE
    return Doubt.PICTURE if "url(" in element.says("content") else None


def _placed(element: Element) -> Verdict:
    if element.says("position") not in ("absolute", "fixed", "relative"):
        return None
    behind = Doubt.HIDDEN if element.in_cell and element.says("z-index").startswith("-") else None
    back = 40.0 if element.lifted else FAR
    return _led_away(element, "", ("left", "top", "right", "bottom"), back, unknown=True) or behind


def _pushed(element: Element) -> Verdict:
    if element.part:
        return None
    sides = ("left", "top", "right", "bottom") if element.boxed else ("left", "right")
    unknown = element.in_cell and not element.boxed
    back = min(FAR, 2.2 * element.scale)
    padding = Doubt.HIDDEN if (element.pixels("padding-left") or 0.0) >= FAR else None
    return _led_away(element, "margin-", sides, back, unknown=unknown) or padding


def _led_away(element: Element, kind: str, sides: tuple[str, ...], back: float, *, unknown: bool) -> Verdict:
    """What becomes of an element that lengths lead away: ``back`` by so many pixels, or out of the page.

    ``unknown`` is whether a length that only a browser knows may lead it so far.
    """
    ways = {side: element.pixels(f"{kind}{side}", 400.0) for side in sides}
    if any(by is not None and by <= -FAR for side, by in ways.items() if side in ("left", "top")):
        return GONE
    away = any(unknown if by is None else by >= FAR or by <= -back for by in ways.values())
    return Doubt.HIDDEN if away else None


def _clipped(element: Element) -> Verdict:
    clip, path = element.says("clip"), element.says("clip-path")
    if element.lifted and clip.startswith("rect"):
        edges = [number for number, _ in numbers_of(clip)]
        if len(edges) != 4:
            return Doubt.HIDDEN if edges else None
        thin = edges[2] - edges[0] <= _THIN or edges[1] - edges[3] <= _THIN
        return GONE if thin else Doubt.HIDDEN
    if path in ("", "border-box", "padding-box", "content-box"):
        return None
    numbers = numbers_of(path.split(" round ")[0])
    values = [number for number, _ in numbers]
    if path.startswith("inset(") and values:
        top, right, bottom, left = sides_of(values[:4])
        if max(values) <= _THIN:
            return None
        shares = all(unit == "%" or number == 0 for number, unit in numbers)
        return GONE if shares and (top + bottom >= 100 or left + right >= 100) else Doubt.HIDDEN
    point = path.startswith(("circle(", "ellipse(")) and values[:1] == [0]
    return GONE if point or (path.startswith("polygon(") and values and not any(values)) else Doubt.HIDDEN


def _clips(element: Element) -> bool:
    """Whether an element cuts off what does not find room in it."""
    cut = any(element.says(f"overflow-{axis}") in _CLIPS for axis in "xy")
    return element.boxed and (cut or not _PAINTED.isdisjoint(element.says("contain").split()))


def is_bounded(element: Element) -> bool:
    """Whether an element in a cell has a size and cuts off: all behind its first line may be cut off."""
    if element.part or not element.in_cell or not _clips(element):
        return False
    bounds = ("height", "max-height", "width", "max-width", "-webkit-line-clamp", "grid-template-rows")
    return any(element.says(name) and "%" not in element.says(name) for name in bounds)


def _squeezed(element: Element) -> Verdict:
    if element.boxed and not element.part and element.says("contain") in ("strict", "size"):
        return Doubt.HIDDEN
    if not _clips(element):
        return None
    indent = element.pixels("text-indent", 400.0)
    padding = element.pixels("padding-left") or 0.0
    if indent is None or indent <= -0.5 * element.scale - padding:
        return Doubt.HIDDEN
    if element.part:
        return None
    if any(element.says(name).startswith("0") for name in _COUNTED):
        return Doubt.HIDDEN
    verdicts = [_in_room(element, name, indent) for name in ("height", "max-height", "width", "max-width")]
    if GONE in verdicts:
        return GONE
    high = _line_height(element)
    flat = high is not None and high < 0.3 * element.size
    return Doubt.HIDDEN if flat or Doubt.HIDDEN in verdicts else None


def _in_room(element: Element, name: str, indent: float) -> Verdict:
    """What is left of an element in a box as high or as wide as one of its properties says."""
    pixels = element.bound(name)
    if pixels is None:
        return None
    if pixels < _THIN:
        return GONE
    if name.endswith("width"):
        padding, outside = element.pixels("padding-left"), indent > 0.5 * pixels
    else:
        high = _line_height(element)
        padding, outside = element.pixels("padding-top"), high is not None and high > 1.8 * pixels
    cut = pixels < _CUT * element.size or padding is None or padding >= pixels
    return Doubt.HIDDEN if cut or outside else None


def _line_height(element: Element) -> Length:
    value = element.says("line-height")
    if value in ("", "normal"):
        return None
    try:
        return float(value) * element.size
    except ValueError:
        return length(value, element.size, element.size)


def _filtered(element: Element) -> Verdict:
    for name, numbers in functions_of(element.says("filter")):
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


def _worded(element: Element) -> Verdict:
    for name, doubt in _UNUSUAL.items():
        if element.says(name):
            return doubt
    families = element.says("font-family").partition(",")[0]
    return Doubt.SYMBOL if any(name in families for name in ("wingdings", "webdings", "dingbats")) else None


def _is_shifted(element: Element) -> bool:
    """Whether an element is moved by about its size, or by all of it."""
    return element.boxed and any(
        abs(by) >= (100 if unit == "%" else 0.8 * element.scale)
        for _, ways in _transforms(element)
        for by, unit in ways
    )


def _turned(element: Element) -> Verdict:
    """What becomes of an element that is turned, drawn smaller, or moved."""
    if not element.boxed:
        return None
    transforms = list(_transforms(element))
    verdicts: list[Verdict] = [
        _seen(_all_of([axes for axes, _ in transforms])),
        *(_moved(ways, element) for _, ways in transforms),
    ]
    return GONE if GONE in verdicts else next((each for each in verdicts if each is not None), None)


def _transforms(element: Element) -> Iterator[_Transform]:
    own = (name for name in ("translate", "rotate", "scale") if element.says(name))
    for text in (*(f"{name}({element.says(name)})" for name in own), element.says("transform")):
        for name, numbers in functions_of(_AXIS.sub(r"rotate\2(\1\3)", text)):
            yield _transform(name, numbers, element.size)


def _all_of(axes: Sequence[_Axes | None]) -> _Axes | None:
    """What one thing done after the other does; ``None`` where one is not known."""
    a, b, c, d = _STRAIGHT
    for each in axes:
        if each is None:
            return None
        p, q, r, s = each
        a, b, c, d = a * p + c * q, b * p + d * q, a * r + c * s, b * r + d * s
    return a, b, c, d


def _transform(name: str, numbers: Numbers, size: float) -> _Transform:
    if name.startswith("translate"):
        x, y = [*numbers, (0.0, ""), (0.0, "")][:2]
        ways = {"translatex": (x,), "translatey": ((0.0, ""), x), "translatez": ()}.get(name, (x, y))
        return _STRAIGHT, [
            (by, unit) if unit == "%" else (length(f"{by}{unit}", size) or 0.0, "px") for by, unit in ways
        ]
    if name in ("rotate", "rotate3d") and len(numbers) == 4:
        name, numbers = _rotation(numbers)
    plain = [number * _UNITS.get(unit, 1.0) for number, unit in numbers]
    if name == "matrix" and len(plain) == 6:
        return (plain[0], plain[1], plain[2], plain[3]), [(by, "px") for by in plain[4:]]
    if name not in _AXES or not plain:
        return None, ()
    return _AXES[name](plain[0], (plain[1:] or [0.0 if name == "skew" else plain[0]])[0]), ()


def _rotation(numbers: Numbers) -> tuple[str, Numbers]:
    """A turn round an axis of three numbers, as one round x, y or z; else what nobody knows."""
    *axis, angle = sorted(numbers, key=lambda each: each[1] != "")
    round_which = [name for name, (by, _) in zip("xyz", axis, strict=True) if by]
    return f"rotate{round_which[0]}" if len(round_which) == 1 else "", [angle]


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


_JUDGES: tuple[Callable[[Element], Verdict], ...] = (
    _none, _placed, _pushed, _clipped, _squeezed, _turned, _filtered, _worded,
)  # fmt: skip
