"""The relations of the form as formulas of a workbook: totals, and both sides of every check."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import frozen

from govinfo_report.form import Form, FormCell, Identity
from govinfo_report.model import FigureKind

__all__ = [
    "FAILED",
    "OPEN",
    "PASSED",
    "CheckFormulas",
    "Place",
    "check_formulas",
    "filled_formula",
    "total_formulas",
]

PASSED, FAILED, OPEN = "相符", "不符", "未填"


@frozen
class Place:
    """Where a cell of the form stands in a workbook."""

    sheet: str
    address: str

    def from_other_sheet(self) -> str:
        """The address with its sheet: ``'三、…'!D4``."""
        return f"'{self.sheet}'!{self.address}"

    def fixed(self) -> str:
        """The address with its sheet, the same wherever it is copied: ``'三、…'!$D$4``."""
        letters = self.address.rstrip("0123456789")
        return f"'{self.sheet}'!${letters}${self.address[len(letters) :]}"


@frozen(kw_only=True)
class CheckFormulas:
    """One line of the sheet of checks: columns E to H. ``{row}`` stands for the line's own row.

    Attributes:
        stated: The total as it stands, empty where there is no number.
        expected: What its parts make, empty where one of them is no number.
        difference: Stated less expected.
        verdict: 相符, 不符 or 未填.
    """

    stated: str
    expected: str
    difference: str = '=IF(COUNT(E{row}:F{row})=2,E{row}-F{row},"")'
    verdict: str = f'=IF(COUNT(E{{row}}:F{{row}})=2,IF(E{{row}}=F{{row}},"{PASSED}","{FAILED}"),"{OPEN}")'


def total_formulas(form: Form, places: Mapping[str, Place]) -> dict[str, str]:
    """A formula for every total that has a place: empty until a part is filled in, then the sum.

    Args:
        form: The form, whose identities define the totals.
        places: Canonical path → place.
    """
    formulas: dict[str, str] = {}
    for identity in form.identities:
        if identity.rule.relation == "A1" or not all(path in places for path in identity.paths):
            continue
        parts = ",".join(_ranges(places[term.path].address for term in identity.terms))
        formulas[identity.total] = f'=IF(COUNT({parts})=0,"",SUM({parts}))'
    return formulas


def filled_formula(inputs: Sequence[FormCell], places: Mapping[str, Place]) -> str:
    """How many of some cells are filled in: with a number, or with anything where a unit belongs to it."""
    texts = [places[cell.path] for cell in inputs if cell.kind is FigureKind.MONEY]
    counted = f"COUNT({','.join(number_ranges(inputs, places))})"
    return f"({counted}+COUNTA({','.join(_sheet_ranges(texts))}))" if texts else counted


def words_formula(inputs: Sequence[FormCell], places: Mapping[str, Place]) -> str:
    """How many of some cells hold words where a number belongs."""
    ranges = ",".join(number_ranges(inputs, places))
    return f"(COUNTA({ranges})-COUNT({ranges}))"


def number_ranges(inputs: Iterable[FormCell], places: Mapping[str, Place]) -> tuple[str, ...]:
    """The ranges of those cells that take nothing but a number, each with its sheet."""
    return _sheet_ranges(places[cell.path] for cell in inputs if cell.kind is not FigureKind.MONEY)


def check_formulas(identity: Identity, places: Mapping[str, Place]) -> CheckFormulas:
    """Both sides of a relation, on another sheet than its cells."""
    total = places[identity.total].from_other_sheet()
    added = _sheet_ranges(places[term.path] for term in identity.terms if term.sign > 0)
    taken = _sheet_ranges(places[term.path] for term in identity.terms if term.sign < 0)
    everything = ",".join((*added, *taken))
    result = f"SUM({','.join(added)})" + (f"-SUM({','.join(taken)})" if taken else "")
    return CheckFormulas(
        stated=f'=IF(ISNUMBER({total}),{total},"")',
        expected=f'=IF(COUNT({everything})={len(identity.terms)},{result},"")',
    )


def _sheet_ranges(places: Iterable[Place]) -> tuple[str, ...]:
    by_sheet: dict[str, list[str]] = {}
    for place in places:
        by_sheet.setdefault(place.sheet, []).append(place.address)
    return tuple(
        f"'{sheet}'!{run}" for sheet, addresses in by_sheet.items() for run in _ranges(iter(addresses))
    )


def _ranges(addresses: Iterable[str]) -> Iterator[str]:
    """Addresses with runs in one row or column drawn together: ``D4, E4, F4`` → ``D4:F4``."""
    from openpyxl.utils.cell import column_index_from_string, coordinate_from_string

    run: list[tuple[int, int, str]] = []
    for address in addresses:
        letters, row = coordinate_from_string(address)
        here = (row, column_index_from_string(letters), address)
        if run:
            step = (here[0] - run[-1][0], here[1] - run[-1][1])
            straight = len(run) == 1 or step == (run[-1][0] - run[-2][0], run[-1][1] - run[-2][1])
            if step not in ((0, 1), (1, 0)) or not straight:
                yield _range(run)
                run = []
        run.append(here)
    if run:
        yield _range(run)


def _range(run: list[tuple[int, int, str]]) -> str:
    return run[0][2] if len(run) == 1 else f"{run[0][2]}:{run[-1][2]}"
