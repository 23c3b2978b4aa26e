"""Files that only an office program opens, converted by LibreOffice where the caller asks for it."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from click.testing import CliRunner

import govinfo_report as gr
from govinfo_report.cli.commands import cli
from govinfo_report.readers.refused import refused_as
from govinfo_report.writers.writing import render
from tests.makers import convert, needs_office

EXAMPLE = Path(__file__).parent.parent.parent / "examples" / "nangong-2023.xlsx"


def made(folder: Path, suffix: str, filter_: str = "") -> Path:
    """The example as LibreOffice writes it."""
    report = gr.read(EXAMPLE)
    source = folder / f"report.{'xlsx' if suffix == 'ods' else 'docx'}"
    source.write_bytes(bytes(render(report, source.suffix[1:])))
    (file,) = convert([source], suffix, folder / "made", by=f"{suffix}:{filter_}" if filter_ else None)
    return file


@needs_office
@pytest.mark.parametrize(
    ("suffix", "filter_"),
    [("doc", ""), ("rtf", ""), ("odt", ""), ("ods", ""), ("xml", "MS Word 2003 XML")],
)
def test_what_libreoffice_opens_is_read(tmp_path: Path, suffix: str, filter_: str) -> None:
    file = made(tmp_path, suffix, filter_)
    with pytest.raises(gr.ReadError, match="convert=True"):
        gr.read(file)
    raw = gr.read(file, convert=True)
    figures = {cell.path: cell.value for cell in gr.read(EXAMPLE)}
    assert {cell.path: cell.value for cell in raw}.items() <= figures.items()
    assert len(raw) == 200 or suffix == "xml"  # LibreOffice itself writes spans of Word 2003 XML wrongly
    said = next(iter(raw)).source.file or ""
    assert said.startswith(f"{file.name}（LibreOffice ")
    assert said.endswith(f" → .{'xlsx' if suffix == 'ods' else 'docx'}）")


@needs_office
def test_a_file_is_known_by_its_content(tmp_path: Path) -> None:
    """A .wps is an old .doc by another name."""
    file = made(tmp_path, "doc").rename(tmp_path / "report.wps")
    assert len(gr.read(file, convert=True)) == 200


@needs_office
def test_commands_and_scans_convert(tmp_path: Path) -> None:
    file = made(tmp_path, "odt")
    checked = CliRunner().invoke(cli, ["check", "--convert", "--no-settings", str(file)])
    assert checked.exit_code == 0, checked.output
    (result,) = gr.scan(file, convert=True)
    assert result.raw is not None
    assert len(result.raw) == 200
    (refused,) = gr.scan(file)
    assert refused.error is not None


@needs_office
def test_it_ends_in_time_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = made(tmp_path, "odt")
    own = tmp_path / "temporary"
    own.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(own))
    with pytest.raises(gr.ReadError, match=r"超过了 0\.2 秒"):
        gr.read(file, convert=True, limits=gr.Limits(seconds=0.2))
    assert list(own.iterdir()) == []


def test_without_libreoffice_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(gr.ReadError) as caught:
        gr.read(b"{\\rtf1 x}", name="a.rtf", convert=True)
    assert "请安装 LibreOffice" in caught.value.message("zh")
    assert "Install LibreOffice" in caught.value.message("en")


def test_what_is_read_as_it_is_is_not_converted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert gr.read(EXAMPLE, convert=True) == gr.read(EXAMPLE)


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n", b"plain text", b"%PDF-1.7"])
def test_what_no_office_program_makes_a_report_of_is_left_alone(data: bytes) -> None:
    kind = refused_as(data)
    assert kind is None or not kind.target


@pytest.mark.parametrize("command", [["show"], ["check"], ["scan"]])
def test_the_settings_of_a_folder_ask_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    """Where no LibreOffice is found the refusal says so only if it was asked for."""
    (tmp_path / "report.rtf").write_bytes(b"{\\rtf1 x}")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    missing = "本机没有找到 soffice"
    assert missing not in CliRunner().invoke(cli, [*command, "report.rtf"]).output
    (tmp_path / "govinfo-report.toml").write_text("convert = true\n", encoding="utf-8")
    assert missing in CliRunner().invoke(cli, [*command, "report.rtf"]).output.replace("\n", "")
    if command != ["show"]:
        assert missing not in CliRunner().invoke(cli, [*command, "--no-settings", "report.rtf"]).output
