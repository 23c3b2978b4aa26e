"""What stands before section 一: titles, a cover, the preamble."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from govinfo_report.prose.bodies import Named, is_whole_name
from govinfo_report.prose.cover import CoverEntry, cover_entry, entry_lines, is_cover_name, is_of_the_office
from govinfo_report.prose.periods import in_plain, year_alone
from govinfo_report.prose.prose import Item, Prose
from govinfo_report.prose.titles import find_title, is_notice, whole_name
from govinfo_report.raw import Leftover
from govinfo_report.source import Source

__all__ = ["read_front"]

_LINES_ABOVE = 2
"""A title over several lines has at most so many above its last."""


def read_front(prose: Prose, item: Item) -> None:
    """Text before section 一: a cover's entry, the title, or the preamble."""
    if is_cover_name(item.row[0] if item.row else "") and len(item.row) <= 2 and _cover(prose, item):
        return
    if entries := entry_lines(item.text):
        for entry in entries:
            _state(prose, entry, item.source)
        return
    named = find_title(item.text)
    if named is not None and not is_notice(item.text):
        prose.titles.append(named)
    if named is not None and prose.title is None:
        _title(prose, named, item)
        return
    if named is not None and prose.year is None:  # the article's title, below that of its page
        named, _ = _over_lines(named, prose.texts.get("preamble", []), item.text)
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
    if (
        named is None
        and prose.agency is None
        and not prose.texts
        and is_whole_name(name := in_plain(item.text))
    ):
        prose.agency, prose.from_afar = name, True  # 2022年政府信息公开工作年度报告 / 某县水利局
        prose.sources["agency"] = item.source
        prose.implied.discard("agency")
        return True
    if not _says_again(prose, named, item.text):
        return False
    prose.take(named or Named(agency=None, year=None), item.source)
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
    prose.from_afar = lines > 0
    if not is_notice(item.text):
        prose.titles[-1] = named
    del above[len(above) - lines :]
    # What stands above a title is the page's, or a letter's head; the preamble comes below it.
    prose.leftovers += [Leftover(text=text, reason="text", source=source) for text in above]
    prose.title = item.text.strip()
    prose.sources["title"] = item.source
    prose.implied |= {name for name in ("agency", "year") if getattr(prose, name) is None}
    prose.take(named, item.source)


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
