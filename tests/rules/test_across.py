"""Rules across years and members: what is looked at, what is said, and what is left alone."""

from __future__ import annotations

from decimal import Decimal

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import govinfo_report as gr
from govinfo_report import testing as given_a

COLUMNS = [column.name for column in attrs.fields(gr.Applicants)]


def with_texts(raw: gr.RawReport, texts: dict[str, str]) -> gr.RawReport:
    cells = tuple(
        gr.Cell(
            cell.path,
            gr.CellKind.NUMBER if texts[cell.path] else gr.CellKind.BLANK,
            int(texts[cell.path]) if texts[cell.path] else None,
            texts[cell.path],
        )
        if cell.path in texts
        else cell
        for cell in raw
    )
    return attrs.evolve(raw, cells=cells)


@pytest.fixture
def last(nangong: gr.AnnualReport) -> gr.RawReport:
    """南宫 2023; 3 carried over (as if), 19 documents in force."""
    return with_texts(gr.RawReport.of(nangong), {"requests.carried_over.natural_person": "3"})


@pytest.fixture
def this(last: gr.RawReport) -> gr.RawReport:
    """The year after, which takes up what was left."""
    raw = attrs.evolve(last, year=2024, period=None, overview="")
    return with_texts(
        raw,
        {
            "requests.carried_in.natural_person": "3",
            "disclosure.normative_documents.issued": "2",
            "disclosure.normative_documents.repealed": "1",
            "disclosure.normative_documents.in_force": "20",
        },
    )


def codes(result: gr.CheckResult) -> list[str]:
    return [finding.code for finding in result.findings if finding.code[0] in "YM"]


class TestYears:
    def test_a_year_that_follows(self, this: gr.RawReport, last: gr.RawReport) -> None:
        result = gr.check(this, previous=last)
        assert codes(result) == []
        assert result.outcomes["Y501"] == result.outcomes["Y502"] == "passed"

    def test_without_last_year_nothing_is_said(self, this: gr.RawReport) -> None:
        assert gr.check(this).outcomes["Y501"] == "not applicable"
        assert gr.check(this).outcomes["Y502"] == "not applicable"

    @pytest.mark.parametrize("column", COLUMNS)
    def test_each_column_of_what_was_carried_over(
        self, this: gr.RawReport, last: gr.RawReport, column: str
    ) -> None:
        path = f"requests.carried_in.{column}"
        result = gr.check(with_texts(this, {path: "8"}), previous=last)
        (finding,) = [finding for finding in result.findings if finding.code == "Y501"]
        before = 3 if column == "natural_person" else 0
        assert (finding.path, finding.stated, finding.expected) == (path, 8, before)
        assert "合并" in finding.message()
        assert finding.severity == "warning"

    def test_in_force_is_a_hint_only(self, this: gr.RawReport, last: gr.RawReport) -> None:
        result = gr.check(with_texts(this, {"disclosure.normative_documents.in_force": "32"}), previous=last)
        (finding,) = [finding for finding in result.findings if finding.code == "Y502"]
        assert (finding.stated, finding.expected, finding.severity) == (32, 20, "info")
        assert "19" in finding.message()

    def test_a_blank_of_either_year_decides_nothing(self, this: gr.RawReport, last: gr.RawReport) -> None:
        path = "requests.carried_in.natural_person"
        assert codes(gr.check(with_texts(this, {path: ""}), previous=last)) == []
        over = with_texts(last, {"requests.carried_over.natural_person": ""})
        assert codes(gr.check(this, previous=over)) == []

    def test_never_across_the_editions_measures(self, this: gr.RawReport) -> None:
        form = gr.form_with(edition="2019")
        cells = tuple(gr.Cell(cell.path, gr.CellKind.NUMBER, 7, "7") for cell in form.cells)
        old = gr.RawReport(agency=this.agency, year=2023, cells=cells)
        result = gr.check(this, previous=old)
        assert result.outcomes["Y502"] == "not applicable"
        assert result.outcomes["Y501"] == "failed"  # 结转 is the same measure in both

    @pytest.mark.parametrize(("change", "items", "expected"), [("3", "89", None), ("-3", "86", 83)])
    def test_items_of_the_2019_edition(self, change: str, items: str, expected: int | None) -> None:
        row = "disclosure.licensing"
        last = self._former(2019, {f"{row}.previous_items": "86", f"{row}.change": change})
        result = gr.check(self._former(2020, {f"{row}.previous_items": items}), previous=last)
        found = [(each.path, each.expected, each.severity) for each in result.findings if each.code == "Y504"]
        assert found == ([(f"{row}.previous_items", expected, "info")] if expected else [])
        assert result.outcomes["Y504"] == ("failed" if expected else "passed")
        if expected:
            assert "86 加增减 -3" in next(each for each in result.findings if each.code == "Y504").message()

    def test_items_are_not_compared_with_blanks_or_with_the_2021_edition(self, this: gr.RawReport) -> None:
        items = [cell.path for cell in gr.form_with(edition="2019").cells if "items" in cell.path]
        last = self._former(2019, dict.fromkeys(items, ""))
        assert gr.check(self._former(2020, {}), previous=last).outcomes["Y504"] == "not applicable"
        result = gr.check(attrs.evolve(this, year=2021), previous=self._former(2020, {}))
        assert result.outcomes["Y504"] == "not applicable"

    def _former(self, year: int, texts: dict[str, str]) -> gr.RawReport:
        form = gr.form_with(edition="2019")
        cells = tuple(gr.Cell(cell.path, gr.CellKind.NUMBER, 0, "0") for cell in form.cells)
        return with_texts(gr.RawReport(agency="甲局", year=year, cells=cells), texts)

    def test_totals_where_nothing_else_is_printed(self, this: gr.RawReport, last: gr.RawReport) -> None:
        blanks = {f"requests.carried_in.{column}": "" for column in COLUMNS}
        alone = with_texts(this, blanks | {"requests.carried_in.total": "3"})
        total = {"requests.carried_over.total": "3"}
        assert gr.check(alone, previous=with_texts(last, total)).outcomes["Y501"] == "passed"
        result = gr.check(alone, previous=with_texts(last, {"requests.carried_over.total": "4"}))
        (finding,) = [each for each in result.findings if each.code == "Y501"]
        assert (finding.path, finding.expected) == ("requests.carried_in.total", 4)

    def test_another_year_is_refused(self, this: gr.RawReport, last: gr.RawReport) -> None:
        with pytest.raises(gr.ConsolidationError, match="year before"):
            gr.check(last, previous=this)


