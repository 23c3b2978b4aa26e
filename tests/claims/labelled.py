"""The labelled sentences, and how well the claims found in them agree with the labels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from attrs import frozen

import govinfo_report as gr
from govinfo_report.claims import Judgement, claims_in, compare_claims

__all__ = [
    "CASES",
    "FIFTH",
    "FOURTH",
    "HELD_OUT",
    "SECOND",
    "SIXTH",
    "TABLES",
    "THIRD",
    "Case",
    "Recall",
    "Score",
    "judged",
    "recall",
    "score",
]

YEAR, AGENCY = 2024, "甲县水务局"
"""Of the tables T and Z."""
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
_DISTRICT = {
    "requests.received.natural_person": 1080,
    "requests.received.business": 96,
    "requests.received.public_interest": 1,
    "requests.received.legal_service": 14,
    "requests.received.other": 9,
    "requests.carried_in.natural_person": 38,
    "requests.carried_in.business": 3,
    "requests.carried_in.other": 1,
    "requests.outcomes.granted.natural_person": 383,
    "requests.outcomes.granted.business": 40,
    "requests.outcomes.granted.public_interest": 1,
    "requests.outcomes.granted.legal_service": 6,
    "requests.outcomes.granted.other": 5,
    "requests.outcomes.partially_granted.natural_person": 118,
    "requests.outcomes.partially_granted.business": 10,
    "requests.outcomes.partially_granted.legal_service": 2,
    "requests.outcomes.refused.third_party_rights.natural_person": 60,
    "requests.outcomes.refused.third_party_rights.business": 8,
    "requests.outcomes.refused.internal_affairs.natural_person": 33,
    "requests.outcomes.refused.deliberative_process.natural_person": 20,
    "requests.outcomes.refused.enforcement_files.natural_person": 12,
    "requests.outcomes.unavailable.not_held.natural_person": 240,
    "requests.outcomes.unavailable.not_held.business": 25,
    "requests.outcomes.unavailable.not_held.legal_service": 4,
    "requests.outcomes.unavailable.not_held.other": 3,
    "requests.outcomes.unavailable.requires_creation.natural_person": 18,
    "requests.outcomes.unavailable.still_unclear.natural_person": 6,
    "requests.outcomes.not_processed.petitions.natural_person": 70,
    "requests.outcomes.not_processed.petitions.business": 4,
    "requests.outcomes.not_processed.petitions.other": 1,
    "requests.outcomes.not_processed.repeated.natural_person": 31,
    "requests.outcomes.not_processed.publications.natural_person": 2,
    "requests.outcomes.not_processed.excessive.natural_person": 5,
    "requests.outcomes.closed_otherwise.not_corrected.natural_person": 40,
    "requests.outcomes.closed_otherwise.other.natural_person": 30,
    "requests.outcomes.closed_otherwise.other.business": 8,
    "requests.outcomes.closed_otherwise.other.legal_service": 1,
    "requests.outcomes.closed_otherwise.other.other": 1,
    "requests.carried_over.natural_person": 50,
    "requests.carried_over.business": 4,
    "requests.carried_over.legal_service": 1,
    "remedies.reconsideration.upheld": 31,
    "remedies.reconsideration.corrected": 12,
    "remedies.reconsideration.other": 17,
    "remedies.reconsideration.pending": 8,
    "remedies.litigation_direct.upheld": 9,
    "remedies.litigation_direct.corrected": 2,
    "remedies.litigation_direct.other": 3,
    "remedies.litigation_direct.pending": 4,
    "remedies.litigation_after_reconsideration.upheld": 6,
    "remedies.litigation_after_reconsideration.corrected": 1,
    "remedies.litigation_after_reconsideration.pending": 2,
    "disclosure.normative_documents.issued": 14,
    "disclosure.normative_documents.repealed": 6,
    "disclosure.normative_documents.in_force": 88,
    "disclosure.licensing.decisions": 45210,
    "disclosure.penalties.decisions": 3086,
    "disclosure.coercion.decisions": 215,
}
_CITY = _DISTRICT | {
    "disclosure.regulations.issued": 2,
    "disclosure.regulations.repealed": 1,
    "disclosure.regulations.in_force": 31,
}
_OLD = {
    "requests.received.natural_person": 8,
    "requests.received.business": 1,
    "requests.outcomes.granted.natural_person": 6,
    "requests.outcomes.refused.third_party_rights.natural_person": 1,
    "requests.outcomes.refused.third_party_rights.business": 1,
    "requests.carried_over.natural_person": 1,
    "remedies.reconsideration.upheld": 1,
    "disclosure.normative_documents.created": 3,
    "disclosure.normative_documents.published": 2,
    "disclosure.normative_documents.public_total": 21,
}


def _raw(
    leaves: dict[str, int],
    *,
    agency: str = AGENCY,
    year: int = YEAR,
    edition: str = "2021",
) -> gr.RawReport:
    form = gr.form_with(edition=edition)
    assert set(leaves) <= set(form.by_path)
    figures = {cell.path: leaves.get(cell.path, 0) for cell in form.cells}
    for code in ("T302", "T303", "T401"):
        for identity in form.identities:
            if identity.rule.code == code:
                figures[identity.total] = sum(figures[term.path] for term in identity.terms)
    cells = tuple(gr.Cell(path, gr.CellKind.NUMBER, value, str(value)) for path, value in figures.items())
    raw = gr.RawReport(agency=agency, year=year, cells=cells)
    assert gr.check(raw).ok
    return raw


TABLES = {
    "T": _raw(_BUSY),
    "Z": _raw({}),
    "G": _raw(_DISTRICT, agency="乙市丙区人民政府", year=2023),
    "C": _raw(_CITY, agency="戊市人民政府"),
    "O": _raw(_OLD, agency="丁市文化广电和旅游局", year=2020, edition="2019"),
}


@frozen
class Case:
    """A sentence, the table beside it, and the figures it states rightly and wrongly."""

    table: str
    text: str
    agree: tuple[int, ...]
    disagree: tuple[int, ...]


def _read(name: str) -> tuple[Case, ...]:
    found = []
    path = Path(__file__).with_name(name)
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            table, text, agree, disagree = line.split("|")
            text = text.replace("↵", "\n")
            found.append(Case(table, text, tuple(map(int, agree.split())), tuple(map(int, disagree.split()))))
    return tuple(found)


CASES = _read("sentences.txt")
HELD_OUT = _read("held_out.txt")
SECOND = _read("second.txt")
THIRD = _read("third.txt")
FOURTH = _read("fourth.txt")
FIFTH = _read("fifth.txt")
SIXTH = _read("sixth.txt")


def judged(case: Case) -> dict[Judgement, Counter[int]]:
    """What is said of a sentence: the figures that agree, that disagree, that are left undecided."""
    raw = TABLES[case.table]
    found: dict[Judgement, Counter[int]] = {judgement: Counter() for judgement in Judgement}
    claims = claims_in(case.text, form=raw.form, year=raw.year, agency=raw.agency)
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


def score(cases: Sequence[Case] = CASES) -> Score:
    """How well the labels are met."""
    raised = right = labelled = found = wrong = false = 0
    for case in cases:
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


@frozen(kw_only=True)
class Recall:
    """Figures and statements of none, as often as labelled, and how many are found with any judgement."""

    figures: int
    figures_found: int
    zeros: int
    zeros_found: int


def recall(cases: Sequence[Case]) -> Recall:
    """How much of what is labelled is found at all."""
    labelled, found = Counter[bool](), Counter[bool]()
    for case in cases:
        said = sum(judged(case).values(), Counter[int]())
        for value, count in Counter(case.agree + case.disagree).items():
            labelled[value == 0] += count
            found[value == 0] += min(count, said[value])
    return Recall(
        figures=labelled[False], figures_found=found[False], zeros=labelled[True], zeros_found=found[True]
    )
