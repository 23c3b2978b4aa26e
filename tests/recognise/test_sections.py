"""Which text is which section's, where a page's own words stand between; no word of the report is lost."""

from __future__ import annotations

from collections.abc import Callable

import attrs
import pytest

import govinfo_report as gr
from tests.documents.grids import Document, document_of
from tests.documents.html import HtmlStyle, render_html
from tests.documents.pdf import PdfStyle, render_pdf
from tests.documents.text import TextLayout, render_text
from tests.documents.word import WordStyle, render_word

from .test_identity import read

RENDERERS: dict[str, Callable[[Document], bytes]] = {
    "text": lambda document: render_text(document, TextLayout.ROWS).encode(),
    "html": lambda document: render_html(document, HtmlStyle(menus=False, counters=False)),
    "docx": lambda document: render_word(document, WordStyle()),
    "pdf": lambda document: render_pdf(document, PdfStyle()),
}
PROSE = {
    "overview": "本年收到申请四件。",
    "problems_and_improvements": "公开的内容不多，将予改进。",
    "other_matters": "未收取信息处理费。",
}
#: What a page prints above a heading; the last of each stands alone in its line.
LABELS = [
    "发布日期：2024-01-28 浏览次数：",
    "来源：",
    "字号：",
    "打印本页",
    "索引号：",
    "【字体：大 中 小】 打印",
    "责任编辑：",
]


def report() -> gr.RawReport:
    cells = tuple(gr.Cell(cell.path, gr.CellKind.NUMBER, 0, "0") for cell in gr.form_with().cells)
    return gr.RawReport(agency="青禾县测绘局", year=2023, cells=cells, **PROSE)  # type: ignore[arg-type]


def prose(raw: gr.RawReport) -> dict[str, str | None]:
    return {name: getattr(raw, name) for name in PROSE}


@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize("form", RENDERERS)
def test_a_heading_is_never_the_value_of_a_label_before_it(form: str, label: str) -> None:
    document = document_of(report())
    sections = list(document.sections)
    for index, section in enumerate(sections[:-1]):
        if not section.grids:
            sections[index] = attrs.evolve(section, paragraphs=(*section.paragraphs, label))
    document = attrs.evolve(document, preamble=(label,), sections=tuple(sections))
    raw = gr.read(RENDERERS[form](document))
    assert prose(raw) == PROSE
    assert (raw.agency, raw.year, raw.preamble) == ("青禾县测绘局", 2023, None)


@pytest.mark.parametrize("form", RENDERERS)
def test_a_title_is_never_the_value_of_a_label_before_it(form: str) -> None:
    document = document_of(report())
    document = attrs.evolve(document, title="浏览次数：", preamble=(document.title,))
    raw = gr.read(RENDERERS[form](document))
    assert (raw.agency, raw.year) == ("青禾县测绘局", 2023)


@pytest.mark.parametrize("label", ["浏览次数：", "发布日期：2024-01-28 浏览次数：35 ", "打印本页 "])
def test_a_heading_in_one_line_with_a_label_is_a_heading(label: str) -> None:
    raw = read(f"甲局2023年政府信息公开工作年度报告\n{label}一、总体情况\n本年公开九条。")
    assert (raw.overview, raw.preamble) == ("本年公开九条。", None)


def test_a_value_in_the_next_line_is_the_page_s_and_a_sentence_is_not() -> None:
    raw = read("甲局2023年政府信息公开工作年度报告\n索引号：\n0145/2024\n来源：\n本报告依条例编制。")
    assert raw.preamble == "本报告依条例编制。"
    assert [each.text for each in raw.leftovers] == ["索引号：", "0145/2024", "来源："]


class TestTheEndOfTheArticle:
    FRONT = "甲局2023年政府信息公开工作年度报告\n一、总体情况\n公开九条。"

    @pytest.mark.parametrize("number", ["— 3 —", "- 3 -", "第3页 共5页"])
    def test_a_page_number_ends_nothing(self, number: str) -> None:
        raw = read(
            self.FRONT,
            f"五、存在的主要问题及改进情况\n人手少。\n{number}\n将予改进。\n六、其他需要报告的事项\n无。\n{number}\n又无。",
        )
        assert raw.problems_and_improvements == "人手少。\n将予改进。"
        assert raw.other_matters == "无。\n又无。"

    def test_words_of_the_page_end_nothing_where_another_section_follows(self) -> None:
        raw = read(
            self.FRONT,
            "五、存在的主要问题及改进情况\n人手少。\n公开时限：长期\n将予改进。\n六、其他需要报告的事项\n无。",
        )
        assert raw.problems_and_improvements == "人手少。\n将予改进。"
        assert raw.other_matters == "无。"

    def test_behind_the_last_section_they_end_it(self) -> None:
        raw = read(self.FRONT, "六、其他需要报告的事项\n无。\n打印本页\n某县今日新闻。\n某县天气。")
        assert raw.other_matters == "无。"
        assert [each.text for each in raw.leftovers] == ["打印本页", "某县今日新闻。", "某县天气。"]
