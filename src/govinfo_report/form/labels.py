"""Recognising the form's labels in what documents print.

Two wordings that differ only in typography — spaces, full or half width, quotes, the way a number
is set — are the same wording. Anything else that is still recognised is a variant, and said to be one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import Any, Generic, TypeVar

from attrs import frozen

from govinfo_report.model.fields import Printed

__all__ = [
    "LabelBook",
    "LabelMatch",
    "begins_with_number",
    "core",
    "has_more_numbers",
    "is_numbered_as",
    "is_piece",
    "simplified",
]

# With the signs by which readers say that a figure is in doubt (raw.doubt): of a label they say nothing.
_INVISIBLE = re.compile(r"[\s\u200b-\u200f\u2060\ufeff\u00ad\u3000\u00a0\ufdd0-\ufdef]+")
_NUMBERS = re.compile(r"[0-9０-９]+")
_QUOTES = re.compile(r"[“”\"'‘’「」『』〝〞＂]")
_NUMBER = re.compile(
    r"^(?:\([一二三四五六七八九十]{1,3}\)[、.,]?|[一二三四五六七八九十]{1,3}[、.,]|\(?[0-9]{1,2}[.、,)]|[0-9](?=[^0-9.年月日])|[、.,])"
)
_DEFINED = re.compile(r"[:(,;\[【]|单位(?=[:万元])")
_TRAILING = ":。;,、."


#: What only Traditional Chinese has, among the form's labels and most names: 覆 alone is 覆盖, too.
_TRADITIONAL = re.compile(
    "[開關條項規範檔製數總計結維糾處罰強權護經濟機構業務組織團體會術誌號區縣鄉鎮東廣財稅監審農環態運動發費減"
    "決許屬國祕內過訴舉報複議類訊訪資產證據請補償額採購與為間應單萬億學衛無選傳廳辦黨領導員實際轉確認獲層測繪"
    "係執對廢後於沒況爲現當穩納繳繼續訟詢這設電車鐵場輸糧儲備藥檢驗災軍隊婦聯馬龍陽陰陳陝濱蘇灣滬貴雲寧臺島門園圖書館聞視]"
)
#: 覆 is Simplified, too (全覆盖); only behind these is it what is written 复 there.
_REPLY = re.compile("[答回批函]覆")
#: How a character is read, which gateways put behind it: 項(xiàng).
_GLOSS = re.compile(r"(?<=[\u3400-\u9fff])[(（][a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńň]{1,6}[)）]")
#: What gateways that turn a page into Traditional Chinese make of whole words.
_OTHER_WORDS = (("资讯", "信息"), ("规范性档案", "规范性文件"))
#: Words of the same sense, and what offices add to a label or leave away: 上年度结转…, 其它, …执法案卷信息.
_ALIKE = (
    ("其它", "其他"),
    ("年度", "年"),
    ("或者", "或"),
    ("诉讼", "起诉"),
    ("、", ""),
    (",", ""),
    ("政府信息", "信息"),
)
_ADDED = re.compile(r"(?:信息|事项|申请|的)+$")
_SHORTEST_LOOSE = 4
_YEAR_INSIDE = re.compile(r"\(?20[0-9]{2}年?度?\)?")


def simplified(text: str) -> str:
    """``text`` in Simplified Chinese where it is in Traditional, else as it is."""
    if not (_TRADITIONAL.search(text) or _REPLY.search(text)):
        return text
    plain: str = _converter().convert(_GLOSS.sub("", text))
    for theirs, ours in _OTHER_WORDS:
        plain = plain.replace(theirs, ours)
    return plain


@cache
def _converter() -> Any:
    from opencc import OpenCC  # loaded only when a Traditional character has been met

    return OpenCC("t2s")


@lru_cache(maxsize=16384)
def core(text: str) -> str:
    """``text`` without its number, spaces, quotes and width: ``（三）不予公开`` → ``不予公开``."""
    plain = _QUOTES.sub("", _INVISIBLE.sub("", unicodedata.normalize("NFKC", simplified(text))))
    return _NUMBER.sub("", plain).rstrip(_TRAILING)


def is_piece(text: str, official: str) -> bool:
    """Whether a text may be part of a label: its number, or some of its words; the rest stands elsewhere."""
    plain, whole = _flat(text), _flat(official)
    return bool(plain) and (plain in whole or (core(text) != "" and core(text) in core(official)))


@lru_cache(maxsize=4096)
def _flat(text: str) -> str:
    return (
        _INVISIBLE.sub("", unicodedata.normalize("NFKC", simplified(text))).replace("、", "").replace(".", "")
    )


_CHINESE_DIGITS = str.maketrans("一二三四五六七八九", "123456789")


def has_more_numbers(text: str, official: str) -> bool:
    """Whether more numbers stand in a label as printed than in its official wording: a figure ran into it."""
    return len(_NUMBERS.findall(text)) > len(_NUMBERS.findall(official))


def is_numbered_as(text: str, official: str) -> bool:
    """Whether a label has the number that the official one has, however it is set: （七）, 7., 七、.

    Example:
        >>> is_numbered_as("七、总计", "（七）总计"), is_numbered_as("总计", "（七）总计")
        (True, False)
    """
    own, wanted = _number_of(text), _number_of(official)
    return bool(wanted) and own == wanted


def begins_with_number(text: str, official: str) -> bool:
    """Whether a text is the beginning of a label, its number and some of its words.

    Example:
        >>> begins_with_number("(六)其他", "（六）其他处理"), begins_with_number("其他", "（六）其他处理")
        (True, False)
    """
    return is_numbered_as(text, official) and _flat(official).startswith(_flat(text))


def _number_of(text: str) -> str:
    plain = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    found = _NUMBER.match(plain)
    return found[0].strip("().、,").translate(_CHINESE_DIGITS) if found is not None else ""


@lru_cache(maxsize=4096)
def _alike(plain: str) -> str:
    """``plain`` in one form for all that say the same in other words."""
    for one, other in _ALIKE:
        plain = plain.replace(one, other)
    shorter = _ADDED.sub("", plain)
    return shorter if len(shorter) >= _SHORTEST_LOOSE else plain


_REMEMBERED = 4096
"""How many texts a book remembers the labels of; the cells of reports say the same over and over."""

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
        self._found: dict[str, tuple[LabelMatch[_Key], ...]] = {}
        self._alike: dict[str, list[LabelMatch[_Key]]] | None = None
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
        found = self._found.get(text)
        if found is None:
            if len(self._found) >= _REMEMBERED:
                self._found.clear()
            found = self._found[text] = self._find(text)
        return found

    def _find(self, text: str) -> tuple[LabelMatch[_Key], ...]:
        plain = core(text)
        if plain in self._matches:
            return tuple(self._matches[plain])
        head = _DEFINED.split(plain, maxsplit=1)[0]
        if head != plain and len(head) >= 2 and head in self._matches:
            return tuple(LabelMatch(match.key, False, match.wording) for match in self._matches[head])
        # 上一年项目数量（2019年）: a year put into a label says no more than the label.
        undated = _YEAR_INSIDE.sub("", plain)
        if undated != plain and len(undated) >= 2 and undated in self._matches:
            return tuple(LabelMatch(match.key, False, match.wording) for match in self._matches[undated])
        return self._find_alike(plain)

    def _find_alike(self, plain: str) -> tuple[LabelMatch[_Key], ...]:
        """What ``plain`` is another way of saying, if that is one label only (at several places perhaps)."""
        if self._alike is None:
            self._alike = {}
            for wording, matches in self._matches.items():
                self._alike.setdefault(_alike(wording), []).extend(matches)
        matches = self._alike.get(_alike(plain), [])
        if len({core(match.wording) for match in matches}) != 1:
            return ()
        return tuple(
            LabelMatch(key, False, matches[0].wording)
            for key in dict.fromkeys(match.key for match in matches)
        )

    def is_whole(self, text: str) -> bool:
        """Whether ``text`` is one of the wordings as a whole, with nothing behind it."""
        return core(text) in self._matches

    def __iter__(self) -> Iterator[str]:
        return iter(self._matches)
