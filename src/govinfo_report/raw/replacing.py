"""A report with some of its figures replaced by a person, which says of each that it was."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import attrs

from govinfo_report.findings import Figure, Text
from govinfo_report.form import find_place
from govinfo_report.model import FigureKind, Money
from govinfo_report.model.exact import exact
from govinfo_report.model.reasons import decimal_of, reason
from govinfo_report.raw.cell import Cell, CellKind
from govinfo_report.raw.report import Note, NoteKind, RawReport

__all__ = ["cell_of", "out_of_place", "replaced"]


def cell_of(path: str, value: Figure | Money | None) -> Cell:
    """A cell as a person gives it: a figure, or ``None`` for a blank. It stands in no document.

    Raises:
        TypeError: The cell takes figures of another type.
    """
    place = find_place(path)
    assert place is not None
    if value is None:
        return Cell(path, CellKind.BLANK)
    number = value.number if isinstance(value, Money) and place.kind is FigureKind.MONEY else value
    if wrong := out_of_place(place.kind, number):
        raise TypeError(f"{path}（{' / '.join(place.label)}）：{wrong.zh} / {wrong.en}")
    text = f"{value:f}" if isinstance(value, Decimal) else str(value)
    if place.kind in (FigureKind.AMOUNT, FigureKind.MONEY):
        number = decimal_of(number)  # type: ignore[arg-type]
    return Cell(path, CellKind.NUMBER, number, text)  # type: ignore[arg-type]


@exact
def out_of_place(kind: FigureKind, figure: object) -> Text | None:
    """Why a figure cannot stand in a cell at all; one below 0 can be printed, and a check finds it."""
    finite = type(figure) is int or (isinstance(figure, Decimal) and figure.is_finite())
    return reason(kind, abs(figure) if finite else figure)  # type: ignore[arg-type]


def replaced(raw: RawReport, figures: Mapping[str, Figure | Money | None]) -> RawReport:
    """See `RawReport.replace`."""
    before = {path: raw[path] for path in figures}
    after = {path: cell_of(path, value) for path, value in figures.items()}
    notes = (
        Note(kind=NoteKind.REPLACED, path=path, text=old.text, value=after[path].text, source=old.source)
        for path, old in before.items()
    )
    cells = tuple(after.get(cell.path, cell) for cell in raw)
    formulas = tuple(path for path in raw.formulas if path not in figures)
    return attrs.evolve(raw, cells=cells, notes=(*raw.notes, *notes), formulas=formulas)
