"""Recognising the form's labels in what documents print.

Two wordings that differ only in typography — spaces, full or half width, quotes, the way a number
is set — are the same wording. Anything else that is still recognised is a variant, and said to be one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Generic, TypeVar

from attrs import frozen

from govinfo_report.model.fields import Printed

__all__ = ["LabelBook", "LabelMatch", "core"]

_INVISIBLE = re.compile(r"[\s\u200b-\u200f\u2060\ufeff\u00ad\u3000\u00a0]+")
_QUOTES = re.compile(r"[“”\"'‘’「」『』〝〞＂]")
_NUMBER = re.compile(
    r"^(?:\([一二三四五六七八九十]{1,3}\)[、.,]?|[一二三四五六七八九十]{1,3}[、.,]|\(?[0-9]{1,2}[.、,)]|[、.,])"
)
_DEFINED = re.compile(r"[:(,;]")
_TRAILING = re.compile(r"[:。;,、.]+$")


@lru_cache(maxsize=16384)
def core(text: str) -> str:
    """``text`` without its number, spaces, quotes and width: ``（三）不予公开`` → ``不予公开``."""
    plain = _QUOTES.sub("", _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)))
    return _TRAILING.sub("", _NUMBER.sub("", plain))


_Key = TypeVar("_Key")


@frozen
class LabelMatch(Generic[_Key]):
    """A label recognised.

    Attributes:
        key: What it labels.
        official: Whether it is worded as in the official form.
        wording: The official wording.
    """

    key: _Key
    official: bool
    wording: str


class LabelBook(Generic[_Key]):
    """The labels of some part of the form, official and variant, looked up by what is printed."""

    def __init__(self, entries: Iterable[tuple[_Key, Printed]]) -> None:
        self._matches: dict[str, list[LabelMatch[_Key]]] = {}
        for key, printed in entries:
            self._add(printed.label, LabelMatch(key, True, printed.label))
            for wording in printed.also:
                self._add(wording, LabelMatch(key, False, printed.label))

    def _add(self, wording: str, match: LabelMatch[_Key]) -> None:
        found = self._matches.setdefault(core(wording), [])
        if all(other.key != match.key for other in found):
            found.append(match)

    def find(self, text: str) -> tuple[LabelMatch[_Key], ...]:
        """What ``text`` may be a label of; a label with a definition behind it counts as its label."""
        if len(text) > 400:
            return ()
        plain = core(text)
        if plain in self._matches:
            return tuple(self._matches[plain])
        head = _DEFINED.split(plain, maxsplit=1)[0]
        if head != plain and len(head) >= 2 and head in self._matches:
            return tuple(LabelMatch(match.key, False, match.wording) for match in self._matches[head])
        return ()

    def __iter__(self) -> Iterator[str]:
        return iter(self._matches)
