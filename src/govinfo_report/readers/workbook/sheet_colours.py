"""Colours of worksheets: by number, of a theme, lighter or darker; and which of them the eye tells apart."""

from __future__ import annotations

import re
from collections.abc import Mapping
from colorsys import hls_to_rgb, rgb_to_hls
from functools import lru_cache

from attrs import frozen

__all__ = ["BLACK", "WHITE", "Colour", "Palette", "from_hex", "mixed", "near", "numbered"]

#: Red, green, blue, each 0–255.
Colour = tuple[int, int, int]

BLACK: Colour = (0, 0, 0)
WHITE: Colour = (255, 255, 255)

_NEAREST = 56
"""Levels of 255 that a colour and its ground must at least be apart; a figure paler than that on white is
taken for a watermark."""
_WEIGHTS = (0.299, 0.587, 0.114)
_HEX = re.compile(r"(?:[0-9A-Fa-f]{2})?([0-9A-Fa-f]{6})")

# The colours by number that ECMA-376-1, 18.8.27, lists from 8 on; 0–7 are the same as 8–15.
_BASIC = "000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF"
_LISTED = (
    "800000 008000 000080 808000 800080 008080 C0C0C0 808080 9999FF 993366 FFFFCC CCFFFF "
    "660066 FF8080 0066CC CCCCFF 000080 FF00FF FFFF00 00FFFF 800080 800000 008080 0000FF "
    "00CCFF CCFFFF CCFFCC FFFF99 99CCFF FF99CC CC99FF FFCC99 3366FF 33CCCC 99CC00 FFCC00 "
    "FF9900 FF6600 666699 969696 003366 339966 003300 333300 993300 993366 333399 333333"
)
_SYSTEM = {64: BLACK, 65: WHITE, 81: BLACK}


def from_hex(text: str) -> Colour | None:
    """The colour of ``RRGGBB`` or ``AARRGGBB``; ``None`` for anything else."""
    match = _HEX.fullmatch(text)
    if match is None:
        return None
    number = int(match[1], 16)
    return number >> 16, number >> 8 & 255, number & 255


_NUMBERED = tuple(from_hex(each) or BLACK for each in f"{_BASIC} {_BASIC} {_LISTED}".split())


@frozen
class Palette:
    """The colours that a workbook calls by number.

    Attributes:
        theme: Those of its theme, in the order of the theme; those of a new workbook where it has none.
        numbered: Those that it sets in place of the usual ones.
    """

    theme: tuple[Colour | None, ...] = ()
    numbered: tuple[Colour | None, ...] = ()

    def colour(self, attributes: Mapping[str, str]) -> Colour | None:
        """The colour that the attributes of an element name; ``None`` for the automatic one, or for none."""
        try:
            if "rgb" in attributes:
                colour = from_hex(attributes["rgb"])
            elif "theme" in attributes:
                colour = self._of_theme(int(attributes["theme"]))
            elif "indexed" in attributes:
                colour = self.by_number(int(attributes["indexed"]))
            else:
                return None
            return colour if colour is None else tinted(colour, float(attributes.get("tint", "0")))
        except (ValueError, OverflowError):  # what is no number
            return None

    def _of_theme(self, number: int) -> Colour | None:
        # Worksheets count the two light and the two dark colours the other way round than themes list them.
        place = {0: 1, 1: 0, 2: 3, 3: 2}.get(number, number)
        if 0 <= place < len(self.theme):
            return self.theme[place]
        return {0: WHITE, 1: BLACK}.get(number)

    def by_number(self, number: int) -> Colour | None:
        """A colour by its number."""
        if 0 <= number < len(self.numbered):
            return self.numbered[number]
        return _NUMBERED[number] if 0 <= number < len(_NUMBERED) else _SYSTEM.get(number)


def numbered(number: int) -> dict[str, str]:
    """The attributes that name a colour by its number."""
    return {"indexed": str(number)}


@lru_cache(maxsize=512)
def tinted(colour: Colour, tint: float) -> Colour:
    """A colour made darker (down to -1) or lighter (up to 1)."""
    if not tint:
        return colour
    hue, light, saturation = rgb_to_hls(*(part / 255 for part in colour))
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    red, green, blue = hls_to_rgb(hue, min(max(light, 0.0), 1.0), saturation)
    return round(red * 255), round(green * 255), round(blue * 255)


def mixed(one: Colour, other: Colour, share: float) -> Colour:
    """A ground of two colours, of which ``one`` takes a share."""
    red, green, blue = (round(a * share + b * (1 - share)) for a, b in zip(one, other, strict=True))
    return red, green, blue


def near(one: Colour, other: Colour) -> bool:
    """Whether the eye hardly tells two colours from each other, one printed on the other.

    Example:
        >>> near((255, 255, 255), (217, 217, 217)), near((255, 255, 255), (166, 166, 166))
        (True, False)
    """
    apart = sum(weight * (a - b) ** 2 for weight, a, b in zip(_WEIGHTS, one, other, strict=True))
    return bool(apart < _NEAREST**2)
