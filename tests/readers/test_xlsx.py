"""Workbooks of other people: tables are found by their labels, wherever they stand."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

import govinfo_report as gr
from govinfo_report import testing as given_a
from govinfo_report.raw import CellKind
from govinfo_report.writers.writing import render
from tests.workbooks import loaded, one_sheet, put_table, repacked, saved, values, zeros

#: A different figure in every cell, so that any mistaken place shows.
DISTINCT = {cell.path: 100 + index for index, cell in enumerate(gr.form_with().cells)}


def both(data: bytes, **how: Any) -> gr.RawReport:
    """The report of a file, which must be that of the workbook that openpyxl loads from it."""
    raw = gr.read(data, **how)
    assert gr.read(loaded(data), **how) == raw
    return raw


class TestPlaces:
    """Tables are found by their labels anywhere, never by fixed addresses."""

    @pytest.mark.parametrize(("row", "column"), [(1, 1), (5, 1), (1, 4), (30, 12)])
    @pytest.mark.parametrize("merge", [True, False])
    def test_all_on_one_sheet_anywhere(self, row: int, column: int, merge: bool) -> None:
        workbook, addresses = one_sheet(DISTINCT, row=row, column=column, merge=merge)
        raw = both(saved(workbook))
        assert values(raw) == DISTINCT
        assert {cell.path: cell.source.cell for cell in raw} == addresses
        assert not raw.leftovers

    def test_one_sheet_each_in_any_order(self) -> None:
        workbook = Workbook()
        for table in ("remedies", "requests", "disclosure"):
            put_table(workbook.create_sheet(f"x {table}"), table, DISTINCT, row=3, column=2)
        raw = both(saved(workbook))
        assert values(raw) == DISTINCT
        assert raw["remedies.reconsideration.upheld"].source.sheet == "x remedies"

    def test_side_by_side(self) -> None:
        workbook = Workbook()
        sheet = workbook.worksheets[0]
        put_table(sheet, "disclosure", DISTINCT, row=2, column=1)
        put_table(sheet, "requests", DISTINCT, row=1, column=7)
        put_table(sheet, "remedies", DISTINCT, row=20, column=19)
        assert values(both(saved(workbook))) == DISTINCT

    def test_undivided_other(self) -> None:
        figures = {
            cell.path: 100 + index for index, cell in enumerate(gr.form_with(variant="undivided").cells)
        }
        workbook, _ = one_sheet(figures, variant="undivided")
        raw = both(saved(workbook))
        assert values(raw) == figures
        assert "F204" in {finding.code for finding in gr.check(raw).findings}

    @pytest.mark.parametrize("merge", [True, False])
    def test_extra_columns_before_and_behind_are_kept_and_listed(self, merge: bool) -> None:
        workbook = Workbook()
        sheet = workbook.worksheets[0]
        put_table(sheet, "requests", DISTINCT, column=2, merge=merge)
        sheet["A1"] = "序号"
        sheet["L1"] = "备注"
        for row in range(4, 29):
            sheet.cell(row, 1, row - 3)
        sheet["L7"] = "已核"
        raw = both(saved(workbook))
        assert values(raw) == {
            path: value for path, value in DISTINCT.items() if path.startswith("requests.")
        }
        assert {each.reason for each in raw.leftovers} == {"extra cell"}
        assert {text for each in raw.leftovers for text in each.text.split("\t")} >= {
            "序号",
            "备注",
            "25",
            "已核",
        }

    def test_a_blank_column_between(self) -> None:
        workbook, _ = one_sheet(DISTINCT, merge=False)
        workbook.worksheets[0].insert_cols(5)
        assert values(both(saved(workbook))) == DISTINCT

    def test_extra_rows_between_are_kept_and_listed(self) -> None:
        workbook, _ = one_sheet(DISTINCT, merge=False)
        workbook.worksheets[0].insert_rows(22)
        for column, text in enumerate(["其他主动公开文件", None, None, 7, 7, 7, 7, 7, 7, 49], start=1):
            workbook.worksheets[0].cell(22, column, text)
        raw = both(saved(workbook))
        assert values(raw) == DISTINCT
        (leftover,) = raw.leftovers
        assert (leftover.reason, leftover.text.split("\t")[0]) == ("extra row", "其他主动公开文件")

    def test_swapped_columns_are_read_by_their_heads(self) -> None:
        workbook, addresses = one_sheet(DISTINCT, merge=False)
        sheet = workbook.worksheets[0]
        for row in range(19, 45):
            one, other = sheet.cell(row, 5), sheet.cell(row, 6)
            one.value, other.value = other.value, one.value
        assert "商业企业" in {sheet.cell(row, 6).value for row in range(17, 21)}
        raw = both(saved(workbook))
        assert values(raw) == DISTINCT
        assert raw["requests.received.business"].source.cell == addresses["requests.received.research"]

    def test_blocks_of_table_4_in_another_order(self) -> None:
        workbook = Workbook()
        sheet = workbook.worksheets[0]
        put_table(sheet, "remedies", DISTINCT, merge=False)
        sheet["F2"], sheet["K2"] = "复议后起诉", "未经复议直接起诉"
        found = values(both(saved(workbook)))
        assert (
            found["remedies.litigation_direct.upheld"]
            == DISTINCT["remedies.litigation_after_reconsideration.upheld"]
        )

    def test_text_around_the_tables_is_prose(self) -> None:
        workbook = Workbook()
        sheet = workbook.worksheets[0]
        lines = [
            "甲市审计局2022年政府信息公开工作年度报告",
            "统计期限为2022年1月1日起至2022年12月31日。",
            "一、总体情况",
            "全年公开2条。",
        ]
        for row, line in enumerate([*lines, "二、主动公开政府信息情况"], start=1):
            sheet.cell(row, 1, line)
        put_table(sheet, "disclosure", DISTINCT, row=7)
        for row, line in enumerate(
            [
                "单位：件",
                "五、存在的主要问题及改进情况",
                "人手不足。",
                "2.重复申请",
                "规章",
                "六、其他需要报告的事项",
                "无。",
            ],
            start=23,
        ):
            sheet.cell(row, 1, line)
        raw = both(saved(workbook))
        assert (raw.agency, raw.year, raw.period) == ("甲市审计局", 2022, gr.Period.of_year(2022))
        assert raw.overview == "全年公开2条。"
        assert raw.problems_and_improvements == "人手不足。\n2.重复申请\n规章"
        assert raw.other_matters == "无。"
        assert len(raw) == 10
        assert [(each.text, each.path) for each in raw.leftovers] == [("单位：件", "disclosure")]

    @given(
        st.integers(1, 60),
        st.integers(1, 30),
        st.booleans(),
        st.permutations(["disclosure", "requests", "remedies"]),
    )
    def test_any_order_any_place(self, row: int, column: int, merge: bool, order: list[str]) -> None:
        workbook = Workbook()
        sheet = workbook.worksheets[0]
        for table in order:
            put_table(sheet, table, DISTINCT, row=row, column=column, merge=merge)
            row += 30
        assert values(both(saved(workbook))) == DISTINCT


def cell_of(value: Any, path: str = "requests.received.natural_person") -> gr.RawReport:
    workbook, addresses = one_sheet(zeros())
    workbook.worksheets[0][addresses[path]] = value
    return both(saved(workbook))


class TestCells:
    PATH = "requests.received.natural_person"

    @pytest.mark.parametrize(
        ("stored", "kind", "value", "rule"),
        [
            ("12", "number", 12, "F306"),
            ("１２", "number", 12, "F306"),
            ("1,234", "number", 1234, "F306"),
            ("12件", "number", 12, "F306"),
            (3119.0000000000005, "number", 3119, None),
            (1.5, "number", 1.5, "F401"),
            (-3, "number", -3, "F401"),
            ("/", "mark", None, "F304"),
            (None, "blank", None, "F302"),
            ("  ", "blank", None, "F302"),
            ("1 0", "unreadable", None, "F301"),
            (True, "unreadable", None, "F301"),
            ("约12", "unreadable", None, "F301"),
        ],
    )
    def test_what_is_found_is_said_with_sheet_and_cell(
        self, stored: Any, kind: str, value: Any, rule: str | None
    ) -> None:
        raw = cell_of(stored)
        cell = raw[self.PATH]
        assert (cell.kind, cell.value) == (kind, value)
        about = [finding for finding in gr.check(raw).findings if finding.code == rule]
        if rule is not None:
            assert len(about) == 1
            assert str(about[0].source) == "Sheet!D20"
            assert about[0].rule.advice.zh

    @pytest.mark.parametrize(
        ("runs", "text"),
        [
            ([("12", {}), ("3", {"vertAlign": "superscript"})], "12³"),
            ([("12", {}), ("3", {"vertAlign": "subscript"})], "12₃"),
            ([("8", {"strike": True}), ("12", {})], "8\u033612"),
        ],
    )
    def test_runs_of_a_text_that_print_sets_apart_are_no_part_of_a_figure(
        self, runs: list[tuple[str, dict[str, Any]]], text: str
    ) -> None:
        value = CellRichText(*(TextBlock(InlineFont(**font), part) for part, font in runs))
        cell = cell_of(value)["requests.received.natural_person"]
        assert (cell.kind, cell.text) == (CellKind.UNREADABLE, text)

    def test_runs_that_print_does_not_set_apart_are_a_figure(self) -> None:
        value = CellRichText(TextBlock(InlineFont(b=True), "1"), TextBlock(InlineFont(), "2"))
        assert cell_of(value)["requests.received.natural_person"].value == 12

    @pytest.mark.parametrize("value", [12, "12", "=6+6"])
    def test_a_cell_struck_out_is_no_figure(self, value: Any) -> None:
        book, at = one_sheet(zeros())
        cell = book.worksheets[0][at["requests.received.natural_person"]]
        cell.value, cell.font = value, Font(strike=True)
        raw = both(saved(book))
        assert raw["requests.received.natural_person"].kind is CellKind.UNREADABLE

    def test_a_date_is_no_count(self) -> None:
        workbook, addresses = one_sheet(zeros())
        cell = workbook.worksheets[0][addresses[self.PATH]]
        cell.value, cell.number_format = 25, "yyyy-mm-dd"
        assert both(saved(workbook))[self.PATH].kind == "unreadable"

    @pytest.mark.parametrize("number_format", ['0"件"', 'General"年"', "0.00", "#,##0", "@"])
    def test_formats_that_show_no_date_change_nothing(self, number_format: str) -> None:
        workbook, addresses = one_sheet(zeros())
        cell = workbook.worksheets[0][addresses[self.PATH]]
        cell.value, cell.number_format = 25, number_format
        assert both(saved(workbook))[self.PATH].value == 25

    def test_one_zero_merged_over_seven_columns_is_no_figure_of_any(self) -> None:
        workbook, addresses = one_sheet(zeros())
        workbook.worksheets[0].merge_cells(
            f"{addresses['requests.received.natural_person']}:{addresses['requests.received.total']}"
        )
        raw = both(saved(workbook))
        assert not [path for path in raw.paths if path.startswith("requests.received.")]
        (leftover,) = raw.leftovers
        assert (leftover.reason, leftover.text, leftover.path) == ("unplaced", "0", "requests.received")
        assert "F202" in {finding.code for finding in gr.check(raw).errors}

    def test_a_row_typed_one_column_too_far_is_not_read(self) -> None:
        workbook, addresses = one_sheet(DISTINCT)
        sheet = workbook.worksheets[0]
        sheet.move_range(
            f"{addresses['requests.received.natural_person']}:{addresses['requests.received.total']}", cols=1
        )
        raw = both(saved(workbook))
        assert not [path for path in raw.paths if path.startswith("requests.received.")]
        assert "unplaced" in {each.reason for each in raw.leftovers}

    def test_hidden_rows_and_sheets_are_read_and_said(self) -> None:
        workbook, _ = one_sheet(zeros())
        workbook.worksheets[0].row_dimensions[20].hidden = True
        assert "F309" in {finding.code for finding in gr.check(both(saved(workbook))).findings}
        workbook, _ = one_sheet(zeros())
        workbook.create_sheet("别的")
        workbook.worksheets[0].sheet_state = "hidden"
        raw = both(saved(workbook))
        assert len(raw) == 200
        assert "Sheet" in next(each for each in gr.check(raw).findings if each.code == "F309").message()

    def test_variant_labels_are_recognised_and_said(self) -> None:
        other = {
            "行政规范性文件": "规范性文件",
            "2.其他法律行政法规禁止公开": "2、其他法律法规禁止公开",
            "复议后起诉": "复议后诉讼",
        }
        workbook, _ = one_sheet(DISTINCT, relabel=other)
        raw = both(saved(workbook))
        assert values(raw) == DISTINCT
        found = {(note.text, note.value) for note in raw.notes}
        assert found == {
            ("规范性文件", "行政规范性文件"),
            ("2、其他法律法规禁止公开", "2.其他法律行政法规禁止公开"),
            ("复议后诉讼", "复议后起诉"),
        }

    def test_typography_is_no_variant(self) -> None:
        other = {
            "（三）不予公开": "(三) 不予公开",
            "1.属于国家秘密": "１．属于国家秘密",
            "商业企业": "商业\n企业",
        }
        raw = both(saved(one_sheet(DISTINCT, relabel=other)[0]))
        assert values(raw) == DISTINCT
        assert not raw.notes

    def test_an_unknown_label_leaves_its_row_out_and_says_so(self) -> None:
        raw = both(saved(one_sheet(DISTINCT, relabel={"2.重复申请": "2.多次提出"})[0]))
        assert len(raw) == 193
        assert {path: value for path, value in DISTINCT.items() if path in raw} == values(raw)
        codes = {(finding.code, finding.path) for finding in gr.check(raw).findings}
        assert {("F202", "requests.outcomes.not_processed.repeated"), ("F205", "requests")} <= codes


class TestFormulas:
    """A formula saved by a program has no result; what can be computed exactly is, the rest is said."""

    TOTAL = "requests.received.total"

    def with_formula(self, formula: str, **figures: int) -> gr.RawReport:
        workbook, addresses = one_sheet(zeros(**figures))
        sheet = workbook.worksheets[0]
        sheet[addresses[self.TOTAL]] = formula
        return both(saved(workbook))

    @pytest.mark.parametrize(
        ("formula", "value"),
        [
            ("=SUM(D20:I20)", 12),
            ("=D20+E20+F20+G20+H20+I20", 12),
            ("=SUM(D20,E20:I20)", 12),
            ("=$D$20+5-0", 12),
            ("=SUM(Sheet!D20:I20)", 12),
            ("=SUM('Sheet'!D20:I20)", 12),
            ("= sum( D20 : I20 )", None),
            ('=IF(COUNT(D20:I20)=0,"",SUM(D20:I20))', 12),
            ("=-(-D20)+E20", 12),
            ("=SUM(D20:E20)", 12),
            ("=SUM(E20:I20)", 5),
            ("=VLOOKUP(D20,A1:B2,2)", None),
            ("=J20", None),
            ("=SUM(K20:K29)", 0),
            ("=A20+1", None),
            ("=Nowhere!A1", None),
            ("=SUM(", None),
            ("=1/0", None),
            ("=" + "(" * 500 + "1" + ")" * 500, None),
        ],
    )
    def test_computed_as_a_spreadsheet_would_or_not_at_all(self, formula: str, value: int | None) -> None:
        raw = self.with_formula(formula, requests__received__natural_person=7, requests__received__business=5)
        cell = raw[self.TOTAL]
        if value is None:
            assert (cell.kind, cell.value, cell.text) == ("unreadable", None, formula)
            assert "F308" in {finding.code for finding in gr.check(raw).errors}
        else:
            assert (cell.kind, cell.value) == ("number", value)
            assert "F307" in {finding.code for finding in gr.check(raw).findings}

    def test_a_formula_that_leaves_a_column_out_is_caught(self) -> None:
        raw = self.with_formula("=SUM(D20:H20)", requests__received__other=3)
        assert ("T303", self.TOTAL) in {(each.code, each.path) for each in gr.check(raw).errors}

    def test_stored_results_are_believed(self) -> None:
        workbook, addresses = one_sheet(zeros())
        workbook.calculation.fullCalcOnLoad = False
        workbook.worksheets[0][addresses[self.TOTAL]] = "=SUM(D20:I20)"
        data = patched(
            saved(workbook),
            lambda xml: (
                xml.replace("</f><v></v>", "</f><v>41</v>")
                .replace("</f><v/>", "</f><v>41</v>")
                .replace("</f><v />", "</f><v>41</v>")
            ),
        )
        assert gr.read(data)[self.TOTAL].value == 41

    def test_shared_formulas_are_moved_to_their_cells(self) -> None:
        workbook, _ = one_sheet(zeros(requests__carried_in__business=4))
        sheet = workbook.worksheets[0]
        sheet["J20"] = "=SUM(D20:I20)"
        sheet["J21"] = "=SUM(D21:I21)"

        def share(xml: str) -> str:
            xml = xml.replace("<f>SUM(D20:I20)</f>", '<f t="shared" ref="J20:J21" si="0">SUM(D20:I20)</f>')
            return xml.replace("<f>SUM(D21:I21)</f>", '<f t="shared" si="0"/>')

        raw = both(patched(saved(workbook), share))
        assert raw["requests.carried_in.total"].value == 4

    @pytest.mark.parametrize("formula", ["YEAR(NOW())", "RANDBETWEEN(1,9)", 'CELL("row")'])
    def test_what_changes_with_the_hour_has_no_stored_result(self, formula: str) -> None:
        workbook, addresses = one_sheet(zeros())
        workbook.calculation.fullCalcOnLoad = False
        workbook.worksheets[0][addresses[self.TOTAL]] = f"={formula}"
        stored = patched(saved(workbook), lambda xml: re.sub(r"(</f>)<v ?/?>(?:</v>)?", r"\1<v>23</v>", xml))
        assert gr.read(stored)[self.TOTAL].kind == "unreadable"

    def test_an_empty_stored_result_is_a_blank(self) -> None:
        workbook, addresses = one_sheet(zeros())
        workbook.calculation.fullCalcOnLoad = False
        workbook.worksheets[0][addresses[self.TOTAL]] = "=PHONETIC(A1)"
        data = patched(
            saved(workbook),
            lambda xml: xml.replace('r="J20"', 'r="J20" t="str"').replace(
                "<f>PHONETIC(A1)</f><v></v>", "<f>PHONETIC(A1)</f><v></v>"
            ),
        )
        assert gr.read(data)[self.TOTAL].kind == "blank"


def patched(data: bytes, change: Callable[[str], str]) -> bytes:
    """The workbook with the XML of its worksheets changed."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name.startswith("xl/worksheets/sheet"):
                before = content.decode()
                after = change(before)
                assert after != before
                content = after.encode()
            target.writestr(name, content)
    return out.getvalue()


