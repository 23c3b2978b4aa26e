"""Which files `consolidate` sums: each report once, and never what an earlier run made of them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

import attrs
import click
from attrs import define, field, frozen

import govinfo_report as gr
from govinfo_report.analysis.consolidation import sums_among
from govinfo_report.cli.ending import CONFORMS, ERRORS, NOT_RUN
from govinfo_report.cli.language import Words
from govinfo_report.cli.reading import complaint, is_converting
from govinfo_report.corpus.entries import Entry, entries_of
from govinfo_report.findings import Text
from govinfo_report.rules.members import agency_key
from govinfo_report.source import shown

__all__ = ["Members", "members_of"]


@define
class Members:
    """The reports to sum, and what a person has to know of how they were chosen.

    Attributes:
        lang: The language of the remarks.
        reports: The reports.
        remarks: Which files were left out, and which were not although they might have been, a line each.
        status: The exit status that files which cannot be used make: there is no sum.
    """

    lang: str
    reports: list[gr.AnnualReport] = field(factory=list)
    remarks: list[str] = field(factory=list)
    status: int = CONFORMS

    def remark(self, zh: str, en: str, path: Path, why: Text) -> None:
        """Note what became of a file, and why."""
        self.remarks.append(f"{Words(self.lang)(zh, en)} {shown(path)}: {why.in_(self.lang)}")


_OUTPUT = Text("它是要写出的文件", "it is to be written")
_EARLIER = Text("它是以前的汇总；要计入，请写明文件", "an earlier sum; name the file to count it")
_NAMED = Text("它是以前的汇总，因已写明而计入", "an earlier sum, counted because it was named")
_OWN = Text("与汇总机关同名，作为本级的报告", "of the very agency, as the report of its own office")
_UNKNOWN = Text(
    "与汇总机关同名，看不出是本级的报告，还是以前的汇总。",
    "of the very agency, and does not tell whether it is the own office's report or an earlier sum.",
)


@frozen
class _Found:
    """A file that may be a member.

    Attributes:
        path: The file.
        named: Whether the user named the file itself, not a folder it stands in.
        raw: What it holds.
    """

    path: Path
    named: bool
    raw: gr.RawReport


def members_of(
    sources: Sequence[Path],
    targets: Sequence[Path],
    *,
    agency: str,
    blanks: Literal["refuse", "zero"],
    marks: Literal["refuse", "zero"],
    lang: str,
) -> Members:
    """The reports of all files; every one that cannot be used is named before the command ends.

    A file to be written is no member, by whatever path it is met. Neither is a sum that an earlier run made
    for ``agency``, or of reports that are here as well, unless the user names its file. What bears the name
    of ``agency`` and does not tell whether it is such a sum or the report of the own office (本级) is
    refused unless named: nobody but the user knows.
    """
    say, members = Words(lang), Members(lang)
    found, unread, invalid = _read(sources, targets, members, lang)
    sums = sums_among([each.raw for each in found], agency=agency)
    files: dict[str, list[Path]] = {}
    unknown = 0
    for place, each in enumerate(found):
        raw = each.raw
        if place in sums and not each.named:
            members.remark("未计入", "left out", each.path, _EARLIER)
            continue
        if place in sums:
            members.remark("计入了", "counted", each.path, _NAMED)
            raw = attrs.evolve(raw, provenance=None)
        elif agency_key(raw.agency or "") == agency_key(agency) and each.named:
            members.remark("计入了", "counted", each.path, _OWN)
        elif agency_key(raw.agency or "") == agency_key(agency):
            unknown += 1
            click.echo(f"{shown(each.path)}: {_UNKNOWN.in_(lang)}", err=True)
            continue
        try:
            members.reports.append(raw.to_report(blanks=blanks, marks=marks))
        except gr.InvalidReport as error:
            invalid += 1
            click.echo(f"{shown(each.path)}: {error.message(lang)}", err=True)
            continue
        files.setdefault(agency_key(raw.agency or ""), []).append(each.path)
    _tell_of(unread, invalid, unknown, blanks, say)
    if unread or invalid or unknown:
        members.status = NOT_RUN if unread or unknown else ERRORS
        return members
    for twice in (paths for paths in files.values() if len(paths) > 1):
        for path in twice:
            click.echo(f"{shown(path)}: {say('同一机关', 'the same agency')}", err=True)
    return members


def _read(
    sources: Sequence[Path], targets: Sequence[Path], members: Members, lang: str
) -> tuple[list[_Found], int, int]:
    """The files that may be members, each once; how many cannot be read; how many say what does not hold."""
    found, unread, invalid = list[_Found](), 0, 0
    outputs = {_identity(target) for target in targets} - {None}
    for entry, named in _entries(sources):
        if _identity(entry.path) in outputs:
            members.remark("未计入", "left out", entry.path, _OUTPUT)
            continue
        try:
            if entry.error is not None:
                raise entry.error
            found.append(_Found(entry.path, named, gr.read(entry.path, convert=is_converting())))
        except gr.ReadError as error:
            unread += 1
            click.echo(complaint(error, lang), err=True)
        except gr.InvalidReport as error:  # a JSON document that says it is a report that holds
            invalid += 1
            click.echo(f"{shown(entry.path)}: {error.message(lang)}", err=True)
    return found, unread, invalid


def _entries(sources: Sequence[Path]) -> Iterator[tuple[Entry, bool]]:
    """What stands in the folders and what was named, each file once, and whether it was named."""
    named = {_identity(source) for source in sources if not source.is_dir()}
    met: set[tuple[int, int]] = set()
    for entry in entries_of(sources):
        identity = _identity(entry.path)
        if identity is not None:
            if identity in met:
                continue
            met.add(identity)
        yield entry, identity in named


def _identity(path: Path) -> tuple[int, int] | None:
    """What a file is by whatever path it is met, through links and other spellings; ``None`` for none."""
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return None
    return found.st_dev, found.st_ino


def _tell_of(unread: int, invalid: int, unknown: int, blanks: str, say: Words) -> None:
    """Say which files cannot be used, and what to do; a sum without them would be another."""
    if unknown:
        click.echo(
            say(
                "是本级报告的，请在文件夹之外另写明这个文件（文件夹 文件夹/文件）；是以前的汇总的，请移走。",
                "If it is the own office's, name the file besides its folder (DIR DIR/FILE); if it is an"
                " earlier sum, move it away.",
            ),
            err=True,
        )
    if invalid and blanks == "refuse":
        click.echo(
            say(
                "确认空白即为 0 时，用 --blanks zero（“/”用 --marks zero）。",
                "Where blanks are known to stand for 0, pass --blanks zero (--marks zero for /).",
            ),
            err=True,
        )
    if unread or invalid:
        click.echo(
            say(
                f"有 {unread} 份读不了、{invalid} 份不成立，未汇总。",
                f"{unread} could not be read and {invalid} do not hold; nothing was summed.",
            ),
            err=True,
        )
