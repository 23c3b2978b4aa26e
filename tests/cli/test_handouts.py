"""What an evaluator hands on, from the command line: lists, pages, letters, comparisons."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import polars as pl
import pytest

from tests.cli.test_many import run
from tests.conftest import EXAMPLES


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "报告"
    folder.mkdir()
    for name in ("nangong-2023-error.xlsx", "nangong-2023.txt"):
        (folder / name).write_bytes((EXAMPLES / name).read_bytes())
    (folder / "坏.png").write_bytes(b"\x89PNG....")
    return folder


class TestScan:
    def test_lists_and_pages_in_one_run(self, folder: Path, tmp_path: Path) -> None:
        done = run("scan", folder, "-o", tmp_path / "x.xlsx", "--html", tmp_path / "site", "--workers", "1")
        assert done.exit_code == 1, done.output
        assert f"已写出 {tmp_path / 'x.xlsx'}" in done.output
        assert f"已写出 {tmp_path / 'site' / 'index.html'}" in done.output
        found = openpyxl.load_workbook(tmp_path / "x.xlsx")
        assert [sheet.max_row for sheet in found] == [1 + 5, 1 + 2, 1 + 1]
        assert len(list((tmp_path / "site" / "reports").iterdir())) == 2

    def test_pages_beside_a_corpus(self, folder: Path, tmp_path: Path) -> None:
        done = run(
            "scan", folder, "-o", tmp_path / "c.parquet", "--html", tmp_path / "site", "--workers", "1"
        )
        assert done.exit_code == 1, done.output
        assert pl.read_parquet(tmp_path / "c.parquet").height == 3
        assert (tmp_path / "site" / "index.html").is_file()

    @pytest.mark.parametrize("target", ["x.xlsx", "x.csv"])
    def test_what_exists_stays(self, folder: Path, tmp_path: Path, target: str) -> None:
        (tmp_path / target).write_text("mine")
        done = run("scan", folder, "-o", tmp_path / target, "--workers", "1")
        assert done.exit_code == 2
        assert "--overwrite" in done.output
        assert (tmp_path / target).read_text() == "mine"

    def test_another_suffix_names_all_that_are_known(self, folder: Path, tmp_path: Path) -> None:
        done = run("scan", folder, "-o", tmp_path / "x.docx", "--workers", "1")
        assert done.exit_code == 2
        for suffix in (".parquet", ".duckdb", ".xlsx", ".csv"):
            assert suffix in done.output


class TestLetters:
    def test_a_letter_for_an_agency(self, folder: Path, tmp_path: Path) -> None:
        done = run("letters", folder, "-o", tmp_path / "函", "--reply-by", "2024-03-31", "--workers", "1")
        assert done.exit_code == 1, done.output
        assert "反馈意见 1 份" in done.output
        names = {path.name for path in (tmp_path / "函").iterdir()}
        assert names == {"南宫市人民政府办公室.docx", "发函清单.xlsx"}
        assert run("letters", folder, "-o", tmp_path / "函", "--workers", "1").exit_code == 2

    def test_nothing_read(self, folder: Path, tmp_path: Path) -> None:
        done = run("letters", folder / "坏.png", "-o", tmp_path / "函", "--workers", "1")
        assert done.exit_code == 2
        assert (tmp_path / "函" / "发函清单.xlsx").is_file()

    def test_a_day_that_is_none(self, folder: Path, tmp_path: Path) -> None:
        assert run("letters", folder, "-o", tmp_path / "函", "--date", "2024-02-30").exit_code == 2
        assert not (tmp_path / "函").exists()


class TestCompare:
    @pytest.mark.parametrize("suffix", ["docx", "xlsx", "html"])
    def test_by_the_suffix(self, tmp_path: Path, suffix: str) -> None:
        two = [EXAMPLES / "nangong-2023.xlsx", EXAMPLES / "nangong-2023-error.xlsx"]
        done = run("compare", *two, "-o", tmp_path / f"c.{suffix}")
        assert done.exit_code == 0, done.output
        assert (tmp_path / f"c.{suffix}").stat().st_size > 1000

    def test_words_and_json_go_into_files_as_before(self, tmp_path: Path) -> None:
        two = [EXAMPLES / "nangong-2023.xlsx", EXAMPLES / "nangong-2023-error.xlsx"]
        assert run("compare", *two, "-o", tmp_path / "c.json").exit_code == 0
        assert (tmp_path / "c.json").read_text(encoding="utf-8").startswith("{")
        assert run("compare", *two, "-o", tmp_path / "c.txt").exit_code == 0
        assert "增减" in (tmp_path / "c.txt").read_text(encoding="utf-8")

    @pytest.mark.parametrize("more", [[], ["-o", "-"], ["-o", "c.txt"]])
    def test_a_word_file_is_not_printed(self, more: list[str]) -> None:
        two = [EXAMPLES / "nangong-2023.xlsx", EXAMPLES / "nangong-2023-error.xlsx"]
        done = run("compare", *two, "--format", "docx", *more)
        assert done.exit_code == 2
        assert "-o" in done.output
