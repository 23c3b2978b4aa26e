"""What a file is, told by its content: what is not read is called by its own name, with a way that works."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

import govinfo_report as gr
from govinfo_report.readers.formats import reader_of
from tests.conftest import EXAMPLES


def archive(*names: str, kind: str = "", stored: bool = True) -> bytes:
    """An archive of some empty members; ``kind`` is what its member ``mimetype`` says."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        if kind:
            made.writestr("mimetype", kind, None if stored else zipfile.ZIP_DEFLATED)
        for name in names:
            made.writestr(name, "")
    return out.getvalue()


def opendocument(kind: str) -> bytes:
    return archive("content.xml", "META-INF/manifest.xml", kind=f"application/vnd.oasis.opendocument.{kind}")


def old_office(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + stream.encode("utf-16-le")


WORD_2003 = (
    '<?xml version="1.0" encoding="UTF-8"?>\r\n<?mso-application progid="Word.Document"?>\r\n'
    '<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"><w:body><w:tbl>'
)
EXCEL_2003 = (
    '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
    '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet><Table>'
)


@pytest.mark.parametrize(
    ("data", "name", "way"),
    [
        (opendocument("text"), ".odt 文档", "另存为 .docx"),
        (opendocument("text-template"), ".odt 文档", "另存为 .docx"),
        (opendocument("spreadsheet"), ".ods 工作簿", "另存为 .xlsx"),
        (opendocument("presentation"), ".odp 演示文稿", "复制到"),
        (opendocument("graphics"), "OpenDocument 文件", "复制到"),
        (archive("OFD.xml", "Doc_0/Document.xml"), ".ofd 版式文件（GB/T 33190）", "PDF 或 .docx"),
        (archive("[Content_Types].xml", "FixedDocSeq.fdseq"), ".xps 版式文件", "PDF 或 .docx"),
        (archive("[Content_Types].xml", "ppt/presentation.xml"), ".pptx 演示文稿", "复制到"),
        (archive("[Content_Types].xml", "xl/workbook.bin"), ".xlsb 工作簿", "另存为 .xlsx"),
        (archive("OEBPS/content.opf", kind="application/epub+zip"), ".epub 电子书", "复制到"),
        (archive("content.xml", kind="vnd.uof.text"), "标文通（.uot）文档", "另存为 .docx"),
        (archive("甲.docx", "乙.docx"), "压缩包", "请先解压"),
        (b"Rar!\x1a\x07\x00", "RAR 压缩包", "请先解压"),
        (b"7z\xbc\xaf\x27\x1c", "7z 压缩包", "请先解压"),
        (b"{\\rtf1\\ansi }", "RTF 文件", "另存为 .docx"),
        (WORD_2003.encode(), "Word 2003 XML 文档", "另存为 .docx"),
        (WORD_2003.encode("utf-16"), "Word 2003 XML 文档", "另存为 .docx"),
        (b"\xef\xbb\xbf" + EXCEL_2003.encode(), "Excel 2003 XML 表格", "另存为 .xlsx"),
        (b'<?xml version="1.0"?><pkg:package xmlns:pkg="x">', "Word XML 文档", "另存为 .docx"),
        (b'<?xml version="1.0"?><office:document office:version="1.3">', ".fodt 或 .fods 文件", ".docx"),
        (b"<?xml version='1.0'?><!-- x --><uof:UOF xmlns:uof='x'>", "标文通（.uof）文件", ".docx"),
        (old_office("WordDocument"), "旧版 .doc（或 .wps）文件", "另存为 .docx"),
        (old_office("PowerPoint Document"), "旧版 .ppt（或 .dps）演示文稿", "复制到"),
        (b"\x89PNG\r\n\x1a\n", "PNG 图片", "不识别图片里的文字"),
        (b"\xff\xd8\xff\xe0", "JPEG 图片", "不识别图片里的文字"),
        (b"II*\x00\x08", "TIFF 图片", "不识别图片里的文字"),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_a_format_that_is_not_read(data: bytes, name: str, way: str) -> None:
    with pytest.raises(gr.ReadError) as caught:
        gr.read(data, name="a.docx")  # its name does not matter
    error = caught.value
    space = " " if name[0].isascii() else ""
    assert error.zh == f"这是{space}{name}，本版本不能读取。"
    assert way in str(error.advice_zh)
    assert error.en.startswith("This is ")
    assert error.advice_en
    assert error.where == "a.docx"


def test_a_packed_name_of_the_kind_is_read_as_well() -> None:
    """Stored is what the norm wants; some programs pack it."""
    with pytest.raises(gr.ReadError, match=r"\.odt 文档"):
        gr.read(archive("content.xml", kind="application/vnd.oasis.opendocument.text", stored=False))


def test_a_name_of_the_kind_without_an_end() -> None:
    with pytest.raises(gr.ReadError, match="压缩包"):
        gr.read(archive("a", kind="x" * 50_000_000, stored=False))


def test_a_wps_file_that_holds_a_word_document_is_one() -> None:
    assert reader_of(archive("[Content_Types].xml", "word/document.xml")).name == "docx"


@pytest.mark.parametrize(
    "page",
    [
        b'<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html PUBLIC "x"><html><body>',
        b'<html xmlns:w="urn:schemas-microsoft-com:office:word"><head>',
        b"<!-- saved from x --><!DOCTYPE html><html>",
        b"<div>Workbook</div>",
    ],
)
def test_a_page_stays_one(page: bytes) -> None:
    assert reader_of(page).name == "html"


class TestEncodings:
    TEXT = (EXAMPLES / "nangong-2023.txt").read_text(encoding="utf-8")

    @pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-16", "utf-8-sig", "gb18030"])
    def test_a_text_is_read_with_or_without_a_mark(self, encoding: str) -> None:
        raw = gr.read(self.TEXT.encode(encoding))
        assert [(cell.path, cell.value) for cell in raw] == [
            (cell.path, cell.value) for cell in gr.read(self.TEXT.encode())
        ]

    @pytest.mark.parametrize(
        "data", [b"\x00\x01" * 2000, b"a\x00b\x00" * 900, b"\x00" * 40 + "公开".encode()]
    )
    def test_zeros_alone_make_no_text(self, data: bytes) -> None:
        with pytest.raises(gr.ReadError):
            gr.read(data)

    @pytest.mark.parametrize("said", ["iso-8859-1", "windows-1252", "us-ascii"])
    def test_a_page_in_chinese_is_what_its_bytes_are(self, said: str) -> None:
        row = "<tr><td>规章</td><td>1</td><td>2</td><td>3</td></tr>"
        heads = "<tr><td>信息内容</td><td>本年制发件数</td><td>本年废止件数</td><td>现行有效件数</td></tr>"
        page = f"<!doctype html><meta charset={said}><table>{heads}{row}</table>"
        assert [cell.value for cell in gr.read(page.encode("gb18030"))] == [1, 2, 3]
