"""The prose of a report: which text belongs to which section."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from attrs import define, evolve, field

from govinfo_report.document.additions import COVER, GUIDANCE, OWN_SHEETS
from govinfo_report.form.evidence import labels
from govinfo_report.model import AnnualReport
from govinfo_report.prose.bodies import is_whole_name
from govinfo_report.prose.cover import entry_line, entry_of, is_entry
from govinfo_report.prose.front import read_front
from govinfo_report.prose.furniture import (
    behind_furniture,
    is_entry_value,
    is_furniture,
    is_open_entry,
    is_page_number,
    is_way,
)
from govinfo_report.prose.headings import heading_at, heading_of, is_last, section_order
from govinfo_report.prose.periods import in_plain
from govinfo_report.prose.prose import Item, Prose
from govinfo_report.prose.settling import settle_identity
from govinfo_report.prose.signing import find_signature
from govinfo_report.prose.titles import find_title

__all__ = ["read_prose"]

_OF_CONTENTS = re.compile(r"^\s*目\s*录\s*$|(?:[.．·]{3,}|…{2,})\s*[（(]?[0-9]{1,3}[）)]?\s*$")
#: How the worksheets begin that this library adds; printed as a page or a PDF they stand behind the report.
_ADDED = frozenset(OWN_SHEETS.values())
_LONGEST_TITLE = 400
"""Characters of a line of a table of contents, its dots included."""
_LAST_LINES = 8
"""Lines among which a report is signed."""
_FEWEST_TITLES = 3
"""Headings one after the other that make a table of contents, besides the first."""


def read_prose(items: Iterable[Item]) -> Prose:
    """Sort running text into title, preamble, cover and sections; the rest is left over."""
    sorting = _Sorting()
    pieces = _with_values([piece for item in items for piece in _parted(item)])
    contents = _contents(pieces)
    own = next((index for index, item in enumerate(pieces) if item.text.strip() in _ADDED), len(pieces))
    for index, item in enumerate(pieces):
        if item.text.startswith(GUIDANCE):
            continue
        if index in contents or index >= own:
            sorting.prose.leave(item)
        else:
            sorting.take(item)
    for item in sorting.foot or ():
        sorting.prose.leave(item)
    prose = sorting.prose
    prose.signature = find_signature([item.text for item in pieces])
    prose.around = _around(pieces)
    settle_identity(prose)
    return prose


@define
class _Sorting:
    """The way through running text, one piece after the other.

    Attributes:
        prose: What was found so far.
        place: The section that is open, ``front`` before all of them, ``elsewhere`` on other worksheets.
        sheet: The worksheet that is open.
        own_sheet: Whether it is a section's or the cover's own.
        value_due: Whether an entry of the page waits for its value.
        foot: What stands behind the page's own words, which may have ended the article.
    """

    prose: Prose = field(factory=Prose)
    place: str = "front"
    sheet: str | None = None
    own_sheet: bool = False
    value_due: bool = False
    foot: list[Item] | None = None

    def take(self, item: Item) -> None:
        """Give a piece of text to the section that it belongs to, or begin a section with it."""
        if item.sheet != self.sheet:
            self._turn_to(item)
        heading = heading_of(item.text) or _heading_by_place(item.text, self.place)
        if heading is not None and self._may_begin(heading):
            self._begin(heading, item)
        elif not self.own_sheet and _is_of_the_page(item.text, value_due=self.value_due):
            if self.place == "front" and is_way(item.text):
                self.prose.forget_front(item)  # the site's name stands above the way to the page
            self._leave(item)
            self.value_due = is_open_entry(item.text)
            if is_last(self.place) and not is_page_number(item.text):
                self.foot = self.foot or []
        elif self.foot is not None:
            self.foot.append(item)
        elif self.place == "front":
            read_front(self.prose, item)
        elif self.place in AnnualReport.PROSE_SECTIONS:
            self.prose.add(self.place, item.text, item.source)
        else:
            self._leave(item)

    def _turn_to(self, item: Item) -> None:
        """Go on with another worksheet, whose name may be that of a section."""
        self.sheet = item.sheet
        named = heading_of(item.sheet) if item.sheet else None
        self.own_sheet = named is not None or item.sheet == COVER
        self.value_due = False
        if named is not None:
            self.place = named
            self.prose.open(named, item.source)
        elif self.place != "front":
            self.place = "elsewhere"

    def _may_begin(self, heading: str) -> bool:
        """Sections come in the form's order; a title met again later in the text is a word of the text."""
        if self.own_sheet:
            return heading == self.place
        order = section_order()
        return self.place not in order or order[heading] > order[self.place]

    def _begin(self, heading: str, item: Item) -> None:
        self.value_due = False  # a heading is the value of no entry, nor is what stands under it
        if self.own_sheet and self.prose.texts.get(heading):
            self.prose.add(heading, item.text, item.source)  # the sheet's heading stands once, at its top
            return
        for each in self.foot or ():  # the article had not ended
            if self.place in AnnualReport.PROSE_SECTIONS:
                self.prose.add(self.place, each.text, each.source)
            else:
                self.prose.leave(each, self.place)
        self.foot = None
        self.place = heading
        self.prose.open(heading, item.source)

    def _leave(self, item: Item) -> None:
        self.prose.leave(item, self.place if self.place in section_order() else None)


def _parted(item: Item) -> Iterator[Item]:
    """A heading that stands in one line with the page's words before it is a piece of its own."""
    item = evolve(item, row=entry_of(item.row, item.text))
    at = behind_furniture(item.text) if not item.row else None
    if at is None or heading_of(item.text[at:]) is None:
        yield item
        return
    for text in (item.text[:at], item.text[at:]):
        yield Item(text=text, source=item.source, sheet=item.sheet)


def _around(items: Sequence[Item]) -> list[Item]:
    """The lines of a document above its first section, and the last ones."""
    first = next((at for at, item in enumerate(items) if heading_of(item.text) is not None), len(items))
    last = max(first, len(items) - _LAST_LINES)
    return [*items[:first], *items[last:]]


def _with_values(items: Sequence[Item]) -> Sequence[Item]:
    """The items, where an entry of a cover and its value stand in two lines, each with both."""
    told = list(items)
    for at, (item, value) in enumerate(pairwise(items)):
        if item.row or value.row or not is_entry(item.text, value.text):
            continue
        if at + 2 == len(items) or not is_whole_name(in_plain(items[at + 2].text)):  # a menu of bodies
            row = (item.text, value.text)
            told[at : at + 2] = (evolve(item, row=row), evolve(value, row=row))
    return told


def _is_of_the_page(text: str, *, value_due: bool) -> bool:
    """Whether a line is the page's: furniture, or a value of it. No title is, nor a cover's entry."""
    if entry_line(text) is not None:
        return False
    return is_furniture(text) or (value_due and is_entry_value(text) and find_title(text) is None)


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
