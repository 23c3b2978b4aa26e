"""Running chunks of files on executors: this program's own processes, which may die, or somebody else's."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from pathlib import Path

from attrs import define, field, frozen

from govinfo_report.corpus.results import ScanResult
from govinfo_report.corpus.work import Options, failed, start_worker, work

__all__ = ["Chunk", "OwnPool", "Runner", "require_guard"]

#: Files that travel together; numbered, so that their results can be put in order.
Chunk = tuple[int, tuple[str, ...]]

_AHEAD = 3
"""Chunks submitted for each worker before the first result is asked for."""
_GUARD_ZH = '脚本里调用 scan 须写在 if __name__ == "__main__": 之下。'
_GUARD_EN = 'A script has to call scan under if __name__ == "__main__":.'


def require_guard() -> None:
    """Stop a process that is only just importing the script that started it.

    Raises:
        RuntimeError: It is.
    """
    if getattr(multiprocessing.current_process(), "_inheriting", False):
        raise RuntimeError(f"{_GUARD_ZH} / {_GUARD_EN}")


@frozen
class OwnPool:
    """A pool of this program's own processes.

    Attributes:
        executor: The processes.
        lifeline: What they live by: the end of a pipe that only this process holds. They end when it is
            closed, be it on purpose or because this process was killed.
    """

    executor: ProcessPoolExecutor
    lifeline: Connection

    @classmethod
    def of(cls, workers: int, memory: int | None) -> OwnPool:
        """A pool of so many processes."""
        context = _context()
        theirs, ours = context.Pipe(duplex=False)
        executor = ProcessPoolExecutor(
            max_workers=workers,
            mp_context=context,
            initializer=start_worker,
            initargs=(memory, theirs, ours),
        )
        return cls(executor, ours)

    def end(self, *, wait: bool) -> None:
        """End the processes: after what they are at, or at once if nobody is to ``wait`` for it."""
        if not wait:  # what was to be done then fails; it is not to be cancelled as well
            self.lifeline.close()
        self.executor.shutdown(wait=wait)
        self.lifeline.close()


def _context() -> BaseContext:
    """How processes are started: as the platform does, but never by a fork beside other threads."""
    context: BaseContext = multiprocessing.get_context()
    if context.get_start_method() == "fork" and threading.active_count() > 1:
        return multiprocessing.get_context("forkserver")  # a fork copies locks that other threads hold
    return context


@define(kw_only=True)
class Runner:
    """Runs chunks on an executor, a few ahead; every file comes back with a result exactly once.

    Attributes:
        options: What is asked of every file.
        executor: Somebody else's executor; ``None`` for a pool of one's own.
        workers: Processes of one's own pool, and how far to run ahead.
        memory: Bytes that a process of one's own pool may take.
    """

    options: Options
    executor: Executor | None = None
    workers: int = field(factory=lambda: os.cpu_count() or 1)
    memory: int | None = None
    _pool: OwnPool | None = None
    _worked: bool = False

    def run(
        self, chunks: Iterator[Chunk], *, hold: Callable[[], bool] = lambda: False
    ) -> Iterator[tuple[int, list[ScanResult]]]:
        """The results of each chunk, as they are completed.

        While ``hold`` says so and something is under way, nothing more is begun: whoever puts the results in
        order is waiting for an early one, and would have to keep all later ones.

        A process that dies takes all chunks in its pool with it. They are then run again a file at a
        time, so that only the file that brings its process down is lost, and is reported.
        """
        pending: dict[Future[list[ScanResult]], Chunk] = {}
        suspects: deque[Chunk] = deque()
        try:
            while True:
                while len(pending) < self.workers * _AHEAD and not suspects and not (pending and hold()):
                    chunk = next(chunks, None)
                    if chunk is None:
                        break
                    future = self._submit(chunk[1])
                    if future is None:
                        suspects.append(chunk)
                    else:
                        pending[future] = chunk
                if suspects and not pending:
                    number, paths = suspects.popleft()
                    yield number, [self._alone(path) for path in paths]
                    continue
                if not pending:
                    return
                done, _ = wait(pending, return_when=FIRST_COMPLETED)
                for future in done:
                    number, paths = pending.pop(future)
                    try:
                        results = future.result()
                    except (Exception, CancelledError):
                        suspects.append((number, paths))
                        continue
                    self._worked = True
                    yield number, results
        finally:
            if self.executor is not None:
                for future in pending:
                    future.cancel()
            self._drop_pool(wait=not pending)

    def _submit(self, paths: Sequence[str]) -> Future[list[ScanResult]] | None:
        """A chunk under way; ``None`` where the executor does not take it."""
        try:
            return self._executor().submit(work, paths, self.options)
        except RuntimeError:  # a broken pool, or one that was shut down
            self._drop_pool()
            return None

    def _alone(self, path: str) -> ScanResult:
        """The result of one file, run alone; where its process dies, that is the result."""
        future = self._submit([path]) or self._submit([path])
        lost = partial(failed, Path(path), final=False)
        if future is None:
            return lost(
                f"执行器已不可用，未读取。{_GUARD_ZH}",
                f"The executor is broken; the file was not read. {_GUARD_EN}",
            )
        try:
            (result,) = future.result()
            self._worked = True
        except BrokenProcessPool:
            self._drop_pool()
            return lost(
                "读取时进程崩溃或被终止，已跳过。" + ("" if self._worked else _GUARD_ZH),
                "The process died, or was killed, while it read this file; the file was passed over."
                + ("" if self._worked else f" {_GUARD_EN}"),
            )
        except (Exception, CancelledError) as error:  # whatever an executor reports of a task it lost
            what = f"{type(error).__name__}: {error}"
            return lost(f"执行器没有交回结果（{what}）。", f"The executor lost the task ({what}).")
        return result

    def _executor(self) -> Executor:
        if self.executor is not None:
            return self.executor
        if self._pool is None:
            self._pool = OwnPool.of(self.workers, self.memory)
        return self._pool.executor

    def _drop_pool(self, *, wait: bool = True) -> None:
        """End one's own pool; the next file starts another. Somebody else's executor is left alone.

        Args:
            wait: Whether to wait for its processes; otherwise those at work are stopped.
        """
        pool, self._pool = self._pool, None
        if pool is not None:
            pool.end(wait=wait)
