"""What a PDF has beyond the edge of its page: in no cell without rules, in doubt in a cell that is cut."""

from __future__ import annotations

from govinfo_report.raw import CellKind
from tests.documents.pdf import PdfStyle
from tests.hiding.judging import read
from tests.hiding.pdf import WAYS, file
from tests.hiding.ways import Place, Plant
from tests.readers.test_unruled import counted, printed

AWAY = next(way for way in WAYS if way.name == "left of the page")
UPHELD = "remedies.reconsideration.upheld"


def test_digits_left_of_the_page_are_no_column_of_a_table_without_rules() -> None:
    raw = counted()
    plants = {UPHELD: Plant(way=AWAY, place=Place.ALONE, digits="1")}
    got = read(file(raw, plants, PdfStyle(rules="none")))
    expected = {path: text for path, text in printed(raw).items() if path.startswith("remedies.")}
    assert {cell.path: cell.text for cell in got if cell.path in expected} == expected | {UPHELD: ""}


def test_a_cell_that_the_edge_of_the_page_cuts_is_not_blank() -> None:
    """The page shows 595 points of 842: 现行有效件数 begins at 588 and prints nothing that is seen."""
    content = file(counted(), {}, PdfStyle(page="A4 landscape"))
    assert b"/MediaBox" in content
    cut = content.replace(b"/MediaBox", b"/CropBox [0 0 595.28 841] /MediaBox", 1)
    cells = {cell.path: cell for cell in read(cut)}
    assert cells["disclosure.regulations.repealed"].kind is CellKind.NUMBER
    assert cells["disclosure.regulations.in_force"].kind is CellKind.UNREADABLE
