"""What the pictures are drawn from: sums of groups of cells, or the word that there is none."""

from __future__ import annotations

import attrs

from govinfo_report.model import Applicants
from govinfo_report.model.fields import PRINTED
from govinfo_report.pictures.look import OUTCOMES
from govinfo_report.raw import RawReport

__all__ = ["APPLICANTS", "group_sum", "outcome_sums"]

#: The kinds of applicants → their official names, in form order.
APPLICANTS = {column.name: column.metadata[PRINTED].label for column in attrs.fields(Applicants)}


def group_sum(raw: RawReport, group: str, column: str) -> int | None:
    """The sum of a group of outcomes in one column; ``None`` where a cell of it is absent or has no figure.

    Args:
        raw: The report.
        group: One of `OUTCOMES`, or ``carried_over``, ``received``, ``carried_in``.
        column: A kind of applicant, or ``total``.
    """
    prefix = f"requests.outcomes.{group}." if group in OUTCOMES else f"requests.{group}."
    # Of the form's cells and not the document's: a row that the document lacks is no 0.
    paths = [path for path in raw.form.by_path if path.startswith(prefix) and path.endswith(f".{column}")]
    figures = [cell.value if (cell := raw.get(path)) is not None else None for path in paths]
    if not figures or any(figure is None for figure in figures):
        return None
    return sum(int(figure) for figure in figures if figure is not None)


def outcome_sums(raw: RawReport, column: str = "total") -> dict[str, int] | None:
    """The sum of each group of outcomes; ``None`` where any of them is not known."""
    sums = {group: group_sum(raw, group, column) for group in OUTCOMES}
    if None in sums.values():
        return None
    return {group: figure for group, figure in sums.items() if figure is not None}
