"""How a run of a Word file looks, from the properties that reach it: styles, then its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from colorsys import hls_to_rgb, rgb_to_hls

from attrs import field, frozen

from govinfo_report.document.typography import PLAIN, Typography, raised_or_lowered
from govinfo_report.raw.doubt import Doubt
from govinfo_report.readers.colours import BLACK, WHITE, Colour, hex_colour, is_near, mixed
from govinfo_report.readers.word.xml import (
    NAMES,
    Element,
    attributes_of,
    is_on,
    name_of,
    number,
    part,
    value_of,
)

__all__ = ["Colours", "Place", "Properties", "names_signs", "properties_of", "typography_of"]

#: Property → value, as the file has it.
Properties = Mapping[str, str | tuple[Colour, ...]]

_TOGGLES = {"strike": "struck", "dstrike": "struck", "vanish": "unseen", "rtl": "rtl"}
#: Properties that are told as the file has them.
_VALUES = frozenset({"vertAlign", "position", "spacing", "w", "fitText", "sz", "rStyle"})
_SIGNS = (b"dings", b"dingbats", b"marlett")
_TINY = 3.0
"""Points of a font too small to be read."""
_STACKED = 0.3
_NARROW = 33
"""Per cent of their width to which signs may be drawn together."""
_DIGIT = 0.25
"""The share of its size below which no digit fits."""
_CLIPPED = 0.6
"""A line lower than this share of its font cuts its signs."""
_HIGHLIGHTS = {
    "black": "000000", "blue": "0000ff", "cyan": "00ffff", "green": "00ff00", "magenta": "ff00ff",
    "red": "ff0000", "yellow": "ffff00", "white": "ffffff", "darkblue": "00008b", "darkcyan": "008b8b",
    "darkgreen": "006400", "darkmagenta": "800080", "darkred": "8b0000", "darkyellow": "808000",
    "darkgray": "a9a9a9", "lightgray": "d3d3d3",
}  # fmt: skip
#: The names that documents use for the colours of a theme.
_THEME_NAMES = {
    "dark1": "dk1", "text1": "dk1", "light1": "lt1", "background1": "lt1", "dark2": "dk2", "text2": "dk2",
    "light2": "lt2", "background2": "lt2", "hyperlink": "hlink", "followedhyperlink": "folhlink",
}  # fmt: skip
_PERCENT = re.compile(r"pct(\d{1,2})")


@frozen(eq=False)
class Colours:
    """The colours of a document's theme.

    Attributes:
        theme: Their names → them.
        symbols: Whether any of the document's fonts draws signs in place of letters.
    """

    theme: Mapping[str, Colour] = field(factory=lambda: {"dk1": BLACK, "lt1": WHITE})
    symbols: bool = True

    def stated(self, attributes: Mapping[str, str], value: str, prefix: str) -> tuple[Colour, ...]:
        """The colours that an element may mean; none for an automatic one.

        A colour of the theme goes before the one stated beside it, which is what it was when it was saved:
        programs that know no themes show that one.
        """
        said = attributes.get(value, "auto")
        found = [] if said == "auto" else [hex_colour(said)]
        name = attributes.get(f"{prefix}Color" if prefix == "theme" else prefix, "").lower()
        if name and name != "none":
            base = self.theme.get(_THEME_NAMES.get(name, name))
            found.append(
                base and _shaded(base, attributes.get(f"{prefix}Tint"), attributes.get(f"{prefix}Shade"))
            )
        return tuple(dict.fromkeys(each for each in found if each is not None))

    def shade(self, element: Element | None) -> tuple[Colour, ...]:
        """The colours of a shade; none where nothing is shaded."""
        attributes = attributes_of(element)
        pattern = attributes.get("val", "clear")
        if element is None or pattern == "nil":
            return ()
        fills = self.stated(attributes, "fill", "themeFill")
        if pattern == "clear":
            return fills
        inks = self.stated(attributes, "color", "theme") or (BLACK,)
        if pattern == "solid":
            return inks
        if found := _PERCENT.fullmatch(pattern):
            share = int(found[1]) / 100
            return tuple(mixed(ink, fill, share) for ink in inks for fill in fills or (WHITE,))
        return (*inks, *(fills or (WHITE,)))  # stripes


def _shaded(colour: Colour, tint: str | None, shade: str | None) -> Colour:
    hue, light, full = rgb_to_hls(*(each / 255 for each in colour[:3]))
    if shade:
        light *= _share(shade)
    if tint:
        light = light * _share(tint) + 1 - _share(tint)
    return Colour(*(each * 255 for each in hls_to_rgb(hue, light, full)))


def _share(text: str) -> float:
    try:
        return int(text, 16) / 255
    except ValueError:
        return 1.0


@frozen(kw_only=True, eq=False)
class Place:
    """Where a run stands; one of the same is the same object, so that what is worked out of it is found fast.

    Attributes:
        styled: What the styles of its table and paragraph say of its runs.
        grounds: The colours on which it may stand.
        in_cell: Whether it stands in a cell that holds text, not further tables.
        height: Points that its line or row has at most; 0 for no bound.
        doubt: Why all that stands here is in doubt.
    """

    styled: tuple[tuple[str, str | tuple[Colour, ...]], ...] = ()
    grounds: tuple[Colour, ...] = (WHITE,)
    in_cell: bool = False
    height: float = 0.0
    doubt: Doubt | None = None


def properties_of(element: Element | None, colours: Colours) -> dict[str, str | tuple[Colour, ...]]:
    """What the properties of runs in a style, or of a run, say that may matter."""
    said: dict[str, str | tuple[Colour, ...]] = {}
    for each in element if element is not None else ():
        name = NAMES[each.tag]
        if name in _VALUES:
            said[name] = value_of(each)
        elif name in _TOGGLES:
            if name != "dstrike" or not said.get("struck"):
                said[_TOGGLES[name]] = "on" if is_on(each) else ""
        elif name in _READ and (name != "rFonts" or colours.symbols):
            key, read = _READ[name]
            said[key] = read(each, colours)
    return said


def names_signs(text: bytes) -> bool:
    """Whether a font that draws signs in place of letters is named in a text."""
    text = text.lower()
    return any(name in text for name in _SIGNS)


def _fill(element: Element) -> str | tuple[Colour, ...]:
    """The colour of a fill that Word draws text with; ``open`` where it shows the ground, or is no colour."""
    for alpha in element.iter():
        if name_of(alpha) == "alpha" and number(value_of(alpha)) > 50_000:
            return "open"
    stated = part(element, "solidFill", "srgbClr")
    colour = hex_colour(value_of(stated)) if stated is not None else None
    if colour is not None:
        return (colour,)
    return "" if part(element, "solidFill") is not None else "open"


def _highlight(element: Element) -> tuple[Colour, ...]:
    colour = hex_colour(_HIGHLIGHTS.get(value_of(element).lower(), ""))
    return (colour,) if colour is not None else ()


#: Other properties → the names that they have here, and how their values are read.
_READ: Mapping[str, tuple[str, Callable[[Element, Colours], str | tuple[Colour, ...]]]] = {
    "color": ("colour", lambda each, colours: colours.stated(attributes_of(each), "val", "theme")),
    "highlight": ("highlight", lambda each, _: _highlight(each)),
    "shd": ("shade", lambda each, colours: colours.shade(each)),
    "rFonts": ("symbols", lambda each, _: "on" * names_signs(" ".join(each.attrib.values()).encode())),
    "eastAsianLayout": ("combined", lambda each, _: value_of(each, "combine")),
    "textFill": ("fill", lambda each, _: _fill(each)),
}


def typography_of(said: Properties, place: Place, outer: float) -> Typography:
    """How a run is printed that has all these properties.

    Args:
        said: The properties.
        place: Where it stands.
        outer: The size of the text around it, in points.
    """
    size = _size(said)
    align = said.get("vertAlign")
    where = {"superscript": "raised", "subscript": "lowered"}.get(str(align), "")
    if not where and (up := number(str(said.get("position", ""))) / 2):
        where = raised_or_lowered(up, size, outer)
    printed = Typography(
        raised=where == "raised",
        lowered=where == "lowered",
        struck=said.get("struck") == "on",
        unseen=said.get("unseen") == "on",
        turned=said.get("rtl") == "on",
        doubt=place.doubt or _too_small(said, place, size) or _faded(said, place),
    )
    return PLAIN if printed == PLAIN else printed


def _size(said: Properties) -> float:
    return number(str(said.get("sz", ""))) / 2 or 10.0


def _too_small(said: Properties, place: Place, size: float) -> Doubt | None:
    """Why nobody reads signs of this font and size, or so close to each other."""
    if said.get("symbols") == "on":
        return Doubt.SYMBOL
    if size < _TINY or (place.height and place.height < _CLIPPED * size):
        return Doubt.HIDDEN
    if said.get("combined") in ("1", "true", "on"):
        return Doubt.OVERPRINTED  # two lines in one
    if 0 < number(str(said.get("w", ""))) < _NARROW:
        return Doubt.HIDDEN
    if number(str(said.get("spacing", ""))) / 20 <= -_STACKED * size:
        return Doubt.OVERPRINTED
    return None


def _faded(said: Properties, place: Place) -> Doubt | None:
    """Why text does not stand out from its ground."""
    fill = said.get("fill", "")
    if fill == "open":
        return Doubt.HIDDEN
    colours = fill if isinstance(fill, tuple) else said.get("colour", ())
    over = said.get("highlight") or said.get("shade") or ()
    grounds = over if isinstance(over, tuple) and over else place.grounds
    if isinstance(colours, tuple) and colours:
        if any(is_near(colour, ground) for colour in colours for ground in grounds):
            return Doubt.COLOUR
    elif said.get("highlight") and any(is_near(BLACK, ground) for ground in grounds):
        return Doubt.COLOUR  # not all programs turn automatic text white on a dark pen's mark
    return None


def narrowest(said: Properties, text: str) -> bool:
    """Whether text is drawn together into a width in which its digits do not fit."""
    fit = number(str(said.get("fitText", "")))
    return bool(fit) and fit / 20 < _DIGIT * _size(said) * len(text.strip())


def merged(parts: Iterable[Properties]) -> dict[str, str | tuple[Colour, ...]]:
    """Properties, the last above the first."""
    said: dict[str, str | tuple[Colour, ...]] = {}
    for each in parts:
        said.update(each)
    return said
