"""Plain text: lines with tab characters are rows of a table, all others running text.

So are the lines of a .csv file, and lines in which wide gaps stand between short pieces, as programs
print tables that keep the layout of a page.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence

from attrs import evolve, frozen

from govinfo_report.document import Document, Grid, GridCell, Kind, Paragraph
from govinfo_report.document.limits import Budget, Limits, within
from govinfo_report.errors import ReadError
from govinfo_report.raw.figures import is_figure
from govinfo_report.readers.sniffing import encoding_marked
from govinfo_report.readers.text.frames import BARS, CORNERS, LEVELS, framed
from govinfo_report.source import Source

__all__ = ["decode", "is_laid_out", "text_document"]

_DELIMITERS = ",;"
_FEWEST_ROWS, _FEWEST_FIELDS = 12, 6
"""So many lines with so many fields each make a text a .csv file."""
_QUOTED_FIELD = re.compile(r'(?:^|\t)"[^"\t]*+"(?=[\t\r\n]|\Z)', re.MULTILINE)
_LONGEST_RECORD = 30
"""Lines over which a quoted field may go on."""
_FEWEST_BARRED = 3
"""Rows of fields between bars that make a grid, at least."""
_WORDS = re.compile(r"\S+(?: \S+)*")
_UPRIGHT = dict.fromkeys(map(ord, BARS), "|")
_BARRED = re.compile(f"[{BARS}]")
_DRAWN = re.compile(rf"([{BARS.replace('|', '')}]).*\1")
"""A row of a table that is drawn; one such sign alone may be anything."""
_RULE = re.compile(
    rf"\s*+(?=[{CORNERS}|])(?=[^{CORNERS}]*+[{CORNERS}])(?=.*[{LEVELS}]{{2}})"
    rf"(?:[{LEVELS}]{{2,}}+|\s++|[{CORNERS}|])++"
)
"""A line that is drawn between rows, from corner to corner."""
_SEPARATORS = re.compile(rf"[\t｜]|{_BARRED.pattern}")
_FEWEST_LAID_OUT, _FEWEST_FIGURES = 10, 4
"""So many lines with so many figures in a row, by gaps apart, keep the layout of a page."""
_GAP = re.compile(r"(?<=\S)[ \u3000]{2,}(?=\S)")
_SPACED_FIGURES = re.compile(r"(?:\s[0-9][0-9,]*){4}")
_FEWEST_GAPS = 4
"""So many wide gaps in a line make it a row."""


def decode(data: bytes, *, file: str | None = None) -> str:
    """Text from bytes: by their mark if they bear one, else UTF-8, else GB 18030.

    Raises:
        ReadError: They are neither.
    """
    marked = encoding_marked(data)
    for encoding in ("utf-8", "gb18030") if marked is None else (marked,):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ReadError(
        "文件既不是 UTF-8 也不是 GB18030 编码的文本。",
        "The file is text in neither UTF-8 nor GB 18030.",
        where=file,
        advice_zh="请另存为 UTF-8 文本。",
        advice_en="Save it as UTF-8 text.",
    )


def text_document(text: str, *, limits: Limits, file: str | None = None) -> Document:
    """The grids and paragraphs of a tab-separated text.

    Raises:
        ReadError: It has more lines, or its tables more cells, than the limits allow.
    """
    within(text.count("\n"), limits.lines, "行数", "lines", file=file)
    places = Budget(limits.cells, "表格单元格数", "cells of tables", file)
    blocks: list[Paragraph | Grid] = []
    rows: list[_Row] = []
    tables = 0

    def close() -> None:
        nonlocal tables
        _unframe(rows)
        if _is_grid(rows):
            tables += 1
            blocks.append(_grid(rows, file, tables))
        else:
            blocks.extend(Paragraph(row.written, Source(file=file, line=row.number)) for row in rows)
        rows.clear()

    delimiter = _delimiter(text)
    if delimiter is None and is_laid_out(text):
        from govinfo_report.readers.text.layout import laid_out  # with all that reads words by their places

        return Document(file=file, blocks=tuple(laid_out(text, file)))
    drawn = framed(text.splitlines(), file) if delimiter is None else ()
    frames = {lines.start + 1: (lines.stop, grid) for lines, grid in drawn}
    done = 0
    for number, line in _records(text, delimiter):
        if number in frames:
            close()
            tables += 1
            done, grid = frames[number]
            places.spend(len(grid.cells))
            blocks.append(evolve(grid, table=tables))
        if number <= done or _RULE.fullmatch(line):
            continue
        row = _row(number, line.translate(_UPRIGHT) if _DRAWN.search(line) else line, delimiter)
        if row is not None:
            places.spend(len(row.fields))
        if row is not None and (not rows or rows[-1].barred is row.barred):
            rows.append(row)
        elif line.strip():
            close()
            if row is not None:
                rows.append(row)
            else:
                written = line if delimiter is None else _unquoted(line)
                blocks.append(Paragraph(written, Source(file=file, line=number)))
    close()
    return Document(file=file, blocks=tuple(blocks))


def is_laid_out(text: str) -> bool:
    """Whether a text keeps the layout of a page."""
    if _SEPARATORS.search(text):
        return False
    rows = 0
    for line in text.splitlines():
        if "   " not in line:
            continue
        cells = _WORDS.findall(line)
        rows += sum(map(is_figure, cells)) >= _FEWEST_FIGURES
        if rows >= _FEWEST_LAID_OUT:
            return True
    return False


@frozen
class _Row:
    """A line with several fields.

    Attributes:
        number: Its number.
        fields: The fields.
        written: The line as it is left if the fields make no grid.
        barred: Whether bars part the fields.
    """

    number: int
    fields: list[str]
    written: str
    barred: bool = False


def _unframe(rows: Sequence[_Row]) -> None:
    """Take the bars off that open and close every row: nothing stands before and behind them."""
    if not rows or not rows[0].barred:
        return
    for end in (0, -1):
        if all(len(row.fields) > 1 and not row.fields[end].strip() for row in rows):
            for row in rows:
                del row.fields[end]


def _is_grid(rows: Sequence[_Row]) -> bool:
    """Whether the fields of rows stand in columns: each column that a label spans has a field of its own.

    Heads tell: where one spans several columns, blank fields stand behind it. Where rows are of several
    widths and no heads have blanks within, spanned columns have no fields, and only order tells. Bars
    leave blank fields behind the row as a rule; they make a grid only where heads have some within, several
    of them if the rows are of several widths.
    """
    if not rows:
        return False
    spread = sum(_is_spread(row.fields) for row in rows if _is_heads(row.fields))
    widths = {len(row.fields) for row in rows}
    if rows[0].barred:
        return spread > (len(widths) > 1) and len(rows) >= _FEWEST_BARRED
    return spread > 0 or len(widths) == 1


def _is_heads(fields: Sequence[str]) -> bool:
    return not any(field.strip() and is_figure(field.strip()) for field in fields)


def _is_spread(fields: Sequence[str]) -> bool:
    """Whether blank fields stand between two that are printed, or several before the first.

    One before the first may be a head without words.
    """
    printed = [index for index, field in enumerate(fields) if field.strip()]
    return bool(printed) and (printed[0] > 1 or printed[-1] - printed[0] >= len(printed))


def _delimiter(text: str) -> str | None:
    """The sign that parts the fields of a .csv file, ``None`` for any other text.

    Fields between tabs are those of a .csv file only where some are quoted.
    """
    if "\t" in text:
        return "\t" if _QUOTED_FIELD.search(text) else None
    # Figures have commas, too: lines whose columns stand apart by gaps or spaces tell nothing,
    # nor do those that bars part.
    lines = [
        line
        for line in text.splitlines()
        if not _BARRED.search(line) and not _has_gaps(line) and not _SPACED_FIGURES.search(line)
    ]
    telling = {
        sign: [count for line in lines if (count := line.count(sign)) >= _FEWEST_FIELDS - 1]
        for sign in _DELIMITERS
    }
    sign = max(telling, key=lambda sign: sum(telling[sign]))
    return sign if len(telling[sign]) >= _FEWEST_ROWS else None


def _records(text: str, delimiter: str | None) -> Iterator[tuple[int, str]]:
    """Each line with its number; in a .csv file a field that is quoted may go on over several."""
    lines = text.splitlines()
    if delimiter is None or '"' not in text:
        yield from enumerate(lines, start=1)
        return
    opened = re.compile(rf'(?:^|{delimiter})"[^"{delimiter}]*$')
    closed = re.compile(rf'[^"]*"(?={delimiter}|$)')
    at = 0
    while at < len(lines):
        end = at + 1
        if opened.search(lines[at]):
            near = range(at + 1, min(at + _LONGEST_RECORD, len(lines)))
            last = next((to for to in near if '"' in lines[to]), None)
            end = last + 1 if last is not None and closed.match(lines[last]) else end
        yield at + 1, "\n".join(lines[at:end])
        at = end


def _unquoted(line: str) -> str:
    """The line; the text of the only field that it has where that is quoted."""
    quoted = len(line) > 1 and line[0] == line[-1] == '"'
    return line[1:-1].replace('""', '"') if quoted else line


def _has_gaps(line: str) -> bool:
    return not _BARRED.search(line) and len(_GAP.findall(line)) >= _FEWEST_GAPS


def _row(number: int, line: str, delimiter: str | None) -> _Row | None:
    """The fields of a row; ``None`` where the line is none."""
    if "\t" in line:
        fields = line.split("\t") if delimiter is None else _fields(line, delimiter)
        return _Row(number, fields, " | ".join(fields) + " |") if fields else None
    if delimiter is not None:
        fields = _fields(line, delimiter)
        return _Row(number, fields, "\t".join(fields)) if len(fields) > 1 else None
    if "|" in line:
        fields = line.strip().split("|")
        return _Row(number, fields, line, barred=True) if len(fields) > 1 else None
    if _has_gaps(line):
        fields = _GAP.split(line.strip())
        return _Row(number, fields, "\t".join(fields))
    return None


def _fields(record: str, delimiter: str) -> list[str]:
    """The fields of a record; none where one is longer than any text of a table."""
    try:
        return next(csv.reader(record.splitlines(keepends=True), delimiter=delimiter), [])
    except csv.Error:
        return []


def _grid(rows: Sequence[_Row], file: str | None, table: int) -> Grid:
    cells = tuple(
        GridCell(row=row, column=column, text=text if text.strip() else "", spaced=text.isspace())
        for row, each in enumerate(rows)
        for column, text in enumerate(each.fields)
    )
    return Grid(
        cells=cells,
        kind=Kind.SPLIT,
        widths=tuple(len(row.fields) for row in rows),
        file=file,
        table=table,
        lines=tuple(row.number for row in rows),
    )
