"""From a workbook to grids: one for each worksheet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from decimal import Decimal

from govinfo_report.document import Document, Grid, GridCell
from govinfo_report.document.additions import DIFFERENCE, MEMBERS_SHEET, MISSING, OWN_SHEETS
from govinfo_report.document.typography import Typography
from govinfo_report.model import Member, Provenance
from govinfo_report.raw.doubt import doubts_in
from govinfo_report.raw.figures import printed_number
from govinfo_report.readers.workbook.formulas import Calculator, Unsupported
from govinfo_report.readers.workbook.known import keep, known
from govinfo_report.readers.workbook.seen import LONGEST_PLAIN, seen
from govinfo_report.readers.workbook.stored import Sheet, StoredCell, Workbook
from govinfo_report.source import column_letters

__all__ = ["workbook_document"]

Cells = Mapping[tuple[int, int], StoredCell]
_BLANK = StoredCell()
_NEAR_ZERO = Decimal("1E-9")
"""What binary fractions leave of differences that are nothing."""
_ESCAPED = re.compile(r"_x(005F|005f|000D|000d|000A|000a|0009)_")


def workbook_document(workbook: Workbook, *, file: str | None = None) -> Document:
    """The grids of a workbook: of each worksheet but those that this library adds."""
    calculator = Calculator({each.name: _with_results(each) for each in workbook.sheets})
    zeros = {each.name: _zeros(each) for each in workbook.sheets}
    without = {
        each.name: _without(calculator.sheets[each.name], zeros[each.name]) for each in workbook.sheets
    }
    anew = Calculator(without)
    return Document(
        file=file,
        blocks=tuple(
            _grid(each, calculator, _contradicted(anew, each.name, zeros[each.name]), file)
            for each in workbook.sheets
            if not _is_our_own(each)
        ),
        provenance=_provenance(workbook),
    )


def _grid(sheet: Sheet, calculator: Calculator, contradicted: Set[tuple[int, int]], file: str | None) -> Grid:
    if sheet.mark is not None and (its := known(sheet.mark)) is not None:
        grid = Grid(cells=its.mould.cast(sheet.mark.numbers), file=file, sheet=sheet.name)
        return grid.like(its.mould.likeness(sheet.mark.numbers))
    grid = Grid(cells=tuple(_cells(sheet, calculator, contradicted)), file=file, sheet=sheet.name)
    keep(sheet, grid.cells)
    return grid


def _provenance(workbook: Workbook) -> Provenance | None:
    """The members that the sheet 汇总对照 names: of a workbook that has one, the report is their sum."""
    for sheet in workbook.sheets:
        if sheet.name == MEMBERS_SHEET and _is_our_own(sheet):
            # The names stand in the row of heads, behind the column of differences.
            heads = [place for place, cell in sheet.cells.items() if cell.value == DIFFERENCE]
            row, last = min(heads, default=(-1, -1))
            names = [
                str(cell.value)
                for (at, column), cell in sorted(sheet.cells.items())
                if at == row and column > last
            ]
            said = str(sheet.cells.get((2, 0), _BLANK).value or "")
            missing = said.removeprefix(MISSING).split("；") if said.startswith(MISSING) else ()
            return Provenance(members=tuple(Member(agency=name) for name in names), missing=tuple(missing))
    return None


def _with_results(sheet: Sheet) -> Cells:
    """The cells, without results that the file itself does not take for results."""
    return _without(sheet.cells, sheet.outdated & sheet.cells.keys())


def _without(cells: Cells, places: Set[tuple[int, int]]) -> Cells:
    """The cells, at some places the formulas alone."""
    if not places:
        return cells
    bare = {place: StoredCell(formula=cells[place].formula, look=cells[place].look) for place in places}
    return {**cells, **bare}


def _zeros(sheet: Sheet) -> Set[tuple[int, int]]:
    """The formulas whose stored result is 0: programs that do not compute store that."""
    return {
        place
        for place, cell in sheet.cells.items()
        if cell.formula is not None and cell.number is not None and not Decimal(cell.number)
    } - sheet.outdated


def _contradicted(anew: Calculator, sheet: str, zeros: Set[tuple[int, int]]) -> Set[tuple[int, int]]:
    """Those whose formulas certainly give something else, so that programs differ in what they show."""
    return {place for place in zeros if not _may_be_zero(anew, sheet, *place)}


def _may_be_zero(calculator: Calculator, sheet: str, row: int, column: int) -> bool:
    try:
        value = calculator.result(sheet, row, column)
    except Unsupported:
        return True
    return value is None or (isinstance(value, Decimal) and -_NEAR_ZERO < value < _NEAR_ZERO)


def _is_our_own(sheet: Sheet) -> bool:
    """Whether this library added the sheet to a report: its checks, its findings."""
    first = sheet.cells.get((0, 0))
    return sheet.name in OWN_SHEETS and first is not None and first.value == OWN_SHEETS[sheet.name]


def _cells(sheet: Sheet, calculator: Calculator, contradicted: Set[tuple[int, int]]) -> Iterator[GridCell]:
    spans = _spans(sheet)
    plain_sheet = sheet.zeros and not (sheet.things or sheet.conditions)
    for place in sheet.cells.keys() | spans.keys() | sheet.things.keys():
        row, column = place
        rowspan, colspan = spans.get(place, (1, 1))
        stored = sheet.cells.get(place, _BLANK)
        text, computed, shown = _printed(stored), False, None
        unknown = place in contradicted
        if _lacks_result(stored, place in sheet.outdated):
            result = _computed(calculator, sheet.name, row, column)
            unknown = result is None
            if result is not None:
                text, computed = result, result != text or not stored.has_result
        plain = plain_sheet and stored.look.clear and stored.formula is None
        if not plain or (stored.number is not None and len(stored.number) > LONGEST_PLAIN):
            text, shown = seen(sheet, place, stored, text, calculator, computed=computed)
        if stored.look.struck:
            text = Typography(struck=True).written(text)
        yield GridCell(
            row=row,
            column=column,
            rowspan=rowspan,
            colspan=colspan,
            text=text,
            is_text=type(stored.value) is str and not computed,
            formula=stored.formula,
            computed=computed,
            no_result=unknown and not doubts_in(text),
            shown=shown,
            hidden=_hidden(sheet, row, column),
        )


def _spans(sheet: Sheet) -> dict[tuple[int, int], tuple[int, int]]:
    """The first cells of merged ranges → how many rows and columns these have as far as there are cells."""
    last_row = max((row for row, _ in sheet.cells), default=0)
    last_column = max((column for _, column in sheet.cells), default=0)
    # Spans are only of interest where something is printed; a merge of a million rows is not walked.
    return {
        (top, left): (min(bottom, last_row) - top + 1, min(right, last_column) - left + 1)
        for top, left, bottom, right in sheet.merges
        if top <= last_row and left <= last_column
    }


def _printed(stored: StoredCell) -> str:
    if stored.number is not None:
        return printed_number(stored.number)
    if stored.date is not None:
        return stored.date
    if stored.value is None:
        return ""
    if isinstance(stored.value, bool):
        return "TRUE" if stored.value else "FALSE"
    text = str(stored.value)
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def _lacks_result(stored: StoredCell, stale: bool) -> bool:
    """Whether a cell has a formula whose result is to be computed."""
    return stored.formula is not None and (stale or not stored.has_result)


def _computed(calculator: Calculator, sheet: str, row: int, column: int) -> str | None:
    """What a formula shows; ``None`` if it cannot be computed here."""
    try:
        value = calculator.result(sheet, row, column)
    except Unsupported:
        return None
    if value is None:
        return "0"  # a spreadsheet shows a formula that refers to a blank cell as 0
    return printed_number(str(value)) if isinstance(value, Decimal) else value


def _hidden(sheet: Sheet, row: int, column: int) -> str:
    if sheet.hidden:
        return f"工作表“{sheet.name}” / worksheet {sheet.name!r}"
    if row in sheet.hidden_rows:
        return f"第{row + 1}行 / row {row + 1}"
    if column in sheet.unseen_columns:
        return f"{column_letters(column)}列 / column {column_letters(column)}"
    return ""
