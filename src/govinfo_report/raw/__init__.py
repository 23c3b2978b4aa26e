"""The report as printed: every cell as found, with its source; nothing repaired, nothing guessed."""

from govinfo_report.raw.cell import Cell, CellKind
from govinfo_report.raw.doubt import Doubt
from govinfo_report.raw.figures import parse_figure
from govinfo_report.raw.report import Leftover, Note, NoteKind, RawReport, Recognised

__all__ = [
    "Cell",
    "CellKind",
    "Doubt",
    "Leftover",
    "Note",
    "NoteKind",
    "RawReport",
    "Recognised",
    "parse_figure",
]
