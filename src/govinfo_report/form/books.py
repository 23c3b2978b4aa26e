"""The label books that recognition looks things up in, made from the form once."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache

from govinfo_report.form.forms import every_form, form_with
from govinfo_report.form.labels import LabelBook
from govinfo_report.form.tree import Node
from govinfo_report.model.fields import Printed

__all__ = [
    "CLOSED_OTHERWISE",
    "applicant_columns",
    "decorations",
    "disclosure_columns",
    "disclosure_rows",
    "every_book",
    "may_begin",
    "remedy_blocks",
    "remedy_columns",
    "request_rows",
    "request_rows_by_path",
]


CLOSED_OTHERWISE = "requests.outcomes.closed_otherwise"


@cache
def request_rows_by_path() -> dict[str, Node]:
    """Every row of table 3, with （六） divided and undivided."""
    return {
        row.path: row
        for form in every_form()
        if "requests" in form.tables
        for row in form.tables["requests"].rows()
    }


@cache
def request_rows() -> LabelBook[str]:
    """Labels of table 3's rows and groups → path, both with （六） divided and undivided."""

    def entries() -> Iterator[tuple[str, Printed]]:
        for form in every_form():
            if "requests" in form.tables:
                yield from _below(form.tables["requests"])

    return LabelBook(entries())


def _below(node: Node) -> Iterator[tuple[str, Printed]]:
    for child in node.children:
        if child.children:
            yield child.path, child.printed
            if not child.is_row:
                yield from _below(child)


@cache
def applicant_columns() -> LabelBook[str]:
    """Heads of table 3's seven columns → field name."""
    row = next(form_with().tables["requests"].rows())
    return LabelBook((column.name, column.printed) for column in row.children)


@cache
def disclosure_rows() -> LabelBook[str]:
    """Labels of table 2's rows → path."""
    return LabelBook(
        (row.path, row.printed)
        for form in every_form()
        if "disclosure" in form.tables
        for row in form.tables["disclosure"].children
    )


@cache
def disclosure_columns() -> LabelBook[str]:
    """Heads of table 2's columns → field name."""
    return LabelBook(
        (column.name, column.printed)
        for form in every_form()
        if "disclosure" in form.tables
        for row in form.tables["disclosure"].children
        for column in row.children
    )


@cache
def remedy_blocks() -> LabelBook[str]:
    """Heads of table 4's blocks → path."""
    return LabelBook((block.path, block.printed) for block in form_with().tables["remedies"].children)


@cache
def remedy_columns() -> LabelBook[str]:
    """Heads of table 4's columns, the same in each block → field name."""
    block = form_with().tables["remedies"].children[0]
    return LabelBook((column.name, column.printed) for column in block.children)


@cache
def decorations() -> LabelBook[str]:
    """What the tables print besides rows and columns: the note, captions, heads over several columns."""
    texts: set[str] = set()
    for form in every_form():
        for name, tree in form.tables.items():
            texts |= {node.printed.under for node in _all_below(tree) if node.printed.under is not None}
            printing = form.layouts[name].printing
            texts |= {text for text in (printing.corner, printing.over) if text}
    return LabelBook((text, Printed(label=text)) for text in sorted(texts))


def _all_below(node: Node) -> Iterator[Node]:
    for child in node.children:
        yield child
        yield from _all_below(child)


@cache
def every_book() -> tuple[LabelBook[str], ...]:
    """All of them."""
    return (
        disclosure_columns(),
        disclosure_rows(),
        applicant_columns(),
        request_rows(),
        remedy_blocks(),
        remedy_columns(),
        decorations(),
    )


def may_begin(piece: str, label: str) -> bool:
    """Whether a piece may be the first of a label: one without words only as the number that the label has.

    What stands there may be the cell before it, in a notation that is no figure's: （3）.
    """
    if any(sign.isalpha() for sign in piece):
        return True
    number = "".join(sign for sign in unicodedata.normalize("NFKC", piece) if sign.isdigit())
    wordings = (match.wording for book in every_book() for match in book.find(label))
    return bool(number) and any(wording.startswith(number) for wording in wordings)
