"""Which edition tables show, block by block."""

from __future__ import annotations

from decimal import Decimal

import attrs
import pytest
from hypothesis import given

import govinfo_report as gr
from govinfo_report import testing as given_a
from govinfo_report.form import edition_shown, editions_shown, form_showing
from govinfo_report.form.forms import form_of
from govinfo_report.model import FigureKind
from govinfo_report.raw import parse_figure

OLD, NEW = gr.form_with(edition="2019"), gr.form_with()

#: form.md, "Table 2, edition 2019": rows and the official heads over their cells.
TABLE_2019 = {
    "disclosure.regulations": ("规章", "本年新制作数量 本年新公开数量 对外公开总数量"),
    "disclosure.normative_documents": ("规范性文件", "本年新制作数量 本年新公开数量 对外公开总数量"),
    "disclosure.licensing": ("行政许可", "上一年项目数量 本年增/减 处理决定数量"),
    "disclosure.other_services": ("其他对外管理服务事项", "上一年项目数量 本年增/减 处理决定数量"),
    "disclosure.penalties": ("行政处罚", "上一年项目数量 本年增/减 处理决定数量"),
    "disclosure.coercion": ("行政强制", "上一年项目数量 本年增/减 处理决定数量"),
    "disclosure.fees": ("行政事业性收费", "上一年项目数量 本年增/减"),
    "disclosure.procurement": ("政府集中采购", "采购项目数量 采购总金额"),
}


class TestThe2019Form:
    def test_it_has_22_161_and_15_cells(self) -> None:
        sizes = [
            sum(cell.table == table for cell in OLD.cells) for table in ("disclosure", "requests", "remedies")
        ]
        assert sizes == [22, 161, 15]

    def test_rows_and_heads_of_table_2(self) -> None:
        rows = OLD.tables["disclosure"].children
        found = {
            row.path: (row.printed.label, " ".join(cell.printed.label for cell in row.children))
            for row in rows
        }
        assert found == TABLE_2019

    def test_table_2_has_18_rows_and_5_columns(self) -> None:
        layout = OLD.layouts["disclosure"]
        assert (layout.rows, layout.columns) == (18, 5)

    def test_table_3_has_26_rows(self) -> None:
        assert OLD.layouts["requests"].rows == 26


class TestTheEditionIsDecidedByTheTables:
    @pytest.mark.parametrize("form", [OLD, NEW], ids=["2019", "2021"])
    def test_a_whole_form(self, form: gr.Form) -> None:
        paths = [cell.path for cell in form.cells]
        assert edition_shown(paths) == form.edition
        assert form_showing(paths) is form

    @pytest.mark.parametrize(
        ("path", "edition"),
        [
            ("disclosure.regulations.repealed", "2021"),
            ("disclosure.regulations.in_force", "2021"),
            ("disclosure.fees.amount", "2021"),
            ("disclosure.regulations.public_total", "2019"),
            ("disclosure.penalties.change", "2019"),
            ("disclosure.procurement.amount", "2019"),
            ("requests.outcomes.closed_otherwise.other.total", "2021"),
            ("requests.outcomes.closed_otherwise.undivided.total", "2019"),
            ("remedies.reconsideration.total", None),
        ],
    )
    def test_a_telling_cell(self, path: str, edition: str | None) -> None:
        assert (shown := edition_shown([path])) is None or shown.name == edition
        assert (shown is None) == (edition is None)

    def test_an_undivided_other_is_no_hybrid_of_the_2021_edition(self) -> None:
        paths = [cell.path for cell in gr.form_with(variant="undivided").cells]
        assert edition_shown(paths) == NEW.edition

    def test_a_row_that_lost_all_but_what_the_other_edition_has_is_no_hybrid(self) -> None:
        lost = {"disclosure.licensing.previous_items", "disclosure.licensing.change"}
        paths = [cell.path for cell in OLD.cells if cell.path not in lost]
        assert edition_shown(paths) == OLD.edition
        assert edition_shown(["disclosure.licensing.decisions"]) == NEW.edition

    @given(given_a.reports())
    def test_the_form_of_a_built_report_is_that_of_its_cells(self, report: gr.AnnualReport) -> None:
        form, raw = form_of(report), gr.RawReport.of(report)
        assert [cell.path for cell in form.cells] == [cell.path for cell in raw.form.cells] == list(raw.paths)
        assert form.edition == raw.edition
        assert form.edition in (report.edition, None)  # table 3 of 2021 beside table 2 of 2019

    def test_a_hybrid_has_each_row_as_it_is(self) -> None:
        documents = [cell.path for cell in OLD.cells if ".regulations." in cell.path]
        paths = documents + [
            cell.path for cell in NEW.cells if not cell.path.startswith("disclosure.regulations")
        ]
        form = form_showing(paths)
        assert edition_shown(paths) is None
        assert [cell.path for cell in form.cells] == paths
        assert editions_shown(paths)["disclosure.regulations"] == OLD.edition


