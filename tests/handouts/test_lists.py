"""Lists for Excel: text stays text, nothing is lost in silence, and a file is whole or not there."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import attrs
import openpyxl
import pytest

import govinfo_report as gr
from govinfo_report.writers.papers import Column
from govinfo_report.writers.workbook import lists
from tests.handouts.making import WRONG, never, of, scanned, unread

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1+1", "＝1+1"]


def book(path: Path) -> Any:
    return openpyxl.load_workbook(path)


def rows(path: Path) -> list[list[str]]:
    return list(csv.reader(path.read_bytes().decode("utf-8-sig").splitlines(keepends=True)))


class TestWorkbook:
    @pytest.fixture
    def written(self, tmp_path: Path) -> Any:
        good = attrs.evolve(gr.read("examples/nangong-2023.txt"), agency="双泉市水利局")
        results = [scanned(), scanned(good, "b.txt"), unread()]
        summary = gr.write_findings(results, tmp_path / "x.xlsx")
        assert (summary.files, summary.read, summary.conforming) == (3, 2, 1)
        return book(tmp_path / "x.xlsx")

    def test_a_sheet_each_with_filter_and_heads_that_stay(self, written: Any) -> None:
        assert written.sheetnames == ["问题", "报告", "未读文件"]
        for sheet in written:
            assert sheet.freeze_panes == "A2"
            assert sheet.auto_filter.ref == sheet.dimensions
            assert sheet.print_title_rows == "$1:$1"

    def test_a_finding_as_an_office_works(self, written: Any) -> None:
        head, first, *_ = written["问题"].values
        row = dict(zip(head, first, strict=True))
        assert row["机关"] == "南宫市人民政府办公室"
        assert (row["级别"], row["规则"]) == ("错误", "T303")
        assert row["位置"].endswith("1.本机关不掌握相关政府信息 / 总计")
        assert (row["表中"], row["应为"], row["相差"]) == (51, 15, 36)
        assert row["处理"] == "请核对总计与各分项，改正填错的一格。"

    def test_reports_and_files_that_were_not_read(self, written: Any) -> None:
        assert [row[3] for row in written["报告"].values] == ["结论", "不符合", "符合"]
        assert list(written["未读文件"].values)[1] == ("坏.png", "这是图片。", "请录入。")

    def test_last_years_report_is_named(self, tmp_path: Path) -> None:
        results = [attrs.evolve(scanned(), previous=Path("2022/a.txt")), scanned(file="b.txt")]
        gr.write_findings(results, tmp_path / "x.xlsx")
        sheet = book(tmp_path / "x.xlsx")["报告"]
        [[first], [second]] = [[row[-1].value] for row in sheet.iter_rows(min_row=2, max_row=3)]
        assert "与上年报告 2022/a.txt 对照" in first
        assert "上年" not in (second or "")

    def test_what_words_say_is_not_called_what_it_should_be(self, tmp_path: Path) -> None:
        raw = attrs.evolve(WRONG, overview="本年新收政府信息公开申请26件。")
        gr.write_findings([scanned(raw)], tmp_path / "x.xlsx")
        head, *found = book(tmp_path / "x.xlsx")["问题"].values
        (row,) = [each for each in found if each[-2] == "N101"]
        assert dict(zip(head, row, strict=True))["应为"] is None

    @pytest.mark.parametrize("text", FORMULAS)
    def test_what_looks_like_a_formula_is_text(self, tmp_path: Path, text: str) -> None:
        gr.write_findings([scanned(of(text))], tmp_path / "x.xlsx")
        cell = book(tmp_path / "x.xlsx")["问题"]["A2"]
        assert cell.data_type == "s"
        assert cell.value == text
        assert cell.quotePrefix == (text[0] in "=+-@")

    def test_text_that_looks_like_an_escape(self, tmp_path: Path) -> None:
        gr.write_findings([scanned(of("甲_x000A_乙"))], tmp_path / "x.xlsx")
        value = book(tmp_path / "x.xlsx")["问题"]["A2"].value
        assert value == "甲_x005F_x000A_乙"  # which openpyxl leaves as it is, and Excel shows as the text

    def test_more_rows_than_a_sheet_holds_go_on_on_another(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(lists, "_ROWS", 3)
        gr.write_findings([unread(f"{number}.png") for number in range(5)], tmp_path / "x.xlsx")
        written = book(tmp_path / "x.xlsx")
        names = [name for name in written.sheetnames if name.startswith("未读文件")]
        assert names == ["未读文件", "未读文件 (2)", "未读文件 (3)"]
        files = [row[0] for name in names for row in written[name].values]
        assert files == ["文件", "0.png", "1.png", "文件", "2.png", "3.png", "文件", "4.png"]
        assert written[names[1]].auto_filter.ref == "A1:C3"

    @pytest.mark.parametrize("sign", ["字", "𠮷", "="])
    def test_text_longer_than_a_cell_says_that_it_was_cut(self, tmp_path: Path, sign: str) -> None:
        gr.write_findings([scanned(of(sign * 40_000))], tmp_path / "x.xlsx")
        value = book(tmp_path / "x.xlsx")["问题"]["A2"].value
        assert len(value.encode("utf-16-le")) // 2 <= 32_767
        assert value.startswith(sign * 16_000)
        assert "原文 40000 字" in value

    def test_numbers_beyond_what_a_workbook_keeps_are_text(self, tmp_path: Path) -> None:
        made = lists.Lists()
        made.add("数", [Column(head="数", width=4)] * 2, [(10**17 + 1, Fraction(1, 4))])
        made.save(tmp_path / "x.xlsx")
        big, share = book(tmp_path / "x.xlsx")["数"][2]
        assert big.value == "100000000000000001"
        assert (share.value, share.number_format) == (0.25, "0.0%")


class TestText:
    def test_a_row_a_finding_and_one_for_each_file_not_read(self, tmp_path: Path) -> None:
        gr.write_findings([scanned(), unread()], tmp_path / "x.csv")
        assert (tmp_path / "x.csv").read_bytes().startswith(b"\xef\xbb\xbf")
        head, *found = rows(tmp_path / "x.csv")
        assert [row[-2] for row in found] == ["T303", "T302", "F302", ""]
        assert found[-1][head.index("级别")] == "未读"
        assert found[-1][head.index("问题")] == "这是图片。"

    @pytest.mark.parametrize("text", FORMULAS)
    def test_what_looks_like_a_formula_is_quoted(self, tmp_path: Path, text: str) -> None:
        gr.write_findings([scanned(of(text))], tmp_path / "x.csv")
        with (tmp_path / "x.csv").open(encoding="utf-8-sig", newline="") as stream:
            assert list(csv.reader(stream))[1][0] == f"'{text}"

    def test_a_difference_is_a_number(self, tmp_path: Path) -> None:
        less = gr.Cell("requests.outcomes.granted.total", gr.CellKind.NUMBER, 0, "0")
        raw = attrs.evolve(
            WRONG, cells=tuple(less if cell.path == less.path else cell for cell in WRONG.cells)
        )
        gr.write_findings([scanned(raw)], tmp_path / "x.csv")
        head, *found = rows(tmp_path / "x.csv")
        assert "-4" in [row[head.index("相差")] for row in found]

    def test_accepted_findings_stand_there_with_their_reasons(self, tmp_path: Path) -> None:
        waiver = gr.Waiver(rule="T303", cell="requests", reason="已函告更正")
        result = gr.check(WRONG, settings=gr.Settings(waivers=[waiver]))
        one = gr.ScanResult(
            path=Path("a.xlsx"), agency=WRONG.agency, year=WRONG.year, ok=result.ok, read=(WRONG, result)
        )
        summary = gr.write_findings([one], tmp_path / "x.csv")
        assert summary.accepted == 1
        _, *found = rows(tmp_path / "x.csv")
        assert [(row[3], row[-2], row[-1]) for row in found if row[-2].startswith("T3")] == [
            ("错误", "T302", ""),
            ("已接受", "T303", "已函告更正"),
        ]
        gr.write_findings([one], tmp_path / "x.xlsx")
        head, report = book(tmp_path / "x.xlsx")["报告"].values
        assert dict(zip(head, report, strict=True))["已接受"] == 1

    def test_english(self, tmp_path: Path) -> None:
        gr.write_findings([scanned(), unread()], tmp_path / "x.csv", lang="en")
        head, first, *_, last = rows(tmp_path / "x.csv")
        assert head[:4] == ["agency", "year", "file", "severity"]
        assert (first[3], last[3]) == ("error", "unread")


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
class TestWholeOrNotAtAll:
    def test_what_exists_stays(self, tmp_path: Path, suffix: str) -> None:
        target = tmp_path / f"x.{suffix}"
        target.write_text("mine")

        with pytest.raises(gr.WriteError, match="已存在"):
            gr.write_findings(never(), target)
        assert target.read_text() == "mine"
        gr.write_findings([scanned()], target, overwrite=True)
        assert target.read_bytes() != b"mine"

    def test_a_run_broken_off_leaves_nothing(self, tmp_path: Path, suffix: str) -> None:
        def broken() -> Iterator[gr.ScanResult]:
            yield scanned()
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            gr.write_findings(broken(), tmp_path / f"x.{suffix}")
        assert list(tmp_path.iterdir()) == []


def test_other_names_are_refused(tmp_path: Path) -> None:
    with pytest.raises(gr.WriteError, match="xlsx"):
        gr.write_findings([], tmp_path / "x.txt")
