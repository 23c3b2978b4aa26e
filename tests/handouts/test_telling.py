"""What an agency is told: only what was read for certain. What could not be read is never its error."""

from __future__ import annotations

import attrs
import pytest

import govinfo_report as gr
from govinfo_report.handouts import telling
from govinfo_report.handouts.telling import Told, told_of
from govinfo_report.raw.report import NOT_SIMPLY_READ
from govinfo_report.rules.book import book
from govinfo_report.rules.examples import example_of
from tests.handouts.making import WRONG

#: What becomes of what each rule finds.
ERRORS = ("F103", "F104", "F401", "F402", "F405", "T301", "T302", "T303", "T401", "M603")
DOUBTS = (
    *("F204", "F207", "F208", "F303", "F305", "F309", "F311", "F314"),
    *("N101", "N202", "N205", "T201", "M601", "M602", "Y501"),
)
WITHHELD = ("F101", "F102", "F201", "F202", "F205", "F206", "F301", "F308", "F313", "N201", "Y505")
NOTES = (
    *("F203", "F302", "F304", "F306", "F307", "F310", "F312", "M604"),
    *("N203", "N204", "T202", "T203", "T204", "Y502", "Y503", "Y504"),
)
BREAKABLE = {check.rule.code: check for check in book().checks if check.breaks is not None}


def of_example(code: str) -> gr.CheckResult:
    made = example_of(BREAKABLE[code])
    if isinstance(made, gr.RawReport):
        return gr.check(made)
    return gr.check(made.raw, previous=made.previous, members=made.members, roster=made.roster)


def test_of_every_rule_it_is_decided() -> None:
    assert sorted([*ERRORS, *DOUBTS, *WITHHELD, *NOTES]) == sorted(BREAKABLE)


@pytest.mark.parametrize(
    ("code", "where"),
    [
        *((code, "errors") for code in ERRORS),
        *((code, "doubts") for code in DOUBTS),
        *((code, "withheld") for code in WITHHELD),
        *((code, "nowhere") for code in NOTES),
    ],
)
def test_what_becomes_of_a_finding(code: str, where: str) -> None:
    told = told_of(of_example(code))
    found = {
        "errors": {each.code for each in told.errors},
        "doubts": {each.code for each in told.doubts},
        "withheld": {each.code for each, _ in told.withheld},
    }
    assert {name for name, codes in found.items() if code in codes} == {where} - {"nowhere"}


class TestCellsNotReadForCertain:
    """A relation that fails is told only where every figure in it was read."""

    TOTAL = "requests.outcomes.unavailable.not_held.total"

    def codes(self, raw: gr.RawReport) -> tuple[list[str], list[str]]:
        told = told_of(gr.check(raw))
        return [each.code for each in told.errors], [each.code for each, _ in told.withheld]

    def test_all_read(self) -> None:
        assert self.codes(WRONG) == (["T303", "T302"], [])

    @pytest.mark.parametrize(
        ("kind", "path"),
        [
            (gr.NoteKind.COMPUTED, TOTAL),
            (gr.NoteKind.ROUNDED, TOTAL),
            (gr.NoteKind.DERIVED, TOTAL),
            (gr.NoteKind.DOUBT, TOTAL),
            (gr.NoteKind.HIDDEN, "requests"),
        ],
    )
    def test_one_was_not_simply_read(self, kind: gr.NoteKind, path: str) -> None:
        raw = attrs.evolve(WRONG, notes=(*WRONG.notes, gr.Note(kind=kind, path=path, value="51")))
        errors, withheld = self.codes(raw)
        assert errors == []
        assert {"T302", "T303"} <= set(withheld)
        assert told_of(gr.check(raw)).suggestions == ()

    def test_changes_that_nobody_accepted(self) -> None:
        raw = attrs.evolve(WRONG, notes=(gr.Note(kind=gr.NoteKind.TRACKED_CHANGES, value="2"),))
        assert self.codes(raw)[0] == []
        assert [each.code for each in told_of(gr.check(raw)).doubts] == ["F311"]

    def test_a_note_on_another_cell_changes_nothing(self) -> None:
        note = gr.Note(kind=gr.NoteKind.COMPUTED, path="disclosure.licensing.decisions")
        assert self.codes(attrs.evolve(WRONG, notes=(note,)))[0] == ["T303", "T302"]

    def test_words_beside_a_sum_one_of_whose_cells_was_computed(self) -> None:
        result = of_example("N101")
        note = gr.Note(kind=gr.NoteKind.COMPUTED, path="requests.received.total")
        assert told_of(result).doubts
        assert not told_of(gr.check(attrs.evolve(result.raw, notes=(note,)))).doubts


class TestLastYear:
    """What was carried over is told of if it was read for certain where it stands: in last year's report."""

    CELL = "requests.carried_over.natural_person"

    def told(self, *, note: gr.Note, of_last_year: bool) -> Told:
        made = example_of(BREAKABLE["Y501"])
        assert isinstance(made, gr.Subject)
        assert made.previous is not None
        this, last = made.raw, made.previous
        if of_last_year:
            last = attrs.evolve(last, notes=(note,))
        else:
            this = attrs.evolve(this, notes=(note,))
        return told_of(gr.check(this, previous=last, select=["Y501"]))

    @pytest.mark.parametrize("path", [CELL, "requests.carried_over", None])
    def test_not_by_what_was_not_simply_read_there(self, path: str | None) -> None:
        note = gr.Note(kind=gr.NoteKind.HIDDEN, path=path)
        told = self.told(note=note, of_last_year=True)
        assert told.doubts == ()
        [(finding, why)] = told.withheld
        assert (finding.code, why.zh) == ("Y501", "上年报告中有关的格不能确定")

    def test_what_stands_at_its_place_this_year_does_not_matter(self) -> None:
        note = gr.Note(kind=gr.NoteKind.HIDDEN, path=self.CELL)
        assert [each.code for each in self.told(note=note, of_last_year=False).doubts] == ["Y501"]

    def test_another_cell_of_last_year_does_not_matter(self) -> None:
        note = gr.Note(kind=gr.NoteKind.HIDDEN, path="disclosure")
        assert [each.code for each in self.told(note=note, of_last_year=True).doubts] == ["Y501"]

    def test_this_years_cell_matters(self) -> None:
        note = gr.Note(kind=gr.NoteKind.HIDDEN, path="requests.carried_in.natural_person")
        assert self.told(note=note, of_last_year=False).doubts == ()


def test_every_note_on_figures_that_were_not_simply_read_has_its_reason() -> None:
    assert set(telling._NOT_SIMPLY_READ) == NOT_SIMPLY_READ
