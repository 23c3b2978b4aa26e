"""Which files go together, and a list of them made by a worker: chunks of names on disk.

A folder with millions of files is gone through by one task. It writes the names down where all that read
them can see them, and whoever hands out the work only has to know that the next chunk is there.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError, Future
from itertools import islice
from pathlib import Path
from typing import Any

from govinfo_report.corpus.entries import Entry, Sources, entries_of
from govinfo_report.corpus.results import ScanResult

__all__ = ["Chunk", "Files", "Named", "cut", "listed", "opened", "write_listing"]

#: A file, and its result where that is known before anybody reads it.
Named = tuple[str, ScanResult | None]
#: Files that travel together: by name, or the name of a list of them.
Files = tuple[Named, ...] | Path
#: Such files, numbered, so that what comes of them can be put in order.
Chunk = tuple[int, Files]

_FEWEST = 8
_PART = 16
"""A chunk is at most this part of all files before it, so that no worker has many when there are few."""
_TRIES = 3


def cut(entries: Iterable[Entry], most: int) -> Iterator[tuple[Named, ...]]:
    """Files as chunks: of a few at first, of ``most`` when there are many."""
    rest, files = iter(entries), 0
    while batch := tuple(islice(rest, min(most, max(_FEWEST, files // _PART)))):
        files += len(batch)
        yield tuple((str(each.path), _known(each)) for each in batch)


def _known(entry: Entry) -> ScanResult | None:
    return ScanResult(path=entry.path, error=entry.error) if entry.error is not None else None


def opened(files: Files) -> tuple[Named, ...]:
    """The files of a chunk."""
    if isinstance(files, Path):
        chunk: tuple[Named, ...] = pickle.loads(files.read_bytes())
        return chunk
    return files


def write_listing(sources: Sources, folder: Path, most: int) -> int:
    """Write down all files, a chunk at a time; how many chunks there are.

    Chunks that are there stay as they are: whoever began to make the list died of something, or lost touch.
    """
    number = 0
    for chunk in cut(entries_of(sources), most):
        target = _chunk(folder, number)
        if not target.exists():
            unfinished = target.with_suffix(f".{os.urandom(6).hex()}")
            unfinished.write_bytes(pickle.dumps(chunk, pickle.HIGHEST_PROTOCOL))
            unfinished.replace(target)
        number += 1
    return number


def listed(
    sources: Sources, folder: Path, most: int, submit: Callable[..., Future[Any] | None]
) -> Iterator[Chunk | None]:
    """The chunks of a list that a worker makes, each as soon as it is there; ``None`` while none is.

    Args:
        sources: The files.
        folder: Where the list is made.
        most: Files in a chunk.
        submit: Has a worker call something; ``None`` where there is no worker, and nobody but this
            process can make the list.
    """
    number = 0
    making = submit(write_listing, sources, folder, most)
    tries = 1
    while True:
        ended = making is None or making.done()
        if _chunk(folder, number).exists():
            yield number, _chunk(folder, number)
            number += 1
        elif not ended:
            yield None
        elif making is not None and _whole(making):
            return
        elif making is None or tries == _TRIES:
            write_listing(sources, folder, most)
            making = Future()
            making.set_result(number)
        else:
            making = submit(write_listing, sources, folder, most)
            tries += 1


def _whole(making: Future[Any]) -> bool:
    try:
        making.result()
    except OSError:  # the disk refuses; another process would fare no better
        raise
    except (Exception, CancelledError):
        return False
    return True


def _chunk(folder: Path, number: int) -> Path:
    return folder / f"{number:08}.files"
