"""The worker itself: a program that reads files for whoever holds the other end of its standard input."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import SimpleQueue
from typing import Any, NoReturn

from attrs import evolve

from govinfo_report.document.limits import Limits
from govinfo_report.errors import PluginError, ReadError
from govinfo_report.worker.answers import HEAD, READY, Answer, no_result
from govinfo_report.worker.kept import read_in_process

__all__ = ["main"]

_MOST_FILES = 300
"""Files after which a worker is replaced, for what leaks in it."""


def main() -> NoReturn:
    """Read files, one after the other, until standard input closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a terminal sends it to all; who asked will say
    orders, answers = os.dup(0), os.dup(1)  # out of reach of what libraries read and print
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    read_in_process()
    received: SimpleQueue[tuple[dict[str, Any], bytes]] = SimpleQueue()
    threading.Thread(target=_receive, args=(orders, received), daemon=True).start()
    try:
        with open(answers, "wb") as pipe:
            pipe.write(READY)
            pipe.flush()
            while True:
                order, data = received.get()
                body = _answer(order, data)
                pipe.write(HEAD.pack(order["number"], hashlib.sha256(data).digest(), len(body)))
                pipe.write(body)
                pipe.flush()
    finally:
        os._exit(1)


def _receive(pipe: int, received: SimpleQueue[tuple[dict[str, Any], bytes]]) -> None:
    """Take in files. This process ends, whatever it is at, when there can be no more of them."""
    try:
        with open(pipe, "rb") as stream:
            while line := stream.readline():
                order = json.loads(line)
                received.put((order, stream.read(order["size"])))
    finally:
        os._exit(0)


def _answer(order: dict[str, Any], data: bytes) -> bytes:
    limits = Limits(**order["limits"])
    with _within_memory(limits.memory):
        answer = _read(order, data, limits)
        last = order["number"] >= _MOST_FILES or _memory() > limits.memory // 2
        return evolve(answer, last=last).written()


def _read(order: dict[str, Any], data: bytes, limits: Limits) -> Answer:
    from govinfo_report.reading import document_here

    name = order["name"]
    try:
        return Answer(document=document_here(data, name=name, limits=limits, **order["options"]))
    except (ReadError, PluginError) as error:
        return Answer(error=error)
    except MemoryError:
        return Answer(error=no_result(name))
    except Exception as fault:  # no file ends a worker by a fault of the library's
        what = f"{type(fault).__name__}: {fault}"
        return Answer(
            error=ReadError(
                f"程序内部错误，请报告：{what}", f"Internal error, please report: {what}", where=name
            )
        )


@contextmanager
def _within_memory(most: int) -> Iterator[None]:
    """Hold this process to some bytes of memory, where the system knows such a limit."""
    try:
        import resource
    except ImportError:
        yield
        return
    before, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(
        resource.RLIMIT_AS, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard)
    )
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (before, hard))


def _memory() -> int:
    """Bytes of memory that this process has, as far as the system tells."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0
