"""Putting a report together from what was found in a document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from attrs import evolve, frozen

from govinfo_report.document import Document, Grid, GridCell, Paragraph
from govinfo_report.errors import ReadError
from govinfo_report.form import form_order, table_names
from govinfo_report.form.evidence import groups_among, shared_path
from govinfo_report.model.editions import section_named
from govinfo_report.prose.prose import Item
from govinfo_report.prose.sections import read_prose
from govinfo_report.raw import Cell, CellKind, Leftover, Note, NoteKind, RawReport
from govinfo_report.raw.columns import Columns, in_columns, joined
from govinfo_report.raw.doubt import legible, without_things
from govinfo_report.raw.figures import bare
from govinfo_report.recognise.filling import Fragment, filled
from govinfo_report.recognise.finding import Part, without_torn_lines
from govinfo_report.recognise.heads import Heads
from govinfo_report.recognise.parts import parts_of
from govinfo_report.recognise.plan import planned
from govinfo_report.recognise.sequence.finding import find_in_text
from govinfo_report.recognise.stencil import Stencil, stencil_of
from govinfo_report.recognise.units import with_units

__all__ = ["find_cells", "recognise"]

_IN_BRACKETS = re.compile(r"（[^）]*）|\([^)]*\)")


def recognise(document: Document, part: int | None = None) -> RawReport:
    """The report that a document prints.

    Args:
        document: The document.
        part: Which of several reports that stand in it one behind the other, counted from 1.

    Raises:
        ReadError: No table of the form is in it, or two different ones of the same kind, or only
            the blank form; or it has no such part.
    """
    if part is not None:
        document = _part(document, part)
    try:
        report = _assemble(_found_in(document))
    except _TwoTablesError as error:
        raise _several(document) or error from None
    if any(note.kind is NoteKind.DUPLICATE for note in report.notes):
        several = _several(document, told_apart=True)  # two offices may both have had nothing to report
        if several is not None:
            raise several
    if not any(cell.text for cell in report) and not report.leftovers and _says_nothing(report):
        raise _blank_form(document.file)
    return report


def _assemble(document: _Found) -> RawReport:
    fragments, file = document.fragments, document.document.file
    everything = [fragment for found in fragments.values() for fragment in found]
    if not everything:
        guess = document.document.looks_like()
        if guess is not None:
            raise ReadError(*guess, where=file)
        raise ReadError(
            "没有找到年度报告的任何一张表。",
            "None of the report's tables was found.",
            where=file,
            advice_zh="请确认文件是政府信息公开工作年度报告，且表内文字（如“一、本年新收政府信息公开申请数量”）是官方原文。",
            advice_en="Make sure that the file is an annual report whose tables carry the official labels.",
        )
    cells: list[Columns] = []
    notes: list[Note] = []
    leftovers: list[Leftover] = []
    for table in table_names():
        parts = [fragment for fragment in everything if fragment.table == table]
        table_cells, table_notes = _join(table, parts, file)
        table_cells, heading = _without_group_figures(table_cells)
        cells.append(table_cells)
        leftovers.extend(heading)
        notes.extend(table_notes)
        leftovers.extend(leftover for fragment in parts for leftover in fragment.leftovers)
    for grid, found in fragments.items():
        leftovers.extend(_left_in_tables(grid, found))
    prose = read_prose(_running_text(document))
    leftovers.extend(prose.leftovers)
    report = RawReport(
        agency=prose.agency,
        year=prose.year,
        period=prose.period,
        title=prose.title,
        preamble=prose.text("preamble"),
        overview=prose.text("overview"),
        problems_and_improvements=prose.text("problems_and_improvements"),
        other_matters=prose.text("other_matters"),
        cells=joined(cells),
        leftovers=tuple(leftovers),
        notes=(*document.document.notes, *notes),
        recognised=tuple(each for fragment in everything for each in fragment.recognised),
        formulas=tuple(
            sorted(set().union(*(each.formulas for each in everything)), key=form_order().__getitem__)
        ),
        sources=(*prose.sources.items(), *prose.line_sources()),
        provenance=document.document.provenance,
    )
    foreign = tuple(note for note in report.notes if not _is_own_wording(note, report))
    return report if len(foreign) == len(report.notes) else evolve(report, notes=foreign)


def _is_own_wording(note: Note, report: RawReport) -> bool:
    """Whether what another edition words otherwise is worded as in the report's own: 规范性文件 in 2019."""
    if note.kind is not NoteKind.LABEL_VARIANT or note.path is None:
        return False
    node = report.form.node(note.path)
    return node is not None and node.printed.label == note.text


