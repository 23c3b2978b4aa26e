"""What the relations of the form say of cells without a figure: the only values that they leave possible."""

from __future__ import annotations

from collections.abc import Collection

import attrs

from govinfo_report.findings import Figure, Outcome
from govinfo_report.form.identities import Lookup
from govinfo_report.model.exact import exact
from govinfo_report.raw.cell import Cell, CellKind
from govinfo_report.raw.report import Note, NoteKind, RawReport
from govinfo_report.source import Source

__all__ = ["completed", "implied_figures"]


@exact
def implied_figures(raw: RawReport, *, leave: Collection[str] = ()) -> dict[str, Figure]:
    """Path → the only value that the relations leave possible, for cells without a figure.

    A relation with one unknown determines it; one whose known parts already make up the total
    leaves only 0 for all its unknowns, since no count is negative. Conclusions are followed
    until nothing new comes out. A value that no cell could take (negative) concludes nothing. A total that
    the workbook's own formula works out passes over a blank, and so tells nothing of it.

    Args:
        raw: The report.
        leave: Cells of which nothing is to be concluded.
    """
    stated: dict[str, Figure] = {
        path: figure for path, figure in raw.cells.figures().items() if figure is not None
    }
    known = {path: figure for path, figure in stated.items() if path not in raw.formulas}
    implied: dict[str, Figure] = {}
    progress = True
    while progress:
        progress = False
        for identity in raw.form.identities:
            signs = {identity.total: -1, **{term.path: term.sign for term in identity.terms}}
            unknown = [path for path in signs if path not in known]
            if not unknown or any(path not in raw or path in leave for path in unknown):
                continue
            rest = sum(sign * known[path] for path, sign in signs.items() if path in known)
            concluded = _solve(rest, [(path, signs[path]) for path in unknown])
            known.update(concluded)
            implied.update((path, figure) for path, figure in concluded.items() if path not in stated)
            progress = progress or bool(concluded)
    return implied


def _solve(rest: Figure, unknown: list[tuple[str, int]]) -> dict[str, Figure]:
    """Solve ``rest + Σ sign · unknown = 0`` for counts, where that leaves one possibility."""
    if len(unknown) == 1:
        path, sign = unknown[0]
        value = -rest * sign
        return {path: value} if value >= 0 else {}
    if rest == 0 and len({sign for _, sign in unknown}) == 1:
        return dict.fromkeys((path for path, _ in unknown), 0)
    return {}


def completed(raw: RawReport) -> RawReport:
    """See `RawReport.completed`."""
    doubtful: set[str] = set()
    while True:
        filled = {
            path: figure
            for path, figure in implied_figures(raw, leave=doubtful).items()
            if raw[path].kind is CellKind.BLANK
        }
        made = _with(raw, filled)
        broken = {
            path
            for identity in raw.form.identities
            if not filled.keys().isdisjoint(identity.paths)
            and identity.evaluate(_look(made)).outcome is Outcome.FAILED
            for path in identity.paths
            if path in filled
        }
        if not broken:
            return made
        doubtful |= broken  # two relations want different figures: nobody can tell which is right


def _with(raw: RawReport, filled: dict[str, Figure]) -> RawReport:
    cells = tuple(
        Cell(cell.path, CellKind.NUMBER, filled[cell.path], str(filled[cell.path]), cell.source)
        if cell.path in filled
        else cell
        for cell in raw
    )
    notes = tuple(
        Note(kind=NoteKind.DERIVED, path=path, value=str(figure), source=raw[path].source)
        for path, figure in filled.items()
    )
    return attrs.evolve(raw, cells=cells, notes=(*raw.notes, *notes))


def _look(raw: RawReport) -> Lookup:
    def look(path: str) -> tuple[Figure | None, Source | None, bool]:
        cell = raw.get(path)
        return (cell.value, cell.source, True) if cell is not None else (None, None, False)

    return look
