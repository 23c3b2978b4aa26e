"""The prose of a report: which text belongs to which section."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Literal

import attrs
from attrs import define, field, frozen

from govinfo_report.form.labels import LabelBook, core
from govinfo_report.model import AnnualReport
from govinfo_report.model.fields import PRINTED
from govinfo_report.model.prose import canonical_prose
from govinfo_report.raw import Leftover
from govinfo_report.raw.figures import bare
from govinfo_report.recognise.identity import Named, cover_entry, cover_year, find_period, find_title
from govinfo_report.source import Source

__all__ = ["Item", "Prose", "heading_of", "read_prose"]

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
    stated_period: str | None = None

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


_Place = Literal["front", "elsewhere"] | str


def read_prose(items: Iterable[Item]) -> Prose:
    """Sort running text into title, preamble, cover and sections; the rest is left over."""
    prose = Prose()
    place: _Place = "front"
    sheet: str | None = None
    own_sheet = False
    for item in items:
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
    _settle_period(prose)
    return prose


def _may_follow(heading: str, place: str) -> bool:
    """Sections come in the form's order; a title met again later in the text is a word of the text."""
    if place not in _SECTION_ORDER:
        return True
    return _SECTION_ORDER.index(heading) > _SECTION_ORDER.index(place)


def _front(prose: Prose, item: Item) -> None:
    """Text before section 一: a cover's entry, the title, or the preamble."""
    if len(item.row) == 2:
        entry = cover_entry(*item.row)
        if entry is not None:
            _cover(prose, entry, item)
            return
    named = find_title(item.text)
    if named is not None and prose.title is None:
        _title(prose, named, item)
        return
    prose.open("preamble", item.source)
    prose.texts["preamble"].append(item.text)


def _title(prose: Prose, named: Named, item: Item) -> None:
    prose.title = " ".join(bare(item.text).split())
    prose.sources["title"] = item.source
    if prose.agency is None and named.agency is not None:
        prose.agency = named.agency
        prose.sources["agency"] = item.source
    if prose.year is None and named.year is not None:
        prose.year = named.year
        prose.sources["year"] = item.source


def _cover(prose: Prose, entry: tuple[str, str], item: Item) -> None:
    """A cover states what it states outright; it goes before what a title implies."""
    attribute, value = entry
    if item.text != item.row[0]:
        return  # the value; the entry is read at its name
    if attribute == "agency":
        prose.agency = value
    elif attribute == "period":
        prose.stated_period = value
    else:
        year = cover_year(value)
        if year is None:
            return
        prose.year = year
    prose.sources[attribute] = item.source


def _settle_period(prose: Prose) -> None:
    if prose.stated_period is None:
        preamble = prose.text("preamble")
        if preamble and find_period(preamble) is not None:
            prose.stated_period = preamble
            prose.sources["period"] = prose.sources["preamble"]
