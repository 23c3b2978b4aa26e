"""PDFs that cost much: told from their bytes, and read in a process of their own."""

from __future__ import annotations

import base64
import subprocess
import sys
import zlib
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import govinfo_report as gr
from govinfo_report import reading
from govinfo_report.document.limits import Limits
from govinfo_report.readers.pdf import is_burden
from govinfo_report.readers.pdf.streams import UnknownStreamError, find_streams, unpacked
from tests.conftest import EXAMPLES
from tests.documents.pdf import PdfStyle, render_pdf
from tests.documents.strategies import pdf_styles

LINE = b"BT /F1 12 Tf 72 700 Td (a line of text, as long as some) Tj ET\n"


def pdf(objects: Mapping[int, bytes]) -> bytes:
    """A file of some objects; number 1 is its catalogue."""
    out, places = b"%PDF-1.7\n", {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(
        b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 65535 f \n"
        for number in range(max(places) + 1)
    )
    size, start = max(places) + 1, len(out)
    return out + b"xref\n0 %d\n%btrailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        size,
        table,
        size,
        start,
    )


def stream(body: bytes, head: bytes = b"") -> bytes:
    return b"<< /Length %d %b >>\nstream\n%b\nendstream" % (len(body), head, body)


def deflated(body: bytes, filling: bytes = b"", megabytes: int = 0) -> bytes:
    """A body, packed, and so many million bytes of filling after it."""
    pack = zlib.compressobj(9)
    pieces = [pack.compress(body)]
    million = filling * (1_000_000 // max(1, len(filling)))
    pieces += [pack.compress(million) for _ in range(megabytes)]
    return b"".join(pieces) + pack.flush()


def packed(body: bytes, head: bytes = b"") -> bytes:
    return stream(deflated(body), b"/Filter /FlateDecode " + head)


def page(
    content: bytes, resources: bytes = b"", contents: bytes = b"5 0 R", **more: Mapping[int, bytes]
) -> bytes:
    """A file of a single page, whose content is object 5."""
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %b /Resources "
        b"<< /Font << /F1 4 0 R >> %b >> >>" % (contents, resources),
        4: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        5: content,
    }
    for added in more.values():
        objects.update(added)
    return pdf(objects)


def forms(depth: int, times: int) -> bytes:
    """Forms inside forms: each but the last draws the next some times."""
    made = {}
    for level in range(depth):
        last = level == depth - 1
        head = (
            b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /X %d 0 R >> "
            % (20 + level + 1)
        )
        made[20 + level] = stream(LINE if last else b"/X Do " * times, head + b"/Font << /F1 4 0 R >> >>")
    return page(stream(LINE + b"/X Do\n"), b"/XObject << /X 20 0 R >>", forms=made)


FLATE = b"/Filter /FlateDecode "
BOMBS = {
    "spaces": page(stream(deflated(LINE, b" ", 60), FLATE)),
    "packed twice": page(stream(deflated(deflated(LINE, b" ", 200)), b"/Filter [/FlateDecode /FlateDecode]")),
    "escaped names": page(stream(deflated(LINE, b" ", 60), b"/F#69lter /Flate#44ecode")),
    "typed": page(stream(base64.a85encode(deflated(b"", b" ", 60)) + b"~>", b"/Filter [/A85 /FlateDecode]")),
    "lines": page(stream(deflated(LINE, b"0 0 m 1 1 l S ", 20), FLATE)),
    "states": page(stream(LINE + b"q " * 500_000)),
    "characters": page(packed(b"BT /F1 1 Tf " + (b"(" + b"a" * 30_000 + b")Tj ") * 150 + b"ET")),
    "hexadecimal": page(packed(b"BT /F1 1 Tf " + (b"<" + b"41" * 30_000 + b">Tj ") * 150 + b"ET")),
    "the same content again": page(
        stream(deflated(LINE, b" ", 1), FLATE), contents=b"[%b]" % (b"5 0 R " * 3_000)
    ),
    "the same content, listed elsewhere": page(
        stream(deflated(LINE, b" ", 1), FLATE), contents=b"6 0 R", more={6: b"[%b]" % (b"5 0 R " * 3_000)}
    ),
    "the same content, zeros before it": page(
        stream(deflated(LINE, b" ", 1), FLATE), contents=b"[%b]" % (b"005 0 R " * 3_000)
    ),
    "the same content, far from its R": page(
        stream(deflated(LINE, b" ", 1), FLATE), contents=b"[%b]" % ((b"5" + b" " * 70 + b"0 R ") * 3_000)
    ),
    "the same content, with remarks": page(
        stream(deflated(LINE, b" ", 1), FLATE), contents=b"[%b]" % (b"5 0%a remark\nR " * 3_000)
    ),
    "a form that calls itself a font": forms(21, 2).replace(b"/XObject << /X", b"/XObject << /FontFile"),
    "appearances, escaped": forms(21, 2)
    .replace(b"/X Do\n", b"      ")
    .replace(b"/MediaBox", b"/Annots [ << /A#50 << /N 20 0 R >> >> ] /MediaBox"),
    "functions of functions": page(stream(LINE), b"/F [" + b"<< /FunctionType 3 >> " * 20 + b"]"),
    "content that calls itself objects": page(
        packed(b"BT /F1 1 Tf " + (b"(" + b"a" * 30_000 + b")Tj ") * 150 + b"ET", b"/X /ObjStm")
    ),
    "forms of a strange type": forms(21, 2).replace(b"/Subtype /Form", b"/Subtype(Form)"),
    "forms that call themselves tables of places": forms(21, 2).replace(b"/Type /XObject", b"/Q /XRef"),
    "fields": page(stream(LINE)).replace(b"/Type /Catalog", b"/Type /Catalog /Acro#46orm 9 0 R"),
    "clips": page(packed(LINE + b"0 0 9 9 re W n " * 12_000)),
    "marks": page(packed(b"/P BMC " * 12_000 + LINE * 3_000)),
    "a glyph that is a picture": page(
        packed(LINE + b"q " * 500_000, b"/Subtype /Image"), b"/CharProcs << /a 5 0 R >>", contents=b"null"
    ),
    "a list of codes": page(packed(b"<00><ff>0 " * 400_000), b"/Encoding 5 0 R", contents=b"null"),
    "forms": forms(21, 2),
    "forms, wide": forms(4, 90),
    "numbers": page(stream(LINE), b"/X [ %b]" % (b"1 " * 2_000_000)),
    "a picture that is content": page(
        stream(deflated(LINE, b"0 0 m 1 1 l S ", 20), FLATE + b"/Subtype /Image /Width 1 /Height 1")
    ),
    "a font that is content": page(
        stream(deflated(LINE, b"0 0 m 1 1 l S ", 20), FLATE),
        b"/Font << /F2 << /Type /Font /FontDescriptor << /FontFile2 5 0 R >> >> >>",
    ),
}
"""Each kilobytes to megabytes; what PDFium makes of them is far more."""

