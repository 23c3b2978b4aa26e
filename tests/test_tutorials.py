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
from openpyxl.cell.cell import MergedCell

from tests.conftest import ROOT
from tests.makers import convert, needs_office

#: Rows of the clerk's tutorial: the worksheet, the cell, what to enter.
ENTRIES = re.compile(r"^\| ([一二三四五六]、\S+) \| ([A-Z]+[0-9]+) \| (.*) \|$", re.MULTILINE)
CORRECTED = {"D6": 28, "I15": 0}
"""What the tutorial corrects in section 三; in section 一 it corrects 废止2件."""


def commands(page: str, prompt: str) -> Iterator[tuple[str, list[str]]]:
    """Each command line of a page, and the lines that the page shows below it."""
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    blocks = re.findall(r"^```(\w*)\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    for block in (lines for kind, lines in blocks if kind in ("", "console")):
        for part in re.split(rf"^{re.escape(prompt)}", block, flags=re.MULTILINE)[1:]:
            line, *shown = part.splitlines()
            yield line, [each for each in shown if each.strip() not in ("", "…")]


def run(line: str, folder: Path, locale: str) -> list[str]:
    """What a command line of this library prints."""
    done = subprocess.run(
        [sys.executable, "-m", "govinfo_report", *line.removeprefix("govinfo-report ").split()],
        cwd=folder,
        env={**os.environ, "LC_ALL": locale, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode in (0, 1), f"{line}\n{done.stderr}"
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


def test_the_evaluators_morning_in_chinese(tmp_path: Path) -> None:
    """It runs the commands of the English page, and shows what these print."""
    run = list(follow("tutorial-evaluator.zh.md", "> ", tmp_path, "zh_CN.UTF-8"))
    named = {"问题.xlsx": "findings.xlsx", "网页": "pages", "反馈": "letters", "对照.docx": "changes.docx"}
    english = [line.replace(" --lang en", "") for line, _ in commands("tutorial-evaluator.md", "$ ")]
    assert [" ".join(named.get(word, word) for word in line.split()) for line in run] == english


def fill_in(folder: Path, template: Path, *, slips: bool) -> Path:
    """The template as the clerk of the tutorial fills it in, saved by a spreadsheet program."""
    page = (ROOT / "docs" / "tutorial-clerk.zh.md").read_text(encoding="utf-8")
    book = openpyxl.load_workbook(template)
    for name in book.sheetnames[2:5]:  # everything else is 0
        for row in book[name].iter_rows():
            for cell in row:
                if not isinstance(cell, MergedCell) and not cell.protection.locked:
                    cell.value = 0
    entries = ENTRIES.findall(page)
    assert len(entries) == 18
    for name, address, shown in entries:
        wrong: str | int | None = None if shown == "（留空）" else int(shown) if shown.isdigit() else shown
        right: str | int | None = wrong
        if name.startswith("三"):
            right = CORRECTED.get(address, wrong)
        elif isinstance(wrong, str):
            right = wrong.replace("废止2件", "废止1件")
        book[name][address] = wrong if slips else right
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
