"""The report as printed."""

from __future__ import annotations

import pickle
from typing import Any

import attrs
import pytest
from hypothesis import given

import govinfo_report as gr
from govinfo_report import testing as given_a
from govinfo_report.form import form_order


def printed(report: gr.AnnualReport, **changed: str | None) -> gr.RawReport:
    """The report with something else printed in some cells; ``None`` takes the cell away."""
    cells = {cell.path: cell for cell in gr.RawReport.of(report)}
    for name, text in changed.items():
        path = name.replace("__", ".")
        if text is None:
            del cells[path]
        else:
            kind = gr.CellKind.NUMBER if text.isdigit() else gr.CellKind.MARK if text else gr.CellKind.BLANK
            cells[path] = gr.Cell(path, kind, int(text) if text.isdigit() else None, text)
    return attrs.evolve(gr.RawReport.of(report), cells=tuple(cells.values()))


class TestLookup:
    def test_absent_is_not_blank(self, nangong: gr.AnnualReport) -> None:
        raw = printed(nangong, remedies__reconsideration__upheld=None, remedies__reconsideration__other="")
        with pytest.raises(KeyError):
            raw["remedies.reconsideration.upheld"]
        assert raw.get("remedies.reconsideration.upheld") is None
        assert raw["remedies.reconsideration.other"].kind == "blank"
        assert "remedies.reconsideration.upheld" not in raw
        assert len(raw) == 199

    def test_iterates_in_form_order_however_it_was_made(self, nangong: gr.AnnualReport) -> None:
        cells = gr.RawReport.of(nangong).cells
        raw = gr.RawReport(cells=tuple(reversed(cells)))
        assert [cell.path for cell in raw] == list(raw.paths) == [cell.path for cell in cells]
        assert sorted(raw.paths, key=form_order().__getitem__) == list(raw.paths)

    def test_a_path_has_one_cell(self, nangong: gr.AnnualReport) -> None:
        cell = gr.RawReport.of(nangong).cells[0]
        with pytest.raises(ValueError, match="one cell"):
            gr.RawReport(cells=(cell, cell))


class TestToReport:
    def test_a_blank_is_refused_unless_the_caller_says_zero(self, nangong: gr.AnnualReport) -> None:
        raw = printed(nangong, remedies__reconsideration__upheld="")
        with pytest.raises(gr.InvalidReport) as caught:
            raw.to_report()
        (finding,) = caught.value.findings
        assert (finding.code, finding.path) == ("F403", "remedies.reconsideration.upheld")
        assert raw.to_report(blanks="zero") == nangong

    def test_a_mark_is_not_a_blank(self, nangong: gr.AnnualReport) -> None:
        raw = printed(nangong, remedies__reconsideration__upheld="/")
        with pytest.raises(gr.InvalidReport):
            raw.to_report(blanks="zero")
        assert raw.to_report(marks="zero") == nangong

    def test_a_blank_that_stands_for_a_figure_cannot_be_zero(self, nangong: gr.AnnualReport) -> None:
        raw = printed(nangong, requests__outcomes__granted__natural_person="")
        with pytest.raises(gr.InvalidReport) as caught:
            raw.to_report(blanks="zero")
        assert {finding.code for finding in caught.value.findings} == {"T302", "T303"}

    def test_a_blank_total_follows_from_its_parts(self, nangong: gr.AnnualReport) -> None:
        blank = {f"requests__outcomes__total__{column}": "" for column in ("natural_person", "total")}
        assert printed(nangong, requests__received__total="", **blank).to_report(blanks="zero") == nangong

    def test_every_violation_is_listed(self, nangong: gr.AnnualReport) -> None:
        raw = attrs.evolve(
            printed(
                nangong,
                requests__received__total="26",
                remedies__reconsideration__upheld="",
                disclosure__licensing__decisions="/",
                requests__carried_in__other=None,
            ),
            agency=None,
            year=None,
        )
        with pytest.raises(gr.InvalidReport) as caught:
            raw.to_report()
        assert [(finding.code, finding.path) for finding in caught.value.findings] == [
            ("F101", "agency"),
            ("F103", "year"),
            ("F403", "disclosure.licensing.decisions"),
            ("F403", "requests.carried_in.other"),
            ("F403", "remedies.reconsideration.upheld"),
            ("T301", "requests.outcomes.total.total"),
            ("T303", "requests.received.total"),
        ]

    @given(given_a.reports())
    def test_printed_and_built_again_it_is_the_same(self, report: gr.AnnualReport) -> None:
        assert gr.RawReport.of(report).to_report() == report


@given(given_a.raw_reports())
def test_pickles(raw: gr.RawReport) -> None:
    again = pickle.loads(pickle.dumps(raw))
    assert again == raw
    assert again.get(raw.paths[0]) == raw.cells[0]


@given(given_a.raw_reports())
def test_what_to_report_accepts_no_relation_contradicts(raw: gr.RawReport) -> None:
    try:
        report = raw.to_report(blanks="zero", marks="zero")
    except gr.InvalidReport:
        return
    assert gr.check(report).ok
    for cell in raw:
        if cell.value is not None:
            assert gr.RawReport.of(report)[cell.path].value == cell.value


@pytest.mark.parametrize(
    ("source", "zh", "en"),
    [
        (gr.Source(sheet="Sheet1", cell="F12"), "Sheet1!F12", "Sheet1!F12"),
        (
            gr.Source(page=4, table=2, row=7, column=3),
            "第4页表2第7行第3列",
            "page 4, table 2, row 7, column 3",
        ),
        (gr.Source(line=12), "第12行", "line 12"),
    ],
)
def test_sources_print_for_people(source: gr.Source, zh: str, en: str) -> None:
    assert str(source) == source.describe("en") == en
    assert source.describe("zh") == zh


class TestWhatIsNoPath:
    """``raw[…]`` takes a path, and says so."""

    @pytest.mark.parametrize("key", [0, -1, slice(0, 3), None, 1.5, ("requests", "received")])
    def test_by_number_slice_or_anything_else(self, nangong: gr.AnnualReport, key: Any) -> None:
        raw = gr.RawReport.of(nangong)
        for look in (lambda: raw[key], lambda: raw.get(key), lambda: key in raw):
            with pytest.raises(TypeError, match=r"takes a path \(str\)") as caught:
                look()
            assert type(key).__name__ in str(caught.value)

    def test_a_number_is_told_of_cells(self, nangong: gr.AnnualReport) -> None:
        with pytest.raises(TypeError, match=r"raw\.cells\[…\]"):
            gr.RawReport.of(nangong)[0]  # type: ignore[index]

    def test_a_cell(self, nangong: gr.AnnualReport) -> None:
        raw = gr.RawReport.of(nangong)
        cell = raw.cells[3]
        with pytest.raises(TypeError, match=r"cell\.path"):
            raw[cell]  # type: ignore[index]
        assert cell in raw
        assert attrs.evolve(cell, value=9, text="9") not in raw

    def test_a_report(self, nangong: gr.AnnualReport) -> None:
        with pytest.raises(TypeError, match="AnnualReport"):
            nangong in gr.RawReport.of(nangong)  # noqa: B015
