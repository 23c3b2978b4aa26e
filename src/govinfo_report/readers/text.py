"""Plain text: lines with tab characters are rows of a table, all others running text.

So are the lines of a .csv file, and lines in which wide gaps stand between short pieces, as programs
print tables that keep the layout of a page.
"""

from __future__ import annotations

import csv
import re

from govinfo_report.errors import ReadError
from govinfo_report.recognise import Document, Grid, GridCell, Paragraph
from govinfo_report.source import Source

__all__ = ["LONGEST_TEXT", "decode", "text_document"]

_DELIMITERS = ",;"
_FEWEST_ROWS, _FEWEST_FIELDS = 12, 6
"""So many lines with so many fields each make a text a .csv file."""
_GAP = re.compile(r"(?<=\S)[ \u3000]{2,}(?=\S)")
_SPACED_FIGURES = re.compile(r"(?:\s[0-9][0-9,]*){4}")
_FEWEST_GAPS = 4
"""So many wide gaps in a line make it a row."""
#: Characters a text may have. A report has some 5,000; the longest seen 60,000.
LONGEST_TEXT = 5_000_000


def decode(data: bytes, *, file: str | None = None) -> str:
    """Text from bytes: by their mark if they bear one, else UTF-8, else GB 18030.

    Raises:
        ReadError: They are neither.
    """
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            candidates = [encoding]
            break
    else:
        candidates = ["utf-8", "gb18030"]
    for encoding in candidates:
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


def text_document(text: str, *, file: str | None = None) -> Document:
    """The grids and paragraphs of a tab-separated text.

    Raises:
        ReadError: The text is longer than `LONGEST_TEXT`.
    """
    if len(text) > LONGEST_TEXT:
        raise ReadError(
            f"文本有 {len(text)} 个字符，超过上限 {LONGEST_TEXT}。",
            f"The text has {len(text)} characters; the limit is {LONGEST_TEXT}.",
            where=file,
        )
    blocks: list[Paragraph | Grid] = []
    rows: list[tuple[int, list[str]]] = []
    tables = 0

    def close() -> None:
        nonlocal tables
        if rows:
            tables += 1
            blocks.append(_grid(rows, file, tables))
            rows.clear()

    delimiter = _delimiter(text)
    for number, line in enumerate(text.splitlines(), start=1):
        fields = _fields(line, delimiter)
        if len(fields) > 1:
            rows.append((number, fields))
        elif line.strip():
            close()
            blocks.append(Paragraph(line, Source(file=file, line=number)))
    close()
    return Document(file=file, blocks=tuple(blocks))


def _delimiter(text: str) -> str | None:
    """The sign that parts the fields of a .csv file, ``None`` for any other text."""
    if "\t" in text:
        return None
    # Figures have commas, too: lines whose columns stand apart by gaps or spaces tell nothing,
    # nor do those that bars part.
    lines = [
        line
        for line in text.splitlines()
        if "|" not in line and not _has_gaps(line) and not _SPACED_FIGURES.search(line)
    ]
    telling = {
        sign: [count for line in lines if (count := line.count(sign)) >= _FEWEST_FIELDS - 1]
        for sign in _DELIMITERS
    }
    sign = max(telling, key=lambda sign: sum(telling[sign]))
    return sign if len(telling[sign]) >= _FEWEST_ROWS else None


def _has_gaps(line: str) -> bool:
    return "|" not in line and len(_GAP.findall(line)) >= _FEWEST_GAPS


def _fields(line: str, delimiter: str | None) -> list[str]:
    """The fields of a row; one where the line is none."""
    if "\t" in line:
        return line.split("\t")
    if delimiter is not None:
        return next(csv.reader([line], delimiter=delimiter), [])
    if _has_gaps(line):
        return _GAP.split(line.strip())
    return [line]


def _grid(rows: list[tuple[int, list[str]]], file: str | None, table: int) -> Grid:
    cells = tuple(
        GridCell(row=row, column=column, text=text if text.strip() else "", spaced=text.isspace())
        for row, (_, fields) in enumerate(rows)
        for column, text in enumerate(fields)
    )
    return Grid(
        cells=cells,
        exact=False,
        widths=tuple(len(fields) for _, fields in rows),
        file=file,
        table=table,
        lines=tuple(number for number, _ in rows),
    )
