"""Table 3 without rules: seven columns of figures, each line of them beside its label."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from attrs import define, field

from govinfo_report.document import GridCell
from govinfo_report.form import books
from govinfo_report.form.books import CLOSED_OTHERWISE, may_begin, request_rows_by_path
from govinfo_report.form.layout import APPLICANTS, NOTE
from govinfo_report.raw.doubt import is_sign
from govinfo_report.raw.figures import is_figure
from govinfo_report.readers.unruled.columns import Columns, columns_of
from govinfo_report.readers.unruled.heads import Heads, captions_above, heads_over, spanning
from govinfo_report.readers.unruled.labels import Label, is_numbering
from govinfo_report.readers.unruled.strip import StripLine, Word
from govinfo_report.readers.unruled.table import UnruledTable, figure_cells

__all__ = ["unruled_requests"]

_LABELS = 3
"""Columns of labels that the grid has."""
_HEADS = 2
"""The row of the grid with the heads of single columns; captions stand above."""
_FEWEST_ROWS = 3
"""So many rows have to agree on the columns."""
_LONGEST = 1_000
"""Lines that a table has at most, its labels one character a line."""
_BESIDE = 0.3
"""Part of a character's height by which a label's lines may miss the figures beside them."""
_WRAPPED = 1.7
"""Digits without a label at most so many character heights from a row's figures may be pieces of these."""
_NO_FIGURES = "标签旁没有数字：空白，或数字在别处 no figure stands beside the label: blank, or elsewhere"


@define(eq=False)
class _Row:
    """A line of the table: figures, the labels beside them, and what of figures may stand on other lines."""

    line: int
    y: float
    size: float
    figures: list[Word] = field(factory=list)
    labels: list[Label] = field(factory=list)
    words: list[Word] = field(factory=list)

    @property
    def label_end(self) -> float:
        """Where its labels end."""
        return max((label.right for label in self.labels), default=0.0)

    @property
    def labelled(self) -> bool:
        """Whether they say which row it is: one of a row; or, of a group that may have none, that alone."""
        rows = [label for label in self.labels if not _is_group(label)]
        return len(rows) == 1 or (not rows and any(map(_is_undivided, self.labels)))


def unruled_requests(strip: Sequence[StripLine], labels: Sequence[Label]) -> Iterator[UnruledTable]:
    """Every table 3 that stands in a strip without rules, if its columns and all its heads are certain."""
    width = len(next(iter(request_rows_by_path().values())).children)
    for columns in columns_of(strip, width, _FEWEST_ROWS):
        table = _table(strip, labels, columns)
        if table is not None:
            yield table


def _table(strip: Sequence[StripLine], labels: Sequence[Label], columns: Columns) -> UnruledTable | None:
    beside = [
        label for label in labels if label.left < columns.left and books.request_rows().find(label.text)
    ]
    region = _region(columns, beside)
    if len(region) > _LONGEST:
        return None
    captions = captions_above(labels, region, _captions())
    passed = {id(word) for label in captions for word in label.words}
    heads = heads_over(strip, columns, region.start, books.applicant_columns(), passed)
    if heads is None:
        return None
    names = [match.key for text in heads.texts for match in books.applicant_columns().find(text)]
    if len(set(names)) != len(names) or len(names) != len(heads.texts):
        return None
    cells, used = _head_cells(heads, names, captions, columns, region)
    lines = [heads.first] * (_HEADS + 1)
    again = _repeated(strip, region, columns, heads, passed)
    used += again
    rows = _rows(strip, region, columns, beside, passed | {id(word) for word in again})
    for row in rows:
        cells += _label_cells(row, len(lines))
        unsure = "" if row.figures else _NO_FIGURES
        cells += figure_cells(row.figures, columns, len(lines), _LABELS, unsure, row.label_end)
        lines.append(row.line)
        used += [*row.figures, *row.words, *(word for label in row.labels for word in label.words)]
    return UnruledTable(tuple(cells), tuple(lines), frozenset(map(id, used)))


def _captions() -> set[str]:
    """What the form prints above the heads of table 3's columns."""
    columns = next(iter(request_rows_by_path().values())).children
    return {NOTE, APPLICANTS} | {column.printed.under for column in columns if column.printed.under}


def _region(columns: Columns, labels: Sequence[Label]) -> range:
    """The lines from the first row to the last: those that show the columns, and labels above and below."""
    first, last = columns.lines[0], columns.lines[-1]
    own = {word.line for label in labels for word in label.words}
    while first - 1 in own:
        first -= 1
    while last + 1 in own:
        last += 1
    return range(first, last + 1)


def _repeated(
    strip: Sequence[StripLine], region: range, columns: Columns, heads: Heads, passed: Collection[int]
) -> list[Word]:
    """The words of heads that stand among the rows once more: at the top of the next page."""
    found: list[Word] = []
    for at in region:
        same = heads_over(strip, columns, at, books.applicant_columns(), passed)
        if same is not None and same.texts == heads.texts and same.first in region:
            found += same.words
    return found


def _head_cells(
    heads: Heads, names: Sequence[str], captions: Sequence[Label], columns: Columns, region: range
) -> tuple[list[GridCell], list[Word]]:
    """The cells above the rows, and the words that they are made of."""
    cells = list(heads.cells(_HEADS, _LABELS))
    used = list(heads.words)
    official = next(iter(request_rows_by_path().values())).children
    used += [word for label in captions for word in label.words]
    for label in (label for label in captions if label.words[0].line < region.start):
        under = {match.key for match in books.decorations().find(label.text)}
        members = [names.index(column.name) for column in official if column.printed.under in under]
        if members:
            cells.append(spanning(label, columns, members, _LABELS, _HEADS - 1))
        else:
            cells.append(GridCell(row=0, column=0 if label.left < columns.left else _LABELS, text=label.text))
    return cells, used


