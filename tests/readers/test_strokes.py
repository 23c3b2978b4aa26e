"""Figures that a line strikes out, however short it is."""

from __future__ import annotations

import pytest

from govinfo_report.readers.pdf.edges import Tolerances, drawn_through
from govinfo_report.readers.pdf.page import Rule


@pytest.mark.parametrize("length", [2.0, 2.9, 6.0])
@pytest.mark.parametrize("size", [7.0, 12.0, 30.0])
def test_a_short_line_alone_stays_a_line(length: float, size: float) -> None:
    """The 1 of 12 points is less wide than what counts as near."""
    rule = Rule(False, 98.4, 280.9, 280.9 + length)
    assert drawn_through([rule], Tolerances(size)) == [rule]