PEAKS = """
import resource, sys
import govinfo_report as gr
try:
    gr.read(sys.stdin.buffer.read())
except gr.ReadError as error:
    print(type(error).__name__)
status = dict(line.split(":") for line in open("/proc/self/status"))
print(int(status["VmHWM"].split()[0]) // 1024)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)
"""
"""Prints the most memory, in MB, that this process and its children have had."""


class TestBombs:
    @pytest.mark.parametrize("name", BOMBS)
    def test_told_from_its_bytes(self, name: str) -> None:
        assert is_burden(BOMBS[name])

    @pytest.mark.skipif(sys.platform != "linux", reason="needs limits of memory")
    @pytest.mark.parametrize(
        "name", ["packed twice", "lines", "characters", "the same content again", "forms", "numbers"]
    )
    def test_refused_within_the_limit_of_memory(self, name: str) -> None:
        done = subprocess.run(
            [sys.executable, "-c", PEAKS], input=BOMBS[name], capture_output=True, check=True, timeout=60
        )
        error, *megabytes = done.stdout.split()
        assert error == b"ReadError"
        assert max(map(int, megabytes)) < Limits().memory / 1_000_000

    @pytest.mark.parametrize(
        "head",
        [
            b"/Filter /LZWDecode",
            b"/Filter /RunLengthDecode",
            b"/Filter /Crypt",
            b"/Filter 9 0 R",
            b"/Filter [9 0 R]",
            b"/Filter /FlateDecode",
            b"/Filter /ASCII85Decode /Filter /FlateDecode",
            b"/Filter %\n/FlateDecode",
        ],
    )
    def test_what_is_not_understood_may_be_heavy(self, head: bytes) -> None:
        assert is_burden(page(stream(LINE, head)))
        assert not is_burden(page(stream(LINE)))

    @pytest.mark.parametrize(
        "name", [b"/Encrypt", b"/Encryp#74", b"/#45ncrypt", b"/E#6Ecrypt", b"/E#6ecrypt"]
    )
    def test_what_is_encrypted_may_be_heavy(self, name: bytes) -> None:
        assert is_burden(page(stream(LINE)).replace(b"/Root", name + b" << >> /Root"))

    @pytest.mark.parametrize(
        ("entry", "slow"),
        [
            (b"/PatternType 1", True),
            (b"/PatternType\n1", True),
            (b"/Pattern#54ype 1", True),
            (b"/PatternType 2", False),
            (b"/ShadingType 1", True),
            (b"/ShadingType 7", True),
            (b"/ShadingType 2", False),
            (b"/ShadingType 3", False),
        ],
    )
    def test_what_may_take_long_to_draw_is_a_burden(self, entry: bytes, slow: bool) -> None:
        assert is_burden(page(stream(LINE)).replace(b"/Root", b"/Any << " + entry + b" >> /Root")) is slow

    def test_pages_of_no_size(self) -> None:
        """PDFium keeps a bit for each point of a page's edges: this page takes 256 MB."""
        data = page(stream(LINE)).replace(b"[0 0 595 842]", b"[0 2147483648 595 842]")
        with pytest.raises(gr.ReadError, match=r"页面边长（磅） 2147482\d+，超过上限 100000"):
            gr.read(data)
        with pytest.raises(gr.ReadError, match="没有找到"):
            gr.read(data.replace(b"2147483648", b"99000"))


