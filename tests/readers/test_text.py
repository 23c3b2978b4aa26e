"""Tab-separated text."""

from __future__ import annotations

from pathlib import Path

import pytest

import govinfo_report as gr
from tests.conftest import EXAMPLES, truth

NANGONG = (EXAMPLES / "nangong-2023.txt").read_text(encoding="utf-8")


def read(text: str) -> gr.RawReport:
    return gr.read(text.encode())


class TestNangong:
    """南宫市人民政府办公室 2023, as extracted from the published document."""

    def test_every_cell_is_that_of_the_truth_file(self, shared: Path) -> None:
        raw = gr.read(shared / "real" / "nangong-2023.txt")
        expected = truth(shared / "real" / "nangong-2023.json")
        assert {cell.path: cell.value for cell in raw} == expected
        assert len(raw) == 200

    def test_blank_cells_are_blank(self, shared: Path) -> None:
        raw = gr.read(shared / "real" / "nangong-2023.txt")
        blank = {cell.path for cell in raw if cell.kind == "blank"}
        names = ("upheld", "corrected", "other", "pending", "total")
        assert blank == {f"remedies.reconsideration.{name}" for name in names}

    def test_conforms_with_two_notes(self, shared: Path) -> None:
        result = gr.check(gr.read(shared / "real" / "nangong-2023.txt"))
        assert result.ok
        assert [(each.code, each.severity) for each in result.findings] == [
            ("F203", "info"),
            ("F302", "info"),
        ]
        assert "其他法律法规禁止公开" in result.findings[0].message()

    def test_identity_and_prose(self, shared: Path) -> None:
        raw = gr.read(shared / "real" / "nangong-2023.txt")
        assert (raw.agency, raw.year) == ("南宫市人民政府办公室", 2023)
        assert raw.period == gr.Period.of_year(2023)
        assert raw.overview is not None
        assert raw.overview.startswith("2023 年，南宫市人民政府办公室坚持")
        assert raw.overview.endswith("业务水平。")
        assert raw.other_matters is not None
        assert raw.other_matters.endswith("未收取信息处理费。")
        assert not raw.leftovers

    def test_text_to_workbook_and_back_gives_an_equal_report(self, shared: Path, tmp_path: Path) -> None:
        report = gr.read(shared / "real" / "nangong-2023.txt").to_report(blanks="zero")
        gr.write(report, tmp_path / "a.xlsx")
        assert gr.read(tmp_path / "a.xlsx").to_report() == report


class TestExample:
    def test_the_example_has_the_real_figures(self, shared: Path) -> None:
        expected = truth(shared / "real" / "nangong-2023.json")
        assert {cell.path: cell.value for cell in read(NANGONG)} == expected

    def test_sources_name_the_line(self) -> None:
        raw = read(NANGONG)
        source = raw["requests.received.natural_person"].source
        assert source.line is not None
        assert NANGONG.split("\n")[source.line - 1].startswith("一、本年新收")


