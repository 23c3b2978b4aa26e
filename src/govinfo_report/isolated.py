"""Reading a file that nobody trusts in a process of its own, with hard limits on memory and time.

The process is this module, run as a program: the file goes in, a JSON document comes out. What comes back
is read strictly, so that a process taken over by a file could say a wrong report, but do nothing here.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from contextlib import suppress
from typing import Any

import attrs

from govinfo_report.document.limits import Limits
from govinfo_report.errors import InvalidReport, ReadError
from govinfo_report.raw import RawReport
from govinfo_report.serialise import from_json, to_json

__all__ = ["read_isolated"]

_ERROR = ("zh", "en", "where", "advice_zh", "advice_en")


def read_isolated(data: bytes, *, name: str | None, sheet: str | None, limits: Limits) -> RawReport:
    """The report in some bytes, read in a child process.

    Raises:
        ReadError: As `read`; or the process took more time or memory than ``limits`` allow, or died.
    """
    order = {
        "name": name,
        "sheet": sheet,
        "limits": attrs.asdict(limits),
        "size": len(data),
    }
    try:
        answer = _ask(json.dumps(order).encode() + b"\n" + data, limits.seconds)
    except subprocess.TimeoutExpired as error:
        raise ReadError(
            f"读取超过 {limits.seconds:g} 秒，已中止。",
            f"Reading took more than {limits.seconds:g} seconds and was stopped.",
            where=name,
        ) from error
    except OSError as error:
        raise ReadError(
            f"不能另开进程读取（{error}）。",
            f"No process could be started to read it ({error}).",
            where=name,
        ) from error
    return _answer(answer, name)


def _ask(order: bytes, seconds: float) -> bytes | None:
    """What the child answers; ``None`` where it came to no end of its own.

    Its standard input stays open until it is done: where that closes, this process is no more, and the
    child ends as well.

    Raises:
        TimeoutExpired: It takes longer than ``seconds``.
        OSError: It cannot be started.
    """
    command = [sys.executable, "-I", "-m", __name__] if _is_installed() else [sys.executable, "-m", __name__]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as child:
        assert child.stdin is not None
        lifeline, child.stdin = child.stdin, None
        try:
            with suppress(BrokenPipeError):  # it died, and its answer, which is none, will tell
                lifeline.write(order)
                lifeline.flush()
            answer, _ = child.communicate(timeout=seconds)
        except BaseException:
            child.kill()
            raise
        finally:
            with suppress(BrokenPipeError):
                lifeline.close()
    return answer if child.returncode == 0 else None


def _is_installed() -> bool:
    """Whether the child finds the library without the environment's help."""
    return "site-packages" in __file__


def _answer(told: bytes | None, name: str | None) -> RawReport:
    try:
        answer = json.loads(told) if told is not None else None
    except ValueError:
        answer = None
    if isinstance(answer, dict) and isinstance(answer.get("error"), dict):
        error: dict[str, Any] = {key: value for key, value in answer["error"].items() if key in _ERROR}
        raise ReadError(**{"zh": "", "en": "", **error})
    if not isinstance(answer, dict) or not isinstance(answer.get("report"), str):
        raise ReadError(
            "读取的进程没有交回结果：内存超过上限，或进程崩溃。",
            "The process that read it came to no result: it took too much memory, or crashed.",
            where=name,
            advice_zh="请换一份文件；确是报告的，可用 limits= 放宽 memory。",
            advice_en="Take another copy of the file; if it is a report, raise memory with limits=.",
        )
    report = from_json(answer["report"], file=name)
    assert isinstance(report, RawReport)
    return report


def _limit(limits: Limits) -> None:
    """Hold this process to its memory and its processor time; on systems that know no such limits, not."""
    try:
        import resource
    except ImportError:
        return
    for what, most in ((resource.RLIMIT_AS, limits.memory), (resource.RLIMIT_CPU, int(limits.seconds) + 1)):
        hard = resource.getrlimit(what)[1]
        resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _end_with_parent() -> None:
    """End this process when whoever wants its answer, and holds its standard input, is no more."""
    os.read(0, 1)  # not by sys.stdin, whose lock the interpreter wants when it ends
    os._exit(1)


def main() -> None:
    """Read the order and the file from standard input, write the answer to standard output."""
    order = json.loads(sys.stdin.buffer.readline())
    data = sys.stdin.buffer.read(order["size"])
    threading.Thread(target=_end_with_parent, daemon=True).start()
    limits = Limits(**order["limits"])
    _limit(limits)
    from govinfo_report.reading import read_here

    options = {key: order[key] for key in ("name", "sheet")}
    try:
        raw = read_here(data, **options, limits=limits, alone=True)
        answer: dict[str, Any] = {"report": to_json(raw, indent=False)}
    except ReadError as error:
        answer = {"error": {key: getattr(error, key) for key in _ERROR}}
    except InvalidReport as error:
        answer = {"error": {"zh": error.message("zh"), "en": error.message("en"), "where": order["name"]}}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
