"""The template: its look and locks, and its live checks verified with LibreOffice against `check`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

import govinfo_report as gr
from govinfo_report import testing as given_a
from govinfo_report.findings import Outcome
from tests.makers import convert, needs_office

TABLES = (
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
)
VERDICTS = {
    Outcome.PASSED: "相符",
    Outcome.FAILED: "不符",
    Outcome.UNDECIDED: "未填",
    Outcome.NOT_APPLICABLE: "未填",
}
ONCE = settings(
    max_examples=2,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@pytest.fixture(params=["2021", "2019"])
def template(request: pytest.FixtureRequest, tmp_path: Path) -> Any:
    path = gr.write_template(tmp_path / "t.xlsx", agency="甲市审计局", year=2025, edition=request.param)
    return load_workbook(path)


def cell_at(workbook: Any, path: str) -> Any:
    """The cell of a workbook that bears a canonical path for its name."""
    sheet, address = workbook.defined_names[path].attr_text.rsplit("!", 1)
    return workbook[sheet.strip("'")][address.replace("$", "")]


def put(workbook: Any, raw: gr.RawReport, *, totals: bool) -> None:
    """Fill in what a report prints, as somebody at a keyboard would; totals too, or left to formulas."""
    for cell in raw:
        if totals or not raw.form.by_path[cell.path].computed:
            cell_at(workbook, cell.path).value = cell.value if cell.value is not None else cell.text or None


def has_a_template(raw: gr.RawReport) -> bool:
    """Whether its form is one of the two editions': no hybrid, no undivided （六） in that of 2021."""
    return raw.edition is not None and set(raw.paths) <= set(gr.form_with(edition=raw.edition).by_path)


