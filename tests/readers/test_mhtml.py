"""Web pages saved as one file."""

from __future__ import annotations

import base64
import quopri

import pytest
from hypothesis import given
from hypothesis import strategies as st

import govinfo_report as gr
from tests.conftest import EXAMPLES, figures
from tests.documents.html import HtmlStyle, render_html
from tests.documents.strategies import html_styles
from tests.makers import chromium, needs_chromium

BLINK = (
    "From: <Saved by Blink>\r\nSnapshot-Content-Location: http://example.invalid/col/art.html\r\n"
    "Subject: =?utf-8?Q?=E5=B9=B4=E6=8A=A5?=\r\nDate: Tue, 24 Nov 2026 08:00:00 -0000\r\n"
    'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n'
    '\tboundary="----MultipartBoundary--x+1(y)----"\r\n\r\n\r\n'
)
EXPLORER = (
    "From: <由 Windows Internet Explorer 11 保存>\nSubject: \nMIME-Version: 1.0\n"
    'Content-Type: multipart/related;\n\tboundary="----MultipartBoundary--x+1(y)----";\n\ttype="text/html"\n'
    "X-MimeOLE: Produced By Microsoft MimeOLE V6\n\nThis is a multi-part message in MIME format.\n\n"
)
PICTURE = "Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n"


def saved(
    page: bytes, *, head: str = BLINK, transfer: str = "quoted-printable", nested: bool = False
) -> bytes:
    """A page with a picture and a style sheet, as one file."""
    if transfer == "quoted-printable":
        coded = quopri.encodestring(page)
    else:
        coded = base64.encodebytes(page) if transfer == "base64" else page
    if transfer != "8bit":
        coded = coded.replace(b"\n", b"\r\n")
    part = (
        b"Content-Type: text/html; charset=x\r\nContent-Transfer-Encoding: %b\r\nContent-Location: a\r\n\r\n"
        % (transfer.encode())
    )
    line = b"\r\n------MultipartBoundary--x+1(y)----"
    first = part + coded
    if nested:
        first = (
            b"Content-Type: multipart/alternative; boundary=inner\r\n\r\n--inner\r\n"
            b"Content-Type: text/plain\r\n\r\nwords\r\n--inner\r\n" + first + b"\r\n--inner--\r\n"
        )
    parts = [PICTURE.encode(), first, b"Content-Type: text/css\r\n\r\ntd { color: red }\r\n"]
    if not nested:
        parts = [first, *parts[:1], *parts[2:]]
    return head.encode("gb18030") + b"".join(line + b"\r\n" + each for each in parts) + line + b"--\r\n"


@given(
    style=html_styles(),
    head=st.sampled_from([BLINK, EXPLORER]),
    transfer=st.sampled_from(["quoted-printable", "base64", "8bit"]),
    nested=st.booleans(),
)
def test_the_page_is_read(style: HtmlStyle, head: str, transfer: str, nested: bool) -> None:
    page = render_html(gr.read(EXAMPLES / "nangong-2023.txt"), style)
    data = saved(page, head=head, transfer=transfer, nested=nested)
    assert figures(gr.read(data)) == figures(gr.read(page))
    assert gr.read(data) == gr.read(page)


@pytest.mark.parametrize(
    "data",
    [
        BLINK.encode(),
        saved(b"").replace(b"text/html; charset", b"text/plain; charset"),
        saved(b"<html>" * 9, transfer="base64").replace(b"PGh0", b"P=h0"),
        BLINK.encode().replace(b"boundary", b"no") + b"words",
    ],
    ids=["only a head", "no page", "damaged", "no boundary"],
)
def test_without_a_page(data: bytes) -> None:
    with pytest.raises(gr.ReadError, match=r"\.mht 文件里没有网页") as caught:
        gr.read(data, name="a.mht")
    assert "save it as a web page" in caught.value.message("en")


def test_parts_in_parts_without_end() -> None:
    level = b"Content-Type: multipart/related; boundary=x\r\n\r\n--x\r\n"
    with pytest.raises(gr.ReadError):
        gr.read(b"MIME-Version: 1.0\r\n" + level * 100_000)


@pytest.mark.parametrize(
    "data",
    [
        BLINK.encode() + b"\r\n------MultipartBoundary--x+1(y)----" * 300_000,
        b"Content-Type: multipart/related; boundary=a" + b";" * 1_000_000,
        b"Content-Type: multipart/related; boundary*=a; boundary*0=b\r\n\r\n",
        b"Content-Type: multipart/related\n" + b"A: b\n" * 1_000_000,
    ],
    ids=["parts", "semicolons", "continued", "heads"],
)
def test_what_never_ends(data: bytes) -> None:
    with pytest.raises(gr.ReadError):
        gr.read(data)


def test_a_report_that_begins_with_a_colon_is_text() -> None:
    text = (EXAMPLES / "nangong-2023.txt").read_bytes()
    assert len(gr.read(b"Content-Type: text\n" + text)) == 200


@needs_chromium
def test_as_chromium_saves_it() -> None:
    raw = gr.read(EXAMPLES / "nangong-2023.txt")
    with chromium() as browser:
        page = browser.new_page()
        page.set_content(render_html(raw, HtmlStyle()).decode())
        data = page.context.new_cdp_session(page).send("Page.captureSnapshot")["data"].encode()
    assert data.startswith(b"From: <Saved by Blink>")
    assert figures(gr.read(data)) == figures(raw)


def framed(*pages: bytes) -> bytes:
    """Pages in one file; the first is the one that was saved."""
    line = b"\r\n------MultipartBoundary--x+1(y)----"
    parts = (
        b"\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + page for page in pages
    )
    return BLINK.encode() + b"".join(line + part for part in parts) + line + b"--\r\n"


def test_a_report_in_a_frame_of_the_page() -> None:
    report = render_html(gr.read(EXAMPLES / "nangong-2023.xlsx"), HtmlStyle())
    shell = b"<html><body><iframe src='cid:1@mhtml.blink'></iframe></body></html>"
    assert figures(gr.read(framed(shell, report))) == figures(gr.read(report))
    other = b"<table><tr><td>0</td></tr></table>"
    assert figures(gr.read(framed(report, other))) == figures(gr.read(report))
