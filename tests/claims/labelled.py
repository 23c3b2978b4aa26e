"""The labelled sentences, and how well the claims found in them agree with the labels."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from attrs import frozen

import govinfo_report as gr
from govinfo_report.claims import Judgement, claims_in, compare_claims

__all__ = ["CASES", "Case", "Score", "judged", "score"]

YEAR, AGENCY = 2024, "甲县水务局"
_BUSY = {
    "requests.received.natural_person": 21,
    "requests.received.business": 3,
    "requests.received.other": 1,
    "requests.carried_in.natural_person": 2,
    "requests.outcomes.granted.natural_person": 10,
    "requests.outcomes.partially_granted.natural_person": 3,
    "requests.outcomes.refused.third_party_rights.natural_person": 4,
    "requests.outcomes.unavailable.not_held.business": 3,
    "requests.outcomes.unavailable.not_held.natural_person": 2,
    "requests.outcomes.not_processed.petitions.natural_person": 1,
    "requests.outcomes.closed_otherwise.other.other": 1,
    "requests.carried_over.natural_person": 3,
    "remedies.reconsideration.upheld": 2,
    "remedies.reconsideration.corrected": 1,
    "remedies.reconsideration.other": 1,
    "remedies.reconsideration.pending": 1,
    "remedies.litigation_direct.upheld": 1,
    "remedies.litigation_direct.pending": 1,
    "remedies.litigation_after_reconsideration.upheld": 1,
    "disclosure.normative_documents.issued": 4,
    "disclosure.normative_documents.repealed": 5,
    "disclosure.normative_documents.in_force": 19,
    "disclosure.licensing.decisions": 120,
    "disclosure.penalties.decisions": 33,
    "disclosure.coercion.decisions": 7,
}


def _raw(leaves: dict[str, int]) -> gr.RawReport:
    form = gr.form_with()
    figures = {cell.path: leaves.get(cell.path, 0) for cell in form.cells}
    for code in ("T302", "T303", "T401"):
        for identity in form.identities:
            if identity.rule.code == code:
                figures[identity.total] = sum(figures[term.path] for term in identity.terms)
    cells = tuple(gr.Cell(path, gr.CellKind.NUMBER, value, str(value)) for path, value in figures.items())
    return gr.RawReport(agency=AGENCY, year=YEAR, cells=cells)


TABLES = {"T": _raw(_BUSY), "Z": _raw({})}


@frozen
class Case:
    """A sentence, the table beside it, and the figures it states rightly and wrongly."""

    table: str
    text: str
    agree: tuple[int, ...]
    disagree: tuple[int, ...]


def _read() -> tuple[Case, ...]:
    found = []
    path = Path(__file__).with_name("sentences.txt")
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            table, text, agree, disagree = line.split("|")
            found.append(Case(table, text, tuple(map(int, agree.split())), tuple(map(int, disagree.split()))))
    return tuple(found)


CASES = _read()


def judged(case: Case) -> dict[Judgement, Counter[int]]:
    """What is said of a sentence: the figures that agree, that disagree, that are left undecided."""
    raw = TABLES[case.table]
    found: dict[Judgement, Counter[int]] = {judgement: Counter() for judgement in Judgement}
    claims = claims_in(case.text, form=raw.form, year=YEAR, agency=AGENCY)
    for comparison in compare_claims(raw, claims):
        found[comparison.judgement][comparison.claim.value] += 1
    return found


@frozen(kw_only=True)
class Score:
    """Counts over all sentences; a figure that a sentence states twice counts once."""

    disagreements: int
    right_disagreements: int
    labelled: int
    found: int
    labelled_disagreements: int
    false_agreements: int


def score() -> Score:
    """How well the labels are met."""
    raised = right = labelled = found = wrong = false = 0
    for case in CASES:
        said = judged(case)
        raised += len(said[Judgement.DISAGREE])
        right += sum(value in case.disagree for value in said[Judgement.DISAGREE])
        labelled += len(set(case.agree)) + len(set(case.disagree))
        found += sum(value in said[Judgement.AGREE] for value in set(case.agree))
        found += sum(value in said[Judgement.DISAGREE] for value in set(case.disagree))
        wrong += len(set(case.disagree))
        false += sum(value not in case.agree for value in said[Judgement.AGREE])
    return Score(
        disagreements=raised,
        right_disagreements=right,
        labelled=labelled,
        found=found,
        labelled_disagreements=wrong,
        false_agreements=false,
    )
