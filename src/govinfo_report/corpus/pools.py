"""Running chunks of files on executors: this program's own processes, which may die, or somebody else's."""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, CancelledError, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from pathlib import Path
from typing import Any, Generic, TypeVar

from attrs import define, field, frozen

from govinfo_report.corpus.listing import Chunk, Files, Named, opened
from govinfo_report.corpus.work import failed, start_worker

__all__ = ["OwnPool", "Runner", "require_guard"]

_AHEAD = 3
"""Chunks submitted for each worker before the first result is asked for."""
_LOOK = 0.05
"""Seconds after which it is looked again whether there is another chunk."""
_PATIENCE = 1.0
"""Seconds without a result after which it is looked whether a process has died unnoticed."""
_T = TypeVar("_T")
_END = object()
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
    def of(cls, workers: int, memory: int | None, *, frames: bool = False) -> OwnPool:
        """A pool of so many processes.

        Args:
            workers: How many.
            memory: Bytes that each may take.
            frames: Whether they make frames: then they are not forked off a process that may have, for
                polars has threads that Python does not know of, and does nothing in a fork but wait for them.
        """
        context = _context()
        if frames and "polars" in sys.modules and context.get_start_method() == "fork":
            context = multiprocessing.get_context("forkserver")
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
        results = self.executor._result_queue
        if not wait:  # what was to be done then fails; it is not to be cancelled as well
            self.lifeline.close()
        self.executor.shutdown(wait=wait)
        self.lifeline.close()
        if not wait:
            # A process may end in the middle of a result. The executor waits for the rest of it as long as
            # anybody could write it, and holds the way to write itself; the program then never ends.
            results._writer.close()  # type: ignore[attr-defined]  # what the queue is made of has no public name

    def has_lost(self) -> bool:
        """Whether a process has died: in the middle of a result the executor does not see that."""
        processes = list((self.executor._processes or {}).values())
        return any(process.exitcode is not None for process in processes)


def _context() -> BaseContext:
    """How processes are started: as the platform does, but never by a fork beside other threads."""
    context: BaseContext = multiprocessing.get_context()
    if context.get_start_method() == "fork" and threading.active_count() > 1:
        return multiprocessing.get_context("forkserver")  # a fork copies locks that other threads hold
    return context


@frozen
class _Lost:
    """Why a chunk has no result: in Chinese and English."""

    zh: str
    en: str


