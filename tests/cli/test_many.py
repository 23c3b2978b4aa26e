"""The commands over many reports, as a clerk and an evaluator run them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import attrs
import polars as pl
import pytest
from click.testing import CliRunner, Result

import govinfo_report as gr
from govinfo_report.cli.commands import cli
from govinfo_report.corpus import synthetic
from tests.cli.test_commands import run as in_a_process
from tests.conftest import EXAMPLES


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, [*map(str, arguments), "--lang", "zh"])


@pytest.fixture
def members(tmp_path: Path) -> Path:
    folder = tmp_path / "成员"
    folder.mkdir()
    for number, report in enumerate(synthetic.reports(6, seed=3)):
        gr.write(report, folder / f"{number}.xlsx")
    return folder


class TestConsolidate:
    def test_workbook_and_word_file_in_one_command(self, members: Path, tmp_path: Path) -> None:
        roster = tmp_path / "名单.txt"
        roster.write_text("青禾市教育局\n青禾市林业局\n", encoding="utf-8")
        done = run(
            "consolidate", members, "--agency", "青禾市", "--roster", roster,
            "-o", tmp_path / "市.xlsx", "-o", tmp_path / "市.docx",
        )  # fmt: skip
        assert done.exit_code == 0, done.output
        assert "汇总了 6 份报告" in done.output
        assert "青禾市林业局" in done.output
        expected = gr.consolidate(synthetic.reports(6, seed=3), agency="青禾市")
        assert gr.load(tmp_path / "市.xlsx") == gr.load(tmp_path / "市.docx") == expected

    def test_every_file_that_cannot_be_used_is_named(self, members: Path, tmp_path: Path) -> None:
        (members / "坏.png").write_bytes(b"\x89PNG....")
        (members / "错.xlsx").write_bytes((EXAMPLES / "nangong-2023-error.xlsx").read_bytes())
        done = run("consolidate", members, "--agency", "青禾市", "-o", tmp_path / "市.xlsx")
        assert done.exit_code == 2
        assert "坏.png" in done.output
        assert "错.xlsx" in done.output
        assert "有 1 份读不了、1 份不成立，未汇总" in done.output
        assert not (tmp_path / "市.xlsx").exists()

    def test_the_same_agency_twice(self, members: Path, tmp_path: Path) -> None:
        (members / "再.xlsx").write_bytes((members / "0.xlsx").read_bytes())
        done = run("consolidate", members, "--agency", "青禾市", "-o", tmp_path / "市.xlsx")
        assert done.exit_code == 2
        assert "不止一份" in done.output
        for name in ("0.xlsx", "再.xlsx"):
            assert f"{members / name}: 同一机关" in done.output
        assert f"{members / '1.xlsx'}: 同一机关" not in done.output


class TestScan:
    def test_a_line_a_file_and_a_summary(self, members: Path) -> None:
        (members / "坏.png").write_bytes(b"\x89PNG....")
        done = run("scan", members, "--workers", "1")
        assert done.exit_code == 1, done.output
        assert "未读  " in done.output
        assert re.search(r"文件 +7\n", done.output)
        assert re.search(r"读到报告 +6\n", done.output)
        assert re.search(r"未读 +1\n", done.output)
        assert "PNG 图片" in done.output

    def test_a_corpus(self, members: Path, tmp_path: Path) -> None:
        (members / "错.xlsx").write_bytes((EXAMPLES / "nangong-2023-error.xlsx").read_bytes())
        done = run("scan", members, "-o", tmp_path / "c.parquet", "--workers", "1", "--kinds")
        assert done.exit_code == 1
        frame = pl.read_parquet(tmp_path / "c.parquet")
        assert frame.height == 7
        assert "requests.received.total:kind" in frame.columns
        assert "T303" in pl.read_parquet(tmp_path / "c.findings.parquet")["rule"].to_list()
        again = run("scan", members, "-o", tmp_path / "c.parquet", "--workers", "1")
        assert again.exit_code == 2
        assert "已存在" in again.output

    def test_resumed(self, members: Path, tmp_path: Path) -> None:
        run("scan", members, "--workers", "1", "--resume", tmp_path / "m")
        done = run("scan", members, "--workers", "1", "--resume", tmp_path / "m")
        assert "取自续扫记录" in done.output

    def test_the_settings_of_the_office(self, members: Path, tmp_path: Path) -> None:
        (members / "错.xlsx").write_bytes((EXAMPLES / "nangong-2023-error.xlsx").read_bytes())
        settings = tmp_path / "s.toml"
        settings.write_text('ignore = ["T302", "T303"]\n', encoding="utf-8")
        assert run("scan", members, "--workers", "1").exit_code == 1
        assert run("scan", members, "--workers", "1", "--settings", settings).exit_code == 0
        copy = tmp_path / "copy.html"
        done = run("annotate", members / "错.xlsx", copy, "--settings", settings)
        assert done.exit_code == 0
        assert "T303" not in copy.read_text(encoding="utf-8")

    def test_wrong_usage(self, members: Path) -> None:
        assert run("scan", members, "--select", "T999").exit_code == 2
        assert run("scan").exit_code == 2


class TestCompare:
    @pytest.fixture
    def two(self, nangong: gr.AnnualReport, tmp_path: Path) -> tuple[Path, Path]:
        assert isinstance(nangong.disclosure, gr.Disclosure)
        later = attrs.evolve(
            nangong,
            year=2024,
            period=gr.Period.of_year(2024),
            disclosure=attrs.evolve(nangong.disclosure, licensing=gr.AdministrativeDecisions(decisions=7)),
        )
        return gr.write(nangong, tmp_path / "a.json"), gr.write(later, tmp_path / "b.json")

    def test_text(self, two: tuple[Path, Path]) -> None:
        done = run("compare", *two)
        assert done.exit_code == 0
        assert "行政许可" in done.output
        assert "+7" in done.output
        assert "行政处罚" not in done.output
        assert "100.0%" in done.output
        assert "行政处罚" in run("compare", *two, "--all").output

    def test_json(self, two: tuple[Path, Path]) -> None:
        document = json.loads(run("compare", *two, "--format", "json").output)
        (change,) = document["changes"]
        assert (change["path"], change["difference"]) == ("disclosure.licensing.decisions", 7)
        assert document["measures"]["granted"] == {"before": 0.16, "after": 0.16}

    def test_the_same(self, two: tuple[Path, Path]) -> None:
        assert "各格都相同" in run("compare", two[0], two[0]).output

    def test_unreadable(self, two: tuple[Path, Path], tmp_path: Path) -> None:
        status, out, said = in_a_process("compare", two[0], tmp_path / "none")
        assert (status, out) == (2, "")
        assert "none: 找不到文件。" in said


def test_a_scan_that_reads_nothing_could_not_run(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    (tmp_path / "photo.png").write_bytes(b"\x89PNG....")
    for source in (empty, tmp_path / "nowhere", tmp_path / "photo.png"):
        assert run("scan", source).exit_code == 2
    assert run("scan", EXAMPLES / "nangong-2023.txt", tmp_path / "photo.png").exit_code == 1


class TestPreviousInAFolder:
    """Two years of many agencies, whatever their files are called."""

    @pytest.fixture
    def years(self, tmp_path: Path) -> Path:
        for year, over in ((2023, 4), (2024, 0)):
            (tmp_path / str(year)).mkdir()
            for agency in ("甲县财政局", "乙县财政局"):
                figures = {
                    "requests.received.natural_person": 4,
                    "requests.carried_over.natural_person": over,
                    "requests.outcomes.granted.natural_person": 4 - over,
                }
                report = gr.AnnualReport.build(agency=agency, year=year, figures=figures, rest=0)
                gr.write(report, tmp_path / str(year) / f"{agency}{year}.json")
        return tmp_path

    SAID = "上年报告：读到 2 份；本年有 2 份与之对照。"

    def test_check(self, years: Path) -> None:
        done = run(
            "check", years / "2024", "--previous", years / "2023", "--format", "concise", "--select", "Y"
        )
        assert done.exit_code == 0
        assert done.output.count("Y501") == 2
        assert done.output.splitlines()[-1] == self.SAID

    def test_check_of_one_file(self, years: Path) -> None:
        (years / "2023" / "扫描件.pdf").write_bytes(b"%PDF-1.7")
        done = run(
            "check", years / "2024" / "甲县财政局2024.json", "--previous", years / "2023", "--select", "Y"
        )
        assert "Y501" in done.output
        assert "上年报告：读到 2 份，1 份读不了；本年有 1 份与之对照。" in done.output

    def test_scan_and_letters(self, years: Path, tmp_path: Path) -> None:
        done = run("scan", years / "2024", "--previous", years / "2023", "-o", tmp_path / "x.csv")
        assert done.exit_code == 0, done.output
        assert self.SAID in done.output
        assert (tmp_path / "x.csv").read_text(encoding="utf-8-sig").count("Y501") == 2
        done = run("letters", years / "2024", "--previous", years / "2023", "-o", tmp_path / "letters")
        assert self.SAID in done.output

    @pytest.mark.parametrize("command", ["check", "scan"])
    def test_nothing_of_last_year(self, years: Path, command: str) -> None:
        (years / "empty").mkdir()
        done = run(command, years / "2024", "--previous", years / "empty")
        assert done.exit_code == 2
        assert "上年报告一份也没有读到（0 个文件）。请看 --previous 给的文件夹对不对。" in done.output
