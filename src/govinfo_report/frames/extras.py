"""Loading the engines of data frames, with a word on what to install where one is missing."""

from __future__ import annotations

from importlib import import_module
from typing import Any

__all__ = ["engine", "narwhals"]


_EXTRAS = {"narwhals": "frames", "polars": "frames", "duckdb": "frames", "dask": "dask"}
"""What brings an engine; the others are installed by themselves."""


def _command(name: str) -> str:
    package = name.partition(".")[0]
    extra = _EXTRAS.get(package)
    if extra is None:
        return f"pip install {package}"
    return (
        f'pip install "govinfo-report[{extra}]"；从源码文件夹安装的 / from its own folder: '
        f'pip install ".[{extra}]"'
    )


def engine(name: str) -> Any:
    """The module of an engine.

    Raises:
        ModuleNotFoundError: It is not installed.
    """
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        raise ModuleNotFoundError(
            f"数据框需要 {name}，请运行 / data frames need {name}: {_command(name)}",
            name=error.name,
        ) from error


def narwhals(backend: str | None = None) -> Any:
    """narwhals, and the engine it is to use."""
    if backend is not None:
        engine(backend)
    return engine("narwhals.stable.v2")
