"""Last year's reports of many agencies: each report is checked beside its own."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import govinfo_report as gr

AGENCIES = ("甲县财政局", "乙县财政局", "丙县财政局")


def report(agency: str, year: int, **figures: int) -> gr.AnnualReport:
    """A report with a few requests: ``carried_in``, ``received``, ``carried_over``; all others are 0."""
    given = {f"requests.{name}.natural_person": number for name, number in figures.items()}
    granted = figures.get("carried_in", 0) + figures.get("received", 0) - figures.get("carried_over", 0)
    given["requests.outcomes.granted.natural_person"] = granted
    return gr.AnnualReport.build(agency=agency, year=year, figures=given, rest=0)


@pytest.fixture
def years(tmp_path: Path) -> Path:
    """Of three agencies, 2023 and 2024: the first carries in what it carried over, the second one more."""
    for year in (2023, 2024):
        (tmp_path / str(year)).mkdir()
    for number, agency in enumerate(AGENCIES):
        last = report(agency, 2023, received=9, carried_over=5)
        this = report(agency, 2024, carried_in=5 + (number == 1), received=3)
        gr.write(last, tmp_path / "2023" / f"a{number}.json")
        gr.write(this, tmp_path / "2024" / f"b{number}.json")
    return tmp_path


def found(results: Iterable[gr.ScanResult]) -> dict[str, tuple[str | None, list[str]]]:
    """File → last year's file, and the rules across years that it fails."""
    return {
        each.path.name: (
            each.previous.name if each.previous is not None else None,
            [finding.code for finding in each.result.findings if finding.code.startswith("Y")]
            if each.result is not None
            else [],
        )
        for each in results
    }


EACH_ITS_OWN = {"b0.json": ("a0.json", []), "b1.json": ("a1.json", ["Y501"]), "b2.json": ("a2.json", [])}


class TestEachBesideItsOwn:
    def test_by_agency_whatever_the_files_are_called(self, years: Path) -> None:
        results = gr.scan(years / "2024", previous=years / "2023", workers=2)
        assert found(results) == EACH_ITS_OWN
        assert results.before is not None
        assert (results.before.files, results.before.read) == (3, 3)

    def test_the_finding_is_that_of_check(self, years: Path) -> None:
        (scanned,) = gr.scan(years / "2024" / "b1.json", previous=[years / "2023"], workers=1)
        alone = gr.check(gr.read(years / "2024" / "b1.json"), previous=gr.read(years / "2023" / "a1.json"))
        assert scanned.result == alone
        assert "上年结转 6，而上一年度报告结转下年度 5" in scanned.result.findings[0].message("zh")

    def test_both_years_in_one_folder(self, years: Path) -> None:
        assert found(gr.scan(years, previous=years, workers=1)) == {
            **EACH_ITS_OWN,
            **dict.fromkeys(("a0.json", "a1.json", "a2.json"), (None, [])),
        }

    def test_the_year_before_only(self, years: Path) -> None:
        gr.write(report(AGENCIES[0], 2022, received=9, carried_over=1), years / "2023" / "older.json")
        assert found(gr.scan(years / "2024", previous=years / "2023", workers=1)) == EACH_ITS_OWN

    def test_rules_left_out_stay_out(self, years: Path) -> None:
        results = gr.scan(years / "2024", previous=years / "2023", ignore=["Y501"], workers=1)
        assert found(results)["b1.json"] == ("a1.json", [])


