"""Text whose rows and heads a page, a converter or a gateway has broken: what each prints is read."""

from __future__ import annotations

import pytest

import govinfo_report as gr

TABLE_2 = "二、主动公开政府信息情况\n"
TABLE_3 = (
    "三、收到和处理政府信息公开申请情况\n"
    "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和） | 申请人情况 |\n"
    "自然人 | 法人或其他组织 | 总计 |\n"
)
LEAVES = "商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 |\n"
RECEIVED = "一、本年新收政府信息公开申请数量"
CARRIED = "二、上年结转政府信息公开申请数量"


def rows(text: str) -> dict[str, str]:
    """Path of each row read → what its cells print, □ for a blank."""
    found: dict[str, list[str]] = {}
    for cell in gr.read(f"某县某局2022年政府信息公开工作年度报告\n{text}".encode()):
        found.setdefault(cell.path.rpartition(".")[0], []).append(cell.text or "□")
    return {path: " ".join(texts) for path, texts in found.items()}


class TestBarsOnLinesOfTheirOwn:
    def test_they_are_blank_cells_of_the_row_that_they_part(self) -> None:
        text = (
            f"{TABLE_3}{LEAVES}{RECEIVED} | 31 |\n|\n|\n|\n|\n| 31 |\n"
            f"{CARRIED} |\n|\n|\n|\n|\n|\n| 2 |\n三、本年度办理结果 | （一）予以公开 | 7 |\n"
            "|\n|\n|\n|\n| 7 |\n"
        )
        assert rows(text) == {
            "requests.received": "31 □ □ □ □ □ 31",
            "requests.carried_in": "□ □ □ □ □ □ 2",
            "requests.outcomes.granted": "7 □ □ □ □ □ 7",
        }

    def test_a_row_that_lacks_one_is_left_over(self) -> None:
        text = f"{TABLE_3}{LEAVES}{RECEIVED} | 31 |\n|\n|\n|\n| 31 |\n{CARRIED} |\n|\n|\n|\n|\n|\n| 2 |\n"
        assert rows(text) == {"requests.carried_in": "□ □ □ □ □ □ 2"}


class TestHeadsOverTwoLines:
    ROWS = f"{RECEIVED} | 14 | 3 | 0 | 0 | 1 | 0 | 18 |\n"

    @pytest.mark.parametrize(
        "heads",
        [
            "商业 | 科研 | 社会公益组织 | 法律服务机构 | 其他 |\n企业 | 机构 |\n",
            "商业企业 | 科研机构 | 社会公益 | 法律服务 | 其他 |\n组织 | 机构 |\n",
        ],
    )
    def test_they_are_put_together(self, heads: str) -> None:
        assert rows(TABLE_3 + heads + self.ROWS) == {"requests.received": "14 3 0 0 1 0 18"}

    @pytest.mark.parametrize(
        "heads",
        [
            "商业 | 科研 | 社会公益组织 | 法律服务机构 | 其他 |\n企业 | 单位 |\n",
            "商业 | 社会公益组织 | 法律服务机构 | 其他 |\n企业 | 机构 |\n",
        ],
        ids=["another word", "a head is lost"],
    )
    def test_what_ends_no_head_is_not(self, heads: str) -> None:
        assert rows(TABLE_3 + heads + self.ROWS) == {}


class TestSingleSpaces:
    TEXT = (
        f"{TABLE_2}第二十条第(五)项\n信息内容 上一年项目数量 本年增/减 处理决定数量\n行政许可 52 +17 311\n"
        "其他对外管理服务事项 8 +3 29\n第二十条第(九)项\n信息内容 采购项目数量 采购总金额\n"
        "政府集中采购 5 81.3万元\n"
    )

    def test_rows_with_as_many_figures_as_their_heads_are_read(self) -> None:
        assert rows(self.TEXT) == {
            "disclosure.licensing": "52 +17 311",
            "disclosure.other_services": "8 +3 29",
            "disclosure.procurement": "5 81.3万元",
        }

    def test_one_row_with_fewer_shows_that_blanks_are_lost(self) -> None:
        with pytest.raises(gr.ReadError):
            rows(self.TEXT.replace("8 +3 29", "8 29"))


class TestWords:
    @pytest.mark.parametrize(
        ("text", "wanted"),
        [
            (
                "第二十條第(一)項 | ||||\n資訊內容 | 本年新製作數量 | 本年新公開數量 | 對外公開總數量 |\n"
                "規章 | 0 | 0 | 0 |\n規範性檔案 | 4 | 4 | 21 |\n",
                {"disclosure.regulations": "0 0 0", "disclosure.normative_documents": "4 4 21"},
            ),
            (
                "信息內容 | 上一年項(xiàng)目數(shù)量 | 本年增/減 | 處理決定數(shù)量 |\n"
                "行政許可 | 9 | +1 | 88 |\n",
                {"disclosure.licensing": "9 +1 88"},
            ),
            (
                "信息内容\n\n上一年项目数量\n\n本年增/\n\n处理决定数量\n\n行政许可\n\n21\n\n+5\n\n26\n",
                {"disclosure.licensing": "21 +5 26"},
            ),
            (
                "信息内容\n\n采购项目数量\n\n采购总金额\n\n政府集中采购\n\n14批次\n\n352078.4元\n",
                {"disclosure.procurement": "14批次 352078.4元"},
            ),
        ],
        ids=["whole words of a gateway", "glosses", "a head cut at its stroke", "counters"],
    )
    def test_they_are_known(self, text: str, wanted: dict[str, str]) -> None:
        assert rows(TABLE_2 + text) == wanted

    def test_the_label_of_a_row_may_lack_a_word(self) -> None:
        text = f"{TABLE_3}{LEAVES}二、上年结转政府信息公开数量 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |\n"
        assert rows(text) == {"requests.carried_in": "1 0 0 0 0 0 1"}
