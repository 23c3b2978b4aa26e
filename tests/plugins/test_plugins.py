"""Another package adds a rule, wordings, a reader and a writer; broken ones are named, not passed over."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
import zipfile
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


def searched(*paths: Path) -> str:
    """Where a child of this process looks for modules: here first, then where this process does."""
    return os.pathsep.join([*map(str, paths), os.environ.get("PYTHONPATH", "")])


def run(code: str, *paths: Path, check: bool = True) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": searched(*paths), "PYTHONIOENCODING": "utf-8"}
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


def test_an_archive_on_the_path(example: list[Path], tmp_path: Path) -> None:
    """Metadata that only the import system finds is found: the example as a zip file."""
    packed = tmp_path / "packed.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for folder in example:
            for file in folder.rglob("*"):
                if file.suffix in {".py", ".txt"} or file.name == "METADATA":
                    archive.write(file, file.relative_to(folder))
    done = run("import govinfo_report as gr; print(gr.find_rule('QH101').code)", packed)
    assert done.stdout == "QH101\n"


def test_an_egg_on_the_path(example: list[Path], tmp_path: Path) -> None:
    egg = tmp_path / "qinghe.egg"
    egg.mkdir()
    (example[0] / "qinghe_report-1.0.0.dist-info").rename(egg / "EGG-INFO")
    (egg / "EGG-INFO" / "METADATA").rename(egg / "EGG-INFO" / "PKG-INFO")
    done = run("import govinfo_report as gr; print(gr.find_rule('QH101').code)", egg, example[1])
    assert done.stdout == "QH101\n"


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


def test_a_reader_of_reports(tmp_path: Path) -> None:
    """A format that states a report path by path gives the report, as JSON does."""
    code = "IT = gr.Reader(name='x', claims=lambda d: d[:1] == b'!', read=lambda d, *_: gr.from_json(d[1:]))"
    module(tmp_path, "readers", code)
    run(
        """
        import govinfo_report as gr
        raw = gr.read("examples/nangong-2023.txt")
        data = b"!" + gr.to_json(raw).encode()
        assert gr.read(data) == raw
        try:
            gr.read(data, sheet="表")
        except gr.ReadError as error:
            assert "没有工作表可选" in error.zh
        else:
            raise SystemExit("it has no sheets")
        """,
        tmp_path,
    )


def test_a_writer_without_a_place_for_findings(example: list[Path], tmp_path: Path) -> None:
    run(
        f"""
        import govinfo_report as gr
        result = gr.check(gr.read("examples/nangong-2023.txt"))
        try:
            gr.write(result, {str(tmp_path / "a.csv")!r})
        except gr.WriteError as error:
            assert error.zh == "csv 格式不能带检查结果。"
            assert "xlsx、docx、html、md" in error.advice_zh
        else:
            raise SystemExit("the findings were lost")
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


LEAVING = """
import sys
import govinfo_report as gr

class Leave(BaseException):
    pass

def leave():
    raise Leave("for good")
"""


def module(folder: Path, group: str, code: str) -> None:
    """A package with one module, named in one group."""
    (folder / "broken.py").write_text(LEAVING + dedent(code), encoding="utf-8")
    installed(folder, "broken-report", {f"govinfo_report.{group}": {"it": "broken:IT"}})


@pytest.mark.parametrize(
    ("group", "code", "said"),
    [
        ("labels", "IT = {'商业企业类': ('工商企业',)}", "“商业企业类”不是格式里的标签；是不是“商业企业”？"),
        ("labels", "IT = {'商业企业': '工商企业'}", "“商业企业”的写法应是一列文字"),
        ("labels", "IT = {'商业企业': (1,)}", "写法 1 不是文字"),
        ("labels", "IT = {'商业企业': ('科研机构',)}", "“科研机构”是格式里的另一个标签"),
        ("writers", "IT = gr.Writer(suffix='xlsx', render=bytes)", "后缀“xlsx”已被占用"),
        ("writers", "IT = gr.Writer(suffix='.csv', render=bytes)", "后缀“.csv”已被占用，或不是不带点的"),
        ("writers", "IT = gr.Writer(suffix='csv', also=('htm',), render=bytes)", "后缀“htm”已被占用"),
    ],
)
def test_one_that_cannot_be_used_is_refused(tmp_path: Path, group: str, code: str, said: str) -> None:
    module(tmp_path, group, code)
    command = "import govinfo_report.cli; govinfo_report.cli.main()"
    environment = {**os.environ, "PYTHONPATH": searched(tmp_path), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-c", command, "convert", "examples/nangong-2023.txt", str(tmp_path / "a.none")],
        cwd=ROOT, env=environment, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert said in done.stderr
    assert "broken-report: it" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("code", "error"),
    [
        ("lambda data: data.nothing, read=None", "AttributeError"),
        ("lambda data: True, read=lambda data, file, limits: []", "list, not Document"),
        ("lambda data: True, read=lambda data, file, limits: 1 / 0", "ZeroDivisionError"),
        ("lambda data: sys.exit(3), read=None", "SystemExit: 3"),
        ("lambda data: True, read=lambda data, file, limits: leave()", "Leave: for good"),
    ],
)
def test_a_reader_that_fails_is_named(tmp_path: Path, code: str, error: str) -> None:
    module(tmp_path, "readers", f"IT = gr.Reader(name='x', claims={code})")
    done = run(
        """
        import govinfo_report as gr
        try:
            gr.read("examples/nangong-2023.txt")
        except gr.ReadError as error:
            print(error)
        """,
        tmp_path,
    )
    assert "扩展“broken-report: it”读取这份文件时出错" in done.stdout
    assert error in done.stdout


