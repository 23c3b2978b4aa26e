"""How far a long run has come: a bar in the last line of a terminal, which makes way for what is printed."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import TypeVar

from attrs import Factory, define, field

from govinfo_report.cli.language import Words

__all__ = ["Progress"]

_T = TypeVar("_T")

_WIDTH = 24
_EVERY = 0.1
"""Seconds between two drawings."""
_SURE = 2.0
"""Seconds from the first result on after which the time left is told; sooner, it would be a guess."""
_CLEAR = "\r\x1b[K"


@define
class Progress:
    """A bar on standard error, if that is a terminal and there are several; used as a context.

    Attributes:
        number: How many there are.
        say: The language.
        done: How many are done.
    """

    number: int
    say: Words
    done: int = 0
    _shown: bool = field(
        default=Factory(lambda self: self.number > 1 and sys.stderr.isatty(), takes_self=True)
    )
    _first: float | None = None
    _drawn: float = 0.0

    def __enter__(self) -> Progress:
        self._draw()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._put(_CLEAR)

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Make way for what is printed meanwhile."""
        self._put(_CLEAR)
        yield
        sys.stdout.flush()
        self._draw()

    def over(self, items: Iterable[_T]) -> Iterator[_T]:
        """The items, each of them a step."""
        for each in items:
            self.step()
            yield each

    def step(self, number: int = 1) -> None:
        """So many more are done."""
        self.done += number
        now = time.monotonic()
        if self._first is None:
            self._first = now
        if now - self._drawn >= _EVERY:
            self._draw()

    def line(self) -> str:
        """The bar in words and signs."""
        part = min(self.done / self.number, 1.0) if self.number else 1.0
        full = int(part * _WIDTH)
        bar = "#" * full + "-" * (_WIDTH - full)
        return f"{self.say('已读', 'read')} [{bar}] {self.done}/{self.number}{self._left()}"

    def _left(self) -> str:
        """The time left, from the pace since the first result; nothing before that says anything."""
        since = time.monotonic() - self._first if self._first is not None else 0.0
        if self.done < 2 or since < _SURE or self.done >= self.number:
            return ""
        seconds = round(since / (self.done - 1) * (self.number - self.done))
        minutes, seconds = divmod(seconds, 60)
        return self.say(f"  还需约 {minutes}:{seconds:02}", f"  about {minutes}:{seconds:02} left")

    def _draw(self) -> None:
        self._put(f"{_CLEAR}{self.line()}")
        self._drawn = time.monotonic()

    def _put(self, signs: str) -> None:
        if self._shown:
            sys.stderr.write(signs)
            sys.stderr.flush()
