"""Reading a file that somebody named: an ordinary one, and not more of it than there should be."""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Iterable

from govinfo_report.errors import ReadError

__all__ = ["MOST", "NoOrdinaryFile", "ordinary_bytes", "require_no_address"]

_ADDRESS = re.compile(r"(https?|ftps?|file):/", re.IGNORECASE)

MOST = 50_000_000
"""Bytes of the largest file that anything here is read from, unless a caller says otherwise."""


class NoOrdinaryFile(OSError):  # noqa: N818 - what it is, as FileNotFoundError says
    """A device, a pipe or a socket: it may have no end, or nobody at its other end."""

    def __init__(self) -> None:
        super().__init__(errno.EINVAL, "不是普通文件 no ordinary file")


def ordinary_bytes(path: str | os.PathLike[str], most: int = MOST) -> bytes:
    """The contents of a file.

    What is no ordinary file is not opened, which might wait for ever, unless it is a pipe that this process
    was started with, as a shell makes of ``<(command)``.

    Args:
        path: The file.
        most: Bytes that it may have; of one that has more, so many and one are read, and no more.

    Raises:
        IsADirectoryError: It is a folder.
        NoOrdinaryFile: It is none.
        OSError: It cannot be opened or read.
    """
    mode = os.stat(path).st_mode
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    handed_over = os.fspath(path).startswith(("/dev/fd/", "/dev/stdin", "/proc/self/fd/"))
    if not stat.S_ISREG(mode) and not (stat.S_ISFIFO(mode) and handed_over):
        raise NoOrdinaryFile
    with open(path, "rb") as stream:
        return stream.read(most + 1)


def require_no_address(arguments: Iterable[str]) -> None:
    """Refuse an address on the web where a file is wanted.

    Raises:
        ReadError: One of the arguments is an address.
    """
    for argument in arguments:
        found = _ADDRESS.match(argument)
        if found is not None:
            here = found[1].lower() == "file"
            save_zh = "请在浏览器里打开，把网页另存为文件，再读取这个文件。"
            save_en = "Open it in a browser, save the page as a file, and read that."
            raise ReadError(
                "这是网址；本程序不上网。",
                "This is an address; nothing is ever fetched from the web.",
                where=argument,
                advice_zh="请写文件的路径。" if here else save_zh,
                advice_en="Name the file by its path." if here else save_en,
            )
