"""What a file prints: cells in rows and columns, paragraphs, and how their text is written down."""

from govinfo_report.document.document import Document, Paragraph
from govinfo_report.document.lattice import Grid, GridCell, Kind, Likeness

__all__ = ["Document", "Grid", "GridCell", "Kind", "Likeness", "Paragraph"]
