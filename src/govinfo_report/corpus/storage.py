"""A corpus on disk: Parquet files, or one DuckDB database, written in parts so that memory stays flat."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from typing import Any

from attrs import define, field

from govinfo_report.corpus.results import ScanResult
from govinfo_report.errors import WriteError
from govinfo_report.form import every_form
from govinfo_report.frames import corpus, findings
from govinfo_report.frames.columns import cells_of_all_forms
from govinfo_report.frames.extras import engine
from govinfo_report.source import shown
from govinfo_report.writers.atomic import disk_error, require_free, unfinished

__all__ = ["Summary", "findings_path", "write_corpus"]

_PART = 500
"""Results that are in memory together."""
_ROOM = 1_000_000
"""Bytes free on a disk below which whatever could not be written is put down to that."""

#: Tables of the database → what a row of it is, for the documentation.
TABLES = {
    "corpus": "a file: what is known of it, then a column for each cell (as in the Parquet file)",
    "findings": "a finding: the report's identity, rule, severity, path, figures, place, message",
    "form": "a cell of the form: path, table, label, kind, and the editions that have it",
}
#: Views of the database → its query and what a row is.
VIEWS = {
    "reports": (
        "SELECT * FROM corpus WHERE unread IS NULL AND same_as IS NULL",
        "a report that was read; the same contents once",
    ),
    "unread": ("SELECT file, size, unread FROM corpus WHERE unread IS NOT NULL", "a file that was not read"),
    "errors": ("SELECT * FROM findings WHERE severity = 'error'", "a finding of error severity"),
}


@define
class Summary:
    """What a run over many files came to.

    Attributes:
        files: How many files there were.
        read: How many of them were read as reports.
        conforming: How many of these conform.
        repeated: How many files have the contents of an earlier one.
        versions: How many are further reports of the same agency and year.
        resumed: How many readings were taken from the manifest of an earlier run.
        rules: Findings by rule code.
        unread: Reasons why files were not read, in Chinese and English, by how often.
    """

    files: int = 0
    read: int = 0
    conforming: int = 0
    repeated: int = 0
    versions: int = 0
    resumed: int = 0
    rules: Counter[str] = field(factory=Counter)
    unread: Counter[tuple[str, str]] = field(factory=Counter)

    def add(self, result: ScanResult) -> None:
        """Count a result."""
        self.files += 1
        self.read += result.error is None
        self.conforming += bool(result.ok)
        self.repeated += result.same_as is not None
        self.versions += result.version_of is not None
        self.resumed += result.resumed
        if result.error is not None:
            self.unread[result.error.zh, result.error.en] += 1
        if result.result is not None:
            self.rules.update(finding.code for finding in result.result.findings)


def findings_path(target: Path) -> Path:
    """Where the findings of a Parquet corpus stand: ``corpus.findings.parquet`` beside ``corpus.parquet``."""
    return target.with_name(f"{target.stem}.findings{target.suffix}")


def write_corpus(
    results: Iterable[ScanResult],
    target: str | os.PathLike[str],
    *,
    kinds: bool = False,
    texts: bool = False,
    sources: bool = False,
    lang: str = "zh",
    overwrite: bool = False,
) -> Summary:
    """Write a scan's results to ``corpus.parquet`` (findings beside it) or ``corpus.duckdb``.

    Written in parts and moved into place at the end, so that a reader finds the old corpus or the new one.

    Args:
        results: The results, of `scan`; only a few hundred are in memory together.
        target: A file whose name ends with ``.parquet`` or ``.duckdb``.
        kinds: Add the companion columns ``〈path〉:kind``, see `frames.wide`.
        texts: Add ``〈path〉:text``.
        sources: Add ``〈path〉:source``.
        lang: Language of the findings' messages.
        overwrite: Whether existing files are replaced.

    Raises:
        WriteError: The name ends otherwise, a file exists, its folder does not, or the disk refuses.
        ModuleNotFoundError: polars (or DuckDB, for a database) is not installed.
    """
    path = Path(os.path.realpath(target))
    if path.suffix not in (".parquet", ".duckdb"):
        raise WriteError(
            "文件名须以 .parquet 或 .duckdb 结尾。",
            "The name has to end with .parquet or .duckdb.",
            where=str(target),
            advice_zh="问题清单可写成 .xlsx 或 .csv（scan -o，write_findings）。",
            advice_en="Lists of findings go into .xlsx or .csv (scan -o, write_findings).",
        )
    targets = [path] if path.suffix == ".duckdb" else [findings_path(path), path]
    if shown(path) != str(path):  # polars and DuckDB open files by names in UTF-8
        raise WriteError(
            "目标的路径里有不是 UTF-8 的名字，这种文件写不了。",
            "The target's path has a name in it that is not UTF-8; such files cannot be written there.",
            where=str(target),
            advice_zh="请写到别处。",
            advice_en="Write elsewhere.",
        )
    for each in targets:
        require_free(each, [], overwrite=overwrite)
    if path.suffix == ".duckdb":
        engine("duckdb")
    polars, summary = engine("polars"), Summary()
    with unfinished(), _workshop(path) as shop:
        for number, part in enumerate(_parts(_counted(results, summary))):
            frame = corpus(part, kinds=kinds, texts=texts, sources=sources)
            frame.write_parquet(shop / f"{number:06}.corpus")
            findings(part, lang=lang).write_parquet(shop / f"{number:06}.findings")
        if not summary.files:
            corpus([], kinds=kinds, texts=texts, sources=sources).write_parquet(shop / "none.corpus")
            findings([]).write_parquet(shop / "none.findings")
        made = [shop / f"made.{each.name}" for each in targets]
        if path.suffix == ".duckdb":
            _fill_database(made[0], shop)
        else:
            for part_name, each in zip(("findings", "corpus"), made, strict=True):
                polars.scan_parquet(shop / f"*.{part_name}").sink_parquet(each)
        for each, goal in zip(made, targets, strict=True):
            each.replace(goal)
    return summary


def _counted(results: Iterable[ScanResult], summary: Summary) -> Iterator[ScanResult]:
    for result in results:
        summary.add(result)
        yield result


def _parts(results: Iterator[ScanResult]) -> Iterator[list[ScanResult]]:
    while part := list(islice(results, _PART)):
        yield part


@contextmanager
def _workshop(target: Path) -> Iterator[Path]:
    """A folder beside the target for what is not finished; gone in the end, whatever happens."""
    shop = target.with_name(f".{target.name[:40]}.{secrets.token_hex(6)}.tmp")
    try:
        shop.mkdir()
        yield shop
    except FileNotFoundError as error:
        raise WriteError(
            "目标文件夹不存在。", "The folder does not exist.", where=str(target.parent)
        ) from error
    except Exception as error:
        if not isinstance(error, (OSError, *_engine_errors())):
            raise
        raise disk_error(_full(shop) or error, str(target)) from error
    finally:
        shutil.rmtree(shop, ignore_errors=True)


def _full(shop: Path) -> OSError | None:
    """That the disk is full, where it is: engines tell of it in words of their own, or of what it broke."""
    with suppress(OSError):
        if shutil.disk_usage(shop).free < _ROOM:
            return OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    return None


def _engine_errors() -> tuple[type[Exception], ...]:
    """What the engines that are at work raise where the disk refuses."""
    polars, duckdb = sys.modules.get("polars"), sys.modules.get("duckdb")
    return (
        *((polars.exceptions.PolarsError,) if polars is not None else ()),
        *((duckdb.Error,) if duckdb is not None else ()),
    )


def _fill_database(path: Path, shop: Path) -> None:
    """A DuckDB database of the parts, with what the form says of each cell, and views."""
    duckdb = engine("duckdb")
    with duckdb.connect(str(path)) as database:
        for name in ("corpus", "findings"):
            parts = [str(part) for part in sorted(shop.glob(f"*.{name}"))]
            database.execute(f"CREATE TABLE {name} AS SELECT * FROM read_parquet(?)", [parts])
        database.execute(
            "CREATE TABLE form "
            '(path VARCHAR, "table" VARCHAR, label VARCHAR, kind VARCHAR, editions VARCHAR[])'
        )
        database.executemany("INSERT INTO form VALUES (?, ?, ?, ?, ?)", _form_rows())
        for view, (query, _) in VIEWS.items():
            database.execute(f"CREATE VIEW {view} AS {query}")


def _form_rows() -> list[list[Any]]:
    editions: dict[str, set[str]] = {}
    for form in every_form():
        for path in form.by_path:
            editions.setdefault(path, set()).add(str(form.edition))
    return [
        [path, place.table, " / ".join(place.label), place.kind.value, sorted(editions[path])]
        for path, place in cells_of_all_forms().items()
    ]