class TestNeverAWrongFigure:
    ROW = "一、本年新收政府信息公开申请数量\t\t\t25\t0\t0\t0\t0\t0\t25"

    def edited(self, line: str) -> gr.RawReport:
        assert self.ROW in NANGONG
        return read(NANGONG.replace(self.ROW, line))

    def received(self, raw: gr.RawReport) -> list[int | str | None]:
        names = (
            "natural_person",
            "business",
            "research",
            "public_interest",
            "legal_service",
            "other",
            "total",
        )
        cells = [raw.get(f"requests.received.{name}") for name in names]
        return [
            "absent" if cell is None else None if cell.value is None else int(cell.value) for cell in cells
        ]

    def test_a_row_with_a_cell_lost_is_not_read(self) -> None:
        raw = self.edited("一、本年新收政府信息公开申请数量\t\t\t25\t0\t0\t0\t0\t25")
        assert self.received(raw) == ["absent"] * 7
        (leftover,) = [each for each in raw.leftovers if each.reason == "unplaced"]
        assert leftover.text == "25\t0\t0\t0\t0\t25"
        assert {finding.code for finding in gr.check(raw).errors} >= {"F202"}

    def test_a_row_with_a_cell_too_many_is_not_read(self) -> None:
        raw = self.edited("一、本年新收政府信息公开申请数量\t\t\t25\t0\t0\t0\t0\t0\t0\t25")
        assert self.received(raw) == ["absent"] * 7

    def test_a_row_padded_unlike_its_head_and_all_others_is_not_read(self) -> None:
        for line in ("\t25\t0\t0\t0\t0\t0\t25", "\t\t25\t0\t0\t0\t0\t0\t25\t"):
            assert self.received(self.edited(f"一、本年新收政府信息公开申请数量{line}")) == ["absent"] * 7

    def test_rows_padded_alike_are_read_by_order(self, shared: Path) -> None:
        """In the real text labels stand under the heads' columns, and figures one column off."""
        raw = gr.read(shared / "real" / "nangong-2023.txt")
        assert self.received(raw) == [25, 0, 0, 0, 0, 0, 25]

    def test_trimmed_line_ends_shift_nothing(self) -> None:
        text = NANGONG.replace(self.ROW, self.ROW.removesuffix("0\t25") + "\t")
        raw = read("\n".join(line.rstrip("\t") for line in text.split("\n")))
        whole = read(NANGONG)
        for cell in raw:
            assert cell.value is None or cell.value == whole[cell.path].value

    def test_a_row_missing_altogether_is_reported_and_shifts_nothing(self) -> None:
        raw = read("\n".join(line for line in NANGONG.split("\n") if "2.重复申请" not in line))
        assert len(raw) == 193
        assert raw["requests.outcomes.not_processed.petitions.total"].value == 0
        assert raw["requests.outcomes.total.total"].value == 25
        codes = [(each.code, each.path) for each in gr.check(raw).errors]
        assert ("F202", "requests.outcomes.not_processed.repeated") in codes

    def swapped(self, text: str) -> str:
        """The third and fourth column of table 3 exchanged, heads and all."""
        lines = []
        for line in text.split("\n"):
            fields = line.split("\t")
            if len(fields) == 10:
                fields[3], fields[4] = fields[4], fields[3]
            lines.append("\t".join(fields))
        return "\n".join(lines)

    def test_swapped_columns_are_read_by_their_heads(self) -> None:
        text = self.swapped(NANGONG.replace("法人或其他组织\t\t\t\t", "\t\t\t\t"))
        raw = read(text)
        assert self.received(raw) == [25, 0, 0, 0, 0, 0, 25]
        assert gr.check(raw).ok

    def test_heads_out_of_order_and_incomplete_prove_nothing(self) -> None:
        # By order and count alone these rows would be read wrongly.
        text = NANGONG.replace("商业企业\t科研机构", "科研机构\t商业企业").replace("\t其他\t\n", "\t\t\n")
        assert self.received(read(text)) == ["absent"] * 7

    def test_a_split_number_is_unreadable(self) -> None:
        raw = self.edited(self.ROW.replace("\t25\t", "\t2 5\t", 1))
        assert raw["requests.received.natural_person"].kind == "unreadable"
        assert raw["requests.received.natural_person"].text == "2 5"

    def test_an_extra_row_is_kept_and_listed(self) -> None:
        raw = self.edited(f"{self.ROW}\n其他主动公开文件\t\t\t3\t0\t0\t0\t0\t0\t3")
        (leftover,) = raw.leftovers
        assert (leftover.reason, leftover.path) == ("extra row", "requests")
        assert leftover.text.startswith("其他主动公开文件\t3")
        assert self.received(raw) == [25, 0, 0, 0, 0, 0, 25]

    def test_the_same_table_twice(self) -> None:
        table = NANGONG[NANGONG.index("第二十条第（一）项") : NANGONG.index("三、收到和处理")]
        twice = NANGONG.replace(table, f"{table}见下表\n{table}")
        raw = read(twice)
        assert len(raw) == 200
        assert "F310" in {finding.code for finding in gr.check(raw).findings}
        torn = read(NANGONG.replace(table, table + "见下表\n" + table.replace("规章\t0", "规章\t2 5")))
        assert len(torn) == 200
        unread = [cell.path for cell in torn if cell.kind is gr.CellKind.UNREADABLE]
        assert unread == ["disclosure.regulations.issued"]  # nobody knows what it says there
        with pytest.raises(gr.ReadError, match="不止一张"):
            read(NANGONG.replace(table, table + "见下表\n" + table.replace("规章\t0", "规章\t7")))


