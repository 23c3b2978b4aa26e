from __future__ import annotations

import json
import os
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

import govinfo_report as gr

settings.register_profile(
    "default", max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("soak", parent=settings.get_profile("default"), max_examples=10_000)
settings.register_profile("quick", parent=settings.get_profile("default"), max_examples=10)
# mutmut runs each test from several places; the same examples each time tell one mutant from another.
settings.register_profile(
    "mutation",
    parent=settings.get_profile("default"),
    max_examples=20,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.differing_executors],
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--skipped-to", metavar="FILE", help="write the ids of the tests that were skipped to FILE"
    )


def pytest_configure(config: pytest.Config) -> None:
    file = config.getoption("--skipped-to")
    if file is not None and not hasattr(config, "workerinput"):
        config.pluginmanager.register(Skipped(Path(file)))


class Skipped:
    """Notes which tests were skipped, so that they can be run where what they need is there."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.ids: dict[str, None] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.skipped:
            self.ids[report.nodeid] = None

    def pytest_sessionfinish(self) -> None:
        self.file.write_text("".join(f"{name}\n" for name in self.ids), encoding="utf-8")


ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
EXAMPLES = ROOT / "examples"


@pytest.fixture
def shared() -> Path:
    """The folder of real documents beside the repository; tests that need it skip where it is not."""
    if not (SHARED / "real").is_dir():
        pytest.skip("the folder of real documents is not here")
    return SHARED


def truth(path: Path) -> dict[str, Any]:
    """Path → figure of a truth file; amounts are decimal numbers as text there."""
    cells: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return {name: Decimal(value) if isinstance(value, str) else value for name, value in cells.items()}


@pytest.fixture
def nangong() -> gr.AnnualReport:
    """南宫市人民政府办公室 2023, its blank block taken for 0."""
    return gr.load(EXAMPLES / "nangong-2023.txt", blanks="zero")


def figures(raw: gr.RawReport) -> list[tuple[str, str, Any, str]]:
    """What is printed in each cell, without where."""
    return [(cell.path, cell.kind, cell.value, cell.text) for cell in raw]
