"""Last year's reports of many agencies, by whose they are: what each of this year's is checked beside."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from attrs import frozen

from govinfo_report.corpus.packing import pack, unpack
from govinfo_report.corpus.results import ScanResult
from govinfo_report.corpus.summary import Summary
from govinfo_report.errors import ReadError, WriteError
from govinfo_report.raw import RawReport
from govinfo_report.rules.members import agency_key

__all__ = ["PreviousReports"]


@frozen
class PreviousReports:
    """Reports in a file (SQLite), from which every worker takes those that it needs.

    Attributes:
        file: The file. It is trusted: only this program writes it, where nobody else may, for as long as it
            runs.
    """

    file: Path

    @classmethod
    def of(cls, results: Iterable[ScanResult], folder: Path) -> tuple[PreviousReports, Summary]:
        """The reports of a scan in a file in a folder, and what the scan came to.

        Of two of one agency and year that differ in a figure neither is used.

        Raises:
            ReadError: There is none.
            WriteError: The disk refuses.
        """
        summary, its = Summary(), cls(folder / "previous.sqlite")
        with _refused(its.file), closing(sqlite3.connect(its.file, isolation_level=None)) as database:
            database.execute("PRAGMA synchronous=OFF")
            database.execute(
                "CREATE TABLE reports (agency BLOB, year INTEGER, path BLOB, report BLOB,"
                " PRIMARY KEY (agency, year)) WITHOUT ROWID"
            )
            for result in results:
                summary.add(result)
                raw = result.raw
                if raw is None or raw.agency is None or raw.year is None or result.same_as is not None:
                    continue
                whose = (_key(raw.agency), raw.year)
                kept = _taken(database, *whose)
                if kept is None:
                    row = (*whose, os.fsencode(result.path), pack(raw, None))
                    database.execute("INSERT OR IGNORE INTO reports VALUES (?, ?, ?, ?)", row)
                elif _figures(kept[1]) != _figures(raw):
                    database.execute("UPDATE reports SET report = NULL WHERE agency = ? AND year = ?", whose)
                    summary.differing.append(raw.agency)
        if not summary.read:
            raise _nothing(summary)
        return its, summary

    def before(self, raw: RawReport) -> tuple[Path, RawReport] | None:
        """The file and the report of the same agency and the year before; ``None`` if there is not one."""
        if raw.agency is None or raw.year is None:
            return None
        # Nothing changes the file any more: no lock is asked for, which a folder on a network may refuse.
        address = f"file:{quote(os.fsencode(self.file.absolute()))}?mode=ro&immutable=1"
        with closing(sqlite3.connect(address, uri=True)) as database:
            return _taken(database, _key(raw.agency), raw.year - 1)


def _nothing(summary: Summary) -> ReadError:
    """That there is no report of last year, with the commonest reason."""
    zh = en = ""
    if summary.unread:
        ((zh, en), _) = summary.unread.most_common(1)[0]
    return ReadError(
        f"上年报告一份也没有读到（{summary.files} 个文件）。{zh}",
        f"None of last year's reports could be read ({summary.files} files). {en}".rstrip(),
        advice_zh="请看 previous= 给的文件夹对不对。",
        advice_en="See whether the folder given as previous= is the right one.",
    )


def _key(agency: str) -> bytes:
    return agency_key(agency).encode(errors="surrogatepass")


def _taken(database: sqlite3.Connection, agency: bytes, year: int) -> tuple[Path, RawReport] | None:
    row = database.execute(
        "SELECT path, report FROM reports WHERE agency = ? AND year = ? AND report IS NOT NULL",
        (agency, year),
    ).fetchone()
    return (Path(os.fsdecode(row[0])), unpack(row[1])[0]) if row is not None else None


def _figures(raw: RawReport) -> dict[str, object]:
    return {cell.path: cell.value if cell.value is not None else cell.text for cell in raw}


@contextmanager
def _refused(file: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        full = error.sqlite_errorcode == sqlite3.SQLITE_FULL
        raise WriteError(
            "上年报告存不下。",
            f"Last year's reports cannot be kept ({error}).",
            where=str(file),
            advice_zh="请清理磁盘。" if full else "请看临时文件夹能不能写。",
            advice_en="Make room on the disk." if full else "See whether that folder can be written to.",
        ) from error
