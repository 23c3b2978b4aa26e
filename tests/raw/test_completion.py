"""Blanks filled in where the relations determine them, marked as derived, and left where they do not."""

from __future__ import annotations

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import govinfo_report as gr
from govinfo_report import testing as given_a
from tests.conftest import EXAMPLES


def blanked(raw: gr.RawReport, *paths: str) -> gr.RawReport:
    cells = tuple(gr.Cell(c.path, gr.CellKind.BLANK) if c.path in paths else c for c in raw)
    return attrs.evolve(raw, cells=cells)


def derived(raw: gr.RawReport) -> dict[str | None, str]:
    return {note.path: note.value for note in raw.notes if note.kind is gr.NoteKind.DERIVED}


class TestCompleted:
    @given(report=given_a.reports(), data=st.data())
    def test_any_one_blank_of_table_3_gets_its_figure_back(
        self, report: gr.AnnualReport, data: st.DataObject
    ) -> None:
        raw = gr.RawReport.of(report)
        path = data.draw(st.sampled_from([cell.path for cell in raw if cell.path.startswith("requests.")]))
        made = blanked(raw, path).completed()
        assert made[path].value == raw[path].value
        assert derived(made) == {path: str(raw[path].value)}

    @given(report=given_a.reports(), data=st.data())
    def test_what_is_filled_in_is_right_and_the_rest_stays_blank(
        self, report: gr.AnnualReport, data: st.DataObject
    ) -> None:
        raw = gr.RawReport.of(report)
        paths = data.draw(st.lists(st.sampled_from(raw.paths), max_size=40, unique=True))
        made = blanked(raw, *paths).completed()
        for path in raw.paths:
            assert made[path].value == raw[path].value or (path in paths and made[path].kind == "blank")

    @given(raw=given_a.raw_reports())
    def test_nothing_that_was_printed_changes_and_no_relation_breaks(self, raw: gr.RawReport) -> None:
        made = raw.completed()
        for cell in raw:
            assert made[cell.path] == cell or cell.kind == "blank"
        failed = {each.identity.total for each in gr.check(raw).evaluations if each.outcome == "failed"}
        after = {each.identity.total for each in gr.check(made).evaluations if each.outcome == "failed"}
        assert after == failed

    def test_the_blank_block_of_nangong_stays_blank(self) -> None:
        """Nothing says what 行政复议 was: five blanks of one relation."""
        raw = gr.read(EXAMPLES / "nangong-2023.txt")
        assert raw.completed() == raw

    def test_relations_that_want_different_figures_fill_nothing(self, nangong: gr.AnnualReport) -> None:
        path = "requests.outcomes.granted.natural_person"
        raw = gr.RawReport.of(nangong)
        cells = tuple(
            gr.Cell(c.path, gr.CellKind.NUMBER, 9, "9")
            if c.path == path.replace("natural_person", "total")
            else c
            for c in raw
        )
        made = blanked(attrs.evolve(raw, cells=cells), path).completed()
        assert made[path].kind == "blank"
        assert derived(made) == {}

    @pytest.mark.parametrize("kind", [gr.CellKind.MARK, gr.CellKind.UNREADABLE])
    def test_what_is_printed_is_no_blank(self, nangong: gr.AnnualReport, kind: gr.CellKind) -> None:
        path = "requests.outcomes.granted.natural_person"
        raw = gr.RawReport.of(nangong)
        cells = tuple(gr.Cell(c.path, kind, None, "/") if c.path == path else c for c in raw)
        assert attrs.evolve(raw, cells=cells).completed()[path].kind is kind
