"""Series over the years, comparisons, derived measures: nothing filled in, nothing divided by zero."""

from __future__ import annotations

from fractions import Fraction

import attrs
import pytest
from hypothesis import given

import govinfo_report as gr
from govinfo_report import testing as given_a
from govinfo_report.analysis import MEASURES, find_measure


def of_year(report: gr.AnnualReport | gr.RawReport, year: int, **figures: str) -> gr.RawReport:
    raw = gr.RawReport.of(report) if isinstance(report, gr.AnnualReport) else report
    texts = {name.replace("__", "."): text for name, text in figures.items()}
    return attrs.evolve(
        raw, year=year, period=gr.Period.of_year(year), cells=tuple(_with(cell, texts) for cell in raw)
    )


def _with(cell: gr.Cell, texts: dict[str, str]) -> gr.Cell:
    text = texts.get(cell.path)
    if text is None:
        return cell
    kind = gr.CellKind.NUMBER if text.isdigit() else gr.CellKind.MARK if text else gr.CellKind.BLANK
    return gr.Cell(cell.path, kind, int(text) if text.isdigit() else None, text)


class TestSeries:
    def test_order_years_gaps(self, nangong: gr.AnnualReport) -> None:
        series = gr.Series.of([of_year(nangong, year) for year in (2024, 2021, 2023)])
        assert series.years == (2021, 2023, 2024)
        assert series.gaps == (2022,)
        assert series.agency == nangong.agency
        assert len(series) == 3

    def test_a_blank_has_no_value(self, nangong: gr.AnnualReport) -> None:
        path = "remedies.reconsideration.total"
        last = of_year(nangong, 2022, remedies__reconsideration__total="4")
        this = of_year(nangong, 2023, remedies__reconsideration__total="")
        assert gr.Series.of([this, last]).values(path) == {2022: 4, 2023: None}

    def test_measures_of_two_editions_make_no_line(self, nangong: gr.AnnualReport) -> None:
        former = gr.RawReport(
            agency=nangong.agency,
            year=2020,
            cells=(gr.Cell("disclosure.regulations.public_total", gr.CellKind.NUMBER, 9, "9"),),
        )
        series = gr.Series.of([former, of_year(nangong, 2021)])
        assert series.values("disclosure.regulations.public_total") == {2020: 9, 2021: None}
        assert series.values("disclosure.regulations.in_force") == {2020: None, 2021: 0}
        assert series.editions == {2020: gr.editions()[1], 2021: gr.editions()[0]}

    def test_what_follows_from_what(self, nangong: gr.AnnualReport) -> None:
        years = [
            of_year(nangong, 2021, requests__carried_over__natural_person="5"),
            of_year(nangong, 2022, requests__carried_in__natural_person="4"),
            # 2023 is missing: nothing is compared across the gap.
            of_year(nangong, 2024, requests__carried_in__total="9"),
        ]
        found = [(year, finding.code, finding.path) for year, finding in gr.Series.of(years).findings()]
        assert (2022, "Y501", "requests.carried_in.natural_person") in found
        assert not [each for each in found if each[0] == 2024]

    @pytest.mark.parametrize(
        ("change", "said"),
        [({"agency": "乙局"}, "几个机关"), ({"year": 2023}, "不止一份"), ({"year": None}, "年度不详")],
    )
    def test_what_makes_none(self, nangong: gr.AnnualReport, change: dict[str, object], said: str) -> None:
        raw = gr.RawReport.of(nangong)
        other = attrs.evolve(raw, **{"year": 2024, "period": None, **change})  # type: ignore[arg-type]
        with pytest.raises(gr.ConsolidationError, match=said):
            gr.Series.of([raw, other])

    def test_one_agency_of_several(self, nangong: gr.AnnualReport) -> None:
        other = attrs.evolve(gr.RawReport.of(nangong), agency="乙局")
        assert len(gr.Series.of([gr.RawReport.of(nangong), other], agency="乙局")) == 1
        with pytest.raises(gr.ConsolidationError, match="没有报告"):
            gr.Series.of([other], agency="丙局")

    def test_no_such_cell_or_measure(self, nangong: gr.AnnualReport) -> None:
        series = gr.Series.of([nangong])
        with pytest.raises(KeyError):
            series.values("requests.nonsense")
        with pytest.raises(KeyError):
            series.measure("nonsense")


