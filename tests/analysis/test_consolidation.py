"""Consolidation: sums, what is refused, where the sum came from, the sheet of members."""

from __future__ import annotations

from decimal import Decimal
from operator import attrgetter
from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

import govinfo_report as gr
from govinfo_report import testing as given_a
from govinfo_report.form.forms import form_of
from tests.makers import convert, needs_office


def of_agency(report: gr.AnnualReport, agency: str, **changes: object) -> gr.AnnualReport:
    return attrs.evolve(report, agency=agency, **changes)  # type: ignore[arg-type]


def of_year(report: gr.AnnualReport, agency: str, year: int) -> gr.AnnualReport:
    return attrs.evolve(report, agency=agency, year=year, period=gr.Period.of_year(year))


def former(report: gr.AnnualReport) -> gr.Disclosure2019:
    assert isinstance(report.disclosure, gr.Disclosure2019)
    return report.disclosure


def same_kind(reports: list[gr.AnnualReport]) -> list[gr.AnnualReport]:
    """The reports that can be summed with the first, as members of one city."""
    first = reports[0]
    kept = [each for each in reports if form_of(each) is form_of(first)]
    if first.edition.name == "2019":
        money = gr.Money(Decimal("1.5"), "万元")
        kept = [
            attrs.evolve(
                each,
                disclosure=attrs.evolve(former(each), procurement=gr.Procurement(projects=1, amount=money)),
            )
            for each in kept
        ]
    return [of_year(each, f"甲市第{number}局", first.year) for number, each in enumerate(kept)]


class TestSums:
    @given(st.lists(given_a.reports(), min_size=1, max_size=4).map(same_kind))
    def test_every_cell_is_the_sum_of_the_members_cells(self, members: list[gr.AnnualReport]) -> None:
        city = gr.consolidate(members, agency="甲市")
        for cell in form_of(city).cells:
            get = attrgetter(cell.path)
            figures = [get(member) for member in members]
            if isinstance(figures[0], gr.Money):
                assert get(city) == gr.Money(Decimal("1.5") * len(members), "万元")
            else:
                assert get(city) == sum(figures)

    @given(st.lists(given_a.reports(), min_size=1, max_size=3).map(same_kind))
    def test_the_rule_of_members_holds(self, members: list[gr.AnnualReport]) -> None:
        city = gr.consolidate(members, agency="甲市")
        assert gr.check(city, members=members, select=["M601", "M603"]).ok

    def test_money_is_summed_in_wan(self, nangong: gr.AnnualReport) -> None:
        made = gr.Money(Decimal(251000), "元"), gr.Money(Decimal("17.27"), "万元"), gr.Money(Decimal(0))
        members = [old(nangong, f"甲市{number}局", money) for number, money in enumerate(made)]
        city = gr.consolidate(members, agency="甲市")
        assert isinstance(city.disclosure, gr.Disclosure2019)
        assert city.disclosure.procurement.amount == gr.Money(Decimal("42.3700"), "万元")

    def test_prose_is_what_was_given(self, nangong: gr.AnnualReport) -> None:
        city = gr.consolidate([nangong], agency="南宫市", overview="全市有序。")
        assert (city.overview, city.problems_and_improvements) == ("全市有序。", "")

    def test_printed_reports_have_to_hold(self, nangong: gr.AnnualReport) -> None:
        raw = gr.read("examples/nangong-2023-error.xlsx")
        with pytest.raises(gr.InvalidReport):
            gr.consolidate([raw, of_agency(nangong, "乙局")], agency="丙市")


def old(report: gr.AnnualReport, agency: str, money: gr.Money) -> gr.AnnualReport:
    zero, items = (
        gr.DocumentCounts(created=0, published=0, public_total=0),
        {"previous_items": 1, "change": -1},
    )
    table = gr.Disclosure2019(
        regulations=zero,
        normative_documents=zero,
        licensing=gr.ItemsAndDecisions(**items, decisions=2),
        other_services=gr.ItemsAndDecisions(**items, decisions=0),
        penalties=gr.ItemsAndDecisions(**items, decisions=0),
        coercion=gr.ItemsAndDecisions(**items, decisions=0),
        fees=gr.FeeItems(**items),
        procurement=gr.Procurement(projects=1, amount=money),
    )
    return attrs.evolve(report, agency=agency, disclosure=table)


def undivided(report: gr.AnnualReport, agency: str) -> gr.AnnualReport:
    other = report.requests.outcomes.closed_otherwise
    row = gr.UndividedClosedOtherwise(undivided=other.total)
    outcomes = attrs.evolve(report.requests.outcomes, closed_otherwise=row)
    return of_agency(report, agency, requests=attrs.evolve(report.requests, outcomes=outcomes))


