"""The prose of a report: which text belongs to which section."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from govinfo_report.document.additions import COVER, GUIDANCE
from govinfo_report.form.evidence import labels
from govinfo_report.model import AnnualReport
from govinfo_report.prose.front import read_front, settle_identity
from govinfo_report.prose.furniture import (
    behind_furniture,
    is_entry_value,
    is_furniture,
    is_open_entry,
    is_page_number,
)
from govinfo_report.prose.headings import heading_at, heading_of, is_last, section_order
from govinfo_report.prose.identity import entry_line, find_title
from govinfo_report.prose.prose import Item, Prose

__all__ = ["read_prose"]

_OF_CONTENTS = re.compile(r"^\s*目\s*录\s*$|(?:[.．·]{3,}|…{2,})\s*[（(]?[0-9]{1,3}[）)]?\s*$")
_LONGEST_TITLE = 400
"""Characters of a line of a table of contents, its dots included."""
_FEWEST_TITLES = 3
"""Headings one after the other that make a table of contents, besides the first."""


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
            prose.leave(item, place if place in section_order() else None)
            value_due = is_open_entry(item.text)
            if is_last(place) and not is_page_number(item.text):
                foot = foot or []
        elif foot is not None:
            foot.append(item)
        elif place == "front":
            read_front(prose, item)
        elif place in AnnualReport.PROSE_SECTIONS:
            prose.add(place, item.text, item.source)
        else:
            prose.leave(item, place if place in section_order() else None)
    for item in foot or ():
        prose.leave(item)
    settle_identity(prose)
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
    """Whether a line is the page's: furniture, or a value of it. No title is, nor a cover's entry."""
    if entry_line(text) is not None:
        return False
    return is_furniture(text) or (value_due and is_entry_value(text) and find_title(text) is None)


def _go_on(prose: Prose, place: str, foot: Iterable[Item] | None) -> None:
    """Give a section what stood behind words of the page: the article had not ended."""
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
    first_of_all = next(iter(section_order()))
    firsts = [index for index, item in enumerate(items) if heading_of(item.text) == first_of_all]
    for first, again in pairwise(firsts):
        between = range(first + 1, again)
        titles = [index for index in between if heading_of(items[index].text) is not None]
        if len(titles) >= _FEWEST_TITLES and heading_of(items[first + 1].text) is not None:
            found.update((first, *titles))
    return found


def _heading_by_place(text: str, place: str) -> str | None:
    return heading_at(text, place) if not labels().find(text) else None


def _may_follow(heading: str, place: str) -> bool:
    """Sections come in the form's order; a title met again later in the text is a word of the text."""
    order = section_order()
    return place not in order or order[heading] > order[place]
