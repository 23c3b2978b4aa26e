"""What leaves a command, whatever the console is: a Chinese or an English Windows, a pipe, a full disk."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from pathlib import Path

import pytest

import govinfo_report as gr
from tests.conftest import EXAMPLES

GOOD, BAD = EXAMPLES / "nangong-2023.xlsx", EXAMPLES / "nangong-2023-error.xlsx"
LABEL = "1.本机关不掌握相关政府信息"
"""A label that every answer about `BAD` has in it: its total is the wrong figure."""
TITLE = gr.find_rule("T303").title.zh


def run(
    *arguments: str | Path, encoding: str = "utf-8", lang: str = "zh_CN.UTF-8", stdout: int = subprocess.PIPE
) -> tuple[int, bytes, bytes]:
    """Exit status, output and errors of a run on a console of some encoding, as bytes."""
    environment = {**os.environ, "LC_ALL": lang, "PYTHONIOENCODING": encoding}
    done = subprocess.run(
        [sys.executable, "-m", "govinfo_report", *map(str, arguments)],
        stdin=subprocess.DEVNULL, stdout=stdout, stderr=subprocess.PIPE, env=environment, check=False,
    )  # fmt: skip
    for stream in (done.stdout or b"", done.stderr):
        assert b"Traceback" not in stream
        assert b"Exception ignored" not in stream
    return done.returncode, done.stdout, done.stderr


def _named(arguments: tuple[str | Path, ...]) -> str:
    return " ".join(each for each in arguments if isinstance(each, str)) or "nothing"


class TestWhatProgramsRead:
    """Every one of these says that it is UTF-8, or its standard does."""

    @pytest.mark.parametrize(
        ("form", "parse"),
        [
            ("html", lambda data: data.index(b'<meta charset="utf-8">')),
            ("json", json.loads),
            ("jsonl", lambda data: [json.loads(line) for line in data.splitlines()]),
            ("sarif", json.loads),
            ("junit", ElementTree.fromstring),
            ("github", lambda data: data.index(b"::error file=")),
        ],
    )
    @pytest.mark.parametrize("encoding", ["gbk", "ascii"])
    def test_check(self, form: str, parse: Callable[[bytes], object], encoding: str) -> None:
        status, out, err = run("check", BAD, "--format", form, encoding=encoding)
        assert (status, err) == (1, b"")
        parse(out)
        assert LABEL in out.decode("utf-8")

    @pytest.mark.parametrize("encoding", ["gbk", "cp437", "cp1252", "ascii"])
    def test_the_other_commands(self, encoding: str) -> None:
        for arguments, said in (
            (("schema",), "行政规范性文件"),
            (("schema", "--check"), "judgement"),
            (("rules", "--format", "json"), TITLE),
            (("compare", GOOD, BAD, "--format", "json"), LABEL),
            (("check", BAD, "--format", "html"), LABEL),
        ):
            status, out, err = run(*arguments, encoding=encoding)
            assert (status, err) == (int(arguments[0] == "check"), b"")
            assert said in out.decode("utf-8")

    def test_a_file_name_that_is_no_text(self, tmp_path: Path) -> None:
        """Bytes on a Chinese disk: escaped in words and documents, themselves in a URI."""
        path = os.fsdecode(os.fsencode(tmp_path) + b"/\xd4\xc2.xlsx")
        Path(path).write_bytes(GOOD.read_bytes())
        status, out, err = run("check", path, "--format", "json")
        assert (status, err) == (0, b"")
        assert json.loads(out.decode("utf-8"))["file"].endswith("\\xd4\\xc2.xlsx")
        status, out, err = run("check", path, "--format", "sarif")
        assert (status, err) == (0, b"")
        assert "/%D4%C2.xlsx" in out.decode("utf-8")
        status, out, err = run("check", path)
        assert (status, err) == (0, b"")
        assert "\\xd4\\xc2.xlsx" in out.decode("utf-8")


class TestWords:
    def test_a_chinese_windows_has_all_of_them(self) -> None:
        for arguments in (("check", BAD), ("rules",), ("show", BAD), ("explain", BAD), ("check", "--help")):
            status, out, err = run(*arguments, encoding="gbk")
            assert (status, err) == (int(arguments == ("check", BAD)), b"")
            words = out.decode("gbk")
            assert words == run(*arguments)[1].decode("utf-8")
            assert "?" not in words
            assert "\\u" not in words

    @pytest.mark.parametrize("encoding", ["cp437", "cp1252", "ascii"])
    def test_what_an_english_windows_lacks_is_escaped(self, encoding: str) -> None:
        status, out, err = run("check", BAD, encoding=encoding)
        assert status == 1
        words = out.decode(encoding)
        assert "\\u7ed3\\u8bba\\uff1a\\u4e0d\\u7b26\\u5408" in words  # 结论：不符合
        assert "?" not in words
        (hint,) = err.decode(encoding).splitlines()
        assert "-o FILE" in hint
        assert encoding in hint

    def test_the_hint_is_in_chinese_where_standard_error_has_chinese(self, tmp_path: Path) -> None:
        path = tmp_path / "𠮷.xlsx"  # a character of a real place name that GBK lacks
        path.write_bytes(GOOD.read_bytes())
        status, out, err = run("check", path, encoding="gbk")
        assert status == 0
        assert "\\U00020bb7.xlsx" in out.decode("gbk")
        (hint,) = err.decode("gbk").splitlines()
        assert "用 -o 文件" in hint

    def test_no_hint_to_an_option_that_is_not_there(self) -> None:
        for arguments in (("check", "--help"), ("scan", GOOD), ("--help",)):
            _, out, err = run(*arguments, encoding="ascii")
            assert b"\\u" in out
            (hint,) = err.decode("ascii").splitlines()
            assert "-o" not in hint
            assert "PYTHONIOENCODING" in hint

    def test_standard_error_loses_nothing_either(self) -> None:
        status, out, err = run("check", "没有.xlsx", encoding="ascii")
        assert (status, out) == (2, b"")
        words, hint = err.decode("ascii").splitlines()
        assert "\\u6ca1\\u6709.xlsx" in words
        assert "PYTHONIOENCODING" in hint


ANSWERS = [
    ("check", BAD, "--format", "html"),
    ("check", BAD, "--format", "junit"),
    ("check", BAD),
    ("explain", BAD),
    ("show", BAD),
    ("rules",),
    ("rules", "T301", "--format", "json"),
    ("schema",),
    ("compare", GOOD, BAD),
    ("compare", GOOD, BAD, "--format", "json"),
]


class TestOutput:
    @pytest.mark.parametrize("arguments", ANSWERS, ids=lambda each: " ".join(map(str, (each[0], *each[2:]))))
    def test_the_file_has_what_would_be_printed(
        self, arguments: tuple[str | Path, ...], tmp_path: Path
    ) -> None:
        target = tmp_path / "答.txt"
        printed = run(*arguments)
        status, out, err = run(*arguments, "-o", target, encoding="gbk")
        assert (status, err) == (printed[0], b"")
        assert target.read_bytes() == printed[1]
        assert out.decode("gbk").strip() == f"已写出 {target}"
        assert [each.name for each in tmp_path.iterdir()] == ["答.txt"]

    def test_a_file_that_is_there_is_replaced_on_request_only(self, tmp_path: Path) -> None:
        target = tmp_path / "a.json"
        target.write_text("mine", encoding="utf-8")
        for arguments in (("schema",), ("check", BAD, "--format", "json"), ("explain", BAD)):
            status, out, err = run(*arguments, "-o", target)
            assert (status, out) == (2, b"")
            assert "文件已存在，未覆盖" in err.decode()
            assert target.read_text(encoding="utf-8") == "mine"
        assert run("schema", "-o", target, "--overwrite")[0] == 0
        assert json.loads(target.read_text(encoding="utf-8"))

    def test_what_cannot_be_a_file_is_refused_before_the_work(self, tmp_path: Path) -> None:
        for target, said in (
            (tmp_path, "这是文件夹"),
            (tmp_path / "no" / "a.json", "目标文件夹不存在"),
            (tmp_path / ("长" * 200), "文件名太长"),
        ):
            status, out, err = run("check", BAD, "--format", "json", "-o", target, "--overwrite")
            assert (status, out) == (2, b"")
            assert said in err.decode()
        assert not list(tmp_path.iterdir())

    def test_never_one_of_the_files_read(self, tmp_path: Path) -> None:
        mine, link = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
        mine.write_bytes(GOOD.read_bytes())
        link.symlink_to(mine)
        for arguments in (
            ("check", mine, "-o", mine),
            ("check", mine, "-o", link),
            ("check", GOOD, "--member", mine, "-o", mine),
            ("check", mine, "--write-baseline", mine),
            ("show", mine, "-o", mine),
            ("compare", GOOD, mine, "--format", "json", "-o", mine),
        ):
            status, out, err = run(*arguments, "--overwrite")
            assert (status, out) == (2, b"")
            assert "不能就是读入的文件" in err.decode()
            assert mine.read_bytes() == GOOD.read_bytes()

    def test_no_page_of_what_could_not_be_read(self, tmp_path: Path) -> None:
        for form in ("html", "text"):
            status, _, err = run("check", tmp_path / "no.xlsx", "--format", form, "-o", tmp_path / "a")
            assert status == 2
            assert "找不到" in err.decode()
        assert not list(tmp_path.iterdir())

    def test_a_baseline_has_its_own_file(self, tmp_path: Path) -> None:
        status, out, err = run("check", BAD, "--write-baseline", tmp_path / "a", "-o", tmp_path / "b")
        assert (status, out) == (2, b"")
        assert "不能和 --output 同用" in err.decode()
        assert not list(tmp_path.iterdir())

    def test_a_dash_is_standard_output(self) -> None:
        assert run("schema", "-o", "-") == run("schema")


LOST = [
    ("rules",),
    ("schema",),
    ("check", BAD),
    ("check", BAD, "--format", "json"),
    ("scan", GOOD),
    ("--help",),
    ("check", "--help"),
    ("--version",),
    (),
]


class TestStandardOutputThatTakesNoMore:
    """Nothing of it was read, so the status is never 0, nor 1, which says that a report has errors."""

    @pytest.mark.parametrize("arguments", LOST, ids=_named)
    def test_a_reader_that_has_gone(self, arguments: tuple[str | Path, ...]) -> None:
        reading, writing = os.pipe()
        os.close(reading)
        try:
            status, _, err = run(*arguments, stdout=writing)
        finally:
            os.close(writing)
        assert (status, err) == (2, b"")

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no disk here that is always full")
    @pytest.mark.parametrize("arguments", LOST, ids=_named)
    def test_a_full_disk(self, arguments: tuple[str | Path, ...]) -> None:
        with Path("/dev/full").open("wb") as full:
            status, _, err = run(*arguments, stdout=full.fileno())
            assert status == 2
            assert err.decode().splitlines() == [
                "错误: 标准输出写不了（磁盘已满），已输出的内容不完整。请清理磁盘，或写到别处。"
            ]

    def test_a_stream_that_was_closed_is_wanted_by_nobody(self) -> None:
        command = f'"{sys.executable}" -m govinfo_report check "{GOOD}" >&- 2>&-'
        assert subprocess.run(["sh", "-c", command], check=False, stdin=subprocess.DEVNULL).returncode == 0