def _rows(
    strip: Sequence[StripLine],
    region: range,
    columns: Columns,
    labels: Sequence[Label],
    passed: Collection[int],
) -> list[_Row]:
    """The rows of the table, each with its labels; a label without figures is a row of its own."""
    here = [label for label in labels if all(word.line in region for word in label.words)]
    taken = {id(word) for label in here for word in label.words} | set(passed)
    rows: list[_Row] = []
    for at in region:
        words = [word for word in strip[at].words if id(word) not in taken]
        figures = [word for word in words if _is_figure(word, columns)]
        if figures:
            row = _Row(at, figures[0].y, figures[0].size, figures)
            row.words = [word for word in words if not _is_figure(word, columns)]
            rows.append(row)
    rows = _without_lone_signs(rows)
    lines = list(rows)
    for label in here:
        near = min(lines, key=lambda row: abs(row.y - label.y))
        numbered = [row for row in lines if _stands_numbered(label, row)]
        if len(numbered) == 1:
            numbered[0].labels.append(label)
        elif _is_group(label) or _stands_beside(label, near):
            near.labels.append(label)
        else:
            first = label.words[0]
            rows.append(_Row(first.line, label.y, first.size, labels=[label]))
    return sorted(_with_pieces(rows, columns), key=lambda row: -row.y)


def _without_lone_signs(rows: Sequence[_Row]) -> list[_Row]:
    """The rows; one of nothing but signs of doubt belongs to figures right above or below, if there are some.

    What was put away may have stood beside another line of a label than the figures do.
    """
    figures = [row for row in rows if not all(is_sign(word.text) for word in row.figures)]
    kept = list(figures)
    for row in rows:
        if row in figures:
            continue
        near = [other for other in figures if abs(other.y - row.y) < _WRAPPED * row.size]
        if not near:
            kept.append(row)
            continue
        for word in row.figures:
            for other in near:
                other.figures.append(word)
    return sorted(kept, key=lambda row: -row.y)


def _is_group(label: Label) -> bool:
    """Whether a label is that of a group of rows; （六）其他处理 is that of a row, too, where undivided."""
    keys = {match.key for match in books.request_rows().find(label.text)}
    return not keys & (request_rows_by_path().keys() - {f"{CLOSED_OTHERWISE}.undivided"})


def _is_undivided(label: Label) -> bool:
    return any(match.key.startswith(CLOSED_OTHERWISE) for match in books.request_rows().find(label.text))


def _is_divided(label: Label) -> bool:
    """Whether a label is that of a row of （六）其他处理."""
    keys = {match.key for match in books.request_rows().find(label.text)}
    return any(key.startswith(f"{CLOSED_OTHERWISE}.") for key in keys - {f"{CLOSED_OTHERWISE}.undivided"})


def _stands_beside(label: Label, row: _Row) -> bool:
    return label.bottom - _BESIDE * row.size <= row.y <= label.top + _BESIDE * row.size


def _stands_numbered(label: Label, row: _Row) -> bool:
    """Whether a label's own number stands alone before a row's figures, right above or below the label."""
    return abs(row.y - label.y) < _WRAPPED * row.size and any(
        is_numbering(word.text) and may_begin(word.text, label.text) for word in row.words
    )


def _is_figure(word: Word, columns: Columns) -> bool:
    """Whether a word stands where figures do, or is one that stands before no label."""
    if word.middle >= columns.left:
        return True
    return bool(columns.reached(word)) and is_figure(word.text) and not is_numbering(word.text)


def _with_pieces(rows: Sequence[_Row], columns: Columns) -> Iterator[_Row]:
    """The rows, figures wrapped over several lines put together, so that none is read by its first digits.

    Figures beside no label, right above or below a row's and in their columns, are pieces of these; of which
    row is not known where there are two. Where （六）其他处理 is divided, its label is that of no row.
    """
    divided = any(_is_divided(label) for row in rows for label in row.labels)
    named = [row for row in rows if row.figures and not all(map(_is_group, row.labels))]
    pieces = [
        row
        for row in rows
        if row.figures and all(map(_is_group, row.labels)) and (divided or not row.labelled)
    ]
    alone = list(pieces)
    for row in named:
        for piece in pieces:
            if abs(row.y - piece.y) < _WRAPPED * row.size and _same_columns(row, piece, columns):
                row.figures = sorted([*row.figures, *piece.figures], key=lambda word: (word.left, -word.y))
                row.words += piece.words
                alone = [each for each in alone if each is not piece]
    gone = [piece for piece in pieces if not any(piece is each for each in alone)]
    return (row for row in rows if not any(row is each for each in gone))


def _same_columns(row: _Row, piece: _Row, columns: Columns) -> bool:
    """Whether the one of two lines has figures only in columns in which the other has some, too."""
    own, other = (
        {place for figure in line.figures if (place := columns.nearest(figure.middle)) is not None}
        for line in (row, piece)
    )
    return own <= other or other <= own


def _label_cells(row: _Row, at: int) -> list[GridCell]:
    """The labels of a row from left to right, the last up to the first column of figures."""
    found: list[Label | Word] = [*row.labels, *row.words]
    texts = [each.text for each in sorted(found, key=lambda each: each.left)]
    texts = ["".join(texts[: -(_LABELS - 1)]), *texts[-(_LABELS - 1) :]] if len(texts) > _LABELS else texts
    if not texts:
        return [GridCell(row=at, column=0, colspan=_LABELS)]
    last = len(texts) - 1
    return [
        GridCell(row=at, column=place, colspan=_LABELS - last if place == last else 1, text=text)
        for place, text in enumerate(texts)
    ]
