"""Numerals of a sentence: Arabic and Chinese, full-width, with separators, exact and approximate."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum

from attrs import frozen

from govinfo_report.raw.figures import plain_digits

__all__ = ["COUNTERS", "About", "Numeral", "chinese_number", "numerals"]

#: What the objects of the form are counted in.
COUNTERS = ("件次", "件", "条", "份", "宗", "起", "项", "个", "篇", "例")
_DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10**4, "亿": 10**8}
# Runs are bounded, so that a search through nothing but digits or spaces takes no longer than through words.
_CHINESE = "[零〇一二两三四五六七八九十百千万亿]{1,24}"
_ARABIC = r"(?:[0-9]{1,3}(?:[,，][0-9]{3}){1,6}|[0-9]{1,18})(?:\.[0-9]{1,9})?"
_ABOUT_BEFORE = r"(?:约|大约|近|逾|超|超过|将近|接近)"
_ABOUT_BEHIND = r"(?:余|多)"
_NUMERAL = re.compile(
    rf"(?P<before>{_ABOUT_BEFORE})?\s{{0,4}}(?P<number>{_ARABIC}|{_CHINESE})\s{{0,4}}(?P<wan>万)?"
    rf"(?P<behind>{_ABOUT_BEHIND})?\s{{0,4}}"
    rf"(?P<counter>{'|'.join(COUNTERS)})(?P<again>{_ABOUT_BEHIND})?"
)
#: A zero that needs no counter: 均为0, 均为零, 收费0元.
_ZERO = re.compile(r"(?<=[为费])(?:0|零|〇)(?=[。，,；;、）)\s]|万?元|$)")
#: A one that counts nothing: 一件一档, 一项一策, 第一件, 每一件, 上一项.
_NO_COUNT_BEFORE = re.compile(r"[第每任某上下同逐]$")
_NO_COUNT_BEHIND = re.compile(r"^(?:[一专]|事|制|次性|化|工作日)")


class About(StrEnum):
    """How near a figure is to the number printed."""

    EXACT = "exact"
    OVER = "over"
    """余, 多, 逾, 超: that much or more."""
    UNDER = "under"
    """近, 将近, 接近: somewhat less."""
    ROUGHLY = "roughly"
    """约; or in 万."""


@frozen
class Numeral:
    """A figure with its counter.

    Attributes:
        start: Where it begins in the text.
        end: Where it ends, the counter included.
        value: The number; for an approximate one, the number printed.
        counter: What it counts in.
        about: How near it is to the number printed.
    """

    start: int
    end: int
    value: int
    counter: str
    about: About


def numerals(text: str) -> Iterator[Numeral]:
    """The numerals of a text that count something; percentages, years, sums of money are none."""
    narrow = plain_digits(text)
    bare = [Numeral(zero.start(), zero.end(), 0, "", About.EXACT) for zero in _ZERO.finditer(narrow)]
    yield from sorted([*_counted(narrow), *bare], key=lambda numeral: numeral.start)


def _counted(narrow: str) -> Iterator[Numeral]:
    for match in _NUMERAL.finditer(narrow):
        number = match["number"]
        if "." in number and match["wan"] is None:
            continue
        if _is_no_count(narrow, match):
            continue
        value = _value(number, match["wan"] is not None)
        if value is None:
            continue
        yield Numeral(match.start(), match.end(), value, match["counter"], _about(match))


def _about(match: re.Match[str]) -> About:
    before = match["before"] or ""
    if match["behind"] or match["again"] or before.startswith(("逾", "超")):
        return About.OVER
    if before in ("近", "将近", "接近"):
        return About.UNDER
    return About.ROUGHLY if before or match["wan"] else About.EXACT


def _is_no_count(text: str, match: re.Match[str]) -> bool:
    before, behind = text[max(0, match.start() - 2) : match.start()], text[match.end() : match.end() + 3]
    if before.endswith((*"0123456789.-—–/第",)):
        return True
    chinese = not match["number"][0].isascii()
    return chinese and bool(_NO_COUNT_BEFORE.search(before) or _NO_COUNT_BEHIND.match(behind))


def _value(number: str, wan: bool) -> int | None:
    if number[0].isascii():
        plain = number.replace(",", "").replace("，", "")
        return round(float(plain) * 10**4) if wan else int(plain)
    return chinese_number(number)  # which takes its 万 itself


def chinese_number(text: str) -> int | None:
    """The number that Chinese numerals write: 三千一百一十九, 二〇二四, 两万; ``None`` if they write none."""
    if all(sign in _DIGITS for sign in text):
        if len(text) > 1 and any(sign == "两" for sign in text):
            return None
        return int("".join(str(_DIGITS[sign]) for sign in text))
    total, section, digit = 0, 0, None
    last_unit = 10**9
    for sign in text:
        if sign in _DIGITS:
            if digit not in (None, 0):
                return None
            digit = _DIGITS[sign]
        elif sign in _UNITS:
            unit = _UNITS[sign]
            if unit >= last_unit or (digit == 0 and section):
                return None
            section += (1 if digit is None else digit) * unit
            digit, last_unit = None, unit
        else:
            section += digit or 0
            if section == 0:
                return None
            total = (total + section) * _MYRIADS[sign] if sign == "亿" else total + section * _MYRIADS[sign]
            section, digit, last_unit = 0, None, 10**9
    return total + section + (digit or 0)
