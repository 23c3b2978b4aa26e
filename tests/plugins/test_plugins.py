"""Another package adds a rule, wordings, a reader and a writer; broken ones are named, not passed over."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from textwrap import dedent

import pytest

import govinfo_report as gr
from tests.conftest import ROOT

EXAMPLE = Path(__file__).parent / "example"


def installed(folder: Path, name: str, entry_points: Mapping[str, Mapping[str, str]]) -> None:
    """Put a package's metadata where Python finds it, as an installer does."""
    info = folder / f"{name.replace('-', '_')}-1.0.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0.0\n")
    groups = "\n".join(
        f"[{group}]\n" + "\n".join(f"{key} = {value}" for key, value in entries.items())
        for group, entries in entry_points.items()
    )
    (info / "entry_points.txt").write_text(groups)


def run(code: str, *paths: Path, check: bool = True) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, paths)), "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [sys.executable, "-c", dedent(code)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=check,
    )


@pytest.fixture
def example(tmp_path: Path) -> list[Path]:
    """The example package, installed beside the library."""
    project = tomllib.loads((EXAMPLE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    installed(tmp_path, project["name"], project["entry-points"])
    return [tmp_path, EXAMPLE / "src"]


def test_a_rule(example: list[Path]) -> None:
    done = run(
        """
        import attrs, govinfo_report as gr
        from govinfo_report.corpus.packing import pack, unpack
        raw = gr.read("examples/nangong-2023.txt")
        long = attrs.evolve(raw, overview="字" * 1001)
        result = gr.check(long)
        (found,) = [each for each in result.findings if each.code == "QH101"]
        assert found.message("zh") == "第一部分有 1001 字。"
        assert gr.check(raw).outcomes["QH101"] == "passed"
        assert "QH101" not in gr.check(long, ignore=["qinghe-overview-length"]).outcomes
        waiver = gr.Waiver(rule="QH101", cell="overview", reason="已获同意")
        assert gr.check(long, settings=gr.Settings(waivers=[waiver])).set_aside
        assert gr.find_rule("QH101") in gr.catalogue()
        assert unpack(pack(long, result)) == (long, result)
        """,
        *example,
    )
    assert done.stderr == ""


def test_a_wording(example: list[Path]) -> None:
    run(
        """
        import govinfo_report as gr
        text = open("examples/nangong-2023.txt", encoding="utf-8").read()
        other = text.replace("商业企业", "工商企业").replace("予以公开", "同意公开")
        assert other != text
        raw = gr.read(other.encode())
        assert [c.value for c in raw] == [c.value for c in gr.read(text.encode())]
        assert any(f.code == "F203" for f in gr.check(raw).findings)
        """,
        *example,
    )


def test_a_reader(example: list[Path], tmp_path: Path) -> None:
    run(
        f"""
        import govinfo_report as gr
        text = open("examples/nangong-2023.txt", encoding="utf-8").read()
        path = {str(tmp_path / "export.dat")!r}
        open(path, "w", encoding="utf-8").write("QINGHE-EXPORT\\n" + text.replace("\\t", ";"))
        raw = gr.read(path)
        before = gr.read(text.encode())
        assert [(c.path, c.kind, c.value) for c in raw] == [(c.path, c.kind, c.value) for c in before]
        assert (raw.agency, raw.year) == (before.agency, before.year)
        assert raw["requests.received.total"].source.file == "export.dat"
        """,
        *example,
    )


def test_a_writer(example: list[Path], tmp_path: Path) -> None:
    run(
        f"""
        import govinfo_report as gr
        report = gr.load("examples/nangong-2023.xlsx", blanks="zero")
        path = gr.write(report, {str(tmp_path / "a.csv")!r})
        assert "requests.received.total,25" in path.read_text(encoding="utf-8-sig")
        """,
        *example,
    )


def test_without_it_nothing_is_there(tmp_path: Path) -> None:
    with pytest.raises(gr.WriteError, match="csv"):
        gr.write(gr.read("examples/nangong-2023.txt"), tmp_path / "a.csv")
    with pytest.raises(KeyError):
        gr.find_rule("QH101")


@pytest.mark.parametrize(
    ("group", "value", "said"),
    [
        ("rules", "no_such_module:CHECKS", "扩展装不上"),
        ("rules", "string:digits", "应是一列 Check"),
        ("labels", "string:digits", "映射"),
        ("readers", "string:digits", "应是一个 Reader"),
        ("writers", "string:digits", "应是一个 Writer"),
    ],
)
def test_a_broken_one_is_named(tmp_path: Path, group: str, value: str, said: str) -> None:
    installed(tmp_path, "broken-report", {f"govinfo_report.{group}": {"it": value}})
    done = run(
        """
        import govinfo_report as gr
        try:
            raw = gr.read("examples/nangong-2023.txt")
            gr.check(raw)
            gr.write(raw, "none.csv")
        except gr.PluginError as error:
            print(error.message("zh"))
            assert error.message("en")
        """,
        tmp_path,
    )
    assert said in done.stdout
    assert "broken-report: it" in done.stdout


def test_a_code_that_is_taken(tmp_path: Path) -> None:
    (tmp_path / "taking.py").write_text(
        "import govinfo_report as gr\n"
        "from govinfo_report.rules.tables import CHECKS as OURS\n"
        "CHECKS = OURS[:1]\n"
    )
    installed(tmp_path, "taking-report", {"govinfo_report.rules": {"it": "taking:CHECKS"}})
    done = run("import govinfo_report as gr; gr.catalogue()", tmp_path, check=False)
    assert "taking-report: it" in done.stderr
    assert "已被占用" in done.stderr


def test_checks_for_one_call(nangong: gr.AnnualReport) -> None:
    rule = gr.Rule(
        code="X001",
        name="mine",
        severity=gr.Severity.ERROR,
        clause=gr.Text("本局规定", "our own"),
        title=gr.Text("有申请", "there are requests"),
        message=gr.Text("没有申请。", "No requests."),
        advice=gr.Text("核对。", "Look."),
        passing=gr.Text("1", "1"),
        failing=gr.Text("0", "0"),
    )

    def apply(subject: gr.Subject) -> gr.Verdict:
        value = subject.raw["requests.received.total"].value
        return gr.Verdict.of(iter([] if value else [gr.Finding(rule=rule)]))

    extra = [gr.Check(rule, apply)]
    assert gr.check(nangong, extra=extra).outcomes["X001"] == "passed"
    assert "X001" not in gr.check(nangong).outcomes
    assert gr.check(gr.RawReport(), extra=extra).outcomes["X001"] == "undecided"  # it crashed, visibly
