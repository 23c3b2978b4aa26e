"""What a list of declarations of CSS says: properties by one name each, shorthands taken apart.

Only the properties count that can hide a figure or change it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import TypeVar

from attrs import field, frozen

from govinfo_report.readers.colours import colour_of
from govinfo_report.readers.pages.css.lengths import DIMENSION, SIZES
from govinfo_report.readers.pages.css.telling import COLOURS, TELLING, Beyond

__all__ = ["NOTHING", "Declarations", "declarations", "sides_of"]

_Word = TypeVar("_Word")

_SIDES = ("top", "right", "bottom", "left")
#: Other names of properties, those that only begin with ``-webkit-`` or name a side by the text aside.
_SAME = {
    "animation-name": "animation",
    "line-clamp": "-webkit-line-clamp",
    "text-decoration": "text-decoration-line",
    "columns": "column-count",
    "flex-flow": "flex-direction",
    "column-gap": "gap",
    "grid-gap": "gap",
}
#: What names a side or a size by the direction of the text.
_OF_TEXT = {
    "inline-start": "left", "inline-end": "right", "block-start": "top", "block-end": "bottom",
    "inline-size": "width", "block-size": "height",
}  # fmt: skip
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
        name = _named(name)
        if not colon or not name:
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


@lru_cache(maxsize=1024)
def _named(stated: str) -> str:
    """The one name of a property, empty for one that changes no figure."""
    name = _unescaped(stated.strip())
    if name in TELLING or name in _SHORT or name.startswith("--"):
        return name
    name = name.removeprefix("-webkit-")
    for of_text, side in _OF_TEXT.items():
        name = name.replace(of_text, side)
    name = _SAME.get(name, name).removeprefix("inset-")
    return name if name in TELLING else ""


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(_letter, text) if "\\" in text else text


def _letter(found: re.Match[str]) -> str:
    sign = chr(int(found[1], 16) % 0x110000).lower() if found[1] else found[2]
    return sign if sign.isalnum() or sign in "-_" else "\ufffd"  # as in ``none\9``, which no browser takes


_NEVER_NEGATIVE = ("width", "height", "max-", "min-", "padding", "font-size")


def _is_valid(name: str, value: str, quirks: bool) -> bool:
    if not value or value in _WIDE or "var(" in value:
        return bool(value)
    if name == "display":
        return _DISPLAY.fullmatch(value) is not None
    if name in COLOURS:
        return value == "currentcolor" or "(" in value or colour_of(value) is not None
    if name == "opacity":
        share = DIMENSION.fullmatch(value)
        return share[2] in ("", "%") if share is not None else "(" in value
    if name == "filter":
        return "alpha(" not in value and "progid" not in value
    if isinstance(TELLING[name], Beyond):
        found = DIMENSION.fullmatch(value)
        if found is None:  # a keyword, a function
            return value[0].isalpha() or value[0] == "-"
        if float(found[1]) < 0 and name.startswith(_NEVER_NEGATIVE):
            return False
        return bool(found[2]) or quirks or float(found[1]) == 0
    return True


def _longhands(name: str, value: str) -> Iterator[tuple[str, str]]:
    """What a shorthand declares; words that no browser would take declare nothing."""
    longhands, told = _SHORT[name]
    if name == "background" and "var(" in value:  # a colour, more often than not
        return iter((("background-color", value),))
    if value in _WIDE or "var(" in value:
        return ((longhand, value) for longhand in longhands)
    return zip(longhands, told(_WORD.findall(value)), strict=False)


def sides_of(words: list[_Word]) -> list[_Word]:
    """One to four words for the sides: those that are not named are like those across from them."""
    named = {1: (0, 0, 0, 0), 2: (0, 1, 0, 1), 3: (0, 1, 2, 1), 4: (0, 1, 2, 3)}
    return [words[at] for at in named.get(len(words), ())]


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
        is_dimension = DIMENSION.fullmatch(word) is not None and _WEIGHT.fullmatch(word) is None
        if is_dimension or "(" in word or word in SIZES:
            rest = words[at + 1 :]
            high = rest[1] if len(rest) > 1 and rest[0] == "/" else "normal"
            return [word, high, " ".join(rest)]
    return []


def _of_list(words: list[str]) -> list[str]:
    return [" ".join(word for word in words if word not in ("inside", "outside")) or "disc"]


#: Shorthand → its longhands, and what its words are for each of them.
_SHORT: dict[str, tuple[tuple[str, ...], Callable[[list[str]], list[str]]]] = {
    "margin": (tuple(f"margin-{side}" for side in _SIDES), sides_of),
    "padding": (tuple(f"padding-{side}" for side in _SIDES), sides_of),
    "inset": (_SIDES, sides_of),
    "overflow": (("overflow-x", "overflow-y"), lambda words: [words[0], words[-1]] if words else []),
    "background": (("background-color", "background-image", "background-clip"), _of_background),
    "font": (("font-size", "line-height", "font-family"), _of_font),
    "list-style": (("list-style-type",), _of_list),
    "all": (tuple(sorted(TELLING.keys() - {"unicode-bidi", "direction"})), lambda _: []),
}
