"""Writing a file wholly or not at all, and never over one that nobody gave up."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path

from govinfo_report.errors import WriteError

__all__ = ["write_bytes"]


def write_bytes(path: Path, data: bytes, *, overwrite: bool) -> None:
    """Put ``data`` at ``path`` in one step.

    It is written to a temporary file beside the target and then moved into place, so that a
    reader finds the old file or the new one, and a failure leaves nothing behind. A link is
    followed: the file it leads to is replaced, not the link.

    Raises:
        WriteError: The target exists and ``overwrite`` is false, its folder does not exist, or
            the disk refuses.
    """
    try:
        _write(Path(os.path.realpath(path)), data, overwrite=overwrite)
    except FileNotFoundError as error:
        raise WriteError(
            "目标文件夹不存在。",
            "The folder does not exist.",
            where=str(path.parent),
            advice_zh="请先建立文件夹。",
            advice_en="Make the folder first.",
        ) from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise WriteError(
            f"文件写不了（{reason}），原有文件未动。",
            f"The file cannot be written ({reason}); nothing was changed.",
            where=str(path),
        ) from error


def _write(path: Path, data: bytes, *, overwrite: bool) -> None:
    if path.is_dir():
        raise WriteError("这是文件夹，不能写成文件。", "This is a folder.", where=str(path))
    before = path.stat() if path.exists() else None
    if before is not None and not overwrite:
        raise _exists(path)
    temporary = path.with_name(f".{path.name[:40]}.{secrets.token_hex(6)}.tmp")
    # Made with the permissions of any new file; one that is replaced hands on its own.
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if before is not None:
            temporary.chmod(before.st_mode & 0o777)
        _move(temporary, path, overwrite=overwrite)
    finally:
        with suppress(OSError):
            temporary.unlink()


def _move(temporary: Path, path: Path, *, overwrite: bool) -> None:
    if overwrite:
        temporary.replace(path)
        return
    try:
        os.link(temporary, path)  # fails if somebody made the target meanwhile; a rename would not
    except FileExistsError as error:
        raise _exists(path) from error
    except OSError as error:  # a file system without hard links
        if path.exists():
            raise _exists(path) from error
        temporary.replace(path)


def _exists(path: Path) -> WriteError:
    return WriteError(
        "文件已存在，未覆盖。",
        "The file exists and was left alone.",
        where=str(path),
        advice_zh="请换一个文件名；确要覆盖时用 overwrite=True（命令行 --overwrite）。",
        advice_en="Choose another name, or pass overwrite=True (--overwrite on the command line).",
    )
