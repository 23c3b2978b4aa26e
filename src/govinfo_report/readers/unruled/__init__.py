"""Tables without rules, by where their words stand: in a PDF, and in text that keeps the layout of a page."""

from govinfo_report.readers.unruled.lattice import LABELS
from govinfo_report.readers.unruled.line import PAGE_NUMBER, Line, Words, line_of
from govinfo_report.readers.unruled.parts import Part, UnruledTable, parts_of

__all__ = ["LABELS", "PAGE_NUMBER", "Line", "Part", "UnruledTable", "Words", "line_of", "parts_of"]
