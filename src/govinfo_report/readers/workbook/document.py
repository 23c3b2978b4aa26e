"""From a workbook to grids: one for each worksheet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from govinfo_report.document import Document, Grid, GridCell
from govinfo_report.document.additions import DIFFERENCE, MEMBERS_SHEET, MISSING, OWN_SHEETS
from govinfo_report.document.typography import Typography
from govinfo_report.model import Member, Provenance
from govinfo_report.raw.doubt import doubts_in
from govinfo_report.raw.figures import printed_number
from govinfo_report.readers.workbook.areas import Place
from govinfo_report.readers.workbook.formulas import Calculator, Unsupported
from govinfo_report.readers.workbook.known import keep, known
from govinfo_report.readers.workbook.seen import LONGEST_PLAIN, seen
from govinfo_report.readers.workbook.stored import Sheet, StoredCell
from govinfo_report.source import column_letters

__all__ = ["workbook_document"]

_BLANK = StoredCell()
_NEAR_ZERO = Decimal("1E-9")
"""What binary fractions leave of differences that are nothing."""
_ESCAPED = re.compile(r"_x(005F|005f|000D|000d|000A|000a|0009)_")


def workbook_document(sheets: Sequence[Sheet], *, file: str | None = None) -> Document:
    """The grids of a workbook: of each worksheet but those that this library adds."""
    by_name = {each.name: each for each in sheets}
    calculator, anew = Calculator(by_name), Calculator(by_name, anew=True)
    return Document(
        file=file,
        blocks=tuple(_grid(each, calculator, anew, file) for each in sheets if not _is_our_own(each)),
        provenance=_provenance(sheets),
    )


def _grid(sheet: Sheet, calculator: Calculator, anew: Calculator, file: str | None) -> Grid:
    if sheet.mark is not None and (its := known(sheet.mark)) is not None:
        grid = Grid(cells=its.mould.cast(sheet.mark.numbers), file=file, sheet=sheet.name)
        return grid.like(its.mould.likeness(sheet.mark.numbers))
    grid = Grid(cells=tuple(_cells(sheet, calculator, anew)), file=file, sheet=sheet.name)
    keep(sheet, grid.cells)
    return grid


def _provenance(sheets: Sequence[Sheet]) -> Provenance | None:
    """The members that the sheet 汇总对照 names: of a workbook that has one, the report is their sum."""
    for sheet in sheets:
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


def _is_our_own(sheet: Sheet) -> bool:
    """Whether this library added the sheet to a report: its checks, its findings."""
    first = sheet.cells.get((0, 0))
    return sheet.name in OWN_SHEETS and first is not None and first.value == OWN_SHEETS[sheet.name]


def _cells(sheet: Sheet, calculator: Calculator, anew: Calculator) -> Iterator[GridCell]:
    spans = _spans(sheet)
    plain_sheet = sheet.zeros and not (sheet.things or sheet.conditions)
    # In the order of the file, in which formulas mostly refer to what stands before them: that is known then.
    for place in dict.fromkeys((*sheet.cells, *spans, *sheet.things)):
        row, column = place
        rowspan, colspan = spans.get(place, (1, 1))
        stored = sheet.cells.get(place, _BLANK)
        text, computed, shown, unknown = _printed(stored), False, None, False
        if stored.formula is not None:
            if not calculator.believes(sheet, place, stored):
                result = _computed(calculator, sheet.name, place)
                unknown = result is None
                if result is not None:
                    text, computed = result, result != text or not stored.has_result
            elif not anew.believes(sheet, place, stored):
                unknown = not _may_be_zero(anew, sheet.name, place)
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


def _spans(sheet: Sheet) -> dict[Place, tuple[int, int]]:
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


def _computed(calculator: Calculator, sheet: str, place: Place) -> str | None:
    """What a formula shows; ``None`` if it cannot be computed here."""
    try:
        value = calculator.result(sheet, place)
    except Unsupported:
        return None
    if value is None:
        return "0"  # a spreadsheet shows a formula that refers to a blank cell as 0
    return printed_number(str(value)) if isinstance(value, Decimal) else value


def _may_be_zero(anew: Calculator, sheet: str, place: Place) -> bool:
    """Whether a formula does not certainly give something else than its 0; programs would differ then."""
    try:
        value = anew.result(sheet, place)
    except Unsupported:
        return True
    return value is None or (isinstance(value, Decimal) and -_NEAR_ZERO < value < _NEAR_ZERO)


def _hidden(sheet: Sheet, row: int, column: int) -> str:
    if sheet.hidden:
        return f"工作表“{sheet.name}” / worksheet {sheet.name!r}"
    if row in sheet.measures.hidden_rows:
        return f"第{row + 1}行 / row {row + 1}"
    if column in sheet.measures.hidden_columns:
        return f"{column_letters(column)}列 / column {column_letters(column)}"
    return ""
