"""Loading the engines of data frames, with a word on what to install where one is missing."""

from __future__ import annotations

from importlib import import_module
from typing import Any

__all__ = ["engine", "narwhals"]


def engine(name: str) -> Any:
    """The module of an engine.

    Raises:
        ModuleNotFoundError: It is not installed.
    """
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        raise ModuleNotFoundError(
            f'数据框需要 {name}，请运行 / data frames need {name}: pip install "govinfo-report[frames]"',
            name=error.name,
        ) from error


def narwhals(backend: str | None = None) -> Any:
    """narwhals, and the engine it is to use."""
    if backend is not None:
        engine(backend)
    return engine("narwhals.stable.v2")
