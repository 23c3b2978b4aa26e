"""The prose of a report: which text belongs to which section."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import attrs
from attrs import define, field, frozen

from govinfo_report.model import AnnualReport, Period
from govinfo_report.model.prose import canonical_prose
from govinfo_report.raw import Leftover
from govinfo_report.raw.report import line_name
from govinfo_report.recognise import books
from govinfo_report.recognise.furniture import (
    behind_furniture,
    is_entry_value,
    is_furniture,
    is_open_entry,
    is_page_number,
)
from govinfo_report.recognise.headings import SECTION_ORDER, heading_at, heading_of
from govinfo_report.recognise.identity import (
    CoverEntry,
    Named,
    cover_entry,
    entry_line,
    find_agency,
    find_named,
    find_period,
    find_subject,
    find_title,
    is_cover_name,
    is_notice,
    is_of_the_office,
    speaks_otherwise,
    whole_name,
    year_alone,
    years_told,
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
    "read_prose",
]

_OF_CONTENTS = re.compile(r"^\s*目\s*录\s*$|(?:[.．·]{3,}|…{2,})\s*[（(]?[0-9]{1,3}[）)]?\s*$")
_LONGEST_TITLE = 400
"""Characters of a line of a table of contents, its dots included."""
_FEWEST_TITLES = 3
"""Headings one after the other that make a table of contents, besides the first."""
_LINES_ABOVE = 2
"""A title over several lines has at most so many above its last."""
_LAST_SECTIONS = ("remedies", "problems_and_improvements", "other_matters")
"""Behind what stands in them the article may end and the page go on."""
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
    places: dict[str, list[Source]] = field(factory=dict)
    """Where each of a section's texts stands."""
    sources: dict[str, Source] = field(factory=dict)
    title: str | None = None
    agency: str | None = None
    year: int | None = None
    leftovers: list[Leftover] = field(factory=list)
    period: Period | None = None
    implied: set[str] = field(factory=set)
    """What only the title says."""
    titles: list[Named] = field(factory=list)
    """What each line says that is a title of a report: the report's own, and others' on the page."""
    from_above: bool = False
    """Whether the agency stands in a line of its own above the title, where the site's name may stand as well."""

    def text(self, name: str) -> str | None:
        """The prose of a section, ``None`` if the section was not found."""
        parts = self.texts.get(name)
        return canonical_prose("\n".join(parts)) if parts is not None else None

    def leave(self, item: Item, section: str | None = None) -> None:
        """Leave a piece of text over."""
        self.leftovers.append(Leftover(text=item.text, reason="text", source=item.source, path=section))

    def open(self, name: str, source: Source) -> None:
        """Begin a section."""
        self.texts.setdefault(name, [])
        self.places.setdefault(name, [])
        self.sources.setdefault(name, source)

    def add(self, name: str, text: str, source: Source) -> None:
        """Add a text to a section that was begun."""
        self.texts[name].append(text)
        self.places[name].append(source)

    def forget(self, name: str) -> list[str]:
        """Take a section away that was none after all; its texts."""
        self.places.pop(name, None)
        return self.texts.pop(name, [])

    def line_sources(self) -> Iterator[tuple[str, Source]]:
        """Where the lines of the sections stand, for those that do not stand where their section begins."""
        for name, texts in self.texts.items():
            number = 0
            for text, source in zip(texts, self.places[name], strict=True):
                lines = canonical_prose(text)
                for _ in range(lines.count("\n") + 1 if lines else 0):
                    if source != self.sources[name]:
                        yield line_name(name, number), source
                    number += 1


def read_prose(items: Iterable[Item]) -> Prose:
    """Sort running text into title, preamble, cover and sections; the rest is left over."""
    prose = Prose()
    place = "front"
    sheet: str | None = None
    own_sheet = value_due = False
    foot: list[Item] | None = (
        None  # what stands behind the page's own words, which may have ended the article
    )
    pieces = [piece for item in items for piece in _parted(item)]
    contents = _contents(pieces)
    for index, item in enumerate(pieces):
        if item.text.startswith(GUIDANCE):
            continue
        if index in contents:
            prose.leave(item)
            continue
        if item.sheet != sheet:
            sheet = item.sheet
            named = heading_of(sheet) if sheet else None
            own_sheet = named is not None or sheet == COVER
            value_due = False
            if named is not None:
                place = named
                prose.open(named, item.source)
            elif place != "front":
                place = "elsewhere"
        heading = heading_of(item.text) or _heading_by_place(item.text, place)
        if heading is not None and (heading == place if own_sheet else _may_follow(heading, place)):
            value_due = False  # a heading is the value of no entry, nor is what stands under it
            if heading == place and own_sheet and prose.texts.get(heading):
                prose.add(heading, item.text, item.source)  # the sheet's heading stands once, at its top
                continue
            _go_on(prose, place, foot)
            foot = None
            place = heading
            prose.open(heading, item.source)
        elif _is_of_the_page(item.text, value_due=value_due) and not own_sheet:
            prose.leave(item, place if place in SECTION_ORDER else None)
            value_due = is_open_entry(item.text)
            if place in _LAST_SECTIONS and not is_page_number(item.text):
                foot = foot or []
        elif foot is not None:
            foot.append(item)
        elif place == "front":
            _front(prose, item)
        elif place in AnnualReport.PROSE_SECTIONS:
            prose.add(place, item.text, item.source)
        else:
            prose.leave(item, place if place in SECTION_ORDER else None)
    for item in foot or ():
        prose.leave(item)
    _settle_identity(prose)
    return prose


