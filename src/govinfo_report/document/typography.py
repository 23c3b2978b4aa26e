"""What print does to a character and plain text loses: raised, lowered, struck through, turned round, unseen.

A footnote's number raised behind a figure, or a figure struck out before its correction, would join it
to another number. In plain text such characters are written as characters of their own, which no figure
contains; a cell that has any of them is read as unreadable. What the eye may not see is written as the
sign of that doubt where it would change a figure; words stay, for no label is lost by a doubt.
"""

from __future__ import annotations

import re

from attrs import evolve, frozen

from govinfo_report.raw.doubt import Doubt

__all__ = [
    "PLAIN",
    "TURNED_ROUND",
    "Typography",
    "doubted",
    "figures_in",
    "raised_or_lowered",
    "tells_figures",
]

_SIGNS = "0123456789+-=()"
_RAISED = dict(zip(map(ord, _SIGNS), "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾", strict=True))
_LOWERED = dict(zip(map(ord, _SIGNS), "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎", strict=True))
_HIGH, _SMALLER = 0.3, 0.85
_STROKE = "\u0336"
#: Written before text that is shown from right to left.
TURNED_ROUND = "\u202e"

#: What makes a figure or changes one.
_OF_FIGURES = re.compile(r"[0-9０-９.．,，+＋\-－−%％‰万萬亿億元]")
_DOUBTS = frozenset(doubt.sign for doubt in Doubt)
#: What does so where it stands alone: words for zero, more and less, and marks.
_NOTHING_ELSE = re.compile(r"[\s0-9０-９.．,，+＋\-－−%％‰万萬亿億元零〇增加减減少无無/／\\—–―─*＊]+")


@frozen
class Typography:
    """How a piece of text is printed.

    Attributes:
        raised: As a superscript.
        lowered: As a subscript.
        struck: With a line through it.
        unseen: Not at all.
        turned: From right to left, also what reads from left to right.
        doubt: Why the eye may see something else; ``None`` where nothing says so.
    """

    raised: bool = False
    lowered: bool = False
    struck: bool = False
    unseen: bool = False
    turned: bool = False
    doubt: Doubt | None = None

    def within(self, outer: Typography) -> Typography:
        """This inside of text that is printed like ``outer``."""
        if outer is PLAIN:
            return self
        if self is PLAIN:
            return outer
        return evolve(
            self,
            raised=self.raised or outer.raised,
            lowered=self.lowered or outer.lowered,
            struck=self.struck or outer.struck,
            unseen=self.unseen or outer.unseen,
            turned=self.turned or outer.turned,
            doubt=self.doubt or outer.doubt,
        )

    def written(self, text: str) -> str:
        """``text`` in characters that say how it is printed.

        Example:
            >>> Typography(raised=True).written("2")
            '²'
        """
        if self is PLAIN:
            return text
        if self.unseen:
            return ""
        if self.doubt is not None:
            text = doubted(text, self.doubt)
        if self.raised:
            text = text.translate(_RAISED)
        elif self.lowered:
            text = text.translate(_LOWERED)
        if self.struck:
            text = "".join(sign if sign.isspace() else sign + _STROKE for sign in text)
        return TURNED_ROUND + text if self.turned and text.strip() else text


#: As plain text is.
PLAIN = Typography()


def tells_figures(text: str) -> bool:
    """Whether something in a text makes a figure, or would change one beside it."""
    return _OF_FIGURES.search(text) is not None or (
        bool(text.strip()) and _NOTHING_ELSE.fullmatch(text) is not None
    )


def figures_in(text: str) -> int:
    """How many characters of a text make figures, or are signs of doubt about some."""
    return len(_OF_FIGURES.findall(text)) + sum(sign in _DOUBTS for sign in text)


def doubted(text: str, doubt: Doubt) -> str:
    """A text with the sign of a doubt for all that makes a figure or changes one.

    Example:
        >>> doubted("第2条", Doubt.HIDDEN) == f"第{Doubt.HIDDEN.sign}条"
        True
    """
    if text.strip() and _NOTHING_ELSE.fullmatch(text):
        return doubt.sign
    return _OF_FIGURES.sub(doubt.sign, text)


def raised_or_lowered(up: float, size: float, outer: float) -> str:
    """What print makes of text moved up, or down, by so much from its line.

    A small number that stands high is a note's. Text of the size of its line is raised only where that
    shows: half a line and more.
    """
    least = _HIGH * size if size <= _SMALLER * outer else 0.5 * size
    return "raised" if up >= least else "lowered" if up <= -least else ""
