"""A sentence as words: the longest that the lexicon knows at each place, and strangers between them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import define

from govinfo_report.claims.lexicon import TITLE, Lexicon, Sense

__all__ = ["Word", "clauses", "sentences", "without_titles", "words"]

_SENTENCE = re.compile(r"[^。；;！!？?\n]+")
_CLAUSE = re.compile(r"[^，,：:（(）)]+")
_ENUMERATION = re.compile(
    r"^\s*(?:[（(][一二三四五六七八九十0-9]{1,3}[）)]|[一二三四五六七八九十]{1,2}是|[0-9]{1,2}[.、．])"
)
_ASIDE = re.compile(r"[（(]([^（()）]*)[）)]")
_COUNTS = re.compile(
    r"[0-9]|^[一二三四五六七八九十]{1,3}$|[零一二两三四五六七八九十百千]{1,24}[件宗起份项条]"
)
"""What makes brackets a clause of their own; else they are part of one: 予以公开（含部分公开）13件."""
_TITLE = re.compile(TITLE)
_THOUSANDS = re.compile(r"(?<=[0-9０-９])[,，](?=[0-9０-９]{3}(?![0-9０-９]))")


@define
class Word:
    """A word with its sense, ``None`` for a stranger; ``start`` and ``end`` count in the section's text."""

    text: str
    start: int
    end: int
    sense: Sense | None


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where the sentences of a text begin and end."""
    for match in _SENTENCE.finditer(text):
        head = _ENUMERATION.match(match[0])
        yield match.start() + (head.end() if head else 0), match.end()


def clauses(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """The clauses of a sentence, with the sign before each; a comma within a number or a title parts none."""
    plain = _THOUSANDS.sub("\0", without_titles(text[start:end]))
    plain = _ASIDE.sub(lambda found: found[0] if _COUNTS.search(found[1]) else f"\0{found[1]}\0", plain)
    for match in _CLAUSE.finditer(plain):
        before = plain[match.start() - 1] if match.start() else ""
        yield start + match.start(), start + match.end(), before


def without_titles(text: str) -> str:
    """A text, place by place, without the titles in it: what they say is said of nobody."""
    return _TITLE.sub(lambda found: "\0" * len(found[0]), text)


def words(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[Word]:
    """The words between two places of a text; neighbouring strangers are one.

    Args:
        text: The text.
        start: Where to begin.
        end: Where to end.
        lexicon: The words that are known.
    """
    at = start
    for found in lexicon.pattern.finditer(text, start, end):
        if at < found.start():
            yield from _stranger(text, at, found.start())
        at = found.end()
        yield Word(found[0], found.start(), at, lexicon.sense_of(found))
    if at < end:
        yield from _stranger(text, at, end)


def _stranger(text: str, start: int, end: int) -> Iterator[Word]:
    if text[start:end].strip(" \u3000\u00a0“”\"'‘’《》〔〕[]【】（）()·—-①②③④⑤⑥⑦⑧⑨⑩"):
        yield Word(text[start:end], start, end, None)
