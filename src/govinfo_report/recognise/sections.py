"""The prose of a report: which text belongs to which section."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

import attrs
from attrs import define, field, frozen

from govinfo_report.form.labels import LabelBook, core
from govinfo_report.model import AnnualReport, Period
from govinfo_report.model.fields import PRINTED
from govinfo_report.model.prose import canonical_prose
from govinfo_report.raw import Leftover
from govinfo_report.raw.figures import bare
from govinfo_report.recognise.identity import (
    CoverEntry,
    Named,
    cover_entry,
    entry_line,
    find_named,
    find_period,
    find_title,
    is_agency_name,
    is_cover_name,
    is_of_the_office,
    year_alone,
)
from govinfo_report.source import Source

__all__ = [
    "CHECKS_HEADING",
    "CHECKS_SHEET",
    "COVER",
    "FINDINGS_HEADING",
    "FINDINGS_SHEET",
    "GUIDANCE",
    "MEMBERS_HEADING",
    "MEMBERS_SHEET",
    "OWN_SHEETS",
    "Item",
    "Prose",
    "heading_of",
    "read_prose",
]

_SECTION_ORDER = (
    "overview",
    "disclosure",
    "requests",
    "remedies",
    "problems_and_improvements",
    "other_matters",
)
_NUMERALS = "一二三四五六"
_NUMBERED = re.compile(r"^[（(]?([一二三四五六])(?:[、.．,，]|[）)])")
_LONGEST_HEADING = 60
COVER = "封面"
"""Name of the worksheet that holds what stands before section 一."""
CHECKS_SHEET, CHECKS_HEADING = "校验", "校验（由公式自动计算）"
FINDINGS_SHEET, FINDINGS_HEADING = "检查结果", "检查结果（由程序生成，不属于报告）"
MEMBERS_SHEET, MEMBERS_HEADING = "汇总对照", "汇总对照（由程序生成，不属于报告）"
GUIDANCE = "〔填写说明〕"
"""What a template of this library says to who fills it in begins so; it is no part of the report."""
#: Worksheets that this library adds to a report: name → what stands in A1. They are no part of the report.
OWN_SHEETS = {CHECKS_SHEET: CHECKS_HEADING, FINDINGS_SHEET: FINDINGS_HEADING, MEMBERS_SHEET: MEMBERS_HEADING}


@frozen(kw_only=True)
class Item:
    """A piece of running text.

    Attributes:
        text: The text.
        source: Where it stands.
        sheet: The worksheet it stands on, ``None`` elsewhere.
        row: Texts of the same row of a grid, this one included; a cover's entries are such pairs.
    """

    text: str
    source: Source
    sheet: str | None = None
    row: tuple[str, ...] = ()


@define(kw_only=True)
class Prose:
    """The prose of a report as it is being read."""

    texts: dict[str, list[str]] = field(factory=dict)
    sources: dict[str, Source] = field(factory=dict)
    title: str | None = None
    agency: str | None = None
    year: int | None = None
    leftovers: list[Leftover] = field(factory=list)
    period: Period | None = None

    def text(self, name: str) -> str | None:
        """The prose of a section, ``None`` if the section was not found."""
        parts = self.texts.get(name)
        return canonical_prose("\n".join(parts)) if parts is not None else None

    def open(self, name: str, source: Source) -> None:
        """Begin a section."""
        self.texts.setdefault(name, [])
        self.sources.setdefault(name, source)


@cache
def _headings() -> LabelBook[str]:
    fields = attrs.fields_dict(AnnualReport)
    return LabelBook((name, fields[name].metadata[PRINTED]) for name in _SECTION_ORDER)


def heading_of(text: str) -> str | None:
    """The section that ``text`` is the heading of, ``None`` if it is none.

    A number before the title must be the section's own; （一） is met before 总体情况.
    """
    ink = bare(text)
    if not ink or len(ink) > _LONGEST_HEADING or "。" in ink:
        return None
    number = _NUMBERED.match("".join(ink.split()))
    for match in _headings().find(ink):
        if len(core(ink)) > len(core(match.wording)) + 12:
            continue
        if number is None or _NUMERALS[_SECTION_ORDER.index(match.key)] == number[1]:
            return match.key
    return None


def read_prose(items: Iterable[Item]) -> Prose:
    """Sort running text into title, preamble, cover and sections; the rest is left over."""
    prose = Prose()
    place = "front"
    sheet: str | None = None
    own_sheet = False
    for item in items:
        if item.text.startswith(GUIDANCE):
            continue
        if item.sheet != sheet:
            sheet = item.sheet
            named = heading_of(sheet) if sheet else None
            own_sheet = named is not None or sheet == COVER
            if named is not None:
                place = named
                prose.open(named, item.source)
            elif place != "front":
                place = "elsewhere"
        heading = heading_of(item.text)
        if heading is not None and (heading == place if own_sheet else _may_follow(heading, place)):
            if heading == place and own_sheet and prose.texts.get(heading):
                prose.texts[heading].append(item.text)  # the sheet's heading stands once, at its top
                continue
            place = heading
            prose.open(heading, item.source)
        elif place == "front":
            _front(prose, item)
        elif place in AnnualReport.PROSE_SECTIONS:
            prose.texts[place].append(item.text)
        else:
            section = place if place in _SECTION_ORDER else None
            prose.leftovers.append(Leftover(text=item.text, reason="text", source=item.source, path=section))
    _settle_identity(prose)
    return prose


def _may_follow(heading: str, place: str) -> bool:
    """Sections come in the form's order; a title met again later in the text is a word of the text."""
    if place not in _SECTION_ORDER:
        return True
    return _SECTION_ORDER.index(heading) > _SECTION_ORDER.index(place)


