"""Plain text: lines with tab characters are rows of a table, all others running text."""

from __future__ import annotations

from govinfo_report.errors import ReadError
from govinfo_report.recognise import Document, Grid, GridCell, Paragraph
from govinfo_report.source import Source

__all__ = ["LONGEST_TEXT", "decode", "text_document"]

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

    for number, line in enumerate(text.splitlines(), start=1):
        if "\t" in line:
            rows.append((number, line.split("\t")))
        elif line.strip():
            close()
            blocks.append(Paragraph(line, Source(file=file, line=number)))
    close()
    return Document(file=file, blocks=tuple(blocks))


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
