"""A sentence as words: the longest that the lexicon knows at each place, and strangers between them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import frozen

from govinfo_report.claims.lexicon import LEXICON, LONGEST, Sense

__all__ = ["Word", "clauses", "sentences", "words"]

_SENTENCE = re.compile(r"[^。；;！!？?\n]+")
_CLAUSE = re.compile(r"[^，,：:（(）)]+")
_ENUMERATION = re.compile(
    r"^\s*(?:[（(][一二三四五六七八九十0-9]{1,3}[）)]|[一二三四五六七八九十]{1,2}是|[0-9]{1,2}[.、．])"
)
_THOUSANDS = re.compile(r"(?<=[0-9０-９])[,，](?=[0-9０-９]{3}(?![0-9０-９]))")


@frozen
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
    """The clauses of a sentence, with the sign before each; a comma within a number parts none."""
    plain = _THOUSANDS.sub("\0", text[start:end])
    for match in _CLAUSE.finditer(plain):
        before = plain[match.start() - 1] if match.start() else ""
        yield start + match.start(), start + match.end(), before


def words(text: str, start: int, end: int) -> Iterator[Word]:
    """The words between two places of a text; neighbouring strangers are one."""
    at = stranger = start
    while at < end:
        length = next(
            (size for size in range(min(LONGEST, end - at), 0, -1) if text[at : at + size] in LEXICON), 0
        )
        if length == 0:
            at += 1
            continue
        if stranger < at:
            yield from _stranger(text, stranger, at)
        yield Word(text[at : at + length], at, at + length, LEXICON[text[at : at + length]])
        at = stranger = at + length
    if stranger < end:
        yield from _stranger(text, stranger, end)


def _stranger(text: str, start: int, end: int) -> Iterator[Word]:
    if text[start:end].strip(" \u3000“”\"'‘’《》〔〕[]【】·—-"):
        yield Word(text[start:end], start, end, None)
