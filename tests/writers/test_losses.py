"""Somebody's own workbook: what openpyxl keeps is kept, what it drops is named before anything is written."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table

import govinfo_report as gr
from tests.makers import convert, needs_office
from tests.workbooks import one_sheet, saved

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"


def busy() -> tuple[Workbook, dict[str, str]]:
    """A workbook with something of everything that openpyxl keeps."""
    workbook, addresses = one_sheet({})
    sheet = workbook.worksheets[0]
    licensing = addresses["disclosure.licensing.decisions"]
    sheet[licensing].comment = Comment("请按法制办口径", "省厅", width=300, height=200)
    sheet[addresses["requests.received.total"]] = "=1+1"
    sheet.conditional_formatting.add(
        licensing,
        CellIsRule(operator="lessThan", formula=["5"], fill=PatternFill(bgColor="FF0000")),  # type: ignore[no-untyped-call]
    )
    sheet.protection.sheet = True
    sheet.protection.password = "secret"
    other = workbook.create_sheet("其他表")
    other.append(["月", "件"])
    for month in range(1, 7):
        other.append([f"{month}月", month * month])
    other["D1"] = "=SUM(B2:B7)"
    other.merge_cells("J1:K3")
    other.freeze_panes = "B2"
    rule = DataValidation(type="list", formula1='"是,否"')
    rule.add("L1:L9")
    other.add_data_validation(rule)
    other.add_table(Table(displayName="T1", ref="A1:B7"))
    chart = BarChart()
    chart.add_data(Reference(other, min_col=2, min_row=1, max_row=7))
    other.add_chart(chart, "G5")
    other.oddHeader.center.text = "内部资料"
    other.row_dimensions[3].hidden = True
    workbook.create_sheet("隐藏").sheet_state = "veryHidden"
    workbook.defined_names["本表"] = DefinedName("本表", attr_text="'其他表'!$A$1")
    return workbook, addresses


def patched(data: bytes, change: Callable[[str, bytes], bytes], **more: bytes) -> bytes:
    """The workbook with its parts changed, and parts added (``__`` for ``/``, ``_0`` for the point)."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            target.writestr(name, change(name, source.read(name)))
        for name, part in more.items():
            target.writestr(name.replace("__", "/").replace("_0", "."), part)
    return out.getvalue()


class TestWhatIsKept:
    def test_everything_beside_the_figures(self, nangong: gr.AnnualReport, tmp_path: Path) -> None:
        workbook, addresses = busy()
        (tmp_path / "form.xlsx").write_bytes(saved(workbook))
        told = gr.fill(tmp_path / "form.xlsx", nangong, tmp_path / "out.xlsx")
        assert "保留公式 1 格" in told[0].zh
        assert "公式得 2，报告为 25，请核对" in told[-1].zh
        assert len(told) > 2
        assert all("未写入" in remark.zh or "没有填写的位置" in remark.zh for remark in told[1:-1])
        self.compare(tmp_path / "form.xlsx", tmp_path / "out.xlsx", addresses)

    @needs_office
    def test_of_a_workbook_from_an_office_program(self, nangong: gr.AnnualReport, tmp_path: Path) -> None:
        workbook, addresses = busy()
        (tmp_path / "a.xlsx").write_bytes(saved(workbook))
        (tmp_path / "out").mkdir()
        (form,) = convert([tmp_path / "a.xlsx"], "xlsx", tmp_path / "out")
        gr.fill(form, nangong, tmp_path / "out.xlsx")
        self.compare(form, tmp_path / "out.xlsx", addresses)

    def compare(self, form: Path, out: Path, addresses: dict[str, str]) -> None:
        before: Any = load_workbook(form)
        after: Any = load_workbook(out)
        assert before.sheetnames == after.sheetnames
        assert set(before.defined_names) == set(after.defined_names)
        inputs = set(addresses.values())
        for one, other in zip(before.worksheets, after.worksheets, strict=True):
            assert one.sheet_state == other.sheet_state
            assert one.merged_cells == other.merged_cells
            assert one.freeze_panes == other.freeze_panes
            assert one.protection.password == other.protection.password
            assert one.oddHeader.center.text == other.oddHeader.center.text
            assert list(one.tables) == list(other.tables)
            assert len(one._charts) == len(other._charts)
            assert one.data_validations.count == other.data_validations.count
            assert [str(each.sqref) for each in one.conditional_formatting] == [
                str(each.sqref) for each in other.conditional_formatting
            ]
            for row in one.iter_rows():
                for cell in row:
                    copy = other[cell.coordinate]
                    for look in ("font", "fill", "border", "number_format", "protection"):
                        assert repr(getattr(cell, look)) == repr(getattr(copy, look))
                    if one.title != before.sheetnames[0] or cell.coordinate not in inputs:
                        assert cell.value == copy.value
        drawing = next(name for name in zipfile.ZipFile(out).namelist() if name.endswith(".vml"))
        assert b"width:300px;height:200px" in zipfile.ZipFile(out).read(drawing)


