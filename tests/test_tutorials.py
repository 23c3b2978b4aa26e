"""The tutorials do what they say: their commands are run in order, and what they show is what is printed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from tests.conftest import ROOT
from tests.office import convert, needs_office

OVERVIEW = (
    "主动公开方面，全年制发行政规范性文件3件，废止{repealed}件，现行有效21件。",
    "依申请公开方面，全年新收政府信息公开申请30件，均在期限内答复。",
    "政府信息管理方面，规范公文公开属性认定。",
    "政府信息公开平台建设方面，办好政府网站公开专栏。",
    "监督保障方面，组织业务培训。",
)


def commands(page: str, prompt: str) -> Iterator[tuple[str, list[str]]]:
    """Each command line of a page, and the lines that the page shows below it."""
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    for block in re.findall(r"^```(?:console)?\n(.*?)^```", text, re.DOTALL | re.MULTILINE):
        for part in re.split(rf"^{re.escape(prompt)}", block, flags=re.MULTILINE)[1:]:
            line, *shown = part.splitlines()
            yield line, [each for each in shown if each.strip() not in ("", "…")]


def run(line: str, folder: Path, locale: str) -> list[str]:
    """What a command line of this library prints."""
    words, _, target = line.removeprefix("govinfo-report ").partition(" > ")
    done = subprocess.run(
        [sys.executable, "-m", "govinfo_report", *words.split()],
        cwd=folder,
        env={**os.environ, "LC_ALL": locale, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode in (0, 1), f"{line}\n{done.stderr}"
    if target:
        (folder / target).write_text(done.stdout, encoding="utf-8")
    return done.stdout.splitlines()


def follow(page: str, prompt: str, folder: Path, locale: str) -> Iterator[str]:
    """Run a page's commands; each is given out before it is run, so that files can be made for it."""
    shutil.copytree(ROOT / "examples", folder / "examples")
    for line, shown in commands(page, prompt):
        if line.startswith("govinfo-report "):
            yield line
            rest = iter(run(line, folder, locale))
            missing = [each for each in shown if each not in rest]  # what is shown, in this order
            assert not missing, line


@pytest.mark.parametrize("page", ["start.md", "tutorial-evaluator.md"])
def test_english_pages_show_what_is_printed(page: str, tmp_path: Path) -> None:
    assert list(follow(page, "$ ", tmp_path, "C.UTF-8"))


def fill_in(folder: Path, template: Path, *, slips: bool) -> Path:
    """The template as the clerk of the tutorial fills it in, saved by a spreadsheet program."""
    book = openpyxl.load_workbook(template)
    for row, text in enumerate(OVERVIEW, start=3):
        book["一、总体情况"].cell(row, 1, text.format(repealed=2 if slips else 1))
    disclosure = book["二、主动公开政府信息情况"]
    for address in ("B5", "C5", "D5", "B9", "B12", "B13", "B16"):
        disclosure[address] = 0
    disclosure["B6"], disclosure["C6"], disclosure["D6"] = 3, 1, 21
    requests = book["三、收到和处理政府信息公开申请情况"]
    for row in (6, *range(8, 29), 30):
        for column in "DEFGHI":
            requests[f"{column}{row}"] = 0
    requests["D6"], requests["E6"] = 82 if slips else 28, 2
    requests["D8"], requests["E8"], requests["D18"], requests["D30"] = 20, 2, 6, 2
    if slips:
        requests["I15"] = None
    remedies = book["四、政府信息公开行政复议、行政诉讼情况"]
    for column in "ABCDFGHIKLMN":
        remedies[f"{column}6"] = 1 if column == "A" else 0
    book["五、存在的主要问题及改进情况"]["A3"] = (
        "主要问题：针对性还不强。改进措施：围绕群众关切细化公开内容。"
    )
    book["六、其他需要报告的事项"]["A3"] = "本年度未收取信息处理费。"
    folder.mkdir()
    (folder / "saved").mkdir()
    book.save(folder / "2024.xlsx")
    (saved,) = convert([folder / "2024.xlsx"], "xlsx", folder / "saved")
    return saved


@needs_office
def test_the_clerks_january(tmp_path: Path) -> None:
    here = tmp_path / "here"
    here.mkdir()
    page = (ROOT / "docs" / "tutorial-clerk.zh.md").read_text(encoding="utf-8")
    blank = tmp_path / "blank.xlsx"
    for line in follow("tutorial-clerk.zh.md", "> ", here, "zh_CN.UTF-8"):
        if line == "govinfo-report check 2024.xlsx":
            shutil.copy(here / "2024.xlsx", blank)
            saved = fill_in(tmp_path / "wrong", blank, slips=True)
            book = openpyxl.load_workbook(saved, data_only=True)
            assert f"\n{book['封面']['B10'].value}\n" in page
            for row in book["校验"].iter_rows(min_row=5, values_only=True):
                shown = "| " + " | ".join("" if value is None else str(value) for value in row) + " |"
                assert (re.sub(r"\|  (?=\|)", "| ", shown) in page) == (row[7] != "相符"), shown
            shutil.copy(saved, here / "2024.xlsx")
        elif "--previous" in line:
            shutil.copy(fill_in(tmp_path / "right", blank, slips=False), here / "2024.xlsx")
        elif line.startswith("govinfo-report fill"):
            shutil.copy(here / "2024.docx", here / "空表.docx")  # stands for somebody's form
    assert (here / "成稿.docx").exists()
