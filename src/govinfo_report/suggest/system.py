"""The relations of a report as linear equations over the figures that somebody typed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from attrs import frozen

from govinfo_report.form import Form, Identity
from govinfo_report.raw import RawReport

__all__ = ["System", "systems_of"]

_CROSSED = 2
"""So many cells stand in the same failed relations at most where these cross."""


@frozen(kw_only=True, eq=False, slots=False)
class System:
    """Relations that share cells, and the figures of these cells.

    Every relation is kept as Σ coefficient · figure = 0. A total that a formula of the workbook works out is
    no unknown of any: its parts stand for it.

    Attributes:
        form: The form the relations are of.
        figures: Path → figure; only cells with a whole number, those that formulas work out among them.
        relations: Path → coefficient of each relation all of whose cells have a figure.
        worked_out: Cell that a formula works out → the typed cells that it sums, with their coefficients.
        by_hand: Totals that were typed in a workbook in which formulas work out most totals.
    """

    form: Form
    figures: Mapping[str, int]
    relations: tuple[Mapping[str, int], ...]
    worked_out: Mapping[str, Mapping[str, int]]
    by_hand: frozenset[str]

    @cached_property
    def residuals(self) -> tuple[int, ...]:
        """What each relation misses 0 by."""
        return tuple(self.residual(number, {}) for number in range(len(self.relations)))

    @cached_property
    def failed(self) -> frozenset[int]:
        """The relations that do not hold."""
        return frozenset(number for number, rest in enumerate(self.residuals) if rest)

    @cached_property
    def relations_of(self) -> Mapping[str, tuple[int, ...]]:
        """Path → the relations a cell takes part in."""
        found: dict[str, list[int]] = {}
        for number, relation in enumerate(self.relations):
            for path in relation:
                found.setdefault(path, []).append(number)
        return {path: tuple(numbers) for path, numbers in found.items()}

    @cached_property
    def names_one(self) -> bool:
        """Whether the failed relations cross, so that they name a cell; else any cell of one may be wrong."""
        return sum(frozenset(numbers) == self.failed for numbers in self.relations_of.values()) <= _CROSSED

    def followed(self, changed: Mapping[str, int]) -> dict[str, int]:
        """Some figures being others: these, and what the formulas then work out."""
        steps = {path: value - self.figures[path] for path, value in changed.items()}
        totals = {
            total: self.figures[total] + step
            for total, parts in self.worked_out.items()
            if (step := sum(parts.get(path, 0) * by for path, by in steps.items()))
        }
        return {**changed, **totals}

    def residual(self, number: int, changed: Mapping[str, int]) -> int:
        """What a relation misses 0 by, some figures being others."""
        relation = self.relations[number]
        return sum(
            factor * (changed[path] if path in changed else self.figures[path])
            for path, factor in relation.items()
        )

    def holds_with(self, changed: Mapping[str, int]) -> bool:
        """Whether every relation holds, some figures being others; no count is negative."""
        if any(value < 0 for value in changed.values()):
            return False
        touched = {number for path in changed for number in self.relations_of.get(path, ())}
        return self.failed <= touched and all(self.residual(number, changed) == 0 for number in touched)


def systems_of(raw: RawReport) -> Iterator[System]:
    """The systems of a report: table 3, and each block of table 4; only those in which a relation fails."""
    form = raw.form
    figures = {cell.path: cell.value for cell in raw if type(cell.value) is int}
    complete = [each for each in form.identities if all(path in figures for path in each.paths)]
    worked_out = _worked_out(complete, figures, frozenset(raw.formulas))
    totals = {path for path in figures if path in form.by_path and form.by_path[path].computed}
    by_hand = frozenset(totals - set(raw.formulas))
    by_hand = by_hand if 2 * len(by_hand) < len(totals) else frozenset()
    relations: list[tuple[Identity, Mapping[str, int]]] = []
    for identity in complete:
        signs = {identity.total: 1, **{term.path: -term.sign for term in identity.terms}}
        # What a formula gives that is no sum of its parts passed something over; that is no slip of theirs.
        if all(path in worked_out or path not in raw.formulas for path in signs):
            relation = _typed(signs, worked_out)
            if relation:
                relations.append((identity, relation))
    for group in _connected(relations):
        paths = {path for identity, relation in group for path in (*identity.paths, *relation)}
        followed = {path: parts for path, parts in worked_out.items() if not paths.isdisjoint(parts)}
        paths |= followed.keys()
        system = System(
            form=form,
            figures={path: figure for path, figure in figures.items() if path in paths},
            relations=tuple(relation for _, relation in group),
            worked_out=followed,
            by_hand=by_hand & paths,
        )
        if system.failed:
            yield system


def _worked_out(
    identities: Iterable[Identity], figures: Mapping[str, int], formulas: frozenset[str]
) -> dict[str, Mapping[str, int]]:
    """The cells that formulas work out as the form has it → the typed cells that they sum."""
    sums = {
        each.total: {term.path: term.sign for term in each.terms}
        for each in identities
        if each.total in formulas
        and all(term.sign > 0 for term in each.terms)
        and figures[each.total] == sum(figures[term.path] for term in each.terms)
    }
    found: dict[str, Mapping[str, int]] = {}

    def parts(path: str) -> Mapping[str, int] | None:
        if path not in formulas:
            return {path: 1}
        if path not in found and path in sums:
            below = {term: parts(term) for term in sums[path]}
            if None not in below.values():
                found[path] = _typed(sums[path], {term: its for term, its in below.items() if its})
        return found.get(path)

    for path in sums:
        parts(path)
    return found


def _typed(signs: Mapping[str, int], worked_out: Mapping[str, Mapping[str, int]]) -> dict[str, int]:
    """A sum of cells as one of the typed cells that they are made of."""
    total: Counter[str] = Counter()
    for path, sign in signs.items():
        for part, its in worked_out.get(path, {path: 1}).items():
            total[part] += sign * its
    return {path: factor for path, factor in total.items() if factor}


_Group = list[tuple[Identity, Mapping[str, int]]]


def _connected(relations: Iterable[tuple[Identity, Mapping[str, int]]]) -> list[_Group]:
    groups: list[tuple[set[str], _Group]] = []
    for identity, relation in relations:
        paths, members = set(relation), [(identity, relation)]
        rest = []
        for other, theirs in groups:
            if other & paths:
                paths |= other
                members = theirs + members
            else:
                rest.append((other, theirs))
        groups = [*rest, (paths, members)]
    return [members for _, members in groups]