def _says_nothing(report: RawReport) -> bool:
    """Whether neither an agency, nor a year, nor any sentence was found; hints in brackets are none."""
    prose = (report.overview, report.problems_and_improvements, report.other_matters)
    sentences = any(_IN_BRACKETS.sub("", text or "").strip() for text in prose) or "。" in (
        report.preamble or ""
    )
    return report.agency is None and report.year is None and not sentences


def _blank_form(file: str | None) -> ReadError:
    return ReadError(
        "这是空白的官方格式，没有机关、年度、文字和数字，不是一份报告。",
        "This is the blank official form, without agency, year, prose or figures; it is no report.",
        where=file,
        advice_zh="请填写后再读。",
        advice_en="Fill it in first.",
    )


@frozen
class _Found:
    """What was found in a document.

    Attributes:
        document: The document.
        blocks: Its lattices, those of running text among them, and the paragraphs that are part of none.
        fragments: Every part of a table, by the lattice it stands in, from top to bottom.
    """

    document: Document
    blocks: tuple[Paragraph | Grid, ...]
    fragments: dict[Grid, list[Fragment]]


def _found_in(document: Document) -> _Found:
    """The tables of a document.

    Raises:
        ReadError: A text has lost the lines that repeat others.
    """
    blocks: list[Paragraph | Grid] = []
    parts: list[tuple[Grid, Grid, Part, Stencil | None]] = []  # in the cells of which lattice it is told
    before: Heads | None = None
    run: list[Paragraph] = []
    for block in (*with_units(document).blocks, None):
        if isinstance(block, Paragraph):
            run.append(block)
            continue
        for each in find_in_text(run, document.file) if run else ():
            if isinstance(each, Paragraph):
                blocks.append(each)
            else:
                blocks.append(each.grid)
                parts.append((each.grid, each.told_in, each.part, each.stencil))
        apart, run = bool(run), []
        if block is not None:
            plan = planned(block, before)
            before = plan.heads
            blocks.append(block)
            # Figures alone go on the table right before them, none that stands behind other words.
            parts.extend((block, plan.grid, *each) for each in plan.parts if not (apart and each[0].is_bare))
    blocks, on_their_sides = _turned(blocks, [(grid, part) for grid, _, part, _ in parts])
    parts += on_their_sides
    found: dict[Grid, list[Fragment]] = {block: [] for block in blocks if isinstance(block, Grid)}
    whole = without_torn_lines([part for _, _, part, _ in parts])
    for (grid, told_in, part, stencil), its in zip(parts, whole, strict=True):
        if stencil is None or its is not part:
            stencil = stencil_of(its, told_in)
        found[grid].append(filled(grid, stencil))
    for fragments in found.values():
        fragments.sort(key=lambda fragment: fragment.rows)
    return _Found(document, tuple(blocks), found)


