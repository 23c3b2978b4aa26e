"""Files written wholly or not at all, and workbooks as the official form has them."""

from __future__ import annotations

import os
import threading
import zipfile
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import attrs
import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font

import govinfo_report as gr
from govinfo_report.writers import atomic
from tests.workbooks import one_sheet, saved, values, zeros

TABLE_SHEETS = {
    "disclosure": "二、主动公开政府信息情况",
    "requests": "三、收到和处理政府信息公开申请情况",
    "remedies": "四、政府信息公开行政复议、行政诉讼情况",
}


@pytest.fixture
def written(nangong: gr.AnnualReport, tmp_path: Path) -> Any:
    return load_workbook(gr.write(nangong, tmp_path / "a.xlsx"))


class TestAtomic:
    def test_an_existing_file_is_left_alone(self, nangong: gr.AnnualReport, tmp_path: Path) -> None:
        path = tmp_path / "a.json"
        path.write_text("mine")
        with pytest.raises(gr.WriteError, match="已存在"):
            gr.write(nangong, path)
        assert path.read_text() == "mine"
        gr.write(nangong, path, overwrite=True)
        assert gr.read(path).to_report() == nangong
        assert os.listdir(tmp_path) == ["a.json"]

    def test_a_folder_that_is_not_there(self, nangong: gr.AnnualReport, tmp_path: Path) -> None:
        with pytest.raises(gr.WriteError, match="文件夹不存在"):
            gr.write(nangong, tmp_path / "no" / "a.json")

    def test_a_folder_in_the_place_of_the_file(self, nangong: gr.AnnualReport, tmp_path: Path) -> None:
        (tmp_path / "a.json").mkdir()
        with pytest.raises(gr.WriteError, match="文件夹"):
            gr.write(nangong, tmp_path / "a.json", overwrite=True)

    def test_a_full_disk_leaves_the_old_file_and_nothing_else(
        self, nangong: gr.AnnualReport, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = tmp_path / "a.json"
        path.write_text("mine")

        def full(_: int) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(os, "fsync", full)
        with pytest.raises(gr.WriteError, match="No space left"):
            gr.write(nangong, path, overwrite=True)
        assert path.read_text() == "mine"
        assert os.listdir(tmp_path) == ["a.json"]

    def test_of_writers_at_once_one_wins(self, tmp_path: Path) -> None:
        path, errors = tmp_path / "a", []

        def write(data: bytes) -> None:
            try:
                atomic.write_bytes(path, data, overwrite=False)
            except gr.WriteError as error:
                errors.append(error)

        threads = [threading.Thread(target=write, args=(bytes([number]) * 1000,)) for number in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(errors) == 7
        assert len(set(path.read_bytes())) == 1

    def test_permissions_of_a_replaced_file_are_kept(self, nangong: gr.AnnualReport, tmp_path: Path) -> None:
        path = tmp_path / "a.json"
        path.write_text("")
        path.chmod(0o640)
        gr.write(nangong, path, overwrite=True)
        assert path.stat().st_mode & 0o777 == 0o640

    def test_a_link_is_followed(self, nangong: gr.AnnualReport, tmp_path: Path) -> None:
        (tmp_path / "real.json").write_text("")
        (tmp_path / "link.json").symlink_to("real.json")
        gr.write(nangong, tmp_path / "link.json", overwrite=True)
        assert (tmp_path / "link.json").is_symlink()
        assert gr.read(tmp_path / "real.json").to_report() == nangong

    def test_a_new_file_has_the_permissions_of_any_new_file(
        self, nangong: gr.AnnualReport, tmp_path: Path
    ) -> None:
        gr.write(nangong, tmp_path / "a.json")
        (tmp_path / "b").touch()
        assert (tmp_path / "a.json").stat().st_mode == (tmp_path / "b").stat().st_mode

    def test_an_unknown_format(self, nangong: gr.AnnualReport, tmp_path: Path) -> None:
        with pytest.raises(gr.WriteError, match="xlsx"):
            gr.write(nangong, tmp_path / "a.doc")
        assert os.listdir(tmp_path) == []


class TestOfficialTables:
    def test_sheets(self, written: Any) -> None:
        assert written.sheetnames == [
            "封面",
            "一、总体情况",
            *TABLE_SHEETS.values(),
            "五、存在的主要问题及改进情况",
            "六、其他需要报告的事项",
            "校验",
        ]

    @pytest.mark.parametrize(("table", "sheet"), TABLE_SHEETS.items())
    def test_merged_cells_and_labels_are_exactly_the_forms(
        self, written: Any, table: str, sheet: str
    ) -> None:
        layout = gr.form_with().layouts[table]
        top = 3
        merged = {str(area) for area in written[sheet].merged_cells.ranges}
        expected = set()
        for cell in layout.cells:
            at = written[sheet].cell(top + cell.row, 1 + cell.column)
            if cell.path is None:
                assert at.value == cell.text
            if cell.rowspan > 1 or cell.colspan > 1:
                last = written[sheet].cell(at.row + cell.rowspan - 1, at.column + cell.colspan - 1)
                expected.add(f"{at.coordinate}:{last.coordinate}")
        assert merged == expected

    def test_totals_are_formulas_and_parts_are_figures(self, written: Any) -> None:
        sheet = written[TABLE_SHEETS["requests"]]
        assert sheet["J6"].value == '=IF(COUNT(D6:I6)=0,"",SUM(D6:I6))'
        assert sheet["D29"].value == '=IF(COUNT(D8:D28)=0,"",SUM(D8:D28))'
        assert sheet["D6"].value == 25
        assert written[TABLE_SHEETS["remedies"]]["E6"].value == '=IF(COUNT(A6:D6)=0,"",SUM(A6:D6))'

    def test_labels_and_totals_are_locked_and_inputs_are_not(self, written: Any) -> None:
        for table, name in TABLE_SHEETS.items():
            sheet = written[name]
            assert sheet.protection.sheet
            assert sheet.protection.password is None
            for cell in gr.form_with().layouts[table].cells:
                at = sheet.cell(3 + cell.row, 1 + cell.column)
                takes_input = cell.path is not None and not gr.form_with().by_path[cell.path].computed
                assert at.protection.locked is not takes_input, at.coordinate

    def test_inputs_take_whole_numbers_and_the_fee_decimals(self, written: Any) -> None:
        for table, name in TABLE_SHEETS.items():
            rules = written[name].data_validations.dataValidation
            for cell in gr.form_with().layouts[table].cells:
                at = written[name].cell(3 + cell.row, 1 + cell.column).coordinate
                over = [rule for rule in rules if at in rule.sqref]
                if cell.path is None or gr.form_with().by_path[cell.path].computed:
                    assert not over
                    continue
                (rule,) = over
                kind = "decimal" if cell.path == "disclosure.fees.amount" else "whole"
                assert (rule.type, rule.operator, rule.formula1) == (kind, "greaterThanOrEqual", "0")
                assert "0" in rule.error

    def test_text_that_starts_with_equals_stays_text(self, nangong: gr.AnnualReport, tmp_path: Path) -> None:
        report = attrs.evolve(
            nangong, agency="=1+1", overview='=HYPERLINK("http://x")\n+2\n-3\n@x', preamble="=A1"
        )
        path = gr.write(report, tmp_path / "a.xlsx")
        for sheet in load_workbook(path).worksheets[:2]:
            for row in sheet.iter_rows():
                assert all(cell.data_type != "f" for cell in row)
        assert gr.read(path).to_report() == report

    @pytest.mark.parametrize("text", ["a\x00b", "a\x1fb", "\ufffe", "x" * 40_000])
    def test_what_a_workbook_cannot_hold_is_refused(
        self, nangong: gr.AnnualReport, tmp_path: Path, text: str
    ) -> None:
        with pytest.raises(gr.WriteError, match="overview"):
            gr.write(attrs.evolve(nangong, overview=text.strip("\x1f") + "."), tmp_path / "a.xlsx")
        assert os.listdir(tmp_path) == []

    def test_a_hundred_thousand_characters_in_paragraphs(
        self, nangong: gr.AnnualReport, tmp_path: Path
    ) -> None:
        report = attrs.evolve(nangong, overview="\n".join(["很长的文字。" * 100] * 170))
        assert gr.read(gr.write(report, tmp_path / "a.xlsx")).to_report() == report


def _changes(data: bytes) -> Iterator[tuple[gr.Cell, gr.CheckResult]]:
    """Every figure of a relation changed in the workbook, one at a time, and what a check then says."""
    raw = gr.read(data)
    related = {path for identity in raw.form.identities for path in identity.paths}
    workbook = load_workbook(BytesIO(data))
    for cell in raw:
        if cell.path in related:
            at = workbook[cell.source.sheet or ""][cell.source.cell or ""]
            before = at.value
            at.value = (cell.value or 0) + 1
            yield cell, gr.check(gr.read(saved(workbook)))
            at.value = before


class TestChangedFigures:
    def test_any_one_of_plain_figures_is_caught_and_named(
        self, nangong: gr.AnnualReport, tmp_path: Path
    ) -> None:
        data = gr.write(gr.RawReport.of(nangong), tmp_path / "a.xlsx").read_bytes()
        changed = 0
        for cell, result in _changes(data):
            changed += 1
            assert not result.ok, cell.path
            assert cell.path in {path for each in result.errors for path in _cells(each)}
            assert all(each.source is not None and each.source.cell for each in result.errors)
        assert changed == 190

    def test_any_one_beside_live_totals_is_caught(self, nangong: gr.AnnualReport, tmp_path: Path) -> None:
        """A part moves the totals above it, which are formulas; the break shows in its column's balance.

        In table 4 nothing is above a total: a part changed there makes another table that holds.
        """
        data = gr.write(nangong, tmp_path / "a.xlsx").read_bytes()
        for cell, result in _changes(data):
            if cell.path.startswith("remedies.") and not cell.path.endswith(".total"):
                assert result.ok
                continue
            column = cell.path.rpartition(".")[2]
            named = {path for each in result.errors for path in _cells(each)}
            assert cell.path in named or column in {path.rpartition(".")[2] for path in named}, cell.path


def _cells(finding: gr.Finding) -> list[str]:
    return [finding.path or "", *(part.path for part in finding.contributors)]


class TestPrinted:
    def test_marks_and_blanks_stay(self, tmp_path: Path) -> None:
        from tests.conftest import EXAMPLES

        raw = gr.read(EXAMPLES / "nangong-2023.txt")
        again = gr.read(gr.write(raw, tmp_path / "a.xlsx"))
        assert again["remedies.reconsideration.upheld"].kind == "blank"
        assert again["remedies.litigation_direct.upheld"].value == 0

    def test_a_missing_row_stays_missing(self, nangong: gr.AnnualReport, tmp_path: Path) -> None:
        raw = gr.RawReport.of(nangong)
        gone = "requests.outcomes.not_processed.repeated."
        raw = attrs.evolve(raw, cells=tuple(cell for cell in raw if not cell.path.startswith(gone)))
        for name in ("a.xlsx", "a.txt"):
            assert gr.read(gr.write(raw, tmp_path / name)).paths == raw.paths

    def test_a_row_that_is_there_in_part_is_refused(self, nangong: gr.AnnualReport, tmp_path: Path) -> None:
        raw = gr.RawReport.of(nangong)
        raw = attrs.evolve(raw, cells=tuple(cell for cell in raw if cell.path != "requests.received.total"))
        with pytest.raises(gr.WriteError, match="JSON"):
            gr.write(raw, tmp_path / "a.xlsx")
        assert gr.read(gr.write(raw, tmp_path / "a.json")) == raw


class TestTemplate:
    def test_is_the_blank_form(self, tmp_path: Path) -> None:
        raw = gr.read(gr.write_template(tmp_path / "t.xlsx", agency="甲市审计局", year=2025))
        assert (raw.agency, raw.year, len(raw)) == ("甲市审计局", 2025, 200)
        assert all(cell.kind == "blank" for cell in raw)
        result = gr.check(raw)
        assert [finding.code for finding in result.errors] == ["F206"]

    def test_without_agency_and_year(self, tmp_path: Path) -> None:
        path = gr.write_template(tmp_path / "t.xlsx")
        with pytest.raises(gr.ReadError, match="空白的官方格式"):
            gr.read(path)

    def test_filled_in_by_hand_it_is_read_and_its_totals_with_it(self, tmp_path: Path) -> None:
        path = gr.write_template(tmp_path / "t.xlsx", agency="甲局", year=2025)
        places = {cell.path: cell.source for cell in gr.read(path)}
        workbook = load_workbook(path)
        for cell in gr.form_with().cells:
            if not cell.computed:
                source = places[cell.path]
                workbook[source.sheet or ""][source.cell or ""] = 0
        at = places["requests.received.business"]
        workbook[at.sheet or ""][at.cell or ""] = 4
        raw = gr.read(saved(workbook))
        assert raw["requests.received.total"].value == 4
        assert {finding.rule.relation for finding in gr.check(raw).errors} == {"A1"}


class TestFill:
    def own(self) -> tuple[Workbook, dict[str, str]]:
        """A province's own workbook: tables on one sheet, its own look, totals by formula, another sheet."""
        workbook, addresses = one_sheet({}, row=4, column=2)
        sheet = workbook.worksheets[0]
        sheet["A1"] = "某省政府信息公开统计表"
        sheet["A1"].font = Font(name="隶书", size=20, color="FF0000")
        sheet["N1"] = "=NOW()"
        sheet[addresses["requests.received.total"]] = "=SUM(E23:J23)"
        sheet[addresses["disclosure.licensing.decisions"]].comment = Comment("由审批科填", "审核人")
        sheet.column_dimensions["B"].width = 33
        other = workbook.create_sheet("填报说明")
        other["C3"] = "请勿修改"
        other["C4"] = "=1+2"
        return workbook, addresses

    def test_figures_go_in_and_everything_else_stays(self, nangong: gr.AnnualReport, tmp_path: Path) -> None:
        workbook, addresses = self.own()
        template = tmp_path / "省.xlsx"
        template.write_bytes(saved(workbook))
        before = template.read_bytes()
        told = gr.fill(template, nangong, tmp_path / "out.xlsx")
        assert template.read_bytes() == before
        filled = load_workbook(tmp_path / "out.xlsx")
        sheet = filled["Sheet"]
        assert told[0].zh == f"Sheet：保留公式 1 格（{addresses['requests.received.total']}）"
        assert len(told) > 1
        assert all("未写入" in remark.zh or "没有填写的位置" in remark.zh for remark in told[1:])
        assert sheet[addresses["requests.received.total"]].value == "=SUM(E23:J23)"
        for path, address in addresses.items():
            if path != "requests.received.total":
                assert sheet[address].value == gr.RawReport.of(nangong)[path].value
        assert (sheet["A1"].value, sheet["A1"].font.name, sheet["A1"].font.size) == (
            "某省政府信息公开统计表",
            "隶书",
            20,
        )
        assert sheet["N1"].value == "=NOW()"
        comment = sheet[addresses["disclosure.licensing.decisions"]].comment
        assert comment is not None
        assert comment.text == "由审批科填"
        assert sheet.column_dimensions["B"].width == 33
        assert sheet.merged_cells.ranges == workbook.worksheets[0].merged_cells.ranges
        assert [cell.value for cell in filled["填报说明"]["C"]][2:] == ["请勿修改", "=1+2"]

    def test_a_formula_where_a_figure_belongs_is_not_written_over(
        self, nangong: gr.AnnualReport, tmp_path: Path
    ) -> None:
        workbook, addresses = self.own()
        address = addresses["requests.received.business"]
        workbook.worksheets[0][address] = "=1+1"
        template = tmp_path / "t.xlsx"
        template.write_bytes(saved(workbook))
        with pytest.raises(gr.WriteError, match=f"Sheet!{address} 是公式"):
            gr.fill(template, nangong, tmp_path / "out.xlsx")
        assert os.listdir(tmp_path) == ["t.xlsx"]

    def test_a_workbook_without_the_tables(self, nangong: gr.AnnualReport, tmp_path: Path) -> None:
        template = tmp_path / "t.xlsx"
        template.write_bytes(saved(Workbook()))
        with pytest.raises(gr.ReadError, match="没有找到"):
            gr.fill(template, nangong, tmp_path / "out.xlsx")

    def test_a_workbook_with_another_form(self, nangong: gr.AnnualReport, tmp_path: Path) -> None:
        template = tmp_path / "t.xlsx"
        template.write_bytes(saved(one_sheet({}, variant="undivided")[0]))
        with pytest.raises(gr.WriteError, match="没有这些格"):
            gr.fill(template, nangong, tmp_path / "out.xlsx")

    def test_our_own_template(self, nangong: gr.AnnualReport, tmp_path: Path) -> None:
        template = gr.write_template(tmp_path / "t.xlsx", agency=nangong.agency, year=2023)
        gr.fill(template, nangong, tmp_path / "out.xlsx")
        raw = gr.read(tmp_path / "out.xlsx")
        assert values(raw) == values(gr.RawReport.of(nangong))
        assert raw.to_report() == nangong  # prose and cover included

    def test_a_second_time_nothing_that_somebody_wrote_is_lost(
        self, nangong: gr.AnnualReport, tmp_path: Path
    ) -> None:
        """Figures are replaced and told; prose that stands there stays, and is told; paragraphs never mix."""
        template = gr.write_template(tmp_path / "t.xlsx", agency="乙局", year=2023)
        told = gr.fill(template, nangong, tmp_path / "one.xlsx")
        assert f"封面!B3：原为“乙局”，已改为“{nangong.agency}”" in [each.zh for each in told]
        again = gr.fill(tmp_path / "one.xlsx", nangong, tmp_path / "two.xlsx")
        assert all("保留公式" in remark.zh for remark in again)
        assert gr.load(tmp_path / "two.xlsx") == nangong
        assert isinstance(nangong.disclosure, gr.Disclosure)
        licensing = attrs.evolve(nangong.disclosure, licensing=gr.AdministrativeDecisions(decisions=3))
        other = attrs.evolve(nangong, disclosure=licensing, overview="只有一段。", preamble="")
        told = gr.fill(tmp_path / "one.xlsx", other, tmp_path / "three.xlsx")
        left = [remark.zh for remark in told if "保留公式" not in remark.zh]
        assert left == [
            "二、主动公开政府信息情况!B9：原有的数已换成报告的",
            "一、总体情况：已有文字，未改动",
            "前言：已有文字，未改动",
        ]
        made = gr.read(tmp_path / "three.xlsx")
        assert made["disclosure.licensing.decisions"].value == 3
        assert (made.overview, made.preamble) == (nangong.overview, nangong.preamble)

    def test_rows_are_as_high_as_their_prose(self, nangong: gr.AnnualReport, tmp_path: Path) -> None:
        report = attrs.evolve(
            nangong, overview="短。\n" + "长。" * 200 + "\n" + "很长。" * 500, preamble="前。" * 60
        )
        template = gr.write_template(tmp_path / "t.xlsx")
        gr.fill(template, report, tmp_path / "out.xlsx")
        sheet = load_workbook(tmp_path / "out.xlsx")["一、总体情况"]
        heights = [sheet.row_dimensions[row].height for row in (3, 4, 5)]
        assert heights == [17, 187, pytest.approx(390, abs=19)]
        assert sheet["A4"].font.size == 12
        assert 8 <= sheet["A5"].font.size < 12
        cover = load_workbook(tmp_path / "out.xlsx")["封面"]
        assert cover["B14"].value == report.preamble
        assert cover.row_dimensions[14].height >= 17 * 4

    def test_a_formula_of_the_cover_is_kept_where_it_says_the_same(
        self, nangong: gr.AnnualReport, tmp_path: Path
    ) -> None:
        template = gr.write_template(tmp_path / "t.xlsx")
        gr.fill(template, nangong, tmp_path / "out.xlsx")
        assert load_workbook(tmp_path / "out.xlsx")["封面"]["B5"].value.startswith("=IF(B4")
        half = gr.Period(start=date(2023, 3, 1), end=date(2023, 12, 31))
        told = gr.fill(template, attrs.evolve(nangong, period=half), tmp_path / "half.xlsx")
        assert "封面!B5：公式已换成“2023年3月1日至2023年12月31日”" in [each.zh for each in told]
        assert gr.read(tmp_path / "half.xlsx").period == half

    def test_words_that_would_be_read_as_others_are_refused(
        self, nangong: gr.AnnualReport, tmp_path: Path, shared: Path
    ) -> None:
        template = gr.write_template(tmp_path / "t.xlsx")
        report = attrs.evolve(nangong, overview="甲。\n六、其他需要报告的事项\n乙。")
        with pytest.raises(gr.WriteError, match="一、总体情况：“六、其他需要报告的事项”单独成行"):
            gr.fill(shared / "real" / "form-2021.docx", report, tmp_path / "out.docx")
        gr.fill(template, report, tmp_path / "out.xlsx")  # a sheet of its own keeps it
        assert gr.read(tmp_path / "out.xlsx").overview == report.overview
        assert not (tmp_path / "out.docx").exists()

    def test_an_old_figure_is_replaced(self, nangong: gr.AnnualReport, tmp_path: Path) -> None:
        template = tmp_path / "t.xlsx"
        template.write_bytes(saved(one_sheet(zeros(requests__received__other=7))[0]))
        gr.fill(template, nangong, template, overwrite=True)
        assert values(gr.read(template)) == values(gr.RawReport.of(nangong))

    def test_a_workbook_that_openpyxl_cannot_open(self, nangong: gr.AnnualReport, tmp_path: Path) -> None:
        """The stream reader passes over the properties; openpyxl does not."""
        data = saved(one_sheet({})[0])
        out = BytesIO()
        with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
            for name in source.namelist():
                target.writestr(name, b"<broken" if name == "docProps/core.xml" else source.read(name))
        template = tmp_path / "t.xlsx"
        template.write_bytes(out.getvalue())
        with pytest.raises(gr.WriteError, match="openpyxl"):
            gr.fill(template, nangong, tmp_path / "out.xlsx")
        assert os.listdir(tmp_path) == ["t.xlsx"]

    def test_what_would_be_lost_is_named_first(self, nangong: gr.AnnualReport, tmp_path: Path) -> None:
        from tests.readers.test_xlsx import patched

        template = tmp_path / "t.xlsx"
        data = patched(
            saved(one_sheet({})[0]), lambda xml: xml.replace("</worksheet>", "<extLst></extLst></worksheet>")
        )
        template.write_bytes(data)
        with pytest.raises(gr.WriteError, match=r"会丢失.*扩展内容"):
            gr.fill(template, nangong, tmp_path / "out.xlsx")
        *_, told = gr.fill(template, nangong, tmp_path / "out.xlsx", accept_loss=True)
        assert "扩展内容" in told.zh
