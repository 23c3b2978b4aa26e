"""Rules in a file of one's own, without a package: ``--rules FILE.py``.

The files are named in the environment, so that the processes of a scan know them as well.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType

from govinfo_report.errors import PluginError, Stop
from govinfo_report.ordinary import ordinary_bytes
from govinfo_report.plugins import Plugin
from govinfo_report.rules.rule import Check

__all__ = ["VARIABLE", "line_in", "own_files", "own_rules", "use_rules"]

VARIABLE = "GOVINFO_REPORT_RULES"


def use_rules(files: Iterable[str]) -> None:
    """Have this process and those it starts know the rules of some files, from before the first check on."""
    os.environ[VARIABLE] = os.pathsep.join(str(Path(file).resolve()) for file in files)


def own_files() -> tuple[str, ...]:
    """The files."""
    return tuple(filter(None, os.environ.get(VARIABLE, "").split(os.pathsep)))


def own_rules() -> Iterator[Plugin]:
    """What each file has under its names that is a `Check`.

    Raises:
        PluginError: A file cannot be read or run, or has no rule. Says in which line.
    """
    for file in own_files():
        checks = tuple(_checks_of(vars(_loaded(file))))
        if not checks:
            raise PluginError(
                "文件里没有规则。",
                "There is no rule in this file.",
                where=file,
                advice_zh="规则是 @gr.rule(…) 之下的函数。",
                advice_en="A rule is a function under @gr.rule(…).",
            )
        yield Plugin(file, checks)


def line_in(file: str, error: BaseException) -> int | None:
    """The line of a file at which an error was raised, the innermost; ``None`` where it was not in it."""
    if isinstance(error, SyntaxError) and error.filename == file:
        return error.lineno
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == file]
    return lines[-1] if lines else None


def _loaded(file: str) -> ModuleType:
    """The file, run as a module; nothing is written beside it."""
    module = ModuleType(f"_rules_in_{Path(file).stem}")
    module.__file__ = file
    sys.modules[module.__name__] = module  # classes look their own module up there
    try:
        exec(compile(ordinary_bytes(file), file, "exec"), vars(module))
    except (KeyboardInterrupt, Stop):
        raise
    except BaseException as error:  # whatever it raises, sys.exit included, is that file's fault
        line = line_in(file, error)
        what = f"{type(error).__name__}: {error.msg if isinstance(error, SyntaxError) else error}"
        raise PluginError(
            f"规则文件用不了（{what}）。",
            f"The file of rules cannot be used ({what}).",
            where=file if line is None else f"{file}:{line}",
            advice_zh="请改正后再运行。",
            advice_en="Mend it and run again.",
        ) from error
    return module


def _checks_of(names: dict[str, object]) -> Iterator[Check]:
    """The checks among some values and in tuples and lists of them, each once."""
    met: set[int] = set()
    for value in names.values():
        for each in value if isinstance(value, tuple | list) else (value,):
            if isinstance(each, Check) and id(each) not in met:
                met.add(id(each))
                yield each