class TestHybridReports:
    @given(given_a.violations("hybrid-form"))
    def test_they_build_no_report_and_say_why(self, raw: gr.RawReport) -> None:
        with pytest.raises(gr.InvalidReport) as caught:
            raw.to_report()
        assert [finding.code for finding in caught.value.findings] == ["F208"]


class TestFiguresOfThe2019Edition:
    @pytest.mark.parametrize(
        ("text", "value"),
        [
            ("+21", 21),
            ("-35", -35),
            ("增10", 10),
            ("减3", -3),
            ("減3", -3),
            ("增加2", 2),
            ("+(0)", 0),
            ("-(0)", 0),
            ("0", 0),
            ("７", 7),
        ],
    )
    def test_a_change_is_signed(self, text: str, value: int) -> None:
        reading = parse_figure(text, FigureKind.CHANGE)
        assert (reading.value, reading.text) == (value, text)

    @pytest.mark.parametrize("text", ["+5/-3", "增5减3", "↑3", "±2", "5-3", "(3)"])
    def test_what_is_not_certain_is_not_read(self, text: str) -> None:
        assert parse_figure(text, FigureKind.CHANGE).kind is gr.CellKind.UNREADABLE

    @pytest.mark.parametrize(
        ("text", "number", "unit", "wan"),
        [
            ("251000元", "251000", "元", "25.1"),
            ("17.27万元", "17.27", "万元", "17.27"),
            ("30萬元", "30", "万元", "30"),
            ("0.5亿元", "0.5", "亿元", "5000"),
            ("88", "88", None, None),
        ],
    )
    def test_a_sum_keeps_the_unit_it_names(
        self, text: str, number: str, unit: str | None, wan: str | None
    ) -> None:
        zero = Decimal(0)
        cells = [
            gr.Cell(cell.path, gr.CellKind.NUMBER, zero if "amount" in cell.path else 0, "0")
            for cell in OLD.cells
        ]
        reading = parse_figure(text, FigureKind.MONEY)
        cells[21] = gr.Cell("disclosure.procurement.amount", reading.kind, reading.value, reading.text)
        report = gr.RawReport(agency="甲局", year=2020, cells=tuple(cells)).to_report()
        assert isinstance(report.disclosure, gr.Disclosure2019)
        amount = report.disclosure.procurement.amount
        assert (amount.number, amount.unit) == (Decimal(number), unit)
        assert amount.wan == (None if wan is None else Decimal(wan))

    def test_the_edition_of_a_report_is_that_of_its_table_2(self) -> None:
        zeros = [gr.Cell(cell.path, gr.CellKind.NUMBER, 0, "0") for cell in OLD.cells]
        report = gr.RawReport(agency="甲局", year=2020, cells=tuple(zeros)).to_report()
        assert report.edition == OLD.edition
        assert gr.from_json(gr.to_json(report)) == report
        assert (
            gr.check(attrs.evolve(report, year=2022, period=gr.Period.of_year(2022))).outcomes["F207"]
            == "failed"
        )