class TestBadInput:
    @pytest.mark.parametrize("data", [b"", b"  \n", b"\x00\x00"])
    def test_empty(self, data: bytes) -> None:
        with pytest.raises(gr.ReadError, match="空的"):
            gr.read(data)

    def test_no_table(self) -> None:
        with pytest.raises(gr.ReadError, match="没有找到"):
            read("今天天气很好。")

    def test_neither_encoding(self) -> None:
        with pytest.raises(gr.ReadError, match="UTF-8"):
            gr.read(b"\xff\xff\xff\xff abc")

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
    def test_encodings(self, encoding: str) -> None:
        assert len(gr.read(NANGONG.encode(encoding))) == 200

    def test_windows_line_ends(self) -> None:
        assert len(read(NANGONG.replace("\n", "\r\n"))) == 200

    def test_half_a_table(self) -> None:
        raw = read(NANGONG[: NANGONG.index("（四）无法提供")])
        result = gr.check(raw)
        assert {finding.code for finding in result.errors} == {"F201", "F202"}
        assert raw["requests.received.total"].value == 25


def test_a_cell_in_brackets_is_no_number_of_the_next_label() -> None:
    """（3） in a cell of 行政处罚, behind it 行政强制: its row is not blank, whatever the cell says."""
    lines = ["信息内容", "本年处理决定数量", "行政处罚", "（3）", "行政强制", "（3）"]
    raw = read("\n\n".join([*lines, "信息内容", "本年处理决定数量", "行政许可", "7"]))
    assert raw["disclosure.licensing.decisions"].value == 7
    assert all(raw[path].kind is gr.CellKind.UNREADABLE for path in raw.paths if "licensing" not in path)


def test_the_number_of_a_label_may_stand_on_a_line_of_its_own() -> None:
    heads = [
        "申请人情况",
        "自然人",
        "法人或其他组织",
        "总计",
        "商业企业",
        "科研机构",
        "社会公益组织",
        "法律服务机构",
        "其他",
    ]
    figures = [str(number) for number in (1, 2, 3, 4, 5, 6, 21)]
    raw = read(
        "\n\n".join([*heads, "一、本年新收政府信息公开申请数量", *figures, "2.", "重复申请", *figures])
    )
    assert raw["requests.outcomes.not_processed.repeated.total"].value == 21


def test_the_first_head_may_be_lost_where_no_blank_shows() -> None:
    heads = [
        "申请人情况",
        "法人或其他组织",
        "总计",
        "商业企业",
        "科研机构",
        "社会公益组织",
        "法律服务机构",
        "其他",
    ]
    figures = [str(number) for number in (1, 2, 3, 4, 5, 6, 21)]
    rows = ["一、本年新收政府信息公开申请数量", *figures, "二、上年结转政府信息公开申请数量"]
    raw = read("\n\n".join([*heads, *rows, *figures]))
    assert [cell.value for cell in raw][:7] == [1, 2, 3, 4, 5, 6, 21]
    raw = read("\n\n".join([*heads, *rows, *figures[1:]]))
    assert all(raw.get(f"requests.carried_in.{name}") is None for name in ("natural_person", "other"))
