"""`check` over many files, as an evaluator runs it in the morning."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import govinfo_report as gr
from govinfo_report.cli.commands import cli
from tests.conftest import EXAMPLES

GOOD, BAD = EXAMPLES / "nangong-2023.xlsx", EXAMPLES / "nangong-2023-error.xlsx"


def run(*arguments: str | Path, lang: str = "zh") -> Result:
    return CliRunner().invoke(cli, ["check", *map(str, arguments), "--no-settings", "--lang", lang])


def filled(folder: Path, *kinds: str) -> Path:
    """A folder with a report that conforms, one with two errors, a picture; each in a folder of its own."""
    contents = {"good": GOOD.read_bytes(), "bad": BAD.read_bytes(), "picture": b"\x89PNG...."}
    for kind in kinds:
        (folder / kind).mkdir()
        (folder / kind / f"{kind}.xlsx").write_bytes(contents[kind])
    return folder


class TestFolder:
    @pytest.mark.parametrize(
        ("kinds", "status", "last"),
        [
            (["good"], 0, None),  # one report has a verdict, and needs no sum
            (["good", "bad"], 1, "共 2 份：符合 1 份，不符合 1 份（错误 2 处），未读 0 份。"),
            (["good", "picture"], 1, "共 2 份：符合 1 份，不符合 0 份（错误 0 处），未读 1 份。"),
            (["picture"], 2, None),
            ([], 2, None),  # which says that there is none
        ],
    )
    def test_its_status_and_last_line(
        self, tmp_path: Path, kinds: list[str], status: int, last: str | None
    ) -> None:
        done = run(filled(tmp_path, *kinds))
        assert done.exit_code == status
        assert ("共 " in done.output) == (last is not None)
        if last is not None:
            assert done.output.splitlines()[-1] == last

    def test_the_last_line_in_english(self, tmp_path: Path) -> None:
        done = run(filled(tmp_path, "good", "bad", "picture"), lang="en")
        assert done.output.splitlines()[-1] == "3 file(s): 1 conform, 1 do not (2 errors), 1 not read."

    def test_what_could_not_be_read_is_named_with_its_folder(self, tmp_path: Path) -> None:
        folder = filled(tmp_path, "good", "picture")
        assert f"错误: {folder / 'picture' / 'picture.xlsx'}: " in run(folder).output

    def test_a_pattern(self, tmp_path: Path) -> None:
        folder = filled(tmp_path, "good", "bad")
        assert "共 2 份" in run(folder / "**" / "*.xlsx").output
        done = run(folder / "*.pdf")
        assert done.exit_code == 2
        done = run(folder / "bad" / "b?d.xlsx")
        assert done.exit_code == 1

    def test_a_file_that_the_user_names_has_to_be_a_report(self, tmp_path: Path) -> None:
        folder = filled(tmp_path, "good", "picture")
        assert run(folder / "good", folder / "picture" / "picture.xlsx").exit_code == 2
        assert run(folder / "good", folder / "picture").exit_code == 1

    def test_exit_zero_is_about_findings_only(self, tmp_path: Path) -> None:
        folder = filled(tmp_path, "bad", "picture")
        assert run(folder, "--exit-zero").exit_code == 0
        assert run(folder / "picture", "--exit-zero").exit_code == 2


class TestConcise:
    def test_a_line_a_finding_and_the_last_one(self) -> None:
        *lines, last = run(BAD, "--format", "concise").output.splitlines()
        findings = gr.check(gr.read(BAD)).findings
        assert len(lines) == len(findings) == 3
        for line, finding in zip(lines, findings, strict=True):
            assert finding.source is not None
            place = finding.source.describe("zh")
            assert line == f"{BAD}:{place}: {finding.code} {finding.message('zh')}"
        assert last == "共 1 份：符合 0 份，不符合 1 份（错误 2 处），未读 0 份。"

    def test_quiet(self) -> None:
        lines = run(GOOD, BAD, "--format", "concise", "--quiet").output.splitlines()
        assert [line.split(": ")[1].split()[0] for line in lines] == ["T303", "T302"]
        done = run(GOOD, "--quiet")
        assert (done.exit_code, done.output) == (0, "")
        text = run(GOOD, BAD, "-q").output
        assert "T303" in text
        assert "F302" not in text
        assert str(GOOD) not in text

    def test_statistics(self) -> None:
        *lines, empty, last = run(GOOD, BAD, BAD, "--statistics").output.splitlines()  # the same file once
        assert [line.split()[:3] for line in lines] == [
            ["1", "T302", "错误"],
            ["1", "T303", "错误"],
            ["2", "F302", "提示"],
        ]
        assert lines[-1].endswith("（2 份）")
        assert (empty, last[:5]) == ("", "共 2 份")

    def test_what_this_library_wrote_beside_the_reports_is_no_report(self, tmp_path: Path) -> None:
        (tmp_path / "a.xlsx").write_bytes(Path(BAD).read_bytes())
        for more in (["letters", str(tmp_path), "-o"], ["scan", str(tmp_path), "--html"]):
            CliRunner().invoke(cli, [*more, str(tmp_path / more[0])])
        assert "共 1 份" in run(tmp_path, "--statistics").output

    def test_statistics_tell_severities_apart(self) -> None:
        """A blank is a note in one report and an error in another, where the sum cannot be told."""
        levels = ["--severity", "T302=info"]
        *lines, _, _ = run(GOOD, BAD, "--statistics", *levels).output.splitlines()
        assert lines[0].split()[1:3] == ["T303", "错误"]
        assert ["1", "T302", "提示"] in [line.split()[:3] for line in lines]

    @pytest.mark.parametrize("option", ["--quiet", "--statistics"])
    def test_not_with_a_format_for_programs(self, option: str) -> None:
        done = run(GOOD, "--format", "json", option)
        assert done.exit_code == 2
        assert "只用于 text 和 concise" in done.output


@pytest.mark.parametrize(
    ("options", "codes"),
    [
        (["--select", "T3"], {"T301", "T302", "T303"}),
        (["--select", "T3", "--ignore", "T301"], {"T302", "T303"}),
        (["--select", "T301", "--ignore", "T3"], {"T301"}),
        (["--select", "T301,row-total", "--select", "T401"], {"T301", "T303", "T401"}),
        (["--select", "T301,T401", "--ignore", "T301,T4"], {"T401"}),
        (["--select", "T3", "--ignore", "row-total, T302"], {"T301"}),
    ],
)
def test_rules_are_chosen_as_ruff_takes_them(options: list[str], codes: set[str]) -> None:
    done = run(GOOD, "--format", "json", *options)
    assert done.exit_code == 0, done.output
    assert set(json.loads(done.output)["outcomes"]) == codes


def test_a_level_for_several_rules() -> None:
    assert run(BAD, "--severity", "T3=warning").exit_code == 0
    assert run(BAD, "--severity", "T3=warning", "--severity", "T303=error").exit_code == 1


@pytest.mark.parametrize("key", ["T999", "T9", "X", "t3-nonsense"])
def test_what_begins_no_code_is_refused(key: str) -> None:
    done = run(GOOD, "--select", key)
    assert done.exit_code == 2
    assert f"没有规则“{key}”" in done.output


class TestFiguresOfTheProse:
    """What the prose states of the tables: how it came out stands under the verdict."""

    @pytest.fixture
    def uncertain(self, tmp_path: Path) -> Path:
        file = tmp_path / "x.txt"
        text = (EXAMPLES / "nangong-2023.txt").read_text(encoding="utf-8")
        file.write_text(text.replace("25件", "近40件"), encoding="utf-8")
        return file

    def test_counted(self) -> None:
        done = run(EXAMPLES / "nangong-2023.txt")
        assert "文字中的数：与表一致 1，不一致 0，不能判定 0。" in done.output

    def test_undecided(self, uncertain: Path) -> None:
        done = run(uncertain)
        assert "文字中的数：与表一致 0，不一致 0，不能判定 1。" in done.output
        assert "近40件" not in done.output
        assert gr.check(gr.read(uncertain)).outcomes["N101"] == "undecided"

    @pytest.mark.parametrize(
        ("lang", "said"),
        [
            ("zh", "“全年新收到政府信息公开申请近40件”（本年新收申请）：表中25 (第9行)"),
            ("en", "“全年新收到政府信息公开申请近40件” (本年新收申请): in the tables 25 (line 9)"),
        ],
    )
    def test_listed_with_all(self, uncertain: Path, lang: str, said: str) -> None:
        assert said in run(uncertain, "--all", lang=lang).output

    def test_no_figures_no_line(self, tmp_path: Path) -> None:
        gr.write(gr.AnnualReport.build(agency="某局", year=2024, figures={}, rest=0), tmp_path / "x.json")
        assert "文字中的数" not in run(tmp_path / "x.json").output


class TestFiles:
    """What ``-o`` writes is what its name says, and all of it."""

    @pytest.mark.parametrize(
        ("name", "begins"),
        [
            ("a.txt", "南宫市"),
            ("a.json", "{"),
            ("a.jsonl", "{"),
            ("a.sarif", "{"),
            ("a.html", "<!DOCTYPE html>"),
        ],
    )
    def test_the_format_is_that_of_the_name(self, tmp_path: Path, name: str, begins: str) -> None:
        assert run(GOOD, "-o", tmp_path / name).exit_code == 0
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(begins)

    def test_one_that_is_asked_for_is_kept(self, tmp_path: Path) -> None:
        run(GOOD, "-o", tmp_path / "a.json", "--format", "concise")
        assert not (tmp_path / "a.json").read_text(encoding="utf-8").startswith("{")

    @pytest.mark.parametrize("arguments", [("-o", "a.txt", "-o", "b.txt"), ("-o", "a.txt", "--output=b.txt")])
    def test_two_of_which_one_would_be_lost(self, tmp_path: Path, arguments: tuple[str, ...]) -> None:
        files = [each.replace("=", f"={tmp_path}/") if "=" in each else each for each in arguments]
        done = run(GOOD, *files)
        assert done.exit_code == 2
        assert "--output 只能写一次。" in done.output
        assert run(GOOD, "--select", "T3", "--select", "T4").exit_code == 0  # which takes several


def test_the_last_line_tells_that_rules_were_left_out(tmp_path: Path) -> None:
    folder = filled(tmp_path, "good", "bad")
    assert "（只用了部分规则）" in run(folder, "--ignore", "T3", "--statistics").output.splitlines()[-1]
    assert "部分规则" not in run(folder, "--statistics").output


def test_last_years_reports_that_differ_are_named(tmp_path: Path) -> None:
    for folder, year, figure in (("a", 2022, 1), ("b", 2022, 2), ("c", 2023, 0)):
        received = {
            "requests.received.natural_person": figure,
            "requests.carried_over.natural_person": figure,
        }
        report = gr.AnnualReport.build(agency="甲局", year=year, figures=received, rest=0)
        (tmp_path / folder).mkdir()
        gr.write(report, tmp_path / folder / "r.json")
    done = run(tmp_path / "c" / "r.json", "--previous", tmp_path)
    assert done.output.splitlines()[-1].endswith("甲局有两份数字不同的上年报告，未作对照。")
