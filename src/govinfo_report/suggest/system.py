"""The relations of a report as linear equations over the figures it states."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from attrs import frozen

from govinfo_report.form import Form
from govinfo_report.raw import RawReport

__all__ = ["System", "systems_of"]


@frozen(kw_only=True, eq=False, slots=False)
class System:
    """Relations that share cells, and the figures of these cells.

    Every relation is kept as Σ coefficient · figure = 0.

    Attributes:
        form: The form the relations are of.
        figures: Path → figure; only cells with a whole number.
        relations: Path → coefficient of each relation all of whose cells have a figure.
    """

    form: Form
    figures: Mapping[str, int]
    relations: tuple[Mapping[str, int], ...]

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
    figures = {cell.path: cell.value for cell in raw if type(cell.value) is int and cell.value >= 0}
    relations = [
        {identity.total: 1, **{term.path: -term.sign for term in identity.terms}}
        for identity in form.identities
        if all(path in figures for path in identity.paths)
    ]
    for group in _connected(relations):
        system = System(
            form=form,
            figures={path: figures[path] for relation in group for path in relation},
            relations=tuple(group),
        )
        if system.failed:
            yield system


def _connected(relations: Iterable[dict[str, int]]) -> list[list[dict[str, int]]]:
    groups: list[tuple[set[str], list[dict[str, int]]]] = []
    for relation in relations:
        paths, members = set(relation), [relation]
        rest = []
        for other, theirs in groups:
            if other & paths:
                paths |= other
                members = theirs + members
            else:
                rest.append((other, theirs))
        groups = [*rest, (paths, members)]
    return [members for _, members in groups]
