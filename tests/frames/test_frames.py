"""Frames: what each row and column holds, and the way back."""

from __future__ import annotations

import io
import re
import sys
from decimal import Decimal
from pathlib import Path

import attrs
import duckdb
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import govinfo_report as gr
from govinfo_report import testing as given_a
from govinfo_report.form import find_place
from govinfo_report.frames.extras import engine
from tests.conftest import ROOT, figures

PATH = "requests.received.total"


def printed(**texts: tuple[gr.CellKind, int | Decimal | None, str]) -> gr.RawReport:
    cells = tuple(
        gr.Cell(path.replace("__", "."), kind, value, text) for path, (kind, value, text) in texts.items()
    )
    return gr.RawReport(agency="甲局", year=2023, cells=cells)


class TestWide:
    def test_nulls_and_companions(self) -> None:
        raw = printed(
            requests__received__natural_person=(gr.CellKind.NUMBER, 3, "3件"),
            requests__received__business=(gr.CellKind.BLANK, None, ""),
            requests__received__research=(gr.CellKind.MARK, None, "/"),
            requests__received__other=(gr.CellKind.UNREADABLE, None, "1 0"),
        )
        (row,) = gr.frames.wide([raw], kinds=True, texts=True).iter_rows(named=True)
        names = ("natural_person", "business", "research", "other", "total")
        assert [row[f"requests.received.{name}"] for name in names] == [3, None, None, None, None]
        assert [row[f"requests.received.{name}:kind"] for name in names] == [
            "number", "blank", "mark", "unreadable", None
        ]  # fmt: skip
        assert [row[f"requests.received.{name}:text"] for name in names] == ["3件", "", "/", "1 0", None]

    def test_sources(self) -> None:
        raw = gr.read("examples/nangong-2023.xlsx")
        (row,) = gr.frames.wide([raw], sources=True).iter_rows(named=True)
        assert row[f"{PATH}:source"] == str(raw[PATH].source)
        assert row["file"] == "nangong-2023.xlsx"

    @pytest.mark.parametrize(
        ("text", "value"), [("17.27万元", 17.27), ("251000元", 25.1), ("88", None), ("0", 0.0)]
    )
    def test_money_is_in_wan_or_unknown(self, text: str, value: float | None) -> None:
        number = Decimal(text.removesuffix("万元").removesuffix("元"))
        raw = printed(disclosure__procurement__amount=(gr.CellKind.NUMBER, number, text))
        assert gr.frames.wide([raw])["disclosure.procurement.amount"].to_list() == [value]

    def test_what_does_not_fit_is_null_and_its_text_kept(self) -> None:
        raw = printed(
            requests__received__total=(gr.CellKind.NUMBER, 10**30, "1" + "0" * 30),
            requests__received__other=(gr.CellKind.NUMBER, Decimal("1.5"), "1.5"),
            disclosure__fees__amount=(
                gr.CellKind.NUMBER,
                Decimal("0.12345678901234567891"),
                "0.12345678901234567891",
            ),
        )
        frame = gr.frames.wide([raw], texts=True)
        for path in raw.paths:
            assert frame[path].to_list() == [None]
            assert frame[f"{path}:text"].to_list() == [raw[path].text]

    @pytest.mark.parametrize("backend", ["polars", "pandas", "pyarrow"])
    def test_engines(self, backend: str) -> None:
        frame = gr.frames.wide([gr.read("examples/nangong-2023.xlsx")], backend=backend)
        assert type(frame).__module__.split(".")[0] == backend
        assert list(frame[PATH].to_pylist() if backend == "pyarrow" else frame[PATH]) == [25]

    def test_every_kind_of_item_and_nothing_else(self, nangong: gr.AnnualReport) -> None:
        raw = gr.RawReport.of(nangong)
        assert gr.frames.wide([nangong, raw, gr.check(raw)])["year"].to_list() == [2023] * 3
        with pytest.raises(TypeError, match="not int"):
            gr.frames.wide([2023])

    def test_files_and_folders_are_scanned(self, tmp_path: Path, nangong: gr.AnnualReport) -> None:
        for name in ("b.json", "a.json"):
            gr.write(nangong, tmp_path / name)
        (tmp_path / "c.txt").write_text("no report")
        assert gr.frames.wide(tmp_path)[PATH].to_list() == [25, 25]
        assert gr.frames.wide([nangong, str(tmp_path / "a.json")])["file"].to_list() == [
            None,
            str(tmp_path / "a.json"),
        ]
        assert gr.frames.files(tmp_path)["ok"].to_list() == [True, True, None]

    def test_the_current_edition_comes_first_and_another_may_be_left_out(
        self, nangong: gr.AnnualReport
    ) -> None:
        all_columns, columns = (
            gr.frames.wide([nangong]).columns,
            gr.frames.wide([nangong], edition="2021").columns,
        )
        form = list(gr.form_with(edition="2021").by_path)
        assert all_columns[5 : 5 + len(form)] == columns[5 : 5 + len(form)] == form
        assert {path.rpartition(".")[0] for path in columns[5 + len(form) :]} == {
            "requests.outcomes.closed_otherwise.undivided"
        }
        old = gr.form_with(edition="2019").by_path
        assert set(gr.frames.wide([], edition="2019").columns[5:]) == set(old)
        assert set(all_columns[5:]) == set(columns[5:]) | set(old)
        with pytest.raises(ValueError, match="there is no edition '2020'"):
            gr.frames.wide([], edition="2020")

    @pytest.mark.parametrize("backend", ["polars", "pandas"])
    def test_chinese_headings(self, nangong: gr.AnnualReport, backend: str) -> None:
        frame = gr.frames.wide([nangong], labels="zh", kinds=True, backend=backend)
        columns = list(frame.columns)
        assert len(set(columns)) == len(columns) == len(gr.frames.wide([nangong], kinds=True).columns)
        assert columns[:5] == ["文件", "机关", "年度", "格式版本", "格式变体"]
        assert list(frame["一、本年新收政府信息公开申请数量 / 总计"]) == [25]
        assert list(frame["一、本年新收政府信息公开申请数量 / 总计：类别"]) == ["number"]

    def test_of_nothing_it_has_the_same_columns(self, nangong: gr.AnnualReport) -> None:
        assert gr.frames.wide([]).schema == gr.frames.wide([nangong]).schema


