"""What other packages add to the library: rules, label wordings, readers, writers, editions, by entry points.

A package names what it adds in its own metadata, and nothing else has to be done::

    [project.entry-points."govinfo_report.rules"]
    qinghe = "qinghe_rules:CHECKS"

The groups are ``govinfo_report.rules``, ``.labels``, ``.readers``, ``.writers`` and ``.editions``; what each
wants is said where it is used: `rules.book`, `form.variants`, `readers.formats`, `writers.formats`,
`model.editions`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from importlib.machinery import PathFinder
from typing import TYPE_CHECKING, Any, Literal

from attrs import frozen

from govinfo_report.errors import GovInfoReportError, PluginError, Stop

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

__all__ = ["Plugin", "failing", "plugins", "refused"]

Group = Literal["rules", "labels", "readers", "writers", "editions"]


@frozen
class Plugin:
    """Something that another package adds.

    Attributes:
        name: Its name, ``package: entry point``.
        value: What the entry point leads to.
    """

    name: str
    value: Any


@cache
def plugins(group: Group) -> tuple[Plugin, ...]:
    """What the installed packages add, by name.

    Raises:
        PluginError: One of them cannot be loaded. It is not passed over: a rule that is not applied, or a
            wording that is not known, would change results without a word.
    """
    if not _may_be_any():
        return ()
    found = sorted(_every().select(group=f"govinfo_report.{group}"), key=_name)
    return tuple(Plugin(_name(entry), _loaded(entry)) for entry in found)


@cache
def _every() -> Any:
    """All entry points, gathered once: each package's metadata is a file."""
    from importlib.metadata import entry_points  # loads zipfile, which importing the package is spared

    return entry_points()


@cache
def _may_be_any() -> bool:
    """Whether a package's metadata names a group of ours, or stands where only the import system finds it.

    It is the bytes that are asked: `importlib.metadata` loads what parses mail, a tenth of a process's first
    reading, and most installations have no plugin.
    """
    if any(hasattr(each, "find_distributions") for each in sys.meta_path if each is not PathFinder):
        return True
    return any(map(_may_hold_any, sys.path))


def _may_hold_any(place: str) -> bool:
    if place.lower().endswith(".egg"):
        return True
    try:
        names = os.listdir(place or ".")
    except FileNotFoundError:
        return False
    except OSError:  # an archive
        return True
    return any(
        name.lower().endswith(".egg")
        or (name.lower().endswith((".dist-info", ".egg-info")) and _names_any(place, name))
        for name in names
    )


def _names_any(place: str, package: str) -> bool:
    try:
        with open(os.path.join(place, package, "entry_points.txt"), "rb") as file:
            return b"[govinfo_report." in file.read()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True


def _name(entry: EntryPoint) -> str:
    package = entry.dist.name if entry.dist is not None else "?"
    return f"{package}: {entry.name}"


def _loaded(entry: EntryPoint) -> Any:
    def unusable(what: str) -> PluginError:
        return PluginError(
            f"扩展装不上（{what}）。",
            f"The plugin cannot be loaded ({what}).",
            where=_name(entry),
            advice_zh="请修复或卸载这个扩展。",
            advice_en="Mend or uninstall it.",
        )

    with failing(unusable):
        return entry.load()


@contextmanager
def failing(
    as_error: Callable[[str], GovInfoReportError], *, but: tuple[type[BaseException], ...] = ()
) -> Iterator[None]:
    """Run somebody else's code: whatever it raises, ``sys.exit`` included, is a fault of that plugin.

    Args:
        as_error: Makes the error that names the plugin, given what it raised.
        but: What it may raise.
    """
    try:
        yield
    except BaseException as error:
        if isinstance(error, (KeyboardInterrupt, Stop, *but)):
            raise
        raise as_error(f"{type(error).__name__}: {error}") from error


def refused(plugin: Plugin, zh: str, en: str) -> PluginError:
    """The error that a plugin is not what its group wants."""
    return PluginError(
        zh, en, where=plugin.name, advice_zh="请修复它，或不再使用。", advice_en="Mend it, or do without it."
    )
