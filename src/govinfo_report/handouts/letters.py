"""`write_letters`: a letter (反馈意见) for each agency that needs one, and a register of all files."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from datetime import date
from io import BytesIO
from pathlib import Path

from attrs import define, field, frozen

from govinfo_report.corpus import ScanResult
from govinfo_report.corpus.entries import REGISTER, UNSENT
from govinfo_report.corpus.results import require_unread
from govinfo_report.corpus.summary import Summary
from govinfo_report.errors import WriteError
from govinfo_report.handouts.letter import Matter, letter, matter_of
from govinfo_report.handouts.rows import place_of
from govinfo_report.handouts.telling import told_of
from govinfo_report.rules.members import agency_key
from govinfo_report.source import shown
from govinfo_report.writers.atomic import disk_error, growing, require_free, write_bytes
from govinfo_report.writers.characters import clean
from govinfo_report.writers.papers import Column, Row
from govinfo_report.writers.workbook.lists import Lists

__all__ = ["Letters", "write_letters"]

_NO_NAME = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]')
_LONGEST = 60
"""Characters of a file's name: 180 bytes of the 255 that file systems take."""
_SENT_SHEET = "反馈意见"
_STALE_SHEET = "以前写的、不再发的"
_STALE = (Column(head="反馈意见", width=30),)
_SENT = (
    Column(head="机关", width=16),
    Column(head="反馈意见", width=20),
    Column(head="报告份数", width=5, kind="figure"),
    Column(head="应当改正", width=5, kind="figure"),
    Column(head="请核对", width=5, kind="figure"),
    Column(head="报告文件", width=30),
)
_UNSENT = (
    Column(head="文件", width=28),
    Column(head="机关", width=14),
    Column(head="年度", width=4, kind="figure"),
    Column(head="没有发函的原因", width=36),
)
_WITHHELD = (
    Column(head="机关", width=14),
    Column(head="文件", width=22),
    Column(head="规则", width=4, kind="figure"),
    Column(head="位置", width=18),
    Column(head="问题", width=30),
    Column(head="没有写入反馈意见的原因", width=20),
)


@frozen(kw_only=True)
class Letters:
    """What `write_letters` wrote.

    Attributes:
        letters: The letters, in the order of the agencies' first reports.
        register: The workbook that names every file, and what became of it.
        nameless: Files with something to be told whose agency is not known; they are in the register only.
        stale: Letters of earlier runs that are still in the folder, to agencies that now are to have none.
        withheld: How many findings no agency is told of, for they do not rest on what was read for certain.
        summary: What the scan came to.
    """

    letters: tuple[Path, ...]
    register: Path
    nameless: tuple[Path, ...]
    stale: tuple[Path, ...]
    withheld: int
    summary: Summary


@define
class _Agency:
    name: str
    matters: list[Matter] = field(factory=list)
    files: list[str] = field(factory=list)


@define
class _Gathered:
    """What was told of so far, by agency, and the rows of the register."""

    agencies: dict[str, _Agency] = field(factory=dict)
    reports: dict[tuple[str, int | None], list[str]] = field(factory=dict)
    unsent: list[Row] = field(factory=list)
    withheld: list[Row] = field(factory=list)
    nameless: list[Path] = field(factory=list)

    def add(self, result: ScanResult) -> None:
        """Take in one file."""
        file = shown(result.path)
        if result.error is not None:
            return self._leave(result, f"没有读到报告：{result.error.zh}")
        if result.same_as is not None:
            return self._leave(result, f"与 {shown(result.same_as)} 所载相同，只写一次")
        if result.result is None:
            return self._leave(result, "没有检查")
        told = told_of(result.result)
        if result.agency is not None:
            self.reports.setdefault((agency_key(result.agency), result.year), []).append(
                shown(result.path.name)
            )
        for finding, why in told.withheld:
            place, words = place_of(finding, "zh"), finding.message("zh")
            self.withheld.append((result.agency, file, finding.code, place, words, why.zh))
        if not told.errors and not told.doubts:
            return self._leave(
                result, "只有不能确定的问题，须由人核对" if told.withheld else "没有要反馈的问题"
            )
        if result.agency is None:
            self.nameless.append(result.path)
            return self._leave(result, "有问题要反馈，而不知道是哪个机关的报告")
        agency = self.agencies.setdefault(agency_key(result.agency), _Agency(result.agency))
        agency.matters.append(matter_of(told, year=result.year, file=shown(result.path.name)))
        agency.files.append(file)
        return None

    def several(self, agency: _Agency) -> dict[int | None, tuple[str, ...]]:
        """The years of which an agency has several reports that differ, with the names of their files."""
        years = {matter.year for matter in agency.matters}
        files = {year: tuple(self.reports[agency_key(agency.name), year]) for year in years}
        return {year: names for year, names in files.items() if len(names) > 1}

    def _leave(self, result: ScanResult, why: str) -> None:
        self.unsent.append((shown(result.path), result.agency, result.year, why))


