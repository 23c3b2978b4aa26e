"""A digit that a line strikes out is none of a figure's, as narrow as it is."""

from __future__ import annotations

import pytest

from tests.documents.pdf import PdfStyle
from tests.hiding.judging import read
from tests.hiding.pdf import WAYS, file
from tests.hiding.ways import Place, Plant
from tests.readers.test_unruled import counted

STRUCK = next(way for way in WAYS if way.name == "struck")
PATH = "requests.outcomes.total.natural_person"
STYLES = {
    "ruled": PdfStyle(font=14.0, vertical=True),
    "unruled": PdfStyle(font=14.0, vertical=True, figures="bottom", rules="none"),
}


@pytest.mark.parametrize("style", STYLES.values(), ids=list(STYLES))
def test_a_struck_digit_is_no_part_of_the_figure_behind_it(style: PdfStyle) -> None:
    """The line through a 1 among larger text is 3 points long, less than what counts as near there."""
    raw = counted(1001)
    printed = raw[PATH].text
    plants = {PATH: Plant(way=STRUCK, place=Place.BEFORE, digits="1", figure=printed)}
    cells = {cell.path: cell.text for cell in read(file(raw, plants, style))}
    assert cells.get(PATH, printed) != f"1{printed}"