class TestReports:
    @settings(max_examples=25, deadline=None)
    @given(style=pdf_styles())
    def test_no_report_is_a_burden_and_nothing_is_missed(self, style: PdfStyle) -> None:
        data = render_pdf(gr.read(EXAMPLES / "nangong-2023.txt"), style)
        assert not is_burden(data)
        assert weight(data) >= printed(data)

    def test_a_real_one(self, shared: Path) -> None:
        data = (shared / "real" / "huaian-2024.pdf").read_bytes()
        assert not is_burden(data)
        assert weight(data) >= printed(data)

    @pytest.mark.parametrize(("depth", "times"), [(1, 1), (3, 1), (2, 7), (4, 3), (6, 2)])
    def test_forms_are_counted_as_often_as_they_are_drawn(self, depth: int, times: int) -> None:
        data = forms(depth, times)
        assert not is_burden(data)
        assert weight(data) >= printed(data) >= 11 * (times ** (depth - 1))

    def test_a_burden_is_read_all_the_same(self) -> None:
        """Apart; nothing else is different."""
        data = render_pdf(gr.read(EXAMPLES / "nangong-2023.txt"), PdfStyle())
        heavy = data + b"\n900 0 obj\n<< /Filter /LZWDecode /Length 3 >>\nstream\nabc\nendstream\nendobj\n"
        assert is_burden(heavy)
        here = reading.read_here(heavy, name="a.pdf", sheet=None, limits=gr.Limits(), alone=True)
        apart = gr.read(heavy, name="a.pdf")
        assert apart == here
        assert len(apart) == 200
        with pytest.raises(gr.ReadError, match=r"超过 0\.01 秒"):
            gr.read(heavy, limits=gr.Limits(seconds=0.01))

    def test_an_encrypted_one_without_a_password(self) -> None:
        from reportlab.lib.pdfencrypt import StandardEncryption
        from reportlab.pdfgen.canvas import Canvas

        out = BytesIO()
        canvas = Canvas(out, encrypt=StandardEncryption("", ownerPassword="x", canModify=0))
        canvas.drawString(72, 700, "a line of text, as long as some")
        canvas.save()
        assert is_burden(out.getvalue())
        with pytest.raises(gr.ReadError, match="没有找到年度报告的任何一张表"):
            gr.read(out.getvalue())


def weight(data: bytes) -> int:
    """What is foreseen of the operators and characters that are drawn."""
    from govinfo_report.readers.pdf.burden import foreseen

    return foreseen(data)


def printed(data: bytes) -> int:
    """The objects and characters that PDFium finds on the pages."""
    document = pypdfium2.PdfDocument(data)
    return sum(
        sum(1 for _ in page.get_objects(max_depth=15)) + page.get_textpage().count_chars()
        for page in document
    )


CHAIN = st.lists(
    st.sampled_from(["FlateDecode", "Fl", "ASCII85Decode", "A85", "ASCIIHexDecode", "AHx"]), max_size=4
)


class TestStreams:
    @given(body=st.binary(max_size=300), chain=CHAIN, escaped=st.booleans())
    def test_filters_are_undone(self, body: bytes, chain: list[str], escaped: bool) -> None:
        written = body
        for name in reversed(chain):
            if name.startswith("F"):
                written = zlib.compress(written)
            elif "85" in name:
                written = base64.a85encode(written, wrapcol=70) + b"~>"
            else:
                written = written.hex(" ").encode() + b">"
        names = b"".join(b"/" + name.encode() for name in chain)
        if escaped:
            names = names.replace(b"D", b"#44").replace(b"A", b"#41")
        data = page(stream(written, b"/Filter [%b]" % names if chain else b""))
        found = {each.number: each for each in find_streams(data)}
        told = unpacked(data, found[b"5"], 1_000)
        assert told == body if chain else told.startswith(body)
        if len(body) > 1:
            with pytest.raises(UnknownStreamError):
                unpacked(data, found[b"5"], len(body) - 1)

    def test_damage_is_not_told(self) -> None:
        data = page(packed(LINE * 50))
        (found,) = find_streams(data)
        for wrong in (
            data[: found.start + 20],
            data.replace(data[found.start + 8 : found.start + 12], b"????"),
        ):
            with pytest.raises(UnknownStreamError):
                unpacked(wrong, found, 10_000)

    @pytest.mark.parametrize("line_end", [b"\n", b"\r\n", b"\r", b"  \n", b" any words\n"])
    def test_where_its_bytes_begin(self, line_end: bytes) -> None:
        data = page(stream(LINE)).replace(b">>\nstream\n", b">>stream" + line_end)
        (found,) = find_streams(data)
        assert data[found.start :].startswith(LINE)

    def test_words_that_are_no_streams(self) -> None:
        assert find_streams(b"1 0 obj (upstream\n) endobj endstream\n mainstream\n") == []
        with pytest.raises(UnknownStreamError):
            find_streams(b"a stream\n of words")
