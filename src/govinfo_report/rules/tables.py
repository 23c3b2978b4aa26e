"""Rules on the figures of the tables: the relations A1–A4 of the form, and what figure a cell takes (A5)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache, partial

from govinfo_report.findings import Finding, Outcome, Rule
from govinfo_report.form import Form, FormCell
from govinfo_report.form.identities import RELATIONS
from govinfo_report.model.catalogue import AMOUNT, CHANGE, COUNT
from govinfo_report.model.invariants import RULE_OF
from govinfo_report.raw.conversion import wrong_kind
from govinfo_report.rules.subject import Check, Subject, Verdict

__all__ = ["CHECKS"]


def _relation(rule: Rule, subject: Subject) -> Verdict:
    """All identities of one rule. What makes one undecidable is the business of the rules on blanks."""
    evaluations = [each for each in subject.evaluations if each.identity.rule is rule]
    outcomes = {each.outcome for each in evaluations}
    findings = tuple(each.finding for each in evaluations if each.finding is not None)
    for outcome in (Outcome.FAILED, Outcome.UNDECIDED, Outcome.PASSED):
        if outcome in outcomes:
            return Verdict(outcome=outcome, findings=findings)
    return Verdict(outcome=Outcome.NOT_APPLICABLE)


def _figures(rule: Rule, subject: Subject) -> Verdict:
    """Every number of the kinds that a rule is about, against what its cell takes."""
    places = _places(subject.form, rule)
    looked = any(
        (cell := subject.raw.get(place.path)) is not None and cell.value is not None for place in places
    )

    def findings() -> Iterator[Finding]:
        for place in places:
            cell = subject.raw.get(place.path)
            finding = wrong_kind(cell, place) if cell is not None else None
            if finding is not None:
                assert finding.rule is rule
                yield finding

    return Verdict.of(findings(), looked=looked)


@lru_cache(maxsize=256)
def _places(form: Form, rule: Rule) -> tuple[FormCell, ...]:
    """The cells of a form that a rule on kinds of figures is about."""
    return tuple(cell for cell in form.cells if RULE_OF[cell.kind] is rule)


#: In the order of their codes.
CHECKS = (
    *(Check(rule, partial(_figures, rule)) for rule in (COUNT, AMOUNT, CHANGE)),
    *(Check(rule, partial(_relation, rule)) for rule in RELATIONS.values()),
)
