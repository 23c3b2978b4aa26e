"""The layouts read row by row: sections of heads and the rows of figures under them, of every form together.

Sections with the same heads are one, whichever forms they come from: a document may mix two editions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from attrs import frozen

from govinfo_report.form.forms import every_form, form_order
from govinfo_report.form.layout import LayoutCell, TableLayout

__all__ = ["FormHead", "FormRow", "FormSection", "sections"]


@frozen
class FormHead:
    """A head, or a caption or note among the heads.

    Attributes:
        text: What is printed.
        column: Over which figure of each row it stands right above, counted from 0; ``None`` for other heads.
    """

    text: str
    column: int | None


@frozen
class FormRow:
    """A row of figures.

    Attributes:
        paths: Its figures, from left to right.
        labels: What stands beside them, outermost first.
        spans: Over how many columns its own label, 0 where it has none, and each figure reach.
    """

    paths: tuple[str, ...]
    labels: tuple[str, ...]
    spans: tuple[int, ...]


@frozen(kw_only=True)
class FormSection:
    """Heads and the rows under them.

    Attributes:
        heads: As they are met row by row; one that spans rows stands in each.
        rows: In the order that all forms have in common.
        followers: Figures of a row → those of the rows that a form has right behind; ``None`` for the end.
    """

    heads: tuple[FormHead, ...]
    rows: tuple[FormRow, ...]
    followers: dict[tuple[str, ...], frozenset[tuple[str, ...] | None]]

    @property
    def columns(self) -> int:
        """How many figures a row has."""
        return len(self.rows[0].paths)

    @property
    def order(self) -> tuple[str, ...]:
        """The heads right over the figures, from left to right."""
        found = {head.column: head.text for head in self.heads if head.column is not None}
        return tuple(found[column] for column in range(self.columns))


@cache
def sections() -> tuple[FormSection, ...]:
    """The sections of all forms, in the order of the form."""
    rows: dict[tuple[FormHead, ...], dict[FormRow, None]] = {}
    orders: dict[tuple[FormHead, ...], list[list[FormRow]]] = {}
    for form in every_form():
        for layout in form.layouts.values():
            for heads, under in _of_layout(layout):
                rows.setdefault(heads, {}).update(dict.fromkeys(under))
                orders.setdefault(heads, []).append(under)
    place = form_order()
    found = [
        FormSection(
            heads=heads,
            rows=tuple(sorted(rows[heads], key=lambda row: place[row.paths[0]])),
            followers=_followers(orders[heads]),
        )
        for heads in rows
    ]
    return tuple(sorted(found, key=lambda section: place[section.rows[0].paths[0]]))


def _followers(
    orders: Sequence[Sequence[FormRow]],
) -> dict[tuple[str, ...], frozenset[tuple[str, ...] | None]]:
    found: dict[tuple[str, ...], set[tuple[str, ...] | None]] = {}
    for order in orders:
        for row, following in zip(order, [*order[1:], None], strict=True):
            found.setdefault(row.paths, set()).add(following.paths if following is not None else None)
    return {paths: frozenset(behind) for paths, behind in found.items()}


def _of_layout(layout: TableLayout) -> Iterator[tuple[tuple[FormHead, ...], list[FormRow]]]:
    """Each run of rows without figures, and the rows of figures under it."""
    over: list[Sequence[LayoutCell]] = []
    under: list[Sequence[LayoutCell]] = []
    for row in _rows(layout):
        if all(cell.path is None for cell in row) and under:
            yield _heads(over, under[0]), list(map(_row, under))
            over, under = [], []
        (under if any(cell.path for cell in row) else over).append(row)
    yield _heads(over, under[0]), list(map(_row, under))


def _rows(layout: TableLayout) -> Iterator[Sequence[LayoutCell]]:
    """The cells of each row, those that reach into it from above among them."""
    for at in range(layout.rows):
        yield sorted(
            (cell for cell in layout.cells if cell.row <= at < cell.row + cell.rowspan),
            key=lambda cell: cell.column,
        )


def _heads(over: Sequence[Sequence[LayoutCell]], first: Sequence[LayoutCell]) -> tuple[FormHead, ...]:
    figures = [cell.column for cell in first if cell.path is not None]

    def column(cell: LayoutCell) -> int | None:
        return figures.index(cell.column) if cell in over[-1] and cell.column in figures else None

    return tuple(FormHead(cell.text, column(cell)) for row in over for cell in row)


def _row(cells: Sequence[LayoutCell]) -> FormRow:
    labels = [cell for cell in cells if cell.path is None]
    figures = [cell for cell in cells if cell.path is not None]
    return FormRow(
        paths=tuple(cell.path or "" for cell in figures),
        labels=tuple(cell.text for cell in labels),
        spans=(labels[-1].colspan if labels else 0, *(cell.colspan for cell in figures)),
    )
