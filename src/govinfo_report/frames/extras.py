"""Loading the engines of data frames, with a word on what to install where one is missing."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from govinfo_report.extras import how_to_install, not_installed
from govinfo_report.findings import Text

__all__ = ["engine", "narwhals"]

#: Engines that the extra of data frames brings, and ones that are their user's own choice.
_BROUGHT, _OWN = ("duckdb", "narwhals", "polars"), ("cudf", "modin", "pandas", "pyarrow")


def engine(name: str) -> Any:
    """The module of an engine.

    Raises:
        ModuleNotFoundError: It is not installed, or there is no such engine.
    """
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        library = name.partition(".")[0]
        need = Text(f"数据框需要 {library}", f"Data frames need {library}")
        if library in _BROUGHT:
            advice = how_to_install("frames")
        elif library == "dask":
            advice = how_to_install("dask")
        elif library in _OWN:
            advice = Text(f"请运行：pip install {library}", f"Run: pip install {library}")
        else:
            need = Text(f"没有数据框引擎“{name}”", f"There is no data frame engine “{name}”")
            known = ("polars", *_OWN)
            advice = Text(f"可用：{'、'.join(known)}。", f"Known are {', '.join(known)}.")
        raise not_installed(need, advice, error.name) from error


def narwhals(backend: str | None = None) -> Any:
    """narwhals, and the engine it is to use."""
    if backend is not None:
        engine(backend)
    return engine("narwhals.stable.v2")
