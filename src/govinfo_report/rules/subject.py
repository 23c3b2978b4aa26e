"""What rules look at: a raw report with its form, its relations evaluated and its blanks explained."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from attrs import frozen

from govinfo_report.claims import Comparison, compare_claims, find_claims
from govinfo_report.findings import Figure
from govinfo_report.form import Evaluation, Form, FormCell, Identity
from govinfo_report.raw import CellKind, RawReport
from govinfo_report.raw.completion import implied_figures
from govinfo_report.source import Source

__all__ = ["Subject"]


@frozen(kw_only=True, eq=False, slots=False)
class Subject:
    """A raw report under review. Everything derived from it is computed once.

    Attributes:
        raw: The report as printed.
        previous: Last year's report, for rules across years; ``None`` where it was not given.
        members: The reports of which it is the sum; none where it is no consolidated one.
        roster: The names of all bodies whose reports should be among the members; none where not known.
    """

    raw: RawReport
    previous: RawReport | None = None
    members: tuple[RawReport, ...] = ()
    roster: tuple[str, ...] = ()

    @cached_property
    def form(self) -> Form:
        """The form its tables show."""
        return self.raw.form

    def label_of(self, path: str | None) -> tuple[str, ...]:
        """The official labels of a cell, row or table of the form; empty where there is none."""
        table, _, name = (path or "").partition(".")
        if table not in self.form.tables:
            return ()
        node = self.form.tables[table]
        try:
            node = node.child(name) if name else node
        except StopIteration:
            return ()
        return node.label or (node.printed.label,)

    @cached_property
    def figures(self) -> Mapping[str, Figure | None]:
        """Path → figure of every cell of the document, ``None`` where it has none."""
        return self.raw.cells.figures()

    def look(self, path: str) -> tuple[Figure | None, Source | None, bool]:
        """The figure at ``path``, its source, and whether the document has the cell."""
        cell = self.raw.get(path)
        if cell is None:
            return None, None, False
        return cell.value, cell.source, True

    @cached_property
    def evaluations(self) -> tuple[Evaluation, ...]:
        """Every relation of the form, evaluated."""
        return tuple(map(self._evaluated, self.form.identities))

    def _evaluated(self, identity: Identity) -> Evaluation:
        """A relation; where its cells stand is asked only if it fails."""
        figures = self.figures
        found = identity.evaluate(lambda path: (figures.get(path), None, path in figures))
        return found if found.finding is None else identity.evaluate(self.look)

    @cached_property
    def comparisons(self) -> tuple[Comparison, ...]:
        """Every figure that the prose states of the tables, beside them."""
        return tuple(compare_claims(self.raw, find_claims(self.raw)))

    def places(self, *kinds: CellKind) -> Iterator[FormCell]:
        """The form's cells whose printed cell is of one of ``kinds``."""
        for kind, place in self._places:
            if kind in kinds:
                yield place

    @cached_property
    def _places(self) -> list[tuple[CellKind, FormCell]]:
        """The form's cells that the document has, each with the kind of what is printed there."""
        printed = zip(self.raw.paths, self.raw.cells.printed, strict=True)
        return [(each.kind, place) for path, each in printed if (place := self.form.by_path.get(path))]

    @cached_property
    def implied(self) -> dict[str, Figure]:
        """What the relations say of cells without a figure, as path → the only value they leave possible."""
        return implied_figures(self.raw)
