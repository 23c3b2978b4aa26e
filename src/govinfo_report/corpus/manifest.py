"""The record of an interrupted run: which contents were read and to what end, so that none is twice."""

from __future__ import annotations

import json
import sqlite3
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from govinfo_report.corpus.results import ScanResult
from govinfo_report.corpus.work import Options
from govinfo_report.errors import ReadError, WriteError
from govinfo_report.raw import RawReport
from govinfo_report.serialise import from_json, to_json
from govinfo_report.version import __version__

__all__ = ["Manifest"]

_FORMAT = "govinfo-report-manifest-1"


class Manifest:
    """A file (SQLite) of readings by the SHA-256 of what was read.

    It holds the reports as printed, and the errors of what is no report: what the contents alone decide.
    What a run could not finish (time, memory of a process that died, a file that changed) is not in it and is
    tried again. Checks are not in it either; they are made anew, by today's rules and settings.

    Readings by another version of the library are not used: it may read better.
    """

    def __init__(self, path: Path, options: Options) -> None:
        self.path = path
        self._reader = f"{__version__} {options.limits}" + " convert" * options.convert
        try:
            self._database = sqlite3.connect(path, isolation_level=None)
            self._database.execute("PRAGMA journal_mode=WAL")
            self._database.execute("PRAGMA synchronous=NORMAL")
            self._database.execute(
                "CREATE TABLE IF NOT EXISTS readings (digest TEXT, reader TEXT, report TEXT, error TEXT,"
                " PRIMARY KEY (digest, reader)) WITHOUT ROWID"
            )
            self._database.execute("CREATE TABLE IF NOT EXISTS about (format TEXT)")
            self._check_format()
        except sqlite3.Error as error:
            raise WriteError(
                "续扫记录打不开。",
                f"The manifest of the scan cannot be used ({error}).",
                where=str(path),
                advice_zh="请换一个文件名；它须是以前用 resume 写出的文件，或尚不存在。",
                advice_en="Give another name: a file that an earlier scan wrote, or one that does not exist.",
            ) from error

    def _check_format(self) -> None:
        found = self._database.execute("SELECT format FROM about").fetchall()
        if not found:
            self._database.execute("INSERT INTO about VALUES (?)", (_FORMAT,))
        elif found != [(_FORMAT,)]:
            raise sqlite3.DatabaseError("another format")

    def __enter__(self) -> Manifest:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with suppress(sqlite3.Error):
            self._database.close()

    def find(self, digest: str) -> RawReport | ReadError | None:
        """The report in contents that were read before, or why there is none; ``None`` if they were not."""
        row = self._database.execute(
            "SELECT report, error FROM readings WHERE digest = ? AND reader = ?", (digest, self._reader)
        ).fetchone()
        if row is None:
            return None
        report, error = row
        if report is None:
            return ReadError(**json.loads(error))
        with suppress(ReadError):  # else it cannot be used any more, and is read anew
            raw = from_json(report)
            assert isinstance(raw, RawReport)
            return raw
        return None

    def keep(self, result: ScanResult) -> None:
        """Record a result, if the contents alone decided it.

        Raises:
            WriteError: The disk refuses.
        """
        if result.digest is None or not result.final or result.resumed:
            return
        report = to_json(result.raw, indent=False) if result.raw is not None else None
        error = None
        if result.error is not None:
            names = ("zh", "en", "where", "advice_zh", "advice_en")
            error = json.dumps({name: getattr(result.error, name) for name in names}, ensure_ascii=False)
        try:
            self._database.execute(
                "INSERT OR REPLACE INTO readings VALUES (?, ?, ?, ?)",
                (result.digest, self._reader, report, error),
            )
        except sqlite3.Error as refusal:
            raise WriteError(
                f"续扫记录写不了（{refusal}），已记下的仍可用。",
                f"The manifest of the scan cannot be written ({refusal}); what it has can still be used.",
                where=str(self.path),
                advice_zh="请清理磁盘后再次运行，就从这里继续。",
                advice_en="Make room, and run it again: it goes on from here.",
            ) from refusal
