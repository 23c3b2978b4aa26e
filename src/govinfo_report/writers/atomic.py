"""Writing a file wholly or not at all, and never over one that nobody gave up."""

from __future__ import annotations

import errno
import os
import secrets
import signal
import stat
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType

from govinfo_report.errors import Stop, WriteError

__all__ = [
    "disk_error",
    "growing",
    "refuse_folder",
    "require_copy",
    "require_free",
    "stream_error",
    "unfinished",
    "write_bytes",
]

#: Number of an error → what it is called in an office, and what to do about it in both languages.
_REASONS: dict[int | None, tuple[str, str, str]] = {
    errno.ENOSPC: ("磁盘已满", "请清理磁盘，或写到别处。", "Make room, or write elsewhere."),
    errno.EFBIG: ("文件超过允许的大小", "请写到别处。", "Write elsewhere."),
    errno.EACCES: (
        "没有写入权限",
        "请换一个文件夹，或关闭正打开它的程序。",
        "Use another folder, or close it elsewhere.",
    ),
    errno.EPERM: (
        "没有写入权限",
        "请换一个文件夹，或关闭正打开它的程序。",
        "Use another folder, or close it elsewhere.",
    ),
    errno.EROFS: ("磁盘是只读的", "请写到别处。", "Write elsewhere."),
    errno.ENAMETOOLONG: ("文件名太长", "请缩短文件名。", "Use a shorter name."),
    errno.ENOTDIR: ("路径中有一段是文件，不是文件夹", "请检查路径。", "Look at the path."),
    errno.EIO: ("磁盘读写出错", "请换一个磁盘。", "Use another disk."),
}


class _Told(Stop):
    """The program was told to end."""


@contextmanager
def unfinished() -> Iterator[None]:
    """While something stands on disk that is not finished, a signal to end lets it be taken away first.

    SIGTERM (``kill``, ``timeout``, ``docker stop``) and SIGHUP (a terminal that closes) end a program where
    it is. Within this they raise, so that whoever made a temporary file removes it, and end the program then.
    A program that deals with these signals itself is left to, and so are threads, which get none.
    """
    names = ("SIGTERM", "SIGHUP") if threading.current_thread() is threading.main_thread() else ()
    numbers = [number for name in names if (number := getattr(signal, name, None)) is not None]
    ours = [number for number in numbers if signal.getsignal(number) is signal.SIG_DFL]
    for number in ours:
        signal.signal(number, _tell)
    told: _Told | None = None
    try:
        yield
    except _Told as error:
        told = error
        if not ours:  # it is for whoever set the signal
            raise
    finally:
        for number in ours:
            signal.signal(number, signal.SIG_DFL)
    if told is not None:
        signal.raise_signal(told.args[0])


def _tell(number: int, _frame: FrameType | None) -> None:
    raise _Told(number)


def write_bytes(path: Path, data: bytes, *, overwrite: bool) -> None:
    """Put ``data`` at ``path`` in one step.

    It is written to a temporary file beside the target and then moved into place, so that a
    reader finds the old file or the new one, and a failure leaves nothing behind. A link is
    followed: the file it leads to is replaced, not the link.

    Raises:
        WriteError: The target exists and ``overwrite`` is false, its folder does not exist, or
            the disk refuses.
    """
    with growing(path, overwrite=overwrite) as temporary:
        temporary.write_bytes(data)


@contextmanager
def growing(path: Path, *, overwrite: bool) -> Iterator[Path]:
    """A file beside the target, to be written little by little; in the target's place once that is done.

    Raises:
        WriteError: As `write_bytes` does; nothing was changed, and nothing is left behind.
    """
    try:
        with unfinished(), _beside(Path(os.path.realpath(path)), overwrite=overwrite) as temporary:
            yield temporary
    except FileNotFoundError as error:
        raise _no_folder(path) from error
    except OSError as error:
        raise disk_error(error, str(path)) from error


def require_free(path: Path, read: Iterable[str | os.PathLike[str]], *, overwrite: bool) -> None:
    """Refuse a file that cannot be made, before anything is done for it.

    Args:
        path: The file to be made.
        read: Files that it is made of, or by: never one of these, ``overwrite`` or not.
        overwrite: Whether an existing file may be replaced.

    Raises:
        WriteError: It is a folder, a device, one of the files read, stands in no folder, or exists.
    """
    try:
        before = _before(Path(os.path.realpath(path)), overwrite=True)
    except OSError as error:
        raise disk_error(error, str(path)) from error
    if before is None and not path.parent.is_dir():
        raise _no_folder(path)
    if before is not None and any(_same(path, each) for each in read):
        raise WriteError(
            "写出的文件不能就是读入的文件。",
            "The file to write is one of the files to read.",
            where=str(path),
            advice_zh="请换一个文件名。",
            advice_en="Give it another name.",
        )
    if before is not None and not overwrite:
        raise _exists(path)


