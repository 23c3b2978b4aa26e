"""What several reports say together: their sum, a series of years, two side by side, derived measures."""

from govinfo_report.analysis.comparison import CellChange, ReportComparison, SharedProse, compare
from govinfo_report.analysis.consolidation import CAUTIONS, consolidate
from govinfo_report.analysis.measures import MEASURES, Measure, find_measure, measures
from govinfo_report.analysis.series import Series

__all__ = [
    "CAUTIONS",
    "MEASURES",
    "CellChange",
    "Measure",
    "ReportComparison",
    "Series",
    "SharedProse",
    "compare",
    "consolidate",
    "find_measure",
    "measures",
]
