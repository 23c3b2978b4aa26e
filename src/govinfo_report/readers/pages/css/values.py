"""What a declaration of CSS says: lists of declarations as longhands, lengths as pixels.

Only the properties count that can hide a figure or change it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

from attrs import field, frozen

from govinfo_report.readers.colours import colour_of

__all__ = ["NOTHING", "Declarations", "Length", "declarations", "in_pixels", "length", "numbers_of"]

_SIDES = ("top", "right", "bottom", "left")
_AS_THEY_STAND = frozenset(
    {
        "display", "visibility", "opacity", "position", *_SIDES, "float", "z-index", "order",
        "flex-direction", "width", "height", "max-width", "max-height", "overflow-x", "overflow-y",
        "table-layout", "clip", "clip-path", "transform", "scale", "rotate", "translate", "zoom", "filter",
        "mix-blend-mode", "mask", "mask-image", "content-visibility", "content", "color", "background-color",
        "background-image", "background-clip", "-webkit-text-fill-color", "-webkit-text-security",
        "-webkit-text-stroke", "text-shadow", "text-indent", "letter-spacing", "line-height", "font-size",
        "font-family", "vertical-align", "text-decoration-line", "unicode-bidi", "direction", "animation",
        "margin-top", "margin-right", "margin-bottom", "margin-left", "padding-left", "white-space",
        "list-style-type", "list-style-image", "padding-right",
        "padding-top", "padding-bottom", "min-width", "min-height",
        "contain", "-webkit-line-clamp", "grid-template-columns", "grid-template-rows",
        "box-shadow", "outline", "outline-width", "column-count", "writing-mode", "font-variant-position",
        "clear", "gap", "flex-wrap",
        "justify-content", "align-items", "animation-duration", "animation-delay", "animation-fill-mode",
        "animation-play-state", "animation-iteration-count",
    }
)  # fmt: skip
#: Names that mean the same.
_SAME = {
    "-webkit-transform": "transform",
    "-webkit-filter": "filter",
    "-webkit-clip-path": "clip-path",
    "-webkit-mask": "mask",
    "-webkit-mask-image": "mask-image",
    "-webkit-background-clip": "background-clip",
    "-webkit-animation": "animation",
    "animation-name": "animation",
    **{
        f"-webkit-animation-{part}": f"animation-{part}" if part != "name" else "animation"
        for part in ("name", "duration", "delay", "fill-mode", "play-state", "iteration-count")
    },
    "line-clamp": "-webkit-line-clamp",
    "text-decoration": "text-decoration-line",
    "columns": "column-count",
    "flex-flow": "flex-direction",
    "-webkit-flex-flow": "flex-direction",
    "-webkit-flex-direction": "flex-direction",
    "-webkit-order": "order",
    "column-gap": "gap",
    "grid-gap": "gap",
    "padding-inline-start": "padding-left",
    "padding-inline-end": "padding-right",
    "inset-block-start": "top",
    "inset-block-end": "bottom",
    "inset-inline-start": "left",
    "inset-inline-end": "right",
    "margin-inline-start": "margin-left",
    "margin-block-start": "margin-top",
    "inline-size": "width",
    "block-size": "height",
    "max-inline-size": "max-width",
    "max-block-size": "max-height",
}
_LENGTHS = frozenset(
    {
        *_SIDES, "width", "height", "max-width", "max-height", "text-indent", "letter-spacing", "font-size",
        "margin-top", "margin-right", "margin-bottom", "margin-left", "padding-left",
        "padding-right", "padding-top", "padding-bottom", "min-width", "min-height",
    }
)  # fmt: skip
_COLOURS = frozenset({"color", "background-color", "-webkit-text-fill-color"})
_WIDE = frozenset({"inherit", "initial", "unset", "revert", "revert-layer"})

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_ESCAPE = re.compile(r"\\(?:([0-9a-f]{1,6})\s?|(.))", re.DOTALL)
_PIECE = re.compile(
    r"""(?:[^;"'(]++|"[^"]*+"?|'[^']*+'?|\((?:[^()"']|"[^"]*+"?|'[^']*+'?|\([^()]*\))*+\)?)++"""
)
_WORD = re.compile(
    r"""(?:[^\s"'(/,]++|"[^"]*+"?|'[^']*+'?|\((?:[^()]|\((?:[^()]|\([^()]*\))*+\))*+\)?)++|[/,]"""
)
_WEIGHT = re.compile(r"[1-9]00")
_IMPORTANT = re.compile(r"!\s*important\s*$")
_DISPLAY = re.compile(
    r"none|contents|(?:(?:inline|block|run-in|flow|flow-root|table|flex|grid|ruby|math|list-item)(?: |$))+"
    r"|(?:inline|table|ruby|-webkit|-ms|-moz)-[a-z-]+"
)
_REM = re.compile(r"([-+]?(?:\d+\.?\d*|\.\d+))rem\b", re.IGNORECASE)
_DIMENSION = re.compile(r"([-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)(%|[a-z]*)")

