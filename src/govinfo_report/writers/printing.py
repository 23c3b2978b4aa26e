"""What every printed form of a report is made of, in order: title, preamble, sections.

The writers of all formats walk this one walk; each only says how a paragraph and a table look.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs
from attrs import frozen

from govinfo_report.document.additions import period_sentence
from govinfo_report.errors import WriteError
from govinfo_report.findings import Severity
from govinfo_report.form import LayoutCell, TableLayout
from govinfo_report.model import AnnualReport, Kind
from govinfo_report.prose.prose import Item
from govinfo_report.prose.sections import read_prose
from govinfo_report.raw import RawReport
from govinfo_report.rules import CheckResult
from govinfo_report.source import Source
from govinfo_report.writers.annotations import NO_REMARKS, Annotations, Remark, annotations_of
from govinfo_report.writers.characters import clean

__all__ = [
    "AGENCY",
    "PERIOD",
    "YEAR",
    "Printout",
    "Section",
    "cover_entries",
    "front_of",
    "note_parts",
    "paragraphs",
    "printed_layouts",
    "printout_of",
    "sections",
]

AGENCY, YEAR, PERIOD = "机关名称", "年度", "统计期限"

_WORDS = ("agency", "title", "preamble", *AnnualReport.PROSE_SECTIONS)


@frozen(kw_only=True)
class Section:
    """A section as printed: a heading, and under it either paragraphs or a table.

    Attributes:
        name: The attribute of the report.
        heading: The official heading.
        text: Its prose, one paragraph a line; ``None`` for a section with a table.
        layout: Its table; ``None`` for a section of prose.
    """

    name: str
    heading: str
    text: str | None = None
    layout: TableLayout | None = None


@frozen(kw_only=True)
class Printout:
    """A report ready to be printed, in whatever format.

    Attributes:
        raw: The report.
        title: Its title, ``None`` where it has none.
        preamble: The paragraphs before section 一.
        front: The same for a document without a cover; see `front_of`.
        sections: The sections in form order.
        annotations: The findings to show at their cells; none for a plain document.
    """

    raw: RawReport
    title: str | None
    preamble: tuple[str, ...]
    front: tuple[str, ...]
    sections: tuple[Section, ...]
    annotations: Annotations = NO_REMARKS

    def text(self, cell: LayoutCell) -> str:
        """What stands in a cell: its label, or the figure as printed; empty for a blank or absent one."""
        if cell.path is None:
            return cell.text
        return self.raw[cell.path].text if cell.path in self.raw else ""

    def is_absent(self, cell: LayoutCell) -> bool:
        """Whether the document has no such cell; only a document with findings shows it all the same."""
        return cell.path is not None and cell.path not in self.raw

    def remarks(self, cell: LayoutCell) -> list[Remark]:
        """The findings at a cell."""
        return self.annotations.at(cell.path) if cell.path is not None else []

    def severity(self, cell: LayoutCell) -> Severity | None:
        """The weight of the heaviest finding at a cell."""
        return self.annotations.severity_at(cell.path) if cell.path is not None else None


def printout_of(report: RawReport | CheckResult) -> Printout:
    """A report, or a checked one with its findings, ready to be printed.

    Control characters of a checked one are shown as such: a review has to show what was found of a text, and
    no page, Word file or workbook could hold them, and a terminal would obey them. A report without
    findings is written as it is, or refused.

    Raises:
        WriteError: A row of a table is there only in part. With findings, such a row is shown as it is.
    """
    if isinstance(report, CheckResult):
        raw, annotations = _visible(report.raw), annotations_of(report)
        names = {cell.path.partition(".")[0] for cell in raw}
        layouts = {name: layout for name, layout in raw.form.layouts.items() if name in names}
    else:
        raw, annotations, layouts = report, NO_REMARKS, printed_layouts(report)
    return Printout(
        raw=raw,
        title=raw.title,
        preamble=tuple(paragraphs(raw.preamble)),
        front=tuple(front_of(raw)),
        sections=tuple(sections(raw, layouts)),
        annotations=annotations,
    )


def _visible(raw: RawReport) -> RawReport:
    """The report with a mark in the place of each control character."""
    words: dict[str, Any] = {
        name: clean(text) for name in _WORDS if (text := getattr(raw, name)) and clean(text) != text
    }
    if any(clean(cell.text) != cell.text for cell in raw):
        cells = tuple(attrs.evolve(cell, text=clean(cell.text)) for cell in raw)
        return attrs.evolve(raw, cells=cells, **words)
    return attrs.evolve(raw, **words) if words else raw


def cover_entries(raw: RawReport) -> Iterator[tuple[str, str]]:
    """The entries of a cover that are known: their names and values."""
    if raw.agency is not None:
        yield AGENCY, raw.agency
    if raw.year is not None:
        yield YEAR, str(raw.year)
    if raw.period is not None:
        yield PERIOD, raw.period.describe()


def front_of(raw: RawReport) -> list[str]:
    """The paragraphs between title and section 一 where no cover says whose report it is, and of which days.

    The title names agency and year, a sentence of the preamble the period, as reports have it. Where the
    preamble does not, a last paragraph does. A line 机关名称：… comes only where no reader could tell from
    the title: it names no agency, or none that is a public body for certain.
    """
    told = paragraphs(raw.preamble)
    below = [raw.form.heading("overview"), *paragraphs(raw.overview)]
    items = [Item(text=text, source=Source()) for text in (raw.title, *told, *below) if text]
    read = read_prose(items)
    stated = {AGENCY: read.agency == raw.agency, YEAR: read.year == raw.year, PERIOD: True}
    entries = [f"{name}：{value}" for name, value in cover_entries(raw) if not stated[name]]
    if raw.period is None or (read.period == raw.period and read.text("preamble") == (raw.preamble or None)):
        return entries + told
    return [*entries, *told, period_sentence(raw.period)]


def note_parts(text: str) -> tuple[str, str]:
    """A label with an instruction, divided into what the form sets in 宋体 and what in 楷体."""
    before, bracket, rest = text.partition("（区分处理")
    return (before, bracket + rest) if bracket else ("", text)


def paragraphs(text: str | None) -> list[str]:
    """The paragraphs of a section."""
    return text.split("\n") if text else []


def sections(raw: RawReport, layouts: dict[str, TableLayout]) -> Iterator[Section]:
    """The sections that a report has, in form order.

    Args:
        raw: The report.
        layouts: The table of each section that has one; see `printed_layouts`.
    """
    for section in raw.form.sections:
        name, heading = section.name, section.printed.label
        if name in layouts:
            yield Section(name=name, heading=heading, layout=layouts[name])
        elif name in AnnualReport.PROSE_SECTIONS and getattr(raw, name) is not None:
            yield Section(name=name, heading=heading, text=getattr(raw, name))


def printed_layouts(raw: RawReport) -> dict[str, TableLayout]:
    """The layouts of the tables that the report has, without the rows it does not have.

    Raises:
        WriteError: A row is there only in part, which no form can show.
    """
    layouts: dict[str, TableLayout] = {}
    for name, tree in raw.form.tables.items():
        there = [cell.path for cell in tree.cells() if cell.path in raw]
        kept = tree.only(raw)
        if kept is None and not there:
            continue
        complete = kept is not None and len(there) == sum(1 for _ in kept.cells())
        in_one_row = raw.form.layouts[name].printing.kind is Kind.HEADS
        if kept is None or not complete or (in_one_row and kept != tree):
            raise WriteError(
                f"“{tree.printed.label}”的表格有的行不完整，无法照样写出。",
                f"The table of “{tree.printed.label}” has rows that are there only in part.",
                advice_zh="可写成 JSON；检查结果（CheckResult）则可写出，缺少的格会标明。",
                advice_en="Write it as JSON, or write its CheckResult, which marks what is missing.",
            )
        layouts[name] = raw.form.layout(kept)
    return layouts