class TestNotJustOne:
    def test_none_of_the_agency(self, years: Path) -> None:
        (years / "2023" / "a1.json").unlink()
        assert found(gr.scan(years / "2024", previous=years / "2023", workers=1))["b1.json"] == (None, [])

    def test_two_that_differ_in_a_figure(self, years: Path) -> None:
        """Which of them is right, nobody knows; a third, which repeats the first, does not tell either."""
        for name, over in (("z", 6), ("zz", 5)):
            gr.write(
                report(AGENCIES[1], 2023, received=9, carried_over=over), years / "2023" / f"{name}.json"
            )
        assert found(gr.scan(years / "2024", previous=years / "2023", workers=1))["b1.json"] == (None, [])

    def test_two_of_the_same_figures(self, years: Path) -> None:
        gr.write(gr.load(years / "2023" / "a1.json"), years / "2023" / "z.xlsx")
        results = gr.scan(years / "2024", previous=years / "2023", workers=1)
        assert found(results) == EACH_ITS_OWN

    def test_a_folder_without_a_report(self, years: Path, tmp_path: Path) -> None:
        (tmp_path / "empty").mkdir()
        with pytest.raises(gr.ReadError, match="上年报告一份也没有读到（0 个文件）"):
            list(gr.scan(years / "2024", previous=tmp_path / "empty", workers=1))
        (tmp_path / "empty" / "x.txt").write_text("不是报告", encoding="utf-8")
        with pytest.raises(gr.ReadError, match="（1 个文件）。没有找到年度报告的任何一张表"):
            list(gr.scan(years / "2024", previous=tmp_path / "empty", workers=1))

    def test_nothing_is_left_open_or_lying_about(self, years: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """On Windows a folder in which a file is open cannot be taken away."""
        (years / "临时 #1").mkdir()
        monkeypatch.setattr(tempfile, "tempdir", str(years / "临时 #1"))
        with ThreadPoolExecutor(2) as executor:
            results = gr.scan(years / "2024", previous=years / "2023", executor=executor)
            next(results)
            results.close()
        assert not list((years / "临时 #1").iterdir())
        if (held := Path("/proc/self/fd")).exists():
            assert not [each for each in held.iterdir() if "previous.sqlite" in os.path.realpath(each)]

    def test_what_cannot_be_read_is_counted(self, years: Path) -> None:
        (years / "2023" / "broken.pdf").write_bytes(b"%PDF-1.7 and nothing else")
        results = gr.scan(years / "2024", previous=years / "2023", workers=1)
        assert found(results) == EACH_ITS_OWN
        assert results.before is not None
        assert (results.before.files, results.before.read) == (4, 3)


class TestElsewhere:
    def test_rows_that_the_workers_write(self, years: Path, tmp_path: Path) -> None:
        scanned = gr.scan(years / "2024", previous=years / "2023", workers=1)
        summary = gr.write_corpus(scanned, tmp_path / "c.parquet")
        assert summary.beside == 3
        findings = pl.read_parquet(tmp_path / "c.findings.parquet")
        assert findings.filter(pl.col("rule") == "Y501")["file"].to_list() == [
            str(years / "2024" / "b1.json")
        ]
        assert not list(tmp_path.glob("*sqlite*"))

    def test_threads_of_somebody_else(self, years: Path) -> None:
        with ThreadPoolExecutor(2) as executor:
            results = gr.scan(years / "2024", previous=years / "2023", executor=executor)
            assert found(results) == EACH_ITS_OWN

    def test_machines_that_do_not_see_the_folder(self, years: Path) -> None:
        with pytest.raises(gr.WriteError, match="TMPDIR"):
            list(gr.scan(years / "2024", previous=years / "2023", executor=(elsewhere := Elsewhere())))
        assert elsewhere.tasks == 1  # nothing was read in vain

    def test_readings_of_an_earlier_run(self, years: Path, tmp_path: Path) -> None:
        list(gr.scan(years / "2024", resume=tmp_path / "run", workers=1))
        again = gr.scan(years / "2024", previous=years / "2023", resume=tmp_path / "run", workers=1)
        results = list(again)
        assert all(each.resumed for each in results)
        assert found(results) == EACH_ITS_OWN


class Elsewhere(Executor):
    """Runs what it is given at once, on a machine whose folder for temporary files is another."""

    tasks = 0

    def submit(self, task: Any, /, *arguments: Any, **named: Any) -> Future[Any]:
        future: Future[Any] = Future()
        self.tasks += 1
        future.set_result(False if task is os.path.exists else task(*arguments, **named))
        return future
