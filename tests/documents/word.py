"""Reports as Word documents, put together as Word, WPS and web forms leave them."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from itertools import count
from typing import Literal
from xml.sax.saxutils import escape

import docx
from attrs import field, frozen
from docx.oxml import parse_xml

from govinfo_report.form.layout import Role
from govinfo_report.raw import RawReport
from tests.documents.grids import HOLE, Document, Grid, Placed, document_of
from tests.documents.wording import head_lines

__all__ = ["WRONG", "WordStyle", "render_word"]

#: The figure in everything that was deleted or moved away.
WRONG = "77777"

_NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_WIDE = str.maketrans("0123456789.-+", "０１２３４５６７８９．－＋")


@frozen(kw_only=True)
class WordStyle:
    """How a document was put together.

    Attributes:
        runs: Where the runs of a text are cut, or what is round them.
        groups: What stands under a label over several rows: merged cells, nothing (``w:gridBefore``), or
            blank cells of their own.
        revisions: Tracked changes in cells, of whole rows, or moved text; the accepted state is the report.
        controls: Whether cells and texts stand in content controls.
        full_width: Whether the figures' digits are full-width.
        broken_heads: How heads are broken over lines, if they are.
        headings: Section headings as plain paragraphs, as styled ones, or with automatic numbers.
        wrapped: Whether each table stands in a table of one cell, alone or with its section's heading.
        disclosure: Table 2 as one table or one for each block.
        remedies: Table 4 as one table or three of five columns.
        furniture: Whether page headers and footers hold numbers.
    """

    runs: Literal["one", "halves", "characters", "proofread", "smart tags"] = "one"
    groups: Literal["merged", "skipped", "blank"] = "merged"
    revisions: Literal["none", "cells", "rows", "moves"] = "none"
    controls: bool = False
    full_width: bool = False
    broken_heads: Literal["no", "break", "paragraphs", "vertical"] = "no"
    headings: Literal["plain", "styled", "numbered"] = "plain"
    wrapped: Literal["no", "table", "table with heading"] = "no"
    disclosure: Literal["one", "per block"] = "one"
    remedies: Literal["one", "three"] = "one"
    furniture: bool = False


def render_word(source: RawReport | Document, style: WordStyle) -> bytes:
    """The report as a .docx file."""
    document = document_of(source)
    word = docx.Document()
    body = word.element.body
    for xml in _Writer(style=style).body(document):
        body.insert_element_before(parse_xml(xml.replace(">", f" {_NAMESPACE}>", 1)), "w:sectPr")
    if style.furniture:
        word.sections[0].header.paragraphs[0].text = "2023年政府信息公开工作年度报告　第 2 期"
        word.sections[0].footer.paragraphs[0].text = "— 12 —"
    stream = BytesIO()
    word.save(stream)
    return stream.getvalue()


@frozen(kw_only=True)
class _Writer:
    """Writes the elements of the body as text; counts what has been written to vary it."""

    style: WordStyle
    _ids: Iterator[int] = field(factory=lambda: count(1))

    def body(self, document: Document) -> Iterator[str]:
        yield self._paragraph(document.title, '<w:jc w:val="center"/>')
        yield from (self._paragraph(text) for text in document.preamble)
        for section in document.sections:
            heading = self._heading(section.heading)
            grids = [part for grid in section.grids for part in self._parts(grid)]
            if not grids or self.style.wrapped != "table with heading":
                yield heading
                heading = ""
            yield from (self._paragraph(text) for text in section.paragraphs)
            for grid in grids:
                table = self._table(grid)
                yield table if self.style.wrapped == "no" else self._wrap(heading + table)
                yield "<w:p></w:p>"
                heading = ""

    def _parts(self, grid: Grid) -> list[Grid]:
        if grid.table == "disclosure" and self.style.disclosure == "per block":
            return grid.blocks()
        if grid.table == "remedies" and self.style.remedies == "three":
            return grid.thirds()
        return [grid]

    def _heading(self, text: str) -> str:
        if self.style.headings == "styled":
            return self._paragraph(text, '<w:pStyle w:val="Heading1"/>')
        if self.style.headings == "numbered":
            numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
            return self._paragraph(text.partition("、")[2], numbered)
        return self._paragraph(text)

    def _wrap(self, inner: str) -> str:
        cell = f"<w:tc><w:tcPr></w:tcPr>{inner}<w:p></w:p></w:tc>"
        return (
            "<w:tbl><w:tblPr></w:tblPr><w:tblGrid><w:gridCol w:w='9740'/></w:tblGrid>"
            f"<w:tr>{cell}</w:tr></w:tbl>"
        )

    def _paragraph(self, text: str, properties: str = "") -> str:
        runs = self._runs(text)
        at = next(self._ids)
        if self.style.revisions == "cells" and text:
            runs = self._revised("ins", runs) + self._deleted(f"{WRONG}件")
        elif self.style.revisions == "moves" and at % 2 and text:
            runs = self._moved_away(f"{WRONG}件") + self._revised("moveTo", runs)
        return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"

    def _runs(self, text: str) -> str:
        """Runs that say ``text``, cut as the style has it."""
        if not text:
            return ""
        match self.style.runs:
            case "halves":
                middle = (len(text) + 1) // 2
                return self._run(text[:middle]) + self._run(text[middle:])
            case "characters":
                return "".join(map(self._run, text))
            case "proofread":
                between = '<w:proofErr w:type="spellEnd"/><w:r><w:lastRenderedPageBreak/></w:r>'
                return f"{self._run(text[:1])}{between}{self._run(text[1:])}"
            case "smart tags":
                tag = '<w:smartTag w:uri="urn:schemas-microsoft-com:office:smarttags" w:element="chmetcnv">'
                return f"{tag}{self._run(text[:-1])}</w:smartTag>{self._run(text[-1:])}"
            case _:
                return self._run(text)

    @staticmethod
    def _run(text: str) -> str:
        if not text:
            return ""
        font = '<w:rPr><w:rFonts w:hint="eastAsia" w:eastAsia="宋体"/></w:rPr>'
        return f'<w:r>{font}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'

    def _revised(self, tag: str, runs: str) -> str:
        who = f'w:id="{next(self._ids)}" w:author="审核" w:date="2024-01-15T08:00:00Z"'
        return f"<w:{tag} {who}>{runs}</w:{tag}>"

    def _deleted(self, text: str) -> str:
        return self._revised("del", f"<w:r><w:delText>{text}</w:delText></w:r>")

    def _moved_away(self, text: str) -> str:
        return self._revised("moveFrom", f"<w:r><w:t>{text}</w:t></w:r>")

    def _table(self, grid: Grid) -> str:
        columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in grid.widths)
        places = {
            (cell.row + down, cell.column + right): cell
            for cell in grid.cells()
            for down in range(cell.rowspan)
            for right in range(cell.colspan)
        }
        rows = []
        for row, items in enumerate(grid.matrix):
            cells = [places[row, column] for column, item in enumerate(items) if item is not HOLE]
            cells = list(dict.fromkeys(cells))
            rows.append(self._row(grid, row, cells))
            if self.style.revisions == "rows" and row % 4 == 3:
                rows.append(self._row(grid, row, cells, deleted=True))
        borders = '<w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="0" w:type="auto"/></w:tblPr>'
        return f"<w:tbl>{borders}<w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"

    def _row(self, grid: Grid, row: int, cells: list[Placed], *, deleted: bool = False) -> str:
        properties = "<w:tblHeader/>" if row < grid.heading_rows else ""
        if self.style.groups == "skipped":
            skipped = 0
            while cells and cells[0].row < row:
                skipped += cells[0].colspan
                cells = cells[1:]
            properties += f'<w:gridBefore w:val="{skipped}"/>' if skipped else ""
        holes = sum(item is HOLE for item in grid.matrix[row])
        properties += f'<w:gridAfter w:val="{holes}"/>' if holes else ""
        if deleted:
            properties += self._revised("del", "")
        elif self.style.revisions == "rows" and row % 4 == 2:
            properties += self._revised("ins", "")
        written = "".join(self._cell(cell, row, deleted=deleted) for cell in cells)
        return f"<w:tr><w:trPr>{properties}</w:trPr>{written}</w:tr>"

    def _cell(self, cell: Placed, row: int, *, deleted: bool) -> str:
        properties = f'<w:gridSpan w:val="{cell.colspan}"/>' if cell.colspan > 1 else ""
        begins = cell.row == row and not deleted
        if cell.rowspan > 1 and self._merges(cell):
            properties += '<w:vMerge w:val="restart"/>' if begins else "<w:vMerge/>"
        if deleted and cell.item.role is Role.FIGURE:
            content = f"<w:p>{self._deleted(WRONG)}</w:p>"
        else:
            content = self._content(cell) if begins else "<w:p></w:p>"
        written = f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"
        if self.style.controls and cell.item.path and not deleted:
            return f"<w:sdt><w:sdtPr></w:sdtPr><w:sdtContent>{written}</w:sdtContent></w:sdt>"
        return written

    def _merges(self, cell: Placed) -> bool:
        if self.style.groups == "merged":
            return True
        return self.style.groups == "skipped" and cell.item.role is Role.HEAD

    def _content(self, cell: Placed) -> str:
        text = cell.text
        if cell.item.role is Role.FIGURE:
            text = text.translate(_WIDE) if self.style.full_width else text
            return f"<w:p>{self._figure(text, cell.row + cell.column)}</w:p>"
        if cell.item.role is Role.HEAD and self.style.broken_heads != "no":
            lines = head_lines(text, vertical=self.style.broken_heads == "vertical")
            if self.style.broken_heads == "paragraphs":
                return "".join(f"<w:p>{self._runs(line)}</w:p>" for line in lines)
            return f"<w:p>{'<w:r><w:br/></w:r>'.join(map(self._runs, lines))}</w:p>"
        if self.style.controls:
            inner = f"<w:sdtContent>{self._runs(text)}</w:sdtContent>"
            return f"<w:p><w:sdt><w:sdtPr></w:sdtPr>{inner}</w:sdt></w:p>"
        return f"<w:p>{self._runs(text)}</w:p>"

    def _figure(self, text: str, place: int) -> str:
        runs = self._runs(text)
        if self.style.revisions == "cells" and place % 3 == 0:
            return self._deleted(WRONG) + (self._revised("ins", runs) if runs else "")
        if self.style.revisions == "moves" and place % 3 == 0:
            return self._moved_away(WRONG) + (self._revised("moveTo", runs) if runs else "")
        return runs