#: Pixels of a unit that does not depend on a font; those of the window are of a desktop's, 1280 × 800.
_PIXELS = {
    "px": 1.0, "pt": 4 / 3, "pc": 16.0, "in": 96.0, "cm": 37.795, "mm": 3.7795, "q": 0.945, "rem": 16.0,
    **dict.fromkeys(("vw", "vi", "svw", "lvw", "dvw", "vmax"), 12.8),
    **dict.fromkeys(("vh", "vb", "svh", "lvh", "dvh", "vmin"), 8.0),
}  # fmt: skip
_FONTS = {"em": 1.0, "ex": 0.5, "ch": 0.5, "ic": 1.0, "lh": 1.2, "cap": 0.7}


@frozen
class Declarations:
    """What a rule or a style attribute declares: longhand → value, in lower case.

    Attributes:
        normal: Its declarations.
        important: Those that are ``!important``.
    """

    normal: Mapping[str, str] = field(factory=dict)
    important: Mapping[str, str] = field(factory=dict)

    def __bool__(self) -> bool:
        return bool(self.normal or self.important)

    def __iter__(self) -> Iterator[tuple[str, str]]:
        yield from self.normal.items()
        yield from self.important.items()


NOTHING = Declarations()


@lru_cache(maxsize=4096)
def declarations(text: str, quirks: bool = False) -> Declarations:
    """The declarations of a rule's body, or of a style attribute, that matter here.

    What a browser would not take is left out, so that what was declared before it stays.

    Args:
        text: As it stands in the file.
        quirks: Whether lengths without a unit are pixels, as on pages without a doctype.
    """
    normal: dict[str, str] = {}
    important: dict[str, str] = {}
    for each in _pieces(text.lower()):
        name, colon, value = each.partition(":")
        name = _unescaped(name.strip())
        name = _SAME.get(name, name)
        if not colon or not (name in _AS_THEY_STAND or name in _SHORT or name.startswith("--")):
            continue
        value = _unescaped(value.strip()) if name != "content" else value.strip()
        into = normal
        if "!" in value and _IMPORTANT.search(value):
            value, into = _IMPORTANT.sub("", value).strip(), important
        for longhand, its in _longhands(name, value) if name in _SHORT else ((name, value),):
            if name.startswith("--") or _is_valid(longhand, its, quirks):
                into.pop(longhand, None)
                into[longhand] = its
    return Declarations(normal, important) if normal or important else NOTHING


def _pieces(text: str) -> list[str]:
    """The text of each declaration; in strings and brackets ``;`` ends none."""
    if "/*" in text:
        text = _COMMENT.sub(" ", text)
    plain = '"' not in text and "'" not in text and "(" not in text
    return text.split(";") if plain else _PIECE.findall(text)


def _unescaped(text: str) -> str:
    if "\\" not in text:
        return text
    return _ESCAPE.sub(_letter, text)


