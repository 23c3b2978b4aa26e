"""Which files `consolidate` sums: an earlier sum beside its members is none of them (D1)."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import govinfo_report as gr
from govinfo_report.cli.commands import cli
from govinfo_report.corpus import synthetic

CITY = "青禾市人民政府"
RECEIVED = "requests.received.total"


def consolidate(*arguments: str | Path, agency: str = CITY) -> Result:
    return CliRunner().invoke(
        cli, ["consolidate", *map(str, arguments), "--agency", agency, "--overwrite", "--lang", "zh"]
    )


def received(file: Path) -> int:
    value = gr.read(file)[RECEIVED].value
    assert isinstance(value, int)
    return value


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three members, in three formats."""
    made = tmp_path / "成员"
    made.mkdir()
    for report, suffix in zip(synthetic.reports(3, seed=3), ("xlsx", "docx", "json"), strict=True):
        gr.write(report, made / f"{report.agency}.{suffix}")
    return made


@pytest.fixture
def sum_of_members(folder: Path) -> int:
    return sum(received(file) for file in folder.iterdir())


class TestTheSameCommandAgain:
    @pytest.mark.parametrize("suffix", ["xlsx", "json", "docx", "html", "md", "txt"])
    def test_gives_the_same_sum_in_every_format(self, folder: Path, sum_of_members: int, suffix: str) -> None:
        target = folder / f"汇总.{suffix}"
        for _ in range(3):
            done = consolidate(folder, "-o", target)
            assert done.exit_code == 0, done.output
            assert "汇总了 3 份报告" in done.output
            assert received(target) == sum_of_members
        assert f"未计入 {target}: 它是要写出的文件" in done.output

    def test_by_whatever_path_the_output_is_met(
        self, folder: Path, sum_of_members: int, tmp_path: Path
    ) -> None:
        target = folder / "汇总.docx"
        consolidate(folder, "-o", target)
        (folder / "链接.docx").symlink_to(target)
        (tmp_path / "另一处").symlink_to(folder)
        for spelt in (folder / ".." / folder.name / target.name, tmp_path / "另一处" / target.name):
            done = consolidate(folder, "-o", spelt)
            assert "汇总了 3 份报告" in done.output
            assert received(target) == sum_of_members

    def test_even_where_a_shell_names_every_file(self, folder: Path, sum_of_members: int) -> None:
        target = folder / "汇总.docx"
        for _ in range(2):
            done = consolidate(*sorted(folder.iterdir()), "-o", target)
            assert "汇总了 3 份报告" in done.output
            assert received(target) == sum_of_members


class TestAnEarlierSum:
    @pytest.mark.parametrize("suffix", ["xlsx", "json"])
    def test_that_says_so_is_left_out(
        self, folder: Path, sum_of_members: int, tmp_path: Path, suffix: str
    ) -> None:
        earlier, target = folder / f"旧汇总.{suffix}", tmp_path / "汇总.xlsx"
        consolidate(folder, "-o", earlier)
        done = consolidate(folder, "-o", target)
        assert done.exit_code == 0, done.output
        assert f"未计入 {earlier}: 它是以前的汇总" in done.output
        assert received(target) == sum_of_members

    @pytest.mark.parametrize("suffix", ["xlsx", "json"])
    def test_for_an_agency_of_another_spelling_is_known_by_its_members(
        self, folder: Path, sum_of_members: int, tmp_path: Path, suffix: str
    ) -> None:
        consolidate(folder, "-o", folder / f"旧汇总.{suffix}", agency="青禾市")
        assert "汇总了 3 份报告" in consolidate(folder, "-o", tmp_path / "汇总.json").output
        assert received(tmp_path / "汇总.json") == sum_of_members

    @pytest.mark.parametrize("suffix", ["xlsx", "json"])
    def test_is_counted_where_its_file_is_named_and_that_is_said(
        self, folder: Path, sum_of_members: int, tmp_path: Path, suffix: str
    ) -> None:
        earlier, target = folder / f"旧汇总.{suffix}", tmp_path / "汇总.json"
        consolidate(folder, "-o", earlier)
        done = consolidate(folder, earlier, "-o", target)
        assert "汇总了 4 份报告" in done.output
        assert f"计入了 {earlier}: 它是以前的汇总，因已写明而计入" in done.output
        assert received(target) == 2 * sum_of_members

    @pytest.mark.parametrize("suffix", ["docx", "html", "md", "txt"])
    def test_that_cannot_be_told_from_the_own_office_is_not_counted_in_silence(
        self, folder: Path, sum_of_members: int, tmp_path: Path, suffix: str
    ) -> None:
        """A Word file bears no 汇总对照; and 本级 may really bear the name of the city."""
        own, target = folder / f"{CITY}.{suffix}", tmp_path / "汇总.xlsx"
        consolidate(folder, "-o", own)
        done = consolidate(folder, "-o", target)
        assert done.exit_code == 2
        assert f"{own}: 与汇总机关同名，看不出是本级的报告，还是以前的汇总" in done.output
        assert not target.exists()
        done = consolidate(folder, own, "-o", target)
        assert done.exit_code == 0, done.output
        assert f"计入了 {own}: 与汇总机关同名，作为本级的报告" in done.output
        assert received(target) == 2 * sum_of_members

    def test_for_a_body_below_is_a_member_as_any_other(
        self, folder: Path, sum_of_members: int, tmp_path: Path
    ) -> None:
        city, county = tmp_path / "市", tmp_path / "市" / "县.xlsx"
        city.mkdir()
        consolidate(folder, "-o", county, agency="松岭县")
        done = consolidate(city, "-o", tmp_path / "汇总.json")
        assert "汇总了 1 份报告" in done.output
        assert received(tmp_path / "汇总.json") == sum_of_members


def test_a_file_that_is_met_twice_counts_once(folder: Path, sum_of_members: int, tmp_path: Path) -> None:
    first = min(folder.iterdir())
    os.link(first, folder / "同一文件.json")
    assert "汇总了 3 份报告" in consolidate(folder, first, "-o", tmp_path / "汇总.json").output
    assert received(tmp_path / "汇总.json") == sum_of_members


def test_a_document_that_states_what_does_not_hold_is_named_with_the_others(
    folder: Path, tmp_path: Path
) -> None:
    """JSON of a report that holds, one figure changed by hand: named, as all that cannot be used are."""
    document = next(folder.glob("*.json"))
    text = document.read_text(encoding="utf-8")
    (folder / "改过.json").write_text(changed(text), encoding="utf-8")
    (folder / "坏.png").write_bytes(b"\x89PNG....")
    done = consolidate(folder, "-o", tmp_path / "汇总.json")
    assert done.exit_code == 2
    assert f"{folder / '改过.json'}: 年度报告不成立" in done.output
    assert "有 1 份读不了、1 份不成立，未汇总" in done.output
    checked = CliRunner().invoke(
        cli, ["check", str(folder / "改过.json"), str(document), "--format", "json", "--lang", "zh"]
    )
    first, second = json.loads(checked.output)
    assert "年度报告不成立" in first["error"]["zh"]
    assert "内部错误" not in first["error"]["zh"]
    assert second["ok"]
    (scanned,) = gr.scan(folder / "改过.json", workers=1)
    assert scanned.error is not None
    assert "年度报告不成立" in scanned.error.zh


def changed(text: str) -> str:
    document = json.loads(text)
    document["requests"]["received"]["natural_person"] += 1
    return json.dumps(document)
