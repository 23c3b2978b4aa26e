"""Annotated copies: each finding at its cell, in every format; and they still read as the report they are."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import attrs
import docx
import pytest
from lxml import html as lxml_html
from openpyxl import load_workbook
from openpyxl.comments import Comment

import govinfo_report as gr
from govinfo_report.writers.writing import render
from tests.conftest import EXAMPLES, figures
from tests.workbooks import one_sheet, saved, strict, zeros

FORMATS = ("xlsx", "docx", "html", "md")


@pytest.fixture
def result() -> gr.CheckResult:
    """A wrong total in one row, a block left blank."""
    return gr.check(gr.read(EXAMPLES / "nangong-2023-error.xlsx"))


def _words(path: Path, format: str) -> str:
    """What a copy says of the findings."""
    if format == "xlsx":
        rows = load_workbook(path)["检查结果"].iter_rows(values_only=True)
        return " ".join(str(value) for row in rows for value in row)
    if format == "docx":
        return " ".join(comment.text for comment in docx.Document(str(path)).comments)
    if format == "html":
        return str(lxml_html.fromstring(path.read_text(encoding="utf-8")).text_content())
    return path.read_text(encoding="utf-8").replace("\\", "")


class TestEveryFormat:
    @pytest.mark.parametrize("format", FORMATS)
    def test_reads_back_as_what_was_checked(self, result: gr.CheckResult, format: str) -> None:
        back = gr.read(render(result, format))
        assert figures(back) == figures(result.raw)
        assert back.other_matters == result.raw.other_matters
        assert [each.code for each in gr.check(back).findings] == [each.code for each in result.findings]

    @pytest.mark.parametrize("format", FORMATS)
    def test_shows_every_finding(self, result: gr.CheckResult, format: str, tmp_path: Path) -> None:
        path = gr.write(result, tmp_path / f"a.{format}")
        words = _words(path, format)
        for finding in result.findings:
            assert finding.code in words
            assert finding.message() in words

    @pytest.mark.parametrize("format", FORMATS)
    def test_a_row_that_is_there_in_part_is_shown_as_it_is(self, result: gr.CheckResult, format: str) -> None:
        raw = attrs.evolve(
            result.raw, cells=tuple(cell for cell in result.raw if cell.path != "requests.received.total")
        )
        data = render(gr.check(raw), format)
        back = gr.read(data)
        assert back.get("requests.received.total") is None or back["requests.received.total"].kind != "number"
        assert back["requests.received.natural_person"].value == 25

    def test_json_and_text_have_no_annotated_copy(self, result: gr.CheckResult, tmp_path: Path) -> None:
        for format in ("json", "txt"):
            with pytest.raises(gr.WriteError, match="检查结果"):
                gr.write(result, tmp_path / f"a.{format}")


class TestSuggestions:
    """Which cells may be wrong is said wherever findings are."""

    SAID = "51 疑为 15（相邻两位数字颠倒）"

    @pytest.mark.parametrize("format", FORMATS)
    def test_in_every_format(self, result: gr.CheckResult, format: str, tmp_path: Path) -> None:
        gr.write(result, tmp_path / f"x.{format}")
        assert self.SAID in _words(tmp_path / f"x.{format}", format)
        again = gr.read(tmp_path / f"x.{format}")
        assert again.other_matters == result.raw.other_matters

    def test_each_footnote_is_referred_to(self, result: gr.CheckResult) -> None:
        """GFM shows no footnote that nothing refers to."""
        absent = attrs.evolve(result.raw, overview=None)  # a finding without a cell
        text = render(gr.check(absent), "md").decode()
        defined = set(re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE))
        assert defined == set(re.findall(r"\[\^(\d+)\](?!:)", text))
        assert gr.read(text.encode(), name="x.md").title == result.raw.title

    def test_on_the_sheet_of_ones_own_workbook(self, tmp_path: Path) -> None:
        for name in ("once.xlsx", "twice.xlsx"):
            source = EXAMPLES / "nangong-2023-error.xlsx" if name == "once.xlsx" else tmp_path / "once.xlsx"
            gr.annotate(source, gr.check(gr.read(source)), tmp_path / name)
            sheet = load_workbook(tmp_path / name)["检查结果"]
            column = [cell.value for cell in sheet["A"] if cell.value is not None]
            heading, words = column[-2:]
            assert heading == "可能填错的格（供参考，未作改动）"
            assert self.SAID in words

    def test_none_where_nothing_is_wrong(self, nangong: gr.AnnualReport, tmp_path: Path) -> None:
        gr.write(gr.check(nangong), tmp_path / "x.md")
        assert "可能填错的格" not in _words(tmp_path / "x.md", "md")


class TestPlaces:
    def test_in_a_workbook(self, result: gr.CheckResult) -> None:
        workbook = load_workbook(BytesIO(render(result, "xlsx")))
        sheet = workbook["三、收到和处理政府信息公开申请情况"]
        wrong = sheet["J18"]
        assert (wrong.value, wrong.fill.fgColor.rgb) == (51, "00FFC7CE")
        assert wrong.comment is not None
        assert "T303" in wrong.comment.text
        assert "应为 15" in wrong.comment.text
        assert sheet["J19"].comment is None
        assert sheet["J19"].fill.fgColor.rgb == "00000000"

    def test_on_a_page(self, result: gr.CheckResult) -> None:
        page = lxml_html.fromstring(render(result, "html").decode())
        (cell,) = page.xpath('//td[@data-path="requests.outcomes.unavailable.not_held.total"]')
        assert cell.get("class") == "error"
        (link,) = cell
        assert "T303" in link.get("title")
        (target,) = page.xpath(f'//*[@id="{link.get("href")[1:]}"]')
        assert "T303" in target.text_content()
        blank = page.xpath('//td[@data-path="remedies.reconsideration.upheld"]')[0]
        assert blank.get("class") == "info"

    def test_in_a_word_file(self, result: gr.CheckResult) -> None:
        document = docx.Document(BytesIO(render(result, "docx")))
        comments = [comment.text for comment in document.comments]
        of_blanks = [text for text in comments if "F302" in text]
        suggesting = [text for text in comments if "可能填错的格" in text]
        # 行政复议 is blank as a whole: five cells; two relations; what may be wrong
        assert (len(comments), len(of_blanks), len(suggesting)) == (8, 5, 1)
        assert all(comment.author == "govinfo_report" for comment in document.comments)

    def test_in_markdown(self, result: gr.CheckResult) -> None:
        text = render(result, "md").decode()
        assert "| 51[^1] |" in text
        assert "\n[^1]: 错误 T303：" in text


class TestBlanks:
    """A blank is shown at its own cell, and its message names it."""

    PATHS = (
        "requests.outcomes.refused.state_secret.business",
        "requests.outcomes.not_processed.repeated.natural_person",
    )

    @pytest.fixture
    def checked(self, nangong: gr.AnnualReport) -> gr.CheckResult:
        raw = gr.RawReport.of(nangong)
        blank = {path: gr.Cell(path, gr.CellKind.BLANK, None, "") for path in self.PATHS}
        return gr.check(attrs.evolve(raw, cells=tuple(blank.get(cell.path, cell) for cell in raw)))

    def test_the_message_names_the_cells(self, checked: gr.CheckResult) -> None:
        [finding] = [each for each in checked.findings if each.code == "F302"]
        assert "2格空白，即“（三）不予公开 / 1.属于国家秘密 / 法人或其他组织" in finding.message("zh")
        assert "（五）不予处理 / 2.重复申请 / 自然人”" in finding.message("en")
        assert [each.path for each in finding.contributors] == list(self.PATHS)

    def test_of_many_cells_it_names_a_few(self, nangong: gr.AnnualReport) -> None:
        raw = gr.RawReport.of(nangong)
        cells = [
            gr.Cell(cell.path, gr.CellKind.BLANK, None, "")
            if cell.path.startswith("requests.outcomes.refused.") and not cell.path.endswith("total")
            else cell
            for cell in raw
        ]
        result = gr.check(attrs.evolve(raw, cells=tuple(cells)))
        [finding] = [each for each in result.findings if each.code == "F302"]
        assert "48格空白，即" in finding.message("zh")
        assert finding.message("zh").count("；") == 2
        assert "and 45 more" in finding.message("en")

    def test_on_a_page(self, checked: gr.CheckResult) -> None:
        page = lxml_html.fromstring(render(checked, "html").decode())
        marked = [cell.get("data-path") for cell in page.xpath("//td[a]")]
        assert marked == list(self.PATHS)
        assert page.xpath("//td/a/@aria-label") == ["空白，见检查结果第1条"] * 2

    def test_in_word_markdown_and_the_terminal(self, checked: gr.CheckResult) -> None:
        document = docx.Document(BytesIO(render(checked, "docx")))
        assert len(list(document.comments)) == 2
        assert render(checked, "md").decode().count("| [^1] |") == 2

    def test_in_somebody_s_own_workbook(self, nangong: gr.AnnualReport, tmp_path: Path) -> None:
        gr.write(nangong, tmp_path / "own.xlsx")
        workbook = load_workbook(tmp_path / "own.xlsx")
        sheet = workbook["三、收到和处理政府信息公开申请情况"]
        sheet["E10"].value = sheet["D22"].value = None
        workbook.save(tmp_path / "blank.xlsx")
        result = gr.check(gr.read(tmp_path / "blank.xlsx"))
        gr.annotate(tmp_path / "blank.xlsx", result, tmp_path / "marked.xlsx")
        sheet = load_workbook(tmp_path / "marked.xlsx")["三、收到和处理政府信息公开申请情况"]
        marked = {
            cell.coordinate for row in sheet for cell in row if cell.comment and "F302" in cell.comment.text
        }
        assert marked == {"E10", "D22"}

    def test_what_is_about_words_marks_no_figure(self, nangong: gr.AnnualReport) -> None:
        note = gr.Note(
            kind=gr.NoteKind.LABEL_VARIANT, path="disclosure.normative_documents", text="规范性文件"
        )
        result = gr.check(attrs.evolve(gr.RawReport.of(nangong), notes=(note,)))
        assert "F203" in {each.code for each in result.findings}
        page = lxml_html.fromstring(render(result, "html").decode())
        assert page.xpath("//td[a]") == []


class TestOwnWorkbook:
    def test_not_over_the_workbook_itself(self, tmp_path: Path) -> None:
        path = tmp_path / "own.xlsx"
        path.write_bytes((EXAMPLES / "nangong-2023-error.xlsx").read_bytes())
        before = path.read_bytes()
        for out in (path, tmp_path / "." / "own.xlsx"):
            with pytest.raises(gr.WriteError, match="不能写到原文件上"):
                gr.annotate(path, gr.check(gr.read(path)), out, overwrite=True)
        assert path.read_bytes() == before

    def test_worksheets_that_openpyxl_does_not_see_are_named(self, tmp_path: Path) -> None:
        path = tmp_path / "strict.xlsx"
        path.write_bytes(strict(saved(one_sheet(zeros())[0])))
        report = gr.load(EXAMPLES / "nangong-2023.xlsx", blanks="zero")
        unseen = r"工作表“Sheet”.*Strict.*另存为"
        with pytest.raises(gr.WriteError, match=unseen):
            gr.annotate(path, gr.check(gr.read(path)), tmp_path / "a.xlsx")
        with pytest.raises(gr.WriteError, match=unseen):
            gr.fill(path, report, tmp_path / "a.xlsx")
        assert not (tmp_path / "a.xlsx").exists()

    def test_a_copy_of_the_very_workbook(self, result: gr.CheckResult, tmp_path: Path) -> None:
        source = EXAMPLES / "nangong-2023-error.xlsx"
        before = source.read_bytes()
        lost = gr.annotate(source, result, tmp_path / "a.xlsx")
        assert lost == ()
        assert source.read_bytes() == before
        old, new = load_workbook(source), load_workbook(tmp_path / "a.xlsx")
        assert new.sheetnames == [*old.sheetnames, "检查结果"]
        for sheet in old:
            for row in sheet.iter_rows():
                for cell in row:
                    assert new[sheet.title][cell.coordinate].value == cell.value
        for finding in result.findings:
            assert finding.source is not None
            at = new[finding.source.sheet or ""][finding.source.cell or ""]
            assert at.comment is not None
            assert finding.code in at.comment.text
        assert figures(gr.read(tmp_path / "a.xlsx")) == figures(result.raw)

    def test_again_the_list_is_replaced(self, result: gr.CheckResult, tmp_path: Path) -> None:
        first = tmp_path / "a.xlsx"
        gr.annotate(EXAMPLES / "nangong-2023-error.xlsx", result, first)
        gr.annotate(first, gr.check(gr.read(first)), tmp_path / "b.xlsx")
        assert load_workbook(tmp_path / "b.xlsx").sheetnames.count("检查结果") == 1

    def test_again_after_corrections_only_what_is_wrong_still_is_marked(
        self, nangong: gr.AnnualReport, tmp_path: Path
    ) -> None:
        last = attrs.evolve(nangong, year=2022, period=gr.Period.of_year(2022))
        template = gr.write_template(tmp_path / "t.xlsx", last_year=last)
        gr.fill(template, nangong, tmp_path / "form.xlsx")
        workbook = load_workbook(tmp_path / "form.xlsx")
        sheet = workbook["三、收到和处理政府信息公开申请情况"]
        origin = sheet["D7"].comment
        assert origin is not None
        sheet["D6"].value, sheet["D8"].value, sheet["E8"].value = "abc", "二", "x"
        sheet["D8"].comment = Comment("请核实", "省厅")
        workbook.save(tmp_path / "wrong.xlsx")
        gr.annotate(tmp_path / "wrong.xlsx", gr.check(gr.read(tmp_path / "wrong.xlsx")), tmp_path / "a.xlsx")
        workbook = load_workbook(tmp_path / "a.xlsx")
        sheet = workbook["三、收到和处理政府信息公开申请情况"]
        assert sheet["D6"].comment is not None
        assert sheet["D8"].comment is not None
        assert sheet["D8"].comment.text.startswith("请核实\n—— 以下为检查结果 ——\n[")
        assert sheet["D8"].comment.author == "省厅"
        sheet["D6"].value, sheet["D8"].value = 25, 4  # corrected; E8 is not
        workbook.save(tmp_path / "b.xlsx")
        gr.annotate(tmp_path / "b.xlsx", gr.check(gr.read(tmp_path / "b.xlsx")), tmp_path / "c.xlsx")
        sheet = load_workbook(tmp_path / "c.xlsx")["三、收到和处理政府信息公开申请情况"]
        assert sheet["D6"].comment is None
        assert sheet["D6"].fill.patternType is None
        assert (sheet["D8"].comment.text, sheet["D8"].comment.author) == ("请核实", "省厅")
        assert sheet["E8"].comment.text.count("[") == 1
        assert sheet["D7"].comment.text == origin.text

    def test_what_is_no_workbook(self, result: gr.CheckResult, tmp_path: Path) -> None:
        with pytest.raises(gr.WriteError, match=r"\.xlsx"):
            gr.annotate(EXAMPLES / "nangong-2023.txt", result, tmp_path / "a.xlsx")
        assert not list(tmp_path.iterdir())


class TestHostileWords:
    """A finding quotes the document; whatever stands there, the copy is made or refused with a reason."""

    @pytest.mark.parametrize("format", FORMATS)
    def test_control_characters_in_what_was_left_over(self, result: gr.CheckResult, format: str) -> None:
        leftover = gr.Leftover(text="多出\x01的行\x0b\t3", reason="extra row", path="requests")
        raw = attrs.evolve(result.raw, leftovers=(leftover,))
        data = render(gr.check(raw), format)
        assert figures(gr.read(data)) == figures(raw)

    @pytest.mark.parametrize("format", FORMATS)
    def test_a_report_with_nothing_in_it(self, format: str) -> None:
        data = render(gr.check(gr.RawReport()), format)
        assert data
        if format == "docx":
            assert "F101" in " ".join(each.text for each in docx.Document(BytesIO(data)).comments)

    @pytest.mark.parametrize("format", FORMATS)
    @pytest.mark.parametrize(
        "sign", ["\x00", "\x01", "\x0b", "\x1b", "\x7f", "\x85", "\ufffe", "\ufdd0", "\ud800"]
    )
    def test_control_characters_in_the_report_are_shown_as_such(
        self, result: gr.CheckResult, format: str, sign: str
    ) -> None:
        """No format can hold them; the review shows that there is something, and everything else."""
        first, *rest = result.raw
        raw = attrs.evolve(
            result.raw,
            title=f"南宫市人民政府{sign}办公室2023年政府信息公开工作年度报告",
            overview=f"全年{sign}有序。",
            cells=(attrs.evolve(first, kind=gr.CellKind.UNREADABLE, value=None, text=f"1{sign}"), *rest),
        )
        back = gr.read(render(gr.check(raw), format))
        assert back.overview == "全年□有序。"
        assert back[first.path].text == "1□"
        assert [cell.value for cell in back][1:] == [cell.value for cell in rest]
        with pytest.raises(gr.WriteError, match=f"U\\+{ord(sign):04X}"):  # as a report it would be another
            render(raw, format if sign not in "\x7f\x85\ufdd0" else "html")


@pytest.mark.parametrize("format", ["json", "txt", *FORMATS])
def test_a_name_given_in_another_encoding_is_refused(
    nangong: gr.AnnualReport, tmp_path: Path, format: str
) -> None:
    """What a terminal in GBK hands over as ``--agency`` is no text where names are UTF-8."""
    report = attrs.evolve(nangong, agency="\udcc4\udcea市")
    with pytest.raises(gr.WriteError, match=r"U\+DCC4"):
        gr.write(report, tmp_path / f"a.{format}")
    assert list(tmp_path.iterdir()) == []
