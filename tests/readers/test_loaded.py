"""Workbooks that openpyxl has loaded, or made: what is still in them is read, what is lost is never guessed.

That they are read as their files are, on any workbook, stands in `test_xlsx` and `test_seen` (`both`).
"""

from __future__ import annotations

import warnings
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.chart import BarChart
from openpyxl.comments import Comment
from openpyxl.formatting import rule as rules
from openpyxl.styles import Font, GradientFill, PatternFill

import govinfo_report as gr
from govinfo_report import testing as given_a
from govinfo_report.raw import CellKind, Doubt, NoteKind
from govinfo_report.writers.writing import render
from tests.conftest import EXAMPLES
from tests.readers.test_seen import TestThings as Things
from tests.readers.test_seen import drawn_over, in_sheet, two_cells
from tests.workbooks import one_sheet, saved, strict, values, zeros

COUNT, TOTAL = "requests.received.natural_person", "requests.received.total"
FormulaRule: Any = rules.FormulaRule  # whose types are not told


def doubts(raw: gr.RawReport, path: str) -> set[str]:
    assert raw[path].kind is CellKind.UNREADABLE
    return {str(note.value) for note in raw.notes if note.kind is NoteKind.DOUBT and note.path == path}


def changed(change: Any, **figures: Any) -> tuple[Workbook, Any]:
    """A workbook that nobody has saved, with its figure of natural persons changed."""
    workbook, addresses = one_sheet(zeros(**figures))
    cell = workbook.worksheets[0][addresses[COUNT]]
    cell.value = change
    return workbook, cell


def loaded_from(data: bytes, **how: Any) -> Workbook:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # on what openpyxl does not keep
        return load_workbook(BytesIO(data), **how)


class TestAsItIs:
    @given(given_a.raw_reports())
    def test_as_its_file_would_be_read(self, raw: gr.RawReport) -> None:
        """A report as printed has figures typed as text; they can be told only where looks were loaded."""
        if not raw.cells:
            return
        data = render(raw, "xlsx")
        file, memory = gr.read(data), gr.read(loaded_from(data, rich_text=True))
        assert file.paths == memory.paths
        for cell in memory:
            assert cell == file[cell.path] or doubts(memory, cell.path) == {Doubt.DROPPED}

    @given(st.integers(0, 10**6), st.integers(0, 10**6))
    def test_one_that_nobody_has_saved(self, one: int, other: int) -> None:
        workbook, _ = changed(one, requests__received__business=other, requests__received__total="=D20+E20")
        raw = gr.read(workbook)
        assert (raw[COUNT].value, raw[TOTAL].value) == (one, one + other)
        assert raw == gr.read(saved(workbook))

    def test_a_report_that_holds(self) -> None:
        path = EXAMPLES / "nangong-2023.xlsx"
        workbook = load_workbook(path)
        assert gr.load(workbook, blanks="zero") == gr.load(path, blanks="zero")
        assert gr.check(gr.read(workbook)).outcomes == gr.check(gr.read(path)).outcomes

    def test_it_is_named_as_wished(self) -> None:
        workbook, _ = changed(1)
        assert gr.read(workbook)[COUNT].source.file is None
        source = gr.read(workbook, name="送审稿.xlsx")[COUNT].source
        assert (source.file, source.sheet, source.cell) == ("送审稿.xlsx", "Sheet", "D20")

    def test_one_of_its_worksheets(self) -> None:
        workbook, _ = changed(7)
        copy: Any = workbook.copy_worksheet(workbook.worksheets[0])
        copy.title, copy["D20"] = "汇总", 9
        with pytest.raises(gr.ReadError, match="汇总"):
            gr.read(workbook)
        assert gr.read(workbook, sheet="汇总")[COUNT].value == 9
        with pytest.raises(gr.ReadError, match="没有工作表“无”，只有：Sheet、汇总"):
            gr.read(workbook, sheet="无")

    @pytest.mark.parametrize("how", [{"keep_links": False}, {"keep_vba": True}])
    def test_what_else_is_kept_does_not_matter(self, how: dict[str, bool]) -> None:
        data = saved(changed(7)[0])
        assert gr.read(loaded_from(data, **how)) == gr.read(data)

    def test_columns_hidden_in_memory(self) -> None:
        workbook, _ = changed(7)
        workbook.worksheets[0].column_dimensions["E"].hidden = True
        said = [each.message() for each in gr.check(gr.read(workbook)).findings if each.code == "F309"]
        assert any("E列" in message for message in said)

    @pytest.mark.parametrize(
        ("look", "doubt"),
        [
            ({"font": Font(color="FFFFFF")}, Doubt.COLOUR),
            ({"fill": PatternFill("solid", fgColor="000000")}, Doubt.COLOUR),
            ({"fill": GradientFill(stop=("000000", "000000"))}, Doubt.COLOUR),
            ({"number_format": "0%"}, Doubt.FORMAT),
            ({"number_format": "yyyy-mm-dd"}, Doubt.FORMAT),
        ],
    )
    def test_what_hides_is_seen(self, look: dict[str, Any], doubt: Doubt) -> None:
        workbook, cell = changed(7)
        for name, part in look.items():
            setattr(cell, name, part)
        assert doubts(gr.read(workbook), COUNT) == {doubt}

    def test_it_is_left_as_it_is(self) -> None:
        workbook, cell = changed("=1+1")
        before = dict(workbook.worksheets[0]._cells)
        assert gr.read(workbook) == gr.read(workbook)
        assert (cell.value, workbook.worksheets[0]._cells) == ("=1+1", before)