def _parted(item: Item) -> Iterator[Item]:
    """A heading that stands in one line with the page's words before it is a piece of its own."""
    at = behind_furniture(item.text) if not item.row else None
    if at is None or heading_of(item.text[at:]) is None:
        yield item
        return
    for text in (item.text[:at], item.text[at:]):
        yield Item(text=text, source=item.source, sheet=item.sheet)


def _is_of_the_page(text: str, *, value_due: bool) -> bool:
    """Whether a line is the page's: furniture, or the value of an entry of it; a title and a cover's entry never are."""
    if entry_line(text) is not None:
        return False
    return is_furniture(text) or (value_due and is_entry_value(text) and find_title(text) is None)


def _go_on(prose: Prose, place: str, foot: Iterable[Item] | None) -> None:
    """Give a section what stood behind the page's words: the article had not ended, another section follows."""
    for item in foot or ():
        if place in AnnualReport.PROSE_SECTIONS:
            prose.add(place, item.text, item.source)
        else:
            prose.leave(item, place)


def _contents(items: Sequence[Item]) -> set[int]:
    """The lines of a table of contents: headings with their pages, or at once one after the other.

    In the report itself text stands between the first heading and the second, and no heading comes twice.
    """
    found = {
        index
        for index, item in enumerate(items)
        if len(item.text) <= _LONGEST_TITLE and _OF_CONTENTS.search(item.text) is not None
    }
    firsts = [index for index, item in enumerate(items) if heading_of(item.text) == SECTION_ORDER[0]]
    for first, again in pairwise(firsts):
        between = range(first + 1, again)
        titles = [index for index in between if heading_of(items[index].text) is not None]
        if len(titles) >= _FEWEST_TITLES and heading_of(items[first + 1].text) is not None:
            found.update((first, *titles))
    return found


def _heading_by_place(text: str, place: str) -> str | None:
    return heading_at(text, place) if not books.request_rows().find(text) else None


def _may_follow(heading: str, place: str) -> bool:
    """Sections come in the form's order; a title met again later in the text is a word of the text."""
    if place not in SECTION_ORDER:
        return True
    return SECTION_ORDER.index(heading) > SECTION_ORDER.index(place)


def _front(prose: Prose, item: Item) -> None:
    """Text before section 一: a cover's entry, the title, or the preamble."""
    if is_cover_name(item.row[0] if item.row else "") and len(item.row) <= 2 and _cover(prose, item):
        return
    entry = entry_line(item.text)
    if entry is not None:
        _state(prose, entry, item.source)
        return
    named = find_title(item.text)
    if named is not None and not is_notice(item.text):
        prose.titles.append(named)
    if named is not None and prose.title is None:
        _title(prose, named, item)
        return
    if named is not None and named.agency and named.year and not _says_again(prose, named, item.text):
        _forget_title(prose)  # titles of other reports stand above the article: a list of the page
        _title(prose, named, item)
        return
    if prose.title is not None and prose.year is None and (year := year_alone(item.text)) is not None:
        prose.year = year  # 某局政府信息公开工作年度报告 / （2023年度）
        prose.sources["year"] = item.source
        return
    if prose.title is not None and _says_again(prose, named, item.text):
        _take(prose, named or Named(agency=None, year=None), item.source)
        prose.leave(item)
        return
    prose.open("preamble", item.source)
    prose.add("preamble", item.text, item.source)


def _says_again(prose: Prose, named: Named | None, text: str) -> bool:
    """Whether a line says no more than the title above it: a page's title and the article's."""
    if named is None:
        return "".join(text.split()) == prose.agency or year_alone(text) == prose.year is not None
    return named.agency in (None, prose.agency) and named.year in (None, prose.year)


