"""What a worker does with a file: read it whole, read the report in it, check it, and never raise."""

from __future__ import annotations

import faulthandler
import hashlib
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from pathlib import Path
from types import FrameType

import attrs
from attrs import field, frozen

from govinfo_report.corpus.listing import Files, opened
from govinfo_report.corpus.previous import PreviousReports
from govinfo_report.corpus.results import ScanResult
from govinfo_report.document.limits import Limits
from govinfo_report.errors import InvalidReport, ReadError, Stop
from govinfo_report.policy import Settings, Waiver
from govinfo_report.raw import RawReport
from govinfo_report.reading import read
from govinfo_report.rules import check
from govinfo_report.rules.deciding import without_unused
from govinfo_report.worker import read_in_process

__all__ = ["Options", "failed", "result_of", "results_of", "snapshot", "start_worker", "work"]

_TRIES = 3
"""How often a file that changes while it is read is tried."""
_PAUSE = 0.05
"""Seconds between two tries."""
_GRACE = 2.0
"""Seconds that a file which does not heed its limit gets before its process is ended."""


@frozen(kw_only=True)
class Options:
    """What is asked of every file of a scan.

    Attributes:
        limits: How much a file may hold.
        seconds: How long reading and checking one may take.
        checked: Whether reports are checked.
        settings: What the office decided about rules.
        select, ignore: Rules applied only, rules left out.
        convert: Whether LibreOffice converts what only an office program opens.
        previous: Last year's reports, beside which they are checked.
    """

    limits: Limits = field(factory=Limits)
    seconds: float = 60.0
    checked: bool = True
    settings: Settings | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    convert: bool = False
    previous: PreviousReports | None = None


#: Whether this process is one of the scan's own, which may be ended when a file hangs in it.
_own = False


def start_worker(memory: int | None, lifeline: Connection, others: Connection) -> None:
    """Make this process a worker of the scan's own pool.

    Args:
        memory: Bytes that it may take beyond what it has now; ``None`` for no limit. Only where the
            system knows such limits (not on Windows).
        lifeline: A pipe. This process ends when nobody holds its other end any more.
        others: That other end, which is only the scan's to hold.
    """
    global _own
    _own = True
    read_in_process()
    # There are as many workers as the machine has work for; a thread for each core in each of them would only
    # cost memory, which is limited here.
    os.environ.setdefault("POLARS_MAX_THREADS", "1")
    others.close()
    threading.Thread(target=_end_with, args=(lifeline,), daemon=True).start()
    # Whoever started the scan is interrupted, and ends its workers; what else that process does when it is
    # told to end, a forked worker must not do.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if memory is None or not sys.platform.startswith("linux"):
        return
    import resource

    used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    most = resource.getrlimit(resource.RLIMIT_AS)[1]
    wanted = used + memory
    resource.setrlimit(
        resource.RLIMIT_AS, (wanted if most == resource.RLIM_INFINITY else min(wanted, most), most)
    )


def _end_with(lifeline: Connection) -> None:
    """End this process, whatever it is at, when the scan is no more."""
    with suppress(OSError, EOFError):
        lifeline.recv_bytes()
    os._exit(1)


def results_of(files: Files, options: Options) -> Iterator[ScanResult]:
    """Read and check files; whatever happens to one, each has its result."""
    for path, known in opened(files):
        yield known if known is not None else _one(Path(path), options)


def work(files: Files, options: Options) -> list[ScanResult]:
    """The results of files, for another process."""
    return [result.travelling() for result in results_of(files, options)]


def _one(path: Path, options: Options) -> ScanResult:
    try:
        with _within(options.seconds):
            return _read(path, options)
    except _TooLong:
        return failed(
            path,
            f"读取超过 {options.seconds:g} 秒，已中止。",
            f"Reading took more than {options.seconds:g} seconds and was stopped.",
            final=False,
        )
    except MemoryError:
        return failed(
            path, "读取所需内存超过上限，已中止。", "Reading took more memory than allowed and was stopped."
        )
    except ReadError as error:
        return ScanResult(path=path, error=error)
    except InvalidReport as error:  # a JSON document that says it is a report that holds
        return failed(path, error.message("zh"), error.message("en"))
    except (KeyboardInterrupt, Stop):
        raise
    except BaseException as error:  # one file's crash is that file's result, whatever it is
        what = f"{type(error).__name__}: {error}"
        return failed(
            path, f"程序内部错误，请报告：{what}", f"Internal error, please report: {what}", final=False
        )


