"""What a reader says of a document with digits planted in it, held against what pictures show."""

from __future__ import annotations

from collections.abc import Mapping

import govinfo_report as gr
from govinfo_report.raw import CellKind, RawReport
from tests.documents.grids import Document
from tests.hiding import seeing
from tests.hiding.formats import Format
from tests.hiding.ways import Plant, wrong

__all__ = ["allowed", "outcome", "read"]


def read(content: bytes) -> RawReport:
    """The report as read; a file that is refused has no cell."""
    try:
        return gr.read(content)
    except gr.ReadError:
        return RawReport()


def allowed(
    form: Format, document: Document, plants: Mapping[str, Plant]
) -> dict[str, frozenset[str] | None]:
    """Path → the texts of which a reader may give one."""
    may: dict[str, frozenset[str] | None] = {path: frozenset([text]) for path, text in document.texts.items()}
    for path, plant in plants.items():
        may[path] = plant.allowed(seeing.sight(form, plant.way, plant.place))
    return may


def outcome(raw: RawReport, path: str, may: Mapping[str, frozenset[str] | None]) -> str:
    """What a reader made of one cell: right, unreadable, absent, WRONG, or not to be told."""
    cell = raw.get(path)
    if cell is None:
        return "absent"
    if cell.kind is CellKind.UNREADABLE:
        return "unreadable"
    if may[path] is None:
        return "?"
    return "WRONG" if any(line.startswith(f"{path} ") for line in wrong(raw, may)) else "right"
