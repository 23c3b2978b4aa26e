"""What leaves a command: words for people in the console's encoding, documents for programs in UTF-8.

A document that says of itself that it is UTF-8 is UTF-8, whatever the console is. Of words, no character is
lost: one that the console's encoding lacks is written as its escape. Either can go into a file, with ``-o``.
What could not be written never passes for what was.
"""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click

from govinfo_report.cli.lines import Line, drawn, terminal_width
from govinfo_report.errors import WriteError
from govinfo_report.source import shown
from govinfo_report.writers.atomic import require_free, write_bytes

__all__ = [
    "Console",
    "OutputLost",
    "output_options",
    "put_document",
    "put_error",
    "put_words",
    "require_output",
]

_Command = TypeVar("_Command", bound=Callable[..., Any])


class OutputLost(Exception):  # noqa: N818 - what has happened, and no mistake of anybody here
    """Standard output takes no more: its reader has gone, or its disk is full.

    No `OSError`, which click would end the command for, with the status of a report that has errors.
    """

    def __init__(self, error: OSError) -> None:
        super().__init__(error)
        self.error = error

    @property
    def reader_has_gone(self) -> bool:
        """Whether somebody read as much as he wanted, as `head` does. There is nothing to tell him."""
        closed_on_windows = os.name == "nt" and self.error.errno == errno.EINVAL
        return isinstance(self.error, BrokenPipeError) or closed_on_windows


class Console(io.TextIOBase):
    """A standard stream that takes every character, and knows whether its encoding lacked one.

    It calls itself UTF-8, since click writes UTF-8 past a stream whose encoding is ASCII.

    Attributes:
        lacked: Whether something written was not in the encoding.
        own: The encoding of the stream itself.
    """

    encoding = "utf-8"
    errors = "backslashreplace"

    def __init__(self, stream: io.TextIOWrapper) -> None:
        super().__init__()
        stream.reconfigure(errors="backslashreplace")
        self._stream = stream
        self.own = stream.encoding
        self.lacked = False

    @property
    def buffer(self) -> Any:
        """The stream of bytes below."""
        return self._stream.buffer

    def write(self, text: str, /) -> int:
        """Write words, in the stream's own encoding."""
        words = shown(text)  # of a file's name that is no text, no encoding is to blame
        self.lacked = self.lacked or not self.has(words)
        with _lost():
            return self._stream.write(words)

    def flush(self) -> None:
        """Hand on what was written."""
        with _lost():
            self._stream.flush()

    def has(self, text: str) -> bool:
        """Whether the encoding has all characters of a text."""
        try:
            text.encode(self.own)
        except UnicodeEncodeError:
            return False
        return True

    def told(self, errors: Console, lang: str, *, with_output: bool) -> str:
        """What to do about characters that were lacking, in words that standard error has.

        Args:
            errors: Standard error.
            lang: The language spoken.
            with_output: Whether the command has an option for a file that has all characters.
        """
        zh = f"注意：控制台的编码（{self.own}）没有的字符，写成了 \\uXXXX。" + (
            "用 -o 文件 可写成 UTF-8 文件，一字不缺。"
            if with_output
            else "设环境变量 PYTHONIOENCODING=utf-8 可原样输出。"
        )
        en = f"note: characters that the console's encoding ({self.own}) lacks were written \\uXXXX. " + (
            "-o FILE writes all of them, in UTF-8."
            if with_output
            else "They come out with PYTHONIOENCODING=utf-8 in the environment."
        )
        return zh if lang == "zh" and errors.has(zh) else en

    def give_up(self) -> None:
        """Send what is still held back nowhere, so that the end of the process does not try once more."""
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, self._stream.fileno())
        os.close(nowhere)

    def fileno(self) -> int:
        """The descriptor of the stream."""
        return self._stream.fileno()

    def isatty(self) -> bool:
        """Whether a person looks at it."""
        return self._stream.isatty()

    def writable(self) -> bool:
        """Always."""
        return True


@contextmanager
def _lost() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OutputLost(error) from error


_NO_TEXT = frozenset(
    (".xlsx", ".xls", ".docx", ".doc", ".pdf", ".csv", ".pptx", ".et", ".wps", ".html", ".htm")
)
"""Suffixes by which programs would open a text and find it broken."""


def output_options(command: _Command) -> _Command:
    """The options of every command whose answer can go into a file."""
    may_replace = click.option("--overwrite", is_flag=True, help="可覆盖已有文件 / replace an existing file")
    return click.option(
        "-o", "--output", metavar="FILE", type=click.Path(path_type=Path, allow_dash=True),
        help="写入文件（UTF-8），不在屏幕上显示 / write to a file, in UTF-8",
    )(may_replace(command))  # fmt: skip


def require_output(
    output: Path | None, read: Iterable[str | None], *, overwrite: bool, made: Collection[str] = ()
) -> None:
    """Refuse, before the work is done, a file that cannot be made.

    Args:
        output: The file, as of `output_options`.
        read: The files that the command reads; ``None`` for one that was not given.
        overwrite: Whether an existing file may be replaced.
        made: Suffixes of other formats than text that the command makes.

    Raises:
        WriteError: It is a folder, one of the files read, or exists; or its suffix is that of another format.
    """
    if output is not None and not _is_console(output):
        require_free(output, [each for each in read if each is not None and each != "-"], overwrite=overwrite)
        if output.suffix.lower() in _NO_TEXT and output.suffix.lower() not in made:
            others = f"这里能写的是 {'、'.join(made)} 和文字。" if made else ""
            others_en = f"What can be written here is {', '.join(made)} and text. " if made else ""
            raise WriteError(
                f"这里不能写成 {output.suffix} 文件。",
                f"No {output.suffix} file is written here.",
                where=str(output),
                advice_zh=f"{others}问题清单（.xlsx、.csv）用 scan -o，标在文件里用 annotate。",
                advice_en=f"{others_en}Lists (.xlsx, .csv) are made by scan -o, marked copies by annotate.",
            )


def put_document(document: str, output: Path | None, *, overwrite: bool) -> Sequence[Path]:
    """Give out what a program or a browser reads: UTF-8, byte for byte; the files written come back.

    Raises:
        WriteError: The file cannot be written.
        OutputLost: Standard output cannot.
    """
    # A file's name may hold what is no character; in JSON, its escape is how that is written.
    data = document.encode("utf-8", "backslashreplace")
    if output is not None and not _is_console(output):
        write_bytes(output, data, overwrite=overwrite)
        return (output,)
    with _lost():
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    return ()


def put_words(words: str | Iterable[Line | str], output: Path | None, *, overwrite: bool) -> Sequence[Path]:
    """Give out what a person reads, arranged for his terminal; into a file, as it is, in UTF-8.

    The files written come back.

    Raises:
        WriteError: The file cannot be written.
        OutputLost: Standard output cannot.
    """
    lines = words.split("\n") if isinstance(words, str) else words
    if output is not None and not _is_console(output):
        return put_document(f"{click.unstyle(drawn(lines, None))}\n", output, overwrite=overwrite)
    click.echo(drawn(lines, terminal_width()))
    return ()


def put_error(words: str) -> None:
    """Say on standard error what is wrong."""
    click.echo(drawn(words.split("\n"), terminal_width(err=True)), err=True)


def _is_console(output: Path) -> bool:
    return str(output) == "-"