def _turned(
    blocks: Sequence[Paragraph | Grid], upright: Sequence[tuple[Grid, Part]]
) -> tuple[list[Paragraph | Grid], list[tuple[Grid, Grid, Part, Stencil | None]]]:
    """The blocks with lattices turned in which a table lies on its side, its rows as columns; and its parts.

    A table that stands upright anywhere is not looked for: then one that lies there is somebody's list.
    """
    told, read = {part.table for _, part in upright}, {grid for grid, _ in upright}
    parts: list[tuple[Grid, Grid, Part, Stencil | None]] = []
    found = list(blocks)
    for at, block in enumerate(blocks):
        turned = None if isinstance(block, Paragraph) or block in read else block.turned
        if turned is None or len(told) == len(table_names()):
            continue
        plan = planned(turned)
        tables = {part.table for part, _ in plan.parts if any(row.figures for row in part.rows)}
        if tables and told.isdisjoint(part.table for part, _ in plan.parts):
            found[at] = turned
            parts.extend((turned, plan.grid, *each) for each in plan.parts)
    return found, parts


def find_cells(document: Document) -> dict[str, tuple[Grid, int, int]]:
    """Where each cell of the form stands in a document: path → grid, row and column.

    Raises:
        ReadError: As `recognise`.
    """
    found = _found_in(document)
    _assemble(found)
    return {
        path: (fragment.grid, *place)
        for fragments in found.fragments.values()
        for fragment in fragments
        for path, place in fragment.places.items()
    }


def _join(table: str, parts: list[Fragment], file: str | None) -> tuple[Columns, list[Note]]:
    """One table out of its fragments: continuations join, repetitions count once, contradictions end it.

    What cannot be read in one of two repetitions is not read: nobody knows what it says there.
    """
    if sum(len(part.cells) for part in parts) == len({path for part in parts for path in part.places}):
        return joined(part.cells for part in parts), [note for part in parts for note in part.notes]
    cells: dict[str, Cell] = {}
    notes: list[Note] = []
    places: list[str] = []
    for part in parts:
        places.append(part.grid.source(*_corner(part)).describe("zh"))
        overlap = [cell for cell in part.cells if cell.path in cells]
        # A repetition says all the same and nothing more; what goes beyond it would be another table's.
        if any(_differs(cell, cells[cell.path]) for cell in overlap) or 0 < len(overlap) < len(part.cells):
            raise _two_tables(table, places, file)
        if overlap:
            title = section_named(table).printed.label
            source = part.grid.source(*_corner(part))
            notes.append(Note(kind=NoteKind.DUPLICATE, path=table, text=title, source=source))
            cells.update((cell.path, cell) for cell in overlap if cell.kind is CellKind.UNREADABLE)
            continue
        cells.update({cell.path: cell for cell in part.cells})
        notes.extend(part.notes)
    return joined([cells.values()]), notes


def _without_group_figures(cells: Columns) -> tuple[Columns, list[Leftover]]:
    """The cells without a group's own figures, which have no place beside those of its rows; and these."""
    grouped = groups_among(frozenset(cells.paths))
    if not grouped:
        return cells, []
    own = [cell for cell in cells if cell.path in grouped]
    rest = [cell for cell in cells if cell.path not in grouped]
    printed = "\t".join(cell.text for cell in own if cell.text)
    if not printed:
        return in_columns(rest), []
    path = shared_path(cell.path for cell in own)
    return in_columns(rest), [Leftover(text=printed, reason="unplaced", path=path, source=own[0].source)]


def _corner(part: Fragment) -> tuple[int, int]:
    return part.rows[0], min((cell.column for cell in part.used), default=0)


def _differs(one: Cell, other: Cell) -> bool:
    """Whether two cells contradict each other; one that cannot be read says nothing."""
    if CellKind.UNREADABLE in (one.kind, other.kind):
        return False
    return (one.kind, one.value, one.text) != (other.kind, other.value, other.text)


class _TwoTablesError(ReadError):
    """Two tables of a kind with different figures."""


def _part(document: Document, part: int) -> Document:
    parts = parts_of(document)
    if not 1 <= part <= len(parts):
        raise ReadError(
            f"文件里没有第 {part} 份报告，只有 {len(parts)} 份。",
            f"The document has no report {part}; it has {len(parts)}.",
            where=document.file,
        )
    return parts[part - 1]


