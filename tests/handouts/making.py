"""Results of a scan, made of a report without reading a file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest

import govinfo_report as gr
from govinfo_report.corpus.packing import pack
from tests.conftest import EXAMPLES

WRONG = gr.read(EXAMPLES / "nangong-2023-error.xlsx")
"""Two errors: T302 and T303."""


def scanned(raw: gr.RawReport = WRONG, file: str = "a.xlsx", **known: Any) -> gr.ScanResult:
    """What a scan would say of a file with this report."""
    result = gr.check(raw)
    return gr.ScanResult(
        path=Path(file),
        digest=file,
        agency=raw.agency,
        year=raw.year,
        ok=result.ok,
        packed=pack(raw, result),
        **known,
    )


def unread(file: str = "坏.png") -> gr.ScanResult:
    """What a scan says of a file that it cannot read."""
    return gr.ScanResult(
        path=Path(file), error=gr.ReadError("这是图片。", "A picture.", where=file, advice_zh="请录入。")
    )


def never() -> Iterator[gr.ScanResult]:
    """Results that nobody may ask for."""
    return map(pytest.fail, ["this is refused before a file is read"])


def of(agency: str | None, **changes: Any) -> gr.RawReport:
    """The report with its two errors, as another agency's."""
    return attrs.evolve(WRONG, agency=agency, **changes)
