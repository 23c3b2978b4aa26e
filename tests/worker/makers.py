"""Reports as PDF that tell which they are, and what a process knows of its worker."""

from __future__ import annotations

from functools import cache

import govinfo_report as gr
from govinfo_report.worker import process
from tests.conftest import EXAMPLES
from tests.documents.pdf import PdfStyle, render_pdf

__all__ = ["agency", "report_pdf", "workers"]

_TEXT = (EXAMPLES / "nangong-2023.txt").read_text(encoding="utf-8")


def agency(number: int) -> str:
    """Of one of ten reports."""
    return f"{'甲乙丙丁戊己庚辛壬癸'[number]}水市人民政府办公室"


@cache
def report_pdf(number: int) -> bytes:
    """The report of an agency."""
    return render_pdf(gr.read(_TEXT.replace("南宫市人民政府办公室", agency(number)).encode()), PdfStyle())


def workers() -> list[int]:
    """The processes that this one has started for reading and that have not ended."""
    return [worker.process.pid for worker in process._running if worker.lives]
