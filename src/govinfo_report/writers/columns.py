"""Text in the columns of a terminal: how wide it is, and how it goes on in the next line.

A Chinese character takes two places, and so does a sign that Chinese fonts draw as wide as one (“ ” … — ±).
"""

from __future__ import annotations

import re
from functools import cache
from unicodedata import east_asian_width

from wcwidth import wcwidth

__all__ = ["filled", "folded", "places", "wrapped"]

#: What cannot be parted: a run of Latin letters, figures and signs, with a Chinese character right behind it
#: (1.本, 5格), or one other character; the marks before it that may not end a line, those behind that may not
#: begin one.
_PIECE = re.compile(
    r" +|[（“‘《【〔]*(?:[!-~]+[\u4e00-\u9fff]?|[^ ])(?:[）”’》】〕，。；：、？！…—]| /(?= ))*"
)


@cache
def _width(sign: str) -> int:
    width = max(wcwidth(sign), 0)
    return 2 if width == 1 and east_asian_width(sign) == "A" else width


def places(text: str) -> int:
    """How many places a text takes."""
    return sum(map(_width, text))


def filled(text: str, width: int) -> str:
    """The text with spaces behind it, up to so many places."""
    return text + " " * (width - places(text))


def wrapped(text: str, width: int) -> list[str]:
    """The text in lines of at most so many places; no word is parted, one that is longer has its own line."""
    lines = [""]
    for piece in _PIECE.findall(text):
        if lines[-1] and places(lines[-1] + piece.rstrip()) > width:
            lines[-1] = lines[-1].rstrip()
            lines.append("")
        if lines[-1] or not piece.isspace() or len(lines) == 1:
            lines[-1] += piece
    return lines


def folded(text: str, width: int | None, *, hang: int = 0) -> list[str]:
    """`wrapped`, with the lines after the first set in by ``hang``; without a width as it is."""
    if width is None or places(text) <= width:
        return [text]
    first, *_ = wrapped(text, width)
    rest = text[len(first) :].lstrip()
    return [first, *(f"{' ' * hang}{line}" for line in wrapped(rest, width - hang) if rest)]