def _front(prose: Prose, item: Item) -> None:
    """Text before section 一: a cover's entry, the title, or the preamble."""
    if is_cover_name(item.row[0] if item.row else "") and len(item.row) <= 2 and _cover(prose, item):
        return
    entry = entry_line(item.text)
    if entry is not None:
        _state(prose, entry, item.source)
        return
    named = find_title(item.text)
    if named is not None and prose.title is None:
        _title(prose, named, item)
        return
    if prose.title is not None and prose.year is None and (year := year_alone(item.text)) is not None:
        prose.year = year  # 某局政府信息公开工作年度报告 / （2023年度）
        prose.sources["year"] = item.source
        return
    prose.open("preamble", item.source)
    prose.texts["preamble"].append(item.text)


def _title(prose: Prose, named: Named, item: Item) -> None:
    above = prose.texts.get("preamble", [])
    if named.agency is None and above and is_agency_name(above[-1]):  # a title over two lines
        prose.agency = "".join(above.pop().split())
        prose.sources["agency"] = prose.sources["preamble"]
        if not above:
            del prose.texts["preamble"], prose.sources["preamble"]
    prose.title = item.text.strip()
    prose.sources["title"] = item.source
    if prose.agency is None and named.agency is not None:
        prose.agency = named.agency
        prose.sources["agency"] = item.source
    if prose.year is None and named.year is not None:
        prose.year = named.year
        prose.sources["year"] = item.source


def _cover(prose: Prose, item: Item) -> bool:
    """Take a cover's entry, or a name alone whose value is blank; false if its value is not understood."""
    if len(item.row) == 1 or item.text != item.row[0]:
        return True  # the value, which was read with its name; or the name of a blank
    if is_of_the_office(item.row[0]):  # who filled it in is no part of the report
        prose.leftovers.append(Leftover(text="\t".join(item.row), reason="text", source=item.source))
        return True
    entry = cover_entry(*item.row)
    if entry is None:
        prose.open("preamble", item.source)
        prose.texts["preamble"].append(item.row[1])
        return False
    _state(prose, entry, item.source)
    return True


def _state(prose: Prose, entry: CoverEntry, source: Source) -> None:
    """Take what a cover states outright; it goes before what a title implies."""
    prose.agency = entry.agency or prose.agency
    prose.year = entry.year or prose.year
    prose.period = entry.period or prose.period
    prose.sources[entry.attribute] = source


def _settle_identity(prose: Prose) -> None:
    """What neither title nor cover name, the preamble may, and the first words of section 一."""
    preamble = prose.text("preamble")
    if prose.period is None and preamble:
        prose.period = find_period(preamble)
        if prose.period is not None:
            prose.sources["period"] = prose.sources["preamble"]
    for name in ("preamble", "overview"):
        for paragraph in (prose.text(name) or "").split("\n"):
            if prose.agency is not None and prose.year is not None:
                return
            named = find_named(paragraph)
            # The year of another sentence may be another year; it counts only beside the agency's name.
            if named is not None and (prose.agency is None or prose.agency == named.agency):
                _title_less(prose, named, prose.sources[name])
    if prose.year is None and prose.period is not None and prose.period.start.year == prose.period.end.year:
        prose.year = prose.period.start.year
        prose.sources["year"] = prose.sources["period"]


def _title_less(prose: Prose, named: Named, source: Source) -> None:
    """Take what a sentence names and nothing before it did."""
    if prose.agency is None:
        prose.agency = named.agency
        prose.sources["agency"] = source
    if prose.year is None:
        prose.year = named.year
        prose.sources["year"] = source