def write_letters(
    results: Iterable[ScanResult],
    folder: str | os.PathLike[str],
    *,
    sender: str | None = None,
    day: date | None = None,
    reply_by: date | None = None,
    overwrite: bool = False,
) -> Letters:
    """Write a letter in Word for each agency: what is wrong where, what it should be, and why.

    A letter speaks of nothing but what was read for certain. What the reader did not find, cells in doubt and
    files that could not be read are in no letter; with everything else that was not sent they stand in the
    register, a workbook beside the letters. All reports of an agency share a letter, same contents once.

    Args:
        results: The results of `scan`. Of a report, only what is told of it is kept.
        folder: Where the letters go; it is made if its own folder exists.
        sender: Whose letters they are; without it there is a place for the name.
        day: Their date; without it there is a place for it.
        reply_by: The last day of an answer; without it there is a place for it.
        overwrite: Whether existing files may be replaced. Nothing is deleted: letters that the register of an
            earlier run names and that nobody is to have any more are listed in the new one.

    Raises:
        WriteError: A file exists, the register of an earlier run cannot be read, the extra ``docx`` is not
            installed, or the disk refuses. What exists is looked at before anything is written.
    """
    from govinfo_report.writers.word.papers import render_paper, require_word

    require_unread(results)
    require_word()
    home, summary, gathered = Path(folder), Summary(), _Gathered()
    require_free(home / REGISTER, [], overwrite=overwrite) if home.is_dir() else _require_home(home)
    for result in results:
        summary.add(result)
        gathered.add(result)
    agencies = list(gathered.agencies.values())
    targets = [home / f"{name}.docx" for name in _names([agency.name for agency in agencies])]
    _make(home)
    earlier = _earlier(home) if overwrite else []
    for target in targets:
        require_free(target, [], overwrite=overwrite)
    for agency, target in zip(agencies, targets, strict=True):
        several = gathered.several(agency)
        paper = letter(
            agency.name, agency.matters, several=several, sender=sender, day=day, reply_by=reply_by
        )
        write_bytes(target, render_paper(paper), overwrite=overwrite)
    stale = tuple(each for each in earlier if each not in targets and each.is_file())
    with growing(home / REGISTER, overwrite=overwrite) as temporary:
        book = Lists()
        book.add(_SENT_SHEET, _SENT, map(_sent, agencies, targets))
        book.add(UNSENT, _UNSENT, gathered.unsent)
        book.add("没有写入的问题", _WITHHELD, gathered.withheld)
        if stale:
            book.add(_STALE_SHEET, _STALE, ((each.name,) for each in stale))
        book.save(temporary)
    return Letters(
        letters=tuple(targets),
        stale=stale,
        register=home / REGISTER,
        nameless=tuple(gathered.nameless),
        withheld=len(gathered.withheld),
        summary=summary,
    )


def _earlier(home: Path) -> list[Path]:
    """The letters that the register of an earlier run names."""
    from openpyxl import load_workbook

    if not (home / REGISTER).is_file():
        return []
    try:
        book = load_workbook(BytesIO((home / REGISTER).read_bytes()), read_only=True)
        sent = [row[1] for row in book[_SENT_SHEET].iter_rows(min_row=2, values_only=True)]
        if _STALE_SHEET in book.sheetnames:
            sent += [row[0] for row in book[_STALE_SHEET].iter_rows(min_row=2, values_only=True)]
    except Exception as error:  # openpyxl has errors of many kinds for what is not ours, or not whole
        raise WriteError(
            "这份发函清单读不出，不知道以前写过哪些反馈意见。",
            "This register cannot be read: nobody knows which letters were written before.",
            where=str(home / REGISTER),
            advice_zh="请先把它移走或改名，再写。",
            advice_en="Move or rename it, then write again.",
        ) from error
    return [home / str(name) for name in sent if name is not None]


def _sent(agency: _Agency, target: Path) -> Row:
    errors = sum(len(matter.errors) for matter in agency.matters)
    doubts = sum(len(matter.doubts) for matter in agency.matters)
    return (agency.name, target.name, len(agency.matters), errors, doubts, "\n".join(agency.files))


def _require_home(home: Path) -> None:
    """Refuse a folder that cannot be made, before any file is read for it."""
    if home.exists():
        raise WriteError("这是文件，不是文件夹。", "This is a file, no folder.", where=str(home))
    if not home.absolute().parent.is_dir():
        raise WriteError(
            "目标文件夹不存在。",
            "The folder does not exist.",
            where=str(home.absolute().parent),
            advice_zh="请先建立文件夹。",
            advice_en="Make the folder first.",
        )


def _make(home: Path) -> None:
    try:
        home.mkdir(exist_ok=True)
    except OSError as error:
        raise disk_error(error, str(home)) from error


def _names(agencies: Iterable[str]) -> list[str]:
    """A file's name for each agency, no two the same to Windows either."""
    taken: set[str] = set()
    names = []
    for agency in agencies:
        stem = _NO_NAME.sub("_", clean(agency)).strip(" .")[:_LONGEST] or "机关"
        name, number = stem, 1
        while name.casefold() in taken:
            number += 1
            name = f"{stem} ({number})"
        taken.add(name.casefold())
        names.append(name)
    return names
