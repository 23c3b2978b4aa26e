"""Which cell is wrong: slips put into reports that hold, and what is suggested."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from openpyxl import load_workbook

import govinfo_report as gr
from govinfo_report import testing as given_a
from govinfo_report.suggest.slips import OTHER, slip
from tests.conftest import EXAMPLES

RELATIONS = ("T301", "T302", "T303", "T401")


def with_figures(raw: gr.RawReport, figures: dict[str, int]) -> gr.RawReport:
    return attrs.evolve(
        raw,
        cells=tuple(
            gr.Cell(cell.path, gr.CellKind.NUMBER, figures[cell.path], str(figures[cell.path]))
            if cell.path in figures
            else cell
            for cell in raw
        ),
    )


def plain(stated: int, proposed: int) -> tuple[float, gr.Text]:
    """The slip of a figure that is no total and has no neighbours."""
    return slip(stated, proposed, is_total=False, by_hand=False, neighbours=frozenset())


def failed(raw: gr.RawReport) -> set[tuple[str, str]]:
    result = gr.check(raw, select=RELATIONS)
    return {(each.identity.rule.code, each.identity.total) for each in result.evaluations if each.finding}


def table_3(raw: gr.RawReport) -> list[str]:
    return [cell.path for cell in raw if cell.path.startswith("requests.")]


REPORTS = given_a.reports().map(gr.RawReport.of)


class TestOneWrongCell:
    @given(raw=REPORTS, data=st.data())
    def test_of_table_3_is_named_with_its_figure(self, raw: gr.RawReport, data: st.DataObject) -> None:
        path = data.draw(st.sampled_from(table_3(raw)))
        before = raw[path].value
        wrong = data.draw(st.integers(0, 10_000).filter(lambda value: value != before))
        first, *rest = gr.check(with_figures(raw, {path: wrong})).suggestions
        assert [(change.path, change.stated, change.proposed) for change in first.changes] == [
            (path, wrong, before)
        ]
        assert first.certain
        assert not any(suggestion.certain for suggestion in rest)

    @given(raw=REPORTS, data=st.data())
    def test_of_table_4_is_among_the_five(self, raw: gr.RawReport, data: st.DataObject) -> None:
        path = data.draw(st.sampled_from([cell.path for cell in raw if cell.path.startswith("remedies.")]))
        before = raw[path].value
        wrong = data.draw(st.integers(0, 10_000).filter(lambda value: value != before))
        found = gr.check(with_figures(raw, {path: wrong})).suggestions
        assert (path, before) in [(each.changes[0].path, each.changes[0].proposed) for each in found]
        assert len(found) <= 5

    def test_the_example(self) -> None:
        (suggestion,) = gr.check(gr.read(EXAMPLES / "nangong-2023-error.xlsx")).suggestions
        (change,) = suggestion.changes
        assert change.path == "requests.outcomes.unavailable.not_held.total"
        assert (change.stated, change.proposed) == (51, 15)
        assert "颠倒" in suggestion.message()
        assert "swapped" in suggestion.message("en")


class TestTwoWrongCells:
    @given(raw=REPORTS, data=st.data())
    def test_no_more_than_two_are_ever_needed_and_all_holds_again(
        self, raw: gr.RawReport, data: st.DataObject
    ) -> None:
        one, other = data.draw(st.lists(st.sampled_from(table_3(raw)), min_size=2, max_size=2, unique=True))
        wrong = {path: int(raw[path].value or 0) + data.draw(st.integers(1, 999)) for path in (one, other)}
        broken = with_figures(raw, wrong)
        assume(failed(broken))
        found = gr.check(broken).suggestions
        assert found
        for suggestion in found:
            mended = with_figures(broken, {each.path: each.proposed for each in suggestion.changes})
            assert not failed(mended)
        # A slip of several figures may be likelier than two; the fewest that are merely wrong are two.
        truth = {path: raw[path].value for path in wrong}
        if not any(len(suggestion.changes) < 2 for suggestion in found):
            proposals = [{each.path: each.proposed for each in suggestion.changes} for suggestion in found]
            assert truth in proposals or len(found) == 5 or all(len(each) <= 2 for each in proposals)


class TestEveryProposal:
    @given(raw=REPORTS, data=st.data())
    def test_breaks_no_relation_that_held_and_is_a_count(
        self, raw: gr.RawReport, data: st.DataObject
    ) -> None:
        paths = data.draw(st.lists(st.sampled_from(raw.paths), min_size=1, max_size=6, unique=True))
        wrong = {
            path: data.draw(st.integers(0, 500))
            for path in paths
            if not isinstance(raw[path].value, Decimal) and not path.startswith("disclosure.")
        }
        broken = with_figures(raw, wrong)
        before = failed(broken)
        for suggestion in gr.check(broken).suggestions:
            assert all(change.proposed >= 0 for change in suggestion.changes)
            assert all(broken[change.path].value == change.stated for change in suggestion.changes)
            mended = with_figures(broken, {each.path: each.proposed for each in suggestion.changes})
            assert failed(mended) < before

    @given(raw=REPORTS)
    def test_none_where_all_holds(self, raw: gr.RawReport) -> None:
        assert gr.check(raw).suggestions == ()


class TestSlipsOfSeveralFigures:
    @pytest.fixture
    def busy(self) -> gr.RawReport:
        """A report in which every figure of table 3 is another."""
        form = gr.form_with()
        figures = {cell.path: 11 + 13 * number for number, cell in enumerate(form.cells)}
        for code in ("T302", "T303", "T401", "T301"):
            for identity in form.identities:
                if identity.rule.code != code:
                    continue
                if code == "T301":
                    first, *rest = identity.terms
                    known = sum(term.sign * figures[term.path] for term in rest)
                    figures[first.path] = figures[identity.total] - known
                else:
                    figures[identity.total] = sum(figures[term.path] for term in identity.terms)
        blank = gr.RawReport(
            agency="甲局", year=2024, cells=tuple(gr.Cell(path, gr.CellKind.BLANK) for path in figures)
        )
        raw = with_figures(blank, figures)
        assert not failed(raw)
        return raw

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("outcomes.refused.state_secret.business", "outcomes.refused.state_secret.research"),
            ("outcomes.granted.natural_person", "outcomes.partially_granted.natural_person"),
        ],
    )
    def test_two_figures_exchanged(self, busy: gr.RawReport, one: str, other: str) -> None:
        one, other = f"requests.{one}", f"requests.{other}"
        swapped = {one: int(busy[other].value or 0), other: int(busy[one].value or 0)}
        first = gr.check(with_figures(busy, swapped)).suggestions[0]
        assert {each.path: each.proposed for each in first.changes} == {
            path: busy[path].value for path in swapped
        }
        assert "互换" in first.reason.zh

    def test_two_columns_exchanged_in_the_outcomes(self, busy: gr.RawReport) -> None:
        rows = [row.path for row in busy.form.tables["requests"].rows() if ".outcomes." in row.path][:-1]
        wrong: dict[str, int] = {}
        for row in rows:
            wrong[f"{row}.business"] = int(busy[f"{row}.legal_service"].value or 0)
            wrong[f"{row}.legal_service"] = int(busy[f"{row}.business"].value or 0)
        first = gr.check(with_figures(busy, wrong)).suggestions[0]
        assert "两栏" in first.reason.zh
        assert all(busy[change.path].value == change.proposed for change in first.changes)
        assert len(first.changes) == len(wrong)

    def test_rows_shifted_by_one(self, busy: gr.RawReport) -> None:
        """From 1.属于国家秘密 on, everything stands a row too low; the last row is lost, and was 0."""
        rows = [row.path for row in busy.form.tables["requests"].rows()]
        columns = [each.name for each in attrs.fields(gr.Applicants)] + ["total"]
        over = {f"requests.carried_over.{name}": 0 for name in columns}
        received = {
            f"requests.received.{name}": int(busy[f"requests.received.{name}"].value or 0)
            - int(busy[f"requests.carried_over.{name}"].value or 0)
            for name in columns
        }
        sound = with_figures(busy, over | received)
        assert not failed(sound)
        at = rows.index("requests.outcomes.refused.state_secret")
        wrong = {f"{rows[at]}.{name}": 0 for name in columns}
        for number in range(at, len(rows) - 1):
            for name in columns:
                wrong[f"{rows[number + 1]}.{name}"] = int(sound[f"{rows[number]}.{name}"].value or 0)
        first = gr.check(with_figures(sound, wrong)).suggestions[0]
        assert "错了一行" in first.reason.zh
        assert all(sound[change.path].value == change.proposed for change in first.changes)

    def test_a_number_split_over_two_cells(self, busy: gr.RawReport) -> None:
        row = "requests.outcomes.granted"
        zero = {f"{row}.business": 0}
        for name in ("outcomes.granted.total", "outcomes.total.business", "outcomes.total.total"):
            zero[f"requests.{name}"] = int(busy[f"requests.{name}"].value or 0) - int(
                busy[f"{row}.business"].value or 0
            )
        for name in ("business", "total"):
            path = f"requests.received.{name}"
            zero[path] = int(busy[path].value or 0) - int(busy[f"{row}.business"].value or 0)
        sound = with_figures(busy, zero)
        assert not failed(sound)
        whole = str(sound[f"{row}.natural_person"].value)
        wrong = {f"{row}.natural_person": int(whole[0]), f"{row}.business": int(whole[1:])}
        first = gr.check(with_figures(sound, wrong)).suggestions[0]
        assert {each.path: each.proposed for each in first.changes} == {
            f"{row}.natural_person": int(whole),
            f"{row}.business": 0,
        }


class TestCannotTell:
    """A suggestion is certain only where no other is nearly as likely."""

    BLOCK = "remedies.reconsideration"

    @pytest.mark.parametrize(
        ("stated", "certain"),
        [
            # One detail or the total may be wrong, and each would be a slip.
            ((12, 0, 0, 0, 21), False),
            ((1, 2, 0, 0, 12), False),
            ((4, 0, 0, 0, 3), False),
            # Nothing but the total can be: a detail would have to be negative.
            ((10, 1, 0, 0, 0), True),
            # Any other change is no slip at all.
            ((130, 20, 14, 0, 146), False),
            ((155, 38, 31, 47, 217), True),
        ],
    )
    def test_one_relation_alone(
        self, nangong: gr.AnnualReport, stated: tuple[int, ...], certain: bool
    ) -> None:
        names = ("upheld", "corrected", "other", "pending", "total")
        figures = {f"{self.BLOCK}.{name}": each for name, each in zip(names, stated, strict=True)}
        found = gr.check(with_figures(gr.RawReport.of(nangong), figures)).suggestions
        assert found[0].certain is certain
        assert not any(each.certain for each in found[1:])

    def test_where_a_shift_of_rows_begins(self, nangong: gr.AnnualReport) -> None:
        """Details that move change no sum: two rows exchanged are as likely as many shifted."""
        raw = gr.RawReport.of(nangong)
        rows = [row.path for row in raw.form.tables["requests"].rows()]
        columns = [each.name for each in attrs.fields(gr.Applicants)] + ["total"]
        at = rows.index("requests.outcomes.not_processed.repeated")
        wrong = {f"{rows[at]}.{name}": 0 for name in columns}
        for number in range(at, len(rows) - 1):
            for name in columns:
                wrong[f"{rows[number + 1]}.{name}"] = int(raw[f"{rows[number]}.{name}"].value or 0)
        found = gr.check(with_figures(raw, wrong)).suggestions
        assert found
        assert not any(each.certain for each in found)

    def test_a_total_that_was_computed_from_a_wrong_part_is_one_slip(self, nangong: gr.AnnualReport) -> None:
        raw = gr.RawReport.of(nangong)
        row = "requests.outcomes.granted"
        part = int(raw[f"{row}.natural_person"].value or 0)
        whole = int(raw[f"{row}.total"].value or 0)
        wrong = {f"{row}.natural_person": part + 30, f"{row}.total": whole + 30}
        found = gr.check(with_figures(raw, wrong)).suggestions
        proposals = {tuple(sorted((each.path, each.proposed) for each in one.changes)): one for one in found}
        true = proposals[((f"{row}.natural_person", part), (f"{row}.total", whole))]
        assert "总计随之而错" in true.reason.zh
        assert true.cost < 8


class TestSlips:
    @pytest.mark.parametrize(
        ("stated", "proposed", "words"),
        [
            (51, 15, "颠倒"),
            (1, 13, "漏打"),
            (133, 13, "重打"),
            (123, 13, "多打"),
            (19, 13, "打错"),
            (0, 13, "漏填"),
            (13, 0, "应为 0"),
            (740, 13, "各关系即成立"),
        ],
    )
    def test_kinds(self, stated: int, proposed: int, words: str) -> None:
        assert words in plain(stated, proposed)[1].zh

    def test_a_total_left_at_zero_and_one_copied(self) -> None:
        assert "总计留为" in slip(0, 13, is_total=True, by_hand=False, neighbours=frozenset())[1].zh
        assert "误抄" in slip(740, 13, is_total=True, by_hand=False, neighbours=frozenset({740}))[1].zh
        assert "手填" in slip(740, 13, is_total=True, by_hand=True, neighbours=frozenset({740}))[1].zh

    def test_a_sign(self) -> None:
        assert "负号" in plain(-9, 9)[1].zh
        assert plain(-9, 8) == OTHER

    @given(stated=st.integers(0, 10**6), proposed=st.integers(0, 10**6))
    def test_a_slip_never_costs_more_than_none(self, stated: int, proposed: int) -> None:
        assume(stated != proposed)
        cost, _ = plain(stated, proposed)
        assert 0 < cost <= OTHER[0]


class TestFormulas:
    """In a workbook whose totals are formulas every relation is one of the typed cells."""

    REFUSED = "requests.outcomes.refused.deliberative_process.natural_person"

    GRANTED = "requests.outcomes.granted.natural_person"

    def read(self, folder: Path, figures: dict[str, object]) -> gr.RawReport:
        """A template of this library, filled in and opened in a spreadsheet program."""
        report = gr.AnnualReport.build(
            agency="甲县水利局",
            year=2023,
            figures={
                "requests.received.natural_person": 46,
                "requests.received.business": 6,
                "requests.carried_in.natural_person": 2,
                "requests.carried_over.natural_person": 2,
                "requests.outcomes.granted.natural_person": 26,
                "requests.outcomes.granted.business": 6,
                self.REFUSED: 11,
                "requests.outcomes.unavailable.not_held.natural_person": 9,
            },
            rest=0,
        )
        gr.write(report, folder / "report.xlsx")
        workbook = load_workbook(folder / "report.xlsx", rich_text=True)
        raw = gr.read(folder / "report.xlsx")
        assert "requests.outcomes.total.natural_person" in raw.formulas
        for path, value in figures.items():
            source = raw[path].source
            assert source.sheet is not None
            assert source.cell is not None
            workbook[source.sheet][source.cell] = value  # type: ignore[assignment]
        return gr.read(workbook)

    def test_what_is_typed_is_named_and_its_totals_follow(self, tmp_path: Path) -> None:
        result = gr.check(self.read(tmp_path, {self.GRANTED: 62}))
        assert {each.code for each in result.errors} == {"T301"}
        first, *others = result.suggestions
        assert [(each.path, each.proposed) for each in first.changes] == [(self.GRANTED, 26)]
        raw = result.raw
        for each in (first, *others):
            assert not {change.path for change in each.changes} & set(raw.formulas)

    def test_the_prose_speaks_for_one_of_them(self, tmp_path: Path) -> None:
        raw = self.read(tmp_path, {"requests.received.natural_person": 64})
        raw = attrs.evolve(raw, overview="全年新收政府信息公开申请52件。")
        (first, *_) = gr.check(raw).suggestions
        assert [(each.path, each.proposed) for each in first.changes] == [
            ("requests.received.natural_person", 46)
        ]
        assert first.certain
        assert "正文" in first.reason.zh

    @pytest.mark.parametrize("value", [None, "/", "约11", date(2025, 2, 1)])
    def test_where_a_part_has_no_figure_no_other_cell_is_named(self, tmp_path: Path, value: object) -> None:
        result = gr.check(self.read(tmp_path, {self.REFUSED: value}))
        assert result.errors
        assert result.suggestions == ()

    @pytest.mark.parametrize("value", [None, "/"])
    def test_a_formula_is_no_witness_of_a_blank(self, tmp_path: Path, value: object) -> None:
        """It passes over the cell, so that its result holds whatever belongs there: the balance says 11."""
        result = gr.check(self.read(tmp_path, {self.REFUSED: value}))
        (found,) = (each for each in result.findings if each.path == self.REFUSED)
        assert found.expected == 11
        assert found.severity is gr.Severity.ERROR

    def test_a_negative_figure_is_the_one_to_change(self, tmp_path: Path) -> None:
        (first, *others) = gr.check(self.read(tmp_path, {self.REFUSED: -11})).suggestions
        assert "负号" in first.reason.zh
        assert not others

    def test_a_text_that_a_formula_passes_over_is_named_with_it(self, tmp_path: Path) -> None:
        result = gr.check(self.read(tmp_path, {self.REFUSED: "11 件"}))
        found = next(each for each in result.findings if each.path == self.REFUSED)
        assert (found.code, found.severity) == ("F306", gr.Severity.ERROR)
        assert "公式没有把它算进去" in found.message()
        assert result.suggestions == ()

    def test_a_total_typed_over_its_formula(self, tmp_path: Path) -> None:
        (first, *_) = gr.check(self.read(tmp_path, {"remedies.reconsideration.total": 3})).suggestions
        assert [(each.path, each.proposed) for each in first.changes] == [
            ("remedies.reconsideration.total", 0)
        ]
        assert "手填" in first.reason.zh


def test_nothing_is_proposed_that_no_report_can_state(nangong: gr.AnnualReport) -> None:
    raw = gr.RawReport.of(nangong)
    huge = {
        "requests.received.natural_person": 10**15 + 5,
        "requests.outcomes.granted.natural_person": 10**15,
    }
    changed = with_figures(attrs.evolve(raw, overview="全年收到政府信息公开申请25件。"), huge)
    for each in gr.check(changed).suggestions:
        assert all(change.proposed < 10**15 for change in each.changes)


def test_a_blank_is_no_wrong_figure(nangong: gr.AnnualReport) -> None:
    """A relation with a blank cannot fail, and does not take part."""
    raw = gr.RawReport.of(nangong)
    cells = tuple(
        gr.Cell(cell.path, gr.CellKind.BLANK)
        if cell.path == "requests.received.natural_person"
        else gr.Cell(cell.path, cell.kind, 99, "99")
        if cell.path == "requests.carried_in.total"
        else cell
        for cell in raw
    )
    found = gr.check(attrs.evolve(raw, cells=cells)).suggestions
    assert found
    assert all(
        "requests.received.natural_person" not in [change.path for change in each.changes] for each in found
    )


def test_a_neighbour_is_the_cell_beside() -> None:
    """The total of a row with one figure says the same five columns away: nobody copied it from there."""
    paths = ("received", "outcomes.granted", "outcomes.total")
    whole = gr.AnnualReport.build(
        agency="甲局", year=2023, figures={f"requests.{row}.natural_person": 56 for row in paths}, rest=0
    )
    wrong = with_figures(
        gr.RawReport.of(whole), {"requests.carried_over.natural_person": 2, "requests.carried_over.total": 2}
    )
    suggestions = gr.check(wrong).suggestions
    assert suggestions
    assert not any("相邻的格" in each.reason.zh for each in suggestions)


def test_what_is_less_likely_does_not_say_that_it_is_as_likely(nangong: gr.AnnualReport) -> None:
    raw = gr.RawReport.of(nangong)
    for cell in raw:
        if cell.path.startswith("requests.received.") and cell.value:
            wrong = with_figures(raw, {cell.path: int(cell.value) * 10 + 1})
            found = gr.check(wrong).suggestions
            assert [each.likeliest for each in found] == sorted(
                (each.likeliest for each in found), reverse=True
            )
            if found and found[0].certain:
                assert all("更可能" in each.message() for each in found[1:])
