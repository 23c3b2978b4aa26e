"""Colours of text and of its ground: what web pages and Word files write, and how near two of them are."""

from __future__ import annotations

import re
from colorsys import hls_to_rgb
from functools import lru_cache
from math import cos, sin, tau
from typing import NamedTuple

__all__ = ["BLACK", "WHITE", "Colour", "colour_of", "hex_colour", "is_near", "mixed"]


class Colour(NamedTuple):
    """A colour, its parts from 0 to 255, and how opaque it is, from 0 to 1."""

    red: float
    green: float
    blue: float
    alpha: float = 1.0


BLACK, WHITE = Colour(0, 0, 0), Colour(255, 255, 255)
_NEAR = 32
"""Colours whose parts differ by less than this the eye may not tell apart: ``#e0e0e0`` on white."""

_Number = tuple[float, str | None]
"""A number with its unit."""
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?(%|deg|grad|rad|turn)?")
_FUNCTION = re.compile(r"(rgba?|hsla?)\(([^()]*)\)")
_PERCEIVED = re.compile(r"(oklab|oklch|lab|lch|color)\(([^()]*)\)")
_FIRST = re.compile(r"(?:[^,()]|\([^()]*\))*")
_HEX = re.compile(r"#?([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})")
_TURNS = {"deg": 1 / 360, "grad": 1 / 400, "rad": 0.15915494, "turn": 1.0}
#: The names of CSS for colours, each with its six digits; those of the system as a desktop has them.
_NAMED = """
aliceblue:f0f8ff antiquewhite:faebd7 aqua:00ffff aquamarine:7fffd4 azure:f0ffff beige:f5f5dc
bisque:ffe4c4 black:000000 blanchedalmond:ffebcd blue:0000ff blueviolet:8a2be2 brown:a52a2a
burlywood:deb887 cadetblue:5f9ea0 chartreuse:7fff00 chocolate:d2691e coral:ff7f50
cornflowerblue:6495ed cornsilk:fff8dc crimson:dc143c cyan:00ffff darkblue:00008b darkcyan:008b8b
darkgoldenrod:b8860b darkgray:a9a9a9 darkgreen:006400 darkgrey:a9a9a9 darkkhaki:bdb76b
darkmagenta:8b008b darkolivegreen:556b2f darkorange:ff8c00 darkorchid:9932cc darkred:8b0000
darksalmon:e9967a darkseagreen:8fbc8f darkslateblue:483d8b darkslategray:2f4f4f darkslategrey:2f4f4f
darkturquoise:00ced1 darkviolet:9400d3 deeppink:ff1493 deepskyblue:00bfff dimgray:696969
dimgrey:696969 dodgerblue:1e90ff firebrick:b22222 floralwhite:fffaf0 forestgreen:228b22
fuchsia:ff00ff gainsboro:dcdcdc ghostwhite:f8f8ff gold:ffd700 goldenrod:daa520 gray:808080
green:008000 greenyellow:adff2f grey:808080 honeydew:f0fff0 hotpink:ff69b4 indianred:cd5c5c
indigo:4b0082 ivory:fffff0 khaki:f0e68c lavender:e6e6fa lavenderblush:fff0f5 lawngreen:7cfc00
lemonchiffon:fffacd lightblue:add8e6 lightcoral:f08080 lightcyan:e0ffff lightgoldenrodyellow:fafad2
lightgray:d3d3d3 lightgreen:90ee90 lightgrey:d3d3d3 lightpink:ffb6c1 lightsalmon:ffa07a
lightseagreen:20b2aa lightskyblue:87cefa lightslategray:778899 lightslategrey:778899
lightsteelblue:b0c4de lightyellow:ffffe0 lime:00ff00 limegreen:32cd32 linen:faf0e6 magenta:ff00ff
maroon:800000 mediumaquamarine:66cdaa mediumblue:0000cd mediumorchid:ba55d3 mediumpurple:9370db
mediumseagreen:3cb371 mediumslateblue:7b68ee mediumspringgreen:00fa9a mediumturquoise:48d1cc
mediumvioletred:c71585 midnightblue:191970 mintcream:f5fffa mistyrose:ffe4e1 moccasin:ffe4b5
navajowhite:ffdead navy:000080 oldlace:fdf5e6 olive:808000 olivedrab:6b8e23 orange:ffa500
orangered:ff4500 orchid:da70d6 palegoldenrod:eee8aa palegreen:98fb98 paleturquoise:afeeee
palevioletred:db7093 papayawhip:ffefd5 peachpuff:ffdab9 peru:cd853f pink:ffc0cb plum:dda0dd
powderblue:b0e0e6 purple:800080 rebeccapurple:663399 red:ff0000 rosybrown:bc8f8f royalblue:4169e1
saddlebrown:8b4513 salmon:fa8072 sandybrown:f4a460 seagreen:2e8b57 seashell:fff5ee sienna:a0522d
silver:c0c0c0 skyblue:87ceeb slateblue:6a5acd slategray:708090 slategrey:708090 snow:fffafa
springgreen:00ff7f steelblue:4682b4 tan:d2b48c teal:008080 thistle:d8bfd8 tomato:ff6347
turquoise:40e0d0 violet:ee82ee wheat:f5deb3 white:ffffff whitesmoke:f5f5f5 yellow:ffff00
yellowgreen:9acd32
windowtext:000000 window:ffffff buttontext:000000 buttonface:f0f0f0 canvas:ffffff canvastext:000000
field:ffffff fieldtext:000000 infobackground:ffffe1 infotext:000000 activecaption:ffffff
activeborder:ffffff appworkspace:ffffff background:ffffff buttonhighlight:f0f0f0 buttonshadow:a0a0a0
captiontext:000000 graytext:6d6d6d highlight:0078d7 highlighttext:ffffff inactiveborder:ffffff
inactivecaption:ffffff inactivecaptiontext:808080 linktext:0000ee menu:f7f7f7 menutext:000000
scrollbar:ffffff selecteditem:0078d7 selecteditemtext:ffffff threedface:f0f0f0
threedhighlight:f0f0f0 threedlightshadow:f0f0f0 windowframe:000000 mark:ffff00 marktext:000000
visitedtext:551a8b activetext:ff0000 accentcolor:0078d7 accentcolortext:ffffff
"""
_NAMES = {each[:-7]: each[-6:] for each in _NAMED.split()}


