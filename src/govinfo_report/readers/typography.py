"""What print does to a character and plain text loses: raised, lowered, struck through, turned round.

A footnote's number raised behind a figure, or a figure struck out before its correction, would join it
to another number. In plain text such characters are written as characters of their own, which no figure
contains; a cell that has any of them is read as unreadable.
"""

from __future__ import annotations

from attrs import evolve, frozen

__all__ = ["PLAIN", "TURNED_ROUND", "Typography"]

_SIGNS = "0123456789+-=()"
_RAISED = dict(zip(map(ord, _SIGNS), "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾", strict=True))
_LOWERED = dict(zip(map(ord, _SIGNS), "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎", strict=True))
_STROKE = "\u0336"
#: Written before text that is shown from right to left.
TURNED_ROUND = "\u202e"


@frozen
class Typography:
    """How a piece of text is printed.

    Attributes:
        raised: As a superscript.
        lowered: As a subscript.
        struck: With a line through it.
        unseen: Not at all.
        turned: From right to left, also what reads from left to right.
    """

    raised: bool = False
    lowered: bool = False
    struck: bool = False
    unseen: bool = False
    turned: bool = False

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
        if self.raised:
            text = text.translate(_RAISED)
        elif self.lowered:
            text = text.translate(_LOWERED)
        if self.struck:
            text = "".join(sign if sign.isspace() else sign + _STROKE for sign in text)
        return TURNED_ROUND + text if self.turned and text.strip() else text


#: As plain text is.
PLAIN = Typography()
