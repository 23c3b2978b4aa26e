"""A worker seen from the process that started it: started, asked, ended.

**No worker outlives its process.** It ends when its standard input closes, and only the process that started
it holds the other end: a forked child lets go of it.
"""

from __future__ import annotations

import atexit
import hashlib
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import attrs
from attrs import define

from govinfo_report.document.limits import Limits
from govinfo_report.worker.answers import HEAD, READY, Answer

__all__ = ["NoWorkerError", "Worker"]

_STARTING = 60.0
"""Seconds that a worker may take to start."""
_PART_OF_MEMORY = 4
"""An answer is at most this part of what reading may take: to take it in takes some times its size."""
_PROGRAM = "import sys; sys.path[:] = sys.argv[1:]; from govinfo_report.worker.program import main; main()"
_MARK = "GOVINFO_REPORT_WORKER"
"""Set in a worker's environment: where ``sys.executable`` is no Python but this program, it stops there."""


class NoWorkerError(Exception):
    """No worker can be started here."""


@define(eq=False)
class Worker:
    """A process that reads files.

    Attributes:
        process: Its pipes are not buffered here: a fork copies buffers, and locks on them.
        asked: How many files it was given.
        late: Whether it was ended because its time was over.
    """

    process: subprocess.Popen[bytes]
    asked: int = 0
    late: bool = False

    @classmethod
    def start(cls) -> Worker:
        """A worker that is ready.

        Raises:
            NoWorkerError: None can be started.
        """
        if not _may_start():
            raise NoWorkerError("no Python to start")
        try:
            with _starting:
                worker = cls(
                    subprocess.Popen(
                        _command(),
                        bufsize=0,
                        stdin=subprocess.PIPE,
                        stdout=subprocess.PIPE,
                        stderr=subprocess.DEVNULL,
                        cwd=os.path.abspath(os.sep),  # not to hold the caller's folder
                        env={**os.environ, _MARK: "1"},
                        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
                    )
                )
                _running.add(worker)
        except (OSError, RuntimeError) as error:
            raise NoWorkerError(str(error)) from error
        started = False
        try:
            with worker._within(_STARTING):
                started = worker._received(HEAD.size) == READY
        except (OSError, EOFError) as error:
            raise NoWorkerError("the process ended") from error
        finally:
            if not started:
                worker.end()
        if not started:
            raise NoWorkerError("another program answered")
        return worker

    def answer(self, data: bytes, *, name: str | None, limits: Limits, options: Mapping[str, Any]) -> Answer:
        """What it says when it is asked to read a file.

        Raises:
            OSError, EOFError: It died, or was ended because it was late.
            ValueError: What it says is no answer, or none to this question.
        """
        self.asked += 1
        order = {
            "number": self.asked,
            "size": len(data),
            "name": name,
            "limits": attrs.asdict(limits),
            "options": dict(options),
        }
        with self._within(limits.seconds):
            self._send(json.dumps(order).encode() + b"\n")
            self._send(data)
            number, digest, size = HEAD.unpack(self._received(HEAD.size))
            if (number, digest) != (self.asked, hashlib.sha256(data).digest()):
                raise ValueError("an answer to another question")
            if size > limits.memory // _PART_OF_MEMORY:
                raise ValueError("too long an answer")
            body = self._received(size)
        return Answer.read(body)

    def _send(self, data: bytes) -> None:
        assert self.process.stdin is not None
        left = memoryview(data)
        while left:
            left = left[os.write(self.process.stdin.fileno(), left) :]

    def _received(self, size: int) -> bytes:
        assert self.process.stdout is not None
        received = bytearray()
        while len(received) < size:
            part = os.read(self.process.stdout.fileno(), min(size - len(received), 1 << 16))
            if not part:
                raise EOFError
            received += part
        return bytes(received)

    @contextmanager
    def _within(self, seconds: float) -> Iterator[None]:
        """End it when its time is over; who waits for it then finds its pipe closed."""
        timer = threading.Timer(min(seconds, threading.TIMEOUT_MAX), self._end_late)
        timer.daemon = True
        try:
            timer.start()
        except RuntimeError as error:  # there can be no more threads, or the interpreter is about to end
            raise NoWorkerError(str(error)) from error
        try:
            yield
        finally:
            timer.cancel()
            timer.join()  # after which it either was ended or will not be

    def _end_late(self) -> None:
        self.late = True
        self.process.kill()

    @property
    def lives(self) -> bool:
        """Whether it has not ended."""
        return self.process.poll() is None

    def end(self) -> None:
        """End it, whatever it is at."""
        self.process.kill()
        self.let_go()
        self.process.wait()
        _running.discard(self)

    def let_go(self) -> None:
        """Close this process' ends of its pipes. It ends when nobody holds them any more."""
        for pipe in (self.process.stdin, self.process.stdout):
            assert pipe is not None
            pipe.close()


def _may_start() -> bool:
    """Whether there are processes, and ``sys.executable`` is Python and no program frozen into one file."""
    frozen = hasattr(sys, "frozen") or "__compiled__" in globals()
    return not (frozen or _MARK in os.environ or sys.platform in ("emscripten", "wasi")) and bool(
        sys.executable
    )


def _command() -> list[str]:
    """How a worker is started: by this Python, to find the library and all others where this process does.

    It imports no ``__main__``, so that a notebook has workers, too, and a script needs no guard.
    """
    root = str(Path(__file__).parents[2])
    path = [entry for entry in sys.path if os.path.isabs(entry)]
    isolated = ["-I"] if sys.flags.isolated else []
    return [sys.executable, *isolated, "-c", _PROGRAM, *([] if root in path else [root]), *path]


_running: set[Worker] = set()
_starting = threading.RLock()
"""Held while a worker is started and noted, during which this process is not forked."""


def _let_go_of_all() -> None:
    """In a forked child, let go of the workers of its parent, with which they could not end otherwise."""
    for worker in _running:
        worker.let_go()
        worker.process.poll()  # no child of this process, as it finds
    _running.clear()
    _starting.release()


@atexit.register
def _end_all() -> None:
    for worker in list(_running):
        worker.end()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(
        before=_starting.acquire, after_in_parent=_starting.release, after_in_child=_let_go_of_all
    )