@pytest.mark.parametrize(
    ("render", "error"),
    [
        ("lambda raw: 'a'", "str, not bytes"),
        ("lambda raw: {}[1]", "KeyError"),
        ("lambda raw: sys.exit('enough')", "SystemExit: enough"),
        ("lambda raw: leave()", "Leave: for good"),
    ],
)
def test_a_writer_that_fails_is_named(tmp_path: Path, render: str, error: str) -> None:
    module(tmp_path, "writers", f"IT = gr.Writer(suffix='abc', render={render})")
    done = run(
        """
        import govinfo_report as gr
        try:
            gr.write(gr.read("examples/nangong-2023.txt"), "never.abc")
        except gr.WriteError as error:
            print(error)
        """,
        tmp_path,
    )
    assert "扩展“broken-report: it”写出时出错" in done.stdout
    assert error in done.stdout
    assert not (ROOT / "never.abc").exists()


@pytest.mark.parametrize(
    ("verdict", "error"),
    [
        ("[]", "TypeError: list, not Verdict"),
        ("gr.Verdict.of(iter([gr.Finding(rule=RULE, path='overview')]))", "KeyError: 'count'"),
        ("sys.exit(1)", "SystemExit: 1"),
        ("leave()", "Leave: for good"),
    ],
)
def test_a_rule_that_gives_something_else_is_named(tmp_path: Path, verdict: str, error: str) -> None:
    module(
        tmp_path,
        "rules",
        f"""
        WORDS = gr.Text("一", "one")
        RULE = gr.Rule(code="QH101", name="mine", severity=gr.Severity.WARNING, clause=WORDS, title=WORDS,
            message=gr.Text("有 {{count}} 字", "{{count}} signs"), advice=WORDS, passing=WORDS, failing=WORDS)
        IT = (gr.Check(RULE, lambda subject: {verdict}),)
        """,
    )
    done = run(
        """
        import govinfo_report as gr
        result = gr.check(gr.read("examples/nangong-2023.txt"))
        (crash,) = [each for each in result.findings if each.code == "F901"]
        print(result.outcomes["QH101"], crash.message("zh"))
        """,
        tmp_path,
    )
    assert f"undecided 规则 QH101 执行出错：{error}" in done.stdout


def test_a_code_that_is_taken(tmp_path: Path) -> None:
    (tmp_path / "taking.py").write_text(
        "from govinfo_report.rules.tables import _count as OURS\nCHECKS = (OURS,)\n"
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


def test_one_that_leaves_when_it_is_loaded_is_named(tmp_path: Path) -> None:
    module(tmp_path, "readers", "sys.exit('not today')")
    done = run(
        """
        import govinfo_report as gr
        try:
            gr.read("examples/nangong-2023.txt")
        except gr.PluginError as error:
            print(error)
        """,
        tmp_path,
    )
    assert "broken-report: it: 扩展装不上（SystemExit: not today）" in done.stdout


@pytest.mark.parametrize("workers", ["processes", "threads"])
def test_one_that_leaves_costs_a_scan_one_file(tmp_path: Path, workers: str) -> None:
    """The reader of another package calls ``sys.exit`` over one file, its rule over another."""
    module(
        tmp_path,
        "readers",
        """
        IT = gr.Reader(name="x", claims=lambda data: data == b"mine", read=lambda *_: sys.exit(0))
        """,
    )
    folder = tmp_path / "in"
    folder.mkdir()
    text = (ROOT / "examples" / "nangong-2023.txt").read_bytes()
    for name, data in (("1.txt", text), ("2.txt", b"mine"), ("3.txt", text + b"\n")):
        (folder / name).write_bytes(data)
    done = run(
        f"""
        import govinfo_report as gr
        from concurrent.futures import ThreadPoolExecutor
        executor = ThreadPoolExecutor(2) if {workers == "threads"} else None
        for result in gr.scan({str(folder)!r}, workers=1, executor=executor):
            print(result.path.name, result.ok, result.error and result.error.en)
        """,
        tmp_path,
    )
    first, second, third = done.stdout.splitlines()
    assert (first, third) == ("1.txt True None", "3.txt True None")
    assert second.startswith(
        "2.txt None The plugin 'broken-report: it' failed to read the file (SystemExit: 0)"
    )


def test_one_that_leaves_costs_check_one_file(tmp_path: Path) -> None:
    code = "IT = gr.Reader(name='x', claims=lambda data: data == b'mine', read=lambda *_: sys.exit(0))"
    module(tmp_path, "readers", code)
    (tmp_path / "mine").write_bytes(b"mine")
    done = run(
        f"""
        import sys
        from govinfo_report.cli import main
        sys.argv = ["x", "check", {str(tmp_path / "mine")!r}, "examples/nangong-2023.txt", "--lang", "en"]
        main()
        """,
        tmp_path,
        check=False,
    )
    assert done.returncode == 2
    assert "The plugin 'broken-report: it' failed" in done.stderr
    assert "南宫市人民政府办公室 2023" in done.stdout
