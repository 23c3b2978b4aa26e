"""Which words govern the figures of a clause: those before a figure, or those behind it."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from govinfo_report.claims.lexicon import KEYS, Sense
from govinfo_report.claims.none import senses_of, things
from govinfo_report.claims.numerals import Numeral
from govinfo_report.claims.words import Word

__all__ = ["Governed", "governed", "to_the_next"]

_OF_MORE = KEYS - {Sense.REVIEW, Sense.SUIT}  # than reviews and suits
_FIGURED = (KEYS | {Sense.OTHER}) - {Sense.REQUEST, Sense.HANDLE}
"""Senses of which each thing that figures are given of respectively has one."""
_MOST_RESPECTIVE = 50
"""Figures that one 分别 gives."""


@frozen
class Governed:
    """A figure of a clause.

    Attributes:
        left, right: The words before it and behind it.
        number_first: Whether what governs it stands behind it.
        things: Of each of several things the words that say what there was none of: 新收、结转申请均为0件.
    """

    numeral: Numeral
    left: list[Word]
    right: list[Word]
    number_first: bool
    things: list[list[Word]]

    @classmethod
    def of(cls, numeral: Numeral, left: list[Word], right: list[Word], *, number_first: bool) -> Governed:
        """The figure; 收到25件政府信息公开申请 is governed by what stands right behind it, too."""
        if not number_first and right[:1] and right[0].sense is Sense.REQUEST:
            left, right = [*left, right[0]], right[1:]
        said = senses_of(left)
        each = things(left) if not numeral.value and Sense.EACH in said and said & _OF_MORE else []
        return cls(numeral, left, right, number_first, each if len(each) > 1 else [])


def to_the_next(found: Sequence[Word]) -> Sequence[Word]:
    """The words up to a sign that parts two things."""
    return found[: next((index for index, word in enumerate(found) if word.sense is Sense.AND), None)]


def _shared_out(lefts: Sequence[Sequence[Word]]) -> list[list[Word]]:
    """复议、诉讼分别为68件、27件: the words before each figure, as if each thing stood before its own.

    Where there are not as many things as figures, no figure has any words.
    """
    before = lefts[0]
    things = [word for word in before if word.sense in _FIGURED]
    if (
        len(things) != len(lefts)
        or len(things) > _MOST_RESPECTIVE
        or any(senses_of(left) & KEYS for left in lefts[1:])
    ):
        return [[] for _ in lefts]
    shared = [word for word in before if word.sense not in _FIGURED]
    return [[*shared, thing] for thing in things]


def governed(
    numerals: Sequence[Numeral], lefts: list[list[Word]], rights: list[list[Word]]
) -> list[Governed]:
    """The figures of a clause, each with the words that govern it.

    Args:
        numerals: The figures.
        lefts: For each the words between it and the one before.
        rights: For each those between it and the next.
    """
    if any(word.sense is Sense.RESPECTIVELY for word in lefts[0]):
        lefts = _shared_out(lefts)
    first = senses_of(lefts[0])
    number_first = not first & KEYS or Sense.NONE in first
    # 其中公开10件、部分公开3件: what stands behind a sign belongs to the next figure.
    number_first = number_first and all(senses_of(to_the_next(right)) & KEYS for right in rights)
    return [
        Governed.of(*each, number_first=number_first) for each in zip(numerals, lefts, rights, strict=True)
    ]