class TestTheWorkbook:
    def test_sheets_in_the_order_of_the_form(self, template: Any) -> None:
        assert template.sheetnames == [
            "封面",
            "一、总体情况",
            *TABLES,
            "五、存在的主要问题及改进情况",
            "六、其他需要报告的事项",
            "校验",
        ]

    def test_the_cover_asks_who_and_when(self, template: Any) -> None:
        names = [template["封面"].cell(row, 1).value for row in range(3, 11)]
        assert names == [
            "机关名称",
            "年度",
            "统计期限",
            "填报人",
            "审核人",
            "联系电话",
            "填报日期",
            "校验结论",
        ]

    def test_every_cell_of_the_form_has_its_path_for_a_name(self, template: Any, tmp_path: Path) -> None:
        raw = gr.read(tmp_path / "t.xlsx")
        assert set(template.defined_names) == set(raw.paths)
        for cell in raw:
            at = cell_at(template, cell.path)
            assert (at.parent.title, at.coordinate) == (cell.source.sheet, cell.source.cell)

    def test_input_cells_are_open_and_nothing_else(self, template: Any, tmp_path: Path) -> None:
        form = gr.read(tmp_path / "t.xlsx").form
        inputs = {
            (at.parent.title, at.coordinate)
            for cell in form.cells
            if not cell.computed
            for at in [cell_at(template, cell.path)]
        }
        for name in TABLES:
            sheet = template[name]
            assert sheet.protection.sheet
            assert sheet.protection.password is None
            merged = {
                sheet.cell(row, column).coordinate
                for area in sheet.merged_cells.ranges
                for row, column in area.cells
            }
            for row in sheet.iter_rows():
                for cell in row:
                    if cell.coordinate not in merged:
                        assert cell.protection.locked is ((name, cell.coordinate) not in inputs)
        assert template["校验"].protection.sheet
        assert not any(not cell.protection.locked for row in template["校验"].iter_rows() for cell in row)

    def test_inputs_take_what_their_cells_take_and_say_so_in_chinese(
        self, template: Any, tmp_path: Path
    ) -> None:
        form = gr.read(tmp_path / "t.xlsx").form
        types = {"count": "whole", "change": "whole", "amount": "decimal"}
        for cell in form.cells:
            at = cell_at(template, cell.path)
            rules = [
                rule for rule in at.parent.data_validations.dataValidation if at.coordinate in rule.sqref
            ]
            if cell.computed or cell.kind == "money":
                assert not rules
                continue
            (rule,) = rules
            assert rule.type == types[cell.kind]
            assert rule.showErrorMessage
            assert "此处只能填写" in rule.error
            assert float(rule.formula1) == (-999_999_999 if cell.kind == "change" else 0)

    def test_each_table_prints_on_one_a4_page_and_stays_in_view(self, template: Any) -> None:
        for name in TABLES:
            page = template[name].page_setup
            assert (page.paperSize, page.fitToWidth, page.fitToHeight) == ("9", 1, 1) or page.paperSize == 9
            assert template[name].sheet_properties.pageSetUpPr.fitToPage
            assert template[name].freeze_panes is not None

    def test_says_how_to_fill_it_in(self, template: Any) -> None:
        rule = "黄色格可填，其余自动计算；没有的填 0，不空着，不填“/”。"
        for place in ("A12", *(f"{name}!A2" for name in TABLES)):
            name, _, address = place.rpartition("!")
            assert rule in template[name or "封面"][address].value
        for name in TABLES:
            for prompt in template[name].data_validations.dataValidation:
                assert prompt.showInputMessage
                assert "没有的填 0，不空着，不填“/”。" in prompt.prompt

    def test_all_sheets_are_as_wide_so_that_their_pages_have_one_type_size(self, template: Any) -> None:
        widths = [
            sum(column.width for column in sheet.column_dimensions.values()) for sheet in template.worksheets
        ]
        assert max(widths) - min(widths) < 0.5
        assert {sheet.page_margins.left - sheet.page_margins.right for sheet in template} == {0}
        assert all(sheet.print_options.horizontalCentered for sheet in template)

    def test_labels_of_groups_stand_in_one_line_or_in_lines_of_a_length(self, template: Any) -> None:
        """A digit of 宋体 in 11 points, by which widths are counted, is 8 pixels; a character 10 points."""
        widths = template[TABLES[1]].column_dimensions
        room = {column: (widths[column].width * 8 - 5) * 0.75 / 10 for column in "ABDJ"}
        assert 3 <= room["A"] < 4  # 三、本 / 年度办 / 理结果
        assert room["B"] >= len("（三）不予公开")
        assert room["D"] >= len("商业企业")

    def test_prose_sheets_say_what_belongs_there_and_reading_passes_over_it(
        self, template: Any, tmp_path: Path
    ) -> None:
        assert "五个方面" in template["一、总体情况"]["A2"].value
        assert "不能只写“无”" in template["五、存在的主要问题及改进情况"]["A2"].value
        assert "信息处理费" in template["六、其他需要报告的事项"]["A2"].value
        raw = gr.read(tmp_path / "t.xlsx")
        assert not raw.overview
        assert not raw.preamble
        assert not raw.other_matters

    def test_a_line_for_every_relation(self, template: Any, tmp_path: Path) -> None:
        identities = gr.read(tmp_path / "t.xlsx").form.identities
        lines = list(template["校验"].iter_rows(min_row=5))
        assert [line[1].value for line in lines] == [identity.rule.code for identity in identities]
        for line, identity in zip(lines, identities, strict=True):
            at = cell_at(template, identity.total)
            assert line[1].hyperlink.location == f"'{at.parent.title}'!{at.coordinate}"

    @pytest.mark.usefixtures("template")
    def test_only_the_instruction_of_a_label_is_in_kaiti(self, tmp_path: Path) -> None:
        sheet = load_workbook(tmp_path / "t.xlsx", rich_text=True)[TABLES[1]]
        assert sheet["A3"].font.name == "楷体"
        assert [(part.font.rFont, str(part)) for part in sheet["B9"].value] == [
            ("宋体", "（二）部分公开"),
            ("楷体", "（区分处理的，只计这一情形，不计其他情形）"),
        ]

    def test_the_preamble_stands_in_open_cells_that_grow(self, template: Any) -> None:
        cover = template["封面"]
        merged = {area.coord for area in cover.merged_cells.ranges}
        assert not any(name.startswith(("A14", "A15")) for name in merged)
        assert [cover.cell(row, 2).protection.locked for row in (13, 14, 25, 26)] == [
            True,
            False,
            False,
            True,
        ]

    def test_the_next_row_of_prose_is_as_yellow_as_any_input(self, template: Any) -> None:
        for sheet, rows in (("一、总体情况", "A3:A62"), ("封面", "B14:B25")):
            first, above = rows.partition(":")[0], rows[0] + str(int(rows.partition(":")[0][1:]) - 1)
            (rule,) = [
                rule
                for area in template[sheet].conditional_formatting
                if str(area.sqref) == rows
                for rule in area.rules
            ]
            assert rule.formula == [f'AND({first}="",OR(ROW()={first[1:]},{above}<>""))']
            fill = template[TABLES[0]]["B5"].fill.fgColor.rgb
            assert rule.dxf.fill.bgColor.rgb == fill

    def test_who_filled_it_in_is_no_part_of_the_report(self, template: Any, tmp_path: Path) -> None:
        template["封面"]["B6"] = "张三"
        template["封面"]["B8"] = "0319-1234567"
        template.save(tmp_path / "named.xlsx")
        raw = gr.read(tmp_path / "named.xlsx")
        assert (raw.agency, raw.year, raw.preamble) == ("甲市审计局", 2025, None)
        assert "填报人\t张三" in [leftover.text for leftover in raw.leftovers]