class TestLost:
    """What openpyxl has dropped and left a trace of is refused or unreadable, with the way out."""

    @pytest.mark.parametrize(
        ("how", "said"), [({"read_only": True}, "read_only=True"), ({"data_only": True}, "data_only=True")]
    )
    def test_a_workbook_loaded_in_part(self, how: dict[str, bool], said: str) -> None:
        workbook = loaded_from(saved(changed(7)[0]), **how)
        with pytest.raises(gr.ReadError, match=said) as caught:
            gr.read(workbook, name="a.xlsx")
        assert caught.value.where == "a.xlsx"
        assert "文件本身" in str(caught.value.advice_zh)
        assert said in caught.value.en

    def test_one_made_only_to_be_written(self) -> None:
        workbook = Workbook(write_only=True)
        workbook.create_sheet("表")
        with pytest.raises(gr.ReadError, match="write_only=True"):
            gr.read(workbook)

    def test_a_strict_one(self) -> None:
        with pytest.raises(gr.ReadError, match="Strict"):
            gr.read(loaded_from(strict(saved(changed(7)[0]))))

    def test_a_damaged_theme(self) -> None:
        workbook, _ = changed(7)
        workbook.loaded_theme = b"<a:theme"
        with pytest.raises(gr.ReadError, match="主题已损坏"):
            gr.read(workbook)

    @pytest.mark.parametrize("what", [Things.BOX, Things.COVER, Things.GLASS])
    def test_shapes(self, what: str) -> None:
        data = drawn_over(saved(changed(7)[0]), two_cells(Things.PLACE, Things.PLACE, what))
        with pytest.raises(gr.ReadError, match="工作表“Sheet”里有图形"):
            gr.read(loaded_from(data))

    def test_comments_may_be_shown(self) -> None:
        workbook, cell = changed(7)
        cell.comment = Comment("请核对", "审核")
        assert gr.read(workbook)[COUNT].value == 7  # it would be saved as one that is not
        with pytest.raises(gr.ReadError, match="批注"):
            gr.read(loaded_from(saved(workbook)))

    @pytest.mark.parametrize("again", [False, True], ids=["made", "loaded"])
    def test_charts(self, again: bool) -> None:
        workbook, _ = changed(7)
        workbook.worksheets[0].add_chart(BarChart(), "D20")
        with pytest.raises(gr.ReadError, match="图表"):
            gr.read(loaded_from(saved(workbook)) if again else workbook)

    def test_on_another_worksheet(self) -> None:
        workbook, _ = changed(7)
        workbook.create_sheet("封面").add_chart(BarChart(), "A1")
        with pytest.raises(gr.ReadError, match="封面"):
            gr.read(workbook)
        assert gr.read(workbook, sheet="Sheet")[COUNT].value == 7

    @pytest.mark.parametrize("text", ["12", "１２", "12件", "零", "1,234"])
    def test_a_figure_typed_as_text(self, text: str) -> None:
        workbook, _ = changed(text)
        assert doubts(gr.read(workbook), COUNT) == {Doubt.DROPPED}
        assert gr.read(saved(workbook))[COUNT].value is not None

    @pytest.mark.parametrize("text", ["/", "—", "无"])
    def test_a_mark_is_no_figure(self, text: str) -> None:
        assert gr.read(changed(text)[0])[COUNT].kind is CellKind.MARK

    def test_a_part_struck_out_is_no_part_of_a_figure_however_it_was_loaded(self) -> None:
        struck = CellRichText(TextBlock(InlineFont(strike=True), "8"), TextBlock(InlineFont(), "12"))
        workbook, _ = changed(struck)
        for source in (workbook, loaded_from(saved(workbook)), loaded_from(saved(workbook), rich_text=True)):
            assert gr.read(source)[COUNT].kind is CellKind.UNREADABLE

    def test_results_are_not_used(self) -> None:
        """They are in the file, and not beside the formulas in memory."""
        workbook, _ = changed(7)
        workbook.calculation.fullCalcOnLoad = False
        for formula, value in (("SUM(D20:I20)", 7), ("SUMIF(D20:I20,7)", None)):
            workbook.worksheets[0]["J20"] = f"={formula}"
            data = in_sheet(
                saved(workbook), r'(<c r="J20"[^>]*>)<f>.*?</c>', rf"\1<f>{formula}</f><v>9</v></c>"
            )
            assert gr.read(data)[TOTAL].value == 9
            assert gr.read(loaded_from(data))[TOTAL].value == value

    def test_a_condition_over_several_areas_may_hold_anywhere(self) -> None:
        """Its formula is written for the first of them, and which was first is not kept."""
        for test, hidden in (("D20=5", True), ("D20=6", True), ("FALSE", True)):
            workbook, _ = changed(5)
            condition = FormulaRule([test], font=Font(color="FFFFFF"))
            workbook.worksheets[0].conditional_formatting.add("D20 D30:D31", condition)
            assert (gr.read(workbook)[COUNT].kind is CellKind.UNREADABLE) is hidden

    def test_in_a_process_of_its_own(self) -> None:
        with pytest.raises(TypeError, match="isolate="):
            gr.read(changed(7)[0], isolate=True)

    def test_a_worksheet_is_none(self) -> None:
        sheet: Any = changed(7)[0].worksheets[0]
        with pytest.raises(TypeError, match="openpyxl Workbook"):
            gr.read(sheet)


def test_figures_of_a_template_that_was_filled(tmp_path: Any) -> None:
    """The way of an office: a template, filled by a program, read before it is saved."""
    gr.write_template(tmp_path / "a.xlsx", agency="甲市审计局", year=2024)
    workbook = load_workbook(tmp_path / "a.xlsx", rich_text=True)
    raw = gr.read(workbook)
    assert values(raw) == values(gr.read(tmp_path / "a.xlsx"))
    assert (raw.agency, raw.year) == ("甲市审计局", 2024)