class TestMeasures:
    def test_by_hand(self, nangong: gr.AnnualReport) -> None:
        # 南宫 2023: 25 received, outcomes 4 + 2 + 15 + 4 = 25.
        found = gr.measures(nangong)
        assert found["granted"] == Fraction(4, 25)
        assert found["granted_at_least_partly"] == Fraction(6, 25)
        assert found["unavailable"] == Fraction(19, 25)
        assert found["refused"] == found["carried_over"] == 0
        assert found["received_from_natural_person"] == 1

    def test_of_remedies_what_is_pending_does_not_count(self, nangong: gr.AnnualReport) -> None:
        block = gr.RemedyOutcomes(upheld=3, corrected=2, other=0, pending=5)
        remedies = attrs.evolve(nangong.remedies, reconsideration=block)
        assert gr.measures(attrs.evolve(nangong, remedies=remedies))[
            "reconsiderations_corrected"
        ] == Fraction(2, 5)

    def test_nothing_is_divided_by_zero(self) -> None:
        empty = gr.RawReport.of(empty_report())
        assert set(gr.measures(empty).values()) == {None}

    def test_a_blank_operand_leaves_no_value(self, nangong: gr.AnnualReport) -> None:
        raw = of_year(nangong, 2023, requests__outcomes__granted__total="")
        found = gr.measures(raw, ["granted", "granted_at_least_partly", "unavailable"])
        assert found == {"granted": None, "granted_at_least_partly": None, "unavailable": Fraction(19, 25)}

    def test_undivided(self, nangong: gr.AnnualReport) -> None:
        other = gr.UndividedClosedOtherwise(undivided=nangong.requests.outcomes.closed_otherwise.total)
        outcomes = attrs.evolve(nangong.requests.outcomes, closed_otherwise=other)
        report = attrs.evolve(nangong, requests=attrs.evolve(nangong.requests, outcomes=outcomes))
        assert gr.measures(report) == gr.measures(nangong)

    @given(given_a.reports())
    def test_the_outcomes_make_up_the_whole(self, report: gr.AnnualReport) -> None:
        found = gr.measures(report)
        parts = [
            "granted_at_least_partly", "refused", "unavailable", "not_processed", "closed_otherwise"
        ]  # fmt: skip
        values = [found[name] for name in parts]
        if report.requests.outcomes.total.total:
            assert sum(value for value in values if value is not None) == 1
        else:
            assert values == [None] * 5

    def test_each_has_words_and_a_formula(self) -> None:
        assert len({measure.name for measure in MEASURES}) == len(MEASURES)
        for measure in MEASURES:
            assert find_measure(measure.name) is measure
            assert all((measure.label.zh, measure.label.en, measure.formula.zh, measure.formula.en))


def empty_report() -> gr.AnnualReport:
    block = gr.RemedyOutcomes(upheld=0, corrected=0, other=0, pending=0)
    documents = gr.Documents(issued=0, repealed=0, in_force=0)
    none = gr.AdministrativeDecisions(decisions=0)
    from decimal import Decimal

    return gr.AnnualReport(
        agency="甲局",
        year=2023,
        disclosure=gr.Disclosure(
            regulations=documents,
            normative_documents=documents,
            licensing=none,
            penalties=none,
            coercion=none,
            fees=gr.Fees(amount=Decimal(0)),
        ),
        requests=gr.Requests.none(),
        remedies=gr.Remedies(
            reconsideration=block, litigation_direct=block, litigation_after_reconsideration=block
        ),
    )


class TestComparison:
    def test_changes(self, nangong: gr.AnnualReport) -> None:
        after = of_year(
            nangong,
            2024,
            requests__received__total="30",
            requests__carried_in__total="4",
            remedies__reconsideration__total="/",
        )
        found = gr.compare(nangong, after)
        by_path = {change.path: change for change in found.changes}
        assert set(by_path) == {
            "requests.received.total", "requests.carried_in.total", "remedies.reconsideration.total"
        }  # fmt: skip
        received = by_path["requests.received.total"]
        assert (received.difference, received.growth) == (5, Fraction(5, 25))
        assert (
            by_path["requests.carried_in.total"].difference,
            by_path["requests.carried_in.total"].growth,
        ) == (4, None)
        assert by_path["remedies.reconsideration.total"].difference is None

    def test_the_same_has_no_changes(self, nangong: gr.AnnualReport) -> None:
        found = gr.compare(nangong, nangong)
        assert found.changes == ()
        assert {part.share for part in found.prose if part.sentences} == {Fraction(1)}

    def test_money_without_a_common_unit_has_no_difference(self) -> None:
        path = "disclosure.procurement.amount"
        one, two = (
            gr.RawReport(cells=(gr.Cell(path, gr.CellKind.NUMBER, 88, text),)) for text in ("88", "88万元")
        )
        (change,) = gr.compare(one, two).changes
        assert change.difference is None

    @given(given_a.raw_reports(), given_a.raw_reports())
    def test_each_cell_of_either_once(self, one: gr.RawReport, two: gr.RawReport) -> None:
        found = gr.compare(one, two)
        paths = [cell.path for cell in found.cells]
        assert sorted(paths) == sorted({*one.paths, *two.paths})
        assert [(cell.before, cell.after) for cell in found.cells] == [
            (one.get(path), two.get(path)) for path in paths
        ]