def failed(path: Path, zh: str, en: str, *, final: bool = True) -> ScanResult:
    """The result of a file that could not be read for a reason outside of it."""
    return ScanResult(path=path, error=ReadError(zh, en, where=str(path)), final=final)


def _read(path: Path, options: Options) -> ScanResult:
    data = snapshot(path, options.limits)
    if data is None:
        return failed(
            path,
            "文件在读取过程中一直在改变，未读取。",
            "The file kept changing while it was read; it was not used.",
            final=False,
        )
    digest, size = hashlib.sha256(data).hexdigest(), len(data)
    try:
        raw = read(data, limits=options.limits, name=path.name, convert=options.convert)
    except ReadError as error:
        return ScanResult(path=path, digest=digest, size=size, error=error)
    return result_of(path, raw, options, digest=digest, size=size)


def result_of(
    path: Path, raw: RawReport, options: Options, *, digest: str, size: int, resumed: bool = False
) -> ScanResult:
    """The result of a file that could be read, checked if that is asked for."""
    result, last = None, None
    if options.checked:
        last = options.previous.before(raw) if options.previous is not None else None
        result = check(
            raw,
            settings=options.settings,
            select=options.select,
            ignore=options.ignore,
            previous=last[1] if last is not None else None,
        )
        result = attrs.evolve(
            result, findings=without_unused(result.findings, _for_several(options.settings))
        )
    previous = last[0] if last is not None else None
    return ScanResult.of(path, raw, result, previous=previous, digest=digest, size=size, resumed=resumed)


def _for_several(settings: Settings | None) -> list[Waiver]:
    """The waivers not for one agency's report of one year: another file may need one, which none can see."""
    waivers = settings.waivers if settings is not None else ()
    return [each for each in waivers if each.agency is None or each.year is None]


def snapshot(path: Path, limits: Limits) -> bytes | None:
    """The contents of a file as they were at one time; ``None`` where it changes all the while.

    Raises:
        ReadError: It cannot be opened, or is too large.
    """
    for attempt in range(_TRIES):
        if attempt:
            time.sleep(_PAUSE)
        try:
            with path.open("rb") as stream:
                before = os.fstat(stream.fileno())
                if before.st_size > limits.file_bytes:
                    raise ReadError(
                        f"文件有 {before.st_size} 字节，超过上限 {limits.file_bytes}。",
                        f"The file has {before.st_size} bytes; the limit is {limits.file_bytes}.",
                        where=str(path),
                        advice_zh="可用 limits= 放宽。",
                        advice_en="Raise it with limits=.",
                    )
                data = stream.read(limits.file_bytes + 1)
                after = os.fstat(stream.fileno())
            now = path.stat()
        except OSError as error:
            raise ReadError(
                f"文件打不开（{error.strerror}）。",
                f"The file cannot be opened ({error.strerror}).",
                where=str(path),
            ) from error
        if _state(before) == _state(after) == _state(now) and len(data) == before.st_size:
            return data
    return None


def _state(found: os.stat_result) -> tuple[int, ...]:
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns


class _TooLong(Stop):
    """The file's time is over."""


@contextmanager
def _within(seconds: float) -> Iterator[None]:
    """Stop what runs longer.

    In the main thread of a process an alarm interrupts it. Code that does not return to Python is beyond
    the alarm; in a process of the scan's own a watchdog then ends the process, which the scan notices.
    In threads of somebody else's executor there is no such limit.
    """
    alarmed = threading.current_thread() is threading.main_thread() and hasattr(signal, "setitimer")
    before = signal.signal(signal.SIGALRM, _ring) if alarmed else None
    try:
        if alarmed:
            signal.setitimer(signal.ITIMER_REAL, seconds)
        if _own:
            faulthandler.dump_traceback_later(seconds + _GRACE, exit=True, file=_nowhere())
        yield
    finally:
        if _own:
            faulthandler.cancel_dump_traceback_later()
        if alarmed:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)


def _ring(_number: int, _frame: FrameType | None) -> None:
    raise _TooLong


_devnull: int | None = None


def _nowhere() -> int:
    global _devnull
    if _devnull is None:
        _devnull = os.open(os.devnull, os.O_WRONLY)
    return _devnull
