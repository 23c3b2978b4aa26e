"""Filling somebody's own workbook: the figures go into its tables, everything else stays as it was."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from copy import copy
from decimal import Decimal, InvalidOperation
from typing import Any

from govinfo_report.document import Grid
from govinfo_report.document.additions import COVER, GUIDANCE
from govinfo_report.errors import WriteError
from govinfo_report.findings import Figure, Text
from govinfo_report.form.forms import form_of
from govinfo_report.model import AnnualReport, Money, Period
from govinfo_report.model.prose import canonical_prose
from govinfo_report.raw import RawReport
from govinfo_report.writers.faithful import require_faithful
from govinfo_report.writers.filling import figures_replaced, left_alone, some_of, words_replaced
from govinfo_report.writers.places import in_chinese
from govinfo_report.writers.printing import PERIOD, YEAR, Printout, cover_entries, paragraphs, printout_of
from govinfo_report.writers.workbook.book import paragraph_size, saved
from govinfo_report.writers.workbook.keeping import open_workbook
from govinfo_report.writers.workbook.text import put_text

__all__ = ["fill_workbook"]

_NARROWER = 7 / 8
"""A column of so many characters is narrower in a workbook whose plain font is not ours."""


def fill_workbook(
    data: bytes,
    report: AnnualReport,
    places: dict[str, tuple[Grid, int, int]],
    where: str,
    *,
    accept_loss: bool,
) -> tuple[bytes, tuple[Text, ...]]:
    """Fill a workbook.

    Args:
        data: The workbook, checked against the readers' limits.
        report: The report.
        places: Where each cell of the form stands in it.
        where: Its name, for errors.
        accept_loss: Whether to go on although it has parts that cannot be kept.

    Returns:
        The filled workbook, and what was left alone or lost, in words.

    Raises:
        WriteError: A cell of the report has no place, a formula stands where a figure belongs, or
            parts of the workbook would be lost.
    """
    _require_places(report, places, where)
    sheets = {grid.sheet for grid, _, _ in places.values()}
    workbook, lost = open_workbook(data, where, sheets, accept_loss=accept_loss)
    remarks = [*_fill_tables(workbook, report, places, where), *_fill_prose(workbook, report, where)]
    return saved(workbook), (*remarks, *lost)


def _require_places(report: AnnualReport, places: dict[str, tuple[Grid, int, int]], where: str) -> None:
    missing = [cell for cell in form_of(report).cells if cell.path not in places]
    if missing:
        raise WriteError(
            f"工作簿的表格里没有这些格：{'；'.join(' / '.join(cell.label) for cell in missing[:3])}"
            f"{f' 等 {len(missing)} 格' if len(missing) > 3 else ''}。",
            f"The workbook's tables lack {len(missing)} cells of the report, first {missing[0].path}.",
            where=where,
            advice_zh="请用与报告同一格式的工作簿。",
            advice_en="Use a workbook with the same edition of the form.",
        )


def _fill_tables(
    workbook: Any, report: AnnualReport, places: dict[str, tuple[Grid, int, int]], where: str
) -> list[Text]:
    """Put the figures into the tables; tells which totals were left to formulas, and what was replaced."""
    kept: dict[str, list[str]] = defaultdict(list)
    replaced: list[str] = []
    for cell in form_of(report).cells:
        grid, row, column = places[cell.path]
        assert grid.sheet is not None
        target = _writable(workbook[grid.sheet], row + 1, column + 1, " / ".join(cell.label), where)
        if target.data_type == "f":
            if not cell.computed:
                address = f"{grid.sheet}!{target.coordinate}"
                raise WriteError(
                    f"{address} 是公式，而这里应填数字（{' / '.join(cell.label)}）。",
                    f"{address} is a formula where a figure belongs ({cell.path}).",
                    where=where,
                    advice_zh="请先清空该格。",
                    advice_en="Clear the cell first.",
                )
            kept[grid.sheet].append(target.coordinate)
            continue
        figure: Any = report[cell.path]
        figure = _printed(figure) if isinstance(figure, Money) else figure
        if target.value not in (None, "") and not _same(target.value, figure):
            replaced.append(f"{grid.sheet}!{target.coordinate}")
        target.value = figure
    remarks = [
        Text(
            f"{sheet}：保留公式 {len(some)} 格（{some_of(some).zh}）",
            f"{sheet}: {len(some)} formulas kept ({some_of(some).en})",
        )
        for sheet, some in kept.items()
    ]
    return remarks + figures_replaced(replaced)


def _writable(sheet: Any, row: int, column: int, what: str, where: str | None) -> Any:
    """A cell that a value can be put into.

    Raises:
        WriteError: It is part of a merged cell, whose one value stands in its first.
    """
    from openpyxl.cell.cell import MergedCell

    cell = sheet.cell(row, column)
    if isinstance(cell, MergedCell):
        merged = next(str(each) for each in sheet.merged_cells.ranges if cell.coordinate in each)
        address = f"{sheet.title}!{cell.coordinate}"
        raise WriteError(
            f"{address} 在合并单元格 {merged} 里，填不了自己的内容（{what}）。",
            f"{address} is part of the merged cell {merged} and can hold nothing of its own ({what}).",
            where=where,
            advice_zh="请先取消合并。",
            advice_en="Unmerge it first.",
        )
    return cell


def _same(one: object, other: object) -> bool:
    """Whether two values of cells are one number, however a program keeps it, or the same words."""
    try:
        return Decimal(str(one)) == Decimal(str(other))
    except InvalidOperation:
        return one == other


def _printed(money: Money) -> Figure | str:
    """A sum of money as a cell prints it: with its unit, where it has one."""
    return str(money) if money.unit else money.number


def _fill_prose(workbook: Any, report: AnnualReport, where: str) -> list[Text]:
    """Put the prose into a template of this library; another workbook has no certain place for it."""
    printout = printout_of(RawReport.of(report))
    left: list[Text] = []
    for section in printout.sections:
        row = _row_below_guidance(workbook, section.heading)
        if row is not None and section.text is not None:
            require_faithful(printout, sheets=True)
            sheet = workbook[section.heading]
            left.extend(_put_paragraphs(sheet, row, paragraphs(section.text), section.name, where))
        elif section.text:
            left.append(
                Text(
                    f"{section.heading}：没有填写文字的位置，未写入",
                    f"{section.heading}: no place for prose, not written",
                )
            )
    row = _row_below_guidance(workbook, COVER)
    if row is None:
        left.append(Text("封面：没有填写的位置，未写入", "No cover to fill in"))
        return left
    require_faithful(printout, sheets=True)
    left.extend(_put_entries(workbook[COVER], row, printout, where))
    left.extend(_put_paragraphs(workbook[COVER], row, list(printout.preamble), "preamble", where))
    return left


def _put_entries(cover: Any, end: int, printout: Printout, where: str) -> Iterator[Text]:
    """Put agency, year and period on the cover; tells of what stood there and was something else."""
    entries = dict(cover_entries(printout.raw))
    for line in range(1, end):
        name = str(cover.cell(line, 1).value or "").strip()  # which may be a rich text
        if name not in entries:
            continue
        cell = _writable(cover, line, 2, name, where)
        value: Any = int(entries[name]) if name == YEAR else entries[name]
        if cell.data_type == "f":
            if name == PERIOD and printout.raw.period == Period.of_year(printout.raw.year or 1):
                continue  # the template's formula says the same
            at = f"{COVER}!{cell.coordinate}"
            yield Text(f"{at}：公式已换成“{value}”", f"{at}: the formula was replaced by “{value}”")
        elif cell.value not in (None, "") and str(cell.value) != str(value):
            yield words_replaced(f"{COVER}!{cell.coordinate}", str(cell.value), str(value))
        put_text(cell, str(value), name)
        if name == YEAR:
            cell.value = value


def _row_below_guidance(workbook: Any, sheet: str) -> int | None:
    """The first row for prose on a sheet of our own template, ``None`` where it is none."""
    if sheet not in workbook.sheetnames:
        return None
    first = (
        str(workbook[sheet].cell(row, 1).value or "")
        for row in range(1, min(workbook[sheet].max_row, 40) + 1)
    )
    guided = [row for row, text in enumerate(first, start=1) if text.startswith(GUIDANCE)]
    return guided[-1] + 1 if guided else None


def _put_paragraphs(sheet: Any, row: int, texts: list[str], place: str, where: str) -> Iterator[Text]:
    """Put prose into the rows from ``row`` on, unless somebody has written there already; tells if so."""
    column = 1 if not sheet.cell(row, 1).protection.locked else 2
    written = [sheet.cell(each, column).value for each in range(row, sheet.max_row + 1)]
    if any(written):
        if canonical_prose("\n".join(str(text) for text in written if text)) != "\n".join(texts):
            yield left_alone(in_chinese(place))
        return
    first = sheet.cell(row, column)
    for offset, text in enumerate(texts):
        cell = _writable(sheet, row + offset, column, in_chinese(place), where)
        put_text(cell, text, place)
        size, height = paragraph_size(text, sheet.column_dimensions[cell.column_letter].width * _NARROWER)
        font = copy(first.font)
        font.size = min(font.size, size)
        cell.font, cell.alignment = font, copy(first.alignment)
        sheet.row_dimensions[cell.row].height = height  # no program fits rows of its own accord
