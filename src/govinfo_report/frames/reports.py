"""The way back: reports as printed out of a wide frame."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from govinfo_report.frames.columns import cells_of_all_forms
from govinfo_report.frames.identities import dotted, opened
from govinfo_report.raw import Cell, CellKind, RawReport, parse_figure
from govinfo_report.source import Source

__all__ = ["reports"]


def reports(df: Any) -> Iterator[RawReport]:
    """The reports of a frame that `wide` or `corpus` made with ``kinds=True, texts=True``, row by row.

    They have agency, year and every cell as printed, read anew from its text. Prose and places are not in
    such frames. Rows of files that could not be read are passed over.

    Raises:
        ValueError: The frame lacks the companion columns: without them a blank, a mark and a cell that is not
            there are all null, and nobody can tell which a null was.
    """
    frame = opened(df)
    frame = frame.collect() if hasattr(frame, "collect") else frame
    there = {dotted(name) for name in frame.columns}
    paths = [path for path in cells_of_all_forms() if path in there]
    if not paths or any(f"{path}:{name}" not in there for path in paths for name in ("kind", "text")):
        raise ValueError(
            "要从数据框还原报告，须有 kind 和 text 各列 / "
            "to restore reports the frame needs its companions: frames.wide(…, kinds=True, texts=True)"
        )
    for each in frame.iter_rows(named=True):
        row = {dotted(name): value for name, value in each.items()}
        if _text(row.get("unread")) is not None:
            continue
        file = _text(row.get("file"))
        cells = (_cell(path, row[f"{path}:kind"], row[f"{path}:text"], file) for path in paths)
        yield RawReport(
            agency=_text(row.get("agency")),
            year=_whole(row.get("year")),
            cells=tuple(cell for cell in cells if cell is not None),
        )


def _text(value: object) -> str | None:
    """A text, ``None`` where there is none, for which engines have null, NaN and more."""
    return value if isinstance(value, str) else None


def _whole(value: Any) -> int | None:
    """A whole number, however an engine keeps it beside missing ones; ``None`` where it is missing."""
    try:
        return int(value) if value == value and int(value) == value else None
    except (TypeError, ValueError, OverflowError):
        return None


def _cell(path: str, kind: object, text: object, file: str | None) -> Cell | None:
    kind, text = _text(kind), _text(text) or ""
    if kind is None:  # absent
        return None
    source = Source(file=file)
    if kind != CellKind.NUMBER:
        return Cell(path, CellKind(kind), text=text, source=source)
    value = parse_figure(text, cells_of_all_forms()[path].kind).value
    return Cell(path, CellKind.NUMBER, value, text, source)