@given(st.lists(given_a.raw_reports(), max_size=3))
def test_there_and_back(reports: list[gr.RawReport]) -> None:
    frame = gr.frames.wide(reports, kinds=True, texts=True)
    again = list(gr.frames.reports(frame))
    assert [(raw.agency, raw.year) for raw in again] == [(raw.agency, raw.year) for raw in reports]
    assert [figures(raw) for raw in again] == [figures(raw) for raw in reports]


@settings(max_examples=10)
@given(st.lists(given_a.raw_reports(), max_size=3))
def test_parquet_there_and_back(reports: list[gr.RawReport]) -> None:

    frame, stream = gr.frames.wide(reports, kinds=True, texts=True), io.BytesIO()
    frame.write_parquet(stream)
    stream.seek(0)
    assert pl.read_parquet(stream).equals(frame)
    relation = duckdb.from_arrow(frame.to_arrow())
    for native in (frame.to_pandas(), frame.to_arrow(), frame.lazy(), relation):
        assert [figures(raw) for raw in gr.frames.reports(native)] == [figures(raw) for raw in reports]


def test_no_way_back_without_the_companions(nangong: gr.AnnualReport) -> None:
    with pytest.raises(ValueError, match="kinds=True, texts=True"):
        list(gr.frames.reports(gr.frames.wide([nangong])))


@given(given_a.raw_reports())
def test_tidy_has_a_row_a_cell(raw: gr.RawReport) -> None:
    frame = gr.frames.tidy([raw])
    assert frame["path"].to_list() == list(raw.paths)
    assert frame["kind"].to_list() == [cell.kind for cell in raw]
    assert frame["text"].to_list() == [cell.text for cell in raw]
    for path, label in frame.select("path", "label").iter_rows():
        place = find_place(path)
        assert place is not None
        assert label.endswith(place.label[-1])
    counts = frame.filter(pl.col("table") == "requests").select("path", "value").iter_rows()
    for path, value in counts:  # 1.5 is no count, and 10 to the 30th none that a column holds
        printed_value = raw[path].value
        fits = isinstance(printed_value, int) and abs(printed_value) < 2**53
        assert value == (printed_value if fits else None)


def test_findings_have_a_row_each() -> None:
    result = gr.check(gr.read("examples/nangong-2023-error.xlsx"))
    frame = gr.frames.findings([result], lang="en")
    assert frame["rule"].to_list() == [finding.code for finding in result.findings]
    row = frame.filter(pl.col("rule") == "T303").to_dicts()[0]
    assert (row["stated"], row["expected"], row["difference"]) == (51, 15, 36)
    (wrong,) = (finding for finding in result.errors if finding.code == "T303")
    assert row["source"] == str(wrong.source)
    assert "51 is printed" in row["message"]


def test_a_missing_engine_is_named(nangong: gr.AnnualReport) -> None:
    with pytest.raises(ModuleNotFoundError, match="可用：polars、"):
        gr.frames.wide([nangong], backend="no_such_engine")


def test_an_engine_that_an_extra_brings_is_named_by_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "polars", None)  # as where it is not installed
    with pytest.raises(ModuleNotFoundError, match=r'"govinfo-report\[frames\]".*"\.\[frames\]"'):
        engine("polars")


def test_files_without_a_scan(nangong: gr.AnnualReport) -> None:
    result = gr.check(attrs.evolve(gr.RawReport.of(nangong), agency=None))
    (row,) = gr.frames.files([result]).iter_rows(named=True)
    assert (row["ok"], row["errors"], row["unread"], row["digest"]) == (True, 0, None, None)
    assert row["warnings"] == len([each for each in result.findings if each.severity == "warning"])


@pytest.mark.parametrize("page", ["corpus.md", "corpus.zh.md"])
def test_the_page_names_each_column_with_its_type(page: str) -> None:
    made = {
        "files": gr.frames.files([]),
        "corpus": gr.frames.corpus([]),
        "tidy": gr.frames.tidy([]),
        "findings": gr.frames.findings([]),
    }
    listed = set()
    lines = re.findall(
        r"^\| (`[^|]+) \| ([A-Z][^|]+) \| ([^|]+) \|",
        (ROOT / "docs" / page).read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    for names, kinds, where in lines:
        columns, each = re.findall(r"`(\w+)`", names), re.findall(r"\w+", kinds)
        frames = made if where in ("all", "各表") else re.findall(r"\w+", where)
        for column, kind in zip(columns, each * len(columns) if len(each) == 1 else each, strict=True):
            listed |= {(frame, column, kind) for frame in frames}
    assert listed == {
        (name, column, str(kind))
        for name, frame in made.items()
        for column, kind in frame.schema.items()
        if "." not in column  # the cells
    }


def test_findings_are_of_reports_that_were_checked(nangong: gr.AnnualReport) -> None:
    with pytest.raises(ValueError, match="was not checked"):
        gr.frames.findings([nangong])
