"""Which files a scan is about: those of a folder and below, or those named, in a fixed order."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from attrs import frozen

from govinfo_report.errors import ReadError

__all__ = [
    "PAGES", "PAGES_MARK", "REGISTER", "UNSENT", "Entry", "Sources", "entries_of", "is_for_programs",
    "is_own_folder", "key_of",
]  # fmt: skip

Sources = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]

REGISTER = "发函清单.xlsx"
"""The register in a folder of letters."""
UNSENT = "没有发函的文件"
"""One of its sheets."""
PAGES = "reports"
"""The folder of pages beside their index."""
PAGES_MARK = '<meta name="generator" content="govinfo-report pages">'
"""What the index of a folder of pages has in its head."""
#: How the names of files begin that systems and office programs put into folders on their own account.
_NOT_FOR_PEOPLE = (".", "~$", "Thumbs.db", "desktop.ini")


@frozen
class Entry:
    """A file to read, or something in its place that cannot be one.

    Attributes:
        path: The path, as the caller's folder leads to it.
        error: Why it cannot be read, known before anybody tries; ``None`` for an ordinary file.
    """

    path: Path
    error: ReadError | None = None


def entries_of(sources: Sources) -> Iterator[Entry]:
    """The files of a folder and all below it by name, or the files named, in order.

    In folders, what systems and office programs put there for themselves (``.…``, ``~$…``) is passed over,
    and so are folders of pages or letters that this library wrote. A file that is named and stands in a
    folder that is named, too, comes once. A link to a folder is followed, unless that folder was met before;
    what cannot be entered is an entry with its reason.
    """
    if isinstance(sources, str | os.PathLike):
        sources = [sources]
    several = isinstance(sources, Sequence) and len(sources) > 1  # an iterator may be of millions
    given: set[str] = set()
    for source in sources:
        path = Path(source)
        for entry in _below(path, {_identity(path)}) if path.is_dir() else iter((_file(path),)):
            key = key_of(entry.path) if several else None
            if key is None:
                yield entry
            elif key not in given:
                given.add(key)
                yield entry


def key_of(path: str | os.PathLike[str]) -> str:
    """What two ways to write a path have in common; links are not followed."""
    return os.path.abspath(path)


def is_for_programs(name: str) -> bool:
    """Whether a file of such a name was put there by a system or an office program, for itself."""
    return name.startswith(_NOT_FOR_PEOPLE)


def _below(folder: Path, seen: set[tuple[int, int]]) -> Iterator[Entry]:
    try:
        with os.scandir(folder) as found:
            inside = sorted(found, key=attrgetter("name"))
    except OSError as error:
        yield Entry(folder, _unusable(folder, "文件夹打不开", "The folder cannot be opened", error))
        return
    for each in inside:
        if is_for_programs(each.name):
            continue
        path = folder / each.name
        if _is_ordinary(each):
            yield Entry(path)
            continue
        try:
            is_folder = path.is_dir()
        except OSError:  # a link that leads to itself
            is_folder = False
        if not is_folder:
            yield _file(path)
            continue
        if is_own_folder(path):
            continue
        identity = _identity(path)
        if identity in seen:
            yield Entry(
                path,
                ReadError(
                    "这个链接指向已经扫描过的文件夹，未再进入。",
                    "This link leads to a folder that has been scanned; it was not entered again.",
                    where=str(path),
                ),
            )
            continue
        seen.add(identity)
        yield from _below(path, seen)


def is_own_folder(folder: Path) -> bool:
    """Whether this library wrote a folder of handouts: pages of reports, or letters with their register."""
    if _is_register(folder / REGISTER):
        return True
    try:
        if not (folder / PAGES).is_dir():
            return False
        with (folder / "index.html").open(encoding="utf-8", errors="replace") as stream:
            return PAGES_MARK in stream.read(2_000)
    except OSError:
        return False


def _is_register(file: Path) -> bool:
    """Whether a workbook is the register of letters: one of that name may be somebody's own."""
    try:
        with ZipFile(file) as archive, archive.open("xl/workbook.xml") as part:
            return UNSENT in part.read(20_000).decode(errors="replace")
    except (OSError, BadZipFile, KeyError, RuntimeError, NotImplementedError):
        return False


def _is_ordinary(each: os.DirEntry[str]) -> bool:
    """Whether the folder itself says that it is a file, for which the file need not be asked."""
    try:
        return each.is_file(follow_symlinks=False)
    except OSError:
        return False


def _identity(folder: Path) -> tuple[int, int]:
    found = folder.stat()
    return found.st_dev, found.st_ino


def _file(path: Path) -> Entry:
    try:
        mode = path.stat().st_mode
    except FileNotFoundError as error:
        if path.is_symlink():
            return Entry(path, _unusable(path, "链接指向的文件不存在", "The link leads nowhere", error))
        return Entry(path, _unusable(path, "找不到文件", "There is no such file", error))
    except OSError as error:
        return Entry(path, _unusable(path, "文件打不开", "The file cannot be opened", error))
    if not stat.S_ISREG(mode):
        odd = ReadError(
            "这不是普通文件（管道、设备之类），未读取。",
            "This is no ordinary file (but a pipe or device) and was not read.",
            where=str(path),
        )
        return Entry(path, odd)
    return Entry(path)


def _unusable(path: Path, zh: str, en: str, error: OSError) -> ReadError:
    return ReadError(f"{zh}（{error.strerror}）。", f"{en} ({error.strerror}).", where=str(path))
