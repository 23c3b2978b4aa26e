"""Hostile files: limits before any parser sees them, nothing followed, nothing run; reading apart."""

from __future__ import annotations

import io
import json
import random
import subprocess
import sys
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import govinfo_report as gr
from govinfo_report.writers.writing import render
from tests.conftest import EXAMPLES

TEXT = (EXAMPLES / "nangong-2023.txt").read_text(encoding="utf-8")


def archive(members: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in members.items():
            made.writestr(name, data)
    return stream.getvalue()


def repacked(data: bytes, member: str, change: Callable[[bytes], bytes]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        members = {name: source.read(name) for name in source.namelist()}
    members[member] = change(members[member])
    return archive(members)


BOMB = archive({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b" " * 50_000_000})
WORD_BOMB = archive({"[Content_Types].xml": b"<Types/>", "word/document.xml": b" " * 50_000_000})


class TestBounds:
    @pytest.mark.parametrize(
        ("data", "limits", "said"),
        [
            (TEXT.encode(), gr.Limits(file_bytes=100), "超过上限 100"),
            (TEXT.encode(), gr.Limits(characters=100), "字符数"),
            (b"{" + b" " * 200 + b"}", gr.Limits(characters=100), "字符数"),
            (b"<html>" + b"<p>x" * 50, gr.Limits(elements=20), "标签数"),
            (b"<html>" + b"<div>" * 50, gr.Limits(depth=20), "嵌套层数"),
            (BOMB, gr.Limits(), "压缩倍数"),
            (WORD_BOMB, gr.Limits(), "压缩倍数"),
            (BOMB, gr.Limits(unpacked_bytes=1_000_000), "解压后字节数"),
            (archive({f"xl/{n}": b"" for n in range(30)}), gr.Limits(members=20), "文件数"),
            (b"<html><p " + b"a=1 " * 400 + b">x", gr.Limits(attributes=100), "一个标签的属性数 400，"),
            (b"<html><p " + b"a='b c d > e' " * 400 + b">x", gr.Limits(attributes=100), "属性数 400，"),
            (b"<html>" + b"<table><tr><td colspan=9 rowspan=2><tr>", gr.Limits(cells=10), "表格单元格数"),
        ],
        ids=[
            "bytes", "characters", "json", "elements", "depth", "xlsx ratio", "docx ratio", "unpacked",
            "members", "attributes", "attributes with values", "spans",
        ],
    )  # fmt: skip
    def test_refused_before_parsing(self, data: bytes, limits: gr.Limits, said: str) -> None:
        with pytest.raises(gr.ReadError, match=said) as caught:
            gr.read(data, limits=limits)
        assert "limits=" in caught.value.message("en")

    def test_pages_and_objects_of_a_pdf(self, shared: Path) -> None:
        path = shared / "real" / "huaian-2024.pdf"
        with pytest.raises(gr.ReadError, match="PDF 页数 6，超过上限 5"):
            gr.read(path, limits=gr.Limits(pages=5))
        with pytest.raises(gr.ReadError, match="PDF 对象数"):
            gr.read(path, limits=gr.Limits(objects=500))
        assert len(gr.read(path)) == 200

    @pytest.mark.parametrize(
        "data",
        [
            b"<html><body>" + b"<div>" * 1_000_000,
            b"<html><body>" + b"<table><tr><td>" * 60_000,
            b"|" * 1_900_000,
            b"\t|" * 900_000,
            "规章\n0\n".encode() * 100_000,
            "| 规章 | 1 | 2 | 3 |\n".encode() * 40_000,
            "行政复议|".encode() * 100_000,
            "一、总体情况\n".encode() * 100_000,
            b'{"a":' + b"[" * 1_000_000,
            b"<html><style>" + b"a b c d e{display:none}" * 1_500 + b"</style>" + b"<a><b><c><d><e>" * 900,
            b"<html><table><tr>" + b"<td rowspan=60000 colspan=1000>x</td>" * 3_000,
            b"<html><table>" + (b"<tr>" + b"<td rowspan=1000 colspan=1000>x</td>" * 50) * 600,
            b"<html><p " + b" ".join(b"a%d" % number for number in range(300_000)) + b">x",
            b"<html>" + (b"<p " + b" ".join(b"a%d" % number for number in range(400)) + b">x") * 6_000,
            b'<html><a x="<" ' + b" ".join(b"a%d" % number for number in range(120_000)) + b">x",
            b"<html><p" + b" " * 300_000,
            b"<html><style>" + b"i~i~i~u{display:none}" * 300 + b"</style>" + b"<i></i>" * 20_000,
            b"<html><style>" + b"*{display:none}" * 400 + b"</style>" + b"<br>" * 50_000,
            b"<html><p>" + "a\u3000".encode() + "\u3000".encode() * 150_000 + b"b",
            b"<meta charset=punycode>" + b"\xff" + b"a" * 300_000,
            b"# a" + b" " * 90_000 + b"b #x\n|a|\n|" + b" " * 200_000 + b"x\n",
            ("a," * 30 + "\n").encode() * 20 + b"a," * 20 + b'"' + b"x" * 140_000 + b'"\n',
        ],
        ids=[
            "divs", "tables", "bars", "tabs and bars", "lines", "rows", "heads", "headings", "brackets",
            "styles", "spans", "spans down", "attributes", "attributes of all tags",
            "attributes behind a tag in quotes", "a tag of spaces",
            "siblings", "rules and elements", "spaces", "punycode", "markdown",
            "a field",
        ],
    )  # fmt: skip
    def test_bombs_of_text_end_soon(self, data: bytes) -> None:
        """What nests, repeats or multiplies: a refusal, or nothing found, without hanging."""
        with pytest.raises(gr.ReadError):
            gr.read(data)


@pytest.mark.parametrize(
    "line",
    [
        "a" + " " * 200_000 + "b",
        "." * 200_000 + "b",
        "·" * 200_000 + "b",
        "（" + "一" * 200_000 + "）",
        "县" + "城市场" * 30 + "x人民政府办公室",
        "扫一扫" * 40 + "x" * 15,
        "扫一扫" * 40,
        "收到申请1件，" * 20_000,
        "#" * 100_000,
        "《" * 100_000,
        "公开、答复" * 9_000 + "分别为" + "1件、" * 18_000,
        "9" * 200_000 + "件",
        "，" * 200_000,
    ],
    ids=[
        "spaces", "dots", "middle dots", "numerals", "agency", "buttons and words", "buttons", "claims",
        "hashes", "titles", "respectively", "digits", "commas",
    ],
)  # fmt: skip
def test_a_report_with_a_line_made_to_be_slow(line: str) -> None:
    for text in (
        f"{line}\n{TEXT}",
        f"{TEXT}\n{line}\n",
        TEXT.replace("一、总体情况\n", f"一、总体情况\n{line}\n"),
    ):
        assert len(gr.check(gr.read(text.encode())).raw) == 200


def test_a_list_without_end_in_a_json_document() -> None:
    document = json.loads(gr.to_json(gr.read(TEXT.encode())))
    document["cells"] = [{}] * 100_000
    with pytest.raises(gr.ReadError, match="与格式不符"):
        gr.read(json.dumps(document).encode())
    document["cells"] = [0] * 300_000
    with pytest.raises(gr.ReadError, match="与格式不符"):
        gr.read(json.dumps(document).encode())
    report = json.loads(gr.to_json(gr.load(EXAMPLES / "nangong-2023.xlsx", blanks="zero")))
    report["provenance"] = {"members": [{}] * 200_000, "missing": []}
    with pytest.raises(
        gr.ReadError, match=r"^a\.json: JSON 文件与格式不符，至少1000处：provenance\.members\[0\]"
    ):
        gr.read(json.dumps(report).encode(), name="a.json")


def test_what_is_wrong_far_down_a_list_is_wrong_all_the_same() -> None:
    document = json.loads(gr.to_json(gr.read(TEXT.encode())))
    note = {"kind": "notation", "value": "x"}
    document["notes"] = [note] * 1_500
    assert len(gr.read(json.dumps(document).encode()).notes) == 1_500
    document["notes"] = [*[note] * 1_500, {"kind": 1}]
    with pytest.raises(gr.ReadError, match=r"^a\.json: JSON 文件与格式不符"):
        gr.read(json.dumps(document).encode(), name="a.json")
    document["notes"] = 0
    for _ in range(900):
        document["notes"] = [document["notes"]]
    with pytest.raises(gr.ReadError):
        gr.read(json.dumps(document).encode())


WORKBOOK = (
    b'<workbook xmlns:r="r"><sheets>%b</sheets></workbook>',
    b'<Relationships><Relationship Id="r1" Type="/worksheet" Target="worksheets/sheet1.xml"/>'
    b'<Relationship Id="r2" Type="/styles" Target="styles.xml"/></Relationships>',
)


def workbook(sheet: bytes, *, sheets: int = 1, styles: bytes = b"<styleSheet/>") -> bytes:
    listed = b"".join(b'<sheet name="%d" r:id="r1"/>' % number for number in range(sheets))
    return archive(
        {
            "xl/workbook.xml": WORKBOOK[0] % listed,
            "xl/_rels/workbook.xml.rels": WORKBOOK[1],
            "xl/worksheets/sheet1.xml": b"<worksheet>" + sheet + b"</worksheet>",
            "xl/styles.xml": styles,
            "xl/media/image1.png": BALLAST,
        }
    )


def word(body: bytes, styles: bytes = b"") -> bytes:
    space = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    members = {"word/document.xml": b"<w:document %b><w:body>%b</w:body></w:document>" % (space, body)}
    if styles:
        members["word/styles.xml"] = b"<w:styles %b>%b</w:styles>" % (space, styles)
    return archive({"[Content_Types].xml": b"<Types/>", **members, "word/media/image1.png": BALLAST})


def word16(before: str) -> bytes:
    """A document in UTF-16, in which nothing is found by looking for bytes of ASCII."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    xml = f'<?xml version="1.0" encoding="UTF-16"?>{before}<w:document {space}><w:body/></w:document>'
    return archive({"[Content_Types].xml": b"<Types/>", "word/document.xml": xml.encode("utf-16")})


BALLAST = random.Random(1).randbytes(1_000_000)
"""What keeps the ratio of the archive small."""
CELLS = b"<row>" + b"<c><v>1</v></c>" * 1_000 + b"</row>"
WIDE = b'<w:tc><w:tcPr><w:gridSpan w:val="200"/></w:tcPr><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc>'
INLINE = b'<c t="inlineStr"><is><t>' + b"ab" * 100_000 + b"</t></is></c>"
LONG = b"[" * 300
MERGES = b"".join(b'<mergeCell ref="A%d:Z%d"/>' % (row, row + 400) for row in range(1, 3_000))
CHAIN = b"".join(
    b'<w:style w:styleId="s%d"><w:basedOn w:val="s%d"/></w:style>' % (number, number + 1)
    for number in range(50_000)
)
NAMED = b'<w:p><w:r><w:rPr><w:rStyle w:val="s1"/></w:rPr><w:t>1</w:t></w:r></w:p>'
FORMULA = b'<row><c r="A1"><f t="shared" si="0">' + b"A1+" * 2_000 + b"1</f></c></row>"


class TestArchives:
    """Small parts that ask for much work or memory."""

    @pytest.mark.parametrize(
        ("make", "said"),
        [
            (lambda: workbook(b"<sheetData>" + CELLS * 20 + b"</sheetData>", sheets=20), "单元格数"),
            (lambda: workbook(b"<sheetData>" + b"<row/>" * 4_100_000), "行过多"),
            (lambda: workbook(b"<x/>" * 4_100_000), "标签过多"),
            (lambda: workbook(b"<x>" * 1_000), "嵌套过深"),
            (lambda: workbook(b"<x a='" + b"a" * 3_000_000 + b"'/>"), "标签过长"),
            (lambda: workbook(b"<cols>" + b'<col hidden="1" min="1" max="2"/>' * 20_000), "列过多"),
            (
                lambda: workbook(
                    b"<sheetData>" + FORMULA + b'<row><c r="A2"><f t="shared" si="0"/></c></row>' * 1_000
                ),
                "共用公式字符数",
            ),
            (
                lambda: workbook(b"", styles=b"<styleSheet><cellXfs>" + b"<xf/>" * 200_000),
                "样式过多",
            ),
            (lambda: workbook((b"<x>" + b" " * 500_000 + b"</x>") * 40, sheets=4), "解压后字节数"),
            (
                lambda: workbook(
                    b"<sheetData>" + CELLS * 4 + b"</sheetData><mergeCells>" + MERGES + b"</mergeCells>",
                    sheets=30,
                ),
                "合并单元格所盖格数 .*另存",
            ),
            (
                lambda: workbook(b"<sheetData><row>" + INLINE + b"</row></sheetData>", sheets=40),
                "工作簿内字符数 .*limits=",
            ),
            (lambda: workbook(b"", sheets=3_000), "工作表过多"),
            (
                lambda: workbook(b"", styles=b'<styleSheet><numFmt numFmtId="200" formatCode="d%b"/>' % LONG),
                "数字格式过长",
            ),
            (lambda: archive({f"xl/{number}": b"" for number in range(50_001)}), "压缩包内文件过多"),
            (lambda: word16("<!DOCTYPE x>"), "DTD"),
            (lambda: word(b"<w:p/>" * 1_100_000), "Word 文件标签数"),
            (lambda: word(b'<w:p w:x="' + b"a" * 41_000_000 + b'"/>'), "document.xml 解压后字节数"),
            (lambda: word(b"<w:tbl>" + (b"<w:tr>" + WIDE * 50 + b"</w:tr>") * 40 + b"</w:tbl>"), "单元格数"),
            (lambda: word(b"<w:tbl>" + b"<w:sdt>" * 3_000 + b"</w:sdt>" * 3_000 + b"</w:tbl>"), "没有找到"),
            (lambda: word(NAMED, CHAIN), "没有找到"),
        ],
        ids=[
            "sheets", "rows", "tags", "depth", "long tag", "columns", "formulas", "styles", "the same sheet",
            "merges", "inline text", "many sheets", "format", "members", "word dtd",
            "word tags", "word attribute", "word spans", "word controls", "word styles",
        ],
    )  # fmt: skip
    def test_end_soon(self, make: Callable[[], bytes], said: str) -> None:
        with pytest.raises(gr.ReadError, match=said):
            gr.read(make())


class TestNothingFollowed:
    def test_entities(self) -> None:
        data = render(gr.read(TEXT.encode()), "xlsx")
        dtd = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'

        def put(xml: bytes) -> bytes:
            at = xml.index(b"?>") + 2 if xml.startswith(b"<?xml") else 0
            return xml[:at] + dtd + xml[at:]

        for name in ("xl/workbook.xml", "xl/styles.xml", "xl/worksheets/sheet2.xml"):
            with pytest.raises(gr.ReadError, match="DTD"):
                gr.read(repacked(data, name, put))

    def test_entities_in_word_files(self) -> None:
        data = render(gr.read(TEXT.encode()), "docx")
        with pytest.raises(gr.ReadError, match="DTD"):
            gr.read(repacked(data, "word/document.xml", lambda xml: b"<!DOCTYPE x>" + xml))

    def test_nothing_is_fetched_or_run(self, tmp_path: Path) -> None:
        """A page full of links, frames and scripts, read with every way out watched."""
        page = (
            '<html><head><base href="http://192.0.2.1/"><link rel=stylesheet href="a.css">'
            '<script src="b.js"></script><meta http-equiv=refresh content="0;url=http://192.0.2.1/"></head><body>'
            '<iframe src="c.html"></iframe><img src="d.png"><object data="e"></object>'
            f"<p>{TEXT[:60]}</p></body></html>"
        )
        path = tmp_path / "page.html"
        path.write_text(page, encoding="utf-8")
        code = (
            "import sys, govinfo_report as gr\n"
            "gr.read; import govinfo_report.readers.pages.html, selectolax.lexbor\n"
            "seen = []\n"
            "watched = ('socket.', 'subprocess.', 'os.system', 'os.exec', 'os.spawn', 'urllib.')\n"
            "sys.addaudithook(lambda name, _: seen.append(name) if name.startswith(watched) else None)\n"
            "try:\n    gr.read(sys.argv[1])\nexcept gr.ReadError:\n    pass\n"
            "print(seen)\n"
        )
        done = subprocess.run(
            [sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True
        )
        assert done.stdout.strip() == "[]"

    def test_the_input_is_never_opened_for_writing(self, tmp_path: Path) -> None:
        report = gr.load(EXAMPLES / "nangong-2023.xlsx", blanks="zero")
        for suffix in ("xlsx", "docx", "html", "md", "json", "txt"):
            path = gr.write(report, tmp_path / f"a.{suffix}")
            path.chmod(0o444)
            code = (
                "import sys, govinfo_report as gr\n"
                "opened = []\n"
                "def watch(name, args):\n"
                "    if name == 'open' and str(args[0]) == sys.argv[1]: opened.append((args[1], args[2]))\n"
                "sys.addaudithook(watch)\n"
                "gr.check(gr.read(sys.argv[1]))\n"
                "import os\n"
                "writing = os.O_WRONLY | os.O_RDWR\n"
                "print(len(opened), all(not (flags or 0) & writing for _, flags in opened))\n"
            )
            before = path.stat()
            done = subprocess.run(
                [sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True
            )
            assert done.stdout.split() == ["1", "True"]
            assert path.stat().st_mtime_ns == before.st_mtime_ns


class TestThreads:
    def test_pdfs_in_threads(self, shared: Path) -> None:
        """PDFium ends the process where two threads are in it at once."""
        data = (shared / "real" / "huaian-2024.pdf").read_bytes()
        with ThreadPoolExecutor(6) as pool:
            reports = list(pool.map(gr.read, [data] * 18))
        assert all(report == reports[0] for report in reports)
