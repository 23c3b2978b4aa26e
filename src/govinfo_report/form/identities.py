"""The arithmetic relations of the form as data.

An `Identity` says that one cell equals a signed sum of others. The same object
checks a raw report and a built one, and explains itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property

from attrs import frozen

from govinfo_report.findings import Contributor, Figure, Finding, Outcome, Rule
from govinfo_report.form.tree import Node
from govinfo_report.model.catalogue import BALANCE, OUTCOMES_TOTAL, REMEDIES_TOTAL, ROW_TOTAL
from govinfo_report.model.exact import exact
from govinfo_report.source import Source

__all__ = ["RELATIONS", "Evaluation", "Identity", "Lookup", "Term", "identities_of"]


#: The rule behind each relation of the form.
RELATIONS = {"A1": BALANCE, "A2": OUTCOMES_TOTAL, "A3": ROW_TOTAL, "A4": REMEDIES_TOTAL}


@frozen
class Term:
    """A cell on the right-hand side of a relation."""

    path: str
    label: tuple[str, ...]
    sign: int = 1


#: Looks up a cell: its figure (``None`` where there is none), its source, and whether the document has it.
Lookup = Callable[[str], "tuple[Figure | None, Source | None, bool]"]


@frozen(kw_only=True)
class Evaluation:
    """What became of one relation on one report.

    Attributes:
        identity: The relation.
        outcome: Passed, failed, undecided (a figure is missing), or not applicable (it has no cell).
        stated: The total as read.
        expected: What the terms add up to, where all are known.
        missing: Paths of the cells without a figure.
        finding: The finding, for a failed relation.
    """

    identity: Identity
    outcome: Outcome
    stated: Figure | None = None
    expected: Figure | None = None
    missing: tuple[str, ...] = ()
    finding: Finding | None = None


@frozen(kw_only=True)
class Identity:
    """``total = Σ sign · term``, all cells of one report.

    Attributes:
        rule: The rule it belongs to.
        total: Path of the cell on the left-hand side.
        label: Official labels of that cell.
        terms: The cells on the right-hand side.
    """

    rule: Rule
    total: str
    label: tuple[str, ...]
    terms: tuple[Term, ...]

    def __repr__(self) -> str:
        return f"<Identity {self.rule.code} {self.total}: the sum of {len(self.terms)} cells>"

    @cached_property
    def paths(self) -> tuple[str, ...]:
        """All cells of the relation, the total first."""
        return (self.total, *(term.path for term in self.terms))

    def explain(self, lang: str = "zh") -> str:
        """The relation in words."""
        parts = ""
        for term in self.terms:
            name = " / ".join(term.label)
            parts += name if not parts else f" {'-' if term.sign < 0 else '+'} {name}"
        return f"{self.rule.code} {self.rule.title.in_(lang)}: {' / '.join(self.label)} = {parts}"

    @exact
    def evaluate(self, look: Lookup) -> Evaluation:
        """Check the relation on the cells that ``look`` finds."""
        stated, source, present = look(self.total)
        expected: Figure = 0
        missing = [] if stated is not None else [self.total]
        any_present = present
        for term in self.terms:
            figure, _, there = look(term.path)
            any_present = any_present or there
            if figure is None:
                missing.append(term.path)
            else:
                expected += figure if term.sign > 0 else -figure
        if missing:
            outcome = Outcome.UNDECIDED if any_present else Outcome.NOT_APPLICABLE
            return Evaluation(identity=self, outcome=outcome, stated=stated, missing=tuple(missing))
        assert stated is not None
        if stated == expected:
            return Evaluation(identity=self, outcome=Outcome.PASSED, stated=stated, expected=expected)
        finding = Finding(
            rule=self.rule,
            path=self.total,
            label=self.label,
            stated=stated,
            expected=expected,
            difference=stated - expected,
            source=source,
            contributors=tuple(self._contributors(look)),
        )
        return Evaluation(
            identity=self, outcome=Outcome.FAILED, stated=stated, expected=expected, finding=finding
        )

    def _contributors(self, look: Lookup) -> Iterator[Contributor]:
        for term in self.terms:
            figure, source, _ = look(term.path)
            yield Contributor(path=term.path, label=term.label, sign=term.sign, stated=figure, source=source)


def identities_of(
    tree: Node, balance: tuple[str, *tuple[tuple[str, int], ...]] | None = None
) -> tuple[Identity, ...]:
    """Every relation that the printed totals below ``tree`` state, and its columns' balance if given."""
    found = list(_balances(tree, balance)) if balance is not None else []
    found.extend(_totals(tree))
    return tuple(sorted(found, key=lambda identity: identity.rule.code))


def _balances(tree: Node, balance: tuple[str, *tuple[tuple[str, int], ...]]) -> Iterator[Identity]:
    total, *terms = balance
    for column in tree.child(total).children:
        yield Identity(
            rule=RELATIONS["A1"],
            total=column.path,
            label=column.label,
            terms=tuple(
                Term(cell.path, cell.label, sign)
                for name, sign in terms
                for cell in [tree.child(name).child(column.name)]
            ),
        )


def _totals(node: Node) -> Iterator[Identity]:
    total = node.total
    if total is not None and total.printed.relation is not None:
        rule = RELATIONS[total.printed.relation]
        if not total.children:
            parts = [cell for cell in node.children if cell is not total]
            yield _sum(rule, total, parts)
        else:
            rows = [row for row in node.rows() if row is not total]
            for column in total.children:
                yield _sum(rule, column, [row.child(column.name) for row in rows])
    for child in node.children:
        yield from _totals(child)


def _sum(rule: Rule, total: Node, parts: list[Node]) -> Identity:
    terms = tuple(Term(part.path, part.label) for part in parts)
    return Identity(rule=rule, total=total.path, label=total.label, terms=terms)