class TestSeveral:
    def two(self, **other: int) -> bytes:
        workbook = Workbook()
        put_table(workbook.worksheets[0], "remedies", zeros())
        put_table(workbook.create_sheet("第二份"), "remedies", zeros(**other))
        return saved(workbook)

    def test_two_different_tables_of_one_kind_are_refused_with_their_places(self) -> None:
        with pytest.raises(gr.ReadError, match=r"Sheet!A1.*第二份!A1.*sheet="):
            gr.read(self.two(remedies__reconsideration__upheld=3))

    def test_one_of_them_can_be_chosen(self) -> None:
        raw = both(self.two(remedies__reconsideration__upheld=3), sheet="第二份")
        assert raw["remedies.reconsideration.upheld"].value == 3
        with pytest.raises(gr.ReadError, match="没有工作表"):
            gr.read(self.two(), sheet="第三份")

    def test_the_same_table_twice_is_read_once(self) -> None:
        raw = both(self.two())
        assert "F310" in {finding.code for finding in gr.check(raw).findings}
        assert len(raw) == 15


class TestBadFiles:
    def test_not_a_spreadsheet_under_a_spreadsheets_name(self, tmp_path: Path) -> None:
        path = tmp_path / "a.xlsx"
        path.write_bytes(b"\x89PNG...")
        with pytest.raises(gr.ReadError, match="PNG"):
            gr.read(path)

    def test_a_workbook_under_another_name(self, tmp_path: Path) -> None:
        path = tmp_path / "a.txt"
        path.write_bytes(saved(one_sheet(zeros())[0]))
        assert len(gr.read(path)) == 200

    def test_encrypted(self) -> None:
        data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512 + "EncryptedPackage".encode("utf-16-le")
        with pytest.raises(gr.ReadError, match=r"加密.*密码"):
            gr.read(data)

    def test_old_xls(self) -> None:
        data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512 + "Workbook".encode("utf-16-le")
        with pytest.raises(gr.ReadError, match=r"\.xls.*另存为"):
            gr.read(data)

    def test_cut_off_anywhere(self) -> None:
        data = saved(one_sheet(zeros())[0])
        for end in range(10, len(data), len(data) // 40):
            with pytest.raises(gr.ReadError):
                gr.read(data[:end])

    @pytest.mark.parametrize(
        "change",
        [
            lambda xml: xml[:200],
            lambda xml: xml.replace('r="A1"', 'r="1A"'),
            lambda xml: xml.replace('r="A1"', 'r="A99999999"'),
            lambda xml: xml.replace("<v>0</v>", "<v>zero</v>"),
            lambda xml: xml.replace("<v>0</v>", "<v>--</v>"),
            lambda xml: "<!DOCTYPE x [<!ENTITY a 'b'>]>" + xml,
        ],
        ids=["cut", "reference", "far", "letters", "dashes", "doctype"],
    )
    def test_damaged_xml_is_refused(self, change: Callable[[str], str]) -> None:
        with pytest.raises(gr.ReadError, match=r"损坏|DTD"):
            gr.read(patched(saved(one_sheet(zeros())[0]), change))

    def test_a_bomb_is_refused_before_it_is_unpacked(self) -> None:
        out = BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("xl/workbook.xml", b" " * 200_000_000)
        with pytest.raises(gr.ReadError, match="过大"):
            gr.read(out.getvalue())

    def test_far_corners_cost_nothing(self) -> None:
        workbook, _ = one_sheet(zeros())
        workbook.worksheets[0]["XFD1048576"] = "x"
        workbook.worksheets[0].merge_cells("L60:M60")
        data = patched(saved(workbook), lambda xml: xml.replace("L60:M60", "L60:XFC1048570"))
        assert len(gr.read(data)) == 200

    def test_limits_can_be_set(self) -> None:
        data = saved(one_sheet(zeros())[0])
        with pytest.raises(gr.ReadError, match="单元格数 101，超过上限 100"):
            gr.read(data, limits=gr.Limits(cells=100))
        with pytest.raises(gr.ReadError, match="上限"):
            gr.read(data, limits=gr.Limits(file_bytes=100))

    def test_no_table(self) -> None:
        workbook = Workbook()
        workbook.worksheets[0]["A1"] = "规章"
        with pytest.raises(gr.ReadError, match="没有找到"):
            gr.read(saved(workbook))

    @pytest.mark.parametrize("name", ["missing.xlsx", "."])
    def test_no_file(self, name: str, tmp_path: Path) -> None:
        with pytest.raises(gr.ReadError, match=r"找不到|文件夹"):
            gr.read(tmp_path / name)


class TestLoaded:
    """The bounded reader and openpyxl give equal reports on any workbook."""

    @given(given_a.raw_reports())
    def test_on_printed_reports(self, raw: gr.RawReport) -> None:
        both(render(raw, "xlsx"))

    @given(
        st.dictionaries(
            st.tuples(st.integers(1, 40), st.integers(1, 12)),
            st.none()
            | st.booleans()
            | st.integers(-(10**16), 10**16)
            | st.floats(allow_nan=False, allow_infinity=False)
            | st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn")), max_size=12)
            | st.sampled_from(["=SUM(A1:C3)", "=A1", "#REF!", "_x0041_", "  x ", "=", "规章", "总计"])
            | st.dates()
            | st.datetimes(),
            max_size=30,
        ),
        st.sampled_from(["General", "0.00", "yyyy-mm-dd", "h:mm", "[h]:mm", '0"日"', "0%", "[$-804]aaaa"]),
    )
    def test_on_any_cells_among_the_tables(
        self, cells: dict[tuple[int, int], Any], number_format: str
    ) -> None:
        workbook, _ = one_sheet(zeros(), merge=False)
        sheet = workbook.worksheets[0]
        for (row, column), value in cells.items():
            sheet.cell(row, column, value).number_format = number_format
        data = saved(workbook)
        outcomes: list[gr.RawReport | str] = []
        for source in (data, loaded(data)):
            try:
                outcomes.append(gr.read(source))
            except gr.ReadError as error:
                outcomes.append(str(error))
        assert outcomes[0] == outcomes[1]


def test_a_cell_in_the_extension_of_another_is_none() -> None:
    """[ECMA-376] 18.2.10: what stands in ``extLst`` is for programs that know it."""
    workbook, addresses = one_sheet(DISTINCT)
    path = "requests.received.total"
    within = f'<c r="{addresses[path]}"><v>400</v></c>'

    def extend(parts: dict[str, bytes]) -> None:
        sheet = parts["xl/worksheets/sheet1.xml"].decode()
        cell = re.search(rf'<c r="{addresses[path]}"[^>]*>.*?</c>', sheet)
        assert cell is not None
        extension = f"<extLst><ext uri='x'>{within}</ext></extLst></c>"
        changed = cell[0].removesuffix("</c>") + extension
        parts["xl/worksheets/sheet1.xml"] = sheet.replace(cell[0], changed).encode()

    assert values(gr.read(repacked(saved(workbook), extend))) == DISTINCT


def test_a_long_chain_of_formulas_is_computed_to_its_end() -> None:
    """Each refers to the one before; in another order than the file's none of them could be."""
    workbook, addresses = one_sheet(DISTINCT)
    sheet = workbook.worksheets[0]
    chain = workbook.create_sheet("过录")
    chain["A1"] = 7
    for row in range(2, 1001):
        chain[f"A{row}"] = f"=A{row - 1}+1"
    sheet[addresses["requests.received.business"]] = "=过录!A1000"
    assert gr.read(saved(workbook))["requests.received.business"].value is None  # too deep from there
    workbook.move_sheet(chain, -1)
    assert gr.read(saved(workbook))["requests.received.business"].value == 1006
