"""Which files `check` is about: those named, those in folders, those that a pattern matches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from glob import glob, has_magic
from pathlib import Path

from attrs import frozen

import govinfo_report as gr
from govinfo_report.corpus.entries import entries_of, is_for_programs, key_of

__all__ = ["Found", "files_of"]


@frozen
class Found:
    """A file to check.

    Attributes:
        file: As the user wrote it, or as his folder leads to it; ``-`` for standard input.
        named: Whether he named the file itself, and so says that it is a report.
        error: Why it cannot be one, known before anybody reads it.
    """

    file: str
    named: bool = False
    error: gr.ReadError | None = None


def files_of(sources: Sequence[str]) -> Iterator[Found]:
    """The files, in order; a pattern that the shell has left alone (``'**/*.xlsx'``) is followed.

    Raises:
        ReadError: A pattern matches nothing.
    """
    found: dict[str, Found] = {}
    for each in _every(sources):
        key = each.file if each.file == "-" else key_of(each.file)
        if key not in found or (each.named and not found[key].named):
            found[key] = each
    yield from found.values()


def _every(sources: Sequence[str]) -> Iterator[Found]:
    for source in sources:
        if source != "-" and Path(source).is_dir():
            yield from _in([source])
        elif source != "-" and has_magic(source) and not Path(source).exists():
            matches = sorted(
                each for each in glob(source, recursive=True) if not is_for_programs(Path(each).name)
            )
            if not matches:
                raise gr.ReadError(
                    "没有这样的文件。", "No file matches.", where=source,
                    advice_zh="* 代表任意字符，**/ 代表各级文件夹。",
                    advice_en="* stands for any characters, **/ for folders of any depth.",
                )  # fmt: skip
            yield from _in(matches)
        else:
            yield Found(source, named=True)


def _in(sources: Sequence[str]) -> Iterator[Found]:
    return (Found(str(entry.path), error=entry.error) for entry in entries_of(sources))
