"""Word files: the official look, printed by LibreOffice and measured; and filling somebody's own form."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import attrs
import docx
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

import govinfo_report as gr
from govinfo_report.writers.writing import render
from tests.conftest import figures
from tests.makers import convert, needs_office

NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@pytest.fixture
def written(nangong: gr.AnnualReport) -> Any:
    return docx.Document(BytesIO(render(nangong, "docx")))


class TestLook:
    def test_paper_and_margins_are_those_of_the_form(self, written: Any) -> None:
        section = written.sections[0]
        assert [round(each.cm, 2) for each in (section.page_width, section.page_height)] == [21.0, 29.7]
        assert [round(each.cm, 2) for each in (section.top_margin, section.left_margin)] == [2.54, 3.17]

    @pytest.mark.parametrize(
        ("agency", "size", "indented"),
        [("甲局", None, False), ("淮安市人民政府", 17, False), ("南宫市人民政府办公室", None, True)],
    )
    def test_no_line_of_a_title_holds_but_a_character_or_two(
        self, nangong: gr.AnnualReport, agency: str, size: int | None, indented: bool
    ) -> None:
        title = docx.Document(BytesIO(render(attrs.evolve(nangong, agency=agency), "docx"))).paragraphs[0]
        assert (title.runs[0].font.size and title.runs[0].font.size.pt) == size
        assert bool(title.paragraph_format.left_indent) is indented

    def test_fonts_name_one_substitute_as_word_wants_it(self, nangong: gr.AnnualReport) -> None:
        """[MS-OE376] on altName: Word divides no list, and a name has at most 31 characters."""
        with zipfile.ZipFile(BytesIO(render(nangong, "docx"))) as archive:
            table = archive.read("word/fontTable.xml").decode()
        names = dict(re.findall(r'<w:font w:name="([^"]+)"><w:altName w:val="([^"]+)"/>', table))
        assert names["宋体"] == "SimSun"
        assert {"楷体", "仿宋"} <= set(names)
        assert all(len(name) <= 31 and not set(name) & set(",;") for name in names.values())

    def test_title_and_headings(self, written: Any, nangong: gr.AnnualReport) -> None:
        title = written.paragraphs[0]
        assert (title.text, title.style.name) == (nangong.title, "Title")
        assert (title.style.font.size.pt, title.style.font.bold) == (18, True)
        headings = [each.text for each in written.paragraphs if each.style.name == "Heading 1"]
        assert headings == [
            "一、总体情况",
            "二、主动公开政府信息情况",
            "三、收到和处理政府信息公开申请情况",
            "四、政府信息公开行政复议、行政诉讼情况",
            "五、存在的主要问题及改进情况",
            "六、其他需要报告的事项",
        ]

    def test_widths_of_the_official_grid(self, written: Any) -> None:
        widths = [
            [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid.iterchildren()]
            for table in written.tables
        ]
        assert widths == [[2435] * 4, [754, 921, 3271, *[685] * 7], [649] * 7 + [650] * 8]

    @pytest.mark.parametrize(("table", "size"), [(0, "8"), (1, "8"), (2, "4")])
    def test_borders_are_one_point_and_those_of_table_4_half(
        self, written: Any, table: int, size: str
    ) -> None:
        borders = written.tables[table]._tbl.tblPr.find(qn("w:tblBorders"))
        assert {border.get(qn("w:sz")) for border in borders} == {size}

    def test_captions_are_light_blue_and_figures_centred_in_10_points(self, written: Any) -> None:
        table = written.tables[0]._tbl
        fills = [shade.get(qn("w:fill")) for shade in table.iter(qn("w:shd"))]
        assert fills == ["C6D9F1"] * 4
        assert {size.get(qn("w:val")) for size in table.iter(qn("w:sz"))} - {"8"} == {"20"}

    def test_the_bracketed_part_is_set_in_kaiti(self, written: Any) -> None:
        runs = [
            (run.find(f"{qn('w:rPr')}/{qn('w:rFonts')}").get(qn("w:eastAsia")), text.text)
            for run in written.tables[1]._tbl.iter(qn("w:r"))
            for text in run.iter(qn("w:t"))
        ]
        assert ("楷体", "（区分处理的，只计这一情形，不计其他情形）") in runs
        assert ("宋体", "（二）部分公开") in runs
        assert runs[0][0] == "楷体"

    def test_the_heads_of_table_3_repeat_and_no_row_breaks(self, written: Any) -> None:
        rows = list(written.tables[1]._tbl.iter(qn("w:tr")))
        assert [row.find(f".//{qn('w:tblHeader')}") is not None for row in rows] == [True] * 3 + [False] * 25
        assert all(row.find(f".//{qn('w:cantSplit')}") is not None for row in rows)

    def test_page_numbers_as_on_official_papers(self, written: Any) -> None:
        section = written.sections[0]
        for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
            paragraph = footer.paragraphs[0]._p
            assert "".join(text.text or "" for text in paragraph.iter(qn("w:t"))) == "— 1 —"
            assert paragraph.find(f".//{qn('w:jc')}").get(qn("w:val")) == side


def characters(path: Path) -> list[list[tuple[str, float, float, float, float]]]:
    """The characters of each page of a PDF with their boxes: text, left, bottom, right, top."""
    document = pypdfium2.PdfDocument(path)
    pages = []
    for page in document:
        text = page.get_textpage()
        found = []
        for index in range(text.count_chars()):
            sign = text.get_text_range(index, 1)
            if sign.strip() and not pdfium.FPDFText_IsGenerated(text, index):
                found.append((sign, *text.get_charbox(index)))
        pages.append(found)
    return pages


def overlaps(page: Sequence[tuple[str, float, float, float, float]]) -> list[str]:
    """Pairs of characters whose ink covers each other by more than a fifth of a character's width."""
    found = []
    for index, (one, left, bottom, right, top) in enumerate(page):
        for other, left2, bottom2, right2, top2 in page[index + 1 :]:
            wide = min(right, right2) - max(left, left2)
            high = min(top, top2) - max(bottom, bottom2)
            if wide > 0.2 * min(right - left, right2 - left2) + 0.5 and high > 1:
                found.append(f"{one}{other}")
    return found