def _letter(found: re.Match[str]) -> str:
    sign = chr(int(found[1], 16) % 0x110000).lower() if found[1] else found[2]
    return sign if sign.isalnum() or sign in "-_" else "\ufffd"  # as in ``none\9``, which no browser takes


def _is_valid(name: str, value: str, quirks: bool) -> bool:
    if not value or value in _WIDE or "var(" in value:
        return bool(value)
    if name == "display":
        return _DISPLAY.fullmatch(value) is not None
    if name in _LENGTHS:
        return _is_length(value, quirks)
    if name in _COLOURS:
        return value == "currentcolor" or "(" in value or colour_of(value) is not None
    if name == "opacity":
        return _DIMENSION.fullmatch(value) is not None or "(" in value
    if name == "filter":
        return "alpha(" not in value and "progid" not in value
    return True


def _is_length(value: str, quirks: bool) -> bool:
    found = _DIMENSION.fullmatch(value)
    if found is None:  # a keyword, a function
        return value[0].isalpha() or value[0] == "-"
    return bool(found[2]) or quirks or float(found[1]) == 0


def _longhands(name: str, value: str) -> Iterator[tuple[str, str]]:
    """What a shorthand declares; words that no browser would take declare nothing."""
    longhands, told = _SHORT[name]
    if name == "background" and "var(" in value:  # a colour, more often than not
        return iter((("background-color", value),))
    if value in _WIDE or "var(" in value:
        return ((longhand, value) for longhand in longhands)
    return zip(longhands, told(_WORD.findall(value)), strict=False)


def _of_sides(words: list[str]) -> list[str]:
    """One to four words for the sides: those that are not named are like those across from them."""
    return [words[at] for at in _NAMED.get(len(words), ())]


def _of_background(words: list[str]) -> list[str]:
    pictures = [word for word in words if "(" in word and colour_of(word) is None and "color" not in word]
    colours = [word for word in words if word == "currentcolor" or colour_of(word) is not None]
    mixes = [word for word in words if "color" in word and "(" in word]
    return [
        (colours + mixes + ["transparent"])[0],
        " ".join(pictures) or "none",
        "text" if "text" in words else "border-box",
    ]


def _of_font(words: list[str]) -> list[str]:
    """Size, height of a line, family; behind a size stands ``/`` with the height, or the family."""
    for at, word in enumerate(words):
        if _is_size(word):
            rest = words[at + 1 :]
            high = rest[1] if len(rest) > 1 and rest[0] == "/" else "normal"
            return [word, high, " ".join(rest)]
    return []


def _is_size(word: str) -> bool:
    """Whether a word of ``font`` is its size, and not its weight."""
    dimension = _DIMENSION.fullmatch(word) is not None and _WEIGHT.fullmatch(word) is None
    return dimension or "(" in word or word in _SIZES


def _of_list(words: list[str]) -> list[str]:
    return [" ".join(word for word in words if word not in ("inside", "outside")) or "disc"]


#: How many words of four sides are given → the one that each side takes.
_NAMED = {1: (0, 0, 0, 0), 2: (0, 1, 0, 1), 3: (0, 1, 2, 1), 4: (0, 1, 2, 3)}
#: Shorthand → its longhands, and what its words are for each of them.
_SHORT: dict[str, tuple[tuple[str, ...], Callable[[list[str]], list[str]]]] = {
    "margin": (tuple(f"margin-{side}" for side in _SIDES), _of_sides),
    "padding": (tuple(f"padding-{side}" for side in _SIDES), _of_sides),
    "inset": (_SIDES, _of_sides),
    "overflow": (("overflow-x", "overflow-y"), lambda words: [words[0], words[-1]] if words else []),
    "background": (("background-color", "background-image", "background-clip"), _of_background),
    "font": (("font-size", "line-height", "font-family"), _of_font),
    "list-style": (("list-style-type",), _of_list),
    "all": (tuple(sorted(_AS_THEY_STAND - {"unicode-bidi", "direction"})), lambda _: []),
}