class TestLastYear:
    def test_what_was_carried_over_is_carried_in_and_says_from_where(
        self, nangong: gr.AnnualReport, tmp_path: Path
    ) -> None:
        over = attrs.evolve(nangong.requests.carried_over, natural_person=3, business=1)
        last = attrs.evolve(
            nangong,
            requests=attrs.evolve(
                nangong.requests,
                carried_over=over,
                received=attrs.evolve(nangong.requests.received, natural_person=28, business=1),
            ),
        )
        path = gr.write_template(tmp_path / "t.xlsx", last_year=last)
        workbook = load_workbook(path)
        assert workbook["封面"]["B3"].value == nangong.agency
        assert workbook["封面"]["B4"].value == 2024
        at = cell_at(workbook, "requests.carried_in.natural_person")
        assert at.value == 3
        assert "2023年度报告" in at.comment.text
        assert cell_at(workbook, "requests.carried_in.business").value == 1
        assert cell_at(workbook, "requests.received.natural_person").value is None
        shown = [str(workbook[TABLES[0]].cell(row, 1).value) for row in (18, 19)]
        assert "规章上年现行有效 0 件" in shown[0]
        assert "行政规范性文件上年现行有效 19 件" in shown[1]

    def test_a_blank_of_last_year_stays_blank(self, tmp_path: Path, nangong: gr.AnnualReport) -> None:
        raw = gr.RawReport.of(nangong)
        blank = "requests.carried_over.business"
        cells = tuple(gr.Cell(cell.path, gr.CellKind.BLANK) if cell.path == blank else cell for cell in raw)
        path = gr.write_template(tmp_path / "t.xlsx", last_year=attrs.evolve(raw, cells=cells))
        workbook = load_workbook(path)
        assert cell_at(workbook, "requests.carried_in.business").value is None
        assert cell_at(workbook, "requests.carried_in.research").value == 0

    def test_an_agencys_name_becomes_no_formula(self, nangong: gr.AnnualReport, tmp_path: Path) -> None:
        evil = '甲"&HYPERLINK("http://x")&"局'
        path = gr.write_template(tmp_path / "t.xlsx", last_year=attrs.evolve(nangong, agency=evil))
        workbook = load_workbook(path)
        for sheet in workbook:
            for row in sheet.iter_rows():
                assert not any(cell.data_type == "f" and "HYPERLINK" in str(cell.value) for cell in row)
        assert workbook["封面"]["B3"].value == evil
        assert gr.read(path).agency == evil

    def test_another_year_or_agency_is_refused(self, nangong: gr.AnnualReport, tmp_path: Path) -> None:
        with pytest.raises(gr.WriteError, match="2023"):
            gr.write_template(tmp_path / "t.xlsx", year=2025, last_year=nangong)
        with pytest.raises(gr.WriteError, match="乙局"):
            gr.write_template(tmp_path / "t.xlsx", agency="乙局", last_year=nangong)
        assert not list(tmp_path.iterdir())