@needs_office
class TestPrintedByLibreOffice:
    @pytest.fixture
    def printed(self, nangong: gr.AnnualReport, tmp_path: Path) -> Path:
        long = attrs.evolve(
            nangong, overview="\n".join(["依法公开政府信息，全年各项工作有序开展。" * 12] * 6)
        )
        path = gr.write(long, tmp_path / "a.docx")
        (tmp_path / "out").mkdir()
        return convert([path], "pdf", tmp_path / "out")[0]

    def test_every_figure_stands_on_paper(self, printed: Path, nangong: gr.AnnualReport) -> None:
        assert figures(gr.read(printed)) == figures(gr.RawReport.of(nangong))

    def test_a_title_over_two_lines_is_one(self, printed: Path, nangong: gr.AnnualReport) -> None:
        first = pypdfium2.PdfDocument(printed)[0].get_textpage().get_text_range()
        assert f"{nangong.agency}{nangong.year}年政府信息公开工作年度报告" not in first.replace(" ", "")
        raw = gr.read(printed)
        assert (raw.agency, raw.year) == (nangong.agency, nangong.year)
        # How far digits stand from ideographs is the font's, and a wide gap is read as one.
        assert (
            "".join((raw.title or "").split()) == f"{nangong.agency}{nangong.year}年政府信息公开工作年度报告"
        )

    def test_nothing_overlaps_and_nothing_leaves_the_page(self, printed: Path) -> None:
        for page in characters(printed):
            assert overlaps(page) == []
            assert all(
                left > 20 and right < 575 and bottom > 20 and top < 825
                for _, left, bottom, right, top in page
            )

    @pytest.mark.parametrize(
        ("agency", "lines"),
        [
            ("南宫市人民政府办公室", ["南宫市人民政府办公室2023年", "政府信息公开工作年度报告"]),
            (
                "邢台市公共资源交易管理中心和政务服务管理局",
                ["邢台市公共资源交易管理中心和政务服务管理局", "2023年政府信息公开工作年度报告"],
            ),
            (  # no line begins behind ） with a number
                "邢台市人力资源和社会保障局（知产局）",
                ["邢台市人力资源和社会保障局（知产局）2023年", "政府信息公开工作年度报告"],
            ),
        ],
    )
    def test_a_title_is_divided_at_the_year(
        self, nangong: gr.AnnualReport, agency: str, lines: list[str], tmp_path: Path
    ) -> None:
        path = gr.write(attrs.evolve(nangong, agency=agency), tmp_path / "a.docx")
        (tmp_path / "out").mkdir()
        text = pypdfium2.PdfDocument(convert([path], "pdf", tmp_path / "out")[0])[0].get_textpage()
        assert [line.replace(" ", "") for line in text.get_text_range().splitlines()[:2]] == lines

    def test_heads_of_table_3_break_between_words(self, printed: Path) -> None:
        page = next(
            page
            for page in pypdfium2.PdfDocument(printed)
            if "本年新收" in page.get_textpage().get_text_range()
        )
        lines = set(page.get_textpage().get_text_range().split())
        assert {"商业", "企业", "科研", "机构", "社会", "公益", "组织", "法律", "服务", "自然人"} <= lines

    @pytest.mark.parametrize("edition", gr.editions(), ids=str)
    def test_table_3_is_whole_on_a_page_of_its_own(self, tmp_path: Path, edition: gr.Edition) -> None:
        form = gr.form_with(edition=edition)
        zeros = (gr.Cell(each.path, gr.CellKind.NUMBER, 0, "0") for each in form.cells)
        raw = gr.RawReport(agency="甲市审计局", year=2023, overview="依法公开。", cells=tuple(zeros))
        path = gr.write(raw, tmp_path / "a.docx")
        (tmp_path / "out").mkdir()
        pages = characters(convert([path], "pdf", tmp_path / "out")[0])
        [page] = [
            text for text in ("".join(sign for sign, *_ in page) for page in pages) if "本年新收" in text
        ]
        heading = form.heading("requests").replace(" ", "")
        assert page.startswith(heading)
        assert "四、结转下年度继续办理" in page
        assert form.heading("remedies")[:6] not in page