_SIZES = {
    "xx-small": 9.0, "x-small": 10.0, "small": 13.0, "medium": 16.0, "large": 18.0, "x-large": 24.0,
    "xx-large": 32.0, "xxx-large": 48.0, "smaller": -0.83, "larger": -1.2,
}  # fmt: skip

#: Pixels; ``None`` where the file does not settle it.
Length = float | None
_TOKEN = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?(?:[a-z]+|%)?|[a-z-]+\(|[()*/+,-]")


@lru_cache(maxsize=4096)
def length(value: str, font: float, whole: float | None = None) -> Length:
    """A length in pixels.

    Args:
        value: As declared, sums of lengths and keywords for sizes among them.
        font: The size of the font.
        whole: What 100 % are; ``None`` where only a browser knows.
    """
    found = _DIMENSION.fullmatch(value)
    if found is not None:
        return _pixels(found[1], found[2], font, whole)
    if value in _SIZES:
        size = _SIZES[value]
        return size if size > 0 else -size * font
    if "(" not in value:
        return None
    tokens = _TOKEN.findall(value)[:200]
    try:
        result, rest = _sum(tokens, font, whole)
    except (ArithmeticError, IndexError, TypeError, ValueError, RecursionError):
        return None
    return result if not rest else None


def _pixels(number: str, unit: str, font: float, whole: float | None) -> Length:
    if unit == "%":
        return float(number) / 100 * whole if whole is not None else None
    if unit in _FONTS:
        return float(number) * _FONTS[unit] * font
    return float(number) * (_PIXELS.get(unit, 1.0) if unit else 1.0)


def _sum(tokens: list[str], font: float, whole: float | None) -> tuple[float, list[str]]:
    """The value of ``calc()`` and its like; raises where something in it is unknown."""
    value, tokens = _product(tokens, font, whole)
    while tokens and (tokens[0] in "+-" or tokens[0][0] in "+-"):
        if tokens[0] in "+-":
            sign, tokens = tokens[0], tokens[1:]
        else:
            sign = "+"
        other, tokens = _product(tokens, font, whole)
        value += other if sign == "+" else -other
    return value, tokens


def _product(tokens: list[str], font: float, whole: float | None) -> tuple[float, list[str]]:
    value, tokens = _term(tokens, font, whole)
    while tokens and tokens[0] in "*/":
        other, rest = _term(tokens[1:], font, whole)
        value, tokens = (value * other if tokens[0] == "*" else value / other), rest
    return value, tokens


def _term(tokens: list[str], font: float, whole: float | None) -> tuple[float, list[str]]:
    first, tokens = tokens[0], tokens[1:]
    if not first.endswith("("):
        found = _DIMENSION.fullmatch(first)
        pixels = _pixels(found[1], found[2], font, whole) if found is not None else None
        if pixels is None:
            raise ValueError
        return pixels, tokens
    values: list[float] = []
    while True:
        value, tokens = _sum(tokens, font, whole)
        values.append(value)
        end, tokens = tokens[0], tokens[1:]
        if end == ")":
            break
    if first == "min(":
        return min(values), tokens
    if first == "max(":
        return max(values), tokens
    if first == "clamp(":
        return max(values[0], min(values[1], values[2])), tokens
    if first not in ("calc(", "(") or len(values) != 1:
        raise ValueError
    return values[0], tokens


def in_pixels(text: str, root: float) -> str:
    """Declarations with the lengths in pixels that are told by the size of the root's font."""
    if "rem" not in text.lower():
        return text
    return _REM.sub(lambda found: f"{float(found[1]) * root:.4f}px", text)


def numbers_of(text: str) -> list[tuple[float, str]]:
    """The numbers in a value, each with its unit."""
    return [(float(each[1]), each[2]) for each in _DIMENSION.finditer(text) if each[1]]
