"""The worker that a process keeps, and whose turn it is.

**An answer is never taken for another file's.** A worker is in nobody's reach while it has a file. It is put
back only once its answer was taken whole, bears the number of the question and the digest of the bytes, and
is a document or an error. Whatever else happens (too late, an interrupt, an exception) ends it.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Mapping
from typing import Any

from attrs import define, field

from govinfo_report.document import Document
from govinfo_report.document.limits import Limits
from govinfo_report.errors import ReadError
from govinfo_report.worker.answers import no_result
from govinfo_report.worker.process import NoWorkerError, Worker

__all__ = ["document_apart", "read_in_process"]

_in_process = False


def read_in_process() -> None:
    """Have this process read all files itself from now on: it is a worker, and has limits already."""
    global _in_process
    _in_process = True


def document_apart(
    data: bytes, *, name: str | None, limits: Limits, required: bool, **options: Any
) -> Document | None:
    """What `reading.document_here` makes of some bytes, made by this process' worker.

    One file is read at a time; other threads wait, which is not counted as time of theirs.

    Args:
        data: The content of the file.
        name: What sources and errors call it.
        limits: How much it may hold; how long reading, and how large the worker, may get.
        required: Whether to refuse the file where no worker can be started: in a browser, in a program
            frozen into one file, where the system has no process left. Else it is read in this process.
        options: Further arguments of `reading.document_here`.

    Returns:
        The document; ``None`` for JSON, which holds no tables.

    Raises:
        ReadError: As `read`; or reading took too much time or memory, or the worker died of it.
    """
    if not _in_process:
        try:
            return _answered(data, name, limits, options)
        except NoWorkerError as error:
            if required:
                raise ReadError(
                    f"不能另开进程读取（{error}）。",
                    f"No process could be started to read it ({error}).",
                    where=name,
                    advice_zh="信得过的文件，不用 isolate= 也能读。",
                    advice_en="A file that you trust can be read without isolate=.",
                ) from error
    from govinfo_report.reading import document_here

    return document_here(data, name=name, limits=limits, **options)


@define(eq=False)
class _Kept:
    """The worker of one process.

    Attributes:
        turn: Held while a file is read. A thread may take it again: its signal handlers may read, too. They
            find no idle worker then, and start another.
        idle: The worker, while it has no file. A list, for what is popped nobody else can pop.
    """

    turn: threading.RLock = field(factory=threading.RLock)
    idle: list[Worker] = field(factory=list)

    def take(self) -> Worker:
        """A worker that lives and has no file.

        Raises:
            NoWorkerError: None can be started.
        """
        while self.idle:
            worker = self.idle.pop()
            if worker.lives:
                return worker
            worker.end()
        return Worker.start()

    def put_back(self, worker: Worker) -> None:
        """Keep a worker for the next file."""
        if self.idle:
            worker.end()
        else:
            self.idle.append(worker)


_kept: dict[int, _Kept] = {}
"""By process: a fork copies this, and locks that other threads hold."""
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_kept.clear)  # numbers of processes come again


def _answered(data: bytes, name: str | None, limits: Limits, options: Mapping[str, Any]) -> Document | None:
    kept = _kept.setdefault(os.getpid(), _Kept())
    with kept.turn:
        worker = kept.take()
        keep = False
        try:
            answer = worker.answer(data, name=name, limits=limits, options=options)
            keep = not (answer.last or worker.late)
        except (OSError, EOFError, ValueError) as error:
            raise _too_late(limits, name) if worker.late else no_result(name) from error
        finally:
            if keep:
                kept.put_back(worker)
            else:
                worker.end()
    if answer.error is not None:
        raise answer.error
    return answer.document


def _too_late(limits: Limits, name: str | None) -> ReadError:
    return ReadError(
        f"读取超过 {limits.seconds:g} 秒，已中止。",
        f"Reading took more than {limits.seconds:g} seconds and was stopped.",
        where=name,
        advice_zh="请换一份文件；确是报告的，可用 limits= 放宽 seconds。",
        advice_en="Take another copy of the file; if it is a report, raise seconds with limits=.",
    )
