"""What is not installed: the message has a command that installs it, in a folder of sources, too."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

import govinfo_report as gr
from tests.conftest import EXAMPLES

GOOD = gr.read(EXAMPLES / "nangong-2023.xlsx")


def _chart() -> object:
    return gr.pictures.flow(GOOD)


def _strategies() -> object:
    return gr.testing


@pytest.mark.parametrize(
    ("library", "extra", "wants_it"),
    [
        ("polars", "frames", lambda: gr.frames.wide([GOOD])),
        ("duckdb", "frames", lambda: gr.write_corpus([], "never.duckdb")),
        ("altair", "plots", _chart),
        ("hypothesis", "testing", _strategies),
    ],
)
def test_an_extra(
    library: str, extra: str, wants_it: Callable[[], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    monkeypatch.delattr(gr, "testing", raising=False)
    for name in [each for each in sys.modules if each.startswith("govinfo_report.testing")]:
        monkeypatch.delitem(sys.modules, name)
    with pytest.raises(ModuleNotFoundError) as caught:
        wants_it()
    said = str(caught.value)
    assert library in said
    assert said.count(f'pip install "govinfo-report[{extra}]"') == 2  # in either language
    assert said.count(f'pip install ".[{extra}]"') == 2


@pytest.mark.parametrize("library", ["pandas", "pyarrow"])
def test_an_engine_that_no_extra_brings(library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(ModuleNotFoundError) as caught:
        gr.frames.wide([GOOD], backend=library)
    assert str(caught.value) == (
        f"数据框需要 {library}。请运行：pip install {library} / "
        f"Data frames need {library}. Run: pip install {library}"
    )


def test_readers_and_writers_part_chinese_from_latin_words() -> None:
    from govinfo_report.readers.extras import missing_extra as unread
    from govinfo_report.writers.extras import missing_extra as unwritten

    assert unread("pdf", "PDF 文件", "PDF files", None).zh == "读取 PDF 文件需要另装组件。"
    assert unread("html", "网页", "Web pages", None).zh == "读取网页需要另装组件。"
    assert unwritten("docx", "Word 文件", "Word files").zh == "写 Word 文件需要另装组件。"
