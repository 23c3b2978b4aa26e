"""What stands before section 一: titles, a cover, the preamble; and whose report it is, by all of them."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from govinfo_report.prose.identity import (
    CoverEntry,
    Named,
    cover_entry,
    entry_line,
    find_author,
    find_contact,
    find_named,
    find_subject,
    find_title,
    fuller,
    is_cover_name,
    is_notice,
    is_of_the_office,
    speaks_otherwise,
    whole_name,
)
from govinfo_report.prose.periods import (
    find_period,
    period_told,
    year_alone,
    year_ended,
    year_opened,
    years_told,
)
from govinfo_report.prose.prose import Item, Prose
from govinfo_report.raw import Leftover
from govinfo_report.source import Source

__all__ = ["read_front", "settle_identity"]

_MOST_AGENCIES = 50
"""Agencies in the titles of a page among which the text may tell its own."""
_LINES_ABOVE = 2
"""A title over several lines has at most so many above its last."""


def read_front(prose: Prose, item: Item) -> None:
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
    if _below_title(prose, named, item):
        return
    prose.open("preamble", item.source)
    prose.add("preamble", item.text, item.source)


def _below_title(prose: Prose, named: Named | None, item: Item) -> bool:
    """Take a line that goes on with the title, or says it again; false if it is another."""
    if prose.title is None:
        return False
    if prose.year is None and (year := year_alone(item.text)) is not None:
        prose.year = year  # 某局政府信息公开工作年度报告 / （2023年度）
        prose.sources["year"] = item.source
        return True
    if not _says_again(prose, named, item.text):
        return False
    _take(prose, named or Named(agency=None, year=None), item.source)
    prose.leave(item)
    return True


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
    if not is_notice(item.text):
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


def settle_identity(prose: Prose) -> None:
    """What neither title nor cover name, the preamble may, and the first words of section 一."""
    preamble = prose.text("preamble") or ""
    overview = prose.text("overview") or ""
    words = f"{preamble}\n{overview}"
    _settle_period(prose, preamble, overview)
    _settle_titles(prose, words)
    settled = "agency" in prose.sources and not prose.from_above
    for name, text in (("preamble", preamble), ("overview", overview)):
        for paragraph in text.split("\n"):
            # The year of another sentence may be another year; it counts only beside the agency's name.
            _take_beside(prose, find_named(paragraph), name)
        _take_beside(prose, find_subject(text), name)
    told = (find_author(preamble), find_contact(preamble))
    if prose.agency is not None and prose.title is not None:
        prose.agency = fuller(prose.agency, *told)
    for author in told:
        if author is not None and prose.agency is None and len(_agencies(prose)) < 2:
            _take(prose, author, prose.sources["preamble"])
    if not settled and prose.agency is not None and speaks_otherwise(words, prose.agency):
        _unsettle(prose, "agency")
    _settle_year(prose, preamble, overview)


def _settle_year(prose: Prose, preamble: str, overview: str) -> None:
    """Where nothing names a year: the period's, that in which the text opens, or at whose end it counts."""
    if prose.year is None and prose.period is not None and prose.period.start.year == prose.period.end.year:
        prose.year = prose.period.start.year
        prose.sources["year"] = prose.sources["period"]
    told = {
        year: name
        for name, year in (
            ("preamble", year_ended(preamble)),
            ("overview", year_ended(overview)),
            ("overview", year_opened(overview)),
        )
        if year is not None
    }
    if len(told) == 1 and all(title.year is None for title in prose.titles):
        ((year, name),) = told.items()
        _take(prose, Named(agency=None, year=year), prose.sources[name])


def _settle_period(prose: Prose, preamble: str, overview: str) -> None:
    told = (("preamble", find_period(preamble)), ("overview", period_told(overview)))
    for name, period in told:
        if prose.period is None and period is not None:
            prose.period = period
            prose.sources["period"] = prose.sources[name]


def _take_beside(prose: Prose, named: Named | None, name: str) -> None:
    if named is not None and prose.agency in (None, named.agency) and None in (prose.agency, prose.year):
        _take(prose, named, prose.sources[name])


def _agencies(prose: Prose) -> set[str]:
    return {title.agency for title in prose.titles if title.agency is not None}


def _settle_titles(prose: Prose, words: str) -> None:
    """Of several agencies or years in the titles of a page, only what the text bears out is the report's."""
    rivals = _rivals(prose.titles)
    years = {title.year for title in rivals if title.year is not None}
    several = _agencies(prose)
    doubtful = len(several) > 1 or (len(years) > 1 and any(title.agency is None for title in rivals))
    source = prose.sources.get("title", Source())
    if "agency" in prose.implied and doubtful:
        borne_out = [agency for agency in several if len(several) <= _MOST_AGENCIES and agency in words]
        _unsettle(prose, "agency")
        if len(borne_out) == 1:
            _take(prose, Named(agency=borne_out[0], year=None), source)
    if "year" in prose.implied and len(years) > 1:
        period = prose.period
        told = {period.start.year, period.end.year} if period is not None else years_told(words)
        _unsettle(prose, "year")
        if len(years & told) == 1:
            _take(prose, Named(agency=None, year=(years & told).pop()), source)


def _rivals(titles: Sequence[Named]) -> list[Named]:
    """Titles of which each may be the report's: without an agency above one that has it, they are a menu."""
    last = max((index for index, title in enumerate(titles) if title.agency is not None), default=-1)
    return [title for index, title in enumerate(titles) if index > last or title.agency is not None]


def _unsettle(prose: Prose, attribute: str) -> None:
    setattr(prose, attribute, None)
    prose.sources.pop(attribute, None)
