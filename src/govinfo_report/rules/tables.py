"""Rules on the figures of the tables: the relations A1–A4 of the form, and what figure a cell takes (A5)."""

from __future__ import annotations

from functools import lru_cache

import attrs

from govinfo_report.findings import Outcome, Rule
from govinfo_report.form import Form, FormCell
from govinfo_report.model import Applicants
from govinfo_report.model.catalogue import (
    AMOUNT,
    BALANCE,
    CHANGE,
    COUNT,
    OUTCOMES_TOTAL,
    REMEDIES_TOTAL,
    ROW_TOTAL,
)
from govinfo_report.model.invariants import RULE_OF
from govinfo_report.model.reasons import is_taken
from govinfo_report.raw.conversion import wrong_kind
from govinfo_report.rules.examples import GRANTED, RECEIVED, former, printed, shifted
from govinfo_report.rules.rule import Looked, applies
from govinfo_report.rules.subject import Subject

_COLUMNS = tuple(column.name for column in attrs.fields(Applicants))
_BLOCKS = ("reconsideration", "litigation_direct", "litigation_after_reconsideration")
_FREE = (("disclosure.licensing.decisions",), ("disclosure.regulations.repealed",))


def _figures(subject: Subject, own: Rule) -> Looked:
    """Every number of the kinds that a rule is about, against what its cell takes."""
    for place in _places(subject.form).get(own.code, ()):
        figure = subject.figures.get(place.path)
        if figure is not None:
            taken = is_taken(place.kind, figure)
            yield (None if taken else wrong_kind(subject.raw[place.path], place)) or Outcome.PASSED


@lru_cache(maxsize=256)
def _places(form: Form) -> dict[str, list[FormCell]]:
    """Code of each rule on kinds of figures → the cells of a form that it is about."""
    found: dict[str, list[FormCell]] = {}
    for cell in form.cells:
        found.setdefault(RULE_OF[cell.kind].code, []).append(cell)
    return found


def _relation(subject: Subject, own: Rule) -> Looked:
    """All identities of one rule. What makes one undecidable is the business of the rules on blanks."""
    for each in subject.evaluations:
        if each.identity.rule is own:
            yield each.finding or each.outcome


_count = applies(COUNT, breaks=printed(("-3", "1.5", "-0.5"), *_FREE))(_figures)
_amount = applies(AMOUNT, breaks=printed(("-3", "-0.137"), ("disclosure.fees.amount",)))(_figures)
_change = applies(CHANGE, breaks=lambda raw, _: former(raw, {"disclosure.penalties.change": "1.5"}))(_figures)

# Each step keeps every other relation: a column moves with its row's total, two totals move together.
_balance = applies(
    BALANCE, breaks=shifted(*((f"{RECEIVED}.{name}", f"{RECEIVED}.total") for name in _COLUMNS))
)(_relation)
_outcomes_total = applies(
    OUTCOMES_TOTAL, breaks=shifted(*((f"{GRANTED}.{name}", f"{GRANTED}.total") for name in _COLUMNS))
)(_relation)
_row_total = applies(ROW_TOTAL, breaks=shifted((f"{RECEIVED}.total", "requests.carried_over.total")))(
    _relation
)
_remedies_total = applies(
    REMEDIES_TOTAL,
    breaks=shifted(*((f"remedies.{block}.{name}",) for block in _BLOCKS for name in ("total", "upheld"))),
)(_relation)
