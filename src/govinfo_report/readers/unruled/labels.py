"""Labels spread over lines, put together.

Nothing encloses the cells of a table without rules. Pieces that stand one above the other, and words beside
each other in a line, are a label if together they are one of the form's, word for word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from attrs import evolve, frozen

from govinfo_report.form.evidence import every_label, heads, may_begin
from govinfo_report.form.labels import core
from govinfo_report.raw.figures import is_figure
from govinfo_report.readers.unruled.near import Near
from govinfo_report.readers.unruled.strip import StripLine, Word, box_of

__all__ = ["Label", "is_numbering", "labels_of", "part_touching_heads"]

_MOST_LINES = 24
"""A label of 37 characters, two or three to a line."""
_LONGEST_HEADS = 40
"""Characters of the heads of a block of table 2 together; what is longer is a sentence."""
_NUMBERING = re.compile(r"[(（]?[0-9０-９]{1,2}[)）.．、,，]")


@frozen(eq=False)
class Label:
    """A label of the form, whole.

    Attributes:
        text: What is printed, without breaks.
        words: Its words, from its first line to its last.
    """

    text: str
    words: tuple[Word, ...]

    @property
    def left(self) -> float:
        """Where its leftmost line begins."""
        return min(word.left for word in self.words)

    @property
    def right(self) -> float:
        """Where its rightmost line ends."""
        return max(word.right for word in self.words)

    @property
    def top(self) -> float:
        """The upper edge of its first line."""
        return self.words[0].top

    @property
    def bottom(self) -> float:
        """The lower edge of its last line."""
        return self.words[-1].bottom

    @property
    def y(self) -> float:
        """Its middle."""
        return (self.top + self.bottom) / 2


def is_numbering(text: str) -> bool:
    """Whether a word is the number before a label: ``1.``, ``（3）``; no figure is written so."""
    return _NUMBERING.fullmatch(text) is not None


def part_touching_heads(strip: Sequence[StripLine]) -> None:
    """Part words of a strip that are several heads of table 2 without a gap: 本年制发件数本年废止件数."""
    for line in strip:
        parts = [part for word in line.words for part in _heads_in(word)]
        if len(parts) > len(line.words):
            line.words = [evolve(part, place=place) for place, part in enumerate(parts)]


def _heads_in(word: Word) -> list[Word]:
    texts = _as_heads(word.text) if len(word.text) <= _LONGEST_HEADS else []
    if len(texts) < 2:
        return [word]
    width = (word.right - word.left) / len(word.text)
    parts: list[Word] = []
    left = word.left
    for text in texts:
        parts.append(evolve(word, text=text, left=left, right=left + len(text) * width))
        left = parts[-1].right
    return parts


def _as_heads(text: str) -> list[str]:
    """The heads of table 2 that a text is made of, one behind the other; none where it is anything else."""
    for end in range(len(text), 0, -1):
        if heads().is_whole(text[:end]):
            rest = _as_heads(text[end:]) if end < len(text) else []
            if rest or end == len(text):
                return [text[:end], *rest]
    return []


def labels_of(strip: Sequence[StripLine]) -> list[Label]:
    """The labels that the words of a strip make, in the order in which they begin."""
    found: list[Label] = []
    taken: set[int] = set()
    for line in strip:
        for word in line.words:
            if id(word) in taken:
                continue
            words = max(_wholes(strip, word, taken), key=len, default=None)
            if words is not None:
                taken.update(map(id, words))
                found.append(Label("".join(each.text for each in words), words))
    return found


_MOST_RUNS = 2_000
"""Runs of words that are tried from a first one on."""


def _wholes(strip: Sequence[StripLine], first: Word, taken: set[int]) -> list[tuple[Word, ...]]:
    """All runs of words from a first one on that are a label; none where there are too many to try."""
    found: list[tuple[Word, ...]] = []
    pending: list[tuple[tuple[Word, ...], int]] = [((first,), 1)]
    for _ in range(_MOST_RUNS):
        if not pending:
            return found
        words, lines = pending.pop()
        text = "".join(word.text for word in words)
        if not _begins_label(text):
            continue
        if _is_label(text) and may_begin(first.text, text) and not (len(words) == 1 and is_figure(text)):
            found.append(words)
        last = words[-1]
        beside = _beside(strip[last.line], last)
        if beside is not None and _may_take(beside, taken):
            pending.append(((*words, beside), lines))
        if lines < _MOST_LINES:
            pending += [((*words, word), lines + 1) for word in _below(strip, words, taken)]
    return []


def _may_take(word: Word, taken: set[int]) -> bool:
    return id(word) not in taken and (not is_figure(word.text) or is_numbering(word.text))


def _beside(line: StripLine, word: Word) -> Word | None:
    """The word right behind another in its cell, or behind a number that stands alone before its label."""
    following = line.words[word.place + 1] if word.place + 1 < len(line.words) else None
    if following is None or (following.cell != word.cell and not is_numbering(word.text)):
        return None
    return following


def _below(strip: Sequence[StripLine], words: Sequence[Word], taken: set[int]) -> list[Word]:
    """The words of the next line that has some right below those of a label."""
    last = words[-1]
    left, right = box_of(words)
    for at in range(last.line + 1, len(strip)):
        line = strip[at]
        if not line.words or line.words[0].y >= last.y - 0.3 * last.size:
            continue
        if last.y - line.words[0].y > Near.LINE * last.size:
            return []
        here = [word for word in line.words if min(right, word.right) > max(left, word.left)]
        here = [word for word in here if _may_take(word, taken)]
        if here:
            return here
    return []


def _is_label(text: str) -> bool:
    return every_label().is_whole(text)


def _begins_label(text: str) -> bool:
    return core(text) in _beginnings()


@cache
def _beginnings() -> frozenset[str]:
    """Every text that a label of the form begins with."""
    return frozenset(wording[:length] for wording in every_label() for length in range(len(wording) + 1))
