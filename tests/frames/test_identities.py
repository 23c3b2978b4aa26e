"""The relations as expressions: the same findings as `gr.check`, in every engine, row by row."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import attrs
import dask.dataframe as dd
import duckdb
import narwhals as nw
import pandas as pd
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import govinfo_report as gr
from govinfo_report import testing as given_a
from govinfo_report.form.identities import Term
from govinfo_report.frames import identities

RELATIONS = ["T301", "T302", "T303", "T401"]
Found = set[tuple[int, str, str, int, int, int]]


def by_check(reports: list[gr.RawReport]) -> Found:
    """What `check` finds, with the number of the report."""
    return {
        (number, finding.code, str(finding.path), *_ints(finding))
        for number, raw in enumerate(reports)
        for finding in gr.check(raw, select=RELATIONS).findings
    }


def _ints(finding: gr.Finding) -> tuple[int, int, int]:
    assert finding.stated is not None
    assert finding.expected is not None
    assert finding.difference is not None
    return int(finding.stated), int(finding.expected), int(finding.difference)


def numbered(reports: list[gr.RawReport]) -> pl.DataFrame:
    frame: pl.DataFrame = gr.frames.wide(reports)
    return frame.with_row_index("number").with_columns(pl.col("number").cast(pl.Int64))


def rows(frame: pl.DataFrame) -> Found:
    wanted = frame.select("number", "rule", "path", "stated", "expected", "difference")
    found = [tuple(row) for row in wanted.iter_rows()]
    assert len(found) == len(set(found))
    return set(found)


ENGINES: dict[str, tuple[Callable[[pl.DataFrame], Any], Callable[[Any], pl.DataFrame]]] = {
    "polars": (lambda frame: frame, lambda found: found),
    "polars lazy": (lambda frame: frame.lazy(), lambda found: found.collect()),
    "pandas": (lambda frame: frame.to_pandas(), pl.from_pandas),
    "pandas on arrow": (
        lambda frame: frame.to_pandas(use_pyarrow_extension_array=True),
        lambda found: pl.from_pandas(found),
    ),
    "pyarrow": (lambda frame: frame.to_arrow(), lambda found: pl.DataFrame(pl.from_arrow(found))),
    "duckdb": (lambda frame: duckdb.from_arrow(frame.to_arrow()), lambda found: found.pl()),
}


@pytest.mark.parametrize("engine", ENGINES)
@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_equal_to_check_row_by_row(engine: str, data: st.DataObject) -> None:
    broken = st.sampled_from(RELATIONS).flatmap(given_a.violations)
    whole = given_a.raw_reports().filter(_whole)
    reports = data.draw(st.lists(broken.filter(_whole) | whole, min_size=1, max_size=4))
    there, back = ENGINES[engine]
    found = gr.frames.check(there(numbered(reports)), index=["number"])
    assert rows(back(found)) == by_check(reports)


def _whole(raw: gr.RawReport) -> bool:
    """Counts are whole numbers that a column holds; another is null there, and not decided."""
    tables = (cell for cell in raw if not cell.path.startswith("disclosure."))
    return all(
        cell.value is None or (isinstance(cell.value, int) and abs(cell.value) < 2**53) for cell in tables
    )


@pytest.fixture(scope="module")
def corpus() -> list[gr.RawReport]:
    """Reports of every kind: broken, blank, of both editions, （六） undivided."""
    from govinfo_report.corpus import synthetic

    reports = list(synthetic.printed(60, seed=7, slips=0.5, blanks=0.2))
    for number in range(0, 60, 7):
        reports[number] = _undivided(reports[number])
    return reports


def _undivided(raw: gr.RawReport) -> gr.RawReport:
    group = "requests.outcomes.closed_otherwise."
    kept = [cell for cell in raw if not cell.path.startswith(group)]
    columns = sorted({cell.path.rpartition(".")[2] for cell in raw if cell.path.startswith(group)})
    for column in columns:
        parts = [raw[f"{group}{row}.{column}"].value for row in ("not_corrected", "fee_unpaid", "other")]
        value = sum(int(part or 0) for part in parts)
        kept.append(gr.Cell(f"{group}undivided.{column}", gr.CellKind.NUMBER, value, str(value)))
    return attrs.evolve(raw, cells=tuple(kept))


def test_the_corpus_has_something_of_each(corpus: list[gr.RawReport]) -> None:
    found = by_check(corpus)
    assert {code for _, code, *_ in found} == set(RELATIONS)
    assert {raw.form.variant for raw in corpus} == {"undivided", None}
    assert any(cell.kind is gr.CellKind.BLANK for raw in corpus for cell in raw)


class TestDask:
    def test_stays_lazy_and_equals_check(self, corpus: list[gr.RawReport]) -> None:
        dask: Any = dd
        frame = dask.from_pandas(numbered(corpus).to_pandas(), npartitions=3)
        found: Any = gr.frames.check(frame, index=["number"])
        assert isinstance(found, dask.DataFrame)
        assert rows(pl.from_pandas(found.compute())) == by_check(corpus)


needs_spark = pytest.mark.skipif(shutil.which("java") is None, reason="Java is not installed")


@needs_spark
class TestSpark:
    @pytest.fixture
    def session(self, tmp_path: Path) -> Iterator[Any]:
        sql = pytest.importorskip("pyspark.sql")
        os.environ["PYSPARK_PYTHON"] = sys.executable
        os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
        session = (
            sql.SparkSession.builder.master("local[1]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.sql.shuffle.partitions", "1")
            .config("spark.sql.warehouse.dir", str(tmp_path))
            .getOrCreate()
        )
        yield session
        session.stop()

    @pytest.mark.filterwarnings("ignore")
    def test_stays_lazy_and_equals_check(self, session: Any, corpus: list[gr.RawReport]) -> None:
        found = gr.frames.check(session.createDataFrame(numbered(corpus).to_arrow()), index=["number"])
        assert type(found).__module__.startswith("pyspark.")
        assert rows(pl.DataFrame(pl.from_arrow(found.toArrow()))) == by_check(corpus)


class TestColumns:
    @pytest.mark.parametrize("engine", ENGINES)
    def test_the_same_kind_comes_back(self, engine: str, corpus: list[gr.RawReport]) -> None:
        there, _ = ENGINES[engine]
        frame = there(numbered(corpus))
        assert type(gr.frames.check(frame)) is type(frame)

    @pytest.mark.parametrize("columns", [["variant"], ["edition"], ["edition", "variant"]])
    def test_without_the_form_the_undivided_row_tells(
        self, corpus: list[gr.RawReport], columns: list[str]
    ) -> None:
        frame = numbered(corpus).drop(columns)
        assert rows(gr.frames.check(frame, index=["number"])) == by_check(corpus)

    def test_relations_without_their_columns_are_left_out(self, corpus: list[gr.RawReport]) -> None:
        frame = numbered(corpus).select(
            "number", pl.col("^remedies\\..*$"), pl.col("^requests\\.received\\..*$")
        )
        expected = {
            each
            for each in by_check(corpus)
            if each[1] == "T401" or (each[1] == "T303" and each[2].startswith("requests.received"))
        }
        assert expected
        assert rows(gr.frames.check(frame, index=["number"])) == expected

    def test_of_divided_columns_only_undivided_rows_are_not_decided(self, corpus: list[gr.RawReport]) -> None:
        frame = numbered(corpus).select(pl.exclude("^.*closed_otherwise\\.undivided.*$"))
        expected = {
            each
            for each in by_check(corpus)
            if not (corpus[each[0]].form.variant and (each[1] == "T302" or ".undivided." in each[2]))
        }
        assert rows(gr.frames.check(frame, index=["number"])) == expected

    def test_columns_of_another_kind(self) -> None:
        with pytest.raises(ValueError, match=r"frames\.wide"):
            gr.frames.check(pd.DataFrame({"a": [1]}))
        with pytest.raises(ValueError, match="nonsense"):
            gr.frames.check(gr.frames.wide([]), index=["nonsense"])

    def test_a_relation_of_another_connection(self, tmp_path: Path, corpus: list[gr.RawReport]) -> None:
        path = tmp_path / "c.parquet"
        numbered(corpus).write_parquet(path)
        with duckdb.connect(str(tmp_path / "c.duckdb")) as database:
            found = gr.frames.check(database.read_parquet(str(path)), index=["number"]).pl()
        assert rows(found) == by_check(corpus)


class TestFiguresThatAreMissing:
    """numpy, Spark and many a CSV file have NaN where there is no figure; it is none, as null is none."""

    PATH = "requests.received.natural_person"

    def lacking(self, value: float) -> pl.DataFrame:
        raw = gr.read("examples/nangong-2023-error.xlsx")
        columns = [pl.col(name).cast(pl.Float64) for name in gr.frames.wide([raw]).columns if "." in name]
        return (
            numbered([raw, raw])
            .with_columns(columns)
            .with_columns(
                pl.when(pl.col("number") == 0)
                .then(pl.lit(value))
                .otherwise(pl.col(self.PATH))
                .alias(self.PATH)
            )
        )

    @pytest.mark.parametrize("engine", ENGINES)
    @pytest.mark.parametrize("value", [float("nan"), float("inf"), None])
    def test_nothing_is_decided_with_them(self, engine: str, value: float | None) -> None:
        there, back = ENGINES[engine]
        found = rows(back(gr.frames.check(there(self.lacking(value)), index=["number"])))  # type: ignore[arg-type]
        relations = {(code, path) for number, code, path, *_ in found if number == 0}
        whole = {(code, path) for number, code, path, *_ in found if number == 1}
        raw = gr.read("examples/nangong-2023-error.xlsx")
        assert whole == {(code, path) for _, code, path, *_ in by_check([raw])}
        # Of what fails in the whole report, the relations without the missing cell still do.
        identities = {(each.rule.code, each.total): each.paths for each in raw.form.identities}
        assert relations == {each for each in whole if self.PATH not in identities[each]}

    @pytest.mark.parametrize("values", [["2021", float("nan")], [float("nan")] * 2, [None, None]])
    def test_a_frame_of_pandas_with_nan_for_texts(self, values: list[object]) -> None:
        frame = numbered([gr.read("examples/nangong-2023-error.xlsx")] * 2).to_pandas()
        expected = len(gr.frames.check(frame))
        frame["edition"] = pd.Series(values, dtype=object)
        frame["variant"] = pd.Series([float("nan")] * 2, dtype=object)
        assert len(gr.frames.check(frame)) == expected

    def test_the_reports_come_back(self) -> None:
        raw = gr.read("examples/nangong-2023.xlsx")
        frame = gr.frames.wide([raw, raw], kinds=True, texts=True, backend="pandas")
        frame["year"] = [2023.0, float("nan")]
        frame["agency"] = ["南宫市人民政府办公室", float("nan")]
        frame["unread"] = [float("nan"), float("nan")]
        first, second = gr.frames.reports(frame)
        assert (first.agency, first.year) == ("南宫市人民政府办公室", 2023)
        assert (second.agency, second.year) == (None, None)
        assert [cell.value for cell in first] == [cell.value for cell in raw]


@pytest.mark.parametrize(
    ("signs", "said"), [((1, 1), 12), ((1, -1), -2), ((-1,), -5), ((-1, -1), -12), ((), 0)]
)
def test_parts_of_a_relation_keep_their_signs(signs: tuple[int, ...], said: int) -> None:
    """What two editions share of a relation, and what is left of it, may be anything."""
    terms = [Term(path=path, label=(), sign=sign) for path, sign in zip("ab", signs, strict=False)]
    columns = identities._Columns(nw=nw, names=frozenset("ab"), floats=frozenset(), texts=frozenset())
    frame = nw.from_native(pl.DataFrame({"a": [5], "b": [7]}))
    assert frame.select(x=identities._sum(terms, columns))["x"].to_list() == [said]
