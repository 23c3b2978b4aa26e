"""`scan`: any number of files, lazily, one result each."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import closing
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

import attrs
from attrs import define, field

from govinfo_report.corpus.entries import Entry, Sources, entries_of
from govinfo_report.corpus.listing import Chunk, Named, cut, listed
from govinfo_report.corpus.manifest import Manifest
from govinfo_report.corpus.pools import Runner, require_guard
from govinfo_report.corpus.repeats import Met, Repeats
from govinfo_report.corpus.results import ScanResult
from govinfo_report.corpus.rows import Columns, Rows, make_rows
from govinfo_report.corpus.work import Options, snapshot, work
from govinfo_report.document.limits import Limits
from govinfo_report.errors import ReadError, WriteError
from govinfo_report.policy import Settings
from govinfo_report.rules.deciding import known_rules

__all__ = ["Scan", "scan"]

_T = TypeVar("_T")

_FEW = 32
"""Files whose results come back together: fewer cost more to send, more make results wait for each other."""
_FEW_WAITING = 32
"""Such chunks that may wait for an earlier one, so that memory stays flat behind a file that takes long."""
_MANY = 512
"""Files whose rows are written together: of these only digests and names come back."""
_MANY_WAITING = 1_024
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
) -> Scan:
    """Read and check files of any format, lazily: one result per file, whatever is in it.

    No file stops the run. One that is no report, too large, damaged, or whose reading takes too long, too
    much memory, or brings its process down, is a result with an ``error``. Only a few files are under way
    at a time and of those given out about a hundred bytes each are kept, so that memory stays flat.
    `write_corpus` has the rows made and written where the files are read, if it is given the scan itself.

    Args:
        sources: A folder, which is gone through with all below it, a file, or several of either.
        executor: Where to run: any `concurrent.futures.Executor`, such as Dask's ``client.get_executor()``.
            Without one, processes on this machine.
        workers: How many processes, of an executor's those that are to have work; the number of cores
            unless given.
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
    manifest = Manifest(Path(resume), options) if resume is not None else None
    runner = partial(Runner, executor=executor, workers=workers or os.cpu_count() or 1, memory=memory)
    return Scan(sources=sources, options=options, runner=runner, manifest=manifest, ordered=ordered)


@define(kw_only=True, eq=False)
class Scan(Iterator[ScanResult]):
    """A scan that begins when it is asked: for results, or for rows on disk that its workers write.

    Attributes:
        sources: The files.
        options: What is asked of each.
        runner: Makes what runs a task on the executor.
        manifest: What was read before.
        ordered: Whether results come in the order of the files.
    """

    sources: Sources
    options: Options
    runner: Callable[..., Runner[Any]]
    manifest: Manifest | None
    ordered: bool
    _results: Generator[ScanResult, None, None] | None = None

    def __next__(self) -> ScanResult:
        if self._results is None:
            self._results = self._scanned()
        return next(self._results)

    def close(self) -> None:
        """End it."""
        if self._results is None:
            self._results = self._scanned()
        self._results.close()

    def _scanned(self) -> Generator[ScanResult, None, None]:
        manifest, repeats = self.manifest, Repeats()
        feed = _Feed(entries=entries_of(self.sources), limits=self.options.limits, manifest=manifest)
        runner = self.runner(task=partial(work, options=self.options))
        try:
            # Closed however this ends, so that no worker goes on for as long as somebody looks at the error.
            with closing(_in_order(feed, runner) if self.ordered else _as_completed(feed, runner)) as chunks:
                for results in chunks:
                    for result, (same, other) in zip(results, repeats.marks(Met.of(results)), strict=True):
                        if manifest is not None:
                            manifest.keep(result)
                        marked = same is not None or other is not None
                        yield attrs.evolve(result, same_as=same, version_of=other) if marked else result
        finally:
            if manifest is not None:
                manifest.__exit__(None, None, None)

    def rows(self, shop: Path, columns: Columns) -> Generator[Rows, None, None] | None:
        """Rows of the files as parts in a folder, in the order of the files, made where they are read.

        Returns:
            Those of one chunk, or of a part of one, after the other; ``None`` where rows have to be made of
            results: some were given out, a manifest is kept, or somebody else's workers do not see it.

        Raises:
            WriteError: The disk refuses (when the rows are asked for).
        """
        if self._results is not None or self.manifest is not None:
            return None
        runner = self.runner(
            task=partial(make_rows, options=self.options, shop=shop, columns=columns), frames=True
        )
        if runner.executor is not None:
            seen = runner.submit(os.path.isdir, shop)
            if seen is None or seen.exception() is not None or not seen.result():
                return None
        return self._rows(shop, runner)

    def _rows(self, shop: Path, runner: Runner[Rows | WriteError]) -> Generator[Rows, None, None]:
        if isinstance(self.sources, Iterator):  # which only this process can ask
            chunks: Iterator[Chunk | None] = enumerate(cut(entries_of(self.sources), _MANY))
        else:
            chunks = listed(self.sources, shop, _MANY, runner.submit)
        with closing(_put_in_order(lambda hold: runner.run(chunks, hold=hold), _MANY_WAITING)) as done:
            for parts in done:
                for part in parts:
                    if isinstance(part, WriteError):
                        raise part
                    yield part


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
        """Chunks of files; a chunk all of whose results are known is empty."""
        for number, batch in enumerate(cut(self.entries, _FEW)):
            unknown: list[Named] = []
            for place, (path, known) in enumerate(batch):
                result = known or self._known(Path(path))
                if result is None:
                    unknown.append((path, None))
                else:
                    self.known.setdefault(number, []).append((place, result))
            yield number, tuple(unknown)

    def _known(self, path: Path) -> ScanResult | None:
        if self.manifest is None:
            return None
        try:
            data = snapshot(path, self.limits)
        except ReadError as error:
            return ScanResult(path=path, error=error)
        if data is None:
            return None  # it is changing; whoever reads it will say so
        return self.manifest.find(path, hashlib.sha256(data).hexdigest(), len(data))

    def joined(self, number: int, parts: list[list[ScanResult]]) -> list[ScanResult]:
        """The results of a chunk with those that were known, in the order of the files."""
        whole = list(chain.from_iterable(parts))
        for place, result in self.known.pop(number, []):
            whole.insert(place, result)
        return whole


def _as_completed(feed: _Feed, runner: Runner[list[ScanResult]]) -> Generator[list[ScanResult], None, None]:
    for number, parts in runner.run(feed.chunks()):
        yield feed.joined(number, parts)


def _in_order(feed: _Feed, runner: Runner[list[ScanResult]]) -> Generator[list[ScanResult], None, None]:
    def run(hold: Callable[[], bool]) -> Iterator[tuple[int, list[ScanResult]]]:
        for number, parts in runner.run(feed.chunks(), hold=hold):
            yield number, feed.joined(number, parts)

    yield from _put_in_order(run, _FEW_WAITING)


def _put_in_order(
    run: Callable[[Callable[[], bool]], Iterator[tuple[int, _T]]], most: int
) -> Generator[_T, None, None]:
    """What is completed, by its numbers.

    Args:
        run: Runs, as long as it is not told to hold.
        most: How much may wait for an earlier one.
    """
    waiting: dict[int, _T] = {}
    turn = 0
    for number, done in run(lambda: len(waiting) >= most):
        waiting[number] = done
        while turn in waiting:
            yield waiting.pop(turn)
            turn += 1