class TestMembers:
    @given(reports=st.lists(given_a.reports(), min_size=1, max_size=4), data=st.data())
    def test_a_sum_passes_and_any_other_figure_fails(
        self, reports: list[gr.AnnualReport], data: st.DataObject
    ) -> None:
        raws = [attrs.evolve(gr.RawReport.of(each), year=2024, period=None) for each in reports]
        raws = [raw for raw in raws if raw.paths == raws[0].paths]
        plain = [cell for cell in raws[0].form.cells if cell.kind == "count"]
        sums = {cell.path: str(sum(int(raw[cell.path].value or 0) for raw in raws)) for cell in plain}
        whole = with_texts(raws[0], sums)
        amounts = {cell.path for cell in raws[0].form.cells} - set(sums)
        found = gr.check(whole, members=raws, select=["M601"]).findings
        assert all(finding.path in amounts for finding in found)
        path = data.draw(st.sampled_from([cell.path for cell in plain if not cell.computed]))
        wrong = with_texts(whole, {path: str(int(sums[path]) + 1)})
        found = gr.check(wrong, members=raws, select=["M601"]).findings
        assert [f.difference for f in found if f.path == path] == [1]

    @pytest.mark.parametrize(("printed", "found"), [("0.09", 0), ("0.10", 1), ("0.092", 0), ("0", 1)])
    def test_amounts_may_be_rounded(self, last: gr.RawReport, printed: str, found: int) -> None:
        path = "disclosure.fees.amount"

        def with_amount(raw: gr.RawReport, text: str) -> gr.RawReport:
            cell = gr.Cell(path, gr.CellKind.NUMBER, Decimal(text), text)
            return attrs.evolve(raw, cells=tuple(cell if each.path == path else each for each in raw))

        whole = with_amount(last, printed)
        result = gr.check(whole, members=[with_amount(last, "0.092")], select=["M601"])
        assert len(result.findings) == found

    @pytest.mark.parametrize(
        ("agency", "members", "outcome"),
        [
            ("甲县人民政府", ["甲县教育局", "甲县乙镇人民政府"], "failed"),
            ("甲县人民政府", ["甲县人民政府办公室", "甲县教育局"], "passed"),
            ("甲县人民政府", ["甲县政府办", "甲县教育局"], "passed"),
            ("甲县人民政府", ["甲县（本级）", "甲县教育局"], "passed"),
            ("甲县人民政府", ["甲县 人民政府", "甲县教育局"], "passed"),
            ("甲县人民政府", ["甲县教育局", None], "not applicable"),
            ("甲县人民政府", [], "not applicable"),
            ("甲县教育局", ["乙学校"], "not applicable"),
        ],
    )
    def test_own_office(
        self, last: gr.RawReport, agency: str, members: list[str | None], outcome: str
    ) -> None:
        whole = attrs.evolve(last, agency=agency)
        result = gr.check(whole, members=[attrs.evolve(last, agency=name) for name in members])
        assert result.outcomes["M604"] == outcome
        said = [finding.message() for finding in result.findings if finding.code == "M604"]
        assert said == (
            [f"甲县人民政府的汇总报告有 {len(members)} 个成员，其中似无本级机关（政府办公室或“本级”）。"]
            if outcome == "failed"
            else []
        )

    def test_a_members_blank_is_not_0(self, last: gr.RawReport) -> None:
        path = "disclosure.licensing.decisions"
        member = with_texts(last, {path: ""})
        assert codes(gr.check(with_texts(last, {path: "5"}), members=[member])) == []

    def test_it_says_whose_figures_are_in_it(self, last: gr.RawReport) -> None:
        path = "disclosure.licensing.decisions"
        other = attrs.evolve(with_texts(last, {path: "17"}), agency="乙局")
        result = gr.check(with_texts(last, {path: "95"}), members=[last, other])
        finding = next(finding for finding in result.findings if finding.path == path)
        assert finding.code == "M601"
        assert [part.label for part in finding.contributors] == [(last.agency,), ("乙局",)]
        assert (finding.expected, finding.detail("count")) == (17, "2")
        assert [part.path for part in finding.contributors] == [path, path]
        assert [part.stated for part in finding.contributors] == [0, 17]
        assert [part.source for part in finding.contributors] == [last[path].source, other[path].source]

    def test_a_member_without_a_name_is_numbered(self, last: gr.RawReport) -> None:
        path = "disclosure.licensing.decisions"
        members = [last, attrs.evolve(last, agency=None)]
        result = gr.check(with_texts(last, {path: "95"}), members=members)
        finding = next(finding for finding in result.findings if finding.path == path)
        assert [part.label for part in finding.contributors] == [(last.agency,), ("成员2",)]

    @pytest.mark.parametrize(
        ("roster", "there", "missing"),
        [
            (["甲局", "乙局"], ["甲局", "乙局"], []),
            (["甲局", "乙局", "丙局"], ["乙局"], ["甲局", "丙局"]),
            (["甲 局", " 乙局 "], ["甲局", "乙　局"], []),
            (["甲局", "甲局", ""], ["乙局"], ["甲局"]),
            (["甲局"], [None], ["甲局"]),  # whose report it is is unknown
            (["甲局"], ["甲局办公室"], ["甲局"]),  # another body
        ],
    )
    def test_roster(
        self, last: gr.RawReport, roster: list[str], there: list[str | None], missing: list[str]
    ) -> None:
        members = [attrs.evolve(last, agency=name) for name in there]
        result = gr.check(last, members=members, roster=roster, select=["M602"])
        assert [finding.detail("agency") for finding in result.findings] == missing

    def test_without_a_roster_nobody_is_missing(self, last: gr.RawReport) -> None:
        assert gr.check(last, members=[last]).outcomes["M602"] == "not applicable"

    def test_a_member_twice(self, last: gr.RawReport) -> None:
        members = [attrs.evolve(last, agency=name) for name in ("甲局", "乙局", "甲 局", None, None)]
        result = gr.check(last, members=members, select=["M603"])
        assert [finding.message("zh") for finding in result.findings] == ["“甲局”的报告出现 2 次。"]
        assert not result.ok
        assert gr.check(last, members=members[1:], select=["M603"]).ok

    def test_members_of_another_year(self, last: gr.RawReport) -> None:
        other = attrs.evolve(last, year=2020, period=None)
        with pytest.raises(gr.ConsolidationError) as caught:
            gr.check(last, members=[other])
        said = caught.value.message("zh")
        assert said.startswith(f"{last.agency}: 成员的报告应为 {last.year} 年度，给的是 2020 年度。")
        assert "members=" in said
