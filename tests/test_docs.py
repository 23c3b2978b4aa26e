"""The documents: their snippets run, and what they promise is what CI does."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import attrs
import pytest

import govinfo_report as gr
from govinfo_report.document.limits import Limits
from tests.conftest import ROOT

PAGES = [
    *(ROOT / name for name in ("README.md", "README.zh-CN.md", "CONTRIBUTING.md", "SECURITY.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
]
SNIPPETS = [
    pytest.param(code, id=f"{page.name}-{number}")
    for page in PAGES
    for number, code in enumerate(
        re.findall(r"```python\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    )
]


@pytest.mark.parametrize("code", SNIPPETS)
def test_snippets_run(code: str, tmp_path: Path) -> None:
    shutil.copytree(
        ROOT / "examples", tmp_path / "examples"
    )  # what a snippet writes stays out of the repository
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_snippets_pass_a_strict_type_checker(tmp_path: Path) -> None:
    """A reader who copies one into his project need not mend it first."""
    pytest.importorskip("mypy")
    for snippet in SNIPPETS:
        (code,) = snippet.values
        (tmp_path / f"{re.sub(r'[^0-9a-zA-Z]', '_', str(snippet.id))}.py").write_text(
            str(code), encoding="utf-8"
        )
    options = [
        "--strict",
        "--allow-untyped-calls",
        "--ignore-missing-imports",
        "--cache-dir",
        str(tmp_path / "cache"),
    ]
    done = subprocess.run(
        [sys.executable, "-m", "mypy", *options, "."],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), target


def test_ci_calls_exactly_the_readmes_commands() -> None:
    for name in ("README.md", "README.zh-CN.md"):
        commands = re.findall(r"```sh\n(.*?)\n```", (ROOT / name).read_text(encoding="utf-8"), re.DOTALL)
        assert len(commands) == 2
        assert set(commands) <= set((ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize(
    "name", ["corpus", "howto", "limits", "province", "reading", "settings", "start", "writing"]
)
def test_chinese_pages_have_what_the_english_have(name: str) -> None:
    """As many sections, rows and items, and the same commands; words are another matter."""
    assert outline(ROOT / "docs" / f"{name}.zh.md") == outline(ROOT / "docs" / f"{name}.md")


def outline(page: Path) -> dict[str, list[str] | int]:
    text = page.read_text(encoding="utf-8")
    made = {
        mark: len(re.findall(rf"^{re.escape(mark)}", text, re.MULTILINE))
        for mark in ("## ", "| ", "- ", "![")
    }
    commands = re.findall(r"^\$ (.*?)(?: +#.*)?$", text, re.MULTILINE)
    return {**made, "commands": [each.replace("--lang en", "--lang zh") for each in commands]}


def test_pictures_are_made_by_the_script_and_shown() -> None:
    made = json.loads((ROOT / "docs" / "pictures" / "made-from.json").read_text(encoding="utf-8"))
    assert set(made) == {picture.name for picture in (ROOT / "docs" / "pictures").glob("*.png")}
    shown = [re.findall(r"!\[.+?\]\((.+?)\)", page.read_text(encoding="utf-8")) for page in PAGES]
    assert set(made) == {target.rpartition("/")[2] for targets in shown for target in targets}


@pytest.mark.parametrize("name", ["limits.md", "limits.zh.md"])
def test_limits_are_those_of_the_code(name: str) -> None:
    page = (ROOT / "docs" / name).read_text(encoding="utf-8")
    told = dict(re.findall(r"^\| `(\w+)` \| ([\d,]+) \|", page, re.MULTILINE))
    assert {name: float(number.replace(",", "")) for name, number in told.items()} == attrs.asdict(Limits())


def test_the_reference_has_every_public_name_once() -> None:
    pages = (page.read_text(encoding="utf-8") for page in (ROOT / "docs" / "reference").glob("*.md"))
    named = [name for page in pages for name in re.findall(r"^\.\. auto\w+:: (.+)", page, re.MULTILINE)]
    modules = [name.removeprefix("govinfo_report.") for name in named]
    assert sorted(modules) == dir(gr)
