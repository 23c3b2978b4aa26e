"""What a worker says of a file: a head that tells which file, and a document or an error, as JSON.

It is read strictly, so that a process taken over by a file could say a wrong document, but do nothing here.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Callable
from typing import Any

from attrs import frozen

from govinfo_report.document import Document
from govinfo_report.document.plain import as_plain, from_plain
from govinfo_report.errors import PluginError, ReadError

__all__ = ["HEAD", "READY", "Answer", "no_result"]

HEAD = struct.Struct(">Q32sQ")
"""What comes before an answer: the number of the question, the SHA-256 of the file, bytes of the answer."""
READY = HEAD.pack(0, bytes(32), 0)
"""What a worker says before the first question."""
_ERRORS: dict[str, Callable[..., ReadError | PluginError]] = {
    kind.__name__: kind for kind in (ReadError, PluginError)
}
_WORDS = ("zh", "en", "where", "advice_zh", "advice_en")


@frozen
class Answer:
    """What a worker says of a file.

    Attributes:
        document: The document; ``None`` where there is an error, or the file is one that holds none (JSON).
        error: Why it cannot be read.
        last: Whether the worker should be replaced.
    """

    document: Document | None = None
    error: ReadError | PluginError | None = None
    last: bool = False

    def written(self) -> bytes:
        """The answer as it goes over the pipe."""
        error = self.error
        said = {
            "document": None if self.document is None else as_plain(self.document),
            "error": None
            if error is None
            else [type(error).__name__, *(getattr(error, key) for key in _WORDS)],
            "last": self.last,
        }
        return json.dumps(said, ensure_ascii=False).encode("utf-8", "surrogatepass")

    @classmethod
    def read(cls, body: bytes) -> Answer:
        """The answer that came over the pipe.

        Raises:
            ValueError: It is none.
        """
        try:
            told = json.loads(body)
        except RecursionError as error:
            raise ValueError("too deep an answer") from error
        if type(told) is not dict or told.keys() != {"document", "error", "last"}:
            raise ValueError("no answer")
        return cls(
            document=None if told["document"] is None else from_plain(told["document"]),
            error=None if told["error"] is None else _error(told["error"]),
            last=told["last"] is True,
        )


def _error(told: Any) -> ReadError | PluginError:
    if type(told) is not list or len(told) != 1 + len(_WORDS):
        raise ValueError("no error")
    kind, *words = told
    if not all(type(each) is str for each in (kind, *words[:2])) or kind not in _ERRORS:
        raise ValueError("no error")
    if not all(each is None or type(each) is str for each in words[2:]):
        raise ValueError("no error")
    return _ERRORS[kind](**dict(zip(_WORDS, words, strict=True)))


def no_result(name: str | None) -> ReadError:
    """The error of a file that a worker died of."""
    return ReadError(
        "读取的进程没有交回结果：内存超过上限，或进程崩溃。",
        "The process that read it came to no result: it took too much memory, or crashed.",
        where=name,
        advice_zh="请换一份文件；确是报告的，可用 limits= 放宽 memory。",
        advice_en="Take another copy of the file; if it is a report, raise memory with limits=.",
    )