def _several(document: Document, *, told_apart: bool = False) -> ReadError | None:
    """The refusal of a document with several reports, which lists them; ``None`` if it has one.

    Args:
        document: The document.
        told_apart: Whether reports count only if they are of several offices or years: a page may print its
            article twice.
    """
    parts = parts_of(document)
    if len(parts) < 2:
        return None
    told = [read_prose(_running_text(_found_in(part))) for part in parts]
    whose = [(prose.agency or "？", prose.year or "？") for prose in told]
    if told_apart and len(set(whose)) < 2:
        return None
    names = [(f"part={number}", f"{agency} {year}") for number, (agency, year) in enumerate(whose, start=1)]
    return ReadError(
        f"文件里有 {len(parts)} 份报告：{'；'.join(map('：'.join, names))}。",
        f"The document holds {len(parts)} reports: {'; '.join(map(': '.join, names))}.",
        where=document.file,
        advice_zh="可用 part=1 等选定一份。",
        advice_en="Choose one with part=1 or the like.",
    )


def _two_tables(table: str, places: list[str], file: str | None) -> ReadError:
    title = section_named(table).printed.label
    return _TwoTablesError(
        f"“{title}”的表格有不止一张，数字不同：{'、'.join(places)}。",
        f"There is more than one table of “{title}”, with different figures: {', '.join(places)}.",
        where=file,
        advice_zh="一份文件只应有一份报告；工作簿可用 sheet= 选定工作表。",
        advice_en="A document holds one report; choose the worksheet of a workbook with sheet=.",
    )


def _left_in_tables(grid: Grid, fragments: list[Fragment]) -> Iterator[Leftover]:
    """What stands among a table's rows and is no part of it: whole rows, single cells by column."""
    used = {cell for fragment in fragments for cell in fragment.used}
    for fragment in fragments:
        own_rows = {cell.row for cell in fragment.used}
        by_column: dict[int, list[GridCell]] = {}
        for row in range(fragment.rows[0], fragment.rows[1] + 1):
            extra = [
                cell
                for cell in grid.by_row.get(row, [])
                if cell not in used and bare(without_things(cell.text))
            ]
            if not extra:
                continue
            used.update(extra)
            if row in own_rows:
                for cell in extra:
                    by_column.setdefault(cell.column, []).append(cell)
                continue
            yield Leftover(
                text="\t".join(legible(cell.text) for cell in extra),
                reason="extra row",
                path=fragment.table,
                source=grid.source(row, extra[0].column),
            )
        for cells in by_column.values():
            yield Leftover(
                text="\t".join(legible(cell.text) for cell in cells),
                reason="extra cell",
                path=fragment.table,
                source=grid.source(cells[0].row, cells[0].column),
            )


def _running_text(document: _Found) -> Iterator[Item]:
    """What is no part of a table, in reading order."""
    for block in document.blocks:
        if not isinstance(block, Grid):
            if text := _prose(block.text):
                yield Item(text=text, source=block.source)
            continue
        found = document.fragments[block]
        used = {cell for fragment in found for cell in fragment.used}
        inside = {row for fragment in found for row in range(fragment.rows[0], fragment.rows[1] + 1)}
        for row, cells in block.by_row.items():
            if row in inside:
                continue
            yield from _row_items(block, row, [cell for cell in cells if cell not in used])


def _prose(text: str) -> str:
    """A text outside of the tables: pictures are no part of it, and what is illegible stays so."""
    return legible(without_things(text))


def _row_items(grid: Grid, row: int, cells: Iterable[GridCell]) -> Iterator[Item]:
    printed = [cell for cell in cells if bare(without_things(cell.text))]
    texts = tuple(_prose(cell.text).strip() for cell in printed)
    for cell, text in zip(printed, texts, strict=True):
        yield Item(text=text, source=grid.source(row, cell.column), sheet=grid.sheet, row=texts)