@lru_cache(maxsize=2048)
def colour_of(text: str) -> Colour | None:
    """The colour that a value of CSS names, in lower case; ``None`` for what names none that is known.

    Example:
        >>> colour_of("rgb(100% 0 0 / 50%)")
        Colour(red=255.0, green=0.0, blue=0.0, alpha=0.5)
    """
    text = text.strip()
    if text == "transparent":
        return Colour(0, 0, 0, 0)
    if text.startswith("#"):
        return hex_colour(text)
    if text in _NAMES:
        return hex_colour(_NAMES[text])
    if text.startswith("light-dark("):  # pages are judged as a desktop shows them that asks for no dark ones
        by_day = _FIRST.match(text, 11)
        return colour_of(by_day[0]) if by_day is not None else None
    if found := _PERCEIVED.fullmatch(text):
        return _perceived(found[1], found[2])
    found = _FUNCTION.fullmatch(text)
    if found is None:
        return None
    numbers = _numbers(found[2])
    if len(numbers) not in (3, 4):
        return None
    alpha = _share(numbers[3]) if len(numbers) == 4 else 1.0
    if found[1].startswith("rgb"):
        red, green, blue = (
            min(255.0, max(0.0, value * 2.55 if unit == "%" else value)) for value, unit in numbers[:3]
        )
        return Colour(red, green, blue, alpha)
    (hue, unit), (full, _), (light, _) = numbers[:3]
    red, green, blue = hls_to_rgb(
        hue * _TURNS.get(unit or "deg", 1 / 360) % 1,
        min(1.0, max(0.0, light / 100)),
        min(1.0, max(0.0, full / 100)),
    )
    return Colour(red * 255, green * 255, blue * 255, alpha)


def _numbers(text: str) -> list[_Number]:
    return [(float(each[0].rstrip("%degratun")), each[1]) for each in _NUMBER.finditer(text)]


def _share(number: _Number) -> float:
    """A number from 0 to 1, or so many per cent."""
    value, unit = number
    return min(1.0, max(0.0, value / (100 if unit else 1)))


