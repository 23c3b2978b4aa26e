"""Words that belong to no section, and whose report the words say it is."""

from __future__ import annotations

import attrs
import pytest

import govinfo_report as gr
from tests.documents.grids import document_of
from tests.documents.html import HtmlStyle, render_html
from tests.documents.word import WordStyle, render_word

LOST = "我局公开的内容不多，下一步将予改进。"
PROSE = {
    "overview": "本年公开九条。",
    "problems_and_improvements": "有不足，已改进。",
    "other_matters": "未收取信息处理费。",
}


def printed(**prose: str | None) -> gr.RawReport:
    cells = tuple(gr.Cell(cell.path, gr.CellKind.NUMBER, 0, "0") for cell in gr.form_with().cells)
    return gr.RawReport(agency="东坪县水利局", year=2023, cells=cells, **(PROSE | prose))  # type: ignore[arg-type]


def found(raw: gr.RawReport, *codes: str) -> list[tuple[str, str | None, str]]:
    return [
        (finding.code, finding.path, str(finding.severity))
        for finding in gr.check(raw).findings
        if finding.code in codes
    ]


class TestF313:
    """What has no place in the form is not dropped."""

    @pytest.mark.parametrize("render", [render_html, render_word])
    def test_a_section_whose_heading_is_not_known(self, render: object) -> None:
        document = document_of(printed())
        sections = [
            attrs.evolve(section, heading="今后怎么办", paragraphs=(LOST,))
            if section.heading.startswith("五")
            else section
            for section in document.sections
        ]
        document = attrs.evolve(document, sections=tuple(sections))
        style = HtmlStyle() if render is render_html else WordStyle()
        raw = gr.read(render(document, style))  # type: ignore[operator]
        assert found(raw, "F313", "N201") == [
            ("N201", "problems_and_improvements", "warning"),
            ("F313", "remedies", "warning"),
        ]
        assert LOST[:20] in next(each.message("zh") for each in gr.check(raw).findings if each.code == "F313")

    def test_text_with_a_table_is_a_note_where_the_sections_are_all_there(self) -> None:
        page = render_html(printed(), HtmlStyle()).decode()
        heading = "三、收到和处理政府信息公开申请情况</p>"
        words = "<p>本年共收到申请六件，均为自然人申请。</p><p>予以公开三件，部分公开三件。</p>"
        assert heading in page
        raw = gr.read(page.replace(heading, heading + words).encode())
        assert found(raw, "F313", "N201") == [("F313", "requests", "info")]
        [finding] = [each for each in gr.check(raw).findings if each.code == "F313"]
        assert "2段" in finding.message("zh")

    def test_the_page_around_a_report_and_a_short_note_are_none(self) -> None:
        raw = gr.read(render_html(printed(), HtmlStyle(menus=True, counters=True)))
        assert found(raw, "F313") == []
        leftovers = (gr.Leftover(text="注：以上为全市数。", reason="text", path="remedies"),)
        assert found(attrs.evolve(printed(), leftovers=leftovers), "F313") == []

    def test_a_sheet_with_text_and_no_heading(self) -> None:
        source = gr.Source(sheet="文字", cell="A1")
        raw = attrs.evolve(printed(), leftovers=(gr.Leftover(text=LOST, reason="text", source=source),))
        assert found(raw, "F313") == [("F313", None, "warning")]


class TestN201:
    """The form has six sections."""

    def test_a_heading_without_text(self) -> None:
        document = document_of(printed(overview="", problems_and_improvements="", other_matters=""))
        raw = gr.read(render_word(document, WordStyle()))
        messages = [each.message("zh") for each in gr.check(raw).findings if each.code == "N201"]
        assert messages[0] == "“一、总体情况”标题下没有文字。"
        assert len(messages) == 3

    def test_prose_before_table_2_and_no_first_section(self) -> None:
        nothing: dict[str, str | None] = dict.fromkeys(PROSE)
        raw = attrs.evolve(printed(**nothing), preamble="群众申请一份，已答复。")
        messages = [each.message("zh") for each in gr.check(raw).findings if each.code == "N201"]
        assert messages[0] == "没有“一、总体情况”；表二之前有文字，可能就是这一部分。"

    def test_tables_alone_are_not_judged(self) -> None:
        nothing: dict[str, str | None] = dict.fromkeys(PROSE)
        assert found(printed(**nothing), "N201") == []


class TestF314:
    """A report is that of one body."""

    @pytest.mark.parametrize(
        ("agency", "text"),
        [
            ("东坪县水利局", "2023年，双泉县水利局认真公开信息。"),
            ("东坪县水利局", "现公布双泉县水利局2023年政府信息公开工作年度报告。"),
            ("东坪县卫生健康委员会", "2023年，东坪县医保局认真公开信息。"),
        ],
    )
    def test_the_text_names_another_body(self, agency: str, text: str) -> None:
        raw = attrs.evolve(printed(overview=text), agency=agency)
        assert found(raw, "F314") == [("F314", "agency", "warning")]

    @pytest.mark.parametrize(
        ("agency", "text"),
        [
            ("东坪县水利局", "2023年，东坪县水利局认真公开信息。"),
            ("东坪县卫生健康委员会", "2023年，东坪县卫健委认真公开信息。"),
            ("东坪县人民政府", "现公布东坪市东坪县人民政府2023年政府信息公开工作年度报告。"),
            ("东坪县水利局", "2023年，在东坪县人民政府办公室指导下，我局公开信息。"),
            ("东坪县水利局", "2023年，东坪县积极公开信息。"),
        ],
    )
    def test_the_text_names_the_same_body_or_none(self, agency: str, text: str) -> None:
        assert found(attrs.evolve(printed(overview=text), agency=agency), "F314") == []

    def test_who_signs_is_the_agency_of_the_title(self) -> None:
        signed = "无。\n{}\n2024年1月18日"
        raw = attrs.evolve(printed(other_matters=signed.format("东坪县林业局")), agency="东坪县水利局")
        assert found(raw, "F314") == [("F314", "agency", "warning")]
        assert found(attrs.evolve(raw, agency="东坪县林业和草原局"), "F314") == []
        assert found(attrs.evolve(raw, other_matters=signed.format("县水利局")), "F314") == []

    def test_an_office_may_make_the_report_of_its_government(self) -> None:
        raw = attrs.evolve(printed(), agency="东坪县人民政府", preamble="本报告由东坪县政务服务局编制。")
        assert found(raw, "F314") == []
