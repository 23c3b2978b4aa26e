"""Whether a document will say what its report says: words that a reader would take for something else.

A line of prose that is the title of a later section, or a line of the preamble that reads like an
entry of a cover, divides a document where the report does not. Such a report is refused before
anything is written, and the line is named: no reader, nor any other program, could tell the two apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import attrs

from govinfo_report.document.additions import COVER
from govinfo_report.errors import WriteError
from govinfo_report.model import AnnualReport
from govinfo_report.model.prose import canonical_name, canonical_prose
from govinfo_report.prose.prose import Item
from govinfo_report.prose.sections import read_prose
from govinfo_report.raw import RawReport
from govinfo_report.source import Source
from govinfo_report.writers.places import in_chinese
from govinfo_report.writers.printing import AGENCY, Printout, cover_entries, paragraphs, printout_of

__all__ = ["require_faithful"]

_PROSE = ("preamble", *AnnualReport.PROSE_SECTIONS)
_SHOWN = 40
"""Characters of a line that an error quotes."""


def require_faithful(printout: Printout, *, sheets: bool, cells: bool = False) -> None:
    """Refuse a report whose words, printed one after the other, would be read as other words.

    Args:
        printout: The report.
        sheets: Whether each section has a worksheet of its own; else all is one text.
        cells: Whether, in one text, agency and year stand as a name and its value in two cells.

    Raises:
        WriteError: There is such a line; says which, and in which section.
    """

    def changed(printout: Printout) -> list[str]:
        return _changed(printout.raw, _on_sheets(printout) if sheets else _in_one_text(printout, cells=cells))

    found = changed(printout)
    if not found:
        return
    place, line = next(_doubtful(printout, lambda raw: bool(changed(printout_of(raw)))), (found[0], ""))
    shown = f"{line[:_SHOWN]}…" if len(line) > _SHOWN else line
    raise WriteError(
        f"{in_chinese(place)}：“{shown}”单独成行，会被当作标题或封面项目，文件读回时内容就变了。",
        f"{place}: the line “{shown}” would be taken for a heading or an entry of the cover.",
        advice_zh="请改写这一行（如在行末加句号），或写成 json。",
        advice_en="Reword the line (a full stop at its end will do), or write json.",
    )


def _in_one_text(printout: Printout, *, cells: bool) -> Iterator[Item]:
    if printout.title:
        yield Item(text=printout.title, source=Source())
    for name, value in cover_entries(printout.raw) if cells else ():
        yield from _row(None, name, value)
    lines = list(printout.preamble if cells else printout.front)
    for section in printout.sections:
        lines += [section.heading, *paragraphs(section.text)]
    yield from (Item(text=line, source=Source()) for line in lines)


def _on_sheets(printout: Printout) -> Iterator[Item]:
    if printout.title:
        yield from _row(COVER, printout.title)
    for name, value in cover_entries(printout.raw):
        yield from _row(COVER, name, value)
    for line in printout.preamble:
        yield from _row(COVER, line)
    for section in printout.sections:
        for line in (section.heading, *paragraphs(section.text)):
            yield from _row(section.heading, line)


def _row(sheet: str | None, *texts: str) -> Iterator[Item]:
    """The cells of a row."""
    return (Item(text=text, source=Source(), sheet=sheet, row=texts) for text in texts)


def _changed(raw: RawReport, items: Iterable[Item]) -> list[str]:
    """What a reader would not find as it is: sections and parts of the identity."""
    read = read_prose(items)
    changed = [
        name for name in _PROSE if (read.text(name) or "") != canonical_prose(getattr(raw, name) or "")
    ]
    stated = {"agency": raw.agency and canonical_name(raw.agency), "year": raw.year, "period": raw.period}
    return changed + [name for name, value in stated.items() if value not in (None, getattr(read, name))]


def _doubtful(printout: Printout, changes: Callable[[RawReport], bool]) -> Iterator[tuple[str, str]]:
    """The lines that look like something else, with the section they stand in: each tried on its own."""
    nothing: dict[str, Any] = dict.fromkeys(_PROSE)
    raw = attrs.evolve(printout.raw, **nothing)
    if changes(raw):
        yield AGENCY, raw.agency or ""
        return
    for name in _PROSE:
        for line in paragraphs(getattr(printout.raw, name)):
            for text in (line, f"甲。\n{line}\n乙。"):
                words: dict[str, Any] = {name: text}
                if changes(attrs.evolve(raw, **words)):
                    yield name, line