@needs_office
class TestVerifiedWithLibreOffice:
    """What the sheet 校验 says when LibreOffice computes it is what `check` says of the same figures."""

    def verdicts(self, path: Path) -> list[str]:
        rows = load_workbook(path, data_only=True)["校验"].iter_rows(min_row=5, values_only=True)
        return [str(row[7]) for row in rows]

    def compare(self, folder: Path, raws: Sequence[gr.RawReport], *, totals: bool) -> None:
        files: list[Path] = []
        for number, raw in enumerate(raws):
            edition = raw.edition or gr.editions()[0]
            files.append(gr.write_template(folder / f"{number}.xlsx", edition=edition, overwrite=True))
            workbook = load_workbook(files[-1])
            put(workbook, raw, totals=totals)
            workbook.save(files[-1])
        out = folder / "out"
        out.mkdir(exist_ok=True)
        for raw, path in zip(raws, convert(files, "xlsx", out), strict=True):
            said = self.verdicts(path)
            expected = [VERDICTS[each.outcome] for each in gr.check(raw).evaluations]
            if totals:
                assert said == expected
            again = gr.check(gr.read(path))
            assert said == [VERDICTS[each.outcome] for each in again.evaluations]
            cover = load_workbook(path, data_only=True)["封面"]["B10"].value
            assert (f"有 {said.count('不符')} 处不符" in cover) is ("不符" in said)
            assert (f"尚未填完：{said.count('未填')} 条关系缺数" in cover) is ("未填" in said)
            empty = sum(
                cell.value is None and not raw.form.by_path[cell.path].computed for cell in gr.read(path)
            )
            assert (f"还有 {empty} 格未填" in cover) is (empty > 0)
            assert ("没有不符" in cover) is (set(said) == {"相符"} and not empty)

    @pytest.mark.parametrize("edition", gr.editions(), ids=str)
    def test_a_report_without_a_zero_and_one_with_every_total_off_by_one(
        self, tmp_path: Path, edition: gr.Edition
    ) -> None:
        """Every cell counts in its relations, with its sign; every total is compared with its parts."""
        form = gr.form_with(edition=edition)
        figures = {cell.path: 3 + 7 * number for number, cell in enumerate(form.cells)}
        for rule in ("T302", "T303", "T401"):  # the totals of columns, and then those of rows
            for identity in form.identities:
                if identity.rule.code == rule:
                    figures[identity.total] = sum(figures[term.path] for term in identity.terms)
        balances = [identity for identity in form.identities if identity.rule.code == "T301"]
        for identity in balances:  # what came in makes good what came out
            first, *rest = identity.terms
            known = sum(term.sign * figures[term.path] for term in rest)
            figures[first.path] = figures[identity.total] - known
        cells = {
            cell.path: gr.Cell(cell.path, gr.CellKind.NUMBER, figures[cell.path], str(figures[cell.path]))
            for cell in form.cells
        }
        whole = gr.RawReport(agency="甲局", year=2025, cells=tuple(cells.values()))
        assert {each.outcome for each in gr.check(whole).evaluations} == {Outcome.PASSED}
        wrong = {identity.total for identity in form.identities}
        shifted = tuple(
            gr.Cell(path, cell.kind, figures[path] + (path in wrong), str(figures[path] + (path in wrong)))
            for path, cell in cells.items()
        )
        self.compare(tmp_path, [whole, attrs.evolve(whole, cells=shifted)], totals=True)

    @ONCE
    @given(
        raws=st.lists(given_a.reports().map(gr.RawReport.of).filter(has_a_template), min_size=4, max_size=4)
    )
    def test_reports_that_hold(
        self, tmp_path_factory: pytest.TempPathFactory, raws: list[gr.RawReport]
    ) -> None:
        self.compare(tmp_path_factory.mktemp("hold"), raws, totals=False)

    @ONCE
    @given(data=st.data())
    def test_a_violation_of_every_rule(
        self, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
    ) -> None:
        drawn = {
            rule.code: data.draw(given_a.violations(rule.code), label=rule.code)
            for rule in given_a.violable_rules()
        }
        raws = [raw for raw in drawn.values() if has_a_template(raw)]
        assert {code for code, raw in drawn.items() if not has_a_template(raw)} == {"F204", "F208"}
        self.compare(tmp_path_factory.mktemp("break"), raws, totals=True)

    def test_a_blank_template_has_nothing_to_say(self, tmp_path: Path) -> None:
        path = gr.write_template(tmp_path / "t.xlsx")
        (tmp_path / "out").mkdir()
        (made,) = convert([path], "xlsx", tmp_path / "out")
        assert set(self.verdicts(made)) == {"未填"}
        cover = load_workbook(made, data_only=True)["封面"]
        assert cover["B10"].value == "尚未填完：42 条关系缺数，不能判定；还有 166 格未填。"
        assert not cover["A1"].value

    def test_a_filled_template_shows_its_title_and_period(
        self, nangong: gr.AnnualReport, tmp_path: Path
    ) -> None:
        template = gr.write_template(tmp_path / "t.xlsx", agency=nangong.agency, year=2023)
        workbook = load_workbook(template)
        put(workbook, gr.RawReport.of(nangong), totals=False)
        workbook.save(template)
        (tmp_path / "out").mkdir()
        (made,) = convert([template], "xlsx", tmp_path / "out")
        cover = load_workbook(made, data_only=True)["封面"]
        assert cover["A1"].value == nangong.title
        assert cover["B5"].value == "2023年1月1日至2023年12月31日"
        assert cover["B10"].value == "没有不符。"
        raw = gr.read(made)
        assert raw.to_report().requests == nangong.requests