@define(kw_only=True)
class Runner(Generic[_T]):
    """Runs chunks on an executor, a few ahead; every file is in what comes back exactly once.

    Attributes:
        task: What is done with the files of a chunk, in another process.
        executor: Somebody else's executor; ``None`` for a pool of one's own.
        workers: Processes of one's own pool, and how far to run ahead.
        memory: Bytes that a process of one's own pool may take.
        frames: Whether the task makes frames.
    """

    task: Callable[[Files], _T]
    executor: Executor | None = None
    workers: int = field(factory=lambda: os.cpu_count() or 1)
    memory: int | None = None
    frames: bool = False
    _pool: OwnPool | None = None
    _worked: bool = False
    _refusal: str = ""

    def run(
        self, chunks: Iterator[Chunk | None], *, hold: Callable[[], bool] = lambda: False
    ) -> Iterator[tuple[int, list[_T]]]:
        """What comes of each chunk, as they are completed: one thing, or one for each part of its files.

        While ``hold`` says so and something is under way, nothing more is begun: whoever puts the results in
        order is waiting for an early one, and would have to keep all later ones. ``chunks`` says ``None``
        while it has no chunk yet.

        A process that dies takes all chunks in its pool with it. Each is then run again in halves, and a half
        that dies again in halves, so that only the file that brings its process down is lost and reported.
        """
        pending: dict[Future[_T], Chunk] = {}
        suspects: deque[Chunk] = deque()
        ended = False
        try:
            while True:
                waits = False
                while len(pending) < self.workers * _AHEAD and not suspects and not (pending and hold()):
                    chunk = next(chunks, _END)
                    ended, waits = chunk is _END, chunk is None
                    if not isinstance(chunk, tuple):
                        break
                    future = self.submit(self.task, chunk[1])
                    if future is None:
                        suspects.append(chunk)
                    else:
                        pending[future] = chunk
                if suspects and not pending:
                    number, files = suspects.popleft()
                    yield number, list(self._again(opened(files)))
                    continue
                if not pending:
                    if ended:
                        return
                    time.sleep(_LOOK)
                    continue
                done = self._some_of(pending, _LOOK if waits else _PATIENCE)
                for future in done:
                    number, files = pending.pop(future)
                    try:
                        result = future.result()
                    except (Exception, CancelledError):
                        suspects.append((number, files))
                        continue
                    self._worked = True
                    yield number, [result]
        finally:
            if self.executor is not None:
                for future in pending:
                    future.cancel()
            self._drop_pool(wait=not pending)

    def submit(self, task: Callable[..., Any], /, *arguments: Any) -> Future[Any] | None:
        """Something under way; ``None`` where the executor does not take it."""
        try:
            return self._executor().submit(task, *arguments)
        except RuntimeError as error:  # a broken pool, or one that was shut down
            self._refusal = str(error) or type(error).__name__
            self._drop_pool()
            return None

    def _again(self, files: tuple[Named, ...]) -> Iterator[_T]:
        """The results of a chunk that was lost, from its halves, each run with nothing beside it."""
        middle = len(files) // 2
        for part in filter(None, (files[:middle], files[middle:])):
            result = self._alone(part)
            if not isinstance(result, _Lost):
                yield result
            elif len(part) > 1:
                yield from self._again(part)
            else:
                yield from (self._told(path, result) for path, _ in part)

    def _told(self, path: str, lost: _Lost) -> _T:
        """The result of a file that is lost, which is not read again for it."""
        files = ((path, failed(Path(path), lost.zh, lost.en, final=False)),)
        result = self._alone(files)
        return self.task(files) if isinstance(result, _Lost) else result

    def _alone(self, files: tuple[Named, ...]) -> _T | _Lost:
        """What comes of some files with nothing beside them; where their process dies, that."""
        future = self.submit(self.task, files) or self.submit(self.task, files)
        if future is None:
            own = self.executor is None
            return _Lost(
                f"执行器不接受任务（{self._refusal}），未读取。{_GUARD_ZH if own else ''}",
                f"The executor takes no task ({self._refusal}); the file was not read."
                f"{f' {_GUARD_EN}' if own else ''}",
            )
        while not self._some_of((future,), _PATIENCE):
            pass
        try:
            result: _T = future.result()
            self._worked = True
        except BrokenProcessPool:
            self._drop_pool()
            return _Lost(
                "读取时进程崩溃或被终止，已跳过。" + ("" if self._worked else _GUARD_ZH),
                "The process died, or was killed, while it read this file; the file was passed over."
                + ("" if self._worked else f" {_GUARD_EN}"),
            )
        except (Exception, CancelledError) as error:  # whatever an executor reports of a task it lost
            what = f"{type(error).__name__}: {error}"
            return _Lost(f"执行器没有交回结果（{what}）。", f"The executor lost the task ({what}).")
        return result

    def _some_of(self, futures: Iterable[Future[_T]], seconds: float) -> set[Future[_T]]:
        """Those that are done, after some seconds at the latest; they fail if a process was lost unseen."""
        done, _ = wait(futures, seconds, return_when=FIRST_COMPLETED)
        if not done and self._pool is not None and self._pool.has_lost():
            self._drop_pool(wait=False)
        return done

    def _executor(self) -> Executor:
        if self.executor is not None:
            return self.executor
        if self._pool is None:
            self._pool = OwnPool.of(self.workers, self.memory, frames=self.frames)
        return self._pool.executor

    def _drop_pool(self, *, wait: bool = True) -> None:
        """End one's own pool; the next file starts another. Somebody else's executor is left alone.

        Args:
            wait: Whether to wait for its processes; otherwise those at work are stopped.
        """
        pool, self._pool = self._pool, None
        if pool is not None:
            pool.end(wait=wait)
