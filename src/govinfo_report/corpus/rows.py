"""What a worker does for a corpus on disk: the rows of its chunk as parts, and what is to be known of it."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from attrs import asdict, evolve, frozen

from govinfo_report.corpus.listing import Files
from govinfo_report.corpus.repeats import Met
from govinfo_report.corpus.results import ScanResult
from govinfo_report.corpus.summary import Summary
from govinfo_report.corpus.work import Options, results_of
from govinfo_report.errors import WriteError
from govinfo_report.frames.tables import corpus_and_findings
from govinfo_report.writers.atomic import disk_error

__all__ = ["Columns", "Rows", "engine_errors", "make_rows", "refusal", "write_rows"]

_ROOM = 1_000_000
"""Bytes free on a disk below which whatever could not be written is put down to that."""


@frozen(kw_only=True)
class Columns:
    """What is asked of the rows: the companions beside each cell, and the language of messages."""

    kinds: bool = False
    texts: bool = False
    sources: bool = False
    lang: str = "zh"


@frozen(kw_only=True)
class Rows:
    """What a worker says of the rows that it wrote.

    Attributes:
        part: Name of the parts in the workshop: ``〈part〉.corpus`` and ``〈part〉.findings``, both Parquet.
        met: What is needed to find repetitions, which only all chunks together show. The rows have none.
        summary: What the files came to, repetitions apart.
    """

    part: str
    met: Met
    summary: Summary


def make_rows(files: Files, options: Options, shop: Path, columns: Columns) -> Rows | WriteError:
    """Read and check files and write their rows into the workshop; or what the disk refused.

    A disk that refuses is told of and not raised: raised errors are those of files that end a process.
    """
    try:
        return write_rows(results_of(files, options), shop, columns)
    except Exception as error:
        if not isinstance(error, (OSError, *engine_errors())):
            raise
        return refusal(error, shop)


def write_rows(results: Iterable[ScanResult], shop: Path, columns: Columns) -> Rows:
    """Write the rows of some results into the workshop."""
    summary, told = Summary(), list[ScanResult]()

    def counted() -> Iterator[ScanResult]:
        for result in results:
            summary.add(result)
            told.append(evolve(result, read=None, packed=None))
            yield result

    files, findings = corpus_and_findings(counted(), **asdict(columns))
    # Named anew each time: a chunk may be run twice, and the one that nobody hears of must not count.
    part = secrets.token_hex(8)
    files.write_parquet(shop / f"{part}.corpus")
    findings.write_parquet(shop / f"{part}.findings")
    summary.repeated = summary.versions = 0
    return Rows(part=part, met=Met.of(told), summary=summary)


def refusal(error: Exception, shop: Path) -> WriteError:
    """Why the disk of the workshop refused something."""
    return disk_error(_full(shop) or error, str(shop.parent))


def _full(shop: Path) -> OSError | None:
    """That the disk is full, where it is: engines tell of it in words of their own, or of what it broke."""
    with suppress(OSError):
        if shutil.disk_usage(shop).free < _ROOM:
            return OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    return None


def engine_errors() -> tuple[type[Exception], ...]:
    """What the engines that are at work raise where the disk refuses."""
    polars, duckdb = sys.modules.get("polars"), sys.modules.get("duckdb")
    return (
        *((polars.exceptions.PolarsError,) if polars is not None else ()),
        *((duckdb.Error,) if duckdb is not None else ()),
    )
