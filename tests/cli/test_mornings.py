"""What stopped people who tried the commands for a morning."""

from __future__ import annotations

from pathlib import Path
from shutil import copy
from typing import Any

import pytest

import govinfo_report as gr
from tests.cli.test_commands import run
from tests.conftest import EXAMPLES

GOOD, BAD = EXAMPLES / "nangong-2023.xlsx", EXAMPLES / "nangong-2023-error.xlsx"
WAIVER = '[[waivers]]\nrule = "T303"\ncell = "requests"\nreason = "已说明"\n'


@pytest.mark.parametrize("name", ["结果.xlsx", "结果.docx", "结果.pdf", "结果.csv"])
def test_a_text_is_not_written_under_an_office_suffix(name: str, tmp_path: Path) -> None:
    status, out, err = run("check", GOOD, "-o", tmp_path / name)
    assert (status, out) == (2, "")
    assert "这里不能写成" in err
    assert not (tmp_path / name).exists()
    assert run("compare", GOOD, BAD, "-o", tmp_path / "x.pdf")[0] == 2
    assert run("compare", GOOD, BAD, "-o", tmp_path / "x.docx")[0] == 0


@pytest.mark.parametrize(
    "command",
    [("convert", "FILE", "FILE"), ("fill", "FILE", GOOD, "FILE"), ("fill", GOOD, "FILE", "FILE")],
)
def test_a_file_is_not_written_over_what_it_is_made_of(
    command: tuple[str | Path, ...], tmp_path: Path
) -> None:
    """A workbook would lose its checks, its formulas and its protection."""
    file = Path(copy(GOOD, tmp_path))
    before = file.read_bytes()
    status, _, err = run(*(file if each == "FILE" else each for each in command), "--overwrite")
    assert status == 2
    assert "不能写到原文件上" in err
    assert file.read_bytes() == before


def test_a_waiver_that_one_report_of_a_scan_needs_is_unused_in_none(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(WAIVER, encoding="utf-8")
    folder = tmp_path / "reports"
    folder.mkdir()
    for file in (GOOD, BAD):
        copy(file, folder)
    for command in ("check", "scan"):
        assert "F902" not in run(command, folder, "--settings", tmp_path / "own.toml")[1]
    found = list(gr.scan(folder, workers=1, settings=gr.load_settings(tmp_path / "own.toml")))
    assert [f.code for each in found if each.result for f in each.result.findings if f.code == "F902"] == []


@pytest.mark.parametrize(
    ("agency", "year", "unused"),
    [
        ("南宫市人民政府办公室", 2023, True),
        ("南宫市人民政府办公室", None, False),  # its report of another year may need it
        (None, 2023, False),  # another's report may
    ],
)
def test_a_waiver_for_one_report_alone_is_unused_in_a_scan_too(
    agency: str | None, year: int | None, unused: bool
) -> None:
    waiver = gr.Waiver(rule="T301", cell="requests", reason="x", agency=agency, year=year)
    (result,) = gr.scan([GOOD], workers=1, settings=gr.Settings(waivers=(waiver,)))
    assert result.result is not None
    assert ("F902" in {finding.code for finding in result.result.findings}) is unused


def test_files_that_cannot_be_read_count_in_the_exit_status_of_every_command(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    copy(GOOD, folder)
    assert [run(command, folder)[0] for command in ("check", "scan")] == [0, 0]
    (folder / "empty.docx").touch()
    assert [run(command, folder)[0] for command in ("check", "scan")] == [1, 1]
    assert run("letters", folder, "-o", tmp_path / "letters")[0] == 1


@pytest.mark.parametrize("given", ["foldr", ["foldr"], [GOOD, "nangong-2032.xlsx"]])
def test_a_misspelt_folder_is_no_frame_without_rows(given: Any) -> None:
    with pytest.raises(gr.ReadError, match="没有这个文件或文件夹"):
        gr.frames.wide(given)


def test_a_form_that_has_the_period_already_gets_it_once(tmp_path: Path) -> None:
    raw = gr.read(BAD).replace({"requests.outcomes.unavailable.not_held.total": 15})
    report = raw.to_report(blanks="zero", marks="zero")
    gr.write(report, tmp_path / "form.docx")
    gr.fill(tmp_path / "form.docx", report, tmp_path / "filled.docx")
    sentence = "所列数据的统计期限"
    texts = [gr.read(tmp_path / name).preamble or "" for name in ("form.docx", "filled.docx")]
    assert [text.count(sentence) for text in texts] == [1, 1]


def test_files_that_programs_put_into_folders_are_none_to_check(tmp_path: Path) -> None:
    copy(GOOD, tmp_path)
    for name in ("~$nangong-2023.xlsx", ".hidden.xlsx", "Thumbs.db", "desktop.ini"):
        (tmp_path / name).write_bytes(b"\xd0\xcf\x11\xe0")
    for source in (str(tmp_path), f"{tmp_path}/*", f"{tmp_path}/*.xlsx"):
        status, out, err = run("check", source, "--quiet", "--format", "concise")
        assert (status, out, err) == (0, "", "")