def _perceived(space: str, arguments: str) -> Colour | None:
    """A colour told by its lightness and two more numbers, or by the parts of a space much like sRGB."""
    colour, _, opacity = arguments.partition("/")
    if space == "color":
        name, _, colour = colour.strip().partition(" ")
        if name not in ("srgb", "display-p3"):
            return None
    numbers = _numbers(colour)
    if len(numbers) != 3 or len(colour.split()) != 3:
        return None
    stated = _numbers(opacity)
    alpha = _share(stated[0]) if stated else 1.0
    if space == "color":
        red, green, blue = map(_share, numbers)
        return Colour(red * 255, green * 255, blue * 255, alpha)
    light, one, other = _coordinates(space, numbers)
    linear = _of_oklab(light, one, other) if space.startswith("ok") else _of_lab(light, one, other)
    red, green, blue = map(_encoded, linear)
    return Colour(red, green, blue, alpha)


def _coordinates(space: str, numbers: list[_Number]) -> tuple[float, float, float]:
    """The lightness and the two axes of a colour, of which ``lch`` tells the distance and the angle."""
    ok = space.startswith("ok")
    light = numbers[0][0] / (100 if numbers[0][1] or not ok else 1)
    whole = 0.4 if ok else 125.0  # what 100 % of the other two are
    one, other = (value * whole / 100 if unit == "%" else value for value, unit in numbers[1:])
    if space.endswith("lch"):
        angle = numbers[2][0] * _TURNS.get(numbers[2][1] or "deg", 1 / 360) * tau
        one, other = one * cos(angle), one * sin(angle)
    return light, one, other


def _of_oklab(light: float, one: float, other: float) -> tuple[float, float, float]:
    """The shares of red, green and blue light."""
    long = (light + 0.3963 * one + 0.2158 * other) ** 3
    medium = (light - 0.1056 * one - 0.0639 * other) ** 3
    short = (light - 0.0895 * one - 1.2915 * other) ** 3
    return (
        4.0767 * long - 3.3077 * medium + 0.2310 * short,
        -1.2684 * long + 2.6098 * medium - 0.3413 * short,
        -0.0042 * long - 0.7034 * medium + 1.7076 * short,
    )


def _of_lab(light: float, one: float, other: float) -> tuple[float, float, float]:
    """The shares of red, green and blue light."""
    middle = (light * 100 + 16) / 116
    x, y, z = (
        white * (each**3 if each > 6 / 29 else (each - 4 / 29) * 108 / 841)
        for each, white in ((middle + one / 500, 0.9643), (middle, 1.0), (middle - other / 200, 0.8251))
    )
    return (
        3.1342 * x - 1.6174 * y - 0.4907 * z,
        -0.9787 * x + 1.9161 * y + 0.0335 * z,
        0.0719 * x - 0.2290 * y + 1.4057 * z,
    )


def _encoded(linear: float) -> float:
    """A part of a colour, 0 to 255, from the share of its light."""
    share = min(1.0, max(0.0, linear))
    return 255 * (12.92 * share if share <= 0.0031308 else 1.055 * share ** (1 / 2.4) - 0.055)


def hex_colour(text: str) -> Colour | None:
    """The colour of three, four, six or eight hexadecimal digits, with ``#`` or without."""
    found = _HEX.fullmatch(text.lower())
    if found is None:
        return None
    digits = found[1] if len(found[1]) > 4 else "".join(digit * 2 for digit in found[1])
    parts = [int(digits[at : at + 2], 16) for at in range(0, len(digits), 2)]
    return Colour(parts[0], parts[1], parts[2], parts[3] / 255 if len(parts) == 4 else 1.0)


def mixed(upper: Colour, lower: Colour, opacity: float = 1.0) -> Colour:
    """What the eye sees of a colour laid over an opaque one."""
    share = upper.alpha * opacity
    red, green, blue = (
        over * share + under * (1 - share) for over, under in zip(upper[:3], lower, strict=False)
    )
    return Colour(red, green, blue)


def is_near(one: Colour, other: Colour) -> bool:
    """Whether the eye may not tell two opaque colours apart."""
    return max(abs(a - b) for a, b in zip(one[:3], other[:3], strict=True)) < _NEAR
