"""Entries of a cover: 机关名称 | 年度 | 统计期限, each with its value."""

from __future__ import annotations

import re

from attrs import frozen

from govinfo_report.model import Period
from govinfo_report.prose.bodies import is_whole_name
from govinfo_report.prose.periods import find_period, in_plain
from govinfo_report.raw.figures import bare

__all__ = [
    "CoverEntry",
    "cover_entry",
    "entry_line",
    "entry_lines",
    "entry_of",
    "is_cover_name",
    "is_entry",
    "is_of_the_office",
]

_SPACES = re.compile(r"\s+")
_LONGEST = 400
"""Characters of a line that may have several entries; a longer one is text."""
#: What a cover calls the agency, the year and the period → the attribute; what is the office's own affair.
_COVER = {
    "机关": "agency",
    "机关名称": "agency",
    "行政机关": "agency",
    "单位": "agency",
    "单位名称": "agency",
    "单位全称": "agency",
    "机关全称": "agency",
    "部门名称": "agency",
    "年度": "year",
    "报告年度": "year",
    "报告年份": "year",
    "统计期限": "period",
    "统计期": "period",
    "报告期": "period",
    "填报人": "office",
    "审核人": "office",
    "联系电话": "office",
    "填报日期": "office",
    "校验结论": "office",
}
_COVER |= {
    f"{made}{body}": "agency"
    for made in ("填报", "编制", "编报", "上报", "报告", "公开", "公开责任", "责任")
    for body in ("单位", "机关", "部门", "主体")
}
_YEAR = re.compile(r"^(20[0-9]{2})(?:年(?:度)?)?$")
#: What stands behind the value of an entry: its seal, and further entries of the same line.
_SEAL = re.compile(r"[（(](?:盖章|公章|签章|章)[)）]$")
_ENTRIES = re.compile(rf"\s+(?=(?:{'|'.join(_COVER)})\s*[:：])")
_ANOTHER_ENTRY = re.compile(rf"[（(](?:盖章|公章|签章)[)）].*$|\s(?:{'|'.join(_COVER)})\s*[:：].*$")


@frozen(kw_only=True)
class CoverEntry:
    """What an entry of a cover states; one of the three."""

    attribute: str
    agency: str | None = None
    year: int | None = None
    period: Period | None = None


def is_entry(name: str, value: str) -> bool:
    """Whether two lines are an entry of a cover and its value, by what both say."""
    if not is_cover_name(name) or is_of_the_office(name):
        return False
    entry = cover_entry(name, value)
    return entry is not None and (entry.agency is None or is_whole_name(in_plain(entry.agency)))


def entry_of(row: tuple[str, ...], text: str) -> tuple[str, ...]:
    """The entry, with its value, that a cell of a row is part of: 单位名称 | X | 报告年度 | Y are two."""
    if len(row) < 4 or len(row) % 2 or not is_cover_name(row[0]):
        return row
    first = row.index(text) // 2 * 2
    return row[first : first + 2]


def _cover_attribute(name: str) -> str | None:
    return _COVER.get(_SEAL.sub("", _SPACES.sub("", bare(name)).rstrip("：:")))


def is_cover_name(text: str) -> bool:
    """Whether ``text`` is what a cover calls the agency, the year, the period, or who filled it in."""
    return _cover_attribute(text) is not None


def is_of_the_office(name: str) -> bool:
    """Whether a cover's entry is about who filled it in, and when."""
    return _cover_attribute(name) == "office"


def entry_lines(text: str) -> list[CoverEntry]:
    """What the entries of a line ``机关名称：…　年度：…`` state, none if it has none."""
    parts = _ENTRIES.split(text) if len(text) <= _LONGEST else [text]
    found = (entry_line(part) for part in parts)
    return [entry for entry in found if entry is not None]


def entry_line(text: str) -> CoverEntry | None:
    """What a line ``机关名称：…`` states, ``None`` if it is none.

    单位： names units (件) as often as bodies.
    """
    name, colon, value = text.partition("：" if "：" in text[:12] else ":")
    if not colon or not value.strip() or is_of_the_office(name):
        return None
    entry = cover_entry(name, value)
    if bare(name).strip() == "单位" and (entry is None or not is_whole_name(in_plain(entry.agency or ""))):
        return None
    return entry


def cover_entry(name: str, value: str) -> CoverEntry | None:
    """What an entry ``name | value`` of a cover states, ``None`` if its value is not understood."""
    attribute = _cover_attribute(name)
    if attribute == "agency":
        return CoverEntry(attribute=attribute, agency=_ANOTHER_ENTRY.sub("", value).strip())
    if attribute == "year":
        plain = in_plain(_ANOTHER_ENTRY.sub("", value))
        match = _YEAR.match(plain if "年" in plain else in_plain(f"{plain}年"))
        return CoverEntry(attribute=attribute, year=int(match[1])) if match else None
    if attribute == "period":
        period = find_period(value)
        return CoverEntry(attribute=attribute, period=period) if period is not None else None
    return None