class TestFill:
    def test_the_official_blank_form(self, shared: Path, nangong: gr.AnnualReport, tmp_path: Path) -> None:
        form = shared / "real" / "form-2021.docx"
        before = form.read_bytes()
        told = gr.fill(form, nangong, tmp_path / "out.docx")
        assert told == ()
        assert form.read_bytes() == before
        assert gr.load(tmp_path / "out.docx") == nangong
        text = "\n".join(each.text for each in docx.Document(str(tmp_path / "out.docx")).paragraphs)
        assert "文字描述" not in text  # the hints are gone
        assert "格式模板" not in text

    def form(self, nangong: gr.AnnualReport, tmp_path: Path, change: Any) -> Path:
        """An office's own form: our document, changed."""
        document = docx.Document(BytesIO(render(nangong, "docx")))
        change(document)
        document.save(str(tmp_path / "form.docx"))
        return tmp_path / "form.docx"

    def test_everything_else_stays(self, nangong: gr.AnnualReport, tmp_path: Path) -> None:
        def change(document: Any) -> None:
            document.paragraphs[0].insert_paragraph_before("某省统一格式 第7号")
            document.sections[0].header.paragraphs[0].text = "内部资料"

        form = self.form(nangong, tmp_path, change)
        assert isinstance(nangong.disclosure, gr.Disclosure)
        licensing = gr.AdministrativeDecisions(decisions=77)
        other = attrs.evolve(nangong, disclosure=attrs.evolve(nangong.disclosure, licensing=licensing))
        gr.fill(form, other, tmp_path / "out.docx")
        made = docx.Document(str(tmp_path / "out.docx"))
        assert made.paragraphs[0].text == "某省统一格式 第7号"
        assert made.sections[0].header.paragraphs[0].text == "内部资料"
        assert gr.read(tmp_path / "out.docx")["disclosure.licensing.decisions"].value == 77

    def filled(self, shared: Path, report: gr.AnnualReport, tmp_path: Path, change: Any) -> tuple[Any, Any]:
        """The official form, changed and then filled: the document, and what was told."""
        document = docx.Document(str(shared / "real" / "form-2021.docx"))
        change(document)
        document.save(str(tmp_path / "form.docx"))
        told = gr.fill(tmp_path / "form.docx", report, tmp_path / "out.docx")
        assert gr.load(tmp_path / "out.docx") == report
        return docx.Document(str(tmp_path / "out.docx")), told

    def test_content_controls_and_bookmarks_stay(
        self, shared: Path, nangong: gr.AnnualReport, tmp_path: Path
    ) -> None:
        def change(document: Any) -> None:
            table = document.tables[0]
            inner = table.cell(2, 1)._tc  # a control around the paragraph
            paragraph = inner.find(qn("w:p"))
            control = parse_xml(
                f"<w:sdt {NAMESPACE}><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent/></w:sdt>"
            )
            inner.replace(paragraph, control)
            control.find(qn("w:sdtContent")).append(paragraph)
            table.cell(2, 2).paragraphs[0]._p.append(  # a control inside the paragraph
                parse_xml(
                    f"<w:sdt {NAMESPACE}><w:sdtContent><w:r><w:t>点击</w:t></w:r></w:sdtContent></w:sdt>"
                )
            )
            marked = table.cell(3, 1).paragraphs[0]._p
            marked.append(parse_xml(f'<w:bookmarkStart {NAMESPACE} w:id="77" w:name="本处"/>'))
            marked.append(parse_xml(f'<w:bookmarkEnd {NAMESPACE} w:id="77"/>'))

        document, told = self.filled(shared, nangong, tmp_path, change)
        assert told == ()
        assert len(list(document.element.iter(qn("w:sdt")))) == 2
        assert not list(document.element.iter(qn("w:showingPlcHdr")))
        names = [mark.get(qn("w:name")) for mark in document.element.iter(qn("w:bookmarkStart"))]
        assert names.count("本处") == 1

    def test_a_picture_under_a_heading_stays_and_a_computed_field_is_told(
        self, shared: Path, nangong: gr.AnnualReport, tmp_path: Path
    ) -> None:
        def change(document: Any) -> None:
            heading = next(each for each in document.paragraphs if each.text == "一、总体情况")
            below = heading.insert_paragraph_before()
            heading._p.addnext(below._p)
            below.add_run().add_picture(picture())
            total = document.tables[1].rows[3].cells[-1].paragraphs[0]._p
            total.append(parse_xml(f'<w:fldSimple {NAMESPACE} w:instr=" =SUM(LEFT) "/>'))

        document, told = self.filled(shared, nangong, tmp_path, change)
        assert len(document.inline_shapes) == 1
        assert [each.zh for each in told] == ["一、本年新收政府信息公开申请数量 / 总计：公式域已换成数字 25"]

    def test_words_of_the_form_that_stay_are_told(
        self, shared: Path, nangong: gr.AnnualReport, tmp_path: Path
    ) -> None:
        document = docx.Document(str(shared / "real" / "form-2021.docx"))
        document.add_table(1, 1).cell(0, 0).text = "（签章）"
        document.save(str(tmp_path / "form.docx"))
        (told,) = gr.fill(tmp_path / "form.docx", nangong, tmp_path / "out.docx")
        assert told.zh.startswith("六、其他需要报告的事项：空表在此另有文字")

    def test_text_that_stands_already_is_left_alone_and_said_so(
        self, nangong: gr.AnnualReport, tmp_path: Path
    ) -> None:
        form = self.form(nangong, tmp_path, lambda _: None)
        told = gr.fill(form, attrs.evolve(nangong, overview="新的文字。"), tmp_path / "out.docx")
        assert any("一、总体情况" in remark.zh and "未改动" in remark.zh for remark in told)
        assert gr.read(tmp_path / "out.docx").overview == nangong.overview

    @pytest.mark.parametrize(
        ("indent", "kept"),
        [
            (None, {"firstLineChars": "200"}),
            ({"left": "420"}, {"left": "420", "firstLineChars": "200"}),
            ({"firstLine": "0"}, {"firstLine": "0"}),
            ({"hanging": "420", "left": "420"}, {"hanging": "420", "left": "420"}),
        ],
    )
    @pytest.mark.parametrize("in_style", [False, True])
    def test_prose_begins_two_characters_in_unless_the_form_says_otherwise(
        self, nangong: gr.AnnualReport, tmp_path: Path, indent: Any, kept: Any, in_style: bool
    ) -> None:
        def change(document: Any) -> None:
            heading = next(each for each in document.paragraphs if "总体情况" in each.text)
            while not (below := Paragraph(heading._p.getnext(), heading._parent)).text.startswith("二、"):
                below._p.getparent().remove(below._p)
            hint = docx.oxml.OxmlElement("w:p")
            hint.append(parse_xml(f"<w:r {NAMESPACE}><w:t>（文字描述）</w:t></w:r>"))
            heading._p.addnext(hint)
            normal = document.styles["Normal"].element
            for old in normal.findall(f"{qn('w:pPr')}/{qn('w:ind')}"):
                old.getparent().remove(old)
            if indent is not None:
                attributes = " ".join(f'w:{name}="{value}"' for name, value in indent.items())
                holder = normal if in_style else hint
                holder.get_or_add_pPr().append(parse_xml(f"<w:ind {NAMESPACE} {attributes}/>"))

        self.form(nangong, tmp_path, change)
        gr.fill(tmp_path / "form.docx", attrs.evolve(nangong, overview="依法公开。"), tmp_path / "out.docx")
        [prose] = [
            each for each in docx.Document(str(tmp_path / "out.docx")).paragraphs if each.text == "依法公开。"
        ]
        own = prose._p.find(f".//{qn('w:ind')}")
        found = {
            name.rpartition("}")[2]: value for name, value in (own.attrib.items() if own is not None else ())
        }
        said = (
            kept
            if not in_style or indent is None
            else {name: kept[name] for name in kept if name not in indent}
        )
        assert found == said

    def test_a_style_that_stands_on_itself(self, nangong: gr.AnnualReport, tmp_path: Path) -> None:
        def change(document: Any) -> None:
            normal = document.styles["Normal"].element
            for old in normal.findall(f"{qn('w:pPr')}/{qn('w:ind')}"):
                old.getparent().remove(old)
            normal.insert(1, parse_xml(f'<w:basedOn {NAMESPACE} w:val="Normal"/>'))
            heading = next(each for each in document.paragraphs if "总体情况" in each.text)
            while not (below := Paragraph(heading._p.getnext(), heading._parent)).text.startswith("二、"):
                below._p.getparent().remove(below._p)

        form = self.form(nangong, tmp_path, change)
        gr.fill(form, attrs.evolve(nangong, overview="依法公开。"), tmp_path / "out.docx")
        assert "依法公开。" in [each.text for each in docx.Document(str(tmp_path / "out.docx")).paragraphs]

    def test_a_form_of_another_edition(self, nangong: gr.AnnualReport, tmp_path: Path) -> None:
        undivided = gr.UndividedClosedOtherwise(undivided=_nobody())
        requests = attrs.evolve(
            nangong.requests, outcomes=attrs.evolve(nangong.requests.outcomes, closed_otherwise=undivided)
        )
        form = self.form(attrs.evolve(nangong, requests=requests), tmp_path, lambda _: None)
        with pytest.raises(gr.WriteError, match="没有这些格"):
            gr.fill(form, nangong, tmp_path / "out.docx")
        assert not (tmp_path / "out.docx").exists()

    def test_what_is_neither_workbook_nor_word_file(self, nangong: gr.AnnualReport, tmp_path: Path) -> None:
        path = gr.write(nangong, tmp_path / "a.html")
        with pytest.raises(gr.WriteError, match=r"\.xlsx"):
            gr.fill(path, nangong, tmp_path / "out.html")