def _title(prose: Prose, named: Named, item: Item) -> None:
    above = prose.forget("preamble")
    source = prose.sources.pop("preamble", item.source)
    named, lines = _over_lines(named, above, item.text)
    prose.from_above = lines > 0
    if prose.titles:
        prose.titles[-1] = named
    del above[len(above) - lines :]
    # What stands above a title is the page's, or a letter's head; the preamble comes below it.
    prose.leftovers += [Leftover(text=text, reason="text", source=source) for text in above]
    prose.title = item.text.strip()
    prose.sources["title"] = item.source
    prose.implied |= {name for name in ("agency", "year") if getattr(prose, name) is None}
    _take(prose, named, item.source)


def _forget_title(prose: Prose) -> None:
    source = prose.sources.pop("title")
    prose.leftovers.append(Leftover(text=prose.title or "", reason="text", source=source))
    for name in prose.implied:
        setattr(prose, name, None)
        prose.sources.pop(name, None)
    prose.implied.clear()


def _over_lines(named: Named, above: Sequence[str], text: str) -> tuple[Named, int]:
    """What a title says that is spread over up to three lines, and how many of them stand above its last."""
    lines = 0
    if named.agency is None:
        for lines in range(1, min(len(above), _LINES_ABOVE) + 1):
            whole = find_title("".join(above[len(above) - lines :]) + text)
            if whole is not None and whole.agency is not None:
                named = whole
                break
        else:
            return named, 0
    if named.agency is None or lines == len(above):
        return named, lines
    agency = whole_name(named.agency, above[len(above) - lines - 1])
    return attrs.evolve(named, agency=agency), lines + (agency not in (None, named.agency))


def _take(prose: Prose, named: Named, source: Source) -> None:
    """Take what a title or a sentence names and nothing before it did."""
    if prose.agency is None and named.agency is not None:
        prose.agency = named.agency
        prose.sources["agency"] = source
    if prose.year is None and named.year is not None:
        prose.year = named.year
        prose.sources["year"] = source


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
        prose.add("preamble", item.row[1], item.source)
        return False
    _state(prose, entry, item.source)
    return True


def _state(prose: Prose, entry: CoverEntry, source: Source) -> None:
    """Take what a cover states outright; it goes before what a title implies."""
    prose.implied.discard(entry.attribute)
    prose.agency = entry.agency or prose.agency
    prose.year = entry.year or prose.year
    prose.period = entry.period or prose.period
    prose.sources[entry.attribute] = source


def _settle_identity(prose: Prose) -> None:
    """What neither title nor cover name, the preamble may, and the first words of section 一."""
    preamble = prose.text("preamble") or ""
    overview = prose.text("overview") or ""
    words = f"{preamble}\n{overview}"
    if prose.period is None and preamble:
        prose.period = find_period(preamble)
        if prose.period is not None:
            prose.sources["period"] = prose.sources["preamble"]
    _settle_titles(prose, words)
    told = "agency" not in prose.sources
    for name, text in (("preamble", preamble), ("overview", overview)):
        for paragraph in text.split("\n"):
            # The year of another sentence may be another year; it counts only beside the agency's name.
            _take_beside(prose, find_named(paragraph), name)
        _take_beside(prose, find_subject(text), name)
    if prose.agency is None and len(_agencies(prose)) < 2 and (agency := find_agency(preamble)) is not None:
        _take(prose, Named(agency=agency, year=None), prose.sources["preamble"])
    if (told or prose.from_above) and prose.agency is not None and speaks_otherwise(words, prose.agency):
        _unsettle(prose, "agency")
    if prose.year is None and prose.period is not None and prose.period.start.year == prose.period.end.year:
        prose.year = prose.period.start.year
        prose.sources["year"] = prose.sources["period"]


def _take_beside(prose: Prose, named: Named | None, name: str) -> None:
    if named is not None and prose.agency in (None, named.agency) and None in (prose.agency, prose.year):
        _take(prose, named, prose.sources[name])


def _agencies(prose: Prose) -> set[str]:
    return {title.agency for title in prose.titles if title.agency is not None}


def _settle_titles(prose: Prose, words: str) -> None:
    """Where the titles on a page name several agencies or years, only what the text bears out is the report's."""
    years = {title.year for title in prose.titles if title.year is not None}
    if "agency" in prose.implied and len(_agencies(prose)) > 1:
        source = prose.sources["title"]
        borne_out = [agency for agency in _agencies(prose) if agency in words]
        _unsettle(prose, "agency")
        if len(borne_out) == 1:
            _take(prose, Named(agency=borne_out[0], year=None), source)
    if "year" in prose.implied and len(years) > 1:
        source = prose.sources["title"]
        of_period = {prose.period.start.year, prose.period.end.year} if prose.period is not None else set()
        told = years & (of_period or years_told(words))
        _unsettle(prose, "year")
        if len(told) == 1:
            _take(prose, Named(agency=None, year=told.pop()), source)


def _unsettle(prose: Prose, attribute: str) -> None:
    setattr(prose, attribute, None)
    prose.sources.pop(attribute, None)
