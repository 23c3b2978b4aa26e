"""The form, derived from the model: held against the notice's own numbers and words."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import attrs
import pytest

import govinfo_report as gr
from govinfo_report.form import LayoutCell, every_form, form_order
from govinfo_report.form.labels import core
from govinfo_report.form.layout import Role, layout_of
from govinfo_report.form.tree import grow
from govinfo_report.model import Kind, Printing
from govinfo_report.model.fields import Printed, count, row

#: 国办公开办函〔2021〕30号: rows and columns of each table, cells that take a figure.
SIZES = {"disclosure": (14, 4, 10), "requests": (28, 10, 175), "remedies": (4, 15, 15)}


class TestCells:
    def test_two_hundred_cells(self) -> None:
        assert len(gr.form_with().cells) == 200

    def test_undivided_other_has_two_rows_less(self) -> None:
        assert len(gr.form_with(variant="undivided").cells) == 200 - 2 * 7

    @pytest.mark.parametrize(
        ("path", "label"),
        [
            ("disclosure.regulations.issued", "第二十条第（一）项 / 规章 / 本年制发件数"),
            ("disclosure.fees.amount", "第二十条第（八）项 / 行政事业性收费 / 本年收费金额（单位：万元）"),
            ("requests.received.natural_person", "一、本年新收政府信息公开申请数量 / 自然人"),
            (
                "requests.outcomes.refused.state_secret.total",
                "三、本年度办理结果 / （三）不予公开 / 1.属于国家秘密 / 总计",
            ),
            (
                "requests.outcomes.closed_otherwise.other.other",
                "三、本年度办理结果 / （六）其他处理 / 3.其他 / 法人或其他组织 / 其他",
            ),
            (
                "requests.outcomes.total.business",
                "三、本年度办理结果 / （七）总计 / 法人或其他组织 / 商业企业",
            ),
            ("requests.carried_over.total", "四、结转下年度继续办理 / 总计"),
            ("remedies.litigation_direct.pending", "行政诉讼 / 未经复议直接起诉 / 尚未审结"),
        ],
    )
    def test_official_label_of_a_path(self, path: str, label: str) -> None:
        assert " / ".join(gr.form_with().by_path[path].label) == label

    def test_paths_are_those_of_a_truth_file_in_its_order(self, shared: Path) -> None:
        cells = json.loads((shared / "real" / "nangong-2023.json").read_text(encoding="utf-8"))["cells"]
        assert [cell.path for cell in gr.form_with().cells] == list(cells)

    def test_the_common_order_keeps_both_forms_orders(self) -> None:
        order = form_order()
        for form in every_form():
            places = [order[cell.path] for cell in form.cells]
            assert places == sorted(places)
        # 10 and 22 cells of table 2 have three kinds of decisions in common; （六） has 21 or 7 cells.
        assert len(set(order.values())) == 10 + 22 - 3 + 175 + 7 + 15


def test_an_edition_by_name_is_the_edition() -> None:
    assert len(gr.form_with(edition="2019").cells) == 22 + 161 + 15
    former = gr.editions()[1]
    assert gr.form_with(edition=former) is gr.form_with(edition="2019")


@pytest.mark.parametrize(
    "wrong", [{"edition": "2020"}, {"variant": "divided"}, {"edition": "2019", "variant": "undivided"}]
)
def test_an_edition_or_a_variant_that_there_is_not(wrong: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="20"):
        gr.form_with(**wrong)


class TestLayout:
    @pytest.mark.parametrize("table", SIZES)
    def test_size(self, table: str) -> None:
        layout = gr.form_with().layouts[table]
        figures = sum(cell.path is not None for cell in layout.cells)
        assert (layout.rows, layout.columns, figures) == SIZES[table]

    @pytest.mark.parametrize("variant", [None, "undivided"])
    @pytest.mark.parametrize("table", SIZES)
    def test_cells_cover_the_grid_exactly_once(self, table: str, variant: str | None) -> None:
        layout = gr.form_with(variant=variant).layouts[table]
        covered = Counter(
            (row, column)
            for cell in layout.cells
            for row in range(cell.row, cell.row + cell.rowspan)
            for column in range(cell.column, cell.column + cell.colspan)
        )
        assert set(covered.values()) == {1}
        assert len(covered) == layout.rows * layout.columns

    @pytest.mark.parametrize(
        ("table", "row", "column", "rowspan", "colspan", "text"),
        [
            ("disclosure", 0, 0, 1, 4, "第二十条第（一）项"),
            ("disclosure", 1, 3, 1, 1, "现行有效件数"),
            ("disclosure", 12, 1, 1, 3, "本年收费金额（单位：万元）"),
            ("requests", 0, 0, 3, 3, "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"),
            ("requests", 0, 3, 1, 7, "申请人情况"),
            ("requests", 1, 3, 2, 1, "自然人"),
            ("requests", 1, 4, 1, 5, "法人或其他组织"),
            ("requests", 1, 9, 2, 1, "总计"),
            ("requests", 2, 8, 1, 1, "其他"),
            ("requests", 3, 0, 1, 3, "一、本年新收政府信息公开申请数量"),
            ("requests", 5, 0, 22, 1, "三、本年度办理结果"),
            ("requests", 5, 1, 1, 2, "（一）予以公开"),
            ("requests", 7, 1, 8, 1, "（三）不予公开"),
            ("requests", 9, 2, 1, 1, "3.危及“三安全一稳定”"),
            ("requests", 23, 1, 3, 1, "（六）其他处理"),
            ("requests", 26, 1, 1, 2, "（七）总计"),
            ("requests", 27, 0, 1, 3, "四、结转下年度继续办理"),
            ("remedies", 0, 0, 1, 5, "行政复议"),
            ("remedies", 0, 5, 1, 10, "行政诉讼"),
            ("remedies", 1, 0, 2, 1, "结果维持"),
            ("remedies", 1, 5, 1, 5, "未经复议直接起诉"),
            ("remedies", 1, 10, 1, 5, "复议后起诉"),
            ("remedies", 2, 14, 1, 1, "总计"),
        ],
    )
    def test_official_cells(
        self, table: str, row: int, column: int, rowspan: int, colspan: int, text: str
    ) -> None:
        found: dict[tuple[int, int], LayoutCell] = {
            (cell.row, cell.column): cell for cell in gr.form_with().layouts[table].cells
        }
        cell = found[row, column]
        assert (cell.rowspan, cell.colspan, cell.text) == (rowspan, colspan, text)

    def test_undivided_other_is_one_row_whose_label_spans_two_columns(self) -> None:
        layout = gr.form_with(variant="undivided").layouts["requests"]
        (cell,) = [cell for cell in layout.cells if cell.text == "（六）其他处理"]
        assert (layout.rows, cell.rowspan, cell.colspan) == (26, 1, 2)

    def test_a_group_with_one_row_left_keeps_the_rows_label(self) -> None:
        tree = gr.form_with().tables["requests"]
        rows = ("received", "outcomes.refused.petitions", "outcomes.refused.state_secret")
        paths = {cell.path for cell in tree.cells() if any(f".{row}." in cell.path for row in rows)}
        kept = tree.only(paths)
        assert kept is not None
        layout = gr.form_with().layout(kept)
        labels = [(cell.column, cell.colspan, cell.text) for cell in layout.cells if cell.role is Role.LABEL]
        assert labels == [
            (0, 3, "一、本年新收政府信息公开申请数量"),
            (0, 1, "三、本年度办理结果"),
            (1, 1, "（三）不予公开"),
            (2, 1, "1.属于国家秘密"),
        ]
        assert sum(layout.widths) == sum(gr.form_with().layouts["requests"].widths)


@attrs.frozen(kw_only=True)
class Half:
    done: int = attrs.field(metadata=count("办结"))
    open: int = attrs.field(metadata=count("未结", under="其中"))


@attrs.frozen(kw_only=True)
class Halves:
    first: Half = attrs.field(metadata=row("上半年"))
    second: Half = attrs.field(metadata=row("下半年"))


class TestKindsOfTables:
    """A table of an edition needs no code of its own: it is printed as its kind says."""

    @pytest.mark.parametrize(
        ("model", "printing", "lines"),
        [
            (Halves, Printing(kind=Kind.BLOCKS, corner="项"), ["项 办结 未结", "上半年 # #", "下半年 # #"]),
            (
                Halves,
                Printing(kind=Kind.ROWS, labels=(500,), corner="注", over="数"),
                ["注 数 ←", "↑ 办结 其中", "↑ ↑ 未结", "上半年 # #", "下半年 # #"],
            ),
            (
                Halves,
                Printing(kind=Kind.HEADS),
                ["上半年 ← 下半年 ←", "办结 未结 办结 未结", "# # # #"],
            ),
            (Half, Printing(kind=Kind.PAIRS, corner="项", over="数"), ["项 数", "办结 #", "未结 #"]),
        ],
    )
    def test_layout(self, model: type, printing: Printing, lines: list[str]) -> None:
        layout = layout_of(grow(model, "made", Printed(label="五、表"), chosen=()), printing)
        drawn = [["?"] * layout.columns for _ in range(layout.rows)]
        for cell in layout.cells:
            for at in range(cell.row, cell.row + cell.rowspan):
                for column in range(cell.column, cell.column + cell.colspan):
                    mark = "↑" if at > cell.row else "←" if column > cell.column else cell.text or "#"
                    drawn[at][column] = mark
        assert [" ".join(line) for line in drawn] == lines
        assert sum(layout.widths) == printing.width


class TestIdentities:
    def test_forty_two_relations(self) -> None:
        counted = Counter(identity.rule.relation for identity in gr.form_with().identities)
        assert counted == {"A1": 7, "A2": 7, "A3": 25, "A4": 3}

    @pytest.mark.parametrize(("variant", "rows"), [(None, 21), ("undivided", 19)])
    def test_outcomes_total_sums_every_detail_row(self, variant: str | None, rows: int) -> None:
        for identity in gr.form_with(variant=variant).identities:
            if identity.rule.relation == "A2":
                assert len(identity.terms) == rows

    def test_balance_of_a_column(self) -> None:
        identity = gr.form_with().identities[0]
        assert identity.total == "requests.outcomes.total.natural_person"
        assert [(term.sign, term.path) for term in identity.terms] == [
            (1, "requests.received.natural_person"),
            (1, "requests.carried_in.natural_person"),
            (-1, "requests.carried_over.natural_person"),
        ]

    def test_explains_itself(self) -> None:
        last = gr.form_with().identities[-1]
        assert last.explain().startswith("T401 每块：总计＝结果维持＋")
        assert last.explain("en").startswith("T401 Each block:")


class TestLabels:
    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("（三）不予公开", "(三) 不予公开"),
            ("1.属于国家秘密", "１．属于国家秘密"),
            ("1.属于国家秘密", "1、属于国家秘密"),
            ("3.危及“三安全一稳定”", '3. 危及"三安全一稳定"'),
            ("商业企业", "商 业 企 业"),
            ("商业企业", "商业\n企业"),
            ("本年收费金额（单位：万元）", "本年收费金额(单位:万元)"),
            ("二、主动公开政府信息情况", "、主动公开政府信息情况"),
        ],
    )
    def test_typography_makes_no_other_wording(self, one: str, other: str) -> None:
        assert core(one) == core(other)

    def test_different_words_are_different(self) -> None:
        words = [cell.text for table in SIZES for cell in gr.form_with().layouts[table].cells if cell.text]
        assert core("其他法律法规禁止公开") not in {core(word) for word in words}
