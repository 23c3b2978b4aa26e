"""A table of the form as WordprocessingML: spans, widths, fills and borders of the official form."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from govinfo_report.form import LayoutCell, Role, TableLayout
from govinfo_report.writers.annotations import COLORS
from govinfo_report.writers.printing import Printout, note_parts
from govinfo_report.writers.word.look import NOTE, SONG, font_xml

__all__ = ["table_xml"]

_NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_CAPTION_FILL, _ABSENT_FILL = "C6D9F1", "D9D9D9"
_SIZE = 20
"""Half points: tables are set in 10 points."""
_CHARACTER, _MARGIN = 200, 40
"""Twentieths of a point: a character, and what a cell leaves free at either side of its text."""


def table_xml(layout: TableLayout, printout: Printout) -> str:
    """A ``w:tbl``.

    Args:
        layout: The table.
        printout: What stands in its cells, and the findings that colour them.
    """
    edges = "".join(
        f'<w:{edge} w:val="single" w:sz="{layout.printing.border}" w:space="0" w:color="000000"/>'
        for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in layout.widths)
    margins = f'<w:left w:w="{_MARGIN}" w:type="dxa"/><w:right w:w="{_MARGIN}" w:type="dxa"/>'
    return (
        f'<w:tbl {_NAMESPACE}><w:tblPr><w:tblW w:w="{sum(layout.widths)}" w:type="dxa"/>'
        f'<w:jc w:val="center"/>'
        f'<w:tblBorders>{edges}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{margins}</w:tblCellMar>"
        f'<w:tblCaption w:val="{escape(layout.title)}"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(_rows(layout, printout, _kept_rows(layout)))}</w:tbl>"
    )


def _kept_rows(layout: TableLayout) -> set[int]:
    """The rows that stay on a page with the row below: a table breaks between its blocks, or not at all."""
    blocks = {cell.row for cell in layout.cells if cell.role is Role.CAPTION}
    return {row for row in range(layout.rows - 1) if row + 1 not in blocks}


def _rows(layout: TableLayout, printout: Printout, kept: set[int]) -> Iterator[str]:
    covering = {
        (row, cell.column): cell for cell in layout.cells for row in range(cell.row, cell.row + cell.rowspan)
    }
    for row in range(layout.rows):
        head = "<w:tblHeader/>" if row < layout.heading_rows else ""
        cells = "".join(
            _cell(covering[row, column], row, layout, printout, kept=row in kept)
            for column in range(layout.columns)
            if (row, column) in covering
        )
        height = '<w:trHeight w:val="340" w:hRule="atLeast"/>'
        yield f'<w:tr><w:trPr><w:cantSplit/>{height}{head}<w:jc w:val="center"/></w:trPr>{cells}</w:tr>'


def _cell(cell: LayoutCell, row: int, layout: TableLayout, printout: Printout, *, kept: bool) -> str:
    width = sum(layout.widths[cell.column : cell.column + cell.colspan])
    properties = f'<w:tcW w:w="{width}" w:type="dxa"/>'
    if cell.colspan > 1:
        properties += f'<w:gridSpan w:val="{cell.colspan}"/>'
    starts = row == cell.row
    if cell.rowspan > 1:
        properties += '<w:vMerge w:val="restart"/>' if starts else "<w:vMerge/>"
    fill = _fill(cell, printout)
    if fill is not None:
        properties += f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>'
    properties += '<w:vAlign w:val="center"/>'
    text = printout.text(cell) if starts else ""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{_paragraph(cell, text, width, kept)}</w:tc>"


def _fill(cell: LayoutCell, printout: Printout) -> str | None:
    severity = printout.severity(cell)
    if severity is not None:
        return COLORS[severity]
    if printout.is_absent(cell):
        return _ABSENT_FILL
    return _CAPTION_FILL if cell.role is Role.CAPTION else None


def _sides(length: int, width: int) -> int:
    """What a head of so many characters leaves free at either side, so that it breaks between its words.

    Words are of two characters mostly: 科研 / 机构, not 科研机 / 构.
    """
    room = width - 2 * _MARGIN
    fit = room // _CHARACTER
    if length <= fit or fit < 3:
        return 0
    lines = -(-length // (fit - fit % 2))
    in_each = -(-length // lines)
    return (room - (in_each + in_each % 2) * _CHARACTER) // 2


def _paragraph(cell: LayoutCell, text: str, width: int, kept: bool) -> str:
    centred = cell.role in (Role.HEAD, Role.FIGURE)
    sides = _sides(len(text), width) if cell.role is Role.HEAD else 0
    properties = ("<w:keepNext/>" if kept else "") + (
        '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
        f'<w:ind w:left="{sides}" w:right="{sides}" w:firstLine="0"/>'
        f'<w:jc w:val="{"center" if centred else "left"}"/>'
    )
    if cell.role is Role.NOTE:
        label, instruction = note_parts(text)
        runs = (_run(label, SONG) if label else "") + _run(instruction, NOTE)
    else:
        runs = _run(text, SONG)
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def _run(text: str, font: str) -> str:
    lines = '</w:t><w:br/><w:t xml:space="preserve">'.join(escape(line) for line in text.split("\n"))
    size = f'<w:sz w:val="{_SIZE}"/><w:szCs w:val="{_SIZE}"/>'
    return f'<w:r><w:rPr>{font_xml(font)}{size}</w:rPr><w:t xml:space="preserve">{lines}</w:t></w:r>'