class TestRefusals:
    def test_nothing_to_sum(self) -> None:
        with pytest.raises(gr.ConsolidationError, match="没有可以汇总的报告"):
            gr.consolidate([], agency="甲市")

    def test_the_same_agency_twice_names_both(self, nangong: gr.AnnualReport) -> None:
        again = of_agency(nangong, "南宫市 人民政府办公室")
        with pytest.raises(gr.ConsolidationError, match="南宫市人民政府办公室、南宫市 人民政府办公室"):
            gr.consolidate([nangong, again], agency="南宫市")

    def test_two_years(self, nangong: gr.AnnualReport) -> None:
        with pytest.raises(
            gr.ConsolidationError, match=r"年度不一（2023：南宫.*；2024：乙局|2024：乙局；2023：南宫"
        ):
            gr.consolidate([nangong, of_year(nangong, "乙局", 2024)], agency="甲市")

    def test_two_editions(self, nangong: gr.AnnualReport) -> None:
        other = old(nangong, "乙局", gr.Money(Decimal(0)))
        with pytest.raises(gr.ConsolidationError, match="格式版本不一"):
            gr.consolidate([nangong, other], agency="甲市")

    def test_divided_and_undivided_only_on_request(self, nangong: gr.AnnualReport) -> None:
        members = [nangong, undivided(nangong, "乙局")]
        with pytest.raises(gr.ConsolidationError, match="undivided=True"):
            gr.consolidate(members, agency="甲市")
        city = gr.consolidate(members, agency="甲市", undivided=True)
        other = city.requests.outcomes.closed_otherwise
        assert isinstance(other, gr.UndividedClosedOtherwise)
        assert other.undivided.total == 2 * nangong.requests.outcomes.closed_otherwise.total.total
        assert city.requests.outcomes.total.total == 2 * nangong.requests.outcomes.total.total

    def test_money_without_a_unit(self, nangong: gr.AnnualReport) -> None:
        members = [
            old(nangong, "甲局", gr.Money(Decimal(88))),
            old(nangong, "乙局", gr.Money(Decimal(1), "元")),
        ]
        with pytest.raises(gr.ConsolidationError, match="没有单位，不能相加：甲局"):
            gr.consolidate(members, agency="甲市")


class TestProvenance:
    def test_members_and_missing(self, nangong: gr.AnnualReport) -> None:
        members = [nangong, of_agency(nangong, "乙局")]
        city = gr.consolidate(members, agency="甲市", roster=["乙局", "丙局", "南宫市人民政府办公室"])
        assert city.provenance is not None
        assert [member.agency for member in city.provenance.members] == ["南宫市人民政府办公室", "乙局"]
        assert city.provenance.missing == ("丙局",)

    def test_the_sheet_of_members_names_those_who_are_missing(
        self, nangong: gr.AnnualReport, tmp_path: Path
    ) -> None:
        members = [nangong, of_agency(nangong, "乙局")]
        for number, roster in enumerate([["乙局", "丙局", "丁局"], ["乙局"]]):
            city = gr.consolidate(members, agency="甲市", roster=roster)
            read = gr.read(gr.write(city, tmp_path / f"{number}.xlsx", members=members)).provenance
            assert read is not None
            assert city.provenance is not None
            assert read.missing == city.provenance.missing

    def test_files_are_kept(self) -> None:
        raw = gr.read("examples/nangong-2023.txt").completed()
        zeros = gr.RawReport.of(raw.to_report(blanks="zero"))
        source = gr.Source(file="南宫.txt")
        named = attrs.evolve(zeros, cells=tuple(attrs.evolve(cell, source=source) for cell in zeros))
        city = gr.consolidate([named], agency="甲市")
        assert city.provenance is not None
        assert city.provenance.members[0].file == "南宫.txt"

    def test_json_keeps_it_and_equality_does_not_ask(self, nangong: gr.AnnualReport) -> None:
        city = gr.consolidate([nangong], agency="甲市", roster=["丙局"])
        again = gr.from_json(gr.to_json(city))
        assert isinstance(again, gr.AnnualReport)
        assert again.provenance == city.provenance
        assert again == city == attrs.evolve(city, provenance=None)


