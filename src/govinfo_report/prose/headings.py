"""Which lines are the headings of the sections, by the wordings of the form and by their numbers."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

import attrs

from govinfo_report.form.labels import LabelBook, core
from govinfo_report.form.variants import with_variants
from govinfo_report.model import AnnualReport
from govinfo_report.model.fields import PRINTED
from govinfo_report.raw.figures import bare

__all__ = ["SECTION_ORDER", "heading_at", "heading_of"]

SECTION_ORDER = (
    "overview",
    "disclosure",
    "requests",
    "remedies",
    "problems_and_improvements",
    "other_matters",
)
_NUMERALS = "一二三四五六"
_NUMBERED = re.compile(
    r"^(?:第([一二三四五六])部分|[（(]?([一二三四五六])(?:[、.．,，:：]|[）)]|(?=\s)))[、:：\s]*"
)
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
def _headings() -> LabelBook[str]:
    fields = attrs.fields_dict(AnnualReport)
    return LabelBook((name, with_variants(fields[name].metadata[PRINTED])) for name in SECTION_ORDER)


def heading_of(text: str) -> str | None:
    """The section that ``text`` is the heading of by its wording, ``None`` if it is none.

    A number before the title must be the section's own; （一） is met before 总体情况.
    """
    if len(text) > _LONGEST_PRINTED:
        return None
    ink = bare(text)
    if not ink or len(ink) > _LONGEST_HEADING or "。" in ink:
        return None
    numbered = _NUMBERED.match(ink)
    title = ink[numbered.end() :] if numbered is not None else ink
    if title[:1] in _CIRCLED:
        return None
    counted = _COUNTED.match(unicodedata.normalize("NFKC", title))
    for match in _headings().find(title):
        if len(core(title)) > len(core(match.wording)) + 12:
            continue
        place = SECTION_ORDER.index(match.key)
        # 1.主动公开政府信息情况 is a part of a section that speaks of the same matter.
        if counted is not None and int(counted[1]) != place + 1:
            continue
        if numbered is None or _number(numbered) == place:
            return match.key
    return None


def heading_at(text: str, place: str) -> str | None:
    """The section of prose that ``text`` may begin at ``place``, by its number or its sense, in any words.

    In front of all sections that is 一; behind tables 五 and 六, for tables hold no numbered prose.
    Within prose a number proves nothing, for paragraphs are numbered as well.
    """
    ink = bare(text)
    if not ink or len(ink) > _LONGEST_FREE_TITLE or "。" in ink:
        return None
    numbered = _NUMBERED.match(ink)
    section = SECTION_ORDER[_number(numbered)] if numbered is not None else None
    if place == "front":
        return section if section == "overview" and ink[0] == "一" else None
    if place not in SECTION_ORDER[1:5]:
        return None
    if section == "other_matters" or (section == "problems_and_improvements" and place != section):
        return section
    if numbered is None and place in SECTION_ORDER[1:4] and _PROBLEMS.match(ink):
        return "problems_and_improvements"
    return None


def _number(numbered: re.Match[str]) -> int:
    return _NUMERALS.index(numbered[1] or numbered[2])
