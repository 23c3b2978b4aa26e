"""A corpus on disk: a row a file, findings beside it, a database that others read while it stands."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import duckdb
import polars as pl
import pytest

import govinfo_report as gr
from govinfo_report.corpus import storage, synthetic
from govinfo_report.frames.columns import cells_of_all_forms
from tests.conftest import EXAMPLES


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "in"
    made.mkdir()
    for number, raw in enumerate(synthetic.printed(12, seed=1, slips=0.5, blanks=0.5)):
        gr.write(raw, made / f"{number:02}.json")
    (made / "12.png").write_bytes(b"\x89PNG....")
    (made / "13.json").write_bytes((made / "00.json").read_bytes())
    return made


@pytest.fixture(autouse=True)
def _small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storage, "_PART", 5)


def test_parquet_and_its_findings(folder: Path, tmp_path: Path) -> None:
    results = list(gr.scan(folder, workers=1))
    summary = gr.write_corpus(iter(results), tmp_path / "c.parquet")
    frame = pl.read_parquet(tmp_path / "c.parquet")
    assert frame["file"].to_list() == [str(path) for path in sorted(folder.iterdir())]
    assert frame.equals(gr.frames.corpus(results))
    assert frame["unread"].is_null().to_list() == [True] * 12 + [False, True]
    assert frame["same_as"].to_list()[13] == str(folder / "00.json")
    findings = pl.read_parquet(tmp_path / "c.findings.parquet")
    assert findings.equals(gr.frames.findings(results))
    assert findings.height > 0
    assert (summary.files, summary.read, summary.repeated) == (14, 13, 1)
    assert sum(summary.rules.values()) == findings.height
    assert {path.name for path in tmp_path.iterdir()} == {"in", "c.parquet", "c.findings.parquet"}


def test_a_corpus_read_back_gives_the_reports(folder: Path, tmp_path: Path) -> None:
    gr.write_corpus(gr.scan(folder, workers=1), tmp_path / "c.parquet", kinds=True, texts=True)
    again = list(gr.frames.reports(pl.read_parquet(tmp_path / "c.parquet")))
    printed = [gr.read(path) for path in sorted(folder.glob("*.json"))]
    assert [[(cell.path, cell.value, cell.text) for cell in raw] for raw in again] == [
        [(cell.path, cell.value, cell.text) for cell in raw] for raw in printed
    ]


def test_the_database(folder: Path, tmp_path: Path) -> None:
    results = list(gr.scan(folder, workers=1))
    gr.write_corpus(iter(results), tmp_path / "c.duckdb")
    with duckdb.connect(str(tmp_path / "c.duckdb"), read_only=True) as database:
        counts = {
            name: len(database.sql(f"SELECT * FROM {name}").fetchall())
            for name in (*storage.TABLES, *storage.VIEWS)
        }
        errors = sum(len(each.result.errors) for each in results if each.result is not None)
        findings = sum(len(each.result.findings) for each in results if each.result is not None)
        assert counts == {
            "corpus": 14, "findings": findings, "form": len(cells_of_all_forms()),
            "reports": 12, "unread": 1, "errors": errors,
        }  # fmt: skip
        label = database.sql("SELECT label FROM form WHERE path = 'requests.received.total'").fetchall()
        assert label == [("一、本年新收政府信息公开申请数量 / 总计",)]
        found = gr.frames.check(database.sql("FROM corpus"), index=["file"]).pl()
    assert found.sort(found.columns).equals(
        (again := gr.frames.check(gr.frames.corpus(results), index=["file"])).sort(again.columns)
    )


def test_others_read_it_at_the_same_time(folder: Path, tmp_path: Path) -> None:
    gr.write_corpus(gr.scan(folder, workers=1), tmp_path / "c.duckdb")
    code = (
        "import duckdb, sys, time\n"
        f"d = duckdb.connect({str(tmp_path / 'c.duckdb')!r}, read_only=True)\n"
        "print(d.sql('select count(*) from reports').fetchall()[0][0], flush=True)\n"
        "sys.stdin.read()\n"
    )
    readers = [
        subprocess.Popen(
            [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]
    try:
        for reader in readers:
            assert reader.stdout is not None
            assert reader.stdout.readline().strip() == "12"
        # Both have it open; a new one takes its place all the same.
        gr.write_corpus(gr.scan(folder / "00.json", workers=1), tmp_path / "c.duckdb", overwrite=True)
    finally:
        for reader in readers:
            reader.communicate("")
    with duckdb.connect(str(tmp_path / "c.duckdb"), read_only=True) as database:
        assert database.sql("SELECT count(*) FROM reports").fetchall() == [(1,)]


def test_an_empty_folder_makes_an_empty_corpus(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    summary = gr.write_corpus(gr.scan(tmp_path / "in"), tmp_path / "c.parquet")
    assert summary.files == 0
    assert pl.read_parquet(tmp_path / "c.parquet").height == 0


class TestRefusals:
    def test_files_that_are_there(self, tmp_path: Path) -> None:
        (tmp_path / "c.findings.parquet").write_text("mine")
        with pytest.raises(gr.WriteError, match="已存在"):
            gr.write_corpus(gr.scan(EXAMPLES, workers=1), tmp_path / "c.parquet")
        assert (tmp_path / "c.findings.parquet").read_text() == "mine"
        assert not (tmp_path / "c.parquet").exists()

    def test_another_suffix(self, tmp_path: Path) -> None:
        with pytest.raises(gr.WriteError, match="parquet"):
            gr.write_corpus([], tmp_path / "c.csv")

    def test_a_folder_that_is_not_there(self, tmp_path: Path) -> None:
        with pytest.raises(gr.WriteError, match="目标文件夹不存在"):
            gr.write_corpus([], tmp_path / "none" / "c.parquet")

    def test_an_interrupted_run_leaves_nothing(self, folder: Path, tmp_path: Path) -> None:
        def interrupted() -> object:
            yield from list(gr.scan(folder, workers=1))[:8]
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            gr.write_corpus(interrupted(), tmp_path / "c.parquet")  # type: ignore[arg-type]
        assert {path.name for path in tmp_path.iterdir()} == {"in"}


class TestSynthetic:
    def test_seeded(self) -> None:
        assert list(synthetic.printed(5, seed=2)) == list(synthetic.printed(5, seed=2))
        assert list(synthetic.printed(5, seed=2)) != list(synthetic.printed(5, seed=3))

    def test_reports_hold_and_raise_nothing(self) -> None:
        for report in synthetic.reports(60, seed=4):
            result = gr.check(report)
            assert result.findings == ()
            assert all(claim.judgement == "agree" for claim in result.claims)

    @pytest.mark.parametrize(
        ("year", "edition"), [(2019, "2019"), (2020, "2019"), (2021, "2021"), (2026, "2021")]
    )
    def test_of_the_edition_in_force_and_nothing_to_find(self, year: int, edition: str) -> None:
        made = list(synthetic.reports(30, seed=4, year=year))
        assert {str(report.edition) for report in made} == {edition}
        assert {finding.code for report in made for finding in gr.check(report).findings} == set()
        assert any(
            report[f"disclosure.normative_documents.{name}"]
            for report in made
            for name in (("created",) if edition == "2019" else ("issued",))
        )

    def test_agencies_are_all_different(self) -> None:
        agencies = [report.agency for report in synthetic.reports(1500, seed=5)]
        assert len(set(agencies)) == 1500

    def test_slips_and_blanks_as_asked(self) -> None:
        results = [gr.check(raw) for raw in synthetic.printed(80, seed=6, slips=1, blanks=0)]
        assert sum(not result.ok for result in results) >= 76  # a figure of a blank-free table 2 row may stay
