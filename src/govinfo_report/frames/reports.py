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
        if row.get("unread") is not None:
            continue
        file = row.get("file")
        cells = (_cell(path, row[f"{path}:kind"], row[f"{path}:text"], file) for path in paths)
        yield RawReport(
            agency=row.get("agency"),
            year=row.get("year"),
            cells=tuple(cell for cell in cells if cell is not None),
        )


def _cell(path: str, kind: str | None, text: str | None, file: str | None) -> Cell | None:
    if not isinstance(kind, str):  # absent; pandas has NaN for it
        return None
    text = text if isinstance(text, str) else ""
    source = Source(file=file)
    if kind != CellKind.NUMBER:
        return Cell(path, CellKind(kind), text=text, source=source)
    value = parse_figure(text, cells_of_all_forms()[path].kind).value
    return Cell(path, CellKind.NUMBER, value, text, source)
