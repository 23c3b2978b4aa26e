"""Hostile PDFs end within the limits of time and memory, and cost nobody but themselves."""

from __future__ import annotations

import subprocess
import sys
import time
from io import BytesIO
from pathlib import Path

import pytest

import govinfo_report as gr
from tests.worker.bombs import BOMBS, LINE, page, stream
from tests.worker.makers import agency, report_pdf

SECONDS = 3.0
PEAKS = """
import resource, sys
from pathlib import Path
import govinfo_report as gr
for path in sys.argv[1:]:
    try:
        gr.read(path, limits=gr.Limits(seconds=30.0))
    except gr.ReadError:
        print("refused")
import atexit
atexit._run_exitfuncs()
status = dict(line.split(":") for line in open("/proc/self/status"))
print(int(status["VmHWM"].split()[0]) // 1024)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)
"""
"""Prints what became of files, and the most memory, in MB, that this process and its children have had."""


@pytest.mark.parametrize("name", BOMBS)
def test_it_ends_in_time_with_an_error_and_the_next_file_is_read(name: str) -> None:
    gr.read(report_pdf(1))  # so that there is a worker
    started = time.monotonic()
    with pytest.raises(gr.ReadError) as caught:
        gr.read(BOMBS[name], name="bomb.pdf", limits=gr.Limits(seconds=SECONDS))
    assert time.monotonic() - started < SECONDS + 10  # on a busy machine, with a worker to start
    assert caught.value.message("zh").startswith("bomb.pdf: ")
    assert "内部错误" not in caught.value.zh
    assert gr.read(report_pdf(2)).agency == agency(2)


@pytest.mark.skipif(sys.platform != "linux", reason="needs limits of memory")
def test_within_the_limit_of_memory(tmp_path: Path) -> None:
    heaviest = "packed twice", "lines", "characters", "the same content again", "forms", "numbers", "groups"
    for name in heaviest:
        (tmp_path / f"{name}.pdf").write_bytes(BOMBS[name])
    files = sorted(map(str, tmp_path.iterdir()))
    done = subprocess.run(
        [sys.executable, "-c", PEAKS, *files], capture_output=True, check=True, timeout=240, text=True
    )
    *refused, own, childrens = done.stdout.split()
    assert refused == ["refused"] * len(heaviest)
    assert int(own) < 150  # nothing of them comes here
    assert int(childrens) < gr.Limits().memory / 1_000_000


@pytest.mark.skipif(sys.platform != "linux", reason="needs limits of memory")
@pytest.mark.parametrize(
    ("name", "seconds", "why"),
    [
        ("packed twice", 60.0, "没有交回结果：内存超过上限"),
        ("forms", 60.0, "没有交回结果：内存超过上限"),
        ("tiles", SECONDS, "读取超过 3 秒，已中止。"),
        ("shadings", SECONDS, "读取超过 3 秒，已中止。"),
    ],
)
def test_the_error_says_which_limit_and_what_to_do(name: str, seconds: float, why: str) -> None:
    with pytest.raises(gr.ReadError, match=f"{why}.*limits= 放宽"):
        gr.read(BOMBS[name], limits=gr.Limits(seconds=seconds))


def test_pages_of_no_size() -> None:
    """PDFium keeps a bit for each point of a page's edges: this page takes 256 MB."""
    data = page(stream(LINE)).replace(b"[0 0 595 842]", b"[0 2147483648 595 842]")
    with pytest.raises(gr.ReadError, match=r"页面边长（磅） 2147482\d+，超过上限 100000"):
        gr.read(data)
    with pytest.raises(gr.ReadError, match="没有找到"):
        gr.read(data.replace(b"2147483648", b"99000"))


def test_an_encrypted_one_without_a_password_is_read() -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    out = BytesIO()
    canvas = Canvas(out, encrypt=StandardEncryption("", ownerPassword="x", canModify=0))
    canvas.drawString(72, 700, "a line of text, as long as some")
    canvas.save()
    with pytest.raises(gr.ReadError, match="没有找到年度报告的任何一张表"):
        gr.read(out.getvalue())