def picture() -> BytesIO:
    """A PNG of one pixel."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    pixel = zlib.compress(b"\0\xff\0\0")
    return BytesIO(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixel) + chunk(b"IEND", b""))


def _nobody() -> gr.Applicants:
    return gr.Applicants(**dict.fromkeys((each.name for each in attrs.fields(gr.Applicants)), 0))


def test_lines_of_a_form_that_name_another_are_replaced(tmp_path: Path, nangong: gr.AnnualReport) -> None:
    """A form that was made for another office and year, which its lines and not its title say."""
    docx = pytest.importorskip("docx")
    gr.write_template(tmp_path / "t.xlsx", agency="甲局", year=2024)
    gr.write(gr.read(tmp_path / "t.xlsx"), tmp_path / "form.docx")
    assert "机关名称：甲局" in [each.text for each in docx.Document(tmp_path / "form.docx").paragraphs]
    told = gr.fill(tmp_path / "form.docx", nangong, tmp_path / "filled.docx")
    again = gr.read(tmp_path / "filled.docx")
    assert (again.agency, again.year) == (nangong.agency, nangong.year)
    assert any("原为“甲局”，已改为“南宫市人民政府办公室”" in each.zh for each in told)


def test_a_form_that_goes_on_to_name_another_is_refused(tmp_path: Path, nangong: gr.AnnualReport) -> None:
    docx = pytest.importorskip("docx")
    gr.write_template(tmp_path / "t.xlsx", agency="甲局", year=2024)
    gr.write(gr.read(tmp_path / "t.xlsx"), tmp_path / "form.docx")
    form = docx.Document(tmp_path / "form.docx")
    for each in form.paragraphs:
        if each.text.startswith("机关名称"):
            each.text = "机关名称：甲局　年度：2024"
        elif each.text.startswith("年度"):
            each._p.getparent().remove(each._p)
    form.save(tmp_path / "form.docx")
    with pytest.raises(gr.WriteError, match="仍是“甲局”"):
        gr.fill(tmp_path / "form.docx", nangong, tmp_path / "filled.docx")


def test_a_line_that_says_other_things_too_is_left_alone(tmp_path: Path, nangong: gr.AnnualReport) -> None:
    """Of who looked it through nothing is to be lost, and no period put behind that name."""
    docx = pytest.importorskip("docx")
    gr.write(nangong, tmp_path / "form.docx")
    form = docx.Document(tmp_path / "form.docx")
    line = "审核人：李四　统计期限：2022年1月1日至2022年12月31日"
    form.paragraphs[0].insert_paragraph_before(line)
    form.save(tmp_path / "form.docx")
    gr.fill(tmp_path / "form.docx", nangong, tmp_path / "filled.docx")
    assert line in [each.text for each in docx.Document(tmp_path / "filled.docx").paragraphs]
