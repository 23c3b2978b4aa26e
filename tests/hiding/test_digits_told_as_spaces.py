"""Digits of which a PDF says that they are spaces: a cell that draws one is no blank."""

from __future__ import annotations

import pytest

from govinfo_report.raw import CellKind
from tests.documents.pdf import PdfStyle
from tests.hiding.judging import read
from tests.hiding.pdf import WAYS, file
from tests.hiding.ways import Place, Plant
from tests.readers.test_unruled import counted

AS_A_SPACE = next(way for way in WAYS if way.name == "a map to Unicode that says a space")
ROW = ("disclosure.regulations.issued", "disclosure.regulations.repealed", "disclosure.regulations.in_force")


@pytest.mark.parametrize("style", [PdfStyle(rules="lines"), PdfStyle(rules="none")], ids=["ruled", "unruled"])
@pytest.mark.parametrize("count", [1, 2, 3])
def test_a_cell_is_not_blank(style: PdfStyle, count: int) -> None:
    """PDFium drops a space behind another space, whatever is drawn there."""
    plants = {path: Plant(way=AS_A_SPACE, place=Place.ALONE, digits="1") for path in ROW[:count]}
    cells = {cell.path: cell for cell in read(file(counted(), plants, style))}
    kinds = {cells[path].kind for path in plants if path in cells}
    assert kinds <= {CellKind.UNREADABLE}
    assert style.rules == "none" or plants.keys() <= cells.keys()


def test_they_stay_no_blanks_when_hidden_text_is_put_away_before() -> None:
    """The page is read again then, and of the spaces PDFium drops others."""
    white = next(way for way in WAYS if way.name == "white")
    plants = {path: Plant(way=AS_A_SPACE, place=Place.ALONE, digits="1") for path in ROW[1:]}
    plants[ROW[0]] = Plant(way=white, place=Place.BEFORE, digits="1", figure="1")
    cells = {cell.path: cell for cell in read(file(counted(), plants, PdfStyle(rules="lines")))}
    assert {cells[path].kind for path in ROW[1:]} == {CellKind.UNREADABLE}