def _same(path: Path, other: str | os.PathLike[str]) -> bool:
    try:
        return path.samefile(other)
    except OSError:  # what is not there is no file of anybody's
        return False


def stream_error(error: OSError) -> WriteError:
    """Why standard output could not be written; what was printed before is there and incomplete."""
    words, advice_zh, reason, advice_en = _reason(error)
    return WriteError(
        f"标准输出写不了（{words}），已输出的内容不完整。",
        f"Standard output cannot be written ({reason}); what was printed is not complete.",
        advice_zh=advice_zh,
        advice_en=advice_en,
    )


def _reason(error: Exception) -> tuple[str, str, str, str]:
    """What the disk refused, and what to do about it: in Chinese, then in English."""
    reason = getattr(error, "strerror", None) or str(error)
    number = getattr(error, "errno", None) or next(
        # A library may have made an error of its own of it, with the system's words but no number.
        (each for each in _REASONS if each is not None and os.strerror(each) in reason),
        None,
    )
    words, advice_zh, advice_en = _REASONS.get(number, (reason, "", ""))
    return words, advice_zh, reason, advice_en


def disk_error(error: Exception, where: str) -> WriteError:
    """What the disk refused, in the words of an office, and what to do about it."""
    words, advice_zh, reason, advice_en = _reason(error)
    return WriteError(
        f"文件写不了（{words}），原有文件未动。",
        f"The file cannot be written ({reason}); nothing was changed.",
        where=where,
        advice_zh=advice_zh,
        advice_en=advice_en,
    )


def refuse_folder(path: Path) -> None:
    """Refuse a folder where a file is to be made.

    Raises:
        WriteError: It is one.
    """
    if os.path.isdir(path):
        raise WriteError(
            "这是文件夹，不能写成文件。",
            "This is a folder.",
            where=str(path),
            advice_zh="请写明文件名。",
            advice_en="Give the name of a file.",
        )


def _before(path: Path, *, overwrite: bool) -> os.stat_result | None:
    """The file that is at ``path`` now, if there is one and it may be replaced."""
    refuse_folder(path)
    before = path.stat() if path.exists() else None
    if before is not None and not stat.S_ISREG(before.st_mode):
        # A device or pipe; moving a file into its place would do away with it.
        raise WriteError("这不是普通文件，不能覆盖。", "This is no ordinary file.", where=str(path))
    if before is not None and not overwrite:
        raise _exists(path)
    return before


@contextmanager
def _beside(path: Path, *, overwrite: bool) -> Iterator[Path]:
    before = _before(path, overwrite=overwrite)
    temporary = path.with_name(f".{path.name[:40]}.{secrets.token_hex(6)}.tmp")
    # Made with the permissions of any new file; one that is replaced hands on its own.
    os.close(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666))
    try:
        yield temporary
        with temporary.open("rb+") as stream:
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
    except (OSError, AttributeError) as error:  # no hard links: on this file system, or in a browser at all
        if path.exists():
            raise _exists(path) from error
        temporary.replace(path)


def _no_folder(path: Path) -> WriteError:
    return WriteError(
        "目标文件夹不存在。",
        "The folder does not exist.",
        where=str(path.parent),
        advice_zh="请先建立文件夹。",
        advice_en="Make the folder first.",
    )


def _exists(path: Path) -> WriteError:
    return WriteError(
        "文件已存在，未覆盖。",
        "The file exists and was left alone.",
        where=str(path),
        advice_zh="请换一个文件名；确要覆盖时用 overwrite=True。",
        advice_en="Choose another name, or pass overwrite=True.",
    )


def require_copy(file: str | os.PathLike[str], out: str | os.PathLike[str]) -> None:
    """Refuse to write what is made of a file over that file.

    Raises:
        WriteError: They are the same.
    """
    if Path(out).resolve() == Path(file).resolve():
        raise WriteError(
            "不能写到原文件上。",
            "It cannot replace the file that it is made of.",
            where=str(out),
            advice_zh="请换一个文件名。",
            advice_en="Give it another name.",
        )
