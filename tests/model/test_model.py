"""The report that holds: what it stores, computes and refuses."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

import attrs
import pytest
from hypothesis import given

import govinfo_report as gr
from govinfo_report import testing as given_a


def row(*figures: Any) -> gr.Applicants:
    names = ("natural_person", "business", "research", "public_interest", "legal_service", "other")
    return gr.Applicants(**dict(zip(names, figures, strict=True)))


class TestApplicants:
    def test_total_is_the_sum_of_the_six_columns(self) -> None:
        assert row(3001, 53, 0, 0, 61, 4).total == 3119

    def test_rows_add_up_column_by_column(self) -> None:
        assert row(1, 2, 3, 4, 5, 6) + row(10, 20, 30, 40, 50, 60) == row(11, 22, 33, 44, 55, 66)

    def test_adds_to_nothing_but_rows(self) -> None:
        with pytest.raises(TypeError):
            row(1, 2, 3, 4, 5, 6) + 1  # type: ignore[operator]

    @pytest.mark.parametrize("bad", [-1, 1.0, 1.5, True, "1", None, Decimal(1)])
    def test_refuses_what_is_no_whole_number(self, bad: Any) -> None:
        with pytest.raises(gr.InvalidReport) as caught:
            row(1, bad, 0, 0, 0, 0)
        (finding,) = caught.value.findings
        assert (finding.code, finding.path, finding.label) == ("F401", "business", ("商业企业",))

    def test_lists_every_bad_figure_at_once(self) -> None:
        with pytest.raises(gr.InvalidReport) as caught:
            row(-1, 0, 1.5, 0, True, 0)
        assert [each.path for each in caught.value.findings] == [
            "natural_person",
            "research",
            "legal_service",
        ]

    def test_is_frozen_slotted_and_keyword_only(self) -> None:
        some = row(1, 2, 3, 4, 5, 6)
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            some.business = 3  # type: ignore[misc]
        with pytest.raises(TypeError):
            gr.Applicants(1, 2, 3, 4, 5, 6)  # type: ignore[call-arg]
        assert not hasattr(some, "__dict__")

    def test_every_figure_must_be_given(self) -> None:
        with pytest.raises(TypeError):
            gr.Applicants(natural_person=1)  # type: ignore[call-arg]

    @given(given_a.applicants(), given_a.applicants())
    def test_equal_rows_have_equal_hashes(self, one: gr.Applicants, other: gr.Applicants) -> None:
        assert (one == other) == (attrs.astuple(one) == attrs.astuple(other))
        assert hash(one) == hash(attrs.evolve(one))


class TestBalance:
    """本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和。"""

    def test_a_column_that_does_not_balance_is_refused(self, nangong: gr.AnnualReport) -> None:
        with pytest.raises(gr.InvalidReport) as caught:
            attrs.evolve(nangong.requests, received=row(26, 0, 0, 0, 0, 0))
        (finding,) = caught.value.findings
        assert finding.code == "T301"
        assert finding.label == ("三、本年度办理结果", "（七）总计", "自然人")
        assert (finding.stated, finding.expected, finding.difference) == (25, 26, -1)
        assert [(part.sign, part.stated) for part in finding.contributors] == [(1, 26), (1, 0), (-1, 0)]

    def test_all_unbalanced_columns_are_listed(self, nangong: gr.AnnualReport) -> None:
        with pytest.raises(gr.InvalidReport) as caught:
            attrs.evolve(nangong.requests, received=row(24, 0, 3, 0, 0, 1))
        assert [finding.path for finding in caught.value.findings] == [
            "outcomes.total.natural_person",
            "outcomes.total.research",
            "outcomes.total.other",
        ]

    @given(given_a.request_tables())
    def test_generated_tables_balance_in_every_column(self, table: gr.Requests) -> None:
        assert table.received + table.carried_in == table.outcomes.total + table.carried_over


class TestTotals:
    def test_groups_have_totals_that_the_form_does_not_print(self, nangong: gr.AnnualReport) -> None:
        outcomes = nangong.requests.outcomes
        assert outcomes.unavailable.total.natural_person == 15 + 4
        assert outcomes.refused.total == gr.Applicants.none()
        assert outcomes.total.total == 4 + 2 + 15 + 4

    def test_undivided_other_counts_as_the_three_rows_would(self, nangong: gr.AnnualReport) -> None:
        zero = gr.Applicants.none()
        other = gr.UndividedClosedOtherwise(undivided=zero)
        outcomes = attrs.evolve(nangong.requests.outcomes, closed_otherwise=other)
        assert outcomes.total == nangong.requests.outcomes.total
        assert (len(outcomes.rows()), len(nangong.requests.outcomes.rows())) == (19, 21)

    def test_remedies_have_a_total_for_each_block_and_none_over_both_suits(self) -> None:
        block = gr.RemedyOutcomes(upheld=72, corrected=64, other=178, pending=37)
        assert block.total == 351
        assert not hasattr(gr.Remedies.none(), "total")


class TestAmounts:
    @pytest.mark.parametrize("good", ["96171.6", "0.092", "59237.2449", "0", "1E+2"])
    def test_amounts_seen_in_reports(self, good: str) -> None:
        assert gr.Fees(amount=Decimal(good)).amount == Decimal(good)

    @pytest.mark.parametrize(
        "bad", [Decimal("-0.1"), Decimal("NaN"), Decimal("Infinity"), -1, 1.5, "1", None, True]
    )
    def test_refuses_what_is_no_finite_number_from_0_on(self, bad: Any) -> None:
        with pytest.raises(gr.InvalidReport) as caught:
            gr.Fees(amount=bad)
        assert [finding.code for finding in caught.value.findings] == ["F402"]


class TestAnnualReport:
    def test_missing_agency_and_impossible_year_come_together(self, nangong: gr.AnnualReport) -> None:
        with pytest.raises(gr.InvalidReport) as caught:
            attrs.evolve(nangong, agency=" ", year=203)
        assert [finding.code for finding in caught.value.findings] == ["F101", "F103"]

    @pytest.mark.parametrize("year", [2007, 2101, "2023", 2023.0, True, None])
    def test_impossible_years(self, nangong: gr.AnnualReport, year: Any) -> None:
        with pytest.raises(gr.InvalidReport) as caught:
            attrs.evolve(nangong, year=year)
        assert [finding.code for finding in caught.value.findings] == ["F103"]

    def test_the_period_lies_in_the_year(self, nangong: gr.AnnualReport) -> None:
        assert str(nangong.period) == "2023-01-01/2023-12-31"
        with pytest.raises(gr.InvalidReport) as caught:
            attrs.evolve(nangong, period=gr.Period.of_year(2022))
        assert [finding.code for finding in caught.value.findings] == ["F104"]

    def test_prose_is_kept_one_paragraph_a_line(self, nangong: gr.AnnualReport) -> None:
        report = attrs.evolve(nangong, overview="　　一段。\r\n\r\n  二段。\u2028三段\t末。\n")
        assert report.overview == "一段。\n二段。\n三段 末。"

    def test_tables_by_name_are_those_given_by_attribute(self, nangong: gr.AnnualReport) -> None:
        tables = nangong.tables
        assert list(tables) == ["disclosure", "requests", "remedies"]
        assert all(getattr(nangong, name) is table for name, table in tables.items())
        assert gr.AnnualReport(
            agency=nangong.agency, year=2023, tables=dict(reversed(list(tables.items())))
        ) == (
            gr.AnnualReport(
                agency=nangong.agency,
                year=2023,
                disclosure=nangong.disclosure,
                requests=nangong.requests,
                remedies=nangong.remedies,
            )
        )
        with pytest.raises(TypeError):
            tables["remedies"] = None  # type: ignore[index]

    @pytest.mark.parametrize(
        ("changed", "said"),
        [
            ({"remedies": None}, "the report lacks remedies"),
            ({"training": 1}, "no edition of the form has a table training"),
            ({"requests": gr.Remedies.none()}, "AnnualReport.requests：类型是 .*Remedies，应为 Requests"),
        ],
    )
    def test_tables_of_no_edition_are_refused(
        self, nangong: gr.AnnualReport, changed: dict[str, object], said: str
    ) -> None:
        tables = {name: table for name, table in {**nangong.tables, **changed}.items() if table is not None}
        with pytest.raises(TypeError, match=said):
            gr.AnnualReport(agency="甲局", year=2023, tables=tables)

    def test_title_and_edition(self, nangong: gr.AnnualReport) -> None:
        assert nangong.title == "南宫市人民政府办公室2023年政府信息公开工作年度报告"
        assert nangong.edition.name == "2021"

    @given(given_a.reports())
    def test_replacing_nothing_gives_an_equal_report(self, report: gr.AnnualReport) -> None:
        same = attrs.evolve(report)
        assert same == report
        assert hash(same) == hash(report)
        assert pickle.loads(pickle.dumps(report)) == report


class TestErrors:
    def test_an_invalid_report_pickles_with_its_findings(self) -> None:
        with pytest.raises(gr.InvalidReport) as caught:
            row(-1, 0, 0, 0, 0, 0)
        again = pickle.loads(pickle.dumps(caught.value))
        assert again.findings == caught.value.findings

    def test_a_read_error_pickles_with_all_its_words(self) -> None:
        error = gr.ReadError("坏了。", "Broken.", where="a.xlsx", advice_zh="修。", advice_en="Mend it.")
        again = pickle.loads(pickle.dumps(error))
        assert again.message("en") == "a.xlsx: Broken. Mend it."
        assert again.message("zh") == "a.xlsx: 坏了。修。"


class Reasons(NamedTuple):
    """What is given, and why it is refused, in both languages; nothing where it is taken."""

    given: object
    zh: str = ""
    en: str = ""


FINITE = ("不是有限的数", "it is not a finite number")
BELOW = ("小于 0", "it is below 0")
AMOUNTS = [
    Reasons(0),
    Reasons(3),
    Reasons(Decimal("0.092")),
    Reasons(-1, *BELOW),
    Reasons(Decimal("-0.5"), *BELOW),
    Reasons(True, "类型是 bool，应为 Decimal 或 int", "its type is bool, not Decimal or int"),
    Reasons(1.5, "类型是 float，应为 Decimal 或 int", "its type is float, not Decimal or int"),
    Reasons(float("nan"), "类型是 float，应为 Decimal 或 int", "its type is float, not Decimal or int"),
    Reasons("1", "类型是 str，应为 Decimal 或 int", "its type is str, not Decimal or int"),
    Reasons(None, "类型是 NoneType，应为 Decimal 或 int", "its type is NoneType, not Decimal or int"),
    Reasons(Decimal("NaN"), *FINITE),
    Reasons(Decimal("sNaN"), *FINITE),
    Reasons(Decimal("-Infinity"), *FINITE),
    Reasons(Fraction(1, 2), "类型是 fractions.Fraction，应为", "its type is fractions.Fraction, not"),
]
COUNTS = [
    Reasons(0),
    Reasons(-1, *BELOW),
    Reasons(True, "类型是 bool，应为 int", "its type is bool, not int"),
    Reasons(3.0, "类型是 float，应为 int", "its type is float, not int"),
    Reasons("3", "类型是 str，应为 int", "its type is str, not int"),
    Reasons(Decimal(3), "类型是 decimal.Decimal，应为 int", "its type is decimal.Decimal, not int"),
    Reasons(Decimal("1.5"), "带小数，应为整数", "it has decimals; a whole number is wanted"),
    Reasons(Decimal("Infinity"), *FINITE),
]


def refusal(make: Callable[[Any], object], given: object) -> tuple[str, str]:
    try:
        make(given)
    except gr.InvalidReport as error:
        [finding] = error.findings
        return finding.message("zh"), finding.message("en")
    return "", ""


class TestReasons:
    """What is said to be wrong is what is wrong (A5)."""

    @pytest.mark.parametrize(
        "make",
        [
            lambda given: gr.Fees(amount=given),
            lambda given: gr.Procurement(projects=0, amount=gr.Money(given)),
        ],
    )
    @pytest.mark.parametrize("case", AMOUNTS, ids=repr)
    def test_of_an_amount(self, make: Callable[[Any], object], case: Reasons) -> None:
        zh, en = refusal(make, case.given)
        assert bool(zh) is bool(case.zh)
        assert case.zh in zh
        assert case.en in en

    @pytest.mark.parametrize("case", COUNTS, ids=repr)
    def test_of_a_count(self, case: Reasons) -> None:
        zh, en = refusal(lambda given: gr.Documents(issued=given, repealed=0, in_force=0), case.given)
        assert bool(zh) is bool(case.zh)
        assert case.zh in zh
        assert case.en in en

    @pytest.mark.parametrize("case", [case for case in COUNTS if case.zh != BELOW[0]], ids=repr)
    def test_of_a_change(self, case: Reasons) -> None:
        zh, en = refusal(lambda given: gr.FeeItems(previous_items=0, change=given), case.given)
        assert bool(zh) is bool(case.zh)
        assert case.zh in zh
        assert case.en in en

    def test_a_whole_amount_is_the_decimal(self) -> None:
        assert gr.Fees(amount=3) == gr.Fees(amount=Decimal(3))  # type: ignore[arg-type,unused-ignore]
        assert type(gr.Fees(amount=3).amount) is Decimal
        assert gr.Money(88) == gr.Money(Decimal(88))

    def test_of_a_sum_without_its_class(self) -> None:
        zh, en = refusal(lambda given: gr.Procurement(projects=0, amount=given), Decimal(3))
        assert "类型是 decimal.Decimal，应为 Money" in zh
        assert "its type is decimal.Decimal, not Money" in en
        with pytest.raises(ValueError, match="not '美元'"):
            gr.Money(Decimal(1), "美元")  # type: ignore[arg-type]

    @pytest.mark.parametrize(
        ("changed", "zh"),
        [
            ({"year": "2023"}, "报告年度 '2023' 不可能：类型是 str，应为 int"),
            ({"year": 1999}, "报告年度 1999 不可能：应在 2008 至 2100 之间"),
            ({"period": "2023"}, "类型是 str，应为 Period"),
            ({"period": gr.Period(start=date(2023, 5, 1), end=date(2023, 1, 1))}, "止于起之前"),
            ({"period": gr.Period.of_year(2022)}, "不全在该年度内"),
            ({"agency": ""}, "没有机关名称"),
        ],
    )
    def test_of_a_report(self, nangong: gr.AnnualReport, changed: dict[str, Any], zh: str) -> None:
        said, _ = refusal(lambda given: attrs.evolve(nangong, **given), changed)
        assert zh in said

    def test_of_a_part_of_another_class(self, nangong: gr.AnnualReport) -> None:
        row = gr.Applicants.none()
        with pytest.raises(TypeError, match=r"Requests\.received：类型是 int，应为 Applicants"):
            gr.Requests(received=5, carried_in=row, outcomes=nangong.requests.outcomes, carried_over=row)  # type: ignore[arg-type]
        with pytest.raises(TypeError, match=r"AnnualReport\.disclosure：.*its type is NoneType"):
            attrs.evolve(nangong, disclosure=None)  # type: ignore[arg-type]
