"""Which sentences may state a figure of the tables: the others, most of a report, are not taken apart.

A claim needs a figure or a word that says that there was none, and a word that a quantity is named by (申请,
复议, 规范性文件) in its paragraph, up to it, or in the heading over that. Both are looked for wherever they
stand, so that some sentences are taken apart in vain, and none is missed.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from attrs import define

from govinfo_report.claims.lexicon import ACTIONS, KEYS, RESULTS, Lexicon, Sense
from govinfo_report.claims.numerals import Numeral, numerals
from govinfo_report.claims.words import sentences, without_titles

__all__ = ["NAMING", "Sentence", "sentences_told"]

_DONE = frozenset((Sense.RECEIVE, Sense.NEW, Sense.ANSWER, Sense.HANDLE))
"""Whether requests are spoken of as received or as answered holds beyond their paragraph."""
_NONE = frozenset((Sense.NONE,))
NAMING = KEYS - _DONE - {*RESULTS, *ACTIONS}
"""Senses of which every quantity needs one, said with its figure or before."""
_LONGEST_HEADING = 40
"""Characters of a line that may say what the next one says there was none of."""


@define
class Sentence:
    """A sentence of a text.

    Attributes:
        start: Where it begins.
        end: Where it ends.
        heading: Where the line over it begins, if that may head it; else ``start``.
        opens: Whether it opens a paragraph.
        goes_on: Whether it may speak of what the one before does.
        figures: The figures in it; those of titles are none.
        told: Whether it has to be taken apart: it may state something, or tell what is meant by one that may.
    """

    start: int
    end: int
    heading: int
    opens: bool
    goes_on: bool
    figures: list[Numeral]
    told: bool = False


def sentences_told(text: str, known: Lexicon) -> list[Sentence]:
    """The sentences of a text, and which of them matter for its claims.

    Args:
        text: The text.
        known: The words that are known.
    """
    found = list(_sentences(text))
    naming, none, done = (_any_of(known, senses) for senses in (NAMING, _NONE, _DONE))
    named = False
    for each in found:
        reach = text[each.heading : each.end]
        named = (named and each.goes_on) or naming.search(reach) is not None
        each.told = named and (bool(each.figures) or none.search(reach) is not None)
    needed = False
    for each in reversed(found):
        needed = needed or each.told
        each.told = needed or done.search(text, each.start, each.end) is not None
        needed = needed and each.goes_on
    return found


def _sentences(text: str) -> Iterator[Sentence]:
    figures, last = list(numerals(without_titles(text))), 0
    for start, end in sentences(text):
        opens = "\n" in text[last:start]
        heading = last if opens and start - last <= _LONGEST_HEADING else start
        here = figures[bisect_left(figures, start, key=_start) : bisect_left(figures, end, key=_start)]
        yield Sentence(start, end, heading, opens, not opens or "其中" in text[start:end], here)
        last = start


def _start(numeral: Numeral) -> int:
    return numeral.start


@cache
def _any_of(known: Lexicon, senses: frozenset[Sense]) -> re.Pattern[str]:
    """Finds a word of some senses, wherever it stands; of words within words the shortest do."""
    words = {word for word, sense in known.senses.items() if sense in senses}
    return re.compile("|".join(re.escape(word) for word in words if words.isdisjoint(_pieces(word))))


def _pieces(word: str) -> Iterator[str]:
    size = len(word)
    return (word[at:end] for at in range(size) for end in range(at + 1, size + 1) if end - at < size)
