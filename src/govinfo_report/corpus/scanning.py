"""`scan`: any number of files, lazily, one result each."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import ExitStack, closing
from functools import partial
from inspect import GEN_CLOSED, getgeneratorstate
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

import attrs
from attrs import define, field

from govinfo_report.corpus.entries import Entry, Sources, entries_of
from govinfo_report.corpus.listing import Chunk, Named, cut, listed
from govinfo_report.corpus.manifest import Manifest
from govinfo_report.corpus.pools import Runner, require_guard
from govinfo_report.corpus.previous import PreviousReports
from govinfo_report.corpus.repeats import Met, Repeats
from govinfo_report.corpus.results import ScanResult
from govinfo_report.corpus.rows import Columns, Rows, make_rows
from govinfo_report.corpus.summary import Summary
from govinfo_report.corpus.work import Options, result_of, snapshot, work
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
    previous: Sources | None = None,
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
        previous: Where last year's reports are, likewise; it may be where this year's are. Each report is
            checked beside the one of its agency and the year before (`ScanResult.previous`), unless there
            is none, or more than one and they differ in a figure.
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
        WriteError: The ``resume`` file cannot be used; or, at the first result, the disk refuses last year's
            reports, or the executor's processes do not see them.
        ReadError: At the first result: none of last year's reports could be read.
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
    return Scan(
        sources=sources,
        previous=previous if checked else None,
        options=options,
        runner=runner,
        manifest=manifest,
        ordered=ordered,
    )


@define(kw_only=True, eq=False)
class Scan(Iterator[ScanResult]):
    """A scan that begins when it is asked: for results, or for rows on disk that its workers write.

    Attributes:
        sources: The files.
        previous: Those of last year.
        options: What is asked of each.
        runner: Makes what runs a task on the executor.
        manifest: What was read before.
        ordered: Whether results come in the order of the files.
        before: What reading those of last year came to, once it is done.
    """

    sources: Sources
    previous: Sources | None
    options: Options
    runner: Callable[..., Runner[Any]]
    manifest: Manifest | None
    ordered: bool
    before: Summary | None = field(default=None, init=False)
    _results: Generator[ScanResult, None, None] | None = field(default=None, init=False)

    @property
    def is_over(self) -> bool:
        """Whether all results have been given out; whoever asks for more is told that there are none."""
        return self._results is not None and getgeneratorstate(self._results) == GEN_CLOSED

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
        # Closed however this ends, so that no worker goes on for as long as somebody looks at the error.
        with ExitStack() as stack:
            if manifest is not None:
                stack.enter_context(manifest)
            options = self.options
            if self.previous is not None:
                folder = Path(stack.enter_context(TemporaryDirectory(prefix="govinfo-report-")))
                _require_seen(folder, self.runner(task=work))
                options = self._with_previous(self.previous, folder)
            runner = self.runner(task=partial(work, options=options))
            feed = _Feed(entries=entries_of(self.sources), options=options, manifest=manifest)
            run = _in_order(feed, runner) if self.ordered else _as_completed(feed, runner)
            for results in stack.enter_context(closing(run)):
                for result, (same, other) in zip(results, repeats.marks(Met.of(results)), strict=True):
                    if manifest is not None:
                        manifest.keep(result)
                    marked = same is not None or other is not None
                    yield attrs.evolve(result, same_as=same, version_of=other) if marked else result

    def _with_previous(self, previous: Sources, folder: Path) -> Options:
        """The options, with last year's reports, which are read into a folder for the workers."""
        without = attrs.evolve(self.options, checked=False)
        its = attrs.evolve(self, sources=previous, previous=None, options=without, manifest=None)
        with closing(its):
            reports, self.before = PreviousReports.of(its, folder)
        return attrs.evolve(self.options, previous=reports)

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
        return self._rows(shop, columns) if _is_seen(shop, self.runner(task=work)) else None

    def _rows(self, shop: Path, columns: Columns) -> Generator[Rows, None, None]:
        options = self._with_previous(self.previous, shop) if self.previous is not None else self.options
        task = partial(make_rows, options=options, shop=shop, columns=columns)
        runner: Runner[Rows | WriteError] = self.runner(task=task, frames=True)
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


def _is_seen(path: Path, runner: Runner[Any]) -> bool:
    """Whether workers see a file or folder of this process: those of its own, or that say so."""
    if runner.executor is None:
        return True
    seen = runner.submit(os.path.exists, path)
    return seen is not None and seen.exception() is None and seen.result()


def _require_seen(path: Path, runner: Runner[Any]) -> None:
    if not _is_seen(path, runner):
        raise WriteError(
            "上年报告放在临时文件夹里，executor 的进程看不到它。",
            "Last year's reports are kept in the folder for temporary files, which the executor's processes "
            "do not see.",
            where=str(path),
            advice_zh="请用 TMPDIR 指定一个各机器都能看到的文件夹。",
            advice_en="Have TMPDIR name a folder that all machines see.",
        )


@define
class _Feed:
    """Chunks of files to be read, and beside them the results that are known without reading.

    Attributes:
        entries: The files.
        options: What is asked of each.
        manifest: What was read before.
        known: Results by the number of the chunk in whose place they stand.
    """

    entries: Iterator[Entry]
    options: Options
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
            data = snapshot(path, self.options.limits)
        except ReadError as error:
            return ScanResult(path=path, error=error)
        if data is None:
            return None  # it is changing; whoever reads it will say so
        digest, size = hashlib.sha256(data).hexdigest(), len(data)
        found = self.manifest.find(digest)
        if isinstance(found, ReadError):
            return ScanResult(path=path, digest=digest, size=size, error=found, resumed=True)
        if found is None:
            return None
        return result_of(path, found, self.options, digest=digest, size=size, resumed=True)

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
