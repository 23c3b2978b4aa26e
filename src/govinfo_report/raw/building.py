"""A report that holds out of figures by their paths, with everything that is wrong with them at once."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any, Literal

from govinfo_report.errors import InvalidReport
from govinfo_report.findings import Figure, Finding
from govinfo_report.form import Form, every_form
from govinfo_report.model import AnnualReport, Edition, FigureKind, Money, edition_named
from govinfo_report.model.catalogue import NOT_A_FIGURE
from govinfo_report.raw.cell import Cell, CellKind
from govinfo_report.raw.conversion import build_report, wrong_kind
from govinfo_report.raw.replacing import cell_of, out_of_place
from govinfo_report.raw.report import RawReport

__all__ = ["build"]


def build(
    figures: Mapping[str, Figure | Money],
    *,
    rest: Literal[0] | None,
    edition: Edition | str | None,
    year: int,
    **told: Any,
) -> AnnualReport:
    """See `AnnualReport.build`."""
    form = _form_for(figures, edition, year)
    cells: list[Cell] = []
    wrong: dict[str | None, Finding | None] = {}
    for path, place in form.by_path.items():
        figure = figures.get(path)
        number = figure.number if isinstance(figure, Money) and place.kind is FigureKind.MONEY else figure
        if path in figures and figure is None and not place.computed:
            continue  # a blank, whatever the rest is
        if path in figures and figure is not None and out_of_place(place.kind, number):
            cells.append(Cell(path, CellKind.UNREADABLE, text=repr(figure)))
            wrong[path] = wrong_kind(Cell(path, CellKind.NUMBER, number, repr(figure)), place)  # type: ignore[arg-type]
        elif figure is not None:
            cells.append(cell_of(path, figure))
        elif place.computed:
            cells.append(Cell(path, CellKind.BLANK))  # follows from its parts
        elif rest is not None:
            cells.append(cell_of(path, rest))
    raw = RawReport(year=year, cells=tuple(cells), **told)
    try:
        return build_report(raw, zero_blanks=True, zero_marks=False)
    except InvalidReport as error:
        # What is no figure of its cell is said to be just that, and not to be missing.
        raise InvalidReport(
            (each.rule is NOT_A_FIGURE and wrong.get(each.path)) or each for each in error.findings
        ) from None


def _form_for(figures: Mapping[str, object], edition: Edition | str | None, year: object) -> Form:
    """The form that has cells of all these paths: of the edition asked for, else the one for the year.

    Raises:
        KeyError: None has, and which path it is.
        ValueError: There is no such edition.
    """
    its = edition_named(edition) if edition is not None else None
    forms = [form for form in every_form() if its is None or form.edition == its]
    if its is None and isinstance(year, int):
        forms.sort(
            key=lambda form: (form.edition.since > year, -form.edition.since) if form.edition else (True, 0)
        )
    missing = [[path for path in figures if path not in form.by_path] for form in forms]
    for form, lacking in zip(forms, missing, strict=True):
        if not lacking:
            return form
    form, lacking = min(zip(forms, missing, strict=True), key=lambda pair: len(pair[1]))
    near = get_close_matches(lacking[0], form.by_path, n=1)
    hint = f"；是不是 / did you mean {near[0]}" if near else ""
    raise KeyError(
        f"{form.edition} 年版格式没有这一格 / the edition {form.edition} has no cell {lacking[0]}{hint}"
    )
