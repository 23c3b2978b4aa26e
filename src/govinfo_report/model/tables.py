"""The sections of the printed report as values: what one is called, and how the table in it is printed."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from attrs import frozen

from govinfo_report.model.fields import Printed

__all__ = ["Kind", "Printing", "Section", "Table"]


class Kind(StrEnum):
    """The ways in which the form prints a table."""

    BLOCKS = "blocks"
    """Blocks of rows, each under a caption and under heads of its own; a label and its figures in a row."""
    ROWS = "rows"
    """Rows of figures in one order of columns, under common heads, with labels that nest."""
    HEADS = "heads"
    """One row of figures under heads that nest."""
    PAIRS = "pairs"
    """A label and its figure in a row."""


@frozen(kw_only=True)
class Printing:
    """How a table is printed.

    Attributes:
        kind: Which labels and heads stand where.
        width: Of the whole table, in twentieths of a point (dxa).
        labels: Widths of the columns of labels; the others share what is left.
        corner: The text over the labels.
        over: The head over all the figures.
        border: Eighths of a point.
        own_page: Whether it has a page of its own.
    """

    kind: Kind
    width: int = 9740
    labels: tuple[int, ...] = ()
    corner: str = ""
    over: str = ""
    border: int = 8
    own_page: bool = False


@frozen(kw_only=True)
class Section:
    """A section of prose.

    Attributes:
        name: The attribute of a report that holds it.
        printed: Its heading, and the wordings of that.
    """

    name: str
    printed: Printed


@frozen(kw_only=True)
class Table(Section):
    """A section that holds a table.

    Attributes:
        model: The class of the table.
        printing: How it is printed.
        parts: Where a field below takes rows of several classes, the ones that the edition prints; of a
            field with none of these, its first.
        short: The heading in few words.
    """

    model: type[Any]
    printing: Printing
    parts: tuple[type[Any], ...] = ()
    short: str = ""
