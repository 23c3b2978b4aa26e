"""`scan`: any number of files, lazily, one result each."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import closing
from itertools import chain, islice
from pathlib import Path

import attrs
from attrs import define, field

from govinfo_report.corpus.entries import Entry, Sources, entries_of
from govinfo_report.corpus.manifest import Manifest
from govinfo_report.corpus.pools import Chunk, Runner, require_guard
from govinfo_report.corpus.results import ScanResult
from govinfo_report.corpus.work import Options, snapshot
from govinfo_report.document.limits import Limits
from govinfo_report.errors import ReadError
from govinfo_report.policy import Settings
from govinfo_report.rules.deciding import known_rules
from govinfo_report.rules.members import agency_key

__all__ = ["scan"]

_CHUNK = 8
"""Files a worker is handed at a time: fewer cost more to send, more make results wait for each other."""
_WAITING = 64
"""Chunks that may wait for an earlier one, so that memory stays flat behind a file that takes long."""
_MEMORY = 2_000_000_000


def scan(
    sources: Sources,
    *,
    executor: Executor | None = None,
    workers: int | None = None,
    ordered: bool = True,
    checked: bool = True,
    settings: Settings | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    limits: Limits | None = None,
    seconds: float = 60.0,
    memory: int | None = _MEMORY,
    resume: str | os.PathLike[str] | None = None,
    convert: bool = False,
) -> Iterator[ScanResult]:
    """Read and check files of any format, lazily: one result per file, whatever is in it.

    No file stops the run. One that is no report, too large, damaged, or whose reading takes too long, too
    much memory, or brings its process down, is a result with an ``error``. Only a few files are under way
    at a time and nothing is kept of those given out but a digest and a name, so that memory stays flat.

    Args:
        sources: A folder, which is gone through with all below it, a file, or several of either.
        executor: Where to run: any `concurrent.futures.Executor`, such as Dask's ``client.get_executor()``.
            Without one, processes on this machine.
        workers: How many processes; the number of cores unless given.
        ordered: Whether results come in the order of the files, or as they are completed.
        checked: Whether reports are checked as well.
        settings: What the office decided about rules.
        select: The only rules to apply: codes, names, or beginnings of codes.
        ignore: Rules to leave out, likewise.
        limits: How much a file may hold.
        seconds: How long one file may take. Held to the second by processes of one's own; in an executor's
            processes as far as Python code goes, in its threads not at all.
        memory: Bytes that reading may take in a process of one's own; on Linux only.
        resume: A file that records what was read. Contents in it are not read again, by whatever name
            they go; it is made where it does not exist.
        convert: Have LibreOffice convert what only an office program opens, as `read` does.

    Yields:
        `ScanResult`, one for each file.

    Raises:
        SettingsError: A rule named does not exist.
        WriteError: The ``resume`` file cannot be used.
        RuntimeError: A script calls it outside of ``if __name__ == "__main__":``, so that each of its
            processes would begin another scan.
    """
    if executor is None:
        require_guard()
    known_rules(Settings(select=select, ignore=ignore))
    options = Options(
        limits=limits or Limits(),
        seconds=seconds,
        checked=checked,
        settings=settings,
        select=tuple(select),
        ignore=tuple(ignore),
        convert=convert,
    )
    runner = Runner(options=options, executor=executor, workers=workers or os.cpu_count() or 1, memory=memory)
    manifest = Manifest(Path(resume), options) if resume is not None else None
    return _scanned(entries_of(sources), runner, options, manifest, ordered=ordered)


def _scanned(
    entries: Iterator[Entry],
    runner: Runner,
    options: Options,
    manifest: Manifest | None,
    *,
    ordered: bool,
) -> Iterator[ScanResult]:
    feed = _Feed(entries=entries, limits=options.limits, manifest=manifest)
    repeats = _Repeats()
    try:
        # Closed however this ends, so that no worker goes on for as long as somebody looks at the error.
        with closing(_in_order(feed, runner) if ordered else _as_completed(feed, runner)) as chunks:
            for result in chain.from_iterable(chunks):
                if manifest is not None:
                    manifest.keep(result)
                yield repeats.marked(result)
    finally:
        if manifest is not None:
            manifest.__exit__(None, None, None)


@define
class _Feed:
    """Chunks of files to be read, and beside them the results that are known without reading.

    Attributes:
        entries: The files.
        limits: How much a file may hold.
        manifest: What was read before.
        known: Results by the number of the chunk in whose place they stand.
    """

    entries: Iterator[Entry]
    limits: Limits
    manifest: Manifest | None
    known: dict[int, list[tuple[int, ScanResult]]] = field(factory=dict)

    def chunks(self) -> Iterator[Chunk]:
        """Chunks of paths; a chunk all of whose results are known is empty."""
        number = 0
        while batch := list(islice(self.entries, _CHUNK)):
            paths: list[str] = []
            for place, entry in enumerate(batch):
                result = self._known(entry)
                if result is None:
                    paths.append(str(entry.path))
                else:
                    self.known.setdefault(number, []).append((place, result))
            yield number, tuple(paths)
            number += 1

    def _known(self, entry: Entry) -> ScanResult | None:
        if entry.error is not None:
            return ScanResult(path=entry.path, error=entry.error)
        if self.manifest is None:
            return None
        try:
            data = snapshot(entry.path, self.limits)
        except ReadError as error:
            return ScanResult(path=entry.path, error=error)
        if data is None:
            return None  # it is changing; whoever reads it will say so
        return self.manifest.find(entry.path, hashlib.sha256(data).hexdigest(), len(data))

    def joined(self, number: int, results: list[ScanResult]) -> list[ScanResult]:
        """The results of a chunk with those that were known, in the order of the files."""
        whole = list(results)
        for place, result in self.known.pop(number, []):
            whole.insert(place, result)
        return whole


def _as_completed(feed: _Feed, runner: Runner) -> Generator[list[ScanResult], None, None]:
    for number, results in runner.run(feed.chunks()):
        yield feed.joined(number, results)


def _in_order(feed: _Feed, runner: Runner) -> Generator[list[ScanResult], None, None]:
    waiting: dict[int, list[ScanResult]] = {}
    turn = 0
    for number, results in runner.run(feed.chunks(), hold=lambda: len(waiting) >= _WAITING):
        waiting[number] = feed.joined(number, results)
        while turn in waiting:
            yield waiting.pop(turn)
            turn += 1


@define
class _Repeats:
    """What was met before in a scan: the same contents, another report of the same agency and year."""

    _contents: dict[str, Path] = field(factory=dict)
    _reports: dict[tuple[str, int], Path] = field(factory=dict)

    def marked(self, result: ScanResult) -> ScanResult:
        """The result, told which earlier file it repeats."""
        if result.digest is None:
            return result
        first = self._contents.setdefault(result.digest, result.path)
        if first is not result.path:
            return attrs.evolve(result, same_as=first)
        if result.agency is None or result.year is None:
            return result
        other = self._reports.setdefault((agency_key(result.agency), result.year), result.path)
        return result if other is result.path else attrs.evolve(result, version_of=other)
