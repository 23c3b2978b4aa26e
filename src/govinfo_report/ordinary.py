"""Reading a file that somebody named: an ordinary one, and not more of it than there should be."""

from __future__ import annotations

import errno
import os
import stat

__all__ = ["MOST", "NoOrdinaryFile", "ordinary_bytes"]

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