class TestSeveralFormsInOneWorkbook:
    """本级 and 汇总 beside each other, or last year's figures on a sheet of their own."""

    @pytest.mark.parametrize("figure", [None, 7])
    def test_the_sheet_is_chosen(self, nangong: gr.AnnualReport, tmp_path: Path, figure: int | None) -> None:
        workbook, addresses = one_sheet({})
        workbook.worksheets[0].title = "本级"
        other: Any = workbook.copy_worksheet(workbook.worksheets[0])
        other.title = "汇总"
        other[addresses["requests.received.total"]].value = figure
        form = tmp_path / "form.xlsx"
        form.write_bytes(saved(workbook))
        with pytest.raises(gr.GovInfoReportError, match="sheet="):
            gr.fill(form, nangong, tmp_path / "out.xlsx")
        assert not (tmp_path / "out.xlsx").exists()
        gr.fill(form, nangong, tmp_path / "out.xlsx", sheet="汇总")
        made = load_workbook(tmp_path / "out.xlsx")
        at = addresses["requests.received.natural_person"]
        assert (made["本级"][at].value, made["汇总"][at].value) == (None, 25)


class TestWhatIsNamed:
    @pytest.mark.parametrize(
        ("inserted", "words"),
        [
            (
                f'<protectedRanges xmlns="{MAIN}"><protectedRange name="r" sqref="A1"/></protectedRanges>',
                "编辑区域",
            ),
            ("<legacyDrawingHF xmlns:r='r' r:id='rId9'/>", "页眉页脚里的图片"),
            ("<webPublishItems/>", "webPublishItems"),
            ("<extLst><ext uri='{05C60535}'><x14:sparklineGroup xmlns:x14='x'/></ext></extLst>", "迷你图"),
        ],
    )
    def test_elements_of_a_worksheet(
        self, nangong: gr.AnnualReport, tmp_path: Path, inserted: str, words: str
    ) -> None:
        def change(name: str, part: bytes) -> bytes:
            if name != "xl/worksheets/sheet1.xml":
                return part
            return part.replace(b"</worksheet>", f"{inserted}</worksheet>".encode())

        self.refused(patched(saved(one_sheet({})[0]), change), nangong, tmp_path, words)

    @pytest.mark.parametrize(
        ("part", "words"),
        [
            ("xl__cellimages_0xml", "单元格内的图片"),
            ("xl__embeddings__a_0docx", "嵌入的文件"),
            ("xl__slicers__slicer1_0xml", "切片器"),
            ("xl__connections_0xml", "外部数据连接"),
            ("xl__unheard__of_0bin", "其他部件 xl/unheard"),
        ],
    )
    def test_parts(self, nangong: gr.AnnualReport, tmp_path: Path, part: str, words: str) -> None:
        more: dict[str, Any] = {part: b"<a/>"}
        data = patched(saved(one_sheet({})[0]), lambda _, content: content, **more)
        self.refused(data, nangong, tmp_path, words)

    @pytest.mark.parametrize(
        ("shape", "words"), [("sp", "文本框或形状"), ("cxnSp", "连接线"), ("grpSp", "组合图形")]
    )
    def test_what_is_drawn(self, nangong: gr.AnnualReport, tmp_path: Path, shape: str, words: str) -> None:
        def change(name: str, part: bytes) -> bytes:
            if name != "xl/drawings/drawing1.xml":
                return part
            place = "".join(f"<{each}>1</{each}>" for each in ("col", "colOff", "row", "rowOff"))
            drawn = (
                f'<twoCellAnchor xmlns="{DRAWING}"><from>{place}</from><to>{place}</to>'
                f"<{shape}/><clientData/></twoCellAnchor></"
            )
            head, _, tail = part.rpartition(b"</")
            return head + drawn.encode() + tail

        self.refused(patched(saved(busy()[0]), change), nangong, tmp_path, words)

    def refused(self, data: bytes, report: gr.AnnualReport, folder: Path, words: str) -> None:
        (folder / "form.xlsx").write_bytes(data)
        with pytest.raises(gr.WriteError, match=f"会丢失.*{words}"):
            gr.fill(folder / "form.xlsx", report, folder / "out.xlsx")
        assert [path.name for path in folder.iterdir()] == ["form.xlsx"]
        told = gr.fill(folder / "form.xlsx", report, folder / "out.xlsx", accept_loss=True)
        assert any(words in remark.zh for remark in told)
