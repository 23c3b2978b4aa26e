"""Reports to be set by other people's programs: what is printed, in which ruling, and as which program's source.

A report is made by lot: its form, its figures, a part of them blank, the size of its text, how its cells are aligned, and how far
down the page its tables begin, so that pages end at every row.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from attrs import frozen

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT)]

from govinfo_report.form import every_form  # noqa: E402
from govinfo_report.raw import Cell, RawReport, parse_figure  # noqa: E402
from govinfo_report.writers.writing import render  # noqa: E402
from tests.documents.grids import Document, Grid, Placed, document_of  # noqa: E402
from tests.documents.html import HtmlStyle, render_html  # noqa: E402
from tests.documents.pdf import PdfStyle, render_pdf  # noqa: E402
from tests.documents.word import WordStyle, render_word  # noqa: E402

_CELLS = "td,th"
_ALIGNED = ("center", "left", "right")


@frozen
class Ruling:
    """Where a table has lines.

    Attributes:
        sheet: As a style sheet has it.
        sides: The sides of the table that have one: ``l``, ``r``, ``t``, ``b``.
        level, upright: Whether lines part rows, and columns.
        dash: As typst names it.
        shade: Whether cells have a ground: ``all``, or each second row.
    """

    sheet: str
    sides: str = "lrtb"
    level: bool = True
    upright: bool = True
    dash: str = "solid"
    shade: str = ""


RULINGS = {
    "all": Ruling("td,th{border:1px solid #000}"),
    "open sides": Ruling(
        "td,th{border:1px solid #000} table{border-left:hidden;border-right:hidden}", sides="tb"
    ),
    "open left": Ruling("td,th{border:1px solid #000} table{border-left:hidden}", sides="rtb"),
    "open right": Ruling("td,th{border:1px solid #000} table{border-right:hidden}", sides="ltb"),
    "inner": Ruling("td,th{border:1px solid #000} table{border:hidden}", sides=""),
    "level": Ruling("td,th{border:0 solid #000;border-width:1px 0}", sides="tb", upright=False),
    "frame and level": Ruling(
        "td,th{border:0 solid #000;border-width:1px 0} table{border:1px solid #000}", upright=False
    ),
    "upright": Ruling("td,th{border:0 solid #000;border-width:0 1px}", sides="lr", level=False),
    "frame": Ruling("table{border:1px solid #000}", level=False, upright=False),
    "top and bottom": Ruling(
        "table{border:0 solid #000;border-width:2px 0}", sides="tb", level=False, upright=False
    ),
    "dotted": Ruling("td,th{border:1px dotted #000}", dash="dotted"),
    "dashed": Ruling("td,th{border:1px dashed #000}", dash="dashed"),
    "open, dotted": Ruling(
        "td,th{border:1px dotted #000} table{border-left:hidden;border-right:hidden}",
        sides="tb",
        dash="dotted",
    ),
    "shaded": Ruling(
        "table{border-collapse:separate;border-spacing:2px} td,th{background:#ddd}",
        sides="",
        level=False,
        upright=False,
        shade="all",
    ),
    "shaded by turns": Ruling(
        "tr:nth-child(even) td{background:#ddd}", sides="", level=False, upright=False, shade="turns"
    ),
    "none": Ruling("", sides="", level=False, upright=False),
}


@frozen
class Report:
    """A report to be set.

    Attributes:
        ruling: The name of its ruling.
        raw: What it says.
        blanks: Whether a part of its figures is blank.
        size: Of its text, in points.
        align: Where figures stand in their cells: ``center``, ``left``, ``right``.
        roomy: Whether rows are three lines high.
        shift: How far down its tables begin, in points.
        word: How a .docx file of it is put together.
        pdf: How ReportLab sets it.
    """

    ruling: str
    raw: RawReport
    blanks: bool
    size: int
    align: str
    roomy: bool
    shift: int
    word: WordStyle
    pdf: PdfStyle

    @property
    def document(self) -> Document:
        """What is printed."""
        return document_of(self.raw)

    @property
    def truth(self) -> dict[str, object]:
        """What a reader may say of each cell."""
        return {"may": {cell.path: [cell.text] for cell in self.raw.cells}}


def reports(number: int, lot: random.Random) -> Iterator[Report]:
    """So many reports for each ruling; every third has blanks."""
    for ruling in RULINGS:
        for at in range(number):
            blanks = (0.0, 0.0, 0.3)[at % 3]
            draw = partial(_figure, lot, blanks)
            cells = []
            for place in lot.choice(list(every_form())).cells:
                reading = parse_figure(draw(), place.kind)
                cells.append(Cell(place.path, reading.kind, reading.value, reading.text))
            yield Report(
                ruling=ruling,
                raw=RawReport(
                    agency="青禾县测绘局",
                    year=2022,
                    overview="本年，各项工作按要求开展。" * 4,
                    cells=tuple(cells),
                ),
                blanks=bool(blanks),
                size=lot.choice((8, 9, 10)),
                align=lot.choice(_ALIGNED),
                roomy=lot.random() < 0.25,
                shift=lot.randrange(0, 600),
                word=WordStyle(
                    runs=lot.choice(("one", "halves", "proofread")),
                    groups=lot.choice(("merged", "merged", "skipped")),
                    headings=lot.choice(("plain", "styled")),
                    furniture=lot.random() < 0.5,
                ),
                pdf=PdfStyle(
                    font=lot.choice((8.0, 9.0, 10.0)),
                    rules=lot.choice(("lines", "long lines", "thin rectangles", "cell rectangles", "none")),
                    heads=lot.random() < 0.5,
                    cut_labels=lot.choice(("first", "each", "cut")),
                    figures=lot.choice(("middle", "top", "bottom")),
                    order=lot.choice(("rows", "columns")),
                ),
            )


def _figure(lot: random.Random, blanks: float) -> str:
    if lot.random() < blanks:
        return ""
    return str(lot.choice((0, 1, lot.randrange(100), lot.randrange(9000))))


def page(report: Report) -> bytes:
    """A web page."""
    style = HtmlStyle(shell="bare", menus=False, counters=False, charset="utf-8")
    sheet = (
        "table{border-collapse:collapse;width:100%}"
        f"{_CELLS}{{padding:3px;font-size:{report.size}pt;text-align:{report.align}"
        f"{';vertical-align:middle;height:3em' if report.roomy else ''}}} {RULINGS[report.ruling].sheet}"
    )
    text = render_html(report.document, style).decode().replace("</head>", f"<style>{sheet}</style></head>")
    room = f'<div style="height:{report.shift}pt"></div>'
    return text.replace("<body>", f"<body>{room}", 1).encode()


def document(report: Report) -> bytes:
    """A .docx file."""
    return render_word(report.document, report.word)


def workbook(report: Report) -> bytes:
    """A workbook in the official form."""
    return bytes(render(report.raw, "xlsx"))


def reportlab(report: Report) -> bytes:
    """A PDF by ReportLab, whose rulings are its own."""
    return render_pdf(report.document, report.pdf)


def typst(report: Report) -> bytes:
    """A source of typst."""
    parts = [
        "#set page(margin: 1.8cm)",
        f'#set text(font: ("Noto Sans CJK SC", "WenQuanYi Micro Hei"), size: {report.size}pt, lang: "zh")',
        f"#v({report.shift}pt)",
    ]
    for text, grid in _parts(report.document):
        parts.append(_typst_table(grid, report) if grid is not None else f"{_typst(text)}\n")
    return "\n\n".join(parts).encode()


def _typst(text: str) -> str:
    quoted = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'#"{quoted}"'


def _typst_table(grid: Grid, report: Report) -> str:
    ruling = RULINGS[report.ruling]
    line = f'(paint: black, thickness: 0.5pt, dash: "{ruling.dash}")'

    def if_(there: bool) -> str:
        return line if there else "none"

    stroke = (
        f"(x, y) => (left: if x == 0 {{ {if_('l' in ruling.sides)} }} else {{ {if_(ruling.upright)} }},"
        f" right: if x == {grid.columns - 1} {{ {if_('r' in ruling.sides)} }} else {{ {if_(ruling.upright)} }},"
        f" top: if y == 0 {{ {if_('t' in ruling.sides)} }} else {{ {if_(ruling.level)} }},"
        f" bottom: if y == {len(grid.matrix) - 1} {{ {if_('b' in ruling.sides)} }} else {{ {if_(ruling.level)} }})"
    )
    shades = {"all": "silver", "turns": "(x, y) => if calc.odd(y) { silver }"}
    settings = f"columns: ({', '.join(f'{width}fr' for width in grid.widths)},), stroke: {stroke}"
    if ruling.shade:
        settings += f", fill: {shades[ruling.shade]}, gutter: {'2pt' if ruling.shade == 'all' else '0pt'}"
    cells = [
        f"  table.cell(rowspan: {cell.rowspan}, colspan: {cell.colspan},"
        f" align: {report.align} + horizon)[{_typst(cell.text)}],"
        for cell in grid.cells()
    ]
    inset = 6 if report.roomy else 3
    return "\n".join([f"#table({settings}, inset: {inset}pt,", *cells, ")"])


def tex(report: Report) -> bytes:
    """A source of XeLaTeX; its rules are whole."""
    ruling = RULINGS[report.ruling]
    parts = [
        r"\documentclass{article}\usepackage[margin=1.5cm]{geometry}\usepackage{fontspec,longtable,multirow}",
        r"\setmainfont{Noto Sans CJK SC}\XeTeXlinebreaklocale " "zh" r"\XeTeXlinebreakskip=0pt plus 1pt",
        r"\setlength{\tabcolsep}{2pt}\setlength{\parindent}{0pt}\begin{document}\footnotesize",
        rf"\vspace*{{{report.shift}pt}}",
    ]
    for text, grid in _parts(report.document):
        parts.append(_tex_table(grid, ruling, report.align) if grid is not None else f"{_tex(text)}\n")
    return "\n".join([*parts, r"\end{document}"]).encode()


def _tex(text: str) -> str:
    return "".join(f"\\{sign}" if sign in "#%&_{}$" else sign for sign in text)


def _tex_table(grid: Grid, ruling: Ruling, align: str) -> str:
    total = sum(grid.widths)
    widths = [0.93 * width / total for width in grid.widths]
    ragged = {"center": r"\centering", "left": r"\raggedright", "right": r"\raggedleft"}[align]

    def bar(at: int) -> str:
        outer = {0: "l", grid.columns: "r"}.get(at)
        return "|" if (outer in ruling.sides if outer else ruling.upright) else ""

    def column(at: int, span: int) -> str:
        width = sum(widths[at : at + span])
        return f"{bar(at) if at == 0 else ''}p{{{width:.4f}\\textwidth}}{bar(at + span)}"

    begin = "".join(column(at, 1) for at in range(grid.columns))
    lines = [rf"\begin{{longtable}}{{{begin}}}", r"\hline" if "t" in ruling.sides else ""]
    rows = grid.rows()
    covering: dict[tuple[int, int], Placed] = {
        (row, column): cell
        for cell in grid.cells()
        for row in range(cell.row, cell.row + cell.rowspan)
        for column in range(cell.column, cell.column + cell.colspan)
    }
    for at in range(len(rows)):
        fields = []
        place = 0
        while place < grid.columns:
            cell = covering.get((at, place))
            span = cell.colspan if cell is not None else 1
            text = f"{ragged} {_tex(cell.text)}" if cell is not None and cell.row == at else ""
            if text and cell is not None and cell.rowspan > 1:
                width = sum(widths[place : place + span])
                text = rf"\multirow{{{cell.rowspan}}}{{{width:.4f}\textwidth}}{{{text}}}"
            fields.append(rf"\multicolumn{{{span}}}{{{column(place, span)}}}{{{text}}}" if span > 1 else text)
            place += span
        lines.append(" & ".join(fields) + r" \tabularnewline")
        lines.append(_level_lines(grid, covering, at, ruling))
    return "\n".join([*lines, r"\end{longtable}"])


def _level_lines(grid: Grid, covering: dict[tuple[int, int], Placed], at: int, ruling: Ruling) -> str:
    """The lines under a row of TeX: none through a cell that goes on below."""
    if at == len(grid.matrix) - 1:
        return r"\hline" if "b" in ruling.sides else ""
    if not ruling.level:
        return ""
    free = [
        column
        for column in range(grid.columns)
        if (cell := covering.get((at, column))) is None or cell.row + cell.rowspan == at + 1
    ]
    return "".join(rf"\cline{{{column + 1}-{column + 1}}}" for column in free)


def _parts(document: Document) -> Iterator[tuple[str, Grid | None]]:
    """The paragraphs and tables of a report, in order."""
    yield from ((text, None) for text in (document.title, *document.preamble))
    for section in document.sections:
        yield section.heading, None
        yield from ((text, None) for text in section.paragraphs)
        yield from (("", grid) for grid in section.grids)