class TestMergedCells:
    """A merged cell holds one value; what belongs into another of its cells has no place."""

    @pytest.mark.parametrize(
        ("sheet", "merged", "cell"),
        [
            ("三、收到和处理政府信息公开申请情况", "D6:E6", "E6"),
            ("四、政府信息公开行政复议、行政诉讼情况", "A6:B6", "B6"),
            ("封面", "A4:B4", "B4"),
        ],
    )
    def test_fill_names_the_cell_and_writes_nothing(
        self, tmp_path: Path, nangong: gr.AnnualReport, sheet: str, merged: str, cell: str
    ) -> None:
        form, out = tmp_path / "form.xlsx", tmp_path / "out.xlsx"
        gr.write_template(form)
        workbook = load_workbook(form)
        workbook[sheet].merge_cells(merged)
        workbook.save(form)
        with pytest.raises(gr.WriteError, match=rf"{sheet}!{cell} 在合并单元格 {merged} 里"):
            gr.fill(form, nangong, out)
        assert not out.exists()


@needs_office
def test_words_where_numbers_belong_are_told_and_coloured(tmp_path: Path) -> None:
    gr.write_template(tmp_path / "t.xlsx", agency="甲局", year=2024)
    workbook = load_workbook(tmp_path / "t.xlsx")
    sheet = next(each for each in workbook if each.title.startswith("三"))
    sheet["D6"], sheet["E6"], sheet["D7"] = "12件", "２", 3
    rules = [
        rule.formula
        for where in sheet.conditional_formatting
        if "D6" in str(where.sqref)
        for rule in where.rules
    ]
    assert ["ISTEXT(D6)"] in rules
    workbook.save(tmp_path / "t.xlsx")
    (tmp_path / "out").mkdir()
    (path,) = convert([tmp_path / "t.xlsx"], "xlsx", tmp_path / "out")
    cover = load_workbook(path, data_only=True)["封面"]["B10"].value
    assert cover == "尚未填完：42 条关系缺数，不能判定；还有 165 格未填，其中 2 格填的不是数（已标红）。"
