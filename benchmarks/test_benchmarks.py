"""The same things as `speed.py` under pytest-benchmark, to compare two revisions on one machine.

    python -m pytest benchmarks/test_benchmarks.py --benchmark-save=before
    python -m pytest benchmarks/test_benchmarks.py --benchmark-compare=0001

Outside the suite: speed is no property that a test can hold.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import pytest

import govinfo_report as gr
from govinfo_report.corpus import synthetic
from govinfo_report.writers.writing import render

Benchmark = Callable[..., Any]
EXAMPLE = Path(__file__).parent.parent / "examples" / "nangong-2023.xlsx"


@pytest.fixture(scope="module")
def report() -> gr.AnnualReport:
    return gr.load(EXAMPLE, blanks="zero")


def test_construct(benchmark: Benchmark, report: gr.AnnualReport) -> None:
    benchmark(attrs.evolve, report, year=2024, period=gr.Period.of_year(2024))


def test_from_json(benchmark: Benchmark, report: gr.AnnualReport) -> None:
    benchmark(gr.from_json, gr.to_json(report))


def test_to_json(benchmark: Benchmark, report: gr.AnnualReport) -> None:
    benchmark(gr.to_json, report)


def test_check(benchmark: Benchmark, report: gr.AnnualReport) -> None:
    benchmark(gr.check, gr.RawReport.of(report))


@pytest.mark.parametrize("kind", ["txt", "md", "html", "xlsx", "docx"])
def test_read(benchmark: Benchmark, report: gr.AnnualReport, kind: str) -> None:
    benchmark(gr.read, render(report, kind))


@pytest.mark.parametrize("kind", ["md", "html", "xlsx", "docx"])
def test_write(benchmark: Benchmark, report: gr.AnnualReport, kind: str) -> None:
    benchmark(render, report, kind)


def test_frames_check(benchmark: Benchmark) -> None:
    benchmark(gr.frames.check, gr.frames.wide(synthetic.printed(1_000, seed=1)))
