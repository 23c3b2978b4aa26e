"""Markdown: pipe tables as exact grids, everything else as paragraphs without its marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from itertools import pairwise

from govinfo_report.document import Document, Grid, GridCell, Kind, Paragraph
from govinfo_report.document.limits import Budget, Limits, within
from govinfo_report.raw.figures import is_figure
from govinfo_report.source import Source

__all__ = ["has_page_tables", "is_markdown", "markdown_document", "page_of"]

_DASHES = re.compile(r":?-{3,}:?")
_HEADING = re.compile(r" {0,3}#{1,6}\s+(.*)")
_FOOTNOTE = re.compile(r"(?<!\\)\[\^[^\]\s]{1,20}\]")
_FOOTNOTE_TEXT = re.compile(r"^ {0,3}\[\^[^\]\s]{1,20}\]:")
_TABLE_BEGINS = re.compile(r"<table[\s>]", re.IGNORECASE)
_TABLE_ENDS = re.compile(r"</table\s*>", re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
#: Emphasis round a whole text: ``**二、上年结转**``.
_EMPHASIS = re.compile(r"^(\*{1,3}|_{1,3})(?=\S)(.*\S)\1$", re.DOTALL)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_BAR = re.compile(r"(?<!\\)((?:\\\\)*)\|")


def is_markdown(text: str) -> bool:
    """Whether a text has a pipe table with its delimiter row: ``| --- | --- |``."""
    return any(_opens_table(before, line) for before, line in pairwise(text.splitlines()))


def has_page_tables(text: str) -> bool:
    """Whether tables of a page stand in a text, as converters write merged cells into Markdown."""
    return next(_page_tables(text), None) is not None


def _page_tables(text: str) -> Iterator[tuple[int, int]]:
    """Where tables of a page begin and end; a table in another ends it, as far as text goes."""
    begins = _TABLE_BEGINS.search(text)
    while begins is not None and (ends := _TABLE_ENDS.search(text, begins.end())) is not None:
        yield begins.start(), ends.end()
        begins = _TABLE_BEGINS.search(text, ends.end())


def page_of(text: str) -> str:
    """A text with tables of a page in it as a page: each line beside them is a paragraph."""
    parts = []
    at = 0
    for start, end in _page_tables(text):
        parts += [*map(_as_paragraph, text[at:start].splitlines()), text[start:end]]
        at = end
    parts += map(_as_paragraph, text[at:].splitlines())
    return f"<!doctype html><meta charset=utf-8><body>{''.join(parts)}"


def _as_paragraph(line: str) -> str:
    heading = _HEADING.fullmatch(line)
    return f"<p>{escape(_plain(heading[1] if heading is not None else line))}</p>" if line.strip() else ""


def _opens_table(head: str, delimiter: str) -> bool:
    return "|" in head and _is_delimiter(delimiter) and len(_fields(head)) == len(_fields(delimiter))


def _is_delimiter(line: str) -> bool:
    """Whether a line is ``| --- | :---: |`` or the like."""
    row = line.strip().removeprefix("|")
    fields = row.removesuffix("|").split("|")
    return "|" in row and all(_DASHES.fullmatch(field.strip()) for field in fields)


def markdown_document(text: str, *, limits: Limits, file: str | None = None) -> Document:
    """The grids and paragraphs of a Markdown text.

    A row has as many cells as the table's head: what is lacking is blank, as Markdown has it. Of a row of
    figures that lacks cells, or has more, it is not certain where it lost or gained one: it proves nothing
    about its columns. A row of words that lacks cells and ends in a blank all the same was not cut short at
    its end; what it lacks it has lost somewhere.

    Raises:
        ReadError: It has more lines, or its tables more cells, than the limits allow.
    """
    lines = text.splitlines()
    within(len(lines), limits.lines, "行数", "lines", file=file)
    places = Budget(limits.cells, "表格单元格数", "cells of tables", file)
    blocks: list[Paragraph | Grid] = []
    tables = 0
    at = 0
    while at < len(lines):
        line = lines[at]
        if at + 1 < len(lines) and _opens_table(line, lines[at + 1]):
            end = at + 2
            while end < len(lines) and "|" in lines[end]:
                end += 1
            tables += 1
            numbers = [at, *range(at + 2, end)]
            fields = [_fields(lines[number]) for number in numbers]
            places.spend(sum(max(len(each), len(fields[0])) for each in fields))
            blocks.append(_grid(fields, numbers, file, tables))
            at = end
            continue
        if line.strip() and not _FOOTNOTE_TEXT.match(line):
            heading = _HEADING.match(line)
            words = _plain(_unclosed(heading[1]) if heading is not None else line)
            if words:
                blocks.append(Paragraph(words, Source(file=file, line=at + 1)))
        at += 1
    return Document(file=file, blocks=tuple(blocks))


def _grid(fields: list[list[str]], numbers: list[int], file: str | None, table: int) -> Grid:
    width = len(fields[0])
    widths = [len(each) if any(map(is_figure, each)) else max(width, len(each)) for each in fields]
    exact = all(each == width for each in widths)
    return Grid(
        cells=tuple(
            GridCell(row=row, column=column, text=text)
            for row, each in enumerate(fields)
            for column, text in enumerate(each + [""] * (0 if each[-1:] == [""] else width - len(each)))
        ),
        kind=Kind.COMPLETE if exact else Kind.SPLIT,
        widths=() if exact else tuple(widths),
        file=file,
        table=table,
        lines=tuple(number + 1 for number in numbers),
    )


def _unclosed(heading: str) -> str:
    """A heading without the signs that may close it: ``## 一、总体情况 ##``."""
    words = heading.rstrip()
    rest = words.rstrip("#")
    return rest if rest != words and (not rest or rest[-1].isspace()) else words


def _fields(row: str) -> list[str]:
    parts = _BAR.sub("\\1\0", row.strip()).split("\0")
    if parts and not parts[0].strip():
        parts = parts[1:]
    if parts and not parts[-1].strip():
        parts = parts[:-1]
    return ["\n".join(_plain(line) for line in _BREAK.split(part)) for part in parts]


def _plain(text: str) -> str:
    """Text without the marks of Markdown: footnotes, emphasis round the whole of it, escapes."""
    text = _FOOTNOTE.sub("", text).strip()
    emphasis = _EMPHASIS.match(text)
    if emphasis is not None and emphasis[1] not in emphasis[2]:
        text = emphasis[2]
    return _ESCAPED.sub(r"\1", text)
