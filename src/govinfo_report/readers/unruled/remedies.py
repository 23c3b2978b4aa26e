"""Table 4 without rules: fifteen figures in a line, under fifteen heads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from govinfo_report.document import GridCell
from govinfo_report.form import books
from govinfo_report.form.forms import form_with
from govinfo_report.readers.unruled.columns import Columns, columns_of, figures_of
from govinfo_report.readers.unruled.heads import captions_above, heads_over, spanning
from govinfo_report.readers.unruled.labels import Label
from govinfo_report.readers.unruled.strip import StripLine
from govinfo_report.readers.unruled.table import UnruledTable, figure_cells

__all__ = ["unruled_remedies"]

_HEADS = 2
"""The row of the grid with the heads of single columns; the blocks stand above."""
_MORE = 3
"""So many figures below those of the table are a further row."""


def unruled_remedies(strip: Sequence[StripLine], labels: Sequence[Label]) -> Iterator[UnruledTable]:
    """Every table 4 that stands in a strip without rules, all its heads over its figures."""
    width = sum(len(block.children) for block in form_with().tables["remedies"].children)
    for columns in columns_of(strip, width, 1):
        for line in columns.lines:
            table = _table(strip, labels, columns, line)
            if table is not None:
                yield table


def _table(
    strip: Sequence[StripLine], labels: Sequence[Label], columns: Columns, line: int
) -> UnruledTable | None:
    blocks = form_with().tables["remedies"].children
    wordings = {block.printed.label for block in blocks} | {block.printed.under or "" for block in blocks}
    captions = captions_above(labels, range(line, line + 1), wordings)
    passed = {id(word) for label in captions for word in label.words}
    heads = heads_over(strip, columns, line, books.remedy_columns(), passed)
    if heads is None:
        return None
    width = len(blocks[0].children)
    cells = list(heads.cells(_HEADS, 0))
    own = [label for label in captions if label.words[-1].line <= heads.first + len(blocks)]
    over = [label for label in own if books.remedy_blocks().find(label.text)]
    if len(over) != len(blocks):
        return None
    for place, label in enumerate(sorted(over, key=lambda label: label.left)):
        members = range(place * width, (place + 1) * width)
        cells.append(spanning(label, columns, members, 0, _HEADS - 1))
    groups = [label for label in own if label not in over]
    cells += [GridCell(row=0, column=0, text=label.text) for label in groups]
    words = [*heads.words, *(word for label in own for word in label.words)]
    lines = [heads.first] * (_HEADS + 1)
    for at in range(line, min(line + 2, len(strip))):
        figures = figures_of(strip[at])
        if at == line or sum(bool(columns.reached(word)) for word in figures) >= _MORE:
            cells += figure_cells(figures, columns, len(lines), 0)
            words += figures
            lines.append(at)
    return UnruledTable(tuple(cells), tuple(lines), frozenset(map(id, words)))
