"""Rules in a file of one's own: `--rules FILE.py`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.test_commands import run
from tests.conftest import EXAMPLES

GOOD = EXAMPLES / "nangong-2023.xlsx"
RULE = """
import govinfo_report as gr

OURS = gr.Rule(
    code="QH101", name="two-pages", severity=gr.Severity.ERROR,
    clause=gr.Text("通知", "notice"), title=gr.Text("篇幅", "length"),
    message=gr.Text("第一部分有 {count} 字。", "{count} characters."), advice=gr.Text("补充。", "Say more."),
    passing=gr.Text("多", "many"), failing=gr.Text("少", "few"),
)


def look(subject):
    count = len(subject.raw.overview)
    return gr.Verdict.of([gr.Finding(rule=OURS, path="overview", details={"count": count})])


CHECKS = [gr.Check(OURS, look)]
"""


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    path = tmp_path / "ours.py"
    path.write_text(RULE, encoding="utf-8")
    return path


def test_check_knows_them_like_its_own(ours: Path) -> None:
    status, out, err = run("check", GOOD, "--select", "QH", "--format", "json", "--rules", ours)
    assert (status, err) == (1, "")
    said = json.loads(out)
    assert said["outcomes"] == {"QH101": "failed"}
    assert said["findings"][0]["message"]["zh"].startswith("第一部分有 ")
    assert run("check", GOOD, "--rules", ours, "--severity", "two-pages=info", folder=ours.parent)[0] == 0
    assert sorted(path.name for path in ours.parent.iterdir()) == ["ours.py"]


def test_annotate_marks_what_they_find(ours: Path, tmp_path: Path) -> None:
    status, _, err = run("annotate", GOOD, tmp_path / "marked.html", "--rules", ours)
    assert (status, err) == (1, "")
    assert "第一部分有 " in (tmp_path / "marked.html").read_text(encoding="utf-8")


def test_so_do_the_processes_of_a_scan(ours: Path) -> None:
    status, out, _ = run("scan", GOOD, "--workers", "1", "--rules", ours)
    assert status == 1
    assert "QH101  错误  篇幅" in out


def test_rules_lists_and_explains_them(ours: Path) -> None:
    assert "另加的规则\n  QH101  错误  篇幅 [two-pages]" in run("rules", "--rules", ours)[1]
    assert run("rules", "QH101", "--rules", ours)[1].startswith("QH101 two-pages (错误)")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("import govinfo_report as gr\n\nrule = gr.Rull()\n", "ours.py:3: 规则文件用不了（AttributeError: "),
        ("x = 1\ndef f(:\n", "ours.py:2: 规则文件用不了（SyntaxError: invalid syntax）。请改正后再运行。"),
        ("raise SystemExit(0)\n", "ours.py:1: 规则文件用不了（SystemExit: 0）。"),
        ("x = 1\n", "ours.py: 文件里没有规则。规则是 @gr.rule(…) 之下的函数。"),
        (RULE.replace("QH101", "T301"), "ours.py: 规则代码 T301 已被占用"),
        (None, "ours.py: 规则文件用不了（FileNotFoundError: "),
    ],
    ids=["name", "syntax", "exit", "nothing", "taken", "absent"],
)
def test_what_is_wrong_with_the_file_is_told_with_its_line(
    tmp_path: Path, content: str | None, said: str
) -> None:
    path = tmp_path / "ours.py"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    status, out, err = run("check", GOOD, "--rules", path)
    assert (status, out) == (2, "")
    assert err.startswith("错误: ")
    assert said in err


def test_a_rule_that_crashes_names_its_line(ours: Path) -> None:
    ours.write_text(RULE.replace("len(subject.raw.overview)", "1 / 0"), encoding="utf-8")
    status, out, _ = run("check", GOOD, "--rules", ours, "--select", "QH101")
    assert status == 1
    assert "规则 QH101 执行出错：ZeroDivisionError: division by zero, ours.py:13。" in out
