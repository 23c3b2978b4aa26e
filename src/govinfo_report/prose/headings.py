"""Which lines are the headings of the sections, by the wordings of the form and by their numbers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

from govinfo_report.form import table_names
from govinfo_report.form.labels import LabelBook, core
from govinfo_report.form.variants import with_variants
from govinfo_report.model import Table, editions
from govinfo_report.model.editions import PROSE
from govinfo_report.raw.figures import bare

__all__ = ["heading_at", "heading_of", "is_last", "section_order"]

_NUMERALS = "一二三四五六七八九十"
_COUNTED = re.compile(r"^\(?([0-9]{1,2})(?![0-9])")
_CIRCLED = frozenset("①②③④⑤⑥⑦⑧⑨⑩")
"""Signs that count points within a text, never its sections."""
_LONGEST_PRINTED = 1_000
"""Characters of a heading, spaces and all."""
_LONGEST_HEADING = 60
_LONGEST_FREE_TITLE = 30
_PROBLEMS = re.compile(
    r"^[^，,；;：:]*(?:问题|不足)[^，,；;：:]*(?:改进|整改|措施|打算|下一步|对策|努力方向)"
)


@cache
def section_order() -> Mapping[str, int]:
    """The place of every section of every edition in one common order, from 0."""
    order: list[str] = []
    for edition in editions():
        before = -1
        for section in edition.sections:
            if section.name not in order:  # a new section goes behind the one before it in its own edition
                order.insert(before + 1, section.name)
            before = order.index(section.name)
    return {name: place for place, name in enumerate(order)}


@cache
def _headings() -> LabelBook[str]:
    return LabelBook(
        (section.name, with_variants(section.printed))
        for edition in editions()
        for section in edition.sections
    )


@cache
def _numbers(name: str) -> frozenset[int]:
    """The numbers that a section has in the editions, from 0."""
    places = ([section.name for section in edition.sections] for edition in editions())
    return frozenset(names.index(name) for names in places if name in names)


@cache
def _numbered() -> re.Pattern[str]:
    """A number before a heading, of as many as an edition has sections."""
    known = _NUMERALS[: max(len(edition.sections) for edition in editions())]
    return re.compile(rf"^(?:第([{known}])部分|[（(]?([{known}])(?:[、.．,，:：]|[）)]|(?=\s)))[、:：\s]*")


@cache
def is_last(name: str) -> bool:
    """Whether a section is the last table of an edition, or stands behind it: there the article may end."""
    return any(
        section.name == name and not any(isinstance(each, Table) for each in edition.sections[place + 1 :])
        for edition in editions()
        for place, section in enumerate(edition.sections)
    )


def heading_of(text: str) -> str | None:
    """The section that ``text`` is the heading of by its wording, ``None`` if it is none.

    A number before the title must be the section's own; （一） is met before 总体情况.
    """
    if len(text) > _LONGEST_PRINTED:
        return None
    ink = bare(text)
    if not ink or len(ink) > _LONGEST_HEADING or "。" in ink:
        return None
    numbered = _numbered().match(ink)
    title = ink[numbered.end() :] if numbered is not None else ink
    if title[:1] in _CIRCLED:
        return None
    counted = _COUNTED.match(unicodedata.normalize("NFKC", title))
    for match in _headings().find(title):
        if len(core(title)) > len(core(match.wording)) + 12:
            continue
        numbers = _numbers(match.key)
        # 1.主动公开政府信息情况 is a part of a section that speaks of the same matter.
        if counted is not None and int(counted[1]) - 1 not in numbers:
            continue
        if numbered is None or _number(numbered) in numbers:
            return match.key
    return None


def heading_at(text: str, place: str) -> str | None:
    """The section of prose that ``text`` may begin at ``place``, by its number or its sense, in any words.

    In front of all sections that is the first; behind tables those that follow them, for tables hold no
    numbered prose.
    Within prose a number proves nothing, for paragraphs are numbered as well.
    """
    ink = bare(text)
    if not ink or len(ink) > _LONGEST_FREE_TITLE or "。" in ink:
        return None
    numbered = _numbered().match(ink)
    section = _section_of(numbered) if numbered is not None else None
    order = section_order()
    if place == "front":
        return section if section == "overview" and ink[0] == "一" else None
    if place not in order or place == "overview":
        return None
    if section in PROSE and order[section] > order[place]:
        return section
    if numbered is None and place in table_names() and _PROBLEMS.match(ink):
        return "problems_and_improvements"
    return None


def _section_of(numbered: re.Match[str]) -> str | None:
    """The section that has a number in any edition, ``None`` if several have."""
    named = [name for name in section_order() if _number(numbered) in _numbers(name)]
    return named[0] if len(named) == 1 else None


def _number(numbered: re.Match[str]) -> int:
    return _NUMERALS.index(numbered[1] or numbered[2])
