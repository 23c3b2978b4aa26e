"""Web pages, Word files, PDFs and old workbooks: what each format alone can do to a report."""

from __future__ import annotations

import builtins
import json
import subprocess
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

import govinfo_report as gr
from govinfo_report.readers.html import decode_page
from tests.conftest import EXAMPLES, truth
from tests.documents.html import HtmlStyle, render_html
from tests.documents.pdf import PdfStyle, render_pdf
from tests.documents.word import WordStyle, render_word

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
    def test_tracked_changes_are_read_as_accepted_and_reported(self, raw: gr.RawReport) -> None:
        read = gr.read(render_word(raw, WordStyle(revisions="cells")))
        assert read.to_report() == raw.to_report()
        assert "F311" in {finding.code for finding in gr.check(read).findings}

    def test_a_bomb_is_refused(self) -> None:
        import zipfile

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


class TestOldWorkbooks:
    def test_an_xls_made_by_libreoffice(self, tmp_path: Path) -> None:
        command = ["soffice", "--headless", "--convert-to", "xls", "--outdir", str(tmp_path)]
        try:
            subprocess.run([*command, str(EXAMPLES / "nangong-2023.xlsx")], check=True, capture_output=True)
        except FileNotFoundError:
            pytest.skip("LibreOffice is not here")
        old, new = gr.read(tmp_path / "nangong-2023.xls"), gr.read(EXAMPLES / "nangong-2023.xlsx")
        assert [(cell.path, cell.value, cell.text) for cell in old] == [
            (cell.path, cell.value, cell.text) for cell in new
        ]
        assert (old.agency, old.year, old.overview) == (new.agency, new.year, new.overview)


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
    with pytest.raises(gr.ReadError, match=rf"pip install 'govinfo-report\[{extra}\]'"):
        gr.read(data)


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
