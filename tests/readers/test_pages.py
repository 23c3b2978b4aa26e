"""Web pages, Word files, PDFs and old workbooks: what each format alone can do to a report."""

from __future__ import annotations

import builtins
import json
import re
import zipfile
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

import govinfo_report as gr
from govinfo_report.readers.pages.encoding import decode_page
from govinfo_report.reading import open_document
from tests.conftest import EXAMPLES, truth
from tests.documents.html import HtmlStyle, render_html
from tests.documents.pdf import PdfStyle, render_pdf
from tests.documents.word import WordStyle, render_word
from tests.makers import convert, needs_office
from tests.workbooks import one_sheet, saved, zeros

HEAD = "<html><head><title>x</title></head><body>"


@pytest.fixture
def raw(nangong: gr.AnnualReport) -> gr.RawReport:
    return gr.RawReport.of(nangong)


def read_page(body: str) -> gr.RawReport:
    return gr.read(f"{HEAD}{body}</body></html>".encode())


REMEDIES = """<table><tr><td colspan=5>行政复议</td><td colspan=10>行政诉讼</td></tr>
<tr>{five_down}<td colspan=5>未经复议直接起诉</td><td colspan=5>复议后起诉</td></tr>
<tr>{five}{five}</tr><tr>{figures}</tr></table>"""
FIVE = "".join(f"<td>{name}</td>" for name in ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计"))
FIVE_DOWN = FIVE.replace("<td>", "<td rowspan=2>")


def remedies(*figures: str) -> str:
    cells = "".join(f"<td>{figure}</td>" for figure in figures)
    return REMEDIES.format(five=FIVE, five_down=FIVE_DOWN, figures=cells)


ZEROS = ("0",) * 15


def first_remedy(cell: str, head: str = "") -> gr.Cell:
    return gr.read(f"<html><head>{head}</head><body>{remedies(cell, *ZEROS[1:])}</body></html>".encode())[
        "remedies.reconsideration.upheld"
    ]


class TestTypography:
    """A figure is what the page prints as one; what print sets apart from it does not join it."""

    HIDE = (
        "<style>@media print{.a{display:none}} .gone{display:none} .up{vertical-align:super} "
        "[class~=old]{display:none} i ~ u{display:none}</style>"
    )

    @pytest.mark.parametrize(
        ("cell", "number"),
        [
            ("12<sup>1</sup>", None),
            ("12<sub>1</sub>", None),
            ("<s>8</s>12", None),
            ("<strike>8</strike>12", None),
            ("<del>8</del>12", None),
            ("12<span class=up>1</span>", None),
            ("12<span style='vertical-align: super'>1</span>", None),
            ("<span style='text-decoration: line-through'>8</span>12", None),
            ("<bdo dir=rtl>12</bdo>", None),
            ("\u202e12", None),
            ("<span class=gone>8</span>12", 12),
            ("<span class='x old'>8</span>12", 12),
            ("<i>1</i><u>8</u>2", 12),
            ("<span style='display: none'>8</span>12", 12),
            ("<span hidden>8</span>12", 12),
            ("<span style='visibility:hidden'>8</span>12", 12),
            ("<span style='font-size: 0pt'>8</span>12", 12),
            ("<span class=a>1</span>2", 12),  # a rule for paper only
            ("<b>1</b><span style='font-size:10pt'>2</span>", 12),
            ("<input value=12>", 12),
            ("<input type=hidden value=8>12", 12),
            ("<select><option>8<option selected>12</select>", 12),
            ("<textarea>12</textarea>", 12),
        ],
    )
    def test_what_a_cell_prints(self, cell: str, number: int | None) -> None:
        found = first_remedy(cell, self.HIDE)
        assert (found.value, found.kind is gr.CellKind.NUMBER) == (number, number is not None)
        assert number is not None or found.kind is gr.CellKind.UNREADABLE

    def test_a_hidden_cell_takes_no_column(self) -> None:
        page = remedies(*map(str, range(1, 16))).replace("<td>3</td>", "<td hidden>99</td><td>3</td>")
        raw = read_page(page)
        assert raw["remedies.reconsideration.other"].value == 3
        assert raw["remedies.litigation_after_reconsideration.total"].value == 15

    @pytest.mark.parametrize("broken", ["法人或其他组织</td>", "其他</td>"])
    def test_a_groups_head_that_does_not_stand_over_its_group(self, raw: gr.RawReport, broken: str) -> None:
        """Without its span the heads that follow it move; then no column is a fact, only order tells."""
        page = render_html(raw, HtmlStyle())
        assert gr.read(page)["requests.received.business"].kind is gr.CellKind.NUMBER
        text = page.decode() if isinstance(page, bytes) else page
        start = text.index("法人或其他组织")
        cell = text.rindex("<t", 0, start)
        head = text[cell:start]
        assert "colspan" in head
        number = "1" if broken.startswith("法人") else "6"
        wrong = re.sub(r"colspan=([\"']?)5\1", f'colspan="{number}"', head)
        assert wrong != head
        broken_page = (text[:cell] + wrong + text[start:]).encode()
        read = gr.read(broken_page)
        assert "remedies.reconsideration.total" in read
        told = {each.path: each.value for each in read if each.path.startswith("requests.")}
        whole = {each.path: each.value for each in gr.read(page)}
        assert told.items() <= whole.items()
        assert bool(told) is (number == "6")  # every row ends before the heads do: it has a figure for each


class TestDecoding:
    TEXT = "政府信息公开工作年度报告"

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb2312", "gbk", "gb18030", "utf-16"])
    @pytest.mark.parametrize("declared", ["", "utf-8", "gb2312", "GBK", "x-unknown"])
    def test_bytes_decide_where_the_page_is_wrong_about_itself(self, encoding: str, declared: str) -> None:
        page = f'<meta charset="{declared}"><p>{self.TEXT}</p>'
        assert self.TEXT in decode_page(page.encode(encoding))

    def test_gb18030_under_a_gb2312_label(self) -> None:
        assert "㛃镕" in decode_page('<meta charset="gb2312"><p>㛃镕</p>'.encode("gb18030"))

    def test_a_page_with_a_few_broken_bytes_is_read_all_the_same(self) -> None:
        broken = f"<meta charset=gbk><p>{self.TEXT}</p>".encode("gbk") + b"\xff\xff"
        assert self.TEXT in decode_page(broken)


class TestWebPages:
    def test_a_figure_spread_over_elements_is_one_and_with_a_space_is_none(self) -> None:
        page = remedies("<b>1</b><span>2</span>", "1 <span>0</span>", *ZEROS[2:])
        raw = read_page(page)
        assert raw["remedies.reconsideration.upheld"].value == 12
        assert raw["remedies.reconsideration.corrected"].kind is gr.CellKind.UNREADABLE

    def test_a_row_that_lacks_a_cell_is_not_read(self) -> None:
        raw = read_page(remedies(*ZEROS[:14]))
        assert len(raw) == 0
        assert "缺一格" in raw.leftovers[0].detail

    def test_a_hidden_row_is_read_and_said_to_be_hidden(self) -> None:
        page = remedies(*ZEROS).replace("<tr><td>0", '<tr style="display:none"><td>0')
        raw = read_page(page)
        assert len(raw) == 15
        assert "F309" in {finding.code for finding in gr.check(raw).findings}

    @pytest.mark.parametrize(
        ("body", "words"),
        [
            (
                "".join(f'<a href="{n}">甲局{n}年政府信息公开工作年度报告</a>' for n in range(2015, 2023)),
                "目录页",
            ),
            ("<h2>一、总体情况</h2><p>x</p><h2>二、主动公开政府信息情况</h2><img src=1.png>", "表格是图片"),
            ('<div id="app"></div><script src="app.js"></script>', "脚本外壳"),
            ("<p>今天天气很好。</p>" * 50, "没有找到"),
        ],
    )
    def test_what_a_page_without_tables_looks_like(self, body: str, words: str) -> None:
        with pytest.raises(gr.ReadError, match=words):
            read_page(body)

    def test_elements_nested_without_end_are_refused_and_break_nothing(self) -> None:
        assert len(read_page("<div>" * 100 + remedies(*ZEROS))) == 15
        with pytest.raises(gr.ReadError):
            read_page("<div>" * 3000 + remedies(*ZEROS))

    def test_nested_tables_without_end(self) -> None:
        with pytest.raises(gr.ReadError):
            read_page("<table><tr><td>" * 2000)


class TestWordFiles:
    STYLES = """<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
        <w:style w:styleId="note"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>
        <w:style w:styleId="struck"><w:rPr><w:strike/></w:rPr></w:style>
        <w:style w:styleId="gone"><w:basedOn w:val="struck"/></w:style>
        <w:style w:styleId="kept"><w:basedOn w:val="struck"/><w:rPr><w:strike w:val="0"/></w:rPr></w:style>
        <w:style w:styleId="hidden"><w:basedOn w:val="hidden"/><w:rPr><w:vanish/></w:rPr></w:style>
    </w:styles>"""

    def test_tracked_changes_are_read_as_accepted_and_reported(self, raw: gr.RawReport) -> None:
        read = gr.read(render_word(raw, WordStyle(revisions="cells")))
        assert read.to_report() == raw.to_report()
        assert "F311" in {finding.code for finding in gr.check(read).findings}

    @pytest.mark.parametrize(
        ("properties", "number"),
        [
            ('<w:vertAlign w:val="superscript"/>', None),
            ('<w:vertAlign w:val="subscript"/>', None),
            ("<w:strike/>", None),
            ('<w:dstrike w:val="1"/>', None),
            ("<w:vanish/>", 12),
            ('<w:strike w:val="0"/>', 129),
            ('<w:vertAlign w:val="baseline"/>', 129),
            ('<w:rStyle w:val="note"/>', None),
            ('<w:rStyle w:val="gone"/>', None),
            ('<w:rStyle w:val="hidden"/>', 12),
            ('<w:rStyle w:val="gone"/><w:strike w:val="0"/>', 129),
            ('<w:rStyle w:val="kept"/>', 129),
            ('<w:rStyle w:val="unknown"/>', 129),
        ],
    )
    def test_how_a_run_is_printed(self, properties: str, number: int | None) -> None:
        cells = "".join(
            f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>" for text in ("规章", "1", "2")
        )
        heads = "".join(
            f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"
            for text in ("信息内容", "本年制发件数", "本年废止件数", "现行有效件数")
        )
        split = f"<w:r><w:t>12</w:t></w:r><w:r><w:rPr>{properties}</w:rPr><w:t>9</w:t></w:r>"
        xml = (
            '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:tbl>'
            f"<w:tr>{heads}</w:tr><w:tr>{cells}<w:tc><w:p>{split}</w:p></w:tc></w:tr></w:tbl></w:body></w:document>"
        )
        out = BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr("word/document.xml", xml)
            archive.writestr("word/styles.xml", self.STYLES)
        cell = gr.read(out.getvalue())["disclosure.regulations.in_force"]
        assert cell.value == number
        assert number is not None or cell.kind is gr.CellKind.UNREADABLE

    def test_a_bomb_is_refused(self) -> None:

        out = BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("word/document.xml", b" " * 200_000_000)
        with pytest.raises(gr.ReadError, match="过大"):
            gr.read(out.getvalue())

    def test_cut_off_anywhere(self, raw: gr.RawReport) -> None:
        data = render_word(raw, WordStyle())
        for end in range(10, len(data), len(data) // 25):
            with pytest.raises(gr.ReadError):
                gr.read(data[:end])

    def test_the_blank_official_form_is_no_report(self, shared: Path) -> None:
        with pytest.raises(gr.ReadError, match="空白的官方格式"):
            gr.read(shared / "real" / "form-2021.docx")

    def test_an_old_doc_says_how_to_convert(self) -> None:
        data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512 + "WordDocument".encode("utf-16-le")
        with pytest.raises(gr.ReadError, match=r"\.doc.*另存为 \.docx"):
            gr.read(data)


class TestPdfs:
    def test_the_real_report_of_huaian(self, shared: Path) -> None:
        raw = gr.read(shared / "real" / "huaian-2024.pdf")
        wanted = {path: Decimal(value) for path, value in truth(shared / "real" / "huaian-2024.json").items()}
        assert {cell.path: Decimal(cell.value or 0) for cell in raw} == wanted
        assert len(wanted) == 200
        assert (raw.agency, raw.year) == ("淮安市人民政府", 2024)
        assert not raw.leftovers
        assert raw["requests.received.total"].source.describe("en") == "page 4, table 2, row 4, column 10"
        assert gr.check(raw).ok

    def test_a_scanned_file_is_refused(self) -> None:
        from reportlab.pdfgen.canvas import Canvas

        out = BytesIO()
        canvas = Canvas(out)
        canvas.rect(10, 10, 100, 100, fill=1)
        canvas.showPage()
        canvas.save()
        with pytest.raises(gr.ReadError, match="没有文字"):
            gr.read(out.getvalue())

    def test_an_encrypted_file_is_refused(self) -> None:
        from reportlab.lib.pdfencrypt import StandardEncryption
        from reportlab.pdfgen.canvas import Canvas

        out = BytesIO()
        canvas = Canvas(out, encrypt=StandardEncryption("secret", strength=128))
        canvas.drawString(100, 100, "x")
        canvas.save()
        with pytest.raises(gr.ReadError, match="加密"):
            gr.read(out.getvalue())

    def test_cut_off_anywhere(self, raw: gr.RawReport) -> None:
        data = render_pdf(raw, PdfStyle())
        for end in range(10, len(data), len(data) // 12):
            try:  # a PDF cut short may be mended by its reader; then its figures are right
                assert {(cell.path, cell.text) for cell in gr.read(data[:end])} <= {
                    (cell.path, cell.text) for cell in raw
                }
            except gr.ReadError:
                continue


@needs_office
class TestOldWorkbooks:
    def test_an_xls_made_by_libreoffice(self, tmp_path: Path) -> None:
        (made,) = convert([EXAMPLES / "nangong-2023.xlsx"], "xls", tmp_path)
        old, new = gr.read(made), gr.read(EXAMPLES / "nangong-2023.xlsx")
        assert [(cell.path, cell.value, cell.text) for cell in old] == [
            (cell.path, cell.value, cell.text) for cell in new
        ]
        assert (old.agency, old.year, old.overview) == (new.agency, new.year, new.overview)

    @pytest.mark.parametrize("kind", ["xls", "xlsx"])
    def test_struck_and_raised_figures_as_libreoffice_writes_them(self, tmp_path: Path, kind: str) -> None:
        book, at = one_sheet(zeros())
        sheet = book.worksheets[0]
        names = ("natural_person", "business", "research")
        struck, raised, plain = (sheet[at[f"requests.received.{name}"]] for name in names)
        struck.value, struck.font = 12, Font(strike=True)
        raised.value = CellRichText("12", TextBlock(InlineFont(vertAlign="superscript"), "3"))
        plain.value = CellRichText(TextBlock(InlineFont(b=True), "1"), "2")
        (tmp_path / "made.xlsx").write_bytes(saved(book))
        out = tmp_path / "out"
        out.mkdir()
        (made,) = convert([tmp_path / "made.xlsx"], kind, out)
        raw = gr.read(made)
        texts = [raw[f"requests.received.{name}"].text for name in names]
        assert texts == ["1\u03362\u0336", "12³", "12"]


@pytest.mark.parametrize(
    ("library", "extra", "data"),
    [
        ("selectolax.lexbor", "html", b"<html><body><p>x</p></body></html>"),
        ("pypdfium2", "pdf", b"%PDF-1.4\n"),
        ("xlrd", "xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512 + "Workbook".encode("utf-16-le")),
    ],
)
def test_a_missing_extra_names_the_command_that_installs_it(
    library: str, extra: str, data: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name == library:
            raise ModuleNotFoundError(name=name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(gr.ReadError, match=rf'pip install "govinfo-report\[{extra}\]"'):
        open_document(data)  # here: a worker would find the library


class TestEvidence:
    def test_a_reading_explains_itself(self, raw: gr.RawReport) -> None:
        told = gr.read(render_html(raw, HtmlStyle())).explain("en")
        assert "requests.received  by “一、本年新收政府信息公开申请数量”" in told
        assert "left over:" in told

    def test_it_says_what_was_left_over_and_why(self) -> None:
        told = read_page(remedies(*ZEROS[:14])).explain()
        assert "该行缺一格" in told
        assert "机关: 未知" in told

    def test_it_goes_through_json(self, raw: gr.RawReport) -> None:
        read = gr.read(render_html(raw, HtmlStyle()))
        assert json.loads(gr.to_json(read))["recognised"][0]["path"] == "disclosure.regulations"
        assert gr.from_json(gr.to_json(read)) == read


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be"])
def test_a_page_saved_as_unicode(encoding: str) -> None:
    page = (
        f"\ufeff{HEAD}{remedies(*ZEROS)}</body></html>"
        if encoding == "utf-16-be"
        else HEAD + remedies(*ZEROS)
    )
    assert len(gr.read(page.encode(encoding))) == 15
