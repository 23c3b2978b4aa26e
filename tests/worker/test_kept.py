"""A process keeps one worker, whose answers are never taken for another file's."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from types import FrameType

import pytest

import govinfo_report as gr
from govinfo_report.document.limits import Limits
from govinfo_report.reading import document_here
from govinfo_report.recognise import recognise
from govinfo_report.worker import kept, program
from govinfo_report.worker.answers import HEAD, READY
from govinfo_report.worker.process import Worker
from tests.conftest import EXAMPLES
from tests.worker.bombs import BOMBS
from tests.worker.makers import agency, report_pdf, workers

SHORT = Limits(seconds=0.02)
"""Seconds in which no report is read."""


def idle() -> list[Worker]:
    """The worker that this process keeps."""
    return kept._kept[os.getpid()].idle


@contextmanager
def ringing(then: Callable[[int, FrameType | None], object]) -> Iterator[None]:
    before = signal.signal(signal.SIGALRM, then)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def interrupt(*_: object) -> None:
    raise KeyboardInterrupt


class TestTheSame:
    """A worker changes nothing about what is read, nor about errors."""

    @pytest.mark.parametrize("isolate", [False, True])
    def test_a_report(self, isolate: bool) -> None:
        document = document_here(report_pdf(0), name="a.pdf", limits=Limits(), format="pdf")
        assert document is not None
        assert gr.read(report_pdf(0), name="a.pdf", isolate=isolate) == recognise(document)

    @pytest.mark.parametrize("name", ["nangong-2023.txt", "nangong-2023.xlsx"])
    def test_other_formats(self, name: str) -> None:
        apart, here = gr.read(EXAMPLES / name, isolate=True), gr.read(EXAMPLES / name)
        assert apart == here
        assert [(cell.path, cell.value) for cell in apart] == [(cell.path, cell.value) for cell in here]

    def test_json_has_no_tables_and_is_read_here(self) -> None:
        raw = gr.read(EXAMPLES / "nangong-2023.xlsx")
        assert gr.read(gr.to_json(raw).encode(), isolate=True) == raw
        with pytest.raises(gr.ReadError):
            gr.read(b'{"a": 1}', isolate=True)

    @pytest.mark.parametrize("data", [b"", b"\x89PNG....", b"<html></html>", b"%PDF-1.7 broken"])
    def test_errors(self, data: bytes) -> None:
        errors = []
        for isolate in (True, False):
            with pytest.raises(gr.ReadError) as caught:
                gr.read(data, isolate=isolate, name="a.bin")
            errors.append((caught.value.message("zh"), caught.value.message("en")))
        assert errors[0] == errors[1]

    def test_options_go_along(self) -> None:
        with pytest.raises(gr.ReadError, match="没有工作表“没有”"):
            gr.read(EXAMPLES / "nangong-2023.xlsx", isolate=True, sheet="没有")
        with pytest.raises(gr.ReadError, match="没有工作表可选"):
            gr.read(report_pdf(0), sheet="Sheet1")
        with pytest.raises(gr.ReadError, match="PDF 页数 2，超过上限 0"):
            gr.read(report_pdf(0), limits=Limits(pages=0))


class TestKept:
    def test_one_worker_reads_file_after_file(self) -> None:
        gr.read(report_pdf(0))
        before = workers()
        for number in range(3):
            gr.read(report_pdf(number))
            gr.read(EXAMPLES / "nangong-2023.txt", isolate=True)
        assert workers() == before
        assert len(before) == 1

    def test_errors_do_not_end_it(self) -> None:
        gr.read(report_pdf(0))
        before = workers()
        with pytest.raises(gr.ReadError):
            gr.read(b"%PDF-1.7 broken")
        assert workers() == before

    def test_it_is_replaced_after_some_hundred_files(self) -> None:
        gr.read(report_pdf(0))
        (worker,) = idle()
        before = worker.process.pid
        worker.asked = program._MOST_FILES - 2
        gr.read(report_pdf(1))
        assert workers() == [before]
        gr.read(report_pdf(2))
        assert workers() == []
        gr.read(report_pdf(3))
        assert len(workers()) == 1
        assert workers() != [before]

    @pytest.mark.skipif(sys.platform != "linux", reason="looks at memory in /proc")
    def test_and_where_it_has_grown(self) -> None:
        """Half of what a file may take, and more, is too much to begin with."""
        gr.read(report_pdf(0), limits=Limits(memory=200_000_000))
        assert workers() == []

    def test_it_dies_while_it_has_no_file(self) -> None:
        gr.read(report_pdf(0))
        (worker,) = idle()
        worker.process.kill()
        worker.process.wait()
        assert gr.read(report_pdf(1)).agency == agency(1)

    def test_it_dies_with_a_file(self) -> None:
        gr.read(report_pdf(0))
        (worker,) = idle()
        threading.Timer(0.3, worker.process.kill).start()
        with pytest.raises(gr.ReadError, match=r"a\.pdf: 读取的进程没有交回结果"):
            gr.read(BOMBS["tiles"], name="a.pdf")
        assert gr.read(report_pdf(1)).agency == agency(1)


class TestLimits:
    def test_too_long(self) -> None:
        started = time.monotonic()
        with pytest.raises(gr.ReadError, match=r"a\.pdf: 读取超过 0\.3 秒，已中止。请换一份文件"):
            gr.read(BOMBS["tiles"], name="a.pdf", limits=Limits(seconds=0.3))
        assert time.monotonic() - started < 3
        assert gr.read(report_pdf(1)).agency == agency(1)

    @pytest.mark.skipif(sys.platform != "linux", reason="needs limits of memory")
    def test_too_much_memory(self) -> None:
        text = (EXAMPLES / "nangong-2023.txt").read_bytes() * 400
        limits = Limits(characters=10**9, lines=10**9, cells=10**9, memory=140_000_000)
        with pytest.raises(gr.ReadError, match="没有交回结果"):
            gr.read(text, isolate=True, limits=limits)
        assert gr.read(report_pdf(1)).agency == agency(1)

    def test_starting_a_worker_is_not_time_of_the_file(self) -> None:
        for worker in list(idle()):
            worker.end()
        gr.read(report_pdf(0), limits=Limits(seconds=2.0))


class TestAnotherFilesAnswer:
    """Nothing that goes wrong with one file gives its answer to another."""

    def test_in_threads_with_interrupts_and_timeouts_between(self) -> None:
        """Some threads read, some are late, and the main thread is interrupted in the middle of reading."""
        numbers = range(6)
        expected = {number: gr.read(report_pdf(number)) for number in numbers}
        assert len({json.dumps(report.agency) for report in expected.values()}) == len(numbers)
        rng = random.Random(7)
        last = time.monotonic() + 120  # for a busy machine
        wrong: list[str] = []
        done = {"read": 0, "late": 0, "interrupted": 0}

        def goes_on() -> bool:
            return min(done.values()) < 8 and time.monotonic() < last

        def read_on(seed: int) -> None:
            own = random.Random(seed)
            while goes_on():
                number = own.choice(numbers)
                late = own.random() < 0.3
                try:
                    report = gr.read(report_pdf(number), limits=SHORT if late else Limits())
                except gr.ReadError as error:
                    if not late:
                        wrong.append(str(error))
                    done["late"] += 1
                else:
                    done["read"] += 1
                    if report != expected[number]:
                        wrong.append(f"{report.agency} for {number}")

        with ThreadPoolExecutor(2) as pool, ringing(interrupt):
            others = [pool.submit(read_on, seed) for seed in range(2)]
            while goes_on():
                number = rng.choice(numbers)
                try:
                    signal.setitimer(signal.ITIMER_REAL, rng.uniform(0.01, 1.0))
                    report = gr.read(report_pdf(number))
                    signal.setitimer(signal.ITIMER_REAL, 0)
                except KeyboardInterrupt:
                    done["interrupted"] += 1
                    continue
                if report != expected[number]:
                    wrong.append(f"{report.agency} for {number}")
            for other in others:
                other.result()
        assert wrong == []
        assert min(done.values()) > 3, done

    def test_an_interrupt_ends_the_worker(self) -> None:
        gr.read(report_pdf(0))
        (before,) = workers()
        with ringing(interrupt):
            signal.setitimer(signal.ITIMER_REAL, 0.3)
            with pytest.raises(KeyboardInterrupt):
                gr.read(BOMBS["tiles"])
        assert before not in workers()
        assert gr.read(report_pdf(1)).agency == agency(1)

    def test_a_signal_handler_that_reads_has_a_worker_of_its_own(self) -> None:
        found = []
        gr.read(report_pdf(0))
        with ringing(lambda *_: found.append(gr.read(report_pdf(1)).agency)):
            signal.setitimer(signal.ITIMER_REAL, 0.01)
            found.append(gr.read(report_pdf(2)).agency)
        assert found == [agency(1), agency(2)]
        assert len(workers()) == 1

    #: A process that was taken over: it answers the first question as told.
    TAKEN_OVER = """
