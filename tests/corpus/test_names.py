"""Files whose names are no UTF-8, as a ZIP made on a Chinese Windows leaves them: read as any other."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import duckdb
import polars as pl
import pytest
from click.testing import CliRunner, Result

import govinfo_report as gr
from govinfo_report.cli.commands import cli
from tests.conftest import EXAMPLES

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="other systems keep names as text")

NAME, SHOWN = os.fsdecode(b"\xc4\xea.txt"), r"\xc4\xea.txt"  # 年 in GBK


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, [*map(str, arguments), "--lang", "zh"])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two reports, one of them named in GBK."""
    made = tmp_path / "in"
    made.mkdir()
    text = (EXAMPLES / "nangong-2023.txt").read_text(encoding="utf-8")
    (made / "b.txt").write_text(text, encoding="utf-8")
    (made / NAME).write_text(text.replace("南宫市人民政府办公室", "甲县某局"), encoding="utf-8")
    return made


class TestScans:
    def test_a_line_for_the_file(self, folder: Path) -> None:
        done = run("scan", folder, "--workers", "1")
        assert done.exit_code == 0, done.output
        assert f"{folder}/{SHOWN}: 甲县某局" in done.output

    @pytest.mark.parametrize("name", ["o.parquet", "o.duckdb"])
    def test_a_corpus(self, folder: Path, tmp_path: Path, name: str) -> None:
        (folder / os.fsdecode(b"\xb1\xa8.txt")).write_bytes((folder / NAME).read_bytes())  # same_as
        (folder / os.fsdecode(b"\xce\xde.txt")).write_bytes(b"")  # unread, with its name
        done = run("scan", folder, "-o", tmp_path / name, "--workers", "1")
        assert done.exit_code == 1, done.output
        if name == "o.parquet":
            files = pl.read_parquet(tmp_path / name)["file", "same_as", "unread"].rows()
        else:
            with duckdb.connect(str(tmp_path / name), read_only=True) as database:
                files = database.sql("SELECT file, same_as, unread FROM corpus").fetchall()
        assert {file for file, *_ in files} == {
            f"{folder}/{each}" for each in ("b.txt", SHOWN, r"\xb1\xa8.txt", r"\xce\xde.txt")
        }
        assert (f"{folder}/{SHOWN}", f"{folder}/" + r"\xb1\xa8.txt", None) in files
        assert any(unread is not None and r"\xce\xde.txt" in unread for *_, unread in files)

    def test_the_manifest_knows_it_again(self, folder: Path, tmp_path: Path) -> None:
        (folder / os.fsdecode(b"\xce\xde.txt")).write_bytes(b"")
        list(gr.scan(folder, workers=1, resume=tmp_path / "m"))
        again = list(gr.scan(folder, workers=1, resume=tmp_path / "m"))
        assert [result.resumed for result in again] == [True, True, True]
        named = next(result for result in again if result.path.name == NAME)
        assert named.path.read_bytes()  # opened by its real name
        assert named.raw is not None
        assert {cell.source.file for cell in named.raw} == {SHOWN}

    def test_a_corpus_cannot_stand_under_such_a_name(self, folder: Path, tmp_path: Path) -> None:
        with pytest.raises(gr.WriteError, match="不是 UTF-8"):
            gr.write_corpus(gr.scan(folder, workers=1), tmp_path / os.fsdecode(b"\xc4.parquet"))


class TestCommands:
    def test_sources_are_text(self, folder: Path) -> None:
        raw = gr.read(folder / NAME)
        assert {cell.source.file for cell in raw} == {SHOWN}
        assert gr.from_json(gr.to_json(raw).encode()) == raw

    @pytest.mark.parametrize("suffix", ["json", "html", "docx", "xlsx", "md", "txt"])
    def test_convert_to_and_from_it(self, folder: Path, tmp_path: Path, suffix: str) -> None:
        target = tmp_path / os.fsdecode(b"\xc4\xea." + suffix.encode())
        done = run("convert", folder / NAME, target)
        assert done.exit_code == 0, done.output
        assert rf"已写出 {tmp_path}/\xc4\xea.{suffix}" in done.output
        assert gr.read(target).agency == "甲县某局"

    @pytest.mark.parametrize("form", ["text", "json", "jsonl", "sarif", "github", "junit", "html"])
    def test_check_in_every_format(self, folder: Path, tmp_path: Path, form: str) -> None:
        target = tmp_path / "found"
        done = run("check", folder / NAME, "--format", form, "-o", target)
        assert done.exit_code == 0, done.output
        said = target.read_bytes().decode("utf-8")
        if form in ("json", "jsonl"):
            assert json.loads(said)["file"] == f"{folder}/{SHOWN}"
        elif form == "sarif":  # a URI keeps the bytes
            assert "/%C4%EA.txt" in said
        elif form != "html":
            assert SHOWN in said

    @pytest.mark.parametrize("form", ["text", "json", "jsonl", "sarif", "github", "junit"])
    def test_check_of_one_that_cannot_be_read(self, folder: Path, tmp_path: Path, form: str) -> None:
        broken = folder / os.fsdecode(b"\xce\xde.txt")
        broken.write_bytes(b"")
        done = run("check", folder / "b.txt", broken, "--format", form, "-o", tmp_path / "found")
        assert done.exit_code == 2
        said = (tmp_path / "found").read_text(encoding="utf-8") + done.output
        assert "b.txt" in said  # the other has its result
        assert r"\xce\xde.txt" in said.replace(r"\\", "\\")

    def test_consolidate_and_compare(self, folder: Path, tmp_path: Path) -> None:
        done = run("consolidate", folder, "--agency", "某市", "-o", tmp_path / "sum.json", "--blanks", "zero")
        assert done.exit_code == 0, done.output
        members = [gr.read(path) for path in folder.iterdir()]
        report = gr.consolidate([each.to_report(blanks="zero") for each in members], agency="某市")
        assert gr.load(tmp_path / "sum.json") == report
        assert run("compare", folder / "b.txt", folder / NAME).exit_code == 0

    def test_an_error_names_it(self, tmp_path: Path) -> None:
        with pytest.raises(gr.ReadError) as told:
            gr.read(tmp_path / NAME)
        assert str(told.value).encode().count(SHOWN.encode()) == 2  # in both languages