class TestSheetOfMembers:
    @pytest.fixture
    def members(self, nangong: gr.AnnualReport) -> list[gr.AnnualReport]:
        return [nangong, of_agency(nangong, "乙局"), of_agency(nangong, "=丙局")]

    def test_it_is_no_part_of_the_report(self, members: list[gr.AnnualReport], tmp_path: Path) -> None:
        city = gr.consolidate(members, agency="甲市")
        path = gr.write(city, tmp_path / "city.xlsx", members=members)
        assert gr.load(path) == city
        sheet = load_workbook(path)["汇总对照"]
        assert [sheet.cell(4, column).value for column in (6, 7, 8)] == [member.agency for member in members]
        assert sheet.cell(4, 8).data_type == "s"

    @needs_office
    def test_live_sums_and_differences(self, members: list[gr.AnnualReport], tmp_path: Path) -> None:
        city = gr.consolidate(members, agency="甲市")
        assert isinstance(city.disclosure, gr.Disclosure)
        wrong = attrs.evolve(
            city, disclosure=attrs.evolve(city.disclosure, licensing=gr.AdministrativeDecisions(decisions=7))
        )
        (tmp_path / "in").mkdir()
        path = gr.write(wrong, tmp_path / "in" / "city.xlsx", members=members)
        (made,) = convert([path], "xlsx", tmp_path)
        sheet = load_workbook(made, data_only=True)["汇总对照"]
        rows = {
            row: [sheet.cell(row, column).value for column in (3, 4, 5)]
            for row in range(5, sheet.max_row + 1)
        }
        assert len(rows) == 200
        for row, place in zip(rows, form_of(wrong).cells, strict=True):
            stated = attrgetter(place.path)(wrong)
            expected = sum(attrgetter(place.path)(member) for member in members)
            assert [float(str(each)) for each in rows[row]] == [
                float(expected), float(stated), float(stated - expected)
            ]  # fmt: skip

    def test_money_without_a_unit_is_shown_as_printed(self, nangong: gr.AnnualReport, tmp_path: Path) -> None:
        members = [old(nangong, "甲局", gr.Money(Decimal(88))), old(nangong, "乙局", gr.Money(Decimal(0)))]
        path = gr.write(members[1], tmp_path / "a.xlsx", members=members)
        sheet = load_workbook(path)["汇总对照"]
        (row,) = (cell.row for cell in sheet["B"] if str(cell.value).endswith("采购总金额"))
        assert [sheet.cell(row, column).value for column in (6, 7)] == ["88（单位不详）", 0]

    def test_only_in_workbooks(self, members: list[gr.AnnualReport], tmp_path: Path) -> None:
        with pytest.raises(gr.WriteError, match="汇总对照"):
            gr.write(members[0], tmp_path / "a.docx", members=members)

    def test_members_of_another_edition(self, members: list[gr.AnnualReport], tmp_path: Path) -> None:
        other = old(members[0], "乙局", gr.Money(Decimal(0)))
        with pytest.raises(gr.WriteError, match="格式版本不同"):
            gr.write(members[0], tmp_path / "a.xlsx", members=[other])


class TestSumsAmongTheMembers:
    """What is a sum of others would count them twice."""

    @pytest.fixture
    def members(self, nangong: gr.AnnualReport) -> list[gr.AnnualReport]:
        return [of_agency(nangong, f"甲市{number}局") for number in range(3)]

    @pytest.mark.parametrize("name", ["sum.json", "sum.xlsx"])
    @pytest.mark.parametrize("agency", ["甲市", "甲市人民政府"])
    def test_a_report_that_tells_so_is_refused(
        self, members: list[gr.AnnualReport], tmp_path: Path, name: str, agency: str
    ) -> None:
        city = gr.consolidate(members, agency="甲市")
        parts = members if name.endswith("xlsx") else ()
        gr.write(city, tmp_path / name, members=parts)
        for earlier in (gr.load(tmp_path / name), gr.read(tmp_path / name)):
            assert earlier.provenance is not None
            assert [each.agency for each in earlier.provenance.members] == ["甲市0局", "甲市1局", "甲市2局"]
            with pytest.raises(gr.ConsolidationError, match=r"甲市（.*）|甲市。"):
                gr.consolidate([*members, earlier], agency=agency)

    def test_the_word_of_the_caller_counts(self, members: list[gr.AnnualReport]) -> None:
        city = gr.consolidate(members, agency="甲市")
        again = gr.consolidate([*members, attrs.evolve(city, provenance=None)], agency="甲市")
        assert again.requests.received.total == 2 * city.requests.received.total

    def test_the_sum_of_a_body_below_is_a_member(self, members: list[gr.AnnualReport]) -> None:
        county = gr.consolidate(members, agency="乙县")
        assert gr.consolidate([county, of_agency(members[0], "甲市局")], agency="甲市").agency == "甲市"


def test_a_member_that_does_not_hold_is_named() -> None:
    whole = gr.AnnualReport.build(agency="甲局", year=2023, figures={}, rest=0)
    blank = gr.RawReport(agency="乙局", year=2023, cells=())
    with pytest.raises(gr.InvalidReport, match=r"^乙局：年度报告不成立") as caught:
        gr.consolidate([whole, blank], agency="市")
    assert "乙局: The report does not hold" in caught.value.message("en")
    assert caught.value.message("zh").endswith(f"……另有{len(caught.value.findings) - 20}处")


def test_a_roster_is_a_list_of_names() -> None:
    whole = gr.AnnualReport.build(agency="甲局", year=2023, figures={}, rest=0)
    for use in (
        lambda: gr.consolidate([whole], agency="市", roster="甲局"),
        lambda: gr.check(whole, roster="甲局"),
    ):
        with pytest.raises(TypeError, match="list of names"):
            use()