import hashlib, json, struct, sys, time
sys.stdout.buffer.write(eval(sys.argv[1])); sys.stdout.buffer.flush()
order = json.loads(sys.stdin.buffer.readline())
data = sys.stdin.buffer.read(order["size"])
number, digest = order["number"], hashlib.sha256(data).digest()
nothing = b'{"document": null, "error": null, "last": false}'
number, digest, size, body = eval(sys.argv[2])
sys.stdout.buffer.write(struct.pack(">Q32sQ", number, digest, size) + body); sys.stdout.buffer.flush()
time.sleep(60)
"""

    @pytest.mark.parametrize(
        ("answer", "taken"),
        [
            ("number, digest, len(nothing), nothing", True),
            ("number + 1, digest, len(nothing), nothing", False),
            ("0, digest, len(nothing), nothing", False),
            ("number, hashlib.sha256(b'another').digest(), len(nothing), nothing", False),
            ("number, digest, 4, b'null'", False),
            ("number, digest, 1 << 60, b''", False),
        ],
    )
    def test_an_answer_to_another_question_is_none(self, answer: str, taken: bool) -> None:
        command = [sys.executable, "-c", self.TAKEN_OVER, repr(READY), answer]
        gr.read(report_pdf(0))
        for worker in list(idle()):
            worker.end()
        strange = Worker(subprocess.Popen(command, bufsize=0, stdin=subprocess.PIPE, stdout=subprocess.PIPE))
        assert strange._received(HEAD.size) == READY
        idle()[:] = [strange]
        # What it says in its own place is believed: that the file is JSON, which this process then refuses.
        with pytest.raises(gr.ReadError, match="JSON" if taken else "没有交回结果"):
            gr.read(report_pdf(1), isolate=True)
        assert strange.lives is taken
        strange.end()
        assert gr.read(report_pdf(1)).agency == agency(1)
