"""Fields of a Word file: what of them a page prints, and what it prints that the file does not hold."""

from __future__ import annotations

import re

from attrs import define, field

from govinfo_report.raw.doubt import Doubt
from govinfo_report.readers.word.xml import Element, inside, name_of, number, part, value_of

__all__ = ["Fields", "is_unseen", "is_volatile", "prints_something"]

#: Fields whose result a program works out anew when it shows the page.
_VOLATILE = re.compile(
    r"\s*(?:PAGE|NUMPAGES|SECTION|SECTIONPAGES|DATE|TIME|PRINTDATE|SAVEDATE|CREATEDATE|EDITTIME|FILESIZE|REVNUM"
    r"|NUMWORDS|NUMCHARS|AUTONUM\w*|FILENAME)\b",
    re.IGNORECASE,
)
_LONGEST = 200
"""Characters of an instruction that are looked at."""
#: Fields of which nothing is printed, not even a result that the file keeps.
_UNSEEN = re.compile(r"\s*(?:XE|TC|RD|SET|ASK|PRIVATE)\b", re.IGNORECASE)
#: Fields that print nothing of their own.
_SILENT = re.compile(
    r"\s*(?:XE|TC|RD|SET|ASK|PRIVATE|HYPERLINK|TOC|BIBLIOGRAPHY|LINK|ADVANCE)\b", re.IGNORECASE
)


def is_volatile(code: str) -> bool:
    """Whether a program works out a field anew when it shows the page, whatever the file holds."""
    return _VOLATILE.match(code) is not None


def is_unseen(code: str) -> bool:
    """Whether nothing of a field is printed, not even its result."""
    return _UNSEEN.match(code) is not None


def prints_something(code: str) -> bool:
    """Whether a field prints something where it stands."""
    return bool(code.strip()) and _SILENT.match(code) is None


@define
class _Open:
    """A field that has begun: what it is told to do, and whether its result has begun."""

    form: Element | None
    code: str = ""
    in_result: bool = False
    printed: bool = False
    stale: bool = False


@define
class Fields:
    """The fields that are open at a place of the document, the innermost last."""

    open: list[_Open] = field(factory=list)

    @property
    def silent(self) -> bool:
        """Whether what stands here is what a field is told, or a result that is kept and not printed."""
        return bool(self.open) and not all(each.in_result and not is_unseen(each.code) for each in self.open)

    def told(self, code: str) -> None:
        """Take up a piece of what a field is told to do."""
        if self.open and len(self.open[-1].code) < _LONGEST:
            self.open[-1].code += code[:_LONGEST]

    def print(self) -> None:
        """Note that a result prints something."""
        for each in self.open:
            each.printed = True

    def mark(self, element: Element) -> str:
        """Take up the sign that begins, divides or ends a field; what is printed where it ends."""
        kind = value_of(element, "fldCharType")
        if kind == "begin":
            stale = value_of(element, "dirty") in ("1", "true", "on")
            self.open.append(_Open(form=part(element, "ffData"), stale=stale))
        elif kind == "separate" and self.open:
            self.open[-1].in_result = True
        elif kind == "end" and self.open:
            return _ended(self.open.pop())
        return ""

    def reset(self) -> bool:
        """End what a paragraph or a cell leaves open without a result; whether there was any."""
        broken = self.silent
        if broken:
            self.open.clear()
        return broken


def _ended(its: _Open) -> str:
    """What a field prints beside its result, or in place of one that is not in the file."""
    if its.form is not None:
        listed = part(its.form, "ddList")
        if listed is not None:
            if its.printed:
                return ""
            entries = [value_of(each) for each in inside(listed, "listEntry")]
            chosen = part(listed, "result")
            at = number(value_of(chosen if chosen is not None else part(listed, "default")))
            return entries[at] if 0 <= at < len(entries) else ""
        if any(name_of(each) == "checkBox" for each in its.form):
            return Doubt.FIELD.sign
        if not its.in_result and value_of(part(its.form, "textInput", "default")):
            return Doubt.FIELD.sign
        return ""
    if its.stale or is_volatile(its.code) or (not its.printed and prints_something(its.code)):
        return Doubt.FIELD.sign
    return ""
